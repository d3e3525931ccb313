"""What the tests of every room share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

PRACTICE_DATA = Path(__file__).parents[2] / "shared" / "data"

# Times say little on a shared machine; in CI the same examples every time.
settings.register_profile("glossator", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("glossator")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that reads the practice data, so that `-m "not data"` leaves it out."""
    for item in items:
        if "data_dir" in getattr(item, "fixturenames", ()):
            item.add_marker("data")


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Give the folder of practice data, or skip the test."""
    if not PRACTICE_DATA.is_dir():
        pytest.skip("practice data not found at ../shared/data: this accuracy test is skipped")
    return PRACTICE_DATA
