"""What the control words of RTF (Rich Text Format 1.9.1) mean to a reader of books."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from glossator.model.text import StyleKind
from glossator.sources.rtf_pages import (
    SYMBOL_CHARSET,
    language_of,
    page_of_charset,
    page_of_number,
)
from glossator.sources.rtf_reading import RtfReading
from glossator.sources.rtf_state import Destination, Face, Look

Handler = Callable[[RtfReading, int | None], None]

_TOGGLES = {
    "b": StyleKind.BOLD,
    "i": StyleKind.ITALIC,
    "scaps": StyleKind.SMALL_CAPS,
    "caps": StyleKind.SMALL_CAPS,
}
# fmt: off
_SIGNS = {
    "tab": " ", "line": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "qmspace": " ", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}
_NOWHERE = (
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "fldinst", "nonshppict",
    "objdata", "annotation", "atnid", "atnauthor", "listtable", "listoverridetable", "revtbl",
    "rsidtbl", "generator", "xmlnstbl", "themedata", "colorschememapping", "datastore",
    "latentstyles", "pgdsctbl", "bkmkstart", "bkmkend", "tc", "xe", "pntxta", "pntxtb", "pnseclvl",
    "listname", "shpinst", "background", "nonesttables", "private", "mmathPr", "filetbl",
)
# fmt: on
_KNOWN_IGNORABLE = frozenset({"shppict", "listtext", "footnote", "cs", "ts", "pn", "ud", "fldrslt"})
"""Destinations that are read although they are marked as ignorable."""


def read_word(reading: RtfReading, name: str, number: int | None, *, ignorable: bool) -> None:
    r"""Do what a control word says.

    Args:
        reading: the state.
        name: of the word.
        number: its parameter, None without one.
        ignorable: whether `\\*` stood before it: what is not known is then skipped.
    """
    handle = WORDS.get(name)
    if ignorable and name not in _KNOWN_IGNORABLE:
        reading.group.destination = Destination.NOWHERE
    elif handle is not None:
        if name not in _KEEP_TEXT:
            reading.flush()
        handle(reading, number)


def _toggle(kind: StyleKind) -> Handler:
    def turn(reading: RtfReading, number: int | None) -> None:
        face = reading.group.face
        face.kinds = face.kinds | {kind} if number != 0 else face.kinds - {kind}

    return turn


def _raise(*kinds: StyleKind) -> Handler:
    both = frozenset({StyleKind.SUPERSCRIPT, StyleKind.SUBSCRIPT})

    def turn(reading: RtfReading, number: int | None) -> None:
        face = reading.group.face
        face.kinds -= both
        if number != 0:
            face.kinds |= frozenset(kinds)

    return turn


def _sign(text: str) -> Handler:
    return lambda reading, _: None if reading.skips() else reading.put(text)


def _to(destination: Destination, ends: str = "") -> Handler:
    return lambda reading, _: reading.send_to(destination, ends)


def _plain(reading: RtfReading, _: int | None) -> None:
    reading.group.face = Face()


def _hide(reading: RtfReading, number: int | None) -> None:
    reading.group.face.is_hidden = number != 0


def _delete(reading: RtfReading, number: int | None) -> None:
    reading.group.face.is_deleted = number != 0
    reading.changes[""] += number != 0


def _insert(reading: RtfReading, number: int | None) -> None:
    reading.changes[""] += number != 0


def _underline(reading: RtfReading, number: int | None) -> None:
    reading.group.face.is_underlined = number != 0


def _no_underline(reading: RtfReading, _: int | None) -> None:
    reading.group.face.is_underlined = False


def _highlight(reading: RtfReading, number: int | None) -> None:
    reading.group.face.highlight = number or 0


def _size(reading: RtfReading, number: int | None) -> None:
    reading.group.face.size = (number or 24) / 2


def _font(reading: RtfReading, number: int | None) -> None:
    reading.group.face.font = number or 0
    if reading.group.destination is Destination.FONTS:
        reading.defining = number or 0
        reading.group.face.font = -1  # its name is in the file's own code page


def _charset(reading: RtfReading, number: int | None) -> None:
    page = "symbol" if number == SYMBOL_CHARSET else page_of_charset(number or 0, reading.page)
    reading.fonts[reading.defining] = page, ""


def _page(reading: RtfReading, number: int | None) -> None:
    reading.page = page_of_number(number, reading.page)


def _named_page(page: str) -> Handler:
    def take(reading: RtfReading, _: int | None) -> None:
        reading.page = page

    return take


def _language(reading: RtfReading, number: int | None) -> None:
    reading.language = reading.language or language_of(number)


def _colour(part: int) -> Handler:
    def take(reading: RtfReading, number: int | None) -> None:
        reading.colour[part] = number or 0

    return take


def _style(reading: RtfReading, number: int | None) -> None:
    if reading.group.destination is Destination.STYLES:
        reading.defining = number or 0
    else:
        reading.group.look.style = number or 0


def _default_paragraph(reading: RtfReading, _: int | None) -> None:
    reading.group.look = Look()


def _look(name: str, value: object = None) -> Handler:
    """Give what sets a property of the paragraph: to a value, or to the word's number."""

    def take(reading: RtfReading, number: int | None) -> None:
        setattr(reading.group.look, name, value if value is not None else number or 0)

    return take


def _outline(reading: RtfReading, number: int | None) -> None:
    level = number if number is not None else 9
    reading.group.look.outline = level + 1 if 0 <= level < 9 else 0


def _end_paragraph(reading: RtfReading, _: int | None) -> None:
    if reading.group.destination is not Destination.TEXT or reading.group.face.is_deleted:
        return
    look = reading.group.look
    name, level = reading.styles.get(look.style, ("", 0))
    reading.story.end_paragraph(look, look.outline or level, name)


def _end_cell(reading: RtfReading, _: int | None) -> None:
    if reading.group.destination is Destination.TEXT:
        reading.story.end_cell(reading.group.look)


def _end_row(reading: RtfReading, _: int | None) -> None:
    reading.story.end_row()


def _define_row(reading: RtfReading, _: int | None) -> None:
    reading.story.row.define()


def _head_row(reading: RtfReading, _: int | None) -> None:
    reading.story.row.is_head = True


def _cell_right(reading: RtfReading, number: int | None) -> None:
    reading.story.row.end_shape(number or 0)


def _cell_shape(name: str) -> Handler:
    return lambda reading, _: setattr(reading.story.row.next_shape, name, True)


def _note(reading: RtfReading, _: int | None) -> None:
    if reading.group.destination is Destination.TEXT and not reading.is_in_note():
        reading.begin_note()


def _endnote(reading: RtfReading, _: int | None) -> None:
    if reading.is_in_note():
        reading.name_endnote()


def _picture(reading: RtfReading, _: int | None) -> None:
    reading.begin_picture()


def _info(field: str) -> Handler:
    def take(reading: RtfReading, _: int | None) -> None:
        reading.send_to(Destination.INFO)
        reading.group.field = field

    return take


def _made(part: str) -> Handler:
    def take(reading: RtfReading, number: int | None) -> None:
        if reading.group.field == "created":
            reading.created[part] = number or 0

    return take


def _unicode(reading: RtfReading, number: int | None) -> None:
    reading.take_unicode(number or 0)


def _skip_count(reading: RtfReading, number: int | None) -> None:
    reading.group.skip = min(max(1 if number is None else number, 0), 16)


WORDS: Mapping[str, Handler] = {
    **{name: _toggle(kind) for name, kind in _TOGGLES.items()},
    **{name: _sign(text) for name, text in _SIGNS.items()},
    **dict.fromkeys(_NOWHERE, _to(Destination.NOWHERE)),
    "super": _raise(StyleKind.SUPERSCRIPT),
    "sub": _raise(StyleKind.SUBSCRIPT),
    "nosupersub": _raise(),
    "plain": _plain,
    "v": _hide,
    "deleted": _delete,
    "revised": _insert,
    **dict.fromkeys(("ul", "uld", "uldb", "ulw"), _underline),
    "ulnone": _no_underline,
    "highlight": _highlight,
    "fs": _size,
    "f": _font,
    "fcharset": _charset,
    "ansicpg": _page,
    "mac": _named_page("mac_roman"),
    "pc": _named_page("cp437"),
    "pca": _named_page("cp850"),
    "deflang": _language,
    "red": _colour(0),
    "green": _colour(1),
    "blue": _colour(2),
    "s": _style,
    "pard": _default_paragraph,
    "li": _look("left"),
    "lin": _look("left"),
    "ri": _look("right"),
    "rin": _look("right"),
    "qc": _look("is_centred", value=True),
    "ql": _look("is_centred", value=False),
    "rtlpar": _look("is_rtl", value=True),
    "intbl": _look("in_table", value=True),
    "ls": _look("list_name"),
    "ilvl": _look("list_level"),
    "outlinelevel": _outline,
    **dict.fromkeys(("par", "sect", "nestcell"), _end_paragraph),
    "cell": _end_cell,
    "row": _end_row,
    "trowd": _define_row,
    "trhdr": _head_row,
    "cellx": _cell_right,
    "clmrg": _cell_shape("continues_left"),
    "clvmrg": _cell_shape("continues_above"),
    "clvmgf": _cell_shape("begins_tall"),
    "footnote": _note,
    "ftnalt": _endnote,
    "pict": _picture,
    "fonttbl": _to(Destination.FONTS),
    "colortbl": _to(Destination.COLOURS),
    "stylesheet": _to(Destination.STYLES),
    **dict.fromkeys(("listtext", "pntext"), _to(Destination.LABEL, "label")),
    "info": _info("other"),
    "title": _info("title"),
    "author": _info("author"),
    "creatim": _info("created"),
    "yr": _made("year"),
    "mo": _made("month"),
    "dy": _made("day"),
    "u": _unicode,
    "uc": _skip_count,
    **dict.fromkeys(("shppict", "fldrslt", "ud"), lambda *_: None),
}
_KEEP_TEXT = frozenset({*_SIGNS, "u", "uc"})
"""Words that belong to the text and do not end a run of it."""
