"""Organisations and policy documents: named bodies, and the plans, notices and agreements in 《》."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from builders.document.layout import Document, Sentence
from builders.facts import Organisation, PolicyDocument
from builders.patterns import rare
from builders.regions.mentions import PlaceMention
from builders.text import Span

_ENDS: Final = (
    "大学(?!生)|学院|党校|中学|小学|医院|研究院|科学院|设计院|公司|集团|油田|银行|联社|信用社|管理局|总局|局(?![面部势限])|分行|支行|分公司|监会|海关|总队|支队|检察院|法院|出版社"
    "|台联|妇联|残联|工商联|文联|作协|科协|侨联|红十字会|慈善总会|基金会|商会|协会|学会|联合会|总工会|工会|团委|党组|国资委|发改委|卫健委|委员会|办公室"
    "|党委|纪委|编办|农办|侨办|文明办|政协|新华社|报社|电视台|军区|部(?![署门分件位队])|厅|(?<!部)署|中心(?!村|校)|电网|电力|石油|石化|烟草|移动|联通|电信"
)
# The name of a body that helps; a hospital or a school may belong to a university.
BODY: Final = (
    rf"[一-鿿A-Za-z·()]{{1,24}}?(?:{_ENDS})(?:附属[一-鿿]{{1,10}}?(?:医院|学校|中学|小学))?"
    rf"(?![一-鿿]{{0,6}}?(?:{_ENDS})(?:定点|对口|结对|的驻村|派|选派))"
)

_TASKS: Final = (
    "乡村振兴|农业农村|农村工作|扶贫开发|扶贫|脱贫攻坚|巩固衔接|干部驻村工作|驻村帮扶工作|驻村工作|驻村|东西部协作|对口支援|发展改革|发展和改革|财政|民政|教育|人力资源和社会保障"
    "|人力资源社会保障|人社|住房和城乡建设|住建|水利|水务|卫生健康|卫健|医疗保障|医保|交通运输|交通|商务|文化和旅游|文化旅游|文旅|林业和草原|林草|林业|自然资源"
    "|生态环境|市场监督管理|市场监管|统计|审计|金融监管|金融|工业和信息化|工信|科技|科学技术|公安|司法|民族宗教|民宗|宣传|组织|统战|政法|机关事务管理|气象|供销|税务"
    "|应急管理|信访|国资|大数据|公共就业|就业服务|移民|文明|光伏扶贫工作|防止返贫|督查|督导"
)
_KINDS: Final = (
    "领导小组办公室|领导小组|工作专班|指挥部|委员会|办公室|服务中心|中心|总社|总队|局|厅|部(?![门分署])|委(?!托|派)"
    "|办(?![理法公])|专班|督导组|社"
)
_LEVEL: Final = r"(?:国家|全国|中央|自治区|该[省市县区]|[省市县区州旗](?:委|级)?)"
_NO_LEVEL: Final = frozenset("全各两本我城个该每数某几一小夜上超")  # 全市, 城市, 超市 name no level of government
_UNIT: Final = r"(?:(?:[一-鿿]{2,6}(?:科|处|股|室|站))(?=负责|相关|主任|科长|处长|工作|干部|有关))?"
# Where a task meets what is charged with it: a sentence without such a place names no department.
_CHARGED: Final = re.compile(
    rf"[{''.join(sorted({task[-1] for task in _TASKS.split('|')}))}]"
    rf"[{''.join(sorted({kind[0] for kind in _KINDS.split('|')}))}]"
)
_DEPARTMENT: Final = re.compile(
    rf"(?=[国全中自该省市县区州旗{''.join(sorted({task[0] for task in _TASKS.split('|')}))}])"
    rf"(?:{_LEVEL})?(?:{_TASKS})(?:和(?:{_TASKS}))?(?:{_KINDS}){_UNIT}(?:\((?:{_TASKS})局\))?"
)
_PARTY: Final = re.compile(
    r"[党中国全省市县区州旗](?:(?<=党)中央|(?<=中)共中央|(?<=国)务院|(?<=全)国(?:人大常委会|政协)"
    r"|(?<=[省市县区州旗])(?:委(?![派托员会])|政府|人大常委会|政协|纪委监委)(?:办公室|组织部|宣传部|统战部|政法委|农办|党校)?)"
)
_TEAM: Final = re.compile(r"[省市县州区]级[一-鿿]{0,4}?(?:督导组|督查组|工作专班|领导小组)")
# These names are read backwards from their end.
_TAIL: Final = re.compile(
    r"领导小组(?P<group>(?:办公室)?)|有限责任公司|有限公司|集团公司|股份公司|大学(?!生)|职业学院|党校|台联|妇联|残联|工商联|红十字会|慈善总会|总工会|基金会"
)
_STEM: Final = rare(r"[一-鿿]{2,24}$")
_LEAD_IN: Final = rare(
    r"[一-鿿]*(?:按照|根据|成立|组建|建立|健全|发挥|作为|召开|来自|聘请|邀请|依托|联合|对口帮扶|[由的与向在至对到让被和及、名])"
)
LONGEST: Final = 24
SHORTEST: Final = 5
_BRACKETED: Final = re.compile(r"《(?P<title>[^《》]{2,90}(?:《[^《》]{1,60}》[^《》]{0,40})?)》")
_QUOTED: Final = re.compile(r"“(?P<title>\d{4}[^“”]{4,60}(?:计划|方案|协议|意见|办法|规划|通知))”")
_POLICY: Final = rare(
    r"方案|计划|规划|意见|通知|办法|条例|细则|协议|要点|清单|标准|机制|报告|公报|纲要|决定|制度|规定|指引|手册|规范|责任书|指南|事项|目录|决议|公告|通报|措施"
    r"|预案|章程|规程|法$|法\(|备忘录|台账|建议|批复|函$|细则|规则|政策|承诺书|倡议书"
)
_PRESS: Final = re.compile(r"(?:日报|晚报|周报|时报|科技报|新闻|杂志|月刊|周刊|电视剧|纪录片)")
_ISSUES: Final = re.compile(r"印发|制定|制订|制发|出台|下发|签订|签署|发布|编制|起草|颁布|转发|形成|审议通过")
_PAIR: Final = rare(r"[一-鿿]{2}两[省市县区地]")
_LISTED: Final = re.compile(r"[、,和及]?$")


_UNCHARGED: Final = (("party", _PARTY), ("team", _TEAM))
_RULES: Final = (("department", _DEPARTMENT), *_UNCHARGED)


def find_organisations(document: Document, mentions: Iterable[PlaceMention]) -> tuple[Organisation, ...]:
    """The bodies a report names, each at its first mention."""
    text = document.folded
    starts = {mention.span.end: mention.span.start for mention in mentions if mention.code}
    seen: dict[str, Organisation] = {}
    for sentence in document.body():
        for span, rule in _bodies(text, sentence, starts):
            name = span.of(document.text)
            if name not in seen:
                seen[name] = Organisation(span, sentence.span, name, rule)
    return tuple(seen.values())


def _bodies(text: str, sentence: Sentence, starts: dict[int, int]) -> list[tuple[Span, str]]:
    """The bodies of a sentence, the longer of two that overlap."""
    rules = _RULES if _CHARGED.search(text, *sentence.span) else _UNCHARGED
    found = [
        (_with_place(text, Span(*match.span()), starts), rule)
        for rule, pattern in rules
        for match in pattern.finditer(text, *sentence.span)
        if not _misread(text, match.start(), starts)
    ]
    for tail in _TAIL.finditer(text, *sentence.span):
        if stem := _STEM.search(text, max(sentence.span.start, tail.start() - LONGEST), tail.start()):
            lead = _LEAD_IN.match(text, stem.start(), tail.start())
            span = Span(lead.end() if lead else stem.start(), tail.end())
            if tail.start() - span.start > 1 and not _misread(text, span.start, starts):
                found.append((_with_place(text, span, starts), "company" if tail["group"] is None else "group"))
    kept: list[tuple[Span, str]] = []
    for span, rule in sorted(found, key=lambda item: (item[0].start - item[0].end, item[0].start)):
        if span.end - span.start > 1 and not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, rule))
    return sorted(kept)


def _misread(text: str, start: int, starts: dict[int, int]) -> bool:
    """Whether the level that seems to begin a name belongs to the word before: 城市委托, 全市委员."""
    level = text[start] in "省市县区州旗" and text[start - 1 : start] in _NO_LEVEL
    return level and start + 1 not in starts


def _with_place(text: str, span: Span, starts: dict[int, int]) -> Span:
    """The span with the places named right before it; 运城市委 shares its 市 with its place."""
    start = span.start
    if start + 1 in starts and text[start] in "省市县区州旗":
        start += 1
    while start in starts:
        start = starts[start]
    return Span(start, span.end)


def find_documents(document: Document, organisations: Iterable[Organisation]) -> tuple[PolicyDocument, ...]:
    """The plans, notices and agreements a report names, each at its first mention."""
    text = document.folded
    bodies = tuple(organisations)
    seen: dict[str, PolicyDocument] = {}
    for sentence in document.body():
        for match in _titles(text, sentence):
            span = Span(*match.span())
            title = Span(*match.span("title")).of(document.text)
            if title not in seen:
                issuer = _issuer(text, sentence, span, bodies)
                rule = "brackets" if match.group().startswith("《") else "quotation"
                seen[title] = PolicyDocument(span, sentence.span, title, issuer, rule)
    return tuple(seen.values())


def _titles(text: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    """The titles of a sentence that are policy."""
    for match in _BRACKETED.finditer(text, *sentence.span):
        # 《意见》 only takes up a title said before.
        if len(match["title"]) >= SHORTEST and _POLICY.search(match["title"]) and not _PRESS.search(match["title"]):
            yield match
    yield from _QUOTED.finditer(text, *sentence.span)


def _issuer(text: str, sentence: Sentence, span: Span, bodies: tuple[Organisation, ...]) -> str | None:
    """Who issued it: the last body named before the verb that issues."""
    before = text[sentence.span.start : span.start]
    issued = [match.start() for match in _ISSUES.finditer(before)]
    if not issued:
        return None
    verb = sentence.span.start + issued[-1]
    names = [(at, body.name) for body in bodies for at in _places(text, body.name, sentence.span.start, verb)]
    names += [(sentence.span.start + match.start(), match.group()) for match in _PAIR.finditer(before)]
    return max(names, key=lambda item: (item[0], len(item[1])))[1] if names else None


def _places(text: str, name: str, start: int, end: int) -> Iterator[int]:
    """Where a name stands between two offsets."""
    at = text.find(name, start, end)
    while at >= 0:
        yield at
        at = text.find(name, at + 1, end)
