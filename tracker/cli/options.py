"""The options that commands share, each made in the language of the run."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from tracker import words


def option(lang: str, *names: str, key: str = "", **settings: object) -> click.Option:
    """An option whose help is the phrase `option.<key>`, by default that of its long name."""
    long = next(name for name in names if name.startswith("--"))
    text = words.say(f"option.{key or long.removeprefix('--').replace('-', '_')}", lang)
    return click.Option(list(names), help=text, **settings)  # type: ignore[arg-type]


def plans(lang: str) -> click.Argument:
    """The plans as arguments; without them those of the workspace."""
    return click.Argument(["plans"], nargs=-1, metavar=words.say("metavar.plans", lang), type=PATH)


PATH = click.Path(path_type=Path)


class Sources(NamedTuple):
    """What a command was asked to judge: files, days, policy; empty where the workspace decides."""

    plans: tuple[Path, ...] = ()
    achievements: tuple[Path, ...] = ()
    as_of: str | None = None
    known_at: str | None = None
    policy: str | None = None
    encoding: str | None = None


def judging(lang: str) -> list[click.Parameter]:
    """What to read, which day to judge and by what."""
    return [
        option(lang, "--achievements", "-a", multiple=True, type=PATH, metavar="PATH"),
        option(lang, "--as-of", metavar="DAY"),
        option(lang, "--known-at", metavar="DAY"),
        option(lang, "--policy", metavar="POLICY"),
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
    return option(lang, "--ascii", "ascii_only", is_flag=True)


def output(lang: str) -> click.Option:
    """`-o FILE`: into a file instead of stdout."""
    return option(lang, "--output", "-o", type=PATH, metavar="FILE")


def choose_format(output: Path | None, lang: str, **asked: bool) -> str:
    """The format asked for by an option, else by the suffix of the output file; empty for the table.

    Raises:
        click.UsageError: two formats at once.
    """
    names = [name for name, wanted in asked.items() if wanted]
    if len(names) > 1:
        text = words.say("usage.formats", lang, names=words.say("separator", lang).join(f"--{name}" for name in names))
        raise click.UsageError(text)
    if names:
        return names[0]
    suffix = output.suffix.lower().lstrip(".") if output is not None else ""
    return suffix if suffix in asked else ""
