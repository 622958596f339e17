"""Every chart, drawn by one small builder: exact places, escaped text, the same bytes for the same figures."""

from __future__ import annotations
