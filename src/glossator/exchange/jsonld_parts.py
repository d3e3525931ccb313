"""The parts of a target to W3C selectors and back.

A passage is a TextPositionSelector (code points, 4.2.5) with a
TextQuoteSelector (4.2.4); an area a FragmentSelector for the page (RFC 3778), or
one of our own for a picture, refined by one for the rectangle (media
fragments); a printed place a FragmentSelector of our own with a
TextQuoteSelector for the typed words.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlencode

from glossator.exchange.jsonld_terms import (
    SELECTOR,
    SELECTOR_TEXT,
    BrokenItemError,
    Json,
    canonical,
    is_count,
    number_in,
    text_of,
    without_half_pairs,
)
from glossator.model.marks import AreaPart, Part, PlacePart, SpanPart, TextQuote
from glossator.model.text import Span

_PDF_PAGE = "http://tools.ietf.org/rfc/rfc3778"
_RECTANGLE = "http://www.w3.org/TR/media-frags/"
_PINPOINT = "urn:glossator:terms#pinpoint"
_PICTURE = "urn:glossator:terms#picture"
_GROUNDS = (_PDF_PAGE, _PICTURE)

_WORDS = ("exact", "prefix", "suffix")


def write_part(part: Part) -> list[Json]:
    """Write a part as its selectors."""
    match part:
        case AreaPart():
            return [_area(part)]
        case PlacePart():
            fields = {"scheme": part.scheme, "label": part.label}
            place = urlencode({key: without_half_pairs(text) for key, text in fields.items()})
            return [_fragment(_PINPOINT, place), _quote(TextQuote(part.words))]
        case SpanPart():
            selectors = [] if part.span is None else [_position(part.span)]
            selectors.append(_quote(part.quote))
            as_they_came = [*selectors, *map(_parsed, part.foreign)]
            if read_part(as_they_came)[0] == part:
                return as_they_came
            return selectors + [{"type": SELECTOR, SELECTOR_TEXT: text} for text in part.foreign]


def read_part(selectors: list[Any]) -> tuple[Part, tuple[str, ...]]:
    """Read a part from its selectors.

    Returns:
        The part, and the types of those selectors that are kept but not read
        ("" for one without a type). A malformed area, printed place or
        position is such a selector.
    """
    for selector in selectors:
        if isinstance(selector, dict) and selector.get("type") == "FragmentSelector":
            with suppress(BrokenItemError):
                match selector.get("conformsTo"):
                    case str(standard) if standard == _PINPOINT:
                        return _read_place(selector, selectors), ()
                    case str(standard) if standard in _GROUNDS and "refinedBy" in selector:
                        return _read_area(selector), ()
    return _read_passage(selectors)


def _read_passage(selectors: list[Any]) -> tuple[SpanPart, tuple[str, ...]]:
    """Read the first position and the first quote; keep whatever else there is as JSON text."""
    position = next(filter(_is_position, selectors), None)
    quote = next(filter(_is_quote, selectors), None)
    others = [other for other in selectors if other is not position and other is not quote]
    part = SpanPart(
        span=Span(position["start"], position["end"]) if position else None,
        quote=TextQuote(quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""))
        if quote
        else TextQuote(""),
        foreign=tuple(map(_kept_text, others)),
    )
    return part, tuple(_kind(other) for other in others if _own_text(other) is None)


def _kind(selector: object) -> str:
    kind = selector.get("type") if isinstance(selector, dict) else None
    return kind if isinstance(kind, str) else ""


def _kept_text(selector: object) -> str:
    own = _own_text(selector)
    return canonical(selector) if own is None else own


def _own_text(selector: object) -> str | None:
    """Give what our own kind of selector keeps for another program, None for any other kind."""
    text = selector.get(SELECTOR_TEXT) if isinstance(selector, dict) else None
    return text if _kind(selector) == SELECTOR and isinstance(text, str) else None


def _is_position(selector: object) -> bool:
    if not isinstance(selector, dict) or selector.keys() != {"type", "start", "end"}:
        return False
    start, end = selector["start"], selector["end"]
    numbers = is_count(start) and is_count(end)
    return selector["type"] == "TextPositionSelector" and numbers and start <= end


def _is_quote(selector: object) -> bool:
    if not isinstance(selector, dict) or selector.get("type") != "TextQuoteSelector":
        return False
    return "exact" in selector and all(isinstance(selector.get(key, ""), str) for key in _WORDS)


def _read_place(selector: Json, selectors: list[Any]) -> PlacePart:
    fields = parse_qs(text_of(selector, "value"), keep_blank_values=True)
    quotes = [s for s in selectors if isinstance(s, dict) and s.get("type") == "TextQuoteSelector"]
    words = text_of(quotes[0], "exact") if quotes else ""
    try:
        return PlacePart(fields["scheme"][0], fields["label"][0], words)
    except KeyError as error:
        raise BrokenItemError(f"its printed place has no {error.args[0]}") from error


def _read_area(selector: Json) -> AreaPart:
    page_index, image = _read_ground(selector)
    inner = selector["refinedBy"]
    rectangle = text_of(inner, "value") if isinstance(inner, dict) else ""
    numbers = rectangle.removeprefix("xywh=").split(",")
    if len(numbers) != 4:
        raise BrokenItemError("its area names no rectangle")
    x, y, width, height = map(number_in, numbers)
    return AreaPart(page_index, x, y, width, height, image)


def _read_ground(selector: Json) -> tuple[int, str]:
    """Read the page or the picture that an area is part of."""
    value = text_of(selector, "value")
    if selector["conformsTo"] == _PICTURE:
        fields = parse_qs(value, keep_blank_values=True)
        page, image = fields.get("page", [""])[0], fields.get("name", [""])[0]
    else:
        page, image = value.removeprefix("page="), ""
        page = "" if page == value else page
    is_number = re.fullmatch(r"[0-9]{1,9}", page) is not None
    if not is_number or int(page) < 1 or bool(image) != (selector["conformsTo"] == _PICTURE):
        raise BrokenItemError("its area names no page or picture")
    return int(page) - 1, image


def _area(part: AreaPart) -> Json:
    rectangle = ",".join(map(repr, (part.x, part.y, part.width, part.height)))
    # RFC 3778 counts pages from 1.
    page = f"page={part.page_index + 1}"
    ground = _fragment(_PDF_PAGE, page)
    if part.image:
        name = urlencode({"name": without_half_pairs(part.image)})
        ground = _fragment(_PICTURE, f"{page}&{name}")
    return ground | {"refinedBy": _fragment(_RECTANGLE, f"xywh={rectangle}")}


def _fragment(standard: str, value: str) -> Json:
    return {"type": "FragmentSelector", "conformsTo": standard, "value": value}


def _position(span: Span) -> Json:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _quote(quote: TextQuote) -> Json:
    selector = {"type": "TextQuoteSelector", "exact": quote.exact}
    context = {"prefix": quote.prefix, "suffix": quote.suffix}
    return selector | {key: words for key, words in context.items() if words}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
