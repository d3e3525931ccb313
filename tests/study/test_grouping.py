"""Sections that take only some marks, and those that put their lines together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.courses import Topic
from glossator.model.ids import AnnotationId, LinkId, SourceId
from glossator.model.marks import Annotation, Link
from glossator.model.notes import Notes, NotesSection, Place, walk_sections
from glossator.model.pens import Form, FormKind, FormSection, GroupBy, Layout
from glossator.study.notes import compile_brief, compile_list
from tests.study.made import CASE, COURSE, SYSTEM, annotations_in, make_mark, make_topic

Mark = tuple[Annotation, Place]

OTHER = replace(CASE, id=SourceId("adams"), title="Adams v. Cole")
TOPICS = [make_topic("duty"), make_topic("care", "duty"), make_topic("harm")]


def a_list(*sections: FormSection) -> Form:
    return Form("list", "List", FormKind.LIST, sections)


def listed(form: Form, marks: Sequence[Mark], topics: Sequence[Topic] = TOPICS) -> Notes:
    return compile_list(form, SYSTEM, COURSE, marks, topics=topics)


def groups(section: NotesSection) -> list[tuple[str, list[str]]]:
    """Give the heading of each group with its lines; "" for those under none."""
    own = [section] if section.lines else []
    return [
        ("" if each is section else each.title, [str(line.annotation) for line in each.lines])
        for each in (*own, *section.sections)
    ]


def linked(mark: Mark, to: str) -> Mark:
    link = Link(LinkId(f"to-{to}"), AnnotationId(to), "see-also")
    return replace(mark[0], links=(link,)), mark[1]


def test_a_section_takes_marks_under_its_topics_and_under_those_below() -> None:
    form = a_list(FormSection("Duty", ("rule",), topics=(" Duty",)), FormSection("All", ("rule",)))
    marks = [
        make_mark("a", "rule", 1, topics=["care"]),
        make_mark("b", "rule", 2, topics=["harm"]),
        make_mark("c", "rule", 3, topics=["harm", "duty"]),
        make_mark("d", "rule", 4),
    ]
    duty, rest = listed(form, marks).sections
    assert (annotations_in([duty]), annotations_in([rest])) == (["a", "c"], ["b", "d"])


def test_a_section_takes_marks_of_its_importance_and_leaves_the_rest_to_the_next() -> None:
    form = a_list(FormSection("First", ("rule",), importance=2), FormSection("Then", ("rule",)))
    marks = [make_mark(id_, "rule") for id_ in "abc"]
    weighed = [
        (replace(mark, importance=weight), place)
        for (mark, place), weight in zip(marks, (3, 1, 2), strict=True)
    ]
    first, then = listed(form, weighed).sections
    assert (annotations_in([first]), annotations_in([then])) == (["a", "c"], ["b"])
    assert first.lines[0].importance == 3


def test_lines_are_put_together_by_source_pen_or_topic() -> None:
    marks = [
        make_mark("a", "rule", 1, topics=["harm"]),
        make_mark("b", "facts", 2, source=OTHER, topics=["harm", "duty"]),
        make_mark("c", "rule", 3, source=OTHER),
    ]

    def by(group_by: GroupBy) -> list[tuple[str, list[str]]]:
        form = a_list(FormSection("All", ("rule", "facts"), group_by=group_by))
        return groups(listed(form, marks).sections[0])

    assert by(GroupBy.SOURCE) == [("Adams v. Cole", ["b", "c"]), ("Palmer v. Reed", ["a"])]
    assert by(GroupBy.PEN) == [("Facts", ["b"]), ("Rule", ["c", "a"])]
    assert by(GroupBy.TOPIC) == [("", ["c"]), ("DUTY", ["b"]), ("HARM", ["b", "a"])]


def test_separate_opinions_stand_by_judge_whose_name_is_not_said_again() -> None:
    mark = make_mark("a", "rule", 1)
    dissent = "Breyer, J., dissenting"
    placed = replace(mark[1], pinpoint=f"29 ({dissent})", opinion=dissent)
    form = a_list(FormSection("Separate", ("rule",), group_by=GroupBy.OPINION))
    (section,) = listed(form, [(mark[0], placed), make_mark("b", "rule", 2)]).sections
    assert groups(section) == [("", ["b"]), (dissent, ["a"])]
    assert section.sections[0].lines[0].place.pinpoint == "29"


def test_reasoning_stands_under_the_issue_that_it_or_the_holding_is_linked_with() -> None:
    form = Form(
        "brief",
        "Brief",
        FormKind.BRIEF,
        (
            FormSection("Issues", ("issue",), pairs_with="Holdings"),
            FormSection("Holdings", ("holding",)),
            FormSection("Reasoning", ("facts",), group_by=GroupBy.ISSUE, numbered=True),
        ),
    )
    marks = [
        make_mark("i1", "issue", 1),
        make_mark("i2", "issue", 2),
        make_mark("h1", "holding", 3),
        linked(make_mark("h2", "holding", 4), "r3"),
        linked(make_mark("r1", "facts", 5), "i1"),
        linked(make_mark("r2", "facts", 6), "h2"),
        make_mark("r3", "facts", 7),
        make_mark("r4", "facts", 8),
    ]
    reasoning = compile_brief(form, SYSTEM, CASE, COURSE, marks).sections[1]
    assert groups(reasoning) == [("", ["r4"]), ("Issue 1", ["r1"]), ("Issue 2", ["r2", "r3"])]
    assert [line.number for line in reasoning.sections[1].lines] == ["1", "2"]
    one = compile_brief(form, SYSTEM, CASE, COURSE, [marks[0], marks[4]]).sections[1]
    assert groups(one) == [("", ["r1"])]


def test_a_section_of_words_alone_shows_them_and_no_gap() -> None:
    words = FormSection("In this order", (), text="Read the *call* first.")
    table = FormSection("Rules", ("rule",), layout=Layout.TABLE)
    plan, rules = listed(a_list(words, table), [make_mark("a", "rule")]).sections
    assert (plan.text, plan.gap, rules.layout) == ("Read the *call* first.", "", Layout.TABLE)


any_section = st.builds(
    FormSection,
    st.sampled_from("ABC"),
    st.lists(st.sampled_from(["rule", "facts", "issue", "dicta"]), max_size=3).map(tuple),
    importance=st.integers(0, 3),
    topics=st.lists(st.sampled_from(["duty", "HARM", "none"]), max_size=2).map(tuple),
    group_by=st.sampled_from([each for each in GroupBy if each is not GroupBy.TOPIC]),
    layout=st.sampled_from(Layout),
)
any_mark = st.builds(
    lambda mark, importance: (replace(mark[0], importance=importance), mark[1]),
    st.builds(
        make_mark,
        st.uuids().map(str),
        st.sampled_from(["rule", "facts", "issue", "gossip"]),
        st.integers(0, 9),
        topics=st.lists(st.sampled_from(["duty", "care", "harm"]), max_size=2),
        source=st.sampled_from([CASE, OTHER]),
    ),
    st.integers(0, 3),
)


@given(st.lists(any_section, max_size=3, unique_by=lambda each: each.title), st.lists(any_mark))
def test_whatever_the_sections_no_mark_in_scope_is_dropped_or_doubled(
    sections: list[FormSection], marks: list[Mark]
) -> None:
    form = Form("brief", "Brief", FormKind.BRIEF, tuple(sections))
    notes = compile_brief(form, SYSTEM, CASE, COURSE, marks, topics=TOPICS)
    assert sorted(annotations_in(notes.sections)) == sorted(mark[0].id for mark in marks)
    keys = [section.key for section in walk_sections(notes.sections)]
    assert len(keys) == len(set(keys))
