"""Words typed off a printed page, found in a text."""

from __future__ import annotations

import time

import pytest

from glossator.anchors.typed import find_typed
from glossator.model.text import Span

PAGE = (
    "The court below held that malice aforethought may be inferred from the use of a deadly "
    "weapon. We agree. It is a settled rule that no man shall profit by his own wrong, nor "
    "found a claim upon his own iniquity. The judgment is affirmed. "
)
OTHER = "A statute speaks from its commencement. Nothing is said of weapons in the second part. "
TEXT = OTHER * 20 + PAGE + OTHER * 20
NEAR = Span(len(OTHER) * 20, len(OTHER) * 20 + len(PAGE))


def _found(words: str, *near: Span, skip: tuple[Span, ...] = ()) -> list[str]:
    return [TEXT[s.start : s.end] for s in find_typed(TEXT, words, near=near, skip=skip)]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("no man shall profit by his own wrong", "no man shall profit by his own wrong"),
        ("No Man shall profit by his own wrong.", "no man shall profit by his own wrong"),
        ("no man shall proft by his own wrong", "no man shall profit by his own wrong"),
        ("no man should profit by his wrong", "no man shall profit by his own wrong"),
        ("malice afore-thought may be infered", "malice aforethought may be inferred"),
        ("may be inferred from the the use of", "may be inferred from the use of"),
    ],
)
def test_words_typed_with_small_differences_are_found_near_their_page(
    typed: str, stands: str
) -> None:
    found = _found(typed, NEAR)
    assert found in ([stands], [f"that {stands}"])


def test_other_words_of_the_same_length_are_not_found() -> None:
    assert _found("a contract is void where both parties err", NEAR) == []
    assert _found("mens rea", NEAR) == []


def test_what_stands_twice_on_the_page_has_no_place() -> None:
    twice = "The rule is old. " + "x " * 30 + "The rule is old."
    assert find_typed(twice, "The rule is old.", near=[Span(0, len(twice))]) == ()
    assert find_typed(twice, "the Rule is old", near=[Span(0, len(twice))]) == ()


def test_the_page_chooses_between_places() -> None:
    text = "Reversed and remanded. " + "x " * 500 + "Reversed and remanded. "
    second = text.rindex("Reversed")
    near = Span(second - 10, len(text))
    assert find_typed(text, "Reversed and remanded.", near=[near])[0].start == second


def test_an_ellipsis_leaves_something_out() -> None:
    assert _found("malice aforethought ... deadly weapon [...] We agree", NEAR) == [
        "malice aforethought",
        "deadly weapon",
        "We agree",
    ]
    assert _found("deadly weapon … malice aforethought", NEAR) == []


def test_a_page_number_within_the_words_does_not_matter() -> None:
    text = "It is a settled rule that no man *215 shall profit by his own wrong."
    at = text.index("*215 ")
    (span,) = find_typed(
        text, "no man Shall profit", near=[Span(0, len(text))], skip=[Span(at, at + 5)]
    )
    assert text[span.start : span.end] == "no man *215 shall profit"


def test_without_a_page_only_telling_words_are_found() -> None:
    assert _found("No man shall profit by his own wrong") == [
        "no man shall profit by his own wrong"
    ]
    assert _found("We agree") == []
    assert _found("no man should proffit by a wrong of his") == []


def test_a_long_book_and_many_marks_take_no_time() -> None:
    text = OTHER * 20_000 + PAGE + OTHER * 15_000
    near = Span(len(OTHER) * 20_000 - 4000, len(OTHER) * 20_000 + 4000)
    began = time.process_time()
    for _ in range(20):
        assert find_typed(text, "no man should profit by his wrong", near=[near])
    assert time.process_time() - began < 8
