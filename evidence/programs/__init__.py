"""Other people's programs, run as children: pandoc and Graphviz.

Text in, text out, with a time limit; what they made is kept by content. Only
this floor and `disk` touch anything outside the process.
"""
