"""An overview into its page: totals, tables to be sorted, the worst targets; small, whatever it tells of."""

from __future__ import annotations

from tracker.model.assessment import Status
from tracker.model.overview import Counted, Overview
from tracker.render.page.parts import filled, ours, part, style
from tracker.render.story.headline import Figure
from tracker.render.story.overview import GROUPS
from tracker.render.story.speech import Voice
from tracker.render.story.value import Story
from tracker.render.svg import look, marks, strip
from tracker.render.svg.draw import ornament

SHARES = strip.Scale(120, 14)
"""The strip of a line of a table."""


def page(overview: Overview, told: Story) -> str:
    """The overview as one HTML file that needs nothing else.

    Raises:
        ModuleNotFoundError: jinja2 is not installed.
    """
    sheet, script = style(told), part("sort.js")
    listed = {"plans": overview.plans, "tasks": overview.tasks, "units": overview.units}
    return filled(
        "overview.html.j2",
        told,
        overview.all.counts,
        sheet,
        script,
        marks.defined(),
        tiles=_tiles(overview),
        bars={key: [_bar(each) for each in groups.first] for key, groups in listed.items()},
        symbols=[look.CODES[Status(line["status"])] for line in overview.worst],
        codes={},
        places={},
    )


def _tiles(overview: Overview) -> list[Figure]:
    """The figures that stand large at the head."""
    voice, counts = Voice(overview.lang), overview.all.counts
    sums = {name: sum(counts[status] for status in statuses) for name, statuses in GROUPS.items()}
    return [
        Figure(voice.say("summary.column.targets"), f"{overview.all.targets:,}", alarming=False),
        Figure(voice.say("summary.column.completed"), voice.share(overview.all.completion_rate), alarming=False),
        *(
            Figure(voice.say(f"overview.column.{name}"), f"{sums[name]:,}", name == "missed" and bool(sums[name]))
            for name in ("behind", "far_behind", "missed", "unknown")
        ),
    ]


def _bar(each: Counted) -> str:
    return ours(ornament(SHARES.width, SHARES.bar, *strip.bar(each.counts, SHARES, figures=False), class_="shares"))
