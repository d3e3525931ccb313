"""A reader's corrections laid over a text: what they change, and what they never do."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import EditionText
from glossator.model.corrections import (
    Correction,
    Join,
    RemovePinpoint,
    Retype,
    SetPinpoint,
    ShiftScheme,
    Split,
    What,
)
from glossator.model.ids import CorrectionId, EditionId, SourceId
from glossator.model.text import (
    BlockKind,
    Marker,
    MarkerKind,
    Page,
    Pinpoint,
    PinpointOrigin,
    StyleKind,
)
from glossator.sources.blocks import Piece, TextBuilder, check_invariants
from glossator.sources.corrected import apply_corrections, find_following
from glossator.sources.labels import count_label
from tests.sources.making import blocks_of

WORDS = (
    (BlockKind.HEADING, "Crane v. Weir"),
    (BlockKind.PARAGRAPH, "The heron was tame. Held: no fence was due, for"),
    (BlockKind.RUNNING_HEAD, "12 Alders. 415"),
    (BlockKind.PARAGRAPH, "the keeper knew of no danger."),
    (BlockKind.FOOTNOTE, "1 See Adams."),
    (BlockKind.TABLE, "year\tfall\n1841\t3"),
    (BlockKind.PARAGRAPH, "The judgment is reversed."),
)


def make_text(pages: int = 3) -> EditionText:
    """A text with a printed page every 40 code points, from 214 on."""
    builder = TextBuilder()
    for kind, words in WORDS:
        piece = Piece(kind, words, label="1" if kind is BlockKind.FOOTNOTE else "")
        builder.add(piece)
    at = [40 * number for number in range(pages)]
    for number, start in enumerate(at):
        builder.pin("printed-page", str(214 + number), start, PinpointOrigin.DETECTED)
    return builder.finish(pages=[Page(index, "", start) for index, start in enumerate(at)])


TEXT = make_text()


def corrected(*whats: What, content: EditionText = TEXT) -> EditionText:
    """Lay corrections, made in this order, over a text."""
    return apply_corrections(content, numbered(whats))


def numbered(whats: tuple[What, ...] | list[What]) -> list[Correction]:
    source, edition = SourceId("crane"), EditionId("0" * 64)
    return [
        Correction(CorrectionId(str(made)), source, edition, made, what)
        for made, what in enumerate(whats)
    ]


def place(words: str) -> int:
    return TEXT.text.index(words)


def labels(content: EditionText, scheme: str = "printed-page") -> list[str]:
    return [row.label for row in content.pinpoints if row.scheme == scheme]


def test_a_block_becomes_what_the_reader_says_it_is() -> None:
    content = corrected(Retype((place("The heron"),), BlockKind.QUOTATION))
    assert blocks_of(content, BlockKind.QUOTATION) == [WORDS[1][1]]
    assert content.text == TEXT.text


def test_blocks_are_joined_over_the_furniture_between_them() -> None:
    content = corrected(Join(place("The heron"), place("the keeper")))
    assert blocks_of(content, BlockKind.PARAGRAPH)[0] == "\n".join(words for _, words in WORDS[1:4])
    (hidden,) = [m for m in content.markers if m.kind is MarkerKind.FURNITURE]
    assert content.text[hidden.start : hidden.end] == "12 Alders. 415"


def test_text_is_not_joined_with_a_footnote() -> None:
    assert corrected(Join(place("the keeper"), place("1 See"))).blocks == TEXT.blocks


def test_a_block_is_split_before_a_word() -> None:
    content = corrected(Split(place("Held")), Retype((place("Held"),), BlockKind.HEADING, 2))
    assert blocks_of(content, BlockKind.PARAGRAPH)[0] == "The heron was tame. "
    assert blocks_of(content, BlockKind.HEADING)[1] == "Held: no fence was due, for"


def test_a_joined_block_can_be_split_where_it_was_joined() -> None:
    content = corrected(Join(place("The heron"), place("the keeper")), Split(place("the keeper")))
    assert blocks_of(content, BlockKind.PARAGRAPH)[1] == "the keeper knew of no danger."
    assert check_invariants(content, corrected=True) == []


def test_a_style_over_a_split_is_cut_in_two() -> None:
    builder = TextBuilder()
    italic = (0, 9, StyleKind.ITALIC)
    builder.add(Piece(BlockKind.PARAGRAPH, "All italic", styles=[italic]))
    content = corrected(Split(4), content=builder.finish())
    assert [(s.start, s.end) for s in content.styles] == [(0, 4), (4, 9)]


def test_what_is_made_a_footnote_is_pinned_by_its_number() -> None:
    content = make_text()
    at = place("The judgment")
    assert labels(corrected(Retype((at,), BlockKind.FOOTNOTE), content=content), "footnote") == [
        "1"
    ]
    unmade = corrected(Retype((place("1 See"),), BlockKind.PARAGRAPH))
    assert labels(unmade, "footnote") == []


def test_pages_are_counted_on_from_one_that_the_reader_set() -> None:
    content = corrected(SetPinpoint(40, "printed-page", "415", count_on=True))
    assert labels(content) == ["214", "415", "416"]
    assert content.pinpoints[-1].origin is PinpointOrigin.USER


def test_counting_stops_at_the_next_page_that_the_reader_set() -> None:
    content = corrected(
        SetPinpoint(80, "printed-page", "9"), SetPinpoint(0, "printed-page", "xiv", count_on=True)
    )
    assert labels(content) == ["xiv", "xv", "9"]


def test_counting_stops_where_another_part_begins() -> None:
    rows = [
        replace(row, part="dissent") if row.start == 80 else row
        for row in TEXT.pinpoints
        if row.scheme == "printed-page"
    ]
    content = replace(TEXT, pinpoints=tuple(rows))
    pinned = corrected(SetPinpoint(0, "printed-page", "3", count_on=True), content=content)
    assert labels(pinned) == ["3", "4", "216"]


def test_pages_are_counted_where_the_program_found_none() -> None:
    content = replace(TEXT, pinpoints=())
    pinned = corrected(SetPinpoint(0, "printed-page", "1", count_on=True), content=content)
    assert labels(pinned) == ["1", "2", "3"]


def test_a_scheme_is_shifted_and_a_wrong_page_removed() -> None:
    content = corrected(ShiftScheme("printed-page", 2), RemovePinpoint("printed-page", 40))
    assert labels(content) == ["216", "218"]
    assert labels(corrected(ShiftScheme("printed-page", -214))) == ["1", "2"]


def test_of_two_words_on_one_place_the_later_one_holds() -> None:
    first, second = SetPinpoint(40, "printed-page", "7"), SetPinpoint(40, "printed-page", "8")
    assert labels(corrected(first, second))[1] == "8"
    assert labels(corrected(second, RemovePinpoint("printed-page", 40))) == ["214", "216"]


@pytest.mark.parametrize(
    ("label", "by", "expected"),
    [
        ("415", 1, "416"),
        ("xiv", 1, "xv"),
        ("IX", -1, "VIII"),
        ("A-3", 2, "A-5"),
        ("[12]", 1, "[13]"),
        ("1", -1, None),
        ("i", -1, None),
        ("Mix", 1, None),
        ("frontispiece", 1, None),
    ],
)
def test_labels_count_as_they_are_written(label: str, by: int, expected: str | None) -> None:
    assert count_label(label, by) == expected


_offsets = st.integers(0, len(TEXT.text) + 5)
_schemes = st.sampled_from(["printed-page", "paragraph", "star-page:Alders."])
_whats = st.one_of(
    st.builds(Retype, st.tuples(_offsets, _offsets), st.sampled_from(BlockKind), st.integers(0, 6)),
    st.builds(
        Retype,
        st.sampled_from(TEXT.blocks).map(lambda block: (block.start,)),
        st.sampled_from(BlockKind),
    ),
    st.builds(Join, _offsets, st.sampled_from(TEXT.blocks).map(lambda block: block.start)),
    st.builds(Split, _offsets),
    st.builds(
        SetPinpoint,
        _offsets,
        _schemes,
        st.sampled_from(["1", "xiv", "415"]),
        st.sampled_from(["", "dissent"]),
        st.booleans(),
    ),
    st.builds(ShiftScheme, _schemes, st.integers(-3, 3), _offsets),
    st.builds(RemovePinpoint, _schemes, st.sampled_from([0, 40, 80])),
)


@given(whats=st.lists(_whats, max_size=12))
def test_the_text_stays_and_blocks_cover_it_whatever_is_corrected(whats: list[What]) -> None:
    content = corrected(*whats)
    assert content.text == TEXT.text
    assert check_invariants(content, corrected=True) == []
    covered = {at for block in content.blocks for at in range(block.start, block.end)}
    missing = set(range(len(TEXT.text))) - covered
    assert all(TEXT.text[at] == "\n" for at in missing)


@given(whats=st.lists(_whats, max_size=8), chance=st.randoms())
def test_the_order_of_arrival_does_not_matter(whats: list[What], chance: Random) -> None:
    corrections = numbered(whats)
    shuffled = corrections.copy()
    chance.shuffle(shuffled)
    assert apply_corrections(TEXT, shuffled) == apply_corrections(TEXT, corrections)


@given(whats=st.lists(_whats, max_size=8))
def test_corrections_that_did_something_change_nothing_more_when_applied_again(
    whats: list[What],
) -> None:
    fitting: list[What] = []
    for what in whats:
        if corrected(*fitting, what) != corrected(*fitting):
            fitting.append(what)
    once = corrected(*fitting)
    assert corrected(*fitting, content=once) == once


def test_without_corrections_a_text_is_what_it_was() -> None:
    assert apply_corrections(TEXT, []) is TEXT


def numbered_lines() -> EditionText:
    """The text with two lines counted on its first page and one on its second, then none."""
    rows = [("214", "1", 0), ("214", "2", 14), ("215", "1", 40), ("215", "", 80)]
    lines = [
        Pinpoint("line", part, label, start, PinpointOrigin.DETECTED, 0.8 if label else 0.0)
        for part, label, start in rows
    ]
    return replace(TEXT, pinpoints=(*lines, *TEXT.pinpoints))


def test_lines_are_counted_on_the_page_that_the_reader_set() -> None:
    content = corrected(SetPinpoint(40, "printed-page", "415"), content=numbered_lines())
    lines = [row for row in content.pinpoints if row.scheme == "line" and row.label]
    assert [(r.part, r.label) for r in lines] == [("214", "1"), ("214", "2"), ("415", "1")]


def test_counting_on_stops_where_the_numbers_end() -> None:
    content = corrected(SetPinpoint(14, "line", "7", part="214"), content=numbered_lines())
    assert labels(content, "line") == ["1", "7", "1", ""]


def test_an_end_of_numbers_stays_when_they_are_shifted() -> None:
    content = corrected(ShiftScheme("line", 1), content=numbered_lines())
    assert labels(content, "line") == ["2", "3", "2", ""]


def raised_text(*words: str, pages: bool = False) -> EditionText:
    """Blocks in which each "^1" is a raised 1; one page a block where there are pages."""
    builder = TextBuilder()
    starts = []
    for at, written in enumerate(words):
        before, _, after = written.partition("^")
        styles = [(len(before), len(before) + 1, StyleKind.SUPERSCRIPT)] if after else []
        index = at if pages else None
        starts.append(
            builder.add(Piece(BlockKind.PARAGRAPH, before + after, page_index=index, styles=styles))
        )
    return builder.finish(pages=[Page(n, "", s) for n, s in enumerate(starts)] if pages else ())


def made_note(content: EditionText, words: str) -> list[tuple[str, str]]:
    """Make a block a footnote by hand; give what is linked: the words up to each call, the note."""
    at = content.text.index(words)
    result = corrected(Retype((at,), BlockKind.FOOTNOTE), content=content)
    assert check_invariants(result, corrected=True) == []
    return [
        (result.text[: call.start].split("\n")[-1], result.text[call.target :].split("\n")[0])
        for call in result.markers
        if call.target is not None
    ]


def test_what_is_made_a_footnote_is_tied_to_the_one_call_of_its_number() -> None:
    content = raised_text("The heron was tame.^1 So it is held.", "1 See Adams.", "An end.")
    assert made_note(content, "1 See") == [("The heron was tame.", "1 See Adams.")]


@pytest.mark.parametrize(
    "words",
    [
        ("The heron was tame.^1", "It was grey.^1 Held.", "1 See Adams."),  # two calls: either
        ("The heron was tame.^2", "1 See Adams."),  # of another note
        ("The heron was tame, 1 of three.", "1 See Adams."),  # not raised
        ("The heron was tame.", "^1 See Adams."),  # the note's own number
    ],
)
def test_a_note_is_not_tied_to_what_may_not_be_its_call(words: tuple[str, ...]) -> None:
    assert made_note(raised_text(*words), words[-1].replace("^", "")) == []


def test_a_call_is_looked_for_on_the_page_and_the_one_before() -> None:
    near = raised_text("The heron was tame.^1", "1 See Adams.", "An end.^1", pages=True)
    assert made_note(near, "1 See") == [("The heron was tame.", "1 See Adams.")]
    far = raised_text("The heron was tame.^1", "An end.", "More.", "1 See Adams.", pages=True)
    assert made_note(far, "1 See") == []


def test_a_call_that_led_nowhere_leads_to_the_note_that_a_reader_made() -> None:
    builder = TextBuilder()
    call = Marker(MarkerKind.FOOTNOTE_CALL, 19, 20, "*")
    builder.add(Piece(BlockKind.PARAGRAPH, "The heron was tame.*", markers=[call]))
    builder.add(Piece(BlockKind.PARAGRAPH, "* See Adams."))
    assert made_note(builder.finish(), "* See") == [("The heron was tame.", "* See Adams.")]


def test_a_note_that_is_made_text_again_is_called_by_nothing() -> None:
    content = raised_text("The heron was tame.^1 So it is held.", "1 See Adams.")
    at = content.text.index("1 See")
    there_and_back = corrected(
        Retype((at,), BlockKind.FOOTNOTE), Retype((at,), BlockKind.PARAGRAPH), content=content
    )
    assert there_and_back.markers == ()


OVER_NOTE = (
    (BlockKind.QUOTATION, "The heron was tame,"),
    (BlockKind.PAGE_NUMBER, "12"),
    (BlockKind.FOOTNOTE, "1 See Adams."),
    (BlockKind.FOOTNOTE, "2 See Brandt."),
    (BlockKind.PARAGRAPH, "and it was kept"),
    (BlockKind.PARAGRAPH, "in a yard."),
    (BlockKind.FOOTNOTE, "3 See Crane."),
    (BlockKind.PARAGRAPH, "It got out."),
    (BlockKind.TABLE, "year\tfall"),
)


def text_over_note() -> EditionText:
    builder = TextBuilder()
    for kind, words in OVER_NOTE:
        label = words[0] if kind is BlockKind.FOOTNOTE else ""
        builder.add(Piece(kind, words, label=label))
    return builder.finish()


def joined_over_note(*whats: What) -> EditionText:
    content = text_over_note()
    at = content.text.index
    first = Join(at("The heron"), at("and it"))
    result = corrected(first, *whats, content=content)
    assert check_invariants(result, corrected=True) == []
    assert result.text == content.text
    return result


def parts_of(content: EditionText) -> list[tuple[str, str]]:
    """Give kind and words of the blocks that go on with the text before them."""
    return [
        (b.kind.value, content.text[b.start : b.end])
        for b in content.blocks
        if b.start in content.continued
    ]


def test_a_paragraph_is_joined_over_footnotes_which_stay_blocks_of_their_own() -> None:
    content = joined_over_note()
    assert parts_of(content) == [("quotation", "and it was kept")]
    assert labels(content, "footnote") == ["1", "2", "3"]
    blocks = text_over_note().blocks
    assert [(b.start, b.end) for b in content.blocks] == [(b.start, b.end) for b in blocks]


def test_what_was_joined_over_a_footnote_is_joined_on() -> None:
    at = text_over_note().text.index
    content = joined_over_note(Join(at("and it"), at("in a")), Join(at("and it"), at("It got")))
    assert parts_of(content) == [
        ("quotation", "and it was kept\nin a yard."),
        ("quotation", "It got out."),
    ]
    found = find_following(content.blocks, 0, content.continued)
    assert found is None  # a table comes next


def test_both_parts_become_what_a_reader_says_of_either() -> None:
    at = text_over_note().text.index
    of_second = joined_over_note(Retype((at("and it"),), BlockKind.PARAGRAPH))
    of_first = joined_over_note(Retype((at("The heron"),), BlockKind.PARAGRAPH))
    assert of_first == of_second
    assert parts_of(of_first) == [("paragraph", "and it was kept")]
    furniture = joined_over_note(Retype((at("The heron"),), BlockKind.RUNNING_HEAD))
    assert furniture.continued == ()


def test_parts_are_split_again_where_the_second_begins() -> None:
    content = joined_over_note(Split(text_over_note().text.index("and it")))
    assert content.continued == ()


def test_notes_and_tables_are_not_joined_over_a_footnote() -> None:
    content = text_over_note()
    at = content.text.index
    assert find_following(content.blocks, 3) is None
    two = corrected(Join(at("1 See"), at("2 See")), content=content)
    assert labels(two, "footnote") == ["1", "3"]
    assert find_following(content.blocks, 7) == 8  # side by side they are, as before
