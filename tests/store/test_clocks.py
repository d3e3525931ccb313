"""A computer whose clock is wrong loses nothing, and is right again when the clock is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from glossator.model.ids import AnnotationId
from glossator.store.check import check
from glossator.store.records import format_time
from tests.store.making import ANNA, NOON_MS, mark, marking, open_here, setting, ticking

IN_1970_MS = 1_000
IN_2099_MS = 4_086_000_000_000


@pytest.mark.parametrize("wrong_ms", [IN_1970_MS, IN_2099_MS])
def test_what_was_done_under_a_wrong_clock_stays_and_what_comes_after_wins(
    tmp_path: Path, wrong_ms: int
) -> None:
    with closing(open_here(tmp_path, ticking(NOON_MS))) as store:
        store.commit(marking(mark("m1")), ANNA)
    with closing(open_here(tmp_path, ticking(wrong_ms))) as store:
        store.commit(marking(mark("m2")), ANNA)
        store.commit(setting("s1", "m1", "comment", "under the wrong clock"), ANNA)
        assert store.undo("u1", ANNA).label
        store.redo("r1", ANNA)
    with closing(open_here(tmp_path, ticking(NOON_MS + 86_400_000))) as store:
        store.commit(setting("s2", "m1", "comment", "afterwards"), ANNA)
        store.commit(setting("s3", "m2", "comment", "also"), ANNA)
        comments = {one.id: one.comment for one in store.list_annotations()}
        assert comments == {"m1": "afterwards", "m2": "also"}
        assert store.refold() == 0
    assert check(tmp_path, deep=True) == []


@pytest.mark.parametrize(
    ("now_ms", "year"), [(0, "1970"), (IN_1970_MS, "1970"), (IN_2099_MS, "2099")]
)
def test_a_new_library_works_whatever_the_clock_says(
    tmp_path: Path, now_ms: int, year: str
) -> None:
    with closing(open_here(tmp_path, ticking(now_ms))) as store:
        store.commit(marking(mark("m1")), ANNA)
        found = store.get_annotation(AnnotationId("m1"))
        (step,) = store.list_steps(None, 10)
    assert found is not None
    assert found.modified.startswith(year)
    assert format_time(step.made_ms).startswith(year)


def test_the_check_knows_of_clocks_that_were_absurdly_ahead(tmp_path: Path) -> None:
    with closing(open_here(tmp_path, ticking(IN_2099_MS))) as store:
        store.commit(marking(mark("m1")), ANNA)
    with closing(open_here(tmp_path, ticking(NOON_MS))) as store:
        store.commit(setting("s1", "m1", "comment", "now"), ANNA)
    assert check(tmp_path, deep=True) == []
