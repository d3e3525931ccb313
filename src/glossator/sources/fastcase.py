"""Read cases as the vendor Fastcase exports them: a page of HTML inside a record of XML."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from lxml import etree

from glossator.model.books import Caption, Extraction
from glossator.model.errors import RefusedFileError
from glossator.sources.captions import as_case
from glossator.sources.decoding import mend_text
from glossator.sources.extract import Opened
from glossator.sources.html import EMPTY, EXTRACTOR, read_page
from glossator.sources.xml_safety import parse_xml

_PAGE = re.compile(
    r"(?:<[pP]>)?\s*(\[\d{1,4}\s+(?P<reporter>[A-Z][\w.’' ]{0,30}?)\s+(?P<page>\d{1,5})\])"
    r"\s*(?:</[pP]>)?"
)
_DATE = re.compile(r"(\d\d)-(\d\d)-(\d{4})")
_DAMAGED = (
    "it is an XML file of a case, damaged or cut off. Get the case as HTML or PDF from where it "
    "came, and import that."
)


def read_book(opened: Opened) -> Extraction:
    """Read a case; raises RefusedFileError where it is damaged or holds no text."""
    record = parse_xml(opened.path.read_bytes(), forgiving=True)
    if record is None:
        raise RefusedFileError(opened.file_name, _DAMAGED)
    opened.on_progress(200, 1000)
    decoded = mend_text(_as_page(record), (), opened.parameters)
    extraction = read_page(decoded, EXTRACTOR, opened.parameters)
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, EMPTY)
    opened.on_progress(1000, 1000)
    caption = _caption(record)
    return replace(
        extraction, caption=caption, bibliography=as_case(extraction.bibliography, caption)
    )


def _as_page(record: etree._Element) -> str:
    """Give the record as one page of HTML; where a page begins is marked as in other cases."""
    held = f"{_markup(record, 'HeaderHtml')}\n{_markup(record, 'CaseHtml')}"
    title = escape(unescape(_text(record, "ShortName")))
    return f"<!doctype html><title>{title}</title><body>{_PAGE.sub(_mark, held)}</body>"


def _mark(found: re.Match[str]) -> str:
    reporter = " ".join(found["reporter"].split())
    return (
        f' <a class="page-label" data-reporter="{escape(reporter)}" '
        f'data-label="{found["page"]}">{found[1]}</a> '
    )


def _caption(record: etree._Element) -> Caption:
    cited = [_text(record, f"Citations/Citation/{name}") for name in ("Volume", "Reporter", "Page")]
    dated = _DATE.fullmatch(_text(record, "DecisionDate"))
    return Caption(
        parties=re.sub(r",?\s*\bv\.\s*(?=\S)", ", v. ", _text(record, "PartyHeader")),
        court=_text(record, "Jurisdiction/CourtName").rstrip("."),
        decided=f"{dated[3]}-{dated[1]}-{dated[2]}" if dated else "",
        docket=_text(record, "DocketNumbers/DocketNumber"),
        citation=" ".join(cited) if all(cited) else "",
        judges=_text(record, "Author"),
    )


def _markup(record: etree._Element, name: str) -> str:
    """Give the HTML in a field: most of it is escaped, links of footnotes are not."""
    field = record.find(name)
    if field is None:
        return ""
    parts = [field.text or ""]
    for inner in field:
        parts.append(etree.tostring(inner, encoding="unicode", with_tail=False))
        parts.append(inner.tail or "")
    return "".join(parts)


def _text(record: etree._Element, path: str) -> str:
    return (record.findtext(path) or "").strip()
