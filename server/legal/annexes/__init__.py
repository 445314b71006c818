"""The rules on the annexes, one module for each annexe of the model contract, in its order."""

from types import MappingProxyType

from server.legal.annexes import besoins, communes, diagnostic, habilitation, pgfp, pieces

PAR_ANNEXE = MappingProxyType(
    {
        "diagnostic_partage": diagnostic,
        "besoins_territoriaux": besoins,
        "pgfp": pgfp,
        "habilitation_aide_sociale": habilitation,
        "pieces": pieces,
    }
)
MODULES = (communes, *PAR_ANNEXE.values())


def is_on(annexe: str, module: str) -> bool:
    """Tell whether the rules of a module, given by its name, are on an annexe, or on all of them."""
    return module in {each.__name__ for each in (communes, PAR_ANNEXE.get(annexe)) if each}
