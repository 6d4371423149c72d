"""`evidence build` at the top level: `python build.py [OPTIONS]`."""

import sys

_REVIEW = "run `make review` (builds the same in .venv)"
_WHEEL = "run `make wheel`, or `python -P -m build` where that tool is installed"


def main() -> None:
    """Build the review with the arguments of the command line.

    Raises: SystemExit with the exit code of `evidence build`; 2, after one
            line that says what to run, where the dependencies are missing.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this has not installed anything
        sys.exit(_told(f"needs Python 3.11 or newer, this is {sys.version.split()[0]}; {_REVIEW}"))
    try:
        from evidence.cli import main as evidence  # noqa: PLC0415 - it may not be importable

        sys.argv.insert(1, "build")
        evidence()
    except ModuleNotFoundError as missing:
        if (missing.name or "evidence").startswith("evidence"):
            raise
        sys.exit(_told(f"`{missing.name}` is not installed for this Python; {_REVIEW}"))


def _told(what: str) -> int:
    print(f"build.py: {what}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    if sys.modules[__name__].__spec__:  # `python -m build`: the tool of that name was meant
        sys.exit(_told(f"this file builds the review; for the wheel {_WHEEL}"))
    main()
