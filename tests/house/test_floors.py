"""Imports point down the house, and every module stands on a floor of it."""

from importlinter.cli import lint_imports


def test_imports_point_down_the_house(root, capsys):
    exit_code = lint_imports(str(root / ".importlinter"), no_cache=True)
    assert exit_code == 0, capsys.readouterr().out
