"""Whose figures they are: the place that a document's title names, or the one that a clause begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.text.grammar import Grammar
from tracker.text.sentences import Sentence

_PLACE = r"[\u4e00-\u9fff]{1,6}?(?:自治[区州县旗]|省|市|区|县|州|旗)"
_OFFICE = r"\d{4}年|人民政府|政府|卫健|卫生|[\u4e00-\u9fff]{2,8}(?:局|委|厅|办)"
_TITLE = re.compile(rf"(?:^|年|在|\s)({_PLACE})(?={_OFFICE})")
_OPENS = re.compile(rf"[\s“(]*(?:其中[,:]?)?({_PLACE})(?:已|共|累计|全年)?")
_NO_PLACE = re.compile(
    r"(?:全|我|本|各|该|每个|[一二三四五六七八九十\d])(?:省|市|区|县|州|旗)$|[区县]县$|县市$"
    r"|(?:地|社|园|辖|景|校|城|山|灾|库|片|街|小|牧|林|矿|厂|病|院|郊|老|特|新|片|农|港|营|范|发|护|验|作|聚|集|贸|战|户|行|成|心|洪|禁|限|能|带|居|闲|养|导|色)区$"
    r"|(?:城|都|超|楼|股|开|上|集|夜|门)市$|(?:强|大|小|百强|贫困|试点)县$|(?:红|国|军|锦)旗$|(?:反|节|减|财政)省$"
)
_TITLE_LINES = 6


def org_of(said: Sequence[Sentence]) -> str:
    """The place that the title names, "" where it names none.

    >>> org_of([Sentence(0, 18, "临淄区卫健局2019年工作总结", heading=True)])
    '临淄区'
    """
    for line in said[:_TITLE_LINES]:
        match = _TITLE.search(line.text) if line.heading else None
        if match and not _NO_PLACE.search(match[1]):
            return match[1].removeprefix("在")
    return ""


def place_at(clause: str, use: Grammar) -> str:
    """The place that a clause begins with, where a verb follows it at once; else ""."""
    match = _OPENS.match(clause)
    if match is None or len(match[1]) < 3 or _NO_PLACE.search(match[1]):
        return ""
    return match[1] if use.verb.match(clause, match.end()) else ""
