"""Corrections in a library: named, undoable, and no annotation moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.library.corrections import correct, prefer_scheme, remove_corrections
from glossator.library.library import Library
from glossator.model.books import EditionText
from glossator.model.corrections import Join, Retype, SetPinpoint, Split, What
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.text import BlockKind
from glossator.sources.blocks import check_invariants
from tests.library.opinions import import_opinion, mark_words, new_id, only_source


def text_of(library: Library) -> EditionText:
    content = library.content_of(only_source(library))
    assert content is not None
    return content


def make(library: Library, what: What, *, alike: bool = False) -> str:
    """Make a correction; gives its id."""
    source, correction = only_source(library), new_id()
    place = (source.id, source.edition or "")
    correct(library, new_id(), correction, place, what, alike=alike)
    return correction


def start_of(library: Library, words: str) -> int:
    return text_of(library).text.index(words)


def test_a_correction_is_a_named_step_that_undo_takes_back(library: Library) -> None:
    before = text_of(library)
    make(library, Retype((start_of(library, "Facts"),), BlockKind.RUNNING_HEAD))
    assert library.next_steps()[0] == "Made “Facts” a running head"
    kinds = [block.kind for block in text_of(library).blocks]
    assert BlockKind.RUNNING_HEAD in kinds
    library.undo(new_id())
    assert text_of(library) == before


def test_no_annotation_moves_and_its_words_stay(library: Library) -> None:
    mark = mark_words(library, "must fence it in. He must not.")
    before = library.get_annotation(mark)
    at = start_of(library, "The question")
    make(library, Split(start_of(library, "He must")))
    make(library, Retype((at,), BlockKind.QUOTATION))
    make(library, Join(at, at))
    assert library.get_annotation(mark) == before
    assert library.place_of(before).quote == "must fence it in. He must not."
    assert check_invariants(text_of(library), corrected=True) == []


def test_a_page_that_is_set_is_cited_at_once(library: Library) -> None:
    annotation = library.get_annotation(mark_words(library, "tame heron"))
    assert library.place_of(annotation).pinpoint == ""
    at = start_of(library, "Weir kept")
    correction = make(library, SetPinpoint(at, "printed-page", " 415 "))
    assert library.next_steps()[0] == "Page 415 set"
    assert library.place_of(annotation).pinpoint == "415"
    remove_corrections(library, new_id(), [correction])
    assert library.place_of(annotation).pinpoint == ""


def test_corrections_taken_back_together_are_one_step(library: Library) -> None:
    before = text_of(library)
    at = start_of(library, "Weir kept")
    made = [make(library, Split(start_of(library, "It walked"))), make(library, Join(at, at))]
    remove_corrections(library, new_id(), made)
    assert text_of(library) == before
    library.undo(new_id())
    assert library.corrections_of(only_source(library)) != ()


def test_a_retried_correction_is_made_once(library: Library) -> None:
    source, step, correction = only_source(library), new_id(), new_id()
    place = (source.id, source.edition or "")
    what = Split(start_of(library, "He must"))
    assert not correct(library, step, correction, place, what).repeated
    assert correct(library, step, correction, place, what).repeated


def test_what_looks_alike_is_corrected_with_it(empty: Library, tmp_path: Path) -> None:
    text = "".join(f"12 Alders. {n}\n\nThe court sat on day {n} and heard.\n\n" for n in (7, 8, 9))
    import_opinion(empty, tmp_path, text, "slip.md")
    make(empty, Retype((0,), BlockKind.RUNNING_HEAD), alike=True)
    heads = [b for b in text_of(empty).blocks if b.kind is BlockKind.RUNNING_HEAD]
    assert len(heads) == 3
    assert empty.next_steps()[0] == "Made 3 blocks like “12 Alders. 7” a running head each"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Split(0), "nothing to split"),
        (Join(0, 0), None),
        (SetPinpoint(0, "printed-page", " "), "no label"),
        (SetPinpoint(0, "verse", "3"), "no pinpoints of the kind"),
        (Retype((99_999,), BlockKind.TABLE), "No text stands"),
        (Retype((0,), BlockKind.HEADING, 9), "no heading of level 9"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    library: Library, what: What, said: str | None
) -> None:
    if said is None:
        make(library, what)
        return
    with pytest.raises(InvalidRequestError, match=said):
        make(library, what)
    assert library.corrections_of(only_source(library)) == ()


def test_a_source_is_cited_by_the_scheme_its_reader_prefers(library: Library) -> None:
    source = only_source(library)
    annotation = library.get_annotation(mark_words(library, "tame heron"))
    make(library, SetPinpoint(start_of(library, "Weir"), "printed-page", "415"))
    make(library, SetPinpoint(start_of(library, "Weir"), "paragraph", "12"))
    assert library.place_of(annotation).pinpoint == "415"
    prefer_scheme(library, new_id(), source.id, "paragraph")
    assert library.place_of(annotation).pinpoint == "¶ 12"
    library.undo(new_id())
    assert library.place_of(annotation).pinpoint == "415"
    with pytest.raises(InvalidRequestError, match="has no line numbers"):
        prefer_scheme(library, new_id(), source.id, "line")


def test_a_correction_that_is_not_there_cannot_be_taken_back(library: Library) -> None:
    with pytest.raises(NotFoundError):
        remove_corrections(library, new_id(), [new_id()])
