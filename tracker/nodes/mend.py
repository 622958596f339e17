"""What a scanner's complaint means, and the line as it was meant where the cure is certain.

A cure keeps every column where it is, or says what it put in, so that later problems point at the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from tracker.nodes.tree import DEPTH_LIMIT, LINE_BREAK, Document
from tracker.problems import Problem

WORD = r"[\w\u4e00-\u9fff-]"
FULL_WIDTH_KEY = re.compile(rf"(?P<key>[ \t]*(?:- +)?{WORD}{{1,30}}[ \t]{{0,4}})：")
GLUED_KEY = re.compile(rf"(?P<key>[ \t]*(?:- +)?[^\W\d]{WORD}{{0,30}}):(?=[^\s/])")
UNQUOTED = re.compile(r"[:\-,\[{][ \t]{1,40}(?P<symbol>>=|[>|%@`!&*])")
BLOCK_HEADER = re.compile(r"[>|][+-]?[1-9]?[+-]?[ \t]*(?:#.*)?$")
WIDE = {">=": " ≥", ">": "＞", "|": "｜", "%": "％", "@": "＠", "`": "｀", "!": "！", "&": "＆", "*": "＊"}
TAB_INDENT = re.compile(r"[ ]*\t[ \t]*(?=\S)")

TOO_DEEP = "nesting depth"
BRACKETS = re.compile(r"[\[\]{}]")

MEANINGS = {
    "while scanning a quoted scalar": "Y116",
    "while parsing a flow sequence": "Y117",
    "while parsing a flow mapping": "Y117",
    "did not find expected '-' indicator": "Y118",
    "did not find expected key": "Y118",
    "mapping values are not allowed in this context": "Y118",
    "block sequence entries are not allowed in this context": "Y118",
    "could not find expected ':'": "Y119",
}
"""libyaml's words (context or problem) → what we say; anything else is shown as it is (Y101)."""


def explain(document: Document, text: str, error: yaml.MarkedYAMLError) -> str | None:
    """List the problem behind a scanner's or parser's complaint; the text mended if the cure is known."""
    if TOO_DEEP in str(error.problem):
        document.problems.append(_too_deep(document, text, error.problem_mark))
        return None
    mark = error.problem_mark or error.context_mark
    at = mark.line if mark is not None else 0
    starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
    for number in _suspects(at, len(starts)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        line = text[starts[number] : end]
        if TAB_INDENT.match(line) and number == at:
            return _without_tabs(document, text, starts, number)
        better = _second_colon(document, line, mark) if mark is not None and number == at else None
        for cure in (_full_width, _unquoted, _glued):
            better = better if better is not None else cure(document, number + 1, line)
        if better is not None:
            return text[: starts[number]] + better + text[end:]
    code = MEANINGS.get(str(error.context), "") or MEANINGS.get(str(error.problem), "Y101")
    if code in ("Y116", "Y117", "Y119") and error.context_mark is not None:
        mark = error.context_mark
    line_at, column = (mark.line, mark.column) if mark is not None else (0, 0)
    found = str(error.problem or error.context or "")
    document.problems.append(document.problem_at(line_at + 1, column + 1, code, found=found))
    return None


def _too_deep(document: Document, text: str, mark: yaml.Mark | None) -> Problem:
    """libyaml counts to a limit of its own before we have seen the first bracket; here is where ours was passed."""
    level = 0
    for bracket in BRACKETS.finditer(text, 0, mark.index if mark is not None else len(text)):
        level += 1 if bracket[0] in "[{" else -1
        if level > DEPTH_LIMIT:
            before = LINE_BREAK.split(text[: bracket.start()])
            return document.problem_at(len(before), len(before[-1]) + 1, "Y103", limit=DEPTH_LIMIT)
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    return document.problem_at(line + 1, column + 1, "Y103", limit=DEPTH_LIMIT)


def _suspects(at: int, count: int) -> Iterator[int]:
    """The lines most likely at fault: the one complained of, then those before it."""
    for number in (at, at - 1, at - 2, at + 1):
        if 0 <= number < count:
            yield number


def _full_width(document: Document, number: int, line: str) -> str | None:
    match = FULL_WIDTH_KEY.match(line)
    if match is None:
        return None
    at = match.end("key")
    found = match["key"].strip(" \t-")
    document.problems.append(document.problem_at(number, at + 1, "Y108", found=found))
    return _spaced(document, number, line, at)


def _glued(document: Document, number: int, line: str) -> str | None:
    match = GLUED_KEY.match(line)
    if match is None:
        return None
    at = match.end("key")
    found = match["key"].strip(" \t-")
    document.problems.append(document.problem_at(number, at + 1, "Y114", found=found))
    return _spaced(document, number, line, at)


def _spaced(document: Document, number: int, line: str, colon: int) -> str:
    """The colon at `colon` as YAML wants it; a space that was put in is remembered."""
    rest = line[colon + 1 :]
    if rest[:1] in (" ", "\n", "\r", ""):
        return f"{line[:colon]}:{rest}"
    document.inserted[number] = (colon + 1, 1)
    return f"{line[:colon]}: {rest}"


def _unquoted(document: Document, number: int, line: str) -> str | None:
    """`>=80%` without quotes: the symbol in its full-width form means the same and is no YAML."""
    match = UNQUOTED.search(line)
    if match is None or "'" in line[: match.start()] or '"' in line[: match.start()]:
        return None
    at = match.start("symbol")
    if BLOCK_HEADER.match(line.rstrip("\r\n"), at):
        return None
    value = re.split(r"[,\]}#\r\n]", line[at:], maxsplit=1)[0].rstrip()
    document.problems.append(document.problem_at(number, at + 1, "Y111", width=len(value), found=value))
    return line[:at] + WIDE[match["symbol"]] + line[match.end("symbol") :]


def _second_colon(document: Document, line: str, mark: yaml.Mark) -> str | None:
    """`text: 建设: 5个`: the second colon belongs to the sentence."""
    number, second = mark.line + 1, mark.column
    first = line.find(": ")
    if not 0 <= first < second or line[second : second + 2] != ": " or line[first + 2] in "{['\"|>":
        return None
    document.problems.append(document.problem_at(number, second + 1, "Y115", found=line[first + 2 :].strip()))
    return line[:second] + "： " + line[second + 2 :]


def _without_tabs(document: Document, text: str, starts: list[int], at: int) -> str:
    """Every tab of every indentation as two spaces: whoever wrote one tab wrote them all."""
    parts, count = [], 0
    for number, start in enumerate(starts):
        line = text[start : starts[number + 1] if number + 1 < len(starts) else len(text)]
        if match := TAB_INDENT.match(line):
            count += 1
            tabs = match[0].count("\t")
            document.inserted[number + 1] = (1, tabs)
            line = match[0].replace("\t", "  ") + line[match.end() :]
        parts.append(line)
    column = text[starts[at] :].index("\t") + 1
    document.problems.append(document.problem_at(at + 1, 1, "Y112", width=column, count=count))
    return "".join(parts)
