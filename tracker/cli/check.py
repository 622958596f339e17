"""`tracker check`: every problem in plans and rows, and what is worth improving in the plans."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, encoding, language, option, output
from tracker.problems import in_reading_order


def command(lang: str) -> click.Command:
    """The command in a language."""

    def check(paths: tuple[Path, ...], strict: bool, encoding: str | None, output: Path | None, json: bool) -> int:
        from tracker.cli.findings import look, told

        findings = look(paths, encoding)
        problems = in_reading_order(findings.problems)
        if json:
            from tracker.render.json import problems as as_json

            console.write(as_json(problems, lang), output, lang)
        elif output is not None:
            console.write(told(problems, findings, lang), output, lang)
        else:
            sys.stdout.writelines(told(problems, findings, lang))
        return 1 if any(strict or not problem.advice for problem in problems) else 0

    return Command(
        "check",
        callback=check,
        help=words.say("help.check", lang),
        params=[
            click.Argument(["paths"], nargs=-1, type=PATH, metavar=words.say("metavar.paths", lang)),
            option(lang, "--strict", key="check_strict", is_flag=True),
            encoding(lang),
            option(lang, "--json", is_flag=True),
            output(lang),
            language(lang),
        ],
    )
