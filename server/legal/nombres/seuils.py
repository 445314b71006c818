"""Thresholds that no text sets: those of this service, where the model contract says « en nombre limité » or « restreint »."""

from datetime import date

from server.legal.nombre import Nombre, Valeur
from server.legal.sources import modele

SERVICE = modele("article 3, que ce seuil du service chiffre")
OUVERTURE = date(2017, 3, 11)

NOMBRE_D_OBJECTIFS = Nombre("Nombre d’objectifs au plus", Valeur(10, OUVERTURE, SERVICE))
NOMBRE_D_INDICATEURS = Nombre("Nombre d’indicateurs par objectif au plus", Valeur(3, OUVERTURE, SERVICE))
