"""The group of all commands, loaded one by one, and the ways in which a run may end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from gettext import gettext
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from tracker import words
from tracker.cli import console, language
from tracker.cli.help import HelpContext
from tracker.problems import PlanError

COMMANDS = (
    "status", "why", "check", "show", "due", "read", "draft", "match", "lexicon", "summary", "policies", "schema",
    "init", "form", "import", "review", "close", "log", "undo", "verify", "export", "restore",
)  # fmt: skip
"""The commands in the order of their listing; each is the module of its name, `import` of `import_`."""

INTERRUPTED, PIPE_CLOSED = 130, 141
"""What shells give for a program that Ctrl-C or a closed pipe has ended."""


class Commands(click.Group):
    """The group: a command's module is imported when it is asked for."""

    context_class = HelpContext

    def __init__(self, lang: str) -> None:
        self.lang = lang
        version = click.Option(
            ["--version", "-V"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
            help=words.say("option.version", lang),
        )  # fmt: skip
        lang_option = click.Option(
            ["--lang"], type=click.Choice(words.LANGUAGES), expose_value=False, help=words.say("option.lang", lang)
        )
        super().__init__(
            "tracker",
            params=[version, lang_option],
            help=words.say("help.tracker", lang),
            options_metavar=words.say("metavar.options", lang),
            subcommand_metavar=words.say("metavar.command", lang),
            no_args_is_help=True,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the catalogue: none of their modules is needed for it."""
        rows = [(name, words.say(f"help.{name}", self.lang).partition("\n")[0]) for name in COMMANDS]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"tracker.cli.{module}").command(self.lang)
        command.options_metavar = self.options_metavar
        return command


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from tracker import __version__

        click.echo(f"tracker {__version__}")
        ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code, and never lets a user's mistake become a traceback."""
    gc.disable()  # one command, one answer: what is built stays in use to the end
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # looking for them costs a tenth of a short run
    lang = language.choose(arguments, os.environ, Path(), sys.stdout.encoding or "utf-8")
    language.install(lang)
    console.prepare()
    try:
        code = _invoke(Commands(lang), list(arguments))
        sys.stdout.flush()
    except PlanError as error:
        console.problems(error.problems, lang)
        return 2
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        console.note("")
        return INTERRUPTED
    except BrokenPipeError:
        console.forget_stdout()
        return PIPE_CLOSED
    except OSError as error:  # the disk behind stdout is full, or the terminal gone
        console.forget_stdout()
        console.note(words.say("stdout.failed", lang, found=error.strerror or error))
        return 2
    return code


def _invoke(group: Commands, arguments: list[str]) -> int:
    if "_TRACKER_COMPLETE" in os.environ:
        group.main(arguments, "tracker")
    try:
        with group.make_context("tracker", arguments) as context:
            result = group.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return result if isinstance(result, int) else 0
