"""What no template may hold, since it would act on its own when a document is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.render.word.ooxml import read_value, w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.render.word.package import Package, Part

OFF = ("0", "false", "off")
HYPERLINK = "/hyperlink"


def find_refusals(package: Package) -> Iterator[tuple[str, str]]:
    """Yield (part, reason) for all that a template may not hold."""
    for name in package:
        if name.endswith("vbaProject.bin"):
            yield name, "retirez les macros : enregistrez-le comme document .docx"
        if name.endswith(".rels"):
            yield from find_external_relationships(package[name])
    if settings := package.get("word/settings.xml"):
        yield from find_active_settings(settings)


def find_external_relationships(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the relationships that leave the package, hyperlinks excepted."""
    for each in part.tree():
        if each.get("TargetMode") == "External" and not each.get("Type", "").endswith(HYPERLINK):
            target = each.get("Target", "")
            yield part.name, f"retirez la référence externe à « {target} », qu’un logiciel irait chercher"


def find_active_settings(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the settings that make Word ask something when it opens the document."""
    update = part.tree().find(w("updateFields"))
    if update is not None and read_value(update) not in OFF:
        yield part.name, "retirez w:updateFields : Word demanderait de mettre à jour les champs"
