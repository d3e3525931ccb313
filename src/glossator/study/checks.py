"""What is missing from notes, or too long in them: told quietly, each with its place.

The rules are those of a good brief and outline: every issue is answered, a rule can be cited, an
element has its test, a case is one line, no topic is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glossator.model.ids import AnnotationId, PenId, SourceId
from glossator.model.notes import Line, Notes, NotesSection, walk_sections
from glossator.model.pens import FormKind

_MOST_SENTENCES = 2
_LONGEST_SHOWN = 3
_CASE_ROLES = frozenset({"holding", "issue", "facts", "disposition", "procedure"})
_RULE_ROLES = frozenset({"rule"})
_YES_OR_NO_QUESTION = re.compile(
    r"\W*(?:whether|do(?:es)?|did|is|are|was|were|may|might|can|could|must|should|has|have|had|"
    r"will|would)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"\W*(?:yes|no|partly|in part)\b", re.IGNORECASE)
_WHY = re.compile(r"\b(?:because|since|for|as|where|unless|if|when)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9ÄÖÜÉ])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|v|vs|Mr|Mrs|Dr|No|Art|art|cf|Cf|p|pp|ch|para|Inc|Co|Ltd|St))\.$"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in notes.

    Attributes:
        kind: stable name of the check, "issue-without-holding".
        sentence: what is the matter, and where.
        annotation: the line it is about; None for a part or a source.
        section: the key of the part it is about, "" for none.
        source: the source it is about; None for none.
    """

    kind: str
    sentence: str
    annotation: AnnotationId | None = None
    section: str = ""
    source: SourceId | None = None


def check(notes: Notes) -> list[Finding]:
    """List what there is to mend in notes, in the order of the notes."""
    roles = {pen.id: pen.becomes for pen in notes.pens}
    found: list[Finding] = []
    for section in walk_sections(notes.sections):
        found += _of_lines(section, notes, roles)
        found += _of_pairs(section)
        if section.topic:
            found += _of_topic(section, roles)
    if notes.kind is FormKind.OUTLINE:
        found += _unused(notes)
    return found


def check_length(notes: Notes, pages: int) -> list[Finding]:
    """Say what to shorten in a brief that is longer than a page.

    Args:
        notes: the brief.
        pages: how many it takes in print.
    """
    if notes.kind is not FormKind.BRIEF or pages <= 1:
        return []
    lines = [line for section in walk_sections(notes.sections) for line in section.own_lines()]
    longest = sorted(lines, key=lambda line: -len(_words(line)))[:_LONGEST_SHOWN]
    over = Finding("over-a-page", f"This brief takes {pages} pages in print: shorten it to one.")
    return [
        over,
        *(
            Finding(
                "over-a-page",
                f"A line of {len(_words(line))} characters could be shorter: {_cut(line)}",
                line.annotation,
            )
            for line in longest
        ),
    ]


def _of_lines(section: NotesSection, notes: Notes, roles: Mapping[PenId, str]) -> Iterator[Finding]:
    for line in section.own_lines():
        if line.place.span is None and line.place.area is None and not line.place.pinpoint:
            sentence = f"The passage behind this line is not in the text in use: {_cut(line)}"
            yield Finding("changed-text", sentence, line.annotation)
        elif roles.get(line.pen) in _RULE_ROLES and not line.place.pinpoint:
            sentence = f"A rule without a page or paragraph to cite: {_cut(line)}"
            yield Finding("rule-without-pinpoint", sentence, line.annotation)
        is_case = notes.kind is FormKind.OUTLINE and roles.get(line.pen) in _CASE_ROLES
        if is_case and section.key != "tray" and _sentences(line) > _MOST_SENTENCES:
            sentence = f"A case should be one line, this is {_sentences(line)} sentences: "
            yield Finding("long-case-line", sentence + _cut(line), line.annotation)


def _of_pairs(section: NotesSection) -> Iterator[Finding]:
    for pair in section.pairs:
        for there, gap in ((pair.first, pair.second_gap), (pair.second, pair.first_gap)):
            if there and gap:
                sentence = f"{section.title} {pair.number}: {gap}."
                yield Finding("issue-without-holding", sentence, there.annotation)
        if pair.first and pair.second and _evades(pair.first, pair.second):
            sentence = f"{section.title} {pair.number}: an answer of yes or no, and because: "
            yield Finding("holding-evades", sentence + _cut(pair.second), pair.second.annotation)


def _evades(question: Line, answer: Line) -> bool:
    """Tell whether a question of yes or no is answered in own words by neither, or without why."""
    if not answer.own_words or not _YES_OR_NO_QUESTION.match(_words(question)):
        return False
    return not (_YES_OR_NO.match(answer.own_words) and _WHY.search(answer.own_words))


def _of_topic(section: NotesSection, roles: Mapping[PenId, str]) -> Iterator[Finding]:
    parts = [part for part in section.sections if not part.topic]
    lines = [line for part in (section, *parts) for line in part.own_lines()]
    of_role = {role: line for line in reversed(lines) if (role := roles.get(line.pen))}
    if "element" in of_role and "test" not in of_role:
        sentence = f"{section.title} has elements but no test for any of them."
        yield Finding("element-without-test", sentence, of_role["element"].annotation, section.key)
    if not lines and not section.sections and not section.written:
        sentence = f"Nothing is marked for {section.title} yet."
        yield Finding("empty-topic", sentence, section=section.key)


def _unused(notes: Notes) -> Iterator[Finding]:
    """Tell of sources that have marks, none of which stands under a topic."""
    filed: set[SourceId] = set()
    waiting: dict[SourceId, Line] = {}
    for section in walk_sections(notes.sections):
        for line in section.own_lines():
            if section.key == "tray":
                waiting.setdefault(line.place.source, line)
            else:
                filed.add(line.place.source)
    for source, line in waiting.items():
        if source not in filed:
            sentence = f"Nothing of {line.place.source_title} stands in the outline yet."
            yield Finding("unused-source", sentence, line.annotation, source=source)


def _sentences(line: Line) -> int:
    words = _words(line)
    ends = [found.start() + 1 for found in _SENTENCE_END.finditer(words)]
    return 1 + sum(not _ABBREVIATED.search(words[:end]) for end in ends)


def _words(line: Line) -> str:
    return line.own_words or line.quote


def _cut(line: Line) -> str:
    words = _words(line)
    return f"“{words}”" if len(words) <= 60 else f"“{words[:57].rstrip()}…”"
