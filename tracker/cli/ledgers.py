"""What the commands of the ledger share: which file it is, who writes, and how it is told."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import words
from tracker.cli import console
from tracker.cli.options import PATH, option

if TYPE_CHECKING:
    from tracker.ledger import By, Ledger
    from tracker.workflow import Workspace


def ledger_option(lang: str) -> click.Option:
    """`--ledger`: another file than the workspace's."""
    return option(lang, "--ledger", type=PATH, metavar="FILE")


def signing(lang: str) -> list[click.Parameter]:
    """By whom and why."""
    return [option(lang, "--who", metavar="NAME"), option(lang, "--why", metavar="TEXT")]


def place_of(ledger: Path | None, workspace: Workspace) -> Path:
    """The ledger's file: the one named, else the workspace's, else the usual one."""
    from tracker.workflow.workspace import LEDGER

    return ledger or workspace.ledger or workspace.folder / LEDGER


def signed(who: str | None, why: str | None) -> By:
    """Who writes, at this moment."""
    from tracker.ledger import By

    return By(who or _login(), datetime.now(UTC).replace(microsecond=0), why or "")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        return ""


def day_of(written: str | None, workspace: Workspace) -> date:
    """The day asked for, else today where the workspace is."""
    from tracker.cli.gather import read_day, today

    return read_day(written, workspace) or today(workspace)


def tell_head(ledger: Ledger, path: Path, lang: str) -> None:
    """How many entries there are and the hash of the last, to be compared with a later one; on stderr."""
    count, head = ledger.head
    console.note(words.say("ledger.head", lang, file=path, count=count, head=head.hex()[:16]))


def tell_share(path: Path, lang: str) -> None:
    """That a ledger lies on a network share, where it is written more carefully; on stderr."""
    from tracker.workflow.ledger.opening import on_share

    if on_share(path):
        console.note(words.say("ledger.share", lang, file=path))
