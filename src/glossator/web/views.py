"""From the library's values to what goes over HTTP."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from glossator.library.library import Job, Library
from glossator.library.printed_places import printed_place
from glossator.library.reading import ReadingPlaces, coverage
from glossator.library.sample_course import SAMPLE_COURSE
from glossator.library.scanned import is_recognised
from glossator.model.books import Caption, EditionText, Source
from glossator.model.corrections import Correction
from glossator.model.marks import Annotation
from glossator.model.notes import Place
from glossator.model.operations import Change
from glossator.model.pens import Pen, PenSystem
from glossator.model.text import CITABLE_CONFIDENCE, Block
from glossator.web import book_views, wire
from glossator.web.area_views import area_view
from glossator.web.details_views import write_names

BLOCKS_A_SECTION = 20


def library_view(library: Library, places: ReadingPlaces) -> wire.LibraryView:
    """Show the whole library but for texts and annotations."""
    catalogue = library.catalogue
    undo, redo = library.next_steps()
    marks: Counter[str] = Counter()
    for (source, _pen), count in library.store.count_annotations_by_pen().items():
        marks[source] += count
    return wire.LibraryView(
        id=library.store.library_id,
        name=library.folder.name,
        cursor=library.store.cursor(),
        read_only=library.store.read_only,
        courses=[wire.CourseView(c.id, c.name, c.pen_system) for c in catalogue.courses.values()],
        pen_systems=[
            pen_system_view(system, library.pen_problem(system.id))
            for system in catalogue.systems.values()
        ],
        topics=[
            wire.TopicView(t.id, t.course, t.name, t.parent, t.order)
            for t in catalogue.topics.values()
        ],
        sources=[
            _source_row(library, places, source, marks[source.id])
            for source in catalogue.sources.values()
        ],
        undo=undo,
        redo=redo,
        sample=any(course.id == SAMPLE_COURSE for course in catalogue.courses.values()),
    )


def pen_system_view(system: PenSystem, problem: str) -> wire.PenSystemView:
    """Show a pen system."""
    return wire.PenSystemView(
        id=system.id,
        name=system.name,
        version=system.version,
        pens=[pen_view(pen) for pen in system.pens],
        forms=[wire.FormView(form.id, form.title, form.kind.value) for form in system.forms],
        problem=problem,
    )


def pen_view(pen: Pen) -> wire.PenView:
    """Show a pen."""
    return wire.PenView(
        id=pen.id,
        name=pen.name,
        colour=pen.colour,
        stroke=pen.stroke.value,
        letter=pen.letter,
        key=pen.key,
        meaning=pen.meaning,
        becomes=pen.becomes,
        retired=pen.retired,
        group=pen.group,
    )


def source_view(library: Library, places: ReadingPlaces, source: Source) -> wire.SourceView:
    """Show all of a source that the reader needs but its text."""
    content = library.content_of(source) or EditionText("", ())
    return wire.SourceView(
        id=source.id,
        title=source.title,
        course=source.course,
        kind=_kind(source),
        edition=source.edition,
        length=source.length,
        language=content.language,
        direction=content.direction,
        caption=_caption_view(source.caption),
        problems=list(source.problems),
        pages=[wire.PageView(page.index, page.label, page.start) for page in content.pages],
        pinpoints=[
            wire.PinpointView(
                p.scheme, p.part, p.label if p.confidence >= CITABLE_CONFIDENCE else "", p.start
            )
            for p in content.pinpoints
        ],
        contents=[
            wire.HeadingView(entry.title, entry.level, entry.start)
            for entry in book_views.contents_of(content)
        ],
        headings=book_views.heading_ranks(content),
        sections=[
            wire.SectionView(blocks[0].start, blocks[-1].end, len(blocks))
            for blocks in _sections(content.blocks)
        ],
        place=places.place_in(source).start,
        preferred_scheme=source.preferred_scheme,
        revision=_revision(library.corrections_of(source)),
        recognised=is_recognised(source),
        seconds_read=places.seconds_in(source),
    )


def text_view(library: Library, source: Source, first: int, count: int) -> wire.TextView:
    """Show `count` sections of a source's text from section `first` on."""
    content = library.content_of(source) or EditionText("", ())
    return wire.TextView(source.edition or "", text_sections(content, first, count))


def text_sections(content: EditionText, first: int, count: int) -> list[wire.TextSection]:
    """Show `count` sections of a text from section `first` on."""
    sections = _sections(content.blocks)
    return [
        wire.TextSection(index, [_block_view(content, block) for block in sections[index]])
        for index in range(max(first, 0), min(first + count, len(sections)))
    ]


def annotation_view(
    library: Library, annotation: Annotation, *, of_one_source: bool = False
) -> wire.AnnotationView:
    """Show an annotation; among those of one source, without saying which."""
    place = library.place_of(annotation)
    return wire.AnnotationView(
        id=annotation.id,
        pen=annotation.pen,
        created=annotation.created,
        source="" if of_one_source else annotation.target.source,
        start=place.span.start if place.span else None,
        end=place.span.end if place.span else None,
        quote="" if place.span else place.quote,
        own_words=annotation.own_words,
        comment=annotation.comment,
        topics=list(annotation.topics),
        pinpoint=place.pinpoint,
        area=area_view(place),
        more=[(span.start, span.end) for span in annotation.spans[1:]],
        importance=annotation.importance,
        answered=annotation.answered,
        links=[wire.LinkView(link.id, link.to, link.kind) for link in annotation.links],
        creator="" if annotation.creator == library.actor else annotation.creator,
        modified=_modified(annotation),
        printed=_printed_view(annotation, place),
    )


def _modified(annotation: Annotation) -> str:
    """Give when an annotation was last changed; "" for within a second of its making.

    The log dates the making itself a moment after `created`.
    """
    try:
        created, modified = map(datetime.fromisoformat, (annotation.created, annotation.modified))
        return annotation.modified if modified - created > timedelta(seconds=1) else ""
    except (ValueError, TypeError):  # another program's time, or one without a zone
        return annotation.modified


def _printed_view(annotation: Annotation, place: Place) -> wire.PrintedView | None:
    typed = printed_place(annotation)
    if typed is None:
        return None
    return wire.PrintedView(typed.scheme, typed.label, typed.words, place.order)


def job_view(job: Job) -> wire.Job:
    """Show an import."""
    return wire.Job(**{**asdict(job), "problems": list(job.problems)})


def event_view(library: Library, happening: Change | Job) -> wire.Event:
    """Show that something happened."""
    if isinstance(happening, Job):
        return wire.Event(library.store.cursor(), job=job_view(happening))
    undo, redo = library.next_steps()
    return wire.Event(happening.cursor, list(happening.touched), happening.label, undo, redo)


def operation_reply(library: Library, change: Change) -> wire.OperationReply:
    """Show what a step did, with the annotations it touched as they are now."""
    undo, redo = library.next_steps()
    touched = [id for entity, id in change.touched if entity == "annotation"]
    found = {id: library.find_annotation(id) for id in touched}
    return wire.OperationReply(
        cursor=change.cursor,
        step=change.step,
        label=change.label,
        touched=list(change.touched),
        repeated=change.repeated,
        undo=undo,
        redo=redo,
        annotations=[annotation_view(library, known) for known in found.values() if known],
        deleted=[id for id, known in found.items() if known is None],
        note=change.note,
    )


def _source_row(
    library: Library, places: ReadingPlaces, source: Source, marks: int
) -> wire.SourceRow:
    place = places.place_in(source)
    spans = library.store.list_spans(source.id) if marks else []
    return wire.SourceRow(
        id=source.id,
        title=source.title,
        course=source.course,
        kind=_kind(source),
        length=source.length,
        caption=_caption_view(source.caption),
        file_name=source.original.file_name if source.original else "",
        problems=list(source.problems),
        marks=marks,
        coverage=[wire.CoverageRun(*run) for run in coverage(spans, source.length)],
        place=place.start,
        last_read=place.at,
        authors=write_names(source.bibliography.authors),
        archived=source.archived,
        texts=len(source.editions) or 1,
        seconds_read=places.seconds_in(source),
    )


def _kind(source: Source) -> str:
    return source.original.kind if source.original else ""


def _caption_view(caption: Caption) -> wire.CaptionView:
    return wire.CaptionView(**asdict(caption))


def _block_view(content: EditionText, block: Block) -> wire.BlockView:
    return wire.BlockView(
        kind=block.kind.value,
        start=block.start,
        text=content.text[block.start : block.end],
        level=block.level,
        label=block.label,
        markers=[
            wire.MarkerView(m.kind.value, m.start, m.end, m.label, m.target)
            for m in book_views.within(content.markers, block)
        ],
        styles=[
            wire.StyleView(s.kind.value, s.start, s.end)
            for s in book_views.within(content.styles, block)
        ],
        images=book_views.image_views(content, block),
        table=book_views.table_view(content, block),
        sure=round(100 * block.confidence),
        continues=block.start in content.continued,
    )


def _revision(corrections: Sequence[Correction]) -> str:
    """Name a text as corrected: "" for as it was extracted."""
    ids = "".join(correction.id for correction in corrections)
    return hashlib.blake2b(ids.encode(), digest_size=8).hexdigest() if ids else ""


def _sections(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    return [
        blocks[first : first + BLOCKS_A_SECTION]
        for first in range(0, len(blocks), BLOCKS_A_SECTION)
    ]
