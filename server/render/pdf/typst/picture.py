"""An SVG as the picture that a Word document holds: the same SVG gives the same bytes."""

from pathlib import Path
from tempfile import TemporaryDirectory

from server.render import child
from server.render.errors import RenderError
from server.render.pdf.typst.engine import compile_pages

PICTURE = Path(__file__).with_name("picture.typ")
PER_INCH = 200  # pixels
SECONDS, MEMORY = 10, 1024 * child.MEBIBYTE


def draw_png(svg: str) -> bytes:
    """Return an SVG, which says its size, as a PNG on white. Raises `RenderError`."""
    with TemporaryDirectory(prefix="cpom-picture-") as folder:
        Path(folder, "document.typ").write_bytes(PICTURE.read_bytes())
        Path(folder, "picture.svg").write_text(svg, "utf-8")
        try:
            return compile_pages(Path(folder), "png", PER_INCH, seconds=SECONDS, memory=MEMORY)
        except child.ChildError as fault:
            raise RenderError("Réessayez : un graphique n’a pu être dessiné.") from fault
