"""Links between marks: made, changed, taken out, undone, found from both ends."""

import pytest

from glossator.library.interchange import export_annotations, import_annotations
from glossator.library.library import Library
from glossator.library.links import add_link, change_link, links_to, remove_link
from glossator.library.marks import delete_annotations
from glossator.model.errors import ChangedMeanwhileError, InvalidRequestError, NotFoundError
from tests.library.opinions import mark_words, new_id


@pytest.fixture
def two(library: Library) -> tuple[str, str]:
    return mark_words(library, "He must not."), mark_words(library, "tame heron")


def kinds(library: Library, mark: str) -> list[tuple[str, str]]:
    return [(link.to, link.kind) for link in library.get_annotation(mark).links]


def test_a_link_is_found_from_both_ends_and_undone(library: Library, two: tuple[str, str]) -> None:
    rule, fact = two
    add_link(library, new_id(), rule, (new_id(), fact, "distinguishes"))
    assert kinds(library, rule) == [(fact, "distinguishes")]
    assert [mark.id for mark in links_to(library, fact)] == [rule]
    assert library.next_steps()[0] == "Linked “He must not.”: distinguishes “tame heron”"
    library.undo(new_id())
    assert kinds(library, rule) == []
    assert links_to(library, fact) == []


def test_a_link_gets_another_kind_and_is_taken_out(library: Library, two: tuple[str, str]) -> None:
    rule, fact = two
    link = new_id()
    add_link(library, new_id(), rule, (link, fact, "follows"))
    change_link(library, new_id(), rule, (link, " my own   word "))
    assert kinds(library, rule) == [(fact, "my own word")]
    remove_link(library, new_id(), rule, link)
    assert kinds(library, rule) == []
    library.undo(new_id())
    assert kinds(library, rule) == [(fact, "my own word")]


def test_links_of_two_windows_are_both_kept(library: Library, two: tuple[str, str]) -> None:
    rule, fact = two
    other = mark_words(library, "without a gate")
    add_link(library, new_id(), rule, (new_id(), fact, "follows"))
    add_link(library, new_id(), rule, (new_id(), other, "follows"))
    assert sorted(to for to, _ in kinds(library, rule)) == sorted([fact, other])


def test_a_deleted_mark_links_no_longer_and_does_again_when_it_is_back(
    library: Library, two: tuple[str, str]
) -> None:
    rule, fact = two
    add_link(library, new_id(), rule, (new_id(), fact, "follows"))
    delete_annotations(library, new_id(), [rule])
    assert links_to(library, fact) == []
    library.undo(new_id())
    assert [mark.id for mark in links_to(library, fact)] == [rule]


def test_what_makes_no_sense_is_refused_and_nothing_changes(
    library: Library, two: tuple[str, str]
) -> None:
    rule, fact = two
    link = new_id()
    add_link(library, new_id(), rule, (link, fact, "follows"))
    with pytest.raises(InvalidRequestError, match="to itself"):
        add_link(library, new_id(), rule, (new_id(), rule, "follows"))
    with pytest.raises(InvalidRequestError, match="linked so already"):
        add_link(library, new_id(), rule, (new_id(), fact, "follows"))
    with pytest.raises(InvalidRequestError, match="what the link means"):
        add_link(library, new_id(), rule, (new_id(), fact, "  "))
    with pytest.raises(NotFoundError):
        add_link(library, new_id(), rule, (new_id(), new_id(), "follows"))
    with pytest.raises(NotFoundError):
        remove_link(library, new_id(), rule, new_id())
    with pytest.raises(ChangedMeanwhileError):
        add_link(library, new_id(), rule, (link, fact, "overrules"))
    assert kinds(library, rule) == [(fact, "follows")]


def test_links_go_with_the_marks_to_another_library(
    library: Library, empty: Library, two: tuple[str, str]
) -> None:
    rule, fact = two
    add_link(library, new_id(), rule, (new_id(), fact, "exception-to"))
    import_annotations(empty, export_annotations(library))
    assert kinds(empty, rule) == [(fact, "exception-to")]
    assert [mark.id for mark in links_to(empty, fact)] == [rule]
