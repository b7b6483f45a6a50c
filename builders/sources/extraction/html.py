"""Web pages: the report's own text, under its title, without what the site prints around it."""

import logging
import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from builders.sources.encodings import Decoded, decode
from builders.sources.extraction.extracts import Extract, means
from builders.sources.extraction.grids import Cell, lines
from builders.sources.particulars import Particulars, date
from builders.sources.refusals import TextError

# Where the content systems of government sites put a report's body; then plainer names that others use.
BODIES: Final = (
    "#UCAP-CONTENT",
    ".TRS_Editor",
    ".TRS_UEDITOR",
    ".trs_editor_view",
    ".trs_paper_default",
    ".Custom_UnionStyle",
    "#zoom",
    "#Zoom",
    ".v_news_content",
    "#vsb_content",
    ".wp_articlecontent",
    "#js_content",
    ".rich_media_content",
    "#fontzoom",
    ".pages_content",
    ".article-content",
    ".article_content",
    ".article-con",
    "#article-content",
    "#articleContent",
    ".news_content",
    ".con_text",
    ".xxgk_content",
    ".zfxxgk_content",
    "article",
)
_ENOUGH: Final = 60  # characters without tags; what has fewer is no report's body
_TITLES: Final = ("articletitle", "og:title")
_DATES: Final = ("pubdate", "firstpublishedtime", "article:published_time", "publishdate", "publish-date")
_ISSUERS: Final = ("contentsource", "source")
_SKIPPED: Final = frozenset(
    "script style noscript template iframe object svg math form button input select option textarea nav aside footer"
    " video audio canvas map figcaption -comment _comment".split()
)
_BLOCKS: Final = frozenset(
    "address article blockquote body center dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr li main ol p pre"
    " section table tbody td tfoot th thead tr ul br caption".split()
)
# What the classes of a page call its frame.
_FRAME: Final = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|crumbs?|breadcrumbs?|foot|footer|header|sidebar|ads?|adverts?"
    r"|advertisement|banner|comments?|pinglun|share|bdshare|related|recommend|copyright|search|login|toolbar|pages?|pagination|hot|links?"
    r"|friendlink)(?=$|[-_ \d])",
    re.IGNORECASE,
)
DEEPEST: Final = 1000  # elements within each other; browsers stop at half of them
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_UNCLOSED: Final = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr".split()
)
_ELEMENT: Final = re.compile(r"<[^>]*>")
_BLANK: Final = re.compile(r"\s+")
_STOP: Final = re.compile(r"[。！？；]")
_MADE: Final = re.compile(
    r"(?:发布|发文|成文|印发|更新|公开)?(?:时间|日期)\s*[:：]\s*((?:19|20)\d\d[-/年.]\d{1,2}[-/月.]\d{1,2})"
)
_FROM: Final = re.compile(
    r"(?:信息来源|稿件来源|文章来源|来源|发布机构|发文机关)\s*[:：]\s*([^\s()（）|,，。;；<>]{2,30})"
)
_CHARSET: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_XML: Final = re.compile(rb"""^<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_-]{2,20})""")
_SITE: Final = re.compile(r"\s*(?:[-_|–—]+|_{1,2})\s*[^-_|–—]{2,20}$")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it tells of every page that it finds nothing in
Node = Any  # selectolax has no public type for what iter() gives


def extract(data: bytes, encoding: str | None = None) -> Extract:
    """The title and the body of a page."""
    from selectolax.lexbor import LexborHTMLParser

    page, used = _decoded(data, encoding)
    if _depth(page) > DEEPEST:
        raise TextError("damaged", f"more than {DEEPEST} elements within each other")
    tree = LexborHTMLParser(page)
    if tree.body is None:
        raise TextError("empty")
    said = _metas(tree)
    whole = list(_lines(tree.body, links=False))
    bodies = (found for found in _bodies(tree, page, whole) if sum(map(len, found[0])) >= _ENOUGH)
    body, how = next(bodies, (whole, means("selectolax", "body")))
    title = _title(tree, said, body)
    text = "\n".join([title, *body] if title and title not in body[:3] else body)
    if not text.strip():
        raise TextError("empty")
    return Extract(text + "\n", used, how, _particulars(said, title, "\n".join(whole)))


def _decoded(data: bytes, encoding: str | None) -> Decoded:
    """The page's characters: as told, or as the page says of itself if that holds, else found out."""
    declared = _CHARSET.search(data[:4096]) or _XML.search(data[:200])
    if encoding is None and declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return decode(data, declared[1].decode())
        except TextError:
            return decode(data)
    return decode(data, encoding)


def _bodies(tree: Node, page: str, whole: list[str]) -> Iterator[tuple[list[str], str]]:
    """The bodies that rules find, the surest first."""
    for selector in BODIES:
        found = [list(_lines(node)) for node in tree.css(selector)]
        if found:
            yield max(found, key=lambda body: sum(map(len, body))), means("selectolax", selector)
    main = _main(page)
    kept: list[str] = []
    for tabular, group in groupby(whole, key=lambda line: line.startswith("| ")):
        rows = list(group)
        # The head of a table is put together of several rows: its last row tells whether it is there.
        kept += rows if tabular and _held(rows[-1], main) else [line for line in rows if _held(line, main)]
    yield kept, means("trafilatura")


def _main(page: str) -> str:
    """What is the main text of a page of any other make, without its white space."""
    import trafilatura

    # As XML: its plain text runs the paragraphs of a page that a table lays out together.
    try:
        found = trafilatura.extract(page, output_format="xml", include_tables=True, include_comments=False)
    except Exception:  # of mark-up that is none any; the page is taken as it is
        found = None
    return _BLANK.sub("", unescape(_ELEMENT.sub("", found or "")))


def _held(line: str, main: str) -> bool:
    """Whether the main text has a line, of a row of a table its cells."""
    cells = line.strip("|").split("|") if line.startswith("|") else (line,)
    return all(_BLANK.sub("", cell.strip(" -")) in main for cell in cells)


def _depth(page: str) -> int:
    """How deep the elements of a page lie within each other; parsing takes the square of it."""
    depth = deepest = 0
    for found in _TAG.finditer(page):
        if found[2].lower() not in _UNCLOSED:
            depth = max(0, depth - 1) if found[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _lines(root: Node, *, links: bool = True) -> Iterator[str]:
    """The lines of an element, a block each; with or without those that are all links and no sentence."""
    words: list[str] = []
    own = 0  # characters of the line that are no link
    for node, linked in _walk(root):
        if node.tag == "-text":
            text = node.text_content or ""
            words.append(_BLANK.sub(" ", text))
            own += 0 if linked else len(text.strip())
            continue
        line = "".join(words).strip()
        if line and (links or own or _STOP.search(line)):
            yield _BLANK.sub(" ", line)
        words, own = [], 0
        if node.tag == "table":
            yield from lines(list(_rows(node)))
    line = "".join(words).strip()
    if line and (links or own or _STOP.search(line)):
        yield _BLANK.sub(" ", line)


def _walk(root: Node) -> Iterator[tuple[Node, bool]]:
    """The texts below a node, whether each is a link's, and the blocks where they open and close, in order.

    Without recursion, however deep they lie; tables that hold data come whole.
    """
    stack = [(root, False, True)]
    while stack:
        node, linked, opens = stack.pop()
        if node.tag == "-text":
            yield node, linked
            continue
        if opens and (node.tag in _SKIPPED or (node is not root and _framing(node))):
            continue
        table = opens and node.tag == "table" and node is not root and _flat(node)
        if node.tag in _BLOCKS and (node.tag != "table" or table):
            yield node, linked
        if not opens or table:
            continue
        stack.append((node, linked, False))
        children = []
        child = node.child
        while child is not None:
            children.append((child, linked or node.tag == "a", True))
            child = child.next
        stack += reversed(children)


def _flat(table: Node) -> bool:
    """Whether a table holds no other: then its rows are read at once."""
    return table.css_first("table table") is None


def _framing(node: Node) -> bool:
    """Whether an element is hidden, or by its class frames the page."""
    said = node.attributes
    if "display:none" in (said.get("style") or "").replace(" ", "").lower():
        return True
    return node.tag != "body" and bool(_FRAME.search(f"{said.get('class') or ''} {said.get('id') or ''}"))


def _rows(table: Node) -> Iterator[list[Cell]]:
    """The rows of a table and their cells."""
    for row in table.css("tr"):
        cells = []
        child = row.child
        while child is not None:
            if child.tag in ("td", "th"):
                spans = child.attributes
                text = "\n".join(_lines(child))
                cells.append(Cell(text, _span(spans.get("colspan")), _span(spans.get("rowspan"))))
            child = child.next
        yield cells


def _span(words: str | None) -> int:
    """How many places a cell spans."""
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 5 else 1


def _metas(tree: Node) -> Mapping[str, str]:
    """The meta elements of the page by name, the first of each."""
    said: dict[str, str] = {}
    for meta in tree.css("meta"):
        name = meta.attributes.get("name") or meta.attributes.get("property")
        content = (meta.attributes.get("content") or "").strip()
        if name and content:
            said.setdefault(name.lower(), " ".join(content.split()))
    return MappingProxyType(said)


def _title(tree: Node, said: Mapping[str, str], body: list[str]) -> str | None:
    """The report's title: as the page names it, its only heading, or the page's own less the site's name."""
    if named := next((said[name] for name in _TITLES if name in said), None):
        return named
    heads = [" ".join(_lines(node)) for node in tree.css("h1")]
    if len(heads) == 1 and heads[0]:
        return heads[0]
    node = tree.css_first("title")
    words = " ".join((node.text(deep=True) if node else "").split())
    short = _SITE.sub("", words)
    return next((line for line in body[:3] if line == short), None) or short or None


def _particulars(said: Mapping[str, str], title: str | None, whole: str) -> Particulars:
    """What the page says of the report, in its head or in the line above its body."""
    issued = next((found for name in _DATES if name in said and (found := date(said[name]))), None)
    issuer = next((said[name] for name in _ISSUERS if said.get(name)), None)
    made, source = _MADE.search(whole), _FROM.search(whole)
    return Particulars(
        title=title,
        issuer=issuer or (source[1] if source else None),
        issued=issued or (date(made[1]) if made else None),
    )
