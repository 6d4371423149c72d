"""The script that measures the house counts what its docstring says, on a package made up here."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bench.house import measure


@pytest.fixture
def measured(tmp_path):
    """Write the modules of a package (`room__module` is in a room, `room` itself `room__`); measure."""

    def write(**texts):
        for name, text in texts.items():
            path = tmp_path / "pkg" / name.replace("__", "/")
            path = path / "__init__.py" if name.endswith("__") else path.with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            for folder in {path.parent, tmp_path / "pkg"}:
                (folder / "__init__.py").touch()
            path.write_text(dedent(text), encoding="utf-8")
        return measure(tmp_path / "pkg")

    return write


def test_an_import_inside_a_function_is_a_link_of_the_chain(measured):
    figures = measured(
        top="from pkg.room import late", room__late="def f():\n    from .. import end", end="x = 1"
    )
    assert figures.chain == ("pkg.top", "pkg.room.late", "pkg.end")
    assert figures.circles == ()


def test_a_circle_is_told_and_is_one_link_of_the_chain(measured):
    figures = measured(
        top="import pkg.a",
        a="from pkg import b",
        b="from pkg.c import x",
        c="def late():\n    from pkg import a\n    import pkg.end",
        end="import sys",
    )
    assert figures.circles == (("pkg.a", "pkg.b", "pkg.c"),)
    assert figures.chain == ("pkg.top", "pkg.a", "pkg.end")


def test_an_import_for_types_only_closes_no_circle_that_runs(measured):
    figures = measured(
        a="from pkg.b import B",
        b="""
            import typing
            if typing.TYPE_CHECKING:
                from pkg.a import A
            else:
                from pkg.c import A
            """,
        c="A = 1",
    )
    assert figures.chain == ("pkg.a", "pkg.b", "pkg.c")
    assert figures.circles == ()
    assert figures.circles_of_types == (("pkg.a", "pkg.b"),)


def test_a_name_that_a_room_shows_leads_to_the_room(measured):
    figures = measured(a="from pkg.room import VALUE", room__="VALUE = 1")
    assert figures.chain == ("pkg.a", "pkg.room")
    assert figures.rooms == 1


@pytest.mark.parametrize(
    ("body", "branches"),
    [
        ("return x", 1),
        ("if x: return 1\n    elif y: return 2\n    else: return 3", 3),
        ("return a and b or c", 3),
        ("return [y for x in xs for y in x if y if x]", 5),
        ("for x in xs:\n        while x: pass", 3),
        ("try: f()\n    except A: pass\n    except B: pass", 3),
        ("match x:\n        case 1: pass\n        case _: pass", 3),
        ("return 1 if (lambda: x or y)() else 2", 3),
    ],
)
def test_a_function_has_one_way_through_and_one_more_for_each_fork(measured, body, branches):
    assert measured(a=f"def f(x):\n    {body}\n").branches_max == branches


def test_a_nested_function_is_counted_for_itself_and_its_branches_only_there(measured):
    figures = measured(
        a="""
            class Top:
                @property
                def outer(self):
                    if self:
                        pass
                    async def inner(x):
                        return x or x or x
                    return inner
            """
    )
    assert (figures.functions, figures.function_longest, figures.branches_max) == (2, 6, 3)
    assert (figures.longest_function, figures.most_branches) == ("pkg.a.outer", "pkg.a.inner")


def test_nine_functions_in_ten_are_no_longer_than_the_p90(measured):
    lines = [f"def f{n}():\n" + "    pass\n" * n for n in range(1, 12)]
    figures = measured(a="".join(lines))
    assert (figures.function_median, figures.function_p90, figures.function_longest) == (7, 11, 12)


def test_names_of_modules_and_public_classes_that_stand_twice_are_listed(measured):
    figures = measured(
        claims="class Claim: ...\nclass _Own: ...",
        model__claims="class Claim: ...\nclass _Own: ...",
        views__model="class Page:\n    class Claim: ...",
    )
    assert figures.shared_names == {
        "claims": ("pkg.claims", "pkg.model.claims"),
        "model": ("pkg.model", "pkg.views.model"),
    }
    assert figures.shared_classes == {"Claim": ("pkg.claims", "pkg.model.claims")}


def test_lines_of_tests_are_those_of_the_folder_beside(measured, tmp_path):
    assert measured(a="x = 1\ny = 2\n").test_lines is None
    (tmp_path / "tests" / "deep").mkdir(parents=True)
    (tmp_path / "tests" / "deep" / "test_a.py").write_text("one\n\nthree", encoding="utf-8")
    figures = measured(a="x = 1\ny = 2\n")
    assert (figures.test_lines, figures.lines) == (3, 2)
