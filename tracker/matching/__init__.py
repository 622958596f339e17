"""Statements held against targets: candidates, features, vetoes, a decision, and the reasons for it."""

from __future__ import annotations
