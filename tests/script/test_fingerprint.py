"""A fingerprint tells whether something must be built again."""

from __future__ import annotations

from pathlib import Path

from script.fingerprint import fingerprint


def test_content_and_name_count_and_the_time_does_not(tmp_path: Path) -> None:
    page = tmp_path / "frontend" / "page.ts"
    page.parent.mkdir()
    page.write_text("a")
    before = fingerprint(tmp_path, ["frontend"])
    page.touch()
    assert fingerprint(tmp_path, ["frontend"]) == before
    page.write_text("b")
    assert fingerprint(tmp_path, ["frontend"]) != before
    page.write_text("a")
    page.rename(page.with_name("pages.ts"))
    assert fingerprint(tmp_path, ["frontend"]) != before


def test_installed_packages_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "node_modules" / "vite").mkdir(parents=True)
    before = fingerprint(tmp_path, ["."])
    (tmp_path / "node_modules" / "vite" / "index.js").write_text("")
    assert fingerprint(tmp_path, ["."]) == before


def test_another_checkout_has_another_fingerprint(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").write_text("")
    one, two = (fingerprint(tmp_path / name, ["pyproject.toml"]) for name in ("one", "two"))
    assert one != two
