"""Thresholds that no text sets: those of this service, where the model contract says « en nombre limité » or « restreint »."""

from datetime import date

from server.legal.nombre import Nombre, ValeurDatee
from server.legal.sources import seuil_du_service

OUVERTURE = date(2017, 3, 11)

NOMBRE_D_OBJECTIFS = Nombre("Nombre d’objectifs au plus", ValeurDatee(10, OUVERTURE, seuil_du_service("article 3")))
NOMBRE_D_INDICATEURS = Nombre(
    "Nombre d’indicateurs par objectif au plus", ValeurDatee(3, OUVERTURE, seuil_du_service("article 3"))
)
