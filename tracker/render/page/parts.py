"""What pages for browsers are made of: style, script, the policy that lets nothing else run or load, the templates."""

from __future__ import annotations

from base64 import b64encode
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tracker import words
from tracker.render import numbers
from tracker.render.cells import NOTHING
from tracker.render.layout import visible
from tracker.render.story.value import Cell, Paragraph, Story, Table
from tracker.render.svg import look, strip
from tracker.render.svg.draw import Svg, cut

if TYPE_CHECKING:
    from jinja2 import Template

LANGUAGES = {"zh": "zh-CN", "en": "en"}
SCALES = (strip.Scale(1180, 28, 14, "broad"), strip.Scale(720, 22, 13, "middle"), strip.Scale(360, 26, 13, "narrow"))
"""The strip as a wide screen shows it, as paper does, and as a telephone does."""
NARROW = {"zh": 1160, "en": 1220}
"""Up to how many pixels a screen is too narrow for wide tables: each row becomes a card."""


def style(told: Story, *more: str) -> str:
    """The style of a page; on a narrow screen each cell is named by its column, so the titles are part of it."""
    tables = [block for section in told.sections for block in section.blocks if isinstance(block, Table)]
    titles = "".join(map(_titles, (*tables, told.annex)))
    dark = f"@media screen and (prefers-color-scheme:dark){{{look.sheet(look.DARK)}}}"
    cards = f"@media screen and (max-width:{NARROW[told.lang]}px){{{part('cards.css')}{titles}}}"
    return f"{''.join(more)}{part('page.css')}{look.sheet(look.LIGHT)}{dark}{cards}"


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


def part(name: str) -> str:
    """A file of this folder."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def ours(markup: Svg | str) -> str:
    """Markup that this program wrote, for which the template need not be on its guard."""
    from markupsafe import Markup

    return Markup(markup)


def filled(name: str, told: Story, counts: strip.Counts, sheet: str, script: str, defined: str, **own: object) -> str:
    """A template filled with a story, the strip of its counts, style, script and drawings, and what is its own."""
    return _template(name).render(
        told=told,
        lang=LANGUAGES[told.lang],
        say=lambda key, **params: words.say(key, told.lang, **params),
        style=ours(sheet),
        script=ours(script),
        policy=_policy(sheet, script),
        defined=ours(defined),
        strips=ours("".join(strip.strip(counts, told.lang, scale) for scale in SCALES)),
        **own,
    )


@lru_cache(maxsize=2)
def _template(name: str) -> Template:
    """A template of this folder, filled with text alone."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(part), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_shown,
    )  # fmt: skip
    environment.filters["ours"] = ours
    environment.filters["figure"] = _figure
    environment.filters["short"] = lambda name: cut(name, 1, 30)
    environment.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    environment.globals["NOTHING"] = NOTHING
    return environment.get_template(name)


def _shown(value: Any) -> Any:
    """Text from anywhere on one line, with nothing in it that a browser would hide; our own markup as it is."""
    return visible(value) if type(value) is str else value


def _figure(cell: Cell) -> str:
    """The figure by which a cell is sorted; empty where it is sorted by its text."""
    return numbers.quotient(cell.value) if isinstance(cell.value, (int, Fraction)) else ""
