"""The group of all commands, loaded one by one, and what click makes of a command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from gettext import gettext
from importlib import import_module
from keyword import iskeyword

import click

from tracker import words
from tracker.cli import language
from tracker.cli.help import HelpContext

COMMANDS = (
    "status", "why", "check", "show", "due", "read", "draft", "match", "lexicon", "summary", "policies", "schema",
    "init", "form", "import", "review", "close", "log", "undo", "verify", "export", "restore",
)  # fmt: skip
"""The commands in the order of their listing; each is the module of its name, `import` of `import_`."""


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


def invoke(arguments: Sequence[str], lang: str) -> int:
    """Run the command that a command line names; what click refuses is shown."""
    language.install(lang)
    try:
        return _invoke(Commands(lang), list(arguments))
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        raise KeyboardInterrupt from None


def _invoke(group: Commands, arguments: list[str]) -> int:
    if "_TRACKER_COMPLETE" in os.environ:
        group.main(arguments, "tracker")
    try:
        with group.make_context("tracker", arguments) as context:
            result = group.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return result if isinstance(result, int) else 0
