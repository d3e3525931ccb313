from glossator.model.books import Extraction, Extractor, Offer
from glossator.sources.decoding import Decoded
from glossator.sources.html import read_page

_MENU = (
    "<nav>" + "".join(f"<li><a href=/{at}>Section {at} of it</a>" for at in range(60)) + "</nav>"
)
_PROSE = "<p>The landlord covenanted to keep the staircase in repair, and he did not do so. " * 20
_NOTE = '<aside class=footnote id=n1><a href="#c1">1</a> On ice.</aside>'


def page(body: str, **parameters: str) -> Extraction:
    asked = {name.replace("_", "-"): value for name, value in parameters.items()}
    return read_page(Decoded(f"<body>{body}"), Extractor("html", 1), asked)


def test_menus_are_kept_and_their_leaving_out_is_offered() -> None:
    read = page(f"{_MENU}<main>{_PROSE}</main>")
    assert "Section 3 of it" in read.content.text
    assert read.offers == (Offer.READER_VIEW,)
    assert read.extractor.parameters == ""


def test_the_reader_view_is_the_main_part_and_says_so() -> None:
    read = page(f"{_MENU}<main>{_PROSE}{_MENU}</main><footer>Imprint</footer>", reader_view="yes")
    assert read.content.text.startswith("The landlord")
    assert "Section" not in read.content.text
    assert "Imprint" not in read.content.text
    assert read.extractor.parameters == "reader-view=yes"
    assert "Only the main part of the page was read" in read.problems[0]
    assert read.offers == ()


def test_without_a_declared_main_part_it_is_where_the_prose_is() -> None:
    menu = _MENU.replace("nav>", "div>")
    read = page(f"<div>{menu}<div><div>{_PROSE}</div></div>{menu}</div>", reader_view="yes")
    assert "Section" not in read.content.text


def test_a_page_without_anything_around_is_not_offered_otherwise() -> None:
    assert page(f"<header><h1>Stairs</h1></header><main>{_PROSE}</main>").offers == ()


def test_footnotes_are_never_cut() -> None:
    call = '<p>He fell.<a href="#n1" id=c1>1</a>'
    for html in (
        f"{_MENU}<main>{_PROSE}{call}{_NOTE}</main>",
        f"{_MENU}<div><article>{_PROSE}{call}</article><footer>{_NOTE}</footer></div>",
        f"{_MENU}<article>{_PROSE}<aside class=notes>1. On ice.</aside></article>",
    ):
        read = page(html, reader_view="yes")
        assert "On ice." in read.content.text
        assert "Section 3" not in read.content.text


def test_a_form_around_the_whole_page_is_no_accompaniment() -> None:
    read = page(f"<form><div>{_MENU}</div><div>{_PROSE}</div></form>", reader_view="yes")
    assert "The landlord" in read.content.text
