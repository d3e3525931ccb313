"""The application over a real library, spoken to without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from glossator.library.jobs import ImportQueue
from glossator.library.library import Library
from glossator.library.opening import open_library
from glossator.library.page_pictures import PagePictures
from glossator.library.page_worker import PageWorker
from glossator.web.app import make_app
from glossator.web.events import Streams
from glossator.web.session import Sessions, read_secret
from tests.library.opinions import import_opinion

HOST = "127.0.0.1:8420"
ORIGIN = f"http://{HOST}"


@dataclass(frozen=True)
class Served:
    """A library, who may speak to it, and a browser that has been let in."""

    library: Library
    sessions: Sessions
    browser: TestClient
    stranger: TestClient


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    with open_library(folder / "library") as opened:
        import_opinion(opened.library, folder)
    return folder / "library"


@pytest.fixture
def served(_template: Path, tmp_path: Path) -> Iterator[Served]:
    """A served library with one opinion."""
    folder = Path(shutil.copytree(_template, tmp_path / "library"))
    with open_library(folder) as opened:
        library = opened.library
        sessions = Sessions(read_secret(folder), library.store.library_id)
        imports = ImportQueue(library)
        pages = PagePictures(library, PageWorker())
        app = make_app(library, sessions, imports, Streams(library), pages=pages, hosts=[HOST])
        browser = TestClient(app, base_url=ORIGIN, headers={"Origin": ORIGIN})
        stranger = TestClient(app, base_url=ORIGIN, headers={"Origin": ORIGIN})
        token = sessions.new_launch_token()
        assert browser.post("/api/session", json={"token": token}).status_code == 204
        yield Served(library, sessions, browser, stranger)
        imports.close()
        pages.close()
