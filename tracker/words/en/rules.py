"""English words of sentences, reasons and what became of a row."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "bound.exact": "{value}",
    "bound.at_least": "at least {value}",
    "bound.at_most": "at most {value}",
    "bound.approx": "about {value}",
    "goal.unknown": "goal not known",
    "goal.at_least": "≥{value}",
    "goal.more_than": ">{value}",
    "goal.at_most": "≤{value}",
    "goal.less_than": "<{value}",
    "goal.equals": "={value}",
    "goal.between": "{low}–{high}",
    "goal.each": "≥{value} members",
    "goal.done": "done by {day}",
    "goal.grade_at_least": 'at least "{grade}"',
    "unit.points.%": " pp",
    "unit.points.‰": " per mille",
    "sentence.nothing": "no figure",
    "sentence.count.below": "{plain} of {goal} done ({progress}); {expected} expected by now, {gap} points short",
    "sentence.count.above": "{plain} of {goal} done ({progress}); {expected} expected by now, {gap} points ahead",
    "sentence.count.even": "{plain} of {goal} done ({progress}), exactly as expected by now ({expected})",
    "sentence.level.below": (
        "from {baseline} to {value}, goal {goal}: {progress} of the way, {expected} expected, {gap} points short"
    ),
    "sentence.level.above": (
        "from {baseline} to {value}, goal {goal}: {progress} of the way, {expected} expected, {gap} points ahead"
    ),
    "sentence.level.even": "from {baseline} to {value}, goal {goal}: {progress} of the way, exactly as expected",
    "sentence.steps.below": "{progress} of the steps done, {expected} planned by now, {gap} points short",
    "sentence.steps.above": "{progress} of the steps done, {expected} planned by now, {gap} points ahead",
    "sentence.steps.even": "{progress} of the steps done, exactly as planned",
    "sentence.by_value": "{value} now, {expected} planned by now, goal {goal}",
    "sentence.need": "; the {months} months left need {need} a month, {rate} so far",
    "sentence.need.down": "; the {months} months left need a fall of {need} a month, {rate} so far",
    "sentence.flat.once_broken": "{value} now, which keeps to {goal}, but it was broken on the way",
    "sentence.achieved.done": "done on {met}, due {due}",
    "sentence.achieved_late.done": "done on {met}, {days} days after it was due on {due}",
    "sentence.flat.kept": "{value} now, which keeps to {goal}",
    "sentence.flat.broken": "{value} now, which does not keep to {goal}: off by {deviation}",
    "sentence.missed.breach": "{goal} was broken and cannot be mended; {value} now",
    "sentence.missed.short": "{goal} not reached by {due}: {value} now, {short} short, {days} days overdue",
    "sentence.missed.plain": "{goal} not reached by {due}: {value} now, {days} days overdue",
    "sentence.achieved": "{goal} reached on {met}, due {due}; {value} now",
    "sentence.achieved_late": "{goal} reached on {met}, {days} days after it was due on {due}; {value} now",
    "sentence.undetermined.no_baseline": "the goal is relative to a baseline that is not given",
    "sentence.undetermined.not_additive": (
        "only percentages were reported, without numerators or weights: they cannot be added"
    ),
    "sentence.undetermined.conflict": "reports of the same day contradict each other and must be checked first",
    "sentence.undetermined.unconfirmed": "only unconfirmed figures, which prove nothing",
    "sentence.undetermined.partial": "past due on {due} and some units have not reported",
    "sentence.undetermined.no_value_at_due": "no value recent enough to judge {goal} on {due}",
    "sentence.undetermined.unproven": "past due on {due}, and {value} neither proves nor disproves {goal}",
    "sentence.no_data": "nothing reported by {at}; goal {goal}, due {due}",
    "sentence.no_data.number": "words without a number prove nothing by {at}; goal {goal}, due {due}",
    "sentence.no_data.words": "words without a date or a grade prove nothing by {at}; goal {goal}, due {due}",
    "sentence.in_progress": "{value} now, goal {goal}, {short} to go; without a baseline no schedule is judged",
    "sentence.in_progress.members": (
        "{value} now, goal {goal}, {short} ({members} members) to go; without a baseline no schedule is judged"
    ),
    "sentence.in_progress.plain": "{value} now, goal {goal}, due {due}",
    "sentence.in_progress.no_number": "under way but no figure reported; goal {goal}, due {due}",
    "sentence.withdrawn": "withdrawn by decision of {day}; the goal was {goal}",
    "sentence.withdrawn.why": "withdrawn by decision of {day}: {reason}; the goal was {goal}",
    "sentence.pending": "starts on {start}; goal {goal}",
}
