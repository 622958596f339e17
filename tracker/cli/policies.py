"""`tracker policies`: the presets, and what the same rows would be under each."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import Sources, ascii_only, judging, option, output, plans


def command(lang: str) -> click.Command:
    """The command in a language."""

    def policies(policy: str | None, json: bool, ascii_only: bool, output: Path | None, **sources: object) -> int:
        from tracker import rules
        from tracker.cli.gather import gather
        from tracker.render import policies as render
        from tracker.workflow import find_workspace
        from tracker.workflow.plans import policy_named

        asked = Sources(**sources)  # type: ignore[arg-type]  # click has checked them
        known = [rules.preset(name) for name in rules.PRESETS]
        if policy is not None and policy not in rules.PRESETS:
            known.append(policy_named(policy))
        gathered = gather(asked, lang) if asked.plans or find_workspace().plans else None
        boards = {} if gathered is None else {each.name: gathered.board(each) for each in known}
        if json:
            console.write(render.as_json(known, boards), output, lang)
            return 0
        console.show([render.page(known, boards)], lang, ascii_only=ascii_only, output=output)
        return 0

    return Command(
        "policies",
        callback=policies,
        help=words.say("help.policies", lang),
        params=[
            plans(lang),
            *judging(lang),
            option(lang, "--json", is_flag=True),
            output(lang),
            ascii_only(lang),
        ],
    )
