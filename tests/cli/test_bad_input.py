"""Bad input: one clear sentence, nothing lost, no trace on the screen."""

from __future__ import annotations

import json
import os
import random
import socket
import sqlite3
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Run, start

# Root may write everywhere; without these two capabilities it may not.
_LIKE_ANYBODY = (
    ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
)
ENDINGS = ("pdf", "html", "md", "txt", "epub", "docx", "jpg", "")


def _refusal(run: Run, file: Path) -> str:
    """Import a file that must be refused; gives the sentence."""
    ran = run("import", file, "--json")
    assert ran.code == 1
    (reply,) = ran.json()
    assert (reply["status"], reply["source"]) == ("refused", None)
    (sentence,) = reply["problems"]
    assert sentence.startswith(f"“{file.name}” was not imported: ")
    assert "Traceback" not in ran.err + sentence
    assert run("sources", "--json").json() == []
    assert run("check", "--deep", "--json").json()["sound"]
    return str(sentence)


def _full_disk(kibibytes: int) -> tuple[str, ...]:
    """Run a command so that no file may grow beyond this."""
    return ("bash", "-c", f'ulimit -f {kibibytes}; exec "$@"', "bash")


def _write_pdf(file: Path, pages: int, password: str = "") -> Path:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(612, 792))
        encryption = pikepdf.Encryption(owner="o", user=password) if password else False
        pdf.save(file, encryption=encryption)
    return file


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file_is_refused(run: Run, home: Path, ending: str) -> None:
    file = home / f"empty.{ending}"
    file.write_bytes(b"")
    assert "empty" in _refusal(run, file)


@pytest.mark.parametrize("ending", ENDINGS)
def test_random_bytes_are_refused(run: Run, home: Path, ending: str) -> None:
    file = home / f"noise.{ending}"
    file.write_bytes(random.Random(7).randbytes(40_000))
    _refusal(run, file)


@pytest.mark.parametrize("kept", [9, 200, 600])
def test_a_truncated_pdf_is_refused_or_said_to_have_no_text(
    run: Run, home: Path, kept: int
) -> None:
    whole = _write_pdf(home / "whole.pdf", 3).read_bytes()
    file = home / "cut.pdf"
    file.write_bytes(whole[:kept])
    ran = run("import", file, "--json")
    (reply,) = ran.json()
    assert reply["problems"]
    assert ran.code == (1 if reply["status"] == "refused" else 0)


def test_a_pdf_without_pages_is_refused(run: Run, home: Path) -> None:
    assert "page" in _refusal(run, _write_pdf(home / "none.pdf", 0))


def test_a_locked_pdf_asks_for_its_password_and_opens_with_it(run: Run, home: Path) -> None:
    file = _write_pdf(home / "locked.pdf", 1, "swordfish")
    assert "password" in _refusal(run, file)
    ran = run("import", file, "--password", "wrong", "--json")
    assert "password" in ran.json()[0]["problems"][0]
    assert run("import", file, "--password", "swordfish").code == 0
    held = b"".join(f.read_bytes() for f in (home / "library").rglob("*.db*"))
    assert b"swordfish" not in held


def test_a_pdf_without_text_is_imported_and_says_so(run: Run, home: Path) -> None:
    file = _write_pdf(home / "scan.pdf", 2)
    (reply,) = run("import", file, "--json").json()
    assert reply["status"] == "imported"
    assert len(reply["problems"]) == 1
    text = run("text", "scan", "--json").json()
    assert (text["text"], len(text["pages"])) == ("", 2)


def test_a_book_is_told_by_its_content_not_its_ending(run: Run, home: Path) -> None:
    file = home / "really-a-page.pdf"
    file.write_text("<!doctype html><title>T</title><h1>Crane v. Weir</h1><p>Words.</p>", "utf-8")
    assert run("import", file).code == 0
    assert run("sources", "--json").json()[0]["kind"] == "html"


def test_a_folder_without_books_is_said_to_have_none(run: Run, home: Path) -> None:
    (home / "folder.pdf").mkdir()
    ran = run("import", home / "folder.pdf")
    assert ran.code == 1
    assert "There is no book in" in ran.err


def test_a_file_that_vanished_is_refused(run: Run, home: Path) -> None:
    _refusal(run, home / "gone.pdf")


def test_one_odd_file_of_a_pile_does_not_keep_the_others_out(run: Run, home: Path) -> None:
    os.mkfifo(home / "pipe.txt")
    odd = home / "caf\udce9.md"
    odd.write_text("# Odd v. Name\n\nWords.", encoding="utf-8")
    secret = home / "secret.md"
    secret.write_text("# Secret\n\nWords.", encoding="utf-8")
    secret.chmod(0)
    files = [home / "pipe.txt", secret, odd, home / "crane.md"]
    process = start("import", *files, "--json", "--library", home / "library", under=_LIKE_ANYBODY)
    out, err = process.communicate(timeout=60)
    assert [reply["status"] for reply in json.loads(out)] == [
        "refused", "refused", "imported", "imported",
    ], err  # fmt: skip
    assert process.returncode == 1


def test_scripts_and_remote_pictures_of_a_book_are_gone(run: Run, home: Path) -> None:
    file = home / "hostile.html"
    file.write_text(
        "<html><body onload='steal()'><h1>Crane v. Weir</h1><script>steal()</script>"
        "<img src='http://tracker.example/x.png'><p onclick='steal()'>Words "
        "<a href='javascript:steal()'>here</a>.</p><iframe src='http://evil.example'></iframe>"
        "<svg onload='steal()'><text>x</text></svg></body></html>",
        encoding="utf-8",
    )
    assert run("import", file).code == 0
    text = run("text", "Crane").out
    assert "Words here." in text
    assert "steal" not in text
    assert "tracker" not in text


def test_a_library_that_cannot_be_written_can_still_be_read(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    folder = home / "library"
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        read = start("text", "crane", "--library", folder, under=_LIKE_ANYBODY)
        out, err = read.communicate(timeout=30)
        assert (read.returncode, "tame heron" in out) == (0, True), err
        words = ("mark", "crane", "--pen", "facts", "--quote", "tame heron")
        write = start(*words, "--library", folder, under=_LIKE_ANYBODY)
        out, err = write.communicate(timeout=30)
        assert (write.returncode, out, err.count("\n")) == (1, "", 1)
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o700)


def test_a_folder_that_holds_other_things_is_no_library(run: Run, home: Path) -> None:
    (home / "library").mkdir()
    (home / "library" / "taxes.xls").write_bytes(b"x")
    ran = run("import", home / "crane.md")
    assert ran.code == 1
    assert "taxes.xls" in ran.err
    assert sorted(p.name for p in (home / "library").iterdir()) == ["taxes.xls"]


@pytest.mark.parametrize("damage", ["noise", "short", "gone", "flip"])
def test_check_tells_of_any_damage_and_never_breaks_down(run: Run, home: Path, damage: str) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron", "--own-words", "zebra crossing")
    journal = home / "library" / "journal.db"
    with sqlite3.connect(journal) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    whole = journal.read_bytes()
    if damage == "noise":
        journal.write_bytes(random.Random(3).randbytes(len(whole)))
    elif damage == "short":
        journal.write_bytes(whole[: len(whole) // 3])
    elif damage == "gone":
        journal.unlink()
    else:
        journal.write_bytes(whole.replace(b"zebra", b"cobra"))
    ran = run("check", "--deep", "--json")
    reply = ran.json()
    assert (ran.code, reply["sound"]) == (1, False)
    assert all(sentence.endswith(".") for sentence in reply["findings"])


def test_a_full_disk_is_said_in_a_sentence_and_nothing_acknowledged_is_lost(
    run: Run, home: Path
) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron")
    library = home / "library"
    size = max(path.stat().st_size for path in library.glob("journal.db*"))
    words = ("mark", "crane", "--pen", "facts", "--quote", "yard without a gate")
    process = start(*words, "--library", library, under=_full_disk(size // 1024))
    out, err = process.communicate(timeout=60)
    if process.returncode:
        assert "Traceback" not in err
        assert err.count("\n") == 1
    expected = 1 if process.returncode else 2
    assert out.count("Marked") == expected - 1
    items = run("annotations").out.count('"type": "Annotation"')
    assert items == expected
    assert run("check").code == 0


def test_a_port_in_use_is_said_in_a_sentence(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = run("serve", "--port", str(taken.getsockname()[1]))
    assert ran.code == 1
    assert "cannot listen on port" in ran.err
    assert "--port" in ran.err


def test_a_pen_file_with_an_error_is_named_by_line_and_the_old_pens_stay(
    run: Run, home: Path
) -> None:
    run("import", home / "crane.md")
    (file,) = (home / "library" / "pens").glob("*.toml")
    file.write_text(file.read_text("utf-8").replace('colour = "#', 'colour = "no #', 1), "utf-8")
    reply = run("pens", "--json").json()
    assert "line " in reply["problem"]
    assert len(reply["pens"]) == 7
    ran = run("check", "--json")
    assert (ran.code, len(ran.json()["findings"])) == (1, 1)


def test_a_pen_renamed_by_hand_is_a_rename_not_a_new_pen(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "Rule", "--quote", "tame heron")
    (file,) = (home / "library" / "pens").glob("*.toml")
    file.write_text(file.read_text("utf-8").replace('name = "Rule"', 'name = "Law"'), "utf-8")
    pens = run("pens", "--json").json()["pens"]
    assert [pen["name"] for pen in pens if pen["id"] == "rule"] == ["Law"]
    assert len(pens) == 7
