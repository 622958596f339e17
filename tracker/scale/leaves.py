"""Who is held to what: a line for every target, and of a template one for every unit, with the goals of a table."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.readers.goals import NUMBERS
from tracker.scale.definitions import Definition
from tracker.scale.engine import Engine
from tracker.scale.source import Source
from tracker.scale.wholes import LIMIT, Wholes


def goals(engine: Engine, source: Source, wholes: Wholes) -> None:
    """The goals table in whole numbers, as the view `goals_`; odd where a number is not plain, or too large."""
    told = {}
    odd = []
    for name in NUMBERS:
        number = source.number(name)
        told[name] = wholes.of(number)
        odd.append(f"({source.given(name)} and {number} is null) or coalesce(abs({number}) >= {LIMIT}, false)")
    listed = ", ".join(f"{said} as {name}" for name, said in told.items())
    engine.view(
        "goals_",
        f"select d, {source.text('org')} as unit, {listed}, {' or '.join(odd)} as odd_goal "
        f"from {source.table.relation} join all_names_ "
        f"on plan_ = {source.text('plan')} and target_ = {source.text('target')}",
    )


def leaves(engine: Engine, made: Sequence[Definition], wholes: Wholes, *, tabled: bool) -> None:
    """Every target and unit, as the view `leaves_`: with goal and baseline of its own where there is a goals table.

    `orgs_` are the units of the plans.
    """
    engine.table(
        "alone_",
        {"d": "integer", "org": "varchar"},
        [(each.number, each.plan.org or "") for each in made if not each.each],
    )
    engine.table(
        "templates_", {"d": "integer", "plan": "varchar"}, [(each.number, each.plan.id) for each in made if each.each]
    )
    orgs = {(plan.id, org): None for plan in {each.plan.id: each.plan for each in made}.values() for org in plan.orgs}
    engine.table("orgs_", {"plan": "varchar", "unit": "varchar"}, list(orgs))
    none = "".join(f", cast(null as {wholes.kind}) as {name}" for name in NUMBERS) if tabled else ""
    parts = [f"select d, '' as unit, org{none}, false as odd_goal from alone_"]
    if tabled:
        parts.append(f"select d, unit, unit as org, {', '.join(NUMBERS)}, odd_goal from goals_")
    if orgs:
        listed = f"select d, unit, unit as org{none}, false as odd_goal from templates_ join orgs_ using (plan)"
        parts.append(f"{listed} where d not in (select d from goals_)" if tabled else listed)
    engine.view("leaves_", " union all ".join(parts))
