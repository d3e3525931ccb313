"""How a quote finds its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchors.fold import fold
from glossator.anchors.quotes import find_quote, locate_quote
from glossator.model.errors import AmbiguousQuoteError, QuoteNotFoundError
from glossator.model.marks import TextQuote
from glossator.model.text import Span

# few letters, so that repetitions are common; and what tends to break offsets
texts = st.text("ab \n-ﬁ\u00ad\u0301é🐕שׁ", max_size=12)


def found(text: str, exact: str, skip: tuple[Span, ...] = ()) -> list[str]:
    return [text[place.start : place.end] for place in find_quote(text, exact, skip=skip)]


def located(text: str, quote: TextQuote, near: int | None = None) -> Span:
    return locate_quote(text, quote, source_title="Palmer v. Reed", near=near)


def test_all_places_where_the_words_stand_are_found() -> None:
    text = "the dog bit, and the dog fled"
    assert find_quote(text, "the dog") == [Span(0, 7), Span(17, 24)]


def test_places_may_overlap() -> None:
    assert find_quote("aaa", "aa") == [Span(0, 2), Span(1, 3)]


def test_where_the_words_stand_letter_by_letter_other_places_do_not_count() -> None:
    text = "a well known dog is a well-known dog"
    assert found(text, "well-known") == ["well-known"]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("the keeper\nof a dog", "the keeper of a dog"),
        ("the keeper of a dog", "the   keeper\r\nof a\tdog"),
        ("the keep\u00ader of a dog", "the keeper of a dog"),
        ("the keeper of a dog", "the keep-\ner of a dog"),
        ("the keeper’s “dog”", 'the keeper\'s "dog"'),
        ("the keeper's ''dog''", "the keeper’s “dog”"),
        ("1993–94 — a year", "1993-94 - a year"),
        ("the oﬃce ﬁle", "the office file"),
        ("Cafe\u0301 Rene\u0301", "Café René"),
        ("a guide dog 🦮 barks", "a guide dog  🦮 barks"),
        ("דין\u00a0וחשבון", "דין וחשבון"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
    ],
)
def test_what_the_eye_does_not_see_does_not_hide_a_quote(text: str, exact: str) -> None:
    whole = text.rstrip("\ufeff")
    assert found(f"Dogs 🐕. {text} Cats.", exact) == [whole]


def test_case_and_punctuation_count() -> None:
    assert found("The keeper, of a dog", "the keeper") == []
    assert found("the keeper, of a dog", "the keeper of") == []


def test_markers_and_furniture_may_interrupt_a_quote() -> None:
    text = "the keeper *425 of a\nPalmer v. Reed\ndog answers"
    skip = (Span(21, 35), Span(11, 15))
    assert found(text, "keeper of a dog", skip) == ["keeper *425 of a\nPalmer v. Reed\ndog"]
    assert found(text, "keeper of a dog") == []


def test_words_copied_with_the_furniture_between_them_are_found() -> None:
    text = "the “keeper” *425 of a\nPalmer v. Reed\ndog answers"
    skip = (Span(23, 37), Span(13, 17))
    copied = '"keeper" *425 of a\r\nPalmer  v. Reed\r\ndog'
    assert found(text, copied, skip) == ["“keeper” *425 of a\nPalmer v. Reed\ndog"]
    assert found(text, '"keeper" of a dog', skip) == ["“keeper” *425 of a\nPalmer v. Reed\ndog"]


def test_many_pages_copied_with_their_furniture_are_found() -> None:
    pages = [f"the “keeper” of dog {page} answers for\nPalmer v. Reed\n" for page in range(2000)]
    text = "".join(pages)
    heads = [place.start for place in find_quote(text, "Palmer v. Reed")]
    skip = tuple(Span(start, start + len("Palmer v. Reed")) for start in heads)
    start, end = text.index("dog 100 "), text.index("dog 1500 ")
    copied = text[start:end].replace("“", '"').replace("”", '"').replace("\n", "\r\n")
    [place] = find_quote(text, copied, skip=skip)
    assert (place.start, fold(text[place.start : place.end])) == (start, fold(copied))


@pytest.mark.parametrize("exact", ["", " ", "\u00ad", "—"])
def test_a_quote_of_nothing_to_compare_is_found_nowhere(exact: str) -> None:
    assert find_quote("The keeper", exact.replace(" ", "\n")) == []


def test_context_chooses_between_two_equal_quotes() -> None:
    text = "the dog bit Palmer. On Sunday the dog bit Reed."
    quote = TextQuote("the dog bit", prefix="On Sunday ", suffix=" Reed")
    assert located(text, quote) == Span(30, 41)


def test_context_is_compared_without_white_space_and_typography() -> None:
    text = "a “dog” bit; the\nother ‘dog’ bit"
    assert located(text, TextQuote("bit", prefix="the other 'dog' ")) == Span(29, 32)


def test_of_equally_good_places_the_nearest_one_wins() -> None:
    text = "a dog, a dog, a dog"
    assert located(text, TextQuote("dog"), near=10) == Span(9, 12)
    assert located(text, TextQuote("dog"), near=0) == Span(2, 5)


def test_context_counts_for_more_than_nearness() -> None:
    assert located("a dog, the dog", TextQuote("dog", prefix="the "), near=0) == Span(11, 14)


def test_a_quote_found_twice_is_refused_with_the_places() -> None:
    text = "On Monday the dog bit Palmer. On Sunday the dog bit Reed."
    with pytest.raises(AmbiguousQuoteError) as caught:
        located(text, TextQuote("the dog bit"))
    assert caught.value.places == (
        (10, "On Monday the dog bit Palmer. On Sunday t"),
        (40, "t Palmer. On Sunday the dog bit Reed."),
    )
    assert "occurs 2 times in Palmer v. Reed" in str(caught.value)


def test_a_long_quote_is_shortened_in_the_list_of_places() -> None:
    words = "the keeper of a dog always answers for its bite"
    with pytest.raises(AmbiguousQuoteError) as caught:
        located(f"{words}\n{words}", TextQuote(words))
    assert (
        caught.value.places[0][1] == "the keeper of a dog …answers for its bite the keeper of a dog"
    )


def test_a_quote_that_is_not_there_is_named_with_the_way_out() -> None:
    with pytest.raises(QuoteNotFoundError, match="“the cat” does not occur in Palmer"):
        located("the dog", TextQuote("the cat"))


def test_an_error_shows_its_quote_on_one_line() -> None:
    with pytest.raises(QuoteNotFoundError, match=r"^“the cat sat” does not"):
        located("the dog", TextQuote("the\r\n  cat\tsat\n"))
    with pytest.raises(AmbiguousQuoteError, match=r"^“the dog” occurs"):
        located("the dog, the dog", TextQuote("the\ndog"))


def test_an_empty_quote_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"the quote to find in Palmer v\. Reed is empty"):
        located("the dog", TextQuote(""))


@given(before=texts, exact=texts.filter(bool), after=texts)
def test_a_quote_with_its_whole_context_is_found_where_it_was(
    before: str, exact: str, after: str
) -> None:
    place = located(before + exact + after, TextQuote(exact, before, after))
    assert place == Span(len(before), len(before) + len(exact))


@given(text=texts, exact=texts, skip=st.lists(st.tuples(*[st.integers(0, 12)] * 2).map(sorted)))
def test_every_place_is_in_the_text(text: str, exact: str, skip: list[list[int]]) -> None:
    spans = [Span(start, end) for start, end in skip if end <= len(text)]
    for place in find_quote(text, exact, skip=spans):
        assert place.start < place.end <= len(text)
