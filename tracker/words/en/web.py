"""English words of the page for browsers and of the charts."""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "chart.strip": "{n} targets: {counts}",
    "chart.count": "{status} {n}",
    "chart.course": "Progress on {day}: {actual}, expected {expected}, due {due}",
    "chart.months": "Status by month, {first} to {last}",
    "chart.month": "{first} {status}",
    "chart.run": "{first} to {last} {status}",
    "web.contents": "Contents",
    "web.search": "Find",
    "web.search.in": "task, unit, sentence",
    "web.all": "All",
    "web.option": "{name} ({n})",
    "web.clear": "Clear",
    "web.unfold": "Unfold all",
    "web.fold": "Fold all",
    "web.print": "Print",
    "web.shown.before": "Showing ",
    "web.shown.after": " of {n}; click a head to sort, a sentence to unfold its evidence.",
    "web.legend.mark": "expected by now",
    "web.legend.plan": "plan",
    "web.legend.actual": "actual",
    "web.legend.due": "due",
    "web.reported": "reported {day}",
    "card.gap": "{points} points short",
    "card.progress": "{actual}, {expected} expected",
    "card.count": "{n}",
    "card.more": "{shown} of {n}",
    "card.foot": "made by tracker",
}
