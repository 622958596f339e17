"""Writes the reference pages from the code: `python docs/generate.py`; a test fails while they are not current.

The names come from the package, the sentences from its catalogues or, where it needs none, from `descriptions.yaml`;
neither may have what the other lacks.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from json import loads
from pathlib import Path

import click

import tracker
from tracker import nodes
from tracker.cli.commands import COMMANDS, Commands
from tracker.model.assessment import COLOURS, Flag, Status
from tracker.model.clause import Clause
from tracker.model.clauses import Baseline, Curve, Each, Hints, Origin, Reporting, Revision, Step, Thresholds
from tracker.model.names import ALIASES, CHOICES
from tracker.model.plan import Plan, Target
from tracker.model.statement import Kind, Reading, Role, Statement
from tracker.problems import Source
from tracker.readers.cells import BOUNDS, FLAGS, MODES
from tracker.readers.fields import FIELDS
from tracker.readers.goals import GOAL_FIELDS
from tracker.render import json, policies, show
from tracker.render.layout import SYMBOLS
from tracker.rules import PRESETS, preset
from tracker.rules.reasons import CODES
from tracker.rules.status import RULES
from tracker.words import en, say, zh
from tracker.workflow.workspace import HOLIDAYS, KEYS, WORKDAYS

HERE = Path(__file__).resolve().parent
DESCRIPTIONS: Mapping[str, Mapping[str, tuple[str, str]]] = nodes.load(
    (HERE / "descriptions.yaml").read_text(encoding="utf-8"), "descriptions.yaml"
).root.data()
GENERATED = "<!-- 本页由 docs/generate.py 从代码生成，请勿直接修改。Generated from the code: do not edit. -->"

MODELS: Mapping[str, type[Clause]] = {
    "计划 · Plan": Plan,
    "目标 · Target": Target,
    "基线 baseline · Baseline": Baseline,
    "序时曲线 curve · Curve": Curve,
    "节点 steps · Step": Step,
    "每个 each · Each": Each,
    "调整 revisions · Revision": Revision,
    "报送 report · Reporting": Reporting,
    "研判标准 policy · Policy": Thresholds,
    "出处 source · Source": Origin,
    "匹配 match · Match": Hints,
}


def described(section: str, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each name with its two sentences.

    Raises:
        SystemExit: a name has no sentences, or sentences stand there for a name that the code does not have.
    """
    names = list(names)
    known = DESCRIPTIONS[section]
    if set(known) != set(names):
        raise SystemExit(f"descriptions.yaml, {section}: {sorted(set(known) ^ set(names))}")
    for name in names:
        chinese, english = known[name]
        yield name, chinese, english


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(header), *(list(row) for row in rows)]
    written = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join([written[0], "|" + "---|" * len(lines[0]), *written[1:]])


def code(*names: str) -> str:
    """Names as code, side by side."""
    return " ".join(f"`{name}`" for name in names)


def page(title: str, *parts: str) -> str:
    """A page: the title, the notice that it is generated, and its parts."""
    return "\n\n".join([f"# {title}", GENERATED, *parts]) + "\n"


def meaning(model: type[Clause], key: str, lang: str) -> str:
    """What a key of a plan file means, in the words of the schema."""
    own, shared = f"key.{model.__name__}.{key}", f"key.{key}"
    return say(own if own in zh.PHRASES else shared, lang)


def plan_page() -> str:
    """The keys of a plan file."""
    parts = [
        "一个计划是一个 YAML 文件。写哪个字段，键就写哪个；中文名可以直接当键用。"
        "怎样写见[写一份计划](../how-to/write-a-plan.md)。",
        "A plan is one YAML file. A Chinese name may stand wherever its key may.",
    ]
    for title, model in MODELS.items():
        rows = (
            (code(name), code(*ALIASES.get(name, ())), meaning(model, name, "zh"), meaning(model, name, "en"))
            for name in model.fields
        )
        parts += [f"## {title}", table(("键 key", "中文名", "说明", "Meaning"), rows)]
    choices = (
        (code(key), code(value), code(*names)) for key, values in CHOICES.items() for value, names in values.items()
    )
    parts += ["## 可选的值 · Choices", table(("键 key", "值 value", "中文名"), choices)]
    return page("计划文件 · Plan files", *parts)


def rows_page() -> str:
    """The fields of a row."""
    by_name = {field.name: field for field in FIELDS}
    rows = (
        (code(name), code(*by_name[name].headers), f"`{by_name[name].example}`", chinese, english)
        for name, chinese, english in described("row", by_name)
    )
    words: Mapping[str, Mapping[str, object]] = {"mode": MODES, "bound": BOUNDS, "confirmed": FLAGS}
    accepted = []
    for field, choices in words.items():
        for meaning in dict.fromkeys(choices.values()):
            said = str(meaning).lower()
            others = (word for word, value in choices.items() if value == meaning and word != said)
            accepted.append((code(field), code(said), code(*others)))
    return page(
        "记录 · Rows",
        "一条进展写成一行，存成 CSV、xlsx、JSONL 或 YAML。表头用英文名、任一中文名都行，列的先后不限，多余的列会提示。"
        "怎样报见[用 Excel 或 CSV 报数](../how-to/report-rows.md)。",
        "Achievements are rows of CSV, xlsx, JSONL or YAML, under English or Chinese headers, in any order.",
        table(("字段 field", "表头 headers", "例", "说明", "Meaning"), rows),
        "表头可以带计量单位或口径：`数值（万元）`、`数值（累计）`。",
        "## 可填的词 · Words",
        table(("字段 field", "意思 value", "可填 accepted"), accepted),
        "## 目标表 · Goals tables",
        "逐个单位的目标（`for_each`）里，各单位自己的目标值和基期值；文件同记录一样，YAML 里列在 `goals` 下。"
        " Units' own goals and baselines under targets that say `for_each`; files as for rows, in YAML under `goals`.",
        table(("字段 field", "表头 headers", "例", "说明", "Meaning"), _goal_fields()),
    )


def _goal_fields() -> Iterable[tuple[str, ...]]:
    by_name = {field.name: field for field in GOAL_FIELDS}
    for name, chinese, english in described("goals", by_name):
        yield code(name), code(*by_name[name].headers), f"`{by_name[name].example}`", chinese, english


def status_page() -> str:
    """Statuses, flags, rules and reasons."""
    statuses = (
        (f"{SYMBOLS[name][0]} {say(f'status.{name}')}", code(name), COLOURS[Status(name)], chinese, english)
        for name, chinese, english in described("status", Status)
    )
    flags = (
        (say(f"flag.{name}", days="n") if name == "overdue" else say(f"flag.{name}"), code(name), chinese, english)
        for name, chinese, english in described("flag", Flag)
    )
    by_name = {rule.name: rule for rule in RULES}
    rules = (
        (str(number), code(name), say(f"status.{by_name[name].status}"), chinese, english)
        for number, (name, chinese, english) in enumerate(described("rule", by_name), 1)
    )
    reasons = ((code(name), say(f"reason.{name}"), say(f"reason.{name}", "en")) for name in CODES)
    return page(
        "状态与标志 · Statuses and flags",
        "## 状态 · Statuses",
        "每条研判有且只有一个状态。颜色之外总有符号和文字。 Exactly one per assessment.",
        table(("状态", "code", "colour", "什么时候", "When"), statuses),
        "## 标志 · Flags",
        "可以同时有几个。 Any number per assessment.",
        table(("标志", "code", "什么时候", "When"), flags),
        "## 规则 · Rules",
        "自上而下，第一条成立的规则定下状态；`tracker why` 会说是哪一条。"
        " Read top to bottom: the first rule that holds decides.",
        table(("", "rule", "状态", "什么时候", "When"), rules),
        "“全程类目标”指保持、上限、`attain: throughout` 和 `curve: flat`：只看符合不符合，不比序时。"
        " Flat goals (holds, caps, throughout, growth rates) are judged by whether they are kept, not by a schedule.",
        "## 原因码 · Reason codes",
        "JSON 里每个 `null` 在 `reasons` 里都有原因码。 Every null has one.",
        table(("code", "意思", "Meaning"), reasons),
    )


def policies_page() -> str:
    """The presets."""
    fields = ("basis", "amber", "red", "ahead", "due_soon", "stale")
    rows = []
    for name in PRESETS:
        thresholds = preset(name)
        values = ("none" if getattr(thresholds, field) is None else str(getattr(thresholds, field)) for field in fields)
        rows.append((code(name), thresholds.title or "", *values))
    keys = ((code(k), meaning(Thresholds, k, "zh"), meaning(Thresholds, k, "en")) for k in Thresholds.fields)
    return page(
        "研判标准 · Policies",
        "预设的研判标准。默认是 `yinchuan`。怎样换、怎样自己写，见[换一种研判标准](../how-to/other-policy.md)。",
        "The presets; `yinchuan` is the default. With basis `gap` the thresholds are percentage points of P − E, with"
        " `ratio` bounds of P / E.",
        table(("名称 name", "说明", *fields), rows),
        "## 各项的意思 · Keys",
        table(("键 key", "说明", "Meaning"), keys),
        "门槛是含本数的：正好落后 10 个百分点算滞后，正好落后 30 个百分点还不算严重滞后。门槛写 0 时不含 0：落后才算。"
        " Amber and ahead are inclusive, red is exclusive; a threshold of zero excludes zero.",
        "过了期限没有宽限：未达到就是逾期未完成。 No tolerance after the due date.",
    )


def json_page() -> str:
    """The contract of `status --json`."""
    fields = ((code(n), c, e) for n, c, e in described("json", json.FIELDS))
    totals = ((code(n), c, e) for n, c, e in described("totals", DESCRIPTIONS["totals"]))
    return page(
        "JSON",
        "`tracker status --json` 的输出是稳定的接口，版本号在 `schema`（现为"
        f" {json.SCHEMA}）。日期是 ISO 格式；数是精确的 JSON 数，除出来的数四舍六入五成双到小数点后 6 位；"
        "百分比用百分数；进度、序时应达、完成率和各项比率是 1 的几分之几。",
        "The output of `tracker status --json` is a stable contract. Dates are ISO; numbers are exact decimals, and"
        " quotients are rounded half to even to 6 places; percentages are in per cent; progress, expected, completion"
        " and the rates of the totals are fractions of 1.",
        "最外层 · At the top: `schema` `as_of` `known_at` `policy` `assessments` `totals`",
        "## 研判 · assessments",
        table(("键 key", "说明", "Meaning"), fields),
        "## 汇总 · totals",
        "只算整个目标（`scope: plan`），比率不含已撤销的。 Over whole targets; the rates leave the withdrawn out.",
        table(("键 key", "说明", "Meaning"), totals),
        "`null` 的原因码见[状态与标志](statuses-and-flags.md#原因码--reason-codes)。",
        "## 月报 · Summaries",
        "`tracker summary -o FILE.json` 的最外层。 What `tracker summary -o FILE.json` has at the top.",
        table(("键 key", "说明", "Meaning"), ((code(n), c, e) for n, c, e in described("summary", _summary()))),
        "## 文稿 · read",
        "`tracker read DOC --json`，最外层 · At the top: " + code(*_read()),
        table(("键 key", "说明", "Meaning"), _statement_keys()),
        "`events` 的每一项同样；`masked` 是不是数量的数字（`start` `end` `quote` `reason`），`repairs` 是读之前的修补"
        "（`kind` `start` `end` `before` `after`），`problems` 是没能读到的地方。 `events` have the same keys; `masked`"
        " are numerals that are no quantity, `repairs` what was mended before reading, `problems` what was not read.",
        "## 其他命令 · Other commands",
        table(("命令", "最外层", "每一项"), _others()),
    )


def _summary() -> Iterable[str]:
    """The keys of a summary as it stands in a file."""
    plan = tracker.load_plan({"plan": "a", "period": 2021, "targets": [{"id": "x", "text": "引才", "at_least": 1}]})
    return tuple(loads(tracker.summarize(plan, (), "2021-06").to_json()))


def _read() -> dict[str, list[dict[str, object]]]:
    """What `read` answers for a document of one quantity."""
    said = Statement("s001", 0, 3, "50个", "", "", Kind.COUNT, Role.TARGET, Decimal(50))
    answer: dict[str, list[dict[str, object]]] = loads("".join(json.reading(Reading("", (said,)), (), "zh")))
    return answer


def _statement_keys() -> Iterator[tuple[str, str, str]]:
    for name, chinese, english in described("statement", _read()["statements"][0]):
        yield code(*(("value", "low", "high") if name == "value" else (name,))), chinese, english


def _others() -> Iterator[tuple[str, str, str]]:
    """What the other commands say in JSON: the keys as they stand in an answer of theirs."""
    target = {"id": "staff", "text": "引进人才", "at_least": 170}
    plan = tracker.load_plan({"plan": "a", "period": 2021, "targets": [target]})
    board = tracker.assess(plan, [{"target": "staff", "as_of": "2021-06", "value": 70}], as_of="2021-06-30")
    answers = {
        "tracker why TARGET --json": (json.explained(board[0]), "rows"),
        "tracker check --json": (json.problems([tracker.Problem(Source("plan.yaml"), "Y116")], "zh"), "problems"),
        "tracker policies --json": (policies.as_json([preset("yinchuan")], {"yinchuan": board}), "policies"),
        "tracker show PLAN --json": (show.as_json(plan), "targets"),
    }
    for command, (pieces, items) in answers.items():
        answer = loads("".join(pieces))
        yield code(command), code(*answer), f"`{items}`: {code(*answer[items][0])}"


FAMILIES = {
    "Y": "YAML 文本 · YAML text",
    "T": "计划与目标 · Plans and targets",
    "L": "计划的改进建议 · Advice on plans",
    "A": "记录文件 · Files of rows",
    "D": "文档 · Documents",
    "R": "记录与计划对不上 · Rows against plans",
    "G": "目标表与计划对不上 · Goals tables against plans",
    "W": "工作区、选项和文件 · Workspaces, options and files",
    "P": "起草 · Drafting",
    "X": "词表 · Lexicons",
    "S": "月报 · Summaries",
    "B": "台账 · The ledger",
}


def problems_page() -> str:
    """Every problem, with its message and hints in both languages."""
    parts = [
        "每个问题有固定的编号，显示时带文件、行、列、原文和改法。花括号里是现场填入的内容。"
        " Every problem has a stable code; braces stand for what was found.",
    ]
    for letter, title in FAMILIES.items():
        rows = []
        for name in sorted(zh.PROBLEMS):
            if name.startswith(letter):
                chinese, english = zh.PROBLEMS[name], en.PROBLEMS[name]
                rows.append((code(name), _message(chinese), _message(english)))
        parts += [f"## {title}", table(("code", "问题与改法", "Problem and remedy"), rows)]
    if left := {name for name in zh.PROBLEMS if name[0] not in FAMILIES}:
        raise SystemExit(f"problems of no family: {sorted(left)}")
    return page("问题编号 · Problems", *parts)


def _message(entry: tuple[str, ...]) -> str:
    shown = "<br>".join([entry[0], *(f"= {hint}" for hint in entry[1:])])
    return shown.replace("{{", "{").replace("}}", "}")


def workspace_page() -> str:
    """The keys of the dot file and of a holiday file."""
    rows = ((code(n), c, e) for n, c, e in described("workspace", KEYS))
    return page(
        "工作区 · Workspaces",
        "工作区里可以放一个 `.tracker.yaml`，写明计划和记录在哪里；不带参数的命令就用它。没有这个文件时，"
        "计划取 `targets/*.yaml`，记录取 `seeds/`。路径相对于这个文件，可用 `*`。",
        "A folder may have a `.tracker.yaml` that says where its plans and rows are. Without one, plans are"
        " `targets/*.yaml` and rows are `seeds/`.",
        table(("键 key", "说明", "Meaning"), rows),
        f"## 放假文件 · Holidays\n\n两个键：{code(*sorted(HOLIDAYS))} 和 {code(*sorted(WORKDAYS))}，各是一个列表，"
        "一项是一天或 `起..止`。见[工作日与放假安排](../how-to/working-days.md)。",
    )


def cli_page() -> str:
    """Every command with its arguments and options."""
    parts = [
        "不带参数时，命令按[工作区](workspace.md)找到计划和记录。标准输出是答案，其余说明在标准错误。"
        "退出码的意思见[定时任务与流水线](../how-to/ci.md)。",
        "Without arguments, commands find plans and rows by the [workspace](workspace.md). stdout is the answer, stderr"
        " the rest.",
    ]
    chinese, english = Commands("zh"), Commands("en")
    parts += ["## tracker", _options(chinese, english)]
    for name in COMMANDS:
        parts += _command(name, _made(chinese, name), _made(english, name))
    variables = ((code(name), c, e) for name, c, e in described("environment", ENVIRONMENT))
    parts += ["## 环境变量 · Environment", table(("", "说明", "Meaning"), variables)]
    return page("命令 · Commands", *parts)


ENVIRONMENT = ("TRACKER_LANG", "TRACKER_WIDTH", "TRACKER_CACHE", "NO_COLOR", "FORCE_COLOR")


def _made(group: Commands, name: str) -> click.Command:
    made = group.get_command(click.Context(group), name)
    assert made is not None
    return made


def _command(name: str, chinese: click.Command, english: click.Command) -> list[str]:
    arguments = (parameter for parameter in chinese.params if isinstance(parameter, click.Argument))
    usage = " ".join(["tracker", name, *(a.make_metavar(click.Context(chinese)) for a in arguments)])
    said = [_one_line(chinese.help), _one_line(english.help)]
    return [f"## tracker {name}", *said, f"```text\n{usage}\n```", _options(chinese, english)]


def _options(chinese: click.Command, english: click.Command) -> str:
    rows = []
    for ours, theirs in zip(chinese.params, english.params, strict=True):
        if isinstance(ours, click.Option) and isinstance(theirs, click.Option) and not ours.hidden:
            rows.append((f"`{_written(ours)}`", _one_line(ours.help), _one_line(theirs.help)))
    return table(("选项 option", "说明", "Meaning"), rows)


def _written(option: click.Option) -> str:
    names = ", ".join(sorted((*option.opts, *option.secondary_opts), key=len, reverse=True))
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} {'|'.join(map(str, option.type.choices))}"
    return f"{names} {option.metavar or 'VALUE'}"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


PAGES: Mapping[str, Callable[[], str]] = {
    "reference/cli.md": cli_page,
    "reference/plan.md": plan_page,
    "reference/rows.md": rows_page,
    "reference/statuses-and-flags.md": status_page,
    "reference/policies.md": policies_page,
    "reference/json.md": json_page,
    "reference/problems.md": problems_page,
    "reference/workspace.md": workspace_page,
}
"""Every generated page, by its path under docs/."""


def main() -> None:
    """Write the pages that have changed."""
    for name, write in PAGES.items():
        file, text = HERE / name, write()
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
