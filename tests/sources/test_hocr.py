"""What tesseract writes of a page is read, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.sources.hocr import read_hocr
from tests.library.scans import write_hocr

_LETTER = "<span class='ocrx_cinfo' title='x_bboxes {} {} {} {}; x_conf 99'>{}</span>"


def _word(text: str, tops: list[int], feet: list[int]) -> str:
    """Write a line of one word, each letter 10 pixels wide with its own top and foot."""
    letters = "".join(
        _LETTER.format(10 * at, top, 10 * at + 9, foot, letter)
        for at, (letter, top, foot) in enumerate(zip(text, tops, feet, strict=True))
    )
    box = f"bbox 0 {min(tops)} {10 * len(text)} {max(feet)}"
    word = f"<span class='ocrx_word' title='{box}; x_wconf 90'>{letters}</span>"
    return f"<div><span class='ocr_line' title='{box}; x_size 34'>{word}</span></div>"


def test_words_come_in_lines_with_boxes_in_points() -> None:
    (line,) = read_hocr(write_hocr("A heron.", confidence=87).encode(), 72 / 300)
    first, second = line.words
    assert (first.text, second.text, first.confidence) == ("A", "heron.", 0.87)
    assert (first.left, first.top, first.right, first.bottom) == pytest.approx((48, 48, 72, 55.2))
    assert line.size == pytest.approx(34 * 0.24)
    assert line.bottom == pytest.approx((230 - 6 + 7) * 0.24)


def test_digits_above_the_line_after_a_word_are_raised() -> None:
    page = _word("malice.12", [100] * 7 + [95] * 2, [130] * 7 + [110] * 2)
    assert read_hocr(page.encode(), 1)[0].words[0].raised == -2


def test_digits_above_the_line_before_a_word_are_raised() -> None:
    page = _word("3See", [95, 100, 107, 107], [110, 130, 130, 130])
    assert read_hocr(page.encode(), 1)[0].words[0].raised == 1


def test_digits_on_the_line_are_not_raised() -> None:
    page = _word("No.12", [100] * 5, [130] * 5)
    assert read_hocr(page.encode(), 1)[0].words[0].raised == 0


@pytest.mark.parametrize(
    "page",
    [
        "",
        "\x00 not XML at all",
        "<html><body><span class='ocr_line' title='bbox 1 2'><span class='ocrx_word'>x</span>",
        write_hocr("x").replace("bbox 200 200 300 230", "bbox -5 9 . ..1"),
        write_hocr("x").replace("bbox 200 200 300 230", "bbox 300 230 200 200"),
        write_hocr("x" * 5000),
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + write_hocr("&b;"),
        "<!DOCTYPE html [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + write_hocr("&f;"),
        write_hocr("x").replace("x_size 34", "x_size 9999999"),
        "<a>" * 100_000,
    ],
)
def test_what_is_not_as_it_should_be_is_left_out(page: str) -> None:
    assert read_hocr(page.encode(), 0.24) == ()


@given(st.binary(max_size=300))
def test_no_bytes_bring_it_down(junk: bytes) -> None:
    page = write_hocr("A heron.").encode()
    read_hocr(page[: len(page) // 2] + junk + page[len(page) // 2 :], 0.24)
