"""The engine: found or told how to get, its languages, and what it may not do."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from glossator.library.tesseract import (
    Engine,
    find_engine,
    get_engine,
    has_languages,
    how_to_install,
    recognise_page,
    usual_language,
)
from tests.library.scans import FakeEngine

ENGINE = Engine("/usr/bin/tesseract", "5.3.0", ("deu", "eng", "lat"))


def test_the_engine_on_the_path_is_asked_for_version_and_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FakeEngine(tmp_path / "engine", monkeypatch)
    engine = get_engine()
    assert (engine.version, engine.languages) == ("9.9.9", ("deu", "eng"))


@pytest.mark.parametrize("answer", ["exit 1", "echo hello", "sleep 0; echo tesseract 5; exit 0"])
def test_a_program_that_is_no_tesseract_is_not_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert find_engine() is None


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de-AT", "deu"), ("en-GB", "eng"), ("la", "lat"), ("fr", "eng"), ("", "eng"), ("x", "eng")],
)
def test_the_language_of_the_text_is_proposed_where_it_is_installed(
    tag: str, language: str
) -> None:
    assert usual_language(ENGINE, tag) == language


def test_without_english_the_first_language_is_proposed() -> None:
    assert usual_language(Engine("", "5", ("deu",)), "fr") == "deu"


def test_every_language_of_a_choice_must_be_installed() -> None:
    assert has_languages(ENGINE, "deu+lat")
    assert not has_languages(ENGINE, "deu+fra")
    assert not has_languages(ENGINE, "deu --psm 0")


@pytest.mark.parametrize(
    ("platform", "said"),
    [("linux", "apt install tesseract-ocr"), ("darwin", "brew install"), ("win32", "winget")],
)
def test_the_way_to_get_it_is_that_of_the_system(platform: str, said: str) -> None:
    assert said in how_to_install(platform)


def _read(engine: Engine, picture: Path) -> bytes | None:
    running: set[subprocess.Popen[bytes]] = set()
    try:
        return recognise_page(engine, picture, "eng", 300, running)
    finally:
        assert running == set()


@pytest.mark.parametrize(
    "body", ["sys.exit(3)", "sys.exit(0)", "os.kill(os.getpid(), 9)", "x = bytearray(3 << 30)"]
)
def test_an_engine_that_fails_gives_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    fake = FakeEngine(tmp_path / "engine", monkeypatch)
    fake.behave(body)
    assert _read(get_engine(), tmp_path / "page.pgm") is None


def test_an_engine_that_writes_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.library.tesseract._OUTPUT_BYTES", 1 << 20)
    fake = FakeEngine(tmp_path / "engine", monkeypatch)
    fake.behave("page = 'x' * (2 << 20)")
    assert _read(get_engine(), tmp_path / "page.pgm") is None
    assert list(tmp_path.glob("*.hocr")) == []


def test_an_engine_that_never_ends_is_killed_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.library.tesseract._PAGE_WALL_SECONDS", 0.5)
    fake = FakeEngine(tmp_path / "engine", monkeypatch)
    fake.behave("import subprocess; subprocess.run(['sleep', '60'])")
    began = time.monotonic()
    assert _read(get_engine(), tmp_path / "page.pgm") is None
    assert time.monotonic() - began < 20
