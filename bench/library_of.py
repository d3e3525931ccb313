"""Make a library of many small generated sources with marks, for bench/library_page.

    python bench/library_of.py FOLDER [SOURCES]

Sources are put in as an import's last step does, without its worker; each has
between none and 59 marks with the pens of its course.
"""

from __future__ import annotations

import hashlib
import random
import sys
import uuid
from pathlib import Path

from glossator.library.courses import course_for_import
from glossator.library.library import Library
from glossator.library.marks import NewMark, annotate
from glossator.library.opening import open_library
from glossator.model.books import (
    EditionText,
    Extraction,
    Extractor,
    Original,
    Source,
    edition_id,
)
from glossator.model.ids import CourseId, OriginalHash, SourceId
from glossator.model.operations import Step
from glossator.model.text import Block, BlockKind, Span
from glossator.store.files import keep_edition
from glossator.store.records import source_writes

_WORDS = ("Heron", "Crane", "Fence", "Lantern", "Orchard", "Ferry", "Granary", "Mill", "Weir")
_SENTENCE = "The court held that the keeper need not fence what is tame. "


def main() -> None:
    """Make the library."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    chance = random.Random(7)
    with open_library(Path(sys.argv[1])) as opened:
        course = course_for_import(opened.library, None).id
        for number in range(count):
            _add(opened.library, course, number, chance)


def _add(library: Library, course: CourseId, number: int, chance: random.Random) -> None:
    text = _SENTENCE * chance.randrange(60, 600)
    content = EditionText(text, (Block(BlockKind.PARAGRAPH, 0, 0, len(text)),))
    extraction = Extraction(Extractor("text", 1), content, ())
    digest = OriginalHash(hashlib.sha256(f"{number}".encode()).hexdigest())
    edition = edition_id(digest, extraction.extractor)
    keep_edition(library.folder, edition, digest, extraction)
    title = f"{chance.choice(_WORDS)} v. {chance.choice(_WORDS)} ({number})"
    source = Source(
        id=SourceId(str(uuid.uuid4())),
        title=title,
        course=course,
        original=Original(digest, f"{number}.txt", "text", len(text)),
        edition=edition,
        length=len(text),
    )
    library.commit(Step(str(uuid.uuid4()), "import", f"Imported {title}", source_writes(source)))
    pens = library.catalogue.system_of(source).pens
    for _ in range(chance.randrange(60)):
        start = chance.randrange(len(text) - 120)
        span = Span(start, start + chance.randrange(20, 110))
        mark = NewMark(str(uuid.uuid4()), source.id, edition, span, chance.choice(pens).id)
        annotate(library, str(uuid.uuid4()), mark)


if __name__ == "__main__":
    main()
