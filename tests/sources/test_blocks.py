from hypothesis import given
from hypothesis import strategies as st

from glossator.model.text import BlockKind, Marker, MarkerKind, StyleKind
from glossator.sources.blocks import Piece, TextBuilder, check_invariants, clean_text


def test_blocks_are_parted_by_one_newline_and_keep_exact_offsets() -> None:
    builder = TextBuilder()
    builder.add(Piece(BlockKind.HEADING, "Facts", level=1))
    builder.add(Piece(BlockKind.PARAGRAPH, "A fell."))
    content = builder.finish()
    assert content.text == "Facts\nA fell."
    assert [(block.start, block.end) for block in content.blocks] == [(0, 5), (6, 13)]


def test_a_call_finds_the_note_that_comes_after_it() -> None:
    builder = TextBuilder()
    call = Marker(MarkerKind.FOOTNOTE_CALL, 6, 7, "1")
    builder.add(Piece(BlockKind.PARAGRAPH, "A fell1.", markers=[call], calls={6: "n1"}))
    builder.add(Piece(BlockKind.FOOTNOTE, "1 On ice.", label="1", names=("n1",)))
    assert builder.finish().markers[0].target == 9


def test_a_call_whose_note_is_missing_has_no_target() -> None:
    builder = TextBuilder()
    call = Marker(MarkerKind.FOOTNOTE_CALL, 0, 1, "1")
    builder.add(Piece(BlockKind.PARAGRAPH, "1", markers=[call], calls={0: "n1"}))
    assert builder.finish().markers[0].target is None


def test_an_empty_piece_leaves_no_block() -> None:
    builder = TextBuilder()
    builder.add(Piece(BlockKind.PARAGRAPH, ""))
    builder.add(Piece(BlockKind.PARAGRAPH, "A"))
    assert builder.finish().text == "A"


def test_controls_and_lone_surrogates_are_replaced_one_for_one() -> None:
    assert clean_text("a\x00b\ud800c\nd") == "a\ufffdb\ufffdc d"


@given(st.text())
def test_cleaned_text_keeps_its_length_and_can_be_written_as_utf_8(text: str) -> None:
    assert len(clean_text(text).encode().decode()) == len(text)


@given(st.lists(st.tuples(st.sampled_from(list(BlockKind)), st.text(max_size=20))))
def test_whatever_is_added_the_invariants_hold(pieces: list[tuple[BlockKind, str]]) -> None:
    builder = TextBuilder()
    for kind, text in pieces:
        builder.add(Piece(kind, text, styles=[(0, len(text), StyleKind.ITALIC)]))
    assert check_invariants(builder.finish()) == []
