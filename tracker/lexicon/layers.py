"""One YAML text as a layer of a lexicon: its entries, each with its place, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

from tracker import nodes
from tracker.lexicon.keys import SHAPES, UNIT_PROPERTIES, Shape, key_of, suggestion
from tracker.nodes import Document, Node
from tracker.problems import Problem


class Entry(NamedTuple):
    """One thing that a layer says: under `key`, of `name`, the word `word`; and the node where it says so.

    A name alone has the word ""; a plain list has the name "". `value` is a number, under the keys that hold numbers.
    """

    key: str
    name: str
    word: str
    node: Node
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """The entries of one file, in the order written."""

    document: Document
    entries: tuple[Entry, ...] = ()

    @property
    def name(self) -> str:
        """The file."""
        return self.document.name


def read_layer(text: str, name: str) -> tuple[Layer, list[Problem]]:
    """Read a lexicon file.

    Args:
        text: its text.
        name: its name, as problems are to show it.

    Returns:
        The layer with all that could be read, and every problem in the order of the file.

    >>> layer, problems = read_layer("synonims: {村卫生室: [村卫生所]}", "a.yaml")
    >>> print(problems[0].show().splitlines()[0])
    a.yaml:1:1: X101 synonims：词表里没有这个字段
    """
    reading = _Reading(nodes.load(text, name))
    return Layer(reading.document, tuple(reading.entries())), [*reading.document.problems, *reading.problems]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file while it is read."""

    document: Document
    problems: list[Problem] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        """Everything that can be read; what cannot is a problem."""
        root = self.document.root
        if root is None or (root.kind == "scalar" and root.value is None):
            return
        if root.kind != "mapping":
            self._wrong(root, "T139", wanted="synonyms、protect、exclusive")
            return
        for written, value in root.pairs:
            key = key_of(written.value)
            if key is None:
                found = str(written.value)
                self._wrong(written, "X101", found=found, suggestion=suggestion(found), allowed="、".join(SHAPES))
            elif value.kind != "scalar" or value.value is not None:
                yield from _READERS[SHAPES[key]](self, key, written, value)

    def words(self, key: str, written: Node, node: Node, name: str = "") -> Iterator[Entry]:
        """A list of words; one word alone is a list of one."""
        if node.kind == "mapping":
            self._wrong(node, "T123", key=written.value)
            return
        for item in [node] if node.kind == "scalar" else node.items:
            if (word := self._word(item, written)) is not None:
                yield Entry(key, name, word, item)

    def groups(self, key: str, written: Node, node: Node) -> Iterator[Entry]:
        """Names, each with a list of words; a name with nothing behind it has none."""
        for name, value in self._pairs(written, node):
            if (word := self._word(name, written)) is not None:
                yield Entry(key, word, "", name)
                if value.kind != "scalar" or value.value is not None:
                    yield from self.words(key, name, value, word)

    def units(self, key: str, written: Node, node: Node) -> Iterator[Entry]:
        """Units, each with its properties."""
        for name, properties in self._pairs(written, node):
            unit = self._word(name, written)
            if unit is None:
                continue
            yield Entry(key, unit, "", name)
            for what, value in self._pairs(name, properties):
                allowed = UNIT_PROPERTIES.get(str(what.value))
                if allowed is None:
                    self._not_among(what, name, tuple(UNIT_PROPERTIES))
                elif (word := self._word(value, what)) is not None:
                    if allowed and word not in allowed:
                        self._not_among(value, what, allowed)
                    else:
                        yield Entry(key, unit, f"{what.value}={word}", value)

    def numbers(self, key: str, written: Node, node: Node) -> Iterator[Entry]:
        """Names, each with a number."""
        for name, value in self._pairs(written, node):
            number = self._number(value, name)
            if number is not None:
                yield Entry(key, str(name.value), "", value, number)

    def _number(self, node: Node, written: Node) -> Fraction | None:
        try:
            return Fraction(Decimal(str(node.value)))
        except (InvalidOperation, ValueError, OverflowError):
            self._wrong(node, "X102", key=written.value, found=node.data())
        return None

    def _pairs(self, written: Node, node: Node) -> list[tuple[Node, Node]]:
        if node.kind != "mapping":
            self._wrong(node, "T119", key=written.value)
        return node.pairs

    def _word(self, node: Node, written: Node) -> str | None:
        text = node.value.strip() if node.kind == "scalar" and isinstance(node.value, str) else ""
        if not text:
            self._wrong(node, "T104" if node.kind == "scalar" else "T103", key=written.value)
        return text or None

    def _not_among(self, node: Node, written: Node, allowed: tuple[str, ...]) -> None:
        self._wrong(node, "T118", key=written.value, found=node.data(), allowed="、".join(allowed))

    def _wrong(self, node: Node, code: str, /, **params: object) -> None:
        self.problems.append(self.document.report(node, code, params))


_READERS: Mapping[Shape, Callable[[_Reading, str, Node, Node], Iterator[Entry]]] = {
    Shape.WORDS: _Reading.words,
    Shape.SYNONYMS: _Reading.groups,
    Shape.GROUPS: _Reading.groups,
    Shape.UNITS: _Reading.units,
    Shape.NUMBERS: _Reading.numbers,
}
