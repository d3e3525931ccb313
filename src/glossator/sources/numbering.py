"""Read the numbers that works carry in their text: headings, sections, paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.text import Block, BlockKind, Pinpoint, PinpointOrigin

_HEADING_NUMBER = re.compile(
    r"(?P<roman>[IVXL]{1,6})[.)]\s|(?P<capital>[A-Z])[.)]\s|(?P<digit>\d{1,2})[.)]\s"
    r"|(?P<small>[a-z])[.)]\s|(?:CHAPTER|Chapter|PART|Part|ARTICLE|Article)\s+[\dIVXLA-Z]+\b"
)
_BARE_NUMBER = re.compile(r"(?P<roman>[IVXL]{1,6})|(?P<capital>[A-Z])|(?P<digit>\d{1,2})")
_LEVELS = {"roman": 1, "capital": 2, "digit": 3, "small": 4}
_SECTION = re.compile(r"§§?\s?(\d[\w.:\-–]*\w|\d)(?P<stop>\.?)(?:\s|$)")
_BRACKETED = re.compile(r"\[(\d{1,4})\](?:\s|$)")
_DOTTED = re.compile(r"(\d{1,4})\.\s")
_ENUMERATION = re.compile(
    r"(\((?:[a-z]{1,4}|[A-Z]|\d{1,3})\)|(?:\d{1,3}|[a-zA-Z])[.)]|[•·▪◦–*-])\s+\S"
)
# No words: "note." and "etc." begin items as well.
_OWN_NUMBER = re.compile(
    r"(?P<open>\()?(?P<own>\d{1,3}|[ivxl]{1,5}|[IVXL]{1,5}|(?P<letter>[a-z])(?P=letter)?|[A-Z])"
    r"(?(open)\)|[.)])(?:\s|$)"
)


def heading_rank(text: str) -> int:
    """Give the level that a heading's own numbering tells: I 1, A 2, 1 3, a 4; 0 for none.

    "C. ", "I. ", "V. " and the like count as Roman only where longer or I, V, X:
    the caller who knows the neighbours may know better.
    """
    found = _BARE_NUMBER.fullmatch(text.rstrip(".")) or _HEADING_NUMBER.match(text)
    if not found:
        return 0
    name = found.lastgroup or "roman"
    if name == "roman" and text[:1] in "L" and not text[1:2].isalpha():
        name = "capital"
    return _LEVELS[name]


def looks_like_heading(text: str) -> bool:
    """Tell whether a short text set as a paragraph is a numbered heading ("II. The Duty of Care").

    No sentence: it has at most 15 words and ends without a full stop.
    """
    if len(text) > 120 or text[-1:] in ".;:,?!)]”\"'" or len(text.split()) > 15:
        return text.rstrip(".") != "" and bool(re.fullmatch(r"[IVX]{1,5}\.?", text))
    found = _HEADING_NUMBER.match(text)
    return bool(found) and text[found.end() :][:1].isupper() if found else False


def enumeration_label(text: str) -> str:
    """Give what a list item begins with ("(a)", "3.", "•"), "" for none."""
    found = _ENUMERATION.match(text)
    return found.group(1) if found else ""


def own_number(text: str) -> str:
    """Give the number that a list item's own text begins with, bare: "a" for "(a)"; "" for none."""
    found = _OWN_NUMBER.match(text)
    return found["own"] if found else ""


def in_capitals(text: str) -> bool:
    """Tell whether most of a text's letters are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def in_title_case(text: str) -> bool:
    """Tell whether most of a text's longer words begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def with_paragraph_numbers(content: EditionText) -> EditionText:
    """Add pinpoints of scheme "paragraph": statute sections and numbered paragraphs.

    A heading or paragraph that begins "§ 18-301." counts wherever it stands;
    "[12]" and "12." count only as a sequence that rises from 1 by 1 and numbers
    a good part of the paragraphs, since headnotes and numbered headings look
    the same.
    """
    found = _sections(content)
    if not found:
        found = _rising(content, _BRACKETED, least=3, share=0.75)
    if not found:
        found = _rising(content, _DOTTED, least=5, share=0.6)
    if not found:
        return content
    rows = sorted((*content.pinpoints, *found), key=attrgetter("scheme", "start"))
    return replace(content, pinpoints=tuple(rows))


def _sections(content: EditionText) -> list[Pinpoint]:
    """Pin the sections of a statute; one alone, or none by its sign, is a citation."""
    rows = [
        _paragraph(f"§ {section[1]}", block, 0.95)
        for block in content.blocks
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}
        and (section := _section_at(content.text, block))
    ]
    headed = any(content.text[row.start] == "§" for row in rows)
    return rows if headed and len(rows) >= 2 else []


def _section_at(text: str, block: Block) -> re.Match[str] | None:
    """Find the section that a block begins; a paragraph ends the number with a full stop."""
    section = _SECTION.match(text, block.start, min(block.end, block.start + 60))
    return section if section and (section["stop"] or block.kind is BlockKind.HEADING) else None


def _rising(
    content: EditionText, form: re.Pattern[str], *, least: int, share: float
) -> list[Pinpoint]:
    """Pin the paragraphs whose numbers rise from 1, if few stand between them without one."""
    rows: list[Pinpoint] = []
    others = others_within = 0
    for block in content.blocks:
        number = _number_at(content.text, block, form)
        if number and int(number) == len(rows) + 1:
            rows.append(_paragraph(number, block, 0.9))
            others_within += others if len(rows) > 1 else 0
            others = 0
        else:
            others += block.kind is BlockKind.PARAGRAPH
    enough = len(rows) >= least and len(rows) >= share * (len(rows) + others_within)
    return rows if enough else []


def _number_at(text: str, block: Block, form: re.Pattern[str]) -> str:
    """Give the number that a paragraph or list item begins with, "" for none."""
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return ""
    number = form.match(text, block.start, min(block.end, block.start + 8))
    return number[1] if number else ""


def _paragraph(label: str, block: Block, confidence: float) -> Pinpoint:
    return Pinpoint("paragraph", "", label, block.start, PinpointOrigin.DETECTED, confidence)
