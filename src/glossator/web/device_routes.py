"""Routes by which other devices in the house are paired, and shut out again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
import segno
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.model.errors import NotFoundError
from glossator.web import wire_devices as wire
from glossator.web.devices import Devices
from glossator.web.doors import DEVICES_PATH, PAIRING_PATH
from glossator.web.replies import error_reply, json_reply, reply, route
from glossator.web.session import Sessions


@dataclass(frozen=True)
class Household:
    """Where and how other devices are let in.

    Attributes:
        devices: which are paired, and the code in force.
        addresses: where they find the library; none where it does not listen for them.
        fingerprint: of the certificate, as browsers show it.
    """

    devices: Devices
    addresses: Sequence[str] = field(default=())
    fingerprint: str = ""


def device_routes(sessions: Sessions, household: Household) -> list[Route]:
    """List the routes; which of them a caller may use, the doors say."""
    endpoints = _Endpoints(sessions, household)
    return [
        route(PAIRING_PATH, endpoints.pair, "POST"),
        route(DEVICES_PATH, endpoints.show),
        route(f"{DEVICES_PATH}/shut-out", endpoints.shut_out, "POST"),
        route(f"{DEVICES_PATH}/address.svg", endpoints.draw_address),
    ]


class _Endpoints:
    def __init__(self, sessions: Sessions, household: Household) -> None:
        self._sessions = sessions
        self._household = household

    async def pair(self, request: Request) -> Response:
        """Let a device in that knows the code."""
        asked = msgspec.json.decode(await request.body(), type=wire.PairingRequest)
        pair = self._household.devices.pair
        session = await run_in_threadpool(pair, asked.code, asked.device, computer=asked.computer)
        cookie = self._sessions.device_cookie(session)
        return Response(status_code=204, headers={"Set-Cookie": cookie})

    async def show(self, _request: Request) -> Response:
        """Answer with what the reader needs to let a device in, and who is."""
        return await reply(self._view)

    async def shut_out(self, request: Request) -> Response:
        """Let a device in no longer."""
        asked = msgspec.json.decode(await request.body(), type=wire.ShutOutRequest)
        if not self._household.devices.shut_out(asked.session):
            raise NotFoundError("device", asked.session)
        return json_reply(self._view())

    async def draw_address(self, _request: Request) -> Response:
        """Answer with the first address as a QR code, to be read by a camera."""
        if not self._household.addresses:
            return error_reply(404, "http", "The library does not listen for other devices.")
        drawing = io.BytesIO()
        segno.make(self._household.addresses[0], micro=False).save(
            drawing, kind="svg", xmldecl=False, svgns=True, border=2, light="#ffffff"
        )
        return Response(drawing.getvalue(), media_type="image/svg+xml")

    def _view(self) -> wire.DevicesView:
        household = self._household
        code = household.devices.code() if household.addresses else None
        return wire.DevicesView(
            addresses=list(household.addresses),
            fingerprint=household.fingerprint,
            code=code.digits if code else "",
            code_ends=code.ends if code else 0,
            devices=[
                wire.DeviceView(device.session, device.name, device.paired, device.seen)
                for device in household.devices.paired()
            ],
        )
