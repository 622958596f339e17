"""Chinese prose as data: repairs, sentences, times, quantities, statements; every position maps back to the file."""

from __future__ import annotations
