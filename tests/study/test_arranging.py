"""How a reader's own writing and order are laid over notes, told by examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.entries import WRITING, Entry, EntryKind
from glossator.model.ids import AnnotationId, EntryId
from glossator.model.marks import Annotation
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Place, Written
from glossator.study.arranging import HOMELESS, MARK_GONE, PART_GONE, annotations_of, arrange
from glossator.study.filed_marks import FiledMarks
from glossator.study.notes import compile_brief, compile_outline
from glossator.study.rules import PlaceKey, place_key
from tests.study.made import BRIEF, CASE, COURSE, OUTLINE, SYSTEM, make_mark, make_topic

FACTS = "section:Facts"
MARKS = {id_: make_mark(id_, "facts", order) for order, id_ in enumerate("abcd")}


def brief(*gone: str) -> Notes:
    marks = [mark for id_, mark in MARKS.items() if id_ not in gone]
    return compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks)


def keys(*marks: tuple[Annotation, Place]) -> dict[AnnotationId, PlaceKey]:
    return {mark.id: place_key(mark.id, place) for mark, place in marks}


def entry(id_: str, **fields: object) -> Entry:
    made = Entry(EntryId(id_), "brief", CASE.id, EntryKind.PARAGRAPH, FACTS, text=f"text {id_}")
    return replace(made, **fields)  # type: ignore[arg-type]


def moved(id_: str, mark: str, under: str | None) -> Entry:
    return entry(id_, kind=EntryKind.MOVED, mark=mark, under=under, text="")


def shown(notes: Notes, key: str = FACTS) -> list[str]:
    """List what stands in a section: ids of lines, texts of entries."""
    section = next(section for section in walk(notes.sections) if section.key == key)
    return [_name(item) for item in section.items()]


def walk(sections: Iterable[NotesSection]) -> Iterator[NotesSection]:
    for section in sections:
        yield section
        yield from walk(section.sections)


def written(notes: Notes) -> list[Written]:
    found = [*notes.written]
    for section in walk(notes.sections):
        found += section.written
    return found


def _name(item: Line | LinePair | Written) -> str:
    if isinstance(item, Written):
        return item.text
    if isinstance(item, Line):
        return item.annotation
    return "+".join(side.annotation for side in (item.first, item.second) if side)


def test_writing_stands_under_its_line_in_its_order() -> None:
    entries = [
        entry("2", under="b", order="M"),
        entry("1", under="b", order="k"),
        entry("0", under=None),
    ]
    notes = arrange(brief(), entries, {})
    assert shown(notes) == ["text 0", "a", "b", "text 2", "text 1", "c", "d"]


def test_a_text_whose_mark_is_gone_stays_where_the_mark_was_and_says_so() -> None:
    gone = keys(MARKS["b"])
    notes = arrange(brief("b"), [entry("1", under="b")], gone)
    assert shown(notes) == ["a", "text 1", "c", "d"]
    assert [each.flag for each in written(notes)] == [MARK_GONE]


def test_a_text_under_a_line_that_goes_to_another_section_goes_with_it() -> None:
    marks = [make_mark("a", "rule"), make_mark("b", "facts", 1)]
    notes = compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks)
    arranged = arrange(notes, [entry("1", under="a")], {})
    assert shown(arranged, "section:Rule") == ["a", "text 1"]
    assert written(arranged)[0].flag == ""


def test_a_text_in_a_part_that_is_gone_stands_in_a_last_part() -> None:
    notes = arrange(brief(), [entry("1", section="section:Old")], {})
    assert notes.sections[-1].key == HOMELESS
    assert [each.flag for each in notes.sections[-1].written] == [PART_GONE]


def test_a_part_of_an_outline_stays_while_something_is_written_in_it() -> None:
    topic = make_topic("duty")
    key = "topic:duty/section:Rule"
    notes = compile_outline(OUTLINE, SYSTEM, COURSE, FiledMarks([topic], []), kept={key})
    assert shown(arrange(notes, [entry("1", section=key, under="a")], {}), key) == ["text 1"]


def test_a_moved_line_takes_along_what_stands_under_it_and_the_numbers_follow() -> None:
    notes = arrange(brief(), [moved("1", "a", "c"), entry("2", under="a")], {})
    assert shown(notes) == ["b", "c", "a", "text 2", "d"]
    facts = notes.sections[0]
    assert [line.number for line in facts.lines] == ["1", "2", "3", "4"]
    assert [line.annotation for line in facts.lines if line.moved] == ["a"]


def test_lines_that_two_windows_moved_under_one_another_stand_in_their_own_places() -> None:
    notes = arrange(brief(), [moved("1", "a", "b"), moved("2", "b", "a")], {})
    assert shown(notes) == ["a", "b", "c", "d"]


def test_a_hidden_line_is_out_of_sight_but_not_lost_and_its_text_stays() -> None:
    hide = entry("1", kind=EntryKind.HIDDEN, mark="b", text="")
    notes = arrange(brief(), [hide, entry("2", under="b")], {})
    assert shown(notes) == ["a", "text 2", "c", "d"]
    assert [line.annotation for line in notes.sections[0].hidden] == ["b"]
    assert written(notes)[0].flag == ""


def test_a_pair_moves_whole_and_loses_only_the_side_that_is_hidden() -> None:
    pens = ("issue", "issue", "holding", "holding")
    marks = [
        make_mark(id_, pen, order)
        for order, (id_, pen) in enumerate(zip("abcd", pens, strict=True))
    ]
    notes = compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks)
    hide = entry("2", section="section:Issues", kind=EntryKind.HIDDEN, mark="d", text="")
    move = replace(moved("1", "b", None), section="section:Issues")
    assert shown(arrange(notes, [move, hide], {}), "section:Issues") == ["b", "a+c"]


def test_two_thousand_lines_each_moved_under_the_one_before_are_no_trouble() -> None:
    marks = [make_mark(f"{n:05}", "facts", n) for n in range(2000)]
    notes = compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks)
    moves = [moved(str(n), f"{n:05}", f"{n + 1:05}") for n in range(1999)]
    assert shown(arrange(notes, moves, {})) == [f"{n:05}" for n in reversed(range(2000))]


ids = st.sampled_from("abcdefgh")
any_marks = st.lists(
    st.builds(
        make_mark,
        ids,
        st.sampled_from(["facts", "issue", "holding", "rule", "gossip"]),
        st.integers(0, 5),
        topics=st.lists(st.sampled_from("xyz"), max_size=2),
    ),
    unique_by=lambda mark: mark[0].id,
)
any_entries = st.lists(
    st.builds(
        entry,
        st.uuids().map(str),
        kind=st.sampled_from(list(EntryKind)),
        section=st.sampled_from(["", FACTS, "section:Issues", "topic:x/section:Rule", "nowhere"]),
        under=st.none() | ids,
        order=st.sampled_from("MNk"),
        mark=ids,
        text=st.text(),
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)


def compiled(kind: str, marks: Sequence[tuple[Annotation, Place]]) -> Notes:
    if kind == "brief":
        return compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks)
    topics = [make_topic("x"), make_topic("y", "x")]
    return compile_outline(OUTLINE, SYSTEM, COURSE, FiledMarks(topics, marks))


@given(st.sampled_from(["brief", "outline"]), any_marks, any_entries, st.data())
def test_no_character_and_no_mark_is_lost_whatever_the_order(
    kind: str, marks: list[tuple[Annotation, Place]], entries: list[Entry], data: st.DataObject
) -> None:
    left = data.draw(st.lists(st.sampled_from(marks), unique=True) if marks else st.just([]))
    before = compiled(kind, left)
    notes = arrange(before, entries, keys(*marks))
    texts = sorted((e.id, e.text) for e in entries if e.kind in WRITING)
    assert sorted((each.entry, each.text) for each in written(notes)) == texts
    out = [line.annotation for part in walk(notes.sections) for line in part.hidden]
    assert sorted([*annotations_of(notes), *out]) == sorted(annotations_of(before))
    again = arrange(
        compiled(kind, data.draw(st.permutations(left))),
        data.draw(st.permutations(entries)),
        keys(*marks),
    )
    assert again == notes
