"""Chinese words of the page for browsers and of the charts."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "chart.strip": "{n}项目标：{counts}",
    "chart.count": "{status} {n}",
    "chart.course": "进度曲线：{day}实际{actual}，序时应达{expected}，{due}到期",
    "chart.months": "各月状态，{first}至{last}",
    "chart.month": "{first} {status}",
    "chart.run": "{first}至{last} {status}",
    "web.contents": "目录",
    "web.search": "查找",
    "web.search.in": "任务、单位、说明",
    "web.all": "全部",
    "web.option": "{name}（{n}）",
    "web.clear": "清除",
    "web.unfold": "全部展开",
    "web.fold": "全部收起",
    "web.print": "打印",
    "web.shown.before": "显示",
    "web.shown.after": "项，共{n}项；点表头可以排序，点说明可以展开依据。",
    "web.legend.mark": "序时应达",
    "web.legend.plan": "计划",
    "web.legend.actual": "实际",
    "web.legend.due": "期限",
    "web.reported": "{day}报送",
    "card.gap": "差{points}个百分点",
    "card.progress": "{actual}，应达{expected}",
    "card.count": "{n}项",
    "card.more": "{n}项，列前{shown}项",
    "card.foot": "tracker 生成",
}
