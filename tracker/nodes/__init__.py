"""YAML text as a tree whose every value knows its line and column.

The text is read once, as a stream of events, so that a bomb is refused before it is built: a depth
limit, a size limit, no aliases, no merges and no tags. Scalars stay text (`no`, `1:30` and `000123`
are what was written); the model gives them meaning.
"""

from __future__ import annotations

from tracker.nodes.read import collector_paused, load
from tracker.nodes.tree import Document, Kind, Node

__all__ = ["Document", "Kind", "Node", "collector_paused", "load"]
