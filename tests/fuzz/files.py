"""Files of each kind, whole, and with some of their bytes changed."""

import io
import zipfile
from typing import Final

from tests.documents import SENTENCES, TABLE, docx, packed, page, pdf

FILES: Final = {
    ".docx": docx(SENTENCES, TABLE),
    ".pdf": pdf([SENTENCES], TABLE),
    ".html": page(f"<div id=zoom>{SENTENCES[0]}<table><tr><td>1<td>2<tr><td>3</table></div>").encode(),
}
_TEXT: Final = "word/document.xml"
with zipfile.ZipFile(io.BytesIO(FILES[".docx"])) as archive:
    _PARTS: Final = {name: archive.read(name) for name in archive.namelist()}


def changed(suffix: str, at: int, data: bytes) -> bytes:
    """The file of a kind with these bytes in place of its own; in a Word document, of the text that is packed in it."""
    if suffix == ".docx":
        return packed(_PARTS | {_TEXT: _over(_PARTS[_TEXT], at, data)})
    return _over(FILES[suffix], at, data)


def _over(whole: bytes, at: int, data: bytes) -> bytes:
    at %= len(whole)
    return whole[:at] + data + whole[at + len(data) :]
