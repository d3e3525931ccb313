"""Order keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.library.order import order_between


def test_a_key_fits_between_neighbours_that_touch() -> None:
    assert "V" < order_between("V", "W") < "W"


def test_no_key_fits_between_neighbours_in_the_wrong_order() -> None:
    with pytest.raises(ValueError, match="no key fits between 'b' and 'a'"):
        order_between("b", "a")


@given(st.lists(st.integers(0, 30), max_size=60))
def test_any_row_of_insertions_keeps_its_order(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        before = keys[at - 1] if at else ""
        after = keys[at] if at < len(keys) else ""
        keys.insert(at, order_between(before, after))
    assert keys == sorted(set(keys))
