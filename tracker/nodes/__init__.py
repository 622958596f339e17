"""YAML text as a tree whose every value knows its line and column.

The text is read once, as a stream of events, so that a bomb is refused before it is built: a depth
limit, a size limit, no aliases, no merges and no tags. Scalars stay text (`no`, `1:30` and `000123`
are what was written); the model gives them meaning.
"""

from __future__ import annotations

from tracker.nodes.collector import collector_paused
from tracker.nodes.tree import Document, Kind, Node, Spot

__all__ = ["Document", "Kind", "Node", "Spot", "collector_paused", "load"]


def load(text: str, name: str) -> Document:
    """Read YAML text into located nodes; problems are collected, not raised. PyYAML is imported here, not before."""
    from tracker.nodes.read import load

    return load(text, name)
