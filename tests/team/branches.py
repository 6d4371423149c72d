"""Two people work on two branches of one review: what each changes, at random, and what is right.

What a merge has to give is worked out from the items themselves, read by plain
YAML: one that only one side changed is as that side left it; one that both
changed, and not alike, is a conflict.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

import yaml

from evidence.yaml.dump import item

Items = dict[str, dict[str, object]]

HEAD = """\
review:
  title: A review of two people
framework:
  facets:
    context: {label: Context, values: {town: Town, country: Country}}
    role: {label: Role, values: {advice: Advice, effect: Effect}}
  finding_kinds: {conclusion: {label: Conclusion}}
  elements: [{id: el.a, label: A, origin: emergent}]

# what the sources say
claims:
"""
SOURCES = [f"source{n}" for n in range(4)]


def claim(name: str, chance: random.Random) -> dict[str, object]:
    """A claim as `add` writes it; much of it is alike in many claims."""
    words = " ".join(chance.choice(["beds", "names", "tasting", "summer"]) for _ in range(4))
    draft: dict[str, object] = {
        "id": name,
        "sources": (chance.choice(SOURCES),),
        "at": {"page": str(chance.randint(1, 2))},
        "elements": ("el.a",),
        "context": chance.choice(["town", "country"]),
    }
    if chance.random() < 0.6:
        draft["role"] = chance.choice(["advice", "effect"])
    draft["statement"] = f"{words} of {name}."
    if chance.random() < 0.7:
        draft["quote"] = f"{words} {name} quoted"
    return draft


@dataclass
class File:
    """A file of claims and findings, as text, item by item."""

    claims: list[str]
    findings: list[str]

    def __str__(self) -> str:
        found = "\n".join(self.findings)
        return f"{HEAD}{chr(10).join(self.claims)}\n# what we conclude\nfindings:\n{found}"

    def copy(self) -> File:
        return File(list(self.claims), list(self.findings))


def first(chance: random.Random, size: int = 12) -> File:
    names = [f"c{n}" for n in range(size)]
    claims = [item(claim(name, chance)) for name in names]
    findings = [
        f"  - id: f{n}\n    kind: conclusion\n    statement: Finding {n}.\n"
        f"    supported_by: [{', '.join(chance.sample(names, 2))}]\n"
        for n in range(3)
    ]
    return File(claims, findings)


def changed(file: File, who: str, chance: random.Random) -> File:
    """What somebody did on a branch: added, reworded, recoded and deleted."""
    now = file.copy()
    for number in range(chance.randint(1, 4)):
        what = chance.random()
        if what < 0.5:  # behind the last claim of the same source, as `add` does
            new = item(claim(f"{who}{number}", chance))
            key = re.search(r"sources: (.*)", new)[0]
            same = [place for place, text in enumerate(now.claims) if key in text]
            now.claims.insert((same or [len(now.claims) - 1])[-1] + 1, new)
        elif what < 0.75:
            place = chance.randrange(len(now.claims))
            old = now.claims[place]
            now.claims[place] = old.replace(" of c", f" as {who} says of c", 1)
        elif what < 0.85:
            place = chance.randrange(len(now.claims))
            now.claims[place] = re.sub(r"    role: .*\n", "", now.claims[place])
        elif what < 0.95:
            place = chance.randrange(len(now.findings))
            now.findings[place] = now.findings[place].replace("Finding", f"{who} finds", 1)
        else:
            del now.claims[chance.randrange(len(now.claims))]
    return now


def items(text: str) -> Items:
    """Every claim and finding of a file, by its id, as plain YAML reads them."""
    told = yaml.load(text, Loader=StrictLoader)
    return {one["id"]: one for kind in ("claims", "findings") for one in told[kind]}


class StrictLoader(yaml.SafeLoader):
    """Plain YAML that takes no key twice."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice: {keys}"
        return super().construct_mapping(node, deep)


def expected(base: Items, one: Items, other: Items) -> tuple[Items, set[str]]:
    """What a merge has to give, and the items that both changed, and not alike."""
    right: Items = {}
    both: set[str] = set()
    for key in base | one | other:
        was, mine, its = base.get(key), one.get(key), other.get(key)
        if mine not in (was, its) and its != was:
            both.add(key)
            continue
        now = its if mine == was else mine
        if now is not None:
            right[key] = now
    return right, both
