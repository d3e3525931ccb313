"""Read what tesseract writes of a page: hOCR, with a box for every letter.

hOCR is XHTML; the measures stand in `title` attributes, in pixels (hOCR 1.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from lxml import etree

from glossator.model.recognition import RecognisedLine, RecognisedWord

_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_PROPERTY = re.compile(r"([a-z_]+)((?: -?[0-9.]+)+)")
_RAISED = re.compile(r"^\d{1,3}(?=[^\W\d_]|[“‘\"'(\[§])|(?<=[^\W\d_]|[.,;:!?”’\"')\]])\d{1,3}$")
_LONGEST_WORD = 200  # letters: rules and hatching come out as endless words

_Numbers = tuple[float, ...]
_Properties = Mapping[str, _Numbers]


def read_hocr(data: bytes, scale: float) -> tuple[RecognisedLine, ...]:
    """Read the lines of the page that an hOCR file is about.

    Args:
        data: the file; whatever is not as it should be in it is left out.
        scale: points a pixel.
    """
    if b"<!ENTITY" in data:  # tesseract names none
        return ()
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ()
    if root is None:  # nothing of it was XML
        return ()
    found = (_read_line(element, scale) for element in root.iter("{*}span") if _is_line(element))
    return tuple(line for line in found if line is not None)


def _is_line(element: etree._Element) -> bool:
    return element.get("class") in _LINES


def _read_line(element: etree._Element, scale: float) -> RecognisedLine | None:
    """Read a line; None where it has no words or no height."""
    told = _properties(element)
    box = told.get("bbox", ())
    words = [
        word
        for child in element.iter("{*}span")
        if child.get("class") == "ocrx_word" and (word := _read_word(child, scale))
    ]
    if len(box) != 4 or not words:
        return None
    size = told.get("x_size", (box[3] - box[1],))[0]
    descent = told.get("x_descenders", (0.25 * size,))[0]
    bottom = box[3] + told.get("baseline", (0.0, 0.0))[-1] + descent
    if not 0 < size < 5_000:
        return None
    return RecognisedLine(tuple(words), size * scale, bottom * scale)


def _read_word(element: etree._Element, scale: float) -> RecognisedWord | None:
    text = "".join("".join(map(str, element.itertext())).split())
    told = _properties(element)
    box = told.get("bbox", ())
    if not text or len(text) > _LONGEST_WORD or len(box) != 4:
        return None
    left, top, right, bottom = (edge * scale for edge in box)
    if not (0 <= left < right and 0 <= top < bottom):
        return None
    confidence = min(100.0, max(0.0, told.get("x_wconf", (0.0,))[0])) / 100
    raised = _count_raised(text, [_properties(letter) for letter in element])
    return RecognisedWord(text, left, top, right, bottom, confidence, raised)


def _count_raised(text: str, letters: Sequence[_Properties]) -> int:
    """Count the digits before or after a word that stand above its line; see `RecognisedWord`."""
    found = _RAISED.search(text)
    boxes = [letter.get("x_bboxes", ()) for letter in letters]
    if not found or len(boxes) != len(text) or any(len(box) != 4 for box in boxes):
        return 0
    digits = boxes[found.start() : found.end()]
    rest = boxes[: found.start()] + boxes[found.end() :]
    foot, head = max(box[3] for box in rest), min(box[1] for box in rest)
    low = median(box[3] for box in digits)
    if foot - low < 0.25 * (foot - head):
        return 0
    return found.end() if found.start() == 0 else -(found.end() - found.start())


def _properties(element: etree._Element) -> _Properties:
    """Read "bbox 1 2 3 4; x_wconf 90" as numbers by name."""
    return dict(_pairs(element.get("title") or ""))


def _pairs(title: str) -> Iterator[tuple[str, _Numbers]]:
    for name, numbers in _PROPERTY.findall(title):
        try:
            yield name, tuple(float(number) for number in numbers.split())
        except ValueError:  # "1.2.3"
            continue
