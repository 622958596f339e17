"""From where a finding is in the plan to where it stands in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.nodes import Document, Node
from tracker.plans.keys import PLAN, Shape
from tracker.problems import Problem, Source

Path = tuple[str | int, ...]
"""Keys and indices from the root: ("targets", 3, "curve", "points", "2021-06")."""


class KeyAt(NamedTuple):
    """A word of a message that is to be shown as the key at this path was written, in whatever language."""

    path: Path


class LineOf(NamedTuple):
    """A word of a message that is to be shown as the line of this path."""

    path: Path


class Finding(NamedTuple):
    """Something to mend, at a path of the plan; `on_key` points at the key, not at what stands behind it."""

    path: Path
    code: str
    params: Mapping[str, object]
    on_key: bool = False


def found(path: Path, code: str, /, *, on_key: bool = False, **params: object) -> Finding:
    """A finding, with the words for its message."""
    return Finding(path, code, params, on_key)


class Place(NamedTuple):
    """Where a path leads: the node, its key, the key as written, and how much of the path is really there."""

    node: Node | None
    key: Node | None
    depth: int


def locate(root: Node | None, path: Path, shape: Shape = PLAN) -> Place:
    """Follow a path through the tree as far as it goes; what is not in the tree (a tag of a union) is skipped."""
    node, key, depth = root, None, 0
    here: Shape | None = shape
    for index, step in enumerate(path):
        if node is None:
            break
        if node.kind == "sequence" and isinstance(step, int):
            if step < len(node.items):
                node, key, depth = node.items[step], None, index + 1
        elif node.kind == "mapping":
            pair = _pair(node, step, here)
            if pair is not None:
                key, node = pair
                here = here.below.get(str(step)) if here is not None else None
                depth = index + 1
    return Place(node, key, depth)


def _pair(node: Node, step: str | int, shape: Shape | None) -> tuple[Node, Node] | None:
    for key, value in node.pairs:
        if key.value == step:
            return key, value
    if shape is not None:
        for key, value in node.pairs:
            if shape.key(key.value) == step:
                return key, value
    return None


def problem(document: Document, finding: Finding, shape: Shape = PLAN, *, advice: bool = False) -> Problem:
    """The finding at its place in the file; for a plan made in Python, at its path."""
    place = locate(document.root, finding.path, shape)
    node = place.key if finding.on_key and place.key is not None else place.node
    if node is not None and node.kind == "mapping" and node.pairs:
        node = node.pairs[0][0]
    params = {name: _word(document, value, shape) for name, value in finding.params.items()}
    params.setdefault("key", _as_written(place, finding.path))
    if node is not None and node.line:
        return document.report(node, finding.code, params, advice=advice)
    source = Source(document.name, cell=address(finding.path))
    return Problem(source if document.text == "" else Source(document.name), finding.code, params, advice=advice)


def _word(document: Document, value: object, shape: Shape) -> object:
    if isinstance(value, LineOf):
        node = locate(document.root, value.path, shape).node
        return node.line if node is not None and node.line else address(value.path)
    if isinstance(value, KeyAt):
        place = locate(document.root, value.path, shape)
        return _as_written(place, value.path) if place.depth == len(value.path) else value.path[-1]
    return value


def _as_written(place: Place, path: Path) -> str:
    if place.key is not None and place.key.value is not None:
        return str(place.key.value)
    return str(next((step for step in reversed(path) if isinstance(step, str)), ""))


def address(path: Path) -> str:
    """A path as people write it.

    >>> address(("targets", 3, "curve", "points"))
    'targets[3].curve.points'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
