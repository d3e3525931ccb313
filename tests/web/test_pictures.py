"""Pictures, tables and contents of a book, from its edition to the page."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from glossator.library.library import Library
from glossator.model.books import EditionText, Extraction, Extractor, Original, edition_id
from glossator.model.ids import OriginalHash, SourceId
from glossator.model.operations import Step
from glossator.model.text import (
    IMAGE_SIGN,
    Area,
    Block,
    BlockKind,
    ContentsEntry,
    Image,
    Marker,
    MarkerKind,
    Table,
)
from glossator.store.files import keep_edition
from glossator.store.records import source_writes
from tests.library.opinions import new_id, only_source
from tests.web.conftest import Served

SEAL = b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>"
SEAL_NAME = hashlib.sha256(SEAL).hexdigest()
TABLE = "Year\tCases\n1884\t12\n\t13"


def illustrated_book() -> Extraction:
    """Make a book of a heading, a sentence with a seal in it, a part of a page, and a table."""
    seal, part = f"The seal {IMAGE_SIGN} of the court.", IMAGE_SIGN
    starts = [0, 5, 6 + len(seal), 8 + len(seal)]
    text = "\n".join(("Seal", seal, part, TABLE))
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.TABLE)
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    at = text.index(IMAGE_SIGN)
    content = EditionText(
        text=text,
        blocks=tuple(
            Block(kind, int(kind is BlockKind.HEADING), start, end)
            for kind, start, end in zip(kinds, starts, ends, strict=True)
        ),
        markers=(
            Marker(MarkerKind.IMAGE, at, at + 1, "A heron"),
            Marker(MarkerKind.IMAGE, starts[2], starts[2] + 1, ""),
        ),
        images=(
            Image(at, SEAL_NAME, "image/svg+xml", 9, 9),
            Image(starts[2], area=Area(0, 72, 144, 300, 200)),
        ),
        tables=(Table(starts[3], header_rows=1, spans=((1, 0, 2, 1),)),),
        contents=(ContentsEntry("Of the seal", 1, 5),),
        direction="rtl",
    )
    return Extraction(Extractor("epub", 1), content, pictures={SEAL_NAME: SEAL})


def shelve(library: Library, made: Extraction) -> SourceId:
    """Put a made book into a library, as an import does."""
    original = OriginalHash("0" * 64)
    edition = edition_id(original, made.extractor)
    keep_edition(library.folder, edition, original, made)
    source = replace(
        only_source(library),
        id=SourceId(new_id()),
        title="The Seal",
        original=Original(original, "seal.epub", made.extractor.name, 9),
        edition=edition,
        length=len(made.content.text),
    )
    library.commit(Step(new_id(), "import", "Imported", source_writes(source)))
    return source.id


@pytest.fixture
def book(served: Served) -> SourceId:
    """A served book with pictures and a table."""
    return shelve(served.library, illustrated_book())


def _blocks(served: Served, book: str) -> list[dict[str, Any]]:
    view = served.browser.get(f"/api/sources/{book}/text?section=0").json()
    return list(view["sections"][0]["blocks"])


def test_a_picture_is_told_where_it_stands_with_its_size(served: Served, book: str) -> None:
    _, sentence, part, _ = _blocks(served, book)
    assert sentence["images"] == [{"start": 14, "name": SEAL_NAME, "width": 9, "height": 9}]
    assert sentence["markers"][0]["label"] == "A heron"
    assert part["images"][0]["area"] == [0, 72.0, 144.0, 300.0, 200.0]


def test_a_table_tells_its_heads_and_large_cells(served: Served, book: str) -> None:
    table = _blocks(served, book)[3]
    assert table["text"] == TABLE
    assert table["table"] == {"header_rows": 1, "spans": [[1, 0, 2, 1]]}


def test_contents_are_those_that_the_file_declares(served: Served, book: str) -> None:
    view = served.browser.get(f"/api/sources/{book}").json()
    assert view["contents"] == [["Of the seal", 1, 5]]
    assert view["headings"] == [[1, 0]]
    assert view["direction"] == "rtl"


def test_a_picture_runs_nothing_and_is_kept_for_ever(served: Served, book: str) -> None:
    answer = served.browser.get(f"/api/sources/{book}/images/{SEAL_NAME}")
    assert answer.content == SEAL
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]
    policy = answer.headers["content-security-policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_only_pictures_of_the_book_are_handed_out(served: Served, book: str) -> None:
    for name in ("0" * 64, "edition.json", "", "..%2Ftext.txt"):
        assert served.browser.get(f"/api/sources/{book}/images/{name}").status_code == 404


def test_a_picture_of_an_unknown_type_is_not_handed_out(served: Served) -> None:
    made = illustrated_book()
    images = tuple(replace(image, media_type="text/html") for image in made.content.images)
    book = shelve(served.library, replace(made, content=replace(made.content, images=images)))
    assert served.browser.get(f"/api/sources/{book}/images/{SEAL_NAME}").status_code == 404
