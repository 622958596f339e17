"""The English catalogue: the same keys as `zh`."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    # -- Y: YAML text (tracker.nodes)
    "Y101": ("YAML syntax error: {found}", "check this line's indentation, the space after the colon, and quotes"),
    "Y102": ("aliases and merge keys are not allowed: {found}", "write the content out here"),
    "Y103": ("nested deeper than {limit} levels", "no plan needs that depth: check that brackets are closed"),
    "Y104": ("a character that YAML does not allow: {found}", "delete the invisible character and save as UTF-8"),
    "Y105": ("file too large: {found}, the limit is {limit}", "split it into several files"),
    "Y106": ("one file holds one document, but here is another {found}", "move the second document to its own file"),
    "Y107": ("a key must be a word, not a list or a mapping", "check this line's brackets and question marks"),
    "Y108": ("{found} is followed by a full-width colon", 'write a half-width colon and a space: "{found}: "'),
    "Y109": ('"{found}" is read as a comment and lost', "if it belongs to the text, quote the whole text"),
    "Y110": ("{found}: duplicate key, first written on line {first}", "keep one; the later does not replace the earlier"),
    "Y111": ("{found} is not quoted and YAML cannot read it", 'quote it: "{found}"'),
    "Y112": ("indented with a tab", "use spaces"),
    # -- T: plans and targets (tracker.model.plan, tracker.plans)
    # -- A: achievement rows and the files that hold them (tracker.readers)
    # -- R: rows against plans (tracker.rules)
    # -- W: workspaces, options and files (tracker.workflow)
}

PHRASES: dict[str, str] = {
    "status.withdrawn": "withdrawn",
    "status.undetermined": "undetermined",
    "status.pending": "not started",
    "status.no_data": "no data",
    "status.achieved": "achieved",
    "status.achieved_late": "achieved late",
    "status.missed": "missed",
    "status.far_behind": "far behind",
    "status.behind": "behind",
    "status.ahead": "ahead",
    "status.on_track": "on track",
    "status.in_progress": "in progress",
    "flag.overdue": "{days} days overdue",
    "flag.due_soon": "due soon",
    "flag.stale": "stale",
    "flag.late_report": "reported late",
    "flag.below_schedule": "below schedule",
    "flag.regressed": "regressed",
    "flag.breached": "breached",
    "flag.over": "over",
    "flag.conflict": "conflict",
    "flag.partial": "partial",
    "flag.revised": "revised",
    "flag.extended": "extended",
    "flag.approximate": "approximate",
    "flag.unconfirmed": "unconfirmed",
    "flag.provisional": "provisional",
    # -- sentences, reasons and row reasons (tracker.rules)
    # -- tables and pages (tracker.render)
    # -- commands (tracker.cli)
}
