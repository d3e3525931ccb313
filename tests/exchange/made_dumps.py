"""Hypothesis strategies for dumps: any words, any parts, everything that must survive."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter

from hypothesis import strategies as st

from glossator.exchange.jsonld import Dump
from glossator.model.books import Caption, Original, Source
from glossator.model.corrections import (
    Correction,
    Join,
    RemovePinpoint,
    Retype,
    SetPinpoint,
    ShiftScheme,
    Split,
)
from glossator.model.courses import Course, Topic
from glossator.model.entries import Entry, EntryKind
from glossator.model.finding import Wanted
from glossator.model.ids import (
    AnnotationId,
    CorrectionId,
    CourseId,
    EditionId,
    EntryId,
    LinkId,
    OriginalHash,
    PenId,
    PenSystemId,
    RuleId,
    SourceId,
    TopicId,
)
from glossator.model.marks import (
    MOST_IMPORTANT,
    Annotation,
    AreaPart,
    Link,
    Part,
    PlacePart,
    SpanPart,
    Target,
    TextQuote,
)
from glossator.model.rules import Dismissal, Rule
from glossator.model.text import BlockKind, Span

words = st.text(max_size=12)
ids = st.uuids().map(str)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
times = st.datetimes().map(lambda time: time.isoformat(timespec="milliseconds") + "Z")
sizes = st.integers(0, 2**53 - 1)
lengths = st.floats(min_value=0, max_value=5000, allow_nan=False)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


foreign_selectors = st.builds(
    lambda kind, more: _canonical({**more, "type": kind}),
    st.sampled_from(
        ["RangeSelector", "SvgSelector", "TextQuoteSelector", "XPathSelector", "FragmentSelector"]
    ),
    st.dictionaries(words, json_values, max_size=2),
)
foreign_fields = st.just("") | words.filter(bool) | st.builds(
    _canonical,
    st.dictionaries(
        words | st.sampled_from(["body", "target", "motivation", "rights", "creator"]),
        json_values,
        min_size=1,
        max_size=3,
    ),
)  # fmt: skip

spans = st.tuples(st.integers(0, 10**7), st.integers(0, 10**4)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)


def _parts(*, foreign: bool) -> st.SearchStrategy[Part]:
    kept = st.lists(foreign_selectors | words, max_size=2 if foreign else 0).map(tuple)
    return (
        st.builds(SpanPart, st.none() | spans, st.builds(TextQuote, words, words, words), kept)
        | st.builds(AreaPart, st.integers(0, 5000), lengths, lengths, lengths, lengths, words)
        | st.builds(PlacePart, words, words, words)
    )


PENS = """
[[pen]]
id = "rule"
name = "Rule"
colour = "#0000ff"
letter = "R"

[[form]]
id = "brief"
title = "Case brief"
kind = "brief"
"""


@st.composite
def dumps(draw: st.DrawFn, *, foreign: bool = True) -> Dump:
    """Draw a dump of one course, as a library holds one, sorted by id.

    With `foreign`, its annotations hold what other programs wrote, valid or not.
    """
    course = Course(CourseId(draw(ids)), draw(words), PenSystemId("pens"))
    sources = draw(st.lists(_sources(course.id), min_size=1, max_size=2, unique_by=_id))
    topics = draw(st.lists(_topics(course.id), max_size=3, unique_by=_id))
    annotation = _annotations(sources, topics, foreign=foreign)
    annotations = draw(st.lists(annotation, max_size=4, unique_by=_id))
    corrections = draw(st.lists(_corrections(sources), max_size=3, unique_by=_id))
    scopes = [course.id, *(source.id for source in sources)]
    marks = [annotation.id for annotation in annotations]
    entries = draw(st.lists(_entries(scopes, marks), max_size=3, unique_by=_id))
    rules = draw(st.lists(_rules(course.id, sources, topics), max_size=2, unique_by=_id))
    return Dump(
        courses=(course,),
        topics=tuple(sorted(topics, key=_id)),
        pen_systems=(("pens", draw(st.sampled_from([PENS, "not a pen system"]))),),
        sources=tuple(sorted(sources, key=_id)),
        annotations=tuple(sorted(annotations, key=_id)),
        corrections=tuple(sorted(corrections, key=_id)),
        entries=tuple(sorted(entries, key=_id)),
        rules=tuple(sorted(rules, key=_id)),
    )


_id = attrgetter("id")


def _sources(course: CourseId) -> st.SearchStrategy[Source]:
    originals = st.builds(Original, hashes.map(OriginalHash), words, st.just("pdf"), sizes)
    return st.builds(
        Source,
        id=ids.map(SourceId),
        title=words,
        course=st.just(course),
        original=st.none() | originals,
        edition=st.none() | hashes.map(EditionId),
        caption=st.builds(Caption, words, words),
        length=st.integers(0, 10**7),
        problems=st.lists(words, max_size=2).map(tuple),
        expected_hash=st.none() | hashes.map(OriginalHash),
    )


def _corrections(sources: list[Source]) -> st.SearchStrategy[Correction]:
    places = st.integers(0, 10**7)
    names = st.sampled_from(["415", "xiv", "§ 3", "Dissent, 2"])
    what = st.one_of(
        st.builds(
            Retype,
            st.lists(places, min_size=1, max_size=3).map(tuple),
            st.sampled_from(list(BlockKind)),
            st.integers(0, 6),
        ),
        st.builds(Join, places, places),
        st.builds(Split, places),
        st.builds(SetPinpoint, places, st.just("printed-page"), names, names, st.booleans()),
        st.builds(ShiftScheme, st.just("line"), st.integers(-9, -1), places),
        st.builds(RemovePinpoint, st.just("paragraph"), places),
    )
    return st.builds(
        Correction,
        ids.map(CorrectionId),
        st.sampled_from([source.id for source in sources]),
        hashes.map(EditionId),
        st.integers(0, 2**53 - 1),
        what,
    )


def _entries(scopes: Sequence[str], marks: list[AnnotationId]) -> st.SearchStrategy[Entry]:
    mark = st.sampled_from([*marks, AnnotationId("gone")])
    made = st.builds(
        Entry,
        id=ids.map(EntryId),
        form=words,
        scope=st.sampled_from(scopes),
        kind=st.sampled_from(list(EntryKind)),
        section=words,
        under=st.none() | mark,
        order=st.just("") | st.from_regex(r"[0-9A-Za-z]{0,3}[1-9A-Za-z]", fullmatch=True),
        text=words,
        mark=st.none() | mark,
    )
    return made.filter(lambda entry: bool(entry.text.strip() or entry.mark))


def _rules(course: CourseId, sources: list[Source], topics: list[Topic]) -> st.SearchStrategy[Rule]:
    source = st.none() | st.sampled_from([source.id for source in sources])
    dismissal = st.builds(Dismissal, hashes, source, sizes, words)
    dismissed = st.lists(dismissal, max_size=2, unique_by=attrgetter("name"))
    return st.builds(
        Rule,
        id=ids.map(RuleId),
        course=st.just(course),
        pen=st.sampled_from(["rule", "gone"]).map(PenId),
        wanted=st.builds(
            Wanted, words.filter(str.strip), st.booleans(), st.booleans(), st.booleans()
        ),
        topic=st.none() | st.sampled_from([*(topic.id for topic in topics), TopicId("gone")]),
        on=st.booleans(),
        dismissed=dismissed.map(lambda found: tuple(sorted(found, key=attrgetter("name")))),
    )


def _topics(course: CourseId) -> st.SearchStrategy[Topic]:
    parents = st.none() | ids.map(TopicId)
    return st.builds(Topic, ids.map(TopicId), st.just(course), words, parents, words)


_links = st.builds(
    Link, ids.map(LinkId), ids.map(AnnotationId), st.sampled_from(["follows", "my own", "é/:"])
)


def _annotations(
    sources: list[Source], topics: list[Topic], *, foreign: bool
) -> st.SearchStrategy[Annotation]:
    targets = st.builds(
        Target,
        st.sampled_from([source.id for source in sources]),
        st.none() | hashes.map(EditionId),
        st.lists(_parts(foreign=foreign), min_size=1, max_size=3).map(tuple),
    )
    return st.builds(
        Annotation,
        id=(ids | st.text("abc: /é", min_size=1)).map(AnnotationId),
        target=targets,
        pen=st.sampled_from(["rule", "gone"]).map(PenId),
        own_words=words,
        comment=words,
        importance=st.integers(0, MOST_IMPORTANT),
        answered=st.booleans(),
        links=st.lists(_links, max_size=2, unique_by=_id).map(
            lambda links: tuple(sorted(links, key=_id))
        ),
        topics=st.permutations([topic.id for topic in topics]).map(tuple),
        creator=words,
        created=st.just("") | times,
        modified=st.just("") | times,
        foreign=foreign_fields if foreign else st.just(""),
    )
