"""Rules: what they propose, and what becomes of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from glossator.library import proposals, rules
from glossator.library.courses import add_course
from glossator.library.imports import FileToImport, import_file
from glossator.library.library import Library
from glossator.library.marks import delete_annotations
from glossator.library.proposals import Preview, Proposed
from glossator.model.errors import ChangedMeanwhileError, InvalidRequestError, NotFoundError
from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, PenId, RuleId
from glossator.model.rules import Rule
from glossator.model.text import Span
from tests.library.opinions import import_opinion, mark_words, new_id, only_source

HARMLESS = Wanted("harmless animal")


def _add(library: Library, wanted: Wanted = HARMLESS, *, on: bool = True, pen: str = "rule") -> str:
    rule = new_id()
    course = only_source(library).course
    rules.add_rule(library, new_id(), rule, course, rules.RuleText(pen, wanted), on=on)
    return rule


def _proposed(library: Library) -> list[Proposed]:
    source = only_source(library)
    found, _ = proposals.propose(library, source.id)
    return [Proposed(p.rule.id, source.id, source.edition or "", p.hit.span) for p in found]


def test_a_rule_proposes_only_when_it_is_switched_on(library: Library) -> None:
    rule = _add(library, on=False)
    assert _proposed(library) == []
    rules.switch_rule(library, new_id(), rule, on=True)
    assert len(_proposed(library)) == 2
    rules.switch_rule(library, new_id(), rule, on=False)
    assert _proposed(library) == []
    library.undo(new_id())
    assert len(_proposed(library)) == 2


def test_what_is_marked_with_the_pen_is_no_hit(library: Library) -> None:
    _add(library)
    mark_words(library, "a harmless animal must", pen="facts")
    assert len(_proposed(library)) == 2
    mark = mark_words(library, "animal must fence")
    assert len(_proposed(library)) == 1
    delete_annotations(library, new_id(), [mark])
    assert len(_proposed(library)) == 2


def test_proposals_are_accepted_together_and_undone_together(library: Library) -> None:
    _add(library)
    change = proposals.accept(library, new_id(), _proposed(library))
    assert change.label == "Accepted 2 proposals"
    made = library.store.list_annotations()
    assert [(mark.exact, mark.pen) for mark in made] == [("harmless animal", "rule")] * 2
    assert _proposed(library) == []
    library.undo(new_id())
    assert library.store.list_annotations() == []
    assert len(_proposed(library)) == 2


def test_one_that_was_accepted_elsewhere_is_passed_over(library: Library) -> None:
    _add(library)
    both = _proposed(library)
    assert "“harmless animal” as Rule" in proposals.accept(library, new_id(), both[:1]).label
    proposals.accept(library, new_id(), both)
    assert len(library.store.list_annotations()) == 2
    with pytest.raises(InvalidRequestError, match="marked so already"):
        proposals.accept(library, new_id(), both)


def test_what_was_dismissed_never_comes_back_but_by_undo_or_on_request(library: Library) -> None:
    rule = _add(library)
    first, second = _proposed(library)
    proposals.dismiss(library, new_id(), [first])
    assert _proposed(library) == [second]
    said = rules.RuleText("rule", Wanted("harmless animal", whole=True))
    rules.change_rule(library, new_id(), rule, said)
    assert _proposed(library) == [second]
    library.undo(new_id())
    library.undo(new_id())
    assert _proposed(library) == [first, second]
    library.redo(new_id())
    rules.forget_dismissed(library, new_id(), rule)
    assert _proposed(library) == [first, second]
    with pytest.raises(InvalidRequestError, match="was dismissed"):
        rules.forget_dismissed(library, new_id(), rule)


def test_a_preview_lists_the_hits_of_all_sources(library: Library, tmp_path: Path) -> None:
    course = only_source(library).course
    import_opinion(library, tmp_path, "# Bird v. Post\n\nNo Harmless Animal was seen.\n", "b.md")
    import_opinion(library, tmp_path, "# Other\n\nNothing.\n", "c.md")

    def look(wanted: Wanted) -> Preview:
        rule = Rule(RuleId(""), CourseId(course), PenId("rule"), wanted)
        return proposals.preview(library, rule)

    found = look(HARMLESS)
    assert [(each.source.title, len(each.hits)) for each in found.sources] == [
        ("Bird v. Post", 1),
        ("Crane v. Weir", 2),
    ]
    assert [each.source.title for each in look(Wanted("harmless animal", case=True)).sources] == [
        "Crane v. Weir"
    ]
    many = "# Many\n\n" + "a heron. " * 1500
    import_opinion(library, tmp_path, many, "d.md")
    long = look(Wanted("heron"))
    assert (sum(len(each.hits) for each in long.sources), long.more) == (1000, True)


def test_a_preview_of_the_whole_library_has_the_rules_own_course_first(
    library: Library, tmp_path: Path
) -> None:
    own = only_source(library).course
    other = CourseId(new_id())
    add_course(library, new_id(), other, "A course of birds", "case-brief-7")
    path = tmp_path / "a.md"
    path.write_text("# A Bird\n\nA harmless animal.\n", encoding="utf-8")
    assert import_file(library, FileToImport(path, path.name, other)).source
    rule = Rule(RuleId(""), CourseId(own), PenId("rule"), HARMLESS)
    found = proposals.preview(library, rule, everywhere=True)
    assert [(each.source.course == own, len(each.hits)) for each in found.sources] == [
        (True, 2),
        (False, 1),
    ]
    assert [each.source.course for each in proposals.preview(library, rule).sources] == [own]


@pytest.mark.parametrize(
    "words", ["(a", "(?=x)", r"(a)\1", "[z-a]", "a{1,100000}", " ", "x" * 1001]
)
def test_what_cannot_be_looked_for_is_refused_with_a_sentence(library: Library, words: str) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        _add(library, Wanted(words, pattern=True))
    assert str(refused.value).endswith(".")
    assert rules.list_rules(library) == []


def test_a_pattern_made_to_go_back_takes_no_time(library: Library, tmp_path: Path) -> None:
    import_opinion(library, tmp_path, "# Long\n\n" + "a" * 200_000 + "b\n", "long.md")
    course = only_source_of(library, "Long")
    began = time.process_time()
    for words in ("(a+)+$", "(a|aa)+c", "(.*a){20}", "(x+x+)+y"):
        rule = Rule(RuleId(""), course, PenId("rule"), Wanted(words, pattern=True))
        proposals.preview(library, rule)
    assert time.process_time() - began < 3


def only_source_of(library: Library, title: str) -> CourseId:
    return next(s.course for s in library.catalogue.sources.values() if s.title == title)


def test_a_twin_is_refused_and_what_is_gone_is_told(library: Library) -> None:
    rule = _add(library)
    with pytest.raises(InvalidRequestError, match="such a rule already: Rule for “harmless"):
        _add(library)
    with pytest.raises(NotFoundError):
        _add(library, pen="nothing")
    rules.delete_rule(library, new_id(), rule)
    assert _proposed(library) == []
    with pytest.raises(NotFoundError):
        rules.switch_rule(library, new_id(), rule, on=True)
    library.undo(new_id())
    assert len(_proposed(library)) == 2


def test_proposals_of_another_text_are_refused(library: Library) -> None:
    rule = _add(library)
    source = only_source(library)
    other = Proposed(rule, source.id, "0" * 64, Span(0, 5))
    with pytest.raises(InvalidRequestError, match="has changed since"):
        proposals.accept(library, new_id(), [other])
    beyond = Proposed(rule, source.id, source.edition or "", Span(0, 10**9))
    with pytest.raises(InvalidRequestError, match="no passage"):
        proposals.dismiss(library, new_id(), [beyond])
    with pytest.raises(InvalidRequestError, match="Name up to"):
        proposals.accept(library, new_id(), [])


def test_a_rule_of_the_same_id_is_not_made_twice(library: Library) -> None:
    rule, course = new_id(), only_source(library).course
    rules.add_rule(library, new_id(), rule, course, rules.RuleText("rule", HARMLESS))
    with pytest.raises(ChangedMeanwhileError):
        rules.add_rule(library, new_id(), rule, course, rules.RuleText("facts", HARMLESS))


def test_when_the_first_thousand_are_marked_the_next_are_proposed(
    library: Library, tmp_path: Path
) -> None:
    rule = _add(library, Wanted("heron"), on=True)
    many = import_opinion(library, tmp_path, "# Many\n\n" + "a heron. " * 1500, "many.md")
    found, more = proposals.propose(library, many.id)
    assert (len(found), more) == (1000, True)
    chosen = [Proposed(rule, many.id, many.edition or "", each.hit.span) for each in found]
    proposals.accept(library, new_id(), chosen)
    rest, more = proposals.propose(library, many.id)
    assert (len(rest), more) == (500, False)
