"""English words of matching statements to targets, and the lexicon."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {}
PHRASES: dict[str, str] = {}
