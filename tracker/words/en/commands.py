"""English words of the command line."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "metavar.plans": "[PLAN]...",
    "metavar.target": "TARGET",
    "metavar.paths": "[PATH]...",
    "metavar.folder": "[FOLDER]",
    "metavar.document": "DOCUMENT",
    "help.tracker": (
        "Follow up on plans: who promised what, how far it has come, what is missing,"
        " what is overdue.\nRun where there is a folder targets, it finds its plans and rows by itself."
    ),
    "help.status": "The status, gaps and overdue days of every target.",
    "help.why": (
        "Why a target has its status: the rule, the figures, the source and every row.\nTARGET is an id,"
        " plan/id, or some words of the task; or the id of a row."
    ),
    "help.check": "Every problem in plans and rows, with its place. Exits 1 if there is any.",
    "help.show": "The plan as read, with every default filled in.",
    "help.due": "Targets and steps that fall due, and those overdue.",
    "help.policies": "The policies, and the status of the same data under each.",
    "help.schema": "The JSON schema of a plan file, for editors.",
    "help.init": "A small new workspace in a folder; never overwrites a file.",
    "help.read": "Read a document: its quantities, what each is said of, target or achievement, for which period.",
    "help.draft": (
        "Draft a plan file from a planning document, or from a workbook with a task a row, for a person to edit.\n"
        "Each promise becomes a target with its source; what is doubtful stands in comments."
    ),
    "option.version": "Show the version.",
    "option.lang": "The language: Chinese or English.",
    "option.achievements": "A file or folder of rows; may be given several times.",
    "option.as_of": "The day judged (2021-06-30, 2021-06, today); else as the workspace says, else today.",
    "option.known_at": "Only what was reported by this day: to reproduce an earlier board.",
    "option.policy": "A policy: its name or a YAML file.",
    "option.encoding": "The encoding of text files; else it is found out.",
    "option.only": "Only these statuses or flags, such as overdue,behind.",
    "option.org": "Only this org, its shares of allocated goals included.",
    "option.lead": "Only what this department leads.",
    "option.theme": "Only this theme.",
    "option.orgs": "With the units of allocated goals.",
    "option.fail_on": "Exit 1 when any of these statuses or flags occurs.",
    "option.strict": "Exit 1 when rows were refused or wait for review.",
    "option.json": "As JSON.",
    "option.csv": "As CSV that is safe to open in Excel.",
    "option.md": "As Markdown.",
    "option.output": "Into a file (its suffix may say the format).",
    "option.ascii": "Rules and bars in ASCII only.",
    "option.plan": "A plan file; may be given several times.",
    "option.why_org": "The share of this org.",
    "option.read_as_of": "The day on which it was written: what “this year” means; by default as the document says.",
    "option.read_org": "Whose the quantities are that name nobody.",
    "option.read_period": "The period of quantities that name none, such as 2021 or 2021H1.",
    "option.explain": "Every numeral: what it was read as, or why it is no quantity; and every repair.",
    "option.draft_period": "The period of the plan: 2021, 2021H1, 十四五; what speaks of earlier ones is left out.",
    "option.draft_org": "Whose plan it is.",
    "option.check_strict": "Exit 1 for advice alone, too.",
    "option.within": "Within this time: 30d, 4w, 2m; 30d by default, without limit for a calendar.",
    "option.ics": "As a calendar file.",
    "usage.formats": "only one of {names}.",
    "usage.one_plan": "--json prints one plan, say which: {names}",
    "find.several_tasks": '"{found}" is in several tasks, give an id: {near}',
    "rows.read": "{n} rows read = {kept} kept + {refused} refused",
    "rows.read.refused": "{n} rows read = {kept} kept + {refused} refused (tracker check says why)",
    "rows.aside": "{n} of the kept rows were not counted: {reasons}",
    "rows.reason": "{reason} {n}",
    "written": "written: {file}",
    "stdout.failed": "cannot write: {found}",
    "check.advice": "advice ",
    "check.passed_over": "passed over {file}: neither plan, rows nor policy",
    "check.clean": "No problems: {plans} plans, {rows} rows.",
    "check.found": "{wrong} problems, {advice} pieces of advice; {plans} plans, {rows} rows ({refused} refused).",
    "init.done": "in {folder}: {files}",
    "init.next": "Next: edit targets/plan.yaml, then run tracker check and tracker status.",
    "metavar.options": "[OPTIONS]",
    "metavar.command": "COMMAND [ARGS]...",
    "usage.encoding": "no such encoding: {found}.",
}
