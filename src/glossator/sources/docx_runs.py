"""Gather the text of one paragraph of a DOCX, run by run, as if all changes were accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from typing import ClassVar

from lxml import etree

from glossator.model.text import BlockKind, MarkerKind, StyleKind
from glossator.sources.blocks import Piece
from glossator.sources.docx_names import MC, WP, A, M, V, W, child_value, value
from glossator.sources.docx_numbering import WordNumber
from glossator.sources.docx_package import relation_of
from glossator.sources.docx_story import Story
from glossator.sources.docx_styles import PLAIN, TOGGLES, ParagraphStyle, RunFace, read_face
from glossator.sources.inline import InlineText
from glossator.sources.office_drafts import Anchor
from glossator.sources.symbols import symbol_text

_KINDS = {
    "bold": StyleKind.BOLD,
    "italic": StyleKind.ITALIC,
    "small-caps": StyleKind.SMALL_CAPS,
    "superscript": StyleKind.SUPERSCRIPT,
    "subscript": StyleKind.SUBSCRIPT,
}
_RPR, _RSTYLE, _TEXT = f"{W}rPr", f"{W}rStyle", f"{W}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NONE: frozenset[StyleKind] = frozenset()
_ID = f"{W}id"
_FIELD, _CODE = f"{W}fldChar", f"{W}instrText"
_BLIP, _BOX, _VML_PICTURE = f"{A}blip", f"{W}txbxContent", f"{V}imagedata"
_SYMBOL_FONTS = frozenset({"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"})
_TOGGLE_NAMES = tuple(dict.fromkeys(TOGGLES.values()))
_BETWEEN_RUNS = tuple(
    W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
_BLANKS = tuple(W + name for name in ("tab", "ptab", "br", "cr"))
_Handler = Callable[..., None]


class ParagraphText:
    """The text of a paragraph as its runs are read.

    Attributes:
        anchors: where marks of other programs begin and end.
        number: that of a field which begins the paragraph and counts it.
        boxes: the text boxes that hang on the paragraph.
        letters: how many characters were read, and how many of them are underlined.
    """

    def __init__(self, story: Story, style: ParagraphStyle, part: str) -> None:
        self._story, self._part = story, part
        self._inline = InlineText()
        self._open: frozenset[StyleKind] = _NONE
        self._highlight = ""
        self._highlight_name = ""
        self.anchors: list[Anchor] = []
        self.number: WordNumber | None = None
        self.boxes: list[etree._Element] = []
        self.letters = self.underlined = self.size = 0
        self.set_style(style)

    def set_style(self, style: ParagraphStyle) -> None:
        """Say which style the paragraph has."""
        self._face = style.face
        self._plain = self._kinds_of(self._story.styles.default_face, style.face, PLAIN, PLAIN)

    def read(self, parent: etree._Element) -> None:
        """Read what stands in a paragraph or in an element inside it."""
        for child in parent:
            handle = self._INSIDE.get(child.tag)
            if handle is not None:
                handle(self, child)

    def take(self) -> Piece:
        """Give the text as a piece."""
        self._set_styles(_NONE)
        self._set_highlight("")
        return self._inline.take(BlockKind.PARAGRAPH)

    # What stands in a paragraph.

    def _read_run(self, run: etree._Element) -> None:
        kinds, font, face = self._plain, "", None
        first = run[0] if len(run) else None
        if first is not None and first.tag == _RPR:
            face = read_face(first)
            font = face.font
            style = child_value(first, "rStyle") if first.find(_RSTYLE) is not None else ""
            kinds = self._kinds_with(face, style)
        if kinds is None or self._story.is_in_code:
            self._read_hidden(run)
            return
        self._set_styles(kinds)
        self._set_highlight(face.highlight if face is not None else "")
        before = self._inline.length
        for child in run:
            if child.tag == _TEXT:
                self._add_text(child, font)
            else:
                handle = self._IN_RUN.get(child.tag)
                if handle is not None:
                    handle(self, child)
        self._weigh(self._inline.length - before, face)

    def _weigh(self, letters: int, face: RunFace | None) -> None:
        """Note how much of the text is underlined, and the size of most of it."""
        self.letters += letters
        own = face if face is not None else PLAIN
        line = self._face.underlined if own.underlined is None else own.underlined
        if line:
            self.underlined += letters
        if letters * 2 > self.letters:
            self.size = own.size or self._face.size or self._story.styles.default_face.size

    def _read_hidden(self, run: etree._Element) -> None:
        """Follow the fields through text that is not shown."""
        for child in run:
            if child.tag == _FIELD:
                self._follow_field(child)
            elif child.tag == _CODE:
                self._story.add_code(child.text or "")

    def _add_text(self, element: etree._Element, font: str) -> None:
        text = element.text or ""
        at_end = text[:1].isspace() or text[-1:].isspace()
        if at_end and element.get(_SPACE) != "preserve":
            text = text.strip(" \t\n\r")
        if font in _SYMBOL_FONTS or (text and "\uf020" <= max(text) <= "\uf0ff"):
            text = symbol_text(text, font or self._face.font)
        self._inline.add(text)

    def _add_deleted(self, element: etree._Element) -> None:
        self._story.changes.note(element)

    def _add_inserted(self, element: etree._Element) -> None:
        self._story.changes.note(element)
        self.read(element)

    def _begin_mark(self, element: etree._Element) -> None:
        self._anchor(f"comment-{value(element, _ID)}", ends=False)

    def _end_mark(self, element: etree._Element) -> None:
        self._anchor(f"comment-{value(element, _ID)}", ends=True)

    def _anchor(self, name: str, *, ends: bool) -> None:
        self.anchors.append(Anchor(name, self._inline.length, ends))

    def _read_content(self, element: etree._Element) -> None:
        """Read a content control."""
        content = element.find(f"{W}sdtContent")
        if content is not None:
            self.read(content)

    def _read_math(self, element: etree._Element) -> None:
        for text in element.iter(f"{M}t", _TEXT):
            self._inline.add(text.text or "")

    def _read_alternative(self, element: etree._Element) -> None:
        """Read the first choice that says something, else what older programs take.

        Which may stand in a run or between runs.
        """
        for choice in (
            *element.iterchildren(f"{MC}Choice"),
            *element.iterchildren(f"{MC}Fallback"),
        ):
            if next(choice.iter(_BLIP, _BOX, _VML_PICTURE, f"{M}t", _TEXT), None) is not None:
                for child in choice:
                    handle = self._IN_RUN.get(child.tag) or self._INSIDE.get(child.tag)
                    if handle is not None:
                        handle(self, child)
                return

    # What stands in a run.

    def _add_blank(self, _: etree._Element) -> None:
        self._inline.add(" ")

    def _add_hyphen(self, _: etree._Element) -> None:
        self._inline.add("\N{NON-BREAKING HYPHEN}")

    def _add_soft_hyphen(self, _: etree._Element) -> None:
        self._inline.add("\N{SOFT HYPHEN}")

    def _add_symbol(self, element: etree._Element) -> None:
        code = value(element, f"{W}char")
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        self._inline.add(symbol_text(sign, value(element, f"{W}font")))

    def _read_ruby(self, element: etree._Element) -> None:
        base = element.find(f"{W}rubyBase")
        if base is not None:
            self.read(base)

    def _follow_field(self, element: etree._Element) -> None:
        code = self._story.follow_field(value(element, f"{W}fldCharType"))
        number = self._story.counters.count_field(code) if code else None
        if number is None:
            return
        if self._inline.length or self.number is not None:
            self._inline.add(f"{number.label} ")
        else:
            self.number = number

    def _call_note(self, element: etree._Element) -> None:
        kind = "endnote" if element.tag == f"{W}endnoteReference" else "footnote"
        mark = ""
        if value(element, f"{W}customMarkFollows") in {"1", "true", "on"}:
            mark = "".join(text.text or "" for text in element.itersiblings(_TEXT)).strip()
        called = self._story.call(kind, value(element, _ID), mark)
        if called is None:
            return
        self._set_styles(_NONE)
        self._inline.add_marker(
            MarkerKind.FOOTNOTE_CALL, "" if mark else called.label, called.label, called.name
        )
        if mark:  # its own text follows in the run, and is the marker's already
            for text in element.itersiblings(_TEXT):
                text.text = ""

    def _mark_comment(self, element: etree._Element) -> None:
        self._anchor(f"comment-{value(element, _ID)}", ends=True)

    def _read_drawing(self, element: etree._Element) -> None:
        shows = element.find(f".//{WP}docPr")
        alternative = value(shows, "descr") or value(shows, "title")
        for blip in _own(element, _BLIP):
            self._add_picture(relation_of(blip, "embed"), alternative)
            alternative = ""
        self.boxes += _own(element, _BOX)

    def _read_vml(self, element: etree._Element) -> None:
        for picture in _own(element, _VML_PICTURE):
            shape = picture.getparent()
            alternative = value(shape, "alt") or value(shape, "title")
            self._add_picture(relation_of(picture, "id", "pict"), alternative)
        self.boxes += _own(element, _BOX)

    def _add_picture(self, relation: str, alternative: str) -> None:
        if not relation:
            return
        data = self._story.package.read_picture(self._part, relation)
        if data is not None:
            self._set_styles(_NONE)
            self._inline.add_image(self._story.shelf.take(data), alternative)

    # How it looks.

    def _kinds_with(self, face: RunFace, style: str) -> frozenset[StyleKind] | None:
        """Give the styles of a run that says something itself; None for hidden text."""
        if not face.toggles and not face.raised and not style:
            return self._plain
        own = self._story.styles.face(style) if style else PLAIN
        return self._kinds_of(self._story.styles.default_face, self._face, own, face)

    @staticmethod
    def _kinds_of(
        default: RunFace, paragraph: RunFace, character: RunFace, direct: RunFace
    ) -> frozenset[StyleKind] | None:
        """Give the styles that hold through all layers; None for hidden text (17.7.3)."""
        kinds = set()
        for name in _TOGGLE_NAMES:
            held = direct.toggles.get(name)
            if held is None:
                held = paragraph.toggles.get(name, False) != character.toggles.get(name, False)
                held = held or (default.toggles.get(name, False) and name not in paragraph.toggles)
            if held and name == "hidden":
                return None
            if held:
                kinds.add(_KINDS[name])
        raised = direct.raised or character.raised or paragraph.raised
        if raised in _KINDS:
            kinds.add(_KINDS[raised])
        return frozenset(kinds)

    def _set_styles(self, kinds: frozenset[StyleKind]) -> None:
        if kinds == self._open:
            return
        for kind in self._open - kinds:
            self._inline.close_style(kind)
        for kind in kinds - self._open:
            self._inline.open_style(kind)
        self._open = kinds

    def _set_highlight(self, colour: str) -> None:
        if colour == self._highlight or self._story.is_in_code:
            return
        if self._highlight_name:
            self._anchor(self._highlight_name, ends=True)
        self._highlight = colour
        self._highlight_name = self._story.open_highlight(colour)
        if self._highlight_name:
            self._anchor(self._highlight_name, ends=False)

    _INSIDE: ClassVar[Mapping[object, _Handler]] = {
        f"{W}r": _read_run,
        **dict.fromkeys(_BETWEEN_RUNS, read),
        f"{W}ins": _add_inserted,
        f"{W}moveTo": _add_inserted,
        f"{W}del": _add_deleted,
        f"{W}moveFrom": _add_deleted,
        f"{W}commentRangeStart": _begin_mark,
        f"{W}commentRangeEnd": _end_mark,
        f"{W}sdt": _read_content,
        f"{M}oMath": _read_math,
        f"{M}oMathPara": _read_math,
        f"{MC}AlternateContent": _read_alternative,
    }
    _IN_RUN: ClassVar[Mapping[object, _Handler]] = {
        **dict.fromkeys(_BLANKS, _add_blank),
        f"{W}noBreakHyphen": _add_hyphen,
        f"{W}softHyphen": _add_soft_hyphen,
        f"{W}sym": _add_symbol,
        f"{W}ruby": _read_ruby,
        _FIELD: _follow_field,
        f"{W}footnoteReference": _call_note,
        f"{W}endnoteReference": _call_note,
        f"{W}commentReference": _mark_comment,
        f"{W}drawing": _read_drawing,
        f"{W}pict": _read_vml,
        f"{W}object": _read_vml,
        f"{MC}AlternateContent": _read_alternative,
    }


def _own(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Give the elements of these names inside one, but not those in a text box inside it."""
    for found in element.iter(*tags):
        between = takewhile(lambda up: up is not element, found.iterancestors())
        if not any(up.tag == _BOX for up in between):
            yield found
