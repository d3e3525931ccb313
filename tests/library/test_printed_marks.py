"""Marks from a printed book: without a file, and placed when one comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.exchange.markdown import write_markdown
from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.interchange import export_annotations, import_annotations
from glossator.library.joining import join_sources
from glossator.library.library import Library
from glossator.library.marks import MarkChanges, change_annotation
from glossator.library.notes import make_notes
from glossator.library.opening import open_library
from glossator.library.printed_books import add_source
from glossator.library.printed_marks import NewPrintedMark, annotate_printed, change_printed
from glossator.model.books import Bibliography, Name
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import SourceId
from glossator.model.marks import PlacePart, SpanPart
from glossator.model.text import Span
from tests.library.opinions import OPINION, import_opinion, mark_words, new_id


def _add_book(library: Library, title: str = "Commentaries") -> str:
    source = new_id()
    course = course_for_import(library, None).id
    work = Bibliography(kind="book", authors=(Name("Blackstone", "William"),))
    add_source(library, new_id(), source, course, (title, work))
    return source


def _mark(
    library: Library, source: str, words: str, page: str = "214", scheme: str = "printed-page"
) -> str:
    mark = NewPrintedMark(new_id(), source, PlacePart(scheme, page, words), "rule")
    annotate_printed(library, new_id(), mark)
    return mark.id


def _bring_file(library: Library, folder: Path, source: str) -> tuple[str, ...]:
    path = folder / "crane.md"
    path.write_text(OPINION, encoding="utf-8")
    course = course_for_import(library, None).id
    file = FileToImport(path, path.name, course, edition_of=SourceId(source))
    return import_file(library, file).problems


def _words(library: Library, mark: str) -> str | None:
    annotation = library.get_annotation(mark)
    content = library.content_of(library.catalogue.get_source(annotation.target.source))
    span = annotation.span
    return content.text[span.start : span.end] if content and span else None


def test_a_book_without_a_file_is_added_and_undone(empty: Library) -> None:
    added = _add_book(empty)
    source = empty.catalogue.get_source(added)
    assert (source.title, source.original) == ("Commentaries", None)
    assert source.bibliography.authors == (Name("Blackstone", "William"),)
    with pytest.raises(InvalidRequestError, match="called Commentaries already"):
        _add_book(empty)
    with pytest.raises(InvalidRequestError, match="needs a title"):
        _add_book(empty, "  ")
    empty.undo(new_id())
    assert source.id not in empty.catalogue.sources


def test_a_mark_by_page_and_words_is_cited_by_its_page(empty: Library) -> None:
    source = _add_book(empty)
    annotation = empty.get_annotation(_mark(empty, source, "  He must\nnot. ", "p. 214"))
    place = empty.place_of(annotation)
    assert (place.pinpoint, place.quote, place.span) == ("214", "He must not.", None)
    assert empty.next_steps()[0] == "Marked “He must not.” (214) as Rule"


@pytest.mark.parametrize(
    ("scheme", "label", "words", "match"),
    [
        ("chapter", "3", "words", "not named by “chapter”"),
        ("star-page:", "3", "words", "star-page:REPORTER"),
        ("printed-page", " ", "words", "where the passage stands"),
        ("printed-page", "214", " ", "Type the words"),
    ],
)
def test_what_says_too_little_is_refused(
    empty: Library, scheme: str, label: str, words: str, match: str
) -> None:
    source = _add_book(empty)
    with pytest.raises(InvalidRequestError, match=match):
        _mark(empty, source, words, label, scheme)


def test_notes_stand_in_the_order_of_the_book(empty: Library) -> None:
    added = _add_book(empty)
    source = empty.catalogue.get_source(added)
    for page in ("214", "9", "xii", "214a", "iv", "1002"):
        _mark(empty, source.id, f"Words of page {page}.", page)
    system = empty.catalogue.system_of(source)
    text = write_markdown(make_notes(empty, system.forms[0].id, source=source.id, course=None))
    pages = ("iv", "xii", "9", "214", "214a", "1002")
    found = [text.index(f"Words of page {page}.") for page in pages]
    assert found == sorted(found)


def test_marks_are_placed_when_the_file_comes_and_undo_takes_it_back(
    empty: Library, tmp_path: Path
) -> None:
    source = _add_book(empty)
    inexact = _mark(empty, source, "a keeper of an harmless Animal is lible only where he knew")
    gone = _mark(empty, source, "The defendant was a merchant.", "215")
    before = [empty.get_annotation(mark).target for mark in (inexact, gone)]
    problems = _bring_file(empty, tmp_path, source)
    assert problems[0].startswith("1 of the 2 marks from the printed book was found in this text.")
    assert _words(empty, inexact) == "A keeper of a harmless animal is liable only where he knew"
    parts = empty.get_annotation(inexact).target.parts
    assert [type(part) for part in parts] == [SpanPart, PlacePart]
    assert parts[1] == before[0].parts[0]
    place = empty.place_of(empty.get_annotation(inexact))
    assert (place.pinpoint, place.quote) == ("214", _words(empty, inexact))
    assert _words(empty, gone) is None
    assert empty.place_of(empty.get_annotation(gone)).quote == "The defendant was a merchant."
    empty.undo(new_id())
    assert [empty.get_annotation(mark).target for mark in (inexact, gone)] == before


def test_a_mark_without_a_place_is_placed_by_hand(empty: Library, tmp_path: Path) -> None:
    source = _add_book(empty)
    mark = _mark(empty, source, "The defendant was a merchant.", "215")
    _bring_file(empty, tmp_path, source)
    changes = MarkChanges(spans=(Span(0, 5),))
    change_annotation(empty, new_id(), mark, changes)
    assert "placed in the text" in empty.next_steps()[0]
    assert empty.get_annotation(mark).target.parts[-1] == PlacePart(
        "printed-page", "215", "The defendant was a merchant."
    )
    assert empty.place_of(empty.get_annotation(mark)).pinpoint == "215"


def test_joining_a_source_with_a_file_places_the_marks(empty: Library, tmp_path: Path) -> None:
    source = _add_book(empty)
    mark = _mark(empty, source, "he must not")
    long = _mark(empty, source, "the keeper of a harmless animal must fense it in")
    other = import_opinion(empty, tmp_path)
    moved = join_sources(empty, new_id(), source, other.id)
    assert (_words(empty, long), moved.placed) == (
        "the keeper of a harmless animal must fence it in",
        1,
    )
    assert _words(empty, mark) is None  # three words without a page in the text tell too little
    assert "1 of the 2 marks" in moved.change.note


def test_in_a_source_with_a_text_the_words_are_found_at_once(library: Library) -> None:
    (source,) = library.catalogue.sources
    mark = _mark(library, source, "the keeper of a harmless animal must fense it in")
    assert _words(library, mark) == "the keeper of a harmless animal must fence it in"
    other = _mark(library, source, "Not in this text.", "300")
    assert _words(library, other) is None
    place = PlacePart("paragraph", "¶ 3", "A keeper of a harmless animal is liable only")
    change_printed(library, new_id(), other, place)
    assert _words(library, other) == "A keeper of a harmless animal is liable only"
    assert library.place_of(library.get_annotation(other)).pinpoint == "¶ 3"


def test_only_marks_from_the_book_have_typed_words(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    with pytest.raises(InvalidRequestError, match="not from the printed book"):
        change_printed(library, new_id(), mark, PlacePart("printed-page", "1", "He must not."))


def test_they_travel_with_the_dump(empty: Library, tmp_path: Path) -> None:
    source = _add_book(empty)
    placed = _mark(empty, source, "the keeper of a harmless animal must fense it in")
    _mark(empty, source, "Not there.", "xii")
    _bring_file(empty, tmp_path, source)
    dump = export_annotations(empty, None)
    with open_library(tmp_path / "other") as opened:
        import_annotations(opened.library, dump)
        parts = opened.library.get_annotation(placed).target.parts
        assert parts == empty.get_annotation(placed).target.parts
