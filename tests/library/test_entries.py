"""The reader's own writing and order in notes: kept through whatever happens to the marks."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.library.entries import (
    Sheet,
    Spot,
    add_entry,
    change_entry,
    delete_entry,
    hide_line,
    move_line,
    show_line,
)
from glossator.library.library import Library
from glossator.library.marks import delete_annotations
from glossator.library.notes import make_notes
from glossator.library.opening import open_library
from glossator.model.entries import LONGEST_ENTRY, WRITING
from glossator.model.errors import InvalidRequestError, NotFoundError, StaleUndoError
from glossator.model.notes import Line, Notes, NotesSection, Written
from tests.library.opinions import mark_words, new_id, only_source

FACTS = "section:Facts"
WORDS = ("Weir kept", "a tame heron", "a yard", "a gate", "the road", "a post")


def sheet(library: Library) -> Sheet:
    return Sheet("brief", only_source(library).id)


def brief(library: Library) -> Notes:
    return make_notes(library, "brief", source=only_source(library).id, course=None)


def write(library: Library, text: str, after: str | None = None, **more: str) -> str:
    entry = new_id()
    spot = Spot(more.pop("section", FACTS), after)
    kind = more.pop("kind", "paragraph")
    add_entry(library, new_id(), entry, sheet(library), spot, kind=kind, text=text)
    return entry


def shown(library: Library, key: str = FACTS) -> list[str]:
    """List what stands in a section: quotes of lines, texts of entries."""
    section = next(section for section in brief(library).sections if section.key == key)
    return [
        item.text if isinstance(item, Written) else item.quote
        for item in section.items()
        if isinstance(item, Written | Line)
    ]


def test_a_paragraph_stands_where_it_was_written_and_is_undone(library: Library) -> None:
    first = mark_words(library, "a tame heron", pen="facts")
    mark_words(library, "a yard", pen="facts")
    one = write(library, "One.", first)
    write(library, "Two.", one)
    write(library, "Zero.", first)
    assert shown(library) == ["a tame heron", "Zero.", "One.", "Two.", "a yard"]
    library.undo(new_id())
    assert shown(library) == ["a tame heron", "One.", "Two.", "a yard"]


def test_a_deleted_mark_leaves_its_text_in_its_place(library: Library) -> None:
    first, second, _ = (mark_words(library, words, pen="facts") for words in WORDS[:3])
    write(library, "On the heron.", second)
    delete_annotations(library, new_id(), [second])
    assert shown(library) == ["Weir kept", "On the heron.", "a yard"]
    (flagged,) = brief(library).sections[0].written
    assert "gone" in flagged.flag
    assert first != second


def test_an_entry_is_changed_moved_and_deleted(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts")
    entry = write(library, "Before", None)
    change_entry(library, new_id(), entry, text="After", kind="heading")
    change_entry(library, new_id(), entry, spot=Spot(FACTS, mark))
    assert shown(library) == ["a yard", "After"]
    delete_entry(library, new_id(), entry)
    assert shown(library) == ["a yard"]


def test_a_line_moves_goes_back_hides_and_shows(library: Library) -> None:
    first, second, third = (mark_words(library, words, pen="facts") for words in WORDS[:3])
    notes = sheet(library)
    move_line(library, new_id(), new_id(), notes, (first, Spot(FACTS, second)))
    assert shown(library) == ["a tame heron", "Weir kept", "a yard"]
    move_line(library, new_id(), new_id(), notes, (first, Spot(FACTS, third)))
    assert shown(library) == ["a tame heron", "a yard", "Weir kept"]
    move_line(library, new_id(), new_id(), notes, (first, None))
    assert shown(library) == ["Weir kept", "a tame heron", "a yard"]
    hide_line(library, new_id(), new_id(), notes, (second, FACTS))
    assert shown(library) == ["Weir kept", "a yard"]
    show_line(library, new_id(), notes, (second, FACTS))
    assert shown(library) == ["Weir kept", "a tame heron", "a yard"]


def test_what_cannot_be_is_refused_in_a_sentence(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts")
    with pytest.raises(InvalidRequestError, match="no words"):
        write(library, "  ")
    with pytest.raises(InvalidRequestError, match="divide them"):
        write(library, "x" * (LONGEST_ENTRY + 1))
    with pytest.raises(InvalidRequestError, match="poem"):
        write(library, "x", kind="poem")
    with pytest.raises(InvalidRequestError, match="under itself"):
        move_line(library, new_id(), new_id(), sheet(library), (mark, Spot(FACTS, mark)))
    with pytest.raises(InvalidRequestError, match="not hidden"):
        show_line(library, new_id(), sheet(library), (mark, FACTS))
    with pytest.raises(NotFoundError):
        delete_entry(library, new_id(), new_id())


def test_entries_are_there_after_the_library_was_opened_again(folder: Path) -> None:
    with open_library(folder) as opened:
        write(opened.library, "Kept.", section="")
    with open_library(folder) as opened:
        assert [each.text for each in brief(opened.library).written] == ["Kept."]


class _History:
    """A random reader; remembers every text that must still be there."""

    def __init__(self, library: Library, chance: random.Random) -> None:
        self.library, self.chance = library, chance
        self.marks: list[str] = []
        self.texts: dict[str, str] = {}

    def step(self) -> None:
        steps: list[Callable[[], None]] = [self._mark, self._write, self._write]
        if self.marks:
            steps += [self._unmark, self._move, self._hide]
        if self.texts:
            steps += [self._rewrite, self._replace]
        self.chance.choice(steps)()

    def _mark(self) -> None:
        words = self.chance.choice(WORDS)
        pen = self.chance.choice(["facts", "rule", "issue", "holding"])
        self.marks.append(mark_words(self.library, words, pen=pen))

    def _unmark(self) -> None:
        mark = self.chance.choice(self.marks)
        self.marks.remove(mark)
        delete_annotations(self.library, new_id(), [mark])

    def _spot(self) -> Spot:
        section = self.chance.choice(["", FACTS, "section:Rule"])
        return Spot(section, self.chance.choice([None, *self.marks, *self.texts]))

    def _write(self) -> None:
        entry, text = new_id(), f"text {self.chance.random()}"
        kind = str(self.chance.choice(WRITING[:3]))
        add_entry(
            self.library, new_id(), entry, sheet(self.library), self._spot(), kind=kind, text=text
        )
        self.texts[entry] = text

    def _rewrite(self) -> None:
        entry = self.chance.choice(list(self.texts))
        self.texts[entry] += " more"
        change_entry(self.library, new_id(), entry, text=self.texts[entry])

    def _replace(self) -> None:
        change_entry(
            self.library, new_id(), self.chance.choice(list(self.texts)), spot=self._spot()
        )

    def _move(self) -> None:
        mark, spot = self.chance.choice(self.marks), self._spot()
        if spot.after != mark:
            with suppress(InvalidRequestError):  # after a text that stands under the line itself
                move_line(self.library, new_id(), new_id(), sheet(self.library), (mark, spot))

    def _hide(self) -> None:
        line = (self.chance.choice(self.marks), FACTS)
        hide_line(self.library, new_id(), new_id(), sheet(self.library), line)


def _texts(sections: tuple[NotesSection, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in sections:
        found |= {str(each.entry): each.text for each in section.written}
        found |= _texts(section.sections)
    return found


@pytest.mark.parametrize("of", ["brief", "outline"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
def test_histories_lose_no_character_and_undo_gives_the_notes_back_to_the_byte(
    library: Library, of: str, seed: int
) -> None:
    history = _History(library, random.Random(seed))
    course = only_source(library).course

    def data() -> bytes:
        notes = brief(library)
        if of == "outline":
            notes = make_notes(library, "outline", source=None, course=course)
        return msgspec.json.encode(notes)

    before = [data()]
    for _ in range(12):
        cursor = library.store.cursor()
        history.step()
        if library.store.cursor() > cursor:
            before.append(data())
        notes = brief(library)
        there = _texts(notes.sections) | {str(e.entry): e.text for e in notes.written}
        assert {entry: there.get(entry) for entry in history.texts} == history.texts
    for expected in reversed(before[:-1]):
        try:
            library.undo(new_id())
        except StaleUndoError:  # pragma: no cover: it would be a defect
            pytest.fail("what one reader did alone could not be undone")
        assert data() == expected
