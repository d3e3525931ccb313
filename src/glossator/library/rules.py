"""Rules: make, change, switch and delete them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossator.anchors.finding import check_wanted
from glossator.library.catalogue import require_pen
from glossator.library.labels import shorten
from glossator.library.library import Library
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, RuleId
from glossator.model.operations import Change, IsNew, Step, Write
from glossator.model.pens import Pen
from glossator.model.rules import Rule
from glossator.store.records import deletion
from glossator.store.rule_records import DISMISSED, decode_rule, rule_writes


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a reader says in a rule."""

    pen: str
    wanted: Wanted
    topic: str | None = None


def list_rules(library: Library, course: str | None = None) -> list[Rule]:
    """List the rules of a course, or of all, in the order of their words.

    One that cannot be read (of a newer program, perhaps) is left out; the log keeps it.
    """
    found = []
    for id_, fields in library.store.list_entities("rule").items():
        try:
            rule = decode_rule(id_, fields)
        except ValueError:
            continue
        if course is None or rule.course == course:
            found.append(rule)
    return sorted(found, key=lambda rule: (rule.wanted.words.casefold(), rule.id))


def get_rule(library: Library, rule_id: str) -> Rule:
    """Look a rule up by id.

    Raises:
        NotFoundError: there is none.
    """
    found = next((rule for rule in list_rules(library) if rule.id == rule_id), None)
    if found is None:
        raise NotFoundError("rule", rule_id)
    return found


def find_rule_pen(library: Library, rule: Rule) -> Pen | None:
    """Give the pen that a rule proposes; None where the course has it no more, or retired it."""
    course = library.catalogue.courses.get(rule.course)
    system = library.catalogue.systems.get(course.pen_system) if course else None
    pens = system.pens if system else ()
    return next((pen for pen in pens if pen.id == rule.pen and not pen.retired), None)


def add_rule(
    library: Library, step_id: str, rule_id: str, course: str, said: RuleText, *, on: bool = False
) -> Change:
    """Add a rule to a course; it proposes nothing until it is switched on.

    Raises:
        NotFoundError: there is no such course, pen or topic.
        InvalidRequestError: there are no words, the pattern cannot be used, or the
            course has this rule already.
        ChangedMeanwhileError: there is a rule of this id already.
        NotSavedError: it could not be written.
    """
    made = _rule_of(library, rule_id, library.catalogue.get_course(course).id, said)
    _refuse_twin(library, made)
    label = f"Added a rule: {name_rule(library, made)}"
    step = Step(step_id, "add_rule", label, rule_writes(replace(made, on=on)))
    return library.commit(step, [IsNew("rule", made.id)])


def change_rule(library: Library, step_id: str, rule_id: str, said: RuleText) -> Change:
    """Change what a rule says; what was dismissed under it stays dismissed.

    Raises:
        NotFoundError: there is no such rule, pen or topic.
        InvalidRequestError: there are no words, the pattern cannot be used, nothing
            differs, or the course has this rule already.
        NotSavedError: it could not be written.
    """
    before = get_rule(library, rule_id)
    changed = replace(
        _rule_of(library, rule_id, before.course, said), on=before.on, dismissed=before.dismissed
    )
    if changed == before:
        raise InvalidRequestError("The rule says so already. Nothing was changed.")
    _refuse_twin(library, changed)
    known = set(rule_writes(before))
    writes = tuple(write for write in rule_writes(changed) if write not in known)
    label = f"Changed a rule: {name_rule(library, changed)}"
    return library.commit(Step(step_id, "change_rule", label, writes))


def switch_rule(library: Library, step_id: str, rule_id: str, *, on: bool) -> Change:
    """Have a rule propose, or be silent.

    Raises:
        NotFoundError: there is no such rule.
        NotSavedError: it could not be written.
    """
    rule = get_rule(library, rule_id)
    label = f"Switched a rule {'on' if on else 'off'}: {name_rule(library, rule)}"
    write = Write("rule", rule.id, "on", on)
    return library.commit(Step(step_id, "switch_rule", label, (write,)))


def delete_rule(library: Library, step_id: str, rule_id: str) -> Change:
    """Delete a rule; the marks that were made by it stay.

    Raises:
        NotFoundError: there is no such rule.
        NotSavedError: it could not be written.
    """
    rule = get_rule(library, rule_id)
    label = f"Deleted a rule: {name_rule(library, rule)}"
    return library.commit(Step(step_id, "delete_rule", label, (deletion("rule", rule.id),)))


def forget_dismissed(library: Library, step_id: str, rule_id: str) -> Change:
    """Have a rule propose again what was dismissed.

    Raises:
        NotFoundError: there is no such rule.
        InvalidRequestError: nothing was dismissed.
        NotSavedError: it could not be written.
    """
    rule = get_rule(library, rule_id)
    if not rule.dismissed:
        raise InvalidRequestError("No proposal of this rule was dismissed. Nothing was changed.")
    fields = (f"{DISMISSED}{each.name}" for each in rule.dismissed)
    writes = tuple(Write("rule", rule.id, field, None) for field in fields)
    label = f"Brought dismissed proposals back: {name_rule(library, rule)}"
    return library.commit(Step(step_id, "forget_dismissed", label, writes))


def name_rule(library: Library, rule: Rule) -> str:
    """Say in a few words what a rule is: "Rule for “malice aforethought”"."""
    pen = find_rule_pen(library, rule)
    return f"{pen.name if pen else 'a pen'} for “{shorten(rule.wanted.words)}”"


def _rule_of(library: Library, rule_id: str, course: CourseId, said: RuleText) -> Rule:
    """Make a rule of what was said, checked."""
    catalogue = library.catalogue
    pen = require_pen(catalogue.get_system(catalogue.get_course(course).pen_system), said.pen)
    topic = catalogue.get_topic(said.topic).id if said.topic else None
    words = said.wanted.words.strip() if said.wanted.pattern else _folded(said.wanted.words)
    wanted = replace(said.wanted, words=words)
    check_wanted(wanted)
    return Rule(RuleId(rule_id), course, pen.id, wanted, topic)


def _refuse_twin(library: Library, rule: Rule) -> None:
    same = (
        other
        for other in list_rules(library, rule.course)
        if other.id != rule.id and (other.pen, other.wanted) == (rule.pen, rule.wanted)
    )
    if next(same, None):
        raise InvalidRequestError(
            f"There is such a rule already: {name_rule(library, rule)}. Nothing was changed."
        )


def _folded(words: str) -> str:
    return " ".join(words.split())
