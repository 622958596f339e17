"""Mutate the rules, one small change at a time, and see which changes no case of the rule book notices.

    python benchmarks/mutants.py                    every module of tracker/rules, but for the sentences
    python benchmarks/mutants.py status flags       these modules
    python benchmarks/mutants.py status --only 17   one mutant, with its whole difference

The changes are mutmut's (`pip install mutmut`), made also where mutmut itself makes none: outside functions and in
decorated ones. A mutant is run in a fork that has read all cases, so one costs about a tenth of a second. What no case
notices is then run over random scenes too: a mutant that answers otherwise there is a case still to be written.
"""

from __future__ import annotations

import argparse
import importlib.abc
import importlib.util
import multiprocessing
import signal
import sys
from collections.abc import Iterator
from dataclasses import fields
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

import libcst as cst  # noqa: E402
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from mutmut.mutation.mutators import mutation_operators  # noqa: E402

from tests.rules import casebook  # noqa: E402
from tests.rules.strategies import Scene, scenes  # noqa: E402
from tracker.model.assessment import Assessment, Verdicts  # noqa: E402
from tracker.model.plan import Plan  # noqa: E402

RULES = ROOT / "tracker" / "rules"
SHOWN_ONLY = ("sentences",)
WORDING = {"sentence", "reasons", "rule"}
SCENES = 200
SECONDS = 20


class Mutant(NamedTuple):
    """One change of a module: its number in it, and the whole source with the change made."""

    module: str
    number: int
    source: str


class Outcome(NamedTuple):
    """What became of a mutant: killed by a case, or the fields in which it answers otherwise, and where."""

    module: str
    number: int
    killer: str
    differs: tuple[str, ...] = ()
    where: str = ""


class _Places(cst.CSTVisitor):
    """Every node that may be changed: all code but annotations, imports, decorators and docstrings."""

    def __init__(self) -> None:
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Annotation, cst.Import, cst.ImportFrom, cst.Decorator)):
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.found.extend((node, changed) for changed in operator(node))
        return True


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module that still compiles."""
    tree = cst.parse_module((RULES / f"{module}.py").read_text(encoding="utf-8"))
    places = _Places()
    tree.visit(places)
    for number, (node, changed) in enumerate(places.found):
        source = tree.deep_replace(node, changed).code
        try:
            compile(source, module, "exec", dont_inherit=True)
        except SyntaxError:
            continue
        yield Mutant(module, number, source)


class _Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the one module from its changed source."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.source = f"tracker.rules.{mutant.module}", mutant.source

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self, origin=self.name) if name == self.name else None

    def exec_module(self, module: Any) -> None:
        exec(compile(self.source, str(RULES / f"{module.__name__.rpartition('.')[2]}.py"), "exec"), module.__dict__)


def load(mutant: Mutant) -> None:
    """The rules anew, with the mutant in them; the cases ask these from now on."""
    for name in [name for name in sys.modules if name.startswith("tracker.rules")]:
        del sys.modules[name]
    sys.meta_path.insert(0, _Loader(mutant))
    casebook.assess = importlib.import_module("tracker.rules").assess


def judged(mutant: Mutant) -> Outcome:
    """Run a mutant over the cases, and over the scenes if no case notices it."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        load(mutant)
        killer = next((case.name for case in casebook.all_cases() if casebook.faults(case)), "")
    except BaseException as error:
        return Outcome(mutant.module, mutant.number, f"{type(error).__name__}")
    if killer:
        return Outcome(mutant.module, mutant.number, killer)
    signal.alarm(10 * SECONDS)
    differs: dict[str, str] = {}
    for name, before, ask in EXPECTED:
        try:
            changed = differing(before, ask())
        except Exception as error:
            changed = {type(error).__name__}
        for field in changed:
            differs.setdefault(field, name)
        if changed - WORDING:
            break
    serious = [field for field in differs if field not in WORDING] or list(differs)
    return Outcome(mutant.module, mutant.number, "", tuple(differs), differs[serious[0]] if serious else "")


def _too_long(signum: int, frame: Any) -> None:
    raise TimeoutError


def differing(before: Verdicts, after: Verdicts) -> set[str]:
    """The fields in which two answers differ, those of the totals among them."""
    found = {
        field.name
        for one, other in zip(before.assessments, after.assessments, strict=True)
        if one != other
        for field in fields(Assessment)
        if getattr(one, field.name) != getattr(other, field.name)
    }
    found |= {f"totals.{field.name}" for field in fields(before.totals)
              if getattr(before.totals, field.name) != getattr(after.totals, field.name)}  # fmt: skip
    return found | {name for name in ("listed", "problems", "rows") if getattr(before, name) != getattr(after, name)}


def _expected() -> list[tuple[str, Verdicts, Any]]:
    """Every case and many random scenes, with the answer of the rules as they are."""
    found: list[tuple[str, Verdicts, Any]] = []
    for case in casebook.all_cases():
        found.append((case.name, casebook.answer(case).verdicts, lambda case=case: casebook.answer(case).verdicts))
    for scene in _drawn():
        plan = scene.plan
        for known_at in (None, scene.as_of):

            def ask(plan: Plan = plan, scene: Scene = scene, known_at: Any = known_at) -> Verdicts:
                return casebook.assess([plan], scene.rows, as_of=scene.as_of, known_at=known_at)

            rows = [{k: v for k, v in row._asdict().items() if v != row._field_defaults[k]} for row in scene.rows]
            found.append((f"{scene.as_of} known_at {known_at} {scene.written} {rows}", ask(), ask))
    return found


def _drawn() -> list[Scene]:
    drawn: list[Scene] = []

    @settings(max_examples=SCENES, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(scenes())
    def draw(scene: Scene) -> None:
        drawn.append(scene)

    draw()
    return drawn


def difference(mutant: Mutant, context: int = 0) -> str:
    before = (RULES / f"{mutant.module}.py").read_text(encoding="utf-8").splitlines()
    lines = unified_diff(before, mutant.source.splitlines(), lineterm="", n=context)
    return "\n".join(list(lines)[2:])


EXPECTED: list[tuple[str, Verdicts, Any]] = []


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("modules", nargs="*")
    options.add_argument("--only", type=int, nargs="*")
    options.add_argument("--children", type=int, default=2)
    asked = options.parse_args()
    modules = asked.modules or [p.stem for p in sorted(RULES.glob("*.py")) if p.stem not in (*SHOWN_ONLY, "__init__")]
    EXPECTED.extend(_expected())
    for module in modules:
        made = [mutant for mutant in mutants(module) if asked.only is None or mutant.number in asked.only]
        outcomes = run(made, asked.children)
        alive = [outcome for outcome in outcomes if not outcome.killer]
        serious = [o for o in alive if not WORDING.issuperset(o.differs)]
        wording = len([o for o in alive if o.differs]) - len(serious)
        print(f"{module}: {len(made)} mutants, {len(made) - len(alive)} killed, {len(serious)} answer otherwise, "
              f"{wording} in words alone, {len(alive) - len(serious) - wording} never seen to", flush=True)  # fmt: skip
        by_number = {mutant.number: mutant for mutant in made}
        for outcome in alive:
            print(f"--- {module} {outcome.number}: {' '.join(outcome.differs)}")
            print(difference(by_number[outcome.number], 3 if asked.only else 0))
            print(f"    {outcome.where[:1500]}", flush=True)


def run(made: list[Mutant], children: int) -> list[Outcome]:
    """Each mutant in a fork of its own, at most `children` at a time."""
    context = multiprocessing.get_context("fork")
    with context.Pool(children, maxtasksperchild=1) as pool:
        return pool.map(judged, made, chunksize=1)


if __name__ == "__main__":
    main()
