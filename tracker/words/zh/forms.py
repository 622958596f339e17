"""Chinese words of reporting sheets."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "help.form": "给一个单位出一张空白报送表（xlsx）：一行一项任务，写着目标和上次的数；填好后用 tracker import 读回。",
    "option.form_org": "哪个单位的：分解给它的、由它负责的目标都在内。",
    "option.form_period": "报哪一期，如 2021-07：表里的截至日先写好；不写则由单位填。",
    "option.form_output": "写入哪个 xlsx 文件；不写则按单位和日期起名。",
    "form.file": "报送表-{org}-{day}.xlsx",
    "form.title": "{org}报送表（{plan}）",
    "form.title.until": "{org}报送表（{plan}，截至{day}）",
    "form.sheet": "报送表",
    "form.hint": "只填白格；没有进展的行留空。数值可带“约”“余”；有分子分母的两格都填。",
    "form.given": "{head}（已填）",
    "form.goal": "目标值",
    "form.due": "期限",
    "form.last": "上次报数",
    "form.last_day": "上次截至",
    "form.wrong": "请再看一下",
    "form.day": "请写日期，如 2021-07-31",
    "form.number": "这里一般写数字；约数可写“约200”“200余”",
    "form.choice": "请从下拉的几项里选一个",
    "form.written": "已写入 {file}：{n} 项任务",
}
