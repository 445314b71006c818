"""The regions and their départements, and who governs these (code général des collectivités territoriales)."""

# Article L. 4111-1; an overseas département is a region of its own.
REGIONS: dict[str, frozenset[str]] = {
    "Auvergne-Rhône-Alpes": frozenset(["01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"]),
    "Bourgogne-Franche-Comté": frozenset(["21", "25", "39", "58", "70", "71", "89", "90"]),
    "Bretagne": frozenset(["22", "29", "35", "56"]),
    "Centre-Val de Loire": frozenset(["18", "28", "36", "37", "41", "45"]),
    "Corse": frozenset(["2A", "2B"]),
    "Grand Est": frozenset(["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"]),
    "Guadeloupe": frozenset(["971"]),
    "Guyane": frozenset(["973"]),
    "Hauts-de-France": frozenset(["02", "59", "60", "62", "80"]),
    "Île-de-France": frozenset(["75", "77", "78", "91", "92", "93", "94", "95"]),
    "La Réunion": frozenset(["974"]),
    "Martinique": frozenset(["972"]),
    "Mayotte": frozenset(["976"]),
    "Normandie": frozenset(["14", "27", "50", "61", "76"]),
    "Nouvelle-Aquitaine": frozenset(["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"]),
    "Occitanie": frozenset(["09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82"]),
    "Pays de la Loire": frozenset(["44", "49", "53", "72", "85"]),
    "Provence-Alpes-Côte d’Azur": frozenset(["04", "05", "06", "13", "83", "84"]),
}
# Article L. 4421-1 (collectivité de Corse) and article L. 3431-1 (collectivité européenne d’Alsace).
COLLECTIVITES_UNIQUES = (frozenset(["2A", "2B"]), frozenset(["67", "68"]))


def region(departement: str) -> str:
    """Return the region of a département, or the code of a collectivity that is in none."""
    return next((nom for nom, codes in REGIONS.items() if departement in codes), departement)


def ressort(departement: str) -> frozenset[str]:
    """Return the départements that the authority of one of them governs: mostly that one alone."""
    return next((codes for codes in COLLECTIVITES_UNIQUES if departement in codes), frozenset([departement]))


# It has the powers of a département on its territory, which article L. 3611-1 takes out of the Rhône; both keep the code 69.
METROPOLE_DE_LYON = "69M"
