"""English words of matching statements to targets, and the lexicon."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    # -- X: the lexicon (tracker.lexicon)
    "X101": ("{found}: a lexicon has no such key", "did you mean {suggestion}?", "there are {allowed}"),
    "X102": ("{key}: '{found}' is not a number", "write a number like 2.7"),
    "X110": ("{found}: listed twice, first on line {first}", "keep one"),
    "X111": ("{found}: is also found within '{other}'", "other spellings would have '{found}' replaced; protect them"),
    "X112": ("{found}: a circle", "a word has one standard form; take one link out"),
    "X113": ("{found}: a standard word and a variant of '{other}' as well", "list its variants under '{other}'"),
    "X114": ("{found}: nothing in it would be replaced", "it needs no protection; it can go"),
    "X115": ("{found}: only one word in a group of words that exclude each other", "name the others, or drop it"),
    "X116": ("{found}: means the same as '{other}' and excludes nothing", "look at the synonyms, or drop one"),
}
PHRASES: dict[str, str] = {}
