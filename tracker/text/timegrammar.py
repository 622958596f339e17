"""The forms in which Chinese reports name a time: one alternation, each branch a named group."""

from __future__ import annotations

import re

COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号]"
TO = r"\s?(?:[-—–－~～至到]|——)\s?"
_YEAR = r"""(?:(?:19|20)\d\d|[一二][〇零○九0][〇零○一二三四五六七八九0]{2})\s?年度?
  | (?<!日)本年度?(?!级) | (?:今|去|明|来|后)年度?(?!级) | [当次]年度?
  | (?<!以)前年(?!均) | (?<!以)上一?年度?(?![龄级均限])"""
_SEASON = rf"""
    {_MONTH}\s?月(?:份)?(?:{_DAY})?{TO}(?:{_MONTH}\s?月(?:份)?)?{_DAY}
  | {_MONTH}\s?月?(?:份)?{TO}{_MONTH}\s?月(?:份)?[底末]?
  | {_MONTH}\s?月\s?{_DAY}
  | {_MONTH}\s?月(?:份)?(?:[底末初]|[上中下]旬)?
  | [上下]半年[底末]?
  | (?:前|第|[一1]{TO})?[一二三四1-4]季度[底末]?
  | 全年(?!龄)"""
_EDGE = r"[底末](?![层线数部蕴座气端梢])|初(?![步级中心次始期诊审赛选稿评任])"
_PLAN_NAMES = "行动|计划|规划|攻坚|方案|工程|倍增|跃升|任期|学制|[期级龄代轮限]"

GRAMMAR = re.compile(
    rf"""(?=[\d一二两三四五六七八九十上下前本当今去明来后次每月年日周逐近多长最截到目现至迄自从过未全第历连为接“"])(?:
  (?P<iso>(?<![\d.])(?:19|20)\d\d(?P<sep>[-./])(?:1[0-2]|0?[1-9])(?P=sep)(?:3[01]|[12]\d|0?[1-9])(?!\d)
      | (?<![\d.])(?:19|20)\d\d-(?:1[0-2]|0[1-9])(?![\d年%-]))
| (?P<years>(?<!\d)(?P<first>(?:19|20)\d\d)\s?年?{TO}(?P<last>(?:19|20)\d\d)\s?(?:学年|年度?))
| (?P<plan>(?P<up_to>(?<![达得])到|至)?[“"]?(?<![一二三四五六七八九十])
      (?P<which>十[一二三四五六](?=五)|(?:[六七八九十])(?=五[”"]|五(?:规划|时期|期间|末)))五[”"]?
      (?P<tail>时期末|期间末|[^,。、“”]{{0,2}}(?:时期|期间)|规划(?:时期|期间)?|计划|末|以来|收官之年|开局之年)?)
| (?P<dated>(?P<pre>截至|截止到?|(?<![达得高加少低升降长大展回])到|(?<!甚)至|自|从)?\s?
      (?:(?P<year>{_YEAR})\s?(?P<part>{_SEASON}|年?(?:{_EDGE}))?
        | (?<![\d.一二三四五六七八九十])(?P<bare>{_SEASON}|年(?:{_EDGE})))
      (?P<post>[以之]?前(?![三二一])|以?来(?!自|源|看|宾)|起(?![步到草来])|开始|[以之]后|[以之]?内(?![蒙部外地陆需容涵生控])|期间)?)
| (?P<inside>(?<![\d一二两三四五六七八九十几])年内)
| (?P<now>(?:截至|截止|到)?目前(?:为止)?|截[止至]到?(?:当前|现在)|至今|迄今(?:为止)?|当前
      |(?<![实体呈出表发展再涌兑])现(?=已|共(?![同建享治])))
| (?P<this>(?P<since>截至|截止|到)?(?P<whose>本|上|下|当)个?(?P<what>月|季度)(?P<close>[底末内])?(?P<before>[以之]?前)?)
| (?P<every>每(?:半|{COUNT})?个?(?:年度?|季度?|月|周|日|天)|[年月日周]均(?!衡)|逐[年月](?!份)|年年)
| (?P<coming>今明后?[两三]年)
| (?P<span>(?P<way>过去的?|今后|未来|最近|近|(?<!提)前|连续|历时|接下来|为期)?\s?(?<![第\d.])(?P<count>{COUNT}|几|多)年
      (?!度|[^,。、;;]{{0,4}}?(?:{_PLAN_NAMES}))(?P<how>[以多]?来|[以之]?内|间|(?=累计|合计|共计|总共)(?P<summed>)|[以之]?后)?)
| (?P<vague>近年来?|近些年来?|近(?:期|日)|最近|日前|长期以来|历年)
)""",
    re.VERBOSE,
)
QUICK = re.compile(
    r"[年月季]|五[”\"规时期末以收开]|[六三二四一五]五|目前|至今|迄今|当前|现[已共在]|近[期日]|最近|日前|长期|每[周日天\d一二三]|[日周]均|\d[-./]\d"
)
"""What every form holds one of: a sentence without it names no time."""

SUPERLATIVE = re.compile(r"的?(?:最|新高|新低|首次|首个|少有|没有)")
"""After a span of years: what it is compared with, 创近5年新高."""
RANGE = re.compile(
    rf"(?P<m1>{_MONTH})\s?月?(?:份)?(?P<d1>{_DAY})?{TO}(?:(?P<m2>{_MONTH})\s?月(?:份)?)?(?P<d2>{_DAY})?[底末]?"
)
DAY = re.compile(rf"(?P<m>{_MONTH})\s?月\s?(?P<d>{_DAY})")
MONTH = re.compile(rf"(?P<m>{_MONTH})\s?月(?:份)?(?P<edge>[底末初]|[上中下]旬)?")
HALF = re.compile(r"(?P<h>[上下])半年(?P<edge>[底末])?")
QUARTER = re.compile(rf"(?P<from>前|第|[一1]{TO})?(?P<q>[一二三四1-4])季度(?P<edge>[底末])?")

_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}


def number(text: str) -> int:
    """A small number, in Arabic or Chinese digits, as days, months and counts of years are written.

    >>> number("12"), number("十"), number("二十七"), number("两"), number("二〇二一")
    (12, 10, 27, 2, 2021)
    """
    text = text.strip(" 日号")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_DIGITS.get(tens, 1)) + _DIGITS.get(ones, 0)
    return int("".join(str(_DIGITS.get(digit, digit)) for digit in text))
