"""The words by which reports are read and matched, as data: the package's own, an organisation's, a plan's.

A lexicon is YAML; layers are laid over each other, the later one on top. `reading.yaml` beside this file holds what
reading needs (units, verbs, marks of plan and done), `matching.yaml` what matching needs (synonyms, tiers, groups
that exclude each other, weights).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from tracker.lexicon.check import check
from tracker.lexicon.layers import Layer, read_layer
from tracker.lexicon.lexicon import Lexicon, Unit, lexicon_of

__all__ = ["Layer", "Lexicon", "Unit", "check", "lexicon_of", "package", "package_layers", "read_layer"]

FILES = ("reading.yaml", "matching.yaml")


@lru_cache(maxsize=1)
def package_layers() -> tuple[Layer, ...]:
    """The layers that come with the package; a test holds them free of problems."""
    folder = Path(__file__).parent
    return tuple(read_layer((folder / name).read_text(encoding="utf-8"), name)[0] for name in FILES)


@lru_cache(maxsize=1)
def package() -> Lexicon:
    """The package's own lexicon.

    >>> package().canonical("村卫生所")
    '村卫生室'
    """
    return lexicon_of(package_layers())
