"""A status table of millions of lines into a story: how many stand where, by task, by unit, and the worst of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from tracker.model.assessment import Status
from tracker.model.overview import Counted, Listed, Overview
from tracker.render import cells
from tracker.render.layout import visible
from tracker.render.story.overall import rate_change, reading_order
from tracker.render.story.speech import Voice
from tracker.render.story.value import Cell, Column, Paragraph, Section, Story, Table, Tint
from tracker.words import figures

GROUPS: Mapping[str, tuple[Status, ...]] = {
    "done": (Status.ACHIEVED, Status.ACHIEVED_LATE),
    "running": (Status.AHEAD, Status.ON_TRACK, Status.IN_PROGRESS),
    "behind": (Status.BEHIND,),
    "far_behind": (Status.FAR_BEHIND,),
    "missed": (Status.MISSED,),
    "unknown": (Status.NO_DATA, Status.UNDETERMINED),
    "idle": (Status.PENDING, Status.WITHDRAWN),
}
"""The columns of a table of counts, and the statuses that each adds up: every status is in one of them."""
TINTS: Mapping[str, Tint] = {"far_behind": "red", "missed": "red", "behind": "yellow"}
WORST = (("status", 9), ("gap", 9), ("task", 24), ("org", 12), ("goal", 10), ("actual", 10), ("progress", 9),
         ("expected", 8), ("overdue", 8), ("flags", 12))  # fmt: skip
FIGURES = frozenset(("gap", "goal", "actual", "progress", "expected", "overdue"))


def story(overview: Overview) -> Story:
    """The overview in the words of its language; no number is computed here."""
    told = _Told(overview)
    ordinals = told.say("summary.numbers").split(",")
    sections = [("overall", tuple(told.overall())), *told.tables()]
    return Story(
        title=told.title(),
        head=told.known(overview.as_of, overview.known_at),
        sections=tuple(
            Section(key, told.say("summary.section", number=number, title=told.say(f"overview.{key}")), blocks)
            for number, (key, blocks) in zip(ordinals, sections, strict=False)
        ),
        annex=told.worst(),
        foot=(told.say("overview.foot"), told.say("summary.foot.made")),
        fields={},
        lang=overview.lang,
    )


class _Told(Voice):
    """An overview, part by part."""

    def __init__(self, overview: Overview) -> None:
        super().__init__(overview.lang)
        self.overview = overview

    def title(self) -> str:
        plan = self.plans(self.overview.titles.values())
        period = self.overview.period
        if period is None:
            return self.say("overview.title", plan=plan)
        return self.say("summary.title", plan=plan, period=self.period(period))

    def overall(self) -> Iterator[Paragraph]:
        """How many stand where, what that means against an earlier day, and what became of the rows."""
        o = self.overview
        if not o.all.targets:
            yield Paragraph(self.say("summary.none"))
            return
        yield Paragraph(
            self.prose(
                self.say("summary.counts", day=self.day(o.as_of), n=o.all.targets, counts=self._counts(o.all.counts)),
                self.say("overview.completion", rate=self.share(o.all.completion_rate), n=o.all.attention),
            )
        )
        if o.before is not None:
            day, then = o.before
            yield Paragraph(
                self.say(
                    "overview.compared",
                    day=self.day(day),
                    completion=rate_change(self, then.completion_rate, o.all.completion_rate),
                    before=then.attention,
                    now=o.all.attention,
                )
            )
        yield Paragraph(self._rows())

    def _counts(self, counts: Mapping[Status, int]) -> str:
        return self.listed(
            self.say("summary.count", status=self.say(f"status.{status}"), n=counts[status])
            for status in reading_order()
            if counts[status]
        )

    def _rows(self) -> str:
        o = self.overview
        read = self.say("overview.rows", n=o.rows_in, kept=o.rows_in - o.refused, refused=o.refused)
        if not o.aside:
            return read
        reasons = self.listed(
            self.say("rows.reason", reason=self.say(f"row.{reason}"), n=n) for reason, n in o.aside.items()
        )
        return self.prose(read, self.say("overview.aside", n=sum(o.aside.values()), reasons=reasons))

    def tables(self) -> Iterator[tuple[str, tuple[Paragraph | Table, ...]]]:
        """The counts by plan, by task, by unit; of one plan or unit alone there is nothing to compare."""
        for key, listed in (("plans", self.overview.plans), ("tasks", self.overview.tasks)):
            if key == "tasks" or listed.names > 1:
                yield key, self._listed(key, listed)
        if self.overview.units.names > 1:
            yield "units", self._listed("units", self.overview.units)

    def _listed(self, key: str, listed: Listed) -> tuple[Paragraph | Table, ...]:
        columns = (
            Column("name", self.say(f"overview.column.{key}"), 24),
            Column("targets", self.say("summary.column.targets"), 8, figures=True),
            *(Column(name, self.say(f"overview.column.{name}"), 9, figures=True) for name in GROUPS),
            Column("completed", self.say("summary.column.completed"), 9, figures=True),
        )
        rows = tuple(self._group(key, each) for each in listed.first)
        shown = len(listed.first)
        rest = (Paragraph(self.say("overview.more", n=listed.names, shown=shown)),) if listed.names > shown else ()
        return (*rest, Table(key, self.say(f"overview.table.{key}"), columns, rows))

    def _group(self, key: str, each: Counted) -> tuple[Cell, ...]:
        sums = {name: sum(each.counts[status] for status in statuses) for name, statuses in GROUPS.items()}
        return (
            Cell(self._named(key, *each.name)),
            self.whole(each.targets),
            *(self.whole(n)._replace(tint=TINTS.get(name, "") if n else "") for name, n in sums.items()),
            self.percent(each.completion_rate),
        )

    def _named(self, key: str, *name: str) -> str:
        match key, name:
            case "tasks", (plan, target):
                return self._task(plan, target)
            case "plans", (plan,):
                return visible(self.overview.titles.get(plan, plan))
        return self.name(name[0])

    def _task(self, plan: str, target: str) -> str:
        promised = self.overview.promised.get((plan, target))
        return visible(promised.text if promised is not None else f"{plan}/{target}")

    def worst(self) -> Table:
        """The worst targets of all."""
        lines, attention = self.overview.worst, self.overview.all.attention
        key = "overview.worst" if attention == len(lines) else "overview.worst.first"
        words = {name: f"summary.column.{name}" for name, _ in WORST} | {"org": "overview.column.units"}
        columns = tuple(Column(name, self.say(words[name]), weight, name in FIGURES) for name, weight in WORST)
        title = self.say("summary.annex.title", title=self.say(key, n=attention, shown=len(lines)))
        return Table("worst", title, columns, tuple(self._line(line) for line in lines))

    def _line(self, line: Mapping[str, Any]) -> tuple[Cell, ...]:
        return (
            self.standing(Status(line["status"])),
            self.points(_exact(line["schedule_gap"])),
            Cell(self._task(line["plan"], line["target"])),
            Cell(self.name(line["org"] or "")),
            self._goal(line),
            self._number(line["actual"], line, line["grade"]),
            self.percent(_exact(line["progress"])),
            self.percent(_exact(line["expected"])),
            self.whole(line["overdue_days"]),
            Cell(self.listed(self._flags(line)) or cells.NOTHING),
        )

    def _goal(self, line: Mapping[str, Any]) -> Cell:
        if line["goal_high"] is not None:
            low = figures.number(_exact(line["goal"]) or 0, self.overview.lang)
            return Cell(f"{low}~{self._number(line['goal_high'], line).text}")
        cell = self._number(line["goal"], line)
        promised = self.overview.promised.get((line["plan"], line["target"]))
        if cell.value is None or promised is None or not cells.is_signed(promised.comparator):
            return cell
        return cell._replace(text=self.canvas.symbol(promised.comparator) + cell.text)

    def _number(self, value: Any, line: Mapping[str, Any], otherwise: str | None = None) -> Cell:
        exact = _exact(value)
        if exact is None:
            return Cell(visible(otherwise) if otherwise else cells.NOTHING)
        return Cell(figures.figure(exact, visible(line["unit"]), self.overview.lang), exact)

    def _flags(self, line: Mapping[str, Any]) -> Iterable[str]:
        names = line["flags"].split(",") if line["flags"] else ()
        return (self.say(f"flag.{name}", days=line["overdue_days"] or 0) for name in names)


def _exact(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)
