"""The JSON schema: what is right passes, unknown keys do not, and every name of every key is known and explained."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tracker import nodes
from tracker.model.names import ALIASES
from tracker.nodes import Node
from tracker.plans import schema
from tracker.plans.keys import PLAN, POLICY, TARGET, Shape

EXAMPLES = Path(__file__).parents[1] / "examples"
GOOD = sorted([*(EXAMPLES / "good").glob("*.yaml"), *(Path(__file__).parents[2] / "targets").glob("*.yaml")])
SCHEMA: Any = schema()


def as_an_editor_reads(node: Node) -> object:
    """YAML 1.2: plain numbers are numbers, true and false are flags, days are text."""
    if node.kind == "sequence":
        return [as_an_editor_reads(item) for item in node.items]
    if node.kind == "mapping":
        return {str(key.value): as_an_editor_reads(value) for key, value in node.pairs}
    text = node.value
    if not node.plain or text is None or not isinstance(text, str):
        return text
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", text):
        return float(text)
    return {"true": True, "false": False}.get(text, text)


def faults(path: Path) -> list[str]:
    root = nodes.load(path.read_text(encoding="utf-8"), path.name).root
    assert root is not None
    validator = jsonschema.Draft7Validator(SCHEMA)
    return [error.message for error in validator.iter_errors(as_an_editor_reads(root))]


def mappings(of: object) -> Iterator[dict[str, Any]]:
    if isinstance(of, dict):
        if "properties" in of:
            yield of
        for value in of.values():
            yield from mappings(value)
    elif isinstance(of, list):
        for value in of:
            yield from mappings(value)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA, ensure_ascii=False)) == SCHEMA


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_plan_passes(path: Path) -> None:
    assert faults(path) == []


@pytest.mark.parametrize(
    "name", ["unknown-keys", "missing-keys", "wrong-shapes", "list-at-top", "no-targets", "targets-not-a-list", "ids"]
)
def test_a_wrong_plan_does_not(name: str) -> None:
    assert faults(EXAMPLES / "bad" / "plans" / f"{name}.yaml") != []


def test_every_unknown_key_is_named() -> None:
    said = " ".join(faults(EXAMPLES / "bad" / "plans" / "unknown-keys.yaml"))
    for key in ("titel", "目标数", "atleast", "Unit", "owner", "牵头部门", "单位", "完全不相干", "evry"):
        assert f"'{key}'" in said


def test_every_name_stands_beside_its_key() -> None:
    for mapping in mappings(SCHEMA):
        assert mapping["additionalProperties"] is False
        for key in mapping["properties"]:
            for alias in ALIASES.get(key, ()):
                assert alias in mapping["properties"]


def test_every_key_is_explained_in_both_languages() -> None:
    for lang in ("zh", "en"):
        written: Any = schema(lang)
        for name, definition in {"": written, **written["definitions"]}.items():
            for key, value in definition["properties"].items():
                assert value["description"], f"{name}.{key}"
    assert SCHEMA["properties"]["标题"]["description"] == "同 title"


def shapes(shape: Shape) -> Iterator[Shape]:
    yield shape
    for below in shape.below.values():
        yield from shapes(below)


def test_the_schema_and_the_reader_know_the_same_names() -> None:
    known = [set(mapping["properties"]) for mapping in mappings(SCHEMA)]
    for shape in shapes(PLAN):
        assert set(shape.names) in known


def test_a_name_is_explained_as_the_key_that_the_reader_takes_it_for() -> None:
    for definition, shape in (("Target", TARGET), ("Thresholds", POLICY), ("Step", TARGET.below["steps"])):
        for name, value in SCHEMA["definitions"][definition]["properties"].items():
            if name != shape.names[name]:
                assert value["description"] == f"同 {shape.names[name]}"
