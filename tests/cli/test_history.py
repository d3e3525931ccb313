"""Listing what was done, on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_what_was_done_is_listed_the_latest_first(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "rule", "--quote", "a harmless animal")
    reply = run("history", "--json").json()
    assert set(reply[0]) == {"step", "label", "time", "actor", "undone"}
    assert reply[0]["label"] == "Marked “a harmless animal” as Rule"
    assert reply[0]["undone"] == ""
    assert [step["label"] for step in run("history", "--limit", "1", "--json").json()] == [
        reply[0]["label"]
    ]
    lines = run("history").out.splitlines()
    assert len(lines) == len(reply)
    assert lines[0].endswith("  Marked “a harmless animal” as Rule")


def test_an_empty_library_says_so(run: Run) -> None:
    assert run("history").out == "Nothing was done yet.\n"
    assert run("history", "--limit", "0").code == 2
