"""A report as JSON, schema 1: every list and every number of it, exact, the same bytes for the same report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from tracker.calendar import Period
from tracker.model.assessment import Assessment, Subject
from tracker.model.report import Change, Course, Group, Item, Kept, Report, Reporting
from tracker.render.json import SCHEMA, assessment, text, totals
from tracker.render.numbers import quotient


def report(said: Report) -> Iterator[str]:
    """The report in pieces: a key a line, an assessment a line."""
    pieces = dict(_pieces(said))
    yield "{" + ",\n".join(f"{text(key)}:{value}" for key, value in pieces.items()) + "}\n"


def _pieces(said: Report) -> Iterator[tuple[str, str]]:
    yield "schema", str(SCHEMA)
    yield "period", _value(said.period)
    yield "as_of", _value(said.as_of)
    yield "known_at", _value(said.known_at)
    yield "previous", _value({"period": said.previous, "known_at": said.previous_known_at})
    yield "ledger", _value(_kept(said.ledger))
    yield "policy", text(said.policy)
    yield "plans", _value(dict(said.titles))
    yield "org", _value(said.org or None)
    yield "lead", _value(said.lead or None)
    yield "totals", totals(said.totals)
    yield "previous_totals", totals(said.previous_totals)
    yield "reporting", _value(_reporting(said.reporting))
    yield "changes", _value([_change(change) for change in said.changes])
    for name in ("below_schedule", "overdue", "due_next", "unsettled"):
        yield name, _value([_item(item) for item in getattr(said, name)])
    yield "unreported", _value([_name(a) for a in said.unreported])
    yield "never_reported", _value([_name(a) for a in said.never_reported])
    for name in ("themes", "leads", "units"):
        yield name, "[" + ",".join(_group(group) for group in getattr(said, name)) + "]"
    yield "unmatched", str(len(said.unmatched))
    yield "waiting", str(len(said.waiting))
    yield "reviews", str(len(said.reviews))
    yield "courses", _value([_course(key, course) for key, course in said.courses.items()])
    yield "assessments", "[\n" + ",\n".join(assessment(a) for a in said.assessments) + "\n]"


def _kept(ledger: Kept | None) -> dict[str, object] | None:
    """The ledger: how many entries and the hash of the last; of a closed period, what differs since."""
    if ledger is None:
        return None
    closed = {"closed_on": ledger.closed_on, "differing": ledger.differing} if ledger.closed_on else {}
    return {"entries": ledger.entries, "head": ledger.head, **closed}


def _name(a: Assessment) -> dict[str, object]:
    return {"plan": a.plan, "target": a.target, "org": a.org}


def _change(change: Change) -> dict[str, object]:
    before = change.before
    return _name(change.after) | {
        "movement": change.movement,
        "causes": list(change.causes),
        "before": None if before is None else {"status": before.status, "actual": before.actual},
        "after": {"status": change.after.status, "actual": change.after.actual},
    }


def _item(item: Item) -> dict[str, object]:
    return _name(item.assessment) | {"reason": item.reason or None, "next_step": item.next_step or None}


def _reporting(came: Reporting) -> dict[str, object]:
    return {**came._asdict(), "rate": came.rate, "on_time_rate": came.on_time_rate}


def _group(group: Group) -> str:
    head = {"name": group.name, "place": group.place, "targets": group.targets, "overdue": group.overdue}
    rest = {"below_schedule": group.below, "reporting": _reporting(group.reporting)}
    return f'{_value({**head, **rest})[:-1]},"totals":{totals(group.totals)}}}'


def _course(key: Subject, course: Course) -> dict[str, object]:
    marks = [
        {"day": m.day, "status": m.status, "actual": m.actual, "progress": m.progress, "expected": m.expected}
        for m in course.marks
    ]
    plan = [{"day": day, "expected": expected} for day, expected in course.plan]
    return {"plan": key[0], "target": key[1], "org": key[2], "marks": marks, "schedule": plan}


def _value(value: object) -> str:
    """Any value of a report as JSON; quotients to six places, half to even."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return text(value)
        case int():
            return str(value)
        case Fraction():
            return quotient(value)
        case date():
            return f'"{value.isoformat()}"'
        case Period():
            return _value({"start": value.start, "end": value.end})
        case Mapping():
            return "{" + ",".join(f"{text(str(key))}:{_value(item)}" for key, item in value.items()) + "}"
        case Iterable():
            return "[" + ",".join(map(_value, value)) + "]"
    raise TypeError(type(value).__name__)
