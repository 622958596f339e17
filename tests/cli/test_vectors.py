"""The test vectors of the rule book, from plain YAML files to `tracker status --json`, to the digits written there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from tests.cli.conftest import Run
from tests.rules.casebook import Case, all_cases

VECTORS = {f"v{number}": case for number, case in enumerate(all_cases(), start=1) if case.file == "vectors.yaml"}


class _Plainly(yaml.SafeDumper):
    """YAML as people write it: numbers and dates without quotes."""


_FLOAT = "tag:yaml.org,2002:float"
_Plainly.add_representer(Decimal, lambda dumper, number: dumper.represent_scalar(_FLOAT, str(number)))


def test_status_answers_every_vector_to_the_digits_shown(tmp_path: Path, run: Run) -> None:
    days = defaultdict(list)
    for name, case in VECTORS.items():
        days[case.as_of].append(name)
    wrong = []
    for day, names in days.items():
        folder = tmp_path / str(day)
        plans = [written(folder / f"{name}.yaml", {**VECTORS[name].plan(), "plan": name}) for name in names]
        rows = [{"plan": name, **row} for name in names for row in VECTORS[name].rows()]
        given = written(folder / "rows.yaml", {"achievements": rows})
        code, out, err = run("status", *plans, "--achievements", given, "--as-of", day, "--json")
        assert code == 0, err
        told = {said["plan"]: said for said in json.loads(out, parse_float=Decimal)["assessments"]}
        wrong += [line for name in names for line in differences(VECTORS[name], told[name])]
    assert wrong == []


def written(path: Path, document: Mapping[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.dump(document, Dumper=_Plainly, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def differences(case: Case, said: Mapping[str, Any]) -> Iterator[str]:
    for _, expect in case.expected():
        for key, wanted in expect.items():
            if not agrees(said, key, wanted):
                yield f"{case.name}: {key} is {said.get(key)}, not {wanted}"


def agrees(said: Mapping[str, Any], key: str, wanted: Any) -> bool:
    match key, wanted:
        case "flags", _:
            return set(wanted) <= set(said["flags"])
        case "not_flags", _:
            return set(wanted).isdisjoint(said["flags"])
        case (("forecast" | "reasons"), _):
            return all(agrees(said[key], part, value) for part, value in wanted.items())
        case _, Decimal():
            return round(said[key], -wanted.as_tuple().exponent) == wanted
        case _, str() if wanted.replace("/", "").isdigit():
            return said[key] == round(Decimal(Fraction(wanted).numerator) / Fraction(wanted).denominator, 6)
        case _, (None | int()):
            return said[key] == wanted
        case _:
            return said[key] == str(wanted)
