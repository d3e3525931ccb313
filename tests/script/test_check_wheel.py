"""A wheel runs anywhere and holds the page."""

from __future__ import annotations

from script.check_wheel import MUST_HOLD, list_faults

SOUND = [name.replace("*", "x") for name in MUST_HOLD]
NAME = "glossator-0.1.0-py3-none-any.whl"


def test_a_wheel_with_page_and_fonts_is_sound() -> None:
    assert list_faults(NAME, SOUND) == []


def test_a_wheel_without_the_page_is_not() -> None:
    page = "glossator/web/static/index.html"
    assert list_faults(NAME, [n for n in SOUND if n != page]) == [f"{page} is missing."]


def test_a_wheel_for_one_system_is_not() -> None:
    assert "not pure Python" in list_faults("glossator-0.1.0-cp311-linux.whl", SOUND)[0]


def test_a_wheel_with_packages_of_the_build_is_not() -> None:
    stray = "glossator/node_modules/vite/package.json"
    assert list_faults(NAME, [*SOUND, stray]) == [f"{stray} does not belong."]
