"""The JSON schema of a plan file, as yaml-language-server reads it: every key by every name, with its meaning.

An editor offers and explains keys and flags unknown ones; whether a plan is right is for `check` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker import words
from tracker.model.figures import NUMBER_SCHEMA
from tracker.model.names import ALIASES, CHOICES, POLICIES
from tracker.model.plan import COMPARATORS, Plan
from tracker.model.scalars import TEXT_SCHEMA
from tracker.plans.validate import adapter

Schema = dict[str, Any]
OWN_MEANING = {
    ("Each", "of"),
    ("Each", "unit"),
    ("Step", "due"),
    ("Step", "weight"),
    ("Origin", "start"),
    ("Origin", "end"),
    ("Thresholds", "name"),
    ("Thresholds", "title"),
}
"""Keys that mean something else here than they do elsewhere."""
ID_SCHEMA: Mapping[str, Any] = {**TEXT_SCHEMA, "pattern": r"^[^\s/\\]+$"}


def plan_schema(lang: str) -> Schema:
    """The schema of a plan file, with descriptions in `lang`."""
    raw: Schema = adapter(Plan).json_schema(ref_template="#/definitions/{model}")
    definitions: Schema = raw.pop("$defs")
    _shorthands(raw, definitions)
    definitions = {name: _finished(name, definition, lang) for name, definition in definitions.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": words.say("schema.title", lang),
        **_finished("Plan", raw, lang),
        "definitions": definitions,
    }


def _shorthands(plan: Schema, definitions: Schema) -> None:
    """What may be written shorter than the model says, and what the model leaves open."""
    target = definitions["Target"]["properties"]
    kinds = [word for choice, names in CHOICES["kind"].items() for word in (choice, *names)]
    target["baseline"] = {"anyOf": [dict(NUMBER_SCHEMA), {"$ref": "#/definitions/Baseline"}]}
    target["curve"] = {"anyOf": [{"enum": kinds}, {"$ref": "#/definitions/Curve"}]}
    origin = {"$ref": "#/definitions/Origin"}
    target["source"] = {"anyOf": [origin, {"type": "array", "items": origin}]}
    target["id"] = dict(ID_SCHEMA)
    plan["properties"]["plan"] = dict(ID_SCHEMA)
    plan["properties"]["policy"] = {
        "anyOf": [{"type": "string", "examples": list(POLICIES)}, {"$ref": "#/definitions/Thresholds"}]
    }
    plan["properties"]["targets"]["minItems"] = 1
    goal = {"anyOf": [dict(NUMBER_SCHEMA), {"type": "array", "items": dict(NUMBER_SCHEMA)}]}
    definitions["Revision"]["properties"]["to"] = goal


def _finished(name: str, schema: Schema, lang: str) -> Schema:
    """One mapping: its keys under all their names, described; required ones under any of them."""
    required = tuple(schema.get("required", ()))
    properties: Schema = {}
    for key, given in schema["properties"].items():
        described = _described(name, key, _plain(given), lang)
        if key not in required:
            described = _or_empty(described)
        properties[key] = described
        for alias in ALIASES.get(key, ()):
            properties.setdefault(alias, {**described, "description": words.say("schema.alias", lang, key=key)})
    finished: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    conditions = [{"anyOf": _any_of((key,))} for key in required]
    if name == "Target":
        conditions.append({"anyOf": _any_of((*(str(each.value) for each in COMPARATORS), "steps"))})
    if conditions:
        finished["allOf"] = conditions
    return finished


def _any_of(keys: tuple[str, ...]) -> list[Schema]:
    return [{"required": [written]} for key in keys for written in (key, *ALIASES.get(key, ()))]


def _described(name: str, key: str, schema: Schema, lang: str) -> Schema:
    phrase = f"key.{name}.{key}" if (name, key) in OWN_MEANING else f"key.{key}"
    return {"description": words.say(phrase, lang), **schema}


def _plain(schema: Schema) -> Schema:
    """Without pydantic's titles and empty defaults; mappings inside get all names of their keys too."""
    plain = {key: value for key, value in schema.items() if key not in ("title", "default", "description")}
    if "anyOf" in plain:
        choices = [_plain(choice) for choice in plain["anyOf"] if choice != {"type": "null"}]
        plain = {**plain, "anyOf": choices} if len(choices) > 1 else choices[0]
    if "oneOf" in plain:
        plain = {"anyOf": [_plain(choice) for choice in plain["oneOf"]]}
    if plain.get("additionalProperties") is False and "properties" in plain:
        inner = plain["properties"]
        plain["properties"] = {name: value for key, value in inner.items() for name in (key, *ALIASES.get(key, ()))}
        plain["allOf"] = [{"anyOf": _any_of((key,))} for key in inner]
    return plain


def _or_empty(schema: Schema) -> Schema:
    """A key with nothing behind it counts as not written."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "$ref" in schema:
        description = {"description": schema["description"]}
        return {**description, "anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}
