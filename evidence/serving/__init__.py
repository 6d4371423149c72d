"""The page in the browser: texts read and coded on this machine, and the report as one types.

What it serves goes to a browser on this machine alone, which has to know a
token. The files stay the truth: every save is one item spliced into its file
under the lock, and whoever changed it meanwhile loses nothing.
"""
