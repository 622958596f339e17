"""Doubtful sentences settled by a person: asked one by one, or by a table; kept, remembered, and told."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
import termios
import time
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Run
from tests.gates.project import ROOT
from tracker.ledger import By, Kind, Ledger
from tracker.workflow import load_plan
from tracker.workflow.ledger.filled import choice_of
from tracker.workflow.ledger.importing import Asked, import_files
from tracker.workflow.ledger.opening import opened
from tracker.workflow.ledger.reading import standing_rows, undecided
from tracker.workflow.ledger.reviewing import Choice, Ruling, decide, replay, targets_of

PLAN = """plan: city-2021
title: 示例市2021年卫生健康重点工作
org: 示例市
period: 2021
targets:
  - {id: talks, text: 举办健康讲座, at_least: 100场}
  - {id: nurses, text: 引进护理人才, at_least: 40人}
  - {id: beds, text: 新增养老床位, at_least: 3000张}
"""
ON = date(2022, 1, 6)
REPORT = """示例市2021年卫生健康工作总结

2021年新增养老床位3100张。面向社区居民举办线上健康讲座110余场。引进医疗人才35人。淘汰老旧车辆30辆。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A folder with a plan, and a ledger with a report in which two sentences are doubtful."""
    monkeypatch.chdir(tmp_path)
    Path("targets").mkdir()
    Path("targets/plan.yaml").write_text(PLAN, encoding="utf-8")
    Path("总结.txt").write_text(REPORT, encoding="utf-8")
    taken = run("import", "总结.txt", "--on", "2022-01-05", "--who", "小王")
    assert "= 对上 1 + 待核对 2 + 未对上 1 + 退回 0" in taken.out
    return tmp_path


@pytest.fixture
def typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs `review` with what somebody types; the options come after it."""

    def reviewing(keys: str, *options: object) -> object:
        monkeypatch.setattr("sys.stdin", io.StringIO(keys))
        return run("review", "--who", "小李", *options)

    return reviewing


def actual(run: Run, target: str, *options: object) -> object:
    said = json.loads(run("status", "--as-of", "2021-12-31", "--json", *options).out)
    return next(a["actual"] for a in said["assessments"] if a["target"] == target)


def test_a_sentence_is_shown_with_its_candidates_and_their_reasons(folder: Path, typed: Run) -> None:
    code, out, _ = typed("q\n")
    assert code == 0
    assert out.startswith("第 1/2 句（编号 ")
    assert "    面向社区居民举办线上健康讲座【110余场】。\n  1 举办健康讲座（talks，0." in out
    assert "说的对象多出了目标没有的词" in out


def test_what_is_credited_counts_and_what_is_rejected_is_not_asked_again(folder: Path, typed: Run, run: Run) -> None:
    assert actual(run, "talks") is None
    code, out, err = typed("c\nr\n", "--why", "线上也算")
    assert code == 0
    assert "：计入 举办健康讲座（talks）\n" in out
    assert "核对了 2 句：计入 1，不计 1。" in err
    assert actual(run, "talks") == 110
    assert actual(run, "nurses") is None
    assert typed("").out == "没有等着核对的句子。\n"
    assert "核对为“talks”的进展" in run("log", "talks").out
    assert "经手 小李：线上也算" in run("log", "talks").out
    assert run("verify").code == 0


def test_skipped_and_unanswered_ones_wait_on(folder: Path, typed: Run) -> None:
    assert "核对了 0 句" in typed("s\n").err
    assert "第 1/2 句" in typed("").out


def pressed(*keys: str) -> str:
    """What `review` shows on a terminal where one key after the other is pressed, each when it is asked for."""
    master, slave = pty.openpty()
    shown = b""
    command = [sys.executable, "-m", "tracker", "review", "--who", "小李"]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdin=slave, stdout=subprocess.PIPE, env=settings) as process:
        assert process.stdout is not None
        for key in keys:
            while not shown.endswith(b"> "):
                shown += os.read(process.stdout.fileno(), 4096)
            while len(key) == 1 and termios.tcgetattr(slave)[3] & termios.ICANON:
                time.sleep(0.005)  # what is typed before a key is waited for is thrown away
            os.write(master, key.encode())
            shown += b"\n"
        shown += process.stdout.read()
    os.close(master)
    os.close(slave)
    return shown.decode()


def test_on_a_terminal_a_key_is_enough(folder: Path, run: Run) -> None:
    out = pressed("c", "x", "t", "护理\n", "q")
    assert "编号 4：计入 举办健康讲座（talks）" in out
    assert "不认识“x”，请再选一次。" in out
    assert "像的有 city-2021/nurses 引进护理人才" in out
    assert actual(run, "talks") == 110


def test_another_target_is_found_by_its_id_and_the_nearest_are_named(folder: Path, typed: Run, run: Run) -> None:
    out = typed("x\nt\n护理\ns\nt\nnurses\n").out
    assert "不认识“x”，请再选一次。" in out
    assert "像的有 city-2021/nurses 引进护理人才" in out
    assert actual(run, "nurses") == 35


def test_a_target_that_the_figure_does_not_fit_is_refused_and_asked_again(folder: Path, typed: Run, run: Run) -> None:
    done = typed("t\nbeds\nr\nt\nbeds\nr\n")
    assert "R105 计量单位是 场，目标 beds 要的是 张" in done.err
    assert "R105 计量单位是 人，目标 beds 要的是 张" in done.err
    assert "核对了 2 句：计入 0，不计 2。" in done.err
    assert actual(run, "beds") == 3100


def test_words_that_were_credited_and_the_target_lacks_are_proposed(folder: Path, typed: Run) -> None:
    _, _, err = typed("s\nt\nnurses\n")
    assert err.splitlines()[1:4] == [
        "这些说法词表里没有；确实是一回事的，请加进计划的词表：",
        "synonyms:",
        "  护理: [医疗]",
    ]


def test_the_same_sentence_in_a_later_report_is_decided_likewise(folder: Path, typed: Run, run: Run) -> None:
    typed("c\nr\n")
    assert run("undo", "2").code == 0
    assert actual(run, "talks") is None
    Path("总结二.txt").write_text(REPORT + "\n2021年工作到此为止。\n", encoding="utf-8")
    err = run("import", "总结二.txt", "--on", "2022-02-01").err
    assert "同以前核对过的句子一样的，照此办理：计入 1，不计 1。" in err
    assert actual(run, "talks") == 110
    assert typed("").out == "没有等着核对的句子。\n"


def test_a_decision_falls_with_its_import(folder: Path, typed: Run, run: Run) -> None:
    typed("c\n")
    assert run("undo", "2").code == 0
    assert actual(run, "talks") is None


def test_a_decision_gives_way_to_a_later_one_from_its_day_on(folder: Path, typed: Run, run: Run) -> None:
    typed("c\nr\n", "--why", "线上也算", "--on", "2022-01-10")
    out = typed("r\nt\nnurses\n", "--again", 4, "--again", 5, "--on", "2022-01-20", "--why", "看错了").out
    assert "  原来：" in out
    assert "计入 举办健康讲座（talks），经手 小李：线上也算" in out
    assert "不计，经手 小李" in out
    assert (actual(run, "talks"), actual(run, "nurses")) == (None, 35)
    assert actual(run, "talks", "--known-at", "2022-01-19") == 110
    assert actual(run, "talks", "--known-at", "2022-01-09") is None
    assert actual(run, "nurses", "--known-at", "2022-01-19") is None
    assert "自 2022-01-20 起不再算" in run("log", "talks").out
    assert "经手 小李：看错了" in run("log", "talks").out
    assert typed("").out == "没有等着核对的句子。\n"
    assert typed("c\n", "--again", 4).code == 0
    assert actual(run, "talks") == 110
    assert run("verify").code == 0


def test_what_was_decided_can_wait_again_and_is_forgotten(folder: Path, typed: Run, run: Run) -> None:
    typed("c\n")
    assert "编号 4：放回去等核对" in typed("w\n", "--again", 4).out
    assert actual(run, "talks") is None
    assert "第 1/2 句（编号 4）" in typed("q\n").out
    assert run("undo", 2).code == 0
    Path("总结二.txt").write_text(REPORT + "\n完。\n", encoding="utf-8")
    assert "照此办理" not in run("import", "总结二.txt").err


def test_what_was_decided_once_more_is_what_is_remembered(folder: Path, typed: Run, run: Run) -> None:
    typed("c\n")
    typed("r\n", "--again", 4)
    assert run("undo", 2).code == 0
    Path("总结二.txt").write_text(REPORT + "\n完。\n", encoding="utf-8")
    assert "照此办理：计入 0，不计 1。" in run("import", "总结二.txt").err


def test_only_what_was_decided_can_be_decided_again(folder: Path, typed: Run, run: Run) -> None:
    typed("c\n")
    for number in (1, 3, 5, 99):
        code, _, err = typed("c\n", "--again", number)
        assert (code, f"B205 {number}：这个编号的句子没有核对过" in err) == (2, True)
    done = typed("t\nbeds\ns\n", "--again", 4)
    assert "R105" in done.err
    assert "核对了 0 句" in done.err
    assert actual(run, "talks") == 110


def test_what_was_decided_again_can_be_handed_out_and_filled_in(folder: Path, typed: Run, run: Run) -> None:
    typed("c\n")
    typed("", "--again", 4, "--out", "q.csv")
    head, row = _read(Path("q.csv"))
    row[5] = "不计"
    _write(Path("q.csv"), [head, row])
    assert "B202 4：没有这个编号的句子在等核对" in typed("", "--from", "q.csv").err
    assert typed("", "--from", "q.csv", "--again", 4).out == "编号 4：不计\n"
    assert actual(run, "talks") is None


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_is_handed_out_and_decides_when_it_comes_back(folder: Path, typed: Run, run: Run, suffix: str) -> None:
    name = f"待核对{suffix}"
    assert typed("", "--out", name).err == f"已写入 {name}：2 句。填好“决定”一列后用 --from 读回。\n"
    rows = _read(Path(name))
    assert rows[0] == ["编号", "位置", "句子", "数量", "候选", "决定", "说明"]
    assert rows[1][2] == "面向社区居民举办线上健康讲座【110余场】。"
    rows[1][5], rows[1][6], rows[2][5] = "计入", "线上也算", "nurses"
    _write(Path(name), rows)
    code, out, _ = typed("", "--from", name)
    assert (code, out.count("计入")) == (0, 2)
    assert (actual(run, "talks"), actual(run, "nurses")) == (110, 35)
    assert "经手 小李：线上也算" in run("log", "talks").out


def test_what_is_wrong_in_a_table_is_told_at_its_line_and_the_rest_is_decided(folder: Path, typed: Run) -> None:
    typed("", "--out", "q.csv")
    rows = _read(Path("q.csv"))
    wrong = [[*rows[2][:5], said, ""] for said in ("7", "talk", "beds")]
    _write(Path("q.csv"), [rows[0], *wrong, ["999", *rows[1][1:5], "计入", ""], [*rows[1][:5], "不计", ""]])
    code, out, err = typed("", "--from", "q.csv")
    assert code == 1
    assert out == f"编号 {rows[1][0]}：不计\n"
    places = [" ".join(line.split(" ")[:2]) for line in err.splitlines() if line.startswith("q.csv")]
    assert places == ["q.csv:2: B204", "q.csv:3: B203", "q.csv:5: B202", "q.csv:4: R105"]
    assert "您是不是想写 talks？" in err


def test_a_table_without_its_columns_is_refused(folder: Path, typed: Run) -> None:
    Path("q.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    code, _, err = typed("", "--from", "q.csv")
    assert (code, err.splitlines()[0]) == (2, "q.csv:1: B201 没有“编号”和“决定”两列")


def test_only_tables_can_be_handed_out(folder: Path, typed: Run) -> None:
    assert typed("", "--out", "q.pdf").err.startswith("q.pdf: S101")


def _read(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    sheet = openpyxl.load_workbook(path).active
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def _write(path: Path, rows: list[list[str]]) -> None:
    if path.suffix == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")
        return
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)


def test_two_who_decide_the_same_sentence_do_not_count_it_twice(folder: Path) -> None:
    plans = [load_plan("targets/plan.yaml")]
    with opened(Path("ledger.db")) as mine, opened(Path("ledger.db")) as theirs:
        (first, *_), (again, *_) = undecided(mine), undecided(theirs)
        by = ON, By("小李", datetime(2022, 1, 6, tzinfo=UTC))
        assert decide(mine, plans, first, Ruling(Choice("city-2021", "talks"), *by)) == []
        assert [problem.code for problem in decide(theirs, plans, again, Ruling(Choice(), *by))] == ["B202"]
        assert len(list(mine.entries(Kind.DECISION))) == 1


@settings(max_examples=15, deadline=None)
@given(answers=st.lists(st.sampled_from(["c", "1", "9", "r", "s", "t\nnurses", "t\nbeds", "?"]), max_size=6))
def test_every_sentence_is_decided_once_or_waits_and_what_counts_was_credited(answers: list[str]) -> None:
    with Ledger(None) as ledger, TemporaryDirectory() as name:
        file, plan = Path(name, "总结.txt"), Path(name, "plan.yaml")
        file.write_text(REPORT, encoding="utf-8")
        plan.write_text(PLAN, encoding="utf-8")
        plans, by = [load_plan(plan)], By("小李", datetime(2022, 1, 6, tzinfo=UTC))
        import_files(ledger, plans, [(file, True)], Asked(by, date(2022, 1, 5)))
        waited, rows = len(undecided(ledger, unmatched=True)), len(standing_rows(ledger))
        targets, credited, rejected = targets_of(plans), 0, 0
        for waiting, answer in zip(undecided(ledger, unmatched=True), answers, strict=False):
            choice = choice_of(answer.removeprefix("t\n"), waiting.claim, targets)
            if choice is not None and not decide(ledger, plans, waiting, Ruling(choice, ON, by)):
                credited += bool(choice.target)
                rejected += not choice.target
        assert len(undecided(ledger, unmatched=True)) == waited - credited - rejected
        assert len(standing_rows(ledger)) == rows + credited
        assert ledger.verify() is None
        assert replay(ledger, plans, ON, by) == (0, 0)


TABLE = """事项,截至,数值,计量单位,报送日期
新增养老床位,2021-06-30,1200,张,
开展健康讲座,2021-06-30,41,场,
举办线上健康讲座,2021-06-30,20,场,2021-07-02
引进医疗人才,2021-06-30,12,人,
淘汰老旧车辆,2021-06-30,30,辆,
新增养老床位,2021-06-30,三千来,张,
"""


@pytest.fixture
def table(folder: Path, run: Run) -> Path:
    """In the same folder, a ledger with a table that names its targets in words, as its own ledger."""
    Path("ledger.db").unlink()
    Path("六月.csv").write_text(TABLE, encoding="utf-8")
    return folder


def test_rows_in_words_are_matched_as_sentences_are(table: Path, typed: Run, run: Run) -> None:
    out = run("import", "六月.csv", "--on", "2021-07-05").out
    assert "读入 6 = 对上 2 + 待核对 2 + 未对上 1 + 退回 1；新增 6 条" in out
    assert "没有写明目标，按文字像某个目标，等人核对 2、没有写明目标，按文字也对不上 1" in out
    assert (actual(run, "beds"), actual(run, "talks")) == (1200, 41)
    assert run("import", "六月.csv").out == "六月.csv：没有新内容，台账里已经有了\n"
    shown = typed("q\n").out
    assert "    2021-06-30：举办线上健康讲座【20场】\n  1 举办健康讲座（talks，0." in shown
    assert "第 1/3 句" in typed("q\n", "--all").out


def test_a_row_in_words_counts_as_it_was_reported_once_it_is_credited(table: Path, typed: Run, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05", "--org", "示例市")
    typed("c\nt\nbeds\nc\n")
    assert (actual(run, "talks"), actual(run, "nurses")) == (41, 12)
    log = run("log", "talks").out
    assert "截至 2021-06-30 示例市 20场，2021-07-02 报，六月.csv:4" in log
    assert run("verify").code == 0


def test_the_same_words_in_a_later_table_are_decided_likewise(table: Path, typed: Run, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05")
    typed("c\nr\n")
    later = TABLE.replace("06-30,20", "07-31,25").replace("06-30,12", "07-31,15").replace("07-02", "08-02")
    Path("七月.csv").write_text(later, encoding="utf-8")
    err = run("import", "七月.csv", "--on", "2021-08-05").err
    assert "照此办理：计入 1，不计 1。" in err
    assert actual(run, "talks") == 25
    assert typed("").out == "没有等着核对的句子。\n"


def test_words_in_place_of_an_id_are_words(table: Path, run: Run) -> None:
    Path("六月.csv").write_text("目标,截至,数值\n开展健康讲座,2021-06-30,41\nno-such,2021-06-30,1\n", encoding="utf-8")
    out, err = run("import", "六月.csv")[1:]
    assert "读入 2 = 对上 1 + 待核对 0 + 未对上 1 + 退回 0" in out
    assert "R101" in err
    assert actual(run, "talks") == 41


def test_a_file_that_comes_again_is_matched_by_the_words_of_today(folder: Path, typed: Run, run: Run) -> None:
    typed("s\nr\n")
    assert run("import", "总结.txt").out == "总结.txt：没有新内容，台账里已经有了\n"
    Path("targets/words.yaml").write_text("light: [面向, 社区, 居民, 线上]\n", encoding="utf-8")
    mended = PLAN.replace("title:", "lexicon: words.yaml\ntitle:")
    mended += "  - {id: cars, text: 淘汰老旧车辆, at_least: 30辆}\n"
    Path("targets/plan.yaml").write_text(mended, encoding="utf-8")
    dry = run("import", "总结.txt", "--dry-run").out
    told = "按现在的计划和词表，2 句对得和以前不同：对上 2 + 待核对 0 + 未对上 0"
    assert told in dry
    assert actual(run, "talks") is None
    again = run("import", "总结.txt", "--on", "2022-02-01")
    assert (again.code, told in again.out) == (0, True)
    assert (actual(run, "talks"), actual(run, "cars"), actual(run, "nurses")) == (110, 30, None)
    assert actual(run, "cars", "--known-at", "2022-01-31") is None
    assert run("import", "总结.txt").out == "总结.txt：没有新内容，台账里已经有了\n"
    assert typed("").out == "没有等着核对的句子。\n"
    assert "2022-01-05 报" in run("log", "cars").out
    assert run("verify").code == 0
    assert run("undo", 2).code == 0
    assert actual(run, "cars") is None


def test_rows_in_words_that_come_again_find_a_target_that_is_new(table: Path, typed: Run, run: Run) -> None:
    run("import", "六月.csv", "--on", "2021-07-05")
    with Path("targets/plan.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: cars, text: 淘汰高排放老旧车, at_least: 30辆}\n")
    assert "1 句对得和以前不同：对上 0 + 待核对 1 + 未对上 0" in run("import", "六月.csv").out
    assert "淘汰老旧车辆【30辆】\n  1 淘汰高排放老旧车（cars，0." in typed("s\ns\ns\n").out
    mended = PLAN + "  - {id: cars, text: 淘汰老旧车辆, at_least: 30辆}\n"
    Path("targets/plan.yaml").write_text(mended, encoding="utf-8")
    assert "1 句对得和以前不同：对上 1 + 待核对 0 + 未对上 0" in run("import", "六月.csv").out
    assert actual(run, "cars") == 30


def test_of_two_figures_that_contradict_each_other_the_other_is_not_credited_later(folder: Path, run: Run) -> None:
    plans = [load_plan("targets/plan.yaml")]
    Path("两个数.txt").write_text("2021年举办健康讲座110场。\n\n2021年共举办健康讲座120场。\n", encoding="utf-8")
    run("import", "两个数.txt", "--on", "2022-01-05")
    with opened(Path("ledger.db")) as book:
        first, second = (each for each in undecided(book) if each.claim.source.file == "两个数.txt")
        ruling = Ruling(Choice("city-2021", "talks"), ON, By("小李", datetime(2022, 1, 6, tzinfo=UTC)))
        assert decide(book, plans, first, ruling) == []
    with Path("targets/plan.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: cars, text: 淘汰老旧车辆, at_least: 30辆}\n")
    assert run("import", "两个数.txt").out == "两个数.txt：没有新内容，台账里已经有了\n"
    with opened(Path("ledger.db")) as book:
        assert second in undecided(book)
