"""Laying out a text: blocks that tile it, sentences that tile their block, the headings in force."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final

from builders.document.markdown import tables
from builders.patterns import rare
from builders.text import Span, narrow


class Kind(StrEnum):
    """What a block of a report is."""

    TITLE = "title"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ROW = "row"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text of one kind; `continues` is the block whose broken-off sentence it takes up."""

    span: Span
    kind: Kind
    continues: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block.

    `headings` are the spans of the title and headings in force, the outermost first; `leads` marks a sentence
    that only announces its paragraph (“(一)健全监测机制。”); `repeats` is the offset of an earlier sentence with
    the same words.
    """

    span: Span
    block: int
    headings: tuple[Span, ...] = ()
    leads: bool = False
    repeats: int | None = None


@dataclass(frozen=True)
class Document:
    """A text, its blocks and its sentences, both in order and tiling it.

    `folded` is the text with full-width letters, digits and marks folded; offsets are the same.
    """

    text: str
    folded: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def title(self) -> Span | None:
        """The title, trimmed, or None."""
        return next((trimmed(self.text, block.span) for block in self.blocks if block.kind is Kind.TITLE), None)

    def body(self) -> Iterator[Sentence]:
        """The sentences that speak: those of titles, headings, paragraphs and table rows."""
        return iter(self._body)

    @cached_property
    def _body(self) -> tuple[Sentence, ...]:
        speaking = {Kind.TITLE, Kind.HEADING, Kind.PARAGRAPH, Kind.ROW}
        return tuple(sentence for sentence in self.sentences if self.blocks[sentence.block].kind in speaking)


# All patterns are read on folded text.
STOPS: Final = "。!?…"
_MARK: Final = re.compile(rf"[{STOPS}()《》]")
_UNREADABLE: Final = re.compile(r"(?:记者|通讯员|作者)\?$")  # a space that was decoded wrongly
LONGEST_SENTENCE: Final = 600  # characters; rules that weigh each word of a sentence against each go no further
LONGEST_BRACKET: Final = 300  # characters; a bracket still open after them was never closed
_ENUMERATOR: Final = re.compile(
    r"\s*(?:(?P<top>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部分]+|#{1,2}\s)"
    r"|(?P<sub>\([一二三四五六七八九十]{1,3}\)|——|#{3,6}\s|[■●◆▲▶])"
    r"|(?P<point>[一二三四五六七八九十]是|\(?\d{1,2}[.、)]\s*(?!\d)|[①-⑳]))"
)
_LEVELS: Final = {"top": 1, "sub": 2, "point": 3, "lead": 4}

_ANSWERED: Final = re.compile(r"关于[^。]{4,50}(?:建议|意见|问题|提案)[”。]?$")  # a point that a reply answers

# What government and news sites print around a report. A tail marker makes all that follows furniture.
_TAIL: Final = re.compile(
    # What one of them can begin with: most places of a text are passed at a glance.
    r"(?=[>\s相猜往推延热本平业【\[版免郑特返扫网关上下责打主点])"
    r">?\s{0,9}(?:相关(?:新闻|阅读|链接|报道|推荐|文章)|(?:猜您|猜你)喜欢|往期(?:精选|回顾|推荐)|推荐阅读|延伸阅读"
    r"|热门(?:推荐|新闻|文章)"
    r"|(?:本网|本站|平台)?业务合作|[【\[]?(?:版权|免责|郑重|特别)声明|返回搜狐|扫一扫|网站地图|关于(?:本站|我们)"
    r"|上一[篇条]|下一[篇条]"
    r"|责任编辑\s*:|责编\s*:|打印本页|\[?打印\]?\s*\[?关闭|主办单位\s*:|点(?:分享|点赞|在看))"
)
_FURNITURE: Final = re.compile(
    r"^(?:首页\s*[>›»]|字体\s*[::]|页\s*:|\[\d+\]$|(?:报|送|抄报|抄送|主送|发送)\s*:|\(?共印\d+份\)?$|—\s*\d+\s*—$"
    r"|第\d+期(?:\(总第\d+期\))?$|(?:分享|打印|关闭|收藏|纠错|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:数|量|率))\s*:?"
    r"|第?\s*\d+\s*[版页]\s*$|-\s*\d+\s*-$|索引号\s*:|主题词?\s*:|信息分类\s*:|(?:电子)?邮箱\s*:"
    r"|(?:Top|[Tt][+-]|字[号体](?:\s*:.*)?|正在加载.*|加载中.*|导航菜单|网站导航|(?:扫码|分享)到.*|暂无评论.*"
    r"|[【\[]?(?:打印|关闭)(?:本页|本文|窗口)?[】\]].*)$|(?:[^>›»]{1,14}[>›»]){2}|[^>›»,。]{1,12}[>›»]$)"
    r"|当前(?:的)?位置\s*:|您(?:现在)?(?:所在)?的?位置\s*:|码上(?:看报|订报)|版权所有|免责声明|联系我们|广告服务"
    r"|ICP备|公网安备|网站标识码|技术支持\s*:|未经.{0,10}授权|\.(?:png|jpe?g|gif|bmp|webp)\s*$"
    r"|(?:合作|咨询|投诉|举报|监督)(?:热线|电话)\s*:|微信(?:公众号|扫)|客户端下载"
    # A trail of links (首页 > 要闻 > 正文), and counters (收藏0 评论12 分享).
    r"|[>›»]\s*正文|(?:首页|网)\s*-*[>›»]"
    r"|(?:收藏|评论|字数|点赞|阅读|浏览|转发)(?:数|量|次数)?\s*:?\s*\d[\d,]*\s*(?:收藏|评论|字数|点赞|阅读|浏览|转发|分享)"
)
_MENU: Final = re.compile(r"(?:[^|]{1,12}\|\s*){3,}")
# Above the title: the name of a site or of its channel.
_MASTHEAD: Final = re.compile(
    r"[一-鿿]{0,8}\s*(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org)\S*|[一-鿿]{1,6}(?:网|在线|客户端)|[一-鿿]{1,3}"
)
_BYLINE: Final = re.compile(
    r"^[•·●((【\[]?\s*(?:本报|本网|全媒体|实习|见习|首席|责任|原)*(?:记者|通讯员|作者|撰稿|编辑|责编|校对|审核|供稿|来源|信息来源"
    r"|稿源|标题|发布(?:时间|日期|机构)|时间|日期)\s*(?:[::?]"
    r"|[一-鿿·]{1,4}\s|\s)"
    r"|^《[^》]{2,12}》\s*\(.{6,24}\)$|^\(?(?:供稿|来源|作者)\s*:.{2,30}\)?$|^\(.{0,40}记者.{0,20}\)$"
    r"|^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}[日/]?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:[\s|]*[一-鿿]{0,8}(?:来源|作者|编辑|责编|记者|浏览|阅读|字[体号]|分享|收藏)[^。]*)?$"
    # 某报 2022-05-13 12:32
    r"|^[^,。;!?]{0,24}\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s*\d{1,2}:\d{2}(?::\d{2})?$"
)
_CAPTION: Final = re.compile(
    r"\((?:[左右前后中]排?)?[左右前后中][一二三四五六七八九]?\)|^(?:图[\d一二三四五六]*:|图为|图片|[▲△](?![^。]*。[^。]*[,。])|上图|下图|左图|右图)|(?:摄"
    r"|供图)\)?$|(?:资料图|图片来源)"
)
_ROW: Final = re.compile(r"\S[^,。;]{0,30}?\s+[^\s\d]{1,4}\s+-?\d[\d,.]*%?$|\S{2,8}\s+单位\s+\S*数\S*$")
# 投资:500万元 实施单位:某局: what a list tells of its item.
_FIELD: Final = re.compile(r"[一-鿿]{2,6}:\s*\d")
_JOINS: Final = rare(
    r"^(?:[,、;。%))》”]|(?:\([市区县乡镇村]|万|亿|余|多)|(?:人次|人|户|名|个|元|家|次|项|亩|吨|公里|万元"
    r"|亿元)(?:[,、;。(]|$))"
)


def lay_out(text: str) -> Document:
    r"""The text's blocks and sentences.

    >>> document = lay_out("榆县振兴简报\n新建桥2座。受益80户。")
    >>> [(block.kind.value, block.span) for block in document.blocks]
    [('title', Span(start=0, end=7)), ('paragraph', Span(start=7, end=19))]
    >>> [sentence.span.of(document.text) for sentence in document.sentences]
    ['榆县振兴简报\n', '新建桥2座。', '受益80户。']
    """
    folded = narrow(text)
    blocks = _blocks(folded)
    return Document(text, folded, tuple(blocks), tuple(_sentences(folded, blocks)))


def trimmed(text: str, span: Span) -> Span:
    """The span without surrounding white space and heading marks.

    >>> trimmed("# 简报 ", Span(0, 5))
    Span(start=2, end=4)
    """
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "#　"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _lines(text: str) -> Iterator[Span]:
    """The lines with their breaks and the blank lines after them; a tail marker inside a line starts a new one."""
    starts = [0]
    for line in re.finditer(r"[^\n]*\S[^\n]*(?:\n\s*\n|\n|$)|\s+", text):
        if line.start() != starts[-1] and not line.group().isspace():
            starts.append(line.start())
        starts.extend(
            found.start() for found in _TAIL.finditer(text, *line.span()) if found.start() > line.start() + 40
        )
    ends = [*sorted(set(starts)), len(text)]
    return (Span(start, end) for start, end in pairwise(ends) if end > start)


def _blocks(text: str) -> list[Block]:
    """Lines classified, and joined where one breaks off and the next takes up its sentence."""
    blocks: list[Block] = []
    tail = titled = spoken = False
    last: int | None = None  # the block before, captions and furniture aside
    rows = {line.start for table in tables(text) for line in (table.span, *table.lines)}
    for line in _lines(text):
        words = line.of(text).strip()
        # Above the text an editor's name ends nothing.
        tail = tail or (spoken and bool(_TAIL.match(words)))
        kind = Kind.FURNITURE if tail else Kind.ROW if line.start in rows else _kind(words, titled)
        titled = titled or kind in (Kind.TITLE, Kind.PARAGRAPH, Kind.HEADING)
        spoken = spoken or kind is Kind.PARAGRAPH
        held = None if last is None or not _broken_off(text, blocks[last]) else last
        wrapped = held is not None and _wrapped(text, blocks[held].span, line)
        if kind in (Kind.PARAGRAPH, Kind.HEADING) and held is not None and (wrapped or _JOINS.match(words)):
            if held == len(blocks) - 1:
                blocks[held] = replace(blocks[held], span=Span(blocks[held].span.start, line.end))
            else:
                blocks.append(Block(line, Kind.PARAGRAPH, continues=held))
        else:
            blocks.append(Block(line, kind))
        if blocks[-1].kind not in (Kind.CAPTION, Kind.FURNITURE):
            last = len(blocks) - 1
    return blocks


WRAP: Final = 40  # characters; a paragraph's line that is shorter was not broken by the page's width


def _wrapped(text: str, held: Span, line: Span) -> bool:
    """Whether a line only goes on with a paragraph that a page's width has broken in the middle of a sentence."""
    end = held.end
    while end > held.start and text[end - 1] == "\n":
        end -= 1
    last = text[max(held.start, text.rfind("\n", held.start, end) + 1) : end]
    starts = line.of(text)
    broken = len(last.rstrip()) >= WRAP and held.end == line.start and end >= held.end - 1
    return broken and not starts[:1].isspace() and not _ENUMERATOR.match(starts)


def _kind(words: str, titled: bool) -> Kind:
    """What a line is by its own words; the first speaking line may be the title."""
    if not words.strip("# \t") or _is_furniture(words):
        return Kind.FURNITURE
    if not titled and _MASTHEAD.fullmatch(words):
        return Kind.FURNITURE
    if len(words) < 90 and _BYLINE.search(words):
        return Kind.BYLINE
    if len(words) < 120 and _CAPTION.search(words):
        return Kind.CAPTION
    if _ROW.match(words):
        return Kind.ROW
    short = len(words) <= 60 and words[-1] not in "。!?;,、…:" and not re.search(r"\d,\d|。", words[:-1])
    short = short and not _FIELD.match(words)
    short = short and not ("," in words and re.search(r"\d", re.sub(r"\d+[年+]|\(\d+\)", "", words)))
    if words.startswith("#") or short:
        if titled or words.startswith(("——", "##")):
            return Kind.HEADING
        return Kind.TITLE
    return Kind.PARAGRAPH


def _is_furniture(words: str) -> bool:
    """Whether a site prints a line around its reports; a long one only if it is a menu."""
    bars, head = words.count("|"), words[:200]
    if len(words) >= 80 and bars < 4:
        return False
    return bool(_FURNITURE.search(head)) or (bars > 2 and bool(_MENU.search(head)))


def _broken_off(text: str, block: Block) -> bool:
    """Whether a block is a paragraph whose last sentence is not finished."""
    words = text[max(block.span.start, block.span.end - LONGEST_SENTENCE) : block.span.end].rstrip()
    return block.kind is Kind.PARAGRAPH and words[-1:] not in (*STOPS, "”", ":", ";", ")", "》")


def _sentences(text: str, blocks: list[Block]) -> Iterator[Sentence]:
    """The sentences of every block, with the headings in force."""
    title: tuple[Span, ...] = ()
    stack: dict[int, Span] = {}
    opening: set[Span] = set()  # headings that a paragraph goes on after
    seen: dict[str, int] = {}
    for index, block in enumerate(blocks):
        first = True
        spans = (block.span,) if block.kind is Kind.ROW else _split(text, block.span)
        for span in (short for whole in spans for short in _cut(text, whole)):
            words = span.of(text).strip()
            found = _ENUMERATOR.match(span.of(text)) if first or words[:1] in "一二三四五六七八九十" else None
            level = _LEVELS[str(found.lastgroup)] if found else None
            leads = block.kind is Kind.HEADING or _announces(words, level, first, block.kind)
            if first and block.kind is Kind.PARAGRAPH and block.continues is None:
                stack.pop(_LEVELS["lead"], None)
                if level is None and words.startswith("下一步"):  # an answer's last words are of no single point
                    stack = {key: value for key, value in stack.items() if not _ANSWERED.search(value.of(text))}
                if level is None:  # what opened a paragraph before does not stand over this one
                    stack = {key: value for key, value in stack.items() if value not in opening}
            if block.kind is Kind.TITLE:
                title = (trimmed(text, block.span),)
            elif leads and not (block.kind is Kind.HEADING and title and _same(words, title[0].of(text))):
                depth = level or _LEVELS["top" if block.kind is Kind.HEADING else "lead"]
                stack = {key: value for key, value in stack.items() if key < depth} | {depth: trimmed(text, span)}
                if block.kind is Kind.PARAGRAPH and span.end < block.span.end:
                    opening.add(stack[depth])
            key = "".join(words.split())
            repeats = seen.get(key) if len(key) >= 12 else None
            seen.setdefault(key, span.start)
            yield Sentence(span, index, (*title, *(stack[key] for key in sorted(stack))), leads, repeats)
            first = False


def _same(line: str, title: str) -> bool:
    """Whether a line only prints the title again."""
    return "".join(line.split()) == "".join(title.split())


def _announces(words: str, level: int | None, first: bool, kind: Kind) -> bool:
    """Whether a sentence only announces its paragraph: an enumerated or a short opening without figures."""
    if kind is not Kind.PARAGRAPH:
        return False
    if level is not None:
        return len(words) <= 45 and not re.search(r"\d", words.split("、", 1)[-1].lstrip("(0123456789.)"))
    return first and len(words) <= 22 and words[-1:] == "。" and not re.search(r"\d", words)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence in pieces that are not too long, cut after a mark where there is one."""
    start, end = span
    while end - start > LONGEST_SENTENCE:
        last = start + LONGEST_SENTENCE
        cut = max(text.rfind(mark, start, last) for mark in ",;:、 \n") + 1 or last
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _split(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a block; a full stop inside brackets ends none, unless the bracket is never closed."""
    start, depth = span.start, 0
    for found in _MARK.finditer(text, *span):
        mark, position = found.group(), found.end()
        if position <= start:  # one more stop of the sentence before
            continue
        if mark in "(《":
            depth += 1
        elif mark in ")》":
            depth = max(0, depth - 1)
        elif (depth == 0 or position - start > LONGEST_BRACKET) and not (
            mark == "?" and _UNREADABLE.search(text, start, position)
        ):
            while position < span.end and (text[position] in STOPS + "”’" or text[position].isspace()):
                position += 1
            yield Span(start, position)
            start, depth = position, 0
    if start < span.end:
        yield Span(start, span.end)
