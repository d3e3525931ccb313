import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import WordBox
from glossator.sources.boxes import pack_boxes, unpack_boxes

_POINTS = st.integers(-30_000, 30_000).map(lambda tenths: tenths / 10)
_SIZES = st.integers(0, 30_000).map(lambda tenths: tenths / 10)
_WORDS = st.builds(
    lambda start, length, x, y, w, h: WordBox(start, start + length, x, y, w, h),
    st.integers(0, 3_000_000),
    st.integers(0, 60),
    _POINTS,
    _POINTS,
    _SIZES,
    _SIZES,
)


@given(st.lists(_WORDS, unique_by=lambda word: word.start), st.integers(0, 3_000_000))
def test_packed_boxes_come_back_sorted_by_their_place(words: list[WordBox], start: int) -> None:
    assert unpack_boxes(pack_boxes(words, start), start) == sorted(words, key=lambda w: w.start)


def test_a_broken_word_keeps_both_of_its_boxes() -> None:
    halves = [WordBox(10, 13, 400, 100, 20, 12), WordBox(13, 21, 72, 114, 50, 12)]
    assert unpack_boxes(pack_boxes(halves, 0), 0) == halves


def test_a_page_of_350_words_takes_about_a_thousand_bytes() -> None:
    page = [
        WordBox(at * 6, at * 6 + 5, 72 + at % 10 * 45.5, 72 + at // 10 * 14, 40 + at % 7, 12)
        for at in range(350)
    ]
    assert len(pack_boxes(page, 0)) < 1300


def test_other_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="no packed word boxes"):
        unpack_boxes(b"something else", 0)
