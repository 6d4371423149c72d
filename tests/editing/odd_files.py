"""Files of claims in layouts that people really leave behind, and claims to add to them."""

from __future__ import annotations

from random import Random

LINE = """
    children name more vegetables after tasting lessons in town and country; teachers' own gardens
    40% (2003/2004) – “not” all: no #1 - yes {some} [of] them, it's "so" & *more* | > café Größe 庭
    🌱 naïve A:B c: d? !e @f %g `h` ~ null true 2.10 0123 \\n don't
"""
WORDS = LINE.split()
KEYS = ("statement", "quote", "memo", "caveat")


def prose(random: Random) -> str:
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, 40)))


def draft(random: Random, number: int) -> dict[str, object]:
    made: dict[str, object] = {"id": f"new_{number}", "statement": prose(random)}
    made["sources"] = tuple(f"kim{n}" for n in range(random.randint(1, 20)))
    made["at"] = {"section": random.choice(["2.1", "2.10", "1", "IV", "no"])}
    if random.random() < 0.5:
        made["at"] |= {"heading": prose(random), "paragraph": "3"}
    if random.random() < 0.7:
        made["quote"] = prose(random)
    made |= {"elements": ("el.garden",)} if random.random() < 0.7 else {"unfitted": True}
    if random.random() < 0.3:
        made["memo"] = f"{prose(random)}\n\n{prose(random)}"
    made["context"] = random.choice(["town", "no", "a:b"])
    return made


def file(random: Random) -> bytes:
    """Return a file of claims with comments, in a layout that is odd and means something."""
    parts = [_framework(random), _claims(random), _findings(random)]
    random.shuffle(parts)
    marks = ["---\n" * (random.random() < 0.1), "...\n" * (random.random() < 0.05)]
    head = random.choice(["", "# our review\n", "\n\n# garden: [claims]\n\n"])
    text = head + marks[0] + "".join(parts) + random.choice(["", "", "\n\n", "# the end\n"])
    if random.random() < 0.2:
        text = text.rstrip("\n") if not marks[1] else text
    text = text.replace("\n", random.choice(["\n", "\n", "\r\n"])) if not marks[1] else text
    return b"\xef\xbb\xbf" * (random.random() < 0.15) + (text + marks[1]).encode()


def _framework(random: Random) -> str:
    return random.choice(
        [
            "",
            "review: {title: Gardens, texts: texts/}   # flow\n\n",
            "framework:\n    elements:\n    -   id: el.garden\n        label: 'A # b'\n",
            "review:\n  title: |\n    Gardens\n    # not a comment\n  # but this is\n",
        ]
    )


def _findings(random: Random) -> str:
    return random.choice(
        [
            "",
            "findings: []\n",
            "# --- findings ---\n\nfindings:\n- id: f.one\n  kind: strategy\n",
            "\n\nfindings:  # claims:\n  - {id: f.one, supported_by: [a, b]}\n",
        ]
    )


def _claims(random: Random) -> str:
    kind = random.random()
    if kind < 0.1:
        return ""
    if kind < 0.25:
        nothing = random.choice(
            ["claims:", "claims: []", "claims: ~", '"claims" :', "claims: null"]
        )
        comment = random.choice(["", "  # none yet", "\n  # none yet\n\n  # - id: one"])
        return f"{nothing}{comment}\n" + random.choice(["", "\n"])
    column, keys = random.choice([0, 2, 2, 4, 7]), random.choice([2, 2, 2, 4, 3])
    gap = "\n" * random.choice([0, 1, 1, 2])
    head = random.choice(["claims:", "claims:   # the claims", "claims:\n\n  # tasting\n"])
    items = [_item(random, number, column, keys) for number in range(random.randint(1, 5))]
    tail = random.choice(["", "", f"{' ' * column} # about the last one\n", "\n\n", "# after\n"])
    return f"{head.rstrip(' ')}\n{gap.join(items)}{tail}"


def _item(random: Random, number: int, column: int, keys: int) -> str:
    dash, indent = " " * column + "-", " " * (column + keys)
    if random.random() < 0.1:
        return f"{dash} {{id: c{number}, statement: 'so, {number}', sources: [a]}}  # flow\n"
    lines = [f"id: c{number}  # {number}"]
    for key in random.sample(KEYS, random.randint(1, len(KEYS))):
        lines += _entry(random, key)
    first, *rest = lines
    start = f"{dash}\n{indent}" if random.random() < 0.1 else dash + " " * (keys - 1)
    whole = [start + first, *(indent + line if line.strip() else line for line in rest)]
    comment = f"{' ' * column}# before {number}\n" if random.random() < 0.3 else ""
    return comment + "\n".join(whole) + "\n"


def _entry(random: Random, key: str) -> list[str]:
    sign = random.choice(["|", "|-", ">", ">-", "|+", ">+"])
    return random.choice(
        [
            [f"{key}: plain words"],
            [f"{key}: plain words", "  that go on", "  - and on"],
            [f"{key}: 'it''s quoted: yes'   # and explained"],
            [f'{key}: "a \\', '  b"'],
            [f"{key}:"],
            ["# commented: out", f"{key}: {{en: a, id: b}}"],
            [
                f"{key}: {sign}",
                "  block",
                "  # no comment",
                "    deeper",
                *[""] * random.randint(0, 2),
            ],
            [f"{key}:", "- in the column of its key", "", "# and: a comment", "- two"],
        ]
    )
