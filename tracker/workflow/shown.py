"""What has a story is shown and saved alike, whatever it tells of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tracker.problems import refuse
from tracker.render import telling
from tracker.render.layout import Canvas, Page
from tracker.render.story.value import Story
from tracker.workflow.files import write_bytes


class Shown:
    """Something with a story in a language: `print` gives it as plain text."""

    lang: str
    story: Story

    def page(self, *, width: int | None = None) -> Page:
        """The page as rich shows it in a terminal."""
        return Page(telling.page(self.story).build, Canvas(width, lang=self.lang))

    def __str__(self) -> str:
        return self.page().text()

    def to_markdown(self) -> str:
        """The story as Markdown."""
        return telling.markdown(self.story)


def save(path: str | Path, makers: Mapping[str, Callable[..., bytes]], *given: object) -> None:
    """Write a file of the kind that its suffix names, made of what is given, as a whole or not at all.

    Raises:
        PlanError: no such kind of file, a missing package, a full disk.
    """
    path = Path(path)
    make = makers.get(path.suffix.lower())
    if make is None:
        raise refuse(path, "S101", found=path.suffix or path.name, allowed=" ".join(makers))
    try:
        raw = make(*given)
    except ModuleNotFoundError as error:
        raise refuse(path, "S102", found=error.name or error) from None
    write_bytes(path, [raw])
