"""PDF files with text: lines put together to paragraphs, headers and page numbers left out, ruled tables read."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Final

from builders.sources.extraction.extracts import Extract, means
from builders.sources.extraction.grids import Cell, lines
from builders.sources.refusals import TextError

MARGIN: Final = 0.12  # of a page's height, above and below, where headers and page numbers stand
FULL: Final = 2.5  # characters that a line broken by the page's width may fall short of it
RULED: Final = 4  # lines drawn on a page before a table is looked for
_DIGITS: Final = re.compile(r"\d+")
_NUMBERED: Final = re.compile(r"[-—–\s]*第?\s*\d+\s*(?:页|/\s*\d+)?(?:\s*共\s*\d+\s*页)?[-—–\s]*")
_STARTS: Final = re.compile(
    r"[(（]?[一二三四五六七八九十]{1,3}[、)）是]|第[一二三四五六七八九十]{1,3}[章节部]|\d{1,2}[.、．](?!\d)"
)
_ENDS: Final = tuple("。！？：；")
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells of every oddity of a file
Document = Any  # the two libraries' own objects
Page = Any
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page or a table set as one: where it stands, from the page's top, and how large its letters are."""

    text: str
    page: int
    top: float
    left: float
    right: float
    size: float
    height: float
    table: bool = False


def extract(data: bytes, encoding: str | None = None) -> Extract:
    """The text of a PDF file, which says its encoding itself."""
    del encoding
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise TextError("encrypted" if locked else "damaged", "" if locked else "no PDF document") from None
    try:
        found, tables = _read(document, data)
        scanned = not found and any(_pictures(page) for page in _pages(document))
    except pypdfium2.PdfiumError as error:
        raise TextError("damaged", str(error)[:60]) from None
    finally:
        document.close()
    if not found:
        raise TextError("scanned" if scanned else "empty")
    how = means("pypdfium2", *([means("pdfplumber")] if tables else []))
    return Extract("\n".join(_paragraphs(_body(found))) + "\n", "", how)


def _pages(document: Document) -> Iterator[Page]:
    """The pages, each closed after its use."""
    for index in range(len(document)):
        page = document[index]
        yield page
        page.close()


def _read(document: Document, data: bytes) -> tuple[list[Line], int]:
    """The lines of all pages in their order, and how many tables are among them."""
    found: list[Line] = []
    tables = 0
    for number, page in enumerate(_pages(document)):
        ruled = _tables(data, number) if _ruled(page) else []
        tables += len(ruled)
        boxes = [box for box, _ in ruled]
        own = [line for line in _lines(page, number) if not any(_within(line, box) for box in boxes)]
        height = page.get_height()
        for (left, top, right, _), rows in ruled:
            own += [Line(row, number, top, left, right, 0, height, table=True) for row in lines(rows)]
        found += sorted(own, key=lambda line: line.top)
    return found, tables


def _lines(page: Page, number: int) -> Iterator[Line]:
    """The lines of a page, their stretches of one height put together."""
    height = page.get_height()
    text = page.get_textpage()
    stretches = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top)
        if words.strip():
            stretches.append((height - (top + bottom) / 2, left, right, top - bottom, words.strip("\r\n")))
    text.close()
    stretches.sort()
    row: list[tuple[float, float, float, float, str]] = []
    for stretch in stretches:
        if row and stretch[0] - row[0][0] > 0.5 * max(row[0][3], stretch[3]):
            yield _line(row, number, height)
            row = []
        row.append(stretch)
    if row:
        yield _line(row, number, height)


def _line(row: Sequence[tuple[float, float, float, float, str]], page: int, height: float) -> Line:
    """The line that stretches of one height make; a gap of a letter's width is a space."""
    parts = sorted(row, key=lambda part: part[1])
    words = parts[0][4]
    for before, part in pairwise(parts):
        words += (" " if part[1] - before[2] > 0.6 * part[3] else "") + part[4]
    size = max(part[3] for part in parts)
    return Line(" ".join(words.split()), page, parts[0][0], parts[0][1], max(part[2] for part in parts), size, height)


def _body(found: Sequence[Line]) -> list[Line]:
    """The lines without headers, footers and page numbers: what stands at one place of many pages."""
    pages = 1 + max(line.page for line in found)
    places = Counter(place for place, _ in {(_place(line), line.page) for line in found if _marginal(line)})
    often = max(2, pages // 2)
    return [
        line
        for line in found
        if line.table
        or not _marginal(line)
        or not (_NUMBERED.fullmatch(line.text) or (pages > 1 and places[_place(line)] >= often))
    ]


def _place(line: Line) -> tuple[str, int]:
    """A line's words but for their numbers, and where it stands."""
    return _DIGITS.sub("#", line.text), round(line.top / 4)


def _marginal(line: Line) -> bool:
    """Whether a line stands where headers and footers do."""
    return not line.table and not MARGIN * line.height < line.top < (1 - MARGIN) * line.height


def _paragraphs(found: Sequence[Line]) -> Iterator[str]:
    """The lines, those put together that only the width of the page has parted."""
    plain = [line for line in found if not line.table]
    right = max((line.right for line in plain), default=0.0)
    left = min((line.left for line in plain), default=0.0)
    words, last = "", None
    for line in found:
        if last is not None and _goes_on(last, line, left, right):
            words += (
                " " if words[-1:].isascii() and line.text[:1].isascii() and words[-1:].isalpha() else ""
            ) + line.text
        else:
            if words:
                yield words
            words = line.text
        last = line
    if words:
        yield words


def _goes_on(last: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line goes on with the one before it: that is full, and this one is not indented."""
    if last.table or line.table or (last.text.endswith(_ENDS) and line.left > left + line.size):
        return False
    full = last.right > right - FULL * last.size
    indented = line.left > left + 1.2 * line.size
    return full and not indented and not (_STARTS.match(line.text) and last.text.endswith(_ENDS))


def _ruled(page: Page) -> bool:
    """Whether lines are drawn on a page, as those of a table are."""
    import pypdfium2.raw as raw

    drawn = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    return len(list(islice(drawn, RULED))) == RULED


def _pictures(page: Page) -> bool:
    """Whether a page shows a picture."""
    import pypdfium2.raw as raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _tables(data: bytes, number: int) -> list[tuple[Box, list[list[Cell]]]]:
    """The ruled tables of a page: their place (left, top, right, bottom) and their rows."""
    try:
        return _ruled_tables(data, number)
    except Exception:  # of a damaged page any; its words are read as lines
        return []


def _ruled_tables(data: bytes, number: int) -> list[tuple[Box, list[list[Cell]]]]:
    """The tables that pdfplumber finds on a page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[number + 1]) as document:
        return [
            (table.bbox, [[Cell((words or "").replace("\n", "")) for words in row] for row in table.extract()])
            for page in document.pages
            for table in page.find_tables()
            if len(table.rows) > 1
        ]


def _within(line: Line, box: Box) -> bool:
    """Whether a line stands in a box."""
    left, top, right, bottom = box
    return top <= line.top <= bottom and left - 2 <= line.left and line.right <= right + 2
