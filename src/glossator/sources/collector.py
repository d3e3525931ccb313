"""Keep Python's collector of garbage still while a book is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for reference cycles, also as a decorator; as it was afterwards.

    Reading makes hundreds of thousands of small values that all stay, and no
    cycles: to look through them again and again takes an eighth of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
