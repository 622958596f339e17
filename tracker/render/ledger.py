"""What the ledger tells, as lines for people and as JSON: what an import gave, and who said what when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from json import dumps
from typing import Protocol

from tracker.ledger import Closed, Counts, Decided, Event, Imported, PlanVersion, Undone, write
from tracker.model.achievement import Achievement
from tracker.problems import Problem
from tracker.render.json import text
from tracker.render.layout import Canvas, Line, Page, Span, Style, visible
from tracker.render.rows import figure, place


class Taken(Protocol):
    """What became of one file."""

    @property
    def name(self) -> str:
        """The file."""

    @property
    def counts(self) -> Counts:
        """What its rows or statements ended as."""

    @property
    def batch(self) -> int:
        """Its import; 0 if nothing was new."""

    @property
    def new(self) -> int:
        """How many entries were new."""

    @property
    def seen_before(self) -> bool:
        """Whether the ledger had all of it."""

    @property
    def again(self) -> Counts:
        """Of a file seen before, the claims that come out otherwise today."""

    @property
    def reasons(self) -> Sequence[tuple[str, int]]:
        """How many rows did not count, by why."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is to be mended."""


def imported(taken: Sequence[Taken]) -> Page:
    """What an import gave: a line a file, and the sum of several."""

    def build(canvas: Canvas) -> Iterator[Line]:
        for each in taken:
            yield (Span(_file(canvas, each)),)
            if each.reasons:
                yield (Span(canvas.say("import.reasons", reasons=_reasons(canvas, each)), "dim"),)
        if len(taken) > 1:
            total = sum((each.counts for each in taken), Counts())
            yield (Span(canvas.say("import.total", files=len(taken), counts=counted(canvas, total)), "bold"),)

    return Page(build)


def _file(canvas: Canvas, each: Taken) -> str:
    name = visible(each.name)
    if each.again.came_in:
        return canvas.say("import.again", file=name, **_counts(each.again))
    if each.seen_before:
        return canvas.say("import.known", file=name)
    if not each.counts.came_in:
        return canvas.say("import.nothing", file=name)
    counts = counted(canvas, each.counts)
    if not each.batch:
        return canvas.say("import.counted", file=name, counts=counts)
    return canvas.say("import.taken", file=name, counts=counts, new=each.new, number=each.batch)


def _reasons(canvas: Canvas, each: Taken) -> str:
    said = (
        canvas.say("rows.reason", reason=canvas.say("row.refused", code=why), n=n)
        if why[:1].isupper()
        else canvas.say("rows.reason", reason=canvas.say(f"row.{why}"), n=n)
        for why, n in each.reasons
    )
    return canvas.say("separator").join(said)


def counted(canvas: Canvas, counts: Counts) -> str:
    """What came in and what it ended as: the four add up."""
    return canvas.say("import.counts", **{name: getattr(counts, name) for name in Counts.__slots__})


def imported_json(taken: Iterable[Taken], lang: str) -> Iterator[str]:
    """What an import gave, as JSON."""
    files = [
        {
            "file": each.name,
            "import": each.batch or None,
            **_counts(each.counts),
            "new": each.new,
            "seen_before": each.seen_before,
            "again": _counts(each.again) if each.again.came_in else None,
            "reasons": dict(each.reasons),
            "problems": [
                {"place": str(problem.source), "code": problem.code, "message": problem.message(lang)}
                for problem in each.problems
            ],
        }
        for each in taken
    ]
    yield dumps({"schema": 1, "files": files}, ensure_ascii=False, indent=1) + "\n"


def _counts(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in Counts.__slots__}


def log(events: Iterable[Event], *, title: bool = False) -> Page:
    """Who said what when, the latest last."""

    def build(canvas: Canvas) -> Iterator[Line]:
        if title:
            yield (Span(canvas.say("log.title"), "bold"),)
        for event in events:
            yield (Span(f"{event.seq:>6}  {moment(event.told.by.when)}  "), Span(_told(canvas, event), _style(event)))
            by = event.told.by
            said = canvas.say("log.by_why" if by.why else "log.by", who=visible(by.who), why=visible(by.why))
            yield (Span(f"{'':26}{said}", "dim"),)
            for row in event.rows:
                yield (Span(f"{'':26}{_row(canvas, row)}"),)

    return Page(build)


def moment(when: datetime) -> str:
    """A moment, to the minute, in its own time zone."""
    return f"{when:%Y-%m-%d %H:%M}"


def _style(event: Event) -> Style:
    return "dim" if event.undone else ""


def _told(canvas: Canvas, event: Event) -> str:
    match event.told:
        case Imported(name=name, counts=counts):
            key = "log.undone_import" if event.undone else "log.import"
            return canvas.say(key, file=visible(name), counts=counted(canvas, counts))
        case Undone(batch=batch, on=on, entries=()):
            return canvas.say("log.undo", number=batch, day=on)
        case Undone(entries=entries, on=on):
            numbers = canvas.say("separator").join(map(str, entries))
            return canvas.say("log.undo_entries", numbers=numbers, day=on)
        case Decided(claim=claim, verdict=verdict, target=target):
            return canvas.say(f"log.{verdict}", number=claim, target=visible(target))
        case PlanVersion(id=id_, digest=digest):
            return canvas.say("log.plan", plan=visible(id_), digest=digest[:12])
        case Closed(period=period, known_at=known_at):
            return canvas.say("log.close", period=visible(period), day=known_at)


def _row(canvas: Canvas, row: Achievement) -> str:
    said = canvas.say(
        "log.row",
        day=row.as_of,
        said=" ".join(filter(None, (visible(row.org), figure(canvas, row)))),
        reported=row.reported_on,
        place=place(row),
    )
    return canvas.say("log.corrects", said=said, id=visible(row.supersedes)) if row.supersedes else said


def log_json(events: Iterable[Event]) -> Iterator[str]:
    """Who said what when, as JSON: what each entry holds, and the rows of the target that was asked for."""
    lines = []
    for event in events:
        new = write(event.told)
        rows = ",".join(map(_row_json, event.rows))
        undone = "true" if event.undone else "false"
        lines.append(
            f'{{"entry":{event.seq},"kind":"{new.kind}","undone":{undone},"said":{new.content},"rows":[{rows}]}}'
        )
    yield '{"schema":1,"events":[' + ",\n".join(lines) + "]}\n"


def _row_json(row: Achievement) -> str:
    said = {
        name: text(str(getattr(row, name)))
        for name in ("plan", "target", "org", "as_of", "reported_on", "mode", "unit", "supersedes")
    }
    said["value"] = "null" if row.value is None else str(row.value)
    said["place"] = text(str(row.source))
    return "{" + ",".join(f'"{name}":{value}' for name, value in said.items()) + "}"
