"""Notes of an invented case and course, as `study` would make them."""

from __future__ import annotations

import tomllib
from itertools import count
from pathlib import Path
from typing import Any

from glossator.model.books import Caption
from glossator.model.ids import AnnotationId, CourseId, PenId, SourceId
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Place
from glossator.model.pens import FormKind, Pen
from glossator.model.text import Span

CASE = "Crown v. Harrow"
STATUTE = "Crimes Act (Westmark) 1861"
BOOK = "Marlow & Finch, Criminal Law"
PENS = (
    Pen(PenId("facts"), "Facts", "#2f7d4f", letter="F", becomes="facts"),
    Pen(PenId("procedure"), "Procedure", "#6b7280", letter="P", becomes="procedure"),
    Pen(PenId("issue"), "Issue", "#b45309", letter="I", becomes="issue"),
    Pen(PenId("holding"), "Holding", "#be185d", letter="H", becomes="holding"),
    Pen(PenId("rule"), "Rule", "#1d4ed8", letter="R", becomes="rule"),
    Pen(PenId("reasoning"), "Reasoning", "#7c3aed", letter="Re", becomes="reasoning"),
    Pen(PenId("dissent"), "Dissent", "#0f766e", letter="D", becomes="separate-opinion"),
)
_PEN = {str(pen.id): pen for pen in PENS}


class LineMaker:
    """Makes lines whose ids count up, so that golden files stay the same."""

    def __init__(self) -> None:
        self._ids = count(1)

    def line(
        self,
        pen: str,
        words: str = "",
        quote: str = "",
        *,
        at: str = "",
        comment: str = "",
        number: str = "",
        title: str = CASE,
    ) -> Line:
        """Make a line that shows own words and quote, as far as there are any."""
        index = next(self._ids)
        chosen = _PEN[pen]
        return Line(
            annotation=AnnotationId(f"00000000-0000-4000-8000-{index:012d}"),
            pen=chosen.id,
            letter=chosen.letter,
            colour=chosen.colour,
            number=number,
            own_words=words,
            quote=quote,
            comment=comment,
            shows=("own-words", "quote") if words else ("quote",),
            place=Place(SourceId("s1"), title, Span(index, index + 1), at, index, quote),
        )


def make_brief() -> Notes:
    """Make the brief of `brief.toml`: 25 lines, three issues, a dissent, a gap."""
    content = tomllib.loads(Path(__file__).with_name("brief.toml").read_text(encoding="utf-8"))
    make = LineMaker()
    return Notes(
        form="brief",
        kind=FormKind.BRIEF,
        title=content["title"],
        form_title="Case brief",
        course_name="Criminal Law",
        scope=SourceId("s1"),
        caption=Caption(**content["caption"]),
        sections=tuple(_brief_section(section, make) for section in content["section"]),
        pens=PENS,
    )


def _brief_section(section: dict[str, Any], make: LineMaker) -> NotesSection:
    numbers = map(str, count(1)) if section.get("numbered") else iter(lambda: "", None)
    return NotesSection(
        key=f"section:{section['title']}",
        title=section["title"],
        level=1,
        lines=tuple(
            make.line(**line, number=number)
            for line, number in zip(section.get("line", ()), numbers, strict=False)
        ),
        pairs=tuple(
            LinePair(
                number=str(number),
                first=make.line(**pair["first"]) if "first" in pair else None,
                second=make.line(**pair["second"]) if "second" in pair else None,
                first_gap=pair.get("first_gap", ""),
                second_gap=pair.get("second_gap", ""),
            )
            for number, pair in enumerate(section.get("pair", ()), 1)
        ),
        gap=section.get("gap", ""),
    )


_TOPICS: dict[str, dict[str, tuple[str, ...]]] = {
    "Homicide": {
        "Murder": ("Malice aforethought", "Intent to cause grievous harm"),
        "Manslaughter": ("Provocation", "Gross negligence"),
    },
    "Defences": {
        "Self-defence": ("Imminence", "Proportion", "Mistaken belief"),
        "Necessity and duress": ("Necessity", "Duress by threats"),
    },
    "Parties to crime": {"Accessories": (), "Conspiracy": ("Agreement",)},
}


def make_outline(*, rounds: int = 1) -> Notes:
    """Make an outline on three levels, with `rounds` times four lines under each last topic."""
    make = LineMaker()
    parts = [
        NotesSection(
            key=f"topic:{number}",
            title=title,
            level=1,
            number=number,
            sections=tuple(
                _chapter(make, letter, chapter, leaves, rounds)
                for letter, (chapter, leaves) in zip("ABC", chapters.items(), strict=False)
            ),
        )
        for number, (title, chapters) in zip(("I", "II", "III"), _TOPICS.items(), strict=True)
    ]
    tray = make.line("facts", quote="The warehouse stood by the river.", at="403")
    empty = NotesSection("topic:IV", "Sentencing", 1, "IV", gap="no Rule marked yet")
    return Notes(
        form="outline",
        kind=FormKind.OUTLINE,
        title="Criminal Law",
        form_title="Outline",
        course_name="Criminal Law",
        scope=CourseId("c1"),
        caption=None,
        sections=(*parts, empty, NotesSection("tray", "Without topic", 1, lines=(tray,))),
        pens=PENS,
    )


def _chapter(
    make: LineMaker, letter: str, title: str, leaves: tuple[str, ...], rounds: int
) -> NotesSection:
    return NotesSection(
        key=f"topic:{title}",
        title=title,
        level=2,
        number=letter,
        lines=(make.line("rule", f"{title} is tried in two steps.", at="§ 4", title=STATUTE),),
        sections=tuple(
            NotesSection(f"topic:{leaf}", leaf, 3, str(number), _doctrine(make, leaf, rounds))
            for number, leaf in enumerate(leaves, 1)
        ),
    )


def _doctrine(make: LineMaker, topic: str, rounds: int) -> tuple[Line, ...]:
    """Make the lines of one topic: a rule, a case that shows it, a quote, an exception."""
    name = topic[0].lower() + topic[1:]
    rule = f"{topic}: the Crown proves it beyond doubt, and the jury hears of each element apart."
    burden = f"On {name} the burden never leaves the Crown."
    case = f"Harrow: {name} was left to the jury on his honest belief; manslaughter substituted."
    older = f"The older cases treat {name} as a question of law; we leave it to the jury."
    exception = f"Where {name} is admitted, the judge may direct on it in one sentence."
    asked = "Asked in the 2019 paper."
    lines: list[Line] = []
    for _ in range(rounds):
        lines += (
            make.line("rule", rule, burden, at="§ 4(2)(a)", title=STATUTE),
            make.line("holding", case, at="409–410"),
            make.line("reasoning", quote=older, at="77", title="In re Tolland"),
            make.line("rule", exception, at="¶ 12.3", comment=asked, title=BOOK),
        )
    return tuple(lines)
