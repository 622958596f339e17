"""What every file of the project keeps to."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

import tracker
from tests.gates.project import modules, texts

ELSEWHERE = ("/" + "work/", "../" + "shared", "/" + "root/", "/" + "home/", "pip install " + "tracker")


@pytest.mark.parametrize("words", ELSEWHERE)
def test_no_file_speaks_of_one_machine_or_of_a_strangers_package(words: str) -> None:
    said = re.compile(rf"(?<![\w.]){re.escape(words)}(?![\w-])" if words[-1] == "r" else re.escape(words))
    assert [name for name, text in texts() if said.search(text)] == []


def test_no_test_is_skipped() -> None:
    skipping = re.compile(r"pytest\.(?:skip|importorskip|xfail)\(|mark\.(?:skip|skipif|xfail)\b")
    assert [name for name, text in texts() if name.startswith("tests/") and skipping.search(text)] == []


@pytest.mark.parametrize("name", tracker.__all__)
def test_every_name_of_the_library_is_explained(name: str) -> None:
    thing = getattr(tracker, name)
    if name == "__version__":
        return
    assert inspect.getdoc(thing), name
    if inspect.isfunction(thing):
        assert ">>>" in (inspect.getdoc(thing) or ""), f"{name} has no example"


def test_every_module_says_what_it_is_for() -> None:
    for name, source in modules():
        if source.strip():
            assert ast.get_docstring(ast.parse(source)), name


def test_nothing_is_caught_without_saying_what() -> None:
    for name, source in modules():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{name}:{node.lineno}"


def test_no_float_is_made() -> None:
    """Numbers are exact; a float literal would be the first crack."""
    for name, source in modules():
        tree = ast.parse(source)
        likeness = {
            id(argument)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("get_close_matches")
            for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in likeness:
                assert not isinstance(node.value, float), f"{name}:{node.lineno}: {node.value}"
