"""A report into its page: a template filled with text alone, and a policy that lets nothing else run or load."""

from __future__ import annotations

from base64 import b64encode
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tracker import words
from tracker.model.assessment import Assessment
from tracker.model.report import Report
from tracker.render import numbers
from tracker.render.cells import NOTHING
from tracker.render.layout import visible
from tracker.render.page.entries import entries
from tracker.render.story.headline import headline
from tracker.render.story.value import Cell, Paragraph, Story, Table
from tracker.render.story.write import story
from tracker.render.svg import course, look, marks, progress, strip
from tracker.render.svg.draw import Svg, cut, ornament

if TYPE_CHECKING:
    from jinja2 import Template

LANGUAGES = {"zh": "zh-CN", "en": "en"}
SCALES = (strip.Scale(1180, 28, 14, "broad"), strip.Scale(720, 22, 13, "middle"), strip.Scale(360, 26, 13, "narrow"))
"""The strip as a wide screen shows it, as paper does, and as a telephone does."""


def page(report: Report, told: Story | None = None) -> str:
    """The summary as one HTML file that needs nothing else; `told` is the report's story, where it is made already.

    Raises:
        ModuleNotFoundError: jinja2 is not installed.
    """
    told = story(report) if told is None else told
    listed = entries(report, told.annex.rows)
    style, script = _style(told, listed.days), _part("page.js")
    return _template().render(
        told=told,
        lang=LANGUAGES[report.lang],
        say=lambda key, **params: words.say(key, report.lang, **params),
        style=_ours(style),
        script=_ours(script),
        policy=_policy(style, script),
        defined=_ours(marks.defined() + course.defined()),
        strips=_ours("".join(strip.strip(report.totals.counts, report.lang, scale) for scale in SCALES)),
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
    return _ours(ornament(96, 14, *progress.bar(a.status, a.progress, a.expected), class_="bar"))


MONTHS = 144
"""The most pixels that the months of a target take on a wide screen."""
NARROW = {"zh": 1160, "en": 1220}
"""Up to how many pixels a screen is too narrow for the annex as a table: each row becomes a card."""


def _style(told: Story, days: int) -> str:
    """The style of the page; on a narrow screen each cell is named by its column, so the titles are part of it."""
    tables = [block for section in told.sections for block in section.blocks if isinstance(block, Table)]
    titles = "".join(_titles(table) for table in (*tables, told.annex))
    dark = f"@media screen and (prefers-color-scheme:dark){{{look.sheet(look.DARK)}}}"
    cards = f"@media screen and (max-width:{NARROW[told.lang]}px){{{_part('cards.css')}{titles}}}"
    wide = f":root{{--months:{min(marks.STEP * days, MONTHS)}px}}"
    return f"{wide}{_part('page.css')}{look.sheet(look.LIGHT)}{dark}{cards}"


def _titles(table: Table) -> str:
    return "".join(
        f'#{table.key} .r>td:nth-child({n})::before{{content:"{column.title}"}}'
        for n, column in enumerate(table.columns, 1)
        if column.key not in ("task", "name")
    )


def _policy(style: str, script: str) -> str:
    """What the page may do: use its own style and script, known by their hashes, and nothing from elsewhere."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _ours(markup: Svg | str) -> str:
    """Markup that this program wrote, for which the template need not be on its guard."""
    from markupsafe import Markup

    return Markup(markup)


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    environment.filters["ours"] = _ours
    environment.filters["figure"] = _figure
    environment.filters["short"] = lambda name: cut(name, 1, 30)
    environment.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    environment.globals["NOTHING"] = NOTHING
    return environment.from_string(_part("page.html.j2"))


def _shown(value: Any) -> Any:
    """Text from anywhere on one line, with nothing in it that a browser would hide; our own markup as it is."""
    return visible(value) if type(value) is str else value


def _figure(cell: Cell) -> str:
    """The figure by which a cell is sorted; empty where it is sorted by its text."""
    return numbers.quotient(cell.value) if isinstance(cell.value, (int, Fraction)) else ""
