"""The Chinese catalogue: PROBLEMS (code → message, then hints) and PHRASES (key → phrase)."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    # -- Y: YAML text (tracker.nodes)
    "Y101": ("YAML 语法错误：{found}", "请检查这一行的缩进、冒号后的空格和引号"),
    "Y102": ("不允许使用别名或合并键：{found}", "请把内容直接写在这里"),
    "Y103": ("嵌套超过 {limit} 层", "计划文件不需要这样深的嵌套，请检查括号是否成对"),
    "Y104": ("含有 YAML 不允许的字符 {found}", "请删除这个不可见字符，并以 UTF-8 保存"),
    "Y105": ("文件过大：{found}，上限 {limit}", "请拆成几个文件"),
    "Y106": ("一个文件只能写一份内容，又遇到 {found}", "请把第二份内容另存为一个文件"),
    "Y107": ("键必须是一个词，不能是列表或映射", "请检查这一行的括号和问号"),
    "Y108": ("{found} 后面是全角冒号", "请改用半角冒号加空格：“{found}: ”"),
    "Y109": ("“{found}”被当作注释忽略了", "若它是内容的一部分，请给整句加引号"),
    "Y110": ("{found}：重复的字段，第 {first} 行已经写过", "请保留一个；文件里后写的不会覆盖先写的"),
    "Y111": ("{found} 没有加引号，YAML 无法读取", '请加引号写成 "{found}"'),
    "Y112": ("缩进用了制表符", "请改用空格"),
    # -- T: plans and targets (tracker.model.plan, tracker.plans)
    # -- A: achievement rows and the files that hold them (tracker.readers)
    # -- R: rows against plans (tracker.rules)
    # -- W: workspaces, options and files (tracker.workflow)
}

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
    # -- sentences, reasons and row reasons (tracker.rules)
    # -- tables and pages (tracker.render)
    # -- commands (tracker.cli)
}
