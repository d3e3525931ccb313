"""Marking an area of a page or of a picture."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.library.areas import check_area
from glossator.library.catalogue import require_pen
from glossator.library.labels import name_mark
from glossator.library.library import Library
from glossator.library.marks import commit_mark, known_topics, timestamp
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import AnnotationId
from glossator.model.marks import Annotation, AreaPart, Target
from glossator.model.operations import Change


@dataclass(frozen=True, slots=True)
class NewAreaMark:
    """What a reader gives to mark an area; `id` is made by the client."""

    id: str
    source: str
    edition: str
    area: AreaPart
    pen: str
    own_words: str = ""
    comment: str = ""
    topics: tuple[str, ...] = ()


def annotate_area(library: Library, step_id: str, mark: NewAreaMark) -> Change:
    """Mark an area of a page or picture; what of it lies beside the page is cut off.

    Raises:
        NotFoundError: there is no such source, page, picture, pen or topic.
        InvalidRequestError: the area is empty, the source has no pages to be seen, or
            the area belongs to another edition than the one in use.
        ChangedMeanwhileError: there is a mark of this id already, or the text went
            out of use this moment.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    source = catalogue.get_source(mark.source)
    pen = require_pen(catalogue.system_of(source), mark.pen)
    if source.edition is None or mark.edition != source.edition:
        raise InvalidRequestError(
            f"The text of {source.title} has changed since the page was opened, so the area "
            "was not marked. Load the page again and mark it once more."
        )
    annotation = Annotation(
        id=AnnotationId(mark.id),
        target=Target(
            source.id, source.edition, (check_area(library, source, source.edition, mark.area),)
        ),
        pen=pen.id,
        own_words=mark.own_words.strip(),
        comment=mark.comment.strip(),
        topics=known_topics(catalogue, mark.topics),
        creator=library.actor,
        created=timestamp(library.clock()),
    )
    label = f"Marked {name_mark(library, annotation)} as {pen.name}"
    return commit_mark(library, (step_id, "annotate_area", label), annotation, source)
