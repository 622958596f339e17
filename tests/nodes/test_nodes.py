"""Text → nodes: every value knows its place, traps stay text, bombs are refused before they are built."""

import pytest

from tracker.nodes import Document, Node, load
from tracker.nodes import read as reading


def problems(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.source.line, p.source.column) for p in load(text, "x.yaml").problems]


def root_of(text: str) -> Node:
    document = load(text, "x.yaml")
    assert document.problems == []
    assert document.root is not None
    return document.root


def test_every_node_knows_its_place() -> None:
    root = root_of('目标:\n  - id: "a"\n    任务: 建设 卫生室\n')
    ((key, targets),) = root.pairs
    assert (key.value, key.line, key.column, key.width) == ("目标", 1, 1, 2)
    (target,) = targets.items
    assert [(v.value, v.line, v.column, v.width, v.plain) for _, v in target.pairs] == [
        ("a", 2, 9, 3, False),
        ("建设 卫生室", 3, 9, 6, True),
    ]


def test_scalars_stay_what_was_written() -> None:
    written = "[no, 1:30, 000123, 1e5, 2021-02-30, .nan, 0x1F, Off]"
    assert root_of(written).data() == ["no", "1:30", "000123", "1e5", "2021-02-30", ".nan", "0x1F", "Off"]


def test_only_plain_nothing_is_nothing() -> None:
    assert root_of("[~, null, '', \"null\", 'a']").data() == [None, None, "", "null", "a"]
    assert root_of("{a: , b: ''}").data() == {"a": None, "b": ""}


def test_a_text_of_several_lines_is_one_text() -> None:
    root = root_of("a: >\n  建设\n  卫生室\nb: 建设\n  医院\nc: |\n  一\n  二\n")
    assert root.data() == {"a": "建设 卫生室\n", "b": "建设 医院", "c": "一\n二\n"}
    assert [value.width for _, value in root.pairs] == [1, 1, 1]


def test_an_empty_file_has_no_root() -> None:
    for text in ("", "\n\n", "# 注释\n", "---\n"):
        document = load(text, "x.yaml")
        assert document.problems == []
        assert document.root is None or document.root.value is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_are_counted_as_yaml_counts_them(end: str) -> None:
    assert problems(end.join(["a: 1", "b: 2", "a: 3", ""])) == [("Y110", 3, 1)]


def test_a_byte_order_mark_moves_nothing() -> None:
    assert problems("\ufeffa: 1\na: 2\n") == [("Y110", 2, 1)]
    assert load("\ufeffa: 1\na: 2\n", "x.yaml").lines[0] == "a: 1"


def test_columns_count_characters() -> None:
    assert problems("{😀目标: 1, 😀目标: 2}") == [("Y110", 1, 10)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "Y103"),
        ("{a: " * 100_000, "Y103"),
        ("- " * 100_000, "Y103"),
        ("a: &a [*a]", "Y102"),
        ("<<: {a: 1}", "Y102"),
        ("a: 1\n---\nb: 2\n", "Y106"),
        ("? {a: 1}\n: 2\n", "Y107"),
        ("a: \x00", "Y104"),
        ("a: \ud800", "Y104"),
        ("a: \ufffe", "Y104"),
    ],
    ids=["brackets", "braces", "dashes", "alias", "merge", "documents", "mapping-key", "nul", "surrogate", "nonchar"],
)
def test_what_must_not_be_built_is_refused(text: str, code: str) -> None:
    document = load(text, "x.yaml")
    assert document.root is None
    assert document.problems[-1].code == code


def test_a_merge_key_in_quotes_is_a_key() -> None:
    assert root_of('"<<": 1').data() == {"<<": "1"}


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SIZE_LIMIT", 10)
    assert problems("a: 12345678") == [("Y105", 1, 1)]
    monkeypatch.setattr(reading, "SIZE_LIMIT", 1000)
    monkeypatch.setattr(reading, "NODE_LIMIT", 3)
    assert [code for code, _, _ in problems("[1, 2, 3, 4]")] == ["Y105"]


def test_reading_goes_on_after_what_can_be_mended() -> None:
    text = "a：1\nb: >=80%\nc:2\nd: 见: 附件\ne: 1\n"
    assert sorted(problems(text), key=lambda each: each[1]) == [
        ("Y108", 1, 2),
        ("Y111", 2, 4),
        ("Y114", 3, 2),
        ("Y115", 4, 5),
    ]
    assert load("a：1\nb: >=80%\nc:2\n", "x.yaml").root is not None


def test_a_mended_file_says_its_faults_once() -> None:
    assert problems("a: &x 1\nb：2\n") == [("Y108", 2, 2), ("Y113", 1, 4)]


def test_mending_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = "".join(f"k{number}: @x\n" for number in range(80))
    assert len(problems(faults)) == reading.REPAIR_LIMIT + 1
    monkeypatch.setattr(reading, "REPAIR_BUDGET", len(faults) * 3)
    assert len(problems(faults)) == 4


def test_tabs_are_mended_all_at_once() -> None:
    document = load("a:\n\t- b: 1\n\t  c: 2\n\t  c: 3\n", "x.yaml")
    assert [(p.code, p.source.line, p.source.column) for p in document.problems] == [("Y112", 2, 1), ("Y110", 4, 4)]
    assert document.root is not None
    assert document.root.data() == {"a": [{"b": "1", "c": "2"}]}


def test_a_swallowed_key_is_found() -> None:
    assert problems("a: 建设\n  at_least：50\n") == [("Y108", 2, 11)]
    assert problems("a: 建设\n  at_least:50\n") == [("Y114", 2, 11)]
    assert problems("a: 见 http://x.cn\n  第 10:30 节\n") == []


def test_a_sentence_cut_by_a_comment_is_advice() -> None:
    (problem,) = load("a: 完成 #1 号楼\n", "x.yaml").problems
    assert (problem.code, problem.advice, problem.source.column, problem.width) == ("Y109", True, 7, 5)
    assert problems("a: done #1\nb: 完成 # 说明\n") == []


def test_an_excerpt_never_carries_control_characters() -> None:
    (problem,) = load("a: \x1b[31m\n", "x.yaml").problems
    assert problem.excerpt == "a: \ufffd[31m"
    assert problem.source.column == 4


def test_a_problem_without_a_node_stands_at_the_start() -> None:
    problem = Document("x.yaml", "a: 1").problem(None, "Y107")
    assert (str(problem.source), problem.excerpt) == ("x.yaml:1:1", "a: 1")


def test_long_lines_cost_no_more_than_their_length() -> None:
    spaces = " " * 200_000
    for text in (
        f"a: >{spaces}x",
        f"a: ]{spaces}: x",
        f"-{spaces}: @{spaces}x",
        "：" * 100_000 + ": ]",
        "a:b " * 50_000,
    ):
        load(text, "x.yaml")
