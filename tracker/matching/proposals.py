"""Words that a lexicon lacks: where a person saw the same in two wordings."""

from __future__ import annotations

from difflib import SequenceMatcher

SHORTEST, LONGEST = 2, 8
"""Characters of a word that may be proposed."""


def other_words(asked: str, told: str) -> list[tuple[str, str]]:
    """The words of a target for which a statement has others in the same place, each with the statement's.

    >>> other_words("举办健康讲座", "健康大课堂")
    [('讲座', '大课堂')]
    >>> other_words("市级示范标准村卫生室", "村卫生室")
    []
    """
    return [
        (asked[a:b], told[c:d])
        for kind, a, b, c, d in SequenceMatcher(None, asked, told, autojunk=False).get_opcodes()
        if kind == "replace" and all(SHORTEST <= size <= LONGEST for size in (b - a, d - c))
    ]
