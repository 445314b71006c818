"""The key that signs the cookies of the pages."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile

from server.settings import Settings, SettingsError


def secret_of(settings: Settings) -> str:
    """Return the key that the settings give, else one made once for all processes. Raises `SettingsError`."""
    return settings.secret or _read_kept(settings.var / "secret")


def _read_kept(path: Path) -> str:
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _make(path)
        return path.read_text("ascii")
    except OSError as fault:
        raise SettingsError(f"Donnez CPOM_SECRET : {path} ne peut être ni écrit ni lu.") from fault


def _make(path: Path) -> None:
    """Write a key that its owner alone reads, then name it: nobody reads half of it, the first one named stays."""
    with NamedTemporaryFile("w", encoding="ascii", dir=path.parent, prefix=".secret-") as file:
        file.write(token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
