"""`tracker lexicon check`: what is wrong or doubtful in the words that reports are matched by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, language, option, output
from tracker.problems import Problem, in_reading_order, refuse


def command(lang: str) -> click.Command:
    """The command in a language."""

    def lexicon(action: str, paths: tuple[Path, ...], json: bool, output: Path | None) -> int:
        from tracker.workflow.lexicons import check_lexicon

        files = paths or _named()
        problems = in_reading_order(check_lexicon(files))
        if json:
            from tracker.render.json import problems as as_json

            console.write(as_json(problems, lang), output, lang)
        else:
            console.write(_told(problems, len(files), lang), output, lang)
        return 1 if any(not problem.advice for problem in problems) else 0

    return Command(
        "lexicon",
        callback=lexicon,
        help=words.say("help.lexicon", lang),
        params=[
            click.Argument(["action"], type=click.Choice(["check"]), metavar="check"),
            click.Argument(["paths"], nargs=-1, type=PATH, metavar=words.say("metavar.paths", lang)),
            option(lang, "--json", is_flag=True),
            output(lang),
            language(lang),
        ],
    )


def _named() -> list[Path]:
    """The lexicon of the workspace and those of its plans.

    Raises:
        PlanError: there is none, or a plan cannot be read.
    """
    from tracker.workflow import find_workspace, load_plans
    from tracker.workflow.lexicons import layer_files

    workspace = find_workspace()
    files = layer_files(load_plans(workspace.plans), workspace.lexicon)
    if not files:
        raise refuse("", "W116")
    return files


def _told(problems: list[Problem], files: int, lang: str) -> Iterator[str]:
    """Each problem with its excerpt and hint, then how many there are."""
    for problem in problems:
        advice = words.say("check.advice", lang) if problem.advice else ""
        yield f"{advice}{problem.show(lang)}\n"
    wrong = sum(not problem.advice for problem in problems)
    key = "lexicon.found" if problems else "lexicon.clean"
    yield words.say(key, lang, files=files, wrong=wrong, advice=len(problems) - wrong) + "\n"
