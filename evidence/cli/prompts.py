"""Asks for a claim on the terminal, one key after the other, until each answer will do.

The Tab key completes ids and keys where the machine has readline. What is
asked and what an answer is taken for stands in `interview`; the terminal is
behind `Ask` and `Tell`, so that the tests can answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import click

from evidence.cli import draft
from evidence.cli.draft import Mistyped
from evidence.diagnostics import did_you_mean
from evidence.graph import Graph
from evidence.model import Facet
from evidence.model.claims import TERMS
from evidence.reporters.visible import visible
from evidence.yaml.dump import Draft
from evidence.yaml.new_ids import id_for

# a prompt and what Tab may complete in the answer; the answer, without its line break
Ask = Callable[[str, Sequence[str]], str]
Tell = Callable[[str], None]
Answer = TypeVar("Answer")

GREETING = """\
A claim, key by key. Tab completes, Ctrl-C stops and writes nothing."""


def interview(graph: Graph, ask: Ask | None = None, tell: Tell = click.echo) -> Draft:
    """Return the claim that somebody answers for.

    Raises: click.Abort where the answers end.
    """
    ask = ask or on_terminal()
    prompter = _Prompter(ask, tell)
    tell(GREETING)
    statement = prompter.until("statement, in your own words: ", _something)
    sources = prompter.until(
        "sources, who says it: ",
        lambda text: _known(text, _names(graph), "sources.bib"),
        graph.sources,
    )
    read_in = None
    if len(sources) > 1 and not graph.review.of:
        read_in = prompter.until(
            "read_in, the text that you read: ",
            lambda text: _known(text, _names(graph), "sources.bib")[0],
            graph.sources,
        )
    at = prompter.until("at, such as page 3 or section 2.1, paragraph 1: ", _place, TERMS)
    quote = prompter.lines("quote, verbatim; paste it and end with an empty line: ")
    elements = prompter.until(
        "elements, none if none fits: ",
        lambda text: _known(text, _labels(graph), "the framework") if text.strip() else (),
        graph.elements,
    )
    chosen = {
        key: prompter.until(f"{key}, {_offered(facet)}: ", _chooser(facet), facet.values)
        for key, facet in graph.review.framework.facets.items()
        if facet.on == "claims"
    }
    suggested = id_for(statement, graph.ids())
    id_ = prompter.until(f"id [{suggested}]: ", lambda text: _new_id(text or suggested, graph))
    return draft.draft(
        id_=id_,
        statement=statement,
        sources=sources,
        read_in=read_in,
        at=at,
        quote=quote,
        elements=elements,
        unfitted=not elements,
        chosen={key: some[0] if len(some) == 1 else some for key, some in chosen.items() if some},
    )


class _Prompter:
    def __init__(self, ask: Ask, tell: Tell) -> None:
        self._ask = ask
        self._tell = tell

    def until(
        self, prompt: str, read: Callable[[str], Answer], choices: Iterable[str] = ()
    ) -> Answer:
        """Ask until the answer can be read."""
        while True:
            try:
                return read(self._ask(prompt, tuple(choices)))
            except Mistyped as unclear:
                self._tell(f"  {visible(str(unclear))}")

    def lines(self, prompt: str) -> str:
        """Ask for lines up to an empty one: what is pasted may have several."""
        lines: list[str] = []
        while line := self._ask("" if lines else prompt, ()).rstrip():
            lines.append(line)
        return "\n".join(lines)


def _something(text: str) -> str:
    if not text.strip():
        raise Mistyped("this cannot be empty")
    return text


def _place(text: str) -> dict[str, str]:
    return draft.locator([_something(text)])


def _known(text: str, names: Mapping[str, str], where: str) -> tuple[str, ...]:
    """Return the ids that a text names, by themselves or by what they are called."""
    whole = names.get(draft.one_line(text).casefold())
    if whole:
        return (whole,)
    found = []
    for word in draft.words([_something(text)]):
        key = names.get(word.casefold())
        if key is None:
            hint = did_you_mean(word, names.values())
            raise Mistyped(f"`{word}` is not in {where}" + (f"; {hint}" if hint else ""))
        found.append(key)
    return tuple(dict.fromkeys(found))


def _names(graph: Graph) -> dict[str, str]:
    """Return the citation keys by what a source may be called: its key, or author and year."""
    called = {
        f"{source.authors[0].short} {source.year}".casefold(): key
        for key, source in graph.sources.items()
        if source.authors
    }
    return called | {key.casefold(): key for key in graph.sources}


def _labels(graph: Graph) -> dict[str, str]:
    """Return the ids of elements by what they may be called: id, label, or another name."""
    called = {
        name.casefold(): element.id
        for element in graph.elements.values()
        for name in (*element.label.texts, *element.also_called)
    }
    bare = {key.casefold().partition(".")[2]: key for key in graph.elements if "." in key}
    return called | bare | {key.casefold(): key for key in graph.elements}


def _offered(facet: Facet) -> str:
    """Return the values of a facet as a prompt offers them."""
    offered = ", ".join(facet.values)
    return offered if facet.required else f"{offered} or none"


def _chooser(facet: Facet) -> Callable[[str], tuple[str, ...]]:
    names = {label.casefold(): v.id for v in facet.values.values() for label in v.label.texts}
    names |= {value.casefold(): value for value in facet.values}

    def choose(text: str) -> tuple[str, ...]:
        if not text.strip() and not facet.required:
            return ()
        return _known(text, names, f"the values of `{facet.id}`")

    return choose


def _new_id(text: str, graph: Graph) -> str:
    name = text.strip()
    if not draft.is_id(name):
        raise Mistyped(f"`{name}` is no id; letters, digits and `_ . : -` make one")
    if graph.kind(name):
        raise Mistyped(f"`{name}` is the id of a {graph.kind(name)} already")
    return name


def confirmed(question: str) -> bool:
    """Return whether somebody on the terminal says yes, by the Enter key too."""
    return click.confirm(question, default=True)


def on_terminal() -> Ask:
    """Return a way to ask on the terminal, with completion where there is readline."""
    try:
        import readline  # noqa: PLC0415 - not there on every machine
    except ImportError:
        return lambda prompt, _: _line(prompt)

    readline.set_completer_delims(" ,\t")
    readline.parse_and_bind("tab: complete")
    if "libedit" in (readline.__doc__ or ""):
        readline.parse_and_bind("bind ^I rl_complete")

    def ask(prompt: str, choices: Sequence[str]) -> str:
        def complete(typed: str, number: int) -> str | None:
            matching = completions(typed, choices)
            return matching[number] if number < len(matching) else None

        readline.set_completer(complete)
        return _line(prompt)

    return ask


def completions(typed: str, choices: Sequence[str]) -> list[str]:
    """Return the choices that begin with what was typed, else the one that holds it.

    >>> completions("el.k", ["el.knowledge", "el.garden"]), completions("gard", ["el.garden"])
    (['el.knowledge'], ['el.garden'])
    """
    folded = typed.casefold()
    beginning = [choice for choice in choices if choice.casefold().startswith(folded)]
    holding = [choice for choice in choices if folded in choice.casefold()]
    return beginning or (holding if len(holding) == 1 else [])


def _line(prompt: str) -> str:
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        click.echo()
        raise click.Abort from None
