"""Pages as they were printed, through the application."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from glossator.library.imports import FileToImport, import_file
from glossator.library.page_pictures import Cut, PagePictures
from glossator.library.page_worker import PageWorker
from glossator.model.books import Source
from tests.library.opinions import only_source
from tests.sources.making import OPINION, locked_pdf, set_pdf
from tests.web.conftest import Served

_NARROW = """
#set page(width: 190pt, height: 300pt, margin: 40pt)
#set text(size: 11pt, lang: "en", hyphenate: true)
#set par(justify: true)
The notwithstanding clause has nothing to say about extraordinary misrepresentations of
responsibility or the counterproductive industrialization of neighbourhoods.
"""


@pytest.fixture
def opinion(served: Served, tmp_path: Path) -> Source:
    """An opinion of a few pages, set as a PDF."""
    return _shelve(served, tmp_path, set_pdf(OPINION))


def _shelve(served: Served, folder: Path, pdf: bytes, password: str | None = None) -> Source:
    path = folder / "book.pdf"
    path.write_bytes(pdf)
    course = only_source(served.library).course
    done = import_file(served.library, FileToImport(path, path.name, course, password))
    assert done.source is not None, done.problems
    return served.library.catalogue.get_source(done.source)


def test_pages_tell_their_sizes(served: Served, opinion: Source) -> None:
    view = served.browser.get(f"/api/sources/{opinion.id}/pages").json()
    assert view["edition"] == opinion.edition
    assert view["sizes"][0] == [380.0, 420.0]


def test_a_page_comes_as_a_picture_that_may_be_kept(served: Served, opinion: Source) -> None:
    address = f"/api/sources/{opinion.id}/pages/0/picture?scale=2&edition={opinion.edition}"
    answer = served.browser.get(address)
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).size == (760, 840)
    assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_without_its_edition_a_page_is_asked_for_again(served: Served, opinion: Source) -> None:
    address = f"/api/sources/{opinion.id}/pages/0/picture?scale=1"
    answer = served.browser.get(address)
    assert answer.headers["cache-control"] == "private, no-cache"
    again = served.browser.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_words_of_a_page_are_those_of_the_text(served: Served, opinion: Source) -> None:
    content = served.library.content_of(opinion)
    assert content is not None
    words = served.browser.get(f"/api/sources/{opinion.id}/pages/0/words").json()["words"]
    assert len(words) > 50
    for start, text, *_ in words:
        assert content.text[start : start + len(text)] == text
    assert [word[0] for word in words] == sorted(word[0] for word in words)
    landlord = next(word for word in words if word[1] == "landlord")
    assert 60 < landlord[2] < 320


def test_a_word_over_two_lines_comes_as_two(served: Served, tmp_path: Path) -> None:
    source = _shelve(served, tmp_path, set_pdf(_NARROW))
    words = served.browser.get(f"/api/sources/{source.id}/pages/0/words").json()["words"]
    broken = [
        (one, other)
        for one, other in pairwise(words)
        if one[0] + len(one[1]) == other[0] and other[1].strip(".").isalpha()
    ]
    assert broken
    for one, other in broken:
        assert other[3] > one[3]  # on the next line


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("scale=1&x=0&y=0&width=10", 422),
        ("scale=nan", 422),
        ("scale=1000", 422),
        ("scale=15&edition=nothing", 404),
        ("scale=1&x=500&y=0&width=10&height=10", 422),
        ("", 422),
    ],
)
def test_what_cannot_be_drawn_is_said(
    served: Served, opinion: Source, query: str, status: int
) -> None:
    answer = served.browser.get(f"/api/sources/{opinion.id}/pages/0/picture?{query}")
    assert answer.status_code == status, answer.text
    assert answer.json()["message"]


def test_a_part_is_cut_to_the_page(served: Served, opinion: Source) -> None:
    address = f"/api/sources/{opinion.id}/pages/0/picture?scale=1&x=370&y=-5&width=100&height=25"
    picture = Image.open(io.BytesIO(served.browser.get(address).content))
    assert picture.size == (10, 20)


def test_books_without_pages_have_none_to_show(served: Served) -> None:
    source = only_source(served.library)
    assert served.browser.get(f"/api/sources/{source.id}/pages").status_code == 404
    assert served.browser.get(f"/api/sources/{source.id}/pages/0/words").status_code == 404


def test_a_page_beyond_the_last_is_not_found(served: Served, opinion: Source) -> None:
    answer = served.browser.get(f"/api/sources/{opinion.id}/pages/400/picture?scale=1")
    assert answer.status_code == 404


def test_the_password_of_a_book_is_known_until_the_program_ends(
    served: Served, tmp_path: Path
) -> None:
    source = _shelve(served, tmp_path, locked_pdf("sesame"), "sesame")
    address = f"/api/sources/{source.id}/pages/0/picture?scale=0.5"
    assert served.browser.get(address).status_code == 200
    served.library.passwords.clear()  # as after a new start
    with_another = PagePictures(served.library, PageWorker())
    with_another.close()
    address = f"/api/sources/{source.id}/pages/0/picture?scale=0.6"
    locked = served.browser.get(address)
    assert locked.status_code == 423
    assert locked.json()["kind"] == "page-locked"
    give = f"/api/sources/{source.id}/password"
    assert served.browser.post(give, json={"password": "wrong"}).status_code == 423
    assert served.browser.post(give, json={"password": "sesame"}).status_code == 204
    assert served.browser.get(address).status_code == 200


def test_pictures_in_memory_have_a_bound(
    served: Served, opinion: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.library.page_pictures._KEPT_BYTES", 400_000)
    pictures = PagePictures(served.library, PageWorker())
    for step in range(12):
        pictures.draw(opinion, Cut("", 0, 2.0 + step / 10))
        assert pictures.kept_bytes <= 400_000
    assert pictures.kept_bytes > 0
    pictures.close()
