"""Guess a PDF's title, and an opinion's caption, from its first page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from glossator.model.books import Caption
from glossator.model.text import BlockKind
from glossator.sources.captions import tidy_caption
from glossator.sources.case_titles import case_title
from glossator.sources.numbering import in_capitals
from glossator.sources.pdf_drafts import Draft
from glossator.sources.pdf_words import RAISED

_DOCKET = re.compile(r"\b(?:Docket\s+)?(?:No|Nos)\.\s*[A-Z]{0,3}[\d][\w–:-]*(?:,\s*[\d][\w–-]+)*")
_COURT = re.compile(
    r"(?:IN THE )?(?:UNITED STATES |[A-Z][a-z]+ )?"
    r"(?:SUPREME COURT|COURTS? OF APPEALS?|TAX COURT|DISTRICT COURT|HIGH COURT|CIRCUIT COURT|"
    r"COURT OF [A-Z]+)\b.*",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}|\d{{1,2}}\s+(?:{_MONTHS})\s+\d{{4}}"
_DECIDED = re.compile(
    rf"(?:Decided|Filed|Opinion filed|Date of judgment)\W*\s*({_DATE})", re.IGNORECASE
)
_BRACKETED_DATE = re.compile(rf"\[({_DATE})\]")
_PARTIES = re.compile(r"[A-Z].*\s(?:v|vs|V|VS)\.\s+\S.*")
_ROLE_ALONE = re.compile(
    r"(?:(?:plaintiff|defendant|appellee|appellant|petitioner|respondent|intervenor)s?[\s,/–—-]*)+\.?",
    re.IGNORECASE,
)
_SHORT = 250  # characters: the parts of a caption are shorter
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint)\b.*|untitled.*|document\d*|slide \d+|.*\.(?:docx?|wpd|pdf|"
    r"tex|indd|rtf|dvi|qxd|p65|odt|html?)|\W*|[\d\W_]+|(?:layout|print|title|opinion|test\w*)\s*\d*)",
    re.IGNORECASE,
)


def read_caption(drafts: Sequence[Draft]) -> Caption:
    """Read the caption of a court's decision from its first page.

    Nothing is given unless a court and a docket number stand on that page.
    """
    first = [draft for draft in drafts if draft.rows[0].page == 0][:30]
    court, docket = _find(first, _COURT), _docket(first)
    if not court or not docket:
        return Caption()
    return tidy_caption(
        Caption(
            parties=_find(first, _PARTIES) or _parties_in_rows(first),
            court=court,
            decided=_decided(" ".join(draft.text for draft in first)),
            docket=docket,
        )
    )


def _docket(drafts: Sequence[Draft]) -> str:
    """Give the first docket number in a short block: longer ones cite other cases."""
    found = (_DOCKET.search(draft.text) for draft in drafts if len(draft.text) < _SHORT)
    return next((docket[0] for docket in found if docket), "")


def _decided(text: str) -> str:
    found = _DECIDED.search(text) or _BRACKETED_DATE.search(text)
    return found[1] if found else ""


def _find(drafts: Sequence[Draft], form: re.Pattern[str]) -> str:
    """Give the first short centred block or heading of a form."""
    for draft in drafts:
        if not draft.centred and draft.kind is not BlockKind.HEADING:
            continue
        text = _words(draft)
        if len(text) < _SHORT and form.fullmatch(text):
            return text
    return ""


def _words(draft: Draft) -> str:
    """Give a draft's text without footnote calls."""
    parts = []
    for row in draft.rows:
        text = row.text
        for start, end, face in reversed(row.faces):
            if face & RAISED:
                text = text[:start] + text[end:]
        parts.append(text)
    return " ".join(parts)


def _parties_in_rows(drafts: Sequence[Draft]) -> str:
    """Give the parties where each stands in a block of its own and "v." in one between.

    The first side's role may stand between it and the "v.".
    """
    for at, versus in enumerate(drafts[:-1]):
        if versus.text.lower() not in {"v.", "vs."}:
            continue
        before, after = drafts[:at], drafts[at + 1]
        while before and _ROLE_ALONE.fullmatch(before[-1].text):
            before = before[:-1]
        if before and _is_party(before[-1]) and _is_party(after):
            return f"{_words(before[-1])} v. {_words(after)}"
    return ""


def _is_party(draft: Draft) -> bool:
    """Tell whether a short block names a party: in the middle, or beginning in capitals."""
    text = _words(draft)
    return len(text) < _SHORT and (draft.centred or in_capitals(text.split(",")[0]))


def read_title(
    declared: Sequence[str], caption: Caption, drafts: Sequence[Draft], file_name: str
) -> str:
    """Give the title, "" if nothing says it surely.

    Args:
        declared: in the file's metadata, the likeliest first; programs leave names of files there.
        caption: of the case.
        drafts: the blocks, in order.
        file_name: what the file is called, which is no title.
    """
    for said in declared:
        title = " ".join(said.split())
        if _is_title(title, PurePosixPath(file_name).stem):
            return title
    if caption.parties:
        return case_title(caption.parties)
    return _title_in(drafts, is_case=bool(caption.court))


def _is_title(declared: str, stem: str) -> bool:
    """Tell a title from what programs leave in a file's metadata, its own name among it."""
    is_name = declared.casefold() == stem.casefold()
    return len(declared) > 3 and not is_name and not _NO_TITLE.fullmatch(declared)


def _title_in(drafts: Sequence[Draft], *, is_case: bool) -> str:
    """Give the first large heading of the first page.

    A case without parties has none: its largest heading is the court's name.
    """
    large = (d for d in drafts if d.kind is BlockKind.HEADING and d.level == 1)
    heading = next(large, None)
    if is_case or heading is None or heading.rows[0].page > 0:
        return ""
    text = heading.text
    return text if len(text) < 150 and not _COURT.fullmatch(text) else ""
