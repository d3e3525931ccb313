"""Tell whether a book is locked (DRM): an EPUB says which of its files are encrypted."""

from __future__ import annotations

from glossator.model.errors import RefusedFileError
from glossator.sources.archive_paths import resolve_path
from glossator.sources.epub_package import Package
from glossator.sources.epub_parts import Parts

_ENCRYPTION = "META-INF/encryption.xml"
# Fonts that are disguised, not locked (EPUB OCF 3.3, section 4.2.7, and Adobe's older way).
_DISGUISES = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_NEVER_READ = ("font/", "application/font", "application/x-font", "application/vnd.ms-opentype")
_KEYS = (
    ("META-INF/license.lcpl", "Readium LCP"),
    ("META-INF/rights.xml", "Adobe"),
    ("META-INF/sinf.xml", "Apple"),
)


def refuse_locked(parts: Parts, package: Package, file_name: str) -> None:
    """Refuse a book whose text is encrypted.

    Raises:
        RefusedFileError: with the name of the lock where it is a known one.
    """
    if not parts.find(_ENCRYPTION):
        return
    root = parts.read_xml(_ENCRYPTION)
    if root is None:
        return
    for entry in root.iter("{*}EncryptedData"):
        method, reference = entry.find("{*}EncryptionMethod"), entry.find(".//{*}CipherReference")
        if method is not None and method.get("Algorithm") in _DISGUISES:
            continue
        place = resolve_path("", reference.get("URI") or "") if reference is not None else None
        if place and _is_read(package.media_type_of(place[0])):
            raise RefusedFileError(file_name, _locked_by(parts))


def _is_read(media_type: str) -> bool:
    return not media_type.startswith(("audio/", "video/", *_NEVER_READ))


def _locked_by(parts: Parts) -> str:
    by = next((f" by {owner}" for path, owner in _KEYS if parts.find(path)), "")
    return (
        f"it is locked{by} (DRM) and opens only in the program it was bought for. Ask its seller "
        "for a copy without a lock, as EPUB or PDF, and import that."
    )
