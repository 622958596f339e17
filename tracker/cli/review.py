"""`tracker review`: the doubtful claims of the ledger, one after the other or as a table."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tracker import words
from tracker.cli import console
from tracker.cli.help import Command
from tracker.cli.ledgers import day_of, ledger_option, place_of, signed, signing, tell_head
from tracker.cli.options import PATH, ascii_only, language, option
from tracker.problems import refuse

if TYPE_CHECKING:
    from tracker.ledger import Claim, Ledger
    from tracker.model.plan import Plan
    from tracker.problems import Problem
    from tracker.workflow.ledger.reading import Waiting
    from tracker.workflow.ledger.reviewing import Choice, Earlier, Ruling, Targets


def command(lang: str) -> click.Command:
    """The command in a language."""

    def review(
        out: Path | None,
        filled: Path | None,
        plan: tuple[Path, ...],
        ledger: Path | None,
        who: str | None,
        why: str | None,
        again: tuple[int, ...],
        on: str | None,
        *,
        unmatched: bool,
        ascii_only: bool,
    ) -> int:
        from tracker.workflow import find_workspace, load_plans
        from tracker.workflow.ledger.opening import opened
        from tracker.workflow.ledger.reading import undecided
        from tracker.workflow.ledger.reviewing import Ruling, decided_before

        workspace = find_workspace()
        file = place_of(ledger, workspace)
        plans = load_plans(plan or workspace.plans)
        with opened(file, must_exist=True, read_only=bool(out)) as book:
            ruling = Ruling(None, day_of(on, workspace), signed(who, why))
            session = _Session(book, plans, ruling, lang, ascii_only=ascii_only)
            if again:
                queue = session.reopen(decided_before(book, again))
            else:
                queue = undecided(book, unmatched=unmatched or bool(filled))
            if out is not None:
                return session.hand_out(queue, out)
            code = session.take_back(queue, filled) if filled else session.ask(queue)
            session.tell()
            if session.decided:
                tell_head(book, file, lang)
        return code

    return Command(
        "review",
        callback=review,
        help=words.say("help.review", lang),
        params=[
            option(lang, "--all", "unmatched", key="review_all", is_flag=True),
            option(lang, "--out", key="review_out", type=PATH, metavar="FILE"),
            option(lang, "--from", "filled", key="review_from", type=PATH, metavar="FILE"),
            option(lang, "--again", key="review_again", type=int, multiple=True, metavar="N"),
            *signing(lang),
            option(lang, "--on", key="review_on", metavar="DAY"),
            option(lang, "--plan", multiple=True, type=PATH, metavar="PATH"),
            ledger_option(lang),
            ascii_only(lang),
            language(lang),
        ],
    )


class _Decision(NamedTuple):
    claim: Claim
    choice: Choice | None


class _Session:
    """What one run decides, and the words that come of it."""

    def __init__(self, ledger: Ledger, plans: Sequence[Plan], ruling: Ruling, lang: str, *, ascii_only: bool) -> None:
        from tracker.workflow.ledger.reviewing import targets_of

        self.ledger, self.plans, self.ruling, self.lang, self.ascii = ledger, plans, ruling, lang, ascii_only
        self.targets: Targets = targets_of(plans)
        self.decided: list[_Decision] = []
        self.earlier: dict[int, Earlier] = {}

    def reopen(self, earlier: Sequence[Earlier]) -> list[Waiting]:
        """Let claims be decided again."""
        self.earlier = {each.waiting.seq: each for each in earlier}
        return [each.waiting for each in earlier]

    def hand_out(self, queue: Sequence[Waiting], out: Path) -> int:
        """The table of all that waits, as CSV or as a workbook."""
        from tracker.render import review as pages
        from tracker.workflow.files import write_bytes

        rows = pages.table(queue, self.targets, self.lang)
        match out.suffix.lower():
            case ".csv":
                raw = "".join(pages.as_csv(rows)).encode()
            case ".xlsx":
                try:
                    raw = pages.as_book(rows, self.lang)
                except ModuleNotFoundError as error:
                    raise refuse(out, "S102", found=error.name or error) from None
            case _:
                raise refuse(out, "S101", found=out.suffix or out.name, allowed=".csv .xlsx")
        write_bytes(out, [raw])
        console.note(words.say("review.handed_out", self.lang, file=out, n=len(queue)))
        return 0

    def take_back(self, queue: Sequence[Waiting], filled: Path) -> int:
        """Decide as a table says; 1 if a line could not be used."""
        from tracker.workflow.ledger.filled import read_filled

        said, problems = read_filled(filled, queue, self.targets)
        for waiting, choice, place in said:
            problems += [replace(problem, source=place) for problem in self._decide(waiting, choice)]
        console.problems(problems, self.lang)
        return int(bool(problems))

    def ask(self, queue: Sequence[Waiting]) -> int:
        """One after the other, until all are decided or somebody stops."""
        from tracker.render import review as pages

        if not queue:
            print(words.say("review.nothing", self.lang))
        for number, waiting in enumerate(queue, 1):
            before = self.earlier[waiting.seq].decided if waiting.seq in self.earlier else None
            asked = pages.Asked(waiting.seq, waiting.claim, number, len(queue), before)
            console.show([pages.claim(asked, self.targets)], self.lang, ascii_only=self.ascii)
            if not self._answered(waiting):
                break
        return 0

    def _answered(self, waiting: Waiting) -> bool:
        """Ask until there is an answer that can be used; False where somebody stops."""
        again = waiting.seq in self.earlier
        problems: list[Problem] | None
        while True:
            answer = self._key("review.keys_again" if again else "review.keys")
            match (answer or "q").casefold():
                case "q":
                    return False
                case "s":
                    return True
                case "w" if again:
                    problems = self._decide(waiting, None)
                case _:
                    problems = self._chosen(waiting, answer or "")
            if problems == []:
                return True
            console.problems(problems or (), self.lang)

    def _chosen(self, waiting: Waiting, answer: str) -> list[Problem] | None:
        """Decide as somebody answered; None where there is no telling what was meant."""
        from tracker.workflow.ledger.filled import choice_of

        choice = self._retarget() if answer.casefold() == "t" else choice_of(answer, waiting.claim, self.targets)
        if choice is None:
            print(words.say("review.again", self.lang, found=answer))
            return None
        return self._decide(waiting, choice)

    def _retarget(self) -> Choice | None:
        """Another target, by its id; where there is none of that id, those that may be meant are named."""
        from tracker.workflow.ledger.reviewing import Choice, nearest_targets, target_named

        name = self._read("review.which") or ""
        found = target_named(self.targets, name)
        if found is not None:
            return Choice(*found)
        for key in nearest_targets(self.targets, name):
            print(words.say("review.near", self.lang, id="/".join(key), task=self.targets[key].text))
        return None

    def _key(self, prompt: str) -> str | None:
        """A key that somebody presses, or a line that comes through a pipe; None at the end."""
        if not sys.stdin.isatty():
            return self._read(prompt)
        print(words.say(prompt, self.lang), end=" ", flush=True)
        try:
            key = click.getchar()
        except EOFError:
            key = ""
        print(key)
        return key.strip() or None

    def _read(self, prompt: str) -> str | None:
        """A line that somebody types, or that comes through a pipe; None at the end."""
        print(words.say(prompt, self.lang), end=" ", flush=True)
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            print(line.strip())
        return line.strip() if line else None

    def _decide(self, waiting: Waiting, choice: Choice | None) -> list[Problem]:
        from tracker.workflow.ledger.reviewing import decide, revise

        earlier, ruling = self.earlier.get(waiting.seq), self.ruling._replace(choice=choice)
        if earlier is not None:
            problems = revise(self.ledger, self.plans, earlier, ruling)
        else:
            problems = decide(self.ledger, self.plans, waiting, ruling)
        if not problems:
            self.decided.append(_Decision(waiting.claim, choice))
            self._confirm(waiting.seq, choice)
        return problems

    def _confirm(self, seq: int, choice: Choice | None) -> None:
        key = "review.waits" if choice is None else "review.credited" if choice.target else "review.rejected"
        target = self.targets.get((choice.plan, choice.target)) if choice else None
        text, name = (target.text, target.id) if target else ("", "")
        print(words.say(key, self.lang, seq=seq, id=name, task=text))

    def tell(self) -> None:
        """How much was decided, and which words the lexicon lacks."""
        from tracker.render import review as pages
        from tracker.workflow.ledger.reviewing import proposed_words

        chosen = [(each.claim, each.choice) for each in self.decided if each.choice is not None]
        credited = sum(bool(choice.target) for _, choice in chosen)
        counted = {"n": len(self.decided), "credited": credited, "rejected": len(chosen) - credited}
        console.note(words.say("review.done", self.lang, **counted))
        proposed = proposed_words(self.targets, chosen)
        if proposed:
            console.note(words.say("review.proposed", self.lang))
            console.note("".join(pages.proposal(proposed)).rstrip("\n"))
