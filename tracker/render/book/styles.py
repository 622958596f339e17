"""The formats of a workbook, each made once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FILLS = {"green": "#E3F1E5", "yellow": "#FDF1CF", "red": "#F9DCDA", "grey": "#ECECEC"}
INKS = {"green": "#1E6B34", "yellow": "#7A5500", "red": "#A31D1D", "grey": "#5C6670"}
BAR = "#7FB2E5"
NUMBERS = {
    "percent": "0.0%",
    "points": "+0.0;-0.0;0.0",
    "day": "yyyy-mm-dd",
    "whole": "0",
    "figure": "#,##0.######",
}
"""Number formats by kind; what a cell holds stays exact to fifteen digits, as Excel keeps numbers."""


class Styles:
    """Formats by what they must show: a kind of number, a tint, a head."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[str, str], object] = {}

    def cell(self, kind: str = "", tint: str = "") -> object:
        """A body cell: a kind of number, or text; with the colour of a status."""
        key = (kind, tint)
        if key not in self.made:
            shape: dict[str, object] = {"valign": "top", "text_wrap": not kind, "border": 1, "border_color": "#B8C2CC"}
            if kind:
                shape["num_format"] = NUMBERS[kind]
            if tint:
                shape |= {"bg_color": FILLS[tint], "font_color": INKS[tint]}
            self.made[key] = self.book.add_format(shape)
        return self.made[key]

    def named(self, name: str) -> object:
        """A format for a title, a head or a paragraph."""
        key = ("named", name)
        if key not in self.made:
            self.made[key] = self.book.add_format(dict(NAMED[name]))
        return self.made[key]


NAMED: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 16, "valign": "vcenter"},
    "head": {"bold": True, "bg_color": "#DCE6F1", "border": 1, "border_color": "#8C9AA8", "text_wrap": True,
             "valign": "vcenter", "align": "center"},
    "section": {"bold": True, "font_size": 12, "top": 1, "top_color": "#8C9AA8"},
    "prose": {"text_wrap": True, "valign": "top"},
    "note": {"text_wrap": True, "valign": "top", "font_color": "#5C6670", "font_size": 9},
}  # fmt: skip
