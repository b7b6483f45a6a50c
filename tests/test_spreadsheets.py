"""The fact table for spreadsheets: what it says, where it leads, and that nothing in it becomes a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from tests.folders import fill, samples
from tests.samples import yuncheng
from zhenxing.cli import app
from zhenxing.exports import spreadsheets
from zhenxing.exports.columns import COLUMNS, SCHEMES, SHEETS, TITLES
from zhenxing.exports.sheets import Cell, Link, Reading, Sheet
from zhenxing.exports.spreadsheets import excel_csv, spreadsheet, workbook
from zhenxing.facts import FIELDS, facts
from zhenxing.folder import Folder
from zhenxing.store import StoreOf

EVIL = ("=1+1", "+86", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> StoreOf:
    return StoreOf(samples(tmp_path_factory.mktemp("sheets") / "kg"))


@pytest.fixture(scope="module")
def book(store: StoreOf) -> Any:
    """The workbook, read by another program than wrote it."""
    return read(spreadsheet(store, facts(store), "xlsx", "zh", store.folder.path.parent / "facts.xlsx"))


def read(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(page: Any) -> list[dict[str, Any]]:
    """The cells of a worksheet by their heads."""
    head, *body = page.iter_rows()
    return [dict(zip([cell.value for cell in head], row, strict=True)) for row in body]


def sheet(*cells: dict[str, Cell], kind: str = "observation") -> Iterator[Sheet]:
    yield Sheet(kind, iter(cells))


def test_every_fact_has_its_row(store: StoreOf, book: Any) -> None:
    for kind in FIELDS:
        found = list(facts(store, kind))
        if found:
            page = rows(book[TITLES[kind].zh])
            assert [row["位置"].value for row in page] == [fact["at"] for fact in found]
            assert [row["原文"].value for row in page] == [fact["quote"] for fact in found]
    assert len(book.sheetnames) == len({fact["type"] for fact in facts(store)})


def test_a_number_is_a_number_and_its_digits_stand_beside_it(store: StoreOf, book: Any) -> None:
    for row, fact in zip(rows(book["数据"]), facts(store, "observation"), strict=True):
        assert row["数值"].data_type == "n" and row["数值"].value == pytest.approx(float(str(fact["value"])))
        assert row["数值（文本）"].data_type == "s" and Decimal(row["数值（文本）"].value) == fact["value"]


def test_digits_that_a_double_does_not_hold_are_kept_as_text() -> None:
    exact = "12345678901234567.89"
    (row,) = rows(read(workbook(sheet({"value": Decimal(exact), "exact": exact}), "en"))["Figures"])
    assert str(row["Value"].value) != exact
    assert row["Value as text"].value == exact


def test_dates_are_texts_as_precise_as_known(store: StoreOf, book: Any) -> None:
    for row, fact in zip(rows(book["数据"]), facts(store, "observation"), strict=True):
        assert row["截止"].value == fact["end"]
        assert row["截止"].data_type in ("s", "n" if fact["end"] is None else "s")


def test_the_whole_sentence_is_there(store: StoreOf, book: Any) -> None:
    texts = {entry.name: store.folder.text(slug).read_text("utf-8") for slug, entry in store.folder.entries.items()}
    for row in rows(book["数据"]):
        sentence = row["所在句子"].value
        assert row["原文"].value in sentence
        assert sentence in " ".join(texts[row["报告"].value].split())


def test_codes_have_names_in_the_language(store: StoreOf, book: Any) -> None:
    row = next(row for row in rows(book["数据"]) if row["地区代码"].value == "140800")
    assert (row["地区"].value, row["数字性质"].value) == ("运城市", "数量")
    english = read(spreadsheet(store, facts(store), "xlsx", "en"))
    row = next(row for row in rows(english["Figures"]) if row["Region code"].value == "140800")
    assert row["Role"].value == "value"
    assert row["Theme"].value.isascii()


def test_a_row_leads_to_its_source(store: StoreOf, book: Any) -> None:
    for row in rows(book["数据"]):
        link = row["来源"].hyperlink.target.replace("\\", "/")
        assert (store.folder.path.parent / link).read_text("utf-8")
        assert row["来源"].value == row["报告"].value


def test_a_web_page_is_led_to_at_the_words(store: StoreOf) -> None:
    folder = store.folder
    page = "https://example.org/a/1.html"
    entries = {slug: replace(entry, source=page) for slug, entry in folder.entries.items()}
    reading = Reading(StoreOf(folder), "zh", Path())
    reading.entries = {entry.name: entry for entry in entries.values()}
    fact = next(facts(store, "observation"))
    link = reading.cells(fact)["source"]
    assert isinstance(link, Link) and link.text == page
    assert link.address.startswith(f"{page}#:~:text=") and link.address.isascii()


def test_a_passage_of_an_own_base_is_a_link_and_another_is_not(store: StoreOf, tmp_path: Path) -> None:
    own = StoreOf(fill(tmp_path / "kg", yuncheng(), base="https://example.org/kg/"))
    passages = [Reading(one, "zh", Path()).cells(next(facts(one)))["passage"] for one in (own, store)]
    assert [isinstance(passage, Link) for passage in passages] == [True, False]


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula(text: str) -> None:
    (row,) = rows(read(workbook(sheet({"label": text, "source": Link("a.txt", text)}), "en"))["Figures"])
    assert {row["Figure"].data_type, row["Source"].data_type} == {"s"}
    assert all(str(row[name].value).endswith(text.strip()) for name in ("Figure", "Source"))
    said = excel_csv(sheet({"label": text}), "en", "observation").decode("utf-8-sig")
    (record,) = csv.DictReader(io.StringIO(said, newline=""))
    assert record["Figure"] == f"'{text}"


def test_a_negative_number_stays_a_number() -> None:
    said = excel_csv(sheet({"value": Decimal("-1.50")}), "en", "observation").decode("utf-8-sig")
    assert [record["Value"] for record in csv.DictReader(io.StringIO(said))] == ["-1.50"]


def test_a_worksheet_can_be_read_and_filtered(book: Any) -> None:
    for page in book:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert page.column_dimensions["A"].width > 20


def test_more_rows_than_a_worksheet_holds_go_on_in_a_further_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 2)
    cells: list[dict[str, Cell]] = [{"at": at} for at in range(5)]
    made = read(workbook(sheet(*cells), "en"))
    assert made.sheetnames == ["Figures", "Figures 2", "Figures 3"]
    assert [row["Position"].value for page in made for row in rows(page)] == [0, 1, 2, 3, 4]


def test_more_links_than_a_worksheet_holds_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_LINKED", 1)
    cells: dict[str, Cell] = {"source": Link("a.txt", "a")}
    found = rows(read(workbook(sheet(cells, cells), "en"))["Figures"])
    assert [(row["Source"].value, row["Source"].hyperlink is None) for row in found] == [("a", False), ("a", True)]


def test_a_text_longer_than_a_cell_is_cut() -> None:
    (row,) = rows(read(workbook(sheet({"sentence": "长" * 40_000}), "en"))["Figures"])
    assert len(row["Sentence"].value) == spreadsheets.LONGEST_TEXT


def test_no_facts_make_a_workbook_all_the_same() -> None:
    assert [rows(page) for page in read(workbook(iter(()), "zh"))] == [[]]


def test_the_same_facts_give_the_same_bytes(store: StoreOf) -> None:
    for form in spreadsheets.FORMATS:
        one, other = (spreadsheet(store, facts(store), form, "zh") for _ in range(2))
        assert one == other
    with zipfile.ZipFile(io.BytesIO(spreadsheet(store, facts(store), "xlsx", "zh"))) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_excel_csv_is_one_table_that_excel_reads(store: StoreOf) -> None:
    data = spreadsheet(store, facts(store), "excel-csv", "zh")
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["位置"] for row in found] == [str(fact["at"]) for fact in facts(store)]
    assert {row["类型"] for row in found} == {TITLES[str(fact["type"])].zh for fact in facts(store)}
    assert not any("数值（文本）" in row for row in found)


def test_tables_agree_with_each_other() -> None:
    assert list(SHEETS) == list(TITLES) == list(FIELDS)
    assert {name for names in SHEETS.values() for name in names} | {"type"} == set(COLUMNS)
    assert set(SCHEMES) <= {field for fields in FIELDS.values() for field in fields}


def test_the_commands(store: StoreOf, tmp_path: Path) -> None:
    kg = str(store.folder.path)
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    for words in (["facts", kg, "-o", str(one)], ["export", kg, "--format", "xlsx", "-o", str(other)]):
        assert CliRunner().invoke(app, [*words, "--lang", "zh"]).exit_code == 0
    assert one.read_bytes() == other.read_bytes()
    part = CliRunner().invoke(app, ["export", kg, "--format", "excel-csv", "--report", "yuncheng.txt", "--lang", "zh"])
    found = csv.DictReader(io.StringIO(part.stdout_bytes.decode("utf-8-sig"), newline=""))
    assert {row["报告"] for row in found} == {"yuncheng.txt"}


def test_the_table_for_programs_is_the_same_in_every_language(store: StoreOf) -> None:
    for form in ("jsonl", "csv", "table"):
        words = ["facts", str(store.folder.path), "--format", form, "--lang"]
        said = {CliRunner().invoke(app, [*words, lang]).stdout_bytes for lang in ("zh", "en")}
        assert len(said) == 1


def test_the_folders_text_stands_in_for_a_source_that_is_gone(store: StoreOf) -> None:
    folder: Folder = store.folder
    link = Reading(store, "zh", folder.path).cells(next(facts(store)))["source"]
    assert isinstance(link, Link) and (folder.path / link.address).is_file()
