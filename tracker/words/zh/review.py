"""Chinese words of reviewing."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "B201": ("没有“编号”和“决定”两列", "请用 tracker review --out 写出的表来填"),
    "B202": ("{found}：没有这个编号的句子在等核对", "已经核对过的，用 tracker review --again {found} 重新核对"),
    "B203": ("{found}：不认识的决定", "您是不是想写 {suggestion}？", "请写 计入、不计、候选的序号，或目标编号"),
    "B204": ("{found}：没有这个候选", "请写目标编号，或写 不计"),
    "B205": ("{found}：这个编号的句子没有核对过", "编号见 tracker log"),
}
PHRASES: dict[str, str] = {
    "help.review": (
        "核对台账里拿不准的句子：逐句问，或写成表请同事填、再读回。\n决定都记在台账里；以后同样的句子照此办理。"
    ),
    "option.review_all": "没有对上任何目标的句子也问。",
    "option.review_out": "写成表（.csv 或 .xlsx）请同事填。",
    "option.review_from": "按填好的表来办。",
    "option.review_again": "重新核对以前核对过的第 N 号句子，新的决定代替旧的；可以写几次。",
    "option.review_on": "决定自哪一天起算；不写就是今天。",
    "review.head": "第 {number}/{of} 句（编号 {seq}）{place}",
    "review.no_candidate": "没有像的目标",
    "review.candidate": "{task}（{id}，{score}）",
    "review.colon": "：",
    "review.keys": "c 计入第一项  1-9 计入那一项  r 不计  t 另选目标  s 跳过  q 结束 >",
    "review.keys_again": "c 计入第一项  1-9 计入那一项  r 不计  t 另选目标  w 放回去等核对  s 不改  q 结束 >",
    "review.which": "目标编号 >",
    "review.near": "  像的有 {id} {task}",
    "review.again": "不认识“{found}”，请再选一次。",
    "review.credited": "编号 {seq}：计入 {task}（{id}）",
    "review.rejected": "编号 {seq}：不计",
    "review.waits": "编号 {seq}：放回去等核对",
    "review.before.credit": "原来：{day} 计入 {task}（{id}），{who}",
    "review.before.reject": "原来：{day} 不计，{who}",
    "review.done": "核对了 {n} 句：计入 {credited}，不计 {rejected}。",
    "review.nothing": "没有等着核对的句子。",
    "review.handed_out": "已写入 {file}：{n} 句。填好“决定”一列后用 --from 读回。",
    "review.proposed": "这些说法词表里没有；确实是一回事的，请加进计划的词表：",
    "review.replayed": "同以前核对过的句子一样的，照此办理：计入 {credited}，不计 {rejected}。",
    "review.column.number": "编号",
    "review.column.place": "位置",
    "review.column.sentence": "句子",
    "review.column.said": "数量",
    "review.column.candidates": "候选",
    "review.column.decision": "决定",
    "review.column.why": "说明",
    "review.say.credit": "计入",
    "review.say.reject": "不计",
    "review.say.skip": "跳过",
}
