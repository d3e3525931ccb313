"""Measure notes to PDF against bare Typst: 50 pages of an outline, cold and warm.

    python bench/typst_notes.py [--rounds 7]

Bare Typst sets the same words on the same paper in the same face, as plain
headings, paragraphs and quotes with page numbers. Cold is a new process
(import of the writer not counted), warm a second compile in it after one word
was changed. The two are run in turn; figures are medians of this process's
CPU and of wall time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import typst

sys.path.insert(0, str(Path(__file__).parents[1]))
from glossator.exchange import pdf
from glossator.exchange.shown import main_words, quote_beneath
from glossator.model.notes import Notes, NotesSection
from tests.exchange.made_notes import make_outline

ROUNDS_FOR_50_PAGES = 22
FONTS = Path(pdf.__file__).parent / "fonts"
BARE = b"""
#let parts = json(bytes(sys.inputs.notes))
#set document(title: "Notes")
#set page("a4", margin: (left: 22mm, right: 38mm, y: 22mm), numbering: "1 / 1")
#set text(font: ("Source Serif 4", "Libertinus Serif"), size: 10.5pt, lang: "en")
#for part in parts {
  if part.level > 0 { heading(level: part.level, part.words) }
  else {
    par(part.words)
    if part.quote != "" { quote(block: true, part.quote) }
    if part.comment != "" { par(part.comment) }
  }
}
"""


def main() -> None:
    """Measure and print; with --once, print the figures of this one process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--once", choices=WRITERS)
    arguments = parser.parse_args()
    if arguments.once:
        print(json.dumps(measure_once(WRITERS[arguments.once])))
        return
    figures: dict[str, list[dict[str, float]]] = {name: [] for name in WRITERS}
    for _ in range(arguments.rounds):
        for name, runs in figures.items():
            command = [sys.executable, __file__, "--once", name]
            runs.append(json.loads(subprocess.check_output(command)))
    medians = {
        name: {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        for name, runs in figures.items()
    }
    for key in medians["bare"]:
        bare, ours = medians["bare"][key], medians["notes"][key]
        print(f"{key:12} bare {bare:7.3f}   notes {ours:7.3f}   ratio {ours / bare:5.2f}")


def measure_once(write: Callable[[Notes], bytes]) -> dict[str, float]:
    """Give seconds of wall and CPU time for a first and a second compile, and the pages."""
    notes = make_outline(rounds=ROUNDS_FOR_50_PAGES)
    pages = 0
    figures: dict[str, float] = {}
    for name in ("cold", "warm"):
        began, used = time.perf_counter(), time.process_time()
        written = write(notes)
        figures[f"{name} wall s"] = time.perf_counter() - began
        figures[f"{name} CPU s"] = time.process_time() - used
        pages = len(pypdfium2.PdfDocument(written))
        notes = with_one_word_changed(notes)
    return figures | {"pages": pages}


def with_one_word_changed(notes: Notes) -> Notes:
    """Change the own words of the last line, which stands in the tray."""
    tray = notes.sections[-1]
    line = replace(tray.lines[0], own_words="The river ran by.")
    return replace(notes, sections=(*notes.sections[:-1], replace(tray, lines=(line,))))


def write_notes(notes: Notes) -> bytes:
    """Write notes as the program does."""
    return pdf.write_pdf(notes, paper="a4", printed_on="1 March 2026")


def write_bare(notes: Notes) -> bytes:
    """Set the same words plainly."""
    parts = [part for section in notes.sections for part in plain_parts(section, 1)]
    return typst.compile(
        BARE,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
        ignore_system_fonts=True,
        sys_inputs={"notes": json.dumps(parts)},
    )


def plain_parts(section: NotesSection, level: int) -> Iterator[dict[str, object]]:
    """Give the words of a section in order."""
    empty = {"level": 0, "quote": "", "comment": ""}
    yield empty | {"level": level, "words": f"{section.number}. {section.title}"}
    for line in section.lines:
        place = f"{line.place.source_title} {line.place.pinpoint} {line.letter}"
        words = f"{main_words(line)} {place}"
        yield empty | {"words": words, "quote": quote_beneath(line), "comment": line.comment}
    if section.gap:
        yield empty | {"words": section.gap}
    for below in section.sections:
        yield from plain_parts(below, level + 1)


WRITERS = {"bare": write_bare, "notes": write_notes}

if __name__ == "__main__":
    main()
