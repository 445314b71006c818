"""Every refusal as a problem document (RFC 9457), in French: which exception is which kind of problem."""

import json
from collections.abc import Iterable, Mapping
from functools import singledispatch
from http import HTTPStatus
from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotAcceptable

from schemas.francais import compte, enumere, typographie
from schemas.manquement import Manquement
from schemas.reading import ChargeIllisible, ChargeInvalide, dump
from server.amendment.document.avenant import AvenantSansObjet
from server.api.answers.problems import ProblemeAnswer
from server.api.especes import Espece
from server.dossier.avenant import AvenantNonConforme
from server.dossier.contrat import ContratNonConforme
from server.dossier.lettres import ActeNonConforme
from server.dossier.store import DossierIntrouvable
from server.legal import Verdict
from server.registry.errors import AvenantOuvert, EtatIncompatible, Introuvable, Perime, RegistreIndisponible
from server.render.errors import PdfError
from server.render.template.environment import TemplateError
from server.settings import MEGABYTE
from server.storage.objects import StorageError
from server.web.security import NomInconnu

MEDIA_TYPE = "application/problem+json"


class Probleme(Exception):
    """One problem: its kind, what to do about it, the faults it gathers, and the headers of its answer.

    `verdict` is that of the law on what could be read of a charge that has faults of shape.
    """

    def __init__(
        self,
        espece: Espece,
        detail: str,
        manquements: Iterable[Manquement] = (),
        headers: Mapping[str, str] | None = None,
        verdict: Verdict | None = None,
    ) -> None:
        super().__init__(detail)
        self.espece = espece
        self.detail = typographie(detail)
        self.manquements = tuple(manquements)
        self.headers = headers or {}
        self.verdict = verdict

    def tell_at(self, instance: str) -> ProblemeAnswer:
        """Return the problem document of an address."""
        return ProblemeAnswer.of(
            self.espece,
            detail=self.detail,
            instance=instance,
            manquements=self.manquements,
            partiel=self.verdict and True,
            verdict=self.verdict,
        )


def refuse_shape(manquements: tuple[Manquement, ...], verdict: Verdict | None = None) -> Probleme:
    """Return the problem of a charge that has faults of shape, with what the law finds in the rest."""
    fautes = compte(len(manquements), "faute de forme", "fautes de forme")
    return Probleme(Espece.CHARGE_INVALIDE, f"Corrigez la charge : {fautes}.", manquements, verdict=verdict)


def answer(error: Exception) -> Response:
    """Return the answer to an error; those that are ours to mend are logged whole, and say nothing of us."""
    problem = problem_of(error)
    if problem.espece.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    content = json.dumps(dump(problem.tell_at(quote(request.path))), ensure_ascii=False)
    return Response(content, problem.espece.status, problem.headers, content_type=MEDIA_TYPE)


@singledispatch
def problem_of(_: Exception) -> Probleme:
    """Return the problem that an exception is; one that nobody foresaw says nothing of itself."""
    return Probleme(Espece.ERREUR_INTERNE, "Signalez cette erreur à l’administrateur du service.")


@problem_of.register
def _(error: Probleme) -> Probleme:
    return error


@problem_of.register
def _(error: ChargeIllisible) -> Probleme:
    return Probleme(Espece.CHARGE_ILLISIBLE, str(error))


@problem_of.register
def _(error: ChargeInvalide) -> Probleme:
    return refuse_shape(error.manquements)


@problem_of.register
def _(error: ContratNonConforme) -> Probleme:
    detail = "Corrigez le contrat, ou demandez un projet : il enfreint au moins une règle bloquante."
    return Probleme(Espece.CONTRAT_NON_CONFORME, detail, error.verdict.manquements)


@problem_of.register
def _(error: AvenantNonConforme) -> Probleme:
    detail = "Corrigez l’avenant : il enfreint, ou le contrat avec lui, au moins une règle bloquante."
    return Probleme(Espece.AVENANT_NON_CONFORME, detail, error.verdict.manquements)


@problem_of.register
def _(error: ActeNonConforme) -> Probleme:
    detail = "Corrigez l’acte : il enfreint au moins une règle bloquante."
    return Probleme(Espece.ACTE_NON_CONFORME, detail, error.verdict.manquements)


@problem_of.register
def _(error: DossierIntrouvable) -> Probleme:
    return Probleme(Espece.INTROUVABLE, str(error))


@problem_of.register
def _(error: PdfError) -> Probleme:
    return Probleme(Espece.DOCUMENT_IRREALISABLE, str(error))


@problem_of.register
def _(error: TemplateError) -> Probleme:
    return Probleme(Espece.GABARIT_FAUTIF, str(error))


@problem_of.register
def _(_: StorageError) -> Probleme:
    return Probleme(Espece.STOCKAGE_INDISPONIBLE, "Réessayez plus tard : le stockage des dossiers ne répond pas.")


@problem_of.register
def _(error: RegistreIndisponible) -> Probleme:
    return Probleme(Espece.REGISTRE_INDISPONIBLE, str(error))


@problem_of.register
def _(error: Introuvable) -> Probleme:
    return Probleme(Espece.INTROUVABLE, str(error))


@problem_of.register
def _(error: EtatIncompatible) -> Probleme:
    return Probleme(Espece.ETAT_INCOMPATIBLE, str(error))


@problem_of.register
def _(error: AvenantSansObjet) -> Probleme:
    return Probleme(Espece.AVENANT_SANS_OBJET, str(error))


@problem_of.register
def _(error: AvenantOuvert) -> Probleme:
    return Probleme(Espece.AVENANT_OUVERT, str(error))


@problem_of.register
def _(error: Perime) -> Probleme:
    return Probleme(Espece.VERSION_PERIMEE, str(error))


@problem_of.register
def _(error: HTTPException) -> Probleme:
    kind = Espece.of_status(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return Probleme(kind, _advice(error, kind), headers=kept)


def _advice(error: HTTPException, kind: Espece) -> str:
    """Return what to do about an error that comes from the protocol rather than from the contract."""
    if isinstance(error, MethodNotAllowed):
        return f"Utilisez la méthode {enumere(sorted(error.valid_methods or ()), 'ou')}."
    if isinstance(error, NomInconnu):
        return str(error.description)
    if isinstance(error, NotAcceptable):
        return f"Acceptez le type {error.description}."
    largest = current_app.config["MAX_CONTENT_LENGTH"] // MEGABYTE
    advices = {
        Espece.ORIGINE_REFUSEE: "Envoyez la requête depuis le service : elle vient d’une page d’un autre site.",
        Espece.INTROUVABLE: "Vérifiez l’adresse : rien n’y répond.",
        Espece.ENVOI_TROP_GRAND: (
            f"Réduisez l’envoi : {largest} Mo et {current_app.config['MAX_FORM_PARTS']} parties au plus."
        ),
        Espece.TYPE_NON_LU: (
            "Envoyez du JSON (application/json), ou un formulaire en plusieurs parties (multipart/form-data)."
        ),
        Espece.ERREUR_INTERNE: "Signalez cette erreur à l’administrateur du service.",
    }
    return advices.get(kind, "Corrigez la requête : le service ne la comprend pas.")
