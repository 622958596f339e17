"""The summary in every format: goldens, the same numbers everywhere, hostile text as text, the same bytes again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.gates.project import ROOT
from tests.render.boards import holds_golden
from tests.render.summaries import HOSTILE, hostile, june
from tracker.model.assessment import Status
from tracker.problems import PlanError
from tracker.render.story.value import Paragraph, Table
from tracker.workflow.summary import Summary

OFFICE = (".docx", ".xlsx")


def saved(summary: Summary, suffix: str, folder: Path) -> bytes:
    """The bytes of the summary as a file of that kind."""
    file = folder / f"june{suffix}"
    summary.save(file)
    return file.read_bytes()


def words_of(raw: bytes) -> str:
    """Every paragraph and cell of a Word document, a line each."""
    paper = Document(BytesIO(raw))
    lines = []
    for element in paper.element.body.iter():
        if element.tag.endswith("}p"):
            lines.append("".join(piece.text or "" for piece in element.iter() if piece.tag.endswith("}t")))
    return "\n".join(lines) + "\n"


def sheets_of(raw: bytes) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every sheet of a workbook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know the bars; nothing is saved here
        book = load_workbook(BytesIO(raw), read_only=True)
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def cells_of(raw: bytes) -> str:
    """Every cell of a workbook, a line a row, tabs between."""
    lines = []
    for title, rows in sheets_of(raw).items():
        lines.append(f"[{title}]")
        lines += ["\t".join("" if value is None else str(value) for value in row) for row in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown(lang: str) -> None:
    assert holds_golden(f"summary-{lang}.md", june(lang).to_markdown())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_in_a_terminal(width: int) -> None:
    assert holds_golden(f"summary-{width}.txt", june().page(width=width).text())


def test_json() -> None:
    assert holds_golden("summary.json", june().to_json())
    assert json.loads(june().to_json())["schema"] == 1


def test_the_words_of_the_document(tmp_path: Path) -> None:
    assert holds_golden("summary-docx.txt", words_of(saved(june(), ".docx", tmp_path)))


def test_the_cells_of_the_workbook(tmp_path: Path) -> None:
    assert holds_golden("summary-xlsx.txt", cells_of(saved(june(), ".xlsx", tmp_path)))


@pytest.mark.parametrize("suffix", OFFICE)
def test_every_part_of_an_office_file_is_xml(suffix: str, tmp_path: Path) -> None:
    with ZipFile(BytesIO(saved(june(), suffix, tmp_path))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def test_the_document_looks_official(tmp_path: Path) -> None:
    paper = Document(BytesIO(saved(june(), ".docx", tmp_path)))
    first, annex = paper.sections
    sizes = [(round(section.page_width or 0, -4), round(section.page_height or 0, -4)) for section in (first, annex)]
    assert sizes == [(7_560_000, 10_690_000), (10_690_000, 7_560_000)]  # A4, then A4 across
    styles = ElementTree.tostring(ElementTree.fromstring(paper.styles.element.xml), encoding="unicode")
    for font in ("方正小标宋简体", "仿宋_GB2312", "黑体"):
        assert font in styles
    assert "PAGE" in first.footer.paragraphs[0]._p.xml
    assert all(table._tbl.xml.count("w:tblHeader") == 1 for table in paper.tables)


def told(summary: Summary) -> Iterator[str]:
    """Every text of the story."""
    story = summary.story
    yield story.title
    for section in story.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield block.head + block.text
            else:
                yield from texts(block)
    yield from texts(story.annex)


def texts(table: Table) -> Iterator[str]:
    """Every cell of a table."""
    for row in table.rows:
        yield from (cell.text for cell in row)


def test_every_word_of_the_story_stands_in_every_format(tmp_path: Path) -> None:
    summary = june()
    document = words_of(saved(summary, ".docx", tmp_path))
    markdown = summary.to_markdown().replace("\\", "")
    page = summary.page().text()
    for text in told(summary):
        assert text in document
        assert text.replace("<", "&lt;").replace(">", "&gt;") in markdown.replace("**", "")
        assert text in page


def test_the_numbers_of_the_formats_agree(tmp_path: Path) -> None:
    summary = june()
    said = json.loads(summary.to_json())
    rows = sheets_of(saved(summary, ".xlsx", tmp_path))["目标"]
    head = {name: index for index, name in enumerate(rows[0])}
    shares = {"进度": "progress", "序时应达": "expected", "完成率": "completion"}
    names = shares | {"实际": "actual", "缺口": "shortfall", "序时差(百分点)": "schedule_gap", "滞后天数": "lag_days"}
    for row, judged in zip(rows[1:], said["assessments"], strict=True):
        assert row[head["任务"]] == judged["text"]
        for title, key in names.items():
            value, wanted = row[head[title]], judged[key]
            if isinstance(wanted, (int, float)):
                assert value == pytest.approx(wanted, abs=1e-6), (title, judged["target"])
            elif wanted is None:
                assert not value
    counts = said["totals"]["counts"]
    assert sum(counts.values()) == len(summary.targets) == 8
    assert counts == {status.value: summary.totals.counts[status] for status in Status}


def test_a_goal_in_per_cent_is_no_share_of_one(tmp_path: Path) -> None:
    """80 % is written 80% in a list, never 8000%: only fractions of 1 have Excel's per cent format."""
    behind = sheets_of(saved(june(), ".xlsx", tmp_path))["滞后事项"]
    (row,) = [row for row in behind if row[0] == "区县医院达到推荐标准的比例"]
    assert row[2:4] == ("80%", "68.89%")


@pytest.mark.parametrize("suffix", [".md", ".json", ".docx", ".xlsx", ".txt"])
def test_hostile_text_is_text(suffix: str, tmp_path: Path) -> None:
    raw = saved(hostile(), suffix, tmp_path)
    if suffix == ".docx":
        assert "<script>alert(1)</script> =HYPERLINK(" in words_of(raw)
    elif suffix == ".xlsx":
        with ZipFile(BytesIO(raw)) as archive:
            sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in sheet and b"<hyperlink" not in sheet for sheet in sheets)
        assert "=HYPERLINK(" in str(sheets_of(raw)["目标"][1][2])
    elif suffix == ".md":
        assert b"<script" not in raw
    if suffix in (".md", ".txt"):
        assert "\u202e" not in raw.decode()
        assert "\x07" not in raw.decode()


def test_a_text_too_long_for_a_cell_of_a_document_is_cut_visibly_and_stands_whole_in_the_prose(tmp_path: Path) -> None:
    lines = words_of(saved(hostile(), ".docx", tmp_path)).splitlines()
    assert any(len(line) == 300 and line.endswith("…") for line in lines)
    assert any(line.count("长") > 10_000 for line in lines)


def test_a_text_too_long_for_a_cell_is_cut_visibly() -> None:
    from tracker.render.book.cells import LONGEST, fits

    assert len(fits(HOSTILE * 4)) == LONGEST
    assert fits(HOSTILE * 4).endswith("…")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".md", ".json", ".txt"])
def test_the_same_bytes_whatever_the_time_zone_the_locale_and_the_hash_seed(suffix: str, tmp_path: Path) -> None:
    program = (
        "from tests.render.summaries import june\n"
        f"june().save({str(tmp_path / f'again{suffix}')!r})\n"
    )  # fmt: skip
    here = saved(june(), suffix, tmp_path)
    for zone, seed in (("America/New_York", "1"), ("Asia/Shanghai", "4711")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "1"}
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
        assert (tmp_path / f"again{suffix}").read_bytes() == here


def template(text: str) -> bytes:
    """A unit's own paper, its field parted among runs as Word likes to part them."""
    paper = Document()
    head = paper.sections[0].header.paragraphs[0]
    for piece in re.findall(".{1,3}", text):
        head.add_run(piece)
    paper.add_paragraph("红头文件").add_run(" {{期间}}")
    paper.add_paragraph("{{正文}}")
    paper.add_paragraph("联系人：办公室")
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(template("{{单位}}督查专报（{{ 完成率 }}）"))
    june().save(tmp_path / "june.docx", template=tmp_path / "paper.docx")
    paper = Document(str(tmp_path / "june.docx"))
    assert paper.sections[0].header.paragraphs[0].text == "示例市督查专报（0.0%）"
    lines = [line.text for line in paper.paragraphs]
    assert lines[0] == "红头文件 2021年6月"
    assert lines[-1] == "联系人：办公室"
    assert "一、总体情况" in lines


def test_a_template_that_asks_for_what_there_is_not(tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(template("{{ cycler.__init__ }}{{单位名称}}"))
    with pytest.raises(PlanError) as told_:
        june().save(tmp_path / "june.docx", template=tmp_path / "paper.docx")
    (problem,) = told_.value.problems
    assert problem.code == "S104"
    assert "单位名称" in problem.message()
    assert not (tmp_path / "june.docx").exists()


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 no zip", b"<html>"], ids=["empty", "no zip", "html"])
def test_a_template_that_is_none(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "paper.docx").write_bytes(raw)
    with pytest.raises(PlanError) as told_:
        june().save(tmp_path / "june.docx", template=tmp_path / "paper.docx")
    assert [problem.code for problem in told_.value.problems] == ["S103"]


def test_a_kind_of_file_that_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as told_:
        june().save(tmp_path / "june.pptx")
    assert [problem.code for problem in told_.value.problems] == ["S101"]
