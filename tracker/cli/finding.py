"""What `tracker why` was asked for: a target, one unit's share of it, or a row."""

from __future__ import annotations

from collections.abc import Iterator

import click

from tracker import rules, words
from tracker.board import Board
from tracker.cli.gather import Gathered
from tracker.model.achievement import row_id
from tracker.model.assessment import Assessment
from tracker.model.plan import Thresholds
from tracker.render import json, rows, why
from tracker.render.layout import Page


def find(board: Board, key: str, org: str | None, lang: str) -> Assessment | rows.Fates:
    """A target by its id, a row by its id, or the one target whose task has these words.

    Raises:
        click.UsageError: none of them, or several.
    """
    ids = {a.target for a in board} | {f"{a.plan}/{a.target}" for a in board}
    if key not in ids:
        fates = _fates(board, key)
        if fates:
            return fates
        named = list(dict.fromkeys((a.plan, a.target) for a in board if key in a.text and a.scope == "plan"))
        if len(named) == 1:
            key = "/".join(named[0])
        elif named:
            near = words.say("separator", lang).join(target for _, target in named[:10])
            raise click.UsageError(words.say("find.several_tasks", lang, found=key, near=near))
    try:
        return board.find(key, org)
    except KeyError as error:
        raise click.UsageError(str(error.args[0])) from None


def _fates(board: Board, key: str) -> rows.Fates:
    fates = [(a, judged) for a in board for judged in a.rows if row_id(judged.row) == key]
    return fates or [(None, judged) for judged in board.listed if row_id(judged.row) == key]


def page(found: Assessment | rows.Fates, gathered: Gathered) -> Page:
    """The page of what was found."""
    if not isinstance(found, Assessment):
        return rows.page(found)
    plan = next(plan for plan in gathered.plans if plan.id == found.plan)
    own = plan.policy if isinstance(plan.policy, Thresholds) else rules.preset(plan.policy or rules.DEFAULT)
    return why.page(found, plan, gathered.policy or own)


def told(found: Assessment | rows.Fates, gathered: Gathered) -> Iterator[Page]:
    """What the ledgers tell of a target: who said what when."""
    if not isinstance(found, Assessment):
        return
    for file in gathered.ledgers:
        from tracker.ledger import history_of
        from tracker.render.ledger import log
        from tracker.workflow.ledger.opening import opened

        with opened(file, read_only=True) as ledger:
            events = history_of(ledger, f"{found.plan}/{found.target}")
        if events:
            yield log(events, title=True)


def as_json(found: Assessment | rows.Fates) -> Iterator[str]:
    """What was found, as JSON."""
    if isinstance(found, Assessment):
        yield from json.explained(found)
    else:
        yield from json.fates(found)
