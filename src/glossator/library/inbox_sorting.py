"""Sort foreign marks in: each becomes an annotation, or is left out; steps that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from math import hypot

from glossator.anchors.describe import describe
from glossator.library.catalogue import require_pen
from glossator.library.inbox import LEFT_OUT, Inbox, InboxMark, joined_spans, open_inbox
from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.model.books import EditionText, Source, WordBox
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import PenId
from glossator.model.marks import Annotation, AreaPart, Part, PlacePart, SpanPart, Target
from glossator.model.operations import Change, IsNew, Step, Write
from glossator.model.text import Area, ForeignKind, ForeignMark, Span
from glossator.sources.boxes import unpack_boxes
from glossator.store.files import read_boxes
from glossator.store.records import annotation_writes

_ROW_COUNTS = 30  # so much more than a distance along the row

_WordsOf = Callable[[int], Sequence[WordBox]]


def adopt_foreign(
    library: Library, step_id: str, source_id: str, pens: Mapping[str, str]
) -> Change:
    """Make annotations of groups of foreign marks, as one step.

    Args:
        library: the library.
        step_id: made by the client.
        source_id: whose inbox it is.
        pens: for each group's key the pen that its marks are made with.

    Raises:
        NotFoundError: there is no such source or pen.
        InvalidRequestError: nothing of these groups waits any more.
        ChangedMeanwhileError: one of the marks was sorted in at the same moment.
        NotSavedError: it could not be written; nothing was sorted in.
    """
    source = library.catalogue.get_source(source_id)
    system = library.catalogue.system_of(source)
    chosen = {key: require_pen(system, pen).id for key, pen in pens.items()}
    waiting = [
        (mark, chosen[group.key])
        for group in open_inbox(library, source).groups
        if group.key in chosen
        for mark in group.marks
    ]
    if not waiting:
        raise InvalidRequestError(_nothing_waits(source))
    make = _maker(library, source)
    made = [make(mark, pen) for mark, pen in waiting]
    writes = tuple(write for annotation in made for write in annotation_writes(annotation))
    label = f"Sorted in {_count(len(made))} from another program in {source.title}"
    expects = [IsNew("annotation", annotation.id) for annotation in made]
    return library.commit(Step(step_id, "adopt_foreign", label, writes), expects)


def dismiss_foreign(
    library: Library,
    step_id: str,
    source_id: str,
    *,
    groups: Sequence[str] = (),
    marks: Sequence[str] = (),
    bring_back: bool = False,
) -> Change:
    """Leave foreign marks out of the inbox, or bring those left out back.

    Args:
        library: the library.
        step_id: made by the client.
        source_id: whose inbox it is.
        groups: keys of groups, all of whose marks are meant.
        marks: ids of single marks.
        bring_back: all that were left out wait again; `groups` and `marks` count for nothing.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: nothing of this waits any more, or nothing was left out.
        NotSavedError: it could not be written.
    """
    inbox = open_inbox(library, library.catalogue.get_source(source_id))
    if bring_back:
        meant: Sequence[InboxMark] = inbox.left_out
    else:
        meant = _meant(inbox, groups, marks)
    if not meant:
        raise InvalidRequestError(_nothing_waits(inbox.source))
    verb = "Brought back" if bring_back else "Left out"
    label = f"{verb} {_count(len(meant))} from another program in {inbox.source.title}"
    value = None if bring_back else True
    writes = tuple(Write(LEFT_OUT, mark.id, "left_out", value) for mark in meant)
    return library.commit(Step(step_id, "dismiss_foreign", label, writes))


def _meant(inbox: Inbox, groups: Sequence[str], marks: Sequence[str]) -> list[InboxMark]:
    return [
        mark
        for group in inbox.groups
        for mark in group.marks
        if group.key in groups or mark.id in marks
    ]


def _maker(library: Library, source: Source) -> Callable[[InboxMark, PenId], Annotation]:
    """Give what makes an annotation of a foreign mark of one source."""
    content = library.content_of(source) or EditionText("", ())
    words_of = lru_cache(maxsize=8)(partial(_words_of, library, source, content))
    now = timestamp(library.clock())

    def make(waiting: InboxMark, pen: PenId) -> Annotation:
        mark = waiting.mark
        created = _utc(mark.created)
        return Annotation(
            id=waiting.id,
            target=Target(source.id, source.edition, _parts(content, mark, words_of)),
            pen=pen,
            comment=mark.comment.strip(),
            creator=mark.author or library.actor,
            created=created or now,
            modified=created,
        )

    return make


def _parts(content: EditionText, mark: ForeignMark, words_of: _WordsOf) -> tuple[Part, ...]:
    """Say what a mark is about: its passage, else the words at its place, else its area."""
    spans = joined_spans(content, mark.spans)
    if not spans and mark.area and mark.kind is ForeignKind.NOTE:
        found = _row_at(words_of(mark.area.page_index), mark.area)
        spans = (found,) if found else ()
    if spans:
        return tuple(SpanPart(span, describe(content.text, span)) for span in spans)
    area = mark.area
    if area:
        return (AreaPart(area.page_index, area.x, area.y, area.width, area.height),)
    return (PlacePart("", "", mark.comment.strip()),)


def _row_at(words: Sequence[WordBox], area: Area) -> Span | None:
    """Find the row of words nearest to where a note stands; None on a page without words.

    The row goes on, in the order of the text, as long as the words stand level.
    """
    if not words:
        return None
    x, y = area.x + area.width / 2, area.y + area.height / 2
    at = min(range(len(words)), key=lambda index: _gap(words[index], x, y))
    level = words[at].y + words[at].height / 2
    first = last = at
    while first > 0 and _is_level(words[first - 1], level):
        first -= 1
    while last + 1 < len(words) and _is_level(words[last + 1], level):
        last += 1
    return Span(words[first].start, words[last].end)


def _gap(word: WordBox, x: float, y: float) -> float:
    """Measure how far a point is from a word's box; a note in the margin is beside its row."""
    across = max(word.x - x, 0, x - word.x - word.width)
    down = max(word.y - y, 0, y - word.y - word.height)
    return hypot(across, _ROW_COUNTS * down)


def _is_level(word: WordBox, level: float) -> bool:
    return word.y <= level <= word.y + word.height


def _words_of(
    library: Library, source: Source, content: EditionText, page_index: int
) -> Sequence[WordBox]:
    """Give the word boxes of a page in the order of the text."""
    if source.edition is None or not 0 <= page_index < len(content.pages):
        return ()
    packed = read_boxes(library.folder, source.edition, page_index)
    return unpack_boxes(packed, content.pages[page_index].start) if packed else ()


def _utc(time: str) -> str:
    """Write another program's time as we write times; "" where it is none."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    milliseconds = round(moment.timestamp() * 1000)
    return timestamp(milliseconds) if milliseconds >= 0 else ""


def _nothing_waits(source: Source) -> str:
    return (
        f"None of these marks waits to be sorted in any more, so nothing was changed in "
        f"{source.title}. Open its inbox again to see what is left."
    )


def _count(number: int) -> str:
    return "1 mark" if number == 1 else f"{number} marks"
