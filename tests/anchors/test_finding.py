"""What a reader finds who looks for words or a pattern."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis.strategies import text as texts

from glossator.anchors.finding import find_all
from glossator.model.errors import InvalidRequestError
from glossator.model.finding import Wanted
from glossator.model.text import Span

TEXT = "The hairy hand.\nA HAIRY hand is not the Hand’s eﬃcient café."


def found(text: str, words: str, **how: bool) -> list[str]:
    return [text[span.start : span.end] for span in find_all(text, Wanted(words, **how))]


def test_capitals_count_only_where_the_reader_says_so() -> None:
    assert found(TEXT, "hairy") == ["hairy", "HAIRY"]
    assert found(TEXT, "hairy", case=True) == ["hairy"]


def test_a_word_within_another_is_no_whole_word() -> None:
    assert found("the other the, the", "the", whole=True) == ["the", "the", "the"]
    assert found("naïve été tét", "té", whole=True) == []


def test_words_are_found_over_line_ends() -> None:
    assert found(TEXT, "hand. a hairy") == ["hand.\nA HAIRY"]
    assert found(TEXT, "hand\\. A", pattern=True) == ["hand.\nA"]


def test_typographic_signs_are_found_by_those_of_the_keyboard() -> None:
    assert found(TEXT, "hand's efficient") == ["Hand’s eﬃcient"]
    assert found("1920–1929", "1920-1929") == ["1920–1929"]


def test_an_accent_is_found_however_it_is_written() -> None:
    decomposed = "cafe\N{COMBINING ACUTE ACCENT}"
    assert found(TEXT, decomposed) == ["café"]
    assert found(decomposed, "café") == [decomposed]


def test_a_space_is_no_part_of_a_word() -> None:
    assert found("an animal", "a nimal") == []


def test_spans_to_skip_interrupt_nothing() -> None:
    text = "the hairy[12] hand"
    assert list(find_all(text, Wanted("hairy hand"), skip=[Span(9, 13)])) == [Span(4, 18)]
    assert list(find_all(text, Wanted("12"), skip=[Span(9, 13)])) == []


def test_offsets_are_code_points_after_signs_outside_of_the_basic_plane() -> None:
    text = "🐦 é heron 🐦 heron"
    assert list(find_all(text, Wanted("heron"))) == [Span(4, 9), Span(12, 17)]


def test_a_pattern_is_matched_paragraph_by_paragraph() -> None:
    assert found("one two\nthree two", "^three.*", pattern=True) == ["three two"]
    assert found("a b\nc", "a[ b]+|c$", pattern=True) == ["a b", "c"]
    assert found("x]y z", "[] ]+", pattern=True) == ["]", " "]


def test_a_match_of_nothing_is_no_hit() -> None:
    assert found("aaé", "x*", pattern=True) == []


@pytest.mark.parametrize("pattern", ["(a", "a(?=b)", r"(a)\1", "[z-a]"])
def test_a_pattern_that_is_refused_is_named_with_the_way_out(pattern: str) -> None:
    with pytest.raises(InvalidRequestError, match="is not a pattern") as refusal:
        found("ab", pattern, pattern=True)
    assert f"“{pattern}”" in str(refusal.value)
    assert "switch regular expressions off" in str(refusal.value)


def test_what_is_far_too_long_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="too long"):
        found("ab", "a" * 1001)


def test_a_pattern_that_hangs_other_engines_takes_no_time() -> None:
    began = time.process_time()
    assert found("a" * 50_000, "(a*)*b", pattern=True) == []
    assert time.process_time() - began < 2


@given(before=texts(), exact=texts("abé 🐦’", min_size=1), after=texts())
def test_words_of_a_text_are_found_in_it(before: str, exact: str, after: str) -> None:
    if exact.strip():
        assert any(find_all(before + exact + after, Wanted(exact, case=True)))
