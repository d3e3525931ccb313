"""Gather the text of one paragraph of a DOCX, run by run, as if all changes were accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar

from lxml import etree

from glossator.model.text import BlockKind, MarkerKind, StyleKind
from glossator.sources.docx_drawings import DRAWN, boxes_in, pictures_in
from glossator.sources.docx_names import MC, M, W, value
from glossator.sources.docx_numbering import WordNumber
from glossator.sources.docx_story import Story
from glossator.sources.docx_styles import PLAIN, TOGGLES, ParagraphStyle, RunFace, read_face
from glossator.sources.docx_taken import TakenText
from glossator.sources.inline import InlineText
from glossator.sources.office_drafts import Anchor
from glossator.sources.office_inline import NO_STYLES, turn_styles
from glossator.sources.symbols import symbol_text

_KINDS = {
    "bold": StyleKind.BOLD,
    "italic": StyleKind.ITALIC,
    "small-caps": StyleKind.SMALL_CAPS,
    "superscript": StyleKind.SUPERSCRIPT,
    "subscript": StyleKind.SUBSCRIPT,
}
_RUN, _RPR, _TEXT = f"{W}r", f"{W}rPr", f"{W}t"
_PRIVATE = re.compile("[\uf020-\uf0ff]")  # where symbol fonts have their letters
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LONG_LINE = 400  # characters: of what is longer nobody asks how it looks
_ID = f"{W}id"
_FIELD, _CODE = f"{W}fldChar", f"{W}instrText"
_SYMBOL_FONTS = frozenset({"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"})
_TOGGLE_NAMES = tuple(dict.fromkeys(TOGGLES.values()))
_BETWEEN_RUNS = tuple(
    W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
_BLANKS = tuple(W + name for name in ("tab", "ptab", "br", "cr"))
_Handler = Callable[..., None]


class ParagraphText:
    """The text of a paragraph as its runs are read; good for one after the other."""

    def __init__(self, story: Story, part: str) -> None:
        self._story, self._part = story, part
        self._inline = InlineText()
        self._waiting: list[str] = []
        self._open: frozenset[StyleKind] = NO_STYLES
        self._highlight = self._highlight_name = ""
        self._default = story.styles.default_face
        self._begin()

    def _begin(self) -> None:
        self.anchors: list[Anchor] = []
        self.number: WordNumber | None = None
        self.boxes: list[etree._Element] = []
        self.letters = self.underlined = self.size = 0

    def set_style(self, style: ParagraphStyle) -> None:
        """Say which style the paragraph has."""
        self._face = style.face
        known, key = self._story.kinds, (id(style.face),)
        if key not in known:
            known[key] = self._kinds_of(self._default, style.face, PLAIN, PLAIN)
        self._plain = known[key]

    def read(self, parent: etree._Element) -> None:
        """Read what stands in a paragraph or in an element inside it."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:  # nearly all are
                self._read_run(child)
            elif (handle := self._INSIDE.get(tag)) is not None:
                handle(self, child)

    def take(self) -> TakenText:
        """Give what was read, and begin anew."""
        self._set_styles(NO_STYLES)
        if self._highlight:
            self._set_highlight("")
        taken = TakenText(
            self._settle().take(BlockKind.PARAGRAPH),
            self.anchors,
            self.number,
            self.boxes,
            self.size / 2,
            is_underlined=0 < self.letters <= self.underlined,
        )
        self._begin()
        return taken

    # What stands in a paragraph.

    def _read_run(self, run: etree._Element) -> None:
        face, font = PLAIN, ""
        kinds = None if self._story.is_in_code else self._plain
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if kinds is not None:
                    self._add_text(child, font, kinds, face)
            elif tag == _RPR:  # comes first, if at all
                face = read_face(child)
                font = face.font
                if kinds is not None:
                    kinds = self._kinds_with(face)
            elif kinds is None or self._story.is_in_code:
                self._read_hidden(child)
            elif (handle := self._IN_RUN.get(tag)) is not None:
                self._set_styles(kinds)
                handle(self, child)

    def _weigh(self, letters: int, face: RunFace) -> None:
        """Note how much of the text is underlined, and the size of most of it."""
        self.letters += letters
        line = self._face.underlined if face.underlined is None else face.underlined
        if line:
            self.underlined += letters
        if letters * 2 > self.letters:
            self.size = face.size or self._face.size or self._default.size

    def _read_hidden(self, child: etree._Element) -> None:
        """Follow the fields through text that is not shown."""
        if child.tag == _FIELD:
            self._follow_field(child)
        elif child.tag == _CODE:
            self._story.add_code(child.text or "")

    def _add_text(
        self, element: etree._Element, font: str, kinds: frozenset[StyleKind], face: RunFace
    ) -> None:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(" \t\n\r")
        if font in _SYMBOL_FONTS or (not text.isascii() and _PRIVATE.search(text)):
            text = symbol_text(text, font or self._face.font)
        if kinds is not self._open and kinds != self._open:
            self._set_styles(kinds)
        if face.highlight != self._highlight:
            self._set_highlight(face.highlight)
        if self.letters < _LONG_LINE:
            self._weigh(len(text), face)
        self._waiting.append(text)

    def _settle(self) -> InlineText:
        """Give the text so far, with what waited to be joined: Word parts words at whim."""
        if self._waiting:
            self._inline.add("".join(self._waiting))
            self._waiting.clear()
        return self._inline

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
        self.anchors.append(Anchor(name, self._settle().length, ends))

    def _read_content(self, element: etree._Element) -> None:
        """Read a content control."""
        content = element.find(f"{W}sdtContent")
        if content is not None:
            self.read(content)

    def _read_math(self, element: etree._Element) -> None:
        for text in element.iter(f"{M}t", _TEXT):
            self._waiting.append(text.text or "")

    def _read_alternative(self, element: etree._Element) -> None:
        """Read the first choice that says something, else what older programs take.

        Which may stand in a run or between runs.
        """
        for choice in (
            *element.iterchildren(f"{MC}Choice"),
            *element.iterchildren(f"{MC}Fallback"),
        ):
            if next(choice.iter(*DRAWN, f"{M}t", _TEXT), None) is not None:
                for child in choice:
                    handle = self._IN_RUN.get(child.tag) or self._INSIDE.get(child.tag)
                    if handle is not None:
                        handle(self, child)
                return

    # What stands in a run.

    def _add_blank(self, _: etree._Element) -> None:
        self._waiting.append(" ")

    def _add_hyphen(self, _: etree._Element) -> None:
        self._waiting.append("\N{NON-BREAKING HYPHEN}")

    def _add_soft_hyphen(self, _: etree._Element) -> None:
        self._waiting.append("\N{SOFT HYPHEN}")

    def _add_symbol(self, element: etree._Element) -> None:
        code = value(element, f"{W}char")
        try:
            sign = chr(int(code, 16))
        except (ValueError, OverflowError):
            return
        self._waiting.append(symbol_text(sign, value(element, f"{W}font")))

    def _read_ruby(self, element: etree._Element) -> None:
        base = element.find(f"{W}rubyBase")
        if base is not None:
            self.read(base)

    def _follow_field(self, element: etree._Element) -> None:
        code = self._story.follow_field(value(element, f"{W}fldCharType"))
        number = self._story.counters.count_field(code) if code else None
        if number is None:
            return
        if self._settle().length or self.number is not None:
            self._waiting.append(f"{number.label} ")
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
        self._set_styles(NO_STYLES)
        self._settle().add_marker(
            MarkerKind.FOOTNOTE_CALL, "" if mark else called.label, called.label, called.name
        )
        if mark:  # its own text follows in the run, and is the marker's already
            for text in element.itersiblings(_TEXT):
                text.text = ""

    def _mark_comment(self, element: etree._Element) -> None:
        self._anchor(f"comment-{value(element, _ID)}", ends=True)

    def _read_drawing(self, element: etree._Element) -> None:
        for relation, shows in pictures_in(element):
            self._add_picture(relation, shows)
        self.boxes += boxes_in(element)

    def _add_picture(self, relation: str, alternative: str) -> None:
        data = self._story.package.read_picture(self._part, relation)
        if data is not None:
            self._set_styles(NO_STYLES)
            self._settle().add_image(self._story.shelf.take(data), alternative)

    # How it looks.

    def _kinds_with(self, face: RunFace) -> frozenset[StyleKind] | None:
        """Give the styles of a run that says something itself; None for hidden text."""
        style = face.style
        if not face.toggles and not face.raised and not style:
            return self._plain
        key = id(self._face), style, face.raised, *face.toggles.items()
        known = self._story.kinds
        if key not in known:
            own = self._story.styles.face(style) if style else PLAIN
            known[key] = self._kinds_of(self._default, self._face, own, face)
        return known[key]

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
        if kinds != self._open:
            self._open = turn_styles(self._settle(), self._open, kinds)

    def _set_highlight(self, colour: str) -> None:
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
        f"{W}pict": _read_drawing,
        f"{W}object": _read_drawing,
        f"{MC}AlternateContent": _read_alternative,
    }
