"""What rests on an item, as text or as JSON."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass

from evidence.pages.impact import ImpactView
from evidence.synthesis.felling import Felling
from evidence.synthesis.robustness import Change


@dataclass(frozen=True, slots=True)
class Impact:
    """What rests on an item: what changes without it, or without what a finding falls; in words."""

    key: str
    view: ImpactView
    changes: tuple[Change, ...] = ()
    felling: Felling | None = None

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def text(self, width: int = 88) -> str:
        """Return it as lines that are wrapped to a width in columns."""
        lines = [self.view.title, self.view.summary]
        for line in self.view.lines:
            indent = "    " if line.startswith("  ") else "  "
            lines += textwrap.wrap(
                line.strip(), width, initial_indent=indent, subsequent_indent="      "
            )
        return "\n".join(lines) + "\n"

    def json(self) -> str:
        """Return it by ids, for other programs."""
        told: dict[str, object] = {"without": self.key}
        if self.felling is not None:
            told = {
                "finding": self.felling.finding,
                "can_fall": self.felling.held,
                "falls_without": [list(one) for one in self.felling.sets],
            }
        else:
            told["changes"] = [
                {
                    "finding": change.finding,
                    "falls": change.falls,
                    "not_judged_without": change.unjudged,
                    "citations": [len(change.before.citations), len(change.after.citations)],
                    "studies": [len(change.before.studies), len(change.after.studies)],
                    "contested": [change.before.contested, change.after.contested],
                }
                for change in self.changes
            ]
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
