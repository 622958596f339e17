"""How people may write the keys and choices of a plan file: Chinese names beside the English ones."""

from __future__ import annotations

from collections.abc import Mapping

ALIASES: Mapping[str, tuple[str, ...]] = {
    "plan": ("计划",),
    "title": ("标题", "名称"),
    "org": ("单位", "责任主体"),
    "orgs": ("下级单位", "所辖单位"),
    "period": ("周期", "期间"),
    "policy": ("研判标准",),
    "report": ("报送",),
    "lexicon": ("词表",),
    "targets": ("目标",),
    "id": ("编号",),
    "text": ("任务", "内容", "事项"),
    "measure": ("类型",),
    "at_least": ("不少于", "不低于"),
    "more_than": ("超过", "多于"),
    "at_most": ("不超过", "不多于"),
    "less_than": ("低于", "少于"),
    "between": ("介于",),
    "equals": ("等于",),
    "tolerance": ("允差",),
    "done": ("完成",),
    "grade_at_least": ("等级不低于",),
    "each": ("每个",),
    "for_each": ("逐个",),
    "grades": ("等级",),
    "of": ("对象",),
    "members": ("成员",),
    "share": ("比例",),
    "unit": ("计量单位",),
    "stock": ("存量",),
    "start": ("开始", "起始日期"),
    "end": ("结束", "截止"),
    "due": ("期限", "完成时限", "截止日期"),
    "baseline": ("基线", "基期值"),
    "on": ("日期",),
    "value": ("数值",),
    "curve": ("序时曲线",),
    "kind": ("曲线类型",),
    "points": ("时点",),
    "shape": ("形状",),
    "attain": ("达标方式",),
    "steps": ("节点",),
    "name": ("节点名称", "名称"),
    "weight": ("权重",),
    "lead": ("牵头单位", "责任单位", "牵头"),
    "support": ("配合单位", "配合"),
    "theme": ("专题", "领域"),
    "binding": ("约束性",),
    "stretch": ("力争",),
    "parent": ("上级目标",),
    "parts": ("组成",),
    "allocation": ("目标分解",),
    "weights": ("各单位权重",),
    "rollup": ("汇总方式",),
    "every": ("频率",),
    "day": ("报送日",),
    "match": ("匹配",),
    "terms": ("关键词",),
    "exclude": ("排除词",),
    "level": ("层级",),
    "revisions": ("调整",),
    "decided_on": ("决定日期",),
    "field": ("字段",),
    "to": ("调整为",),
    "withdraw": ("撤销",),
    "reason": ("原因", "理由"),
    "source": ("来源",),
    "file": ("文件",),
    "line": ("行号",),
    "cell": ("单元格",),
    "quote": ("原文",),
    "note": ("备注",),
    "basis": ("口径",),
    "amber": ("滞后线",),
    "red": ("严重滞后线",),
    "ahead": ("超序时线",),
    "due_soon": ("临期天数",),
    "stale": ("未报天数",),
}
"""Chinese names of the keys of a plan file; a name may be written wherever its key may.

A name may belong to two keys (名称 is a plan's title and a step's name); where a place takes both, it is the first's.
"""

CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "measure": {
        "count": ("数量",),
        "level": ("水平", "比率"),
        "milestone": ("节点",),
        "graded": ("定性",),
    },
    "for_each": {"orgs": ("下级单位", "所辖单位")},
    "attain": {"by_due": ("到期达标",), "throughout": ("全程达标",)},
    "rollup": {
        "sum": ("求和", "合计"),
        "met": ("达标数",),
        "ratio": ("分子分母",),
        "weighted": ("加权",),
        "all": ("全部",),
        "worst": ("最差",),
        "none": ("不汇总",),
    },
    "kind": {"linear": ("序时", "匀速"), "points": ("时点",), "flat": ("全程",), "none": ("不设",)},
    "shape": {"line": ("折线",), "step": ("阶梯",)},
    "every": {
        "month": ("月", "每月", "按月"),
        "quarter": ("季", "季度", "每季度", "按季"),
        "half": ("半年", "每半年"),
        "year": ("年", "每年", "按年"),
    },
    "basis": {"gap": ("差",), "ratio": ("比",)},
}
"""What may stand where only a few words may, with their Chinese names."""

POLICIES = ("yinchuan", "xuancheng", "engagedly", "cascade")
"""The presets of the thresholds (SPEC §6)."""

REVISABLE = ("due", "goal", "baseline", "stretch")
"""What a decision may change, beside withdrawing; `goal` may be written as the comparator's own key."""
