"""Notes as a folder of Markdown, and what was changed there taken home."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossator.exchange.vault import file_name
from glossator.library.entries import Sheet, Spot, add_entry, change_entry
from glossator.library.library import Library
from glossator.library.marks import MarkChanges, change_annotation, delete_annotations
from glossator.library.notes import make_notes
from glossator.library.vault import Vault, make_vault, take_in
from glossator.model.notes import Notes
from tests.library.opinions import mark_words, new_id, only_source

FACTS = "section:Facts"


def vault(library: Library) -> Vault:
    return make_vault(library, library.catalogue.get_course(only_source(library).course))


def brief(library: Library) -> Notes:
    return make_notes(library, "brief", source=only_source(library).id, course=None)


def own(library: Library, text: str, after: str | None = None) -> str:
    entry, sheet = new_id(), Sheet("brief", only_source(library).id)
    spot = Spot(FACTS, after)
    add_entry(library, new_id(), entry, sheet, spot, kind="paragraph", text=text)
    return entry


def changed(files: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    assert any(old in text for text in files.values())
    return {path: text.replace(old, new) for path, text in files.items()}


def words_of(library: Library, mark: str) -> str:
    return library.get_annotation(mark).own_words


def test_files_link_to_one_another_and_markdown_reads_them(library: Library) -> None:
    mark = mark_words(library, "He must not", own_words="Why not?")
    made = vault(library)
    home = next(path for path in made.files if "/Case brief/" in path)
    outline = next(text for path, text in made.files.items() if path.endswith("Outline.md"))
    html = MarkdownIt().render(outline)
    assert f"#%5E{mark}" in html or f"#^{mark}" in html
    assert home.rsplit("/", 1)[0].replace(" ", "%20") in html


def test_an_unchanged_folder_changes_nothing(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="The  yard (open)\n\n* to all")
    own(library, "2 * 3 #x [[" + mark + "|the yard]] *stress*\n\nMore (so).", mark)
    made, cursor = vault(library), library.store.cursor()
    report = take_in(library, made.files, made.base)
    assert (report.taken, report.added, report.conflicts, report.remarks) == ([], [], [], [])
    assert library.store.cursor() == cursor


def test_changed_words_come_home_in_one_step(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="An open yard")
    entry = own(library, "Mind the gate.", mark)
    made = vault(library)
    files = changed(made.files, "An open yard", "A yard without \\*any\\* gate")
    files = changed(files, "Mind the gate.", "Mind the **gate**.")
    report = take_in(library, files, made.base)
    assert sorted(report.taken) == ["A yard without *any* gate", "Mind the **gate**."]
    assert words_of(library, mark) == "A yard without *any* gate"
    assert brief(library).sections[0].written[0].text == "Mind the **gate**."
    assert entry == brief(library).sections[0].written[0].entry
    library.undo(new_id())
    assert words_of(library, mark) == "An open yard"
    assert brief(library).sections[0].written[0].text == "Mind the gate."


def test_a_passage_that_is_said_otherwise_gets_own_words(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts")
    made = vault(library)
    take_in(library, changed(made.files, "“a yard”", "An open yard"), made.base)
    assert words_of(library, mark) == "An open yard"


def test_what_changed_in_both_places_is_told_and_kept(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="An open yard")
    made = vault(library)
    change_annotation(library, new_id(), mark, MarkChanges(own_words="Here"))
    files = changed(made.files, "An open yard", "There")
    report = take_in(library, files, made.base)
    assert [(c.here, c.there) for c in report.conflicts] == [("Here", "There")]
    assert words_of(library, mark) == "Here"
    take_in(library, files, made.base, "theirs")
    assert words_of(library, mark) == "There"


def test_what_changed_here_alone_stays(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="An open yard")
    made = vault(library)
    change_annotation(library, new_id(), mark, MarkChanges(own_words="Here"))
    report = take_in(library, made.files, made.base)
    assert (report.taken, report.conflicts) == ([], [])
    assert words_of(library, mark) == "Here"


def test_new_paragraphs_become_own_writing_in_their_places_once(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="An open yard")
    made = vault(library)
    files = changed(made.files, f"^{mark}\n", f"^{mark}\n\nNew *one*.\n\n- a\n- b\n\nNew two.\n")
    for _ in range(2):
        take_in(library, files, made.base)
        (section,) = [part for part in brief(library).sections if part.key == FACTS]
        assert [(each.kind, each.text) for each in section.written] == [
            ("paragraph", "New *one*."),
            ("list", "- a\n- b"),
            ("paragraph", "New two."),
        ]


def test_renamed_and_merged_files_are_known_by_their_ids(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="An open yard")
    made = vault(library)
    merged = {"All.md": "\n".join(made.files.values())}
    take_in(library, changed(merged, "An open yard", "Closed"), made.base)
    assert words_of(library, mark) == "Closed"


def test_two_files_that_say_it_differently_are_a_conflict(library: Library) -> None:
    mark = mark_words(library, "He must not", own_words="Why?")
    made = vault(library)
    files = {
        path: text.replace("Why?", f"In {number}")
        for number, (path, text) in enumerate(made.files.items())
    }
    report = take_in(library, files, made.base)
    assert report.conflicts
    assert [words_of(library, mark)] == report.taken


def test_deleted_lines_and_marks_that_are_gone_are_told(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="An open yard")
    made = vault(library)
    report = take_in(library, {}, made.base)
    assert "Nothing was deleted here" in report.remarks[0]
    files = changed(made.files, "An open yard", "Closed")
    delete_annotations(library, new_id(), [mark])
    report = take_in(library, files, made.base)
    assert any("gone here" in remark for remark in report.remarks)
    assert not report.taken


def test_without_its_base_every_difference_is_a_conflict(library: Library) -> None:
    mark = mark_words(library, "a yard", pen="facts", own_words="An open yard")
    made = vault(library)
    files = changed(made.files, "An open yard", "Closed")
    report = take_in(library, files, type(made.base)())
    assert [(c.here, c.there) for c in report.conflicts] == [("An open yard", "Closed")]
    assert words_of(library, mark) == "An open yard"


hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    alphabet="ab*_`#-+=>[]()^\\<&;\n ~|1.", max_size=40
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hostile, hostile, st.booleans())
def test_whatever_was_written_an_unchanged_folder_changes_nothing(
    library: Library, words: str, text: str, pairs: bool
) -> None:
    mark = mark_words(library, "a yard", pen="issue" if pairs else "facts", own_words=words)
    if text.strip():
        entry = own(library, "x", mark)
        change_entry(library, new_id(), entry, text=text + "y")
    made, cursor = vault(library), library.store.cursor()
    report = take_in(library, made.files, made.base)
    assert (report.taken, report.added, report.conflicts) == ([], [], [])
    assert library.store.cursor() == cursor
    again = vault(library)
    assert again == made


@pytest.mark.parametrize("title", ["con", "a/b:c", "…", " . ", "x" * 300])
def test_names_of_files_are_such_as_every_system_takes(library: Library, title: str) -> None:
    taken: set[str] = set()
    names = [file_name(title, taken) for _ in range(3)]
    assert len({name.casefold() for name in names}) == 3
    assert all(name and len(name) < 120 and "/" not in name for name in names)
