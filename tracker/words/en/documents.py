"""English words of the documents that are read."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    # -- D: documents (tracker.readers)
    "D101": ("{found}: not a kind of document that is read", "save it as one of: {allowed}"),
    "D102": ("{found} cannot be read", "open it in Word or WPS and save it as .docx"),
    "D103": ("the encoding is not {found}", "save it as UTF-8, or name the encoding"),
    "D104": ("the document is too long: {found}, at most {limit}", "split it into several files"),
    "D105": ("there is nothing in it", "check that this is the file that was meant"),
    "D110": ("not a Word document that can be read", "it may be damaged; open it in Word or WPS and save it as .docx"),
    "D111": ("the document has a password", "remove the password and save it again"),
    "D112": ("the document is suspiciously large: {found}, at most {limit}", "save only what is needed as a new .docx"),
    "D113": (
        "a field has no end; {count} characters in it were not read",
        "open it in Word or WPS, update or delete that field, and save it",
    ),
    "D114": (
        "charts or files within it were not read: {count}",
        "to have them read, write their figures into the text",
    ),
    "D115": (
        "a scan or pictures: no text can be read",
        "send a file with text, or have its text recognised (OCR) first",
    ),
    "D120": ("reading PDF needs pypdfium2, which is not installed", "run: {command}"),
    "D121": ("not a PDF that can be read", "it may be damaged; export it again"),
    "D122": ("the PDF has a password", "remove the password and save it again"),
    "D123": (
        "scanned, no text can be read: page {pages}, {count} in all",
        "send a file with text, or have it recognised (OCR)",
    ),
    "D124": ("only the first {read} pages of {count} were read", "split it into several files; else export it again"),
    "D125": (
        "page {pages} was not read to its end: there is too much on it, or it is damaged",
        "split it, or export it again",
    ),
    "D126": (
        "{count} characters are in a font that does not say what they are",
        "send the Word file, or export it again",
    ),
    "D130": (
        "hidden or struck-out text was not read, {count} characters",
        "to have it read, show it again or undo the strike-through",
    ),
    "D131": ("blocks of code were not read, {count} lines", "if it is prose, delete the ``` around it"),
}
PHRASES: dict[str, str] = {"documents.rows": "the tables of the document hold {n} more rows: status -a counts them"}
