"""A story as a Word document in the layout of a Chinese official report, or in a user's own template."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from tracker.render.archive import settled
from tracker.render.story.value import Story

LONGEST = 255
"""Characters that a property of a document can hold."""


def document(day: date, story: Story, template: bytes | None = None) -> bytes:
    """The document as a file.

    Args:
        day: the day that the file is dated with.
        story: what it says.
        template: a .docx whose styles, page and head are used; `{{字段}}` in it are filled in, and the text stands
            where it says `{{正文}}`, else at its end.

    Raises:
        ModuleNotFoundError: python-docx is not installed.
        ValueError: the template is no .docx.
        KeyError: the template asks for fields that there are not; the arguments are their names.
    """
    from docx import Document

    from tracker.render.word import body, layout, templates

    if template is None:
        paper = Document()
        layout.set_up(paper)
        place = None
    else:
        paper = templates.opened(template)
        place = templates.filled(paper, story.fields)
        layout.complete(paper)
    body.write(paper, story, place, own=template is None)
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = story.title[:LONGEST], "", ""
    properties.last_modified_by, properties.revision = "", 1
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    target = BytesIO()
    paper.save(target)
    return settled(target.getvalue())
