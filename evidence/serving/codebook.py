"""What the codebook page and the head of the list write: elements, the title, the questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from evidence.model import Wording
from evidence.serving.codebook_view import asked_view, elements_view, title_mark
from evidence.serving.json_requests import Json, answered_by, taken_by, text_of, values
from evidence.serving.saving import Saved, Saving
from evidence.serving.workspace import Workspace
from evidence.yaml.dump import Value

ELEMENTS, QUESTIONS = "framework.elements", "review.questions"
_OF_ELEMENT = ("id", "label", "also_called", "definition", "origin", "part_of", "memo")
_OF_QUESTION = ("id", "text")

# what became of a save, told to the page; the section tells how it is shown where it was refused
Told: TypeAlias = Callable[[Callable[[], Saved], str], Json]


class Codebook:
    """The elements and what the review asks: read, added, changed and taken away on the page."""

    def __init__(
        self,
        workspace: Workspace,
        saving: Saving,
        told: Told,
        page: Callable[..., Response],
    ) -> None:
        self.workspace = workspace
        self.saving = saving
        self._told = told
        self._page = page

    def routes(self) -> list[Route]:
        """Return what is served under which address."""
        return [
            Route("/codebook", self.page),
            Route("/api/elements", answered_by(self.elements)),
            Route("/api/asked", answered_by(self.asked)),
            Route("/api/title/change", taken_by(self.change_title), methods=["POST"]),
            *self._of("elements", ELEMENTS, _OF_ELEMENT),
            *self._of("questions", QUESTIONS, _OF_QUESTION),
        ]

    def page(self, request: HttpRequest) -> Response:
        """Return the page of the codebook."""
        del request
        return self._page("codebook.html.j2", part="codebook")

    def elements(self, request: HttpRequest) -> Json:
        """Return the elements."""
        del request
        state = self.workspace.state()
        return elements_view(state, self.workspace.items(state, ELEMENTS))

    def asked(self, request: HttpRequest) -> Json:
        """Return the title and the questions."""
        del request
        state = self.workspace.state()
        return asked_view(state, self.workspace.items(state, QUESTIONS))

    def change_title(self, sent: Json) -> Json:
        """Write another title."""
        state = self.workspace.state()
        title = _spoken(state.graph.review.title, text_of(sent, "title"), state.language)
        mark = text_of(sent, "mark")
        return self._told(
            lambda: self.saving.change_keys("review", {"title": title}, mark, title_mark), "review"
        )

    def _of(self, name: str, section: str, keys: tuple[str, ...]) -> list[Route]:
        """Return how items of a section are added, changed and taken away."""

        def add(sent: Json) -> Json:
            draft = dict(values(sent.get("item")))
            ordered = {key: draft[key] for key in keys if draft.get(key)}
            return self._told(lambda: self.saving.add_item(ordered, section), section)

        def change(sent: Json) -> Json:
            changes = self._changes(text_of(sent, "id"), section, values(sent.get("changes")))
            return self._told(lambda: self._changed(sent, section, changes), section)

        def remove(sent: Json) -> Json:
            return self._told(lambda: self._changed(sent, section, None), section)

        return [
            Route(f"/api/{name}/{verb}", taken_by(taken), methods=["POST"])
            for verb, taken in (("add", add), ("change", change), ("remove", remove))
        ]

    def _changed(
        self, sent: Json, section: str, changes: Mapping[str, Value | None] | None
    ) -> Saved:
        return self.saving.change(text_of(sent, "id"), text_of(sent, "mark"), changes, section)

    def _changes(
        self, id_: str, section: str, sent: Mapping[str, Value]
    ) -> dict[str, Value | None]:
        """Return what is to stand under the keys of an item: None where nothing is left."""
        state = self.workspace.state()
        held: Mapping[str, Any] = (
            state.graph.elements if section == ELEMENTS else state.graph.questions
        )
        changes: dict[str, Value | None] = {}
        for key, value in sent.items():
            before = getattr(held.get(id_), key, None)
            now = _spoken(before, value, state.language)
            changes[key] = now or None
        return changes


def _spoken(before: object, now: Value, language: str) -> Value:
    """Return what is to be written: of a text in several languages the one shown alone changes."""
    if isinstance(before, Wording) and before.translations and isinstance(now, str):
        return {**before.translations, language: now}
    return now
