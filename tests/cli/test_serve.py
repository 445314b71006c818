"""The real HTTP server, as a person starts it and as a machine stops it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import urllib3

from server.cli import demo, serving
from server.settings import MEGABYTE
from tests import payloads
from tests.api import requests

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPOM_VAR", str(tmp_path_factory.mktemp("var")))
        with demo.serve_demo() as served:
            yield served


def test_it_listens_on_this_machine_alone_on_a_free_port(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")
    assert urllib3.request("GET", f"{address}/sante").json()["statut"] == "ok"


def test_it_answers_several_clients_at_once(address: str) -> None:
    def verify(_: int) -> bool:
        headers = {"Content-Type": "application/json"}
        answer = urllib3.request(
            "POST", f"{address}/api/v1/verifications", body=payloads.body(), headers=headers, timeout=60
        )
        return bool(answer.json()["conforme"])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(verify, range(16)))


def test_two_clients_who_ask_for_the_same_dossier_at_once_get_the_same(address: str) -> None:
    def ask(_: int) -> urllib3.BaseHTTPResponse:
        arguments = requests.inline()
        headers = {"Content-Type": arguments["content_type"]}
        dossiers = f"{address}/api/v1/dossiers?format=docx"
        return urllib3.request("POST", dossiers, body=arguments["data"], headers=headers, timeout=60)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(ask, range(2))
    assert {first.status, second.status} <= {200, 201}
    assert first.data == second.data


def test_several_processes_keep_one_registry(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "server.cli.main", "serve", "--port", "0", "--processus", "2"]
    environment = os.environ | {"CPOM_VAR": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            contrats = f"{demo.read_address(server)}/api/v1/contrats"
            entered = [enter(contrats, rang) for rang in range(2)]
            with ThreadPoolExecutor(8) as pool:
                entered += pool.map(lambda rang: enter(contrats, rang), range(16))
            assert sorted(entered) == [200] * 2 + [201] * 16
            assert urllib3.request("GET", contrats).json()["total"] == 16
        finally:
            server.terminate()


def enter(contrats: str, rang: int) -> int:
    """Enter a contract under a reference of its own, and return the status of the answer."""
    charge = payloads.charge(requests.SMALLEST) | {"reference": f"CPOM {rang}"}
    headers = {"Content-Type": "application/json"}
    return urllib3.request("POST", contrats, body=requests.dumped(charge), headers=headers, timeout=60).status


def test_a_body_that_does_not_say_its_length_is_refused_beyond_the_limit(address: str) -> None:
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    assert post(address, "Transfer-Encoding: chunked", *[chunk] * 60, b"0\r\n\r\n").startswith(b"HTTP/1.1 413")


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent(address: str) -> None:
    assert post(address, "Content-Length: 60000000").startswith(b"HTTP/1.1 413")


def test_who_reads_the_answer_once_all_is_sent_reads_why_it_is_too_large(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    length = 60 * MEGABYTE
    head = f"POST /nouveau/fichier HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    with socket.create_connection((host, int(port)), 20) as connection:
        connection.sendall(f"{head}Content-Length: {length}\r\n\r\n".encode())
        for _ in range(length // MEGABYTE):
            connection.sendall(b" " * MEGABYTE)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 413")
    assert "50\u00a0Mo au plus" in answer.decode()
    assert answer.endswith(b"</html>")


@pytest.mark.parametrize(
    ("bound", "value", "heard"), [("SECONDS_OF_SILENCE", 0.1, 3), ("SECONDS_TO_HEAR", 0, 0), ("MOST_HEARD", 2, 2)]
)
def test_who_sends_too_much_is_heard_within_bounds(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: float, heard: int
) -> None:
    monkeypatch.setattr(serving, bound, value)
    monkeypatch.setattr(serving, "PIECE", 1)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"abc")
        serving.hear_out(ours)
        ours.settimeout(0)
        assert len(peeked(ours)) == 3 - heard


def peeked(connection: socket.socket) -> bytes:
    """Return what waits to be read."""
    try:
        return connection.recv(10)
    except BlockingIOError:
        return b""


def post(address: str, header: str, *pieces: bytes) -> bytes:
    """Send a request piece by piece until the server has had enough of it; return the beginning of its answer."""
    host, port = address.removeprefix("http://").split(":")
    head = f"POST /api/v1/verifications HTTP/1.1\r\nHost: cpom\r\nContent-Type: application/json\r\n{header}\r\n\r\n"
    with socket.create_connection((host, int(port)), 20) as connection:
        with suppress(ConnectionError):
            for piece in (head.encode(), *pieces):
                connection.sendall(piece)
        return connection.recv(4096)


def test_the_demonstration_says_three_lines_and_leaves_a_dossier_and_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CPOM_VAR", str(tmp_path))
    demo.main()
    assert len(capsys.readouterr().out.splitlines()) == 3
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"contrat.docx", "contrat.pdf", "rapport-de-conformite.pdf", "dossier.pdf", "manifeste.json"} <= made
    assert any(name.startswith("annexe-") for name in made)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_it_stops_when_told_to_and_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "server.cli.main", "serve", "--port", "0"]
    environment = os.environ | {"CPOM_VAR": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True) as one:
        demo.read_address(one)
        one.send_signal(number)
        assert one.wait(20) == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(one.pid, 0)
