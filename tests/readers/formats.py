"""One short report in every format, as people send it: `python -m tests.readers.formats` writes them to seeds/formats.

The city and its figures are made up. Each format has what is usual in it and must not disturb the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.readers.pdfs import pdf
from tests.readers.worddocs import docx, p, part, r
from tracker.words import cell_width

FOLDER = Path(__file__).parents[2] / "seeds" / "formats"
NAME = "shili-2021h1-made-up"
TITLE = "示例市2021年上半年卫生健康工作总结"
MARK = "（虚构示例：城市和数字都是编造的）"
PARTS: Mapping[str, tuple[str, ...]] = {
    "基层服务": (
        "截至6月底，全市累计建成市级示范标准村卫生室62个。",
        "家庭医生签约服务覆盖率达到68.5%，提高了3.2个百分点，重点人群签约10.3万人。",
    ),
    "人员培训": (
        "上半年举办全科医生培训班12期，培训乡村医生1350余人次。",
        "组织义诊活动40场，服务群众9200人。",
    ),
    "下半年打算": ("到年底，全市建成市级示范标准村卫生室80个，新增康复床位350张。",),
}
NUMERALS = "一二三"
COLUMN = 54
"""Half characters on a line of the PDF."""


def text() -> bytes:
    """As a note saved on an office computer: GB18030, with the line ends of Windows."""
    lines = [TITLE, MARK]
    for number, (heading, sentences) in zip(NUMERALS, PARTS.items(), strict=True):
        lines += [f"{number}、{heading}", *(f"\u3000\u3000{sentence}" for sentence in sentences)]
    return "".join(f"{line}\r\n" for line in lines).encode("gb18030")


def markdown() -> bytes:
    """With front matter, headings, bold figures and a link."""
    lines = ["---", f"title: {TITLE}", "---", "", f"# {TITLE}", "", MARK, ""]
    for number, (heading, sentences) in zip(NUMERALS, PARTS.items(), strict=True):
        lines += [f"## {number}、{heading}", ""]
        for sentence in sentences:
            marked = sentence.replace("62个", "**62**个").replace("68.5%", "**68**.5%")
            lines += [marked.replace("义诊活动", "[义诊活动](https://example.org/2021/40)"), ""]
    return "\n".join(lines).encode()


def page() -> bytes:
    """As a web page in GBK, with what stands around a text, figures in pieces and entities."""
    body = ""
    for number, (heading, sentences) in zip(NUMERALS, PARTS.items(), strict=True):
        body += f"<h2>{number}、{heading}</h2>\n"
        for sentence in sentences:
            marked = sentence.replace("68.5%", "<b>68</b>.5&#37;").replace("10.3万人", "<i>10</i>.3<i>万人</i>")
            body += f"<p>{marked.replace('示范标准', '示范&#26631;准')}\n"
    around = "<nav><a href='/2020'>2020年总结</a></nav><p hidden>旧稿：建成60个"
    head = f"<html lang='zh'><head><meta charset='gbk'><title>{TITLE}</title><style>p {{margin: 2em}}</style></head>"
    return f"<!doctype html>\n{head}\n<body>{around}\n<h1>{TITLE}</h1>\n<p>{MARK}</p>\n{body}</body></html>\n".encode(
        "gbk"
    )


def word() -> bytes:
    """With automatic numbers, a tracked change, a content control and a figure in two runs."""
    body = p(TITLE) + p(MARK)
    for heading, sentences in PARTS.items():
        body += p(heading, properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
        body += "".join(p(*_runs(sentence)) for sentence in sentences)
    level = "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
    numbering = (
        f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    return docx(body, stored=True, numbering=part("numbering", numbering))


def _runs(sentence: str) -> list[str]:
    """A sentence as its writer left it."""
    change = (
        "<w:del w:id='1' w:author='' w:date='2021-07-01T00:00:00Z'><w:r><w:delText>60</w:delText></w:r></w:del>"
        f"<w:ins w:id='2' w:author='' w:date='2021-07-01T00:00:00Z'>{r('62')}</w:ins>"
    )
    control = f"<w:sdt><w:sdtContent>{r('1350')}</w:sdtContent></w:sdt>"
    for plain, marked in (("62", change), ("1350", control), ("8.5%", r("8.5%", "<w:b/>"))):
        before, found, after = sentence.partition(plain)
        if found:
            return [before, marked, after]
    return [sentence]


def portable() -> bytes:
    """With lines as wide as the page, blanks between characters, and page numbers."""
    lines: list[str] = []
    for number, (heading, sentences) in zip(NUMERALS, PARTS.items(), strict=True):
        lines.append(f"{number}、{heading}")
        for sentence in sentences:
            lines += _wrapped("\u3000\u3000" + sentence)
    first, second = [TITLE, MARK, *lines[:5]], lines[5:]
    return pdf(
        *(
            [*((72, 760 - 28 * place, line) for place, line in enumerate(page)), (280, 40, f"— {number} —")]
            for number, page in enumerate((first, second), 1)
        )
    )


def _wrapped(paragraph: str) -> Iterator[str]:
    """A paragraph cut into full lines and its last one."""
    line = ""
    for char in paragraph:
        if cell_width(line + char) > COLUMN and char not in "，。":
            yield line
            line = ""
        line += char
    yield line


FORMATS: Mapping[str, Callable[[], bytes]] = {
    ".txt": text,
    ".md": markdown,
    ".html": page,
    ".docx": word,
    ".pdf": portable,
}


if __name__ == "__main__":
    for suffix, make in FORMATS.items():
        (FOLDER / (NAME + suffix)).write_bytes(make())
