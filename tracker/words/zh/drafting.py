"""Chinese words of drafting a plan."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {}
PHRASES: dict[str, str] = {}
