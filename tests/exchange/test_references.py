"""References out and in: what a format can carry survives it, and what it cannot is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exchange import bibtex, csl_json, ris
from glossator.exchange.references import ReadReferences, Reference, report_losses
from glossator.model.books import Bibliography, Caption, Name

Format = tuple[
    str,
    Callable[[Sequence[Reference]], str],
    Callable[[str], ReadReferences],
    frozenset[str],
]
FORMATS: list[Format] = [
    ("BibTeX", bibtex.write_bibtex, bibtex.read_bibtex, bibtex.CARRIED),
    ("RIS", ris.write_ris, ris.read_ris, ris.CARRIED),
    ("CSL JSON", csl_json.write_csl_json, csl_json.read_csl_json, csl_json.CARRIED),
]
by_format = pytest.mark.parametrize("format_", FORMATS, ids=[name for name, *_ in FORMATS])

ARTICLE = Reference(
    "On Tame Herons & Their Keepers: 100 % of {Weir}'s_Case",
    Bibliography(
        kind="article-journal",
        authors=(Name("van der Berg", "Jörg"), Name("Court of Herons, Inc.")),
        editors=(Name("Crane", "Ichabod T."),),
        issued="2010-03-04",
        publisher="Reed & Rush",
        place="Sumpfstadt",
        container="Journal of Harmless Animals",
        volume="12",
        issue="3–4",
        pages="214-224",
        edition="2nd",
        isbn="978-3-16-148410-0",
        doi="10.1000/heron_7",
        url="https://example.org/herons?a=1&b=2#_top",
        language="en-GB",
        key="berg2010",
    ),
)
CASE = Reference(
    "Crane v. Weir",
    Bibliography(kind="legal_case", issued="1912-05", container="N.H.", volume="84", pages="114"),
    Caption("Crane v. Weir", "Court of Herons", "5 May 1912", "No. 7", "84 N.H. 114", "Reed, J."),
)


@by_format
def test_every_field_that_a_format_carries_survives_it(format_: Format) -> None:
    _, write, read, carried = format_
    back = read(write([ARTICLE, CASE]))
    assert back.problems == ()
    article, case = back.references
    assert article == ARTICLE
    has_captions = "caption.court" in carried
    expected = CASE if has_captions else replace(CASE, caption=Caption())
    assert replace(case, bibliography=replace(case.bibliography, key="")) == expected


def test_a_ris_file_holds_nothing_but_its_tags() -> None:
    lines = ris.write_ris([ARTICLE, CASE]).splitlines()
    assert lines[0] == "TY  - JOUR"
    assert all(line == "" or line[2:6] == "  - " for line in lines)


def test_what_a_format_cannot_carry_is_said() -> None:
    assert report_losses([ARTICLE, CASE, CASE], "RIS", ris.CARRIED)[:2] == [
        "RIS has no field for citation: left out of 2 works.",
        "RIS has no field for court: left out of 2 works.",
    ]
    assert report_losses([ARTICLE, CASE], "BibTeX", bibtex.CARRIED) == []


def test_bibtex_as_people_write_it_is_read() -> None:
    text = r"""
    @string{her = "Journal of Herons"}
    @Article{berg10, AUTHOR = "J{\"o}rg van der Berg and {Court of Herons and Weirs} and
        Smith, Jr, John", title = {{On} \emph{Tame} Herons --- 50% of them}, journal = her,
        year = 2010, month = mar, pages = {12--20}, url = {https://x.org/a\_b}, }
    @book{broken, title = {never closed
    @misc{berg10, title = {The same key}}
    """
    read = bibtex.read_bibtex(text)
    first = read.references[0]
    assert first.title == "On Tame Herons — 50% of them"
    assert first.bibliography == Bibliography(
        kind="article-journal",
        authors=(
            Name("van der Berg", "Jörg"),
            Name("Court of Herons and Weirs"),
            Name("Smith", "John, Jr"),
        ),
        issued="2010-03",
        container="Journal of Herons",
        pages="12-20",
        url="https://x.org/a_b",
        key="berg10",
    )
    assert [one.title for one in read.references[1:]] == ["The same key"]
    assert len(read.problems) == 1
    assert "is no sound BibTeX" in read.problems[0]


def test_ris_as_reference_managers_write_it_is_read() -> None:
    text = (
        "TY  - JOUR\r\nA1  - Berg, Jörg\r\nT1  - On Herons\r\nJO  - J. Her.\r\n"
        "PY  - 2010/03//\r\nSP  - 12\r\nEP  - 20\r\nUR  - https://x.org\r\nER  - \r\n"
    )
    (reference,) = ris.read_ris(text).references
    assert reference.title == "On Herons"
    assert reference.bibliography.issued == "2010-03"
    assert (reference.bibliography.container, reference.bibliography.pages) == ("J. Her.", "12-20")


@pytest.mark.parametrize("text", ["", "{", "[1, null]", "{}", '[{"author": 3, "issued": []}]'])
def test_a_file_that_is_no_csl_gives_sentences_and_no_error(text: str) -> None:
    csl_json.read_csl_json(text)


@pytest.mark.parametrize("text", ["", "TY  - ", "ER  - ", "\0\1", "TY  - JOUR\nXX  - 1\n"])
def test_a_file_that_is_no_ris_gives_no_error(text: str) -> None:
    ris.read_ris(text)


_words = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12
)
_said = st.lists(_words, max_size=4).map(" ".join)
_name = st.builds(Name, _words, _said)
_dates = st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat()), st.just("1912-05"))


@given(title=_said, publisher=_said, names=st.lists(_name, max_size=3), issued=_dates)
def test_any_words_survive_csl_json(
    title: str, publisher: str, names: list[Name], issued: str
) -> None:
    known = Bibliography("book", authors=tuple(names), issued=issued, publisher=publisher, key="k")
    assert csl_json.read_csl_json(
        csl_json.write_csl_json([Reference(title, known)])
    ).references == (Reference(title, known),)


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for _, _, read, _ in FORMATS:
        read(text)
