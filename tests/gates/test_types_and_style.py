"""The package is strictly typed and keeps its own style: the two checkers are part of the tests."""

from __future__ import annotations

from tests.gates.project import run


def test_every_type_is_declared_and_holds() -> None:
    done = run("-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_style_holds() -> None:
    done = run("-m", "ruff", "check", "--no-cache", ".")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_layout_is_the_formatters() -> None:
    done = run("-m", "ruff", "format", "--no-cache", "--check", ".")
    assert done.returncode == 0, done.stdout + done.stderr
