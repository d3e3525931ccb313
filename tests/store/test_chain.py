"""The chain: whatever is altered in an operation is noticed, and a value can still be erased."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.operations import Operation
from glossator.store.chain import COUNTER_BITS, Tail, canonical_json, find_fault, next_clock, seal
from tests.store.test_fold import operation

SEALED = seal(replace(operation("x", 1, "rule"), salt="5f0c", label_salt="77aa"), "")


def test_a_sealed_operation_is_sound_after_the_one_before_it() -> None:
    follower = seal(replace(operation("x", 2, "facts"), salt="77aa"), SEALED.hash)
    assert find_fault(SEALED, Tail()) is None
    assert find_fault(follower, Tail(1, 1, SEALED.hash)) is None


@pytest.mark.parametrize("name", [field.name for field in fields(Operation)])
def test_a_change_of_any_part_of_an_operation_is_noticed(name: str) -> None:
    value = getattr(SEALED, name)
    altered = value + 1 if isinstance(value, int) else value + "?"
    assert find_fault(Operation(**{**asdict(SEALED), name: altered}), Tail()) is not None


def test_a_missing_operation_is_named() -> None:
    assert find_fault(replace(SEALED, seq=3), Tail(1)) == "operation 2 is missing"


def test_an_erased_value_leaves_the_chain_sound() -> None:
    assert find_fault(replace(SEALED, value=None, salt=""), Tail()) is None


def test_an_erased_label_leaves_the_chain_sound() -> None:
    assert find_fault(replace(SEALED, label="", label_salt=""), Tail()) is None
    assert find_fault(replace(SEALED, label=""), Tail()) == "the label of operation 1 was altered"


def test_a_value_lost_without_its_salt_is_noticed() -> None:
    assert find_fault(replace(SEALED, value=None), Tail()) == "the value of operation 1 was altered"


@given(times=st.lists(st.integers(0, 2**41), min_size=1))
def test_the_clock_rises_even_when_the_wall_clock_goes_back(times: list[int]) -> None:
    clocks = [0]
    for now in times:
        clocks.append(next_clock(clocks[-1], now))
    assert all(earlier < later for earlier, later in pairwise(clocks))
    assert clocks[-1] >> COUNTER_BITS >= times[-1]


def test_canonical_json_has_sorted_keys_and_no_spaces() -> None:
    assert canonical_json({"b": [1, None], "a": "ü"}) == '{"a":"ü","b":[1,null]}'
