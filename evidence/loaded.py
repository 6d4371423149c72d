"""A review loaded from its folder: what it holds, what is wrong with it, what is made of it.

The command line and Python come in here alike. A review with errors is loaded
too, as far as it could be read; `diagnostics` says what could not.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from evidence.checks import Silenced
from evidence.diagnostics import (
    CannotGoOn,
    Diagnostic,
    HasErrors,
    Rule,
    Severity,
    did_you_mean,
)
from evidence.files.reading import ReviewFiles, review_files, words_for
from evidence.graph import Graph, Item
from evidence.language import counted
from evidence.model import Claim, Element, Finding, Framework, Question, Source
from evidence.review import Checked, Input, check
from evidence.synthesis.support import Support, supports
from evidence.version import __version__

if TYPE_CHECKING:
    from evidence.exchange.frames import Frames
    from evidence.files.holding import Tell
    from evidence.full_texts import Watch
    from evidence.publishing import BuildRequest, Built, ReportCheck
    from evidence.report.impact import Impact
    from evidence.report.trace import Trace
    from evidence.synthesis.support import Exclusion


Format = Literal["text", "json", "github", "sarif", "junit"]


def load(folder: str | os.PathLike[str] = ".", *, strict: bool = False) -> LoadedReview:
    """Return the review in a folder, read, linked and checked.

    Shape:  `strict` takes warnings for errors.
    Raises: CannotGoOn if there is no such folder, no `claims.yaml` or
            `sources.bib` in it, or a file of the review cannot be read.

    >>> import evidence
    >>> evidence.load("gardens")
    <LoadedReview gardens: 3 findings, 7 claims, 4 sources; 0 errors>
    """
    files = review_files(Path(folder))
    given = _given(files)
    return LoadedReview(files, given, check(given, strict=strict))


def given_in(folder: Path) -> Input:
    """Return what stands in the files of the review in a folder, neither read nor checked.

    Raises: CannotGoOn, as `load` does.
    """
    return _given(review_files(folder))


def _given(files: ReviewFiles) -> Input:
    return Input(files.claims, files.sources, files.lock, files.audit, files.unread)


def build_from(
    folder: Path, asked: BuildRequest, *, strict: bool, tell: Tell, watch: Watch | None = None
) -> Built:
    """Load the review in a folder and build it, once nobody else writes where it goes.

    Shape:  `tell` is told for whom we wait; `watch` watches texts being read.
    Raises: HasErrors, CannotGoOn.
    """
    from evidence.publishing import build_into  # noqa: PLC0415 - only a build needs it

    def read() -> tuple[Checked, str]:
        return load(folder, strict=strict).without_errors().built_from(asked.exclude)

    return build_into(folder, read, asked, tell=tell, watch=watch)


def compare_report(
    file: Path, folder: Path, asked: BuildRequest, *, watch: Watch | None = None
) -> ReportCheck:
    """Build the review in a folder again, and return whether a report is what comes of it.

    Raises: HasErrors, CannotGoOn.
    """
    from evidence.publishing import compared  # noqa: PLC0415 - only what builds needs it

    review = load(folder).without_errors()
    return compared(file, folder, review.checked, review.given.digest, asked, watch)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class LoadedReview:
    """A review with everything that is known of it.

    Shape: it is what stood in the files when it was loaded, and does not
           change with them. Lists are in the order of the files; of items that
           share an id, which is an error, the first is kept. `graph` links
           them both ways and finds them by id.
    """

    files: ReviewFiles
    given: Input
    checked: Checked
    _support: dict[str, Support] = field(default_factory=dict)

    def __repr__(self) -> str:
        graph = self.graph
        held = ", ".join(
            counted(len(items), noun)
            for noun, items in (
                ("finding", graph.findings),
                ("claim", graph.claims),
                ("source", graph.sources),
            )
        )
        errors = counted(len(self.errors), "error")
        return f"<LoadedReview {self.folder.as_posix()}: {held}; {errors}>"

    @property
    def folder(self) -> Path:
        """Return the folder, as it was given."""
        return self.files.folder

    @property
    def graph(self) -> Graph:
        """Return the claims, sources, elements and findings, linked both ways.

        >>> review.graph.claims_of["kim2003"]
        ('tasting_names', 'tasting_often')
        """
        return self.checked.graph

    @property
    def title(self) -> str:
        """Return the title, in the language of the review; "" if it has none."""
        language = self.graph.review.language
        return self.graph.review.title.text_in(language)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages of the review, the default first."""
        return self.graph.review.languages

    @property
    def framework(self) -> Framework:
        """Return the analytical lens: facets, kinds of finding, elements, relations."""
        return self.graph.review.framework

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what the review concludes.

        >>> [finding.id for finding in review.findings]
        ['f.tasting', 'f.garden', 'f.knowledge']
        """
        return tuple(self.graph.findings.values())

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims that were coded.

        >>> review.claims[0].sources
        ('kim2003',)
        """
        return tuple(self.graph.claims.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return every entry of the bibliography, cited or not."""
        return tuple(self.graph.sources.values())

    @property
    def elements(self) -> tuple[Element, ...]:
        """Return the elements of the framework."""
        return tuple(self.graph.elements.values())

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions of the review."""
        return tuple(self.graph.questions.values())

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong, errors, warnings and notes, in the order of places.

        >>> [(found.code, found.item) for found in review.diagnostics]
        []
        """
        return self.checked.diagnostics

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Return the errors among the diagnostics; with one, nothing is built."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def silenced(self) -> tuple[Silenced, ...]:
        """Return the diagnostics that the review silences, with its reasons."""
        return self.checked.silenced

    @property
    def support(self) -> Mapping[str, Support]:
        """Return what each finding rests on and what speaks against it, by the finding's id.

        >>> len(review.support["f.knowledge"].studies)
        3
        """
        if not self._support:
            self._support.update(supports(self.graph))
        return MappingProxyType(self._support)

    def known_id(self, key: str) -> str:
        """Return an id as it stands in the review; `#ID` and `#source-KEY` will do, as in links.

        Raises: CannotGoOn with the nearest id, if nothing bears this one.
        """
        bare = key.removeprefix("#").removeprefix("source-")
        for name in (key, bare):
            if self.graph.kind(name):
                return name
        nearest = did_you_mean(bare, self.graph.ids())
        raise CannotGoOn(f"nothing in the review bears the id `{key}`", nearest)

    def item(self, key: str) -> Item:
        """Return the claim, finding, element, question or source that bears an id.

        Raises: CannotGoOn with the nearest id, if nothing does.

        >>> review.item("tasting_names").passage.quote
        'most pupils could name more vegetables than before'
        """
        found = self.graph.item(self.known_id(key))
        assert found is not None, "an id that is known bears something"
        return found

    def without_errors(self, *, but: Collection[str] = ()) -> LoadedReview:
        """Return this review, if it has no errors, or but those of some codes.

        Raises: HasErrors, which names them all.

        >>> evidence.load("gardens").without_errors().title
        'Gardens in schools (an invented example)'
        """
        errors = tuple(each for each in self.errors if each.code not in but)
        if errors:
            raise HasErrors(errors, self.lines_of(errors))
        return self

    def lines_of(self, found: Iterable[Diagnostic]) -> Mapping[str, Sequence[str]]:
        """Return the lines of the files that diagnostics speak of, by file."""
        return self.given.lines({each.place.file for each in found if each.place})

    def check(self, format: Format = "text", *, colour: bool = False, every: bool = False) -> str:  # noqa: A002
        """Return what `evidence check` says of the review, as text in one of its formats.

        Shape:  in the format for people, a kind of warning or note that there
                is often is told in one line; with `every`, all are listed.

        >>> print(review.check())
        no problems
        """
        from evidence.reporters import FORMATS, Listing  # noqa: PLC0415

        rules: Sequence[Rule] = ()
        if format in {"sarif", "junit"}:
            from evidence.checks.manual import EVERY_RULE  # noqa: PLC0415 - these name all

            rules = EVERY_RULE
        listing = Listing(
            diagnostics=self.diagnostics,
            silenced=self.silenced,
            lines=self.lines_of(self.diagnostics),
            rules=rules,
            version=__version__,
            colour=colour,
            every=every,
        )
        return FORMATS[format](listing).removesuffix("\n")

    def frames(self, language: str = "") -> Frames:
        """Return the review as pandas DataFrames by name: one row one fact.

        Shape:  every frame has its columns, in the same order and of the same
                types, also without a row; `docs/python.md` lists them. Texts
                are in the language asked for, else in that of the review.
        Raises: CannotGoOn if the review is not in this language.

        >>> review.frames()["claims"].groupby("context", observed=True).size().to_dict()
        {'town': 4, 'country': 3}
        """
        from evidence.exchange.facts import TableInput, facts  # noqa: PLC0415 - pandas is slow to load
        from evidence.exchange.frames import frames  # noqa: PLC0415

        default, *others = self.languages
        if language and language not in self.languages:
            known = ", ".join((default, *others))
            raise CannotGoOn(f"the review is not in the language `{language}`", f"it is in {known}")
        known_facts = TableInput(
            graph=self.graph,
            support=self.support,
            states=self.checked.states,
            signed=self.checked.signed,
            diagnostics=self.diagnostics,
            silenced=self.silenced,
            verdicts=self.checked.audit.verdicts,
        )
        return frames(facts(known_facts), language or default, default)

    def trace(
        self, key: str, way: Literal["up", "down"] | None = None, language: str = ""
    ) -> Trace:
        """Return the way from an item down to its passages, and back up to what rests on it.

        Shape:  both ways, if none is named.
        Raises: CannotGoOn with the nearest id, if nothing bears this one.

        >>> print(review.trace("tasting_often", "up"))
        tasting_often read Kim 2003
        │  Tasting lessons should be held every week.
        └─ supports f.tasting 2 studies
              Hold tasting lessons every week, with an hour set aside for them.
        """
        from evidence.pages.trace import tree  # noqa: PLC0415 - only a trace needs them
        from evidence.report.trace import Trace  # noqa: PLC0415
        from evidence.synthesis import trace  # noqa: PLC0415

        name = self.known_id(key)
        words = words_for(language or self.languages[0])
        ways = []
        if way != "up":
            ways.append(tree(self.graph, trace.down(self.graph, name), words))
        if way != "down":
            ways.append(tree(self.graph, trace.up(self.graph, name), words, up=True))
        # an item that leads nowhere is shown alone, and once
        return Trace(tuple(branch for branch in ways if branch.branches) or tuple(ways[:1]))

    def without(self, *keys: str) -> Exclusion:
        """Return what goes with items, or with values such as "coder=ys" and "context=town".

        Raises: CannotGoOn with the nearest id, if nothing bears one of them.
        """
        from evidence.synthesis.exclusion import exclusion_of, together  # noqa: PLC0415

        found = []
        for key in keys:
            name = key if "=" in key else self.known_id(key)
            one = exclusion_of(self.graph, name)
            if one is None and "=" in key:
                raise CannotGoOn(f"nothing in the review has `{key}`")
            if one is None:
                why = "it is a finding, a question or the study itself"
                raise CannotGoOn(f"`{key}` cannot be left out: {why}")
            found.append(one)
        return together(found)

    def built_from(self, exclude: Sequence[str] = ()) -> tuple[Checked, str]:
        """Return the review that a report is made of, and the hash of its files.

        Shape:  without what `exclude` names, if it names something: the title says
                so, and the hash is another than that of the files alone.
        Raises: CannotGoOn with the nearest id, if nothing bears one of them.
        """
        if not exclude:
            return self.checked, self.given.digest
        from evidence.pages.impact import built_without  # noqa: PLC0415 - seldom asked for
        from evidence.synthesis.exclusion import excluding  # noqa: PLC0415

        left = excluding(self.graph, self.without(*exclude))
        graph = built_without(self.graph, left, exclude, words_for)
        told = "\n".join((self.given.digest, *exclude))
        return replace(self.checked, graph=graph), sha256(told.encode()).hexdigest()

    def impact(self, *keys: str, language: str = "") -> Impact:
        """Return which findings change and fall without items; of a finding, without what it falls.

        Raises: CannotGoOn with the nearest id, if nothing bears one of them.

        >>> print(review.impact("f.tasting"))
        f.tasting: Hold tasting lessons every week, with an hour set aside for them.
        falls without 2 sources
          without Kim 2003 (kim2003) and Okoro 2014 (okoro2014) together
        """
        from evidence.pages.impact import felling_view, impact_view  # noqa: PLC0415
        from evidence.report.impact import Impact  # noqa: PLC0415
        from evidence.synthesis.felling import fellings  # noqa: PLC0415
        from evidence.synthesis.robustness import changes_without  # noqa: PLC0415

        words = words_for(language or self.languages[0])
        first = keys[0] if len(keys) == 1 and "=" not in keys[0] else ""
        if first and (name := self.known_id(first)) in self.graph.findings:
            felling = fellings(self.graph, [name], self.support)[name]
            return Impact(name, felling_view(self.graph, felling, words), felling=felling)
        without = self.without(*keys)
        changes = changes_without(self.graph, without, self.support)
        view = impact_view(self.graph, keys, without, changes, words)
        return Impact(" ".join(keys), view, changes)

    def build(
        self,
        output: str | os.PathLike[str] | None = None,
        *,
        to: Sequence[str] = ("html", "md", "json", "csv"),
        templates: str | os.PathLike[str] | None = None,
        texts: str | os.PathLike[str] | None = None,
        with_passages: bool = False,
        overwrite: bool = False,
        exclude: Sequence[str] = (),
    ) -> Built:
        """Build the report into a folder, and return what was written, as `evidence build` does.

        Shape:  what is built is the review as it was loaded. `output` is `build`
                in its folder if nothing else is said; `to` names formats,
                `templates` a folder of the review's own, `texts` that of the
                full texts, from which `with_passages` adds the words around
                each quote. `overwrite` lets go what a person changed in an
                earlier build. `exclude` leaves out sources, claims, parties,
                elements, or what has a value, as in "coder=ys".
        Raises: HasErrors if the review has errors; CannotGoOn if the output may
                not or cannot be written, or something that is needed is
                missing. The earlier build is whole then.

        >>> review.build("report", to=["json", "html"]).names
        ('report.html', 'evidence.json', '.evidence.sha256')
        """
        from evidence.publishing import BuildRequest, build_into  # noqa: PLC0415 - only a build needs it

        self.without_errors()
        asked = BuildRequest(
            output=None if output is None else Path(output),
            formats=tuple(to),
            templates=None if templates is None else Path(templates),
            texts=None if texts is None else Path(texts),
            with_passages=with_passages,
            overwrite=overwrite,
            exclude=tuple(exclude),
        )
        return build_into(self.folder, lambda: self.built_from(asked.exclude), asked)
