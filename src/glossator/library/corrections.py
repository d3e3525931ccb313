"""Corrections: a reader puts right what the program took from a file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from glossator.library.correction_words import describe_correction, name_scheme
from glossator.library.library import Library
from glossator.library.lookalikes import find_lookalikes
from glossator.model.books import EditionText, Source
from glossator.model.corrections import (
    Correction,
    Join,
    RemovePinpoint,
    Retype,
    SetPinpoint,
    ShiftScheme,
    Split,
    What,
)
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.ids import CorrectionId, EditionId
from glossator.model.operations import Change, IsNew, Step, Write
from glossator.model.text import Block, BlockKind, Pinpoint
from glossator.sources.corrected import find_following, find_split
from glossator.sources.labels import count_label
from glossator.store.correction_records import correction_writes
from glossator.store.records import deletion

_KEPT = "Nothing was changed."
_LABEL_AT_MOST = 40  # characters: as much as a pinpoint's label may be


def correct(
    library: Library,
    step_id: str,
    correction_id: str,
    place: tuple[str, str],
    what: What,
    *,
    alike: bool = False,
) -> Change:
    """Make a correction.

    Args:
        library: the library.
        step_id: the client's id for this step.
        correction_id: the client's id for the correction.
        place: the source, and the edition whose offsets `what` counts in.
        what: the correction.
        alike: make every block that looks like the first named the same, too.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: it does not fit the text as it stands now.
        ChangedMeanwhileError: there is a correction of this id already.
        NotSavedError: it could not be written.
    """
    source = library.catalogue.get_source(place[0])
    content = _text_to_correct(library, source, place[1])
    # A retry finds the text corrected already, where the correction fits no more.
    is_retry = library.store.has_step(step_id)
    fitted = what if is_retry else _fit(content, source, what, alike=alike)
    made = Correction(
        id=CorrectionId(correction_id),
        source=source.id,
        edition=EditionId(place[1]),
        made=_next_moment(library, source),
        what=fitted,
    )
    label = describe_correction(content, fitted)
    step = Step(step_id, "correct", label, correction_writes(made))
    return library.commit(step, [IsNew("correction", made.id)])


def remove_corrections(library: Library, step_id: str, corrections: Sequence[str]) -> Change:
    """Take corrections back, as one step: the text is as it was without them.

    Raises:
        InvalidRequestError: none was named.
        NotFoundError: one of them does not exist; none is taken back.
        NotSavedError: it could not be written.
    """
    if not corrections:
        raise InvalidRequestError(f"No correction was named. {_KEPT}")
    standing = library.store.list_entities("correction")
    for correction in corrections:
        if correction not in standing and not library.store.has_step(step_id):
            raise NotFoundError("correction", correction)
    label = (
        "Took a correction back"
        if len(corrections) == 1
        else f"Took {len(corrections)} corrections back"
    )
    writes = tuple(deletion("correction", correction) for correction in corrections)
    return library.commit(Step(step_id, "remove_correction", label, writes))


def prefer_scheme(library: Library, step_id: str, source_id: str, scheme: str) -> Change:
    """Choose the scheme of pinpoints that a source is cited by; "" for the usual order.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: its text has no pinpoint of that scheme.
        NotSavedError: it could not be written.
    """
    source = library.catalogue.get_source(source_id)
    content = library.content_of(source)
    schemes = {row.scheme for row in content.pinpoints} if content else set()
    if scheme and scheme not in schemes:
        known = ", ".join(sorted(name_scheme(each) for each in schemes)) or "none"
        raise InvalidRequestError(
            f"{source.title} has no {name_scheme(scheme)}. It has: {known}. {_KEPT}"
        )
    label = (
        f"{source.title} is cited by {name_scheme(scheme)}"
        if scheme
        else f"{source.title} is cited as usual"
    )
    write = Write("source", source.id, "preferred_scheme", scheme or None)
    return library.commit(Step(step_id, "prefer_scheme", label, (write,)))


def _text_to_correct(library: Library, source: Source, edition: str) -> EditionText:
    content = library.content_of(source)
    if content is None:
        raise InvalidRequestError(
            f"{source.title} has no file in this library, so there is nothing to correct in it. "
            "Import its file first."
        )
    if edition != source.edition:
        raise InvalidRequestError(
            f"The text of {source.title} has changed since the page was opened, so nothing was "
            "corrected. Load the page again and correct it once more."
        )
    return content


def _next_moment(library: Library, source: Source) -> int:
    """Give a time for a correction that is later than those of all before it."""
    before = library.corrections_of(source)
    return max([library.clock(), *(correction.made + 1 for correction in before)])


def _fit(content: EditionText, source: Source, what: What, *, alike: bool) -> What:
    """Hold a correction against the text it is for, and give it with exact places."""
    match what:
        case Retype():
            return _fit_kind(content, what, alike=alike)
        case Join(start=start):
            return Join(start, _get_following(content, _get_block(content, start)))
        case Split(start):
            return Split(_get_split(content, start))
        case SetPinpoint(start, scheme):
            label, part = what.label.strip(), " ".join(what.part.split())
            if not label or len(label) > _LABEL_AT_MOST:
                raise InvalidRequestError(
                    f"“{label}” is no label of a page or paragraph: give what is printed, such as "
                    f"415 or xiv. {_KEPT}"
                )
            _get_block(content, start)
            return replace(what, scheme=check_scheme(scheme), label=label, part=part)
        case ShiftScheme():
            _refuse_shift(content, source, what)
            return what
        case RemovePinpoint(scheme, start):
            _get_pinpoint(content, scheme, start)
            return what


def _fit_kind(content: EditionText, what: Retype, *, alike: bool) -> Retype:
    if not what.starts:
        raise InvalidRequestError(f"No block was named. {_KEPT}")
    blocks = [_get_block(content, start) for start in what.starts]
    if alike:
        blocks += find_lookalikes(content, blocks[0])
    levels = {BlockKind.HEADING: range(1, 7), BlockKind.LIST_ITEM: range(1, 10)}
    allowed = levels.get(what.kind, range(1))
    level = what.level or allowed.start
    if level not in allowed:
        raise InvalidRequestError(f"There is no {what.kind.value} of level {what.level}. {_KEPT}")
    starts = tuple(sorted({block.start for block in blocks}))
    return Retype(starts, what.kind, level)


def _get_block(content: EditionText, offset: int) -> Block:
    """Give the block that an offset lies in."""
    at = bisect_right(content.blocks, offset, key=attrgetter("start")) - 1
    if at < 0 or not 0 <= offset < content.blocks[at].end:
        raise InvalidRequestError(
            f"No text stands at character {offset}. {_KEPT} Load the page again."
        )
    return content.blocks[at]


def _get_following(content: EditionText, block: Block) -> int:
    at = find_following(content.blocks, content.blocks.index(block), content.continued)
    if at is None:
        raise InvalidRequestError(
            "This block cannot be joined with the next: nothing follows it that is of its kind "
            f"of text (a table, the text after a footnote, or the end, comes next). {_KEPT}"
        )
    return content.blocks[at].start


def _get_split(content: EditionText, offset: int) -> int:
    block = _get_block(content, offset)
    if offset == block.start and offset in content.continued:
        return offset
    start = find_split(content.text, block, content.markers, offset)
    if start is None:
        raise InvalidRequestError(
            "There is nothing to split here: put the cursor inside the block, before the word "
            f"that the new one begins with. {_KEPT}"
        )
    return start


def _refuse_shift(content: EditionText, source: Source, what: ShiftScheme) -> None:
    labels = [row.label for row in content.pinpoints if row.scheme == what.scheme]
    if not what.by or not any(count_label(label, what.by) for label in labels):
        raise InvalidRequestError(
            f"The {name_scheme(what.scheme)} of {source.title} cannot be moved by {what.by}: "
            f"no number would be left. {_KEPT}"
        )


def _get_pinpoint(content: EditionText, scheme: str, start: int) -> Pinpoint:
    found = next((p for p in content.pinpoints if (p.scheme, p.start) == (scheme, start)), None)
    if found is None:
        raise InvalidRequestError(
            f"No {name_scheme(scheme)} begins at character {start}. {_KEPT} Load the page again."
        )
    return found


def check_scheme(scheme: str) -> str:
    """Give a scheme of pinpoints as it is; raises InvalidRequestError where none can have it."""
    base = scheme.split(":", maxsplit=1)[0]
    known = {"printed-page", "star-page", "paragraph", "line", "epub-page", "pdf-label"}
    if base not in known or (base == "star-page") != (":" in scheme):
        raise InvalidRequestError(f"There are no pinpoints of the kind “{scheme}”. {_KEPT}")
    return scheme
