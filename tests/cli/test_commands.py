"""The commands, as a reader or another program types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_importing_into_an_empty_folder_makes_one_course_with_seven_pens(
    run: Run, home: Path
) -> None:
    (reply,) = run("import", home / "crane.md", "--json").json()
    assert reply["file"] == str(home / "crane.md")
    assert (reply["status"], reply["title"], reply["problems"]) == ("imported", "Crane v. Weir", [])
    assert len(run("pens", "--json").json()["pens"]) == 7


def test_a_file_imported_again_is_known(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    ran = run("import", home / "crane.md", "--json")
    assert (ran.code, ran.json()[0]["status"]) == (0, "known")


def test_one_refused_file_does_not_keep_the_others_out(run: Run, home: Path) -> None:
    (home / "empty.md").write_bytes(b"")
    ran = run("import", home / "empty.md", home / "crane.md", home / "absent.pdf", "--json")
    assert ran.code == 1
    assert [reply["status"] for reply in ran.json()] == ["refused", "imported", "refused"]
    assert all(len(reply["problems"]) == 1 for reply in ran.json() if reply["source"] is None)


def test_text_comes_with_all_that_is_known_of_it_in_code_points(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    reply = run("text", "Crane", "--json").json()
    assert set(reply) >= {"text", "blocks", "pages", "pinpoints", "markers", "footnotes", "styles"}
    assert set(reply) >= {"images", "tables", "contents", "foreign_marks", "corrections"}
    first = reply["blocks"][0]
    assert first["kind"] == "heading"
    assert set(first) == {"kind", "level", "start", "end", "page_index", "label", "confidence"}
    assert reply["text"][first["start"] : first["end"]] == "Crane v. Weir"
    length = run("sources", "--json").json()[0]["length"]
    assert length == len(reply["text"])


def test_a_mark_is_made_by_its_words_with_topics_on_the_fly(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    reply = run(
        "mark", "crane", "--pen", "rule", "--quote", "keeper of a\n harmless  animal",
        "--own-words", "Keeper: knowledge.", "--topic", "Animals > Tame", "--topic", "Keepers",
        "--json",
    ).json()  # fmt: skip
    assert set(reply) == {"id", "start", "end"}
    text = run("text", "crane", "--json").json()["text"]
    assert text[reply["start"] : reply["end"]] == "keeper of a harmless animal"
    outline = run("notes", "outline", "--to", "md").out
    assert "Tame" in outline
    assert "Keeper: knowledge." in outline


def test_a_mark_of_several_passages_says_how_important_it_is(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    passages = ("--quote", "tame heron", "--more", "keeper of a harmless animal")
    run("mark", "crane", "--pen", "rule", *passages, "--importance", "3")
    (item,) = json.loads(run("export").out)["items"]
    assert len(item["target"]) == 2
    assert item["glossator:importance"] == 3


def test_words_that_stand_twice_are_refused_with_the_places(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    command = ("mark", "crane", "--pen", "Holding", "--quote", "He must not fence it in.")
    ran = run(*command)
    assert (ran.code, ran.out) == (1, "")
    assert "occurs 2 times" in ran.err
    text = run("text", "crane", "--json").json()["text"]
    second = text.rindex("He must not fence it in.")
    assert f"at {second}" in ran.err
    assert run(*command, "--near", str(second), "--json").json()["start"] == second


def test_words_that_are_not_there_are_refused_by_name(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    ran = run("mark", "crane", "--pen", "rule", "--quote", "wild geese")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "“wild geese” does not occur in Crane v. Weir" in ran.err


@pytest.mark.parametrize("quote", ["", "  ", "\n"])
def test_an_empty_quote_is_refused(run: Run, home: Path, quote: str) -> None:
    run("import", home / "crane.md")
    ran = run("mark", "crane", "--pen", "rule", "--quote", quote)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "the quote is empty" in ran.err


def test_a_failure_is_printed_as_json_too_where_json_is_asked_for(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    ran = run("mark", "crane", "--pen", "rule", "--quote", "wild geese", "--json")
    assert ran.code == 1
    assert ran.json() == {"error": ran.err.strip()}


@pytest.mark.parametrize("command", [("pens",), ("text", "x"), ("notes", "outline")])
def test_an_empty_library_says_how_to_begin(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*command)
    assert (ran.code, "glossator import FILE" in ran.err) == (1, True)


def test_an_unknown_pen_lists_the_pens_there_are(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    ran = run("mark", "crane", "--pen", "mauve", "--quote", "tame heron")
    assert ran.code == 1
    assert "Its pens are: Facts" in ran.err


def test_an_ambiguous_title_lists_the_candidates(run: Run, home: Path) -> None:
    (home / "two.md").write_text("# Crane v. Heron\n\nWords.", encoding="utf-8")
    run("import", home / "crane.md", home / "two.md")
    ran = run("text", "Crane v.")
    assert ran.code == 1
    assert "Crane v. Heron [" in ran.err
    assert "; Crane v. Weir [" in ran.err
    assert run("text", "Crane v. W").code == 0


def test_annotations_are_sorted_by_id_and_the_same_each_time(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    for words in ("tame heron", "The judgment is reversed."):
        run("mark", "crane", "--pen", "facts", "--quote", words)
    first, second = run("annotations").out, run("export").out
    assert first == second
    ids = [item["id"] for item in json.loads(first)["items"]]
    assert len(ids) == 2
    assert ids == sorted(ids)


def test_notes_are_written_as_markdown_json_and_pdf(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron", "--own-words", "A heron.")
    assert "A heron." in run("notes", "brief", "crane").out
    assert run("notes", "brief", "crane", "--to", "json").json()["title"] == "Crane v. Weir"
    run("notes", "brief", "crane", "--to", "pdf", "-o", home / "brief.pdf")
    assert (home / "brief.pdf").read_bytes().startswith(b"%PDF-")


def test_an_unknown_form_names_the_forms(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    ran = run("notes", "poem")
    assert ran.code == 1
    assert "There are: brief, long-brief, outline" in ran.err


def test_a_dump_is_written_to_a_file_and_taken_back(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron", "--topic", "Animals")
    run("export", "-o", home / "dump.jsonld")
    reply = run("import-annotations", home / "dump.jsonld", "--json").json()
    assert (reply["added"], reply["known"]) == (0, 1)


def test_a_sound_library_is_said_to_be_sound(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    ran = run("check", "--deep", "--json")
    assert (ran.code, ran.json()) == (
        0,
        {"sound": True, "findings": [], "details": [], "notes": []},
    )


def test_what_is_derived_is_the_same_when_folded_anew(run: Run, home: Path) -> None:
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron")
    assert run("refold", "--json").json()["differing"] == 0


def test_a_command_typed_wrong_ends_with_two(run: Run) -> None:
    assert run("import").code == 2
    assert run("no-such-command").code == 2
    assert run("notes", "brief", "--to", "exe").code == 2


def test_the_sample_is_added_to_an_empty_library_only(run: Run, home: Path) -> None:
    assert run("sample", "--json").json()["added"] >= 40
    assert run("sample", "--json").json()["added"] == 0
    brief = run("notes", "brief", "Commonwealth v.").out
    assert brief.count("\n## ") >= 6


def test_a_book_without_a_file_is_marked_by_page_and_placed_when_the_file_comes(
    run: Run, home: Path
) -> None:
    added = run("add-book", "Crane on Herons", "--author", "Crane, Ada", "--json").json()
    quote = ("--quote", "a keeper of a harmless Animal is lible only where he knew")
    mark = run("mark", "Crane on", "--pen", "rule", "--page", "p. 12", *quote, "--json").json()
    assert (mark["start"], mark["place"]) == (None, "12")
    refused = run("mark", "Crane on", "--pen", "rule", *quote)
    assert (refused.code, "--page" in refused.err) == (1, True)
    (reply,) = run("import", home / "crane.md", "--as-edition-of", "Crane on", "--json").json()
    assert (reply["source"], reply["title"]) == (added["id"], "Crane on Herons")
    assert reply["problems"] == ["The mark from the printed book was found in this text."]
