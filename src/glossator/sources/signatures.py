"""What the files that are not read begin with, and the way out of each."""

from __future__ import annotations

SAVE_AS = "Open it in the program it comes from and save it as PDF, then import that."
_KINDLE = "Get the book as EPUB, PDF or HTML and import that."
_UNPACK = "Unpack it and import the books inside."
_NO_BOOK = "not a book. Choose the book's own file."
_PICTURE = "it is a picture ({}). Save it as JPEG or PNG and import that."
_RECORDING = "it is a recording of sound or film, not a book. Import a transcript of it."
_LINK = "it is only a link to a page. Open it in the browser, save the page itself and import that."

SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xffWPC", f"it is a WordPerfect document. {SAVE_AS}"),
    (0, b"\xdb\xa5-\0", f"it is a document of a very old Word. {SAVE_AS}"),
    (0, b"\x31\xbe\0\0", f"it is a document of a very old Word or Write. {SAVE_AS}"),
    (0, b"[ver]\r\n", f"it is an Ami Pro document. {SAVE_AS}"),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", f"it is a OneNote notebook. {SAVE_AS}"),
    (60, b"BOOKMOBI", f"it is a Kindle book (MOBI, AZW). {_KINDLE}"),
    (60, b"TEXtREAd", f"it is a Palm book. {_KINDLE}"),
    (60, b"PNRdPPrs", f"it is an eReader book. {_KINDLE}"),
    (0, b"TPZ", f"it is a Kindle book (Topaz). {_KINDLE}"),
    (0, b"CONT\x02\0", f"it is a Kindle book (KFX). {_KINDLE}"),
    (0, b"\xeaDRMION\xee", f"it is a Kindle book (KFX) locked by its shop. {_KINDLE}"),
    (0, b"ITOLITLS", f"it is a Microsoft Reader book (LIT). {_KINDLE}"),
    (0, b"ITSF", "it is a Windows help file (CHM). Save it as HTML or PDF and import that."),
    (0, b"%!PS", "it is a PostScript file. Convert it to PDF and import that."),
    (0, b"\xc5\xd0\xd3\xc6", "it is a PostScript drawing. Convert it to PDF and import that."),
    (0, b"\xf7\x02\x01\x83\x92\xc0", "it is a DVI file of TeX. Make a PDF of it and import that."),
    (0, b"%FDF-", "it holds the entries of a form (FDF) only. Import the PDF that it belongs to."),
    (0, b"AT&TFORM", "it is a DjVu scan. Convert it to a PDF with text and import that."),
    (0, b"Rar!\x1a\x07", f"it is a RAR archive. {_UNPACK}"),
    (0, b"7z\xbc\xaf\x27\x1c", f"it is a 7z archive. {_UNPACK}"),
    (0, b"\x1f\x8b", f"it is a gzip archive. {_UNPACK}"),
    (0, b"BZh", f"it is a bzip2 archive. {_UNPACK}"),
    (0, b"\xfd7zXZ", f"it is an xz archive. {_UNPACK}"),
    (0, b"\x28\xb5\x2f\xfd", f"it is a Zstandard archive. {_UNPACK}"),
    (0, b"MSCF", f"it is a cabinet archive. {_UNPACK}"),
    (257, b"ustar\0", f"it is a tar archive. {_UNPACK}"),
    (257, b"ustar ", f"it is a tar archive. {_UNPACK}"),
    (0, b"bplist00", f"it is a file of a Mac's own kind (a web archive, perhaps). {SAVE_AS}"),
    (0, b"!BDN", "it is a mailbox of Outlook. Save the message you mean as PDF and import that."),
    (0, b"[InternetShortcut]", _LINK),
    (0, b"L\0\0\0\x01\x14\x02\0", f"it is a shortcut of Windows, {_NO_BOOK}"),
    (0, b"SQLite format 3", f"it is a database, {_NO_BOOK}"),
    (0, b"\x7fELF", f"it is a program, {_NO_BOOK}"),
    (0, b"MZ", f"it is a program, {_NO_BOOK}"),
    (0, b"\xcf\xfa\xed\xfe", f"it is a program, {_NO_BOOK}"),
    (0, b"\xca\xfe\xba\xbe", f"it is a program, {_NO_BOOK}"),
    (0, b"wOFF", f"it is a font, {_NO_BOOK}"),
    (0, b"wOF2", f"it is a font, {_NO_BOOK}"),
    (0, b"OTTO", f"it is a font, {_NO_BOOK}"),
    (0, b"\0\x01\0\0\0", f"it is a font, {_NO_BOOK}"),
    (4, b"ftyphei", _PICTURE.format("HEIC")),
    (4, b"ftypmif1", _PICTURE.format("HEIC")),
    (4, b"ftypavif", _PICTURE.format("AVIF")),
    (0, b"8BPS", _PICTURE.format("Photoshop")),
    (4, b"ftyp", _RECORDING),
    (0, b"ID3", _RECORDING),
    (0, b"\xff\xfb", _RECORDING),
    (0, b"OggS", _RECORDING),
    (0, b"fLaC", _RECORDING),
    (8, b"WAVE", _RECORDING),
    (8, b"AVI ", _RECORDING),
    (0, b"\x1aE\xdf\xa3", _RECORDING),
)
"""Where a sign stands, the sign, and the sentence; the first that fits holds.

Signs of letters alone count in files that are no text.
"""

ARCHIVE = f"it is a ZIP archive. {_UNPACK}"
MEMBERS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", f"it is an Excel workbook, {_NO_BOOK}"),
    ("xl/workbook.bin", f"it is an Excel workbook, {_NO_BOOK}"),
    ("ppt/presentation.xml", f"it is a PowerPoint file. {SAVE_AS}"),
    ("visio/document.xml", f"it is a Visio drawing. {SAVE_AS}"),
    ("Index/Document.iwa", f"it is a document of Apple's Pages or its kin. {SAVE_AS}"),
    ("Index.zip", f"it is a document of Apple's Pages or its kin. {SAVE_AS}"),
    ("buildVersionHistory.plist", f"it is a document of Apple's Pages or its kin. {SAVE_AS}"),
    ("FixedDocSeq.fdseq", "it is an XPS document. Print it to PDF and import that."),
    ("FixedDocumentSequence.fdseq", "it is an XPS document. Print it to PDF and import that."),
    ("META-INF/MANIFEST.MF", f"it is a program, {_NO_BOOK}"),
)
"""Files in a zip that tell what it is, and the sentence; the first that is there holds."""

COMPOUND_STREAMS: tuple[tuple[str, str], ...] = (
    ("WordDocument", f"it is an old Word document (.doc). {SAVE_AS}"),
    (
        "EncryptedPackage",
        "it is an Office document locked by a password. Open it in its own program, save it "
        "without the password or as PDF, and import that.",
    ),
    ("Workbook", f"it is an Excel workbook, {_NO_BOOK}"),
    ("PowerPoint Document", f"it is an old PowerPoint file. {SAVE_AS}"),
    ("HwpSummaryInformation", f"it is a Hangul document (HWP). {SAVE_AS}"),
    ("VisioDocument", f"it is a Visio drawing. {SAVE_AS}"),
    ("__substg1.0_", "it is an Outlook message. Print it to PDF and import that."),
)
"""Streams of Microsoft's older files that tell what a file is, and the sentence."""
