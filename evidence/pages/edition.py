"""What a report says of itself: its languages, its inputs, what was silenced."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.pages.changed import ChangedView
from evidence.pages.phrases import ItemLink


@dataclass(frozen=True, slots=True)
class LanguageView:
    """A report of the same review in another language."""

    code: str
    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class SilencedView:
    """A check that an author silenced for one item, with the reason."""

    code: str
    item: ItemLink
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class WarningView:
    """A check that warns, and the items that it warns of."""

    code: str
    items: tuple[ItemLink, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What a page says of itself: its languages, its inputs, what was silenced.

    Shape: `file` is the name of the page, as links from elsewhere call it.
           `changed` is what changed since an earlier state, where one was named.
    """

    languages: tuple[LanguageView, ...]
    data_hash: str
    version: str
    silenced: tuple[SilencedView, ...] = ()
    open_warnings: tuple[WarningView, ...] = ()
    audit: tuple[str, ...] = ()
    private: bool = False
    file: str = "report.html"
    changed: ChangedView | None = None

    @property
    def name(self) -> str:
        """Return what tells this edition from others: the inputs, the version."""
        return f"sha256 {self.data_hash[:12]}, Evidence {self.version}"
