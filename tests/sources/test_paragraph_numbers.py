"""Numbers of paragraphs: the work's own, in runs that rise; never wrong and sure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from glossator.model.books import EditionText
from glossator.model.pinpoints import pinpoint_at
from glossator.model.text import CITABLE_CONFIDENCE, BlockKind, Span
from glossator.sources.blocks import Piece, TextBuilder, check_invariants
from glossator.sources.paragraph_numbers import with_paragraph_numbers
from tests.sources.docx_making import abstract, level, num, open_docx, p

WORDS = "The tenant paid the rent, and the landlord kept the stair as he had promised."


def pinned(*blocks: str | tuple[BlockKind, str]) -> EditionText:
    builder = TextBuilder()
    for block in blocks:
        kind, words = (BlockKind.PARAGRAPH, block) if isinstance(block, str) else block
        builder.add(Piece(kind, words))
    return with_paragraph_numbers(builder.finish())


def sure_labels(content: EditionText) -> list[str]:
    return [
        row.label
        for row in content.pinpoints
        if row.scheme == "paragraph" and row.confidence >= CITABLE_CONFIDENCE
    ]


def paragraphs(form: str, numbers: Sequence[int]) -> list[str]:
    return [f"{form.format(number)} {WORDS}" for number in numbers]


@pytest.mark.parametrize("form", ["[{}]", "{}.", "¶ {}", "¶{}.", "[¶{}]"])
def test_paragraphs_are_pinned_by_the_number_they_begin_with(form: str) -> None:
    assert sure_labels(pinned(*paragraphs(form, range(1, 7)))) == ["1", "2", "3", "4", "5", "6"]


def test_a_number_in_a_quotation_is_the_number_of_another_work() -> None:
    own = paragraphs("[{}]", range(1, 6))
    quoted = (BlockKind.QUOTATION, f"[4] {WORDS}")
    content = pinned(*own[:3], quoted, *own[3:])
    fourth = [row for row in content.pinpoints if row.label == "4"]
    assert [content.text[row.start : row.start + 3] for row in fourth] == ["[4]"]
    assert fourth[0].start > content.text.index("[4]")


def test_a_quotation_over_several_paragraphs_is_one() -> None:
    own = paragraphs("[{}]", range(1, 7))
    quoted = [f"The court below said: “{WORDS}", f"[4] {WORDS}", f"[5] {WORDS}”"]
    content = pinned(*own[:3], *quoted, *own[3:])
    assert sure_labels(content) == ["1", "2", "3", "4", "5", "6"]
    starts = {row.label: row.start for row in content.pinpoints}
    assert starts["4"] > content.text.index("[5]")


def test_a_short_list_in_a_long_text_numbers_no_paragraphs() -> None:
    assert sure_labels(pinned(*[WORDS] * 20, *paragraphs("{}.", range(1, 7)), *[WORDS] * 5)) == []


def test_a_bibliography_at_the_end_numbers_no_paragraphs() -> None:
    assert sure_labels(pinned(*[WORDS] * 20, *paragraphs("[{}]", range(1, 12)))) == []


def test_a_list_inside_a_paragraph_makes_no_number_surely_wrong() -> None:
    own, listed = paragraphs("{}.", range(1, 13)), paragraphs("{}.", range(1, 4))
    content = pinned(*own[:5], *listed, *own[5:])
    assert sure_labels(content) == [str(number) for number in range(1, 13)]
    early = pinned(*own[:2], *listed, *own[2:])
    at = {row.label: row for row in early.pinpoints}
    assert at["3"].confidence < CITABLE_CONFIDENCE
    assert at["12"].confidence >= CITABLE_CONFIDENCE


def test_where_a_number_is_missing_its_paragraph_is_not_cited_by_the_one_before() -> None:
    own = paragraphs("[{}]", [1, 2, 3, 5, 6, 7])
    assert sure_labels(pinned(*own)) == ["1", "2", "5", "6", "7"]
    content = pinned(*own[:3], WORDS, *own[3:])
    assert sure_labels(content) == ["1", "2", "3", "5", "6", "7"]
    (unsure,) = [row for row in content.pinpoints if row.confidence < CITABLE_CONFIDENCE]
    assert content.text[unsure.start :].startswith(WORDS)


def test_numbers_that_begin_anew_count_in_parts_named_by_their_headings() -> None:
    heading = BlockKind.HEADING
    content = pinned(
        (heading, "Lord Brandt"),
        *paragraphs("{}.", range(1, 7)),
        (heading, "Lady Weir"),
        *paragraphs("{}.", range(1, 7)),
    )
    parts = [row.part for row in content.pinpoints if row.label]
    assert parts == ["Lord Brandt"] * 6 + ["Lady Weir"] * 6
    # The second opinion's heading is not part of the first one's last paragraph.
    end = next(row for row in content.pinpoints if not row.label)
    assert content.text[end.start :].startswith("Lady Weir")


def test_a_year_is_no_number_of_a_paragraph() -> None:
    content = pinned(f"[2020] UKSC 12 {WORDS}", *paragraphs("[{}]", range(1, 6)))
    assert sure_labels(content) == ["1", "2", "3", "4", "5"]


def test_sections_that_fall_behind_are_not_sure() -> None:
    heading = BlockKind.HEADING
    numbers = ["18-9", "18-10", "1983", "18-11", "18-301.1"]
    content = pinned(*((heading, f"§ {number} Rent") for number in numbers))
    assert sure_labels(content) == ["§ 18-9", "§ 18-10", "§ 18-11", "§ 18-301.1"]


def cited(content: EditionText, words: str) -> list[str]:
    at = content.text.index(words)
    return [row.label for row in pinpoint_at(content.pinpoints, Span(at, at + len(words)))]


@pytest.mark.parametrize(
    "line",
    [
        "Annex A",
        "APPENDIX 1: THE PLAN",
        "The First Schedule",
        "Endnotes",
        "Dated this 3rd day of May",
        "Signed: B. Brandt",
        "--------",
        "LORD BRANDT:",
        "Justice Weir concurred in the judgment.",
        (BlockKind.HEADING, "The plan of the house"),
    ],
)
def test_what_follows_the_last_paragraph_is_not_cited_by_it(
    line: str | tuple[BlockKind, str],
) -> None:
    more = (BlockKind.LIST_ITEM, "(a) the stair;")
    content = pinned(*paragraphs("[{}]", range(1, 7)), more, line, "A wall of two feet.")
    assert cited(content, "the stair;") == ["6"]
    assert cited(content, "A wall of two feet.") == []
    assert check_invariants(content) == []


@pytest.mark.parametrize(
    "line",
    [
        "Annex A shows where the stair stood.",
        "The order below was right, and it is affirmed.",
        (BlockKind.QUOTATION, "APPENDIX"),
        (BlockKind.LIST_ITEM, "(a) the stair"),
    ],
)
def test_a_last_paragraph_goes_on_over_what_belongs_to_it(
    line: str | tuple[BlockKind, str],
) -> None:
    content = pinned(*paragraphs("[{}]", range(1, 7)), line, "It is so held.")
    assert cited(content, "It is so held.") == ["6"]


def test_where_all_paragraphs_are_numbered_one_without_a_number_is_none() -> None:
    content = pinned(*paragraphs("[{}]", range(1, 13)), "A letter of the tenant is kept here.")
    assert cited(content, "A letter") == []
    few = pinned(*paragraphs("[{}]", range(1, 7)), "A letter of the tenant is kept here.")
    assert cited(few, "A letter") == ["6"]


def test_a_heading_inside_the_last_section_of_a_statute_belongs_to_it() -> None:
    blocks = [f"§ {at}. {WORDS}" for at in range(1, 5)]
    content = pinned(
        *blocks,
        (BlockKind.HEADING, "Exceptions"),
        "The stair of a mill.",
        (BlockKind.HEADING, "Schedule 1"),
        "The fee is a crown.",
    )
    assert cited(content, "The stair of a mill.") == ["§ 4"]
    assert cited(content, "The fee is a crown.") == []


def test_word_numbered_paragraphs_end_at_an_annex(tmp_path: Path) -> None:
    numbering = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    own = "".join(p(WORDS, item=(1, 0)) for _ in range(6))
    made = open_docx(tmp_path, own + p("Annex A") + p("A wall of two feet."), numbering=numbering)
    assert cited(made.content, "A wall of two feet.") == []
    assert [row.label for row in made.content.pinpoints] == ["1", "2", "3", "4", "5", "6", ""]
