"""Which term a definition defines."""

from __future__ import annotations

import pytest

from glossator.study.terms import term_of


@pytest.mark.parametrize(
    ("own_words", "quote", "term"),
    [
        ("Battery: harmful contact that was meant", "", "Battery"),
        ("The eggshell skull rule means taking the victim as found", "", "eggshell skull rule"),
        ("", "“Dwelling” means any building in which someone lives", "Dwelling"),
        ("", "By 'malice' the law understands a will to harm", "malice"),
        ("Consideration – something of value", "quoted", "Consideration"),
        ("", "Whoever sets out to do harm and does it to another", "Whoever sets out to"),
        ("", "", ""),
    ],
)
def test_the_term_is_what_stands_before_its_meaning(own_words: str, quote: str, term: str) -> None:
    assert term_of(own_words, quote) == term
