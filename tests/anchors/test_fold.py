"""The fold of a text and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.anchors.fold import FoldedText, fold
from glossator.model.text import Span


def test_the_fold_leaves_letters_digits_and_punctuation() -> None:
    text = "The “oﬃ\u00adce” — § 18-301,\n3½ — Rene\u0301’s"
    assert fold(text) == "The''office''§18301,31⁄2Rene\u0301's"


def test_a_span_of_the_fold_leads_back_to_the_text() -> None:
    text = "The of\u00adﬁce dog"
    folded = FoldedText(text)
    start = folded.folded.index("office")
    assert folded.span_of(start, start + len("office")) == Span(4, 10)
    assert text[4:10] == "of\u00adﬁce"


def test_what_is_skipped_is_not_in_the_fold() -> None:
    folded = FoldedText("The *425 dog *426", [Span(13, 17), Span(4, 8), Span(5, 7)])
    assert folded.folded == "Thedog"
    assert folded.span_of(3, 6) == Span(9, 12)


@given(before=st.text(), after=st.text())
def test_parts_of_a_text_fold_to_parts_of_its_fold(before: str, after: str) -> None:
    assert fold(before + after) == fold(before) + fold(after)


@given(text=st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(pad=st.integers(0, 3), data=st.data())
def test_every_offset_of_a_long_text_leads_back_to_the_code_point_it_came_from(
    pad: int, data: st.DataObject
) -> None:
    text = "x" * pad + "a ﬁ🐕\n" * 2000
    folded = FoldedText(text)
    at = data.draw(st.integers(0, len(folded.folded) - 1))
    span = folded.span_of(at, at + 1)
    assert span.end == span.start + 1
    assert folded.folded[at] in fold(text[span.start])
    assert len(fold(text[: span.start])) <= at < len(fold(text[: span.end]))
