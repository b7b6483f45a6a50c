"""Sheets of facts as files of spreadsheet programs: an Excel workbook, or the CSV that Excel opens without asking.

Texts stay texts, so that nothing a report says can become a formula; the same facts give the same bytes.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain, count, islice
from pathlib import Path
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zhenxing.exports.columns import COLUMNS, SHEETS, TITLES
from zhenxing.exports.sheets import URL, Cell, Link, Reading, Sheet
from zhenxing.facts import Record
from zhenxing.network.model import Language
from zhenxing.store import StoreOf

FORMATS: Final = ("xlsx", "excel-csv")
MOST_ROWS: Final = 1_048_575  # of a worksheet, below its head
MOST_LINKED: Final = 65_530 // 2  # rows: a worksheet holds so many links, and a row has up to two
LONGEST_TEXT: Final = 32_767  # of a cell
LONGEST_ADDRESS: Final = 2_079
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # how a cell of CSV begins that is taken for a formula
# A workbook must have been made at some time, and the same facts must give the same bytes.
_MADE: Final = datetime(1980, 1, 1)
_OPTIONS: Final = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Looks(NamedTuple):
    """How cells look."""

    head: Format
    link: Format


def spreadsheet(
    store: StoreOf,
    records: Iterable[Record],
    form: str,
    language: Language,
    output: Path | None = None,
    kind: str | None = None,
) -> bytes:
    """Records of a graph, of one kind or of all, in a format of FORMATS; links are relative to where it is written."""
    sheets = Reading(store, language, output.parent if output else Path()).sheets(records)
    return workbook(sheets, language) if form == "xlsx" else excel_csv(sheets, language, kind)


def workbook(sheets: Iterable[Sheet], language: Language) -> bytes:
    """An Excel workbook: a worksheet a kind of fact, and further ones where a kind has more rows than one can hold."""
    paper = io.BytesIO()
    with Workbook(paper, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        looks = _Looks(
            book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1}),
            book.add_format({"font_color": "#0563C1", "underline": 1}),
        )
        for sheet in sheets:
            title = getattr(TITLES[sheet.kind], language)
            for number, rows in zip(count(1), _pages(sheet.rows), strict=False):
                page = book.add_worksheet(title if number == 1 else f"{title} {number}")
                _fill(page, SHEETS[sheet.kind], rows, language, looks)
        if not book.worksheets():  # Excel opens no workbook without one
            _fill(book.add_worksheet(), tuple(COLUMNS), (), language, looks)
    return paper.getvalue()


def excel_csv(sheets: Iterable[Sheet], language: Language, kind: str | None = None) -> bytes:
    """One table as CSV, of one kind of fact or of all, with a byte-order mark: without it Excel garbles Chinese."""
    columns = [name for name in (SHEETS[kind] if kind else COLUMNS) if name != "exact"]
    paper = io.StringIO(newline="")
    writer = csv.writer(paper, lineterminator="\r\n")
    writer.writerow(_heads(columns, language))
    for sheet in sheets:
        named: dict[str, Cell] = {"type": getattr(TITLES[sheet.kind], language)}
        writer.writerows([_plain((row | named).get(name)) for name in columns] for row in sheet.rows)
    return paper.getvalue().encode("utf-8-sig")


def _heads(columns: Iterable[str], language: Language) -> list[str]:
    """The heads of columns."""
    return [getattr(COLUMNS[name], language) for name in columns]


def _pages(rows: Iterator[dict[str, Cell]]) -> Iterator[Iterator[dict[str, Cell]]]:
    """Rows in portions that a worksheet can hold, each to be taken before the next."""
    for first in rows:
        yield chain([first], islice(rows, MOST_ROWS - 1))


def _fill(
    page: Worksheet, columns: Sequence[str], rows: Iterable[dict[str, Cell]], language: Language, looks: _Looks
) -> None:
    """Write a worksheet: a head that stays in sight, rows that can be filtered."""
    for place, name in enumerate(columns):
        page.set_column(place, place, COLUMNS[name].width)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.repeat_rows(0)
    page.write_row(0, 0, _heads(columns, language), looks.head)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, name in enumerate(columns):
            _write(page, last, place, row.get(name), looks)
    page.autofilter(0, 0, last, len(columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _write(page: Worksheet, row: int, place: int, cell: Cell, looks: _Looks) -> None:
    """Write a cell as what it is; a link beyond what a worksheet can hold is its text alone."""
    match cell:
        case Link(address, text) if row <= MOST_LINKED and len(address) <= LONGEST_ADDRESS:
            target = address if address.startswith(URL) else f"external:{address}"
            page.write_url(row, place, target, looks.link, text[:LONGEST_TEXT])
        case Link(_, text) | str(text):
            page.write_string(row, place, text[:LONGEST_TEXT])
        case int() | Decimal():
            page.write_number(row, place, cell)


def _plain(cell: Cell) -> str:
    """A cell of CSV; an apostrophe keeps a text from becoming a formula."""
    match cell:
        case None:
            return ""
        case Link(address, _):
            return address
        case Decimal():
            return format(cell, "f")
        case int():
            return str(cell)
        case str(text):
            return f"'{text}" if text.startswith(FORMULA) else text
