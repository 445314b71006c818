"""LibreOffice as an independent reader of tracked changes: it accepts or rejects them all and says what it reads."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

ACCEPT, REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"
SECONDS = 120
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
LIBRARIES = (
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"'
    ' library:link="false"/></library:libraries>'
)
LIBRARY = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"'
    ' library:readonly="false" library:passwordprotected="false"><library:element library:name="Changes"/>'
    "</library:library>"
)
MODULE = """
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle(source, command, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim filter(1) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "Text (encoded)"
  filter(1).Name = "FilterOptions" : filter(1).Value = "UTF8,LF"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  document.storeToURL(target, filter())
  document.close(True)
End Sub
</script:module>
"""


def texts(redlined: bytes, avant: bytes, apres: bytes) -> dict[str, str]:
    """Return what LibreOffice reads in a redline `accepted` and `rejected`, and in both documents."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        documents = {"avant": avant, "apres": apres, "suivi": redlined}
        for document, content in documents.items():
            (folder / f"{document}.docx").write_bytes(content)
        _run(folder, "--convert-to", "txt:Text (encoded):UTF8,LF", "--outdir", name, *_files(folder, "avant", "apres"))
        _add_macro(folder / "profile/user/basic")
        for command, target in ((ACCEPT, "accepted"), (REJECT, "rejected")):
            addresses = (f"file://{folder}/suivi.docx", command, f"file://{folder}/{target}.txt")
            _run(folder, "macro:///Standard.Changes.Settle({})".format(",".join(f'"{each}"' for each in addresses)))
        return {file.stem: file.read_text("utf-8") for file in folder.glob("*.txt")}


def _files(folder: Path, *names: str) -> list[str]:
    return [str(folder / f"{name}.docx") for name in names]


def _run(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--norestore", "--nologo", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)


def _add_macro(basic: Path) -> None:
    """Put the macro in a profile that exists: LibreOffice writes over those that it finds in a new one."""
    (basic / "script.xlc").write_text(HEAD + LIBRARIES, "utf-8")
    (basic / "Standard/script.xlb").write_text(HEAD + LIBRARY, "utf-8")
    (basic / "Standard/Changes.xba").write_text(HEAD + MODULE.lstrip(), "utf-8")
