"""Web pages: the report out, the site's frame away, encodings as the page says."""

import pytest

from builders.sources.extraction import extract
from builders.sources.refusals import TextError
from tests.documents import SENTENCES, page

HEAD = (
    "<title>榆中县帮扶工作综述_榆中县人民政府</title>"
    '<meta name="ArticleTitle" content="榆中县帮扶工作综述"><meta name="PubDate" content="2023-11-02 10:20:00">'
    '<meta name="ContentSource" content="榆中县乡村振兴局">'
)
BODY = "".join(f"<p>　　{sentence}</p>" for sentence in SENTENCES)
TEXT = "榆中县帮扶工作综述\n" + "".join(f"{sentence}\n" for sentence in SENTENCES)
TABLE = """<table><tr><td colspan="3">附表：帮扶车间情况（2023年）</td></tr>
<tr><th rowspan="2">县</th><th colspan="2">帮扶车间</th></tr><tr><th>个数（个）</th><th>吸纳就业（人）</th></tr>
<tr><td>榆中县</td><td>26</td><td>1,032</td></tr><tr><td>永登县</td><td>12</td><td>480</td></tr></table>"""
MARKDOWN = """附表：帮扶车间情况（2023年）
| 县 | 帮扶车间 个数（个） | 帮扶车间 吸纳就业（人） |
| --- | --- | --- |
| 榆中县 | 26 | 1,032 |
| 永登县 | 12 | 480 |
"""


@pytest.mark.parametrize("mark", ['class="TRS_Editor"', 'id="zoom"', 'class="v_news_content"', 'id="UCAP-CONTENT"'])
def test_the_body_that_a_content_system_marks_is_the_text(mark: str) -> None:
    found = extract(page(f"<div {mark}>{BODY}<script>x()</script><!-- y --></div>", HEAD).encode(), ".html")
    assert found.text == TEXT
    assert found.means.startswith("selectolax ")


def test_the_main_text_of_any_other_page_is_found() -> None:
    found = extract(page(f"<div class='x1'><h1>榆中县帮扶工作综述</h1>{BODY * 3}</div>", HEAD).encode(), ".htm")
    assert found.text == "榆中县帮扶工作综述\n" + "".join(f"{sentence}\n" for sentence in SENTENCES * 3)
    assert found.means.startswith("trafilatura ")


def test_a_table_keeps_its_heads() -> None:
    assert MARKDOWN in extract(page(f"<div id='zoom'>{BODY}{TABLE}</div>").encode(), ".html").text


def test_a_table_that_only_lays_the_page_out_is_text() -> None:
    body = f"<div id='zoom'><table><tr><td>{BODY}</td><td>图片</td></tr></table></div>"
    assert "|" not in extract(page(body).encode(), ".html").text


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030", "big5"])
def test_a_page_is_read_in_the_encoding_that_it_names(charset: str) -> None:
    words = "縣裡今年建成幫扶車間二十六個，吸納就業一千餘人。" * 4 if charset == "big5" else SENTENCES[0] * 2 + "㙇𬒈"
    data = page(f"<div id='zoom'>{words}</div>", "<title>x</title>", charset)
    found = extract(data.encode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset), "ignore"), ".html")
    assert words in found.text
    assert found.encoding == {"utf-8": "utf-8", "big5": "big5hkscs"}.get(charset, "gb18030")


def test_a_page_that_names_the_wrong_encoding_is_still_read() -> None:
    found = extract(page(f"<div id='zoom'>{BODY}</div>", HEAD, "gb2312").encode(), ".html")
    assert (found.text, found.encoding) == (TEXT, "utf-8")


def test_title_issuer_and_date_are_told() -> None:
    said = extract(page(f"<div id='zoom'>{BODY}</div>", HEAD).encode(), ".html").particulars
    assert (said.title, said.issuer, said.issued) == ("榆中县帮扶工作综述", "榆中县乡村振兴局", "2023-11-02")
    line = "<h1>榆中县帮扶工作综述</h1><p>发布时间：2023年1月9日　信息来源：榆中县农业农村局</p>"
    said = extract(page(f"{line}<div id='zoom'>{BODY}</div>").encode(), ".html").particulars
    assert (said.title, said.issuer, said.issued) == ("榆中县帮扶工作综述", "榆中县农业农村局", "2023-01-09")


def test_a_page_that_does_not_say_is_not_guessed() -> None:
    said = extract(page(f"<div id='zoom'>{BODY}</div><p>版权 © 2019-2024</p>").encode(), ".html").particulars
    assert (said.issuer, said.issued, said.period) == (None, None, None)


def test_what_browsers_would_not_show_so_deep_is_refused_at_once() -> None:
    with pytest.raises(TextError, match="damaged"):
        extract(("<div>" * 200_000 + SENTENCES[0]).encode(), ".html")
    assert SENTENCES[0] in extract(("<div>" * 900 + SENTENCES[0]).encode(), ".html").text


def test_a_page_without_text_is_empty() -> None:
    with pytest.raises(TextError, match="holds no text"):
        extract(b"<html><body><script>1</script></body></html>", ".html")
