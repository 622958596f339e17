"""The assessments of a period as a report: totals, what changed since the last one, and what needs attention."""
