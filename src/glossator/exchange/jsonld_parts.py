"""The parts of a target to W3C selectors and back.

A passage is a TextPositionSelector (code points, 4.2.5) with a
TextQuoteSelector (4.2.4); an area a FragmentSelector for the page (RFC 3778),
refined by one for the rectangle (media fragments); a printed place a
FragmentSelector of our own with a TextQuoteSelector for the typed words.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlencode

from glossator.exchange.jsonld_terms import (
    SELECTOR,
    SELECTOR_TEXT,
    BrokenItemError,
    Json,
    canonical,
    number_in,
    text_of,
)
from glossator.model.marks import AreaPart, Part, PlacePart, SpanPart, TextQuote
from glossator.model.text import Span

_PDF_PAGE = "http://tools.ietf.org/rfc/rfc3778"
_RECTANGLE = "http://www.w3.org/TR/media-frags/"
_PINPOINT = "urn:glossator:terms#pinpoint"

_WORDS = ("exact", "prefix", "suffix")


def write_part(part: Part) -> list[Json]:
    """Write a part as its selectors."""
    match part:
        case AreaPart():
            return [_area(part)]
        case PlacePart():
            place = urlencode({"scheme": part.scheme, "label": part.label})
            return [_fragment(_PINPOINT, place), _quote(TextQuote(part.words))]
        case SpanPart():
            selectors = [] if part.span is None else [_position(part.span)]
            selectors.append(_quote(part.quote))
            as_they_came = [*selectors, *map(_parsed, part.foreign)]
            if _say(as_they_came, part):
                return as_they_came
            return selectors + [{"type": SELECTOR, SELECTOR_TEXT: text} for text in part.foreign]


def _say(selectors: list[Any], part: Part) -> bool:
    try:
        return read_part(selectors)[0] == part
    except BrokenItemError:
        return False


def read_part(selectors: list[Any]) -> tuple[Part, tuple[str, ...]]:
    """Read a part from its selectors.

    Returns:
        The part, and the types of those selectors that are kept but not read.

    Raises:
        BrokenItemError: an area or a printed place is malformed.
    """
    for selector in selectors:
        if isinstance(selector, dict) and selector.get("type") == "FragmentSelector":
            match selector.get("conformsTo"):
                case str(standard) if standard == _PINPOINT:
                    return _read_place(selector, selectors), ()
                case str(standard) if standard == _PDF_PAGE and "refinedBy" in selector:
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
    kinds = (other.get("type") if isinstance(other, dict) else None for other in others)
    return part, tuple(str(kind) for kind in kinds if kind != SELECTOR)


def _kept_text(selector: object) -> str:
    if isinstance(selector, dict) and selector.get("type") == SELECTOR:
        return text_of(selector, SELECTOR_TEXT)
    return canonical(selector)


def _is_position(selector: object) -> bool:
    if not isinstance(selector, dict) or selector.keys() != {"type", "start", "end"}:
        return False
    start, end = selector["start"], selector["end"]
    numbers = type(start) is int and type(end) is int
    return selector["type"] == "TextPositionSelector" and numbers and 0 <= start <= end


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
    page = re.fullmatch(r"page=(\d{1,9})", text_of(selector, "value"))
    inner = selector["refinedBy"]
    rectangle = text_of(inner, "value") if isinstance(inner, dict) else ""
    numbers = rectangle.removeprefix("xywh=").split(",")
    if page is None or int(page[1]) < 1 or len(numbers) != 4:
        raise BrokenItemError("its area names no page and rectangle")
    return AreaPart(int(page[1]) - 1, *map(number_in, numbers))


def _area(part: AreaPart) -> Json:
    rectangle = ",".join(map(repr, (part.x, part.y, part.width, part.height)))
    # RFC 3778 counts pages from 1.
    page = _fragment(_PDF_PAGE, f"page={part.page_index + 1}")
    return page | {"refinedBy": _fragment(_RECTANGLE, f"xywh={rectangle}")}


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
    except ValueError:
        return None
