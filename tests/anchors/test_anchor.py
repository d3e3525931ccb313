"""What becomes of a passage in another text, and what describes it in its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchors.anchor import ACCEPTED, Anchored, Verdict, anchor
from glossator.anchors.describe import CONTEXT, describe
from glossator.model.marks import SpanPart, TextQuote
from glossator.model.text import Span

OLD = "A keeper is liable. The keeper of a dog answers for its bite. So held."
BITE = Span(20, 60)
PART = SpanPart(BITE, describe(OLD, BITE))

texts = st.text("ab \n-é🐕", max_size=80)


def verdict(text: str, part: SpanPart = PART) -> tuple[Verdict, str | None]:
    anchored = anchor(text, part)
    span = anchored.span
    return anchored.verdict, text[span.start : span.end] if span else None


def test_a_passage_is_described_by_its_words_and_what_surrounds_them() -> None:
    assert describe("A keeper 🐕 answers.", Span(9, 10)) == TextQuote(
        "🐕", "A keeper ", " answers."
    )


def test_the_surroundings_are_limited_and_stop_at_the_ends_of_the_text() -> None:
    quote = describe("a" * 100 + "dog" + "b" * 10, Span(100, 103))
    assert (len(quote.prefix), quote.suffix) == (CONTEXT, "b" * 10)


def test_a_span_beyond_the_text_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="runs beyond a text of 3 code points"):
        describe("dog", Span(1, 4))


def test_a_passage_that_is_still_there_is_kept() -> None:
    assert anchor(OLD, PART) == Anchored(Verdict.KEPT, BITE, 1.0)


def test_a_passage_that_moved_is_found_by_its_words() -> None:
    new = f"Preface. {OLD}"
    assert anchor(new, PART) == Anchored(Verdict.MOVED, Span(29, 69), 1.0)


def test_a_passage_never_placed_before_is_kept_where_its_words_stand() -> None:
    unplaced = SpanPart(None, TextQuote("The keeper of a dog"))
    assert verdict(OLD, unplaced) == (Verdict.KEPT, "The keeper of a dog")


def test_a_passage_set_differently_is_changed() -> None:
    new = OLD.replace("keeper of a", "keep\u00ader\nof a")
    assert verdict(new) == (Verdict.CHANGED, "The keep\u00ader\nof a dog answers for its bite")


def test_a_passage_that_is_gone_is_an_orphan() -> None:
    assert anchor("A keeper is liable. So held.", PART) == Anchored(Verdict.ORPHAN, None, 0.0)


def test_context_chooses_between_two_places() -> None:
    new = "No dog barks. The dog bites."
    assert verdict(new, SpanPart(None, TextQuote("dog", "The ", " bites"))) == (Verdict.KEPT, "dog")
    assert anchor(new, SpanPart(None, TextQuote("dog", "The ", " bites"))).span == Span(18, 21)


def test_of_two_places_that_nothing_decides_between_neither_is_taken() -> None:
    assert verdict("a dog, a dog", SpanPart(Span(0, 3), TextQuote("dog"))) == (Verdict.ORPHAN, None)


def test_a_word_in_other_surroundings_is_an_orphan() -> None:
    alone = SpanPart(None, TextQuote("dog", "The keeper of a ", " answers for its bite"))
    assert verdict("My dog sleeps.", alone) == (Verdict.ORPHAN, None)


def test_a_long_passage_vouches_for_itself_in_other_surroundings() -> None:
    new = OLD.replace("A keeper is liable", "Dogs bark").replace("So held", "Appeal allowed")
    assert anchor(new, PART) == Anchored(Verdict.MOVED, Span(11, 51), 0.7)


@given(text=texts, ends=st.tuples(st.integers(0, 80), st.integers(0, 80)))
def test_a_passage_is_kept_in_its_own_text(text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(end, len(text)) for end in ends)
    span = Span(start, end)
    assert anchor(text, SpanPart(span, describe(text, span))).span == span


@given(text=texts, other=texts, ends=st.tuples(st.integers(0, 80), st.integers(0, 80)))
def test_no_passage_is_placed_below_the_accepted_score(
    text: str, other: str, ends: tuple[int, int]
) -> None:
    start, end = sorted(min(end, len(text)) for end in ends)
    span = Span(start, end)
    anchored = anchor(other, SpanPart(span, describe(text, span)))
    assert (anchored.span is None) == (anchored.verdict is Verdict.ORPHAN)
    assert anchored.score >= ACCEPTED or anchored.span is None
