"""Lines that the markup numbers are cited by number; what it leaves open is not guessed."""

from pathlib import Path

import pytest

from glossator.model.books import EditionText, Extractor
from glossator.model.text import PinpointOrigin
from glossator.sources.blocks import check_invariants
from glossator.sources.extract import extract
from glossator.sources.html import read_html


def verse(count: int, numbered: dict[int, int], *, since: int = 0) -> str:
    """Write lines of verse, some with a number; `numbered` is by the line's place from 0."""
    return "".join(
        f"<div>Line {at + since} of the song"
        + (f'<span class="lnum">{numbered[at]}</span>' if at in numbered else "")
        + "</div>"
        for at in range(count)
    )


def read(html: str) -> EditionText:
    content = read_html(f"<!doctype html><body>{html}</body>", Extractor("html", 1)).content
    assert check_invariants(content) == []
    return content


def lines_of(content: EditionText) -> list[tuple[str, str]]:
    """Give label and first words of each pinpoint of a line."""
    return [
        (row.label, content.text[row.start : row.start + 8].removesuffix("o").strip())
        for row in content.pinpoints
        if row.scheme == "line"
    ]


def test_the_lines_between_two_numbers_are_counted() -> None:
    content = read("<h1>Song</h1>" + verse(16, {4: 5, 9: 10, 14: 15}))
    found = lines_of(content)
    assert found[:15] == [(str(at + 1), f"Line {at}") for at in range(15)]
    assert found[15:] == [("", "Line 15")]
    by_number = {r.label: r.origin for r in content.pinpoints}
    assert (by_number["5"], by_number["6"]) == (PinpointOrigin.MARKUP, PinpointOrigin.DETECTED)


def test_lines_that_do_not_count_out_are_left_open() -> None:
    # Six lines stand between 10 and 15: a speaker's line was broken in two.
    content = read(verse(17, {4: 5, 9: 10, 16: 15}))
    assert ("10", "Line 9") in lines_of(content)
    assert ("", "Line 10") in lines_of(content)
    assert ("11", "Line 10") not in lines_of(content)


def test_numbers_that_begin_anew_count_in_parts_named_by_their_headings() -> None:
    numbers = {4: 5, 9: 10, 14: 15}
    content = read(f"<h2>First</h2>{verse(16, numbers)}<h2>Second</h2>{verse(16, numbers)}")
    assert {row.part for row in content.pinpoints} == {"First", "Second"}


def test_two_numbers_are_no_run_and_others_do_not_rise_as_lines_do() -> None:
    assert lines_of(read(verse(12, {4: 5, 9: 10}))) == []
    assert lines_of(read(verse(12, {0: 3, 3: 16, 5: 18, 8: 90}))) == []


def test_a_number_inside_a_paragraph_of_several_lines_says_nothing_of_the_others() -> None:
    prose = "".join(
        f'<p>The rent was paid at noon, <span class="linenum">{5 * at}</span> and it held.</p>'
        for at in range(1, 5)
    )
    assert {label for label, _ in lines_of(read(prose))} == {""}


@pytest.mark.parametrize("name", ["lnum", "linenum", "line-number", "ln"])
def test_classes_of_line_numbers_are_known(name: str) -> None:
    html = verse(16, {4: 5, 9: 10, 14: 15}).replace("lnum", name)
    assert len(lines_of(read(html))) > 10


def test_an_underlined_number_is_no_line_number() -> None:
    html = "".join(f'<p>Paid <span class="underline">{at}</span></p>' for at in range(1, 9))
    content = read(html)
    assert (lines_of(content), content.markers) == ([], ())


def test_all_numbered_lines_of_a_poem_are_found(data_dir: Path) -> None:
    path = data_dir / "documents" / "wasteland.epub"
    content = extract(path, path.name).content
    rows = [row for row in content.pinpoints if row.scheme == "line"]
    assert [row.label for row in rows if row.label] == [*map(str, range(1, 431))]
    assert rows[-1].label == ""
    places = {row.label: content.text[row.start : row.start + 20] for row in rows}
    assert places["1"] == "April is the cruelle"
    assert places["30"].startswith("I will show you fear")
    assert places["31"].startswith("Frisch weht der Wind")
