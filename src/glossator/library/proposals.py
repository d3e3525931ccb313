"""What rules propose: found in the texts, accepted as marks, or dismissed for ever."""

from __future__ import annotations

import uuid
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from glossator.anchors.describe import describe
from glossator.anchors.finding import check_wanted, find_all
from glossator.anchors.fold import fold
from glossator.library.catalogue import require_pen
from glossator.library.finding import HITS_AT_MOST, Hit, show_hit
from glossator.library.labels import shorten
from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.library.placing import interruptions
from glossator.library.rules import find_rule_pen, get_rule, list_rules
from glossator.model.books import EditionText, Source
from glossator.model.errors import InvalidRequestError
from glossator.model.finding import Wanted
from glossator.model.ids import AnnotationId
from glossator.model.marks import Annotation, SpanPart, Target
from glossator.model.operations import Change, Holds, Step, Write
from glossator.model.rules import Dismissal, Rule
from glossator.model.text import Span
from glossator.store.records import annotation_writes
from glossator.store.rule_records import dismissal_write

_SEARCHED = (1200, 6000, 100_000)  # hits of one rule in one text: more only where more are needed
_ANSWERS = 64
_TEXTS = 8
_AROUND = 32  # code points on each side that name a passage together with its words
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage for which a rule proposes its pen."""

    rule: Rule
    hit: Hit


@dataclass(frozen=True, slots=True)
class Proposed:
    """Where a proposal stands, as a reader who decides on it names it."""

    rule: str
    source: str
    edition: str
    span: Span


@dataclass(frozen=True, slots=True)
class SourceHits:
    """What a rule would propose in one source, in the order of the text."""

    source: Source
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would propose, and finds elsewhere; `more` where there is more than is listed."""

    sources: tuple[SourceHits, ...]
    more: bool


class _Searches:
    """The hits of the last searches, since the same are asked for again and again."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._spans = lru_cache(maxsize=_ANSWERS)(self._find)
        self._skips = lru_cache(maxsize=_TEXTS)(self._list_skip)

    def find(self, source: Source, wanted: Wanted) -> Iterator[Span]:
        """Find something in the text in use of a source, in order, as far as it is asked for."""
        text = (source.edition, self._library.corrections_of(source), source.id)
        given = 0
        for most in _SEARCHED:
            spans = self._spans(*text, wanted, most)
            yield from spans[given:]
            given = len(spans)
            if given < most:
                return

    def skip(self, source: Source) -> tuple[Span, ...]:
        """List what no reader sees of that text."""
        return self._skips(source.edition, self._library.corrections_of(source), source.id)

    def close(self) -> None:
        """Forget them."""
        self._spans.cache_clear()
        self._skips.cache_clear()

    # Edition and corrections name a text shortly, where its hash would take as long as a search.

    def _find(
        self,
        edition: str | None,
        corrections: object,
        source_id: str,
        wanted: Wanted,
        most: int,
    ) -> tuple[Span, ...]:
        source = self._library.catalogue.get_source(source_id)
        content = self._library.content_of(source)
        if content is None:
            return ()
        skip = self._skips(edition, corrections, source_id)
        return tuple(islice(find_all(content.text, wanted, skip=skip), most))

    def _list_skip(
        self, _edition: str | None, _corrections: object, source_id: str
    ) -> tuple[Span, ...]:
        content = self._library.content_of(self._library.catalogue.get_source(source_id))
        return interruptions(content) if content else ()


def _searches(library: Library) -> _Searches:
    return library.service(_Searches, lambda: _Searches(library))


def propose(library: Library, source_id: str) -> tuple[list[Proposal], bool]:
    """List what the rules that are on propose in a source, in the order of the text.

    Returns:
        At most `HITS_AT_MOST` proposals, and whether there are more.

    Raises:
        NotFoundError: there is no such source.

    0.2 s for a text of 3 M code points that was not searched just before.
    """
    source = library.catalogue.get_source(source_id)
    content = library.content_of(source)
    if content is None:
        return [], False
    rules = [rule for rule in list_rules(library, source.course) if rule.on]
    marks = library.store.list_annotations(source=source.id) if rules else []
    found = [
        (span, rule)
        for rule in rules
        if find_rule_pen(library, rule)
        for span in islice(_open_hits(library, source, content, rule, marks), HITS_AT_MOST + 1)
    ]
    found.sort(key=lambda each: (each[0], each[1].id))
    skip = _searches(library).skip(source)
    shown = [
        Proposal(rule, show_hit(content.text, span, skip)) for span, rule in found[:HITS_AT_MOST]
    ]
    return shown, len(found) > HITS_AT_MOST


def preview(library: Library, rule: Rule, *, everywhere: bool = False) -> Preview:
    """List what a rule proposes, or would, in all sources of its course, by title.

    What is marked with its pen already is no hit, nor is what was dismissed.

    Args:
        library: where to look.
        rule: what to look for.
        everywhere: also in the sources of other courses, after those of its own: it
            proposes nothing there.

    Raises:
        InvalidRequestError: the pattern cannot be used.
    """
    check_wanted(rule.wanted)
    sources: list[SourceHits] = []
    left = HITS_AT_MOST
    for source in _sources_for(library, rule, everywhere=everywhere):
        content = library.content_of(source)
        if content is None:
            continue
        marks = library.store.list_annotations(source=source.id)
        spans = list(islice(_open_hits(library, source, content, rule, marks), left + 1))
        skip = _searches(library).skip(source)
        shown = tuple(show_hit(content.text, span, skip) for span in spans[:left])
        if shown:
            sources.append(SourceHits(source, shown))
        if len(spans) > left:
            return Preview(tuple(sources), more=True)
        left -= len(shown)
    return Preview(tuple(sources), more=False)


def _sources_for(library: Library, rule: Rule, *, everywhere: bool) -> Iterator[Source]:
    catalogue = library.catalogue
    yield from catalogue.sources_of(rule.course)
    if everywhere:
        others = sorted(catalogue.courses.values(), key=lambda course: (course.name, course.id))
        for course in others:
            if course.id != rule.course:
                yield from catalogue.sources_of(course.id)


def accept(library: Library, step_id: str, chosen: Sequence[Proposed]) -> Change:
    """Make marks of proposals, all as one step; what has such a mark by now is passed over.

    Raises:
        NotFoundError: a rule or source is gone, or the rule's pen; none was accepted.
        InvalidRequestError: none or too many were named, the text of one has changed,
            or all are marked already.
        ChangedMeanwhileError: a text went out of use this moment.
        NotSavedError: it could not be written.
    """
    _check_number(chosen)
    made: list[Annotation] = []
    label = ""
    for (source, content), rule, spans in _by_rule(library, chosen):
        pen = require_pen(library.catalogue.system_of(source), rule.pen)
        topics = (rule.topic,) if rule.topic in library.catalogue.topics and rule.topic else ()
        marks = library.store.list_annotations(source=source.id)
        for span in _unmarked(spans, [mark for mark in marks if mark.pen == pen.id]):
            part = SpanPart(span, describe(content.text, span))
            name = f"{rule.id}:{source.id}:{span.start}:{span.end}"
            made.append(
                Annotation(
                    id=AnnotationId(str(uuid.uuid5(uuid.UUID(step_id), name))),
                    target=Target(source.id, source.edition, (part,)),
                    pen=pen.id,
                    topics=topics,
                    creator=library.actor,
                    created=timestamp(library.clock()),
                )
            )
            label = f"Accepted the proposal “{shorten(part.quote.exact)}” as {pen.name}"
    if not made:
        raise InvalidRequestError("What was proposed is marked so already. Nothing was changed.")
    if len(made) > 1:
        label = f"Accepted {len(made)} proposals"
    writes = tuple(write for annotation in made for write in annotation_writes(annotation))
    step = Step(step_id, "accept_proposals", label, writes)
    return library.commit(step, _same_texts(made))


def dismiss(library: Library, step_id: str, chosen: Sequence[Proposed]) -> Change:
    """Put proposals away for ever, all as one step.

    Raises:
        NotFoundError: a rule or source is gone; none was dismissed.
        InvalidRequestError: none or too many were named, or the text of one has changed.
        NotSavedError: it could not be written.
    """
    _check_number(chosen)
    writes: list[Write] = []
    words = ""
    for (source, content), rule, spans in _by_rule(library, chosen):
        for span in spans:
            words = content.text[span.start : span.end]
            name = name_passage(source, content.text, span)
            dismissal = Dismissal(name, source.id, span.start, words)
            writes.append(dismissal_write(rule.id, dismissal))
    one = f"Dismissed the proposal “{shorten(words)}”"
    label = one if len(writes) == 1 else f"Dismissed {len(writes)} proposals"
    return library.commit(Step(step_id, "dismiss_proposals", label, tuple(writes)))


def name_passage(source: Source, text: str, span: Span) -> str:
    """Name a passage by its words and what stands around them, so that it lasts over editions."""
    before = fold(text[max(0, span.start - _AROUND) : span.start])
    after = fold(text[span.end : span.end + _AROUND])
    words = fold(text[span.start : span.end])
    told = "\0".join((source.id, before, words, after))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _open_hits(
    library: Library,
    source: Source,
    content: EditionText,
    rule: Rule,
    marks: Sequence[Annotation],
) -> Iterator[Span]:
    """Find what a rule has to propose in a text: neither marked with its pen nor dismissed."""
    spans = _searches(library).find(source, rule.wanted)
    dismissed = {each.name for each in rule.dismissed}
    for span in _unmarked(spans, [mark for mark in marks if mark.pen == rule.pen]):
        if dismissed and name_passage(source, content.text, span) in dismissed:
            continue
        yield span


def _unmarked(spans: Iterable[Span], marks: Iterable[Annotation]) -> Iterator[Span]:
    """Give the spans that share no code point with a mark; both in any order."""
    marked = sorted(span for mark in marks for span in mark.spans)
    reach: list[int] = []  # the furthest end so far
    for span in marked:
        reach.append(max(span.end, reach[-1]) if reach else span.end)
    for span in spans:
        before = bisect_left(marked, span.end, key=lambda one: one.start) - 1
        if before < 0 or reach[before] <= span.start:
            yield span


def _by_rule(
    library: Library, chosen: Sequence[Proposed]
) -> Iterator[tuple[tuple[Source, EditionText], Rule, list[Span]]]:
    """Sort proposals by source and rule, each span once; all must be of the text in use."""
    groups: dict[tuple[str, str], list[Proposed]] = {}
    for each in chosen:
        groups.setdefault((each.source, each.rule), []).append(each)
    for (source_id, rule_id), proposals in groups.items():
        source, rule = library.catalogue.get_source(source_id), get_rule(library, rule_id)
        content = library.content_of(source)
        if content is None or any(each.edition != source.edition for each in proposals):
            raise InvalidRequestError(
                f"The text of {source.title} has changed since the proposals were made. "
                "Nothing was changed: they are made anew when the page is loaded."
            )
        spans = sorted({each.span for each in proposals})
        if any(not span.start < span.end <= len(content.text) for span in spans):
            raise InvalidRequestError(
                f"A proposal is no passage of {source.title}. Nothing was changed: load the page "
                "again."
            )
        yield (source, content), rule, spans


def _check_number(chosen: Sequence[Proposed]) -> None:
    if not 0 < len(chosen) <= _AT_ONCE:
        raise InvalidRequestError(
            f"Name up to {_AT_ONCE:,} proposals at once; these were {len(chosen):,}. "
            "Nothing was changed."
        )


def _same_texts(made: Iterable[Annotation]) -> list[Holds]:
    editions = {(each.target.source, each.target.edition) for each in made}
    return [Holds("source", source, "edition", edition) for source, edition in sorted(editions)]
