"""Files of the kinds that users have, made for tests: Word documents, PDF, archives and pages."""

import io
import zipfile
from collections.abc import Mapping, Sequence

FONT = "STSong-Light"  # one of the Chinese fonts that every PDF reader has
Rows = Sequence[Sequence[str]]

SENTENCES = (
    "2023年，榆中县建设帮扶车间26个，吸纳1032人就业，其中脱贫劳动力481人。",
    "全县发放小额信贷1.2亿元，惠及农户3100户，组织技能培训45期，培训2300人次，产业路通到每一个自然村。",
)
TABLE = (("县（市、区）", "帮扶车间（个）", "吸纳就业（人）"), ("榆中县", "26", "1,032"), ("永登县", "12", "480"))


def docx(paragraphs: Sequence[str], table: Rows = ()) -> bytes:
    """A Word document of these paragraphs and a table after them."""
    import docx

    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(pages: Sequence[Sequence[str]], table: Rows = (), *, header: str = "", password: str = "") -> bytes:
    """A PDF file of lines page by page, with a header, page numbers, and a ruled table at its end."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    paper = Canvas(file, A4, encrypt=password or None, invariant=1)
    for number, lines in enumerate(pages, 1):
        paper.setFont(FONT, 12)
        paper.drawString(72, 800, header)
        paper.drawString(280, 40, f"- {number} -")
        for at, line in enumerate(lines):
            paper.drawString(72 + 24 * (len(line) - len(line.lstrip("　"))) / 2, 740 - 20 * at, line.lstrip("　"))
        if table and number == len(pages):
            grid = Table(table, style=[("FONT", (0, 0), (-1, -1), FONT, 11), ("GRID", (0, 0), (-1, -1), 1, "black")])
            grid.wrapOn(paper, 400, 400)
            grid.drawOn(paper, 72, 740 - 20 * len(lines) - 20 * len(table) - 20)
        paper.showPage()
    paper.save()
    return file.getvalue()


def scan() -> bytes:
    """A PDF file whose only page is a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    paper = Canvas(file, invariant=1)
    paper.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 500, 700)
    paper.save()
    return file.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    """A page of a government site around a body."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/news">要闻动态</a></div><div class="ad">理财热线12345</div>'
        f"{body}<div class='comments'>网友评论3条</div><footer>版权所有 备案号1234567</footer></body></html>"
    )
