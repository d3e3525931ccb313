"""Topics read from a syllabus or the headings of a book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.text import BlockKind
from glossator.study.syllabus import Proposed, paths_of, read_headings, read_syllabus
from tests.study.made import make_content


def tree(text: str) -> list[tuple[int, str]]:
    return [(topic.level, topic.name) for topic in read_syllabus(text)]


DEEP = "1Homicide 2Murder 3Malice 2Manslaughter 1Theft"


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Homicide\n  Murder\n    Malice\n  Manslaughter\nTheft", DEEP),
        ("Homicide\n\tMurder\n\t\tMalice\n\tManslaughter\nTheft", DEEP),
        ("I. Homicide\nA. Murder\n1. Malice\nB. Manslaughter\nII. Theft", DEEP),
        ("Week 1: Intent\n- Purpose\nWeek 2: Causation", "1Intent 2Purpose 1Causation"),
        ("# Homicide\n\n\n# Theft\n", "1Homicide 1Theft"),
        ("    Deep\n  Less\nLeast", "1Deep 1Less 1Least"),
        ("1892 was a year\nI am a topic", "11892 was a year 1I am a topic"),
        ("", ""),
    ],
)
def test_lines_become_topics(text: str, topics: str) -> None:
    assert " ".join(f"{level}{name}" for level, name in tree(text)) == topics


def test_headings_of_a_book_lose_their_numbers_and_stop_at_a_depth() -> None:
    content = make_content(
        (BlockKind.HEADING, "Chapter 3. Homicide"),
        (BlockKind.PARAGRAPH, "Words."),
        (BlockKind.HEADING, "A. Murder"),
    )
    levels = dict(zip(content.blocks, (1, 0, 3), strict=True))
    blocks = [type(b)(b.kind, levels[b], b.start, b.end) for b in content.blocks]
    assert read_headings(content.text, blocks) == [Proposed("Homicide", 1), Proposed("Murder", 2)]
    assert read_headings(content.text, blocks, deepest=1) == [Proposed("Homicide", 1)]


def test_paths() -> None:
    topics = read_syllabus("Homicide\n  Murder > manslaughter\nTheft")
    assert paths_of(topics, " > ") == ["Homicide", "Homicide > Murder – manslaughter", "Theft"]


@given(st.text(alphabet="aI1. \t\n-#(§)é"))
def test_whatever_was_pasted_levels_have_no_gaps(text: str) -> None:
    level = 0
    for topic in read_syllabus(text):
        assert 1 <= topic.level <= level + 1
        assert topic.name.strip()
        level = topic.level
