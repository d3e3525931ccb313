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
from glossator.web.device_routes import Household
from glossator.web.devices import Devices
from glossator.web.doors import device_door, home_door
from glossator.web.events import Streams
from glossator.web.guard import Guard
from glossator.web.session import Sessions, read_secret
from tests.library.opinions import import_opinion

HOST = "127.0.0.1:8420"
ORIGIN = f"http://{HOST}"
DEVICE_HOST = "192.168.1.20:8460"


@dataclass(frozen=True)
class Served:
    """A library and who may speak to it: a browser that was let in, a stranger, a tablet."""

    library: Library
    sessions: Sessions
    browser: TestClient
    stranger: TestClient
    device: TestClient


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
        household = Household(
            Devices(folder, library.clock), [f"https://{DEVICE_HOST}"], fingerprint="AB:CD"
        )
        inner = make_app(
            library, sessions, imports, Streams(library), pages=pages, household=household
        )
        app = Guard(inner, home_door(sessions, [HOST]))
        for_devices = Guard(inner, device_door(sessions, household.devices, [DEVICE_HOST]))
        device_origin = f"https://{DEVICE_HOST}"
        device = TestClient(for_devices, base_url=device_origin, headers={"Origin": device_origin})
        browser = TestClient(app, base_url=ORIGIN, headers={"Origin": ORIGIN})
        stranger = TestClient(app, base_url=ORIGIN, headers={"Origin": ORIGIN})
        token = sessions.new_launch_token()
        assert browser.post("/api/session", json={"token": token}).status_code == 204
        yield Served(library, sessions, browser, stranger, device)
        imports.close()
        pages.close()
