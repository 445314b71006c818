"""A workbook as bytes: the same content gives the same bytes."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

DAY_ONE = datetime(2000, 1, 1)  # noqa: DTZ001 -- the format holds no time zone; it says nothing of when a file is made


def save_workbook(classeur: Workbook) -> bytes:
    """Return the bytes of a workbook, which say nothing of the day nor of the machine."""
    drawn, packed = BytesIO(), BytesIO()
    classeur.properties.creator = "CPOM"
    classeur.properties.created = DAY_ONE
    classeur.save(drawn)
    classeur.properties.modified = DAY_ONE  # set by `save` to the hour of the machine
    with ZipFile(drawn) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = tostring(classeur.properties.to_tree()) if name == ARC_CORE else source.read(name)
            target.writestr(_info(name), content)
    return packed.getvalue()


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.create_system = 3
    info.compress_type = ZIP_DEFLATED
    return info
