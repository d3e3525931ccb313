"""Bibliographies corrected by hand, exported and taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.library.bibliographies import (
    export_references,
    import_references,
    plan_references,
)
from glossator.library.details import Details, change_details
from glossator.library.library import Library
from glossator.model.books import Bibliography, Caption, Name
from glossator.model.errors import InvalidRequestError
from tests.library.opinions import import_opinion, new_id, only_source

KNOWN = Bibliography(
    kind="legal_case", authors=(Name("Court of Herons"),), issued="1912", doi="10.1000/Heron"
)


def _know(library: Library, bibliography: Bibliography = KNOWN) -> None:
    source = only_source(library)
    details = Details(source.title, source.caption, bibliography)
    change_details(library, new_id(), source.id, details)


def test_details_are_changed_as_one_step_and_cleaned(library: Library) -> None:
    before = only_source(library)
    names = (Name("  Berg ", " Jörg"), Name(" ", ""), Name("", "Herons"))
    caption = Caption(court=" Court  of Herons ")
    details = Details(" Crane  v. Weir II ", caption, Bibliography(authors=names, issued="1912 "))
    change_details(library, new_id(), before.id, details)
    after = only_source(library)
    assert after.title == "Crane v. Weir II"
    assert after.caption == Caption(court="Court of Herons")
    assert after.bibliography == Bibliography(
        authors=(Name("Berg", "Jörg"), Name("Herons")), issued="1912"
    )
    library.undo(new_id())
    assert only_source(library) == before


def test_details_that_are_known_already_are_no_step(library: Library) -> None:
    source = only_source(library)
    with pytest.raises(InvalidRequestError, match="Nothing differs"):
        change_details(
            library,
            new_id(),
            source.id,
            Details(source.title, source.caption, source.bibliography),
        )


@pytest.mark.parametrize("format_name", ["bibtex", "ris", "csl"])
def test_what_is_exported_and_taken_in_again_changes_nothing_but_the_key(
    library: Library, format_name: str
) -> None:
    _know(library)
    text, _ = export_references([only_source(library)], format_name)
    plan = plan_references(library, text)
    assert [one.source for one in plan.matched] == [only_source(library)]
    assert {change.field for change in plan.matched[0].changes} <= {"key"}


def test_a_reference_is_matched_by_its_doi_and_says_what_it_would_change(library: Library) -> None:
    _know(library)
    text = (
        "@jurisdiction{crane, doi = {https://doi.org/10.1000/Heron}, title = {Crane v. Weir (rev.)}"
        ", year = 1913}"
    )
    plan = plan_references(library, text)
    changes = {(one.field, one.old, one.new) for one in plan.matched[0].changes}
    assert changes == {
        ("title", "Crane v. Weir", "Crane v. Weir (rev.)"),
        ("issued", "1912", "1913"),
        ("key", "", "crane"),
    }
    import_references(library, new_id(), text)
    assert only_source(library).bibliography.authors == KNOWN.authors
    assert only_source(library).title == "Crane v. Weir (rev.)"
    library.undo(new_id())
    assert only_source(library).bibliography == KNOWN


def test_a_title_that_two_sources_have_matches_neither(library: Library, tmp_path: Path) -> None:
    second = import_opinion(library, tmp_path, "# Crane v. Weir\n\nOther words.", "second.md")
    change_details(library, new_id(), second.id, Details("crane v weir", Caption(), Bibliography()))
    plan = plan_references(library, '[{"type": "legal_case", "title": "Crane v. Weir"}]')
    assert plan.matched == ()
    assert [one.title for one in plan.unmatched] == ["Crane v. Weir"]


def test_works_that_are_not_here_become_sources_without_a_file_when_asked(
    library: Library,
) -> None:
    text = "TY  - BOOK\nTI  - On Herons\nAU  - Berg, Jörg\nER  - \n"
    with pytest.raises(InvalidRequestError, match="nothing that is not known"):
        import_references(library, new_id(), text)
    course = only_source(library).course
    import_references(library, new_id(), text, create_in=course)
    (made,) = [s for s in library.catalogue.sources.values() if s.title == "On Herons"]
    assert (made.original, made.course) == (None, course)
    assert made.bibliography.authors == (Name("Berg", "Jörg"),)


def test_what_is_no_references_is_refused_in_a_sentence(library: Library) -> None:
    with pytest.raises(InvalidRequestError, match="neither BibTeX nor RIS nor CSL JSON"):
        plan_references(library, "Dear Sir or Madam,")
