"""Rows from YAML: a `document` that they were read from, and `achievements`, every key at its line and column."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from tracker.calendar import parse_period
from tracker.nodes import Document, Node, load
from tracker.problems import Problem, Source
from tracker.readers.assembly import Assembler, Gathering, R
from tracker.readers.cells import Refusal, read_day, read_name
from tracker.readers.fields import plain
from tracker.readers.outcome import Spot
from tracker.readers.typed import Typed

DOCUMENT = {"document": "document", "文档": "document"}
DOCUMENT_KEYS = {key: key for key in ("file", "title", "org", "period", "reported_on")}
DOCUMENT_KEYS |= {"文件": "file", "标题": "title", "单位": "org", "期间": "period", "周期": "period"}
DOCUMENT_KEYS |= {"报送日期": "reported_on"}
PLAN_KEYS = frozenset(("targets", "目标", "policy", "研判标准"))


def read_yaml(text: str, name: str, kind: type[Assembler[R]], blanks: Mapping[str, object]) -> Gathering[R]:
    """Rows from YAML text.

    >>> from tracker.readers.record import Records
    >>> rows = read_yaml("achievements:\\n  - {target: clinics, as_of: 2021-06, value: 70}\\n", "a.yaml", Records, {})
    >>> str(rows.kept[0].source)
    'a.yaml:2'
    """
    document = load(text, name)
    sheet = _Sheet(document, kind.lists, kind.headers)
    sheet.read_top()
    said = {**blanks, **sheet.said}
    reader = Typed(name, kind, said, str(sheet.said.get("file", "")), strict=True)
    for node, problems in sheet.rows():
        _read_row(node, document, reader, problems)
    reader.gathering.problems[:0] = sheet.problems
    return reader.finished()


class _Sheet:
    """A YAML file of rows: what its document says of all of them, and the rows."""

    def __init__(self, document: Document, lists: Sequence[str], headers: str) -> None:
        """`lists` are the names of the list of rows, `headers` those of their fields."""
        self.document = document
        self.name = lists[0]
        self.headers = headers
        self.keys = DOCUMENT | dict.fromkeys(lists, self.name)
        self.problems: list[Problem] = []
        self.said: dict[str, object] = {}
        self.items: list[Node] = []
        self.end = sys.maxsize

    def read_top(self) -> None:
        """Find the document and the list of rows."""
        root, note = self.document.root, self.problems.append
        if root is None or (root.kind == "scalar" and root.value is None):
            if not self.document.problems:
                note(Problem(Source(self.document.name), "A105", {"headers": self.headers}))
            return
        if root.kind != "mapping":
            note(self.document.problem(root, "A111", wanted=self.name, headers=self.headers))
            return
        found = self._keyed(root, self.keys)
        rows = found.get(self.name)
        if rows is None:
            keys = {str(key.value) for key, _ in root.pairs}
            if not any(problem.params.get("suggestion") in self.keys for problem in self.problems):
                code = "A110" if keys & PLAN_KEYS and self.name == "achievements" else "A111"
                note(self.document.problem(root, code, wanted=self.name, headers=self.headers))
        elif rows.kind == "sequence":
            self.items = rows.items
            self.end = min((key.line for key, _ in root.pairs if key.line > rows.line), default=sys.maxsize)
        elif rows.value is not None:
            note(self.document.problem(rows, "A113", field=self.name))
        if "document" in found:
            self._read_document(found["document"])

    def _keyed(self, node: Node, names: Mapping[str, str]) -> dict[str, Node]:
        """The values of a mapping by the standard name of their key; unknown keys are problems."""
        found: dict[str, Node] = {}
        seen: set[str] = set()
        is_plan = names is self.keys and any(key.value in PLAN_KEYS for key, _ in node.pairs)
        for key, value in node.pairs:
            text = str(key.value or "").strip()
            name = names.get(text) or names.get(plain(text))
            if name is not None:
                if name not in found:
                    found[name] = value
                elif text not in seen:  # the same key twice is already named, as YAML
                    self.problems.append(self.document.problem(key, "A208", found=text))
            elif not is_plan:
                self.problems.append(self.document.problem(key, "A112", found=text, suggestion=_like(text, names)))
            seen.add(text)
        return found

    def _read_document(self, node: Node) -> None:
        if node.kind != "mapping":
            if node.value is not None:
                self.problems.append(self.document.problem(node, "A113", field="document"))
            return
        for name, value in self._keyed(node, DOCUMENT_KEYS).items():
            if value.value is None or name == "title":
                continue
            try:
                self._say(name, value)
            except Refusal as refusal:
                self.problems.append(self.document.report(value, refusal.code, {"field": name, **refusal.params}))

    def _say(self, name: str, value: Node) -> None:
        if value.kind != "scalar":
            raise Refusal("A210")
        text = str(value.value)
        if name == "period":
            try:
                self.said["as_of"] = parse_period(text).end
            except ValueError:
                raise Refusal("A312", found=text) from None
        else:
            self.said[name] = read_day(text) if name == "reported_on" else read_name(text)

    def rows(self) -> Iterable[tuple[Node, list[Problem]]]:
        """Every row with the problems that the YAML itself has on its lines; the others are the file's."""
        starts = [(node.line, node.column) for node in self.items]
        shares: list[list[Problem]] = [[] for _ in self.items]
        for problem in self.document.problems:
            source = problem.source
            number = bisect_right(starts, (source.line, source.column)) - 1
            if number >= 0 and source.line < self.end and not problem.advice:
                shares[number].append(problem)
            else:
                self.problems.append(problem)
        return zip(self.items, shares, strict=True)


def _like(text: str, names: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(text[:60], list(names), n=1, cutoff=3 / 5)), "")


def _read_row(node: Node, document: Document, reader: Typed[R], problems: list[Problem]) -> None:
    if node.kind != "mapping":
        if node.value is not None or problems:
            reader.gathering.refused += 1
            reader.gathering.problems += problems or [
                document.problem(node, "A114", headers=reader.gathering.kind.headers)
            ]
        return
    pairs = {str(key.value or ""): (key, value) for key, value in reversed(node.pairs)}
    record = {key: value.data() for key, (_, value) in reversed(pairs.items())}
    reader.read(record, _Row(document, node, pairs), problems)


class _Row:
    """A row, and where the parts of it stand."""

    def __init__(self, document: Document, node: Node, pairs: Mapping[str, tuple[Node, Node]]) -> None:
        self.document = document
        self.node = node
        self.pairs = pairs
        self.source = Source(document.name, node.line)

    def key(self, name: str) -> Spot | None:
        """The place of a key."""
        return self._spot(self.pairs[name][0], name) if name in self.pairs else None

    def value(self, name: str) -> Spot | None:
        """The place of a value (of its key, where the value is not one word); of the row itself for ""."""
        if not name:
            return self._spot(self.node, name)
        if name not in self.pairs:
            return None
        key, value = self.pairs[name]
        is_word = value.kind == "scalar" and value.value is not None and value.line == key.line
        return self._spot(value if is_word else key, name)

    def _spot(self, node: Node, name: str) -> Spot:
        place = self.document.report(node, "", {})
        return Spot(place.source, place.excerpt, place.width, name)
