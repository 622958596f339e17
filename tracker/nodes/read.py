"""Text → events → nodes, with the guards; after a fault with a known cure reading goes on."""

from __future__ import annotations

import re
from typing import Any, cast

import yaml

from tracker.nodes.collector import collector_paused
from tracker.nodes.tree import DEPTH_LIMIT, LINE_BREAK, Document, Node
from tracker.problems import Problem

NODE_LIMIT = 8_000_000
SIZE_LIMIT = 64 * 1024 * 1024
"""Characters: 20,000 targets with every key take about 12 million."""
REPAIR_LIMIT = 50
"""How many faulty lines of one file are looked past to find further problems."""
REPAIR_BUDGET = 4_000_000
"""Characters that are read again for that: a huge file stops at its first fault."""


def load(text: str, name: str) -> Document:
    """Read YAML text into located nodes; problems are collected, not raised.

    After a fault with a known cure (`>=80%` without quotes, a full-width colon, a tab) reading goes on
    as if the line were mended, so that further problems are reported in the same run.

    >>> document = load("plan: a\\nplan: b\\n", "x.yaml")
    >>> [str(problem.source) for problem in document.problems], document.root.data()
    (['x.yaml:2:1'], {'plan': 'a'})
    """
    document = Document(name, text)
    mended: str | None = document.text
    if len(document.text) > SIZE_LIMIT:
        document.problems.append(document.problem(None, "Y105", found=len(document.text), limit=SIZE_LIMIT))
        return document
    repairs = min(REPAIR_LIMIT, REPAIR_BUDGET // max(1, len(document.text)))
    with collector_paused():
        while mended is not None:
            mended = _attempt(document, mended)
            repairs -= 1
            if repairs < 0:
                break
    return document


def _attempt(document: Document, text: str) -> str | None:
    """Read once; the text mended where it failed, or None when there is nothing more to try."""
    builder: _Builder | None = None
    again: str | None = None
    try:
        builder = _Builder(document, text)
        document.root = builder.build()
    except _Refused:
        document.root = None
    except yaml.MarkedYAMLError as error:
        from tracker.nodes.mend import explain

        again = explain(document, text, error)
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode(errors="ignore")
        code = error.character if isinstance(error.character, int) else ord(error.character)
        _not_allowed(document, before, code)
    except UnicodeEncodeError as error:
        _not_allowed(document, text[: error.start], ord(text[error.start]))
    if again is None and builder is not None:
        document.problems.extend(builder.problems)
    return again


def _not_allowed(document: Document, before: str, character: int) -> None:
    lines = LINE_BREAK.split(before)
    problem = document.problem_at(len(lines), len(lines[-1]) + 1, "Y104", found=f"U+{character:04X}")
    document.problems.append(problem)


class _Refused(Exception):
    """The document must not be built any further; the problem is already listed."""


YAML_TAG = "tag:yaml.org,2002:"
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
CUT_BY_COMMENT = re.compile(r"[ \t]+(?P<cut>#[\w\u4e00-\u9fff].{0,40})")


class _Builder:
    """Events into nodes, with the guards."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        self.may_cut = " #" in text or "\t#" in text
        self.may_mark = "!" in text or "&" in text

    def build(self) -> Node | None:
        """The root node. The loop is long because a call per event would cost as much as all the rest."""
        next_event, scalar, nulls = self.parser.get_event, yaml.ScalarEvent, NULLS
        mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        careful = self.may_cut or self.may_mark
        root: Node | None = None
        stack: list[tuple[list[Any], Node | None, bool]] = []
        into: list[Any] = []
        key: Node | None = None
        in_mapping = False
        count = 0
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is scalar:
                text = event.value
                node = Node("scalar", text, event.start_mark, event.end_mark, not event.style)
                if key is None and in_mapping:
                    if text == "<<" or text in nulls or self.may_mark:
                        self._check_key(node, event, text)
                    key = node
                    continue
                if careful or text in nulls or ":" in text or "：" in text:
                    self._look_closely(node, event, text)
            elif kind is mapping_end or kind is sequence_end:
                if in_mapping and len({written.value for written, _ in into}) < len(into):
                    self._duplicates(into)
                into, key, in_mapping = stack.pop()
                continue
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                node = self._collection(event, len(stack))
            else:
                self._boundary(event, root)
                continue
            count += 1
            if not in_mapping:
                into.append(node)
            elif key is None:
                raise self._refuse(event, "Y107")
            else:
                into.append((key, node))
                key = None
            if kind is not scalar:
                stack.append((into, key, in_mapping))
                into, in_mapping = cast("list[Any]", node.value), node.kind == "mapping"
            if root is None:
                root = node
            if count > NODE_LIMIT:
                raise self._refuse(event, "Y105", found=count, limit=NODE_LIMIT)
        return root

    def _collection(self, event: yaml.CollectionStartEvent, depth: int) -> Node:
        if depth >= DEPTH_LIMIT:
            raise self._refuse(event, "Y103", limit=DEPTH_LIMIT)
        if self.may_mark and (event.tag is not None or event.anchor is not None):
            self._marked(event)
        return Node("mapping" if event.__class__ is yaml.MappingStartEvent else "sequence", [], event.start_mark)

    def _boundary(self, event: yaml.Event, root: Node | None) -> None:
        if event.__class__ is yaml.AliasEvent:
            raise self._refuse(event, "Y102", found=f"*{event.anchor}")
        if event.__class__ is yaml.DocumentStartEvent and root is not None:
            raise self._refuse(event, "Y106", found="---")

    def _look_closely(self, node: Node, event: yaml.ScalarEvent, text: str) -> None:
        """What a scalar may have lost or swallowed; an empty plain one holds None."""
        if self.may_mark and (event.tag is not None or event.anchor is not None):
            self._marked(event)
        if not node.plain or node.start is None or node.end is None:
            return
        last = node.end.line
        if node.start.line != last:
            self._swallowed(node.start.line, last)
        if text in NULLS:
            node.value = None
        elif self.may_cut and not text.isascii():
            self._comment_cut(last, node.end.column)

    def _check_key(self, node: Node, event: yaml.ScalarEvent, text: str) -> None:
        if node.plain and text == "<<":
            raise self._refuse(event, "Y102", found="<<")
        self._look_closely(node, event, text)

    def _refuse(self, event: yaml.Event, code: str, /, **params: object) -> _Refused:
        line, column = _place(event)
        self.problems.append(self.document.problem_at(line, column, code, width=1, advice=False, **params))
        return _Refused()

    def _marked(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """`text: &重点 …` and `text: !重点 …` would lose a word without a word."""
        line, column = _place(event)
        tag = str(event.tag)
        short = f"!!{tag.removeprefix(YAML_TAG)}" if tag.startswith(YAML_TAG) else tag
        found = f"&{event.anchor}" if event.anchor is not None else short
        problem = self.document.problem_at(line, column, "Y113", width=len(found), found=found)
        self.problems.append(problem)

    def _swallowed(self, first: int, last: int) -> None:
        """A line like `at_least：80` under a plain text is read as part of that text, without a word."""
        from tracker.nodes.mend import FULL_WIDTH_KEY, GLUED_KEY

        lines = self.document.lines
        for number in range(first + 1, min(last + 1, len(lines))):
            for pattern, code in ((FULL_WIDTH_KEY, "Y108"), (GLUED_KEY, "Y114")):
                if match := pattern.match(lines[number]):
                    found = match["key"].strip(" \t-")
                    problem = self.document.problem_at(number + 1, match.end("key") + 1, code, found=found)
                    self.problems.append(problem)

    def _comment_cut(self, line: int, column: int) -> None:
        """`完成 #1` loses its `#1`: a comment to YAML, a part of the sentence to whoever wrote it."""
        lines = self.document.lines
        match = CUT_BY_COMMENT.match(lines[line], column) if line < len(lines) else None
        if match:
            cut, at = match["cut"], match.start("cut") + 1
            problem = self.document.problem_at(line + 1, at, "Y109", width=len(cut), advice=True, found=cut)
            self.problems.append(problem)

    def _duplicates(self, pairs: list[tuple[Node, Node]]) -> None:
        first: dict[object, Node] = {}
        for key, _ in pairs:
            earlier = first.setdefault(key.value, key)
            if earlier is not key:
                problem = self.document.problem(key, "Y110", found=key.value, first=earlier.line)
                self.problems.append(problem)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
