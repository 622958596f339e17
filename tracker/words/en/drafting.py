"""English words of drafting a plan."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "P101": (
        "no table of tasks: none of the first 10 rows has a task and another known header",
        "headers such as 任务, 目标值, 责任单位, 完成时限 are known",
    ),
    "P102": (
        "it promises nothing for {period}",
        "is it a plan? another period: --period; tracker read {file} --explain shows what was read",
    ),
    "P103": ("the file is there already, and may have been edited", "write to another file and compare the two"),
}
PHRASES: dict[str, str] = {
    "drafting.head": "Drafted from {file}, for a person to edit. Texts are in its own words; each source says where.",
    "drafting.counts": (
        "Quantities read: {quantities}; targets: {n}. What is reported as achieved, and the setting, are left out"
        " (tracker read shows them)."
    ),
    "drafting.check": "Run tracker check after editing; look at every “please check” and delete its comment.",
    "drafting.title_of_year": "{org} {period}: targets",
    "drafting.title": "{org} {period}: targets",
    "drafting.doubt": "please check: {text}",
    "drafting.and": "; ",
    "drafting.past_above": "These speak of an earlier period and are no targets here:",
    "drafting.undated_above": "Neither a figure nor a day: no targets here; add those that are to be followed:",
    "drafting.past": "{text} {quantity} ({period})",
    "drafting.approx": "the text says “{quote}”; written as one bound; for a band use equals with tolerance",
    "drafting.ceiling": "the text says only “{quote}”; taken as a ceiling",
    "drafting.points": "the text says “{quote}”, which is not one number",
    "drafting.no_baseline": "a change against what was; the text does not say what was: please give a baseline",
    "drafting.each": "it is promised of every one; once their number is known write {each}",
    "drafting.members": "the text says that there are {n} of {of}",
    "drafting.refused": "the figure is not written ({goal}): {problem}",
    "drafting.beyond": "due outside the period of this plan",
    "drafting.other_org": "the text speaks of {org}",
    "drafting.background": "the text also says ({what}): {subject} {quantity}",
    "drafting.rows": "Rows of the table: {rows} = {n} targets + {rest} comments.",
    "drafting.rows_left_out": "These rows are no targets:",
    "drafting.cell": "{header}: {text}",
    "drafting.baseline": "Baseline",
    "drafting.note": "Note",
    "drafting.several": "several figures in one row ({figures}): please make several targets of it",
    "drafting.in_words": "the target value reads “{goal}”, which is no figure",
    "drafting.no_day": "“{cell}” is no day",
}
