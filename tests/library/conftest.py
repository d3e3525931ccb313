"""Libraries for the tests of the library room: real ones, on disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator.library.library import Library
from glossator.library.opening import open_library
from tests.library.opinions import import_opinion


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library with one opinion, made once."""
    folder = tmp_path_factory.mktemp("template")
    with open_library(folder / "library") as opened:
        import_opinion(opened.library, folder)
    return folder / "library"


@pytest.fixture
def folder(_template: Path, tmp_path: Path) -> Path:
    """The folder of a library with one opinion, no marks."""
    return Path(shutil.copytree(_template, tmp_path / "library"))


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    """A library with one opinion, no marks."""
    with open_library(folder) as opened:
        yield opened.library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library with nothing in it."""
    with open_library(tmp_path / "empty") as opened:
        yield opened.library
