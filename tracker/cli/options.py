"""The options that commands share, each made in the language of the run."""

from __future__ import annotations

from pathlib import Path

import click

from tracker import words
from tracker.cli.plain import ASCII, JUDGING, OUTPUT, PATHS, Sources, Spelled

__all__ = ["PATH", "Sources", "ascii_only", "encoding", "judging", "language", "option", "output", "plans", "spelled"]


def option(lang: str, *names: str, key: str = "", **settings: object) -> click.Option:
    """An option whose help is the phrase `option.<key>`, by default that of its long name."""
    long = next(name for name in names if name.startswith("--"))
    text = words.say(f"option.{key or long.removeprefix('--').replace('-', '_')}", lang)
    return click.Option(list(names), help=text, **settings)  # type: ignore[arg-type]


def spelled(lang: str, as_written: Spelled) -> click.Option:
    """An option as it is spelled for the plain lines too."""
    names = (*as_written.names, as_written.name)
    if not as_written.value:
        return option(lang, *names, is_flag=True)
    kind = PATH if as_written.value in PATHS else None
    return option(lang, *names, metavar=as_written.value, multiple=as_written.many, type=kind)


def plans(lang: str) -> click.Argument:
    """The plans as arguments; without them those of the workspace."""
    return click.Argument(["plans"], nargs=-1, metavar=words.say("metavar.plans", lang), type=PATH)


PATH = click.Path(path_type=Path)


def judging(lang: str) -> list[click.Parameter]:
    """What to read, which day to judge and by what."""
    return [
        *(spelled(lang, each) for each in JUDGING),
        encoding(lang),
        language(lang),
    ]


def encoding(lang: str) -> click.Option:
    """`--encoding`: of text files that are not what they are taken for."""

    def known(ctx: click.Context, param: click.Parameter, name: str | None) -> str | None:
        import codecs

        try:
            codecs.lookup(name or "utf-8")
        except (LookupError, ValueError):
            raise click.BadParameter(words.say("usage.encoding", lang, found=name), ctx, param) from None
        return name

    return option(lang, "--encoding", metavar="NAME", callback=known)


def processes(lang: str) -> click.Option:
    """`--processes N`: how many work at many documents."""
    return option(lang, "--processes", metavar="N", type=click.IntRange(min=1))


def language(lang: str) -> click.Option:
    """`--lang` beside any command; it has been obeyed before the command is made."""
    return option(lang, "--lang", type=click.Choice(words.LANGUAGES), expose_value=False)


def ascii_only(lang: str) -> click.Option:
    """`--ascii`: rules and bars of ASCII."""
    return spelled(lang, ASCII)


def output(lang: str) -> click.Option:
    """`-o FILE`: into a file instead of stdout."""
    return spelled(lang, OUTPUT)
