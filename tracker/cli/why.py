"""`tracker why`: one target, or one row, with everything that led to its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tracker import rules, words
from tracker.board import Board
from tracker.cli import console
from tracker.cli.gather import Gathered, gather
from tracker.cli.help import Command
from tracker.cli.options import PATH, Sources, ascii_only, judging, option, output
from tracker.model.achievement import row_id
from tracker.model.assessment import Assessment
from tracker.model.plan import Thresholds
from tracker.render import rows, why
from tracker.render.layout import Page


def command(lang: str) -> click.Command:
    """The command in a language."""

    def explain(
        target: str, org: str | None, plan: tuple[Path, ...], ascii_only: bool, output: Path | None, json: bool,
        **sources: object,
    ) -> int:  # fmt: skip
        gathered = gather(Sources(plan, **sources), lang)  # type: ignore[arg-type]  # click has checked them
        board = gathered.board()
        found = _find(board, target, org, lang)
        if json:
            console.write(_json(found), output, lang)
            return 0
        console.show([_page(found, gathered)], lang, ascii_only=ascii_only, output=output)
        return 0

    return Command(
        "why",
        callback=explain,
        help=words.say("help.why", lang),
        params=[
            click.Argument(["target"], metavar=words.say("metavar.target", lang)),
            option(lang, "--plan", multiple=True, type=PATH, metavar="PATH"),
            option(lang, "--org", key="why_org", metavar="NAME"),
            *judging(lang),
            option(lang, "--json", is_flag=True),
            output(lang),
            ascii_only(lang),
        ],
    )


def _find(board: Board, key: str, org: str | None, lang: str) -> Assessment | rows.Fates:
    """A target by its id, a row by its id, or the one target whose task has these words.

    Raises:
        click.UsageError: none of them, or several.
    """
    ids = {a.target for a in board} | {f"{a.plan}/{a.target}" for a in board}
    if key not in ids:
        fates = _fates(board, key)
        if fates:
            return fates
        named = [a for a in board if key in a.text and a.scope == "plan"]
        if len(named) == 1:
            key = f"{named[0].plan}/{named[0].target}"
        elif named:
            near = words.say("separator", lang).join(a.target for a in named[:10])
            raise click.UsageError(words.say("find.several_tasks", lang, found=key, near=near))
    try:
        return board.find(key, org)
    except KeyError as error:
        raise click.UsageError(str(error.args[0])) from None


def _fates(board: Board, key: str) -> rows.Fates:
    fates = [(a, judged) for a in board for judged in a.rows if row_id(judged.row) == key]
    return fates or [(None, judged) for judged in board.listed if row_id(judged.row) == key]


def _page(found: Assessment | rows.Fates, gathered: Gathered) -> Page:
    if not isinstance(found, Assessment):
        return rows.page(found)
    plan = next(plan for plan in gathered.plans if plan.id == found.plan)
    own = plan.policy if isinstance(plan.policy, Thresholds) else rules.preset(plan.policy or rules.DEFAULT)
    return why.page(found, plan, gathered.policy or own)


def _json(found: Assessment | rows.Fates) -> Iterator[str]:
    from tracker.render import json

    if isinstance(found, Assessment):
        yield from json.explained(found)
    else:
        yield from json.fates(found)
