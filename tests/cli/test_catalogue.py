"""click speaks Chinese: every message of the installed click has its translation, and the .mo is that of the .po."""

from __future__ import annotations

import gettext
import string

import pytest

from tests.cli.catalogue import FOLDER, compiled, read, said_by_click

MESSAGES = read((FOLDER / "tracker.po").read_text(encoding="utf-8"))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    assert (FOLDER / "tracker.mo").read_bytes() == compiled(MESSAGES)


def test_every_message_of_click_is_translated() -> None:
    assert {message for message in said_by_click() if not MESSAGES.get(message)} == set()


@pytest.mark.parametrize("message", [message for message in MESSAGES if message])
def test_a_translation_names_only_what_the_message_knows(message: str) -> None:
    if "%(" in message:
        return
    known = fields(message.replace("\0", " "))
    assert fields(MESSAGES[message]) <= known
    for form in message.split("\0"):
        gone = fields(form) - fields(MESSAGES[message])
        assert gone <= {"possibility", "choice", "args", "nargs", "name", "format", "len"}


def test_gettext_reads_it() -> None:
    chinese = gettext.translation("tracker", FOLDER.parent.parent, ["zh_CN"])
    assert chinese.gettext("Usage:") == "用法："
    assert chinese.ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2)
