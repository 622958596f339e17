"""A report put into words once, as sections of paragraphs and tables; every format draws the same story."""

from __future__ import annotations
