"""Chinese words of reading documents."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {}
PHRASES: dict[str, str] = {
    "role.target": "目标",
    "role.achievement": "成效",
    "role.background": "背景",
    "detail.baseline": "基数",
    "detail.delta": "增减量",
    "detail.share": "占比",
    "detail.universe": "总数",
    "detail.rate": "频率",
    "detail.subset": "其中",
    "detail.resource": "投入",
    "caution.inherited": "沿用前文主语",
    "caution.respective": "按次序对应",
    "caution.damaged_text": "原文有乱码",
    "caution.layout_suspect": "断行可疑",
    "caution.role_unknown": "计划还是成效不明",
    "caution.period_assumed": "时间是推定的",
    "caution.duplicate": "文中重复",
    "caution.implicit": "没有写数字",
    "column.role": "性质",
    "column.quantity": "数量",
    "column.subject": "说的是什么",
    "column.level": "层级",
    "column.period": "时间",
    "column.mode": "口径",
    "column.caution": "请留意",
    "column.quoted": "原文",
    "column.read_as": "读作",
    "column.why": "说明",
    "column.repair": "修补",
    "column.before": "修补前",
    "column.after": "修补后",
    "reading.counts": (
        "{n} 个数量：目标 {target}、成效 {achievement}、背景 {background}；没有数字的事项 {events}；"
        "不是数量的数字 {masked}"
    ),
    "reading.event": "（事项）",
    "reading.subject": "{subject}（{action}）",
    "reading.said": "{quantity} {subject}",
    "reading.no_quantity": "不是数量",
    "reading.numerals": "每个数字（{n}）",
    "reading.repairs": "读之前的修补（{n}）",
    "masked.year": "年份",
    "repair.line_join": "接上断行",
    "repair.full_width": "全角改半角",
}
