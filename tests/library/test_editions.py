"""Several texts of one source, and the marks on them."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from glossator.library.checking import check_library
from glossator.library.editions import add_edition, use_edition
from glossator.library.joining import join_sources
from glossator.library.library import Library
from glossator.library.text_change import Moved, list_editions
from glossator.model.books import EditionText, Extraction, Extractor, Source
from glossator.model.errors import GlossatorError, InvalidRequestError
from glossator.model.marks import Target
from glossator.model.text import Block, BlockKind
from tests.library.opinions import OPINION, import_opinion, mark_words, new_id, only_source

REVISED = OPINION.replace("Weir kept a tame heron", "The defendant kept a tame heron").replace(
    "He must not. ", ""
)


def _as_one_block(text: str, parameters: str = "reader-view=yes") -> Extraction:
    blocks = (Block(BlockKind.PARAGRAPH, 0, 0, len(text)),)
    return Extraction(Extractor("markdown", 1, parameters), EditionText(text, blocks))


def _reading(library: Library, text: str, *, use: bool = True) -> Moved:
    """Make another text of the only source's own file."""
    source = only_source(library)
    assert source.original is not None
    made = _as_one_block(text)
    return add_edition(library, new_id(), source.id, source.original, made, use=use)


def _words_at_place(library: Library, mark: str) -> str | None:
    """Give what stands in the text in use where a mark is placed."""
    annotation = library.get_annotation(mark)
    content = library.content_of(library.catalogue.get_source(annotation.target.source))
    if annotation.span is None or content is None:
        return None
    return content.text[annotation.span.start : annotation.span.end]


def test_marks_are_found_again_in_another_text_and_undo_brings_all_back(library: Library) -> None:
    kept, gone = mark_words(library, "liable only where"), mark_words(library, "He must not.")
    before = _state(library, kept, gone)
    moved = _reading(
        library, "A keeper\nof a harmless animal is liable\nonly where he knew of a danger."
    )
    assert (moved.placed, moved.lost) == (1, 1)
    assert moved.change.label.endswith("(1 mark has no place in it)")
    assert _words_at_place(library, kept) == "liable\nonly where"
    assert _words_at_place(library, gone) is None
    assert library.get_annotation(gone).exact == "He must not."
    library.undo(new_id())
    assert _state(library, kept, gone) == before


def _state(library: Library, *marks: str) -> tuple[Source, list[Target]]:
    return only_source(library), [library.get_annotation(mark).target for mark in marks]


def test_a_mark_that_had_no_place_gets_it_back_with_the_first_text(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    first = only_source(library).edition
    _reading(library, "Nothing of it is here.")
    assert _words_at_place(library, mark) is None
    use_edition(library, new_id(), only_source(library).id, first or "")
    assert _words_at_place(library, mark) == "He must not."
    assert len(list_editions(only_source(library))) == 2


def test_an_offset_of_the_old_text_is_not_trusted_in_the_new(library: Library) -> None:
    mark = mark_words(library, "harmless animal")
    span = library.get_annotation(mark).span
    assert span is not None
    other = "x" * span.start + "harmless animal, a headnote says. "
    _reading(library, other + OPINION)
    placed = library.get_annotation(mark).span
    assert placed is not None
    assert placed.start == len(other) + OPINION.index("harmless animal")


def test_a_further_text_that_is_not_used_changes_nothing_else(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    before = library.get_annotation(mark), only_source(library).edition
    _reading(library, "Other words.", use=False)
    assert (library.get_annotation(mark), only_source(library).edition) == before
    assert [one.made_by for one in list_editions(only_source(library))] == [
        "markdown",
        "markdown, reader-view=yes",
    ]
    with pytest.raises(InvalidRequestError, match="has this text already"):
        _reading(library, "Other words.", use=False)


def test_all_texts_of_a_source_are_known_to_the_check(library: Library) -> None:
    _reading(library, "Other words.")
    assert check_library(library.folder, deep=True) == []
    edition = only_source(library).edition
    (library.folder / "editions" / str(edition)).unlink()
    assert any("cannot be used" in finding for finding in check_library(library.folder, deep=False))


def test_marks_made_while_the_text_changes_stand_in_the_text_in_use(library: Library) -> None:
    text = "The keeper of a harmless animal is liable only where he knew. " * 30
    source = only_source(library)
    first = source.edition or ""
    _reading(library, text, use=False)
    second = list_editions(only_source(library))[1].edition
    stop = threading.Event()

    def keep_marking() -> None:
        while not stop.is_set():
            time.sleep(0.005)
            with suppress(GlossatorError):  # the text changed under it
                mark_words(library, "harmless animal")

    marking = threading.Thread(target=keep_marking, daemon=True)
    marking.start()
    for _ in range(4):
        for edition in (second, first):
            use_edition(library, new_id(), source.id, edition)
    stop.set()
    marking.join()
    marks = library.store.list_annotations(source=source.id)
    assert marks
    assert {mark.target.edition for mark in marks} == {first}


def test_two_files_of_one_work_are_joined_and_undo_parts_them(
    library: Library, tmp_path: Path
) -> None:
    crane = only_source(library)
    revised = import_opinion(library, tmp_path, REVISED, "revised.md")
    ours = mark_words(library, "He must not.", source=crane)
    theirs = mark_words(library, "liable only where he knew", source=revised)
    lost = mark_words(library, "The defendant kept a tame heron", source=revised)
    joined = join_sources(library, new_id(), crane.id, revised.id)
    assert (joined.placed, joined.lost) == (1, 1)
    source = only_source(library)
    assert (source.id, source.edition) == (crane.id, crane.edition)
    assert len(list_editions(source)) == 2
    assert _words_at_place(library, theirs) == "liable only where he knew"
    assert _words_at_place(library, ours) == "He must not."
    assert library.get_annotation(lost).target.source == crane.id
    use_edition(library, new_id(), crane.id, revised.edition or "")
    assert _words_at_place(library, lost) == "The defendant kept a tame heron"
    library.undo(new_id())
    library.undo(new_id())
    assert set(library.catalogue.sources) == {crane.id, revised.id}
    assert library.get_annotation(theirs).target.source == revised.id


def test_a_source_is_not_joined_to_itself(library: Library) -> None:
    source = only_source(library)
    with pytest.raises(InvalidRequestError, match="to itself"):
        join_sources(library, new_id(), source.id, source.id)


def test_a_join_asked_for_twice_is_done_once(library: Library, tmp_path: Path) -> None:
    crane = only_source(library)
    revised = import_opinion(library, tmp_path, REVISED, "revised.md")
    step = new_id()
    join_sources(library, step, crane.id, revised.id)
    assert join_sources(library, step, crane.id, revised.id).change.repeated
