"""What a PDF says of its work is believed where it looks like more than a program's trace."""

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import Bibliography, Caption, Name
from glossator.sources.pdf_metadata import read_authors, read_bibliography
from tests.sources.making import open_bytes, set_pdf, write_pdf

_WORDS = [[(72, 700, "The landlord covenanted to keep the staircase in repair.")]]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Jane Stone", [("Stone", "Jane")]),
        ("Stone, Jane", [("Stone", "Jane")]),
        ("Jane Stone and Richard A. Ridge", [("Stone", "Jane"), ("Ridge", "Richard A.")]),
        ("Stone, Jane; Ridge, R. A.", [("Stone", "Jane"), ("Ridge", "R. A.")]),
        ("Jane Stone, Richard Ridge", [("Stone", "Jane"), ("Ridge", "Richard")]),
        ("Supreme Court of Aldersea", [("Supreme Court of Aldersea", "")]),
    ],
)
def test_names_are_parted_into_family_and_given(said: str, names: list[tuple[str, str]]) -> None:
    assert read_authors(said) == tuple(Name(family, given) for family, given in names)


@pytest.mark.parametrize(
    "said",
    [
        "jstone",
        "Administrator",
        "Windows User",
        "USCA8",
        "Owner",
        "Microsoft Office User",
        "",
        "JS",
        "jane@example.org",
        r"COURT\jstone",
        "unknown",
    ],
)
def test_logins_and_programs_are_no_authors(said: str) -> None:
    assert read_authors(said) == ()


@given(st.text(max_size=200))
def test_any_author_field_gives_names_that_are_not_empty(said: str) -> None:
    assert all(name.family for name in read_authors(said))


def test_a_case_is_cited_by_its_court_and_day() -> None:
    caption = Caption(court="SUPREME COURT", docket="No. 18-0417", decided="March 12, 2019")
    assert read_bibliography({"Author": "Jane Stone"}, caption, "en") == Bibliography(
        kind="legal_case", issued="2019-03-12", language="en"
    )


def test_the_day_of_a_file_counts_only_beside_author_and_title() -> None:
    made = {"CreationDate": "D:20210304050607Z"}
    assert read_bibliography(made, Caption(), "").issued == ""
    cared = made | {"Author": "Jane Stone", "Title": "Of Staircases"}
    assert read_bibliography(cared, Caption(), "").issued == "2021-03-04"


def test_a_doi_is_found_without_its_address() -> None:
    said = {"Subject": "Alders L. Rev. 12 (2021), https://doi.org/10.1000/alr.12.34."}
    assert read_bibliography(said, Caption(), "").doi == "10.1000/alr.12.34"


def test_title_authors_and_language_come_from_the_file(tmp_path: Path) -> None:
    source = (
        '#set document(title: "Of Staircases", author: "Jane Stone")\n#set text(lang: "de")\nJa.'
    )
    extraction = open_bytes(tmp_path, "a.pdf", set_pdf(source))
    assert extraction.title == "Of Staircases"
    assert extraction.bibliography.authors == (Name("Stone", "Jane"),)
    assert extraction.bibliography.language == extraction.content.language == "de"


def test_metadata_of_another_kind_do_no_harm(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(write_pdf(_WORDS))) as pdf:
        pdf.trailer.Info = pikepdf.Dictionary(Author=7, Title=[1], CreationDate=pikepdf.Name.X)
        out = io.BytesIO()
        pdf.save(out)
    extraction = open_bytes(tmp_path, "a.pdf", out.getvalue())
    assert (extraction.title, extraction.bibliography) == ("", Bibliography())
