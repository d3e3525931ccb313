"""Open a file and give its text: the one way into this room."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, cast

from glossator.model.books import Extraction
from glossator.model.errors import RefusedFileError
from glossator.sources.formats import MEGABYTE, detect_format

RECOGNISED = "recognised"
"""The parameter that names a file with the recognised pages of the book."""

_RECOGNISED_MODULE = "glossator.sources.recognised"  # by name, as those of the formats

Progress = Callable[[int, int], None]
"""Told (done, total), in pages or in thousandths, as a book is read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a format's module is given.

    Attributes:
        path: the file; only read.
        file_name: what to call it in an error.
        password: for an encrypted file, if the reader gave one.
        on_progress: to be called as the work goes on.
        parameters: what more was asked for, such as {"reader-view": "yes"}; a
            module puts those that it followed into its `Extractor`.
    """

    path: Path
    file_name: str
    password: str | None
    on_progress: Progress
    parameters: Mapping[str, str] = field(default_factory=dict)


def write_parameters(parameters: Mapping[str, str]) -> str:
    """Give parameters as the canonical text in `Extractor.parameters`."""
    return "; ".join(f"{name}={value}" for name, value in sorted(parameters.items()))


def _tell_nobody(_done: int, _total: int) -> None:
    """Report no progress."""


class BookModule(Protocol):
    """What the module of a format has."""

    def read_book(self, opened: Opened) -> Extraction:
        """Read the whole book; raises RefusedFileError."""
        ...


PreviewReader = Callable[[Opened, int], Extraction]
"""A format's `read_preview`, where it has one: reads so many first pages; raises as `read_book`."""


def extract(
    path: Path,
    file_name: str,
    *,
    password: str | None = None,
    on_progress: Progress = _tell_nobody,
    parameters: Mapping[str, str] = MappingProxyType({}),
) -> Extraction:
    """Open a book and give its text, blocks, pages, pinpoints and problems.

    Args:
        path: the file; only read.
        file_name: what to call it in an error.
        password: for an encrypted PDF.
        on_progress: told (done, total) some hundred times a book at most.
        parameters: what more is asked for (`Offer`), by name; those that mean
            nothing to the format are left aside.

    Raises:
        RefusedFileError: the file is empty, too large, encrypted
            (`needs_password`), damaged beyond reading or of a kind that is not read.

    Needs isolation by its caller: a hostile file can hold the libraries
    beneath for long or make them crash.
    """
    module = _module_for(path, file_name)
    if RECOGNISED in parameters:
        module = cast(BookModule, importlib.import_module(_RECOGNISED_MODULE))
    return module.read_book(Opened(path, file_name, password, on_progress, parameters))


def preview(
    path: Path, file_name: str, *, pages: int, password: str | None = None
) -> Extraction | None:
    """Give the beginning of a book as it can be read before the whole of it is.

    Args:
        path: the file; only read.
        file_name: what to call it in an error.
        pages: how many of its first pages.
        password: for an encrypted PDF.

    Returns:
        What `extract` would give if the book ended after those pages; None for
        a format that has no pages to stop at, or is read in a moment anyway.

    Raises:
        RefusedFileError: as `extract`, and needs isolation like it.
    """
    read_preview = getattr(_module_for(path, file_name), "read_preview", None)
    if read_preview is None:
        return None
    opened = Opened(path, file_name, password, _tell_nobody)
    return cast(PreviewReader, read_preview)(opened, pages)


def _module_for(path: Path, file_name: str) -> BookModule:
    """Load the module that reads a file; raises RefusedFileError as `extract`."""
    kind = detect_format(path, file_name)
    size = path.stat().st_size
    if size > kind.limit:
        raise RefusedFileError(
            file_name,
            f"it has {size // MEGABYTE} MB, and {kind.kind} files are read up to "
            f"{kind.limit // MEGABYTE} MB. Split it and import the parts.",
        )
    # By name, so that a worker loads the libraries of its one format only.
    return cast(BookModule, importlib.import_module(kind.module))
