"""The recognition engine on this machine: find it, say how to get it, run it on one page.

Tesseract is a program of its own (Apache-2.0), called by name and never linked. It
reads pictures of strangers, so it runs under limits, one process a page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from glossator.library.processes import child_environment, kill_child
from glossator.model.errors import GlossatorError

_ASK_SECONDS = 20.0
_PAGE_CPU_SECONDS = 180
_PAGE_WALL_SECONDS = 400.0
_MEMORY_BYTES = 2 << 30
_OUTPUT_BYTES = 64 << 20
_ELSEWHERE = (r"C:\Program Files\Tesseract-OCR\tesseract.exe",)  # its installer leaves PATH alone
_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:/[A-Za-z0-9_]+)?")
_NO_WORDS = frozenset({"osd", "equ"})  # for the direction of a page, for formulas

_CODES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin",
    "fr": "fra", "ga": "gle", "gl": "glg", "grc": "grc", "he": "heb", "hi": "hin", "hr": "hrv",
    "hu": "hun", "is": "isl", "it": "ita", "ja": "jpn", "ko": "kor", "la": "lat", "lt": "lit",
    "lv": "lav", "mt": "mlt", "nb": "nor", "nl": "nld", "nn": "nor", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe",
    "th": "tha", "tr": "tur", "uk": "ukr", "vi": "vie", "yi": "yid", "zh": "chi_sim",
    "zh-hant": "chi_tra", "zh-tw": "chi_tra", "zh-hk": "chi_tra",
}  # fmt: skip
"""What tesseract calls the languages that BCP 47 calls so."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Tesseract as it is installed here: its version ("5.3.0"), the languages it knows, sorted."""

    path: str
    version: str
    languages: tuple[str, ...]


class NoEngineError(GlossatorError):
    """Text cannot be recognised, since tesseract is not installed."""

    def __init__(self) -> None:
        super().__init__(f"Text cannot be recognised yet: tesseract is missing. {how_to_install()}")


def how_to_install(platform: str = sys.platform) -> str:
    """Say how to get tesseract on a kind of system, as `sys.platform` names it."""
    if platform == "darwin":
        how = "with Homebrew: brew install tesseract tesseract-lang"
    elif platform == "win32":
        how = "in a terminal: winget install --id UB-Mannheim.TesseractOCR"
    else:
        how = (
            "on Debian or Ubuntu: sudo apt install tesseract-ocr (and, for German, "
            "tesseract-ocr-deu); on Fedora: sudo dnf install tesseract"
        )
    return f"Install it {how}. Then try again; nothing else need be started anew."


def find_engine() -> Engine | None:
    """Find tesseract on this machine; None where there is none that answers."""
    path = shutil.which("tesseract") or next(filter(os.path.isfile, _ELSEWHERE), None)
    if path is None:
        return None
    with suppress(OSError):
        return _ask(path, Path(path).stat().st_mtime_ns, os.environ.get("TESSDATA_PREFIX", ""))
    return None


def get_engine() -> Engine:
    """Find tesseract on this machine.

    Raises:
        NoEngineError: it is not installed; the message says how to get it.
    """
    engine = find_engine()
    if engine is None:
        raise NoEngineError
    return engine


def usual_language(engine: Engine, tag: str) -> str:
    """Choose the language to read in: the text's own where it is installed, else English.

    Args:
        engine: what is installed.
        tag: BCP 47 tag of the text's language, "" where not known.
    """
    wanted = [_CODES.get(tag.lower(), ""), _CODES.get(tag.lower().split("-")[0], ""), "eng"]
    known = [code for code in wanted if code in engine.languages]
    return next(iter([*known, *engine.languages]), "eng")


def has_languages(engine: Engine, language: str) -> bool:
    """Tell whether all languages of "deu+eng" are installed."""
    return all(code in engine.languages for code in language.split("+"))


def recognise_page(
    engine: Engine,
    picture: Path,
    language: str,
    dots_an_inch: int,
    running: set[subprocess.Popen[bytes]],
) -> bytes | None:
    """Run tesseract on the picture of a page.

    Args:
        engine: what is installed.
        picture: the file; what tesseract writes goes beside it and is gone afterwards.
        language: one that `has_languages` affirms.
        dots_an_inch: of the picture.
        running: holds the process as long as it runs, so that it can be killed.

    Returns:
        The page as hOCR; None where it took too long or failed.
    """
    output = picture.with_suffix(".hocr")
    command = [engine.path, str(picture), str(picture.with_suffix("")), "-l", language]
    command += ["--dpi", str(dots_an_inch), "--psm", "3"]
    command += ["-c", "tessedit_create_hocr=1", "-c", "hocr_char_boxes=1"]
    limits = {"cpu": _PAGE_CPU_SECONDS, "memory": _MEMORY_BYTES, "file": _OUTPUT_BYTES}
    child = subprocess.Popen(
        [*_launcher(limits), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=_environment(),
    )
    running.add(child)
    timer = threading.Timer(_PAGE_WALL_SECONDS, kill_child, [child])
    timer.start()
    try:
        if child.wait() != 0 or not output.exists() or output.stat().st_size > _OUTPUT_BYTES:
            return None
        return output.read_bytes()
    finally:
        timer.cancel()
        kill_child(child)
        running.discard(child)
        output.unlink(missing_ok=True)


@lru_cache(maxsize=4)
def _ask(path: str, _changed_ns: int, _data: str) -> Engine | None:
    """Ask a tesseract for its version and languages, once for each that is installed."""
    version = re.search(r"tesseract v?(\d[\w.]*)", _told(path, "--version"))
    listed = _told(path, "--list-langs").splitlines()[1:]
    known = {code.strip() for code in listed if _LANGUAGE.fullmatch(code.strip())}
    if version is None or not known - _NO_WORDS:
        return None
    return Engine(path, version[1], tuple(sorted(known - _NO_WORDS)))


def _told(path: str, question: str) -> str:
    try:
        answer = subprocess.run(
            [path, question],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_ASK_SECONDS,
            env=_environment(),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (answer.stdout + answer.stderr).decode("utf-8", "replace")


def _launcher(limits: Mapping[str, int]) -> list[str]:
    """Give the command that sets limits before another; on Windows the clock alone stands."""
    if not hasattr(os, "killpg"):
        return []
    return [sys.executable, "-m", "glossator.library.limited", json.dumps(limits)]


def _environment() -> dict[str, str]:
    """Give tesseract one core a page, since pages are read side by side."""
    data = os.environ.get("TESSDATA_PREFIX")
    own = {"OMP_THREAD_LIMIT": "1"} | ({"TESSDATA_PREFIX": data} if data else {})
    return child_environment() | own
