"""Tables of achievements from every kind of place say what the ordinary engine says of the same rows."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

import tracker
from tracker.ledger.schema import APPLICATION
from tracker.model.assessment import Status
from tracker.problems import PlanError
from tracker.scale import fold, tidying
from tracker.scale.answers import PUBLISHED, published
from tracker.scale.tables import LEDGER, is_table
from tracker.workflow.screening import Screened, screen

PLAN = tracker.load_plan(
    {
        "plan": "p",
        "org": "市",
        "period": 2021,
        "orgs": ["甲", "乙"],
        "targets": [
            {"id": "beds", "text": "新增床位", "at_least": 10, "unit": "个", "for_each": "orgs"},
            {"id": "staff", "text": "引进人才", "at_least": 10, "unit": "人"},
            {"id": "rate", "text": "达标率", "at_least": "90%", "for_each": "orgs"},
            {"id": "site", "text": "建成投用", "done": True},
            {"id": "clinics", "text": "示范卫生室", "at_least": 10, "unit": "个"},
        ],
    }
)
HEADER = ("目标编号", "单位", "截至", "方式", "数值", "事项")
ROWS = [
    ("beds", "甲", "2021-03-31", "", "5", ""),
    ("beds", "乙", "2021-03-31", "", "1", ""),
    ("beds", "乙", "2020-03-31", "", "5", ""),
    ("beds", "乙", "2021-12-31", "", "5", ""),
    ("beds", "丙", "2021-03-31", "", "5", ""),
    ("beds", "", "2021-03-31", "", "5", ""),
    (" beds", "甲\u200b", "2021-04-30", "", "6", ""),
    ("staff", "", "2021-03-31", "point", "6", ""),
    ("staff", "", "2021-03-31", "", "2", ""),
    ("site", "", "2021-03-31", "", "7", ""),
    ("road", "", "2021-03-31", "", "7", ""),
    ("合计", "", "2021-03-31", "", "7", ""),
    ("", "", "2021-03-31", "", "7", "某事"),
    ("rate", "甲", "2021-03-31", "", "70", ""),
    ("rate", "甲", "2021-03-31", "", "71", ""),
    ("rate", "甲", "2021-03-31", "", "71", ""),
    ("clinics", "甲", "2021-03-31", "", "4", ""),
    ("clinics", "乙", "2021-03-31", "", "5", ""),
    ("clinics", "甲", "2021-05-31", "", "6", ""),
]
DAY = "2021-06-30"


def as_csv(folder: Path) -> object:
    path = folder / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *ROWS])
    return path


def as_gb18030(folder: Path) -> object:
    text = Path(str(as_csv(folder))).read_text("utf-8").replace("\u200b", "")
    path = folder / "国标.csv"
    path.write_text("六月进展\n" + text, "gb18030")
    return path


def as_sqlite(folder: Path) -> object:
    path = folder / "rows.sqlite3"
    with sqlite3.connect(path) as base:
        base.execute(f"create table achievements ({', '.join(HEADER)})")
        base.executemany("insert into achievements values (?, ?, ?, ?, ?, ?)", ROWS)
    base.close()
    return path


def _frame(folder: Path) -> duckdb.DuckDBPyRelation:
    return duckdb.connect().read_csv(str(as_csv(folder)), all_varchar=True)


def as_parquet(folder: Path) -> object:
    _frame(folder).write_parquet(str(folder / "rows.parquet"))
    return folder / "rows.parquet"


def as_folder(folder: Path) -> object:
    as_parquet(folder)
    return folder


def as_duckdb(folder: Path) -> object:
    path = folder / "rows.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute(f"create table 本年 as from read_csv('{as_csv(folder)}', all_varchar = true)")
    return f"{path}::本年"


def as_arrow(folder: Path) -> object:
    return _frame(folder).to_arrow_table()


PLACES = [as_csv, as_gb18030, as_sqlite, as_parquet, as_folder, as_duckdb, as_arrow]


def lines(screened: Screened) -> list[tuple[Any, ...]]:
    return sorted((tuple(line.values()) for line in screened), key=lambda line: line[1:4])


def judged(board: tracker.Board) -> list[tuple[Any, ...]]:
    """The same lines, by the ordinary engine."""
    return sorted(map(published, board.assessments), key=lambda line: line[1:4])


def same_with(goals: Path) -> bool:
    """Whether both engines judge by a goals table alike."""
    rows = as_csv(goals.parent)
    with screen(PLAN, rows, DAY, goals=goals) as screened:
        return lines(screened) == judged(tracker.assess(PLAN, rows, as_of=DAY, goals=goals))


@pytest.mark.parametrize("place", PLACES)
def test_every_place_gives_what_the_ordinary_engine_gives(place: Callable[[Path], object], tmp_path: Path) -> None:
    board = tracker.assess(PLAN, [dict(zip(HEADER, row, strict=True)) for row in ROWS], as_of=DAY)
    with screen(PLAN, place(tmp_path), DAY) as screened:
        assert lines(screened) == judged(board)
        assert screened.counts == board.totals.counts
        assert screened.completion_rate == board.totals.completion_rate


@pytest.mark.parametrize("place", PLACES)
def test_every_row_is_accounted_for(place: Callable[[Path], object], tmp_path: Path) -> None:
    board = tracker.assess(PLAN, [dict(zip(HEADER, row, strict=True)) for row in ROWS], as_of=DAY)
    reasons = Counter(each.reason for each in board.listed)
    aside = {reason: number for reason, number in reasons.items() if reason[0].islower() and reason != "unknown_target"}
    with screen(PLAN, place(tmp_path), DAY) as screened:
        assert screened.rows_in == len(ROWS) == board.rows_in
        assert dict(screened.aside) == aside
        assert screened.refused == board.refused + sum(n for reason, n in reasons.items() if reason not in aside)
        assert {problem.code for problem in screened.problems} == {"A409", "R101", "R104", "R113"}


def test_lines_of_text_that_cannot_be_read_are_told_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("目标编号,单位,截至,数值\nbeds,甲,2021-03-31,5\nbeds,乙\nbeds,乙,2021-03-31,6,,\n", "utf-8")
    with screen(PLAN, path, DAY) as screened:
        assert (screened.rows_in, screened.refused) == (3, 1)
        assert [(str(each.source), each.code) for each in screened.problems] == [(f"{path}:3:1", "A201")]


def test_the_folder_of_the_engine_goes_with_it(tmp_path: Path) -> None:
    with screen(PLAN, as_csv(tmp_path), DAY) as screened:
        folder = screened.engine.folder
        assert folder.is_dir()
    assert not folder.exists()


def test_a_table_is_written_as_parquet_and_as_csv(tmp_path: Path) -> None:
    with screen(PLAN, as_csv(tmp_path), DAY) as screened:
        screened.write(tmp_path / "status.parquet")
        screened.filter(org="甲").write(tmp_path / "status.csv")
        assert lines(screened) == sorted(
            duckdb.read_parquet(str(tmp_path / "status.parquet")).fetchall(), key=lambda line: line[1:4]
        )
        with pytest.raises(PlanError, match="W142"):
            screened.write(tmp_path / "status.docx")
    header, *written = (tmp_path / "status.csv").read_text("utf-8").splitlines()
    assert header == ",".join(PUBLISHED)
    assert len(written) == 2


def test_attention_comes_with_the_worst_first(tmp_path: Path) -> None:
    with screen(PLAN, as_csv(tmp_path), "2021-11-30") as screened:
        assert [(line["target"], line["org"]) for line in screened.attention(2)] == [("beds", "乙"), ("staff", "市")]
        assert screened.having(["far_behind"]) == screened.counts[Status.FAR_BEHIND]
        assert screened.counts_by("org", 1).first[0].name == ("乙",)


WAYS = ["2021-03-31", "2021年4月", "20210531", "2021/6/30", "2021-06-30 08:00", "２０２１-０６"]
"""Ways of writing days."""


def test_days_are_read_however_they_are_written_and_judged_in_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    said = [f"beds,{org},{way},{n},{way}" for org in ("甲", "乙") for n, way in enumerate(WAYS[:4])]
    path.write_text("\n".join(["目标编号,单位,截至,数值,报送日期", *said, "staff,,2021-06,3,2021-07"]), "utf-8")
    board = tracker.assess(PLAN, path, as_of="2021-07-31")
    with screen(PLAN, path, "2021-07-31") as screened:
        assert lines(screened) == judged(board)
        assert screened.long == 1  # the milestone
    path.write_text("目标编号,单位,截至,数值\n" + "\n".join(f"beds,甲,{way},5" for way in [*WAYS, "2021-13"]), "utf-8")
    board = tracker.assess(PLAN, path, as_of="2021-07-31")
    with screen(PLAN, path, "2021-07-31") as screened:
        assert lines(screened) == judged(board)
        assert [problem.code for problem in screened.problems] == ["A310"]


def test_days_written_in_too_many_ways_are_left_to_the_ordinary_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "OF_DAYS", tidying.OF_DAYS._replace(most=2))
    monkeypatch.setattr("tracker.workflow.screening.OF_DAYS", tidying.OF_DAYS)
    path = tmp_path / "rows.csv"
    path.write_text("目标编号,单位,截至,数值\n" + "\n".join(f"beds,甲,{way},5" for way in WAYS), "utf-8")
    with screen(PLAN, path, "2021-07-31") as screened:
        assert lines(screened) == judged(tracker.assess(PLAN, path, as_of="2021-07-31"))
        assert screened.long == 2


SHARED = tracker.load_plan(
    {
        "plan": "s",
        "org": "市",
        "period": 2021,
        "targets": [
            {"id": "beds", "text": "床位", "at_least": 30, "unit": "个", "allocation": {"甲": 10, "乙": 20}},
            {
                "id": "old", "text": "旧任务", "at_least": 5, "unit": "个",
                "revisions": [{"decided_on": "2021-02-01", "withdraw": True}],
            },
        ],
    }
)  # fmt: skip


def test_shares_of_units_are_not_counted_again_and_what_was_withdrawn_is_not_to_be_met() -> None:
    rows = [{"target": "beds", "org": org, "as_of": "2021-03-31", "value": 20} for org in ("甲", "乙")]
    board = tracker.assess(SHARED, rows, as_of=DAY)
    values = ", ".join(f"('beds', '{row['org']}', date '2021-03-31', 20)" for row in rows)
    with screen(SHARED, duckdb.sql(f"select * from (values {values}) r(target, org, as_of, value)"), DAY) as screened:
        assert lines(screened) == judged(board)
        assert len(screened) == 4
        digest = screened.digest()
    assert digest.all.counts == board.totals.counts
    assert (digest.all.targets, digest.all.counts[Status.WITHDRAWN]) == (2, 1)
    assert digest.all.completion_rate == board.totals.completion_rate == 1


def test_a_row_that_cannot_be_read_is_refused_even_if_it_would_not_have_counted(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    said = ["staff,,2021年12月,许多", "staff,,2020-12-31,许多", "beds,,2021-03-31,许多", "staff,,2021-12-31,9"]
    path.write_text(
        "\n".join(["目标编号,单位,截至,数值", *said, "beds,甲,1800-01-01,5", "beds,甲,3000-01-01,5"]), "utf-8"
    )
    board = tracker.assess(PLAN, path, as_of=DAY)
    with screen(PLAN, path, DAY) as screened:
        assert lines(screened) == judged(board)
        assert (screened.rows_in, screened.refused, screened.aside) == (6, 5, {"not_yet": 1})
        assert {problem.code for problem in screened.problems} == {"A301", "A311"}


def test_tables_of_different_types_are_one(tmp_path: Path) -> None:
    parts = [
        "select 'staff' as target, date '2021-03-31' as as_of, 5 as value",
        "select 'staff' as target, 20210430 as as_of, 6.5::double as value",
        "select 'staff' as target, '2021年5月' as as_of, '7' as value, '报' as note",
        "select 'rate' as target, date '2021-05-31' as as_of, 12.123456::decimal(24,6) as value, '甲' as org",
    ]
    rows = [
        {"target": "staff", "as_of": "2021-03-31", "value": "5"},
        {"target": "staff", "as_of": "20210430", "value": "6.5"},
        {"target": "staff", "as_of": "2021-05", "value": "7"},
        {"target": "rate", "as_of": "2021-05-31", "value": "12.123456", "org": "甲"},
    ]
    with screen(PLAN, [duckdb.sql(part) for part in parts], DAY) as screened:
        assert lines(screened) == judged(tracker.assess(PLAN, rows, as_of=DAY))
        assert screened.refused == 0
    with screen(PLAN, [], DAY) as screened:
        assert lines(screened) == judged(tracker.assess(PLAN, [], as_of=DAY))


def test_a_dash_among_goals_is_no_goal(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("目标编号,单位,目标值,基期值\nbeds,乙,7,-\nbeds,甲,-,-\n", "utf-8")
    assert same_with(path)


def test_an_id_is_the_same_with_blanks_around_it_and_with_its_plan_or_without(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    said = ["p,staff,2021-03-31,5,x", ",staff,2021-04-30,6,x ", ",rate,2021-04-30,6,y"]
    path.write_text("\n".join(["计划,目标编号,截至,数值,记录编号", *said]), "utf-8")
    board = tracker.assess(PLAN, path, as_of=DAY)
    with screen(PLAN, path, DAY) as screened:
        assert lines(screened) == judged(board)
        assert screened.refused == board.refused + sum(each.reason[:1].isupper() for each in board.listed)


def test_a_digest_counts_what_the_board_counts(tmp_path: Path) -> None:
    board = tracker.assess(PLAN, as_csv(tmp_path), as_of=DAY)
    with screen(PLAN, as_csv(tmp_path), DAY) as screened:
        digest = screened.digest(lang="en")
        with pytest.raises(ValueError, match="whole table"):
            screened.filter(org="甲").digest()
    whole = [each for each in board.assessments if each.scope == "plan"]
    assert digest.all.counts == board.totals.counts
    for listed, key in ((digest.plans, "plan"), (digest.units, "org")):
        counts = Counter(getattr(each, key) for each in whole)
        assert {each.name: each.targets for each in listed.first} == {(name,): n for name, n in counts.items()}
    tasks = Counter((each.plan, each.target) for each in whole)
    assert {each.name: each.targets for each in digest.tasks.first} == tasks
    assert digest.tasks.names == len(tasks)
    assert (digest.rows_in, digest.refused, digest.aside) == (screened.rows_in, screened.refused, screened.aside)
    assert "Targets as of 2021-06-30: 7 in all" in str(digest)


@pytest.mark.parametrize(
    ("goals", "code"),
    [
        ("beds,甲,5\nbeds,甲,6", "G104"),
        ("road,甲,5", "R101"),
        ("staff,甲,5", "G101"),
        ("beds,甲,-5", "G107"),
        ("beds,甲,许多", "A301"),
        ("beds,,5", "G111"),
        ("beds,甲,5人", "G103"),
    ],
)
def test_a_faulty_goals_table_is_refused_as_always(goals: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text(f"目标编号,单位,目标值\nbeds,乙,7\n{goals}\n", "utf-8")
    with pytest.raises(PlanError) as ordinary:
        tracker.assess(PLAN, (), as_of=DAY, goals=path)
    with pytest.raises(PlanError) as tables:
        screen(PLAN, as_csv(tmp_path), DAY, goals=path)
    assert [each.code for each in tables.value.problems] == [each.code for each in ordinary.value.problems] == [code]


def test_goals_given_twice_alike_and_written_untidily_count_once(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("目标编号,单位,目标值\nbeds,乙,7\nbeds,乙 ,7\nbeds ,甲,8个\n", "utf-8")
    assert same_with(path)


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("rows.parquet", b"no", "A132"),
        ("rows.duckdb", b"no", "A133"),
        ("rows.yaml", b"no", "A133"),
        ("rows.csv", "甲,乙\n1,2\n".encode(), "A106"),
        ("rows.csv", b"target,org\n\x81\xff\xff,a\n", "A103"),
    ],
    ids=["parquet", "duckdb", "yaml", "headers", "encoding"],
)
def test_what_is_no_table_is_refused(name: str, written: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(written)
    with pytest.raises(PlanError, match=code):
        screen(PLAN, tmp_path / name, DAY)


def test_a_ledger_is_no_table(tmp_path: Path) -> None:
    assert APPLICATION.to_bytes(4, "big") == LEDGER
    with sqlite3.connect(tmp_path / "ledger.db") as base:
        base.execute(f"pragma application_id = {APPLICATION}")
        base.execute("create table achievements (target)")
    base.close()
    assert is_table(str(as_sqlite(tmp_path)))
    assert not is_table(tmp_path / "ledger.db")


def test_a_table_that_a_database_does_not_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="A131"):
        screen(PLAN, str(as_duckdb(tmp_path)).removesuffix("::本年"), DAY)


def test_goals_may_name_their_plan_before_the_target(tmp_path: Path) -> None:
    path = tmp_path / "goals.csv"
    path.write_text("目标编号,单位,目标值\np/beds,乙,7\n", "utf-8")
    assert same_with(path)


def test_a_target_that_is_plain_in_wide_numbers_alone_keeps_its_rows() -> None:
    """Five places are more than narrow numbers have here; a report that is too large for them has all counted again."""
    fine = {"id": "a", "text": "残留浓度", "at_least": "0.00005", "unit": "分", "measure": "level"}
    plan = tracker.load_plan(
        {"plan": "p", "period": 2021, "targets": [fine, {"id": "b", "text": "床位", "at_least": 10, "unit": "个"}]}
    )
    rows = [{"target": "a", "as_of": "2021-03-31", "value": 3}, {"target": "b", "as_of": "2021-03-31", "value": 10**15}]
    values = ", ".join(f"('{row['target']}', date '{row['as_of']}', {row['value']})" for row in rows)
    table = duckdb.sql(f"select * from (values {values}) rows(target, as_of, value)")
    board = tracker.assess(plan, tracker.load_achievements(rows), as_of=DAY)
    with screen(plan, table, DAY) as screened:
        assert lines(screened) == judged(board)


def test_all_rows_of_units_that_are_rolled_up_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "目标编号,单位,截至,数值\nclinics,甲,2021-03-31,4\nclinics,乙,2021-03-31,5\nclinics,甲,2021-05-31,6\n"
    )
    with screen(PLAN, path, DAY) as screened:
        (line,) = [line for line in screened if line["target"] == "clinics"]
        assert (line["actual"], line["as_of"].isoformat(), line["flags"]) == (11, "2021-05-31", "")
        assert (screened.rows_in, screened.refused, screened.aside) == (3, 0, {})


@pytest.mark.parametrize("kind", ["decimal(18,4)", "decimal(18,0)", "decimal(15,2)", "bigint", "double", "varchar"])
@pytest.mark.parametrize("value", ["4000000000", "40000000000", "400000000000"])
def test_numbers_as_large_as_their_type_allows_are_the_same(kind: str, value: str, tmp_path: Path) -> None:
    given = [("staff", "", value), *(("clinics", org, value) for org in "甲乙")]
    listed = ", ".join(f"('{target}', '{org}', date '2021-03-31', {said})" for target, org, said in given)
    path = tmp_path / "rows.parquet"
    duckdb.sql(
        f"copy (select target, org, as_of, cast(value as {kind}) as value "
        f"from (values {listed}) rows_(target, org, as_of, value)) to '{path}' (format parquet)"
    )
    rows = [{"target": target, "org": org, "as_of": "2021-03-31", "value": said} for target, org, said in given]
    with screen(PLAN, path, DAY) as screened:
        assert lines(screened) == judged(tracker.assess(PLAN, rows, as_of=DAY))


@pytest.mark.parametrize(("limit", "long"), [(fold.FINE, 1), (10**30, 2)], ids=["seen before", "overflows"])
def test_products_of_too_many_digits_are_left_to_the_ordinary_engine(
    limit: int, long: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """n/d of billions with fractions, held against the one before."""
    monkeypatch.setattr(fold, "FINE", limit)
    targets = [{"id": "rate", "text": "达标率", "at_least": "60%"}, {"id": "beds", "text": "床位", "at_least": 3}]
    plan = tracker.load_plan({"plan": "p", "period": 2021, "targets": targets})
    path = tmp_path / "rows.csv"
    path.write_text(
        "目标编号,截至,分子,分母,数值\nrate,2021-03-31,20000000000.5,21000000000,\n"
        "rate,2021-04-30,20000000001.5,21000000000,\nbeds,2021-03-31,,,4\n",
        "utf-8",
    )
    with screen(plan, path, DAY) as screened:
        assert lines(screened) == judged(tracker.assess(plan, path, as_of=DAY))
        assert screened.long == long


OPEN = tracker.load_plan(
    {"plan": "p", "org": "市", "period": 2021, "targets": [{"id": "clinics", "text": "示范卫生室", "at_least": 60}]}
)
CLOSED = tracker.load_plan(
    {
        "plan": "p",
        "org": "市",
        "orgs": ["甲", "乙"],
        "period": 2021,
        "targets": [{"id": "clinics", "text": "示范卫生室", "at_least": 60}],
    }
)


@pytest.mark.parametrize("plan", [OPEN, CLOSED], ids=["whoever reports", "units of the plan"])
@pytest.mark.parametrize(
    "row",
    [
        {"org": "合计", "value": "15"},
        {"org": " 甲", "value": "15"},
        {"org": "甲\u200b", "value": "15"},
        {"org": "市 ", "value": "15"},
        {"org": "\u3000", "value": "15"},
        {"org": "丁", "value": "15"},
        {"org": "甲", "value": "15", "numerator": "3"},
        {"org": "甲", "value": "15", "unit": "人"},
        {"org": "甲", "value": "15", "mode": "?"},
        {"org": "甲", "value": "15", "mode": "时点"},
        {"org": "甲", "numerator": "1", "denominator": "3"},
        {"org": "甲", "value": "15", "reported_on": "2020-11-30"},
        {"org": "甲", "value": "15", "supersedes": "zz"},
        {"org": "甲", "value": "15", "member": "东"},
    ],
    ids=lambda row: " ".join(map(repr, row.values())),
)
@pytest.mark.parametrize("as_of", ["2021-06-30", "2021-12-31", "2020-12-31"], ids=["in time", "not yet", "before"])
def test_a_row_among_those_of_units_comes_to_what_it_comes_to_ordinarily(
    as_of: str, row: dict[str, str], plan: tracker.Plan, tmp_path: Path
) -> None:
    units = [{"org": "甲", "as_of": "2021-03-31", "value": "10"}, {"org": "乙", "as_of": "2021-03-31", "value": "5"}]
    rows = [{"target": "clinics", **each} for each in (*units, {**row, "as_of": as_of})]
    heads = list(dict.fromkeys(head for each in rows for head in each))
    path = tmp_path / "rows.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, heads)
        writer.writeheader()
        writer.writerows(rows)
    board = tracker.assess(plan, path, as_of=DAY)
    reasons = Counter(each.reason for each in board.listed)
    aside = {reason: number for reason, number in reasons.items() if reason[0].islower()}
    with screen(plan, path, DAY) as screened:
        assert lines(screened) == judged(board)
        assert dict(screened.aside) == aside
        assert screened.refused == board.refused + reasons.total() - sum(aside.values())
        assert {problem.code for problem in screened.problems} == {problem.code for problem in board.problems}


@pytest.mark.parametrize("org", ["丁", "甲"])
def test_a_row_of_an_unknown_unit_is_refused_even_if_it_would_not_have_counted(org: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"目标编号,单位,截至,数值\nclinics,甲,2021-03-31,4\nclinics,{org},2021-12-31,5\n", "utf-8")
    board = tracker.assess(PLAN, path, as_of=DAY)
    with screen(PLAN, path, DAY) as screened:
        assert screened.refused == board.refused + sum(each.reason == "R104" for each in board.listed)
        assert screened.aside == ({} if org == "丁" else {"not_yet": 1})
        assert [problem.code for problem in screened.problems] == (["R104"] if org == "丁" else [])


@pytest.mark.parametrize("plan", [OPEN, CLOSED], ids=["whoever reports", "units of the plan"])
def test_untidy_names_of_units_that_are_rolled_up_are_cleaned_first(plan: tracker.Plan, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("目标编号,单位,截至,数值\nclinics,甲,2021-03-31,10\nclinics, 甲\u200b,2021-06-30,15\n", "utf-8")
    with screen(plan, path, DAY) as screened:
        assert lines(screened) == judged(tracker.assess(plan, path, as_of=DAY))
        assert (screened.long, screened.aside, screened.refused) == (0, {}, 0)
