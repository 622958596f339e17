"""Chinese words of the command line."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "metavar.plans": "[计划]...",
    "metavar.target": "目标",
    "metavar.paths": "[路径]...",
    "metavar.folder": "[文件夹]",
    "metavar.document": "文档",
    "help.tracker": (
        "跟踪工作计划：谁承诺了什么，做到哪一步，差多少，什么逾期。\n在有 targets 文件夹的地方运行，"
        "会自己找到计划和记录。"
    ),
    "help.status": "列出每个目标的状态、差距和逾期。",
    "help.why": (
        "说明一个目标为什么是这个状态：规则、算式、来源和全部记录。\n目标写编号、计划/编号，或任务里的几个字；"
        "也可以写一行记录的编号。"
    ),
    "help.check": "检查计划和记录，逐条指出问题和位置。有问题时退出码为 1。",
    "help.show": "列出读到的计划，默认值都已补上。",
    "help.due": "列出快到期和已逾期的目标与节点。",
    "help.policies": "列出各研判标准，以及同样的数据在各标准下的状态。",
    "help.schema": "输出计划文件的 JSON Schema，供编辑器补全和检查。",
    "help.init": "在一个文件夹里新建一个小工作区；不会覆盖已有的文件。",
    "help.read": "读一份文稿，列出其中的数量：说的是什么，是目标还是成效，哪一段时间。",
    "help.draft": (
        "根据计划文稿，或一行一项任务的台账（xlsx），起草计划文件，供人修改。\n每项承诺写成一条目标，带原文出处；"
        "拿不准的写在注释里。"
    ),
    "option.version": "显示版本。",
    "option.lang": "语言：中文或英文。",
    "option.achievements": "记录的文件或文件夹，可写多次。",
    "option.as_of": "研判哪一天（2021-06-30、2021-06、today）；不写则按工作区，再不然是今天。",
    "option.known_at": "只看这一天及以前报送的，用来重现旧结果。",
    "option.policy": "研判标准：名称或 YAML 文件。",
    "option.encoding": "文本文件的编码；不写则自动识别。",
    "option.only": "只列这些状态或标志，如 逾期,滞后。",
    "option.org": "只列这个单位的（含分解给它的）。",
    "option.lead": "只列这个责任单位的。",
    "option.theme": "只列这个专题的。",
    "option.orgs": "连同分解到各单位的目标。",
    "option.fail_on": "出现这些状态或标志时退出码为 1。",
    "option.strict": "有记录被退回或待核实时退出码为 1。",
    "option.json": "输出 JSON。",
    "option.csv": "输出 CSV，可放心用 Excel 打开。",
    "option.md": "输出 Markdown。",
    "option.output": "写入文件（可按后缀决定格式）。",
    "option.ascii": "横线和进度条只用 ASCII 字符。",
    "option.plan": "计划文件，可写多次。",
    "option.why_org": "分解到这个单位的那一份。",
    "option.read_as_of": "文稿是哪一天写的，“今年”“上半年”按它算；不写则看文稿自己怎么说。",
    "option.read_org": "没有写明单位的数量算哪个单位的。",
    "option.read_period": "没有写明时间的数量算哪一段时间的，如 2021、2021H1。",
    "option.explain": "逐个列出每个数字：读成了什么，或为什么不是数量；以及读之前的修补。",
    "option.draft_period": "计划的周期，如 2021、2021H1、十四五；说以前期间的不写进来。",
    "option.draft_org": "哪个单位的计划。",
    "option.check_strict": "只有建议时退出码也为 1。",
    "option.within": "多久以内，如 30d、4w、2m；默认 30d，导出日历时默认不限。",
    "option.ics": "写成日历文件。",
    "usage.formats": "{names} 只能用一个。",
    "usage.one_plan": "--json 一次只输出一个计划，请写明是哪一个：{names}",
    "find.several_tasks": "“{found}”出现在几个任务里，请写编号：{near}",
    "rows.read": "读入 {n} 行 = 采用 {kept} 行 + 退回 {refused} 行",
    "rows.read.refused": "读入 {n} 行 = 采用 {kept} 行 + 退回 {refused} 行（原因见 tracker check）",
    "rows.aside": "采用的行里有 {n} 行没有计入：{reasons}",
    "rows.reason": "{reason} {n}",
    "written": "已写入 {file}",
    "stdout.failed": "无法输出：{found}",
    "check.advice": "建议 ",
    "check.passed_over": "跳过 {file}：不是计划、记录或研判标准",
    "check.clean": "没有问题：{plans} 个计划，{rows} 行记录。",
    "check.found": "{wrong} 个问题，{advice} 条建议；{plans} 个计划，{rows} 行记录（退回 {refused} 行）。",
    "init.done": "已在 {folder} 新建 {files}",
    "init.next": "下一步：改写 targets/plan.yaml，然后运行 tracker check 和 tracker status。",
    "metavar.options": "[选项]",
    "metavar.command": "命令 [参数]...",
    "usage.encoding": "没有这种编码：{found}。",
}
