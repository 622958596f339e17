"""English words of the documents that are read."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    # -- D: documents (tracker.readers)
    "D101": ("{found}: not a kind of document that is read", "save it as one of: {allowed}"),
    "D102": ("{found} cannot be read", "open it in Word or WPS and save it as .docx"),
    "D103": ("the encoding is not {found}", "save it as UTF-8, or name the encoding"),
    "D104": ("the document is too long: {found}, at most {limit}", "split it into several files"),
    "D105": ("there is nothing in it", "check that this is the file that was meant"),
    "D130": (
        "hidden or struck-out text was not read, {count} characters",
        "to have it read, show it again or undo the strike-through",
    ),
    "D131": ("blocks of code were not read, {count} lines", "if it is prose, delete the ``` around it"),
}
