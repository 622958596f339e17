"""Chinese words of the overview of a large status table."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "overview.title": "{plan}进展总览",
    "overview.overall": "总体情况",
    "overview.plans": "各计划进展",
    "overview.tasks": "各项任务进展",
    "overview.units": "各单位进展",
    "overview.table.plans": "按计划",
    "overview.table.tasks": "按任务",
    "overview.table.units": "按单位",
    "overview.column.plans": "计划",
    "overview.column.tasks": "任务",
    "overview.column.units": "单位",
    "overview.column.done": "已完成",
    "overview.column.running": "推进中",
    "overview.column.behind": "滞后",
    "overview.column.far_behind": "严重滞后",
    "overview.column.missed": "逾期未完成",
    "overview.column.unknown": "无数据",
    "overview.column.idle": "其他",
    "overview.column.strip": "状态分布",
    "overview.completion": "完成率{rate}；逾期未完成、严重滞后和滞后的共{n}项。",
    "overview.compared": "与{day}相比，完成率{completion}；逾期未完成、严重滞后和滞后的由{before}项变为{now}项。",
    "overview.rows": "读入{n}行，采用{kept}行，退回{refused}行。",
    "overview.aside": "采用的行里有{n}行没有计入：{reasons}。",
    "overview.more": "共{n}个，列出要关注的目标最多的{shown}个。",
    "overview.worst": "需要关注的目标（{n}项）",
    "overview.worst.first": "需要关注的目标（{n}项，列前{shown}项）",
    "overview.foot": (
        "“已完成”含逾期完成，“推进中”也指超序时、达序时，“无数据”含待研判，“其他”为未启动和已调整；"
        "分解到单位的份额不重复计入总数。"
    ),
}
