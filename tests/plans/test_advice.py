"""The plan linter: each piece of advice, the line that raises it, and what is not worth advice."""

from pathlib import Path

import pytest

from tracker.plans import advise, load_plan, plan_from
from tracker.words import zh

HEAD = "plan: demo\nperiod: 2021\norgs: [甲区, 乙区]\ntargets:\n"
COVERED = "lead: 甲科, due: 2021-11"

ADVICE = [
    ("{text: 建设卫生室, at_least: 5, unit: 个, due: 2021-11}", "L101 a：没有写牵头单位"),
    ("{text: 建设卫生室, at_least: 5, unit: 个, lead: 甲科}", "L102 有 1 个目标没有写期限，都按周期末 2021-12-31 算"),
    ("{text: 投用, done: true, lead: 甲科}", "L103 a：完成类目标没有写期限，到 2021-12-31 之前看不出快慢"),
    ("{text: 覆盖率, at_least: 80%, of: 医院, C}", "L104 a：没有基线，到期之前说不出快慢"),
    ("{text: 存量, at_least: 80, unit: 个, stock: true, C}", "L104 a：没有基线，到期之前说不出快慢"),
    ("{text: 覆盖率, at_least: 80%, baseline: 60%, C}", "L105 a：没有写比率的分母"),
    (
        "{text: 建设, at_least: 50, unit: 个, allocation: {甲区: 20, 乙区: 20}, C}",
        "L106 allocation：各单位相加是 40，目标是 50，差 10",
    ),
    (
        "{text: 投入, at_least: 1, unit: 万元, 目标分解: {甲区: 4000元, 乙区: 5000元}, C}",
        "L106 目标分解：各单位相加是 0.9，目标是 1，差 0.1",
    ),
    ("{text: 力争建设卫生室, at_least: 5, unit: 个, C}", "L108 a：文中写了“力争”，却没有力争目标"),
    ("{text: 增长, at_least: +5%, unit: 人次, C}", "L109 at_least：+5% 是相对基线说的，却没有基线"),
    ("{text: 建设, at_least: 5, unit: 个, baseline: 3, C}", "L110 baseline：数量从 0 数起，基线不起作用"),
    ("{text: 建设卫生室60个, at_least: 50, unit: 个, C}", "L111 text：文中有 60个，目标值却是 50"),
    ("{text: 服务1.2万人次, at_least: 1200, unit: 人次, C}", "L111 text：文中有 1.2万人次，目标值却是 1200"),
    (
        "{text: 覆盖率, at_least: 0.8, of: 医院, baseline: 0.6, C}",
        "L115 at_least：0.8 没有百分号，会当作 0.8%",
    ),
    ("{text: 投用, done: true, lead: 甲科, due: 2023-05}", "L116 due：2023-05-31 不在计划的周期之内"),
    (
        "{text: 建设, at_least: 5, unit: 个, C, revisions: [{decided_on: 2021-12-05, field: due, to: 2021-12}]}",
        "L117 decided_on：2021-12-05 的决定晚于当时的期限 2021-11-30",
    ),
    ("{text: 增长, at_least: x2, unit: 例, baseline: 0, C}", "L118 at_least：基线是 0，x2 还是 0"),
    ("{text: 机制, grade_at_least: 未开展, C}", "L119 grade_at_least：未开展 是最低一级，不做也算达到"),
    ("{text: 覆盖率, at_least: 120%, of: 医院, baseline: 60%, C}", "L120 at_least：120% 超过了 100%"),
    ("{text: 建设, at_least: 50, unit: 个, allocation: {甲区: 50}, C}", "L121 allocation：没有 乙区"),
    ("{text: 建设, at_least: 50, C}", "L122 a：没有写单位"),
    ("{text: 建设, at_least: 50, stretch: 40, unit: 个, C}", "L123 stretch：力争目标 40 没有比目标 50 更进一步"),
    ("{text: 投诉, at_most: 5, stretch: 6, unit: 起, C}", "L123 stretch：力争目标 6 没有比目标 5 更进一步"),
]

QUIET = [
    "{text: 建设卫生室5个, at_least: 5, unit: 个, C}",
    "{text: 增长率, at_least: 7%, curve: flat, C}",
    "{text: 出车率, at_least: 95%, of: 出车, attain: throughout, C}",
    "{text: 使用率, between: [85%, 93%], of: 床位, C}",
    "{text: 每个卫生院至少1个科室, each: {of: 卫生院, members: 86, at_least: 1, unit: 个}, C}",
    "{text: 力争建设卫生室, at_least: 5, stretch: 8, unit: 个, C}",
    "{text: 例数翻番, at_least: 翻番, unit: 例, baseline: 300, C}",
    "{text: 建设, at_least: 50, unit: 个, allocation: {甲区: 20, 乙区: 30}, C}",
    "{text: 启动, at_least: 2, unit: 个, allocation: {甲区: 1, 乙区: 2}, rollup: met, C}",
    "{text: 新院区, steps: [{name: 竣工, due: 2021-06}], lead: 甲科}",
    "{text: 建成50个、改造10个, at_least: 50, unit: 个, C}",
    "{text: 由3.5个百分点降到5%, at_most: 5%, of: 医院, baseline: 8%, C}",
]


def plan_text(*targets: str) -> str:
    lines = [
        f"  - {each.replace(', C', f', {COVERED}').replace('{text', f'{{id: {name}, text', 1)}\n"
        for name, each in zip("abcdef", targets, strict=False)
    ]
    return HEAD + "".join(lines)


def given(text: str) -> list[str]:
    plan, problems = load_plan(text, "demo.yaml")
    assert [problem.show() for problem in problems] == []
    assert plan is not None
    found = advise(plan)
    assert all(problem.advice and problem.source.line and problem.excerpt for problem in found)
    return [f"{problem.code} {problem.message()}" for problem in found]


@pytest.mark.parametrize(("target", "advice"), ADVICE, ids=[advice[:4] for _, advice in ADVICE])
def test_this_is_worth_advice(target: str, advice: str) -> None:
    assert advice in given(plan_text(target))


@pytest.mark.parametrize("target", QUIET)
def test_this_is_not(target: str) -> None:
    assert given(plan_text(target)) == []


def test_two_targets_that_promise_the_same() -> None:
    one = "{text: 建设（示范）卫生室, at_least: 5, unit: 个, C}"
    other = "{text: 建设示范卫生室, at_least: 5个, C}"
    assert given(plan_text(one, other)) == ["L107 b：同第 5 行的目标内容和目标值都一样"]
    assert given(plan_text(one, other.replace("5个", "6个"))) == []


def test_weights_on_some_targets_only() -> None:
    one = "{text: 建设卫生室, at_least: 5, unit: 个, C, weight: 2}"
    other = "{text: 建设医院, at_least: 5, unit: 个, C}"
    assert given(plan_text(one, other)) == ["L112 有 1 个目标写了权重，其余 1 个按 1 算"]


def test_matching_words_that_tell_no_targets_apart() -> None:
    one = "{text: 市级卫生室, at_least: 5, unit: 个, match: {terms: [卫生室], level: 市级}, C}"
    other = "{text: 县级卫生室, at_least: 5, unit: 个, match: {terms: [卫生室], level: 县级}, C}"
    assert given(plan_text(one, other)) == []
    assert given(plan_text(one, other.replace("level: 县级", "level: 市级"))) == [
        "L114 terms：“卫生室”同第 5 行的目标一样，分不清说的是哪一个"
    ]


def test_advice_comes_in_reading_order_at_its_lines() -> None:
    plan, _ = load_plan(plan_text("{text: 甲, at_least: 5}", "{text: 乙, at_least: +5%, unit: 个, C}"), "demo.yaml")
    assert plan is not None
    assert [str(problem.source) for problem in advise(plan)] == [
        "demo.yaml:2:9",
        "demo.yaml:5:10",
        "demo.yaml:5:10",
        "demo.yaml:6:32",
    ]


def test_advice_on_a_plan_from_python_names_the_target() -> None:
    data = {"plan": "demo", "period": 2021, "targets": [{"id": "a", "text": "建设", "at_least": 5}]}
    plan, _ = plan_from(data, "<plan>")
    assert plan is not None
    assert [(str(problem.source), problem.code) for problem in advise(plan)] == [
        ("<plan>!targets[a]", "L101"),
        ("<plan>!targets[a]", "L122"),
        ("<plan>!period", "L102"),
    ]


def test_every_piece_of_advice_is_shown_here() -> None:
    shown = {advice[:4] for _, advice in ADVICE} | {"L107", "L112", "L114"}
    assert {code for code in zh.PROBLEMS if code.startswith("L")} == shown


def test_the_good_example_with_every_key_is_almost_beyond_advice() -> None:
    path = Path(__file__).parents[1] / "examples" / "good" / "every-key.yaml"
    plan, _ = load_plan(path.read_text(encoding="utf-8"), path.name)
    assert plan is not None
    assert [problem.code for problem in advise(plan)] == ["L102", "L112", "L103"]
