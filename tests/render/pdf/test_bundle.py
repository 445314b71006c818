"""Attached PDF lose what acts, and all the PDF of a dossier are bound as one."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from server.render.errors import PdfError
from server.render.pdf.bundle import BundlePart, assemble, clean
from server.render.pdf.engines import build_engine
from tests.render.pdf.pdfs import elements, opened, outline, tags, text_of
from tests.render.rich import TITLES, rich
from tests.render.words import p, with_body

pytestmark = pytest.mark.poppler


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """Return the bytes of a PDF."""
    file = io.BytesIO()
    pdf.save(file, **options)
    return file.getvalue()


def plain(text: str = "Texte") -> bytes:
    """Return a small PDF that says a text."""
    return build_engine("typst").convert(with_body(p(text)))


def script(pdf: pikepdf.Pdf) -> Dictionary:
    """Return an action that runs a script."""
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def armed() -> bytes:
    """Return a PDF that acts in every way we know."""
    pdf = opened(plain("Pièce"))
    pdf.Root.OpenAction = script(pdf)
    pdf.Root.AA = Dictionary(WC=script(pdf))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script(pdf)])))
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.attachments["virus.exe"] = b"MZ"
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script(pdf))
    links = [
        Dictionary(S=Name.Launch, F=String("cmd.exe")),
        Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
        Dictionary(S=Name.URI, URI=String("https://www.legifrance.gouv.fr/"), Next=script(pdf)),
        Dictionary(S=Name.GoToR, F=String("//serveur/part")),
        Dictionary(S=Name.SubmitForm, F=String("https://example.org/")),
    ]
    box = Array([0, 0, 9, 9])
    annotations = [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=link) for link in links]
    annotations.append(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=box))
    page.Annots = Array([pdf.make_indirect(annotation) for annotation in annotations])
    return saved(pdf)


def everything(pdf: bytes) -> bytes:
    """Return a PDF without compression, to look for what it says anywhere."""
    document = opened(pdf)
    options = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False, "static_id": True}
    return saved(document, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, **options)


@pytest.mark.long
def test_what_acts_is_taken_away() -> None:
    before, after = everything(armed()), everything(clean(armed()))
    for mark in (b"JavaScript", b"app.alert", b"cmd.exe", b"//serveur", b"SubmitForm", b"javascript:", b"<xdp/>"):
        assert mark in before
        assert mark not in after
    for mark in (b"virus.exe", b"/EmbeddedFiles", b"/OpenAction", b"/AA", b"/FileAttachment", b"/Launch", b"/XFA"):
        assert mark in before
        assert mark not in after


@pytest.mark.long
def test_what_is_read_is_kept() -> None:
    cleaned = clean(armed())
    assert "Pièce" in text_of(cleaned)
    assert b"https://www.legifrance.gouv.fr/" in everything(cleaned)


@pytest.mark.long
def test_a_cleaned_pdf_is_the_same_each_time_and_clean_already() -> None:
    once = clean(piece := armed())
    assert once == clean(piece)
    assert everything(once) == everything(clean(once))


@pytest.mark.long
def test_the_structure_and_the_bookmarks_of_a_piece_are_kept() -> None:
    made = build_engine("typst").convert(rich())
    before, after = opened(made), opened(clean(made))
    assert tags(after) == tags(before)
    assert outline(after) == outline(before)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "celui-ci n’en est pas un"),
        (b"PK\x03\x04", "celui-ci n’en est pas un"),
        (b"%PDF-1.7\nrien", "celui-ci est endommagé"),
        (saved(pikepdf.Pdf.new()), "de 1 à 2000 pages"),
    ],
)
def test_what_is_no_readable_pdf_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(PdfError, match=message):
        clean(content)


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_pdf_is_refused(user: str) -> None:
    locked = saved(opened(plain()), encryption=pikepdf.Encryption(owner="o", user=user))
    with pytest.raises(PdfError, match="sans mot de passe"):
        clean(locked)


# -- Binding ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundle() -> bytes:
    """Return the rich document twice and a piece, bound."""
    contract = build_engine("typst").convert(rich())
    parts = [
        BundlePart("Contrat", contract),
        BundlePart("Annexe n° 1 – « B »", contract),
        BundlePart("Pièce n° 1", clean(armed())),
    ]
    return assemble(parts, title="CPOM-57-2027-001")


@pytest.mark.long
def test_all_pages_follow_one_another(bundle: bytes) -> None:
    one = opened(build_engine("typst").convert(rich()))
    pages = len(one.pages)
    document = opened(bundle)
    assert len(document.pages) == 2 * pages + 1
    assert [document.pages[at].label for at in (0, pages - 1, pages, 2 * pages)] == ["1-1", f"1-{pages}", "2-1", "3-1"]
    assert text_of(bundle).endswith("Pièce\n\n\x0c")


def test_each_document_is_a_bookmark_that_holds_its_own(bundle: bytes) -> None:
    inner = [(1 + depth, title) for depth, title in outline(opened(build_engine("typst").convert(rich())))]
    marks = [(0, "Contrat"), *inner, (0, "Annexe n° 1 – « B »"), *inner, (0, "Pièce n° 1")]
    assert outline(opened(bundle)) == marks


def test_bookmarks_and_links_lead_to_the_pages_of_their_own_document(bundle: bytes) -> None:
    document = opened(bundle)
    ranks = {page.obj.objgen: rank for rank, page in enumerate(document.pages)}
    half = len(document.pages) // 2
    with document.open_outline() as marks:
        second = [ranks[mark.destination[0].objgen] for mark in marks.root[1].children]
    assert second == sorted(second)
    assert min(second) > half - 1
    links = [ranks[link.Dest[0].objgen] for link in document.pages[half].obj.Annots]
    assert links == second[: len(TITLES)]


def test_the_structure_of_each_document_is_a_part_of_the_whole(bundle: bytes) -> None:
    document = opened(bundle)
    one = tags(opened(build_engine("typst").convert(rich())))
    assert tags(document) == ["Part", *one, "Part", *one, "Part", "Document", "P"]
    titles = [str(element.T) for element in elements(document) if Name.Part == element.S]
    assert titles == ["Contrat", "Annexe n° 1 – « B »", "Pièce n° 1"]


def test_the_structure_leads_to_pages_and_back(bundle: bytes) -> None:
    document = opened(bundle)
    pages = {page.obj.objgen for page in document.pages}
    assert {element.Pg.objgen for element in elements(document) if "/Pg" in element} <= pages
    parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    keys = [page.obj.StructParents for page in document.pages]
    assert len(set(keys)) == len(keys)
    for page, key in zip(document.pages, keys, strict=True):
        first = next(parent for parent in parents[key] if isinstance(parent, Dictionary) and "/S" in parent)
        assert first.get("/Pg", page.obj).objgen == page.obj.objgen


def test_cells_find_their_headings_in_their_own_document(bundle: bytes) -> None:
    document = opened(bundle)
    names = [bytes(element.ID) for element in elements(document) if "/ID" in element]
    assert len(set(names)) == len(names) > 0
    asked = {
        bytes(header)
        for element in elements(document)
        for attributes in (element.A if isinstance(element.get("/A"), Array) else [])
        for header in attributes.get("/Headers", [])
    }
    assert asked <= set(names)
    assert asked


def test_it_says_its_title_and_language(bundle: bytes) -> None:
    document = opened(bundle)
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "CPOM-57-2027-001"
    assert (document.Root.Lang, document.Root.MarkInfo.Marked) == ("fr-FR", True)
    assert document.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.long
def test_the_same_parts_give_the_same_bytes() -> None:
    parts = [BundlePart("a", plain("a")), BundlePart("b", plain("b"))]
    assert assemble(parts, title="x") == assemble(parts, title="x")


@pytest.mark.long
def test_filled_forms_stay_visible() -> None:
    pdf = opened(plain())
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nom"), V=String("Dupont"),
        Rect=Array([50, 50, 200, 70]), DA=String("/Helv 12 Tf 0 g"), F=4,
    )  # fmt: skip
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([field])
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(Font=Dictionary(Helv=helvetica))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), DR=resources, DA=String("/Helv 12 Tf 0 g"), NeedAppearances=True
    )
    assert "Dupont" in text_of(assemble([BundlePart("Formulaire", clean(saved(pdf)))], title="x"))


@pytest.mark.long
def test_named_places_are_still_found() -> None:
    pdf = opened(build_engine("typst").convert(rich()))
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("fin"), Array([pdf.pages[-1].obj, Name.Fit])])))
    with pdf.open_outline() as marks:
        marks.root.append(OutlineItem("À la fin", String("fin")))
    bound = opened(assemble([BundlePart("a", plain()), BundlePart("b", saved(pdf))], title="x"))
    with bound.open_outline() as marks:
        last = marks.root[1].children[-1]
        assert (last.title, last.destination[0].objgen) == ("À la fin", bound.pages[-1].obj.objgen)


def test_a_pdf_that_cannot_be_bound_is_said() -> None:
    with pytest.raises(PdfError, match="Vérifiez les PDF du dossier"):
        assemble([BundlePart("a", b"%PDF-1.7 rien")], title="x")
