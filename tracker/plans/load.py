"""YAML text, or a mapping from Python, to a plan or to every problem that it has."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from tracker import nodes
from tracker.model.plan import Plan, Thresholds
from tracker.nodes import Document, collector_paused
from tracker.plans.checks import check
from tracker.plans.explain import explained
from tracker.plans.keys import PLAN, POLICY, Shape
from tracker.plans.partial import salvaged, whole
from tracker.plans.places import Finding, found, problem
from tracker.plans.reading import Reading, tree
from tracker.plans.thresholds import thresholds_fit
from tracker.plans.units import in_own_units
from tracker.plans.validate import validated
from tracker.problems import Problem, Source, in_reading_order


def load_plan(text: str, name: str) -> tuple[Plan | None, list[Problem]]:
    """Read a plan file.

    Args:
        text: the text of the file.
        name: the name of the file, as problems are to show it.

    Returns:
        The plan, None if anything is wrong with it; and every problem in reading order. Advice (a word lost to
        a comment) comes beside a plan.

    >>> plan, problems = load_plan("plan: a\\nperiod: 2021\\ntargets: [{id: x, text: 引才, atleast: 5}]\\n", "a.yaml")
    >>> print(problems[0].show().splitlines()[0])
    a.yaml:3:29: T102 atleast：不认识的字段
    """
    with collector_paused():
        document = nodes.load(text, name)
        plan, findings = _plan(document)
        problems = _located(document, findings, PLAN)
        if plan is None or any(not each.advice for each in problems):
            return None, problems
        _placed(plan, document)
    return plan, problems


def plan_from(data: Mapping[str, object], name: str = "") -> tuple[Plan | None, list[Problem]]:
    """A plan from a mapping with the keys of a plan file: the same checks; a problem names the path of its value.

    >>> target = {"id": "x", "text": "引才"}
    >>> plan, problems = plan_from({"plan": "a", "period": 2021, "targets": [{**target, "at_least": 5}]})
    >>> plan["x"].at_least.value
    Decimal('5')
    >>> plan, problems = plan_from({"plan": "a", "period": 2021, "targets": [target]}, "<plan>")
    >>> str(problems[0].source), problems[0].code
    ('<plan>!targets[0]', 'T140')
    """
    document = Document(name, "")
    document.root = tree(data)
    plan, findings = _plan(document)
    problems = [problem(document, finding) for finding in findings]
    if plan is None or problems:
        return None, problems
    plan._file = name
    return plan, []


def load_policy(text: str, name: str) -> tuple[Thresholds | None, list[Problem]]:
    """Read a policy file: the thresholds that turn a schedule gap into a colour.

    >>> policy, problems = load_policy("amber: 5\\nred: 20\\n", "own.yaml")
    >>> policy.amber, problems
    (Decimal('5'), [])
    """
    document = nodes.load(text, name)
    policy, findings = _policy(document)
    problems = _located(document, findings, POLICY)
    return (None if any(not each.advice for each in problems) else policy), problems


def _located(document: Document, findings: list[Finding], shape: Shape) -> list[Problem]:
    mended = {each.source for each in document.problems if each.code == "Y111"}
    located = (problem(document, finding, shape) for finding in findings)
    return in_reading_order([*document.problems, *(each for each in located if each.source not in mended)])


def _rootless(document: Document, wanted: str) -> list[Finding]:
    """An empty file, or one that is not a mapping: there is nothing more to say of it."""
    root = document.root
    if root is None or (root.kind == "scalar" and root.value is None):
        return [] if document.problems else [found((), "T101", wanted=wanted)]
    return [found((), "T139", wanted=wanted)]


def _plan(document: Document) -> tuple[Plan | None, list[Finding]]:
    root = document.root
    if root is None or root.kind != "mapping":
        return None, _rootless(document, "plan、period、targets")
    reading = Reading()
    data = reading.mapping(root, PLAN, ())
    findings = reading.findings
    try:
        plan = validated(Plan, data)
        partial = whole(plan, data["targets"], reading.empty)  # type: ignore[arg-type]
    except ValidationError as error:
        findings.extend(explained(error, reading.empty, reading.meant))
        partial = salvaged(data, error, reading.empty)
    else:
        if not plan.targets:
            findings.append(found(("targets",), "T130"))
    findings.extend(check(partial, reading.meant))
    if isinstance(partial.plan.policy, Thresholds):
        findings.extend(thresholds_fit(partial.plan.policy, ("policy",)))
    if findings:
        return None, findings
    return in_own_units(partial.plan), findings


def _policy(document: Document) -> tuple[Thresholds | None, list[Finding]]:
    root = document.root
    if root is None or root.kind != "mapping":
        return None, _rootless(document, "amber、red、ahead")
    reading = Reading()
    try:
        policy = validated(Thresholds, reading.mapping(root, POLICY, ()))
    except ValidationError as error:
        return None, [*reading.findings, *explained(error, reading.empty, reading.meant)]
    return policy, [*reading.findings, *thresholds_fit(policy, ())]


def _placed(plan: Plan, document: Document) -> None:
    """Every target knows the line of its id; the plan keeps its text, so that advice can be located later."""
    plan._file = document.name
    plan._text = document.text
    assert document.root is not None
    key = next(value for key, value in document.root.pairs if PLAN.key(key.value) == "targets")
    names = PLAN.below["targets"].names
    for target, node in zip(plan.targets, key.items, strict=True):
        for written, value in node.pairs:
            if names.get(written.value) == "id":  # type: ignore[call-overload]
                target._place = Source(document.name, value.line, value.column)
                break
