"""Real servers on loopback, each started for the tests and ended with them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from server.storage.objects import StoreUnavailable
from server.storage.s3 import S3Store

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK = "127.0.0.1"
START_SECONDS = 30
STOP_SECONDS = 10


@dataclass(frozen=True)
class S3Server:
    """How to reach a running S3 server: the arguments of `S3Store.connect`."""

    endpoint_url: str
    bucket: str = "essais"
    region: str = "us-east-1"
    access_key: str = "cle-des-essais"
    secret_key: str = "secret-des-essais"

    def store(self, **changes: str) -> S3Store:
        """Return a store on this server, with some of the arguments changed."""
        return S3Store.connect(**(asdict(self) | changes))


@contextmanager
def start_s3() -> Iterator[S3Server]:
    """Run SeaweedFS with one bucket, its data in a temporary folder; end it on leaving."""
    with TemporaryDirectory(prefix="s3-") as folder:
        ports = free_ports(10)
        server = S3Server(f"http://{LOOPBACK}:{ports[0]}")
        with (Path(folder) / "log").open("w+b") as log:
            process = subprocess.Popen(weed(server, Path(folder), ports), cwd=folder, stdout=log, stderr=log)
            try:
                wait_until_ready(server, process, Path(log.name))
                yield server
            finally:
                stop(process)


def weed(server: S3Server, folder: Path, ports: list[int]) -> list[str]:
    """Return the command that runs SeaweedFS: everything on loopback, in this folder, and no telemetry."""
    services = ("s3", "master", "volume", "filer", "admin")
    names = [f"{service}.port{kind}" for service in services for kind in ("", ".grpc")]
    options = {
        "dir": folder,
        "ip": LOOPBACK,
        "ip.bind": LOOPBACK,
        "master.telemetry": "false",
        "admin.ui": "false",
        "webdav": "false",
        "bucket": server.bucket,
        "s3.config": credentials(server, folder),
        "s3.autoCreateBucket": "false",
        "s3.localSocket": folder / "s3.sock",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "volume.preStopSeconds": 0,
    } | dict(zip(names, ports, strict=True))
    program = Path(sysconfig.get_path("scripts")) / "weed"
    return [str(program), f"-logdir={folder}", "mini", *(f"-{name}={value}" for name, value in options.items())]


def credentials(server: S3Server, folder: Path) -> Path:
    """Write the file that closes the server to all but one identity."""
    identity = {
        "name": "essais",
        "credentials": [{"accessKey": server.access_key, "secretKey": server.secret_key}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    file = folder / "s3.json"
    file.write_text(json.dumps({"identities": [identity]}), "utf-8")
    return file


def wait_until_ready(server: S3Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the bucket can be listed; fail with the server's own words if that does not come."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.store().list("")
        except StoreUnavailable:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the S3 server did not start:\n{log.read_text('utf-8', 'replace')}")


@dataclass(frozen=True)
class PostgresServer:
    """How to reach a running PostgreSQL server, as the owner of all its databases."""

    port: int
    user: str = "essais"
    password: str = "secret-des-essais"

    def url(self, base: str) -> str:
        """Return the address of a database, as the settings take it."""
        return f"postgresql://{self.user}:{self.password}@{LOOPBACK}:{self.port}/{base}"

    def create(self, base: str) -> str:
        """Create an empty database and return its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(base)))
        return self.url(base)


@contextmanager
def start_postgresql() -> Iterator[PostgresServer]:
    """Run PostgreSQL, its data in a temporary folder; end it on leaving. It refuses to run as root: `postgres` does."""
    with TemporaryDirectory(prefix="postgresql-") as temporary:
        folder = Path(temporary)
        server = PostgresServer(free_ports(1)[0])
        owner = "postgres" if os.geteuid() == 0 else None
        if owner:
            shutil.chown(folder, owner)
        initialize(server, folder, owner)
        options = ["-h", LOOPBACK, "-p", str(server.port), "-k", str(folder), "-c", "fsync=off"]
        with (folder / "log").open("w+b") as log:
            command = [postgresql_program("postgres"), "-D", str(folder / "data"), *options]
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, user=owner)
            try:
                wait_until_accepting(server, process, Path(log.name))
                yield server
            finally:
                process.send_signal(signal.SIGQUIT)  # at once: nobody will read these data again
                stop(process)


def initialize(server: PostgresServer, folder: Path, owner: str | None) -> None:
    """Make the data folder of a server that asks everyone for a password."""
    secret = folder / "secret"
    secret.write_text(server.password, "utf-8")
    options = ["--username", server.user, "--pwfile", str(secret), "--auth", "scram-sha-256", "--no-sync"]
    command = [
        postgresql_program("initdb"),
        "-D",
        str(folder / "data"),
        *options,
        "--encoding",
        "UTF8",
        "--locale",
        "C",
    ]
    subprocess.run(command, cwd=folder, user=owner, check=True, capture_output=True)


def postgresql_program(name: str) -> str:
    """Return a program of PostgreSQL; Debian keeps them outside the PATH."""
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or str(beside[-1])


def wait_until_accepting(server: PostgresServer, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server takes connections; fail with its own words if that does not come."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and wait until it is gone."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_ports(count: int) -> list[int]:
    """Return ports of the loopback address that nobody listens on, all different."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((LOOPBACK, 0))
        return [one.getsockname()[1] for one in sockets]
