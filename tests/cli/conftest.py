"""The command line, run in this process, and as a process of its own where that matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from glossator.cli import main

ROOT = Path(__file__).parents[2]

OPINION = """# Crane v. Weir

Weir kept a tame heron in a yard without a gate.

A keeper of a harmless animal is liable only where he knew of a danger. He must not fence it in.

The judgment is reversed. He must not fence it in.
"""


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with an opinion in it and room for a library."""
    (tmp_path / "crane.md").write_text(OPINION, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    """Run a command on the library in `home`."""

    def run_command(*arguments: str | Path) -> Ran:
        words = [*map(str, arguments), "--library", str(home / "library")]
        result = CliRunner().invoke(main, words)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run_command


def start(*arguments: str | Path, under: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Start the program as a process of its own, run by the command `under` if one is given."""
    return subprocess.Popen(
        [*under, sys.executable, "-m", "glossator.cli", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
