"""Rules go out in the dump and come in again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from glossator.library import proposals, rules
from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.interchange import export_annotations, export_some, import_annotations
from glossator.library.library import Library
from glossator.library.proposals import Proposed
from glossator.library.topics import add_topic
from glossator.model.finding import Wanted
from tests.library.opinions import mark_words, new_id, only_source

HARMLESS = Wanted("harmless animal")


def _add(library: Library, wanted: Wanted = HARMLESS, topic: str | None = None) -> str:
    rule, course = new_id(), only_source(library).course
    said = rules.RuleText("rule", wanted, topic)
    rules.add_rule(library, new_id(), rule, course, said, on=True)
    return rule


def _proposed(library: Library) -> list[Proposed]:
    source = only_source(library)
    found, _ = proposals.propose(library, source.id)
    return [Proposed(p.rule.id, source.id, source.edition or "", p.hit.span) for p in found]


def _dismiss_one(library: Library) -> None:
    proposals.dismiss(library, new_id(), _proposed(library)[:1])


def _rules(dump: str) -> list[dict[str, Any]]:
    return list(json.loads(dump)["glossator:rules"])


def _take_file(library: Library, empty: Library) -> None:
    """Import the file of the one library's source into the other."""
    original = only_source(library).original
    assert original is not None
    path = library.folder / "originals" / original.hash
    import_file(empty, FileToImport(path, "crane.md", course_for_import(empty, None).id))


def _changed(dump: str, **fields: object) -> str:
    """Give a dump with the first of its rules changed."""
    frame = json.loads(dump)
    frame["glossator:rules"][0] |= fields
    return json.dumps(frame)


def test_an_empty_library_that_takes_a_dump_has_the_same_rules(
    library: Library, empty: Library
) -> None:
    topic = new_id()
    add_topic(library, new_id(), topic, only_source(library).course, (None, "Animals"))
    _add(library, Wanted("harmless?", case=True, whole=True, pattern=True), topic)
    _dismiss_one(library)
    report = import_annotations(empty, export_annotations(library))
    assert report.sentences == ()
    assert empty.next_steps()[0] == "Imported 0 marks, 1 rule"
    assert rules.list_rules(empty) == rules.list_rules(library)
    assert _rules(export_annotations(empty)) == _rules(export_annotations(library))


def test_what_was_dismissed_is_not_proposed_there_either(library: Library, empty: Library) -> None:
    _add(library)
    _dismiss_one(library)
    import_annotations(empty, export_annotations(library))
    _take_file(library, empty)
    assert _proposed(empty) == _proposed(library)


def test_what_was_dismissed_is_known_in_the_same_file_under_another_id(
    library: Library, empty: Library
) -> None:
    _add(library)
    _dismiss_one(library)
    [left] = _proposed(library)
    _take_file(library, empty)
    assert only_source(empty).id != left.source
    import_annotations(empty, export_annotations(library))
    [rule] = rules.list_rules(empty)  # of the course that came, so it proposes nothing here
    preview = proposals.preview(empty, rule, everywhere=True)
    assert [hit.span for found in preview.sources for hit in found.hits] == [left.span]


def test_a_dump_adds_no_rule_to_the_library_it_came_from_nor_a_second_time(
    library: Library, empty: Library
) -> None:
    _add(library)
    _dismiss_one(library)
    dump = export_annotations(library)
    import_annotations(empty, dump)
    for each in (library, empty):
        before = each.store.cursor()
        assert import_annotations(each, dump).sentences == ()
        assert each.store.cursor() == before


def test_a_rule_that_was_deleted_comes_again(library: Library) -> None:
    rule = _add(library)
    dump, before = export_annotations(library), rules.list_rules(library)
    rules.delete_rule(library, new_id(), rule)
    import_annotations(library, dump)
    assert rules.list_rules(library) == before


def test_a_rule_that_the_course_has_under_another_id_is_left_out_and_told(
    library: Library,
) -> None:
    _add(library)
    report = import_annotations(library, _changed(export_annotations(library), id=new_id()))
    assert report.sentences == (
        "The rule for “harmless animal” was left out: its course has the same already.",
    )
    assert len(rules.list_rules(library)) == 1


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"course": "gone"}, "its course is neither here nor in the file."),
        (
            {"words": "(", "pattern": True},
            "“(” is not a pattern that can be looked for (missing ): () . Mend it",
        ),
        ({"words": "a" * 1001}, "This is too long to look for: 1,001 characters."),
    ],
)
def test_a_rule_that_cannot_be_had_is_left_out_and_told(
    library: Library, empty: Library, fields: dict[str, object], cause: str
) -> None:
    _add(library)
    report = import_annotations(empty, _changed(export_annotations(library), **fields))
    [sentence] = report.sentences
    assert f" was left out: {cause[:40]}" in sentence
    assert rules.list_rules(empty) == []


def test_a_rule_without_its_pen_or_topic_comes_and_says_so(
    library: Library, empty: Library
) -> None:
    _add(library)
    dump = _changed(export_annotations(library), pen="moon", topic="gone")
    report = import_annotations(empty, dump)
    assert report.sentences == (
        "The rule for “harmless animal” proposes nothing until you give it another pen: “moon” "
        "is not among those of “My course”.",
        "The rule for “harmless animal” has lost its topic, which is neither here nor in the file.",
    )
    [rule] = rules.list_rules(empty)
    assert (rule.pen, rule.topic) == ("moon", None)


def test_what_was_dismissed_in_a_text_that_is_another_here_is_told(
    library: Library, empty: Library
) -> None:
    _add(library)
    _dismiss_one(library)
    _take_file(library, empty)
    [dismissed] = _rules(export_annotations(library))[0]["dismissed"]
    dump = _changed(export_annotations(library), dismissed=[{**dismissed, "start": 3}])
    assert import_annotations(empty, dump).sentences == (
        "The rule for “harmless animal” may propose 1 × again what was dismissed: the text is "
        "another one here.",
    )


def test_a_dump_of_one_source_or_of_some_marks_has_no_rules(library: Library) -> None:
    _add(library)
    mark = mark_words(library, "Weir kept")
    assert _rules(export_annotations(library, only_source(library).id)) == []
    assert _rules(export_some(library, [mark])) == []
