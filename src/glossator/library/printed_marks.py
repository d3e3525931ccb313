"""Marking a passage of the printed book: by its page and typed words, with or without a file."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.library.catalogue import require_pen
from glossator.library.labels import shorten
from glossator.library.library import Library
from glossator.library.marks import check_importance, commit_mark, known_topics, timestamp
from glossator.library.placing import interruptions
from glossator.library.printed_places import placed_parts, printed_place
from glossator.model.books import Source
from glossator.model.courses import Topic
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import AnnotationId
from glossator.model.marks import Annotation, Part, PlacePart, Target
from glossator.model.operations import Change, Holds, Step, Write
from glossator.store.records import encode_target
from glossator.study.printed import cite_printed

PRINTED_SCHEMES = ("printed-page", "paragraph", "star-page", "footnote", "line")
"""By what a printed place is named; "star-page:REPORTER" where the reporter matters."""

_LONGEST_LABEL = 40
_LONGEST_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class NewPrintedMark:
    """What a reader gives to mark a printed passage; `id` is made by the client.

    `topics` may name topics of `new_topics`, which are made in the same step.
    """

    id: str
    source: str
    place: PlacePart
    pen: str
    own_words: str = ""
    comment: str = ""
    topics: tuple[str, ...] = ()
    new_topics: tuple[Topic, ...] = ()
    importance: int = 0


def annotate_printed(library: Library, step_id: str, mark: NewPrintedMark) -> Change:
    """Mark a passage of the printed book; where the source has a text, it is looked for there.

    Raises:
        NotFoundError: there is no such source, pen or topic.
        InvalidRequestError: page or words are missing or long, or the scheme is none.
        ChangedMeanwhileError: there is a mark of this id already, or the text went
            out of use this moment.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    source = catalogue.get_source(mark.source)
    pen = require_pen(catalogue.system_of(source), mark.pen)
    place = check_printed(mark.place)
    annotation = Annotation(
        id=AnnotationId(mark.id),
        target=_placed(library, source, (place,)),
        pen=pen.id,
        own_words=mark.own_words.strip(),
        comment=mark.comment.strip(),
        topics=known_topics(catalogue, mark.topics, mark.new_topics),
        importance=check_importance(mark.importance),
        creator=library.actor,
        created=timestamp(library.clock()),
    )
    label = f"Marked {_name(place)} as {pen.name}"
    named = (step_id, "annotate_printed", label)
    return commit_mark(library, named, annotation, source, mark.new_topics)


def change_printed(library: Library, step_id: str, annotation_id: str, place: PlacePart) -> Change:
    """Change what was typed of a mark; one without a place is looked for again.

    Raises:
        NotFoundError: there is no such mark.
        InvalidRequestError: page or words are missing or long, the scheme is none,
            nothing differs, or the mark is not from the printed book.
        ChangedMeanwhileError: the text went out of use this moment.
        NotSavedError: it could not be written.
    """
    annotation = library.get_annotation(annotation_id)
    before = printed_place(annotation)
    if before is None:
        raise InvalidRequestError(
            "This mark is not from the printed book, so it has no page and words to type. "
            "Select its passage again instead."
        )
    checked = check_printed(place)
    if checked == before:
        raise InvalidRequestError("Page and words are so already. Nothing was changed.")
    source = library.catalogue.get_source(annotation.target.source)
    parts = tuple(checked if part == before else part for part in annotation.target.parts)
    target = _placed(library, source, parts)
    write = Write("annotation", annotation.id, "target", encode_target(target))
    step = Step(step_id, "change_printed", f"Changed the typed words of {_name(checked)}", (write,))
    return library.commit(step, [Holds("source", source.id, "edition", source.edition)])


def check_printed(place: PlacePart) -> PlacePart:
    """Give a printed place as it is kept: white space folded, no "p." before the number.

    Raises:
        InvalidRequestError: the scheme is none, or label or words are empty or too long.
    """
    scheme, colon, reporter = place.scheme.partition(":")
    named = " ".join(reporter.split())
    if scheme not in PRINTED_SCHEMES or (colon and (scheme != "star-page" or not named)):
        raise InvalidRequestError(
            f"A place is not named by “{place.scheme}”. Use {', '.join(PRINTED_SCHEMES)}, "
            "or star-page:REPORTER."
        )
    label = _bare(" ".join(place.label.split()))
    if not 0 < len(label) <= _LONGEST_LABEL:
        raise InvalidRequestError(
            f"Say in up to {_LONGEST_LABEL} signs where the passage stands, such as “214”. "
            "Nothing was marked."
        )
    words = " ".join(place.words.split())
    if not 0 < len(words) <= _LONGEST_WORDS:
        raise InvalidRequestError(
            f"Type the words of the passage, up to {_LONGEST_WORDS:,} signs; the first and last "
            "few with “…” between are enough. Nothing was marked."
        )
    return PlacePart(f"star-page:{named}" if named else scheme, label, words)


def _bare(label: str) -> str:
    """Give a label without the sign of its scheme: "214" for "p. 214", "*214" or "¶ 214"."""
    for sign in ("pp.", "p.", "¶¶", "¶", "nn.", "n.", "ll.", "l.", "*"):
        bare = label.removeprefix(sign).strip()
        if bare != label and bare:
            return bare
    return label


def _placed(library: Library, source: Source, parts: tuple[Part, ...]) -> Target:
    """Give a target whose passage is looked for in the text in use, where it has no place."""
    content = library.content_of(source)
    if content is not None:
        parts = placed_parts(content, parts, interruptions(content))
    return Target(source.id, source.edition, parts)


def _name(place: PlacePart) -> str:
    return f"“{shorten(place.words)}” ({cite_printed(place)})"
