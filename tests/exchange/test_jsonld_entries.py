"""What a reader wrote in notes, in the dump."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.exchange.jsonld import Dump, read_annotations, write_annotations
from glossator.model.books import Source
from glossator.model.courses import Course
from glossator.model.entries import LONGEST_ENTRY, Entry, EntryKind
from glossator.model.ids import AnnotationId, CourseId, EntryId, PenSystemId, SourceId
from tests.exchange.made_dumps import PENS

COURSE = Course(CourseId("c1"), "Criminal Law", PenSystemId("pens"))
SOURCE = Source(SourceId("s1"), "Crown v. Harrow", COURSE.id)
ENTRY = Entry(
    EntryId("e1"), "brief", SOURCE.id, EntryKind.PARAGRAPH, "section:Facts", order="V", text="So."
)
DUMP = Dump((COURSE,), (), (("pens", PENS),), (SOURCE,), entries=(ENTRY,))


def _read(**changed: object) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Read a dump of two entries, the first of them changed so."""
    other = replace(ENTRY, id=EntryId("e2"))
    frame = json.loads(write_annotations(replace(DUMP, entries=(ENTRY, other))))
    frame["glossator:entries"][0] |= changed
    dump, report = read_annotations(json.dumps(frame))
    return dump.entries, report


def test_an_entry_is_a_record_under_a_declared_term() -> None:
    frame = json.loads(write_annotations(DUMP))
    assert frame["glossator:entries"] == [
        {
            "id": "e1",
            "form": "brief",
            "scope": "s1",
            "kind": "paragraph",
            "section": "section:Facts",
            "under": None,
            "order": "V",
            "text": "So.",
            "mark": None,
        }
    ]
    assert frame["@context"][1]["glossator:entries"] == {
        "@id": "glossator:entries",
        "@type": "@json",
    }


@settings(max_examples=50)
@given(text=st.text(min_size=1).filter(str.strip), section=st.text())
def test_words_come_back_as_they_were_written(text: str, section: str) -> None:
    entry = replace(ENTRY, text=text, section=section)
    dump, report = read_annotations(write_annotations(replace(DUMP, entries=(entry,))))
    assert (dump.entries, report) == ((entry,), ())


@settings(max_examples=20)
@given(order=st.permutations(range(5)))
def test_the_order_in_which_entries_are_given_does_not_change_the_text(order: list[int]) -> None:
    entries = [replace(ENTRY, id=EntryId(f"e{number}")) for number in order]
    sorted_ = sorted(entries, key=lambda entry: entry.id)
    assert write_annotations(replace(DUMP, entries=tuple(entries))) == write_annotations(
        replace(DUMP, entries=tuple(sorted_))
    )


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"kind": "poem\n!"}, "notes have nothing of the kind “poem !”"),
        ({"kind": None}, "Expected `str`, got `null` - at `$.kind`"),
        ({"text": ["So."]}, "Expected `str`, got `array` - at `$.text`"),
        ({"scope": 7}, "Expected `str`, got `int` - at `$.scope`"),
        ({"under": {}}, "Expected `str | null`, got `object` - at `$.under`"),
        ({"text": " \n"}, "it has no words, and names no mark"),
        ({"text": "", "kind": "hidden"}, "it has no words, and names no mark"),
        (
            {"text": "x" * (LONGEST_ENTRY + 1)},
            "it holds 1,048,577 characters, and one piece of notes 1,048,576",
        ),
        ({"id": "e2"}, ""),
    ],
)
def test_a_broken_entry_is_left_out_by_itself_in_a_sentence(
    changed: dict[str, object], cause: str
) -> None:
    entries, [sentence] = _read(**changed)
    assert [entry.id for entry in entries] == ["e2"]
    assert sentence.startswith("The entry of notes no. ")
    assert sentence.endswith(f"was left out: {cause or 'the file has it twice'}.")
    assert len(sentence) < 250


@pytest.mark.parametrize("value", [None, 3, "words", [], {}, {"id": "e9"}])
def test_what_is_no_entry_is_left_out_by_its_number(value: Any) -> None:
    frame = json.loads(write_annotations(DUMP))
    frame["glossator:entries"].insert(0, value)
    dump, [sentence] = read_annotations(json.dumps(frame))
    assert dump.entries == (ENTRY,)
    assert sentence.startswith("The entry of notes no. 1 of the file was left out: ")


@pytest.mark.parametrize("order", ["é", "V0", "0", "a b", "\n"])
def test_an_order_that_none_could_come_before_is_dropped_and_the_words_stay(order: str) -> None:
    entries, report = _read(order=order)
    assert entries[0] == replace(ENTRY, order="")
    assert report == (
        "The entry of notes no. 1 of the file (“So.”) comes first in its place: the file tells "
        "no order for it.",
    )


def test_names_that_no_store_could_hold_are_replaced_everywhere_alike() -> None:
    source = replace(SOURCE, id=SourceId("a\nb"))
    entry = replace(ENTRY, id=EntryId(""), scope=source.id, under=AnnotationId("x" * 300))
    dump, _ = read_annotations(
        write_annotations(replace(DUMP, sources=(source,), entries=(entry,)))
    )
    assert dump.entries[0].scope == dump.sources[0].id
    assert dump.entries[0].id
    assert len(dump.entries[0].under or "") < 50
    assert read_annotations(write_annotations(dump)) == (dump, ())
