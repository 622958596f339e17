"""Targets from the rows of a task table: each row one target, or a comment where no task can be made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from tracker import words
from tracker.calendar import Period, parse_period
from tracker.model.scalars import NAME_LIMIT
from tracker.model.statement import Statement
from tracker.model.task import Task
from tracker.plans.drafting.goals import Keys, Setting, goal
from tracker.plans.drafting.items import Item, due_text
from tracker.plans.drafting.promises import amount
from tracker.plans.drafting.wording import TEXT_LENGTH, one_line
from tracker.text.read import read


class Tabled(NamedTuple):
    """The targets of a table, and the rows of which none could be made, as they stand."""

    items: tuple[Item, ...]
    left_out: tuple[str, ...]


def tabled(tasks: Iterable[Task], period: Period, lang: str) -> Tabled:
    """Every row once: as a target, or with its cell as a line of comment."""
    items, left_out = [], []
    for task in tasks:
        if one_line(task.text):
            items.append(_item(task, period, lang))
        else:
            left_out.append(f"{_place(task)} {task.source.quote}")
    return Tabled(tuple(items), tuple(left_out))


def _item(task: Task, period: Period, lang: str) -> Item:
    found = _quantities(task, period)
    keys, doubts, _ = goal(found[0], Setting(), lang) if len(found) == 1 else Keys({"done": True})
    told = [*doubts, *_goal_doubts(task, found, lang)]
    days, late = _days(task, period, lang)
    owners = _owners(task)
    theme = {"theme": one_line(task.theme)[:NAME_LIMIT]} if one_line(task.theme) else {}
    notes = [words.say("drafting.cell", lang, header=header, text=text) for header, text in _others(task, lang)]
    text = one_line(task.text)[:TEXT_LENGTH].strip()
    keys = {"text": text, **keys, **days, **owners, **theme}
    return Item(keys, (_source(task),), (*told, *late), tuple(notes))


def _source(task: Task) -> dict[str, object]:
    """Where a row stands: its cell, and its characters where the file has some."""
    source = task.source
    said: dict[str, object] = {
        "file": source.file,
        "cell": source.cell or None,
        "start": source.start,
        "end": source.end,
    }
    return {key: value for key, value in said.items() if value is not None} | {"quote": source.quote}


def _place(task: Task) -> str:
    return task.source.cell or str(task.source.line)


def _quantities(task: Task, period: Period) -> list[Statement]:
    """What the target cell says, else what the task itself says; a bare number is in the unit of its column."""
    unit = task.unit if task.goal[-1:].isdecimal() else ""
    aim = f"{task.goal}{unit}"
    if aim and (found := _read(f"{task.text}{aim}", len(task.text), period)):
        return found
    return _read(task.text, 0, period)


def _read(text: str, start: int, period: Period) -> list[Statement]:
    """The quantities that stand behind `start`, one a place."""
    said = read(one_line(text), period=period).statements
    return list({(each.start, each.end): each for each in said if each.end > start}.values())


def _goal_doubts(task: Task, found: list[Statement], lang: str) -> list[tuple[str, str]]:
    """What is not sure about the goal: several figures in one row, or words instead of one."""
    if len(found) > 1:
        figures = words.say("separator", lang).join(amount(each, lang) for each in found)
        return [("done", words.say("drafting.several", lang, figures=figures))]
    if not found and task.goal:
        return [("done", words.say("drafting.in_words", lang, goal=task.goal))]
    return []


def _owners(task: Task) -> dict[str, object]:
    """Who leads, and who helps."""
    lead, *more = _names(task.lead) or [""]
    support = list(dict.fromkeys(each for each in (*more, *_names(task.support)) if each != lead))
    return ({"lead": lead} if lead else {}) | ({"support": support} if support else {})


def _names(cell: str) -> list[str]:
    """The units named in a cell."""
    parts = (one_line(part)[:NAME_LIMIT] for part in re.split(r"[、，,；;/\n]|\s+", cell))
    return list(dict.fromkeys(part for part in parts if part))


_BEFORE = re.compile(r"(?:之?前|以前|前完成|完成)$")
_NO_DAY = re.compile(r"全年|长期|持续|常年|贯穿|年度")


def _days(task: Task, period: Period, lang: str) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """Start and due as a plan writes them; what is no day is told."""
    days: dict[str, object] = {}
    doubts: list[tuple[str, str]] = []
    for key, cell in (("start", task.start), ("due", task.due)):
        written = one_line(cell)
        found = _period(written, period)
        if found is None:
            if written and not _NO_DAY.match(written):
                doubts.append((key, words.say("drafting.no_day", lang, cell=written)))
        elif key == "start":
            days["start"] = found.start.isoformat()
        elif found.end != period.end:
            days["due"] = due_text(found)
    return days, doubts


def _period(written: str, plan: Period) -> Period | None:
    """A day, month or year as a cell says it; without a year it is the plan's last."""
    text = _BEFORE.sub("", written.replace(" ", ""))
    for candidate in (text, f"{plan.end.year}年{text}") if text else ():
        try:
            return parse_period(candidate)
        except ValueError:
            continue
    return None


def _others(task: Task, lang: str) -> list[tuple[str, str]]:
    """The cells that no key of a plan holds, by their headers."""
    own = (("drafting.baseline", task.baseline), ("drafting.note", task.note))
    return [*((words.say(key, lang), text) for key, text in own if text), *task.others]
