"""Evidence: reviews whose conclusions lead to the passages that they rest on.

    import evidence

    review = evidence.load("DIR")

The words, one for each thing, are those of the README: review, source, text,
passage, claim, own statement, framework, element, relation, facet, finding,
judgement, party, study, proposal, trace, tension, measure, evidence map,
assessment, lock, diagnostic.
"""

from typing import TYPE_CHECKING, Any

from evidence.version import __version__

if TYPE_CHECKING:
    from evidence.diagnostics import CannotGoOn, HasErrors
    from evidence.loaded import LoadedReview, load

__all__ = ["CannotGoOn", "HasErrors", "LoadedReview", "__version__", "load"]

# Looked up when they are first asked for: the import alone reads none of our readers.
_STANDS_IN = {
    "CannotGoOn": "evidence.diagnostics",
    "HasErrors": "evidence.diagnostics",
    "LoadedReview": "evidence.loaded",
    "load": "evidence.loaded",
}

if not TYPE_CHECKING:  # a checker would take any name for one of ours

    def __getattr__(name: str) -> Any:
        if name not in _STANDS_IN:
            raise AttributeError(f"module `evidence` has no attribute `{name}`")
        from importlib import import_module  # noqa: PLC0415 - only where something is asked for

        return getattr(import_module(_STANDS_IN[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
