"""Notes as a folder of Markdown on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def vault(run: Run, home: Path) -> Path:
    """The notes of a course with one mark, in a folder."""
    opinion = home / "crane.md"
    opinion.write_text("# Crane v. Weir\n\nWeir kept a tame heron in a yard.\n", encoding="utf-8")
    run("import", opinion)
    run("mark", "crane", "--quote", "a tame heron", "--pen", "facts", "--own-words", "A heron.")
    assert run("notes", "all", "--to", "vault", "-o", home / "vault").code == 0
    return home / "vault"


def _brief(vault: Path) -> Path:
    (found,) = vault.rglob("Case brief/Crane v. Weir.md")
    return found


def _rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_forms_of_a_course_are_listed(run: Run, vault: Path) -> None:
    assert vault.is_dir()
    ran = run("forms")
    assert "brief        Case brief (brief of a source): Facts" in ran.out
    forms = run("forms", "--json").json()["forms"]
    assert [form["of"] for form in forms if form["id"] in {"brief", "matrix"}] == [
        "source",
        "course",
    ]


def test_topics_are_taken_from_a_syllabus(run: Run, vault: Path, home: Path) -> None:
    assert vault.is_dir()
    syllabus = home / "syllabus.txt"
    syllabus.write_text("I. Torts\nA. Trespass\nB. Nuisance\n", encoding="utf-8")
    ran = run("topics", "--from-file", syllabus, "--dry-run")
    assert ran.out.splitlines()[-1].startswith("3 topics would be added")
    assert run("topics").out == ""
    assert "+ Torts > Nuisance" in run("topics", "--from-file", syllabus).out
    assert run("topics").out == "Torts\n  Trespass\n  Nuisance\n"
    assert "0 topics added" in run("topics", "--from-file", syllabus).out
    assert run("topics", "--from-file", syllabus, "--from-source", "crane").code == 1


def test_what_was_changed_in_a_folder_comes_home(run: Run, vault: Path) -> None:
    _rewrite(_brief(vault), "A heron.", "A tame one.")
    ran = run("import-notes", vault)
    assert ran.out.splitlines()[-1] == "1 changed and 0 new taken in, 0 conflicts."
    assert "A tame one." in run("notes", "brief", "crane").out


def test_a_changed_file_is_not_written_over(run: Run, vault: Path) -> None:
    _rewrite(_brief(vault), "A heron.", "A tame one.")
    ran = run("notes", "all", "--to", "vault", "-o", vault)
    assert ran.code == 1
    assert "import-notes" in ran.err
    assert "A tame one." in _brief(vault).read_text(encoding="utf-8")
    run("import-notes", vault)
    assert run("notes", "all", "--to", "vault", "-o", vault).code == 0
    assert run("import-notes", vault).out.endswith("0 changed and 0 new taken in, 0 conflicts.\n")


def test_conflicts_are_shown_and_decided(run: Run, vault: Path) -> None:
    _rewrite(_brief(vault), "A heron.", "There.")
    (vault / ".glossator" / "base.json").unlink()
    ran = run("import-notes", vault)
    assert "here:  A heron." in ran.out
    assert "there: There." in ran.out
    assert "1 changed" in run("import-notes", vault, "--take", "theirs").out


def test_what_is_not_a_folder_of_notes_is_refused_in_a_sentence(
    run: Run, vault: Path, home: Path
) -> None:
    assert "no folder" in run("import-notes", home / "nowhere").err
    (vault / ".glossator" / "base.json").write_text("{", encoding="utf-8")
    assert "cannot be read" in run("import-notes", vault).err
    (vault / ".glossator" / "base.json").write_text('{"blocks": 3}', encoding="utf-8")
    assert "cannot be read" in run("import-notes", vault).err
    other = home / "other"
    target = other / _brief(vault).relative_to(vault)
    target.parent.mkdir(parents=True)
    target.write_text("Mine.", encoding="utf-8")
    assert "not written by this program" in run("notes", "all", "--to", "vault", "-o", other).err
    assert target.read_text(encoding="utf-8") == "Mine."
    assert run("notes", "all", "--to", "vault").code == 1
