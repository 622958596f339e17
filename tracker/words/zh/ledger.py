"""Chinese words of the ledger."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "B101": ("没有台账文件 {found}", "先用 tracker import 导入，或检查 .tracker.yaml 里的 ledger"),
    "B102": ("{found} 不是台账文件", "请检查路径；台账由 tracker import 建立"),
    "B103": ("台账的版本是 {found}，这个程序只认识到 {known}", "请升级：pip install --upgrade target-tracker"),
    "B104": ("台账正被别的程序写入，等了很久没有轮到", "请稍后再试；已写入的没有丢失"),
    "B105": ("台账文件是只读的，不能写入", "请检查文件和文件夹的权限"),
    "B106": ("磁盘写不下了，这一次什么也没有写入：{said}", "请腾出空间再试；台账仍然完好"),
    "B107": ("台账文件已损坏：{said}", "请用备份或 tracker export 的导出文件恢复"),
    "B108": ("打不开 {found}：{said}", "请检查文件夹是否存在、有没有权限"),
    "B109": ("台账出错：{said}", "请检查 {found} 所在的磁盘"),
    "B110": ("台账只能追加，不能改动或删除", "要更正就再报一行，要作废就用 tracker undo"),
    "B111": ("第 {found} 条接不上前一条：导出文件被改动过，或中间缺了", "请用没有改动过的导出文件"),
}
PHRASES: dict[str, str] = {}
