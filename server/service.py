"""From settings to what does the work: the engines and the store, built in one place for every door."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from server.amendment.redline import RedlineEngine
from server.dossier.produce import Engines
from server.registry.errors import RegistreIndisponible
from server.render.documents import Gabarits
from server.render.errors import PdfError, RenderError
from server.render.formats.odt import to_odt
from server.render.pdf.engines import ENGINES, build_engine
from server.render.pdf.libreoffice import LibreOfficeEngine
from server.render.template.logo import fit_logo
from server.settings import Settings, SettingsError
from server.storage.local import LocalStore
from server.storage.objects import ObjectStore
from server.storage.s3 import S3Store

if TYPE_CHECKING:
    from server.registry.transaction import Registre


@dataclass(frozen=True)
class Service:
    """What a running service works with: the PDF engines found here are those of `build_engines`, by name."""

    settings: Settings
    engines: Mapping[str, Engines]
    store: ObjectStore
    registre: "Registre"

    @classmethod
    def of(cls, settings: Settings) -> "Service":
        """Build the engines, the store and the registry, each once. Raises `SettingsError`."""
        return cls(settings, build_engines(settings), build_store(settings), open_registre(settings))


def build_engines(settings: Settings) -> dict[str, Engines]:
    """Return the engines by the name of their PDF engine, with only those that are installed.

    They share the compiled templates. Raises `SettingsError` when the engine chosen by the settings is not there.
    """
    soffice = shutil.which(settings.soffice)
    gabarits = Gabarits(settings.templates)
    redline = RedlineEngine(settings.var / "redline")
    logo = _logo(settings.logo) if settings.logo else None
    found = {}
    for name in ENGINES:
        with suppress(PdfError):
            pdf = build_engine(name, soffice=Path(soffice) if soffice else None)
            odt = pdf.to_odt if isinstance(pdf, LibreOfficeEngine) else to_odt
            found[name] = Engines(gabarits, pdf, redline, odt, logo)
    if settings.pdf_engine not in found:
        raise SettingsError(f"Installez le moteur PDF « {settings.pdf_engine} », ou changez CPOM_MOTEUR_PDF.")
    return found


def _logo(path: Path) -> bytes:
    try:
        return fit_logo(path.read_bytes())
    except (OSError, RenderError) as fault:
        raise SettingsError(f"Corrigez CPOM_LOGO : {fault}") from fault


def build_store(settings: Settings) -> ObjectStore:
    """Return the store of objects: S3 where it is set, else a folder."""
    if settings.s3 is None:
        return LocalStore(settings.var / "objets")
    return S3Store.connect(
        bucket=settings.s3.bucket,
        endpoint_url=settings.s3.endpoint,
        region=settings.s3.region,
        access_key=settings.s3.access_key,
        secret_key=settings.s3.secret_key,
        prefix=settings.s3.prefix,
    )


def open_registre(settings: Settings) -> "Registre":
    """Return the registry of contracts; the file of the embedded default is made, or migrated, at once.

    A PostgreSQL database is left as it is: `cpom base migrer` migrates it. Raises `SettingsError` for a file that
    cannot be one.
    """
    from server.registry.transaction import Registre  # noqa: PLC0415 -- whoever checks a contract loads no database

    found = Registre.at(settings.base)
    if found.file:
        try:
            found.migrate()
        except RegistreIndisponible as fault:
            raise SettingsError(f"Corrigez CPOM_BASE_URL ou CPOM_VAR : {found.file} n’est pas une base.") from fault
    return found
