"""The program as a process: one owner, kills, commands passed on."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.conftest import Run, start


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            return line[line.index("http://") :].strip()
    raise AssertionError(process.stderr.read() if process.stderr else "no output")


@pytest.fixture
def serving(run: Run, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that serves a library with one opinion."""
    run("import", home / "crane.md")
    with socket.socket() as free:  # not one of the usual ports: other programs may want those
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start("serve", "--library", home / "library", "--port", str(port))
    yield process
    process.kill()
    process.communicate()


def test_commands_are_passed_on_to_the_program_that_has_the_library_open(
    run: Run, serving: subprocess.Popen[str]
) -> None:
    _address(serving)
    ran = run("mark", "crane", "--pen", "facts", "--quote", "tame heron", "--json")
    assert ran.code == 0
    ran = run("mark", "crane", "--pen", "facts", "--quote", "no such words")
    assert (ran.code, "does not occur" in ran.err) == (1, True)
    assert run("annotations").out.count('"type": "Annotation"') == 1


def test_a_second_start_gives_another_way_into_the_first(
    run: Run, serving: subprocess.Popen[str]
) -> None:
    first = _address(serving)
    ran = run("serve")
    assert ran.code == 0
    second = ran.out[ran.out.index("http://") :].split()[0]
    assert second.partition("#")[0] == first.partition("#")[0]
    assert second != first


def test_nothing_acknowledged_is_lost_by_a_kill_and_the_library_opens_at_once(
    run: Run, home: Path, serving: subprocess.Popen[str]
) -> None:
    _address(serving)
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron")
    serving.send_signal(signal.SIGKILL)
    serving.wait()
    assert run("annotations").out.count('"type": "Annotation"') == 1
    assert run("check", "--deep").code == 0
    again = start("serve", "--library", home / "library")
    assert _address(again).startswith("http://127.0.0.1:")
    again.terminate()
    again.communicate(timeout=10)
    assert again.returncode in {0, -signal.SIGTERM}


def test_the_address_lets_a_browser_in_and_the_cookie_outlives_a_restart(
    home: Path, serving: subprocess.Popen[str]
) -> None:
    port, token = _port_and_token(_address(serving))
    cookie = _open_session(port, token)
    serving.kill()
    serving.wait()
    again = start("serve", "--library", home / "library", "--port", str(port))
    try:
        _address(again)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/api/library", headers={"Cookie": cookie})
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        again.kill()
        again.communicate()


def test_a_page_left_open_hears_of_changes_and_does_not_hold_up_the_end(
    run: Run, serving: subprocess.Popen[str]
) -> None:
    port, token = _port_and_token(_address(serving))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/api/events", headers={"Cookie": _open_session(port, token)})
    stream = connection.getresponse()
    first = json.loads(stream.readline().removeprefix(b"data: "))
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron")
    assert stream.readline() == b"\n"
    event = json.loads(stream.readline().removeprefix(b"data: "))
    assert event["cursor"] > first["cursor"]
    assert event["label"] == "Marked “tame heron” as Facts"
    serving.terminate()
    _, err = serving.communicate(timeout=10)
    assert err == ""
    connection.close()


def test_a_device_in_the_house_is_let_in_by_the_code_over_tls(home: Path, run: Run) -> None:
    run("import", home / "crane.md")
    process = start(
        "serve", "--library", home / "library", "--port", _free_port(),
        "--listen", f"127.0.0.1:{_free_port()}", "--host", "heron.local",
    )  # fmt: skip
    try:
        said = _lines_until(process, "The address lets one browser in")
        address = re.search(r"https://127\.0\.0\.1:(\d+) or https://heron\.local:\1", said)
        code = re.search(r"The code to type there.*: (\d{8})", said)
        assert address
        assert code
        port = int(address[1])
        context = ssl.create_default_context(cafile=home / "library" / "devices-certificate.pem")
        device = http.client.HTTPSConnection("127.0.0.1", port, timeout=10, context=context)
        headers = {"Origin": f"https://127.0.0.1:{port}", "Content-Type": "application/json"}
        device.request("POST", "/api/pairing", json.dumps({"code": code[1]}), headers)
        answer = device.getresponse()
        answer.read()
        assert answer.status == 204
        cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
        device.request("GET", "/api/library", headers={"Cookie": cookie})
        assert json.loads(device.getresponse().read())["sources"][0]["title"] == "Crane v. Weir"
        plain = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        plain.request("GET", "/")
        with pytest.raises((http.client.HTTPException, OSError)):
            plain.getresponse()
        device.close()
        process.terminate()
        _, err = process.communicate(timeout=10)
        assert "Traceback" not in err
    finally:
        process.kill()
        process.communicate()


def test_an_address_that_is_not_this_machines_is_refused(home: Path, run: Run) -> None:
    run("import", home / "crane.md")
    ran = run("serve", "--listen", "192.0.2.7")
    assert ran.code == 1
    assert "Name an address of this machine" in ran.err


def _free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _lines_until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(process.stderr.read() if process.stderr else "no output")


def _port_and_token(address: str) -> tuple[int, str]:
    parts = urlsplit(address)
    assert parts.port is not None
    return parts.port, parts.fragment.removeprefix("launch=")


def _open_session(port: int, token: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    headers = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
    connection.request("POST", "/api/session", json.dumps({"token": token}), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 204
    return str(answer.headers["Set-Cookie"]).partition(";")[0]
