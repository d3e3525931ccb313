"""Marks in memory: always those of the store, whatever happened."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.library.library import Library
from glossator.library.mark_shelf import marks_of
from glossator.library.marks import MarkChanges, change_annotation, delete_annotations
from glossator.model.marks import Annotation
from tests.library.opinions import mark_words, new_id, only_source

WORDS = ("Weir kept", "a tame heron", "a yard", "the road")


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
def test_they_are_those_of_the_store(library: Library, seed: int) -> None:
    chance = random.Random(seed)
    source = only_source(library)
    done = 0
    for _ in range(12):
        known = [mark.id for mark, _ in marks_of(library, source)]
        step = chance.choice(["mark", "mark", "change", "delete", "undo"])
        if step == "mark":
            mark_words(library, chance.choice(WORDS), pen="facts")
            done += 1
        elif step == "undo":
            if done:  # and never the import itself
                library.undo(new_id())
                done -= 1
        elif known:
            chosen = chance.choice(known)
            done += 1
            if step == "delete":
                delete_annotations(library, new_id(), [chosen])
            else:
                words = MarkChanges(own_words=f"{chance.random()}")
                change_annotation(library, new_id(), chosen, words)
        expected = {
            annotation.id: (said(annotation), library.place_of(annotation))
            for annotation in library.store.list_annotations(source=source.id)
        }
        found = marks_of(library, source)
        assert {mark.id: (said(mark), place) for mark, place in found} == expected
        assert all(mark.span == place.span for mark, place in found)


def said(annotation: Annotation) -> tuple[object, ...]:
    """Give what notes take from a mark itself."""
    of = annotation
    words = (of.own_words, of.comment, of.importance, of.answered)
    return (of.id, of.target.source, of.pen, of.topics, of.links, of.creator, *words)
