"""A report into its page: a template filled with text alone, and a policy that lets nothing else run or load."""

from __future__ import annotations

from tracker import words
from tracker.model.assessment import Assessment
from tracker.model.report import Report
from tracker.render.page.entries import entries
from tracker.render.page.parts import filled, ours, part, style
from tracker.render.story.headline import headline
from tracker.render.story.value import Story
from tracker.render.story.write import story
from tracker.render.svg import course, look, marks, progress, strip
from tracker.render.svg.draw import ornament

MONTHS = 144
"""The most pixels that the months of a target take on a wide screen."""


def page(report: Report, told: Story | None = None) -> str:
    """The summary as one HTML file that needs nothing else; `told` is the report's story, where it is made already.

    Raises:
        ModuleNotFoundError: jinja2 is not installed.
    """
    told = story(report) if told is None else told
    listed = entries(report, told.annex.rows)
    sheet = style(told, f":root{{--months:{min(marks.STEP * listed.days, MONTHS)}px}}")
    script = part("sort.js") + part("page.js")
    return filled(
        "page.html.j2",
        told,
        report.totals.counts,
        sheet,
        script,
        marks.defined() + course.defined(),
        statuses=_statuses(report),
        tiles=headline(report, told),
        entries=listed,
        places={a.subject: n for n, a in enumerate(report.targets, 1)},
        codes={a.subject: look.CODES[a.status] for a in report.targets},
        bars=[_bar(a) for a in report.targets],
    )


def _statuses(report: Report) -> list[tuple[str, str, int]]:
    """The statuses that occur: code, word, how many."""
    counts = report.totals.counts
    return [(look.CODES[each], words.say(f"status.{each}", report.lang), counts[each]) for each in strip.shown(counts)]


def _bar(a: Assessment) -> str:
    """The bar of a target's progress; empty where there is none."""
    if a.progress is None:
        return ""
    return ours(ornament(96, 14, *progress.bar(a.status, a.progress, a.expected), class_="bar"))
