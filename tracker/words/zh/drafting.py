"""Chinese words of drafting a plan."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "P101": ("没有找到任务表：头 10 行里没有“任务”和别的表头", "表头写成 任务、目标值、责任单位、完成时限 之类"),
    "P102": (
        "没有读出 {period} 的承诺",
        "确认这份文稿是计划；周期不对时用 --period 另写；tracker read {file} --explain 可以看到读成了什么",
    ),
    "P103": ("已有这个文件，里面可能有人改过的内容", "请写到另一个文件，再比较两份的不同"),
}
PHRASES: dict[str, str] = {
    "drafting.head": "根据《{file}》起草，供人修改。文字按原文拼成，出处见每条目标的 source。",
    "drafting.counts": "读出 {quantities} 个数量，写成 {n} 条目标；成效和背景没有写进来（tracker read 可以看到）。",
    "drafting.check": "改完后运行 tracker check；带“请核对”的地方请逐条看过再删掉注释。",
    "drafting.title_of_year": "{org}{period}年工作目标",
    "drafting.title": "{org}{period}工作目标",
    "drafting.doubt": "请核对：{text}",
    "drafting.and": "；",
    "drafting.past_above": "下面这些说的是以前的期间，没有写成目标：",
    "drafting.undated_above": "下面这些事项没有数字，也没有日期，没有写成目标；要跟踪的请自己加：",
    "drafting.past": "{text} {quantity}（{period}）",
    "drafting.approx": "原文是“{quote}”，按方向写成一端；要两端都管，请改成 equals 和 tolerance",
    "drafting.ceiling": "原文只写“{quote}”，按意思是不超过",
    "drafting.points": "原文是“{quote}”，没有写成一个数",
    "drafting.no_baseline": "是比原来提高或降低多少，原文没有写基数，请补 baseline",
    "drafting.each": "说的是每一个都要做到，知道有多少个以后改成 {each}",
    "drafting.members": "原文说{of}有 {n} 个",
    "drafting.refused": "数字没有写进来（{goal}）：{problem}",
    "drafting.beyond": "期限在本计划周期之外",
    "drafting.other_org": "原文说的是{org}",
    "drafting.background": "原文另有（{what}）：{subject} {quantity}",
    "drafting.rows": "台账 {rows} 行 = {n} 条目标 + {rest} 行注释。",
    "drafting.rows_left_out": "下面这些行没有写成目标：",
    "drafting.cell": "{header}：{text}",
    "drafting.baseline": "基数",
    "drafting.note": "备注",
    "drafting.several": "一行里有几个数（{figures}），请拆成几条目标",
    "drafting.in_words": "目标值写的是“{goal}”，没有数字",
    "drafting.no_day": "“{cell}”不是日期",
}
