"""What the styles of a Word document say that matters to its text: hidden or not, and numbered how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CHAIN_LIMIT = 20
OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class Style:
    """A style; None where it leaves it to the one it is based on."""

    based_on: str = ""
    hidden: bool | None = None
    series: str | None = None
    level: int | None = None


class Styles:
    """Reads the styles part."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._style = Style()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of the styles part begins."""
        value = attributes.get("val", "")
        match name:
            case "style":
                self._style = self._styles.setdefault(attributes.get("styleId", ""), Style())
            case "basedOn":
                self._style.based_on = value
            case "vanish":
                self._style.hidden = value not in OFF
            case "numId":
                self._style.series = value
            case "ilvl":
                self._style.level = int(value) if value in "012345678" and value else None
            case _:
                pass

    def end(self, name: str) -> None:
        """An element ends: what stands between the styles belongs to none."""
        if name == "style":
            self._style = Style()

    def text(self, data: str) -> None:
        """The part has no text."""

    def is_hidden(self, style_id: str) -> bool:
        """Whether text in this style is not shown."""
        return next((style.hidden for style in self._chain(style_id) if style.hidden is not None), False)

    def numbering(self, style_id: str) -> tuple[str, int | None]:
        """The series and level that a paragraph in this style is numbered in; "" if in none."""
        return next(
            ((style.series, style.level) for style in self._chain(style_id) if style.series is not None), ("", None)
        )

    def _chain(self, style_id: str) -> list[Style]:
        """A style and those it is based on."""
        chain: list[Style] = []
        while (style := self._styles.get(style_id)) is not None and len(chain) < CHAIN_LIMIT:
            chain.append(style)
            style_id = style.based_on
        return chain
