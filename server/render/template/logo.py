"""The logo of a deployment, made to stand in the slot that the template of the contract keeps for it."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from server.render.errors import RenderError

SLOT = (1000, 400)  # pixels of the slot, 5 cm by 2 cm: 500 to the inch


def fit_logo(picture: bytes) -> bytes:
    """Return a picture as a PNG of the slot's proportions, whole, at the top left, on nothing.

    Raises `RenderError` for what is not a picture.
    """
    try:
        with Image.open(BytesIO(picture)) as logo:
            placed = logo.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as fault:
        raise RenderError("Donnez pour logo une image PNG ou JPEG lisible.") from fault
    scale = min(SLOT[0] / placed.width, SLOT[1] / placed.height)
    placed = placed.resize((max(1, round(placed.width * scale)), max(1, round(placed.height * scale))))
    slot = Image.new("RGBA", SLOT, (255, 255, 255, 0))
    slot.paste(placed, (0, 0))
    written = BytesIO()
    slot.save(written, "PNG", optimize=True)
    return written.getvalue()
