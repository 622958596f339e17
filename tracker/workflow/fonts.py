"""A font that can write Chinese: the file that was named, or one of those that systems usually have."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

from tracker.problems import refuse
from tracker.render.card import Font
from tracker.render.typeface import chinese_family
from tracker.workflow.files import read_bytes

FOLDERS = (
    "~/.local/share/fonts",
    "~/.fonts",
    "~/Library/Fonts",
    "/usr/local/share/fonts",
    "/usr/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "%LOCALAPPDATA%/Microsoft/Windows/Fonts",
    "%WINDIR%/Fonts",
)
"""Where systems keep their fonts: a person's own before everybody's."""

KNOWN = (
    ("NotoSansCJK-Regular", "NotoSansCJK-Bold"),
    ("NotoSansCJKsc-Regular", "NotoSansCJKsc-Bold"),
    ("NotoSansSC-Regular", "NotoSansSC-Bold"),
    ("SourceHanSansSC-Regular", "SourceHanSansSC-Bold"),
    ("SourceHanSansCN-Regular", "SourceHanSansCN-Bold"),
    ("msyh", "msyhbd"),
    ("PingFang", ""),
    ("Hiragino Sans GB", ""),
    ("STHeiti Light", "STHeiti Medium"),
    ("Deng", "Dengb"),
    ("wqy-microhei", ""),
    ("wqy-zenhei", ""),
    ("simhei", ""),
    ("DroidSansFallbackFull", ""),
    ("NotoSerifCJK-Regular", "NotoSerifCJK-Bold"),
    ("SourceHanSerifSC-Regular", "SourceHanSerifSC-Bold"),
    ("Songti", ""),
    ("simsun", ""),
    ("uming", ""),
)
"""Files that hold simplified Chinese, the fittest first: each with its bold where that is a file of its own."""

SUFFIXES = (".ttc", ".otf", ".ttf")


def chinese_font(named: Path | None = None, *, folders: Iterable[str | Path] = FOLDERS) -> Font:
    """The font to draw with: the file named, or the fittest of those that the folders hold.

    Raises:
        PlanError: the file that was named cannot write Chinese, or none was named and none is found.
    """
    if named is not None:
        family = chinese_family(read_bytes(named))
        if family is None:
            raise refuse(named, "S107")
        return Font(family, (named,))
    for regular, bold in _installed(_files(folders)):
        family = chinese_family(read_bytes(regular))
        if family is not None:
            return Font(family, (regular, bold) if bold else (regular,))
    raise refuse("", "S106", command="apt-get install fonts-noto-cjk")


def _installed(found: Mapping[str, Path]) -> Iterator[tuple[Path, Path | None]]:
    """The known files that are there, the fittest first."""
    for (regular, bold), suffix in product(KNOWN, SUFFIXES):
        file = found.get(f"{regular}{suffix}".lower())
        if file is not None:
            yield file, found.get(f"{bold}{suffix}".lower())


def _files(folders: Iterable[str | Path]) -> dict[str, Path]:
    """Every font file by its name; the first of several."""
    found: dict[str, Path] = {}
    for folder in folders:
        place = Path(os.path.expandvars(folder)).expanduser()
        for file in sorted(place.rglob("*")):
            if file.suffix.lower() in SUFFIXES:
                found.setdefault(file.name.lower(), file)
    return found
