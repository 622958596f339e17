"""English words of reporting sheets."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "help.form": "A blank reporting sheet (xlsx) for one unit, a row a target; import reads it back.",
    "option.form_org": "Whose: targets allocated to it or led by it.",
    "option.form_period": "The period reported on, such as 2021-07; its last day stands in the sheet.",
    "option.form_output": "The xlsx file to write; by default named by unit and day.",
    "form.file": "form-{org}-{day}.xlsx",
    "form.title": "Report of {org} ({plan})",
    "form.title.until": "Report of {org} ({plan}, as of {day})",
    "form.sheet": "Report",
    "form.hint": "Fill in the white cells only; leave a row empty where there is nothing to report.",
    "form.given": "{head} (given)",
    "form.goal": "goal",
    "form.due": "due",
    "form.last": "last value",
    "form.last_day": "last as of",
    "form.wrong": "Please look again",
    "form.day": "A day, such as 2021-07-31",
    "form.number": "Usually a number; it may carry a bound",
    "form.choice": "Please choose from the list",
    "form.written": "{file} written: {n} targets",
}
