"""A served library whose folder goes away: the page is told, and goes on when it is back."""

from __future__ import annotations

import http.client
import json
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run, start
from tests.cli.killing_server import find_book, open_session


class Page:
    """An open page: marks over HTTP."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._cookie = open_session(port, token)
        self._book = find_book(port, self._cookie)

    def mark(self, step: str) -> tuple[int, str]:
        """Send a mark under a step's id; give the status and the sentence."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        headers = {
            "Cookie": self._cookie,
            "Origin": f"http://127.0.0.1:{self._port}",
            "Content-Type": "application/json",
        }
        body = {"op": "annotate", "id": step, "annotation": step, **self._book}
        connection.request("POST", "/api/operations", json.dumps(body), headers)
        answer = connection.getresponse()
        said = json.loads(answer.read())
        connection.close()
        return answer.status, str(said.get("message", ""))


@pytest.fixture
def page(run: Run, home: Path) -> Iterator[Page]:
    """A page that is open on a served library with one opinion."""
    run("import", home / "crane.md")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start("serve", "--library", home / "library", "--port", str(port))
    assert process.stdout is not None
    address = next(line for line in process.stdout if "#launch=" in line)
    yield Page(port, address.partition("#launch=")[2].strip())
    process.kill()
    process.communicate()


def test_a_folder_that_was_renamed_is_missed_and_work_goes_on_when_it_is_back(
    page: Page, run: Run, home: Path
) -> None:
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    assert page.mark(first) == (200, "")
    (home / "library").rename(home / "elsewhere")
    status, sentence = page.mark(second)
    assert status == 507
    assert "is gone, its folder was deleted, renamed or moved away" in sentence
    assert not (home / "library").exists()
    (home / "elsewhere").rename(home / "library")
    assert page.mark(second) == (200, "")
    assert run("annotations").out.count('"type": "Annotation"') == 2


def test_a_deleted_folder_is_missed_and_not_made_anew(page: Page, home: Path) -> None:
    assert page.mark(str(uuid.uuid4()))[0] == 200
    (home / "library").rename(home / "bin")
    status, sentence = page.mark(str(uuid.uuid4()))
    assert (status, "was not saved: the library" in sentence) == (507, True)
    assert not (home / "library").exists()
