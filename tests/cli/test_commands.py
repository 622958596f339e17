"""The other commands: what they answer and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import Run
from tests.render.boards import holds_golden
from tracker import __version__
from tracker.cli.commands import COMMANDS

LEADING = "示例市"


def test_the_version(run: Run) -> None:
    for arguments in (["--version"], ["-V"], ["--lang", "en", "--version"]):
        assert run(*arguments) == (0, f"tracker {__version__}\n", "")


def test_help_names_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert holds_golden("help.txt", out)
    for name in COMMANDS:
        assert f"\n  {name} " in out


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_explains_every_option(run: Run, name: str, lang: str) -> None:
    code, out, _ = run(name, "--help", "--lang", lang)
    assert code == 0
    usage = "用法：" if lang == "zh" else "Usage:"
    assert out.startswith(f"{usage} tracker {name}")
    assert all(len(line) < 80 for line in out.splitlines())


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    code, out, err = run()
    assert code == 2
    assert "status" in out + err


def test_a_misspelt_command_or_option_is_told(run: Run) -> None:
    code, out, err = run("statsu")
    assert (code, out) == (2, "")
    assert "没有这个命令：'statsu'" in err
    code, out, err = run("status", "--as-off", "2021-06")
    assert (code, out) == (2, "")
    assert "没有这个选项：'--as-off'" in err
    assert "您是不是想写 '--as-of'" in err
    assert "Error" not in err


# -- why


def test_why_tells_of_a_target(workspace: Path, run: Run) -> None:
    code, out, err = run("why", "staff")
    assert (code, err) == (0, "")
    assert holds_golden("why-staff-piped.txt", out)
    assert run("why", "small/staff").out == out
    assert run("why", "引进卫生").out == out


def test_why_tells_of_a_units_share(workspace: Path, run: Run) -> None:
    out = run("why", "clinics", "--org", "乙区").out
    assert "创建市级示范标准村卫生室（乙区）" in out
    assert "≥30个" in out


def test_why_tells_of_a_row(workspace: Path, run: Run) -> None:
    code, out, _ = run("why", "r-staff-2")
    assert code == 0
    assert "70" in out
    assert "✓ small/staff 引进卫生专业技术人员：计入" in out
    assert "上年结转" in run("why", "r-early").out
    assert "早于开始日" in run("why", "r-early").out


def test_why_tells_of_a_row_by_the_hash_that_is_listed(workspace: Path, run: Run) -> None:
    (workspace / "seeds/more.csv").write_text("事项,截至,数值\n没有目标的事,2021-06-30,3\n", encoding="utf-8")
    rows = json.loads(run("why", "staff", "--json").out)["rows"]
    assert [row["id"] for row in rows] == ["r-early", "r-staff-1", "r-staff-2"]
    from tracker.model.achievement import row_id
    from tracker.workflow import load_achievements

    (row,) = load_achievements("seeds/more.csv")
    told = run("why", row_id(row)).out
    assert "没有目标的事" in told
    assert "不计入任何目标：没有写明目标" in told
    (fate,) = json.loads(run("why", row_id(row), "--json").out)["fates"]
    assert fate["row"]["reason"] == "no_target"


def test_why_suggests_what_there_is(workspace: Path, run: Run) -> None:
    code, out, err = run("why", "staf")
    assert (code, out) == (2, "")
    assert "相近的有：staff" in err
    code, _, err = run("why", "完成")
    assert code == 2
    assert "training、survey" in err
    code, _, err = run("why", "clinics", "--org", "丙区")
    assert code == 2
    assert "甲区、乙区" in err


def test_why_needs_a_target(workspace: Path, run: Run) -> None:
    code, _, err = run("why")
    assert code == 2
    assert "缺少参数 '目标'" in err


# -- check


def test_check_finds_nothing_wrong(workspace: Path, run: Run) -> None:
    code, out, err = run("check", "seeds")
    assert (code, out, err) == (0, "没有问题：0 个计划，11 行记录。\n", "")


def test_check_gives_advice_without_failing_unless_strict(workspace: Path, run: Run) -> None:
    code, out, _ = run("check")
    assert code == 0
    assert out.startswith("建议 targets/small.yaml:")
    assert "0 个问题" in out.splitlines()[-1]
    assert run("check", "--strict").code == 1


def test_check_lists_every_problem_at_its_place(workspace: Path, run: Run) -> None:
    plan = (workspace / "targets/small.yaml").read_text(encoding="utf-8")
    (workspace / "targets/bad.yaml").write_text(
        plan.replace("plan: small", "plan: bad").replace("at_least: 170", "at_leest: 170"), encoding="utf-8"
    )
    (workspace / "seeds/more.csv").write_text("target,as_of,value\nstafff,2021-06-30,7\nstaff,x,7\n", encoding="utf-8")
    code, out, err = run("check")
    assert (code, err) == (1, "")
    assert "targets/bad.yaml:8:" in out
    assert "您是不是想写 at_least？" in out
    assert "seeds/more.csv:2" in out
    assert "您是不是想写 staff？" in out
    assert "seeds/more.csv:3" in out
    told = json.loads(run("check", "--json").out)
    codes = {problem["code"] for problem in told["problems"] if not problem["advice"]}
    assert {"T102", "R101"} <= codes
    assert all(problem["message"] for problem in told["problems"])


def test_check_holds_rows_against_the_workspaces_plans(workspace: Path, run: Run) -> None:
    (workspace / "extra.csv").write_text("target,as_of,value\nstafff,2021-06-30,7\n", encoding="utf-8")
    code, out, _ = run("check", "extra.csv")
    assert code == 1
    assert "R101" in out


def test_check_reads_policies_and_the_dot_file(workspace: Path, run: Run) -> None:
    (workspace / "policy.yaml").write_text("amber: much\n", encoding="utf-8")
    assert run("check", "policy.yaml").code == 1
    (workspace / ".tracker.yaml").write_text("plnas: targets\n", encoding="utf-8")
    code, _, err = run("check")
    assert code == 2
    assert "您是不是想写 plans？" in err


def test_check_names_what_it_passes_over(workspace: Path, run: Run) -> None:
    (workspace / "targets/notes.yaml").write_text("a: 1\n", encoding="utf-8")
    assert "跳过 targets/notes.yaml" in run("check", "targets").out


def test_check_needs_something_to_check(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check").code == 2
    assert run("check", "missing.yaml").code == 2


def test_check_writes_a_file(workspace: Path, run: Run) -> None:
    assert run("check", "-o", "problems.txt").out == ""
    assert "建议" in (workspace / "problems.txt").read_text(encoding="utf-8")


# -- show, due, policies, schema


def test_show_prints_the_plan(workspace: Path, run: Run) -> None:
    code, out, err = run("show")
    assert (code, err) == (0, "")
    assert "示例单位2021年重点工作" in out
    told = json.loads(run("show", "targets/small.yaml", "--json").out)
    assert [target["id"] for target in told["targets"]][:2] == ["staff", "clinics"]


def test_show_prints_one_plan_as_json(workspace: Path, run: Run) -> None:
    plan = (workspace / "targets/small.yaml").read_text(encoding="utf-8")
    (workspace / "targets/two.yaml").write_text(plan.replace("plan: small", "plan: two"), encoding="utf-8")
    assert run("show", "--json").code == 2
    assert run("show").out.count("示例单位2021年重点工作") == 2
    assert run("show", "-o", "plans.txt").code == 0


@pytest.mark.parametrize(
    ("within", "kept"), [("15d", 2), ("14d", 1), ("2w", 1), ("1个月", 2), ("1y", 8), ("365", 8), ("0d", 1)]
)
def test_due_looks_so_far_ahead(workspace: Path, run: Run, within: str, kept: int) -> None:
    code, out, _ = run("due", "--within", within)
    assert code == 0
    assert sum(line.startswith("2021-") for line in out.splitlines()) == kept


def test_due_can_be_narrowed(workspace: Path, run: Run) -> None:
    assert "完成基线调查" not in run("due", "--lead", "人事科").out
    assert "（甲区）" in run("due", "--within", "1y", "--org", "甲区").out
    assert "（乙区）" in run("due", "--within", "1y", "--orgs").out


def test_due_writes_a_calendar(workspace: Path, run: Run) -> None:
    code, out, err = run("due", "--ics", "due.ics")
    assert (code, out) == (0, "")
    assert "已写入 due.ics" in err
    raw = (workspace / "due.ics").read_bytes()
    assert len(icalendar.Calendar.from_ical(raw).walk("VEVENT")) == 8
    run("due", "--ics", "due.ics", "--within", "30d")
    assert len(icalendar.Calendar.from_ical((workspace / "due.ics").read_bytes()).walk("VEVENT")) == 2


def test_due_refuses_what_is_no_length_of_time(workspace: Path, run: Run) -> None:
    code, _, err = run("due", "--within", "soon")
    assert code == 2
    assert "soon：不是时长" in err


def test_policies_compare_the_presets_on_the_same_rows(workspace: Path, run: Run) -> None:
    code, out, _ = run("policies")
    assert code == 0
    assert "各标准下状态不同的目标" in out
    told = json.loads(run("policies", "--json").out)
    assert [policy["counts"]["behind"] for policy in told["policies"]][1] > 0


def test_policies_take_a_policy_of_ones_own(workspace: Path, run: Run) -> None:
    (workspace / "mine.yaml").write_text("amber: 1\nred: 2\n", encoding="utf-8")
    told = json.loads(run("policies", "--policy", "mine.yaml", "--json").out)
    assert told["policies"][-1]["name"] == "mine"
    assert told["targets"][0]["statuses"]["mine"] == "far_behind"


def test_policies_need_no_plan(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("policies")
    assert code == 0
    assert "cascade" in out


def test_the_schema_is_json(workspace: Path, run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out)["$schema"]
    assert run("schema", "-o", "plan.schema.json").code == 0
    assert (workspace / "plan.schema.json").read_text(encoding="utf-8") == out


# -- init


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_workspace_works_at_once(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    code, _, err = run("init", tmp_path / "new", "--lang", lang)
    assert code == 0
    assert "tracker check" in err
    monkeypatch.chdir(tmp_path / "new")
    assert run("check").code == 0
    status = run("status", "--strict", "--as-of", "2099-12-31")
    assert status.code == 0
    assert "2" in status.err
    assert ("Task" in status.out) == (lang == "en")


def test_init_overwrites_nothing(tmp_path: Path, run: Run) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/rows.csv").write_text("mine", encoding="utf-8")
    code, _, err = run("init", tmp_path)
    assert code == 2
    assert "已经存在，没有改动任何文件" in err
    assert not (tmp_path / "targets").exists()
    assert not (tmp_path / ".tracker.yaml").exists()
    assert (tmp_path / "seeds/rows.csv").read_text(encoding="utf-8") == "mine"


def test_init_in_a_place_where_nothing_can_be_written(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("init", tmp_path / "file").code == 2
