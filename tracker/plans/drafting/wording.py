"""How a promise is worded: what is to be done, at which level, of what, in the document's own words."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.lexicon import package
from tracker.model.statement import Kind, Statement

TEXT_LENGTH = 80
AFTER = re.compile(
    "增长|上涨|下降|降低|减少|增加|提高|提升|回落|上升|扩大|控制|达到?|实现|覆盖|占|保持|稳定|压减|缩短"
    "|竣工|完工|投用|投入使用|建成投用|挂牌|开工|完成"
)
"""Verbs that stand behind what they speak of; all others stand before it."""
EMPTY = re.compile("达到?|实现|占|保持|稳定|控制|是|为")
"""Verbs that say nothing that the comparator does not say."""
_TRIMMED = ' \t\r\n，,。；;：:、（("*·-—！!'
THIN = 4
"""Characters: fewer (县, 市级) say nothing by themselves."""
_MEASURE = re.compile("..[率量额值]")
_NOW = re.compile("今年|本年|年内|全年|年底前?")
_OPENING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|今年|本年|年内|全年|年底前?|\d{4}年|要|将|拟|计划|力争|[,，、\s])+"
)
_HALF = re.compile(r"(?<=[\u3400-\u9fff%)）])[,;:](?=[\u3400-\u9fff“])")
_FULL = {",": "，", ";": "；", ":": "："}


def phrase(statement: Statement) -> str:
    """The text of a target: verb, level and subject, cut to what a table can hold.

    Of an event, and where that says too little, it is the document's own sentence.

    >>> from tracker.model.statement import Kind, Role
    >>> def said(**given):
    ...     return Statement("s", 0, 1, "", "", given.pop("clause", ""), Kind.COUNT, Role.TARGET, **given)
    >>> phrase(said(subject="示范标准村卫生室", level="市级", action="建成"))
    '建成市级示范标准村卫生室'
    >>> phrase(said(subject="国内生产总值", action="增长")), phrase(said(subject="城镇登记失业率", action="控制"))
    ('国内生产总值增长', '城镇登记失业率')
    """
    subject = _NOW.sub("", _with_quote(statement)).strip(_TRIMMED)
    level = statement.level if statement.level not in subject else ""
    action = statement.action if statement.action not in subject and not EMPTY.fullmatch(statement.action) else ""
    worded = _cut(f"{level}{subject}{action}" if AFTER.fullmatch(action) else f"{action}{level}{subject}")
    if statement.kind is not Kind.EVENT and tells(worded):
        return worded
    told = [statement.clause] if statement.kind is Kind.EVENT else _around(statement)
    cut = [_cut(each) for each in told]
    return next(filter(tells, cut), "") or cut[0] or worded or _cut(statement.quote) or statement.id


def _with_quote(statement: Statement) -> str:
    """The subject, with the mark that opens the quotation which it ends in."""
    subject = statement.subject
    if subject.count("”") > subject.count("“"):
        return f"“{subject}"
    return subject


def tells(text: str) -> bool:
    """Whether a text says what it is about: 专项资金安排 and 试点范围扩大到县 are said of anything.

    >>> tells("城镇新增就业"), tells("赤字率"), tells("专项资金安排"), tells("比上年增长")
    (True, True, False, False)
    """
    said = len(text) >= THIN or _MEASURE.fullmatch(text) is not None
    return said and len(_nothing_own().sub("", text)) > 1


@lru_cache(maxsize=1)
def _nothing_own() -> re.Pattern[str]:
    """The words of the package's lexicon that are said of anything."""
    known = package()
    words = sorted({*known.listed("generic"), *known.listed("light"), "人均", "每年", "每人"}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) + r"|[\W\d]|[县市区的到将拟和万亿元]")


def _around(statement: Statement) -> list[str]:
    """The sentence from its last semicolon to the end of the statement's clause, and on to the next semicolon."""
    sentence, place = statement.sentence, statement.sentence.find(statement.clause)
    if place < 0:
        return [sentence]
    start = max(sentence.rfind(mark, 0, place) for mark in ";；。") + 1
    end = place + len(statement.clause)
    return [sentence[start:end], re.split("[;；。]", sentence[start:])[0]]


def _cut(text: str) -> str:
    """Without the time and the marks of a plan that it begins with, its punctuation that of Chinese prose."""
    told = _HALF.sub(lambda mark: _FULL[mark[0]], one_line(text))
    return _OPENING.sub("", told)[:TEXT_LENGTH].strip(_TRIMMED)


def one_line(text: str) -> str:
    """A text on one line, what cannot be seen left out."""
    return re.sub(r"\s+", " ", "".join(char if char.isprintable() else " " for char in text)).strip()
