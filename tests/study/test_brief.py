"""What a brief is, told by examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.ids import PenId
from glossator.model.marks import Annotation
from glossator.model.notes import Notes, NotesSection, Place
from glossator.model.pens import Form, FormSection, Pen
from glossator.study.notes import compile_brief
from tests.study.made import BRIEF, CASE, COURSE, SYSTEM, annotations_in, make_mark, titles

marks_of_the_case = st.lists(
    st.builds(
        make_mark,
        st.uuids().map(str),
        st.sampled_from([*(pen.id for pen in SYSTEM.pens), "lost"]),
        st.integers(0, 5),
    ),
    max_size=12,
)


def brief(*marks: tuple[Annotation, Place], form: Form = BRIEF) -> Notes:
    return compile_brief(form, SYSTEM, CASE, COURSE, marks)


def section(notes: Notes, title: str) -> NotesSection:
    return next(section for section in notes.sections if section.title == title)


def form_of(*sections: FormSection) -> Form:
    return replace(BRIEF, sections=sections)


def test_a_brief_has_the_sections_of_its_form_in_order() -> None:
    assert titles(brief().sections) == ["Facts", "Issues", "Rule", "Said in passing"]


def test_a_brief_carries_what_is_known_of_the_case() -> None:
    notes = brief()
    assert (notes.title, notes.form_title, notes.course_name) == (
        "Palmer v. Reed",
        "Case brief",
        "Torts",
    )
    assert notes.scope == CASE.id
    assert notes.caption == CASE.caption


def test_lines_stand_in_the_order_of_the_text() -> None:
    notes = brief(make_mark("later", "facts", 20), make_mark("earlier", "facts", 10))
    assert annotations_in(notes.sections) == ["earlier", "later"]


def test_lines_are_numbered_only_where_the_section_wants_it() -> None:
    marks = [make_mark("a", "facts", 1), make_mark("b", "facts", 2), make_mark("c", "rule", 3)]
    notes = brief(*marks)
    assert [line.number for line in section(notes, "Facts").lines] == ["1", "2"]
    assert [line.number for line in section(notes, "Rule").lines] == [""]


def test_a_section_that_names_the_pen_wins_over_one_that_names_its_role() -> None:
    notes = brief(make_mark("a", "dicta"))
    assert annotations_in([section(notes, "Said in passing")]) == ["a"]


def test_of_two_sections_that_name_a_role_the_first_wins() -> None:
    form = form_of(FormSection("One", ("rule",)), FormSection("Two", ("rule",)))
    assert annotations_in([section(brief(make_mark("a", "rule"), form=form), "One")]) == ["a"]


def test_a_pen_that_becomes_something_else_moves_though_its_id_is_a_role() -> None:
    form = form_of(FormSection("Rule", ("rule",)), FormSection("Policy", ("policy",)))
    pens = (Pen(PenId("rule"), "Rule", "#0072b2", letter="R", becomes="policy"),)
    system = replace(SYSTEM, pens=pens)
    notes = compile_brief(form, system, CASE, COURSE, [make_mark("a", "rule")])
    assert annotations_in([section(notes, "Policy")]) == ["a"]


def test_a_mark_that_no_section_takes_stands_under_not_placed_at_the_end() -> None:
    last = brief(make_mark("a", "gossip")).sections[-1]
    assert (last.key, last.title, annotations_in([last])) == ("not-placed", "Not placed", ["a"])


def test_a_mark_of_a_pen_that_is_gone_is_still_shown() -> None:
    line = brief(make_mark("a", "lost")).sections[-1].lines[0]
    assert (line.annotation, line.pen, line.letter) == ("a", "lost", "?")


def test_a_retired_pen_keeps_its_section_but_is_no_longer_asked_for() -> None:
    pens = [replace(pen, retired=pen.id in {"facts", "rule"}) for pen in SYSTEM.pens]
    system = replace(SYSTEM, pens=tuple(pens))
    notes = compile_brief(BRIEF, system, CASE, COURSE, [make_mark("a", "facts")])
    assert section(notes, "Facts").lines[0].letter == "F"
    assert section(notes, "Rule").gap == "no Rule marked yet"


def test_an_empty_section_says_which_pen_would_fill_it() -> None:
    form = form_of(FormSection("What the law is", ("rule", "holding")))
    assert brief(form=form).sections[0].gap == "no Holding or Rule or Dicta marked yet"


def test_a_section_with_lines_has_no_gap() -> None:
    assert section(brief(make_mark("a", "facts")), "Facts").gap == ""


def test_issues_and_holdings_are_paired_by_their_order() -> None:
    marks = [
        make_mark("second answer", "holding", 40),
        make_mark("first answer", "holding", 30),
        make_mark("second question", "issue", 20),
        make_mark("first question", "issue", 10),
    ]
    pairs = section(brief(*marks), "Issues").pairs
    assert [
        (pair.number, pair.first and pair.first.annotation, pair.second and pair.second.annotation)
        for pair in pairs
    ] == [("1", "first question", "first answer"), ("2", "second question", "second answer")]


def test_a_missing_answer_or_question_is_a_gap() -> None:
    unanswered = section(brief(make_mark("q", "issue")), "Issues").pairs[0]
    unasked = section(brief(make_mark("a", "holding")), "Issues").pairs[0]
    assert (unanswered.first_gap, unanswered.second_gap) == ("", "no Holding marked yet")
    assert (unasked.first_gap, unasked.second_gap) == ("no Issue marked yet", "")


def test_a_pairing_without_any_line_is_one_gap() -> None:
    issues = section(brief(), "Issues")
    assert (issues.pairs, issues.gap) == ((), "no Issue or Holding marked yet")


def test_a_section_stands_in_one_pair_at_most() -> None:
    form = form_of(
        FormSection("A", ("issue",), pairs_with="B"),
        FormSection("B", ("holding",), pairs_with="C"),
        FormSection("C", ("rule",), pairs_with="C"),
    )
    notes = brief(*(make_mark(pen, pen) for pen in ("issue", "holding", "rule")), form=form)
    assert titles(notes.sections) == ["A", "C"]
    assert annotations_in(notes.sections) == ["issue", "holding", "rule"]


def test_own_words_stand_for_the_quote_where_a_section_shows_them() -> None:
    in_own_words = make_mark("a", "facts", own_words="Reed's dog bit Palmer.")
    only_quoted = make_mark("b", "facts")
    lines = section(brief(in_own_words, only_quoted), "Facts").lines
    assert [line.shows for line in lines] == [("own-words",), ("quote",)]


def test_both_are_shown_where_a_section_wants_both() -> None:
    in_own_words = make_mark("a", "rule", own_words="A keeper is liable.")
    assert section(brief(in_own_words), "Rule").lines[0].shows == ("own-words", "quote")


def test_a_line_without_words_shows_none() -> None:
    assert section(brief(make_mark("a", "facts", quote="")), "Facts").lines[0].shows == ()


def test_the_legend_has_the_pens_that_occur_in_the_order_of_the_system() -> None:
    notes = brief(make_mark("a", "rule"), make_mark("b", "facts"))
    assert [pen.id for pen in notes.pens] == ["facts", "rule"]


@given(marks=marks_of_the_case)
def test_every_mark_stands_in_a_brief_exactly_once(
    marks: Sequence[tuple[Annotation, Place]],
) -> None:
    found = annotations_in(brief(*marks).sections)
    assert sorted(found) == sorted(annotation.id for annotation, _ in marks)


@given(marks=marks_of_the_case, data=st.data())
def test_a_brief_does_not_depend_on_the_order_of_marking(
    marks: list[tuple[Annotation, Place]], data: st.DataObject
) -> None:
    assert brief(*data.draw(st.permutations(marks))) == brief(*marks)
