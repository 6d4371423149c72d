"""Imports point down the layers, and every module stands in one."""

from importlinter.cli import lint_imports


def test_imports_point_down_the_layers(root, capsys):
    exit_code = lint_imports(str(root / ".importlinter"), no_cache=True)
    assert exit_code == 0, capsys.readouterr().out
