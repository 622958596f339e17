"""A summary as one self-contained HTML file: the story, the charts, and each target with its evidence."""

from __future__ import annotations
