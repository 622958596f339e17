"""The folder one works in: its dot file, or the convention where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from tracker import nodes, words
from tracker.calendar import DEFAULT_TIME_ZONE, ONE_DAY, WorkCalendar, parse_day, parse_period
from tracker.nodes import Document, Node
from tracker.problems import PlanError, Problem
from tracker.values import frozen, made, replace
from tracker.workflow import cache
from tracker.workflow.files import YAML_SUFFIXES, decoded, kind_of, read_bytes, walk

DOT_FILE = ".tracker.yaml"
PLANS, ROWS, LEDGER = "targets", "seeds", "ledger.db"
"""Where plans, rows and the ledger are looked for without a dot file."""


@frozen
class Workspace:
    """What a folder says of its plans, rows and habits; `time_zone` decides which day is today."""

    folder: Path
    plans: tuple[Path, ...] = ()
    rows: tuple[Path, ...] = ()
    goals: tuple[Path, ...] = ()
    ledger: Path | None = None
    language: str | None = None
    policy: str | None = None
    lexicon: Path | None = None
    time_zone: str = DEFAULT_TIME_ZONE
    as_of: date | None = None
    calendar: WorkCalendar = made(default_factory=WorkCalendar)


def find_workspace(folder: str | Path = ".") -> Workspace:
    """The workspace of a folder: as `.tracker.yaml` says, else `targets/*.yaml` and the rows under `seeds/`.

    Raises:
        PlanError: the dot file has problems, each at its line and column.
    """
    folder = Path(folder)
    file = folder / DOT_FILE
    if not file.is_file():
        return _by_convention(Workspace(folder))
    document = _document(file)
    problems = list(document.problems)
    said = Workspace(folder)
    for key, value in document.root.pairs if document.root is not None else []:
        read = KEYS.get(str(key.value))
        if read is None:
            suggestion = _nearest(str(key.value))
            problems.append(document.problem(key, "W120", found=key.value, suggestion=suggestion))
            continue
        try:
            said = read(said, value)
        except _Wrong as wrong:
            problems.append(replace(document.problem(wrong.node, wrong.code), params=wrong.params))
        except PlanError as error:
            problems.extend(error.problems)
    if document.root is not None and document.root.kind != "mapping" and document.root.value is not None:
        problems.append(document.problem(document.root, "W121", wanted="plans: targets/"))
    if any(not problem.advice for problem in problems):
        raise PlanError(problem for problem in problems if not problem.advice)
    return _by_convention(said)


def _document(file: Path) -> Document:
    """The YAML of a file as it was kept, else as it is read now."""
    raw = read_bytes(file)
    document = Document(str(file), decoded(raw, file))
    document.root = cache.recalled("yaml", raw, document.name)
    if document.root is None:
        document = nodes.load(document.text, document.name)
        if not document.problems:
            cache.keep("yaml", raw, document.name, document.root)
    return document


class _Wrong(Exception):
    """A value of the dot file that cannot be used."""

    def __init__(self, node: Node, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.node, self.code, self.params = node, code, params


def _by_convention(said: Workspace) -> Workspace:
    """The workspace with plans, rows and ledger where they usually are, unless it says where.

    With a ledger, rows count only where the workspace names them: the usual ones have been taken in.
    """
    plans, rows, ledger = said.plans, said.rows, said.ledger
    if not plans and (said.folder / PLANS).is_dir():
        plans = tuple(file for file in walk(said.folder / PLANS, YAML_SUFFIXES) if kind_of(file) == "plan")
    if ledger is None and (said.folder / LEDGER).is_file():
        ledger = said.folder / LEDGER
    if not rows and (said.folder / ROWS).is_dir() and not (ledger and ledger.is_file()):
        rows = (said.folder / ROWS,)
    return replace(said, plans=plans, rows=rows, ledger=ledger)


def _text(node: Node) -> str:
    if node.kind != "scalar" or not isinstance(node.value, str) or not node.value.strip():
        raise _Wrong(node, "W122")
    return node.value.strip()


def _listed(node: Node) -> list[Node]:
    return node.items if node.kind == "sequence" else [node]


def _paths(said: Workspace, node: Node) -> tuple[Path, ...]:
    """Files, folders or patterns, relative to the dot file; each must stand for something."""
    paths: list[Path] = []
    for item in _listed(node):
        written = _text(item)
        given = Path(written)
        if any(char in written for char in "*?[") and not given.is_absolute():
            found = sorted(said.folder.glob(written))
        else:
            found = [said.folder / given] if (said.folder / given).exists() else []
        if not found:
            raise _Wrong(item, "W123", found=written)
        paths.extend(found)
    return tuple(paths)


def _day(node: Node) -> date:
    written = _text(node)
    try:
        return parse_day(written, last=True)
    except ValueError:
        raise _Wrong(node, "W124", found=written) from None


def _language(said: Workspace, node: Node) -> Workspace:
    lang = _text(node)
    if lang not in words.LANGUAGES:
        raise _Wrong(node, "W125", found=lang, wanted="、".join(words.LANGUAGES))
    return replace(said, language=lang)


def _time_zone(said: Workspace, node: Node) -> Workspace:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = _text(node)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _Wrong(node, "W126", found=name) from None
    return replace(said, time_zone=name)


def _policy(said: Workspace, node: Node) -> Workspace:
    name = _text(node)
    beside = said.folder / name
    return replace(said, policy=str(beside) if beside.is_file() else name)


def _lexicon(said: Workspace, node: Node) -> Workspace:
    return replace(said, lexicon=_paths(said, node)[0])


def _holidays(said: Workspace, node: Node) -> Workspace:
    (file,) = _paths(said, node)
    return replace(said, calendar=load_calendar(file))


KEYS: dict[str, Callable[[Workspace, Node], Workspace]] = {
    "plans": lambda said, node: replace(said, plans=_paths(said, node)),
    "rows": lambda said, node: replace(said, rows=_paths(said, node)),
    "goals": lambda said, node: replace(said, goals=_paths(said, node)),
    "ledger": lambda said, node: replace(said, ledger=said.folder / _text(node)),
    "language": _language,
    "policy": _policy,
    "lexicon": _lexicon,
    "time_zone": _time_zone,
    "as_of": lambda said, node: replace(said, as_of=_day(node)),
    "holidays": _holidays,
}
"""The keys of the dot file, each with how it is read."""

HOLIDAYS = frozenset({"holidays", "放假"})
WORKDAYS = frozenset({"workdays", "调休上班"})


def load_calendar(file: Path) -> WorkCalendar:
    """Working days with a unit's own: `放假` and `调休上班`, each a list of days or of stretches `a..b`.

    Raises:
        PlanError: a key or a day that cannot be understood, at its line.
    """
    document = _document(file)
    problems = [problem for problem in document.problems if not problem.advice]
    found: dict[str, set[date]] = {"holidays": set(), "workdays": set()}
    for key, value in document.root.pairs if document.root is not None else []:
        name = "holidays" if key.value in HOLIDAYS else "workdays" if key.value in WORKDAYS else ""
        if not name:
            problems.append(document.problem(key, "W127", found=key.value))
            continue
        for item in _listed(value):
            found[name].update(_stretch(document, item, problems))
    if problems:
        raise PlanError(problems)
    return WorkCalendar(frozenset(found["holidays"]), frozenset(found["workdays"]))


def _stretch(document: Document, node: Node, problems: list[Problem]) -> Iterator[date]:
    written = node.value if isinstance(node.value, str) else ""
    first, _, last = written.replace("至", "..").partition("..")
    try:
        day, end = parse_period(first).start, parse_period(last or first).end
    except ValueError:
        problems.append(document.problem(node, "W124", found=written))
        return
    while day <= end:
        yield day
        day += ONE_DAY


def _nearest(found: str) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(found, list(KEYS), 1)), "")
