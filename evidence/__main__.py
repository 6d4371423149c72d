"""`python -m evidence` is the command `evidence`."""

from evidence.cli import main

main()
