"""Sharing a library with one's other computers, in the background while it is open."""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import structs

from glossator.library.library import Job, Library
from glossator.library.peers import Meeting, RunningPeer, meet
from glossator.library.shared_folder import Visit, stamp, visit
from glossator.model.errors import GlossatorError, InvalidRequestError, NotFoundError
from glossator.model.operations import Change
from glossator.model.sharing import PeerSettings
from glossator.store.sharing_settings import (
    SharingSettings,
    read_sharing,
    write_sharing,
)

_EVERY_SECONDS = 60.0
_LOOK_SECONDS = 3.0  # what follows one change in a moment goes with it


Connect = Callable[[PeerSettings], RunningPeer]
"""Speaks to another computer; given by who can, since this room knows of no network."""


@dataclass(frozen=True, slots=True)
class LastMeeting:
    """How the last meeting with another computer went.

    Attributes:
        at: when they last met, milliseconds since 1970 UTC; 0 for never since the start.
        meeting: what came of it; None where they never met since the start.
        problem: why the last attempt failed; "" where it did not.
    """

    at: int = 0
    meeting: Meeting | None = None
    problem: str = ""


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
        self._connect: Connect | None = None
        self._met: dict[str, LastMeeting] = {}
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

    @property
    def met(self) -> dict[str, LastMeeting]:
        """How the last meetings with other computers went, by address."""
        return dict(self._met)

    def speak_by(self, connect: Connect) -> None:
        """Speak to other computers in this way from now on."""
        self._connect = connect

    def add_peer(self, peer: PeerSettings) -> LastMeeting:
        """Meet another computer from now on; gives how the first meeting went.

        Raises:
            InvalidRequestError: it has another library.
            GlossatorError: it does not answer.
        """
        met = self._meet(peer)
        if met.problem:
            raise InvalidRequestError(met.problem)
        others = tuple(one for one in self._settings.peers if one.address != peer.address)
        self._set(structs.replace(self._settings, peers=(*others, peer)))
        return met

    def remove_peer(self, address: str) -> None:
        """Meet another computer no longer; what was exchanged stays on both.

        Raises:
            NotFoundError: there is none of this address.
        """
        others = tuple(one for one in self._settings.peers if one.address != address)
        if others == self._settings.peers:
            raise NotFoundError("computer", address)
        self._set(structs.replace(self._settings, peers=others))
        self._met.pop(address, None)

    def meet_all(self) -> None:
        """Meet every other computer that answers."""
        for peer in self._settings.peers:
            self._meet(peer)

    def exchange_now(self) -> None:
        """Visit the shared folder, where there is one, and meet every other computer."""
        if self._settings.folder:
            self.visit_now()
        self.meet_all()

    def _meet(self, peer: PeerSettings) -> LastMeeting:
        before = self._met.get(peer.address, LastMeeting())
        if self._connect is None:
            return before
        with self._visiting:
            try:
                meeting = meet(self._library, self._connect(peer))
                met = LastMeeting(self._library.clock(), meeting)
            except GlossatorError as error:
                met = replace(before, problem=str(error))
        self._met[peer.address] = met
        return met

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
            self._set(structs.replace(self._settings, folder=""))
            self._last = None
            return None
        folder = folder.absolute()
        self._refuse(folder)
        settings = structs.replace(self._settings, folder=str(folder), name=name or self.name)
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
            changed = self._changed.is_set() or waited >= _EVERY_SECONDS
            if changed or stamps != seen:
                self._changed.clear()
                seen, waited = stamps, 0.0
                if folder:
                    self.visit_now()
            if changed:
                self.meet_all()
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
