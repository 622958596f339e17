"""Plans and achievements into the summary of a period, and the summary into files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tracker import rules
from tracker.board import must_know
from tracker.calendar import Period, WorkCalendar, parse_period
from tracker.model.match import Match
from tracker.model.plan import Plan, Target, Thresholds
from tracker.model.report import Report
from tracker.problems import refuse
from tracker.render import reportjson
from tracker.render.story.value import Story
from tracker.render.story.write import story
from tracker.report.asked import Asked
from tracker.report.selection import names_in
from tracker.report.summarize import summarize as report_of
from tracker.workflow.achievements import load_achievements
from tracker.workflow.files import read_bytes
from tracker.workflow.goals import shares_of
from tracker.workflow.judging import day, thresholds
from tracker.workflow.shown import Shown, save


@dataclass(frozen=True, kw_only=True)
class Summary(Shown, Report):
    """A report that can be shown and saved.

    `print(summary)` gives it as plain text; `save` writes it as docx, xlsx, html, md, json, png or txt.
    """

    @classmethod
    def of(cls, report: Report) -> Summary:
        """The summary of a report."""
        return cls(**{each.name: getattr(report, each.name) for each in fields(Report)})

    @cached_property
    def story(self) -> Story:  # type: ignore[override]  # worked out when it is asked for
        """The report in words, the same in every format."""
        return story(self)

    def to_json(self) -> str:
        """The summary as JSON, schema 1."""
        return "".join(reportjson.report(self))

    def save(self, path: str | Path, *, template: str | Path | None = None, font: str | Path | None = None) -> None:
        """Write the summary into a file of the kind that its suffix names, as a whole or not at all.

        Args:
            path: the file: .docx, .xlsx, .html, .md, .json, .png or .txt.
            template: a .docx whose styles and head a Word document takes; `{{字段}}` in it are filled in.
            font: a font file that can write Chinese, to draw a .png with; by default one of the system's.

        Raises:
            PlanError: no such kind of file, a missing package, a template that cannot be used, a full disk.
        """
        save(path, MAKERS, self, Given(*(None if each is None else Path(each) for each in (template, font))))


class Given(NamedTuple):
    """The files that a summary may be written with: a Word document to fill in, a font to draw with."""

    template: Path | None
    font: Path | None


def _word(summary: Summary, given: Given) -> bytes:
    from tracker.render.word import document

    template = given.template
    if template is None:
        return document(summary.as_of, summary.story)
    try:
        return document(summary.as_of, summary.story, read_bytes(template))
    except ValueError:
        raise refuse(template, "S103") from None
    except KeyError as error:
        names = "、".join(map(str, error.args))
        raise refuse(template, "S104", found=names, allowed="、".join((*summary.story.fields, "正文"))) from None


def _book(summary: Summary, given: Given) -> bytes:
    from tracker.render.book import workbook

    return workbook(summary, summary.story)


def _page(summary: Summary, given: Given) -> bytes:
    from tracker.render.page.write import page

    return page(summary, summary.story).encode()


def _card(summary: Summary, given: Given) -> bytes:
    from tracker.render.card import card
    from tracker.workflow.fonts import chinese_font

    return card(summary, chinese_font(given.font), summary.story)


MAKERS: Mapping[str, Callable[[Summary, Given], bytes]] = {
    ".docx": _word,
    ".xlsx": _book,
    ".html": _page,
    ".png": _card,
    ".md": lambda summary, given: summary.to_markdown().encode(),
    ".json": lambda summary, given: summary.to_json().encode(),
    ".txt": lambda summary, given: str(summary).encode(),
}
"""How each kind of file is made, by its suffix."""


def summarize(
    plan: Plan | Iterable[Plan],
    achievements: object = (),
    period: str | Period = "",
    *,
    known_at: date | str | None = None,
    previous_known_at: date | None = None,
    policy: str | Path | Thresholds | None = None,
    calendar: WorkCalendar | None = None,
    org: str | None = None,
    lead: str | None = None,
    reviews: Sequence[Match] = (),
    goals: object = (),
    lang: str = "zh",
) -> Summary:
    """The summary of a month, quarter, half-year or year.

    Args:
        plan: one plan or several.
        achievements: as `load_achievements` gives them, or anything that it takes.
        period: as people write it: `2021-06`, `2021Q2`, `2021H1`, `2021`.
        known_at: what was reported after this day is not known; so an earlier summary can be made again.
        previous_known_at: the day on which the period before was closed; by default its day of reporting.
        policy: a preset's name, a file, or thresholds; by default each plan's own.
        calendar: working days, with a unit's own holidays.
        org: one unit's share of it; `lead`: one department's (催办单).
        reviews: statements of documents that wait for review.
        goals: what units are held to by targets that are one for each, as `load_goals` gives it, or anything it takes.
        lang: the language, `zh` or `en`.

    Raises:
        PlanError: a period, day, policy or name that cannot be understood, or achievements that cannot be read.

    >>> from tracker.workflow import load_plan
    >>> staff = {"id": "staff", "text": "引进人才", "at_least": 170}
    >>> plan = load_plan({"plan": "a", "period": 2021, "targets": [staff]})
    >>> summary = summarize(plan, [{"target": "staff", "as_of": "2021-06-30", "value": 20}], "2021-06")
    >>> [(item.assessment.target, item.assessment.status.value) for item in summary.below_schedule]
    [('staff', 'far_behind')]
    """
    plans = (plan,) if isinstance(plan, Plan) else tuple(plan)
    asked = Asked(
        period=period if isinstance(period, Period) else period_named(period),
        known_at=None if known_at is None else day(known_at),
        previous_known_at=previous_known_at,
        policy=thresholds(policy),
        calendar=calendar,
        org=org,
        lead=lead,
        lang=lang,
        shares=shares_of(plans, goals),
    )
    done = load_achievements(achievements, known_at=asked.known_at)
    _must_know(plans, asked)
    return Summary.of(report_of(plans, done.rows, asked, reviews=reviews))


def _must_know(plans: Iterable[Plan], asked: Asked) -> None:
    """Say which unit or department there is not."""
    targets = [(plan, target) for plan in plans for target in plan.targets]
    if asked.org is not None:
        orgs = [name for plan, target in targets for name in _units(plan, target, asked.shares)]
        must_know(orgs, "org", asked.org)
    if asked.lead is not None:
        must_know((name for _, target in targets for name in names_in(target.lead or "")), "lead", asked.lead)


def _units(plan: Plan, target: Target, shares: rules.Shares) -> Iterable[str]:
    """Whose a target is: the plan's own, or each unit's; and who has a share of it."""
    return rules.instances(plan, target, shares) if target.for_each else (plan.org or "", *target.allocation)


def period_named(written: str) -> Period:
    """A period as people write it.

    Raises:
        PlanError: not a period.
    """
    try:
        return parse_period(written)
    except ValueError:
        raise refuse("", "S105", found=written) from None


def last_month(today: date) -> Period:
    """The last whole month on a day: its own where the day ends it.

    >>> last_month(date(2021, 6, 30)).start, last_month(date(2021, 7, 5)).start
    (datetime.date(2021, 6, 1), datetime.date(2021, 6, 1))
    """
    tomorrow = today + timedelta(days=1)
    end = tomorrow.replace(day=1) - timedelta(days=1)
    return Period(end.replace(day=1), end)


def touching(plans: Iterable[Plan], period: Period) -> list[Plan]:
    """The plans whose own period has a day in common with this one."""
    return [plan for plan in plans if plan.period.start <= period.end and period.start <= plan.period.end]
