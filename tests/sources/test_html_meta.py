import pytest

from glossator.model.books import Bibliography, Extraction, Extractor, Name
from glossator.sources.html import read_html
from glossator.sources.names import split_name, split_names


def page(head: str, body: str = "<p>Text.") -> Extraction:
    return read_html(f"<html><head>{head}</head><body>{body}", Extractor("html", 1))


def test_an_article_is_cited_by_what_scholars_programs_read() -> None:
    read = page("""<title>On Stairs | Journal</title><meta property=og:site_name content=Journal>
        <meta name=citation_title content="On Stairs">
        <meta name=citation_author content="Ann Stone">
        <meta name=citation_author content="Ridge, Bo"><meta name=citation_doi content=10.1/x>
        <meta name=citation_journal_title content="Alder Law Review">
        <meta name=citation_publication_date content=2010/3/4><meta name=citation_volume content=12>
        <meta name=citation_firstpage content=214><meta name=citation_lastpage content=224>
        <meta name=citation_doi content=10.1234/alder.12><link rel=canonical href=https://a.test/1>
    """)
    assert read.title == "On Stairs"
    assert read.bibliography == Bibliography(
        kind="article-journal",
        authors=(Name("Stone", "Ann"), Name("Ridge", "Bo")),
        issued="2010-03-04",
        container="Alder Law Review",
        volume="12",
        pages="214-224",
        url="https://a.test/1",
    )


def test_dublin_core_is_read() -> None:
    read = page("""<meta name=DC.title content=Torts><meta name=dcterms.creator content="A. Stone">
        <meta name=DC.date content=2001><meta name=DC.Publisher content="Alder Press">
        <meta name=dc.identifier content=doi:10.1234/alder.9><meta name=DC.Language content=de>""")
    found = read.bibliography
    assert (read.title, found.authors) == ("Torts", (Name("Stone", "A."),))
    assert (found.issued, found.publisher, found.language) == ("2001", "Alder Press", "de")
    assert found.doi == "10.1234/alder.9"


def test_linked_data_is_read_from_a_graph() -> None:
    read = page("""<script type="application/ld+json">{"@graph": [{"@type": "Organization"},
        {"@type": ["ScholarlyArticle"], "headline": "On Stairs", "author": [{"name": "Ann Stone"},
        "Bo Ridge"], "datePublished": "2010-03-04T10:00:00Z", "isPartOf": {"name": "Alder"}}]}
        </script><title>Page</title>""")
    found = read.bibliography
    assert read.title == "On Stairs"
    assert found.authors == (Name("Stone", "Ann"), Name("Ridge", "Bo"))
    assert (found.kind, found.issued, found.container) == ("article-journal", "2010-03-04", "Alder")


@pytest.mark.parametrize(
    "held", ["{", "[" * 5000, "null", "[1, [2]]", '{"@type": {"a": 1}, "author": {"name": []}}']
)
def test_linked_data_that_is_broken_says_nothing(held: str) -> None:
    read = page(f'<script type="application/ld+json">{held}</script>')
    assert read.bibliography == Bibliography()


def test_a_title_goes_without_the_name_of_the_site() -> None:
    site = "<meta property=og:site_name content=Alder>"
    assert page(f"{site}<title>On Stairs – Alder</title>").title == "On Stairs"
    assert page("<title>Untitled</title><meta property=og:title content=Stairs>").title == "Stairs"
    assert page("", "<h1>On <i>Stairs</i></h1><p>A").title == "On Stairs"


def test_a_page_that_says_nothing_has_nothing_to_cite_by() -> None:
    assert page("<title>A</title>").bibliography == Bibliography()


def test_a_law_report_is_a_case() -> None:
    read = page("", "<p class=parties>Stone v. Ridge<p class=court>Court of Alder")
    assert read.bibliography.kind == "legal_case"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ann Stone", Name("Stone", "Ann")),
        ("Stone, Ann B.", Name("Stone", "Ann B.")),
        ("Ann van der Ridge", Name("van der Ridge", "Ann")),
        ("Ann Stone, Jr.", Name("Stone, Jr.", "Ann")),
        ("Court of Appeal", Name("Court of Appeal")),
        ("Plato", Name("Plato")),
        ("", Name("")),
    ],
)
def test_a_name_is_split(written: str, name: Name) -> None:
    assert split_name(written) == name


def test_several_names_in_a_line_are_parted() -> None:
    assert split_names("Ann Stone and Bo Ridge; Cy Lee") == (
        Name("Stone", "Ann"),
        Name("Ridge", "Bo"),
        Name("Lee", "Cy"),
    )
