"""The colours of the pictures: contrast in light and dark, and told apart by every eye."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
TEXT, SHAPE = 4.5, 3.0
# What stands on what: letters, then shapes or their outlines, then what must be told apart.
LETTERS = (
    ("ink", "paper"), ("soft", "paper"), ("on-colour", "beyond"), ("on-colour", "argued"),
    ("on-colour", "in-part"), ("on-cited", "cited"),
)  # fmt: skip
SHAPES = (
    "cited", "due-edge", "own-edge", "against", "nothing-edge", "beyond-edge", "argued-edge",
    "in-part-edge", "soft",
)  # fmt: skip


@pytest.fixture(params=["light", "dark"])
def colours(request):
    """The colours of one of the two schemes, by name."""
    style = (TEMPLATES / "pictures.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--pic-([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));", style)
    assert len(pairs) == style.split("}")[0].count("--pic-")
    dark = request.param == "dark"
    return {name: both or (second if dark else first) for name, first, second, both in pairs}


def linear(colour: str) -> list[float]:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("letters", "ground"), LETTERS)
def test_letters_can_be_read(colours, letters, ground):
    assert contrast(colours[letters], colours[ground]) >= TEXT


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_stands_out_from_the_page(colours, shape):
    assert contrast(colours[shape], colours["paper"]) >= SHAPE


def test_the_paper_of_the_page_is_the_one_that_was_measured_against(colours):
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    light, dark = re.search(r"--paper:\s*light-dark\((#\w+),\s*(#\w+)\)", style).groups()
    assert colours["paper"] in {light, dark}


# How an eye without one kind of cone sees: Machado, Oliveira and Fernandes 2009, at its strongest.
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}  # fmt: skip


@pytest.mark.parametrize("eye", BLIND)
def test_the_judgements_are_told_apart_by_every_eye(colours, eye):
    seen = {
        name: lab(seen_by(BLIND[eye], colours[name]))
        for name in ("paper", "beyond", "argued", "in-part", "cited")
    }
    for (first, one), (second, other) in combinations(seen.items(), 2):
        apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        assert apart > 12, (first, second, apart)


def seen_by(matrix, colour: str) -> list[float]:
    return [
        min(max(sum(m * c for m, c in zip(row, linear(colour), strict=True)), 0), 1)
        for row in matrix
    ]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIELAB of linear sRGB: how far apart two colours look."""
    r, g, b = rgb
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (v / w for v, w in zip(xyz, white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
