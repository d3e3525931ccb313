"""What a list over a course is, told by examples: a glossary, the open questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.marks import Annotation
from glossator.model.notes import Notes, NotesSection, Place
from glossator.model.pens import Form, FormKind, FormSection, Only, Order, Show
from glossator.study.notes import compile_list
from tests.study.made import COURSE, SYSTEM, annotations_in, make_mark

Mark = tuple[Annotation, Place]

GLOSSARY = Form(
    "glossary",
    "Glossary",
    FormKind.LIST,
    (FormSection("Terms", ("rule",), show=Show.BOTH, order=Order.ALPHABET),),
)
QUESTIONS = Form(
    "questions",
    "Questions",
    FormKind.LIST,
    (
        FormSection("Open", ("issue",), only=Only.OPEN, numbered=True),
        FormSection("Answered", ("issue",), only=Only.ANSWERED),
    ),
)


def listed(form: Form, marks: Sequence[Mark]) -> Notes:
    return compile_list(form, SYSTEM, COURSE, marks)


def ids(section: NotesSection) -> list[str]:
    return [line.annotation for line in section.lines]


def answered(mark: Mark) -> Mark:
    return replace(mark[0], answered=True), mark[1]


def test_a_timeline_stands_in_the_order_of_the_dates_that_the_lines_say() -> None:
    form = replace(GLOSSARY, sections=(FormSection("When", ("rule",), order=Order.DATE),))
    words = ("In 1901.", "No date", "3 May 1893", "March 1893", "1893")
    marks = [
        make_mark(id_, "rule", own_words=said) for id_, said in zip("abcde", words, strict=True)
    ]
    quoted = make_mark("f", "rule", quote="on 1 April 1893")
    assert ids(listed(form, [*marks, quoted]).sections[0]) == ["e", "d", "f", "c", "a", "b"]


def test_a_glossary_stands_in_the_order_of_the_alphabet_whatever_capitals_and_quotes() -> None:
    marks = [
        make_mark("c", "rule", 1, quote="Zeal, of the watchman"),
        make_mark("a", "rule", 2, own_words="“Malice”: a will to harm"),
        make_mark("b", "rule", 3, own_words="mens rea: a guilty mind"),
        make_mark("d", "facts", 4),
    ]
    notes = listed(GLOSSARY, marks)
    assert [ids(section) for section in notes.sections] == [["a", "b", "c"]]
    assert [pen.id for pen in notes.pens] == ["rule"]
    assert (notes.title, notes.caption, notes.scope) == (COURSE.name, None, COURSE.id)


def test_open_questions_come_first_and_are_numbered() -> None:
    marks = [make_mark("a", "issue", 2), answered(make_mark("b", "issue", 1))]
    open_, done = listed(QUESTIONS, marks).sections
    assert (ids(open_), ids(done)) == (["a"], ["b"])
    assert (open_.lines[0].number, done.lines[0].number) == ("1", "")


def test_a_section_without_lines_says_what_there_is_none_of() -> None:
    open_, done = listed(QUESTIONS, []).sections
    assert (open_.gap, done.gap) == ("none is open", "none is answered yet")
    assert listed(GLOSSARY, []).sections[0].gap == "no Rule or Dicta marked yet"


def test_what_no_section_takes_as_it_stands_is_not_lost() -> None:
    only_open = replace(QUESTIONS, sections=QUESTIONS.sections[:1])
    notes = listed(only_open, [answered(make_mark("a", "issue"))])
    assert [(section.key, ids(section)) for section in notes.sections] == [
        ("section:Open", []),
        ("not-placed", ["a"]),
    ]


@given(
    st.lists(
        st.builds(
            lambda mark, done: answered(mark) if done else mark,
            st.builds(
                make_mark,
                st.uuids().map(str),
                st.sampled_from([*(pen.id for pen in SYSTEM.pens), "lost"]),
                st.integers(0, 5),
                own_words=st.sampled_from(["", "a", "B"]),
            ),
            st.booleans(),
        ),
        max_size=12,
    ),
    st.sampled_from([GLOSSARY, QUESTIONS]),
    st.randoms(use_true_random=False),
)
def test_every_mark_of_its_pens_stands_in_it_once_in_whatever_order_they_come(
    marks: list[Mark], form: Form, random: object
) -> None:
    takes = {word for section in form.sections for word in section.takes}
    pens = {pen.id for pen in SYSTEM.pens if {pen.id, pen.becomes} & takes}
    notes = listed(form, marks)
    wanted = sorted(mark[0].id for mark in marks if mark[0].pen in pens)
    assert sorted(annotations_in(notes.sections)) == wanted
    shuffled = list(marks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert listed(form, shuffled) == notes
