"""Chinese words of the documents that are read."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    # -- D: documents (tracker.readers)
    "D101": ("{found}：不认识的文档类型", "请存成以下一种：{allowed}"),
    "D102": ("{found} 格式不能读取", "请用 Word 或 WPS 打开，另存为 .docx"),
    "D103": ("文字编码无法识别，不是 {found}", "请另存为 UTF-8，或指明编码"),
    "D104": ("文档过长：{found}，上限 {limit}", "请拆成几个文件"),
    "D105": ("没有内容", "请核对是不是这个文件"),
    "D130": ("隐藏或划去的文字没有读取，共 {count} 个字", "若要读取，请取消隐藏或删除线"),
    "D131": ("代码块没有读取，共 {count} 行", "若是正文，请删除前后的 ``` 标记"),
}
