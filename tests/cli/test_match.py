"""`tracker match`, `tracker lexicon check`, and a report given straight to `status`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import wcwidth

from tests.cli.conftest import Run
from tests.render.boards import holds_golden

PLAN = """
plan: city
org: 甲市
period: 2021
targets:
  - {id: clinics-city, text: 建设市级示范标准村卫生室, at_least: 50个}
  - {id: clinics-county, text: 建设县级示范标准村卫生室, at_least: 600个}
  - {id: beds, text: 新增养老床位, at_least: 3000张}
  - {id: talks, text: 举办健康讲座, at_least: 100场}
  - {id: money, text: 专项资金, at_least: 200万元}
  - {id: friendly, text: 创建老年友善医疗机构, at_least: 50%}
"""
REPORT = """甲市2021年卫生健康工作总结

一、2021年工作情况

建成市级示范标准村卫生室52个、省级示范标准村卫生室4个。2020年新增养老床位2800张，2021年新增养老床位3100张。
全年举办健康讲座110余场，拨付专项资金206万元。淘汰老旧车辆30辆。
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan and a report, as the current folder."""
    (tmp_path / "city.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "总结.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("golden", "width", "options"),
    [
        ("match-piped.txt", "", ()),
        ("match-100.txt", "100", ()),
        ("match-60.txt", "60", ()),
        ("match-ascii-en-80.txt", "80", ("--ascii", "--lang", "en")),
    ],
)
def test_a_report_held_against_a_plan(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch, golden: str, width: str, options: tuple[str, ...]
) -> None:
    if width:
        monkeypatch.setenv("TRACKER_WIDTH", width)
    code, out, err = run("match", "city.yaml", "总结.txt", "--as-of", "2021-12-31", *options)
    assert (code, err) == (0, "")
    assert holds_golden(golden, out)
    assert not width or all(wcwidth.wcswidth(line) <= int(width) for line in out.splitlines())


def test_the_matches_as_json(run: Run, files: Path) -> None:
    code, out, _ = run("match", "city.yaml", "总结.txt", "--as-of", "2021-12-31", "--json")
    said = json.loads(out)
    assert code == 0
    assert set(said) == {
        "schema", "file", "matches", "targets_without_report", "statements_without_target", "without_number"
    }  # fmt: skip
    for match in said["matches"]:
        assert REPORT[match["start"] : match["end"]] == match["quote"]
        assert set(match) >= {"target", "statement", "start", "end", "decision", "score", "reasons"}
    assert [(match["target"], match["quote"], match["decision"]) for match in said["matches"]] == [
        ("clinics-city", "52个", "credited"),
        ("clinics-city", "4个", "rejected"),
        ("beds", "2800张", "rejected"),
        ("beds", "3100张", "credited"),
        ("talks", "110余场", "credited"),
        ("money", "206万元", "review"),
    ]
    assert [each["target"] for each in said["targets_without_report"]] == ["clinics-county", "friendly"]
    assert [each["quote"] for each in said["statements_without_target"]] == ["30辆"]


def test_only_what_is_credited_counts_in_a_status(run: Run, files: Path) -> None:
    code, out, err = run("status", "city.yaml", "-a", "总结.txt", "--as-of", "2021-12-31", "--json")
    assessments = {each["target"]: each for each in json.loads(out)["assessments"]}
    assert code == 0
    assert {name: each["actual"] for name, each in assessments.items()} == {
        "clinics-city": 52, "clinics-county": None, "beds": 3100, "talks": 110, "money": None, "friendly": None,
    }  # fmt: skip
    (evidence,) = assessments["beds"]["evidence"]
    assert (evidence["file"], evidence["line"], evidence["quote"]) == ("总结.txt", 5, "3100张")
    assert "读入 3 行 = 采用 3 行 + 退回 0 行" in err
    assert "总结.txt：计入 3 处，待核对 1 处" in err


def test_what_waits_for_review_is_something_to_mend(run: Run, files: Path) -> None:
    asked = ("status", "city.yaml", "-a", "总结.txt", "--as-of", "2021-12-31")
    assert run(*asked).code == 0
    assert run(*asked, "--strict").code == 1


def test_why_shows_the_words_of_the_report(run: Run, files: Path) -> None:
    code, out, _ = run("why", "beds", "--plan", "city.yaml", "-a", "总结.txt", "--as-of", "2021-12-31")
    assert code == 0
    assert "总结.txt:5:" in out
    assert "3100张" in out


def test_a_text_file_of_rows_is_still_rows(run: Run, files: Path) -> None:
    Path("rows.txt").write_text("目标编号,截至,数值\nbeds,2021-06,1500张\n", encoding="utf-8")
    code, out, _ = run("status", "city.yaml", "-a", "rows.txt", "--as-of", "2021-12-31", "--json")
    assert code == 0
    assert next(each for each in json.loads(out)["assessments"] if each["target"] == "beds")["actual"] == 1500


def test_a_document_that_is_not_there_is_told(run: Run, files: Path) -> None:
    code, out, err = run("match", "city.yaml", "总结.docx")
    assert (code, out) == (2, "")
    assert "W101" in err


def test_the_words_of_the_workspace_and_of_the_plan_are_obeyed(run: Run, files: Path) -> None:
    Path("own.yaml").write_text("synonyms: {健康讲座: [养生大讲堂]}", encoding="utf-8")
    Path("city.yaml").write_text(PLAN.replace("period: 2021", "period: 2021\nlexicon: plan.yaml"), encoding="utf-8")
    Path("plan.yaml").write_text("synonyms: {养老床位: [银龄铺位]}", encoding="utf-8")
    Path(".tracker.yaml").write_text("lexicon: own.yaml", encoding="utf-8")
    Path("简报.txt").write_text(
        "甲市2021年工作总结\n\n2021年举办养生大讲堂120场，新增银龄铺位3300张。", encoding="utf-8"
    )
    _, out, _ = run("match", "city.yaml", "简报.txt", "--as-of", "2021-12-31", "--json")
    assert [(each["target"], each["decision"]) for each in json.loads(out)["matches"]] == [
        ("talks", "credited"),
        ("beds", "credited"),
    ]


def test_a_lexicon_is_checked(run: Run, files: Path) -> None:
    Path("good.yaml").write_text("synonyms: {甲室: [乙室]}", encoding="utf-8")
    Path("bad.yaml").write_text("exclusive: {病: [甲病]}\nsynonims: {甲室: [乙室]}", encoding="utf-8")
    assert run("lexicon", "check", "good.yaml") == (0, "没有问题：1 个词表。\n", "")
    code, out, _ = run("lexicon", "check", "good.yaml", "bad.yaml")
    assert code == 1
    assert [line for line in out.splitlines() if line.startswith("bad.yaml")] == [
        "bad.yaml:1:13: X115 病：互斥的一组里只有一个词",
        "bad.yaml:2:1: X101 synonims：词表里没有这个字段",
    ]
    assert out.endswith("2 个问题，0 条建议；2 个词表。\n")
    assert json.loads(run("lexicon", "check", "bad.yaml", "--json").out)["problems"][0]["code"] == "X115"


def test_a_lexicon_may_say_anew_what_the_packages_says(run: Run, files: Path) -> None:
    Path("own.yaml").write_text("tiers: {区级: []}\nsynonyms: {机关卫生所: [卫生所]}", encoding="utf-8")
    assert run("lexicon", "check", "own.yaml").code == 0


def test_without_a_path_the_lexicons_of_the_workspace_are_checked(run: Run, files: Path) -> None:
    code, _, err = run("lexicon", "check")
    assert code == 2
    assert "W116" in err
    Path("own.yaml").write_text("protect: [甲]", encoding="utf-8")
    Path(".tracker.yaml").write_text("lexicon: own.yaml", encoding="utf-8")
    code, out, _ = run("lexicon", "check")
    assert (code, out.splitlines()[0]) == (0, "建议 own.yaml:1:11: X114 甲：里面没有会被替换的词")


TABLE = "# 6月台账\n\n| 目标编号 | 截至 | 数值 |\n|-|-|-|\n| beds | 2021-06 | 3050张 |\n"


def test_the_tables_of_a_report_count_as_rows_and_are_said_not_to_be_prose(run: Run, files: Path) -> None:
    Path("6月.md").write_text(TABLE, encoding="utf-8")
    code, out, _ = run("status", "city.yaml", "-a", "6月.md", "--as-of", "2021-12-31", "--json")
    (beds,) = (each for each in json.loads(out)["assessments"] if each["target"] == "beds")
    assert (code, beds["actual"]) == (0, 3050)
    assert beds["evidence"][0]["quote"] == "3050张"
    for asked in (("read", "6月.md"), ("match", "city.yaml", "6月.md")):
        assert "文稿的表格里还有 1 行数" in run(*asked)[2]


def test_the_report_of_another_place_is_recognised_by_its_title(run: Run, files: Path) -> None:
    Path("总结.txt").write_text(REPORT.replace("甲市2021", "乙市2021"), encoding="utf-8")
    _, out, _ = run("match", "city.yaml", "总结.txt", "--as-of", "2021-12-31", "--json")
    reasons = {reason["code"] for match in json.loads(out)["matches"] for reason in match["reasons"]}
    assert "other_place" in reasons
    assert {match["decision"] for match in json.loads(out)["matches"]} == {"rejected"}
    _, out, _ = run("match", "city.yaml", "总结.txt", "--as-of", "2021-12-31", "--json", "--org", "甲市")
    assert "credited" in {match["decision"] for match in json.loads(out)["matches"]}


@pytest.fixture
def reports(files: Path) -> list[str]:
    """Reports of three quarters, beside the plan."""
    names = [f"2021-{month:02}.txt" for month in (3, 6, 9)]
    for number, name in enumerate(names, start=1):
        Path(name).write_text(f"甲市工作情况\n\n新增养老床位{number}000张。", encoding="utf-8")
    return names


def test_many_reports_come_in_their_order_whoever_matches_them(run: Run, reports: list[str]) -> None:
    asked = ("match", "city.yaml", *reports, "--as-of", "2021-12-31")
    code, out, err = run(*asked)
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line in reports] == reports
    one_by_one = [run("match", "city.yaml", name, "--as-of", "2021-12-31").out for name in reports]
    assert out == "\n".join(one_by_one)
    assert run(*asked, "--processes", "2") == (0, out, "")


def test_many_reports_as_json_are_a_line_each(run: Run, reports: list[str]) -> None:
    code, out, _ = run("match", "city.yaml", *reports, "--as-of", "2021-12-31", "--json")
    said = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [each["file"] for each in said] == reports
    assert [match["quote"] for each in said for match in each["matches"]] == ["1000张", "2000张", "3000张"]
    alone = run("match", "city.yaml", reports[1], "--as-of", "2021-12-31", "--json").out
    assert said[1] == json.loads(alone)


def test_a_report_that_cannot_be_read_keeps_the_others_not_out(run: Run, reports: list[str]) -> None:
    code, out, err = run("match", "city.yaml", reports[0], "无此文.txt", reports[2], "--as-of", "2021-12-31")
    assert code == 1
    assert [line for line in out.splitlines() if line in reports] == [reports[0], reports[2]]
    assert "W101" in err
    assert run("match", "city.yaml", "无此文.txt", "也没有.txt").code == 2


def test_status_reads_many_reports(run: Run, reports: list[str]) -> None:
    given = [part for name in reports for part in ("-a", name)]
    code, out, err = run("status", "city.yaml", *given, "--as-of", "2021-12-31", "--json")
    beds = next(each for each in json.loads(out)["assessments"] if each["target"] == "beds")
    assert (code, beds["actual"]) == (0, 1000 + 2000 + 3000)
    assert all(f"{name}：" in err for name in reports)
    code, _, err = run("status", "city.yaml", *given, "-a", "无此文.txt", "--as-of", "2021-12-31")
    assert code == 2
    assert "W101" in err


def test_an_import_of_many_reports_is_the_same_whoever_reads_them(run: Run, reports: list[str]) -> None:
    Path("again.txt").write_text(Path(reports[0]).read_text(encoding="utf-8"), encoding="utf-8")
    given = [reports[0], "again.txt", "无此文.txt", *reports[1:]]
    asked = ("import", *given, "--plan", "city.yaml", "--who", "甲", "--why", "季报", "--on", "2022-01-05", "--json")
    one = run(*asked, "--ledger", "one.db", "--processes", "1")
    two = run(*asked, "--ledger", "two.db", "--processes", "2")
    assert (one.code, one.out) == (two.code, two.out)
    assert one.code == 1
    files = json.loads(one.out)["files"]
    assert [each["new"] for each in files] == [1, 0, 0, 1, 1]
    assert files[1]["seen_before"]


def test_a_lexicon_that_cannot_be_read_keeps_every_report_out(run: Run, reports: list[str]) -> None:
    Path("city.yaml").write_text(f"lexicon: words.yaml{PLAN}", encoding="utf-8")
    Path("words.yaml").write_text("weights: {clause: viel}", encoding="utf-8")
    asked = ("import", *reports, "--plan", "city.yaml", "--who", "甲", "--why", "季报", "--ledger", "one.db", "--json")
    code, _, err = run(*asked)
    assert code == 2
    assert err.count("X102") == len(reports)
