"""Where something stands, what is wrong with it, and how to show that to the person who can mend it.

A user's mistake is a `Problem`, a value with a place; all problems are collected and shown at once.
Only what a programmer must mend is an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tracker import words
from tracker.values import NamedTuple, frozen, made

if TYPE_CHECKING:
    from pathlib import Path


class Source(NamedTuple):
    """The place a value was read from: a line and column (from 1), a span of characters (from 0), or a cell."""

    file: str = ""
    line: int = 0
    column: int = 0
    start: int | None = None
    end: int | None = None
    cell: str = ""
    quote: str = ""

    @property
    def order(self) -> tuple[str, int, int, int, str]:
        """Where it comes in reading order; comparable with any other source."""
        return (self.file, self.line, self.column, -1 if self.start is None else self.start, self.cell)

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals understand it; a cell as `file!G6`."""
        if self.cell:
            return f"{self.file}!{self.cell}"
        if self.line and self.column:
            return f"{self.file}:{self.line}:{self.column}"
        if self.line:
            return f"{self.file}:{self.line}"
        if self.start is not None:
            return f"{self.file}[{self.start}:{self.end}]"
        return self.file


@frozen
class Problem:
    """One thing to mend: the place, a stable code, and the words that fill its message.

    `code` names the message in `tracker.words`; `params` fill it. `advice` marks what is worth
    improving but not wrong. `excerpt` is the source line and `width` the characters to underline.

    >>> print(Problem(Source("plan.yaml", 14, 5), "T102", {"found": "leed", "suggestion": "lead"}).show())
    plan.yaml:14:5: T102 leed：不认识的字段
       = 您是不是想写 lead？
    """

    source: Source
    code: str
    params: Mapping[str, object] = made(default_factory=dict)
    excerpt: str = ""
    width: int = 1
    advice: bool = False

    def message(self, lang: str = "zh") -> str:
        """What was found and what was wanted, in one line."""
        return words.message(self.code, lang, self.params)

    def hint(self, lang: str = "zh") -> str:
        """What to do about it; empty when there is nothing to add."""
        return words.hint(self.code, lang, self.params)

    def show(self, lang: str = "zh") -> str:
        """The problem as shown in a terminal: place, message, excerpt with a caret, hint."""
        place = f"{self.source}: " if str(self.source) else ""
        lines = [f"{place}{self.code} {self.message(lang)}"]
        margin = "   "
        if self.excerpt:
            number = str(self.source.line)
            margin = " " * len(number)
            visible, start = self._window()
            lines.append(f"{number} | {visible}")
            if self.source.column:
                pad = words.cell_width(visible[:start])
                under = max(1, words.cell_width(visible[start : start + self.width]))
                lines.append(f"{margin} | {' ' * pad}{'^' * under}")
        hint = self.hint(lang)
        if hint:
            lines.append(f"{margin if self.excerpt else '  '} = {hint}")
        return "\n".join(lines)

    def _window(self) -> tuple[str, int]:
        """The part of the line that is shown, and where in it the fault starts."""
        start = max(0, self.source.column - 1)
        if start < EXCERPT_LIMIT - 40:
            return self.excerpt[:EXCERPT_LIMIT].expandtabs(1), start
        cut = start - 40
        return "…" + self.excerpt[cut : cut + EXCERPT_LIMIT].expandtabs(1), start - cut + 1


EXCERPT_LIMIT = 200
"""Characters of a source line that are shown: a line of a megabyte is nobody's reading."""


class PlanError(ValueError):
    """A plan, a policy or rows could not be used; `problems` lists every reason, each with its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.show() for problem in self.problems))

    def __reduce__(self) -> tuple[type[PlanError], tuple[tuple[Problem, ...]]]:
        """From one process to another it goes with its problems."""
        return PlanError, (self.problems,)


def refuse(place: Source | str | Path, code: str, /, **params: object) -> PlanError:
    """The error that one thing of the user's cannot be used: a file, a word, or what stands in a place.

    >>> print(refuse("plan.yaml", "W105"))
    plan.yaml: W105 不是文本文件，或编码无法识别
       = 请另存为 UTF-8 编码的文本，或用 --encoding 指明编码
    """
    source = place if isinstance(place, Source) else Source(str(place))
    return PlanError([Problem(source, code, params)])


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems sorted as a reader meets them: by file, line and column; equal ones once."""
    seen: set[tuple[object, ...]] = set()
    ordered = []
    for problem in sorted(problems, key=lambda p: (p.source.file, p.source.line, p.source.column, p.code)):
        key = (problem.source, problem.code, problem.message())
        if key not in seen:
            seen.add(key)
            ordered.append(problem)
    return ordered
