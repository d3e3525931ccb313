"""Pen systems on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_pens_are_listed_with_the_courses_that_use_them(run: Run, home: Path) -> None:
    assert "come with the first course" in run("pens", "list").out
    run("import", home / "crane.md")
    lines = run("pens", "list").out.splitlines()
    assert lines[0] == "my-course: Case brief, 7 pens (My course)"
    assert lines[1] == "  1 F  Facts"
    (system,) = run("pens", "list", "--json").json()["pen_systems"]
    assert (system["courses"], len(system["pens"])) == (["My course"], 7)


def test_pens_are_exported_by_the_name_of_their_course_and_imported(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    file = home / "mine.toml"
    assert run("pens", "export", "my course", "-o", file).code == 0
    assert file.read_text("utf-8").startswith("# Seven pens for briefing a case")
    assert run("pens", "import", file).out == (
        "Imported the pens Case brief, 7 pens (2) as case-brief-7-pens-2.\n"
    )
    assert run("pens", "import", file, "--json").json()["courses"] == []


def test_a_file_with_an_error_is_not_imported(run: Run, home: Path) -> None:
    bad = home / "bad.toml"
    bad.write_text('[[pen]]\nname = "Rule"\ncolour = "blue"\n', "utf-8")
    ran = run("pens", "import", bad)
    assert ran.code == 1
    assert "bad.toml, line 3" in ran.err
    bad.write_bytes(b"\xff\xfe")
    assert "is not UTF-8 text" in run("pens", "import", bad).err
    assert "pen system" in run("pens", "export", "nothing").err
