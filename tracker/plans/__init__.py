"""Plan files: YAML → Plan with every problem at its line, the linter's advice, and the JSON schema for editors."""

from __future__ import annotations

from tracker.model.plan import Plan
from tracker.plans.load import load_plan, load_policy, plan_from
from tracker.problems import Problem

__all__ = ["advise", "load_plan", "load_policy", "plan_from", "schema"]


def advise(plan: Plan) -> list[Problem]:
    """What is worth improving in a plan that is not wrong: no owner, a rate without a baseline.

    Args:
        plan: a plan as loaded.

    Returns:
        Problems marked as advice, in reading order, each at its line if the plan was read from a file.

    >>> plan, _ = load_plan("plan: a\\nperiod: 2021\\ntargets: [{id: x, text: 引才, at_least: 5}]\\n", "a.yaml")
    >>> [(str(problem.source), problem.code) for problem in advise(plan)]
    [('a.yaml:2:9', 'L102'), ('a.yaml:3:16', 'L101'), ('a.yaml:3:16', 'L122')]
    """
    from tracker.plans.advice import advice

    return advice(plan)


def schema(lang: str = "zh") -> dict[str, object]:
    """The JSON schema of a plan file with every name of every key, for yaml-language-server.

    >>> schema()["$schema"]
    'http://json-schema.org/draft-07/schema#'
    """
    from tracker.plans.schema import plan_schema

    return plan_schema(lang)
