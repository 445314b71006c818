"""What the contract is founded on: its visas."""

import datetime as dt

from schemas.fields import Choix
from schemas.objet import Objet, champ


class NatureSchema(Choix):
    """The kind of a planning document."""

    PROJET_REGIONAL_DE_SANTE = "projet_regional_de_sante", "projet régional de santé"
    SCHEMA_REGIONAL = "schema_regional", "schéma régional d’organisation médico-sociale"
    SCHEMA_DEPARTEMENTAL = "schema_departemental", "schéma départemental"
    SCHEMA_METROPOLITAIN = "schema_metropolitain", "schéma métropolitain"
    PRIAC = "priac", "programme interdépartemental d’accompagnement des handicaps et de la perte d’autonomie"
    AUTRE = "autre", "autre schéma de référence"


class SchemaDeReference(Objet):
    """Un schéma de référence."""

    nature: NatureSchema = champ("Nature du schéma")
    intitule: str = champ("Intitulé")
    date_arrete: dt.date | None = champ("Date de l’arrêté")


class ArreteProgrammation(Objet):
    """L’arrêté qui programme la signature du contrat."""

    date: dt.date = champ("Date de l’arrêté")
    autorites: str = champ(
        "Autorités qui l’ont pris", "Avec leur article : « l’ARS Grand Est et le département de la Moselle »."
    )


class Deliberation(Objet):
    """La délibération d’une instance."""

    instance: str = champ(
        "Instance", "« conseil d’administration », « conseil de surveillance », « conseil départemental »."
    )
    date: dt.date = champ("Date de la délibération")


class Visas(Objet):
    """Les visas du contrat."""

    schemas: tuple[SchemaDeReference, ...] = champ("Schémas de référence", obligatoire=True, cle=("nature", "intitule"))
    arrete_programmation: ArreteProgrammation | None = champ("Arrêté de programmation")
    deliberation: Deliberation | None = champ("Délibération du gestionnaire")
    autres: tuple[str, ...] = champ("Autres visas", "Une phrase par visa, sans « Vu » en tête ni ponctuation finale.")
