"""English words of reading documents."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {}
PHRASES: dict[str, str] = {}
