"""The door to `evidence build` at the top level: `python build.py [OPTIONS]`."""

import sys


def main() -> None:
    """Build the review with the arguments of the command line.

    Raises: SystemExit with the exit code of `evidence build`; 2, after one
            line that says what to run, where the dependencies are missing.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this has not installed anything
        sys.exit(_told("needs Python 3.11 or newer, this is " + sys.version.split()[0]))
    try:
        from evidence.cli import main as evidence  # noqa: PLC0415 - it may not be importable

        sys.argv.insert(1, "build")
        evidence()
    except ModuleNotFoundError as missing:
        if (missing.name or "evidence").startswith("evidence"):
            raise
        sys.exit(_told(f"`{missing.name}` is not installed for this Python"))


def _told(what: str) -> int:
    print(f"build.py: {what}; run `make review` (builds the same in .venv)", file=sys.stderr)
    return 2


if __name__ == "__main__":
    main()
