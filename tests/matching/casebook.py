"""How a case of matching reads: a plan and what a report says go in; what becomes of each sentence stands beside it.

One case is one YAML mapping:

    name        a sentence; the test's id
    targets     the targets by their ids; {text: …} asks for `done: true` unless it says more
    plan        further keys of the plan (period 2021, org 甲市 unless said)
    lexicon     the plan's own lexicon
    said        statements in order: `clause` with the quantity in 【】, and what the reader found besides
    as_of       2021-12-31 unless said
    expect      for each statement: `credited ID`, `review ID: code, code`, `rejected ID: code`, or `nothing`;
                several for one statement stand between slashes
    left        the ids of the targets that nothing was said of

A statement is an achievement whose subject is its clause without the quantity, unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tracker.calendar import parse_period
from tracker.lexicon import Lexicon, lexicon_of, package, package_layers, read_layer
from tracker.matching import match
from tracker.model.match import Decision, Match, Matches
from tracker.model.numerals import parse_number, unit_scale
from tracker.model.plan import Plan
from tracker.model.statement import Kind, Reading, Role, Statement
from tracker.plans import plan_from

FOLDER = Path(__file__).parent / "cases"
ASKING = {"at_least", "at_most", "each", "grade_at_least", "steps"}
ABOUT = ("covered", "missing", "same_unit", "other_unit")
"""Reasons that describe a match and decide nothing."""


@dataclass(frozen=True)
class Case:
    """One case as written."""

    file: str
    written: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The case's sentence, behind its file."""
        return f"{self.file}: {self.written['name']}"

    @property
    def plan(self) -> Plan:
        """The plan."""
        return plan_of(self.written["targets"], **self.written.get("plan", {}))

    @property
    def statements(self) -> list[Statement]:
        """What is said."""
        return [said(number, **each) for number, each in enumerate(self.written["said"])]

    @property
    def matches(self) -> Matches:
        """What becomes of it."""
        as_of = date.fromisoformat(str(self.written.get("as_of", "2021-12-31")))
        return match(self.plan, reading_of(*self.statements), as_of=as_of, lexicon=self.lexicon)

    @property
    def lexicon(self) -> Lexicon:
        """The package's lexicon with the case's own on top."""
        if "lexicon" not in self.written:
            return package()
        layer, problems = read_layer(yaml.safe_dump(self.written["lexicon"], allow_unicode=True), "case.yaml")
        assert problems == []
        return lexicon_of([*package_layers(), layer])

    @property
    def told(self) -> list[str]:
        """What became of each statement, as cases write it."""
        matches = self.matches
        found: dict[str, list[str]] = {}
        for each in (*matches.matches, *matches.without_number):
            found.setdefault(each.statement.id, []).append(shown(each))
        return [" / ".join(found.get(statement.id, ["nothing"])) for statement in self.statements]


def shown(match: Match) -> str:
    """A match as cases write it."""
    codes = [reason.code for reason in match.reasons if reason.code not in ABOUT]
    if match.decision is Decision.CREDITED:
        return f"credited {match.target}"
    return f"{match.decision} {match.target}: {', '.join(codes)}"


def plan_of(targets: Mapping[str, Mapping[str, Any]], **keys: Any) -> Plan:
    """A plan of some targets."""
    listed = [{"id": name, **_whole(target)} for name, target in targets.items()]
    plan, problems = plan_from({"plan": "p", "period": 2021, "org": "甲市", **keys, "targets": listed}, "<case>")
    assert plan is not None, [problem.show() for problem in problems]
    return plan


def _whole(target: Mapping[str, Any]) -> Mapping[str, Any]:
    return (
        target if set(target) & {"at_least", "at_most", "each", "grade_at_least", "steps"} else {"done": True, **target}
    )


def said(number: int, *, clause: str, **given: Any) -> Statement:
    """A statement from its clause, the quantity in 【】; without one it is an event."""
    before, _, rest = clause.partition("【")
    quote, _, after = rest.partition("】")
    figures: dict[str, Any] = {"kind": Kind.EVENT}
    if quote:
        read = parse_number(quote)
        unit = unit_scale(read.unit)[1] if read.unit else ""
        value = read.value * unit_scale(read.unit)[0] if read.unit else read.value
        figures = {"kind": Kind.RATIO if unit == "%" else Kind.COUNT, "value": value, "unit": unit, "bound": read.bound}
    if "period" in given:
        given["period"] = parse_period(str(given["period"]))
    given.setdefault("subject", before + after)
    given["role"] = Role(given.get("role", "achievement"))
    given["flags"] = tuple(given.get("flags", ()))
    whole = before + quote + after
    return Statement(f"s{number}", 100 * number, 100 * number + len(quote), quote, whole, whole, **figures, **given)


def reading_of(*statements: Statement) -> Reading:
    """A document that says this."""
    events = tuple(each for each in statements if each.kind is Kind.EVENT)
    return Reading("report.txt", tuple(each for each in statements if each.kind is not Kind.EVENT), events)


def cases() -> Iterator[Case]:
    """Every case of the book."""
    for file in sorted(FOLDER.glob("*.yaml")):
        for written in yaml.safe_load(file.read_text(encoding="utf-8")):
            yield Case(file.stem, written)
