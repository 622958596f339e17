"""`tracker close`: keep in the ledger what is published of a period."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli.help import Command
from tracker.cli.ledgers import day_of, ledger_option, place_of, signed, signing, tell_head
from tracker.cli.options import PATH, Sources, language, option


def command(lang: str) -> click.Command:
    """The command in a language."""

    def close_period(
        period: str,
        plan: tuple[Path, ...],
        ledger: Path | None,
        policy: str | None,
        on: str | None,
        who: str | None,
        why: str | None,
        *,
        again: bool,
    ) -> int:
        from tracker.cli.gather import gather
        from tracker.cli.summary import summarized
        from tracker.workflow import find_workspace
        from tracker.workflow.ledger.closing import close
        from tracker.workflow.ledger.opening import opened
        from tracker.workflow.summary import period_named

        span, workspace = period_named(period), find_workspace()
        file, day = place_of(ledger, workspace), day_of(on, workspace)
        with opened(file, must_exist=True) as book:
            given = (ledger,) if ledger else ()
            gathered = gather(Sources(plan, given, str(span.end), str(day), policy), lang)
            summary = summarized(gathered, span)
            closed = close(book, summary, day, signed(who, why), again=again)
            print(words.say("close.done", lang, period=closed.period, day=day, n=len(summary.targets)))
            tell_head(book, file, lang)
        return 0

    return Command(
        "close",
        callback=close_period,
        help=words.say("help.close", lang),
        params=[
            click.Argument(["period"], metavar=words.say("metavar.period", lang)),
            *signing(lang),
            option(lang, "--on", key="close_on", metavar="DAY"),
            option(lang, "--again", key="close_again", is_flag=True),
            option(lang, "--policy", metavar="POLICY"),
            option(lang, "--plan", multiple=True, type=PATH, metavar="PATH"),
            ledger_option(lang),
            language(lang),
        ],
    )
