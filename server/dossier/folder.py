"""A dossier as a folder of plain files: whole, or not there."""

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from schemas.contrat import Contrat
from server.dossier.store import MANIFESTE, Dossier, dump_manifest


class FolderRefused(ValueError):
    """A folder cannot be read from, or written to; the message is French, for the user."""


@dataclass(frozen=True)
class Destination:
    """Where a dossier goes: a folder, and the names of the files of an earlier dossier that it replaces."""

    folder: Path
    previous: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path, *, replace: bool) -> "Destination":
        """Check, before anything is made, that a dossier may be written there. Raises `FolderRefused`.

        The folder is absent or empty; or, to `replace` it, it holds an earlier dossier.
        """
        if folder.exists() and not folder.is_dir():
            raise FolderRefused(f"Choisissez un dossier : « {folder} » est un fichier.")
        if not folder.exists() or not any(folder.iterdir()):
            return cls(folder, ())
        if not replace:
            raise FolderRefused(f"Choisissez un dossier vide, ou ajoutez --remplacer : « {folder} » ne l’est pas.")
        return cls(folder, _previous(folder))

    def write(self, dossier: Dossier) -> None:
        """Write the files beside, then give each its name; the manifest goes first and comes last.

        Whatever stops this, a folder with a manifest holds a whole dossier. Other files are left alone.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.folder, prefix=".cpom-") as beside:
            for document in dossier.documents:
                Path(beside, document.nom).write_bytes(document.contenu)
            Path(beside, MANIFESTE).write_bytes(dump_manifest(dossier.manifeste))
            for nom in (MANIFESTE, *self.previous):
                (self.folder / nom).unlink(missing_ok=True)
            for nom in (*(document.nom for document in dossier.documents), MANIFESTE):
                Path(beside, nom).replace(self.folder / nom)


def read_joints_beside(charge: Path, contrat: Contrat) -> dict[str, bytes]:
    """Return the attached files that stand beside a charge, by identifiant; one that is missing is left out.

    Raises `FolderRefused` for a name that leads to another folder.
    """
    pieces = [piece for piece in contrat.annexes.pieces if piece.fichier and not piece.contenu]
    paths = {piece.identifiant: charge.parent / piece.fichier for piece in pieces if piece.fichier}
    for path in paths.values():
        if path.resolve().parent != charge.parent.resolve():
            raise FolderRefused(f"Copiez « {path.name} » à côté de la charge : ce nom mène à un autre dossier.")
    return {identifiant: path.read_bytes() for identifiant, path in paths.items() if path.is_file()}


def _previous(folder: Path) -> tuple[str, ...]:
    """Return the names of the files of the dossier that a folder holds."""
    try:
        manifeste = json.loads((folder / MANIFESTE).read_bytes())
        return tuple(Path(entry["nom"]).name for entry in manifeste["documents"])
    except (OSError, ValueError, KeyError, TypeError):
        raise FolderRefused(f"Choisissez un autre dossier : « {folder} » ne contient pas de dossier CPOM.") from None
