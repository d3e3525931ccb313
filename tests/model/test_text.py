"""Spans and targets keep what they promise."""

from __future__ import annotations

import pytest

from glossator.model.ids import SourceId
from glossator.model.marks import Target
from glossator.model.text import Span


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_a_span_runs_forward_from_the_start_of_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"got {start} to {end}"):
        Span(start, end)


def test_a_target_without_parts_names_its_source() -> None:
    with pytest.raises(ValueError, match="source crane has no part"):
        Target(SourceId("crane"), None, ())
