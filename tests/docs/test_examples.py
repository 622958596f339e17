"""Every example of the README and the docs is run, and prints what is shown."""

from __future__ import annotations

import pytest

from docs import examples


@pytest.mark.parametrize("page", [page for page in examples.PAGES if any(examples.blocks(page))])
def test_the_examples_of(page: str) -> None:
    wrong = examples.run(page)
    assert not wrong, "\n\n".join(f"{each}\n(python docs/examples.py writes it)" for each in wrong)
