"""The script that starts the program hands on what it was asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from script.fingerprint import fingerprint

SCRIPTS = Path(__file__).parents[2] / "script"
SETS_UP = ["pyproject.toml", "hatch_build.py", "frontend"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="script/run is for a Unix shell")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is set up; its program only says what it was started with."""
    root = tmp_path.resolve() / "checkout"
    page = root / "src" / "glossator" / "web" / "static" / "index.html"
    programs = root / ".venv" / "bin"
    for folder in (root / "script", page.parent, programs):
        folder.mkdir(parents=True)
    for name in ("run", "lib.sh", "fingerprint.py"):
        shutil.copy(SCRIPTS / name, root / "script" / name)
    page.write_text("")
    (programs / "python").symlink_to(sys.executable)
    (programs / "glossator").write_text('#!/bin/sh\nprintf "%s|" "$@"\necho\n')
    (programs / "glossator").chmod(0o755)
    (root / ".venv" / "installed-run").write_text(fingerprint(root, SETS_UP) + "\n")
    return root


def run(checkout: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    command = [str(checkout / "script" / "run"), "--library", str(checkout / "library"), *asked]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def served(checkout: Path, *asked: str) -> str:
    """Give what `glossator serve` was started with, after the library."""
    started = run(checkout, *asked).stdout.splitlines()[-1]
    before, library, options = started.partition(f"{checkout / 'library'}|")
    assert (before, bool(library)) == ("serve|--library|", True)
    return options


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ((), "--open|"),
        (("--port", "8500"), "--open|--port|8500|"),
        (("--listen", "0.0.0.0"), "--open|--listen|0.0.0.0|"),
        (
            ("--listen=192.168.1.20:8500", "--port=8501"),
            "--open|--listen=192.168.1.20:8500|--port=8501|",
        ),
    ],
)
def test_where_to_listen_is_handed_on(checkout: Path, asked: tuple[str, ...], options: str) -> None:
    assert served(checkout, *asked) == options


def test_files_are_imported_first_and_a_new_library_begins_with_the_sample(checkout: Path) -> None:
    first, _serve = run(checkout).stdout.splitlines()
    assert first.startswith("sample|")
    first, _serve = run(checkout, "a book.pdf", "--listen", "0.0.0.0").stdout.splitlines()
    assert first.endswith("|--|a book.pdf|")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--listen",), "--listen needs a value."),
        (("--lisen", "0.0.0.0"), "script/run has no option --lisen."),
    ],
)
def test_what_it_does_not_know_is_said_with_what_it_does(
    checkout: Path, asked: tuple[str, ...], said: str
) -> None:
    refused = run(checkout, *asked)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert "--listen ADDR" in refused.stderr
