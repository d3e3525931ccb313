"""The passage behind a line, in its context."""

from __future__ import annotations

from pathlib import Path

from glossator.library.library import Library
from glossator.library.peeking import passage_around
from tests.library.opinions import import_opinion, mark_words


def test_the_paragraph_stands_around_the_mark(library: Library) -> None:
    passage = passage_around(library, mark_words(library, "a harmless animal must", pen="rule"))
    words = ["".join(part.words for part in paragraph) for paragraph in passage.paragraphs]
    assert "Opinion" in words
    marked = [part.words for each in passage.paragraphs for part in each if part.is_marked]
    assert marked == ["a harmless animal must"]


def test_far_paragraphs_are_cut_at_words(library: Library, tmp_path: Path) -> None:
    long = "Heron words go on. " * 200
    text = f"# Long\n\n{long}the one passage {long}\n"
    source = import_opinion(library, tmp_path, text, "long.md")
    passage = passage_around(library, mark_words(library, "the one passage", source=source))
    (before, marked, after) = passage.paragraphs[0]
    assert marked.is_marked
    assert 440 < len(before.words) < 520
    assert before.words.split()[0] in {"Heron", "words", "go", "on."}
    assert after.words.split()[-1] in {"Heron", "words", "go", "on."}
