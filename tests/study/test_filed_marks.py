"""Outlines that are kept while marks change are the ones that would be made anew."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.ids import AnnotationId
from glossator.model.marks import Annotation
from glossator.model.notes import Notes, NotesSection, Place
from glossator.study.differing import without_same
from glossator.study.filed_marks import FiledMarks
from glossator.study.notes import Memory, compile_outline
from tests.study.made import CASE, COURSE, OUTLINE, SYSTEM, make_mark, make_topic

Mark = tuple[Annotation, Place]

TOPICS = [make_topic("duty"), make_topic("care", "duty"), make_topic("harm")]
IDS = [f"m{number}" for number in range(6)]
marks = st.builds(
    make_mark,
    st.sampled_from(IDS),
    st.sampled_from(["rule", "holding", "gossip"]),
    st.integers(0, 3),
    own_words=st.sampled_from(["", "a", "b"]),
    topics=st.lists(st.sampled_from(["duty", "care", "harm", "gone"]), max_size=2),
    source=st.sampled_from([CASE, replace(CASE, title="Adams v. Cole")]),
)
KEPT = st.sets(st.sampled_from(["topic:duty/section:Rule", "tray", "topic:care/not-placed"]))


def whole(notes: Notes, same: tuple[str, ...], before: Notes) -> Notes:
    """Put back what was left out, as a page does."""
    old: dict[str, NotesSection] = {}

    def learn(section: NotesSection) -> None:
        old[section.key] = section
        for below in section.sections:
            learn(below)

    def back(section: NotesSection) -> NotesSection:
        if section.key in same:
            return old[section.key]
        return replace(section, sections=tuple(map(back, section.sections)))

    for section in before.sections:
        learn(section)
    return replace(notes, sections=tuple(map(back, notes.sections)))


@given(st.lists(marks, max_size=5, unique_by=lambda mark: mark[0].id), st.data())
def test_whatever_comes_and_goes_the_kept_outline_is_the_new_one(
    begin: list[Mark], data: st.DataObject
) -> None:
    filed, memory = FiledMarks(TOPICS, begin), Memory()
    there = {mark[0].id: mark for mark in begin}
    before = None
    for change in data.draw(st.lists(marks | st.sampled_from(IDS), max_size=6)):
        if isinstance(change, str):
            filed.drop(AnnotationId(change))
            there.pop(AnnotationId(change), None)
        else:
            filed.put(change)
            there[change[0].id] = change
        kept = data.draw(KEPT)
        notes = compile_outline(OUTLINE, SYSTEM, COURSE, filed, kept=kept, memory=memory)
        shuffled = list(there.values())
        Random(len(shuffled)).shuffle(shuffled)
        assert notes == compile_outline(
            OUTLINE, SYSTEM, COURSE, FiledMarks(TOPICS, shuffled), kept=kept
        )
        if before is not None:
            changed, same = without_same(notes, before)
            assert whole(changed, same, before) == notes
        before = notes


def test_only_the_topics_of_a_changed_mark_are_made_anew_and_sent() -> None:
    begin = [make_mark("a", "rule", topics=["care"]), make_mark("b", "rule", topics=["harm"])]
    filed, memory = FiledMarks(TOPICS, begin), Memory()

    def outline() -> Notes:
        return compile_outline(OUTLINE, SYSTEM, COURSE, filed, memory=memory)

    before = outline()
    filed.put(make_mark("a", "rule", topics=["care"], own_words="new"))
    after = outline()
    assert after.sections[1].sections[0] is before.sections[1].sections[0]
    changed, same = without_same(after, before)
    assert same == ("topic:harm",)
    assert changed.sections[0].sections[0].sections[0].lines[0].own_words == "new"
    assert changed.sections[1].sections == ()
