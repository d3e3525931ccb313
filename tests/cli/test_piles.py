"""Importing piles: folders, passwords, further texts; references for citation managers."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from glossator.cli import main
from glossator.cli.piles import list_books
from tests.cli.conftest import Run


def _write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n\nWords of {name}.", encoding="utf-8")
    return folder


def _lock(path: Path) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="swordfish"))
    return path


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    folder = _write(
        tmp_path / "pile", "10.md", "2.md", ".hidden.md", ".git/x.md", "sub/1.md", "a.txt"
    )
    found = [str(path.relative_to(folder)) for path in list_books([folder])]
    assert found == ["2.md", "10.md", "a.txt", "sub/1.md"]


def test_the_folder_of_a_saved_page_is_no_pile_of_books(tmp_path: Path) -> None:
    folder = _write(tmp_path / "pile", "crane.html", "crane_files/logo.svg", "weir/b.md")
    found = [str(path.relative_to(folder)) for path in list_books([folder])]
    assert found == ["crane.html", "weir/b.md"]


def test_a_folder_is_imported_with_every_book_named(run: Run, home: Path) -> None:
    _write(home / "pile", "one.md", "two.md")
    ran = run("import", home / "pile", "--json")
    assert ran.code == 0
    assert [Path(reply["file"]).name for reply in ran.json()] == ["one.md", "two.md"]
    assert len(run("sources", "--json").json()) == 2


@pytest.mark.parametrize("typed", ["swordfish\n", "swordfish\r\nmore\n"])
def test_a_password_is_read_from_a_file(run: Run, home: Path, typed: str) -> None:
    (home / "password.txt").write_bytes(typed.encode())
    book = _lock(home / "locked.pdf")
    assert run("import", book, "--json").code == 1
    assert run("import", book, "--password-file", home / "password.txt", "--json").code == 0


def test_a_password_is_asked_for_where_none_is_given(home: Path) -> None:
    book = _lock(home / "locked.pdf")
    words = ["import", str(book), "--library", str(home / "library"), "--json", "--password"]
    result = CliRunner().invoke(main, words, input="swordfish\n")
    assert result.exit_code == 0, result.output
    assert "swordfish" not in result.output


def test_a_file_becomes_a_further_text_of_a_source(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    _write(home, "revised.md")
    ran = run("import", home / "revised.md", "--as-edition-of", "Crane", "--json")
    (reply,) = ran.json()
    assert (reply["status"], reply["title"]) == ("imported", "Crane v. Weir")
    assert len(run("sources", "--json").json()) == 1


@pytest.mark.parametrize(
    ("option", "begins"), [("--bibtex", "@misc{"), ("--ris", "TY  - GEN"), ("--csl", "[")]
)
def test_sources_are_written_for_a_citation_manager(
    run: Run, home: Path, option: str, begins: str
) -> None:
    run("import", home / "crane.md")
    ran = run("sources", option)
    assert ran.out.lstrip("1. \n").startswith(begins)
    assert "Crane v. Weir" in ran.out
    run("sources", option, "-o", home / "out")
    assert (home / "out").read_text(encoding="utf-8").strip() == ran.out.strip()


def test_only_the_sources_of_a_course_are_listed(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    assert len(json.loads(run("sources", "--course", "My course", "--json").out)) == 1
    assert run("sources", "--course", "Torts").code == 1
