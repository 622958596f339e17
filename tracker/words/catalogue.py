"""A catalogue whose subjects are loaded as their words are asked for: a short run says little."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Generic, TypeVar

T = TypeVar("T")
OF_PROBLEMS = (
    "plans", "rows", "documents", "reading", "matching", "drafting", "summary", "ledger", "review", "closing",
)  # fmt: skip
OF_PHRASES = (
    "names", "rules", "commands", "pages", "keys", "documents", "reading", "matching", "drafting", "summary", "ledger",
    "forms", "review", "closing", "web", "overview",
)  # fmt: skip
"""The subjects of every language."""


class Catalogue(Mapping[str, T], Generic[T]):
    """What the modules of a language hold under one name, in their order."""

    def __init__(self, language: str, name: str, subjects: tuple[str, ...]) -> None:
        self._language, self._name = language, name
        self._unread = list(subjects)
        self._known: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        while key not in self._known and self._unread:
            self._load()
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        while self._unread:
            self._load()
        return iter(self._known)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _load(self) -> None:
        self._known |= getattr(import_module(f"{self._language}.{self._unread.pop(0)}"), self._name)
