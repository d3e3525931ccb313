"""Runs Typst on words that come as data, with fonts that have every sign of them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import typst

from glossator.exchange.scripts import script_and_font
from glossator.exchange.stand_ins import replace_clusters, stand_in, unusual_clusters, visible
from glossator.model.errors import ExportError

_HERE = Path(__file__).parent
_DOTS_AN_INCH = 110.0
_SPECIMEN = _HERE / "specimen.typ"
_UNSHOWABLE = re.compile('the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")  # as Typst writes signs without a shape


def with_stand_ins(text: str, title: str) -> tuple[str, bool]:
    """Put words for the pictures that no font has, and tell whether the machine's fonts are needed.

    Those are only searched for what the bundled ones lack: it takes time, and
    the sheet then depends on them.
    """
    lacking = _without_glyph(unusual_clusters(text), system_fonts=False)
    missing = _without_glyph(lacking, system_fonts=True)
    words = {cluster: stand_in(cluster) for cluster in missing}
    letters = {cluster for cluster, word in words.items() if word is None}
    if letters:
        raise ExportError(f"The PDF of “{title}”", _missing_font(letters))
    stand_ins = {cluster: word for cluster, word in words.items() if word}
    return _replaced(text, stand_ins) if stand_ins else text, missing < lacking


def _replaced(text: str, stand_ins: dict[str, str]) -> str:
    """Replace clusters in the content; its lines may break over pages, for they have grown."""
    content = json.loads(replace_clusters(text, stand_ins))
    for part in content.get("parts", ()):
        part["long"] = True
    return json.dumps(content, ensure_ascii=False)


def _missing_font(letters: set[str]) -> str:
    wanted = sorted({script_and_font(visible(cluster)[-1]) for cluster in letters})
    scripts = " and ".join(script for script, _ in wanted)
    fonts = " and ".join(f"“{font}”" for _, font in wanted)
    return (
        f"no font on this computer has {scripts} characters such as “{min(letters)}”. Install "
        f"{fonts} and try again, or save the notes as Markdown; the notes themselves are complete."
    )


def _without_glyph(clusters: set[str], *, system_fonts: bool) -> set[str]:
    """Give those that no font has, by setting each of them once."""
    if not clusters:
        return set()
    try:
        typeset(_SPECIMEN, json.dumps(sorted(clusters)), system_fonts=system_fonts)
    except typst.TypstError as error:
        named = _UNSHOWABLE.findall(error.diagnostic)
        missing = set("".join(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), t) for t in named))
        return {cluster for cluster in clusters if missing.intersection(visible(cluster))}
    return set()


def typeset(template: Path, content: str, *, system_fonts: bool, pictures: str = "{}") -> bytes:
    """Run Typst; PDF/UA is also what makes it refuse characters it has no glyph for."""
    return typst.compile(
        template.read_bytes(),
        font_paths=_fonts(system_fonts=system_fonts),
        ignore_system_fonts=not system_fonts,
        sys_inputs={"notes": content, "pictures": pictures},
        pdf_standards=["ua-1"],
    )


def typeset_pictures(template: Path, content: str, *, system_fonts: bool) -> list[bytes]:
    """Lay words out as PNG, one for each page, at 110 dots an inch."""
    drawn: Any = typst.compile(  # declared as bytes, but several pages come as a list
        template.read_bytes(),
        format="png",
        ppi=_DOTS_AN_INCH,
        font_paths=_fonts(system_fonts=system_fonts),
        ignore_system_fonts=not system_fonts,
        sys_inputs={"notes": content},
    )
    return drawn if isinstance(drawn, list) else [drawn]


def query_number(template: Path, content: str, label: str, *, system_fonts: bool) -> int:
    """Lay words out, and give the number that the template says under a label."""
    found = typst.query(
        template.read_bytes(),
        label,
        field="value",
        one=True,
        font_paths=_fonts(system_fonts=system_fonts),
        ignore_system_fonts=not system_fonts,
        sys_inputs={"notes": content},
    )
    return int(json.loads(found))


@cache
def _fonts(*, system_fonts: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=system_fonts,
        include_embedded_fonts=True,
        font_paths=[_HERE / "fonts"],
    )
