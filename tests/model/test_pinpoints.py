"""Reading a table of pinpoints."""

from __future__ import annotations

from glossator.model.pinpoints import pinpoint_at
from glossator.model.text import Pinpoint, PinpointOrigin, Span


def _table(*rows: tuple[str, str, int, float]) -> list[Pinpoint]:
    made = [Pinpoint(s, "", label, at, PinpointOrigin.MARKUP, c) for s, label, at, c in rows]
    return sorted(made, key=lambda row: (row.scheme, row.start))


def _labels(table: list[Pinpoint], start: int, end: int) -> list[str]:
    return [row.label for row in pinpoint_at(table, Span(start, end))]


def test_a_passage_over_a_page_break_is_cited_by_both_pages() -> None:
    table = _table(("printed-page", "13", 0, 1.0), ("printed-page", "14", 50, 1.0))
    assert _labels(table, 40, 60) == ["13", "14"]
    assert _labels(table, 40, 50) == ["13"]


def test_a_star_page_is_cited_before_a_printed_page() -> None:
    table = _table(("printed-page", "13", 0, 1.0), ("star-page:S.E.2d", "425", 10, 1.0))
    assert _labels(table, 20, 30) == ["425"]
    assert _labels(table, 0, 5) == ["13"]


def test_the_pages_of_two_reporters_are_not_mixed() -> None:
    table = _table(
        ("star-page:Va.", "90", 0, 1.0),
        ("star-page:S.E.2d", "425", 10, 1.0),
        ("star-page:Va.", "91", 40, 1.0),
    )
    assert _labels(table, 20, 45) == ["425"]


def test_a_page_that_is_not_sure_does_not_hand_its_passage_to_the_page_before() -> None:
    table = _table(("printed-page", "13", 0, 1.0), ("printed-page", "41", 50, 0.2))
    assert _labels(table, 60, 70) == []
    assert _labels(table, 40, 60) == ["13"]


def test_before_the_first_page_nothing_is_cited() -> None:
    assert _labels(_table(("printed-page", "13", 10, 1.0)), 0, 5) == []
