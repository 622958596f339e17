"""六、报送情况 and 八、进度排名: who reported, and how departments, units and themes stand by a rule in words."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.report import Group, Reporting
from tracker.render.story.speech import Speech
from tracker.render.story.value import Cell, Column, Paragraph, Table

Blocks = tuple[Paragraph | Table, ...]


def reporting(speech: Speech) -> Blocks:
    """How many reports were due, came, and came in time; and who never reported at all."""
    came = speech.report.reporting
    params = {"due": came.due, "came": came.came, "rate": speech.share(came.rate)}
    if not came.due:
        said = speech.say("summary.reporting.nothing")
    elif came.timed:
        on_time = {"timed": came.timed, "on_time": came.on_time, "late": came.late}
        said = speech.say("summary.reporting.lead", **params, **on_time, on_time_rate=speech.share(came.on_time_rate))
    else:
        said = speech.say("summary.reporting.untimed", **params)
    report = speech.report
    lists = (("summary.unreported", report.unreported), ("summary.never", report.never_reported))
    told = (Paragraph(speech.say(key, n=len(left), tasks=speech.tasks(left))) for key, left in lists if left)
    tables = (_reported(speech, key, groups) for key, groups in (("units", report.units), ("leads", report.leads)))
    return (Paragraph(said), *told, *(table for table in tables if table is not None))


def _reported(speech: Speech, key: str, groups: Sequence[Group]) -> Table | None:
    """Who owed how many reports and how many came, the most in arrears first; None where there is nobody to compare."""
    owing = sorted((group for group in groups if group.reporting.due), key=lambda group: _in_arrears(group.reporting))
    if len(owing) < 2:
        return None
    keys = (("name", 20), ("owed", 8), ("came", 8), ("reported", 9), ("on_time", 9), ("came_late", 8), ("punctual", 10))
    columns = tuple(Column(name, speech.say(f"summary.column.{name}"), weight, name != "name") for name, weight in keys)
    rows = tuple((Cell(speech.name(group.name)), *_counts(speech, group.reporting)) for group in owing)
    return Table(f"reporting-{key}", speech.say(f"summary.reporting.{key}"), columns, rows)


def _in_arrears(came: Reporting) -> tuple[int, int]:
    return (-came.lacking, -came.late)


def _counts(speech: Speech, came: Reporting) -> tuple[Cell, ...]:
    return (
        speech.whole(came.due),
        speech.whole(came.came),
        speech.percent(came.rate),
        speech.whole(came.on_time if came.timed else None),
        speech.whole(came.late if came.timed else None),
        speech.percent(came.on_time_rate),
    )


def ranking(speech: Speech) -> Blocks:
    """The ranking of departments and units with its rule, and the themes in the order of the plan."""
    report = speech.report
    said: list[Paragraph | Table] = []
    for key, groups in (("units", report.units), ("leads", report.leads)):
        if any(group.place for group in groups):
            said += _listed(speech, groups)
            said.append(_table(speech, key, groups))
    if said:
        said.insert(0, Paragraph(speech.say("summary.ranking.rule")))
    else:
        said.append(Paragraph(speech.say("summary.ranking.nothing")))
    if any(group.name for group in report.themes):
        said.append(_table(speech, "themes", report.themes))
    return tuple(said)


def _listed(speech: Speech, groups: Sequence[Group]) -> list[Paragraph]:
    """红黑榜: those without a blemish, and those with one."""
    overall = speech.report.totals.on_schedule_rate
    placed = [group for group in groups if group.place]
    red = [group for group in placed if group.totals.on_schedule_rate == 1 and not group.overdue]
    black = [
        group
        for group in placed
        if group.overdue or (overall is not None and (group.totals.on_schedule_rate or 0) < overall)
    ]
    return [
        Paragraph(speech.say(f"summary.ranking.{key}", names=speech.listed(speech.name(group.name) for group in found)))
        for key, found in (("red", red), ("black", black))
        if found
    ]


def _table(speech: Speech, key: str, groups: Sequence[Group]) -> Table:
    keys = (("place", 6), ("name", 20), ("targets", 8), ("completed", 9), ("on_schedule", 10), ("mean", 10),
            ("below", 10), ("late", 7), ("reported", 9))  # fmt: skip
    shown = keys[1:] if key == "themes" else keys
    columns = tuple(
        Column(name, speech.say(f"summary.column.{name}"), weight, name != "name") for name, weight in shown
    )
    rows = tuple(_row(speech, group)[len(keys) - len(shown) :] for group in groups)
    return Table(key, speech.say(f"summary.ranking.{key}"), columns, rows)


def _row(speech: Speech, group: Group) -> tuple[Cell, ...]:
    totals = group.totals
    return (
        speech.whole(group.place),
        Cell(speech.name(group.name)),
        speech.whole(group.targets),
        speech.percent(totals.completion_rate),
        speech.percent(totals.on_schedule_rate),
        speech.percent(totals.mean_progress.value),
        speech.whole(group.below),
        speech.whole(group.overdue),
        speech.percent(group.reporting.rate),
    )
