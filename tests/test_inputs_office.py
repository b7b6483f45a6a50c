"""Word documents and PDF files."""

import io
import zipfile

import pytest

from builders.sources.extraction import extract
from builders.sources.refusals import TextError
from tests.documents import SENTENCES, TABLE, docx, packed, pdf, scan

MARKDOWN = """| 县（市、区） | 帮扶车间（个） | 吸纳就业（人） |
| --- | --- | --- |
| 榆中县 | 26 | 1,032 |
| 永登县 | 12 | 480 |
"""


def test_a_document_gives_its_paragraphs_and_tables() -> None:
    found = extract(docx(("榆中县工作总结", *SENTENCES), TABLE), ".docx")
    assert found.text == "\n".join(("榆中县工作总结", *SENTENCES, MARKDOWN))
    assert (found.encoding, found.means.split()[0]) == ("", "python-docx")


def edited(inside: str, prolog: str = "") -> bytes:
    """A document whose body holds this XML."""
    files = {}
    with zipfile.ZipFile(io.BytesIO(docx(()))) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    files["word/document.xml"] = (
        f'<?xml version="1.0"?>{prolog}<w:document {spaces}><w:body>{inside}</w:body></w:document>'.encode()
    )
    return packed(files)


def run(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_insertions_are_kept_and_deletions_left_out() -> None:
    inside = (
        "<w:p><w:r><w:t>新建</w:t></w:r><w:ins><w:r><w:t>车间</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>大棚</w:delText></w:r></w:del><w:r><w:t>26个。</w:t></w:r></w:p>"
    )
    assert extract(edited(inside), ".docx").text == "新建车间26个。\n"


def test_content_controls_are_read() -> None:
    inside = f"<w:sdt><w:sdtContent>{run('新建车间26个。')}</w:sdtContent></w:sdt>"
    assert extract(edited(inside), ".docx").text == "新建车间26个。\n"


def test_entities_that_multiply_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    prolog = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    try:
        found = extract(edited(run("&l19;") + run("新建车间26个。"), prolog), ".docx").text
    except TextError as error:
        assert error.reason == "damaged"
    else:
        assert len(found) < 1000


def test_a_document_that_unpacks_to_a_flood_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(()))) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    files["word/document.xml"] = b" " * 250_000_000
    with pytest.raises(TextError, match="larger"):
        extract(packed(files), ".docx")


PAGES = (
    (
        "榆中县工作总结",
        "　　2023年，榆中县建设帮扶车间26个，吸纳1032人就业，其中脱贫劳动",
        "力481人，较上年增加36人，全县发放小额信贷1.2亿元，惠及农户三千",
    ),
    ("一百户，培训2300人次。", "　　产业发展方面，全县新建大棚300座。"),
    ("　　易地搬迁后续扶持方面，安置点配套产业园6个。",),
)


def test_the_lines_of_a_file_are_paragraphs_again_without_headers_and_page_numbers() -> None:
    found = extract(pdf(PAGES, header="榆中县人民政府公报"), ".pdf")
    assert found.text.split("\n") == [
        "榆中县工作总结",
        "2023年，榆中县建设帮扶车间26个，吸纳1032人就业，其中脱贫劳动力481人，较上年增加36人，全县发放小额信贷1.2亿元，惠及农户三千一百户，培训2300人次。",
        "产业发展方面，全县新建大棚300座。",
        "易地搬迁后续扶持方面，安置点配套产业园6个。",
        "",
    ]
    assert found.means.startswith("pypdfium2 ")


def test_a_ruled_table_of_a_file_keeps_its_heads() -> None:
    found = extract(pdf(PAGES, TABLE, header="榆中县人民政府公报"), ".pdf")
    assert found.text.endswith(MARKDOWN)
    assert "pdfplumber" in found.means


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (pdf((("x",),), password="secret"), ".pdf", "encrypted"),
        (scan(), ".pdf", "scanned"),
        (b"%PDF-1.7 and no more", ".pdf", "damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", "encrypted"),
        (OLE + b"\0" * 600, ".docx", "unknown suffix"),
        (b"PK\x03\x04 and no more", ".docx", "damaged"),
        (packed({"a.txt": b"x"}), ".docx", "damaged"),
        (docx(()), ".docx", "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_reason(data: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(TextError) as caught:
        extract(data, suffix)
    assert caught.value.reason == reason
    assert "\n" not in str(caught.value.of("a"))


def test_files_without_a_suffix_are_told_by_their_bytes() -> None:
    assert extract(docx(SENTENCES), "").means.startswith("python-docx")
    assert extract(pdf(PAGES), "").means.startswith("pypdfium2")
    assert extract(b"<!DOCTYPE html><p>2023", "").means.startswith("selectolax")
    assert extract(b"2023", "").means == ""
