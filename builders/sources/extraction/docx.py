"""Word documents: paragraphs and tables in their order, insertions kept, deletions left out."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from builders.sources.extraction.extracts import Extract, means
from builders.sources.extraction.grids import Cell, lines
from builders.sources.refusals import TextError

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and every encrypted document
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
UNPACKED: Final = 200_000_000  # bytes; a document of text has not a tenth of them
Element = Any  # lxml's, which has no types of its own


def extract(data: bytes, encoding: str | None = None) -> Extract:
    """The text of a document's body; its XML says its encoding itself."""
    del encoding
    body = _body(data)
    text = "\n".join(_blocks(body))
    if not text.strip():
        raise TextError("empty")
    return Extract(text + "\n", "", means("python-docx"))


def _body(data: bytes) -> Element:
    """The element that holds the text."""
    if data.startswith(_OLE):
        locked = _LOCKED in data
        raise TextError("encrypted" if locked else "unknown suffix", "" if locked else "save it as .docx")
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
            if unpacked > UNPACKED:
                raise TextError("too large", f"{unpacked:,} bytes unpacked")
        return docx.Document(io.BytesIO(data)).element.body
    except TextError:
        raise
    except Exception as error:  # of a damaged file any: the libraries do not promise which
        raise TextError("damaged", f"no Word document: {type(error).__name__}") from None


def _blocks(parent: Element) -> Iterator[str]:
    """The lines of paragraphs and tables, those of content controls among them."""
    for child in parent.iterchildren():
        if child.tag == f"{_W}p":
            yield from (line.strip() for line in _words(child).split("\n") if line.strip())
        elif child.tag == f"{_W}tbl":
            yield from lines(list(_rows(child)))
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child)


def _words(paragraph: Element) -> str:
    """The characters of a paragraph; what older readers would see in place of a drawing is passed over."""
    words: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}t":
            words.append(element.text or "")
        elif element.tag in _MARKS:
            words.append(_MARKS[element.tag])
        elif element.tag not in (_FALLBACK, f"{_W}pPr", f"{_W}rPr", f"{_W}del"):
            if element.tag == f"{_W}p" and element is not paragraph:
                words.append("\n")
            stack += reversed(element)
    return "".join(words)


def _rows(table: Element) -> Iterator[list[Cell]]:
    """The rows of a table; a cell merged with the one above it has that one's text."""
    above: dict[int, str] = {}
    for row in table.iterchildren(f"{_W}tr"):
        cells, column = [], 0
        for box in row.iterchildren(f"{_W}tc"):
            span = box.find(f"{_W}tcPr/{_W}gridSpan")
            merge = box.find(f"{_W}tcPr/{_W}vMerge")
            across = _count(span)
            merged = merge is not None and merge.get(f"{_W}val") != "restart"
            text = above.get(column, "") if merged else "\n".join(_blocks(box))
            cells.append(Cell(text, across))
            above[column] = text
            column += across
        yield cells


def _count(span: Element | None) -> int:
    """How many columns a cell spans."""
    words = span.get(f"{_W}val", "") if span is not None else ""
    return int(words) if words.isascii() and words.isdigit() and 0 < len(words) < 4 else 1
