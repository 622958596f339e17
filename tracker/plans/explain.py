"""What a refusal of the model means to the person who wrote the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from tracker.model.names import ALIASES, CHOICES
from tracker.model.scalars import Refused
from tracker.plans.keys import nearest
from tracker.plans.places import Finding, Path, found

WANTED: Mapping[str, str] = {
    "dict_type": "T119",
    "tuple_type": "T123",
    "list_type": "T123",
    "extra_forbidden": "T102",
}
"""pydantic's types of error → our codes."""


def explained(error: ValidationError, empty: set[Path], meant: Mapping[Path, set[str]]) -> Iterator[Finding]:
    """Every entry of a refusal as a finding at its path.

    Args:
        error: what the model refused.
        empty: paths of keys with nothing behind them; a required one is empty rather than missing.
        meant: by the path of a mapping, the keys that its unknown names were meant to be; they are not missing.
    """
    for entry in error.errors(include_url=False, include_input=False):
        path, refusal = tuple(entry["loc"]), entry.get("ctx", {}).get("error")
        kind, context = (refusal.code, refusal.context) if isinstance(refusal, Refused) else (entry["type"], {})
        if kind == "missing":
            if path[-1] not in meant.get(path[:-1], ()):
                yield missing(path, empty)
        elif kind == "T118":
            yield _choice(path, str(context["found"]), str(context["choice"]))
        elif kind == "T124":
            if context["missing"] not in meant.get(path, ()):
                yield missing((*path, str(context["missing"])), empty)
        elif isinstance(refusal, Refused):
            yield from refused(path, kind, context)
        else:
            yield Finding(path, WANTED.get(kind, "T100"), {"found": entry["msg"]})


def refused(path: Path, code: str, context: Mapping[str, Any]) -> Iterator[Finding]:
    """A refusal of one of our readers, or those of the parts of what it read."""
    parts = context.get("inside")
    if parts is None:
        words = {name: value for name, value in context.items() if name != "on_key"}
        yield Finding(path, code, words, "on_key" in context)
        return
    for at, inner, inner_context in parts:
        yield from refused((*path, at), inner, inner_context)


def missing(path: Path, empty: set[Path]) -> Finding:
    """A required key that is not there, or stands there with nothing behind it."""
    if path in empty:
        return found(path, "T104")
    key = str(path[-1])
    return found(path[:-1], "T124", missing=key, alias=next(iter(ALIASES.get(key, ())), ""))


def _choice(path: Path, written: str, name: str) -> Finding:
    words = [word for choice, aliases in CHOICES[name].items() for word in (choice, *aliases)]
    allowed = "、".join(CHOICES[name])
    return found(path, "T118", found=written, suggestion=nearest(written, words), allowed=allowed)
