"""What a story is made of: sections of paragraphs and tables, each cell with its text, its figure and its colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from tracker.model.assessment import Exact, Subject

Tint = Literal["", "green", "yellow", "red", "grey"]
Kind = Literal["", "share", "points", "whole", "day"]
"""What the exact figure of a cell is: a fraction of 1, percentage points, a whole number, a day; "" in its own unit."""


class Cell(NamedTuple):
    """A cell as people read it; `value` is its exact figure or day, `bar` a fraction of 1, `mark` its schedule."""

    text: str
    value: Exact | date | None = None
    tint: Tint = ""
    bar: Fraction | None = None
    mark: Fraction | None = None
    kind: Kind = ""


class Column(NamedTuple):
    """A column: its key, its title, how wide it is beside the others, and whether it holds figures."""

    key: str
    title: str
    weight: int = 1
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `targets` says of each row which target it is about; empty where they are about none."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    targets: tuple[Subject, ...] = ()


class Paragraph(NamedTuple):
    """A paragraph of whole sentences; `head` is a run-in title."""

    text: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its number and title; a section with nothing to say says that there is nothing."""

    key: str
    title: str
    blocks: tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The whole summary: what stands in the head, the sections, and the named fields that a template may ask for."""

    title: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    annex: Table
    foot: tuple[str, ...]
    fields: Mapping[str, str]
    lang: str = "zh"
