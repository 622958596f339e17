"""`tracker schema`: the JSON schema of a plan file, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import language, output


def command(lang: str) -> click.Command:
    """The command in a language."""

    def schema(output: Path | None) -> int:
        import json

        from tracker.plans.schema import plan_schema

        text = json.dumps(plan_schema(lang), ensure_ascii=False, indent=2)
        console.write([f"{text}\n"], output, lang)
        return 0

    return Command(
        "schema", callback=schema, help=words.say("help.schema", lang), params=[output(lang), language(lang)]
    )
