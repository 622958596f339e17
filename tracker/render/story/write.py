"""A report into its story: title and head, the sections in order, the annex, the foot."""

from __future__ import annotations

from collections.abc import Callable

from tracker.model.report import Kept, Report
from tracker.render.layout import visible
from tracker.render.story import annex, attention, moved, overall, standings
from tracker.render.story.speech import Speech
from tracker.render.story.value import Paragraph, Section, Story, Table

Blocks = tuple[Paragraph | Table, ...]

SECTIONS: tuple[tuple[str, Callable[[Speech], Blocks]], ...] = (
    ("overall", overall.blocks),
    ("moved", moved.blocks),
    ("behind", attention.behind),
    ("overdue", attention.overdue),
    ("due_next", attention.due_next),
    ("reporting", standings.reporting),
    ("unsettled", attention.unsettled),
    ("ranking", standings.ranking),
)
"""The sections in the order of an official report."""


def story(report: Report) -> Story:
    """The report in the words of its language; no number is computed here."""
    speech = Speech(report)
    numbers = speech.say("summary.numbers").split(",")
    sections = tuple(
        Section(key, speech.say("summary.section", number=number, title=speech.say(f"summary.{key}")), blocks(speech))
        for number, (key, blocks) in zip(numbers, SECTIONS, strict=False)
    )
    title = _title(speech)
    return Story(
        title=title,
        head=_head(speech),
        sections=sections,
        annex=annex.table(speech),
        foot=_foot(speech),
        fields=_fields(speech, title),
        lang=report.lang,
    )


def _title(speech: Speech) -> str:
    report = speech.report
    params = {"plan": _plans(speech), "period": speech.period(report.period)}
    share = report.org or report.lead
    if share:
        return speech.say("summary.title.share", **params, name=visible(share))
    month = report.period.start.month == report.period.end.month and report.period.start.year == report.period.end.year
    return speech.say("summary.title" if month else "summary.title.long", **params)


def _plans(speech: Speech) -> str:
    return speech.plans(speech.report.titles.values())


def _head(speech: Speech) -> tuple[str, ...]:
    report = speech.report
    known = speech.known(report.as_of, report.known_at)
    return (*known, speech.say("summary.head.policy", policy=visible(report.policy)))


def _foot(speech: Speech) -> tuple[str, ...]:
    report = speech.report
    compared = speech.say(
        "summary.foot.compared", day=speech.day(report.previous.end), known=speech.day(report.previous_known_at)
    )
    files = speech.listed(visible(file) for file in report.sources)
    sources = (speech.say("summary.foot.sources", files=files),) if files else ()
    return (compared, *sources, *_ledger(speech, report.ledger), speech.say("summary.foot.made"))


def _ledger(speech: Speech, ledger: Kept | None) -> tuple[str, ...]:
    """Which entry of the ledger is the last, to be compared later; and whether the period still is as it was closed."""
    if ledger is None:
        return ()
    said = speech.say("summary.foot.ledger", count=ledger.entries, head=ledger.head[:16])
    if ledger.closed_on is None:
        return (said,)
    key = "summary.foot.differs" if ledger.differing else "summary.foot.closed"
    return (said, speech.say(key, day=speech.day(ledger.closed_on), n=ledger.differing))


def _fields(speech: Speech, title: str) -> dict[str, str]:
    """What `{{…}}` in a user's own template may name; a fixed list, values only."""
    report, totals = speech.report, speech.report.totals
    return {
        "标题": title,
        "计划": _plans(speech),
        "单位": speech.listed(dict.fromkeys(visible(org) for org in report.orgs.values() if org)),
        "期间": speech.period(report.period),
        "截至": speech.day(report.as_of),
        "目标数": str(len(report.targets)),
        "完成率": speech.share(totals.completion_rate),
        "达序时率": speech.share(totals.on_schedule_rate),
        "按期完成率": speech.share(totals.on_time_rate),
        "平均进度": speech.share(totals.mean_progress.value),
        "逾期项数": str(len(report.overdue)),
        "滞后项数": str(len(report.below_schedule)),
    }
