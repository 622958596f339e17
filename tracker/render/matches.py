"""What became of each statement of a document: the sentence, the target, the decision and why; and both leftovers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import groupby

from tracker import words
from tracker.calendar import Period, write_period
from tracker.model.match import Decision, Match, Matches, Reason
from tracker.model.plan import Plan, Target
from tracker.model.statement import Statement
from tracker.render import reading
from tracker.render.json import SCHEMA, statement, text
from tracker.render.layout import Canvas, Line, Page, Style, visible, wrapped
from tracker.words import figures

STYLES: dict[Decision, Style] = {Decision.CREDITED: "green", Decision.REVIEW: "yellow", Decision.REJECTED: "dim"}
MARKS: dict[Decision, str] = {Decision.CREDITED: "counted", Decision.REVIEW: "no_data", Decision.REJECTED: "withdrawn"}
INDENT = 4


def page(matches: Matches, plans: Sequence[Plan], file: str, said: str) -> Page:
    """The matches of a document; `said` is its own text."""
    return Page(partial(_lines, matches, plans, file, reading.Text(said)))


def _lines(matches: Matches, plans: Sequence[Plan], file: str, said: reading.Text, canvas: Canvas) -> Iterator[Line]:
    targets = _targets(plans)
    yield from wrapped(canvas, visible(file), style="bold")
    yield from wrapped(canvas, _counts(canvas, matches))
    for _, told in groupby(matches.matches, key=lambda match: match.statement.sentence_span):
        yield from _sentence(canvas, said, list(told), targets)
    for match in matches.without_number:
        yield from _headed(canvas, "match.without_number", len(matches.without_number), match, matches.without_number)
        yield from _sentence(canvas, said, [match], targets)
    yield from _left_targets(canvas, matches, targets)
    yield from _left_statements(canvas, said, matches.without_target)


def _counts(canvas: Canvas, matches: Matches) -> str:
    counts = Counter(match.decision for match in matches.matches)
    return canvas.say(
        "match.counts",
        credited=counts[Decision.CREDITED],
        review=counts[Decision.REVIEW],
        rejected=counts[Decision.REJECTED],
        targets=len(matches.without_report),
        statements=len(matches.without_target),
    )


def _targets(plans: Iterable[Plan]) -> Mapping[tuple[str, str], Target]:
    return {(plan.id, target.id): target for plan in plans for target in plan.targets}


def _sentence(
    canvas: Canvas, said: reading.Text, told: Sequence[Match], targets: Mapping[tuple[str, str], Target]
) -> Iterator[Line]:
    """A sentence with its figures marked, and beneath it what became of each."""
    yield from reading.sentence(canvas, said, [match.statement for match in told])
    for match in told:
        yield from _match(canvas, match, targets[match.plan, match.target])


def _match(canvas: Canvas, match: Match, target: Target) -> Iterator[Line]:
    head = canvas.say(
        "match.told",
        decision=canvas.say(f"decision.{match.decision}"),
        said=reading.quantity(canvas, match.statement),
        task=visible(target.text),
        id=visible(target.id),
        score=figures.fixed(match.score, 2),
    )
    mark = canvas.symbol(MARKS[match.decision])
    yield from wrapped(canvas, f"{mark} {head}", style=STYLES[match.decision], indent=INDENT, hanging=INDENT + 2)
    why = canvas.say("match.between").join(because(reason, canvas.lang) for reason in match.reasons)
    if why:
        yield from wrapped(canvas, visible(why), indent=INDENT + 2)


def because(reason: Reason, lang: str) -> str:
    """A reason in words.

    >>> because(Reason("other_level", {"said": "省级", "wanted": "市级"}), "zh")
    '层级不同：说的是省级，目标是市级'
    """
    params = {name: _worded(value, lang) for name, value in reason.params.items()}
    if reason.code == "flag":
        return words.say(f"caution.{params['flag']}", lang)
    return words.say(f"because.{reason.code}", lang, **params)


def _worded(value: object, lang: str) -> str:
    if isinstance(value, Period):
        return write_period(value)
    if isinstance(value, Fraction):
        return figures.fixed(value, 2)
    if isinstance(value, Reason):
        return because(value, lang)
    if isinstance(value, tuple):
        return words.say("separator", lang).join(words.say("quote", lang, text=word) for word in value)
    return str(value)


def _headed(canvas: Canvas, key: str, count: int, item: object, items: Sequence[object]) -> Iterator[Line]:
    """A heading before the first of some items."""
    if item is items[0]:
        yield []
        yield from wrapped(canvas, canvas.say(key, n=count), style="bold")


def _left_targets(canvas: Canvas, matches: Matches, targets: Mapping[tuple[str, str], Target]) -> Iterator[Line]:
    for key in matches.without_report:
        yield from _headed(canvas, "match.targets_left", len(matches.without_report), key, matches.without_report)
        line = canvas.say("match.target_left", task=visible(targets[key].text), id=visible(key[1]))
        yield from wrapped(canvas, line, indent=2, hanging=4)


def _left_statements(canvas: Canvas, said: reading.Text, left: Sequence[Statement]) -> Iterator[Line]:
    for each in left:
        yield from _headed(canvas, "match.statements_left", len(left), each, left)
        line = canvas.say(
            "match.statement_left",
            place=said.place(each.start),
            said=reading.quantity(canvas, each),
            subject=visible(each.subject),
            role=reading.role(canvas, each),
        )
        yield from wrapped(canvas, line, style="dim", indent=2, hanging=4)


# -- JSON


def as_json(matches: Matches, plans: Sequence[Plan], file: str, lang: str) -> Iterator[str]:
    """The matches, one a line, and both leftovers."""
    targets = _targets(plans)
    yield f'{{"schema":{SCHEMA},"file":{text(file)},"matches":{_listed(_written(m, lang) for m in matches.matches)}'
    left = (
        f'{{"plan":{text(plan)},"target":{text(target)},"text":{text(targets[plan, target].text)}}}'
        for plan, target in matches.without_report
    )
    yield f',"targets_without_report":{_listed(left)}'
    yield f',"statements_without_target":{_listed(map(statement, matches.without_target))}'
    yield f',"without_number":{_listed(_written(m, lang) for m in matches.without_number)}}}\n'


def _written(match: Match, lang: str) -> str:
    said = match.statement
    reasons = ",".join(f'{{"code":{text(each.code)},"text":{text(because(each, lang))}}}' for each in match.reasons)
    return (
        f'{{"plan":{text(match.plan)},"target":{text(match.target)},"statement":{text(said.id)},'
        f'"start":{said.start},"end":{said.end},"quote":{text(said.quote)},"decision":{text(match.decision)},'
        f'"score":{figures.rounded(match.score, 4)},"reasons":[{reasons}]}}'
    )


def _listed(items: Iterable[str]) -> str:
    return "[\n" + ",\n".join(items) + "\n]"
