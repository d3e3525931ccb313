"""Sessions: a one-time launch token is exchanged for a cookie.

The cookie's value is an HMAC over a random session id with a secret that lies
in the library's folder (readable by its owner only), so that open pages survive
a restart of the program. Its name carries the library's id, since cookies
ignore ports.
"""

from __future__ import annotations

import hmac
import os
import secrets
import threading
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

SECRET_FILE = "session.key"  # noqa: S105 - the file's name, not the secret
_SECRET_BYTES = 32
_OF_DEVICE = "device:"
_YEAR_SECONDS = 365 * 24 * 3600


class Sessions:
    """Who may speak to this program: launch tokens not yet spent, and cookies it has given.

    Attributes:
        cookie: the cookie's name.
        command_token: lets commands of the same user in; it lies in the lock file.
    """

    def __init__(self, secret: bytes, library_id: str) -> None:
        self.cookie = f"glossator-{library_id}"
        self.command_token = secrets.token_urlsafe(32)
        self._secret = secret
        self._launch_tokens: set[str] = set()
        self._lock = threading.Lock()

    def new_launch_token(self) -> str:
        """Make a token that opens one session, once."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._launch_tokens.add(token)
        return token

    def spend(self, token: str) -> str | None:
        """Exchange a launch token for a Set-Cookie value; None when it was spent or never given."""
        with self._lock:
            if token not in self._launch_tokens:
                return None
            self._launch_tokens.remove(token)
        name = secrets.token_hex(16)
        return (
            f"{self.cookie}={name}.{self._sign(name)}; Path=/; HttpOnly; SameSite=Strict; "
            f"Max-Age={_YEAR_SECONDS}"
        )

    def holds(self, cookie_header: str) -> bool:
        """Tell whether a Cookie header carries a session of this library.

        Other programs on this machine set cookies for the same host, some of
        them not well formed; they are passed over.
        """
        pairs = (cookie.strip().partition("=") for cookie in cookie_header.split(";"))
        return any(name == self.cookie and self._is_signed(value) for name, _, value in pairs)

    def device_cookie(self, session: str) -> str:
        """Give the Set-Cookie value for a paired device; it is sent over TLS only."""
        value = f"{session}.{self._sign(_OF_DEVICE + session)}"
        return (
            f"__Host-{self.cookie}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; "
            f"Max-Age={_YEAR_SECONDS}"
        )

    def device_in(self, cookie_header: str) -> str | None:
        """Give the session that a device's Cookie header carries; None where none is signed."""
        for cookie in cookie_header.split(";"):
            name, _, value = cookie.strip().partition("=")
            session, _, signature = value.partition(".")
            expected = self._sign(_OF_DEVICE + session)
            signed = hmac.compare_digest(signature.encode(), expected.encode())
            if name == f"__Host-{self.cookie}" and signed:
                return session
        return None

    def is_command(self, authorization: str) -> bool:
        """Tell whether an Authorization header carries the command token."""
        expected = f"Bearer {self.command_token}"
        return hmac.compare_digest(authorization.encode(), expected.encode())

    def _is_signed(self, value: str) -> bool:
        name, _, signature = value.partition(".")
        return hmac.compare_digest(signature.encode(), self._sign(name).encode())

    def _sign(self, name: str) -> str:
        return hmac.new(self._secret, name.encode(), sha256).hexdigest()


def read_secret(folder: Path) -> bytes:
    """Read the library's session secret, made on first use.

    A library that cannot be written gets a secret that lives as long as the program.
    """
    path = folder / SECRET_FILE
    with suppress(OSError):
        secret = path.read_bytes()
        if len(secret) == _SECRET_BYTES:
            return secret
    secret = secrets.token_bytes(_SECRET_BYTES)
    with suppress(OSError):
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
    return secret
