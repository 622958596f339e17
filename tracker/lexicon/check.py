"""What is doubtful in a lexicon: words that contradict each other, protect nothing, or exclude nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.lexicon.keys import SHAPES, Shape
from tracker.lexicon.layers import Entry, Layer
from tracker.lexicon.lexicon import Lexicon
from tracker.problems import Problem, in_reading_order

REPLACED = ("synonyms", "tiers")


class Written(NamedTuple):
    """An entry and the layer that it stands in."""

    layer: Layer
    entry: Entry

    def problem(self, code: str, /, *, advice: bool = False, **params: object) -> Problem:
        """A problem at the entry."""
        return self.layer.document.report(self.entry.node, code, params, advice=advice)


def check(lexicon: Lexicon) -> list[Problem]:
    """Every problem of a lexicon, and advice, in the order of the files.

    Wrong are words listed twice in one file, a standard word that is another's variant, circles, and groups of one;
    advice are variants found within another standard word, protected strings in which nothing would be replaced, and
    members of a group that mean the same.

    >>> from tracker.lexicon import lexicon_of, read_layer
    >>> layer, _ = read_layer("exclusive: {疾病: [高血压]}", "a.yaml")
    >>> [problem.code for problem in check(lexicon_of([layer]))]
    ['X115']
    """
    return in_reading_order(problem for rule in RULES for problem in rule(lexicon))


def _entries(lexicon: Lexicon, *keys: str) -> Iterator[Written]:
    for layer in lexicon.layers:
        for entry in layer.entries:
            if entry.key in keys:
                yield Written(layer, entry)


def _listed_twice(lexicon: Lexicon) -> Iterator[Problem]:
    """In one file a word stands once in a list, and a variant under one standard word."""
    first: dict[tuple[str, str, str, str], Written] = {}
    for written in _entries(lexicon, *(key for key, shape in SHAPES.items() if shape is not Shape.NUMBERS)):
        entry = written.entry
        if SHAPES[entry.key] is Shape.UNITS or not entry.word:
            continue
        within = "" if entry.key in REPLACED else entry.name
        earlier = first.setdefault((written.layer.name, entry.key, within, entry.word), written)
        if earlier is not written:
            yield written.problem("X110", found=entry.word, first=earlier.entry.node.line)


def _standard_words_that_are_variants(lexicon: Lexicon) -> Iterator[Problem]:
    """A standard word that another replaces; when the chain comes back to it, a circle."""
    for key in REPLACED:
        over = {variant: name for name, words in lexicon.group(key).items() for variant in words}
        for written in _entries(lexicon, key):
            name = written.entry.name
            if written.entry.word or name not in over:
                continue
            chain = _chain(name, over)
            if chain[-1] == name:
                yield written.problem("X112", found="→".join(chain))
            else:
                yield written.problem("X113", found=name, other=over[name])


def _chain(word: str, over: Mapping[str, str]) -> list[str]:
    """From a word to what stands above it, and so on, to the end or until a word comes again."""
    chain = [word]
    while chain[-1] in over and chain.count(chain[-1]) == 1:
        chain.append(over[chain[-1]])
    return chain


def _variants_within_others(lexicon: Lexicon) -> Iterator[Problem]:
    """卫生室 is found in 社区卫生室: where that is written in another way, half of it would be replaced."""
    names = lexicon.group("synonyms")
    for written in _entries(lexicon, "synonyms"):
        variant, own = written.entry.word, written.entry.name
        around = next((name for name in names if variant and variant in name and name not in (variant, own)), None)
        if around is not None:
            yield written.problem("X111", advice=True, found=variant, other=around)


def _protecting_nothing(lexicon: Lexicon) -> Iterator[Problem]:
    for written in _entries(lexicon, "protect"):
        word = written.entry.word
        if word in lexicon.standard or not any(variant in word for variant in lexicon.standard):
            yield written.problem("X114", advice=True, found=word)


def _groups_of_one(lexicon: Lexicon) -> Iterator[Problem]:
    for written in _entries(lexicon, "exclusive"):
        name = written.entry.name
        members = lexicon.group("exclusive").get(name, ())
        if not written.entry.word and len(members) == 1:
            yield written.problem("X115", found=name)


def _members_that_mean_the_same(lexicon: Lexicon) -> Iterator[Problem]:
    meaning: dict[tuple[str, str, str], str] = {}
    for written in _entries(lexicon, "exclusive"):
        entry = written.entry
        key = (written.layer.name, entry.name, lexicon.canonical(entry.word))
        other = meaning.setdefault(key, entry.word)
        if entry.word and other != entry.word:
            yield written.problem("X116", advice=True, found=entry.word, other=other)


RULES: Iterable[Callable[[Lexicon], Iterator[Problem]]] = (
    _listed_twice,
    _standard_words_that_are_variants,
    _variants_within_others,
    _protecting_nothing,
    _groups_of_one,
    _members_that_mean_the_same,
)
