"""What people promise: `Plan` and `Target`, frozen, exactly the keys of a plan file (SPEC §2).

A model says what shape a value has. What must hold between values (one comparator, dates in order, ids that
exist) is checked in `tracker.plans`, where every problem can be shown at its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PrivateAttr, WithJsonSchema
from pydantic_core import PydanticCustomError

from tracker.calendar import Period, parse_day, parse_period
from tracker.model.numerals import Number, parse_number, tidy, tidy_unit
from tracker.problems import Source


class Measure(StrEnum):
    """How a target's values behave over time (SPEC §2)."""

    COUNT = "count"
    LEVEL = "level"
    MILESTONE = "milestone"
    GRADED = "graded"


class Comparator(StrEnum):
    """How the value is held against the goal; written as the key itself."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    EQUALS = "equals"
    DONE = "done"
    GRADE_AT_LEAST = "grade_at_least"
    EACH = "each"


Rollup = Literal["sum", "met", "ratio", "weighted", "all", "worst", "none"]
Relative = Literal["points", "percent", "times"]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as written: an exact number with the unit written behind it, absolute or relative to the baseline.

    `relative` is `points` (+5pp), `percent` (+5%) or `times` (x2, 翻番); None for an absolute goal.
    `comparator` is the one that the words imply (不少于 → at_least), if any.
    """

    value: Decimal
    unit: str = ""
    relative: Relative | None = None
    comparator: str | None = None
    text: str = ""

    def against(self, baseline: Decimal | None) -> Decimal | None:
        """The absolute goal; None for a relative goal without a baseline.

        >>> Goal(Decimal(5), relative="percent").against(Decimal(200))
        Decimal('210')
        """
        if self.relative is None:
            return self.value
        if baseline is None:
            return None
        if self.relative == "points":
            return baseline + self.value
        if self.relative == "percent":
            return baseline * (100 + self.value) / 100
        return baseline * self.value

    def __str__(self) -> str:
        return self.text or f"{self.value}{self.unit}"


_TIMES = {"翻番": 2, "翻一番": 2, "翻两番": 4, "翻二番": 4, "翻三番": 8}


def _text(value: object) -> str:
    """Any scalar as the text that was written: ids and names may look like numbers."""
    if isinstance(value, str):
        if not value.strip():
            raise PydanticCustomError("T104", "empty text")
        return value.strip()
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return str(value)
    raise PydanticCustomError("T103", "not a text", {"wanted": "text"})


def parse_goal(value: object) -> Goal:
    """A goal as written in a plan: a number, `80%`, `不少于170名`, or relative (`+5pp`, `-10%`, `x2`, `翻番`)."""
    if isinstance(value, Goal):
        return value
    text = _scalar_text(value)
    body = tidy(text)
    if body in _TIMES:
        return Goal(Decimal(_TIMES[body]), relative="times", text=text)
    if body[:1] in ("x", "X", "×", "*") and body[1:].strip():
        return Goal(_number(body[1:]).value, relative="times", text=text)
    number = _number(body)
    if body[:1] in "+-" and isinstance(value, str):
        if number.unit in ("pp", "个百分点", "百分点"):
            return Goal(number.value, relative="points", text=text)
        if number.unit == "%":
            return Goal(number.value, relative="percent", text=text)
        if body.startswith("+"):
            raise PydanticCustomError("T112", "a bare +5", {"found": text})
    if number.bound == "approx" or (number.bound != "exact" and number.comparator is None):
        raise PydanticCustomError("T113", "a vague goal", {"found": text})
    return Goal(number.value, number.unit, comparator=number.comparator, text=text)


def _scalar_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise PydanticCustomError("T103", "not a number", {"wanted": "number"})
    return str(value)


def _number(text: str) -> Number:
    try:
        return parse_number(text)
    except ValueError as error:
        raise PydanticCustomError(_NUMBER_CODES[str(error)], "not a number", {"found": text}) from None


_NUMBER_CODES: dict[str, Literal["T105", "T106", "T107", "T108", "T109", "T111"]] = {
    "not_a_number": "T105",
    "leading_zero": "T106",
    "sexagesimal": "T107",
    "exponent": "T108",
    "too_long": "T109",
    "ambiguous": "T111",
}


def _amount(value: object) -> Decimal:
    """A number without words or unit: weights, thresholds, tolerances."""
    number = _number(_scalar_text(value))
    if number.bound != "exact" or number.unit:
        raise PydanticCustomError("T105", "not a bare number", {"found": str(value)})
    return number.value


def _positive(value: object) -> Decimal:
    amount = _amount(value)
    if amount <= 0:
        raise PydanticCustomError("T114", "not positive", {"found": str(value)})
    return amount


def _share(value: object) -> Decimal:
    """A share as a percentage: `100%` or `100` is 100."""
    number = _number(_scalar_text(value))
    if number.unit not in ("", "%") or not 0 < number.value <= 100:
        raise PydanticCustomError("T115", "not a share", {"found": str(value)})
    return number.value


def _day(value: object, *, last: bool) -> date:
    if isinstance(value, date):
        return value
    text = _text(value)
    try:
        return parse_day(text, last=last)
    except ValueError:
        raise PydanticCustomError("T120", "not a day", {"found": text}) from None


def _first_day(value: object) -> date:
    return _day(value, last=False)


def _last_day(value: object) -> date:
    return _day(value, last=True)


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    if isinstance(value, Mapping):
        if set(value) != {"start", "end"}:
            raise PydanticCustomError("T121", "not a period", {"found": "{" + ", ".join(map(str, value)) + "}"})
        return Period(_first_day(value["start"]), _last_day(value["end"]))
    text = _text(value)
    try:
        return parse_period(text)
    except ValueError:
        raise PydanticCustomError("T121", "not a period", {"found": text}) from None


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "是"):
        return True
    if value in ("false", "False", "否"):
        return False
    raise PydanticCustomError("T116", "not true or false", {"found": str(value)})


def _listed(value: object) -> object:
    """One name where a list is wanted is a list of one."""
    return [value] if isinstance(value, str) else value


def _unit(value: object) -> str:
    return tidy_unit(_text(value))


_NUMBER_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "string"}]}
_DAY_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "integer"}]}

Text = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"]})]
Unit = Annotated[str, BeforeValidator(_unit), WithJsonSchema({"type": "string"})]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
GoalValue = Annotated[Goal, BeforeValidator(parse_goal), PlainSerializer(str), WithJsonSchema(_NUMBER_SCHEMA)]
Amount = Annotated[Decimal, BeforeValidator(_amount), WithJsonSchema(_NUMBER_SCHEMA)]
Positive = Annotated[Decimal, BeforeValidator(_positive), WithJsonSchema(_NUMBER_SCHEMA)]
Share = Annotated[Decimal, BeforeValidator(_share), WithJsonSchema(_NUMBER_SCHEMA)]
FirstDay = Annotated[date, BeforeValidator(_first_day), WithJsonSchema(_DAY_SCHEMA)]
LastDay = Annotated[date, BeforeValidator(_last_day), WithJsonSchema(_DAY_SCHEMA)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
PeriodValue = Annotated[
    Period,
    BeforeValidator(_period),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "integer"]},
                {
                    "type": "object",
                    "properties": {"start": _DAY_SCHEMA, "end": _DAY_SCHEMA},
                    "required": ["start", "end"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


class _Model(BaseModel):
    """Frozen, and nothing but the known keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _bare_baseline(value: object) -> object:
    """`baseline: 60%` is short for `{value: 60%}`."""
    return value if isinstance(value, (Mapping, BaseModel)) else {"value": value}


class Baseline(_Model):
    """Where the value stood before: the value and the day that it speaks of."""

    value: GoalValue
    on: LastDay | None = None


class Step(_Model):
    """One step of a milestone: its name, its due day, and its weight in the progress."""

    name: Text
    due: LastDay
    weight: Positive = Decimal(1)


class Each(_Model):
    """`每个…至少…`: the inner comparator must hold for a share of the members."""

    of: Text
    members: Annotated[
        int | tuple[Text, ...],
        BeforeValidator(lambda v: _member_count(v)),
        WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "array", "items": {"type": "string"}}]}),
    ]
    at_least: GoalValue | None = None
    more_than: GoalValue | None = None
    at_most: GoalValue | None = None
    less_than: GoalValue | None = None
    unit: Unit = ""
    share: Share = Decimal(100)

    @property
    def count(self) -> int:
        """N: how many members there are."""
        return self.members if isinstance(self.members, int) else len(self.members)

    @property
    def inner(self) -> tuple[Comparator, Goal]:
        """The inner comparator and its goal (checked on loading: there is exactly one)."""
        for comparator in NUMERIC[:4]:
            goal = getattr(self, comparator)
            if goal is not None:
                return comparator, goal
        raise ValueError("each: no comparator")


def _member_count(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return tuple(value)
    amount = _amount(value)
    if amount != amount.to_integral_value() or not 0 < amount <= 10_000_000:
        raise PydanticCustomError("T117", "not a number of members", {"found": str(value)})
    return int(amount)


class Curve(_Model):
    """Where the value should be by when (SPEC §4); `points` are kept in the order of their days."""

    kind: Literal["linear", "points", "flat", "none"] = "linear"
    points: Mapping[LastDay, GoalValue] = Field(default_factory=dict)
    shape: Literal["line", "step"] = "line"


def _bare_curve(value: object) -> object:
    if isinstance(value, Mapping):
        return value if "kind" in value else {"kind": "points", **value}
    if isinstance(value, str):
        return {"kind": {"序时": "linear"}.get(value, value)}
    return value


class Revision(_Model):
    """A decision that changes a target; it never overwrites what was promised before it."""

    decided_on: FirstDay
    field: Text | None = None
    to: Any = None
    withdraw: Flag = False
    reason: Text | None = None

    _value: object = PrivateAttr(None)

    @property
    def value(self) -> object:
        """`to`, read as what the field holds: a date for due, a goal for a comparator or baseline."""
        return self._value


class Reporting(_Model):
    """How often progress is to be reported, and by which day of the period after."""

    every: Literal["month", "quarter", "half", "year"] = "month"
    day: Annotated[
        int,
        BeforeValidator(lambda v: int(_amount(v))),
        Field(ge=1, le=28),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 28}),
    ] = 5


class Hints(_Model):
    """Words that help to recognise a target in prose."""

    terms: Texts = ()
    exclude: Texts = ()
    level: Text | None = None


class Origin(_Model):
    """Where a promise stands: the document, the span of characters in it (from 0), and the words quoted."""

    file: Text
    line: int | None = None
    start: int | None = None
    end: int | None = None
    quote: Text | None = None


def _origins(value: object) -> object:
    return [value] if isinstance(value, (Mapping, BaseModel)) else value


class Thresholds(_Model):
    """A policy as numbers: when a schedule gap turns yellow or red (SPEC §6).

    With basis `gap` the thresholds are percentage points of P − E; with `ratio` they are bounds of P/E.
    `red: none` never judges far behind.
    """

    name: Text = "own"
    title: Text | None = None
    basis: Literal["gap", "ratio"] = "gap"
    amber: Amount = Decimal(10)
    red: Annotated[
        Decimal | None,
        BeforeValidator(lambda v: None if v in (None, "none") else _amount(v)),
        WithJsonSchema(_NUMBER_SCHEMA),
    ] = Decimal(30)
    ahead: Amount = Decimal(10)
    due_soon: Annotated[int, BeforeValidator(lambda v: int(_amount(v))), Field(ge=0)] = 30
    stale: Annotated[int, BeforeValidator(lambda v: int(_amount(v))), Field(ge=0)] = 45


Policy = Thresholds


class Target(_Model):
    """One promise: a measure, a goal, a due date, an owner (SPEC §2)."""

    id: Text
    text: Text
    measure: Measure | None = None
    at_least: GoalValue | None = None
    more_than: GoalValue | None = None
    at_most: GoalValue | None = None
    less_than: GoalValue | None = None
    between: Annotated[
        tuple[GoalValue, GoalValue] | None,
        WithJsonSchema({"type": "array", "items": _NUMBER_SCHEMA, "minItems": 2, "maxItems": 2}),
    ] = None
    equals: GoalValue | None = None
    tolerance: Annotated[Goal | None, BeforeValidator(parse_goal), WithJsonSchema(_NUMBER_SCHEMA)] = None
    done: Flag | None = None
    grade_at_least: Text | None = None
    each: Each | None = None
    grades: Texts = ("未开展", "部分达成", "达成")
    unit: Unit = ""
    of: Text | None = None
    stock: Flag = False
    start: FirstDay | None = None
    due: LastDay | None = None
    baseline: Annotated[Baseline | None, BeforeValidator(_bare_baseline)] = None
    curve: Annotated[Curve | None, BeforeValidator(_bare_curve)] = None
    attain: Literal["by_due", "throughout"] = "by_due"
    steps: tuple[Step, ...] = ()
    lead: Text | None = None
    support: Texts = ()
    theme: Text | None = None
    weight: Positive = Decimal(1)
    binding: Flag = True
    stretch: GoalValue | None = None
    parent: Text | None = None
    parts: Texts = ()
    allocation: Mapping[Text, GoalValue] = Field(default_factory=dict)
    weights: Mapping[Text, Positive] = Field(default_factory=dict)
    rollup: Rollup | None = None
    report: Reporting | None = None
    match: Hints | None = None
    revisions: tuple[Revision, ...] = ()
    source: Annotated[tuple[Origin, ...], BeforeValidator(_origins)] = ()
    note: Text | None = None

    _place: Source = PrivateAttr(Source())

    @property
    def place(self) -> Source:
        """Where the target stands in the plan file."""
        return self._place

    @property
    def comparator(self) -> Comparator:
        """The comparator that is written (checked on loading: there is exactly one)."""
        for comparator in Comparator:
            if getattr(self, comparator) is not None:
                return comparator
        return Comparator.DONE  # a target with steps alone promises that they are done

    @property
    def kind(self) -> Measure:
        """The measure: as declared, else the default of SPEC §2."""
        if self.measure is not None:
            return self.measure
        if self.done or self.steps:
            return Measure.MILESTONE
        if self.grade_at_least is not None:
            return Measure.GRADED
        if self.each is not None:
            return Measure.COUNT
        if self.stock or self.goal_unit in ("%", "‰") or self.of is not None:
            return Measure.LEVEL
        return Measure.COUNT

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goal or goals as first written: one, two for between, none for done and graded."""
        value = getattr(self, self.comparator)
        if isinstance(value, Goal):
            return (value,)
        return value if self.comparator is Comparator.BETWEEN else ()

    @property
    def goal_unit(self) -> str:
        """The unit of the target's values: as declared, else the one written behind the goal."""
        if self.unit:
            return self.unit
        if self.each is not None:
            return ""
        return next((goal.unit for goal in self.goals if goal.unit), "")


NUMERIC = (
    Comparator.AT_LEAST,
    Comparator.MORE_THAN,
    Comparator.AT_MOST,
    Comparator.LESS_THAN,
    Comparator.BETWEEN,
    Comparator.EQUALS,
)


class Plan(_Model):
    """One YAML file: who promised what for which period (SPEC §1)."""

    plan: Text
    title: Text | None = None
    org: Text | None = None
    period: PeriodValue
    orgs: Texts = ()
    policy: Annotated[Text | Thresholds | None, Field(union_mode="left_to_right")] = None
    report: Reporting | None = None
    lexicon: Text | None = None
    targets: tuple[Target, ...]
    note: Text | None = None

    _file: str = PrivateAttr("")

    @property
    def id(self) -> str:
        """The plan's id, as rows name it in their `plan` field."""
        return self.plan

    @property
    def file(self) -> str:
        """The file that the plan was read from; empty for a plan made in Python."""
        return self._file

    def __getitem__(self, target_id: str) -> Target:
        for target in self.targets:
            if target.id == target_id:
                return target
        raise KeyError(target_id)

    def start_of(self, target: Target) -> date:
        """The target's first day: its own, else the plan's."""
        return target.start or self.period.start

    def due_of(self, target: Target) -> date:
        """The target's original due day: its own, else the plan's last day."""
        return target.due or self.period.end


ALIASES: Mapping[str, tuple[str, ...]] = {
    "plan": ("计划",),
    "title": ("标题", "名称"),
    "org": ("单位", "责任主体"),
    "orgs": ("下级单位", "所辖单位"),
    "period": ("周期", "期间"),
    "policy": ("研判标准",),
    "report": ("报送",),
    "lexicon": ("词表",),
    "targets": ("目标",),
    "id": ("编号",),
    "text": ("任务", "内容", "事项"),
    "measure": ("类型",),
    "at_least": ("不少于", "不低于"),
    "more_than": ("超过", "多于"),
    "at_most": ("不超过", "不多于"),
    "less_than": ("低于", "少于"),
    "between": ("介于",),
    "equals": ("等于",),
    "tolerance": ("允差",),
    "done": ("完成",),
    "grade_at_least": ("等级不低于",),
    "each": ("每个",),
    "grades": ("等级",),
    "of": ("对象",),
    "members": ("成员",),
    "share": ("比例",),
    "unit": ("计量单位",),
    "stock": ("存量",),
    "start": ("开始", "起始日期"),
    "end": ("结束", "截止"),
    "due": ("期限", "完成时限", "截止日期"),
    "baseline": ("基线", "基期值"),
    "on": ("日期",),
    "value": ("数值",),
    "curve": ("序时曲线",),
    "attain": ("达标方式",),
    "steps": ("节点",),
    "name": ("节点名称",),
    "weight": ("权重",),
    "lead": ("牵头单位", "责任单位", "牵头"),
    "support": ("配合单位", "配合"),
    "theme": ("专题", "领域"),
    "binding": ("约束性",),
    "stretch": ("力争",),
    "parent": ("上级目标",),
    "parts": ("组成",),
    "allocation": ("目标分解",),
    "weights": ("各单位权重",),
    "rollup": ("汇总方式",),
    "match": ("匹配",),
    "revisions": ("调整",),
    "decided_on": ("决定日期",),
    "field": ("字段",),
    "to": ("调整为",),
    "withdraw": ("撤销",),
    "reason": ("原因", "理由"),
    "source": ("来源",),
    "note": ("备注",),
}
"""Chinese names of the keys of a plan file; a name may be written wherever its key may."""
