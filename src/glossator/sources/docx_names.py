"""The names that the parts of a DOCX are made of, and how to read their values."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})


def value(element: etree._Element | None, name: str = VAL) -> str:
    """Give an attribute of an element, "" where either is missing."""
    return element.get(name, "") if element is not None else ""


def child_value(parent: etree._Element | None, name: str) -> str:
    """Give the `w:val` of a child, "" where it is missing."""
    return value(parent.find(W + name)) if parent is not None else ""


def is_on(element: etree._Element) -> bool:
    """Read a property that is on unless it says otherwise (ST_OnOff)."""
    return element.get(VAL, "1") not in _OFF


def whole_number(text: str, default: int = 0) -> int:
    """Read a whole number, as Word does also where a fraction follows; else the default."""
    text = text.strip().partition(".")[0]
    digits = text[1:] if text[:1] in {"-", "+"} else text
    return int(text) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else default
