"""Kills a server again and again while marks are sent to it, and says what was acknowledged.

    python -m tests.cli.killing_server FOLDER ROUNDS SEED PORT

Each round is `glossator serve` in a process forked from this one, which has loaded all
of it already: so a round takes a fraction of a second. Several connections send marks,
each with an id of its own; one that was not acknowledged is sent again, under the same
id, in the next round. The kill comes at random, also while the program starts.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from glossator.cli import main
from glossator.library import commands, opening  # noqa: F401 - loaded once, before the first fork
from glossator.web import remote, server  # noqa: F401 - likewise

_CONNECTIONS = 3
_LONGEST_S = 0.12
_IN_START = 0.15  # of all kills


class Client:
    """Sends marks over one connection; knows which were acknowledged."""

    def __init__(self, port: int, book: dict[str, object]) -> None:
        self._port = port
        self._book = book
        self._waiting: dict[str, str] = {}
        self.acknowledged: list[str] = []
        self.repeated = 0

    @property
    def waiting(self) -> list[str]:
        """Marks that were sent and not acknowledged."""
        return list(self._waiting.values())

    def send(self, cookie: str) -> None:
        """Send marks until the server is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        headers = {
            "Cookie": cookie,
            "Origin": f"http://127.0.0.1:{self._port}",
            "Content-Type": "application/json",
        }
        try:
            while True:
                self._waiting = self._waiting or {str(uuid.uuid4()): str(uuid.uuid4())}
                ((step, annotation),) = self._waiting.items()
                body = {"op": "annotate", "id": step, "annotation": annotation, **self._book}
                connection.request("POST", "/api/operations", json.dumps(body), headers)
                answer = connection.getresponse()
                said = json.loads(answer.read())
                if answer.status != 200:
                    raise AssertionError(said)
                self.repeated += bool(said["repeated"])
                self.acknowledged.append(annotation)
                self._waiting = {}
        except (OSError, http.client.HTTPException, ValueError):  # killed
            return
        finally:
            connection.close()


@contextmanager
def serving(folder: Path, port: int) -> Iterator[int]:
    """Fork a process that serves and give where it says its address; kill it at the end."""
    hear, say = os.pipe()
    child = os.fork()
    if child:
        os.close(say)
        try:
            yield hear
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(hear)
        return
    os.close(hear)
    os.dup2(say, 1)
    sys.stdout = os.fdopen(1, "w")
    try:
        main(["serve", "--library", str(folder), "--port", str(port)])
    finally:
        os._exit(1)


def read_token(hear: int) -> str:
    """Wait until the server says its address; give the token in it."""
    said = b""
    while b"#launch=" not in said or not said.endswith(b"\n"):
        more = os.read(hear, 4096)
        if not more:
            raise AssertionError(f"the server ended: {said!r}")
        said += more
    return said.partition(b"#launch=")[2].split()[0].decode()


def open_session(port: int, token: str) -> str:
    """Exchange a token for a cookie, which outlives the server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    origin = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
    connection.request("POST", "/api/session", json.dumps({"token": token}), origin)
    answer = connection.getresponse()
    cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
    connection.close()
    return cookie


def find_book(port: int, cookie: str) -> dict[str, object]:
    """Give where to mark, and with which pen: the first source's text."""

    def get(path: str) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers={"Cookie": cookie})
        said: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return said

    source = get("/api/library")["sources"][0]["id"]
    edition = get(f"/api/sources/{source}")["edition"]
    return {"source": source, "edition": edition, "pen": "facts", "start": 16, "end": 30}


def run(folder: Path, rounds: int, chance: random.Random, port: int) -> list[Client]:
    """Run rounds; give the clients."""
    with serving(folder, port) as hear:
        cookie = open_session(port, read_token(hear))
        clients = [Client(port, find_book(port, cookie)) for _ in range(_CONNECTIONS)]
    for _ in range(rounds):
        threads = [Thread(target=_sending(client, cookie)) for client in clients]
        with serving(folder, port) as hear:
            if chance.random() >= _IN_START:
                read_token(hear)
                for thread in threads:
                    thread.start()
            time.sleep(chance.random() * _LONGEST_S)
        for thread in threads:
            if thread.ident is not None:
                thread.join()
    return clients


def _sending(client: Client, cookie: str) -> Callable[[], None]:
    return lambda: client.send(cookie)


if __name__ == "__main__":
    folder, rounds, seed, port = sys.argv[1:]
    done = run(Path(folder), int(rounds), random.Random(int(seed)), int(port))
    said = {
        "acknowledged": [name for client in done for name in client.acknowledged],
        "waiting": [name for client in done for name in client.waiting],
        "repeated": sum(client.repeated for client in done),
    }
    sys.stdout.write(json.dumps(said))
