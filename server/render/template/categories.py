"""The FINESS categories most met in the contracts, by code (FINESS directory, nomenclature of categories)."""

CATEGORIES = {
    "166": "établissement d’accueil mère-enfant",
    "172": "pouponnière à caractère social",
    "175": "foyer de l’enfance",
    "176": "village d’enfants",
    "177": "maison d’enfants à caractère social",
    "182": "SESSAD",
    "183": "IME",
    "186": "ITEP",
    "188": "établissement pour enfants et adolescents polyhandicapés",
    "189": "CMPP",
    "190": "CAMSP",
    "192": "IEM",
    "194": "institut pour déficients visuels",
    "195": "institut pour déficients auditifs",
    "198": "ESPO",
    "202": "résidence autonomie",
    "207": "centre de jour pour personnes âgées",
    "209": "service autonomie aide et soins",
    "214": "CHRS",
    "236": "centre de placement familial socio-éducatif",
    "246": "ESAT",
    "249": "ESRP",
    "252": "foyer d’hébergement",
    "255": "MAS",
    "286": "club et équipe de prévention",
    "295": "service d’action éducative en milieu ouvert",
    "354": "SSIAD",
    "382": "foyer de vie",
    "437": "FAM",
    "445": "SAMSAH",
    "446": "SAVS",
    "448": "EAM",
    "449": "EANM",
    "460": "service autonomie aide",
    "464": "UEROS",
    "500": "EHPAD",
    "501": "EHPA percevant des crédits d’assurance maladie",
    "502": "EHPA ne percevant pas de crédits d’assurance maladie",
}


def find_categorie(code: str) -> str:
    """Return the name of a category, or its code when it is not among those most met."""
    return CATEGORIES.get(code, f"catégorie {code}")
