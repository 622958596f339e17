"""Regular expressions that are compiled when they are first used: a short run uses few of those that it imports."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The expression as `re.compile` gives it, but not yet.

    >>> pattern("[0-9]+").findall("2021-06")
    ['2021', '06']
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Stands for an expression until it is asked for something; what was asked for is kept."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, asked)
        return asked
