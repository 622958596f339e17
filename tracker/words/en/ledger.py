"""English words of the ledger."""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, ...]] = {
    "B101": ("there is no ledger {found}", "Import something first, or look at `ledger` in .tracker.yaml"),
    "B102": ("{found} is no ledger", "Check the path; tracker import makes ledgers"),
    "B103": (
        "the ledger is of version {found}, this program knows up to {known}",
        "Upgrade: pip install --upgrade target-tracker",
    ),
    "B104": (
        "another program is writing to the ledger and did not finish in time",
        "Try again; nothing written is lost",
    ),
    "B105": ("the ledger is read-only", "Check the permissions of the file and its folder"),
    "B106": ("the disk is full; nothing of this was written: {said}", "Make room and try again; the ledger is whole"),
    "B107": ("the ledger is damaged: {said}", "Restore it from a backup or from an export"),
    "B108": ("cannot open {found}: {said}", "Check that the folder is there and may be written"),
    "B109": ("the ledger failed: {said}", "Check the disk that holds {found}"),
    "B110": ("a ledger is only ever appended to", "Report a correction, or use tracker undo"),
    "B111": (
        "entry {found} does not follow on the one before: altered, or something is missing",
        "Use an export as it was written",
    ),
    "B112": ("there is no import {found}", "tracker log lists every import with its number"),
    "B113": ("import {found} has been undone already",),
    "B114": ("the file is there already and is not overwritten", "Write another name"),
    "B115": ("this line is none of an exported ledger", "Use a file that tracker export wrote"),
    "B116": ("the export is cut off: of {wanted} entries there are {found}", "Use the whole export"),
}
PHRASES: dict[str, str] = {
    "help.import": (
        "Take reported tables and documents into the ledger: every row and statement ends somewhere, and they add up.\n"
        "The same again is nothing new; of a folder everything is taken."
    ),
    "help.log": "Who said what when: imports, undos, reviews, plan versions; with a target only what concerns it.",
    "help.undo": "Supersede an import: from today on nothing of it counts; it stays in the ledger.",
    "help.verify": "Check whether the ledger was altered and name the first place; exit code 1 if it is not whole.",
    "help.export": "Write the whole ledger as JSON lines.",
    "help.restore": "Make a ledger of an export, each entry checked; nothing is overwritten.",
    "metavar.files": "FILE...",
    "metavar.file": "FILE",
    "metavar.maybe_target": "[TARGET]",
    "metavar.import": "NUMBER",
    "option.ledger": "The ledger; by default that of the workspace, else ledger.db.",
    "option.dry_run": "Only show what would be taken in; write nothing.",
    "option.who": "By whom; by default the login name.",
    "option.why": "Why; kept in the ledger.",
    "option.import_org": "Who reported: rows and documents that name no unit are theirs.",
    "option.import_period": "The time reported on: rows without a day speak of its last.",
    "option.import_as_of": "The day that rows without one speak of, and that documents are judged on.",
    "option.on": "The day on which it was reported, for rows that give none; by default today.",
    "option.undo_on": "The day from which it no longer counts; by default today.",
    "option.export_output": "Write to a file instead of the screen.",
    "import.counts": (
        "{came_in} = {matched} matched + {review} for review + {unmatched} unmatched + {refused} refused"
    ),
    "import.taken": "{file}: {counts}; {new} new, import {number}",
    "import.counted": "{file}: {counts}",
    "import.again": (
        "{file}: in the ledger already; by the plans and words of today {came_in} come out otherwise: "
        "{matched} matched + {review} for review + {unmatched} unmatched"
    ),
    "import.known": "{file}: nothing new, the ledger has it",
    "import.nothing": "{file}: no rows or quantities in it",
    "import.reasons": "    {reasons}",
    "import.total": "{files} files: {counts}",
    "import.working": "Importing",
    "import.rehearsed": "Only tried: nothing was written.",
    "ledger.head": "ledger {file}: {count} entries, head {head}",
    "ledger.share": "{file} is on a network share: a rollback journal is used; never copy it while somebody writes",
    "log.by": "by {who}",
    "log.by_why": "by {who}: {why}",
    "log.import": "import of {file}: {counts}",
    "log.undone_import": "import of {file}: {counts} (undone)",
    "log.undo": "import {number} undone from {day} on",
    "log.undo_entries": "entries {numbers} no longer count from {day} on",
    "log.credit": "entry {number} credited to {target}",
    "log.reject": "entry {number} rejected",
    "log.plan": "a version of plan {plan}, {digest}",
    "log.close": "{period} closed, as known on {day}",
    "log.row": "as of {day} {said}, reported {reported}, {place}",
    "log.corrects": "{said}, corrects {id}",
    "log.title": "The ledger",
    "log.empty": "the ledger has nothing of {target}",
    "undo.done": "import {number} is undone: {file}",
    "verify.whole": "the ledger is whole: {count} entries, head {head}",
    "verify.broken": "the ledger is not whole: entry {seq} {reason}",
    "verify.altered": "was altered",
    "verify.missing": "is missing or out of order",
    "verify.file": "is in a damaged file",
    "restore.done": "restored {file}: {count} entries, head {head}",
}
