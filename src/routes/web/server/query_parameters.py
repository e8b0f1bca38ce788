"""Read the query of an address, in time proportional to its length, within limits that hold for every answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request

from routes.errors import RoutesError

Query = dict[str, list[str]]
MOST_BYTES = 8_000
MOST_KEYS = 50
# Ids in one list, joined by commas or under a repeated key; and scenarios assumed together.
MOST_IDS = 40
MOST_SCENARIOS = 12


class AddressError(RoutesError):
    """An address longer than the atlas reads; `status` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


def of(request: Request) -> Query:
    """Return the parameters of a request's address, each key with all its values.

    Raises
    ------
    AddressError
        If the address is longer than the limits above allow.
    """
    query = bytes(request.scope["query_string"])
    length = len(query) + len(request.scope.get("raw_path") or request.scope["path"].encode())
    if length > MOST_BYTES:
        raise AddressError(
            414, f"This address has {length:,} bytes; at most {MOST_BYTES:,} are read. Ask for fewer things at once."
        )
    if query.count(b"&") >= MOST_KEYS:
        raise AddressError(400, f"This address has more than {MOST_KEYS} parameters. Leave out those not needed.")
    found: Query = {}
    for key, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        found.setdefault(key, []).append(value)
    check(found)
    return found


def check(query: Mapping[str, Sequence[str]]) -> None:
    """Check the numbers of parameters and of ids in each list.

    Raises
    ------
    AddressError
        If there are more than the limits above allow.
    """
    if len(query) > MOST_KEYS:
        raise AddressError(400, f"This address has more than {MOST_KEYS} parameters. Leave out those not needed.")
    if sum(len(key) + sum(map(len, values)) for key, values in query.items()) > MOST_BYTES:
        raise AddressError(
            414, f"This address has more than {MOST_BYTES:,} letters, which are not read. Ask for fewer things at once."
        )
    for key, values in query.items():
        most = MOST_SCENARIOS if key == "scenario" else MOST_IDS
        if sum(value.count(",") + 1 for value in values) > most:
            what = "scenarios" if key == "scenario" else f"values of “{key[:40]}”"
            raise AddressError(400, f"This address has too many {what}; at most {most} can be asked for at once.")


def ids(query: Mapping[str, Sequence[str]], key: str) -> tuple[str, ...]:
    """Return the ids of one key in the order asked for, each once; several may be joined by commas."""
    return tuple(dict.fromkeys(id for value in query.get(key, ()) for id in value.split(",") if id))
