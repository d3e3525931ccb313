"""What a matrix is, told by examples."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.ids import SourceId
from glossator.model.notes import Notes
from glossator.model.pens import Columns, Form, FormKind, FormSection
from glossator.study.matrix import compile_matrix
from glossator.study.rules import Mark
from tests.study.made import CASE, COURSE, SYSTEM, make_mark, make_topic

FORM = Form(
    "matrix",
    "Matrix",
    FormKind.MATRIX,
    (FormSection("Facts", ("facts",)), FormSection("Law", ("rule", "holding"))),
)
TOPICS = replace(FORM, columns=Columns.TOPICS, sections=())
OTHER = replace(CASE, id=SourceId("abel"), title="Abel v. Cain")


def matrix(*marks: Mark, form: Form = FORM) -> Notes:
    topics = [make_topic("x"), make_topic("y", "x"), make_topic("z")]
    return compile_matrix(form, SYSTEM, COURSE, topics, marks)


def cells(notes: Notes) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    return [
        (
            row.title,
            [(cell.title, [line.annotation for line in cell.lines]) for cell in row.sections],
        )
        for row in notes.sections
    ]


def test_sources_stand_by_title_and_every_row_has_the_same_cells() -> None:
    marks = [make_mark("f", "facts"), make_mark("r", "rule", source=OTHER)]
    assert cells(matrix(*marks)) == [
        ("Abel v. Cain", [("Facts", []), ("Law", ["r"])]),
        ("Palmer v. Reed", [("Facts", ["f"]), ("Law", [])]),
    ]


def test_what_fits_no_column_stands_in_a_last_one() -> None:
    marks = [make_mark("g", "gossip"), make_mark("f", "facts", source=OTHER)]
    assert cells(matrix(*marks)) == [
        ("Abel v. Cain", [("Facts", ["f"]), ("Law", []), ("Not placed", [])]),
        ("Palmer v. Reed", [("Facts", []), ("Law", []), ("Not placed", ["g"])]),
    ]


def test_columns_may_be_the_topics_at_the_top() -> None:
    marks = [
        make_mark("a", "facts", topics=["y"]),
        make_mark("b", "rule", 1, topics=["x", "y", "z"]),
        make_mark("c", "rule", 2, topics=["gone"]),
    ]
    assert cells(matrix(*marks, form=TOPICS)) == [
        ("Palmer v. Reed", [("X", ["a", "b"]), ("Z", ["b"]), ("Not placed", ["c"])])
    ]


def test_without_marks_it_is_empty() -> None:
    assert matrix().sections == ()


@given(
    st.lists(
        st.builds(
            make_mark,
            st.uuids().map(str),
            st.sampled_from([*(pen.id for pen in SYSTEM.pens), "lost"]),
            st.integers(0, 5),
            topics=st.lists(st.sampled_from("xyz"), max_size=2),
            source=st.sampled_from([CASE, OTHER]),
        ),
        max_size=12,
    ),
    st.booleans(),
    st.randoms(),
)
def test_no_mark_is_dropped_whatever_the_order(
    marks: list[Mark], topics: bool, chance: object
) -> None:
    form = TOPICS if topics else FORM
    notes = matrix(*marks, form=form)
    there = {
        line.annotation for row in notes.sections for cell in row.sections for line in cell.lines
    }
    assert there == {mark.id for mark, _ in marks}
    chance.shuffle(marks)  # type: ignore[attr-defined]
    assert matrix(*marks, form=form) == notes
