"""The language of a run, known before anything is said: an option, the environment, the workspace, else Chinese."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tracker.patterns import pattern
from tracker.words import LANGUAGES

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "tracker"
_SAID = pattern(r"""^language[ \t]*:[ \t]*["']?(\w+)""", re.MULTILINE)


def choose(arguments: Sequence[str], environment: Mapping[str, str], folder: Path, encoding: str) -> str:
    """The language asked for; English where the terminal cannot show Chinese and nothing was asked for.

    >>> choose(["status", "--lang", "en"], {}, Path("/nowhere"), "utf-8")
    'en'
    >>> choose([], {"TRACKER_LANG": "en_GB.UTF-8"}, Path("/nowhere"), "utf-8")
    'en'
    """
    asked = _option(arguments) or environment.get("TRACKER_LANG", "")[:2] or _workspace(folder)
    if asked in LANGUAGES:
        return asked
    try:
        "状态".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "en"
    return "zh"


def _option(arguments: Sequence[str]) -> str:
    for index, argument in enumerate(arguments):
        if argument == "--lang":
            return arguments[index + 1] if index + 1 < len(arguments) else ""
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return ""


def _workspace(folder: Path) -> str:
    """What the dot file says, without reading it as a whole: what is wrong with it is told later, in its language."""
    try:
        said = (folder / ".tracker.yaml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    match = _SAID.search(said)
    return match[1] if match else ""


def install(lang: str) -> None:
    """Let click speak the language: its messages come through gettext."""
    import gettext

    if lang == "zh":
        os.environ["LANGUAGE"] = "zh_CN"
        gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN if lang == "zh" else "messages")
