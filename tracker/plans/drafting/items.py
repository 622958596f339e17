"""Targets while they are drafted: keys in the order of the file, doubts beside them, and what makes them fit a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tracker import words
from tracker.calendar import Period, write_period
from tracker.model.plan import COMPARATORS
from tracker.plans.load import plan_from

ID_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Item:
    """One target to be written.

    `keys` are those of a plan file without the id. `doubts` are what a person should check, by the key beside which
    it is written ("" beneath all of them); `notes` what else the document says of it.
    """

    keys: Mapping[str, object]
    sources: tuple[Mapping[str, object], ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    id: str = ""


def merged(items: Iterable[Item]) -> list[Item]:
    """The same promise said several times is one target with several sources."""
    first: dict[str, Item] = {}
    for item in items:
        key = repr(sorted(item.keys.items(), key=lambda pair: pair[0]))
        known = first.get(key)
        first[key] = item if known is None else _together(known, item)
    return list(first.values())


def _together(one: Item, other: Item) -> Item:
    """One target of two that promise the same."""
    return replace(
        one,
        sources=tuple(_distinct((*one.sources, *other.sources))),
        doubts=tuple(dict.fromkeys((*one.doubts, *other.doubts))),
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
    )


def _distinct(sources: Iterable[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    seen: set[str] = set()
    for source in sources:
        if (key := repr(source)) not in seen:
            seen.add(key)
            yield source


def sound(items: Iterable[Item], period: Period, lang: str) -> Iterator[Item]:
    """The items as a plan takes them: one whose figures it would refuse becomes a task to be done."""
    for item in items:
        problem = _problem(item, period, lang)
        yield item if problem is None else _as_task(item, problem, lang)


def _problem(item: Item, period: Period, lang: str) -> str | None:
    """What a plan has against a target; None if nothing."""
    target = {"id": "x", **item.keys, "source": list(item.sources)}
    _, problems = plan_from({"plan": "x", "period": _mapping(period), "targets": [target]})
    return problems[0].message(lang) if problems else None


def _mapping(period: Period) -> Mapping[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _as_task(item: Item, problem: str, lang: str) -> Item:
    goal = next((f"{item.keys[key]}" for key in item.keys if key in COMPARATORS), "")
    kept = {key: value for key, value in item.keys.items() if key == "text"}
    doubt = words.say("drafting.refused", lang, goal=goal, problem=problem)
    return replace(item, keys={**kept, "done": True}, doubts=(*item.doubts, ("done", doubt)))


def named(items: Iterable[Item]) -> list[Item]:
    """The items with ids made of their texts: what a person recognises, and what stays when a document grows."""
    times: dict[str, int] = {}
    told = []
    for item in items:
        name = free = readable_id(str(item.keys["text"]))
        while free in times:
            times[name] += 1
            free = f"{name}-{times[name]}"
        times[free] = 1
        told.append(replace(item, id=free))
    return told


_NOT_IN_AN_ID = re.compile(r"[^\w.%·+-]+")


def readable_id(text: str) -> str:
    """An id from a text: its words without spaces and punctuation, cut to a length that can be typed.

    >>> readable_id("建成 50 个“示范”村卫生室（市级）")
    '建成50个示范村卫生室市级'
    """
    return _NOT_IN_AN_ID.sub("", text)[:ID_LENGTH].strip("-.") or "t"


def due_text(period: Period) -> str:
    """The end of a period as a due date: a month by its name, else the day.

    >>> from tracker.calendar import parse_period
    >>> due_text(parse_period("2023年5月")), due_text(parse_period("2021")), due_text(parse_period("2021-06-15"))
    ('2023-05', '2021-12', '2021-06-15')
    """
    month = write_period(Period(period.end.replace(day=1), period.end))
    return month if len(month) == len("2021-06") else period.end.isoformat()
