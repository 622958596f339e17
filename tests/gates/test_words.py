"""The two catalogues say the same things, and nothing is said that is not in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from tests.gates.project import modules
from tracker.words import en, zh
from tracker.words.catalogue import OF_PHRASES

CODE = re.compile(r"[A-Z]\d{3}")
ELSEWHERE = [(name, ast.parse(source)) for name, source in modules() if not re.search(r"words/(zh|en)/", name)]


FIELD = re.compile(r"(?<!\{)\{([a-z_]+)(?::\w+)?\}(?!\})")


def _fields(template: str) -> set[str]:
    return set(FIELD.findall(template))


def _constants() -> Iterator[str]:
    for _, tree in ELSEWHERE:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _patterns() -> Iterator[re.Pattern[str]]:
    """Every formatted string as a pattern: what is filled in may be anything."""
    for _, tree in ELSEWHERE:
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = (
                    re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else ".+"
                    for part in node.values
                )
                yield re.compile("".join(parts))


def _said() -> Iterator[tuple[str, ast.expr]]:
    """Every key handed to `say`, with the module that says it."""
    for name, tree in ELSEWHERE:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).rpartition(".")[2] == "say":
                yield name, node.args[0]


def test_both_languages_have_the_same_problems_and_phrases() -> None:
    assert list(zh.PROBLEMS) == list(en.PROBLEMS)
    assert list(zh.PHRASES) == list(en.PHRASES)


def test_a_phrase_stands_in_one_subject() -> None:
    subjects = [import_module(f"tracker.words.zh.{name}") for name in OF_PHRASES]
    keys = [key for subject in subjects for key in subject.PHRASES]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("code", zh.PROBLEMS)
def test_a_problem_names_the_same_things_in_both_languages(code: str) -> None:
    chinese, english = zh.PROBLEMS[code], en.PROBLEMS[code]
    assert _fields(chinese[0]) == _fields(english[0])
    hints = [_fields(hint) for hint in chinese[1:]]
    assert all(_fields(hint) in hints for hint in english[1:])
    assert len(chinese) == len(english) or {"alias"} in [fields & {"alias"} for fields in hints]


@pytest.mark.parametrize("key", zh.PHRASES)
def test_a_phrase_names_the_same_things_in_both_languages(key: str) -> None:
    assert _fields(zh.PHRASES[key]) == _fields(en.PHRASES[key])


def test_every_problem_that_is_raised_has_its_words_and_every_one_with_words_is_raised() -> None:
    raised = {text for text in _constants() if CODE.fullmatch(text)}
    assert raised == set(zh.PROBLEMS)


def test_every_phrase_that_is_said_is_in_the_catalogue() -> None:
    literal = {(where, key.value) for where, key in _said() if isinstance(key, ast.Constant)}
    assert {(where, key) for where, key in literal if key not in zh.PHRASES} == set()


def test_no_phrase_is_left_over() -> None:
    constants, patterns = set(_constants()), list(_patterns())
    for key in zh.PHRASES:
        assert key in constants or any(pattern.fullmatch(key) for pattern in patterns), key


def test_no_phrase_for_the_user_stands_outside_the_catalogue() -> None:
    """Chinese in the code is what people write (headers, units, aliases), never a sentence to be shown."""
    sentence = re.compile(r"[\u4e00-\u9fff][，。；？]|[，。；？][\u4e00-\u9fff]")
    for name, tree in ELSEWHERE:
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                assert not sentence.search(node.value), f"{name}:{node.lineno}: {node.value}"
