"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossator.store.protocol import Store
from tests.store.making import open_here

BACK_ENDS: dict[str, Callable[[Path], Store]] = {"sqlite": open_here}
"""Everything that claims to be a store; each must pass the conformance suite."""


@pytest.fixture(params=list(BACK_ENDS.values()), ids=list(BACK_ENDS))
def open_again(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Give how to open one and the same library, time and again."""
    opener: Callable[[Path], Store] = request.param
    return lambda: opener(tmp_path / "library")


@pytest.fixture
def store(open_again: Callable[[], Store]) -> Iterator[Store]:
    """Open a new library and close it afterwards."""
    opened = open_again()
    yield opened
    opened.close()
