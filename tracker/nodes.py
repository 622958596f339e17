"""YAML text as a tree whose every value knows its line and column.

The text is read once, as a stream of events, so that a bomb is refused before it is built: a depth
limit, a size limit, no aliases and no merges. Scalars stay text (`no`, `1:30` and `000123` are
what was written); the model gives them meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import yaml

from tracker.problems import Problem, Source

DEPTH_LIMIT = 64
NODE_LIMIT = 8_000_000
SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes: 20,000 targets with every key take about 12 MB."""
REPAIR_LIMIT = 50
"""How many faulty lines of one file are looked past to find further problems."""

Kind = Literal["scalar", "mapping", "sequence"]


class Node:
    """A scalar, mapping or sequence with its place (line and column from 1).

    `value` is the text of a scalar (None for an empty one), the (key, value) pairs of a mapping,
    or the items of a sequence.
    """

    __slots__ = ("kind", "value", "line", "column", "width", "plain")

    def __init__(self, kind: Kind, value: object, line: int, column: int, width: int, plain: bool = False) -> None:
        self.kind = kind
        self.value = value
        self.line = line
        self.column = column
        self.width = width
        self.plain = plain

    @property
    def pairs(self) -> list[tuple[Node, Node]]:
        """The keys and values of a mapping, in the order written; empty for other nodes."""
        return self.value if self.kind == "mapping" else []  # type: ignore[return-value]

    @property
    def items(self) -> list[Node]:
        """The items of a sequence; empty for other nodes."""
        return self.value if self.kind == "sequence" else []  # type: ignore[return-value]

    def data(self) -> object:
        """The tree as plain text, lists and dicts; of a duplicate key the first value stands."""
        if self.kind == "scalar":
            return self.value
        if self.kind == "sequence":
            return [item.data() for item in self.items]
        result: dict[object, object] = {}
        for key, value in self.pairs:
            result.setdefault(key.value, value.data())
        return result


class Document:
    """One YAML file as read: its root node, its lines and every problem met on the way."""

    __slots__ = ("name", "lines", "root", "problems")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.splitlines()
        self.root: Node | None = None
        self.problems: list[Problem] = []

    def problem(self, node: Node | None, code: str, /, *, advice: bool = False, **params: object) -> Problem:
        """A problem at `node`, with the line that it stands on as its excerpt."""
        line, column, width = (node.line, node.column, node.width) if node is not None else (1, 1, 1)
        return self.problem_at(line, column, code, width=width, advice=advice, **params)

    def problem_at(
        self, line: int, column: int, code: str, /, *, width: int = 1, advice: bool = False, **params: object
    ) -> Problem:
        """A problem at a line and column (from 1)."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(Source(self.name, line, column), code, params, excerpt, width, advice)


def load(text: str, name: str) -> Document:
    """Read YAML text into located nodes; problems are collected, not raised.

    After a fault with a known cure (`>=80%` without quotes, a full-width colon, a tab) reading goes on
    as if the line were mended, so that further problems are reported in the same run.

    >>> document = load("plan: a\\nplan: b\\n", "x.yaml")
    >>> [str(problem.source) for problem in document.problems], document.root.data()
    (['x.yaml:2:1'], {'plan': 'a'})
    """
    document = Document(name, text)
    if len(text) > SIZE_LIMIT:
        document.problems.append(document.problem(None, "Y105", found=len(text), limit=SIZE_LIMIT))
        return document
    mended = text.lstrip("\ufeff")
    for _ in range(REPAIR_LIMIT):
        found: list[Problem] = []
        try:
            document.root = _Builder(document, found).build(mended)
        except _Refused:
            document.root = None
        except yaml.MarkedYAMLError as error:
            problem, repaired = _explain(document, mended, error)
            document.problems.append(problem)
            if repaired is not None:
                mended = repaired
                continue
        except yaml.reader.ReaderError as error:
            line = mended.count("\n", 0, error.position) + 1
            char = error.character if isinstance(error.character, str) else chr(error.character)
            document.problems.append(document.problem_at(line, 1, "Y104", found=f"U+{ord(char):04X}"))
        document.problems.extend(found)
        break
    return document


class _Refused(Exception):
    """The document must not be built any further; the problem is already listed."""


class _Builder:
    """Events into nodes, with the guards."""

    def __init__(self, document: Document, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems

    def build(self, text: str) -> Node | None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        root: Node | None = None
        stack: list[Node] = []
        keys: list[Node | None] = []
        count = 0
        scalar, end = yaml.ScalarEvent, (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        for event in yaml.parse(text, Loader=loader):
            kind = type(event)
            if kind is scalar:
                node = self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                mark = event.start_mark
                shape: Kind = "mapping" if kind is yaml.MappingStartEvent else "sequence"
                node = Node(shape, [], mark.line + 1, mark.column + 1, 1)
            elif kind in end:
                stack.pop()
                keys.pop()
                continue
            elif kind is yaml.AliasEvent:
                raise self._refuse(event.start_mark, "Y102", found=f"*{event.anchor}")
            elif kind is yaml.DocumentStartEvent and root is not None:
                raise self._refuse(event.start_mark, "Y106", found="---")
            else:
                continue
            count += 1
            if count > NODE_LIMIT:
                raise self._refuse(event.start_mark, "Y105", found=count, limit=NODE_LIMIT)
            if not stack:
                root = node
            elif stack[-1].kind == "sequence":
                stack[-1].value.append(node)  # type: ignore[attr-defined]
            elif keys[-1] is None:
                keys[-1] = self._key(node, event.start_mark)
            else:
                stack[-1].value.append((keys[-1], node))  # type: ignore[attr-defined]
                keys[-1] = None
            if kind is not scalar:
                if len(stack) >= DEPTH_LIMIT:
                    raise self._refuse(event.start_mark, "Y103", limit=DEPTH_LIMIT)
                stack.append(node)
                keys.append(None)
        if root is not None:
            self._duplicates(root)
        return root

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        start, end = event.start_mark, event.end_mark
        plain = event.style is None
        line, column = start.line, start.column
        width = end.column - column if end.line == line else 1
        text: str | None = event.value
        if plain:
            if end.line != line:
                self._swallowed(event)
            if text in ("", "~", "null", "Null", "NULL"):
                text = None
            elif not text.isascii():
                self._comment_cut(end)
        return Node("scalar", text, line + 1, column + 1, width or 1, plain)

    def _key(self, node: Node, mark: yaml.Mark) -> Node:
        if node.kind != "scalar":
            raise self._refuse(mark, "Y107")
        if node.plain and node.value == "<<":
            raise self._refuse(mark, "Y102", found="<<")
        return node

    def _refuse(self, mark: yaml.Mark, code: str, /, **params: object) -> _Refused:
        self.problems.append(self.document.problem_at(mark.line + 1, mark.column + 1, code, **params))
        return _Refused()

    def _swallowed(self, event: yaml.ScalarEvent) -> None:
        """A line like `at_least：80` under a plain text is read as part of that text, without a word."""
        for number in range(event.start_mark.line + 1, event.end_mark.line + 1):
            line = self.document.lines[number] if number < len(self.document.lines) else ""
            match = FULL_WIDTH_KEY.match(line)
            if match and number <= event.end_mark.line:
                column = match.end("key") + 1
                self.problems.append(
                    self.document.problem_at(number + 1, column, "Y108", found=match["key"].strip(" -"))
                )

    def _comment_cut(self, end: yaml.Mark) -> None:
        """`完成 #1` loses its `#1`: a comment to YAML, a part of the sentence to whoever wrote it."""
        lines = self.document.lines
        rest = lines[end.line][end.column :] if end.line < len(lines) else ""
        match = CUT_BY_COMMENT.match(rest)
        if match:
            column = end.column + match.start("cut") + 1
            width = len(match["cut"])
            self.problems.append(
                self.document.problem_at(end.line + 1, column, "Y109", width=width, advice=True, found=match["cut"])
            )

    def _duplicates(self, root: Node) -> None:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node.kind == "sequence":
                waiting.extend(item for item in node.items if item.kind != "scalar")
                continue
            first: dict[object, Node] = {}
            for key, value in node.pairs:
                earlier = first.setdefault(key.value, key)
                if earlier is not key:
                    self.problems.append(self.document.problem(key, "Y110", found=key.value, first=earlier.line))
                if value.kind != "scalar":
                    waiting.append(value)


FULL_WIDTH_KEY = re.compile(r"^(?P<key>[ \t]*(?:- +)?[\w\u4e00-\u9fff-]{1,30}[ \t]*)：")
CUT_BY_COMMENT = re.compile(r"^[ \t]+(?P<cut>#[\w\u4e00-\u9fff].{0,40})")
UNQUOTED_SYMBOL = re.compile(r"^(?P<head>[^#'\"]*?[:\-,\[{][ \t]+)(?P<value>[>|%@`][^,\]}#]*?)(?P<tail>[ \t]*(?:[,\]}#].*)?)$")


def _explain(document: Document, text: str, error: yaml.MarkedYAMLError) -> tuple[Problem, str | None]:
    """The problem behind a scanner's or parser's complaint, and the text mended if the cure is known."""
    mark = error.problem_mark or error.context_mark
    at = mark.line if mark is not None else 0
    lines = text.split("\n")
    for number in _suspects(at, len(lines)):
        line = lines[number].rstrip("\r")
        match = FULL_WIDTH_KEY.match(line)
        if match:
            lines[number] = f"{match['key']}: {line[match.end() :]}"
            column = match.end("key") + 1
            problem = document.problem_at(number + 1, column, "Y108", found=match["key"].strip(" -"))
            return problem, "\n".join(lines)
        match = UNQUOTED_SYMBOL.match(line)
        if match and not BLOCK_HEADER.fullmatch(match["value"].strip()):
            value = match["value"].rstrip()
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            lines[number] = f'{match["head"]}"{escaped}"{match["tail"]}'
            column = match.start("value") + 1
            problem = document.problem_at(number + 1, column, "Y111", width=len(value), found=value)
            return problem, "\n".join(lines)
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            lines[number] = indent.replace("\t", "  ") + line.lstrip()
            return document.problem_at(number + 1, indent.index("\t") + 1, "Y112"), "\n".join(lines)
    column = mark.column if mark is not None else 0
    found = str(error.problem or error.context or "")
    return document.problem_at(at + 1, column + 1, "Y101", found=found), None


BLOCK_HEADER = re.compile(r"[>|][+-]?[1-9]?[+-]?")


def _suspects(at: int, count: int) -> Iterator[int]:
    """The lines most likely at fault: the one complained of, then those before it."""
    for number in (at, at - 1, at - 2, at + 1):
        if 0 <= number < count:
            yield number
