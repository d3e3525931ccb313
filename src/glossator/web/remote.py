"""Speak to the program that owns a library, over its local HTTP."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from glossator.library.opening import Owner
from glossator.model.errors import GlossatorError

_TIMEOUT_SECONDS = 1800  # an import of a large book answers when it is done


class OwnerError(GlossatorError):
    """The owner of the library could not do what was asked; its own sentence."""


def ask_owner(owner: Owner, command: str, arguments: dict[str, Any]) -> Any:
    """Have the library's owner run a command.

    Returns:
        The command's reply, as `library.commands.run_command` gives it.

    Raises:
        OwnerError: the owner refused, or does not answer.
    """
    address = urlsplit(owner.address)
    connection = http.client.HTTPConnection(
        address.hostname or "", address.port, timeout=_TIMEOUT_SECONDS
    )
    headers = {"Authorization": f"Bearer {owner.token}", "Content-Type": "application/json"}
    try:
        connection.request("POST", f"/api/commands/{command}", json.dumps(arguments), headers)
        answer = connection.getresponse()
        reply = json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise OwnerError(
            "The program that has this library open does not answer. Close it, or wait for it, "
            "and try again; nothing was changed."
        ) from error
    finally:
        connection.close()
    if answer.status >= 400:
        raise OwnerError(str(reply.get("message", "The program refused without a reason.")))
    return reply
