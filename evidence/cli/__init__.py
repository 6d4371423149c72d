"""The command line: arguments in, exit code out. The only room that knows click.

Exit codes: 0 clean, 1 the review has errors, 2 the tool could not run.
"""

from evidence.cli.main import main

__all__ = ["main"]
