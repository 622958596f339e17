"""click's messages in Chinese: the catalogue read, compiled and held against click itself.

`python -m tests.cli.catalogue` compiles `tracker.po` into `tracker.mo`.
"""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

import click

FOLDER = Path(__file__).parent.parent.parent / "tracker/locale/zh_CN/LC_MESSAGES"


def read(text: str) -> dict[str, str]:
    """The messages of a .po file; plural forms stand as `one\\0many`."""
    messages: dict[str, str] = {}
    fields: dict[str, str] = {}
    current = ""
    for line in [*text.splitlines(), ""]:
        if not line.strip() or line.startswith("#"):
            if "msgid" in fields:
                one, many = fields["msgid"], fields.get("msgid_plural")
                messages[one if many is None else f"{one}\0{many}"] = fields.get("msgstr", fields.get("msgstr[0]", ""))
            if not line.strip():
                fields = {}
            continue
        if line.startswith('"'):
            fields[current] += ast.literal_eval(line)
        else:
            current, _, value = line.partition(" ")
            fields[current] = ast.literal_eval(value)
    return messages


def compiled(messages: dict[str, str]) -> bytes:
    """The .mo file of the messages, as gettext reads it."""
    entries = sorted((key.encode(), value.encode()) for key, value in messages.items() if value)
    ids = b"".join(key + b"\0" for key, _ in entries)
    start = 28 + 16 * len(entries)
    keys, values, at_key, at_value = b"", b"", start, start + len(ids)
    for key, value in entries:
        keys += struct.pack("<II", len(key), at_key)
        values += struct.pack("<II", len(value), at_value)
        at_key += len(key) + 1
        at_value += len(value) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(entries), 28, 28 + 8 * len(entries), 0, 0)
    return head + keys + values + ids + b"".join(value + b"\0" for _, value in entries)


def said_by_click() -> Iterator[str]:
    """Every message that click hands to gettext, from its own source."""
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if node.func.id == "_" and texts:
                yield texts[0]
            elif node.func.id == "ngettext" and len(texts) == 2:
                yield "\0".join(texts)


if __name__ == "__main__":
    (FOLDER / "tracker.mo").write_bytes(compiled(read((FOLDER / "tracker.po").read_text(encoding="utf-8"))))
