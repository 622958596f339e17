"""The words of all layers as one value: `Lexicon`, what reading and matching look words up in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from tracker.lexicon.keys import SHAPES, Shape
from tracker.lexicon.layers import Entry, Layer

Groups = Mapping[str, tuple[str, ...]]
CHAIN = 8
"""Times that a text is looked through again when replacing has made a word that is to be replaced."""


class Unit(NamedTuple):
    """What is known of a unit: the group of units that it counts alike with, what it measures, how sure it is."""

    group: str = ""
    kind: str = "count"
    strong: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All layers, the later on top.

    `words` holds the plain lists by their key, `groups` the named ones, `numbers` the weights and thresholds.
    `layers` are the files that it was made of, so that a problem can be shown at its line.

    >>> from tracker.lexicon import lexicon_of, read_layer
    >>> layer, _ = read_layer("synonyms: {村卫生室: [卫生室]}\\nprotect: [卫生室主任]", "a.yaml")
    >>> lexicon_of([layer]).canonical("50个卫生室，3名卫生室主任，7个村卫生室")
    '50个村卫生室，3名卫生室主任，7个村卫生室'
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, Groups] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Twelve characters that change with the content, whatever files it comes from."""
        content = [self.words, self.groups, self.units, self.numbers]
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(written.encode()).hexdigest()[:12]

    def listed(self, key: str) -> tuple[str, ...]:
        """The words of a plain list; none where no layer has it."""
        return self.words.get(key, ())

    def group(self, key: str) -> Groups:
        """The named lists under a key; none where no layer has it."""
        return self.groups.get(key, {})

    def number(self, key: str, name: str) -> Fraction:
        """A weight or a threshold; 0 where no layer has it."""
        return self.numbers.get(key, {}).get(name, Fraction(0))

    @cached_property
    def standard(self) -> Mapping[str, str]:
        """Every variant with its standard word, chains followed to their end."""
        direct = {variant: name for name, variants in self.group("synonyms").items() for variant in variants}
        return {variant: _end_of(variant, direct) for variant in direct}

    @cached_property
    def tier(self) -> Mapping[str, str]:
        """Every word of a level with its tier: 区级 is of the tier 县级."""
        return {word: name for name, words in self.group("tiers").items() for word in (name, *words)}

    @cached_property
    def forms(self) -> Mapping[str, str]:
        """What is looked for in a text, with what it becomes; some stay as they are."""
        forms = dict(self.standard)
        kept = (*self.listed("protect"), *(name for name in self.group("synonyms") if name not in forms))
        forms.update((word, word) for word in kept)
        return forms

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[str, str]]]:
        """By first character: the forms, the longest first."""
        table: dict[str, list[tuple[str, str]]] = {}
        for form in sorted(self.forms, key=lambda word: (-len(word), word)):
            table.setdefault(form[0], []).append((form, self.forms[form]))
        return table

    def canonical(self, text: str) -> str:
        """The text with every variant as its standard word; what is protected, and standard words, stay.

        At each place the longest form decides, so that 卫生室 within 村卫生室 is left alone.
        """
        for _ in range(CHAIN):
            again = "".join(self._pieces(text))
            if again == text:
                break
            text = again
        return text

    def _pieces(self, text: str) -> Iterator[str]:
        forms, at = self._by_first, 0
        while at < len(text):
            for form, becomes in forms.get(text[at], ()):
                if text.startswith(form, at):
                    yield becomes
                    at += len(form)
                    break
            else:
                yield text[at]
                at += 1


def _end_of(variant: str, direct: Mapping[str, str]) -> str:
    """Where a chain of variants ends; a circle ends before it closes."""
    seen = [variant]
    while (word := direct.get(seen[-1])) is not None and word not in seen:
        seen.append(word)
    return seen[-1]


def lexicon_of(layers: Sequence[Layer]) -> Lexicon:
    """One lexicon of several layers, the first at the bottom.

    Lists grow. A standard word gets the variants of all layers; a word that a layer lists anew leaves where it was
    listed beneath (so `tiers: {区级: []}` tells 区级 from 县级). Of named groups, units and numbers the topmost stands.
    """
    words: dict[str, dict[str, None]] = {}
    groups: dict[str, dict[str, dict[str, None]]] = {}
    units: dict[str, Unit] = {}
    numbers: dict[str, dict[str, Fraction]] = {}
    for layer in layers:
        _make_way(groups, layer.entries)
        for entry in layer.entries:
            match SHAPES[entry.key]:
                case Shape.WORDS:
                    words.setdefault(entry.key, {})[entry.word] = None
                case Shape.SYNONYMS | Shape.GROUPS:
                    group = groups.setdefault(entry.key, {}).setdefault(entry.name, {})
                    if entry.word:
                        group[entry.word] = None
                case Shape.UNITS:
                    units[entry.name] = _with(units.get(entry.name, Unit()), entry.word)
                case Shape.NUMBERS:
                    numbers.setdefault(entry.key, {})[entry.name] = entry.value or Fraction(0)
    return Lexicon(
        {key: tuple(listed) for key, listed in words.items()},
        {key: {name: tuple(listed) for name, listed in named.items()} for key, named in groups.items()},
        units,
        numbers,
        tuple(layers),
    )


def _make_way(groups: Mapping[str, dict[str, dict[str, None]]], entries: Iterable[Entry]) -> None:
    """What the layers beneath say of the words of this one gives way."""
    for entry in entries:
        match SHAPES[entry.key]:
            case Shape.GROUPS if not entry.word:
                groups.get(entry.key, {}).pop(entry.name, None)
            case Shape.SYNONYMS:
                for listed in groups.get(entry.key, {}).values():
                    listed.pop(entry.word or entry.name, None)
            case _:
                pass


def _with(unit: Unit, said: str) -> Unit:
    what, _, value = said.partition("=")
    match what:
        case "group":
            return unit._replace(group=value)
        case "kind":
            return unit._replace(kind=value)
        case "strong":
            return unit._replace(strong=value == "true")
        case _:
            return unit
