"""Where a value stands, in the words of the contract."""

_LIEUX = {
    "parties": "aux parties",
    "visas": "aux visas",
    "preambule": "au préambule",
    "article_1": "à l’article 1er",
    "article_4": "à l’article 4.1",
    "article_4/affectation_resultats": "à l’article 4.2",
    "article_4/frais_de_siege": "à l’article 4.3",
    "annexes/diagnostic_partage": "à l’annexe sur le diagnostic partagé",
    "annexes/besoins_territoriaux": "à l’annexe sur les besoins territoriaux",
    "annexes/objectifs": "à l’annexe sur les objectifs",
    "annexes/pgfp": "à l’annexe sur le plan global de financement pluriannuel",
    "annexes/habilitation_aide_sociale": "à l’annexe relative à l’habilitation à l’aide sociale",
    "annexes/pieces": "à l’annexe des pièces jointes",
}


def lieu(chemin: str) -> str:
    """Return where a JSON pointer leads, as a message says it: « à l’article 1er », « à l’annexe sur les objectifs »."""
    partie, *suite = chemin[1:].split("/")
    article = f"à l’article {partie.removeprefix('article_')}"
    return _LIEUX.get("/".join((partie, *suite[:1])), _LIEUX.get(partie, article))
