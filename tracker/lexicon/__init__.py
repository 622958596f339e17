"""The words by which reports are read and matched, as data: the package's own, an organisation's, a plan's.

A lexicon is YAML; layers are laid over each other, the later one on top. `reading.yaml` beside this file holds what
reading needs (units, verbs, marks of plan and done), `matching.yaml` what matching needs (synonyms, tiers, groups
that exclude each other).
"""

from __future__ import annotations
