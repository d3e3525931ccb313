"""Open a DOCX as a package of parts (ECMA-376 part 2), strict or transitional."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from lxml import etree

from glossator.model.errors import RefusedFileError
from glossator.sources.archives import Archive, MemberError
from glossator.sources.docx_names import R
from glossator.sources.xml_safety import parse_xml

_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
MAIN = "word/document.xml"
_NEVER_SHOWN = frozenset({"emf", "wmf", "emz", "wmz", "tif", "tiff", "pict", "pct", "bmp"})
_BROKEN = (
    "it is a Word document whose text is damaged. Open it in Word or LibreOffice, save it anew, "
    "and import that."
)


class Package:
    """The parts of a document, found by what they are to its main part.

    `problems` are sentences about parts that could not be read.
    """

    def __init__(self, archive: Archive, file_name: str) -> None:
        """Find the main part; raises RefusedFileError where there is none."""
        self._archive, self._file_name = archive, file_name
        self.problems: list[str] = []
        self._of_package = self.relations_of("")
        self.main = self._find_main()
        self._related = self.relations_of(self.main)
        self._relations = {self.main: self._related}

    def _find_main(self) -> str:
        for kind, target in self._of_package.values():
            if kind == "officeDocument" and self._archive.find(target):
                return target
        return MAIN

    def relations_of(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Give for each relation of a part, by its id, its kind and the part it leads to.

        Relations that lead out of the file are left out: nothing is fetched.
        """
        folder = dirname(part)
        name = join(folder, "_rels", f"{part[len(folder) :].lstrip('/')}.rels")
        root = self._read_quietly(name)
        return {
            row.get("Id", ""): (
                row.get("Type", "").rpartition("/")[2],
                _resolve(folder, row.get("Target", "")),
            )
            for row in (root.iter(_RELATED) if root is not None else ())
            if row.get("TargetMode") != "External"
        }

    def read_main(self) -> etree._Element:
        """Read the main part; raises RefusedFileError where it cannot be read."""
        root = self._parse(self._archive.read(self.main))
        if root is None:
            raise RefusedFileError(self._file_name, _BROKEN)
        return root

    def read_related(self, kind: str) -> etree._Element | None:
        """Read the part that is of a kind to the main part ("styles"); None where it is missing.

        One that is damaged is missing too, with a sentence in `problems`.
        """
        name = self.find_related(kind)
        if not name:
            return None
        root = self._read_quietly(name)
        if root is None:
            self.problems.append(
                f"The part “{kind}” of the file is damaged; the text was read without it."
            )
        return root

    def read_core(self) -> etree._Element | None:
        """Read the part with the properties of the whole file; None where it is missing."""
        related = self._of_package.values()
        return next(
            (self._read_quietly(name) for kind, name in related if kind == "core-properties"), None
        )

    def find_related(self, kind: str) -> str:
        """Give the name of the part of a kind, "" for none."""
        for related, target in self._related.values():
            if related == kind and self._archive.find(target):
                return target
        return ""

    def read_picture(self, part: str, relation: str) -> bytes | None:
        """Read the picture that a part refers to.

        Returns:
            None where it is not in the file; nothing for one that is too large,
            or of a kind that is never shown, which is not even unpacked.
        """
        if part not in self._relations:
            self._relations[part] = self.relations_of(part)
        target = self._relations[part].get(relation, ("", ""))[1]
        if not target:
            return None
        if target.rpartition(".")[2].casefold() in _NEVER_SHOWN:
            return b""
        try:
            return self._archive.read(target)
        except MemberError:
            return None
        except RefusedFileError:
            return b""

    def _read_quietly(self, name: str) -> etree._Element | None:
        if not self._archive.find(name):
            return None
        try:
            return self._parse(self._archive.read(name))
        except MemberError:
            return None

    @staticmethod
    def _parse(data: bytes) -> etree._Element | None:
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(_TRANSITIONAL, data)
        return parse_xml(data)


def relation_of(element: etree._Element, *names: str) -> str:
    """Give the id of the relation that an element names by one of these attributes."""
    return next((found for name in names if (found := element.get(R + name))), "")


def _resolve(folder: str, target: str) -> str:
    """Give a target's path in the archive."""
    path = target.replace("\\", "/")
    return path.lstrip("/") if path.startswith("/") else normpath(join(folder, path))
