"""What the guard lets pass, and what every answer carries."""

from __future__ import annotations

import pytest

from tests.web.conftest import ORIGIN, Served

UNDO = {"op": "undo", "id": "0b6c2b1e-0000-4000-8000-000000000001"}


def test_another_host_is_answered_before_anything_else(served: Served) -> None:
    answer = served.browser.get("/api/library", headers={"Host": "evil.example:8420"})
    assert (answer.status_code, answer.json()["kind"]) == (421, "host")


@pytest.mark.parametrize("path", ["/", "/assets/x.js", "/read/anything"])
def test_another_host_does_not_even_get_the_page(served: Served, path: str) -> None:
    assert served.stranger.get(path, headers={"Host": "localhost.evil.example"}).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8420", "null", ""]
)
def test_a_write_from_another_origin_is_refused(served: Served, origin: str) -> None:
    answer = served.browser.post("/api/operations", json=UNDO, headers={"Origin": origin})
    assert (answer.status_code, answer.json()["kind"]) == (403, "origin")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_write_that_the_browser_says_is_not_from_our_page_is_refused(
    served: Served, site: str
) -> None:
    headers = {"Sec-Fetch-Site": site}
    assert served.browser.post("/api/operations", json=UNDO, headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_in_the_browser_cannot_read(served: Served, site: str) -> None:
    headers = {"Sec-Fetch-Site": site}
    assert served.browser.get("/api/library", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""]
)
def test_a_form_post_is_refused(served: Served, kind: str) -> None:
    headers = {"Content-Type": kind}
    answer = served.browser.post("/api/operations", content=b"op=undo", headers=headers)
    assert (answer.status_code, answer.json()["kind"]) == (415, "content-type")


@pytest.mark.parametrize(
    "path", ["/api/library", "/api/events", "/api/imports", "/api/annotations", "/api/notes/file"]
)
def test_nothing_is_read_without_a_session(served: Served, path: str) -> None:
    answer = served.stranger.get(path)
    assert answer.status_code == 401
    assert "glossator serve" in answer.json()["message"]


def test_nothing_is_written_without_a_session(served: Served) -> None:
    assert served.stranger.post("/api/operations", json=UNDO).status_code == 401


def test_a_launch_token_lets_one_browser_in_once(served: Served) -> None:
    token = served.sessions.new_launch_token()
    assert served.stranger.post("/api/session", json={"token": token}).status_code == 204
    assert served.stranger.get("/api/library").status_code == 200
    again = served.browser.post("/api/session", json={"token": token})
    assert (again.status_code, again.json()["kind"]) == (401, "session")


def test_the_cookie_is_strict_hidden_from_scripts_and_named_for_the_library(
    served: Served,
) -> None:
    token = served.sessions.new_launch_token()
    cookie = served.stranger.post("/api/session", json={"token": token}).headers["set-cookie"]
    assert cookie.startswith(f"glossator-{served.library.store.library_id}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_forged_cookie_opens_nothing(served: Served) -> None:
    cookie = f"{served.sessions.cookie}={'0' * 32}.{'0' * 64}"
    assert served.stranger.get("/api/library", headers={"Cookie": cookie}).status_code == 401


@pytest.mark.parametrize("other", ['settings={"theme":"dark"}', "n=v w", "=", "a", '"', "x=;;"])
def test_cookies_of_other_programs_on_this_machine_are_passed_over(
    served: Served, other: str
) -> None:
    token = served.sessions.new_launch_token()
    cookie = served.sessions.spend(token)
    assert cookie is not None
    headers = {"Cookie": f"{other}; {cookie.partition(';')[0]}; b=c"}
    assert served.stranger.get("/api/library", headers=headers).status_code == 200


def test_a_page_cannot_run_commands_even_with_a_session(served: Served) -> None:
    assert served.browser.post("/api/commands/sources", json={}).status_code == 401


def test_a_command_with_the_lock_files_token_is_run(served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.sessions.command_token}"}
    served.stranger.headers.pop("Origin")
    answer = served.stranger.post("/api/commands/sources", json={}, headers=headers)
    assert [source["title"] for source in answer.json()] == ["Crane v. Weir"]


def test_a_page_that_learnt_the_token_still_cannot_run_commands(served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.sessions.command_token}", "Origin": ORIGIN}
    assert (
        served.stranger.post("/api/commands/sources", json={}, headers=headers).status_code == 401
    )


@pytest.mark.parametrize("path", ["/", "/api/library", "/nowhere", "/api/nowhere"])
def test_every_answer_carries_the_policy(served: Served, path: str) -> None:
    headers = served.browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../wire.py",
        "/assets/%2e%2e/wire.py",
        "/assets/..%2f..%2fcli.py",
        "/assets/%2fetc%2fpasswd",
    ],
)
def test_a_path_out_of_the_assets_leads_nowhere(served: Served, path: str) -> None:
    answer = served.browser.get(path)
    assert "import" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code in {404, 200, 503}
    if answer.status_code == 200:
        assert answer.headers["content-type"].startswith("text/html")
