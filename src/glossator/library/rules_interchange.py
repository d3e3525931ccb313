"""Rules in the dump: which ones go out, and which of those that come are new."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from glossator.anchors.finding import check_wanted
from glossator.exchange.jsonld import Dump
from glossator.exchange.jsonld_terms import short
from glossator.library.dump_ground import Ground
from glossator.library.labels import shorten
from glossator.library.library import Library
from glossator.library.proposals import name_passage
from glossator.library.rules import list_rules
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import CourseId
from glossator.model.operations import Write
from glossator.model.rules import Dismissal, Rule
from glossator.model.text import Span
from glossator.store.rule_records import dismissal_write, rule_writes


def rules_to_export(library: Library, courses: Collection[CourseId]) -> Iterator[Rule]:
    """Give the rules of some courses, without what was dismissed in sources that are gone."""
    sources = library.catalogue.sources
    for rule in list_rules(library):
        if rule.course in courses:
            kept = (each for each in rule.dismissed if not each.source or each.source in sources)
            yield replace(rule, dismissed=tuple(kept))


def new_rules(library: Library, dump: Dump, ground: Ground) -> tuple[list[Write], list[str]]:
    """Give the writes that bring the rules of a dump that are not here.

    One that was deleted here comes again.

    Returns:
        The writes, and a sentence on each thing that could not be brought.
    """
    standing = library.store.list_entities("rule")
    deleted = library.store.list_deleted("rule")
    ours = {(each.course, each.pen, each.wanted) for each in list_rules(library)}
    writes: list[Write] = []
    told: list[str] = []
    for rule in dump.rules:
        if rule.id in standing:
            continue
        name = f"The rule for “{shorten(rule.wanted.words)}”"
        is_twin = (rule.course, rule.pen, rule.wanted) in ours
        cause = "its course has the same already." if is_twin else _refusal(rule, ground)
        if cause:
            told.append(f"{name} was left out: {cause}")
            continue
        settled = _settle(library, rule, ground)
        writes += rule_writes(settled)
        writes += [dismissal_write(rule.id, each) for each in settled.dismissed]
        writes += [Write("rule", rule.id, "deleted", None)] if rule.id in deleted else []
        told += [f"{name} {lack}" for lack in _lacks(rule, settled, ground)]
    return writes, told


def _refusal(rule: Rule, ground: Ground) -> str:
    """Say why a rule cannot be had; "" where it can."""
    if rule.course not in ground.courses:
        return "its course is neither here nor in the file."
    try:
        check_wanted(rule.wanted)
    except InvalidRequestError as error:
        return str(error)
    return ""


def _settle(library: Library, rule: Rule, ground: Ground) -> Rule:
    """Make a rule fit here: without a topic that is gone, what was dismissed in our sources."""
    here = (_dismissal_here(library, each, ground) for each in rule.dismissed)
    return replace(
        rule,
        topic=rule.topic if rule.topic in ground.topics else None,
        dismissed=tuple(each for each in here if each),
    )


def _dismissal_here(library: Library, dismissal: Dismissal, ground: Ground) -> Dismissal | None:
    """Name a dismissed passage as it is named here; None where it stands otherwise here.

    The name is made from the source's id, too, and the same file can have another here.
    """
    theirs = dismissal.source
    ours = ground.same.get(theirs) if theirs else None
    if ours is None or ours == theirs:
        return dismissal
    source = library.catalogue.get_source(ours)
    content = library.content_of(source)
    span = Span(dismissal.start, dismissal.start + len(dismissal.exact))
    if content is None or content.text[span.start : span.end] != dismissal.exact:
        return None
    return replace(dismissal, name=name_passage(source, content.text, span), source=ours)


def _lacks(rule: Rule, settled: Rule, ground: Ground) -> Iterator[str]:
    """Say what a rule has no more; each fits behind its name."""
    course = ground.courses[rule.course]
    system = ground.systems.get(course.id)
    if all(pen.id != rule.pen for pen in (system.pens if system else ())):
        yield (
            f"proposes nothing until you give it another pen: “{short(rule.pen)}” is not among "
            f"those of “{short(course.name)}”."
        )
    if rule.topic != settled.topic:
        yield "has lost its topic, which is neither here nor in the file."
    lost = len(rule.dismissed) - len(settled.dismissed)
    if lost:
        yield f"may propose {lost} × again what was dismissed: the text is another one here."
