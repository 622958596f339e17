"""Rows from JSON lines: one object a line, numbers read exactly as written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from tracker.model.numerals import DIGIT_LIMIT
from tracker.nodes import collector_paused
from tracker.problems import Problem, Source
from tracker.readers.assembly import Assembler, Gathering, R
from tracker.readers.outcome import Spot, shown
from tracker.readers.typed import Typed


class Repeated(ValueError):
    """An object has a key twice."""


class NotJson(ValueError):
    """NaN and Infinity are read by Python, and by nobody else."""


def read_json_lines(text: str, name: str, kind: type[Assembler[R]], blanks: Mapping[str, object]) -> Gathering[R]:
    """Rows from text with one JSON object on each line.

    >>> from tracker.readers.record import Records
    >>> rows = read_json_lines('{"target": "clinics", "as_of": "2021-06-30", "value": 12.50}', "a.jsonl", Records, {})
    >>> str(rows.kept[0].value), str(rows.kept[0].source)
    ('12.5', 'a.jsonl:1')
    """
    reader = Typed(name, kind, blanks)
    with collector_paused():
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            record = _object(line, name, number, reader)
            if record is not None:
                reader.read(record, _Line(line, Source(name, number)))
            elif reader.gathering.problems[-1].code == "A209":
                break
    if not text.strip():
        reader.gathering.problems.append(Problem(Source(name), "A105", {"headers": kind.headers}))
    return reader.finished()


def _object(line: str, name: str, number: int, reader: Typed[R]) -> dict[str, object] | None:
    """The object on a line; None with the problem noted."""
    at, code, params = 0, "A207", {"found": line[:20], "headers": reader.gathering.kind.headers}
    try:
        value: object = _DECODER.decode(line)
        if isinstance(value, dict):
            return value
        if isinstance(value, list) and number == 1:
            code = "A209"
    except json.JSONDecodeError as error:
        at, code = error.pos, "A209" if line.strip() == "[" and number == 1 else "A206"
    except Repeated as error:
        at, code, params = _second(line, str(error)), "A208", {"found": str(error)}
    except NotJson as error:
        at, code = max(line.find(str(error)), 0), "A206"
    except RecursionError:
        code = "A206"
    reader.gathering.refused += 1
    reader.gathering.problems.append(Problem(Source(name, number, at + 1), code, params, shown(line)))
    return None


def _second(line: str, key: str) -> int:
    written = json.dumps(key, ensure_ascii=False)
    first = line.find(written)
    return max(line.find(written, first + 1), first, 0)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise Repeated(key)
            seen.add(key)
    return found


def _whole(digits: str) -> int | str:
    """A number that is too long stays text: the field that it stands in refuses it at its place."""
    return int(digits) if len(digits) <= DIGIT_LIMIT else digits


def _decimal(digits: str) -> Decimal | str:
    return Decimal(digits) if len(digits) <= DIGIT_LIMIT + 2 else digits


def _not_json(word: str) -> object:
    raise NotJson(word)


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_decimal, parse_int=_whole, parse_constant=_not_json)


class _Line:
    """A line that holds one object, and where the parts of it stand."""

    def __init__(self, text: str, source: Source) -> None:
        self.text = text
        self.source = source
        self._found: dict[str, tuple[int, int, int, int]] | None = None

    def key(self, name: str) -> Spot | None:
        """The place of a key."""
        return self._spot(name, self._parts().get(name, ())[:2])

    def value(self, name: str) -> Spot | None:
        """The place of the value of a key; of the object itself for ""."""
        return self._spot(name, self._parts().get(name, ())[2:] if name else (0, 1))

    def _spot(self, name: str, part: tuple[int, ...]) -> Spot | None:
        if not part:
            return None
        start, end = part
        return Spot(self.source._replace(column=start + 1), shown(self.text), end - start, name)

    def _parts(self) -> dict[str, tuple[int, int, int, int]]:
        """Key → start and end of the key, start and end of its value."""
        if self._found is None:
            self._found = self._find_parts()
        return self._found

    def _find_parts(self) -> dict[str, tuple[int, int, int, int]]:
        parts: dict[str, tuple[int, int, int, int]] = {}
        at = self._skip(self._skip(0) + 1)
        while self.text[at] != "}":
            key, end = _DECODER.raw_decode(self.text, at)
            start = self._skip(self._skip(end) + 1)
            _, stop = _DECODER.raw_decode(self.text, start)
            parts[str(key)] = (at, end, start, stop)
            at = self._skip(stop)
            if self.text[at] == ",":
                at = self._skip(at + 1)
        return parts

    def _skip(self, at: int) -> int:
        while self.text[at] in " \t\r":
            at += 1
        return at
