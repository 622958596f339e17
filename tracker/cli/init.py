"""`tracker init`: a small workspace to start from, in a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.options import PATH, language
from tracker.problems import refuse

TEMPLATES = Path(__file__).parent / "templates"
FILES = {"plan.yaml": "targets/plan.yaml", "rows.csv": "seeds/rows.csv", "workspace.yaml": ".tracker.yaml"}
"""Each template and where it goes; CSV gets the mark by which spreadsheets know UTF-8."""


def command(lang: str) -> click.Command:
    """The command in a language."""

    def init(folder: Path) -> int:
        from tracker.calendar import today
        from tracker.workflow.files import write_whole

        year = str(today().year)
        for target in FILES.values():
            if (folder / target).exists() or (folder / target).is_symlink():
                raise refuse(folder / target, "W134", found=target)
        for name, target in FILES.items():
            text = (TEMPLATES / lang / name).read_text(encoding="utf-8").replace("{year}", year)
            file = folder / target
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise refuse(file.parent, "W107", found=error.strerror or error) from None
            write_whole(file, ["\ufeff" + text if file.suffix == ".csv" else text])
        print(words.say("init.done", lang, folder=folder, files=words.say("separator", lang).join(FILES.values())))
        console.note(words.say("init.next", lang))
        return 0

    return Command(
        "init",
        callback=init,
        help=words.say("help.init", lang),
        params=[
            click.Argument(
                ["folder"], required=False, default=".", type=PATH, metavar=words.say("metavar.folder", lang)
            ),
            language(lang),
        ],
    )
