"""The XML parts of a zip, streamed: no tree is built, so none can be too deep; a document type is refused."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple, NoReturn, Protocol
from xml.parsers import expat


class Handler(Protocol):
    """Takes the elements of a part, by their local names."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; its attributes by their local names."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text within an element."""


class Relation(NamedTuple):
    """What a part points to: the last word of the kind, and the part's name."""

    kind: str
    target: str


class Parts:
    """The parts of a file that passed the guard."""

    def __init__(self, raw: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(raw))
        self._names = set(self._archive.namelist())

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def walk(self, part: str, handler: Handler) -> None:
        """Hand the elements of a part to `handler`; of a part that is not there, none.

        Raises:
            ValueError: it is not well-formed XML, or declares a document type.
        """
        if part in self._names:
            walk(self._archive.read(part), handler)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part points to within the file, by id; the file itself is the part ""."""
        folder, name = posixpath.split(part)
        found = _Relations(folder)
        self.walk(posixpath.join(folder, "_rels", f"{name}.rels"), found)
        return found.relations


def walk(raw: bytes, handler: Handler) -> None:
    """Hand the elements of an XML text to `handler`.

    Raises:
        ValueError: it is not well-formed XML, or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: handler.start(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    parser.CharacterDataHandler = handler.text
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, LookupError) as error:  # an encoding that nobody knows
        raise ValueError(str(error)) from None


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> NoReturn:
    raise ValueError("a document type")


class _Relations:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.relations: dict[str, Relation] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(self.folder, target))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.relations[attributes.get("Id", "")] = Relation(kind, path)

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass
