"""Other people's programs, run as children: pandoc and Graphviz.

Text in, text out, with a time limit; what they made is kept by content. Only
this room and `files` touch anything outside of the process.
"""
