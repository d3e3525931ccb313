from __future__ import annotations

import json
import random
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.exchange.jsonld import (
    Dump,
    NotAnnotationsError,
    read_annotations,
    write_annotations,
)
from glossator.model.books import Source
from glossator.model.courses import Course, Topic
from glossator.model.ids import (
    AnnotationId,
    CourseId,
    PenId,
    PenSystemId,
    SourceId,
    TopicId,
)
from glossator.model.marks import Annotation, AreaPart, PlacePart, SpanPart, Target, TextQuote
from glossator.model.text import Span
from glossator.study.pen_file import read_pen_system
from tests.exchange.made_dumps import PENS, dumps, json_values, words

COURSE = Course(CourseId("c1"), "Criminal Law", PenSystemId("pens"))
SOURCE = Source(SourceId("s1"), "Crown v. Harrow", COURSE.id)
HOMICIDE = Topic(TopicId("t1"), COURSE.id, "Homicide", None, "1")
MURDER = Topic(TopicId("t2"), COURSE.id, "Murder", HOMICIDE.id, "1")
MARK = Annotation(
    id=AnnotationId("0b2e7a7e-43f3-4a68-9d2b-0e2f3c1d4a5b"),
    target=Target(SOURCE.id, None, (SpanPart(Span(4, 9), TextQuote("crime", "the ", " of")),)),
    pen=PenId("rule"),
    own_words="Intent is needed.",
    topics=(MURDER.id,),
    creator="Ada",
    created="2026-01-02T03:04:05.678Z",
    modified="2026-01-02T03:04:05.678Z",
)
DUMP = Dump((COURSE,), (HOMICIDE, MURDER), (("pens", PENS),), (SOURCE,), (MARK,))


@settings(max_examples=30)
@given(dump=dumps())
def test_what_is_written_is_read_back_the_same(dump: Dump) -> None:
    text = write_annotations(dump)
    read, _ = read_annotations(text)
    assert read == dump


@settings(max_examples=20)
@given(dump=dumps(), seed=st.randoms())
def test_the_order_of_the_marks_does_not_change_the_text(dump: Dump, seed: random.Random) -> None:
    shuffled = list(dump.annotations)
    seed.shuffle(shuffled)
    assert write_annotations(replace(dump, annotations=tuple(shuffled))) == write_annotations(dump)


def test_another_program_finds_pen_words_topic_and_passage_in_w3c_words() -> None:
    [item] = json.loads(write_annotations(DUMP))["items"]
    assert item["id"] == "urn:uuid:0b2e7a7e-43f3-4a68-9d2b-0e2f3c1d4a5b"
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("tagging", "Rule"),
        ("describing", "Intent is needed."),
        ("tagging", "Homicide > Murder"),
    ]
    assert item["target"]["selector"] == [
        {"type": "TextPositionSelector", "start": 4, "end": 9},
        {"type": "TextQuoteSelector", "exact": "crime", "prefix": "the ", "suffix": " of"},
    ]


def test_an_area_is_a_page_with_a_rectangle_in_w3c_words() -> None:
    area = Target(SOURCE.id, None, (AreaPart(2, 72.0, 100.5, 200.0, 50.0),))
    text = write_annotations(replace(DUMP, annotations=(replace(MARK, target=area),)))
    [selector] = json.loads(text)["items"][0]["target"]["selector"]
    assert selector["value"] == "page=3"
    assert selector["refinedBy"]["value"] == "xywh=72.0,100.5,200.0,50.0"


def test_an_area_of_a_picture_names_the_picture_and_comes_back() -> None:
    area = Target(SOURCE.id, None, (AreaPart(0, 1.0, 2.0, 30.0, 40.0, "ab12"),))
    text = write_annotations(replace(DUMP, annotations=(replace(MARK, target=area),)))
    [selector] = json.loads(text)["items"][0]["target"]["selector"]
    assert selector["value"] == "page=1&name=ab12"
    assert selector["refinedBy"]["value"] == "xywh=1.0,2.0,30.0,40.0"
    assert read_annotations(text)[0].annotations[0].target == area


def test_positions_count_code_points_also_beyond_the_first_plane() -> None:
    text = "🏛 the crime"
    start = text.index("crime")
    quote = SpanPart(Span(start, start + 5), TextQuote("crime", "🏛 the "))
    mark = replace(MARK, target=Target(SOURCE.id, None, (quote,)))
    [item] = json.loads(write_annotations(replace(DUMP, annotations=(mark,))))["items"]
    position = item["target"]["selector"][0]
    assert (position["start"], text[position["start"] : position["end"]]) == (6, "crime")


def test_an_unknown_selector_is_kept_and_named() -> None:
    dump = json.loads(write_annotations(DUMP))
    css = {"type": "CssSelector", "value": "#par-3"}
    dump["items"][0]["target"]["selector"].append(css)
    read, report = read_annotations(json.dumps(dump))
    assert report == (
        "1 × “CssSelector”: a selector that is kept as it came, but not used to find a passage.",
    )
    assert css in json.loads(write_annotations(read))["items"][0]["target"]["selector"]


@pytest.mark.parametrize(("start", "end"), [(0, 10**30), (2**53, 2**53), (5, 4), (-1, 3), (0, 1.5)])
def test_a_position_no_text_can_have_is_kept_and_named(start: int, end: float) -> None:
    dump = json.loads(write_annotations(DUMP))
    dump["items"][0]["target"]["selector"][0] |= {"start": start, "end": end}
    read, report = read_annotations(json.dumps(dump))
    [part] = read.annotations[0].target.parts
    assert isinstance(part, SpanPart)
    assert (part.span, part.quote.exact, len(part.foreign)) == (None, "crime", 1)
    assert report == (
        "1 × “TextPositionSelector”: a selector that is kept as it came, "
        "but not used to find a passage.",
    )


@pytest.mark.parametrize(
    ("page", "rectangle"),
    [
        ("page=3", "xywh=0,0,1e999,5"),
        ("page=3", "xywh=nan,0,1,5"),
        ("page=" + "9" * 30, "xywh=0,0,1,5"),
    ],
)
def test_an_area_no_page_can_have_is_kept_and_named(page: str, rectangle: str) -> None:
    area = Target(SOURCE.id, None, (AreaPart(2, 72.0, 100.5, 200.0, 50.0),))
    dump = json.loads(write_annotations(replace(DUMP, annotations=(replace(MARK, target=area),))))
    [selector] = dump["items"][0]["target"]["selector"]
    selector["value"], selector["refinedBy"]["value"] = page, rectangle
    read, report = read_annotations(json.dumps(dump))
    assert read.annotations[0].target.parts == (
        SpanPart(
            None, TextQuote(""), (json.dumps(selector, sort_keys=True, separators=(",", ":")),)
        ),
    )
    assert len(report) == 1


def test_a_selector_without_a_type_is_called_that() -> None:
    dump = json.loads(write_annotations(DUMP))
    dump["items"][0]["target"]["selector"] += ["http://example.org/selector1", {"value": "x"}]
    assert read_annotations(json.dumps(dump))[1] == (
        "2 × a selector without a type that is kept as it came, but not used to find a passage.",
    )


def test_fields_of_another_program_go_out_as_they_came() -> None:
    dump = json.loads(write_annotations(DUMP))
    dump["items"][0] |= {"rights": "https://example.org/licence", "motivation": "assessing"}
    dump["items"][0]["body"].append({"id": "https://example.org/video", "type": "Video"})
    dump["items"][0]["target"]["renderedVia"] = "https://example.org/reader"
    read, _ = read_annotations(json.dumps(dump))
    assert json.loads(write_annotations(read))["items"] == dump["items"]


def test_a_broken_item_is_named_and_the_others_are_read() -> None:
    dump = json.loads(write_annotations(DUMP))
    dump["items"][:0] = [{"id": "urn:x:1", "target": []}, 7, {**dump["items"][0]}]
    read, report = read_annotations(json.dumps(dump))
    assert read == DUMP
    assert report == (
        "Annotation urn:x:1 was left out: it is not an annotation with a target.",
        "Annotation no. 2 was left out: it is not an annotation with a target.",
        f"Annotation urn:uuid:{MARK.id} was left out: the file has it twice.",
    )


ODD_IDS = ["", "a\nb", "a\0b", "\ud800\u2028", "x" * 201]


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_id_that_no_store_could_hold_is_replaced_everywhere_alike(odd: str) -> None:
    course, source = replace(COURSE, id=CourseId(odd)), replace(SOURCE, course=CourseId(odd))
    above = replace(HOMICIDE, id=TopicId(odd), course=course.id)
    below = replace(MURDER, parent=above.id, course=course.id)
    mark = replace(MARK, id=AnnotationId(odd), topics=(above.id,))
    dump = Dump((course,), (above, below), DUMP.pen_systems, (source,), (mark,))
    read, report = read_annotations(write_annotations(dump))
    [new] = {course.id for course in read.courses}
    assert new.isprintable()
    assert 0 < len(new) <= 200
    assert {topic.course for topic in read.topics} == {source.course for source in read.sources}
    assert {topic.parent for topic in read.topics} == {None, read.annotations[0].topics[0]}
    assert [" has got another id: " in sentence for sentence in report] == [True] * 3
    assert read_annotations(write_annotations(read)) == (read, ())


@pytest.mark.parametrize("odd", ODD_IDS)
def test_marks_stay_on_a_source_whose_id_is_replaced(odd: str) -> None:
    source = replace(SOURCE, id=SourceId(odd))
    mark = replace(MARK, target=replace(MARK.target, source=source.id))
    read, report = read_annotations(
        write_annotations(replace(DUMP, sources=(source,), annotations=(mark,)))
    )
    assert [source.id for source in read.sources] == [read.annotations[0].target.source]
    assert read.sources[0].title == SOURCE.title
    assert report == (
        "The source no. 1 of the file has got another id: its own is not a short line of text.",
    )


@pytest.mark.parametrize("odd", ["", ".", "../x", "a.b", "a\0", "a/b", "a b\n", "x" * 61])
def test_a_pen_system_that_cannot_name_a_file_is_left_out_and_named(odd: str) -> None:
    read, report = read_annotations(
        write_annotations(replace(DUMP, pen_systems=((odd, PENS), ("pens", PENS))))
    )
    assert read == DUMP
    [sentence] = report
    assert sentence.startswith("The pen system “")
    assert sentence.isprintable()


@pytest.mark.parametrize("systems", [(), (("pens", " \n"),)])
def test_a_course_without_its_pens_stays_and_is_named(
    systems: tuple[tuple[str, str], ...],
) -> None:
    read, report = read_annotations(write_annotations(replace(DUMP, pen_systems=systems)))
    assert read == replace(DUMP, pen_systems=())
    assert report[-1] == (
        "The pens of the course “Criminal Law” are not in the file: "
        "its marks keep the ids of theirs."
    )


@pytest.mark.parametrize("field", ["length", "size"])
def test_a_source_with_a_number_no_file_can_have_is_left_out_and_named(field: str) -> None:
    dump = json.loads(write_annotations(DUMP))
    original = {"hash": "a" * 64, "file_name": "a.pdf", "kind": "pdf", "size": 1}
    record = dump["glossator:sources"][0] | {"original": original}
    dump["glossator:sources"] = [record]
    (record if field == "length" else original)[field] = 10**30
    read, report = read_annotations(json.dumps(dump))
    assert read.sources[0].length == 0
    assert report == (
        "The source no. 1 of the file was left out: no file has the size or length it tells.",
    )


def test_a_broken_record_is_named_and_the_marks_are_read() -> None:
    dump = json.loads(write_annotations(DUMP))
    dump["glossator:sources"][0]["title"] = None
    dump["glossator:penSystems"].append({"id": 3})
    read, report = read_annotations(json.dumps(dump))
    assert [mark.id for mark in read.annotations] == [MARK.id]
    assert len(report) == 2
    assert report[0].startswith("The source no. 1 of the file was left out: ")


def test_half_a_character_becomes_the_sign_for_that() -> None:
    text = write_annotations(replace(DUMP, annotations=(replace(MARK, comment="a\ud83cb"),)))
    assert read_annotations(text)[0].annotations[0].comment == "a\ufffdb"
    place = Target(SOURCE.id, None, (PlacePart("printed-page", "4\ud83c", "a\ud83cb"),))
    text = write_annotations(replace(DUMP, annotations=(replace(MARK, target=place),)))
    [part] = read_annotations(text)[0].annotations[0].target.parts
    assert part == PlacePart("printed-page", "4\ufffd", "a\ufffdb")
    row = '{"uri": "http://example.org/1", "target": [], "text": "a\\ud83cb"}'
    assert read_annotations(f"[{row}]")[0].annotations[0].comment == "a\ufffdb"


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '"words"', '{"title": "no marks"}'])
def test_a_text_without_annotations_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(NotAnnotationsError, match=r"^No marks were imported: the text is"):
        read_annotations(text)


@settings(max_examples=20)
@given(data=st.data(), dump=dumps())
def test_no_damage_to_a_file_makes_the_reader_fail(data: st.DataObject, dump: Dump) -> None:
    whole = json.loads(write_annotations(dump))
    place = whole
    while data.draw(st.booleans()) and place:
        key = data.draw(st.sampled_from(list(place) if isinstance(place, dict) else [0]))
        if not isinstance(place[key], dict | list):
            break
        place = place[key]
    if place:
        place[data.draw(st.sampled_from(list(place) if isinstance(place, dict) else [0]))] = (
            data.draw(json_values)
        )
    with suppress(NotAnnotationsError):
        read_annotations(json.dumps(whole))


W3C_ITEM = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "http://example.org/anno1",
    "type": "Annotation",
    "body": [
        {"type": "TextualBody", "purpose": "tagging", "value": "Rule"},
        {"type": "TextualBody", "value": "Important."},
    ],
    "target": {
        "source": "http://example.org/page1",
        "selector": {"type": "TextQuoteSelector", "exact": "mens rea"},
    },
}


@pytest.mark.parametrize(
    "around",
    [
        W3C_ITEM,
        [W3C_ITEM],
        {"type": "AnnotationPage", "items": [W3C_ITEM]},
        {"type": "AnnotationCollection", "first": {"items": [W3C_ITEM]}},
    ],
)
def test_a_w3c_annotation_of_another_program_gets_pen_course_and_source(around: object) -> None:
    dump, report = read_annotations(json.dumps(around))
    [mark], [course], [source], [(system, pens)] = (
        dump.annotations, dump.courses, dump.sources, dump.pen_systems
    )  # fmt: skip
    assert report == ()
    assert (mark.exact, mark.comment, mark.pen) == ("mens rea", "Important.", "rule")
    assert (source.title, source.course, course.name) == (
        "http://example.org/page1", course.id, "Imported"
    )  # fmt: skip
    assert course.pen_system == system
    assert [pen.name for pen in read_pen_system(pens, file_name=f"{system}.toml").pens] == ["Rule"]
    assert read_annotations(write_annotations(dump))[0] == dump


WITHOUT_SOURCE: list[object] = [
    {"selector": {"type": "TextQuoteSelector", "exact": "mens rea"}},
    {"source": 5, "selector": {"type": "TextQuoteSelector", "exact": "mens rea"}},
    9,
    {"type": "Composite", "items": []},
]


@pytest.mark.parametrize("target", WITHOUT_SOURCE)
def test_a_mark_without_a_source_keeps_its_words_and_is_named(target: object) -> None:
    dump, report = read_annotations(json.dumps({**W3C_ITEM, "target": target}))
    [mark], [source] = dump.annotations, dump.sources
    assert (mark.comment, source.title) == ("Important.", "Unknown source")
    assert mark.exact == ("mens rea" if "exact" in json.dumps(target) else "")
    assert report == (
        "Annotation http://example.org/anno1 names no source: it is kept under “Unknown source”.",
    )
    assert read_annotations(write_annotations(dump)) == (dump, ())


@pytest.mark.parametrize("kind", ["Choice", "Composite", "Independents", "List"])
def test_a_set_of_targets_is_read_by_its_first_source_and_kept_whole(kind: str) -> None:
    quote = {"type": "TextQuoteSelector", "exact": "mens rea"}
    first = {"source": "http://example.org/page1", "selector": quote}
    whole = {"type": kind, "items": [first, "http://example.org/page2"]}
    dump, report = read_annotations(json.dumps({**W3C_ITEM, "target": whole}))
    assert report == ()
    assert (dump.annotations[0].exact, dump.sources[0].title) == (
        "mens rea", "http://example.org/page1"
    )  # fmt: skip
    text = write_annotations(dump)
    assert json.loads(text)["items"][0]["glossator:otherTargets"] == [whole]
    assert read_annotations(text)[0] == dump


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("creator", 7),
        ("creator", {"name": ["Ada"]}),
        ("id", ["http://example.org/1", "http://example.org/2"]),
        ("created", 2026),
        ("modified", None),
        ("bodyValue", {}),
        ("glossator:foreign", []),
    ],
)
def test_a_field_of_an_odd_shape_drops_no_mark_and_goes_out_again(
    field: str, value: object
) -> None:
    dump, report = read_annotations(json.dumps({**W3C_ITEM, field: value}))
    assert ([mark.exact for mark in dump.annotations], report) == (["mens rea"], ())
    text = write_annotations(dump)
    [item] = json.loads(text)["items"]
    assert (item["canonical"] if field == "id" else item[field]) == value
    assert read_annotations(text)[0] == dump


@pytest.mark.parametrize("field", ["value", "glossator:pen", "glossator:topic"])
def test_a_body_of_an_odd_shape_drops_no_mark_and_goes_out_again(field: str) -> None:
    body = {"type": "TextualBody", "purpose": "tagging", "value": "x", field: 5}
    dump, _ = read_annotations(json.dumps({**W3C_ITEM, "body": body}))
    [item] = json.loads(write_annotations(dump))["items"]
    assert body in item["body"]


def test_a_long_tag_still_gives_a_short_id_of_a_pen() -> None:
    body = {"type": "TextualBody", "purpose": "tagging", "value": "rule " * 100}
    dump, _ = read_annotations(json.dumps({**W3C_ITEM, "body": body}))
    assert len(dump.annotations[0].pen) <= 60


def test_a_hypothesis_export_gives_pens_from_tags_and_titles_from_documents() -> None:
    row = {
        "id": "Ab3dEf",
        "created": "2026-01-02T03:04:05.678901+00:00",
        "updated": "2026-01-02T03:04:05.678901+00:00",
        "user": "acct:ada@hypothes.is",
        "uri": "https://example.org/harrow",
        "text": "See also Tolland.",
        "tags": ["week 3", "pen:Holding"],
        "document": {"title": ["Crown v. Harrow"]},
        "target": [
            {
                "source": "https://example.org/harrow",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                    {"type": "TextPositionSelector", "start": 3, "end": 8},
                    {"type": "TextQuoteSelector", "exact": "crime"},
                ],
            }
        ],
    }
    dump, report = read_annotations(json.dumps({"annotations": [row]}))
    [mark] = dump.annotations
    assert (mark.pen, mark.span, mark.comment) == ("holding", Span(3, 8), "See also Tolland.")
    assert mark.creator == "acct:ada@hypothes.is"
    assert [topic.name for topic in dump.topics] == ["week 3"]
    assert dump.sources[0].title == "Crown v. Harrow"
    assert report == (
        "1 × “RangeSelector”: a selector that is kept as it came, but not used to find a passage.",
    )


def test_a_hundred_tags_give_a_hundred_pens_that_can_be_read() -> None:
    rows = [{"uri": "u", "tags": [f"tag {number}"], "text": f"{number}"} for number in range(120)]
    [(_, pens)] = read_annotations(json.dumps(rows))[0].pen_systems
    assert len(read_pen_system(pens, file_name="imported.toml").pens) == 120


def test_an_untagged_mark_gets_the_pen_imported() -> None:
    item = {"id": "urn:x:1", "target": "http://example.org/page1"}
    dump, _ = read_annotations(json.dumps([item]))
    assert dump.annotations[0].pen == "imported"


@settings(max_examples=20)
@given(title=words, tag=words.filter(str.strip))
def test_reading_another_programs_file_twice_gives_the_same(title: str, tag: str) -> None:
    row = {"uri": "u", "tags": [tag], "document": {"title": [title]}, "target": []}
    text = json.dumps({"rows": [row]})
    assert read_annotations(text) == read_annotations(text)


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("rotate", {}, "of the kind “rotate”"),
        ("split", {"start": -1}, "a place or a name"),
        ("split", {"start": "3"}, "int"),
        ("split", {}, "start"),
        ("retype", {"starts": [1, -2], "kind": "heading"}, "a place or a name"),
        ("retype", {"starts": [1], "kind": "poem"}, "poem"),
        ("shift-scheme", {"scheme": "line", "by": 10**9}, "a place or a name"),
        ("set-pinpoint", {"start": 1, "scheme": "line", "label": "x" * 999}, "a place or a name"),
        ("set-pinpoint", {"start": 1, "scheme": "line", "label": "4\n5"}, "a place or a name"),
    ],
)
def test_a_correction_that_no_text_can_have_is_left_out_and_named(
    kind: str, value: object, why: str
) -> None:
    dump = json.loads(write_annotations(DUMP))
    record = {"id": "a", "source": "s1", "edition": "e", "made": 1, "kind": kind, "value": value}
    dump["glossator:corrections"] = [record, 7]
    read, report = read_annotations(json.dumps(dump))
    assert read.corrections == ()
    assert len([line for line in report if "correction no." in line]) == 2
    assert why in report[0]
