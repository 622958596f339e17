"""The fields of a row: what they are called in English and Chinese, and how their cells are read.

One table for every format; the reference pages and the schema are made from it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import islice

from tracker.model.numerals import tidy_unit
from tracker.readers import cells
from tracker.values import NamedTuple


class Field(NamedTuple):
    """One field of a row. The first of `headers` is the one that our own sheets have; `default` is an empty cell's."""

    name: str
    headers: tuple[str, ...]
    read: Callable[[str], object]
    default: object = ""
    example: str = ""

    @property
    def is_day(self) -> bool:
        """Whether the field holds a day: there a spreadsheet's number is a date."""
        return self.read is cells.read_day

    @property
    def is_number(self) -> bool:
        """Whether the field holds a number: there `70%` may be the number 0.7 in another format."""
        return self.read in (cells.read_figure, cells.read_amount)


FIELDS: tuple[Field, ...] = (
    Field("plan", ("计划", "计划编号", "plan_id"), cells.read_name, example="zibo-2021"),
    Field("target", ("目标编号", "目标", "指标编号", "target_id"), cells.read_subject, example="model-clinics-city"),
    Field(
        "org",
        ("单位", "填报单位", "报送单位", "责任单位", "责任主体", "地区", "区县", "organisation", "organization"),
        cells.read_subject,
        example="临淄区",
    ),
    Field("as_of", ("截至", "截至日期", "截至时间", "统计日期", "数据日期"), cells.read_day, None, "2021-06-30"),
    Field("mode", ("方式", "口径", "统计方式"), cells.read_mode, example="累计"),
    Field(
        "value",
        ("数值", "完成值", "累计完成", "累计完成数", "完成数", "完成量", "实际值", "实际完成"),
        cells.read_figure,
        None,
        "9200余",
    ),
    Field("numerator", ("分子",), cells.read_amount, None, "62"),
    Field("denominator", ("分母",), cells.read_amount, None, "90"),
    Field("done_on", ("完成日期", "完成时间", "办结日期"), cells.read_day, None, "2021-05-25"),
    Field("step", ("节点", "节点名称", "步骤"), cells.read_name, example="竣工"),
    Field("grade", ("等级", "完成等级"), cells.read_name, example="部分达成"),
    Field("member", ("成员", "成员单位"), cells.read_name, example="南街卫生院"),
    Field("unit", ("计量单位", "数量单位"), cells.read_unit, example="个"),
    Field("bound", ("约数", "限定"), cells.read_bound, "exact", "约"),
    Field("confirmed", ("是否核实", "已核实", "核实"), cells.read_flag, True, "否"),
    Field("supersedes", ("更正", "更正编号", "更正记录"), cells.read_name, example="2021-06-003"),
    Field(
        "text", ("事项", "任务", "工作任务", "任务内容", "目标内容"), cells.read_subject, example="市级示范标准村卫生室"
    ),
    Field("reason", ("滞后原因", "原因"), cells.read_text, example="设备采购延期"),
    Field("next_step", ("下步措施", "下一步措施", "措施"), cells.read_text, example="十月完成招标"),
    Field("note", ("备注", "说明"), cells.read_text, example="含在建"),
    Field("id", ("记录编号", "行号", "记录号"), cells.read_name, example="2021-06-004"),
    Field(
        "reported_on",
        ("报送日期", "报送时间", "上报日期", "填报日期"),
        cells.read_day,
        None,
        "2021-07-05",
    ),
    Field("source", ("来源", "来源文件"), cells.read_name, example="6月月报.docx"),
)
"""Every field, in the order of `Achievement`."""

HEADER_LIMIT = 60
"""Characters of the longest text that is tried as a header."""
COLUMN_LIMIT = 1_000
"""Columns of the widest table that is read."""
NUMBERING = frozenset(("序号", "no", "no.", "#"))
"""Columns that only count the rows: nothing is lost with them."""


def plain(header: str) -> str:
    """A header without what does not tell two headers apart: width, case, blanks, underscores, a star.

    >>> plain(" ＡＳ_Of＊ "), plain("报送 日期")
    ('asof', '报送日期')
    """
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(c for c in text if c not in "_*-'\"" and c.isprintable() and not c.isspace())


class Column(NamedTuple):
    """What a header says: its field (None: unknown), and a unit or mode that it adds in brackets.

    `given` says that our own form filled the column in: a row that has nothing in the others is empty.
    """

    header: str
    field: Field | None
    unit: str = ""
    mode: str = ""
    given: bool = False


GIVEN = frozenset(("已填", "given"))
_REMARKS = frozenset(("必填", "选填", "可选", "可不填", "年月日", "年/月/日", "required", "optional"))


class Vocabulary:
    """The fields of one kind of row by their names; the header of `measured` may add a unit or a mode in brackets."""

    def __init__(self, fields: tuple[Field, ...], measured: str) -> None:
        self.fields = fields
        self.measured = measured
        self.positions: Mapping[str, int] = {field.name: position for position, field in enumerate(fields)}
        self.by_header: Mapping[str, Field] = {
            plain(name): field for field in fields for name in (field.name, *field.headers)
        }
        self.column = lru_cache(maxsize=4096)(self._column)
        self.suggestion = lru_cache(maxsize=4096)(self._suggestion)

    def _column(self, header: str) -> Column:
        """The column that a header names."""
        header = header.strip().strip("\ufeff")
        if len(header) > HEADER_LIMIT:
            return Column(header, None)
        text = plain(header)
        field = self.by_header.get(text)
        base, bracket, rest = text.partition("(")
        if field is not None or not bracket or not rest.endswith(")"):
            return Column(header, field)
        field, remark = self.by_header.get(base), rest[:-1]
        if remark in GIVEN:
            return Column(header, field, given=True)
        if field is None or remark in _REMARKS or field.name != self.measured:
            return Column(header, field)
        if remark in cells.MODES:
            return Column(header, field, mode=cells.MODES[remark])
        return Column(header, field, unit=tidy_unit(remark))

    def known(self, headers: Iterable[str]) -> int:
        """How many of these headers are fields: a row with two of them is a header row."""
        return sum(1 for header in islice(headers, COLUMN_LIMIT) if header and self.column(header).field)

    def _suggestion(self, header: str) -> str:
        """The known name most like an unknown header; empty if none is."""
        from difflib import SequenceMatcher, get_close_matches

        text = plain(header[:HEADER_LIMIT])
        order = list(self.by_header)
        found = get_close_matches(text, order, n=8, cutoff=1 / 2 if len(text) <= 2 else 3 / 5)
        if not found:
            return ""
        # of equally good names, the one that begins alike, then the first of the table
        best = max(found, key=lambda n: (SequenceMatcher(None, n, text).ratio(), n[0] == text[0], -order.index(n)))
        field = self.by_header[best]
        return next(name for name in (field.name, *field.headers) if plain(name) == best)


ROW = Vocabulary(FIELDS, measured="value")
"""The fields of an achievement.

>>> column = ROW.column("数值（万元）")
>>> column.field.name, column.unit
('value', '万元')
"""
