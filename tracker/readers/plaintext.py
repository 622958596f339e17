"""A document of plain text: it stands in the file as it is read, but for the line ends."""

from __future__ import annotations

from tracker.model.document import BYTE_ORDER_MARK, Document
from tracker.readers.transcript import Transcript


def read_plain(original: str, name: str) -> Document:
    """The document that a text is.

    >>> read_plain("一季度\\r\\n62个", "a.txt").text
    '一季度\\n62个'
    """
    transcript = Transcript(name, original)
    start = len(BYTE_ORDER_MARK) if original.startswith(BYTE_ORDER_MARK) else 0
    for end in (*transcript.lines[1:], len(original)):
        line = original[start:end]
        said = line.rstrip("\r\n")
        if line == said + "\n":
            said = line
        transcript.write(said, start, start + len(said))
        if said is not line and said != line:
            transcript.put("\n")
        start = end
    return transcript.document()
