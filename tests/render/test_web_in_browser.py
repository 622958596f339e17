"""The page in a browser: filter, sort, unfold, print; by telephone, without script, with hostile words, very long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pypdfium2
import pytest

from tests.browser import Browser
from tests.render.summaries import hostile, june
from tests.render.test_overview import digest
from tests.report.made import june as report_of
from tests.report.made import plan, rows
from tracker.model.assessment import Status
from tracker.render.page.write import page

pytestmark = pytest.mark.heavy

SHOWN = "[...document.getElementById('annex').tBodies].filter(e => !e.hidden).map(e => Number(e.id.slice(1)))"
TARGETS = june().targets


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    started = Browser(tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / "june.html"
    june().save(written)
    return written


@pytest.fixture
def opened(browser: Browser, file: Path) -> Browser:
    browser.open(file)
    return browser


def choose(browser: Browser, name: str, value: str) -> list[int]:
    """The numbers of the targets that are left when a filter is set."""
    browser.run(
        f"(field => {{ field.value = {value!r}; field.dispatchEvent(new Event('input', {{bubbles: true}})) }})"
        f"(document.getElementById({name!r}))"
    )
    left: list[int] = browser.run(SHOWN)
    assert browser.run("Number(document.getElementById('shown').textContent)") == len(left)
    return left


def numbers(chosen: Iterator[bool]) -> list[int]:
    return [n for n, each in enumerate(chosen, 1) if each]


# -- filter


def test_by_status(opened: Browser) -> None:
    assert choose(opened, "status", "b") == numbers(a.status is Status.BEHIND for a in TARGETS)
    assert choose(opened, "status", "") == list(range(1, len(TARGETS) + 1))


def test_by_department_and_theme_together(opened: Browser) -> None:
    leads, themes = list(dict.fromkeys(a.lead for a in TARGETS)), list(dict.fromkeys(a.theme for a in TARGETS))
    lead, theme = "医政科", "医疗服务"
    assert choose(opened, "lead", str(leads.index(lead))) == numbers(a.lead == lead for a in TARGETS)
    both = numbers(a.lead == lead and a.theme == theme for a in TARGETS)
    assert choose(opened, "theme", str(themes.index(theme))) == both


def test_by_words_of_the_task_and_of_the_sentence(opened: Browser) -> None:
    assert choose(opened, "text", "卫生室") == numbers("卫生室" in a.text for a in TARGETS)
    assert choose(opened, "text", "基层 卫生室") == numbers("卫生室" in a.text and "基层" in a.lead for a in TARGETS)
    assert choose(opened, "text", "70/170") == [1]
    assert choose(opened, "text", "没有这样的任务") == []


def test_what_is_cleared_is_all_there_again(opened: Browser) -> None:
    choose(opened, "text", "卫生室")
    opened.run("document.querySelector('#tools [type=reset]').click()")
    assert opened.run(f"new Promise(done => setTimeout(() => done({SHOWN}), 50))") == list(range(1, len(TARGETS) + 1))


# -- sort


def click(browser: Browser, column: int) -> list[int]:
    """The order of the targets after a click on the head of a column."""
    browser.run(f"document.querySelectorAll('#annex thead th')[{column}].querySelector('span').click()")
    order: list[int] = browser.run(SHOWN)
    return order


def test_by_gap_the_worst_first_and_those_without_last_whichever_way(opened: Browser) -> None:
    gaps = {n: a.schedule_gap for n, a in enumerate(TARGETS, 1)}
    with_one = [n for n, gap in gaps.items() if gap is not None]
    for sign, said in ((1, "ascending"), (-1, "descending")):
        order = click(opened, 7)
        assert order[: len(with_one)] == sorted(with_one, key=lambda n: sign * (gaps[n] or Fraction(0)))
        assert opened.run("document.querySelectorAll('#annex thead th')[7].getAttribute('aria-sort')") == said


def test_figures_by_their_size_not_by_their_digits(opened: Browser) -> None:
    goals = {n: a.goal for n, a in enumerate(TARGETS, 1) if isinstance(a.goal, int)}
    order = [n for n in click(opened, 3) if n in goals]
    assert order == sorted(goals, key=lambda n: goals[n])


def test_a_head_can_be_reached_and_pressed_with_the_keyboard(opened: Browser) -> None:
    opened.run(
        "(head => { head.focus(); head.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})) })"
        "(document.querySelectorAll('#annex thead [role=button]')[0])"
    )
    assert opened.run("document.activeElement.getAttribute('role')") == "button"
    assert opened.run("document.querySelectorAll('#annex thead th')[0].getAttribute('aria-sort')") == "ascending"


def test_a_table_of_a_section_is_sorted_too(opened: Browser) -> None:
    opened.run("document.querySelectorAll('#behind thead th')[0].querySelector('span').click()")
    names = opened.run("[...document.querySelectorAll('#behind tbody tr')].map(row => row.cells[0].textContent)")
    assert names == opened.run(f"{names!r}.sort((a, b) => a.localeCompare(b, 'zh-CN'))")


# -- unfold


def test_a_name_in_a_section_leads_to_its_evidence(opened: Browser) -> None:
    opened.run("document.querySelector('#behind a').click()")
    name = opened.run("location.hash.slice(1)")
    assert opened.run(f"new Promise(d => setTimeout(() => d(document.querySelector('#{name} details').open), 50))")
    text = opened.run(f"document.querySelector('#{name} .proof').innerText")
    assert "rows.yaml:" in text
    assert "滞后原因" in text


def test_a_target_that_the_filter_hides_is_shown_when_it_is_led_to(opened: Browser) -> None:
    choose(opened, "text", "没有这样的任务")
    opened.run("document.querySelector('#behind a').click()")
    assert len(opened.run(f"new Promise(done => setTimeout(() => done({SHOWN}), 100))")) == len(TARGETS)


def test_all_unfold_and_fold(opened: Browser) -> None:
    opened.run("document.getElementById('unfold').click()")
    assert opened.run("document.querySelectorAll('#annex details[open]').length") == len(TARGETS)
    opened.run("document.getElementById('fold').click()")
    assert opened.run("document.querySelectorAll('#annex details[open]').length") == 0


# -- nothing else runs


def test_hostile_words_do_nothing(browser: Browser, tmp_path: Path) -> None:
    hostile().save(tmp_path / "hostile.html")
    browser.open(tmp_path / "hostile.html")
    assert "<script>alert(1)</script>" in browser.run("document.body.innerText")
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")
    assert not browser.heard("Page.javascriptDialogOpening", "Runtime.exceptionThrown", "Log.entryAdded")


def test_the_policy_holds_against_what_gets_in_all_the_same(opened: Browser) -> None:
    opened.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">');"
        "document.body.appendChild(document.createElement('script')).textContent = 'window.ran = 2'"
    )
    assert opened.run("new Promise(done => setTimeout(() => done(window.ran === undefined), 200))")
    assert opened.run("fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"


def test_without_script_all_is_there(browser: Browser, file: Path) -> None:
    browser.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(file)
        assert browser.run("getComputedStyle(document.getElementById('tools')).display") == "none"
        assert len(browser.run(SHOWN)) == len(TARGETS)
        browser.run("document.querySelector('#t2 details').open = true")
        assert "建设用地未批" in browser.run("document.querySelector('#t2 .proof').innerText")
    finally:
        browser.ask("Emulation.setScriptExecutionDisabled", value=False)


# -- on paper, on a telephone, very long


def test_on_paper_the_annex_lies_across_and_each_sheet_has_its_heads(browser: Browser, tmp_path: Path) -> None:
    many = plan(*({"id": f"t{n}", "at_least": 10, "unit": "个", "lead": "科"} for n in range(120)))
    (tmp_path / "many.html").write_text(page(report_of(many)), encoding="utf-8")
    browser.open(tmp_path / "many.html")
    paper = pypdfium2.PdfDocument(browser.printed())
    texts = [(sheet.get_size(), sheet.get_textpage().get_text_bounded()) for sheet in paper]
    upright = [text for (width, height), text in texts if width < height]
    across = [text for (width, height), text in texts if width > height]
    assert upright
    assert len(across) > 3
    assert all("责任单位" in text and "序时应达" in text for text in across)
    assert all(f"目标t{n}" in "".join(across) for n in range(120))
    assert "全部展开" not in "".join(upright + across)


@pytest.mark.parametrize(("lang", "title"), [("zh", "责任单位"), ("en", "Lead")])
def test_a_telephone_shows_a_card_for_each_target_and_nothing_to_the_side(
    browser: Browser, tmp_path: Path, lang: str, title: str
) -> None:
    june(lang).save(tmp_path / "june.html")
    browser.open(tmp_path / "june.html", width=390, height=844, phone=True)
    assert browser.run("document.documentElement.scrollWidth") == 390
    assert browser.run("getComputedStyle(document.querySelector('#annex thead')).display") == "none"
    before = "getComputedStyle(document.querySelector('#t1 .d-lead'), '::before').content"
    assert browser.run(before) == f'"{title}"'
    wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 391).length"
    assert browser.run(wide) == 0


def test_two_thousand_targets_are_no_wait(browser: Browser, tmp_path: Path) -> None:
    many = plan(*({"id": f"t{n}", "at_least": 10, "unit": "个", "lead": f"{n % 25}科"} for n in range(2000)))
    done = rows(*({"target": f"t{n}", "as_of": "2021-06-30", "value": n % 12} for n in range(2000)))
    (tmp_path / "many.html").write_text(page(report_of(many, done)), encoding="utf-8")
    started = time.monotonic()
    browser.open(tmp_path / "many.html")
    assert len(choose(browser, "text", "目标t199")) == 11
    assert len(click(browser, 7)) == 11
    assert time.monotonic() - started < 20


# -- the page about millions of targets


def test_tables_of_an_overview_can_be_sorted_and_nothing_is_refused(browser: Browser, tmp_path: Path) -> None:
    digest().save(tmp_path / "overview.html")
    browser.open(tmp_path / "overview.html")
    names = "[...document.querySelectorAll('#tasks tbody tr')].map(row => row.cells[0].textContent.trim())"
    assert browser.run(names) == ["新增床位", "死亡率"]
    browser.run("document.querySelectorAll('#tasks thead th')[1].firstChild.click()")
    assert browser.run(names) == ["死亡率", "新增床位"]
    assert not [event for event in browser.events if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")]
