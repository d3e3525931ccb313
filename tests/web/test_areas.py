"""Marks on areas of pages and pictures, from the page's request to the notes."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from glossator.library.imports import FileToImport, import_file
from glossator.model.books import Source
from tests.library.opinions import new_id, only_source
from tests.sources.making import OPINION, set_pdf
from tests.web.conftest import Served
from tests.web.test_pictures import SEAL_NAME, illustrated_book, shelve


@pytest.fixture
def opinion(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Source:
    """A served opinion of a few pages, 380 by 420 points each, set as a PDF."""
    path = tmp_path_factory.mktemp("books") / "book.pdf"
    path.write_bytes(set_pdf(OPINION))
    course = only_source(served.library).course
    done = import_file(served.library, FileToImport(path, path.name, course))
    assert done.source is not None, done.problems
    return served.library.catalogue.get_source(done.source)


def operate(served: Served, **request: object) -> dict[str, Any]:
    return dict(served.browser.post("/api/operations", json={"id": new_id(), **request}).json())


def mark(served: Served, source: Source, area: list[float], **more: object) -> dict[str, Any]:
    frame = {"source": source.id, "edition": source.edition, "annotation": new_id()}
    return operate(served, op="annotate_area", pen="facts", area=area, **frame, **more)


def notes_file(served: Served, source: Source, to: str) -> bytes:
    return served.browser.get(f"/api/notes/file?form=brief&source={source.id}&to={to}").content


def test_an_area_is_marked_with_the_pinpoint_of_its_page(served: Served, opinion: Source) -> None:
    reply = mark(served, opinion, [40, 50, 100, 60], page_index=1)
    [view] = reply["annotations"]
    assert reply["label"] == f"Marked an area of {view['area']['words'][8:]} as Facts"
    assert view["area"]["words"].endswith(view["pinpoint"])
    assert view["area"]["rectangle"] == [40, 50, 100, 60]
    content = served.library.content_of(opinion)
    assert content is not None
    assert view["area"]["at"] == content.pages[1].start


def test_an_area_is_cut_to_its_page(served: Served, opinion: Source) -> None:
    [view] = mark(served, opinion, [-20, 400, 100, 60])["annotations"]
    assert view["area"]["rectangle"] == [0, 400, 80, 20]


@pytest.mark.parametrize("area", [[40, 50, 0, 60], [500, 50, 10, 10], [40, 50, -10, 10]])
def test_an_area_of_nothing_is_refused(served: Served, opinion: Source, area: list[float]) -> None:
    assert "Draw it again" in mark(served, opinion, area)["message"]
    assert "page" in mark(served, opinion, [0, 0, 9, 9], page_index=99)["message"]
    assert not served.library.store.list_annotations()


def test_a_book_without_pages_has_no_areas_but_those_of_its_pictures(served: Served) -> None:
    assert (
        "cannot be seen as printed"
        in mark(served, only_source(served.library), [0, 0, 9, 9])["message"]
    )
    shelved = shelve(served.library, illustrated_book())
    book = served.library.catalogue.get_source(shelved)
    [view] = mark(served, book, [0, 0, 99, 5], image=SEAL_NAME)["annotations"]
    assert view["area"]["rectangle"] == [0, 0, 9, 5]
    assert view["area"]["words"] == "Area of a picture"
    assert "picture" in mark(served, book, [0, 0, 9, 9], image="f" * 64)["message"]


def test_an_area_is_moved_and_undone_and_deleted(served: Served, opinion: Source) -> None:
    id_ = mark(served, opinion, [40, 50, 100, 60])["annotations"][0]["id"]
    moved = operate(served, op="change_annotation", annotation=id_, area=[60, 50, 100, 60])
    assert moved["label"] == "An area of p. 1 (Opinion of the Court): moved or resized"
    undone = operate(served, op="undo")
    assert undone["annotations"][0]["area"]["rectangle"] == [40, 50, 100, 60]
    gone = operate(served, op="delete_annotations", annotations=[id_])
    assert gone["label"] == "Deleted the mark on an area of p. 1 (Opinion of the Court)"


def test_a_passage_cannot_become_an_area(served: Served) -> None:
    source = only_source(served.library)
    frame = {"source": source.id, "edition": source.edition, "annotation": new_id()}
    reply = operate(served, op="annotate", start=0, end=5, pen="facts", **frame)
    id_ = reply["annotations"][0]["id"]
    refused = operate(served, op="change_annotation", annotation=id_, area=[1, 1, 9, 9])
    assert "Nothing changed" in refused["message"]


def test_the_pdf_of_the_notes_has_the_picture_and_says_what_it_is(
    served: Served, opinion: Source
) -> None:
    mark(served, opinion, [40, 50, 200, 100], own_words="A table of rents")
    pdf = notes_file(served, opinion, "pdf")
    page = pypdfium2.PdfDocument(pdf)[0]
    kinds = [item.type for item in page.get_objects(max_depth=9)]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds
    with pikepdf.open(io.BytesIO(pdf)) as book:
        alternatives = [str(o.Alt) for o in book.objects if _has_alternative(o)]
    assert alternatives == ["A table of rents"]


def test_markdown_holds_a_small_picture_and_names_where_it_is_from(
    served: Served, opinion: Source
) -> None:
    mark(served, opinion, [40, 50, 100, 60])
    assert (
        "- ![Area of p. 1 (Opinion of the Court)](data:image/png;base64,"
        in notes_file(served, opinion, "md").decode()
    )


def test_a_picture_that_cannot_be_had_is_said_to_be_missing(
    served: Served, opinion: Source
) -> None:
    mark(served, opinion, [40, 50, 100, 60])
    assert opinion.original is not None
    next((served.library.folder / "originals").rglob(f"{opinion.original.hash}*")).unlink()
    assert (
        "*Area of p. 1 (Opinion of the Court): picture not available*"
        in notes_file(served, opinion, "md").decode()
    )
    words = pypdfium2.PdfDocument(notes_file(served, opinion, "pdf"))[0].get_textpage()
    assert "picture not available" in words.get_text_bounded()


def test_part_of_a_picture_is_printed_cropped(served: Served) -> None:
    shelved = shelve(served.library, illustrated_book())
    book = served.library.catalogue.get_source(shelved)
    mark(served, book, [0, 0, 4, 4], image=SEAL_NAME)
    assert notes_file(served, book, "pdf").startswith(b"%PDF")
    assert (
        "*Area of a picture: see the PDF of these notes*" in notes_file(served, book, "md").decode()
    )


def _has_alternative(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/Alt" in item
