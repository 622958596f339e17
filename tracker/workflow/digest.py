"""An overview of millions of targets into files that people read: it stays small whatever it tells of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from tracker.model.overview import Overview
from tracker.render.story.overview import story
from tracker.render.story.value import Story
from tracker.workflow.shown import Shown, save


class Digest(Shown, Overview):
    """An overview that can be shown and saved.

    `print(digest)` gives it as plain text; `save` writes it as docx, html, md or txt.
    """

    @cached_property
    def story(self) -> Story:  # type: ignore[override]  # worked out when it is asked for
        """The overview in words, the same in every format."""
        return story(self)

    def save(self, path: str | Path) -> None:
        """Write it into a file of the kind that its suffix names, as a whole or not at all.

        Raises:
            PlanError: no such kind of file, a missing package, a full disk.
        """
        save(path, MAKERS, self)


def _word(digest: Digest) -> bytes:
    from tracker.render.word import document

    return document(digest.as_of, digest.story)


def _page(digest: Digest) -> bytes:
    from tracker.render.page.overview import page

    return page(digest, digest.story).encode()


MAKERS: Mapping[str, Callable[[Digest], bytes]] = {
    ".docx": _word,
    ".html": _page,
    ".md": lambda digest: digest.to_markdown().encode(),
    ".txt": lambda digest: str(digest).encode(),
}
"""How each kind of file is made, by its suffix."""
