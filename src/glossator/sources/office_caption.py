"""Read a decision's caption, and a title, from the first paragraphs of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from glossator.model.books import Bibliography, Caption
from glossator.model.text import BlockKind, StyleKind
from glossator.sources.captions import as_case, tidy_caption
from glossator.sources.case_titles import case_title
from glossator.sources.office_drafts import Draft

_HEAD = 60  # paragraphs
_SHORT = 250  # characters: the parts of a caption are shorter
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = (
    rf"(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+day\s+of)?\s+(?:{_MONTHS})[\s,]+\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
)
_DATED = re.compile(
    rf"(?:Date(?:\s+of\s+judgment)?|Decided|Filed|Delivered|Handed\s+down|Promulgated)\b"
    rf"[^\d]{{0,40}}?({_DATE})",
    re.IGNORECASE,
)
_ONLY_DATE = re.compile(rf"\W*(?:\w+day,?\s+)?({_DATE})\W*", re.IGNORECASE)
_CITATION = re.compile(
    r"(\[\d{4}\]\s+[A-Z][A-Za-z]+(?:\s+(?:Civ|Crim|[A-Z]\w*))?\s+\d+(?:\s+\([A-Za-z]+\))?)"
)
_DOCKET = re.compile(
    r"\b(?:(?:Case|Claim|Appeal|Docket)\s+(?:No|Number|Ref)s?|Nos?)\b[.:\s]*"
    r"((?=[\w/.-]*\d)[A-Z0-9][\w/.,:&\s–-]{2,80})",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"(?:IN THE )?(?:[\w' ]+ )?(?:SUPREME COURT|HIGH COURT|COURTS? OF [\w' ]+|PRIVY COUNCIL|"
    r"(?:UPPER|FIRST[- ]TIER|EMPLOYMENT APPEAL) TRIBUNAL|DISTRICT COURT|CIRCUIT COURT|TAX COURT|"
    r"CROWN COURT|COUNTY COURT|FAMILY COURT|COURT OF [A-Z]+)\b.*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:B\s?e\s?f\s?o\s?r\s?e|PRESENT|CORAM|JUDGES?)\s*:?", re.IGNORECASE)
_BETWEEN = re.compile(r"B\s?E\s?T\s?W\s?E\s?E\s?N\s*:?", re.IGNORECASE)
_RULE = re.compile(r"[\W_]*")
_AND = re.compile(r"[-–—\s]*(?:and|v\.?|vs\.?|versus)[-–—\s]*", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:(?:first|second|third|part\s+\d+|\d+\w*)\s+)*(?:claimant|defendant|appellant|respondent|"
    r"petitioner|applicant|plaintiff|interested part|intervener|prosecutor)(?:s|\(s\)|y|ies)?\b.*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\(\d+\)\s*")  # parties of one side are counted
_VERSUS = re.compile(r"\S.*\s(?:v|V)\.?\s+\S.*")
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|office)\b.*|untitled.*|document\d*|.*\.(?:docx?|dotx?|docm|wpd|pdf|rtf|"
    r"odt|html?)|\W*|[\d\W_]+|(?:draft\s+)?judgment|opinion|decision|title)",
    re.IGNORECASE,
)


def read_caption(drafts: Sequence[Draft]) -> Caption:
    """Read the caption of a court's decision.

    Nothing is given unless a court stands at the head, and beside it a neutral
    citation or a case number.
    """
    lines = list(_head_lines(drafts))
    court = next((line for line in lines if _COURT.fullmatch(line)), "")
    citation = _search(lines, _CITATION)
    docket = _search(lines, _DOCKET)
    if not court or not (citation or docket):
        return Caption()
    return tidy_caption(
        Caption(
            parties=_parties(lines),
            court=court,
            decided=_search(lines, _DATED) or _search(lines, _ONLY_DATE),
            docket=docket,
            citation=citation,
            judges=_judges(lines),
        )
    )


def _head_lines(drafts: Sequence[Draft]) -> Iterator[str]:
    """Give the lines of the head: of tables each cell, of spaced-out words what they say."""
    for draft in drafts[:_HEAD]:
        text = draft.text.upper() if draft.is_all(StyleKind.SMALL_CAPS) else draft.text
        cells = re.split(r"[\t\n]", text) if draft.piece.kind is BlockKind.TABLE else [text]
        for cell in cells:
            line = " ".join(cell.split())
            if line and len(line) <= 2 * _SHORT:
                yield line
        if len(draft.text) > 4 * _SHORT:
            return


def _search(lines: Sequence[str], form: re.Pattern[str]) -> str:
    found = (form.search(line) for line in lines if len(line) <= _SHORT)
    return next((" ".join(match[1].split()).rstrip(" ,.:") for match in found if match), "")


def _judges(lines: Sequence[str]) -> str:
    """Give the lines after "Before:", up to the parties or a rule."""
    names: list[str] = []
    for line in _after(lines, _BEFORE):
        if _RULE.fullmatch(line) or _BETWEEN.fullmatch(line) or len(names) == 7:
            break
        if not re.fullmatch(r"[-–\s]*and[-–\s]*", line, re.IGNORECASE):
            names.append(line.strip(" ,:"))
    return "; ".join(names)[: 2 * _SHORT]


def _after(lines: Sequence[str], form: re.Pattern[str]) -> Sequence[str]:
    at = next((at for at, line in enumerate(lines) if form.fullmatch(line)), len(lines))
    return lines[at + 1 :]


def _parties(lines: Sequence[str]) -> str:
    """Give both sides: those around "- and -" after "Between:", else a line with "v." in it."""
    sides = _sides(_after(lines, _BETWEEN)[:30])
    if len(sides) >= 2 and sides[0] and sides[1]:
        parties = " v. ".join(", ".join(side) for side in sides[:2])
        return parties if len(parties) <= 2 * _SHORT else f"{sides[0][0]} v. {sides[1][0]}"
    return next((line for line in lines if _VERSUS.fullmatch(line) and len(line) < _SHORT), "")


def _sides(lines: Sequence[str]) -> list[list[str]]:
    """Give the names of each side, up to the role of the second."""
    sides: list[list[str]] = [[]]
    for line in lines:
        if _AND.fullmatch(line):
            sides.append([])
        elif _ROLE.fullmatch(line):
            if len(sides) == 2 and sides[1]:
                break
        elif not _RULE.fullmatch(line):
            sides[-1].append(_COUNTED.sub("", line).strip(" ,"))
    return sides


def choose_title(declared: str, caption: Caption, drafts: Sequence[Draft], file_name: str) -> str:
    """Give the title: of the case, else declared, else the first heading; "" for none.

    What is declared comes second, since courts' templates declare the same of every case.

    Args:
        declared: in the file's properties; programs leave names of files there.
        caption: of the case.
        drafts: the paragraphs, their kinds settled.
        file_name: what the file is called, which is no title.
    """
    if caption.parties:
        return case_title(caption.parties)
    is_name = declared.casefold() == PurePosixPath(file_name).stem.casefold()
    if len(declared) > 3 and not is_name and not _NO_TITLE.fullmatch(declared):
        return declared
    if caption.court:
        return ""
    first = next((draft for draft in drafts[:_HEAD] if draft.text), None)
    if first is None or first.piece.kind is not BlockKind.HEADING or first.piece.level > 1:
        return ""
    return first.text if len(first.text) <= 150 else ""


def case_bibliography(declared: Bibliography, caption: Caption, language: str) -> Bibliography:
    """Add to what a file declares of itself the language of its text, and that it is a case."""
    return as_case(replace(declared, language=declared.language or language), caption)
