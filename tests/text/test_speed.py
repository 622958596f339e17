"""What would cost the square of its length does not: texts that nobody writes, as long as whole reports."""

from __future__ import annotations

from time import process_time

import pytest

from tracker.text.read import read

LENGTH = 60_000
HOSTILE = {
    "letters": "a" * LENGTH,
    "open quotes": "“" * LENGTH,
    "open brackets": "(" * LENGTH,
    "bold": "**" * LENGTH,
    "blank lines": "\n" * LENGTH,
    "blanks": " " * LENGTH,
    "years": "2021年" * (LENGTH // 5),
    "commas": "," * LENGTH,
    "lines with commas": "".join(f"{chr(0x4E00 + place % 5000)},甲\n" for place in range(LENGTH // 4)),
    "question marks": "中?" * (LENGTH // 2),
    "headings": "一、打算\n" * (LENGTH // 5),
    "toward": "到" * LENGTH,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_in_linear_time(name: str) -> None:
    begun = process_time()
    read(HOSTILE[name])
    assert process_time() - begun < 5
