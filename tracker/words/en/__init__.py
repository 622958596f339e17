"""The English catalogue: PROBLEMS (code → message, then hints) and PHRASES (key → phrase), a module a subject."""

from __future__ import annotations

from tracker.words.catalogue import OF_PHRASES, OF_PROBLEMS, Catalogue

PROBLEMS = Catalogue[tuple[str, ...]](__name__, "PROBLEMS", OF_PROBLEMS)
PHRASES = Catalogue[str](__name__, "PHRASES", OF_PHRASES)
