"""Sharing a library with one's other devices, in the background while it is open."""

from __future__ import annotations

import platform
import threading
from dataclasses import dataclass
from pathlib import Path

from glossator.library.library import Job, Library
from glossator.library.shared_folder import Visit, stamp, visit
from glossator.model.errors import GlossatorError, InvalidRequestError
from glossator.model.operations import Change
from glossator.store.sharing_settings import SharingSettings, read_sharing, write_sharing

_EVERY_SECONDS = 60.0
_LOOK_SECONDS = 3.0  # what follows one change in a moment goes with it


@dataclass(frozen=True, slots=True)
class LastVisit:
    """How the last visit to the shared folder went.

    Attributes:
        at: milliseconds since 1970 UTC.
        visit: what came of it; None where it failed.
        problem: why it failed; "" where it did not.
    """

    at: int
    visit: Visit | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OtherDevice:
    """Another device of the library.

    Attributes:
        name: what it calls itself.
        seen: when it last visited the folder, milliseconds since 1970 UTC.
        waiting: operations that are here and it had not taken in by then.
    """

    name: str
    seen: int
    waiting: int


class Sharing:
    """Visits the shared folder soon after each change here or there, and every minute.

    May be used from any thread. Nothing waits for it: what fails is told, and tried again.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._settings = read_sharing(library.folder)
        self._last: LastVisit | None = None
        self._visiting = threading.Lock()
        self._changed = threading.Event()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._stop = library.subscribe(self._on_change)

    @property
    def settings(self) -> SharingSettings:
        """How the library is shared now."""
        return self._settings

    @property
    def name(self) -> str:
        """What this device is called, or would be."""
        return self._settings.name or platform.node()

    @property
    def last(self) -> LastVisit | None:
        """How the last visit went; None before the first."""
        return self._last

    def start(self) -> None:
        """Begin to visit by itself; a second call does nothing."""
        if self._thread is None and not self._library.store.read_only:
            self._thread = threading.Thread(target=self._run, name="sharing", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End it, with a last visit where something changed."""
        self._stop()
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def share(self, folder: Path | None, name: str) -> LastVisit | None:
        """Share by a folder from now on; None ends it. Gives how the first visit went.

        Raises:
            InvalidRequestError: the folder is not there, or within the library.
            NotSavedError: nothing could be written there, or here.
        """
        if folder is None:
            self._set(SharingSettings())
            return None
        folder = folder.absolute()
        self._refuse(folder)
        settings = SharingSettings(str(folder), name or self.name)
        with self._visiting:
            found = visit(self._library, folder, settings.name)
        self._set(settings)
        self._last = LastVisit(self._library.clock(), found)
        return self._last

    def visit_now(self) -> LastVisit:
        """Visit the shared folder.

        Raises:
            InvalidRequestError: the library is not shared.
        """
        settings = self._settings
        if not settings.folder:
            raise InvalidRequestError(
                "This library is not shared by a folder. Name one: glossator share FOLDER."
            )
        with self._visiting:
            try:
                found = visit(self._library, Path(settings.folder), settings.name)
                self._last = LastVisit(self._library.clock(), found)
            except GlossatorError as error:
                self._last = LastVisit(self._library.clock(), None, str(error))
        return self._last

    def _refuse(self, folder: Path) -> None:
        inside = self._library.folder in (folder, *folder.parents)
        if inside or folder in self._library.folder.parents:
            raise InvalidRequestError(
                f"The folder {folder} cannot be shared: it holds this library or is part of it. "
                "Choose a folder of its own; nothing was changed."
            )

    def _set(self, settings: SharingSettings) -> None:
        write_sharing(self._library.folder, settings)
        self._settings = settings

    def _on_change(self, happening: Change | Job) -> None:
        if isinstance(happening, Change) and happening.step:
            self._changed.set()

    def _run(self) -> None:
        """Visit when something was changed here or there, and now and then all the same."""
        seen, waited = None, _EVERY_SECONDS
        while not self._ended.is_set():
            folder = self._settings.folder
            stamps = stamp(Path(folder), self._library) if folder else None
            if folder and (self._changed.is_set() or stamps != seen or waited >= _EVERY_SECONDS):
                self._changed.clear()
                seen, waited = stamps, 0.0
                self.visit_now()
            self._ended.wait(_LOOK_SECONDS)
            waited += _LOOK_SECONDS
        if self._settings.folder and self._changed.is_set():
            self.visit_now()


def describe_devices(library: Library, found: Visit) -> list[OtherDevice]:
    """Say of the other devices what waits for them, that seen last first."""
    vector = {replica: seq for replica, (seq, _) in library.store.read_vector().items()}
    devices = [
        OtherDevice(
            device.name,
            device.seen,
            sum(max(0, seq - device.vector.get(replica, 0)) for replica, seq in vector.items()),
        )
        for device in found.devices
    ]
    return sorted(devices, key=lambda device: -device.seen)


def sharing_of(library: Library) -> Sharing:
    """Give the service that shares a library."""
    return library.service(Sharing, lambda: Sharing(library))
