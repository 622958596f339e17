"""Numbers as people write them in plans and tables: `80%`, `1.2万`, `五十`, `不少于170名`, `９,２００余`.

Read loosely, write it back, compare: what does not read back as it was written is refused, never guessed
(一万二 is 12,000 to one reader and 10,002 to another).
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal

from tracker.patterns import pattern
from tracker.values import frozen

Bound = Literal["exact", "at_least", "at_most", "approx"]

DIGIT_LIMIT = 30
"""Digits of the longest number that is read: enough for any statistic, and exact sums stay cheap."""

LENGTH_LIMIT = 200
"""Characters: what is longer is refused before any pattern looks at it; a run of blanks would cost its square."""

EXACT = Context(prec=100)
"""Room for every digit of every number that is read, scaled by 万亿: nothing is ever rounded."""

SCALES = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10} | {
    "千亿": 11,
    "万亿": 12,
}
"""Powers of ten of the Chinese scale words."""


@frozen
class Number:
    """A number as written: its exact value, the unit behind it, and what its words say of its bound.

    `comparator` is the comparator that the words imply (不少于 → at_least, 超过 → more_than), or None.
    """

    value: Decimal
    unit: str = ""
    bound: Bound = "exact"
    comparator: str | None = None


_BEFORE = (
    (r"不少于|不低于|不小于|不得低于|不得少于|至少|最少|≥|>=|＞＝|⩾", "at_least", "at_least"),
    (r"不超过|不高于|不多于|不大于|不得超过|控制在|至多|最多|≤|<=|＜＝|⩽", "at_most", "at_most"),
    (r"超过|突破|多于|高于|大于|逾|超|>|＞", "at_least", "more_than"),
    (r"低于|少于|小于|不到|不足|不满|<|＜", "at_most", "less_than"),
    (r"大约|约|近|将近|接近", "approx", None),
)
_AFTER = (
    (r"及?以上", "at_least", "at_least"),
    (r"及?以下|及?以内|之内", "at_most", "at_most"),
    (r"左右|上下", "approx", None),
)
_FIGURE = pattern(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<more>[余多]?)(?P<scale>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?(?P<over>[余多]?)"
)
_HAN = pattern(r"(?P<han>百分之)?(?P<digits>[〇零一二两三四五六七八九十百千万亿点]+)(?P<over>[余多]?)")
_UNIT = pattern(r"(?!几)[^\d\s.,;:!?()（）<>=+*]{0,16}")


@lru_cache(maxsize=16384)
def parse_number(text: str) -> Number:
    """Read one number with its bound words and unit.

    Raises:
        ValueError: not one number; the message is one of `leading_zero`, `sexagesimal`, `exponent`,
            `too_long`, `ambiguous`, `not_a_number`.

    >>> parse_number("不少于170名")
    Number(value=Decimal('170'), unit='名', bound='at_least', comparator='at_least')
    >>> str(parse_number("1.2万").value), str(parse_number("五十").value)
    ('12000', '50')
    """
    if len(text) > LENGTH_LIMIT:
        raise ValueError("too_long" if 2 * sum(c.isdigit() for c in text) > len(text) else "not_a_number")
    body = tidy(text)
    if not body:
        raise ValueError("not_a_number")
    bound: Bound = "exact"
    comparator: str | None = None
    wordless = body.isascii() and body[0] not in "<>"
    for wording, named, implied in () if wordless else _BEFORE:
        if match := re.match(rf"(?:{wording})\s*", body):
            bound, comparator, body = named, implied, body[match.end() :]  # type: ignore[assignment]
            break
    for wording, named, implied in () if wordless else _AFTER:
        if match := re.search(rf"\s*(?:{wording})$", body):
            if bound not in ("exact", named):
                raise ValueError("ambiguous")
            bound, comparator, body = named, implied, body[: match.start()]  # type: ignore[assignment]
            break
    _refuse_traps(body)
    value, rest, over = _han(body) if _starts_in_han(body) else _figure(body)
    if over and bound == "exact":
        bound = "at_least"
    unit = rest.strip()
    if unit.startswith(("余", "多")) and bound == "exact":
        bound, unit = "at_least", unit[1:]
    if not _UNIT.fullmatch(unit):
        raise ValueError("not_a_number")
    for wording, named, implied in () if wordless else _AFTER:
        if match := re.match(rf"(?:{wording})", unit):
            bound, comparator, unit = named, implied, unit[match.end() :]  # type: ignore[assignment]
    return Number(value, tidy_unit(unit), bound, comparator)


def tidy(text: str) -> str:
    """Full width to half width, without spaces at the ends, zero-width characters and spaces inside numbers."""
    if text.isascii():
        return text.strip()
    text = "".join(c for c in text if c not in "\u200b\u200c\u200d\u2060\ufeff")
    return unicodedata.normalize("NFKC", text).strip()


def _refuse_traps(body: str) -> None:
    if re.match(r"[+-]?0\d", body):
        raise ValueError("leading_zero")
    if re.fullmatch(r"\d+(:\d+)+", body):
        raise ValueError("sexagesimal")
    if re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", body):
        raise ValueError("exponent")
    if sum(c.isdigit() for c in body) > DIGIT_LIMIT:
        raise ValueError("too_long")


def _starts_in_han(body: str) -> bool:
    return bool(body) and body[0] in "〇零一二两三四五六七八九十百千万亿"


def _figure(body: str) -> tuple[Decimal, str, bool]:
    match = _FIGURE.match(body)
    if not match:
        raise ValueError("not_a_number")
    rest = body[match.end() :].lstrip()
    scale = match["scale"] or ""
    if rest[:1].isdigit() or (scale and rest[:1] in tuple("〇零一二两三四五六七八九十百千万亿")):
        raise ValueError("ambiguous")
    if scale in ("百", "千") and rest.startswith(("分", "米", "克", "瓦", "伏", "卡", "帕", "赫")):
        rest, scale = scale + rest, ""  # 百分点, 千米, 千瓦: the character belongs to the unit
    value = Decimal(match["sign"] + match["digits"].replace(",", "")).scaleb(SCALES.get(scale, 0), EXACT)
    return _plain(value), rest, bool(match["more"] or match["over"])


def _plain(value: Decimal) -> Decimal:
    """Without an exponent: Decimal('1.2E+4') is written 12000."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=EXACT)
    return value.normalize(EXACT)


_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


def _han(body: str) -> tuple[Decimal, str, bool]:
    match = _HAN.match(body)
    if not match:
        raise ValueError("not_a_number")
    whole, _, decimals = match["digits"].partition("点")
    value = Decimal(_han_integer(whole))
    if decimals:
        if any(c not in _HAN_DIGITS for c in decimals):
            raise ValueError("ambiguous")
        value += Decimal("0." + "".join(str(_HAN_DIGITS[c]) for c in decimals))
    rest = body[match.end() :]
    return value, ("%" if match["han"] else "") + rest, bool(match["over"])


def _han_integer(text: str) -> int:
    """A whole Chinese numeral; refused unless it is written back the same way."""
    if text and all(c in _HAN_DIGITS for c in text) and len(text) == 1:
        return _HAN_DIGITS[text]
    total = section = digit = 0
    for char in text:
        if char in _HAN_DIGITS:
            if digit:
                raise ValueError("ambiguous")
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            scale = 10_000 if char == "万" else 100_000_000
            total = (total + section + digit) * scale if scale > 10_000 else total + (section + digit) * scale
            section = digit = 0
    value = total + section + digit
    if write_han(value) != _standard(text):
        raise ValueError("ambiguous")
    return value


def _standard(text: str) -> str:
    text = text.replace("〇", "零").replace("两", "二")
    return re.sub(r"(^|[万亿])一十", r"\1十", text)


def write_han(value: int) -> str:
    """A whole number in standard Chinese numerals.

    >>> write_han(10500), write_han(16)
    ('一万零五百', '十六')
    """
    if value == 0:
        return "零"
    out, pending_zero = "", False
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, value = divmod(value, scale)
        if not part:
            pending_zero = bool(out) and value > 0
            continue
        if scale == 10**8 and part >= 10_000:
            out += write_han(part) + name
        else:
            out += ("零" if out and (part < 1000 or pending_zero) else "") + _han_section(part) + name
        pending_zero = False
    return re.sub(r"(^|[万亿])一十", r"\1十", out)


def _han_section(part: int) -> str:
    out, zero = "", False
    for weight, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, part = divmod(part, weight)
        if digit:
            out += ("零" if zero and out else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = True
    return out


_UNIT_SCALE = pattern(r"(万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)(?!分)(?=\S)")


@lru_cache(maxsize=4096)
def tidy_unit(unit: str) -> str:
    """A unit in its standard writing: `％` is `%`, without spaces around.

    >>> tidy_unit(" ％ ")
    '%'
    """
    unit = tidy(unit)
    return {"百分比": "%", "percent": "%"}.get(unit, unit)


@lru_cache(maxsize=4096)
def unit_scale(unit: str) -> tuple[Decimal, str]:
    """Split a scale prefix from a unit: 万元 is 10,000 元 (SPEC §3).

    >>> unit_scale("万元"), unit_scale("百分点")
    ((Decimal('10000'), '元'), (Decimal('1'), '百分点'))
    """
    match = _UNIT_SCALE.match(unit)
    if not match:
        return Decimal(1), unit
    return Decimal(10) ** SCALES[match[1]], unit[match.end() :]


def convert(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """`value` in the unit `wanted`; None where the units differ in more than a scale prefix.

    >>> convert(Decimal(700), "万元", "元")
    Decimal('7000000')
    """
    if unit == wanted:
        return value
    scale, base = unit_scale(unit)
    wanted_scale, wanted_base = unit_scale(wanted)
    if base != wanted_base:
        return None
    shift = scale.log10().to_integral_value() - wanted_scale.log10().to_integral_value()
    return _plain(value.scaleb(int(shift), EXACT))


def ratio_factor(unit: str) -> int:
    """What n/d is multiplied by: 100 for per cent, 1000 for per mille and per thousand people (SPEC §3).

    >>> ratio_factor("%"), ratio_factor("托位/千人"), ratio_factor("张")
    (100, 1000, 1)
    """
    if unit in ("", "%"):
        return 100
    if unit == "‰" or unit.startswith("每千人") or unit.endswith(("/千人", "每千人")):
        return 1000
    return 1
