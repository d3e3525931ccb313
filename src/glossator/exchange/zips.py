"""Zip archives without a clock in them: the same members give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16


def write_zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Write members, by name and content, as a zip archive."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.external_attr = _PLAIN_FILE
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return written.getvalue()


def without_clocks(data: bytes, mend: Callable[[str, bytes], bytes]) -> bytes:
    """Write a zip archive anew without the times of its members.

    Args:
        data: the archive.
        mend: gives a member, by name and content, without the times it holds itself.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return write_zip((name, mend(name, archive.read(name))) for name in archive.namelist())
