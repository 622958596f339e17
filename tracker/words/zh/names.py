"""Chinese words of what the engine says: statuses, flags and other names."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "status.withdrawn": "已调整",
    "status.undetermined": "待研判",
    "status.pending": "未启动",
    "status.no_data": "无数据",
    "status.achieved": "已完成",
    "status.achieved_late": "逾期完成",
    "status.missed": "逾期未完成",
    "status.far_behind": "严重滞后",
    "status.behind": "滞后",
    "status.ahead": "超序时",
    "status.on_track": "达序时",
    "status.in_progress": "推进中",
    "flag.overdue": "逾期{days}天",
    "flag.due_soon": "临期",
    "flag.stale": "未按期报送",
    "flag.late_report": "迟报",
    "flag.below_schedule": "未达序时",
    "flag.regressed": "回退",
    "flag.breached": "触线",
    "flag.over": "超额",
    "flag.conflict": "口径不一致",
    "flag.partial": "报送不全",
    "flag.revised": "目标已调整",
    "flag.extended": "已延期",
    "flag.approximate": "约数",
    "flag.unconfirmed": "待核实",
    "flag.provisional": "暂时达标",
}
