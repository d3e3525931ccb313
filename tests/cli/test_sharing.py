"""Two computers that have a library in common, as commands and running programs."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from glossator.cli import main
from tests.cli.conftest import Ran, Run, start


class Listening(NamedTuple):
    """A program that serves the library in `home` and listens for other computers."""

    process: subprocess.Popen[str]
    address: str
    code: str
    fingerprint: str


def on_lap(home: Path, *arguments: str | Path) -> Ran:
    """Run a command on the library of the other computer."""
    result = CliRunner().invoke(main, [*map(str, arguments), "--library", str(home / "lap")])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def listening(run: Run, home: Path) -> Iterator[Listening]:
    """Serve a library with one opinion for other computers."""
    run("import", home / "crane.md")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    listen = f"127.0.0.1:{port}"
    process = start("serve", "--library", home / "library", "--listen", listen)
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if "Stop with" in line:
            break
    code = re.search(r"five minutes: (\d+)", said)
    fingerprint = re.search(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}", said)
    assert code is not None, said
    assert fingerprint is not None, said
    yield Listening(process, f"https://{listen}", code[1], fingerprint[0])
    process.kill()
    process.communicate()


def test_two_computers_exchange_marks_and_books_directly(
    listening: Listening, run: Run, home: Path
) -> None:
    ran = on_lap(
        home, "join", listening.address, "--code", listening.code,
        "--fingerprint", listening.fingerprint, "--name", "Lap", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (met,) = ran.json()["computers"]
    assert (met["received"] > 0, met["books"], met["problem"]) == (True, 2, "")
    assert on_lap(home, "check", "--deep").code == 0

    assert run("mark", "crane", "--pen", "facts", "--quote", "tame heron").code == 0
    assert on_lap(home, "mark", "crane", "--pen", "rule", "--quote", "knew of a danger").code == 0
    (met,) = on_lap(home, "sync", "--json").json()["computers"]
    assert (met["received"] > 0, met["sent"] > 0, met["problem"]) == (True, True, "")
    for marks in (run("annotations").out, on_lap(home, "annotations").out):
        assert marks.count('"type": "Annotation"') == 2

    listening.process.kill()
    listening.process.wait()
    ran = on_lap(home, "sync")
    assert ran.code == 0
    assert "does not answer" in ran.err
    assert "Everything waits here" in ran.err
    assert on_lap(home, "share", listening.address, "--off").code == 0


def test_a_computer_without_the_code_or_with_another_certificate_is_not_let_in(
    listening: Listening, home: Path
) -> None:
    wrong = ":".join(["AB"] * 32)
    for options, told in (
        (["--code", "1"], "This is not the code"),
        (["--code", listening.code, "--fingerprint", wrong], "certificate is not the same"),
        ([], "Type the code"),
    ):
        ran = on_lap(home, "join", listening.address, *options)
        assert ran.code == 1
        assert told in ran.err
    ran = on_lap(home, "join", "http://127.0.0.1:1", "--code", "1")
    assert "is no address of another computer" in ran.err
    assert not (home / "lap").exists()


def test_two_different_libraries_are_not_mixed(listening: Listening, home: Path) -> None:
    on_lap(home, "sample")
    ran = on_lap(home, "share", listening.address, "--code", listening.code)
    assert ran.code == 1
    assert "has another library open" in ran.err


def test_a_library_is_shared_by_a_folder_with_three_commands(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    (home / "Sync").mkdir()
    assert "is shared by no folder" in run("share").out
    ran = run("share", home / "Sync", "--name", "Desk")
    assert "as “Desk”" in ran.out
    assert on_lap(home, "join", home / "Sync", "--name", "Lap").code == 0
    assert "Lap: here last" in run("sync").out
    assert on_lap(home, "sync").out.startswith("Received")
    assert on_lap(home, "mark", "crane", "--pen", "rule", "--quote", "knew of a danger").code == 0
    on_lap(home, "sync")
    run("sync")
    assert run("annotations").out.count('"type": "Annotation"') == 1
    assert run("share", "--off").code == 0
    ran = run("sync")
    assert (ran.code, "is not shared" in ran.err) == (1, True)


def test_a_library_is_packed_unpacked_and_merged(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    assert "Packed 1 sources" in run("pack", "-o", home / "law.zip").out
    ran = on_lap(home, "unpack", home / "law.zip")
    assert "It is as it was when it was packed." in ran.out
    on_lap(home, "mark", "crane", "--pen", "rule", "--quote", "knew of a danger")
    on_lap(home, "pack", "-o", home / "lap.zip")
    assert "Received 5 operations" in run("merge", home / "lap.zip").out
    ran = run("unpack", home / "law.zip")
    assert (ran.code, "There is a library in" in ran.err) == (1, True)


def test_erasing_says_first_what_would_go(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "rule", "--quote", "knew of a danger")
    (source,) = run("sources", "--json").json()
    ran = run("erase", source["id"])
    assert ran.code == 1
    assert ran.out == "This would erase for good: 1 source, 1 mark. Add --yes to do it.\n"
    assert run("erase", source["id"], "--yes").out == "Erased for good: 1 source, 1 mark.\n"
    assert run("sources", "--json").json() == []
    assert run("check", "--deep").code == 0
