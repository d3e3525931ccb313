"""Small things that the tests of the store make: annotations, steps, clocks."""

from __future__ import annotations

import itertools
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from glossator.model.ids import AnnotationId, PenId, SourceId
from glossator.model.marks import Annotation, SpanPart, Target, TextQuote
from glossator.model.operations import Step, Write
from glossator.model.text import Span
from glossator.store.protocol import Store
from glossator.store.records import annotation_writes
from glossator.store.sqlite import SqliteStore, open_store

ANNA = "anna"
BEN = "ben"
NOON_MS = 1_790_000_000_000


def ticking(start_ms: int = NOON_MS) -> Callable[[], int]:
    """Make a clock that moves a second with each look at it."""
    ticks: Iterator[int] = itertools.count(start_ms, 1_000)
    return lambda: next(ticks)


def open_here(folder: Path, clock: Callable[[], int] | None = None) -> SqliteStore:
    """Open the library in a folder with a clock of its own."""
    return open_store(
        folder,
        clock=clock or ticking(),
        new_id=lambda: str(uuid.uuid4()),
        random_bytes=os.urandom,
    )


def mark(
    name: str, *, pen: str = "rule", start: int | None = 38, source: str = "hawkins"
) -> Annotation:
    """Make an annotation on six characters of a source."""
    span = None if start is None else Span(start, start + 6)
    part = SpanPart(span, TextQuote("malice", "with ", " aforethought"))
    target = Target(SourceId(source), None, (part,))
    return Annotation(AnnotationId(name), target, PenId(pen), creator=ANNA, created="2026-09-21")


def marking(annotation: Annotation, step: str = "") -> Step:
    """Make the step that marks a passage; its id is the annotation's unless given."""
    label = f"Marked “malice” as {annotation.pen}"
    return Step(step or annotation.id, "annotate", label, annotation_writes(annotation))


def setting(step: str, annotation: str, field: str, value: object) -> Step:
    """Make the step that sets one field of an annotation."""
    write = Write("annotation", annotation, field, value)
    return Step(step, "change_annotation", f"Set {field}", (write,))


def all_fields(store: Store) -> dict[str, dict[str, object]]:
    """Read the fields of all annotations, deleted ones left out."""
    return store.list_entities("annotation")
