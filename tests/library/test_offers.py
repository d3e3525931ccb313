"""Reading a source's file again as it offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.library import Library
from glossator.library.offers import read_again
from glossator.model.books import Offer, Source
from glossator.model.errors import InvalidRequestError
from tests.library.opinions import new_id

_MENU = "<nav>" + "".join(f"<li><a href=/{at}>Section {at}</a>" for at in range(80)) + "</nav>"
_GARBLED = (
    "The landlord â€œwas toldâ€ that the stair â€“ the tenantâ€™s only way out â€“ was unsafe. "
)
_PAGE = f"<html><title>Stairs</title><body>{_MENU}<main>{_GARBLED * 30}</main>"


def imported(library: Library, folder: Path) -> Source:
    path = folder / "page.html"
    path.write_text(_PAGE, encoding="utf-8")
    import_file(library, FileToImport(path, path.name, course_for_import(library, None).id))
    (source,) = library.catalogue.sources.values()
    return source


def test_both_offers_of_a_page_can_be_taken_up_one_after_the_other(
    empty: Library, tmp_path: Path
) -> None:
    source = imported(empty, tmp_path)
    assert set(source.offers) == {Offer.READER_VIEW, Offer.REPAIR_ENCODING}
    read_again(empty, new_id(), source, Offer.READER_VIEW)
    main = empty.catalogue.get_source(source.id)
    read_again(empty, new_id(), main, Offer.REPAIR_ENCODING)
    both = empty.catalogue.get_source(source.id)
    assert both.edition is not None
    text = empty.content(both.edition).text
    assert text.startswith("The landlord “was told")
    assert "Section 3" not in text
    assert [one.made_by for one in both.editions] == [
        "html",
        "html, reader-view=yes",
        "html, reader-view=yes; repair-encoding=yes",
    ]


def test_what_is_not_offered_is_refused(empty: Library, tmp_path: Path) -> None:
    source = imported(empty, tmp_path)
    with pytest.raises(InvalidRequestError, match="does not offer “recognise”"):
        read_again(empty, new_id(), source, Offer.RECOGNISE)


def test_undo_brings_the_whole_page_back(empty: Library, tmp_path: Path) -> None:
    source = imported(empty, tmp_path)
    read_again(empty, new_id(), source, Offer.READER_VIEW)
    empty.undo(new_id())
    assert empty.catalogue.get_source(source.id).edition == source.edition
