"""A broken file ends as a text or as one clear sentence: no crash, no hang, nothing half."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.mutations import FIXTURES, check_end, mutated

_SOUND = {name: make() for name, make in FIXTURES.items()}
_SHARED_FOLDER = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.mark.parametrize("name", FIXTURES)
def test_the_sound_file_opens(tmp_path: Path, name: str) -> None:
    check_end(tmp_path, name, _SOUND[name])


@pytest.mark.parametrize("name", [name for name in FIXTURES if name != "opinion.pdf"])
@settings(max_examples=12, suppress_health_check=_SHARED_FOLDER)
@given(data=st.data())
def test_a_broken_file_ends_well(tmp_path: Path, name: str, data: st.DataObject) -> None:
    check_end(tmp_path, name, data.draw(mutated(_SOUND[name])))


@pytest.mark.long
@pytest.mark.parametrize("name", FIXTURES)
@settings(max_examples=400, suppress_health_check=_SHARED_FOLDER)
@given(data=st.data())
def test_a_broken_file_ends_well_in_hundreds_of_ways(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    check_end(tmp_path, name, data.draw(mutated(_SOUND[name])))


@pytest.mark.parametrize("name", FIXTURES)
def test_a_file_cut_off_anywhere_ends_well(tmp_path: Path, name: str) -> None:
    whole = _SOUND[name]
    for share in (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        check_end(tmp_path, name, whole[: int(share * len(whole))])
