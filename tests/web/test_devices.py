"""Other devices in the house: paired by a code, over a door of their own, and shut out again."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

import pytest

from glossator.web.certificates import (
    CERTIFICATE_FILE,
    KEY_FILE,
    CertificateError,
    given_certificate,
    own_certificate,
)
from glossator.web.devices import CODE_SECONDS, Devices, PairingError
from tests.web.conftest import ORIGIN, Served

NOW = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)


def code_of(served: Served) -> str:
    code: str = served.browser.get("/api/devices").json()["code"]
    return code


def pair(served: Served, code: str, **more: str) -> int:
    return served.device.post("/api/pairing", json={"code": code, **more}).status_code


def test_a_device_that_knows_the_code_reads_and_marks(served: Served) -> None:
    assert served.device.get("/api/library").status_code == 401
    code = code_of(served)
    assert pair(served, f"{code[:4]} {code[4:]}", device="Ada's tablet") == 204
    library = served.device.get("/api/library")
    assert library.status_code == 200
    source = library.json()["sources"][0]
    edition = served.device.get(f"/api/sources/{source['id']}").json()["edition"]
    mark = {
        "op": "annotate",
        "id": "0b6c2b1e-0000-4000-8000-000000000001",
        "annotation": "0b6c2b1e-0000-4000-8000-000000000002",
        "source": source["id"],
        "edition": edition,
        "start": 0,
        "end": 5,
        "pen": "rule",
    }
    assert served.device.post("/api/operations", json=mark).status_code == 200
    [device] = served.browser.get("/api/devices").json()["devices"]
    assert device["name"] == "Ada's tablet"


def test_its_cookie_is_for_tls_and_this_library_only(served: Served) -> None:
    answer = served.device.post("/api/pairing", json={"code": code_of(served)})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"__Host-glossator-{served.library.store.library_id}=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))
    # Not the way in from this machine, whatever name it is given.
    value = cookie.split("=", 1)[1].split(";")[0]
    forged = f"{served.sessions.cookie}={value}"
    assert served.stranger.get("/api/library", headers={"Cookie": forged}).status_code == 401


def test_the_session_of_this_machines_browser_does_not_open_the_other_door(
    served: Served,
) -> None:
    value = served.browser.cookies[served.sessions.cookie]
    for name in (served.sessions.cookie, f"__Host-{served.sessions.cookie}"):
        headers = {"Cookie": f"{name}={value}"}
        assert served.device.get("/api/library", headers=headers).status_code == 401


def test_a_code_is_good_for_one_device(served: Served) -> None:
    code = code_of(served)
    assert pair(served, code) == 204
    served.device.cookies.clear()
    assert pair(served, code) == 403
    assert code_of(served) != code


def test_after_five_wrong_guesses_the_right_code_is_of_no_use(served: Served) -> None:
    code = code_of(served)
    wrong = "".join(str(9 - int(digit)) for digit in code)
    assert [pair(served, wrong) for _ in range(5)] == [403] * 5
    assert pair(served, code) == 403
    assert served.browser.get("/api/devices").json()["devices"] == []


def test_a_device_that_was_shut_out_is_a_stranger_again(served: Served) -> None:
    pair(served, code_of(served))
    [device] = served.browser.get("/api/devices").json()["devices"]
    request = {"session": device["session"]}
    left = served.browser.post("/api/devices/shut-out", json=request)
    assert left.json()["devices"] == []
    assert served.device.get("/api/library").status_code == 401
    assert served.browser.post("/api/devices/shut-out", json=request).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/devices"),
        ("GET", "/api/devices/address.svg"),
        ("POST", "/api/devices/shut-out"),
        ("POST", "/api/session"),
        ("POST", "/api/commands/launch"),
    ],
)
def test_a_paired_device_cannot_pair_others_or_run_commands(
    served: Served, method: str, path: str
) -> None:
    pair(served, code_of(served))
    token = f"Bearer {served.sessions.command_token}"
    headers = {"Authorization": token}
    answer = served.device.request(
        method, path, json={} if method == "POST" else None, headers=headers
    )
    assert (answer.status_code, answer.json()["kind"]) == (403, "door")


def test_nobody_pairs_from_this_machines_own_door(served: Served) -> None:
    answer = served.browser.post("/api/pairing", json={"code": code_of(served)})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Host", "evil.example", 421),
        ("Host", "127.0.0.1:8420", 421),
        ("Origin", ORIGIN, 403),
        ("Origin", "https://evil.example", 403),
        ("Sec-Fetch-Site", "same-site", 403),
        ("Content-Type", "text/plain", 415),
    ],
)
def test_another_page_on_the_device_cannot_pair(
    served: Served, header: str, value: str, status: int
) -> None:
    body = f'{{"code":"{code_of(served)}"}}'.encode()
    headers = {"Content-Type": "application/json", header: value}
    answer = served.device.post("/api/pairing", content=body, headers=headers)
    assert answer.status_code == status


def test_the_address_is_drawn_for_a_camera(served: Served) -> None:
    answer = served.browser.get("/api/devices/address.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")


# ---------------------------------------------------------------- what is kept


class Clock:
    """Milliseconds that a test moves."""

    now = 1_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_code_ends_after_five_minutes(tmp_path: Path, clock: Clock) -> None:
    devices = Devices(tmp_path, clock)
    code = devices.code()
    assert devices.code() == code
    clock.now += CODE_SECONDS * 1000
    with pytest.raises(PairingError, match="no code in force"):
        devices.pair(code.digits, "x")
    assert devices.code() != code


def test_paired_devices_outlive_the_program_and_are_private(tmp_path: Path, clock: Clock) -> None:
    devices = Devices(tmp_path, clock)
    session = devices.pair(devices.code().digits, "Ada's\n tablet\x07" + "x" * 99)
    again = Devices(tmp_path, clock)
    assert again.is_paired(session)
    [device] = again.paired()
    assert device.name.startswith("Ada's tablet�")
    assert len(device.name) <= 60
    assert (tmp_path / "devices.json").stat().st_mode & 0o077 == 0


def test_a_damaged_list_of_devices_lets_nobody_in(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "devices.json").write_text("{not json")
    assert Devices(tmp_path, clock).paired() == []


def test_the_certificate_is_made_once_for_its_names_and_private(tmp_path: Path) -> None:
    first = own_certificate(tmp_path, ["192.168.1.20", "heron.local"], NOW)
    assert own_certificate(tmp_path, ["192.168.1.20"], NOW) == first
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0
    context = ssl.create_default_context(cafile=first.certificate)
    context.load_cert_chain(first.certificate, first.key)
    other = own_certificate(tmp_path, ["10.0.0.7"], NOW)
    assert other.fingerprint != first.fingerprint
    later = NOW + datetime.timedelta(days=790)
    assert own_certificate(tmp_path, ["10.0.0.7"], later).fingerprint != other.fingerprint


def test_a_certificate_of_ones_own_is_used_as_it_is(tmp_path: Path) -> None:
    made = own_certificate(tmp_path, ["10.0.0.7"], NOW)
    given = given_certificate(tmp_path / CERTIFICATE_FILE, tmp_path / KEY_FILE)
    assert given.fingerprint == made.fingerprint
    with pytest.raises(CertificateError, match="no certificate in PEM form"):
        given_certificate(tmp_path / KEY_FILE, tmp_path / KEY_FILE)
    with pytest.raises(CertificateError, match="cannot be read"):
        given_certificate(tmp_path / "none.pem", tmp_path / KEY_FILE)
