"""Chinese words of matching statements to targets, and the lexicon."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    # -- X: the lexicon (tracker.lexicon)
    "X101": ("{found}：词表里没有这个字段", "您是不是想写 {suggestion}？", "可用的有 {allowed}"),
    "X102": ("{key}：“{found}”不是一个数", "请写成 2.7 这样的数"),
    "X110": ("{found}：重复了，第 {first} 行已经写过", "请只留一个"),
    "X111": ("{found}：“{other}”里也有这个词", "别的写法里的“{found}”会被替换；不该替换的请写进 protect"),
    "X112": ("{found}：绕成了一圈", "一个词只能有一个规范写法，请去掉一环"),
    "X113": ("{found}：既是规范词，又是“{other}”的变体", "请把它的变体都写到“{other}”下面"),
    "X114": ("{found}：里面没有会被替换的词", "不用保护，可以删去"),
    "X115": ("{found}：互斥的一组里只有一个词", "请写出同它互相排斥的词，或者删去这一组"),
    "X116": ("{found}：同“{other}”是一个意思，不会互相排斥", "请检查同义词，或者删去一个"),
}
PHRASES: dict[str, str] = {}
