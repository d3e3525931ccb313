"""Values that are made by the hundred thousand as a book is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

__all__ = ["small_value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as small_value
else:

    def small_value(*, frozen: bool, slots: bool):
        """Make a class a dataclass that the type checker holds to be frozen, and no one else.

        To keep a class frozen at run time as well makes each value take three
        times as long. All that sets a field of one is found by mypy instead.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)
