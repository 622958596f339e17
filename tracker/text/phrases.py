"""Phrases cut to what they name: without times, adverbs and places before it, without 达到 and its like behind it."""

from __future__ import annotations

import re

from tracker.text.grammar import Grammar

_NOTE = re.compile(r"\[\d+\]|\*+|[①-⓿]")
_INNER = re.compile(r"\([^()]*\d[^()]*\)")
_UNCLOSED = re.compile(r"^[^()]*\)|\([^()]*$")
_OPENING = re.compile(
    r"^[\s、,;:。”\"'》()—\-–·•●○■□◆◇▲△★☆※◎►➢]*(?:[一二三四五六七八九十]+[是要)、.]|\d{1,2}[.、)](?!\d)\s*)?"
)
_RELATIVE = re.compile(r"^(?:具有|拥有|具备|符合|可|能)[^,。;]*的")
_ADDED = re.compile(r"、(?=占|同比|增长|位居|居|再创|较|比|全国第|惠及|每)|组成的|构成的")
_COMPOUND = re.compile(
    r"(?:项目|工程|任务|人员|机构|中心|基地|平台|设施|企业|资金|面积|能力|标准|体系|活动|场所|站点|床位|岗位|产品|政策|措施)"
)
_QUIET = re.compile(r"(?<=[\u4e00-\u9fff])了(?=[\u4e00-\u9fff])|[并进]行(?=改造)")


REACH = 400
"""Characters on either side of a quantity that may speak of it: more is no clause that anybody wrote."""

_TAIL = 9
"""Characters of the longest word between a subject and its figure."""


def bare(text: str) -> str:
    """Without notes, bold marks and brackets that hold figures of their own."""
    text = _INNER.sub("", _NOTE.sub("", text))
    if text.count("(") != text.count(")"):
        text = _UNCLOSED.sub("", text)
    return text.strip(" \t\n")


def unquoted(text: str) -> str:
    """Without a quotation mark at either end whose other half is missing."""
    return text.strip("“”") if text.count("“") != text.count("”") else text


def ended(text: str) -> str:
    """Without the marks that end a sentence."""
    return unquoted(text.strip(" \n。!?"))


def trimmed(text: str, use: Grammar, *, verbs: bool = True) -> tuple[str, str]:
    """What a phrase names, and the verb before it.

    Not `verbs`: only verbs that say nothing go; 服务贸易 and 研发经费 are names of what grows.

    >>> from tracker.text.grammar import grammar
    >>> trimmed("今年全市新建示范标准村卫生室达到", grammar())
    ('示范标准村卫生室', '新建')
    """
    text = _OPENING.sub("", bare(text[-REACH:]), count=1)
    action, length = "", -1
    verb = use.verb if verbs else use.light_verb
    while length != len(text):
        length = len(text)
        if match := use.tail.search(text, max(0, length - _TAIL)):
            text = text[: match.start()]
        elif match := use.lead.match(text):
            text = text[match.end() :]
        elif match := verb.match(text):
            rest = text[match.end() :]
            if rest and (rest[0] in "率量数额、和与及" or (action and _COMPOUND.fullmatch(rest))):
                break
            action, text = match[0].rstrip("了"), rest
    return unquoted(text.strip(" 、,")), action


def thing_behind(text: str) -> str:
    """What stands behind a number: the things counted, with what is told of them, without what is merely added."""
    text = _RELATIVE.sub("", bare(text)).lstrip("的")
    text = _ADDED.split(text, maxsplit=1)[0]
    text = re.sub(r"^(?:以上|左右)的?", "", text).rstrip("、,和及与并对由为 。")
    return unquoted(_QUIET.sub("", text))


def last_verb(text: str, use: Grammar) -> str:
    """The verb that a text ends in, else the last one in it."""
    if match := use.final_verb.search(text.rstrip("了")):
        return match[0].rstrip("了")
    last = ""
    for match in use.verb.finditer(text):
        last = match[0].rstrip("了")
    return last


def level_of(text: str, use: Grammar) -> str:
    """The level that a phrase names: 市级."""
    match = use.level.search(text)
    return match[1] if match else ""


def unlevelled(text: str, use: Grammar) -> str:
    """A phrase without the level that it begins with."""
    match = use.level.match(text)
    return text[match.end() :].lstrip("的、") or text if match else text


def joined(base: str, addition: str) -> str:
    """Two phrases as one; nothing is said twice.

    >>> joined("智慧门诊", "建成率"), joined("智慧门诊建成率", "建成率")
    ('智慧门诊建成率', '智慧门诊建成率')
    >>> joined("检查任务完成", "完成率")
    '检查任务完成率'
    """
    shared = next((size for size in range(len(addition), 1, -1) if base.endswith(addition[:size])), 0)
    return base + addition[shared:]
