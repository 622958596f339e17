"""Help pages laid out in terminal cells: click counts characters, and a Chinese character takes two cells."""

from __future__ import annotations

from collections.abc import Iterable

import click

from tracker.render.layout import Canvas

_CANVAS = Canvas()


class HelpFormatter(click.HelpFormatter):
    """Paragraphs and lists of definitions, wrapped by cells."""

    def write_text(self, text: str) -> None:
        """A paragraph, indented as its section is."""
        for line in text.splitlines() or [""]:
            for piece in _CANVAS.wrap(line, max(20, self.width - self.current_indent)):
                self.write(f"{'':>{self.current_indent}}{piece}\n".replace(" \n", "\n"))

    def write_heading(self, heading: str) -> None:
        """The title of a section, with the colon of its language."""
        self.write(f"{'':>{self.current_indent}}{heading}{':' if heading.isascii() else '：'}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms on the left, what they mean on the right."""
        rows = list(rows)
        left = min(max((_CANVAS.cells(term) for term, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        room = max(20, self.width - left - self.current_indent)
        for term, meaning in rows:
            pieces = [piece for line in meaning.split("\n") for piece in _CANVAS.wrap(line.strip(), room)]
            if _CANVAS.cells(term) > left - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""
            for piece in pieces or [""]:
                self.write(f"{indent}{_CANVAS.pad(term, left)}{piece}".rstrip() + "\n")
                term = ""


class HelpContext(click.Context):
    """A context whose help is laid out in cells."""

    formatter_class = HelpFormatter


class Command(click.Command):
    """A command whose help is laid out in cells."""

    context_class = HelpContext
