"""The fields of a Word document: their code is not read, their result is, unless it repeats what stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

REPEATING = frozenset(("TOC", "PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES"))
CODE_LIMIT = 100


@dataclass(slots=True)
class Field:
    """A field: while it is muted nothing in it is read."""

    code: str = ""
    muted: bool = True


class Fields:
    """The fields that are open, one within the other."""

    def __init__(self) -> None:
        self._open: list[Field] = []
        self._simple: list[int] = []
        self._muted = 0

    def __bool__(self) -> bool:
        return bool(self._open)

    @property
    def muted(self) -> bool:
        """Whether text is not read here."""
        return self._muted > 0

    def see(self, kind: str) -> None:
        """A mark in the text: a field begins, its code ends, its result ends."""
        if kind == "begin":
            self._open.append(Field())
            self._muted += 1
        elif kind == "separate" and self._open:
            self._begin_result()
        elif kind == "end" and self._open:
            self._muted -= self._open.pop().muted

    def add_code(self, text: str) -> None:
        """More of the code of the innermost field."""
        if self._open:
            self._open[-1].code += text[: CODE_LIMIT - len(self._open[-1].code)]

    def begin_simple(self, code: str) -> None:
        """An element that is a field begins: it holds the result alone."""
        self._simple.append(len(self._open))
        self.see("begin")
        self.add_code(code)
        self._begin_result()

    def end_simple(self) -> None:
        """It ends, and with it whatever began within."""
        wanted = self._simple.pop()
        while len(self._open) > wanted:
            self.see("end")

    def _begin_result(self) -> None:
        field = self._open[-1]
        if field.muted and field.code.upper().split()[:1] not in ([kind] for kind in REPEATING):
            field.muted = False
            self._muted -= 1
