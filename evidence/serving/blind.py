"""A review as one of two coders may know it: without what others coded, till everybody is done.

What is left out is left out of the review itself, and the rest is linked,
checked and counted as if it were all. So nothing that a page asks for can know
more, and nothing new has to think of it. Saves go into the whole review: only
what is told of them is narrowed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from evidence.diagnostics import CannotGoOn, Diagnostic, Severity
from evidence.graph import Role, elements_of, named_by
from evidence.lock.done import awaited, coding_person, whose
from evidence.model import Claim, Element, Finding, Question, Review
from evidence.model.lock import CodingState, Lock
from evidence.review import Checked, Input, check, check_part
from evidence.serving.workspace import OpenReview, Workspace
from evidence.yaml.item_changes import WrittenItem, written_items
from evidence.yaml.target_file import file_of

_ELEMENTS = "framework.elements"
_ELSEWHERE = "the review has errors in what is not shown here"
_HELP = "whoever may see it runs `evidence check`"


@dataclass(frozen=True, slots=True)
class _Part:
    """What is left of a review, and what identifies it whatever stands around it."""

    review: Review
    lock: Lock


class BlindWorkspace(Workspace):
    """A review that one coder works on who does not see what others code."""

    def __init__(self, folder: Path, texts: Path | None, coder: str) -> None:
        super().__init__(folder, texts)
        self.coder = coder
        self._shown: tuple[OpenReview, OpenReview] | None = None
        self._told: _Part | None = None

    def state(self) -> OpenReview:
        """Return what the coder may know of the review as its files are now."""
        whole = self.whole()
        if not self.is_blind():
            return whole
        with self._reading:
            if self._shown is None or self._shown[0] is not whole:
                checked = _narrowed(whole.given, whole.checked, self.coder)
                self._shown = (whole, OpenReview(whole.given, checked, self.coder))
            return self._shown[1]

    def is_blind(self) -> bool:
        """Return whether something is kept from the coder: until all who coded are done."""
        checked = self.whole().checked
        return bool(awaited(checked.graph, checked.lock, self.coder))

    def is_news(self) -> bool:
        """Return whether what is shown is otherwise than when this was asked last."""
        state = self.state()
        part = _Part(state.graph.review, state.checked.lock)
        news, self._told = part != self._told, part
        return news

    def items(
        self, state: OpenReview, section: str = "claims"
    ) -> dict[str, tuple[str, WrittenItem]]:
        """Return each item that is shown as it is written, never another one of the same id."""
        found = super().items(state, section)
        if not state.part:
            return found
        graph = state.graph
        sections: Mapping[str, Mapping[str, Claim | Finding | Element | Question]] = {
            "claims": {**graph.claims, **graph.proposals},
            "findings": graph.findings,
            _ELEMENTS: graph.elements,
            "review.questions": graph.questions,
        }
        shown = sections[section]
        written = dict(state.given.claims)
        kept: dict[str, tuple[str, WrittenItem]] = {}
        for key, item in shown.items():
            place = item.where.at()
            file, one = found.get(key, ("", None))
            if file != place.file and key in (own := written_items(written[place.file], section)):
                file, one = place.file, own[key]
            if one is not None and file == place.file and one.line == place.line:
                if section == _ELEMENTS and one.keys.get("part_of") not in graph.elements:
                    one = replace(one, keys={k: v for k, v in one.keys.items() if k != "part_of"})
                kept[key] = (file, one)
        return kept

    def file_for(self, section: str) -> str:
        """Return the file that a new item has to go into: an element into none of others'."""
        given = self.whole().given
        if section != _ELEMENTS or not self.is_blind():
            return ""
        return file_of(self.coder, given.claims) or given.claims[0][0]

    def told(
        self, found: Iterable[Diagnostic], given: Input, checked: Checked | None, id_: str
    ) -> tuple[Diagnostic, ...]:
        """Return of what a save would bring about what the coder may know; the rest in plain words.

        Shape: `given` is the review as it would be, `id_` the item that is saved.
        """
        found = tuple(found)
        if not self.is_blind() or not found:
            return found
        part = _narrowed(given, checked or check(given), self.coder)
        known = {(one.code, one.message) for one in part.diagnostics}
        kept = [one for one in found if (one.code, one.message) in known]
        lost = [one for one in found if one not in kept and one.severity is Severity.ERROR]
        if any(one.code == "repeated-id" for one in lost):
            message = f"the id `{id_}` is taken"
            taken = Diagnostic("repeated-id", Severity.ERROR, message, help="choose another one")
            return (*kept, taken)
        if lost:
            message = "something that you do not see stands against it"
            kept.append(Diagnostic("not-shown", Severity.ERROR, message, help=_HELP))
        return tuple(kept)


def blind_workspace(folder: Path, texts: Path | None, coder: str) -> BlindWorkspace:
    """Return the review as a coder may know it.

    Raises: CannotGoOn if no coder is named, `coder` is no author, or there is no review.
    """
    if not coder:
        raise CannotGoOn("--blind hides what others coded, and nobody is named", "add --coder")
    made = BlindWorkspace(folder, texts, coder)
    coding_person(made.whole().graph, coder)
    made.is_news()
    return made


def _narrowed(given: Input, whole: Checked, coder: str) -> Checked:
    """Return of a checked review what a coder may know, checked as if it were all."""
    part = _part_of(given, whole, coder)
    shown = _items_of(part.review)
    library = given.sources[0]
    spans = tuple(_spans(given, part.review))
    read = []
    lost = False
    for one in whole.read:
        place = one.place
        own = one.item in shown or (place is not None and place.file == library)
        own = own or any(
            place is not None and place.file == file and first <= place.line <= last
            for file, first, last in spans
        )
        if own:
            read.append(one)
        lost = lost or (not own and one.severity is Severity.ERROR)
    if lost:
        read.append(Diagnostic("not-shown", Severity.ERROR, _ELSEWHERE, help=_HELP))
    return check_part(whole, part.review, part.lock, read)


def _part_of(given: Input, whole: Checked, coder: str) -> _Part:
    graph, lock = whole.graph, whole.lock
    review = graph.review
    claims = [claim for claim in review.claims if _is_shown(whole, claim, coder)]
    others = [claim for claim in review.claims if not _is_shown(whole, claim, coder)]
    own = {claim.id for claim in claims}
    hidden = {claim.id for claim in others} - own
    elements = _common(given, review, claims, others, coder)
    themes = {one.id for one in elements}
    gone = {one.id for one in review.framework.elements} - themes
    findings = _without(review.findings, hidden | gone)
    kept = {one.id for one in findings}
    framework = replace(
        review.framework,
        elements=tuple(
            replace(one, part_of="") if one.part_of in gone else one for one in elements
        ),
        relations=tuple(
            one for one in review.framework.relations if not {one.subject, one.object} & gone
        ),
    )
    part = replace(
        review,
        claims=tuple(_unlinked(claim, hidden) for claim in claims),
        findings=findings,
        framework=framework,
    )
    return _Part(
        part,
        Lock(
            tuple(one for one in lock.records if one.claim in own),
            tuple(one for one in lock.signatures if one.finding in kept),
            tuple(one for one in lock.brought if one.claim in own),
            tuple(one for one in lock.codings if one.coder == coder),
            tuple(one for one in lock.edited if one[0] in own),
        ),
    )


def _is_shown(whole: Checked, claim: Claim, coder: str) -> bool:
    """Return whether a claim is a coder's own, or a proposal that is nobody's yet."""
    who = whose(whole.graph, claim)
    return who == coder or (not who and claim.proposed is not None)


def _common(
    given: Input, review: Review, claims: Sequence[Claim], others: Sequence[Claim], coder: str
) -> tuple[Element, ...]:
    """Return the elements that are the team's or the coder's own: no other coder made them.

    Another made one if it stands in a file in which others alone code. Where they
    code in a file of all, they made it if it was found while coding, and claims
    of theirs bear on it, and none of the coder's own.
    """
    theirs = _files_of_others(given, review, claims, others, coder)
    own = {key for claim in claims for key in _themes(claim)}
    among = [claim for claim in others if claim.where.at().file not in theirs]
    found = {key for claim in among for key in _themes(claim)}

    def is_common(one: Element) -> bool:
        if one.id in own:
            return True
        if one.where.at().file in theirs:
            return False
        return one.origin != "emergent" or one.id not in found

    return tuple(one for one in review.framework.elements if is_common(one))


def _files_of_others(
    given: Input, review: Review, claims: Sequence[Claim], others: Sequence[Claim], coder: str
) -> Collection[str]:
    """Return the files, besides the first, that others code in and the coder does not."""
    own = {claim.where.at().file for claim in claims}
    theirs = {claim.where.at().file for claim in others} - own
    people = {author.initials for author in review.authors}
    named = {path for path, _ in given.claims if PurePath(path).stem in people - {coder}}
    return (theirs | (named - own)) - {given.claims[0][0]}


def _themes(claim: Claim) -> tuple[str, ...]:
    return (*elements_of(claim), claim.defines)


def _without(findings: Iterable[Finding], hidden: Collection[str]) -> tuple[Finding, ...]:
    """Return the findings that rest on nothing that is hidden, at whatever distance."""
    kept = tuple(findings)
    gone = set(hidden)
    while True:
        left = tuple(one for one in kept if not gone.intersection(_named(one)))
        if len(left) == len(kept):
            return left
        gone |= {one.id for one in kept} - {one.id for one in left}
        kept = left


def _named(finding: Finding) -> Iterator[str]:
    yield from finding.elements
    for role in Role:
        yield from named_by(finding, role)


def _unlinked(claim: Claim, hidden: Collection[str]) -> Claim:
    """Return a claim without its links to what is hidden; they stay in its file."""
    if not any(link.claim in hidden for link in claim.links):
        return claim
    return replace(
        claim,
        supports=tuple(one for one in claim.supports if one.claim not in hidden),
        contradicts=tuple(one for one in claim.contradicts if one.claim not in hidden),
        qualifies=tuple(one for one in claim.qualifies if one.claim not in hidden),
        restates=tuple(one for one in claim.restates if one.claim not in hidden),
        not_comparable=tuple(one for one in claim.not_comparable if one.claim not in hidden),
    )


def _items_of(review: Review) -> frozenset[str]:
    """Return the ids of what is shown."""
    kept = {claim.id for claim in review.claims} | {finding.id for finding in review.findings}
    kept |= {element.id for element in review.framework.elements}
    return frozenset(kept | {question.id for question in review.questions})


def _spans(given: Input, review: Review) -> Iterator[tuple[str, int, int]]:
    """Yield the file, the first and the last line of each claim and finding that is shown."""
    held = [("claims", one.where.at()) for one in review.claims]
    held += [("findings", one.where.at()) for one in review.findings]
    shown = {(section, place.file, place.line) for section, place in held}
    for file, data in given.claims:
        for section in ("claims", "findings"):
            for one in written_items(data, section).values():
                if (section, file, one.line) in shown:
                    yield file, one.line, one.line + len(one.text.splitlines()) - 1


def coding_view(workspace: Workspace) -> dict[str, object]:
    """Return what the page says of a coding that is kept apart: is it done, and what changed since.

    Shape: `blind` is False once everybody is done.
    """
    if not isinstance(workspace, BlindWorkspace):
        return {}
    done: CodingState | None = workspace.whole().checked.codings.get(workspace.coder)
    return {
        "coder": workspace.coder,
        "blind": workspace.is_blind(),
        "done": done.done.date if done else "",
        "moved": len(done.moved) if done else 0,
    }
