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
    "W116": ("no lexicon found", "name one, or write lexicon in .tracker.yaml or in a plan"),
    "W140": ("a worker process ended before its work was done", "perhaps memory ran out: try again with --processes 1"),
    "W141": ("this needs {found}, which is not installed", "run: {command}"),
}
PHRASES: dict[str, str] = {
    "metavar.plan": "PLAN",
    "metavar.documents": "DOCUMENT...",
    "help.match": "Match the figures of a report to the targets of a plan: what counts, what waits, what is left over.",
    "help.lexicon": "Check lexicons: words twice, in conflict, or without effect. Without paths, the workspace's own.",
    "option.match_org": "whose report it is; without it, the plan's",
    "option.processes": "processes that work at many documents; without it, as many as are worth starting",
    "lexicon.clean": "No problems: {files} lexicons.",
    "lexicon.found": "{wrong} problems, {advice} hints; {files} lexicons.",
    "decision.credited": "credited",
    "decision.review": "to review",
    "decision.rejected": "not counted",
    "match.counts": (
        "credited {credited}, to review {review}, recognised but not counted {rejected}; "
        "targets not mentioned {targets}, figures without a target {statements}."
    ),
    "usage.table": (
        "a table is matched alone and says its own days and units; it goes into a table: -o FILE.csv or FILE.parquet."
    ),
    "match.table": (
        "{file}: {rows} rows; credited {credited}, to review {review}, recognised but not counted "
        "{rejected}, without a target {left}"
    ),
    "match.told": "{decision} {said} → {task} ({id}, {score})",
    "match.between": "; ",
    "match.without_number": "Mentioned without a number ({n})",
    "match.targets_left": "Targets not mentioned ({n})",
    "match.target_left": "{task} ({id})",
    "match.statements_left": "Figures without a target ({n})",
    "match.statement_left": "{place} {said} {subject} ({role})",
    "because.covered": "says {words}",
    "because.missing": "does not say {words}",
    "because.same_unit": "same unit ({said})",
    "because.other_unit": "in '{said}', the target is in '{wanted}'",
    "because.other_level": "another level: {said}, the target is {wanted}",
    "because.other_period": "another time: {said}, the target is {wanted}",
    "because.other_place": "another place: {said}, the plan is for {wanted}",
    "because.restated": "a target, not what was achieved",
    "because.background": "a figure of the setting, not what was achieved",
    "because.change": "one says how much it changed, the other where it stands",
    "because.runner_up_excluded": "'{target}' is close and excluded: {why}",
    "because.runner_up": "cannot be told from '{target}'",
    "because.score": "not alike enough ({score})",
    "because.covered_little": "most of the target's words are not said",
    "because.generic": "the target's words are too general to say which one it is",
    "because.lacks_words": "most of the target's own key words are not said",
    "because.other_words": "it speaks of more than the target does",
    "because.conflict": "two different figures for one time",
    "because.other_kind": "a ratio against a number, or another thing counted",
    "because.opposite": "a change in the opposite direction",
    "because.average": "an average, not the figure of this time",
    "because.baseline": "the figure before the change",
    "because.a_part": "the figure of one unit below only",
    "because.range": "a range, not a figure",
    "because.each": "every one has to do it: look at each",
    "because.no_level": "no level is said",
    "because.no_number_asked": "the target asks for completion, not for a number",
    "because.no_day": "no day of completion is said",
    "because.no_grade": "no grade is said",
    "because.same_text": "the very text of the target",
    "because.several": "several targets would do: choose one",
    "because.no_period": "no time is said",
    "reports.read": "{file}: credited {credited}, to review {review} (tracker match shows each)",
}
