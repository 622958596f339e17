"""The board: what the engine says of every target on a day, as a sequence that can be shown, filtered and exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, overload

from tracker import rules, words
from tracker.model.assessment import Assessment, Flag, Status, Verdicts
from tracker.model.plan import Plan
from tracker.problems import PlanError, Problem, Source, refuse
from tracker.report.selection import belongs, owners
from tracker.values import fields_of, frozen, made, replace

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from tracker.render.arrow import Table
    from tracker.render.layout import Page


@frozen
class Board(Verdicts, Sequence[Assessment]):
    """Assessments in the order of the plans, with their totals and what became of every row.

    `rows_in` is the count of rows read, `refused` of those that could not be used; `plans` are the plans judged.
    """

    plans: tuple[Plan, ...] = ()
    lang: str = "zh"
    rows_in: int = 0
    refused: int = 0
    titles: Mapping[str, str] = made(default_factory=dict)

    @classmethod
    def of(
        cls,
        verdicts: Verdicts,
        plans: Sequence[Plan] = (),
        *,
        lang: str = "zh",
        rows_in: int | None = None,
        refused: int = 0,
        unread: Sequence[Problem] = (),
    ) -> Board:
        """The board of an answer of the engine; `unread` are the problems of rows that never reached it."""
        given = {name: getattr(verdicts, name) for name in fields_of(Verdicts)}
        given["problems"] = (*unread, *verdicts.problems)
        return cls(
            **given,
            plans=tuple(plans),
            lang=lang,
            rows_in=verdicts.rows + refused if rows_in is None else rows_in,
            refused=refused,
            titles={plan.id: plan.title or plan.id for plan in plans},
        )

    def __len__(self) -> int:
        return len(self.assessments)

    def __iter__(self) -> Iterator[Assessment]:
        return iter(self.assessments)

    @overload
    def __getitem__(self, key: int | str | tuple[str, str]) -> Assessment: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Assessment, ...]: ...
    def __getitem__(self, key: int | str | tuple[str, str] | slice) -> Assessment | tuple[Assessment, ...]:
        """By place, or by the id of a target, `plan/target` where two plans use the same id; `id, org` for one unit.

        Raises:
            KeyError: no such target, with the nearest ones; an id of several plans; a target that is one for each unit.
        """
        match key:
            case str():
                return self.find(key)
            case (str(name), str(org)):
                return self.find(name, org)
            case _:
                return self.assessments[key]

    def find(self, key: str, org: str | None = None) -> Assessment:
        """A target's assessment by its id or `plan/target`; with `org`, that unit's share of it, or its own.

        Raises:
            KeyError: no such target or unit, with the nearest ones; an id of several plans; a target for each unit
                without the unit.
        """
        named = [a for a in self.assessments if key in (a.target, f"{a.plan}/{a.target}")]
        if not named:
            raise KeyError(words.say("find.unknown", self.lang, found=key, near=self._near(key)))
        found = [a for a in named if (a.scope == "plan" if org is None else a.org == org and a.scope == "org")]
        found = found or [a for a in named if org is not None and a.org == org]
        if len(found) == 1 and (org is not None or not found[0].for_each):
            return found[0]
        if found and found[0].for_each and org is None and len({a.plan for a in found}) == 1:
            orgs = "、".join(a.org for a in found[:UNITS_NAMED])
            raise KeyError(words.say("find.for_each", self.lang, target=key, near=orgs))
        if found:
            choices = "、".join(dict.fromkeys(f"{a.plan}/{a.target}" for a in found))
            raise KeyError(words.say("find.several", self.lang, found=key, near=choices))
        orgs = "、".join([a.org for a in named if a.of_unit][:UNITS_NAMED]) or "-"
        raise KeyError(words.say("find.org", self.lang, found=org or "", target=key, near=orgs))

    def _near(self, key: str) -> str:
        from difflib import get_close_matches

        ids = dict.fromkeys(a.target for a in self.assessments)
        full = dict.fromkeys(f"{a.plan}/{a.target}" for a in self.assessments) if "/" in key else {}
        return "、".join(get_close_matches(key, [*ids, *full], 3, 0.5)) or "、".join(list(ids)[:5])

    def filter(
        self,
        *,
        only: str | Iterable[Status | Flag | str] = (),
        org: str | None = None,
        lead: str | None = None,
        theme: str | None = None,
        orgs: bool = False,
    ) -> Board:
        """The board of some targets, with totals of its own.

        Args:
            only: statuses and flags, any of which will do: `"overdue,behind"`, in Chinese too.
            org: of this unit, its shares of allocated goals included; the totals then count those.
            lead: led by this department.
            theme: of this theme.
            orgs: let `only` look at the units of an allocation by themselves, not only at their targets.

        Raises:
            PlanError: `only` names no status or flag, or nothing on the board has that org, lead or theme.
        """
        wanted = frozenset(judgements_named(only))
        for name, value in (("org", org), ("lead", lead), ("theme", theme)):
            if value is not None:
                must_know((part for a in self.assessments for part in owners(a, name)), name, value)
        kept = [
            a
            for a in self.assessments
            if belongs(a, org=org, lead=lead, theme=theme) and (orgs or a.scope == "plan" or org)
        ]
        kept = [a for a in kept if not wanted or a.status in wanted or not wanted.isdisjoint(a.flags)]
        if not orgs and not org:
            whole = set(map(id, kept))
            heads = {(a.plan, a.target) for a in kept}
            kept = [a for a in self.assessments if id(a) in whole or (a.scope == "org" and (a.plan, a.target) in heads)]
        counted = [replace(a, scope="plan") for a in kept] if org else kept
        return replace(self, assessments=tuple(kept), totals=rules.totals(counted))

    def table(
        self,
        *,
        width: int | None = None,
        orgs: bool = False,
        ascii_only: bool = False,
        wide: bool = False,
    ) -> Page:
        """The table as rich shows it in a terminal; `print(board)` gives it as plain text.

        Args:
            width: how many cells are wide; by default as many as the terminal has.
            orgs: with the units of allocated goals beneath their targets.
            ascii_only: rules and bars in ASCII.
            wide: characters of ambiguous width take two cells.
        """
        from tracker.render import table
        from tracker.render.layout import Canvas

        canvas = Canvas(width, ascii=ascii_only, wide=wide, lang=self.lang)
        return replace(table.board(self, titles=self.titles, orgs=orgs), canvas=canvas)

    def __str__(self) -> str:
        return self.table().text()

    def __repr__(self) -> str:
        return f"<Board of {len(self.assessments)} assessments as of {self.as_of}>"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.table()

    def _repr_html_(self) -> str:
        from tracker.render import html
        from tracker.render.layout import Canvas

        return html.board(self, Canvas(lang=self.lang), titles=self.titles)

    def to_dicts(self) -> list[dict[str, object]]:
        """The assessments as dicts with the keys and values of the JSON: int, Decimal, text, None; days in ISO form."""
        import json
        from decimal import Decimal

        from tracker.render.json import assessment

        return [json.loads(assessment(a), parse_float=Decimal) for a in self.assessments]

    def to_json(self) -> str:
        """The board as JSON, schema 1: what `tracker status --json` prints."""
        from tracker.render import json

        return "".join(json.status(self))

    def to_csv(self) -> str:
        """The assessments as CSV that is safe to open in a spreadsheet; write it as UTF-8, it brings its mark."""
        from tracker.render import csv

        return "".join(csv.status(self.assessments, self.lang))

    def to_markdown(self, *, orgs: bool = False) -> str:
        """The board as a Markdown table with its totals."""
        from tracker.render import markdown
        from tracker.render.layout import Canvas

        return "".join(markdown.status(self, Canvas(lang=self.lang), titles=self.titles, orgs=orgs))

    def to_arrow(self) -> Table:
        """The assessments as an Arrow table, for pandas, polars or DuckDB; numbers are doubles there.

        Raises:
            ModuleNotFoundError: pyarrow is not installed; the message says how to.
        """
        from tracker.render import arrow

        return arrow.board(self.assessments, self.lang)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        stream: object = self.to_arrow().__arrow_c_stream__(requested_schema)
        return stream


UNITS_NAMED = 20
"""Units that are named where one has to be chosen."""


def must_know(names: Iterable[str], name: str, value: str) -> None:
    """Make sure that `value`, asked for as an `org`, `lead` or `theme`, is among the names that there are.

    Raises:
        PlanError: it is not; the nearest names are told.
    """
    known = dict.fromkeys(filter(None, names))
    if value not in known:
        from difflib import get_close_matches

        params = {
            "found": value,
            "option": f"--{name}",
            "suggestion": next(iter(get_close_matches(value, list(known), 1, 0.4)), ""),
            "choices": "、".join(list(known)[:20]),
        }
        raise refuse("", "W132", **params)


def judgements_named(names: str | Iterable[Status | Flag | str]) -> list[Status | Flag]:
    """Statuses and flags by name: as in the JSON, or as either language shows them.

    Raises:
        PlanError: a name that is neither a status nor a flag.

    >>> judgements_named("overdue,滞后")
    [<Flag.OVERDUE: 'overdue'>, <Status.BEHIND: 'behind'>]
    """
    given = names.replace("，", ",").replace("、", ",").split(",") if isinstance(names, str) else names
    texts = [text for text in (str(name).strip() for name in given) if text]
    known = _known_names() if texts else {}
    found: list[Status | Flag] = []
    problems = []
    for text in texts:
        judgement = known.get(text.casefold().replace("-", "_").replace(" ", "_"))
        if judgement is None:
            problems.append(_unknown_name(text, known))
        else:
            found.append(judgement)
    if problems:
        raise PlanError(problems)
    return found


def _known_names() -> dict[str, Status | Flag]:
    """Every way to write a status or a flag; a name of both kinds (none so far) would be the status."""
    names: dict[str, Status | Flag] = {}
    for member in (*Status, *Flag):
        kind = "status" if isinstance(member, Status) else "flag"
        key = "name.overdue" if member is Flag.OVERDUE else f"{kind}.{member}"
        for name in (member.value, *(words.say(key, lang) for lang in words.LANGUAGES)):
            names.setdefault(name.casefold().replace(" ", "_"), member)
    return names


def _unknown_name(text: str, known: Mapping[str, Status | Flag]) -> Problem:
    from difflib import get_close_matches

    suggestion = next(iter(get_close_matches(text, list(known), 1)), "")
    return Problem(Source(), "W131", {"found": text, "suggestion": suggestion})
