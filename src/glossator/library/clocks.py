"""The wall clock and fresh ids, for whoever opens a library."""

from __future__ import annotations

import time
import uuid


def milliseconds() -> int:
    """Give the time, in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """Make a fresh id."""
    return str(uuid.uuid4())
