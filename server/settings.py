"""The whole environment of the service, read once, frozen."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from babel import localedata

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000
THEMES = ("neutre", "dsfr")
COMPILED = "LC_MESSAGES/messages.mo"
SHORTEST_SECRET = 32
ECHEANCES = "CPOM_ECHEANCES_PROLONGEABLES"
FIRST_YEAR, LAST_YEAR = 2018, 2099  # in which a contract of the arrêté of 2017 may end
S3_KEYS = ("CPOM_S3_BUCKET", "CPOM_S3_ENDPOINT", "CPOM_S3_ACCESS_KEY", "CPOM_S3_SECRET_KEY")


class SettingsError(ValueError):
    """The environment does not describe a service that can start; the message names what is missing, in French."""


class EcheanceProlongeable(NamedTuple):
    """A year whose contracts a text lets be prolonged without prorogation, that text as it is cited, and its day."""

    annee: str
    reference: str
    date: date


@dataclass(frozen=True)
class S3Settings:
    """Where the S3 store is, and the keys to it."""

    bucket: str
    endpoint: str
    access_key: str
    secret_key: str
    region: str
    prefix: str

    def __repr__(self) -> str:
        """Keep the keys out of logs and tracebacks."""
        return f"S3Settings(bucket={self.bucket!r}, endpoint={self.endpoint!r})"


@dataclass(frozen=True)
class Settings:
    """What a deployment chooses.

    `var` holds the data of the embedded default; `s3` replaces its folder of objects; `base` is the address of the
    database of contracts, `sqlite:///…` or `postgresql://…`; `pdf_engine` is `typst` or
    `libreoffice`; `largest_body` is in bytes; `logo` is a picture printed at the head of the contract; `theme` is what
    the pages wear; `catalogue` is the folder of a translation of what they say, named by its language; `hosts` are the
    names under which they are reached; `echeances` are years that whoever runs the
    service adds to the law; `secret` signs their cookies, and is made under `var` where it is not given.
    """

    var: Path
    templates: Path
    pdf_engine: str
    soffice: str
    largest_body: int
    logo: Path | None
    s3: S3Settings | None
    theme: str
    catalogue: Path | None
    hosts: tuple[str, ...]
    echeances: tuple[EcheanceProlongeable, ...]
    base: str = field(repr=False)  # it may hold a password
    secret: str | None = field(repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the `CPOM_…` variables.

        Raises `SettingsError` naming every variable that is missing or wrong.
        """
        faults = [
            *_unknown_engine(environ),
            *_bad_size(environ),
            *_find_missing_s3(environ),
            *_find_missing_files(environ),
        ]
        faults += [
            *_bad_base(environ),
            *_unknown_theme(environ),
            *_find_short_secret(environ),
            *_bad_catalogue(environ),
            *_find_bad_echeances(environ),
        ]
        if faults:
            raise SettingsError(" ".join(faults))
        return cls(
            var=Path(environ.get("CPOM_VAR", "var")),
            templates=Path(environ.get("CPOM_GABARITS", ROOT / "templates")),
            pdf_engine=environ.get("CPOM_MOTEUR_PDF", "typst"),
            soffice=environ.get("CPOM_SOFFICE", "soffice"),
            largest_body=int(environ.get("CPOM_TAILLE_MAX_MO", "50")) * MEGABYTE,
            logo=Path(environ["CPOM_LOGO"]) if "CPOM_LOGO" in environ else None,
            s3=_s3(environ) if _wants_s3(environ) else None,
            theme=environ.get("CPOM_THEME", THEMES[0]),
            catalogue=_catalogue(environ),
            hosts=tuple(host.strip().lower() for host in environ.get("CPOM_HOTES", "").split(",") if host.strip()),
            echeances=read_echeances(environ),
            secret=environ.get("CPOM_SECRET"),
            base=environ.get("CPOM_BASE_URL", f"sqlite:///{Path(environ.get('CPOM_VAR', 'var'), 'registre.sqlite')}"),
        )


def read_echeances(environ: Mapping[str, str]) -> tuple[EcheanceProlongeable, ...]:
    """Return the years that the file of `CPOM_ECHEANCES_PROLONGEABLES` gives; none without it.

    Raises `SettingsError` naming every fault of the file.
    """
    faults = list(_find_bad_echeances(environ))
    if faults:
        raise SettingsError(" ".join(faults))
    if ECHEANCES not in environ:
        return ()
    rows = json.loads(Path(environ[ECHEANCES]).read_text("utf-8-sig"))
    return tuple(_echeance(row) for row in rows)


def _echeance(row: Mapping[str, Any]) -> EcheanceProlongeable:
    return EcheanceProlongeable(str(row["annee"]), row["reference"].strip(), date.fromisoformat(row["date"]))


def _find_bad_echeances(environ: Mapping[str, str]) -> Iterator[str]:
    if ECHEANCES not in environ:
        return
    try:
        rows = json.loads(Path(environ[ECHEANCES]).read_text("utf-8-sig"))
    except (OSError, ValueError):
        rows = None
    if not isinstance(rows, list):
        yield f"Donnez à {ECHEANCES} un fichier JSON : une liste de lignes « annee », « reference », « date »."
        return
    for number, row in enumerate(rows, 1):
        yield from (f"{ECHEANCES}, ligne {number} : {fault}" for fault in _find_bad_row(row))
    years = [row.get("annee") for row in rows if isinstance(row, dict)]
    if any(years.count(year) > 1 for year in years):
        yield f"{ECHEANCES} : n’indiquez chaque année qu’une fois."


def _find_bad_row(row: Any) -> Iterator[str]:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(row, dict) or set(row) != {"annee", "reference", "date"}:
        yield "renseignez « annee », « reference » et « date », et rien d’autre."
        return
    annee, reference = row["annee"], row["reference"]
    if type(annee) is not int or not FIRST_YEAR <= annee <= LAST_YEAR:
        yield f"donnez à « annee » une année, de {FIRST_YEAR} à {LAST_YEAR}."
    if not isinstance(reference, str) or not reference.strip():
        yield "citez à « reference » le texte qui permet de prolonger."
    if not _is_day(row["date"]):
        yield "donnez à « date » le jour de ce texte, sous la forme 2026-02-15."


def _is_day(value: Any) -> bool:  # noqa: ANN401 -- whatever JSON holds
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _wants_s3(environ: Mapping[str, str]) -> bool:
    return any(key in environ for key in S3_KEYS)


def _s3(environ: Mapping[str, str]) -> S3Settings:
    bucket, endpoint, access_key, secret_key = (environ[key] for key in S3_KEYS)
    region, prefix = environ.get("CPOM_S3_REGION", "eu-west-1"), environ.get("CPOM_S3_PREFIX", "")
    return S3Settings(bucket, endpoint, access_key, secret_key, region, prefix)


def _find_missing_s3(environ: Mapping[str, str]) -> list[str]:
    if not _wants_s3(environ):
        return []
    return [f"Renseignez la variable {key} : le stockage S3 la demande." for key in S3_KEYS if not environ.get(key)]


def _unknown_engine(environ: Mapping[str, str]) -> list[str]:
    if environ.get("CPOM_MOTEUR_PDF", "typst") in {"typst", "libreoffice"}:
        return []
    return ["Donnez à CPOM_MOTEUR_PDF la valeur « typst » ou « libreoffice »."]


def _bad_size(environ: Mapping[str, str]) -> list[str]:
    size = environ.get("CPOM_TAILLE_MAX_MO", "50")
    if size.isdecimal() and 0 < int(size) <= 1000:  # noqa: PLR2004 -- a gigabyte
        return []
    return ["Donnez à CPOM_TAILLE_MAX_MO un nombre de mégaoctets, de 1 à 1000."]


def _bad_base(environ: Mapping[str, str]) -> list[str]:
    """Tell of an address of the database that names neither a file nor a PostgreSQL database; never what it holds."""
    if "CPOM_BASE_URL" not in environ:
        return []
    try:
        address = urlsplit(environ["CPOM_BASE_URL"])
        found = address.scheme in {"sqlite", "postgresql"} and address.path.strip("/") and address.port != 0
    except ValueError:
        found = False
    return [] if found else ["Donnez à CPOM_BASE_URL la forme postgresql://utilisateur:secret@hôte/base."]


def _unknown_theme(environ: Mapping[str, str]) -> list[str]:
    if environ.get("CPOM_THEME", THEMES[0]) in THEMES:
        return []
    return ["Donnez à CPOM_THEME la valeur « neutre » ou « dsfr »."]


def _catalogue(environ: Mapping[str, str]) -> Path | None:
    """Return the folder under the name that was given: a link may be named by the language, what it leads to not."""
    return Path(environ["CPOM_CATALOGUE"]).absolute() if "CPOM_CATALOGUE" in environ else None


def _bad_catalogue(environ: Mapping[str, str]) -> list[str]:
    folder = _catalogue(environ)
    if folder is None or (localedata.exists(folder.name) and Path(folder, COMPILED).is_file()):
        return []
    return [f"Donnez à CPOM_CATALOGUE un dossier qui porte le nom d’une langue et contient {COMPILED}."]


def _find_short_secret(environ: Mapping[str, str]) -> list[str]:
    if len(environ.get("CPOM_SECRET", "x" * SHORTEST_SECRET)) >= SHORTEST_SECRET:
        return []
    return [f"Donnez à CPOM_SECRET au moins {SHORTEST_SECRET} caractères tirés au hasard."]


def _find_missing_files(environ: Mapping[str, str]) -> list[str]:
    paths = {key: environ[key] for key in ("CPOM_GABARITS", "CPOM_LOGO") if key in environ}
    return [f"Corrigez {key} : « {path} » n’existe pas." for key, path in paths.items() if not Path(path).exists()]
