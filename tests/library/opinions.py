"""A short opinion for the tests of the library, and how to open a library that holds it."""

from __future__ import annotations

import uuid
from pathlib import Path

from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.library import Library
from glossator.library.marks import NewMark, annotate
from glossator.model.books import Source
from glossator.model.ids import SourceId
from glossator.model.text import Span

OPINION = """# Crane v. Weir

## Facts

Weir kept a tame heron 🐦 in a yard without a gate. It walked into the road and Crane's
carriage struck a post.

## Opinion

The question is whether the keeper of a harmless animal must fence it in. He must not. A keeper
of a harmless animal is liable only where he knew of a danger. The judgment is reversed.
"""


def new_id() -> str:
    return str(uuid.uuid4())


def import_opinion(
    library: Library, folder: Path, text: str = OPINION, name: str = "crane.md"
) -> Source:
    """Write an opinion to a file, import it, and give the source."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    done = import_file(library, FileToImport(path, name, course_for_import(library, None).id))
    assert done.source is not None, done.problems
    return library.catalogue.get_source(done.source)


def only_source(library: Library) -> Source:
    """Give the source of a library that has one."""
    (source,) = library.catalogue.sources.values()
    return source


def mark_words(
    library: Library,
    words: str,
    pen: str = "rule",
    *,
    own_words: str = "",
    topics: tuple[str, ...] = (),
    source: Source | None = None,
) -> str:
    """Mark the first place where these words stand (in the only source); gives the mark's id."""
    source = source or only_source(library)
    content = library.content_of(source)
    assert content is not None
    start = content.text.index(words)
    mark = NewMark(
        id=new_id(),
        source=SourceId(source.id),
        edition=source.edition or "",
        span=Span(start, start + len(words)),
        pen=pen,
        own_words=own_words,
        topics=topics,
    )
    annotate(library, new_id(), mark)
    return mark.id
