"""Mentions of initiatives: those of the vocabulary, and those that a text names itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from builders.document.layout import Document
from builders.patterns import rare
from builders.text import Span
from builders.vocabulary.lexicon import Lexicon, Matcher


@dataclass(frozen=True, slots=True)
class InitiativeMention:
    """An initiative named in the text; `key` is the vocabulary's notation, or the name without quotation marks.

    `within` is the key of the larger initiative, `level` (国家, 省, 市, 县) that of the body which the words give it.
    """

    span: Span
    key: str
    name: str
    level: str | None
    within: str | None
    rule: str


class _Name(NamedTuple):
    """A stretch of text that names an initiative."""

    span: Span
    key: str
    rule: str
    within: str | None = None


# All patterns are read on folded text; quotation marks are no part of the folding.
_OPEN: Final = "“‘「『"
_CLOSE: Final = "”’」』"
_UNQUOTED: Final = str.maketrans("", "", _OPEN + _CLOSE)
_QUOTED: Final = rf"[{_OPEN}][^{_OPEN}{_CLOSE}]{{2,24}}[{_CLOSE}]"
_PLAIN: Final = rf"[^,。;:!?、()《》\s{_OPEN}{_CLOSE}]"
_LISTED: Final = rf"[^,。;:!?()《》\s{_OPEN}{_CLOSE}]"
_MANNER: Final = r"(?:专项|主题|专题|系列|集中|春季|夏季|秋季|冬季|百日|三年|年度|大)"
_HEAD: Final = r"(?:专项(?:整治|治理)?(?:行动|活动)|行动计划|行动|攻坚战|大会战|计划|工程|活动)"

# “甲”“乙”等专项行动: the quoted names, then what kind of thing they are.
_CHAIN: Final = re.compile(
    rf"{_QUOTED}(?:(?:[、和及与]{_PLAIN}{{0,8}})?{_QUOTED}){{0,7}}(?P<etc>等)?"
    rf"(?P<kind>(?:和美|[^,。;:!?、()《》\s{_OPEN}{_CLOSE}的和与及在是]){{0,8}}?"
    r"(?:行动(?:计划)?|活动|工程|计划|攻坚战|机制|模式|制度|服务|改革|工作法|形式|大赛|保险|基金|帮扶|试点))"
)
_ITEM: Final = re.compile(_QUOTED)
_DRIVE: Final = re.compile(r"(?:专项|集中)*(?:行动|活动|工程|攻坚战)")
_ENUMERATION: Final = rare(r"[一-鿿]{3}(?:、[一-鿿]{3}){1,4}")  # “大走访、大排查、大整改”行动
# 开展“甲”: a quoted name that is itself the object.
_QUOTED_OBJECT: Final = re.compile(
    rf"(?:开展|启动|实施|推行|推进|深化)(?:了|好)?(?P<name>{_LISTED}{{0,12}}[{_OPEN}][^{_OPEN}{_CLOSE}]{{4,20}}[{_CLOSE}])"
    r"(?=[,。;、]|等|$)"
)
# 甲行动和乙行动: after one name, another.
_FURTHER: Final = "|".join(f"{mark}(?<=(?:行动|活动|工程|计划){mark})" for mark in "和及与")
# 开展甲行动: without quotation marks, a name runs from its verb to its head noun.
_OBJECT: Final = re.compile(
    rf"(?:开展|实施|启动|推行|打响|打好|打赢|参加|参与|推进|开启|发起|落实|{_FURTHER})(?:了|好)?"
    rf"(?P<names>{_LISTED}{{2,48}}?{_HEAD})(?![方计要员力、])"
)
# 甲行动取得成效: a name that is the subject.
_ENDING: Final = (
    r"(?:行动计划|行动|攻坚战|倍增计划)(?=取得|如期|高质量|收官|成效|圆满|顺利|深入|扎实|全面|有序|启动|、)"
)
_DOES: Final = re.compile(_ENDING)
_SUBJECT: Final = rare(rf"(?:^|(?<=[,。;:、\s]))(?P<names>{_PLAIN}{{2,20}}?{_ENDING})")
# “甲行动”: quotation marks around a whole name; “乙”扎实开展: or around the subject of the deed.
_QUOTED_WHOLE: Final = re.compile(
    rf"(?=[{_OPEN}])(?:(?P<name>[{_OPEN}][^{_OPEN}{_CLOSE},。;]{{2,18}}(?:行动|工程|计划|攻坚战|大会战|信贷通|[^借放还]贷|[^社参担确]保)[{_CLOSE}])"
    rf"|(?P<subject>[{_OPEN}][^{_OPEN}{_CLOSE},。;]{{4,16}}[{_CLOSE}])(?=(?:扎实|深入|有序|全面|持续|加快|顺利)+(?:开展|实施|推进|推行|铺开)))"
)
# “同心车间”吸纳就业: a workshop by a name of its own.
_WORKSHOP: Final = re.compile(
    rf"[{_OPEN}][一-鿿]{{2,6}}(?:车间|工坊)[{_CLOSE}](?=[^,。;“]{{0,8}}(?:\d|吸纳|带动|务工|就业))"
)
_WORKSHOP_KEY: Final = "帮扶车间"
# 消费和社会帮扶: the head is said once for several.
_ELIDED: Final = re.compile(
    r"(?P<first>消费|定点|驻村|光伏|旅游|电商|健康)(?:[、和与及][一-鿿]{2}){1,3}(?P<head>帮扶|扶贫|协作)"
)
_TITLE: Final = re.compile(r"《(?P<title>[^《》]{4,60})》")
_TITLE_OPENING: Final = rare(
    r"(?:[一-鿿]{1,12}?(?:省|自治区|市|自治州|州|县|区|盟|旗))?(?:\d{4}年?度?)?"
    r"(?:关于|全面|深入|持续|进一步|扎实|大力|印发|加快|开展|实施|推进|学习|做好|加强|打好|打赢)*"
)
_TITLE_NAME: Final = re.compile(rf"(?P<name>{_PLAIN}{{2,24}}?(?:行动计划|行动|攻坚战|倍增计划|振兴计划|工程))")
# 闽宁协作: provinces by their one-character names.
_SIGN: Final = "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕秦甘陇青宁新]"
_PAIRED: Final = re.compile(
    rf"(?P<name>(?P<pair>{_SIGN}{_SIGN}{{1,2}})"  # {2,3} would be slow to pass over the rest
    r"(?:东西部(?:扶贫|对口|劳务|消费)?|劳务|医疗|教育|消费|产业|扶贫|对口|帮扶|山海)?协作)"
)
# 设立甲基金: funds and insurances.
_FUND: Final = re.compile(
    rf"(?:设立|建立|推出|创设|发挥好?|利用|用好|(?<=基金|保险)[和及与])(?:了|好)?(?P<names>{_PLAIN}{{4,18}}?(?:基金|保险))(?!公司|费)"
)
_FUNDED: Final = re.compile(r"(?:基金|保险)(?!公司|费)")
_PAIRED_WITHIN: Final = "东西部协作"
_PAIRED_RULE: Final = "paired provinces"

# What stands in quotation marks without being an initiative: principles, slogans, plans, examinations, everyday words.
_NO_NAME: Final = re.compile(
    r"[一二两三四五六七八九十]个?不.*|两不愁.*|三保障.*|三落实|四个.*|五个.*振兴|[一每].一策.*|应.尽.*|回头看|建档立卡|三农|国考"
    r"|.*考核评估.*|十[一二三四五六]五.*|急难愁盼.*|最后一公里|过筛子|一把手|绿水青山.*|两山.*|八项规定.*|双碳|一带一路"
    r"|.*(?:资金|投资|分配|项目|支出|预算|下达)计划|早发现.*|[一-鿿]{1,3}、.*|.*[,。;!?].*"
)
_PLAIN_FUND: Final = re.compile(
    r".*(?:基本|职工|居民|医疗|养老|失业|工伤|大病|社会|农业)(?:医疗)?保险|.*公积金|.*产业基金"
)
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十百千万两双\d+]+[一-鿿]{0,2}|[\d+一-鿿]{1,2}")
_COUNTED: Final = rare(r"\d[\d.,]*[余多]?万?(?:场|次|个|项|期|批|户|人|名|处|家|届|轮)|[一二两三四五六七八九十]+届")
_LEADING: Final = rare(
    r"(?:组织|开展|实施|启动|推进|推行|深入|扎实|持续|了|好|以|全省|全市|全县|全区|全州|我[省市县区]|一系列|系列|各类|各项|多种"
    r"|相关|有关|本次|此次|第[一二三四五六七八九十]+[轮次批]|[^,]{0,20}的)+"
)
_COMMON: Final = rare(
    r"等.*|(?:专项|集中|统一|联合|自愿|实际|具体|迅速|积极|一致|采取|下一步)"
    r"|[一-鿿]{0,2}(?:工作|发展|年度|建设|生产|种植|水利|项目)|以工代赈|.*(?:资金|投资|分配|支出|预算|下达)"
    r"|.*(?:培训|招聘|慰问|宣传|文体|文化|教学|教研|就业服务|对接|庆祝|走访|交流|志愿|公益|党日|募捐|科普|展销|展示|推介|促销|采购|义诊|座谈|比赛|竞赛|考察|参观)"
)
_TAIL: Final = re.compile(rf"(?:{_HEAD}|年)$")
_REMAINDER: Final = rare(rf"[{_CLOSE}]?{_MANNER}*(?:{_HEAD}|机制|制度|模式|方案)?[{_CLOSE}]?")
_MODIFIERS: Final = re.compile(rf"(?:[一二三四五六七八九十]项|[\d+]+|重点|任务|工作|专项)*[{_OPEN}]?\Z")
_MODIFIES: Final = re.compile(rf"[项\d+点务作{_OPEN}]")  # what one of them can end with

_LEVELS: Final = (
    ("国家", re.compile(r"全国|国家|中央")),
    ("省", re.compile(r"全省|省级|我省|省委|全区|自治区")),
    ("市", re.compile(r"全市|市级|我市|市委|全州|州级")),
    ("县", re.compile(r"全县|县级|我县|县委|该县")),
)
_MARKS: Final = re.compile(r"[,。;:!?\n]")
_CONTEXT: Final = 10  # characters before a name that may say whose it is
_JOINER: Final = "暨"  # two names, each its own initiative
_LONGEST_MODIFIERS: Final = 12
PARTNERSHIP: Final = "东西部协作"
TOLD: Final = "pairing"  # the rule of a mention that names partner regions, not their cooperation


def find_initiatives(document: Document, lexicon: Lexicon) -> tuple[InitiativeMention, ...]:
    """Every initiative the text names, in order; a name that ends in a vocabulary form is that form, said in full.

    >>> from builders.document.layout import lay_out
    >>> text = "全县开展“敲门问需”专项行动,发放小额信贷80万元。"
    >>> [(m.key, m.name) for m in find_initiatives(lay_out(text), Lexicon.load())]
    [('敲门问需', '“敲门问需”专项行动'), ('小额信贷', '小额信贷')]
    """
    folded = document.folded
    known = list(_matcher(lexicon).longest(folded))
    named: list[_Name] = []
    names = (name for name in _names(folded) if _in_body(document, name.span))
    for name in sorted(names, key=lambda found: (found.span.start, -found.span.end)):
        last = named[-1].span if named else None
        if last and (last == name.span or (last.overlaps(name.span) and name.span.start != last.start)):
            continue
        inner = [index for index, (span, _) in enumerate(known) if span.overlaps(name.span)]
        full = [
            index
            for index in inner
            if known[index][0].of(folded).translate(_UNQUOTED) == name.key
            or _REMAINDER.fullmatch(folded, known[index][0].end, name.span.end)
        ]
        if name.rule == _PAIRED_RULE:  # 闽宁消费协作 is both 闽宁协作 and 消费协作
            if not any(known[index][0].covers(name.span) for index in inner):
                named.append(name)
        elif full:
            span, keys = known[full[-1]]
            known[full[-1]] = (Span(min(span.start, name.span.start), max(span.end, name.span.end)), keys)
        elif all(name.span.covers(known[index][0]) for index in inner):
            named.append(name)
    known += [
        (span, keys) for span, keys in _likened(folded, lexicon) if not any(span.overlaps(one) for one, _ in known)
    ]
    spoken = [_Name(_with_modifiers(folded, span), key, "vocabulary") for span, keys in known for key in keys]
    return tuple(
        _mention(document.text, folded, name, lexicon)
        for name in sorted([*spoken, *named])
        if _in_body(document, name.span)
    )


def _mention(text: str, folded: str, name: _Name, lexicon: Lexicon) -> InitiativeMention:
    """The mention, with what the vocabulary and the words around it say of its level and of what it carries out."""
    term = lexicon.initiatives.get(name.key)
    context = folded[max(0, name.span.start - _CONTEXT) : name.span.end]
    clause = _MARKS.split(context[:-1])[-1]
    level = next((level for level, words in _LEVELS if words.search(clause)), term.level if term else None)
    within = term.broader if term else name.within
    return InitiativeMention(name.span, name.key, name.span.of(text), level, within, name.rule)


@cache
def _forms(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    return lexicon.initiative_forms()


@cache
def _matcher(lexicon: Lexicon) -> Matcher[tuple[str, ...]]:
    return Matcher({form: keys for form, keys in _forms(lexicon).items() if _JOINER not in form})


def _in_body(document: Document, span: Span) -> bool:
    """Whether a stretch lies in one sentence, of a block that speaks."""
    sentence = document.sentences[bisect_right(document.sentences, span.start, key=lambda each: each.span.start) - 1]
    speaks = document.blocks[sentence.block].kind.value in ("title", "heading", "paragraph", "row")
    return speaks and sentence.span.covers(span)


def _with_modifiers(folded: str, span: Span) -> Span:
    """The span with the numbers and quotation mark that open its full name (五项重点工作“百日攻坚”)."""
    start = max(0, span.start - _LONGEST_MODIFIERS)
    modified = span.start and _MODIFIES.match(folded, span.start - 1)
    found = _MODIFIERS.search(folded, start, span.start) if modified else None
    opens = found.start() if found else span.start
    end = span.end + (folded[opens] in _OPEN and folded[span.end : span.end + 1] in _CLOSE and span.end < len(folded))
    return Span(opens, end)


def _names(folded: str) -> Iterator[_Name]:
    """The names that the text gives by its own words, by rule."""
    yield from _chained(folded)
    yield from _quoted(folded)
    for found in _OBJECT.finditer(folded):
        yield from _listed(folded, Span(*found.span("names")), "object")
    for found in _SUBJECT.finditer(folded) if _DOES.search(folded) else ():
        yield from _listed(folded, Span(*found.span("names")), "subject")
    yield from _titled(folded)
    for found in _FUND.finditer(folded) if _FUNDED.search(folded) else ():
        if not _PLAIN_FUND.fullmatch(found["names"]):
            yield _name(found, "names", "fund")
    for found in _PAIRED.finditer(folded):
        yield _Name(Span(*found.span("name")), f"{found['pair']}协作", _PAIRED_RULE, _PAIRED_WITHIN)


def _quoted(folded: str) -> Iterator[_Name]:
    """The names in quotation marks that are the object or the subject of a deed, or tell their kind themselves."""
    for found in _QUOTED_WHOLE.finditer(folded):
        group = "name" if found["name"] else "subject"
        if not _NO_NAME.fullmatch(found[group].translate(_UNQUOTED)):
            yield _name(found, group, f"quoted {group}")
    for found in _QUOTED_OBJECT.finditer(folded):
        if not _NO_NAME.fullmatch(found["name"].translate(_UNQUOTED)):
            yield _name(found, "name", "quoted object")


def _titled(folded: str) -> Iterator[_Name]:
    """The names in the titles of documents."""
    for title in _TITLE.finditer(folded):
        opening = _TITLE_OPENING.match(folded, title.start("title"), title.end("title"))
        inside = _TITLE_NAME.match(folded, opening.end(), title.end("title")) if opening else None
        if inside:
            yield from _listed(folded, Span(*inside.span("name")), "title")


def _likened(folded: str, lexicon: Lexicon) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The initiatives of the vocabulary that a text names by a workshop's own name, or by a head said for several."""
    if _WORKSHOP_KEY in lexicon.initiatives:
        for found in _WORKSHOP.finditer(folded):
            yield Span(*found.span()), (_WORKSHOP_KEY,)
    forms = _forms(lexicon)
    for found in _ELIDED.finditer(folded):
        if keys := forms.get(found["first"] + found["head"]):
            yield Span(*found.span("first")), keys


def _name(found: re.Match[str], group: str, rule: str) -> _Name:
    return _Name(Span(*found.span(group)), found[group].translate(_UNQUOTED), rule)


def _chained(folded: str) -> Iterator[_Name]:
    """The quoted names before a common head; the last takes the head into its name where it is only a number."""
    for chain in _CHAIN.finditer(folded):
        items = [
            item
            for item in _ITEM.finditer(folded, *chain.span())
            if not _NO_NAME.fullmatch(item.group()[1:-1])
            or (
                item.end() == chain.start("kind")
                and _DRIVE.match(chain["kind"])
                and _ENUMERATION.fullmatch(item.group()[1:-1])
            )
        ]
        for item in items:
            bare = item.group()[1:-1]
            last = item.end() == chain.start("kind")
            span = Span(item.start(), chain.end() if last else item.end())
            key = bare + chain["kind"] if last and _NUMBERED.fullmatch(bare) else bare
            yield _Name(span, key, "quoted")


def _listed(folded: str, span: Span, rule: str) -> Iterator[_Name]:
    """The names of an unquoted list (甲突破年、乙提升年行动), or the one name; common activities are none."""
    start = span.start
    parts = span.of(folded).split("、")
    whole = len(parts) > 1 and not all(_TAIL.search(part) for part in parts)
    for part in [span.of(folded)] if whole else parts:
        opening = _LEADING.match(part)
        name = part[opening.end() :] if opening else part
        core = _TAIL.sub("", name)
        common = _COMMON.fullmatch(core) and not name.endswith("年")
        if len(core) >= 3 and not common and not _COUNTED.search(name) and "、" not in name:
            yield _Name(Span(start + len(part) - len(name), start + len(part)), name, rule)
        start += len(part) + 1
