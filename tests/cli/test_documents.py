"""Documents on the command line: read and draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.readers.workbooks import book
from tests.render.boards import holds_golden

PLAN = """# 示例市2021年工作要点

2021年，全市新建示范卫生室**50个**，其中市级20个。力争居民参保率达到95%以上。
"""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A planning document, in the current folder."""
    monkeypatch.chdir(tmp_path)
    file = Path("要点.md")
    file.write_bytes(PLAN.encode())
    return file


def test_read_shows_the_sentences_with_their_quantities_marked(document: Path, run: Run) -> None:
    code, out, err = run("read", document)
    assert (code, err) == (0, "")
    assert holds_golden("read-document.txt", out)
    assert "\x1b" not in out


def test_read_tells_of_every_numeral(document: Path, run: Run) -> None:
    out = run("read", document, "--explain").out
    for quote in ("2021年", "50个", "20个", "95%以上"):
        assert quote in out


def test_read_as_json_points_into_the_file_as_it_stands(document: Path, run: Run) -> None:
    code, out, _ = run("read", document, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["file"] == "要点.md"
    for each in (*answer["statements"], *answer["masked"]):
        assert PLAN[each["start"] : each["end"]] == each["quote"]


def test_read_writes_to_a_file(document: Path, run: Run) -> None:
    code, out, err = run("read", document, "-o", "读.txt", "--lang", "en")
    assert (code, out) == (0, "")
    assert "读.txt" in err
    assert Path("读.txt").read_text(encoding="utf-8").startswith("要点.md\nquantities: 3")


@pytest.mark.parametrize("command", [("read",), ("draft", "--period", "2021")])
def test_what_cannot_be_read_is_told(document: Path, run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "要典.md")
    assert (code, out) == (2, "")
    assert "您是不是想写 要点.md" in err
    assert run(*command, "要点.doc").code == 2


def test_a_draft_is_a_plan_that_the_other_commands_take(document: Path, run: Run) -> None:
    code, out, err = run("draft", document, "--period", "2021", "--org", "示例市", "-o", "plan.yaml")
    assert (code, out) == (0, "")
    assert "plan.yaml" in err
    assert run("check", "plan.yaml").code == 0
    shown = json.loads(run("show", "plan.yaml", "--json").out)
    for target in shown["targets"]:
        source = target["source"]
        assert PLAN[source["start"] : source["end"]] == source["quote"]


def test_a_draft_never_takes_the_place_of_an_edited_plan(document: Path, run: Run) -> None:
    arguments = ("draft", document, "--period", "2021", "-o", "plan.yaml")
    assert run(*arguments).code == 0
    assert run(*arguments).code == 0
    edited = Path("plan.yaml").read_text(encoding="utf-8").replace("at_least: 50", "at_least: 60")
    Path("plan.yaml").write_text(edited, encoding="utf-8")
    code, _, err = run(*arguments)
    assert code == 2
    assert "P103" in err
    assert Path("plan.yaml").read_text(encoding="utf-8") == edited


def test_a_draft_needs_a_period_and_a_promise(document: Path, run: Run) -> None:
    assert run("draft", document).code == 2
    code, _, err = run("draft", document, "--period", "去年")
    assert code == 2
    assert "去年" in err
    document.write_text("以下是背景材料。\n", encoding="utf-8")
    code, out, err = run("draft", document, "--period", "2021")
    assert (code, out) == (2, "")
    assert "P102" in err


def test_a_table_of_tasks_is_drafted_row_by_row(document: Path, run: Run) -> None:
    Path("台账.xlsx").write_bytes(
        book(("任务", "目标值", "责任单位"), ("新建卫生室", "50个", "基层科"), ("培训", None, "人事科"))
    )
    code, out, _ = run("draft", "台账.xlsx", "--period", "2021")
    assert code == 0
    assert "台账 2 行 = 2 条目标 + 0 行注释" in out
    assert 'cell: "台账!A2"' in out


TABLE = """<p>示例市2021年工作计划</p>
<table>
<tr><th rowspan="2">序号</th><th colspan="2">目标任务</th><th rowspan="2">责任单位</th></tr>
<tr><th>工作内容</th><th>目标值</th></tr>
<tr><td>1</td><td>新建村卫生室</td><td>50个</td><td rowspan="2">基层科</td></tr>
<tr><td>2</td><td>培训村医</td><td>300人</td></tr>
</table>
<p>2021年，力争参保率达到95%。</p>
"""


def test_a_table_of_tasks_in_a_document_is_drafted_row_by_row_beside_its_prose(document: Path, run: Run) -> None:
    Path("计划.html").write_text(TABLE, encoding="utf-8")
    assert run("draft", "计划.html", "--period", "2021", "-o", "plan.yaml").code == 0
    shown = json.loads(run("show", "plan.yaml", "--json").out)
    assert [(target["text"], target["lead"], target["goal"]) for target in shown["targets"]] == [
        ("参保率", None, 95), ("新建村卫生室", "基层科", 50), ("培训村医", "基层科", 300),
    ]  # fmt: skip
    for target in shown["targets"]:
        source = target["source"]
        assert TABLE[source["start"] : source["end"]] == source["quote"]
