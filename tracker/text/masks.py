"""Numerals that measure nothing: years, list marks, names, grades, ages, idioms; each with its reason."""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.lexicon import Unit
from tracker.model.statement import Kind

HAN = "零〇一二两三四五六七八九十百千万亿"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"


class Mask(NamedTuple):
    """A numeral of the repaired text that is no quantity, and why."""

    start: int
    end: int
    reason: str


_YEAR = r"(?:19|20)\d\d"
_N = rf"(?:{DIGITS}|[{HAN}]+)"
_ANY_DAY = r"(?:\d{1,2}[日号])?(?:\d{1,2}:\d\d)?"
_HEALTH = r"[^,。;、]{0,4}(?:医疗|疫苗|水|企业)"
_REASONS = {
    "note": (r"[\[［(（]\d{1,3}[\]］)）]", "[①-⓿]"),
    "list": (
        rf"(?<![^\W\d_])(?:[{HAN}]{{1,3}}(?:是|要(?!素)|、|\.)|[(（][{HAN}]{{1,3}}[)）])",
        r"(?m:^)\s*\d{1,3}(?:[、)）]|[.．](?!\d))",
    ),
    "date": (
        rf"{_YEAR}\s?年?(?:[-—~至到]{_YEAR}\s?年)",
        rf"{_YEAR}\s?年(?:\d{{1,2}}月)?{_ANY_DAY}",
        rf"{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}",
        r"\d{1,2}月(?:\d{1,2}[日号]|[份底末初])?",
        r"\d{1,2}日(?!常)",
        r"\d{1,2}:\d\d(?::\d\d)?",
        "[〇零一二三四五六七八九]{4}年",
        "[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日|[份底末初])?(?!亮)",
        "[上下]半年",
        rf"{_YEAR}(?=年度)",
        r"\d\d年代",
        rf"[{HAN}]+季度",
        r"\d季度",
    ),
    "plan_name": ("十[一二三四五六]五(?!十)", "(?<=“)[六七八九]五(?=”)", "(?<=“)十五(?=”)"),
    "ordinal": (rf"第(?:\d+|[{HAN}]+)",),
    "age": (rf"{_N}(?:[-—~至到]{_N})?(?:周)?岁",),
    "grade": (
        rf"{_N}[万亿]{{0,2}}(?:[级型版代强号甲乙丙](?![大于候待])|吨级|千伏|线(?!索)|届|类(?={_HEALTH})|周年|世纪)",
        "[一二三四]等(?=[奖功舱品])",
    ),
    "code": (
        r"(?<![A-Za-z])[A-Za-z]++[-.]?\d+(?:\.\d+)?[\dA-Za-z+]*",
        r"\d+(?:\+(?:\d+|[NnXx]))+",
        r"\d+[A-Za-z]+(?:[级型]|(?![A-Za-z%]))",
    ),
    "duration": (
        rf"(?:近|约|前|连续|每)?{_N}(?:多|余|来)?(?:年(?![龄轻])|个多?月|个?季度|天(?!然)|个?小时|个?工作日|分钟)",
        rf"(?:近|约|前|连续|每)?{_N}(?:秒(?!杀)|学时|课时|周(?![边围转期岁年])|日(?!常))",
    ),
}
"""By its reason, what is no quantity; in this order, at each place the first that fits."""

PATTERNS = tuple(rf"(?P<{reason}>{'|'.join(patterns)})" for reason, patterns in _REASONS.items())
REASONS = frozenset(_REASONS)

_LIFE = re.compile(r"(?:寿命|平均年龄)[^,。;]{0,6}$")
_TIMED = re.compile(
    r"(?:缩短|压缩|压减|减少|提速|延长|增加|控制|降低|优化|提高)[^,。;、]{0,6}$|[间长时期限日](?:达到?|为|由|从|至|到|不超过)$"
    r"|[降减缩升增][\u4e00-\u9fff]{0,2}[至到为]$"
)
_PROPORTION = re.compile(r"[:∶]\d")
_SUBJECTIVE = re.compile(r"(?:达到?|为|至|到|超|约|近|增|减|率|数|量|比|值|额|计|共|有)$")
_RATED = re.compile(r"(?:时速|设计速度)(?:为|达)?$")
_PLANT = re.compile(r"的?[\u4e00-\u9fffA-Za-z]{2,14}?(?:项目|装置|生产线|工程)(?!\d)")
_PLANNED = re.compile(r"(?:新增|增加|达到?|为)$")
_RANKED = re.compile(r"(?:上升|前移|提升|跃升|位列|前进|下降|排名第?|居第?|列第?|前)了?$")
_THINGS_OF = re.compile(r"的[\u4e00-\u9fff]{0,10}?(?:企业|项目|户|村|单位|集群|工程|乡镇|家庭|产品|园区|县|基地|城市)")
_KIND_OF_THING = re.compile(
    r"(?:的[\u4e00-\u9fff]{0,8}?)?(?:重点|工业|规上|村)?(?:企业|集体|县|乡镇|园区|项目|产业集群|城市)"
)
_CLAUSE = re.compile(r"[^,。;、]*")
_MISFORTUNE = re.compile(
    r"(?:感染|病例|疫情|死亡|伤亡|事故|事件|案件|纠纷|灾害|火灾|污染|返贫|风险|问题|情况)(?:发生|出现)?$"
)
_THINGS = re.compile(r"的?(?:[\u4e00-\u9fff]{0,4})(?:企业|项目|户|村|单位|产业|集群|工程|乡镇|家庭|产品|园区|县)")
_ADDRESSED = re.compile(r"[\u4e00-\u9fff]{0,6}(?:人民|儿女|父老|同胞|干部群众|各族群众)")
_LABEL = 8
_OPEN, _CLOSE = "“《‘「『", "”》’」』"
_COUNTED = re.compile(r"[成设立建增批评获引开派有办行育造得选签出新聘养升扶配至于少过]$|[均共达每超约近]$")
_IDIOMS = frozenset(("十分", "万分", "万户", "百家", "千家", "万家"))
_SERIAL = frozenset("期次轮批届类代版度分天")
_SMALL = "一二两三四五六七八九"


_SCHOOLING = re.compile(r"受教育年限[^,。;]{0,6}$")


def measured(text: str, match: re.Match[str], kind: str) -> bool:
    """Whether an age or a duration is itself what is measured: 预期寿命达82.4岁, 缩短至3个工作日."""
    before = text[max(0, match.start() - 12) : match.start()]
    if kind == "age":
        return _LIFE.search(before) is not None
    if kind == "duration" and _SCHOOLING.search(before):
        return True
    return kind == "duration" and _TIMED.search(before) is not None and "年" not in match[0]


def is_bare(text: str, match: re.Match[str]) -> bool:
    """Whether a figure without a unit is only a number in a name, or a year; 增加到1.2万 and 托位数4.41 are not."""
    if match["scale"]:
        return quoted(text, match.start()) or _ADDRESSED.match(text, match.end()) is not None
    before = text[max(0, match.start() - 4) : match.start()]
    if _PROPORTION.match(text, match.end()):
        return True
    if re.fullmatch(_YEAR, match["figure"]):
        return True
    return not (_SUBJECTIVE.search(before) and not quoted(text, match.start()))


def quoted(text: str, position: int) -> bool:
    """Whether a short quotation or a title stands around a place."""
    start = max(0, position - 16)
    opened = max(text.rfind(mark, start, position) for mark in _OPEN)
    if opened < 0:
        return False
    return max(text.rfind(mark, opened, position) for mark in _CLOSE) < 0


def is_name(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether a Chinese numeral before a unit belongs to a name or an idiom: 两癌, 八项规定, 一批."""
    start, written = match.start(), match[0]
    if quoted(text, start):
        return True
    small = len(written) == 1 and written in _SMALL
    before, after = text[max(0, start - 3) : start], text[match.end() : match.end() + 1]
    if written == "零" or written + after in _IDIOMS or (small and after in _SERIAL):
        return True
    if written == "一":
        return not re.search(r"(?:至少|不少于)[\u4e00-\u9fff]{0,2}$", text[max(0, start - 5) : start])
    if unit.kind == "ratio" or written[0] in "数几上近" or written[-1] in "余多几":
        return False
    if before and before[-1] in "第这那市省区县":
        return True
    if small and not unit.strong:
        return _COUNTED.search(before) is None
    if written[0] in "百千万亿" or (written[0] == "十" and written[-1] in "万亿"):
        return not re.search(r"(?:突破|超过?|达到?|跨越|跨过|迈上|迈过|迈入|过|近|上)$", before) or after == "级"
    return False


def is_attribute(text: str, match: re.Match[str]) -> bool:
    """Whether words of whole or none describe a noun (全覆盖的体系), are hedged (基本实现全覆盖) or are a name."""
    start, end = match.span()
    before, after = text[max(0, start - 8) : start], text[end : end + 1]
    if match["none"]:
        behind = _CLAUSE.match(text, end)
        return behind is not None and "的" in behind[0] and not _MISFORTUNE.search(behind[0])
    if match["coverage"] == "全部":
        return after == "的" or before.endswith(tuple("把将以用了对占的是其由"))
    if match["coverage"] == "所有":
        return False
    if before.endswith(("、", "%", "健")) or "基本" in before or quoted(text, start):
        return True
    return after in ("、", "的") or ("\u4e00" <= after <= "\u9fff" and after not in "和并且后或")


def is_motto(text: str, match: re.Match[str]) -> bool:
    """Whether a share or a multiple belongs to a slogan (“四个翻番”) or a rank (排名前万分之一)."""
    start = match.start()
    before = text[max(0, start - 2) : start]
    return quoted(text, start) or before.endswith("前") or (match["doubling"] is not None and before.endswith("个"))


def is_label(text: str, start: int, end: int, unit: str) -> bool:
    """Whether a quantity is all of a quoted name (“80条”), a rating (时速120公里, 30万吨炼化项目) or a rank."""
    before = text[max(0, start - 6) : start]
    if _in_label(text, start, end) or before.endswith(("以下", "如下", "每")):
        return True
    if unit in ("吨", "方") and _PLANT.match(text, end) and not _PLANNED.search(before):
        return True
    return _RATED.search(before) is not None or (unit == "位" and _RANKED.search(before) is not None)


def _in_label(text: str, start: int, end: int) -> bool:
    """Whether a quotation of few characters holds a place: “80条”, “7个不准”."""
    opened = text.rfind("“", max(0, start - _LABEL), start)
    return opened >= 0 and "”" not in text[opened:start] and text.find("”", end, opened + _LABEL + 2) > 0


def is_threshold(text: str, last: int, end: int, kind: Kind, bound_word: str) -> bool:
    """Whether a quantity only says which things are meant: 20户及以上自然村, 2000万元以上企业."""
    bound = text[last:end]
    amount = kind is Kind.MONEY or text[last - 1 : last] in "吨亩煤里"
    if bound_word in ("超", "超过", "过") and amount and _KIND_OF_THING.match(text, end):
        return True
    if not bound or bound[0] not in "及或以" or not "\u4e00" <= text[end : end + 1] <= "\u9fff":
        return False
    if bound[0] in "及或":
        return True
    things = _THINGS_OF if text[end] == "的" and kind is not Kind.RATIO else _THINGS if kind is Kind.MONEY else None
    return things is not None and things.match(text, end) is not None


def reason(text: str, match: re.Match[str]) -> str:
    """Why a numeral that was taken for a quantity at first is none."""
    if quoted(text, match.start()):
        return "name"
    if match["coverage"] or match["none"]:
        return "attribute"
    if match["figure"]:
        return "year" if re.fullmatch(_YEAR, match["figure"]) else "bare"
    return "word"
