"""The address of every page: one at least for each endpoint that a person may visit, on real objects."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from schemas.reading import parse
from tests import payloads
from tests.api.requests import inline
from tests.browser.demarches import drafted, proposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.browser.navigateur import Visiteur

INDICATOR = "/annexes/objectifs/0/indicateurs/0"


@dataclass(frozen=True)
class Monde:
    """What stands in a service so that each of its pages has something to show; drafts by their addresses."""

    projet: str
    signe: str
    avenant: str
    brouillon: str
    saisie_avenant: str
    dossier: str

    @classmethod
    def made(cls, visiteur: Visiteur) -> Monde:
        """Make it, by the API and the pages."""
        service = visiteur.service
        own = {"reference": "CPOM-57-2027-TOUR"}  # the service is shared: another test may sign the same contract
        signe = service.contrat(payloads.charge() | own, "arrete", "signe")
        demande = parse((payloads.FOLDER / "avenants/capacite.json").read_bytes())
        return cls(
            projet=service.contrat(payloads.charge("spasad")),
            signe=signe,
            saisie_avenant=proposed(visiteur, signe),
            avenant=service.api("POST", f"/contrats/{signe}/avenants", demande)["id"],
            brouillon=drafted(visiteur),
            dossier=service.api("POST", "/dossiers", parse(inline()["data"]))["identifiant"],
        )

    @property
    def pages(self) -> Mapping[str, Mapping[str, str]]:
        """The pages: by endpoint, the address of each under the name of its picture."""
        signe, brouillon = f"/contrats/{self.signe}", self.brouillon
        entry = f"{brouillon}/perimetre?fiche=/article_1/etablissements/0"
        indicator = f"{brouillon}/objectifs?fiche={INDICATOR}"
        steps = ("parties", "perimetre", "autres-cpom", "objectifs", "moyens", "pgfp", "suivi", "annexes")
        return {
            "intranet.accueil": {"accueil": "/"},
            "intranet.base_legale": {
                "base-legale": "/base-legale?categories=183,500&autorites=ars&autorites=conseil_departemental",
                "base-legale-fautes": "/base-legale?categories=18&autorites=mairie",
            },
            "intranet.brouillons": {"saisies-en-cours": "/brouillons"},
            "intranet.accessibilite": {"accessibilite": "/accessibilite"},
            "intranet.contrats": {"contrats": "/contrats", "contrats-aucun": "/contrats?q=introuvable"},
            "intranet.contrat": {"contrat-projet": f"/contrats/{self.projet}", "contrat-signe": signe},
            "intranet.documents": {"documents": f"{signe}/documents"},
            "intranet.echeances": {"echeances": f"{signe}/echeances"},
            "intranet.texte": {"texte": f"{signe}/texte", "texte-projet": f"/contrats/{self.projet}/texte"},
            "intranet.versions": {"versions": f"{signe}/versions"},
            "intranet.differences": {"differences": f"{signe}/differences?de=1&a=1"},
            "intranet.avenants": {"avenants": f"{signe}/avenants"},
            "intranet.avenant": {"avenant": f"{signe}/avenants/{self.avenant}"},
            "intranet.abandonner_avenant": {"avenant-abandon": f"{signe}/avenants/{self.avenant}/abandon"},
            "intranet.journal": {"journal": f"{signe}/journal"},
            "intranet.dossier": {"dossier": f"/dossiers/{self.dossier}"},
            "intranet.feuilleter": {"feuilleter": f"/dossiers/{self.dossier}/documents/contrat.pdf/pages/1"},
            "intranet.nouveau": {"nouveau": "/nouveau"},
            "intranet.brouillon": {"saisie": brouillon},
            "intranet.etape": {f"saisie-{each}": f"{brouillon}/{each}" for each in steps}
            | {
                "saisie-fiche": entry,
                "saisie-indicateur": indicator,
                "saisie-avenant": f"{self.saisie_avenant}/avenant",
            },
            "intranet.differences_du_brouillon": {"saisie-differences": f"{self.saisie_avenant}/differences"},
            "intranet.apercu": {"apercu": f"{brouillon}/apercu"},
            "intranet.historique": {"historique": f"{brouillon}/historique"},
            "intranet.bilan": {"verification": f"{brouillon}/bilan"},
            "intranet.classeurs": {"classeurs": f"{brouillon}/classeurs"},
            "intranet.pieces": {"pieces": f"{brouillon}/pieces"},
            "intranet.confirmer_abandon": {"abandon": f"{brouillon}/abandonner"},
        }

    @property
    def adresses(self) -> Mapping[str, str]:
        """The address of each page, by the name of its picture."""
        return {nom: chemin for pages in self.pages.values() for nom, chemin in pages.items()}

    @property
    def fichiers(self) -> Mapping[str, str]:
        """The addresses that give a file, a picture or the text within a frame, by endpoint."""
        signe, dossier = f"/contrats/{self.signe}", f"/dossiers/{self.dossier}"
        return {
            "intranet.contrats_export": "/contrats/export.csv",
            "intranet.frise_du_contrat": f"{signe}/frise.svg",
            "intranet.calendrier_du_contrat": f"{signe}/echeances.ics",
            "intranet.texte_lu": f"{signe}/texte.html",
            "intranet.texte_consolide": f"{signe}/texte.docx",
            "intranet.annexe_lue": f"{signe}/annexes/pgfp.docx",
            "intranet.document": f"{dossier}/documents/contrat.pdf",
            "intranet.archive_du_dossier": f"{dossier}/archive.zip",
            "intranet.page_du_document": f"{dossier}/documents/contrat.pdf/pages/1.png",
            "intranet.apercu_html": f"{self.brouillon}/apercu.html",
            "intranet.veille": f"{self.brouillon}/veille?rang=1",
            "intranet.modele": "/modeles/etablissements.xlsx",
            "intranet.classeur": f"{self.brouillon}/classeurs/etablissements.xlsx",
            "intranet.graphique_pgfp": f"{self.brouillon}/graphiques/pgfp.svg",
            "intranet.graphique": f"{self.brouillon}/graphiques/indicateur.svg?chemin={INDICATOR}",
            "intranet.static": "/statique/commun.css",
        }


NOMS = tuple(Monde(*[""] * len(fields(Monde))).adresses)  # of the pages, before there is any
