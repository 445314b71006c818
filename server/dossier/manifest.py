"""The manifest of a dossier: what it tells of the files, key by key."""

from datetime import date

from schemas.answer import Answer, membre
from schemas.manquement import Manquement
from server.dossier.store import GenreDeDossier


class MoteurPdf(Answer):
    """The engine that made the PDFs of a dossier."""

    nom: str = membre("Nom", de="name")
    version: str = membre("Version du moteur et de ses polices")


class FichierDuDossier(Answer):
    """One file of a dossier; the template is that of a Word file."""

    nom: str = membre("Nom", exemple="contrat.pdf")
    titre: str = membre("Titre")
    type: str = membre("Type de média", de="media_type")
    taille: int = membre("Taille, en octets", de=lambda document: len(document.contenu))
    sha256: str = membre("Empreinte SHA-256")
    gabarit: str | None = membre("Gabarit Word", de="origine.gabarit", facultatif=True)
    gabarit_sha256: str | None = membre("Empreinte du gabarit", de="origine.gabarit_sha256", facultatif=True)


class AvenantDuManifeste(Answer):
    """The amendment whose documents a manifest tells."""

    numero: int = membre("Numéro")
    nature: str = membre("Nature", exemple="capacite", de="demande.nature")
    date_effet: date = membre("Date d’effet", de="demande.date_effet")


class Manifeste(Answer):
    """The manifest of a stored dossier."""

    version: str = membre("Version du manifeste")
    identifiant: str = membre("Identifiant du dossier")
    genre: GenreDeDossier | None = membre(
        "Genre du dossier ; absent des plus anciens", exemple="contrat", facultatif=True
    )
    reference: str | None = membre("Référence du contrat")
    projet: bool = membre("Le dossier est un projet")
    droit_au: date = membre("Jour dont le droit est appliqué")
    conforme: bool = membre("Aucune règle bloquante n’est enfreinte")
    manquements: tuple[Manquement, ...] = membre("Manquements")
    service: str = membre("Version du service")
    moteur_pdf: MoteurPdf = membre("Moteur PDF")
    documents: tuple[FichierDuDossier, ...] = membre("Fichiers du dossier")
    avenant: AvenantDuManifeste | None = membre("Avenant, si le dossier en est un", facultatif=True)
    acte: str | None = membre(
        "Nature de l’acte, si le dossier en est les lettres", exemple="prorogation", facultatif=True
    )
