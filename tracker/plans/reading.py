"""Nodes, or a mapping from Python, as data with the keys of the model; names that are not known are set aside."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.calendar import Period
from tracker.model.clause import Clause
from tracker.nodes import Node
from tracker.plans.keys import Shape, home, suggestion
from tracker.plans.places import Finding, Path, found

DEPTH_LIMIT = 64
WRONG_FORM = {"mapping": "list", "sequence": "one"}
"""What is written in the other form is taken as it is, for the model to refuse."""
SUGGESTION_LIMIT = 50
"""Unknown names of one file that get a suggestion: comparing spellings is slow."""


class Reading:
    """One tree turned into data; what was wrong with its keys is listed on the way.

    `empty` holds the paths of keys with nothing behind them: they count as not written. `meant` says, by the
    path of a mapping, which keys its unknown names were probably meant to be.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.empty: set[Path] = set()
        self.meant: dict[Path, set[str]] = {}
        self._suggested: dict[tuple[int, str], str] = {}

    def value(self, node: Node, shape: Shape | None, path: Path) -> object:
        """The data of a node; lists of mappings have the shape of their items."""
        if shape is None or node.kind == "scalar" or shape.form == WRONG_FORM[node.kind]:
            return node.data()
        if node.kind == "mapping":
            return self.mapping(node, shape, path)
        return [
            self.mapping(item, shape, (*path, index)) if item.kind == "mapping" else item.data()
            for index, item in enumerate(node.items)
        ]

    def mapping(self, node: Node, shape: Shape, path: Path) -> dict[str, object]:
        """The data of a mapping under the model's own keys; of a key written twice the first stands."""
        data: dict[str, object] = {}
        names, below = shape.names, shape.below
        for key, value in node.pairs:
            name: str | None = names.get(key.value)  # type: ignore[call-overload]
            if name is None:
                self._unknown(key, shape, path)
            elif name in data:
                self._twice(node, key, shape, path)
            elif value.kind != "scalar":
                data[name] = self.value(value, below.get(name), (*path, name))
            elif value.value is not None:
                data[name] = value.value
            else:
                self.empty.add((*path, name))
        return data

    def _twice(self, node: Node, key: Node, shape: Shape, path: Path) -> None:
        """A key beside its other name; the same name twice is a fault of the YAML and listed there."""
        first = next(earlier for earlier, _ in node.pairs if shape.key(earlier.value) == shape.key(key.value))
        if first.value != key.value:
            params = {"found": key.value, "other": first.value, "first": first.line}
            self.findings.append(Finding((*path, str(key.value)), "T125", params, True))

    def _unknown(self, key: Node, shape: Shape, path: Path) -> None:
        written = "" if key.value is None else str(key.value)
        if "：" in written:
            params = {"found": written.partition("：")[0].strip()}
            self.findings.append(Finding((*path, written), "Y108", params, True))
            return
        cached = (id(shape), written)
        if cached not in self._suggested:
            room = len(self._suggested) < SUGGESTION_LIMIT
            self._suggested[cached] = suggestion(written, shape) if room else ""
        like = self._suggested[cached]
        if like:
            self.meant.setdefault(path, set()).add(shape.names[like])
        place = "" if like else home(written)
        step = key.value if isinstance(key.value, str) else ""
        self.findings.append(found((*path, step), "T102", on_key=True, found=written, suggestion=like, home=place))


def tree(value: object, depth: int = 0) -> Node:
    """Python data as nodes without places, so that it passes through the same checks."""
    if isinstance(value, Clause):
        value = value.written()
    if depth > DEPTH_LIMIT:
        return Node("scalar", "…")
    if isinstance(value, Mapping):
        return Node("mapping", [(Node("scalar", str(key)), tree(item, depth + 1)) for key, item in value.items()])
    if isinstance(value, (list, tuple, set, frozenset)) and not isinstance(value, Period):
        return Node("sequence", [tree(item, depth + 1) for item in value])
    return Node("scalar", value)
