"""The files of an EPUB: read where they can be, and what is wrong told once."""

from __future__ import annotations

from lxml import etree

from glossator.sources.archives import Archive, MemberError
from glossator.sources.foreign import is_binary
from glossator.sources.xml_safety import parse_html, parse_xml

_SHOWN = 3


class Parts:
    """Reads the files of an archive, and survives those that are missing or damaged."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._wrong: dict[str, str] = {}
        self._half: list[str] = []
        self._pages: dict[str, etree._Element | None] = {}

    def find(self, path: str) -> str | None:
        """Find a file by its path inside the archive, as `Archive.find`."""
        return self._archive.find(path)

    def read(self, path: str) -> bytes | None:
        """Read a file; None for one that cannot be read, which `problems` will name.

        Raises:
            RefusedFileError: the archive breaks its limits.
        """
        try:
            return self._archive.read(path)
        except MemberError as error:
            self._wrong.setdefault(error.member, error.cause)
            return None

    def read_xml(self, path: str) -> etree._Element | None:
        """Read a file of XML as far as it goes; None where nothing is to be had."""
        data = self.read(path)
        if data is None:
            return None
        root = parse_xml(data)
        return root if root is not None else parse_xml(data, forgiving=True)

    def read_page(self, path: str) -> etree._Element | None:
        """Read a page of XHTML, as HTML where it is not well-formed; None for none.

        A page asked for again is not parsed again.
        """
        if path not in self._pages:
            self._pages[path] = self._parse_page(path)
        return self._pages[path]

    def _parse_page(self, path: str) -> etree._Element | None:
        data = self.read(path)
        if data is None:
            return None
        root = parse_xml(data)
        if root is None and not is_binary(data[:65_536]):
            root = parse_html(data)
            if root is not None and data.strip():
                self._half.append(path)
        if root is None and data.strip():
            self._wrong.setdefault(path, "is damaged")
        return root

    def miss(self, name: str, cause: str) -> None:
        """Note that a part is left out, and why: "is missing"."""
        self._wrong.setdefault(name, cause)

    def problems(self) -> tuple[str, ...]:
        """Say in sentences which parts were left out or are not as they should be."""
        found = []
        for cause in dict.fromkeys(self._wrong.values()):
            names = [name for name, why in self._wrong.items() if why == cause]
            verb = cause if len(names) == 1 else cause.replace("is ", "are ", 1)
            found.append(f"{_listed(names)} {verb}: left out. All else of the book is there.")
        if self._half:
            found.append(
                f"{_listed(self._half)}: not written as the standard asks, and read as far as it "
                "goes. Compare the text with the book where it matters."
            )
        return tuple(found)


def _listed(names: list[str]) -> str:
    """Name a few of the parts, and count the rest."""
    listed = ", ".join(f"“{name.rpartition('/')[2][:80]}”" for name in names[:_SHOWN])
    rest = len(names) - _SHOWN
    return f"{listed} and {rest} more" if rest > 0 else listed
