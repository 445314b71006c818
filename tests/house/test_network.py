"""No test asks anything of another machine."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import urllib3

from tests.network import NetworkError, is_here

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = ("192.0.2.1", 9)  # kept for documentation: nobody is there (RFC 5737)
ELSEWHERE_6 = ("2001:db8::1", 9)  # RFC 3849
REFUSED = pytest.raises(NetworkError, match="Let the test start what it needs on this machine")


@pytest.mark.parametrize(("family", "address"), [(socket.AF_INET, ELSEWHERE), (socket.AF_INET6, ELSEWHERE_6)])
def test_no_other_machine_is_reached(family: socket.AddressFamily, address: tuple[str, int]) -> None:
    with socket.socket(family) as tcp, REFUSED:
        tcp.connect(address)
    with socket.socket(family) as tcp, REFUSED:
        tcp.connect_ex(address)
    with socket.socket(family, socket.SOCK_DGRAM) as udp, REFUSED:
        udp.sendto(b"x", address)
    with socket.socket(family, socket.SOCK_DGRAM) as udp, REFUSED:
        udp.sendmsg([b"x"], [], 0, address)


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", b"example.org"])
def test_no_other_machine_is_looked_up(host: str) -> None:
    with REFUSED:
        socket.getaddrinfo(host, 80)
    with REFUSED:
        socket.gethostbyname(host)
    with REFUSED:
        socket.gethostbyname_ex(host)
    with REFUSED:
        socket.gethostbyaddr(host)


def test_a_library_does_not_take_the_ban_for_a_server_that_is_down() -> None:
    with urllib3.PoolManager() as http, REFUSED:
        http.request("GET", "http://192.0.2.1/", retries=1)


def test_a_connection_of_whoever_opens_it_is_seen() -> None:
    import _socket  # noqa: PLC0415 -- what no double of `socket.socket` would see

    with closing(_socket.socket()) as bare, REFUSED:
        bare.connect(ELSEWHERE)


def test_this_machine_is_reached(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", b"localhost", "", None])
def test_loopback_is_this_machine(host: object) -> None:
    assert is_here(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "localhost.example.org", "127.0.0.1.example.org"])  # noqa: S104
def test_nothing_else_is(host: object) -> None:
    assert not is_here(host)
