"""A command line that says only what it must is understood at once, without click.

Options are spelled once, here, for both: click is made from the same list, and gets every line that has more to it,
such as a mistake, a question for help, or a value that must be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tracker.values import NamedTuple
from tracker.words import LANGUAGES


class Spelled(NamedTuple):
    """An option as it is written. Without a word for its value it is a flag."""

    names: tuple[str, ...]
    value: str = ""
    field: str = ""
    many: bool = False

    @property
    def name(self) -> str:
        """What its value is called."""
        return self.field or self.names[0].removeprefix("--").replace("-", "_")


class Sources(NamedTuple):
    """What a command was asked to judge: files, days, policy; empty where the workspace decides."""

    plans: tuple[Path, ...] = ()
    achievements: tuple[Path, ...] = ()
    as_of: str | None = None
    known_at: str | None = None
    policy: str | None = None
    encoding: str | None = None
    goals: tuple[Path, ...] = ()


JUDGING = (
    Spelled(("--achievements", "-a"), "PATH", many=True),
    Spelled(("--goals",), "PATH", many=True),
    Spelled(("--as-of",), "DAY"),
    Spelled(("--known-at",), "DAY"),
    Spelled(("--policy",), "POLICY"),
)
"""What to read, which day to judge and by what."""
FORMATS = (Spelled(("--json",)), Spelled(("--csv",)), Spelled(("--md",)))
ASCII = Spelled(("--ascii",), field="ascii_only")
OUTPUT = Spelled(("--output", "-o"), "FILE")
STATUS = (
    Spelled(("--only",), "NAME,…"),
    Spelled(("--org",), "NAME"),
    Spelled(("--lead",), "NAME"),
    Spelled(("--theme",), "NAME"),
    Spelled(("--orgs",)),
    Spelled(("--fail-on",), "NAME,…"),
    Spelled(("--strict",)),
    Spelled(("--verbose",)),
    *FORMATS,
    OUTPUT,
    ASCII,
)
"""The options of `status` beside those."""
PATHS = ("PATH", "FILE")
_LANG = Spelled(("--lang",), "LANG")


def status(arguments: Sequence[str]) -> dict[str, Any] | None:
    """What a plain line asks of `status`: the values of its options, and the plans; None for any other line.

    >>> asked = status(["status", "a.yaml", "--as-of=2021-06", "--json"])
    >>> asked["plans"], asked["as_of"], asked["json"], asked["csv"], asked["achievements"]
    ((PosixPath('a.yaml'),), '2021-06', True, False, ())
    >>> status(["status", "--help"]), status(["status", "--as-of"]), status(["status", "--json", "--csv"])
    (None, None, None)
    """
    if not arguments or arguments[0] != "status":
        return None
    asked = _read(arguments[1:], (*JUDGING, *STATUS, _LANG))
    if asked is None or asked.pop(_LANG.name) not in (None, *LANGUAGES):
        return None
    return asked if sum(asked[each.name] for each in FORMATS) < 2 else None


def _read(words: Sequence[str], options: Sequence[Spelled]) -> dict[str, Any] | None:
    asked: dict[str, Any] = {each.name: () if each.many else None if each.value else False for each in options}
    asked["plans"] = ()
    spelled = {name: each for each in options for name in each.names}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            asked["plans"] += (Path(word),)
            continue
        name, equals, value = word.partition("=")
        option = spelled.get(name)
        if option is None or (equals and not (option.value and name.startswith("--"))):
            return None
        if not option.value:
            asked[option.name] = True
            continue
        value = value if equals else next(rest, "")
        if not value or value.startswith("-"):
            return None
        taken = Path(value) if option.value in PATHS else value
        asked[option.name] = (*asked[option.name], taken) if option.many else taken
    return asked
