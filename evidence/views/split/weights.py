"""What the parts of a report weigh: about how many bytes each takes on a page.

These are estimates, made before any page is; whoever writes the pages measures
them, and divides anew by `scale` where a section was heavier than estimated.
"""

from __future__ import annotations

from evidence.model import Claim, Element, Finding, Wording
from evidence.synthesis.cells import CellRow
from evidence.synthesis.evidence_map import EvidenceMap
from evidence.synthesis.relations import Relation
from evidence.synthesis.tensions import Tension
from evidence.views.findings import LINES
from evidence.views.framework import STATING, Bearing
from evidence.views.outline import Outline
from evidence.views.setting import SHOWN, Setting
from evidence.views.split.hubs import Hub

# A link with its tag; one with a statement as its label.
LINK, SAID = 88, 190
# What a list has before its first item.
LIST = 350
# So many answers to a question are shown.
ANSWERS = 3


def text(said: str) -> int:
    """Return the bytes of a text in HTML.

    >>> text("naïve"), text("<b>")
    (6, 9)
    """
    count = said.count
    longer = 4 * (count("&") + count("'") + count('"')) + 3 * (count("<") + count(">"))
    return len(said.encode()) + longer


def claim(setting: Setting, coded: Claim) -> int:
    """Return the weight of a claim with everything that is known of it."""
    ties, uses = setting.graph.ties_to.get(coded.id, ()), setting.graph.uses.get(coded.id, ())
    links = len(coded.elements) + 2 * len(coded.relates) + len(coded.draws_on)
    links += min(len(ties), SHOWN) + min(len(uses), SHOWN)
    because = sum(_said(setting, link.because) + LINK + 40 for link in coded.links)
    arrows = sum(len(arrow.subject) + len(arrow.object) + 40 for arrow in coded.relates)
    figure = 300 if coded.measure else 0
    return (
        480
        + _line(setting, coded)
        + links * LINK
        + _said(setting, coded.caveat)
        + because
        + arrows
        + figure
    )


def finding(setting: Setting, found: Finding) -> int:
    """Return the weight of the card of a finding."""
    graph, held = setting.graph, setting.support[found.id]
    lists = (held.claims, held.contradicting, held.qualifying, held.background)
    lines = (graph.claims[c] for claims in lists for c in claims[:LINES])
    stated = (graph.claims[c] for c in found.stated_in if c in graph.claims)
    others = len(found.elements) + len(found.answers) + len(setting.falls.get(found.id, ()))
    others += min(SHOWN, len(found.supported_by))
    others += min(SHOWN, len(graph.uses.get(found.id, ())))
    sayings = [found.statement, found.caveat, found.resolution, *found.gaps.values()]
    if found.fit:
        sayings.append(found.fit.because)
    if found.assessment:
        sayings += [found.assessment.because, *(c.because for c in found.assessment.components)]
    return (
        1000
        + sum(_said(setting, wording) + 90 for wording in sayings)
        + sum(60 + _line(setting, coded) for coded in lines)
        + sum(_line(setting, coded) for coded in stated)
        + others * SAID
    )


def element(setting: Setting, bears: Bearing, found: Element) -> int:
    """Return the weight of an element with the beginnings of its lists."""
    graph, key = setting.graph, found.id
    arrows = bears.arrows.get(key, ())[:SHOWN]
    defining = bears.definitions.get(key, ())[:SHOWN]
    return (
        550
        + _said(setting, found.label)
        + _said(setting, found.definition)
        + sum(map(text, found.also_called))
        + min(SHOWN, len(graph.claims_about.get(key, ()))) * LINK
        + min(SHOWN, len(bears.findings.get(key, ()))) * SAID
        + sum(290 + min(6, len(relation.claims)) * LINK for relation in arrows)
        + sum(40 + _line(setting, graph.claims[c]) for c in defining)
    )


def relation(found: Relation) -> int:
    """Return the weight of an arrow in the list of all."""
    return 330 + min(STATING + 1, len(found.claims)) * LINK


def map_row(table: EvidenceMap) -> int:
    """Return the weight of a row of a map."""
    return 200 + len(table.columns) * 95


def measure(setting: Setting, coded: Claim) -> int:
    """Return the weight of a figure in the table of figures."""
    said = coded.measure
    words = _said(setting, said.of) + _said(setting, said.base) if said else 0
    return 320 + words + len(coded.sources) * LINK


def tension(setting: Setting, pair: Tension) -> int:
    """Return the weight of two claims that are set against each other."""
    claims = setting.graph.claims
    lines = sum(120 + _line(setting, claims[key]) for key in (pair.claim, pair.against))
    findings = min(SHOWN, len(pair.findings)) * SAID
    return 250 + lines + _said(setting, pair.link.because) + findings


def source(setting: Setting, key: str) -> int:
    """Return the weight of a source with the beginnings of its lists."""
    graph = setting.graph
    lists = (graph.claims_of, graph.claims_through, graph.claims_on, graph.claims_read)
    facts = graph.review.sources.get(key)
    lean = setting.leaning.get(key)
    cited = setting.cited.get(key)
    return (
        700
        + (len(cited.html.encode()) if cited else 0)
        + text(setting.bibtex.get(key, ""))
        + (_said(setting, facts.note) + len(facts.facets) * 80 if facts else 0)
        + sum(min(SHOWN, len(claims.get(key, ()))) for claims in lists) * LINK
        + min(SHOWN, len(lean.changes) if lean else 0) * 2 * SAID
    )


def listed(setting: Setting, hub: Hub, place: int) -> int:
    """Return the weight of an item of the rest of a list."""
    if hub.role == "cell":
        return LINK
    claim = setting.graph.claims.get(hub.items[place])
    return LINK + 40 + _said(setting, claim.statement) if claim else 30 + SAID


def cell_row(setting: Setting, row: CellRow) -> int:
    """Return the weight of a row of a cell table."""
    graph = setting.graph
    cells = (graph.claims[cell.claims[0]] if cell.claims else None for cell in row.cells)
    said = (360 + _said(setting, c.statement) + len(c.sources) * LINK if c else 300 for c in cells)
    return 330 + _said(setting, graph.findings[row.finding].statement) + sum(said)


def ledger_row(setting: Setting, key: str, most: int = 8) -> int:
    """Return the weight of a row of the ledger."""
    graph, held = setting.graph, setting.support[key]
    columns = (held.cited, held.own, (*held.contradicting, *held.qualifying))
    shown = (graph.claims[c] for claims in columns for c in claims[:most])
    fit = graph.findings[key].fit
    return (
        850
        + _said(setting, graph.findings[key].statement)
        + sum(180 + _said(setting, c.statement) + len(c.sources) * LINK for c in shown)
        + (_said(setting, fit.because) if fit else 0)
    )


def findings_row(setting: Setting, key: str, most: int = 12) -> int:
    """Return the weight of a row of the summary of findings."""
    sources = min(most, len(setting.support[key].sources))
    return 430 + _said(setting, setting.graph.findings[key].statement) + sources * LINK


def summary(setting: Setting, drawn: Outline) -> int:
    """Return the weight of what the entry always has: questions, facts, limits, the picture."""
    graph = setting.graph
    statements = max((_said(setting, f.statement) for f in graph.findings.values()), default=0)
    questions = sum(
        600 + _said(setting, question.text) + ANSWERS * (300 + statements)
        for question in graph.questions.values()
    )
    picture = len(drawn.elements) * 900 + sum(800 + 90 * len(x.relations) for x in drawn.lines)
    return 9_000 + questions + picture


def _line(setting: Setting, coded: Claim) -> int:
    """Return the weight of a claim with its sources and its passages."""
    said = sum(
        120 + text(passage.quote) + _around(setting, coded.id, number)
        for number, passage in enumerate(coded.passages)
    )
    works = len(coded.sources) + len(coded.via)
    return 130 + _said(setting, coded.statement) + works * LINK + said


def _around(setting: Setting, claim_id: str, number: int) -> int:
    around = setting.around.get((claim_id, number))
    return text(around.before) + text(around.after) if around else 0


def _said(setting: Setting, wording: Wording) -> int:
    return text(setting.text(wording)) if wording else 0
