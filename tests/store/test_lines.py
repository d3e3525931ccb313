"""A step goes into a line and comes back as it was."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.model.operations import Operation, Step, Write
from glossator.store.lines import decode_step, decode_steps, encode_step
from tests.store.making import ANNA, mark, marking, open_here

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=6,
)


@pytest.fixture
def step(tmp_path: Path) -> list[Operation]:
    """Give the operations of a step that marked a passage."""
    with closing(open_here(tmp_path)) as store:
        store.commit(marking(mark("m1")), ANNA)
        return store.read_chain(store.replica, 0, 99)[0]


def test_a_line_holds_the_whole_step_and_can_be_read_by_eye(step: list[Operation]) -> None:
    line = encode_step(step)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert b'"label":"Marked \xe2\x80\x9cmalice\xe2\x80\x9d as rule"' in line
    assert b'"field":"pen"' in line
    assert b'"value":"rule"' in line
    assert decode_step(line) == step


def test_erased_words_are_left_out_and_stay_erased(step: list[Operation]) -> None:
    erased = [replace(one, value=None, salt="", label="", label_salt="") for one in step]
    line = encode_step(erased)
    assert b"malice" not in line
    assert decode_step(line) == erased


def test_what_a_newer_program_says_besides_is_left_aside(step: list[Operation]) -> None:
    line = encode_step(step).replace(b'{"schema":2,', b'{"schema":2,"mood":"calm",')
    assert decode_step(line) == step


@pytest.mark.parametrize("line", [b"{}", b"[1]", b"half a li", b'{"operations":[]}'])
def test_what_is_no_step_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode_step(line)


def test_empty_lines_are_nothing(step: list[Operation]) -> None:
    assert list(decode_steps([b"\n", encode_step(step), b""])) == [step]


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON)
def test_any_value_comes_back_to_the_letter(tmp_path: Path, value: object) -> None:
    with closing(open_here(tmp_path)) as store:
        name = f"s{store.cursor()}"
        change = Step(name, "set", "Set a name", (Write("course", "c1", "name", value),))
        store.commit(change, ANNA)
        (step,) = store.read_chain(store.replica, store.cursor() - 1, 9)
    assert decode_step(encode_step(step)) == step
