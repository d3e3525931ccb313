"""Whatever the moment of the kill: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks servers")


@pytest.mark.parametrize(
    ("rounds", "seed"), [(10, 1), pytest.param(1_000, 2, marks=pytest.mark.long)]
)
def test_a_server_killed_at_random_loses_no_acknowledged_mark_and_doubles_none(
    run: Run, home: Path, rounds: int, seed: int
) -> None:
    run("import", home / "crane.md")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.cli.killing_server", str(home / "library")]
    done = subprocess.run(
        [*command, str(rounds), str(seed), str(port)],
        capture_output=True,
        check=True,
        timeout=60 + 2 * rounds,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    said = json.loads(done.stdout)
    items = [one for one in run("annotations").json()["items"] if one["type"] == "Annotation"]
    there = [one["id"].rpartition(":")[2] for one in items]
    assert len(there) == len(set(there))
    assert set(said["acknowledged"]) <= set(there)
    assert set(there) <= {*said["acknowledged"], *said["waiting"]}
    assert len(said["acknowledged"]) >= rounds // 2  # a busy machine gets few done
    assert run("check", "--deep").code == 0
