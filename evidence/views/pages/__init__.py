"""The page of a report and everything on it.

A template sees these values and nothing else. `href` is always an anchor of
the same report or a checked address; "" means that there is nothing to open.
"""

from evidence.views.pages.basics import (
    Choice,
    FacetView,
    Fact,
    FilterView,
    LanguageView,
    LeaningView,
    Mark,
    Phrase,
    Ref,
    UseView,
)
from evidence.views.pages.claims import (
    ClaimKeys,
    ClaimView,
    LinkView,
    MeasureRow,
    MeasureView,
    PassageView,
    TensionView,
)
from evidence.views.pages.findings import (
    AssessmentView,
    CellTableRow,
    CellTableView,
    CellView,
    ComponentView,
    FindingGroup,
    FindingView,
    FitView,
    LedgerRow,
    QuestionView,
    StatedView,
    SupportView,
)
from evidence.views.pages.framework import (
    ElementView,
    MapCell,
    MapRowView,
    MapView,
    RelationView,
)
from evidence.views.pages.split import ChapterView, ListedView, ListView, SheetView
from evidence.views.pages.whole import (
    MethodView,
    Page,
    SilencedView,
    SourceView,
    WarningView,
)

__all__ = [
    "AssessmentView",
    "CellTableRow",
    "CellTableView",
    "CellView",
    "ChapterView",
    "Choice",
    "ClaimKeys",
    "ClaimView",
    "ComponentView",
    "ElementView",
    "FacetView",
    "Fact",
    "FilterView",
    "FindingGroup",
    "FindingView",
    "FitView",
    "LanguageView",
    "LeaningView",
    "LedgerRow",
    "LinkView",
    "ListView",
    "ListedView",
    "MapCell",
    "MapRowView",
    "MapView",
    "Mark",
    "MeasureRow",
    "MeasureView",
    "MethodView",
    "Page",
    "PassageView",
    "Phrase",
    "QuestionView",
    "Ref",
    "RelationView",
    "SheetView",
    "SilencedView",
    "SourceView",
    "StatedView",
    "SupportView",
    "TensionView",
    "UseView",
    "WarningView",
]
