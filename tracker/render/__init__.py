"""Verdicts as text: one module a format, each returning text or the lines of a page; none opens a file."""
