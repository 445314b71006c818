"""The ban on the network: no test asks anything of another machine.

The ban is an audit hook of Python, which sees every socket of the process whoever opens it, and which nothing can take
away. It holds in the process that runs the tests (each of them, under `-n`). Not in libpq, which opens its own sockets,
nor in the programs that tests start: the servers among these listen on loopback alone, and the converters of documents
run where they have no network.
"""

from __future__ import annotations

import ipaddress
import sys

NAMES = {"localhost", ""}


class NetworkError(AssertionError):
    """A test asked something of another machine; no code takes this for a server that does not answer."""


def ban_network() -> None:
    """Refuse from now on, in this process, to reach or look up anything but this machine."""
    sys.addaudithook(_refuse)


def is_here(host: object) -> bool:
    """Tell whether a host, by its name or number, is this machine, and by a way that no other one can see."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in NAMES:
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _HOSTS and not is_here(host := _HOSTS[event](arguments)):
        raise NetworkError(f"Let the test start what it needs on this machine: {event} asks for {host!r}.")


def _host_of_an_address(arguments: tuple[object, ...]) -> object:
    address = arguments[1]  # a path where the socket is that of a file
    return address[0] if isinstance(address, tuple) else None


def _host_itself(arguments: tuple[object, ...]) -> object:
    return arguments[0]


_HOSTS = {
    "socket.connect": _host_of_an_address,
    "socket.sendto": _host_of_an_address,
    "socket.sendmsg": _host_of_an_address,
    "socket.getaddrinfo": _host_itself,
    "socket.gethostbyname": _host_itself,
    "socket.gethostbyaddr": _host_itself,
}
