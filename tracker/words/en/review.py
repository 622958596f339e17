"""English words of reviewing."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "B201": ("the columns `number` and `decision` are missing", "Use the table that tracker review --out wrote"),
    "B202": (
        "{found}: no claim of this number waits",
        "tracker review --again {found} decides once more",
    ),
    "B203": (
        "{found}: no such decision",
        "Did you mean {suggestion}?",
        "Write credit, reject, a candidate's number, or a target's id",
    ),
    "B204": ("{found}: there is no such candidate", "Write the id of a target, or reject"),
    "B205": ("{found}: no claim of this number was decided on", "tracker log shows the numbers"),
}
PHRASES: dict[str, str] = {
    "help.review": (
        "Settle the doubtful sentences of the ledger, one by one or by a table for a colleague.\n"
        "Decisions are kept, and hold for the same sentence later on."
    ),
    "option.review_all": "Ask about sentences without any target as well.",
    "option.review_out": "Write a table (.csv or .xlsx) to be filled in.",
    "option.review_from": "Decide as a filled-in table says.",
    "option.review_again": "Decide on sentence N once more, in place of the earlier decision; may be repeated.",
    "option.review_on": "The day from which the decisions hold; today if left out.",
    "review.head": "{number} of {of} (number {seq}) {place}",
    "review.no_candidate": "no target is like it",
    "review.candidate": "{task} ({id}, {score})",
    "review.colon": ": ",
    "review.keys": "c credit the first  1-9 credit that one  r reject  t another target  s skip  q quit >",
    "review.keys_again": "c first  1-9 that one  r reject  t another target  w wait again  s leave it  q quit >",
    "review.which": "id of the target >",
    "review.near": "  perhaps {id} {task}",
    "review.again": "“{found}” is no answer; try again.",
    "review.credited": "number {seq}: credited to {task} ({id})",
    "review.rejected": "number {seq}: rejected",
    "review.waits": "{seq}: waits again",
    "review.before.credit": "before: credited to {task} ({id}) on {day}, {who}",
    "review.before.reject": "before: not credited on {day}, {who}",
    "review.done": "{n} decided: {credited} credited, {rejected} rejected.",
    "review.nothing": "Nothing waits for review.",
    "review.handed_out": "{file} written: {n} sentences. Fill in `decision` and read it back with --from.",
    "review.proposed": "The lexicon lacks these words; put in those that mean the same:",
    "review.replayed": "Decided as the same sentences were before: {credited} credited, {rejected} rejected.",
    "review.column.number": "number",
    "review.column.place": "place",
    "review.column.sentence": "sentence",
    "review.column.said": "said",
    "review.column.candidates": "candidates",
    "review.column.decision": "decision",
    "review.column.why": "why",
    "review.say.credit": "credit",
    "review.say.reject": "reject",
    "review.say.skip": "skip",
}
