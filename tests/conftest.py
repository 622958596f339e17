"""No test reads what another run has kept, or leaves anything in the cache of whoever runs it."""

from __future__ import annotations

import os

os.environ["TRACKER_CACHE"] = "off"
