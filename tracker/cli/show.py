"""`tracker show`: a plan as it was read."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import ascii_only, language, option, output, plans
from tracker.problems import refuse


def command(lang: str) -> click.Command:
    """The command in a language."""

    def show(plans: tuple[Path, ...], json: bool, ascii_only: bool, output: Path | None) -> int:
        from tracker.render import show as render
        from tracker.workflow import find_workspace, load_plans

        read = load_plans(plans or find_workspace().plans)
        if not read:
            raise refuse("", "W114")
        if json:
            if len(read) > 1:
                names = words.say("separator", lang).join(plan.file for plan in read)
                raise click.UsageError(words.say("usage.one_plan", lang, names=names))
            console.write(render.as_json(read[0]), output, lang)
            return 0
        console.show([render.page(plan) for plan in read], lang, ascii_only=ascii_only, output=output)
        return 0

    return Command(
        "show",
        callback=show,
        help=words.say("help.show", lang),
        params=[plans(lang), option(lang, "--json", is_flag=True), output(lang), ascii_only(lang), language(lang)],
    )
