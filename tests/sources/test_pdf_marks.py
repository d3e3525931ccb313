"""Marks that other programs left in a PDF are read with their passage, colour and words."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from glossator.model.books import EditionText
from glossator.model.text import ForeignKind, ForeignMark
from tests.sources.making import open_bytes, write_pdf

_LINES = [
    (72, 700, "The landlord covenanted to keep the staircase"),
    (72, 686, "in repair, and he did not do so."),
    (72, 660, "The tenant fell upon it at night."),
]
_BOX = (0, 0, 612, 792)


def quad(left: float, bottom: float, right: float, top: float) -> list[float]:
    return [left, top, right, top, left, bottom, right, bottom]


def mark(subtype: str, *quads: list[float], **more: Any) -> dict[str, Any]:
    """Give an annotation over quadrilaterals."""
    points = [number for one in quads for number in one]
    xs, ys = points[::2] or [0], points[1::2] or [0]
    values = {
        "Type": pikepdf.Name.Annot,
        "Subtype": pikepdf.Name(f"/{subtype}"),
        "Rect": [min(xs), min(ys), max(xs), max(ys)],
        **more,
    }
    return values | ({"QuadPoints": points} if points else {})


def open_marked(
    folder: Path,
    *marks: dict[str, Any],
    rotate: int = 0,
    crop: tuple[float, float, float, float] = _BOX,
    answers: dict[int, int] | None = None,
    encryption: pikepdf.Encryption | bool = False,
    password: str | None = None,
) -> tuple[EditionText, tuple[ForeignMark, ...]]:
    """Write the lines above with annotations and read them back.

    `answers` says of an annotation, by its place, which one it replies to.
    """
    with pikepdf.open(io.BytesIO(write_pdf([_LINES]))) as pdf:
        page = pdf.pages[0]
        made = [pdf.make_indirect(pikepdf.Dictionary(**one)) for one in marks]
        for reply, answered in (answers or {}).items():
            made[reply].IRT = made[answered]
        page.Annots = pdf.make_indirect(pikepdf.Array(made))
        page.CropBox = list(crop)
        page.Rotate = rotate
        out = io.BytesIO()
        pdf.save(out, encryption=encryption)
    content = open_bytes(folder, "a.pdf", out.getvalue(), password).content
    return content, content.foreign_marks


def passages(content: EditionText, found: ForeignMark) -> list[str]:
    return [content.text[span.start : span.end] for span in found.spans]


def test_a_highlight_has_its_passage_colour_author_and_comment(tmp_path: Path) -> None:
    content, (found,) = open_marked(
        tmp_path,
        mark(
            "Highlight",
            quad(92, 697, 180, 710),
            C=[1, 0.5, 0],
            T="Jane Stone",
            Contents="the duty\rof repair",
            NM="m-17",
            CreationDate="D:20210304050607+01'00'",
        ),
    )
    assert passages(content, found) == ["landlord covenanted"]
    assert (found.kind, found.colour) == (ForeignKind.HIGHLIGHT, "#ff8000")
    assert (found.author, found.comment) == ("Jane Stone", "the duty\nof repair")
    assert (found.name, found.created) == ("m-17", "2021-03-04T05:06:07+01:00")


def test_a_highlight_over_two_lines_is_one_span(tmp_path: Path) -> None:
    content, (found,) = open_marked(
        tmp_path, mark("Highlight", quad(216, 697, 300, 710), quad(70, 683, 115, 696))
    )
    assert passages(content, found) == ["the staircase in repair,"]


def test_words_less_than_half_inside_are_not_taken(tmp_path: Path) -> None:
    content, (found,) = open_marked(tmp_path, mark("Highlight", quad(92, 697, 150, 710)))
    assert passages(content, found) == ["landlord"]


@pytest.mark.parametrize(
    ("subtype", "kind"),
    [
        ("Underline", ForeignKind.UNDERLINE),
        ("Squiggly", ForeignKind.UNDERLINE),
        ("StrikeOut", ForeignKind.STRIKE_OUT),
    ],
)
def test_other_strokes_keep_their_kind(tmp_path: Path, subtype: str, kind: ForeignKind) -> None:
    content, (found,) = open_marked(tmp_path, mark(subtype, quad(72, 657, 230, 670)))
    assert found.kind is kind
    assert passages(content, found) == ["The tenant fell upon it at night."]


@pytest.mark.parametrize("subtype", ["Text", "FreeText"])
def test_notes_stand_on_no_words_but_have_a_place(tmp_path: Path, subtype: str) -> None:
    note = mark(subtype, Contents="Ask about this.") | {"Rect": [300, 690, 320, 710]}
    _, (found,) = open_marked(tmp_path, note)
    assert (found.kind, found.spans, found.comment) == (ForeignKind.NOTE, (), "Ask about this.")
    assert found.area is not None
    assert (found.area.x, found.area.y) == (300, 82)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [_BOX, (50, 100, 500, 780)])
def test_the_page_may_be_turned_and_cropped(
    tmp_path: Path, rotate: int, crop: tuple[float, float, float, float]
) -> None:
    content, (found,) = open_marked(
        tmp_path, mark("Highlight", quad(92, 697, 180, 710)), rotate=rotate, crop=crop
    )
    assert sorted(" ".join(passages(content, found)).split()) == ["covenanted", "landlord"]
    assert found.area is not None
    page = content.pages[0]
    assert 0 <= found.area.x <= page.width - found.area.width
    assert 0 <= found.area.y <= page.height - found.area.height


def test_replies_and_pop_ups_are_part_of_the_comment(tmp_path: Path) -> None:
    _, found = open_marked(
        tmp_path,
        mark("Highlight", quad(92, 697, 180, 710), Contents="Is this the rule?"),
        mark("Text", Contents="Yes, see the second case."),
        mark("Text", Contents="And the third."),
        mark("Text", Contents="Accepted set by Jane", StateModel="Review"),
        answers={1: 0, 2: 1, 3: 0},
    )
    assert [one.comment for one in found] == [
        "Is this the rule?\n\nYes, see the second case.\n\nAnd the third."
    ]


def test_marks_come_in_the_order_of_the_text_and_share_no_name(tmp_path: Path) -> None:
    content, found = open_marked(
        tmp_path,
        mark("Highlight", quad(72, 657, 230, 670), NM="same"),
        mark("Highlight", quad(92, 697, 130, 710), NM="same"),
    )
    assert [passages(content, one)[0][:8] for one in found] == ["landlord", "The tena"]
    assert [one.name for one in found] == ["same", ""]


def test_links_and_forms_are_no_marks(tmp_path: Path) -> None:
    _, found = open_marked(tmp_path, mark("Link"), mark("Stamp"), mark("Popup"))
    assert found == ()


def test_grey_and_printers_colours_are_read(tmp_path: Path) -> None:
    _, found = open_marked(
        tmp_path,
        mark("Highlight", quad(72, 697, 130, 710), C=[0.5]),
        mark("Highlight", quad(72, 683, 130, 696), C=[0, 0, 1, 0]),
        mark("Highlight", quad(72, 657, 130, 670), C=[]),
    )
    assert [one.colour for one in found] == ["#808080", "#ffff00", ""]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("D:2021", "2021-01-01T00:00:00Z"),
        ("D:20210304", "2021-03-04T00:00:00Z"),
        ("20210304050607Z", "2021-03-04T05:06:07Z"),
        ("D:20210304050607-05'30", "2021-03-04T05:06:07-05:30"),
        ("D:20211304", ""),
        ("last Tuesday", ""),
    ],
)
def test_dates_are_read_and_nonsense_is_not(tmp_path: Path, said: str, means: str) -> None:
    _, (found,) = open_marked(tmp_path, mark("Highlight", quad(72, 697, 130, 710), M=said))
    assert found.created == means


def test_odd_values_do_no_harm(tmp_path: Path) -> None:
    odd = mark("Highlight", C="red", T=7, NM=[1], Contents={"/A": 1}) | {
        "QuadPoints": [1, 2, pikepdf.Name.X],
        "Rect": ["a"],
    }
    _, (found,) = open_marked(tmp_path, odd)
    assert (found.spans, found.area, found.colour, found.comment) == ((), None, "", "")


def test_marks_of_a_locked_book_are_read_with_its_password(tmp_path: Path) -> None:
    content, (found,) = open_marked(
        tmp_path,
        mark("Highlight", quad(92, 697, 130, 710)),
        encryption=pikepdf.Encryption(user="sesame", owner="owner"),
        password="sesame",
    )
    assert passages(content, found) == ["landlord"]
