"""Small values: what a book's text is made of is equal, hashable and copied as any other value."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from glossator.model.text import Block, BlockKind, Marker, MarkerKind, Style, StyleKind

VALUES = (
    Block(BlockKind.HEADING, 1, 0, 5),
    Marker(MarkerKind.STAR_PAGE, 0, 4, "425"),
    Style(StyleKind.ITALIC, 2, 4),
)


@pytest.mark.parametrize("value", VALUES)
def test_a_value_equals_its_copy_and_no_other(value: Block | Marker | Style) -> None:
    other = replace(value, start=1)
    assert replace(other, start=value.start) == value != other
    assert len({value, replace(value), other}) == 2
    assert pickle.loads(pickle.dumps(value)) == value


def test_values_of_two_classes_are_never_equal() -> None:
    assert len(set(VALUES)) == len(VALUES)


@pytest.mark.parametrize("value", VALUES)
def test_a_value_takes_no_field_that_its_class_does_not_have(value: Block | Marker | Style) -> None:
    with pytest.raises(AttributeError):
        value.colour = "red"  # type: ignore[union-attr]
