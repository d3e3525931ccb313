"""Conflicts are told in a reader's words and decided by one step."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator.library.conflicts import list_conflicts, settle
from glossator.library.joined import join_library
from glossator.library.library import Library
from glossator.library.marks import delete_annotations
from glossator.library.opening import open_library
from glossator.library.shared_folder import visit
from glossator.model.errors import ChangedMeanwhileError, InvalidRequestError
from glossator.model.operations import Step, Write
from tests.library.opinions import mark_words, only_source


class Pair:
    """Two computers that share a library with one mark."""

    def __init__(self, desk: Library, lap: Library, shared: Path, mark: str) -> None:
        self.desk, self.lap, self.shared, self.mark = desk, lap, shared, mark

    def meet(self) -> None:
        """Let both visit the shared folder."""
        for library in (self.lap, self.desk, self.lap, self.desk):
            assert visit(library, self.shared, "one").problems == []

    def write(self, library: Library, entity: str, name: str, field: str, value: object) -> None:
        """Write one field of a thing on one of them."""
        change = Write(entity, name, field, value)
        library.commit(Step(str(uuid.uuid4()), "change", f"Changed {field}", (change,)))


@pytest.fixture
def pair(library: Library, tmp_path: Path) -> Iterator[Pair]:
    """Open two computers that share a library with one mark."""
    shared = tmp_path / "Sync"
    shared.mkdir()
    mark = mark_words(library, "knew of a danger")
    visit(library, shared, "desk")
    join_library(tmp_path / "lap", shared, "lap")
    with open_library(tmp_path / "lap") as opened:
        pair = Pair(library, opened.library, shared, mark)
        pair.meet()
        yield pair


def decide(library: Library, operation: str = "", text: str | None = None) -> None:
    """Decide the only conflict."""
    (conflict,) = list_conflicts(library)
    wanted = {"entity": conflict.entity, "id": conflict.id, "field": conflict.field}
    settle(library, str(uuid.uuid4()), {**wanted, "operation": operation}, text)


def test_both_sides_of_own_words_are_told_with_the_mark_they_are_of(pair: Pair) -> None:
    pair.write(pair.desk, "annotation", pair.mark, "own_words", "at the desk")
    pair.write(pair.lap, "annotation", pair.mark, "own_words", "on the lap")
    pair.meet()
    (conflict,) = list_conflicts(pair.desk)
    assert (conflict.kind, conflict.name) == ("mark", "“knew of a danger”")
    assert conflict.source == only_source(pair.desk).id
    assert conflict.is_text
    assert [(side.words, side.here) for side in conflict.sides] == [
        ("on the lap", False),
        ("at the desk", True),
    ]


@pytest.mark.parametrize("text", [None, "by both"])
def test_a_decision_holds_on_both_and_can_be_undone(pair: Pair, text: str | None) -> None:
    pair.write(pair.desk, "annotation", pair.mark, "own_words", "at the desk")
    pair.write(pair.lap, "annotation", pair.mark, "own_words", "on the lap")
    pair.meet()
    chosen = next(s for s in list_conflicts(pair.desk)[0].sides if s.words == "at the desk")
    decide(pair.desk, chosen.operation, text)
    assert list_conflicts(pair.desk) == []
    pair.meet()
    assert list_conflicts(pair.lap) == []
    assert pair.lap.get_annotation(pair.mark).own_words == (text or "at the desk")
    pair.desk.undo(str(uuid.uuid4()))
    assert pair.desk.get_annotation(pair.mark).own_words == "on the lap"


def test_pens_and_titles_are_told_by_their_names(pair: Pair) -> None:
    source = only_source(pair.desk).id
    pair.write(pair.desk, "annotation", pair.mark, "pen", "facts")
    pair.write(pair.lap, "annotation", pair.mark, "pen", "holding")
    pair.write(pair.desk, "source", source, "title", "Crane")
    pair.write(pair.lap, "source", source, "title", "Weir")
    pair.meet()
    pens, titles = list_conflicts(pair.desk)
    assert {side.words for side in pens.sides} == {"Facts", "Holding"}
    assert not pens.is_text
    assert {side.words for side in titles.sides} == {"Crane", "Weir"}
    assert titles.name in {"“Crane”", "“Weir”"}
    assert titles.kind == "source"


@pytest.mark.parametrize(("side", "stays"), [(0, False), (1, True)])
def test_a_mark_deleted_here_and_changed_there_waits_for_a_decision(
    pair: Pair, side: int, stays: bool
) -> None:
    pair.write(pair.lap, "annotation", pair.mark, "own_words", "much thought")
    delete_annotations(pair.desk, str(uuid.uuid4()), [pair.mark])
    pair.meet()
    assert pair.desk.find_annotation(pair.mark) is not None
    (conflict,) = list_conflicts(pair.desk)
    assert [one.words for one in conflict.sides] == ["deleted", "much thought"]
    decide(pair.desk, conflict.sides[side].operation)
    pair.meet()
    for library in (pair.desk, pair.lap):
        assert (library.find_annotation(pair.mark) is not None) == stays
        assert list_conflicts(library) == []


def test_what_cannot_be_decided_so_is_said(pair: Pair) -> None:
    pair.write(pair.desk, "annotation", pair.mark, "pen", "facts")
    pair.write(pair.lap, "annotation", pair.mark, "pen", "holding")
    pair.meet()
    with pytest.raises(InvalidRequestError, match="are no texts"):
        decide(pair.desk, text="both")
    with pytest.raises(ChangedMeanwhileError):
        decide(pair.desk, "nobody:7")
    sides = list_conflicts(pair.desk)[0].sides
    decide(pair.desk, sides[0].operation)
    gone = {"entity": "annotation", "id": pair.mark, "field": "pen", "operation": ""}
    with pytest.raises(ChangedMeanwhileError, match="decided elsewhere"):
        settle(pair.desk, str(uuid.uuid4()), gone, None)
