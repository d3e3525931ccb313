"""Marks of other programs: told apart, sorted in, left out, and never twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.library.inbox import context_of, foreign_id, list_inboxes, open_inbox
from glossator.library.inbox_commands import InboxArguments, run_inbox
from glossator.library.inbox_sorting import adopt_foreign, dismiss_foreign
from glossator.library.library import Library
from glossator.library.marks import delete_annotations
from glossator.model.books import EditionText, Source
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.ids import SourceId
from glossator.model.marks import Annotation, AreaPart, PlacePart, SpanPart
from glossator.model.text import Area, ForeignKind, Span
from tests.library.foreign import GREEN, TEXT, add_source, highlight, note, span_of
from tests.library.opinions import mark_words, new_id


def _adopt_all(library: Library, source: Source, pen: str = "rule") -> list[Annotation]:
    groups = open_inbox(library, source).groups
    adopt_foreign(library, new_id(), source.id, {group.key: pen for group in groups})
    return library.store.list_annotations(source=source.id)


def test_marks_that_look_alike_wait_together(library: Library) -> None:
    source = add_source(
        library,
        highlight("tame heron"),
        highlight("need not", colour=GREEN),
        highlight("known danger"),
        highlight("fence", author="Ben"),
    )
    found = [(g.colour, g.author, len(g.marks)) for g in open_inbox(library, source).groups]
    assert found == [("#ffff00", "Ada", 2), ("#00ff00", "Ada", 1), ("#ffff00", "Ben", 1)]


def test_the_pen_proposed_is_that_of_the_nearest_colour(library: Library) -> None:
    pens = library.catalogue.system_of(add_source(library)).pens
    blue = next(pen for pen in pens if pen.name == "Rule")
    source = add_source(library, highlight("tame heron", colour=blue.colour))
    (group,) = open_inbox(library, source).groups
    assert group.pen == blue.id


def test_a_mark_sorted_in_keeps_author_time_and_comment(library: Library) -> None:
    mark = highlight("tame heron", comment="a bird", created="2024-05-01T12:00:00+02:00")
    (made,) = _adopt_all(library, add_source(library, mark))
    assert (made.exact, made.pen, made.comment, made.creator) == (
        "tame heron",
        "rule",
        "a bird",
        "Ada",
    )
    assert made.created == made.modified == "2024-05-01T10:00:00.000Z"


def test_a_mark_without_a_time_that_can_be_read_is_of_now(library: Library) -> None:
    mark = highlight("tame heron", created="yesterday")
    (made,) = _adopt_all(library, add_source(library, mark))
    assert made.created.endswith("Z")


def test_sorting_in_twice_doubles_nothing(library: Library) -> None:
    source = add_source(library, highlight("tame heron", "a1"), highlight("tame heron", "a1"))
    assert len(_adopt_all(library, source)) == 1
    assert open_inbox(library, source).groups == ()
    with pytest.raises(InvalidRequestError, match="waits to be sorted in any more"):
        adopt_foreign(library, new_id(), source.id, {"highlight #ffff00 Ada": "rule"})


def test_a_later_edition_of_the_file_brings_only_what_is_new(library: Library) -> None:
    known = (highlight("tame heron", "a1"), highlight("fence", area=Area(0, 160, 0, 10, 10)))
    source = add_source(library, *known)
    _adopt_all(library, source)
    moved = replace(known[1], spans=(Span(0, 3),))  # this edition's text runs otherwise
    later = add_source(
        library, known[0], moved, highlight("danger", "a2"), version=2, source=source.id
    )
    (group,) = open_inbox(library, later).groups
    assert [waiting.mark.name for waiting in group.marks] == ["a2"]


def test_a_mark_that_we_exported_ourselves_is_known(library: Library) -> None:
    ours = mark_words(library, "tame heron")
    inbox = open_inbox(library, add_source(library, highlight("tame heron", ours.upper())))
    assert (inbox.groups, inbox.known) == ((), 1)


def test_a_mark_erased_after_it_was_sorted_in_does_not_come_back(library: Library) -> None:
    source = add_source(library, highlight("tame heron"))
    (made,) = _adopt_all(library, source)
    delete_annotations(library, new_id(), [made.id])
    assert list_inboxes(library) == []


def test_undoing_puts_the_marks_back_into_the_inbox(library: Library) -> None:
    source = add_source(library, highlight("tame heron"), highlight("fence"))
    _adopt_all(library, source)
    assert library.next_steps()[0] == "Sorted in 2 marks from another program in Heron"
    library.undo(new_id())
    assert open_inbox(library, source).waiting == 2
    assert library.store.list_annotations(source=source.id) == []


def test_a_group_or_one_of_it_is_left_out_and_brought_back(library: Library) -> None:
    source = add_source(library, highlight("tame heron"), highlight("fence"))
    first = open_inbox(library, source).groups[0].marks[0]
    dismiss_foreign(library, new_id(), source.id, marks=[first.id])
    inbox = open_inbox(library, source)
    assert (inbox.waiting, inbox.left_out) == (1, (first,))
    dismiss_foreign(library, new_id(), source.id, groups=[inbox.groups[0].key])
    assert list_inboxes(library) == []
    dismiss_foreign(library, new_id(), source.id, bring_back=True)
    assert open_inbox(library, source).waiting == 2
    library.undo(new_id())
    assert open_inbox(library, source).waiting == 0


def test_a_passage_over_a_page_number_is_one_passage(library: Library) -> None:
    both = replace(highlight("fence it."), spans=(span_of("fence it."), span_of("He is liable")))
    (made,) = _adopt_all(library, add_source(library, both))
    assert made.exact == "fence it.\n12\nHe is liable"


def test_a_passage_with_words_between_has_two_parts(library: Library) -> None:
    both = replace(highlight("keeper"), spans=(span_of("heron"), span_of("keeper")))
    (made,) = _adopt_all(library, add_source(library, both))
    assert [p.quote.exact for p in made.target.parts if isinstance(p, SpanPart)] == [
        "keeper",
        "heron",
    ]


def test_a_mark_on_a_picture_is_an_area(library: Library) -> None:
    mark = replace(highlight("fence"), spans=(), area=Area(0, 10, 20, 30, 40))
    (made,) = _adopt_all(library, add_source(library, mark))
    assert made.target.parts == (AreaPart(0, 10, 20, 30, 40),)


def test_a_note_beside_the_text_stands_on_the_row_beside_it(library: Library) -> None:
    source = add_source(library, note("Why only then?", Area(0, 300, 41, 12, 12)))
    (made,) = _adopt_all(library, source)
    assert made.exact == "He is liable only for a known danger."
    assert made.comment == "Why only then?"


def test_a_note_that_stands_nowhere_keeps_its_words(library: Library) -> None:
    (made,) = _adopt_all(library, add_source(library, note("See Weir.", None)))
    assert made.target.parts == (PlacePart("", "", "See Weir."),)


def test_a_note_on_a_page_that_is_not_there_is_an_area(library: Library) -> None:
    (made,) = _adopt_all(library, add_source(library, note("Lost", Area(7, 1, 2, 3, 4))))
    assert made.target.parts == (AreaPart(7, 1, 2, 3, 4),)


def test_an_unknown_pen_sorts_nothing_in(library: Library) -> None:
    source = add_source(library, highlight("tame heron"))
    with pytest.raises(NotFoundError, match="no pen “chalk”"):
        _adopt_all(library, source, "chalk")
    assert open_inbox(library, source).waiting == 1


def test_an_example_shows_what_stands_around_it(library: Library) -> None:
    source = add_source(library, highlight("need not"))
    content = library.content_of(source)
    assert content is not None
    context = context_of(content, highlight("need not"))
    assert (context.before, context.words, context.after) == (
        "The keeper of a tame heron ",
        "need not",
        " fence it.",
    )


def test_two_marks_without_names_differ_by_place_kind_or_comment() -> None:
    here = highlight("fence")
    source = SourceId(new_id())
    others = [
        highlight("heron"),
        replace(here, kind=ForeignKind.UNDERLINE),
        replace(here, comment="x"),
        replace(here, name="a"),
    ]
    assert len({foreign_id(source, mark) for mark in (here, *others)}) == 5
    assert foreign_id(source, here) == foreign_id(source, replace(here, author="somebody"))
    assert foreign_id(SourceId(new_id()), here) != foreign_id(source, here)


def test_the_command_sorts_a_colour_in_by_its_name(library: Library) -> None:
    add_source(library, highlight("tame heron"), highlight("fence", colour=GREEN))
    reply = run_inbox(library, InboxArguments("Heron", ["yellow=Rule"]))
    assert (reply["sorted_in"], reply["waiting"]) == (1, 1)
    assert [group["colour_name"] for group in reply["groups"]] == ["green"]
    assert run_inbox(library, InboxArguments("Heron", ["#00ff00=holding"]))["waiting"] == 0


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("yellow", "Write COLOUR=PEN"),
        ("=Rule", "Write COLOUR=PEN"),
        ("red=Rule", "No red marks wait in Heron.*yellow"),
        ("yellow=Chalk", "There is no pen “Chalk”"),
    ],
)
def test_a_choice_that_cannot_be_made_is_explained(
    library: Library, choice: str, said: str
) -> None:
    source = add_source(library, highlight("tame heron"))
    with pytest.raises(InvalidRequestError, match=said):
        run_inbox(library, InboxArguments("Heron", [choice]))
    assert open_inbox(library, source).waiting == 1


def test_the_text_of_the_fixture_is_covered_by_its_blocks(library: Library) -> None:
    content = library.content_of(add_source(library))
    assert content is not None
    assert "\n".join(content.text[b.start : b.end] for b in content.blocks) == TEXT


def test_a_long_context_is_cut_between_words() -> None:
    long = "word " * 30
    content = EditionText(f"{long}here {long}", ())
    mark = replace(highlight("fence"), spans=(Span(len(long), len(long) + 4),))
    context = context_of(content, mark)
    assert context.before.startswith("… word ")
    assert context.after.endswith(" word …")
