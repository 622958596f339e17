"""Targets as YAML text, as a person would write them: short keys, a comment beside what is to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from json import dumps
from typing import NamedTuple

from tracker import words
from tracker.calendar import Period, write_period
from tracker.plans.drafting.items import Item, readable_id


class Heading(NamedTuple):
    """What stands above the targets: the document, the period, whose plan it is, and how much was read."""

    file: str
    period: Period
    org: str
    counts: Sequence[str]


class LeftOut(NamedTuple):
    """What is listed at the end as comments, beneath a line that says why."""

    why: str
    lines: Sequence[str]


def write(heading: Heading, items: Iterable[Item], left_out: Iterable[LeftOut], lang: str) -> str:
    """The plan file, its last line with its end."""
    lines = [*_head(heading, lang), "targets:"]
    for item in items:
        lines += [*_target(item, lang), ""]
    for why, rest in left_out:
        if rest:
            lines += [comment(why), *(comment(f"- {each}") for each in rest), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(heading: Heading, lang: str) -> Iterator[str]:
    file, period, org, counts = heading
    named = write_period(period)
    title = "drafting.title_of_year" if named.isdecimal() else "drafting.title"
    yield comment(words.say("drafting.head", lang, file=file))
    yield from map(comment, counts)
    yield comment(words.say("drafting.check", lang))
    yield f"plan: {scalar(readable_id(f'{org}-{named}'))}"
    yield f"title: {scalar(words.say(title, lang, org=org, period=named).strip())}"
    if org:
        yield f"org: {scalar(org)}"
    yield f"period: {scalar(named)}" if ".." not in named else f"period: {_flow(_both(period))}"


def _both(period: Period) -> Mapping[str, object]:
    return {"start": period.start, "end": period.end}


def _target(item: Item, lang: str) -> Iterator[str]:
    yield f"  - id: {scalar(item.id)}"
    for key, value in item.keys.items():
        yield f"    {key}: {_flow(value)}{_beside(item, key, lang)}"
    if len(item.sources) == 1:
        yield f"    source: {_flow(item.sources[0])}"
    elif item.sources:
        yield "    source:"
        yield from (f"      - {_flow(each)}" for each in item.sources)
    for key, doubt in item.doubts:
        if key not in item.keys:
            yield f"    {comment(words.say('drafting.doubt', lang, text=doubt))}"
    for note in item.notes:
        yield f"    {comment(note)}"


def _beside(item: Item, key: str, lang: str) -> str:
    """What is to be checked about one key, behind it."""
    told = words.say("drafting.and", lang).join(doubt for name, doubt in item.doubts if name == key)
    return f"  {comment(words.say('drafting.doubt', lang, text=told))}" if told else ""


def comment(text: str) -> str:
    """A text as one comment line: nothing in it can end the comment or look like another.

    >>> comment("一 #二\\n三")
    '# 一 ＃二 三'
    """
    printable = "".join(char if char.isprintable() else " " for char in text)
    return f"# {' '.join(printable.replace('#', '＃').split())}"


def _flow(value: object) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            return scalar(value)
        case Mapping():
            return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return f"[{', '.join(map(_flow, value))}]"
    raise TypeError(type(value))


_PLAIN = re.compile(r"(?:\w|[+-]\d)[\w+.％%()（）·“”《》~—-]*")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "none", "y", "n"))


def scalar(text: str) -> str:
    """A text as YAML reads it back: plain where it can be, else in double quotes with escapes.

    >>> scalar("8%"), scalar("2021-06"), scalar("建成：50个"), scalar("%")
    ('8%', '2021-06', '"建成：50个"', '"%"')
    """
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and text.isprintable():
        return text
    return "".join(_escaped(char) for char in dumps(text, ensure_ascii=False))


def _escaped(char: str) -> str:
    """A character of a quoted text; what cannot be seen is escaped."""
    if char.isprintable():
        return char
    return f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}"
