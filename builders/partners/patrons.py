"""Bodies that help a county or a village: 全国台联对榆中县定点帮扶, 来自省委党校的驻村第一书记."""

import re
from collections.abc import Iterator
from typing import Final

from builders.document.layout import Sentence
from builders.initiatives.names import PARTNERSHIP
from builders.partners.bodies import BODY
from builders.partners.regions import SELF, Told
from builders.patterns import rare
from builders.regions.mentions import PlaceMention
from builders.text import Span

POSTED: Final = "定点帮扶"
VILLAGE_POST: Final = "驻村帮扶"

_ADVERB: Final = (
    "(?:持续|不断|继续|坚持|大力|积极|切实|进一步|全力|倾力|认真|深入|扎实|累计|今年|已"
    r"|连续[\d一二三四五六七八九十]+年|全年|年内|上半年|前三季度|先后|共)*"
)
_TOWARDS: Final = rare(rf"(?P<body>{BODY}){_ADVERB}(?:加大|深化|加强|开展|做好|强化|聚焦)?对$")
# 集团定点帮扶乌恰县: a body that its sentence has named.
_SAID_AGAIN: Final = re.compile(
    rf"(?:^|[,;:“\s])(?:该|我)?(?:集团|公司|银行|大学|学校|医院)公?司?{_ADVERB}(?:定点|对口|结对)(?:帮扶|扶贫|支援)(?:的)?$"
)
# 中国石化投入泽库县, 中核集团投入无偿帮扶资金: what a body gives under designated assistance.
_GIVES: Final = rare(rf"(?P<body>{BODY}){_ADVERB}(?:直接|无偿)*(?:投入|援助|捐赠|支持|支援|引进)$")
_FUNDS: Final = rare(
    rf"(?P<body>{BODY}){_ADVERB}(?:直接|无偿)*(?:投入|援助|捐赠|引进)(?:各类|无偿|直接|定点|协调|引进|和|、)*(?:帮扶|援助|扶贫)?(?:资金|款物)"
)
# 在水利部定点帮扶和技术团队指导下: the county whose doing the sentence tells.
_UNDER: Final = rare(rf"在(?P<body>{BODY})的?(?:定点|对口|结对)(?:帮扶|扶贫|支援)[^,。;\d]{{0,20}}?下")
# 省水利厅驻陶湾镇工作队: a body's team in a place; a county's own offices are no helpers from outside.
_STATION: Final = rare(rf"(?P<body>{BODY})(?:派|选派)?驻$")
_TEAM: Final = re.compile(r"(?:驻村)?(?:帮扶)?(?:工作队|第一书记)")
_OWN_OFFICE: Final = re.compile(r"^[县区旗镇乡]|^市直")
_DESIGNATED: Final = re.compile(r"定点(?:帮扶|扶贫)")
_OFFICE: Final = re.compile(
    r"(?:^[省市县区州旗镇乡村]|局|厅|委|办|政府|[^总]部|办公室|委员会|党委)$|^(?:合作社|公司|企业)"
)
_OF_HELP: Final = re.compile(r"(?:的)?(?:开展)?(?:定点|对口|结对)(?:帮扶|扶贫|支援)")
_POSTS: Final = rare(
    rf"(?P<body>{BODY}){_ADVERB}(?:(?:定点|对口|结对)(?:帮扶|扶贫|支援|联系)(?:的)?|(?:帮扶|包联)(?P<bare>))$"
)
# Where no body can be followed by what posts its people, its ends need not be tried.
_MAY_POST: Final = r"(?=[一-鿿A-Za-z·()]{1,60}?(?:派|驻村))"
_SECRETARY: Final = rare(
    rf"(?:从|来自|由)(?P<body>{BODY})(?:来到|来的|来|到|下派到|选派到|派驻|派驻到|选派|下派|派出|的|担任|派)"
    r"(?=[^。;]{0,30}(?:驻村|第一书记|工作队))"
    rf"|{_MAY_POST}(?P<sender>{BODY})(?:派驻|选派到|下派到|派驻到|选派的|派出的|派驻的)(?=[^,。;]{{0,24}}(?:第一书记|工作队员))"
    rf"|是(?P<posting>{BODY})(?:派下来|派来|选派|下派|派驻)的"
    rf"|{_MAY_POST}(?P<team>{BODY})驻村(?:帮扶)?(?:工作队|第一书记)(?![队员们]*(?:管理|考核|培训|轮换))"
)
_LEADING: Final = re.compile(
    r"^(?:.*是)?(?:年(?=[一-鿿]{3}))?(?:(?:[我该本]?[省市县区州旗]?(?:的)?(?:中央|国家)?(?:定点|对口)(?:帮扶|扶贫)(?:(?:中央)?单位|[我该本][省市县区州旗]的)|另有|还有|包括|今年以来|近年来|多年来|目前|其中|同时|此外|据悉|截至目前|去年|今年|作为|由|在|来自|组织|动员|引导|协调|安排|积极|通过|争取|推动|促成|鼓励|支持)*)"
)
_SMALLER: Final = ("我县", "该县", "本县", "该旗", "我旗")
_VILLAGES: Final = ("town", "village")  # 某市水利局帮扶某镇某村
_UNNAMED: Final = rare(
    r"^[向对为在与和]|^[家个名所支]|重点|有关|相关|各|等|所有|全部|部分|多个|[\d一二三四五六七八九十几两]+[个家名]|^[省市县区]?[直级]?(?:机关|部门|单位|干部)|^.?(?:局|部|厅|办)$"
)
_JOINED: Final = re.compile(r"[、和与及]")
POST: Final = re.compile(r"第一书记|工作队|驻村|对口|结对|定点|派[下来]")
# The two patterns below cost too much to try on every sentence.
_POSTING: Final = re.compile(r"第一书记|工作队|驻村|派[下来]")
_PARTNERING: Final = re.compile(
    r"(?=[帮支协单的])(?:(?:帮扶|支援|协作)(?:[我该本][县市区旗])?(?:的|单位)|(?:单位|的)定点帮扶)"
)
_PARTNER_BODY: Final = rare(
    rf"(?P<how>定点|对口|结对)(?:帮扶|支援|协作)(?:[我该本][县市区旗])?(?:的|单位)(?P<body>{BODY})"
    rf"|(?P<serving>{BODY})(?:作为|是|系)[我该本全]?[县市区州旗]?的?(?:中央)?(?P<served>定点)帮扶单位"
    rf"|(?P<unit>{BODY})(?:等?(?:中央)?单位|的)(?P<post>定点)帮扶"
)
_APPOINTED: Final = re.compile(r"定点(?:帮扶|扶贫)|对口(?:帮扶|扶贫)")
# 中国农业银行、中国华能集团等9家定点帮扶单位: several bodies, then what they are.
_UNITS: Final = re.compile(
    r"(?:等(?:[\d一二三四五六七八九十]+[家个])?)?(?:中央|国家)?(?:定点|对口)(?:帮扶|扶贫)(?:的)?(?:中央|省直|市直|国有)?(?:单位|企业|高校|部委)"
)
_CLAUSE_START: Final = re.compile(r"[,;:。!?]")
_WHOLE_BODY: Final = rare(BODY)
_WHOLE_NAME: Final = rare(
    r"(?P<body>[一-鿿]{2,20}?(?:有限(?:责任)?公司|集团(?:公司)?|银行|大学|学院|医院))(?![一-鿿]{0,6}(?:公司|银行))"
)


def patrons(
    text: str, sentence: Sentence, inside: list[PlaceMention], named: tuple[PlaceMention, ...], held: str | None
) -> Iterator[Told]:
    """Bodies that help: 全国台联对榆中县定点帮扶, 来自省委党校的驻村第一书记."""
    last: Told | None = None
    start = 0
    for index, mention in enumerate(inside):
        start = start if index and inside[index - 1].span.end == mention.span.start else mention.span.start
        if index + 1 < len(inside) and inside[index + 1].span.start == mention.span.end:
            continue  # the prefecture before a county only says where
        joined = last and _JOINED.fullmatch(text, last.span.end, start)
        county = mention.code or mention.within
        if last and joined and county:
            last = last._replace(span=Span(last.span.start, mention.span.end), helped=county)
        else:
            local = mention.level in _VILLAGES
            last = next(_posted(text, sentence, Span(start, mention.span.end), county, local=local), None)
        if last:
            yield last
    at_home = held if held and not held.endswith("00") else None
    posting = _POSTING.search(text, *sentence.span)
    for found in _SECRETARY.finditer(text, *sentence.span) if posting else ():
        body = _own_name(found["body"] or found["sender"] or found["posting"] or found["team"])
        own = found["team"] and _OWN_OFFICE.search(body or "")
        if body and not own and (place := _where(found.span(), inside, named, sentence) or at_home):
            yield Told(Span(*found.span()), body, place, VILLAGE_POST, "secretary")
    yield from _under(text, sentence, inside, at_home)
    yield from _units(text, sentence, inside, held)
    yield from _at_home(text, sentence, inside, named, held)
    partner = _PARTNERING.search(text, *sentence.span)
    for found in _PARTNER_BODY.finditer(text, *sentence.span) if partner else ():
        body = _own_name(found["body"] or found["unit"] or found["serving"])
        if body and (place := _where(found.span(), inside, named, sentence) or held):
            posted = "定点" in (found["how"], found["post"], found["served"])
            yield Told(Span(*found.span()), body, place, POSTED if posted else PARTNERSHIP, "body")


def _at_home(
    text: str, sentence: Sentence, inside: list[PlaceMention], named: tuple[PlaceMention, ...], held: str | None
) -> Iterator[Told]:
    """The bodies that help the county in force: 中国船舶集团定点帮扶我县, 中核集团投入无偿帮扶资金."""
    for own in SELF.finditer(text, *sentence.span):
        below = own.group() in _SMALLER and held is not None and held.endswith("00")
        county = _where(own.span(), inside, named, sentence) if below else held
        yield from _posted(text, sentence, Span(*own.span()), county, local=False)
    heads = (sentence.span, *sentence.headings)
    funded = "资金" in sentence.span.of(text) and any(_DESIGNATED.search(text, *span) for span in heads)
    if held and not held.endswith("00") and funded:
        for found in _FUNDS.finditer(text, *sentence.span):
            if body := _giver(found["body"]):
                yield Told(Span(found.end("body") - len(body), found.end()), body, held, POSTED, "gift")


def _under(text: str, sentence: Sentence, inside: list[PlaceMention], at_home: str | None) -> Iterator[Told]:
    """The body with whose help something was done: 在水利部定点帮扶下."""
    if text.find("下", *sentence.span) < 0 or not _DESIGNATED.search(text, *sentence.span):
        return
    for found in _UNDER.finditer(text, *sentence.span):
        body = _own_name(found["body"])
        place = at_home or _where(found.span(), inside, tuple(inside), sentence)
        if body and place and not _OWN_OFFICE.search(body):
            yield Told(Span(*found.span()), body, place, POSTED, "body")


def _giver(words: str) -> str | None:
    """The name of a body that gives, None for an office of the region's own."""
    body = _own_name(words)
    return body if body and (body.startswith(("中国", "国家", "全国")) or not _OFFICE.search(body)) else None


def _units(text: str, sentence: Sentence, inside: list[PlaceMention], held: str | None) -> Iterator[Told]:
    """The bodies listed before the words for units that help."""
    for found in _UNITS.finditer(text, *sentence.span) if _APPOINTED.search(text, *sentence.span) else ():
        start = max(
            (mark.end() for mark in _CLAUSE_START.finditer(text, sentence.span.start, found.start())), default=0
        )
        listed = text[max(start, sentence.span.start) : found.start()].split("、")
        names = [_own_name(name) for name in listed]
        helped = _where(found.span(), inside, (), sentence) or held
        if helped and len(names) > 1 and all(name and _WHOLE_BODY.fullmatch(name) for name in names):
            for name in names:
                begin = text.index(str(name), sentence.span.start)
                yield Told(Span(begin, found.end()), str(name), helped, POSTED, "units")


def _posted(text: str, sentence: Sentence, place: Span, county: str | None, *, local: bool) -> Iterator[Told]:
    """The body named before a place as its helper; a `local` place is a town or a village."""
    before = text[sentence.span.start : place.start]
    helper, initiative = None, POSTED
    if before.endswith("驻") and _TEAM.match(text, place.end):
        helper, initiative = _STATION.search(before), VILLAGE_POST
        helper = None if helper and _OWN_OFFICE.search(_own_name(helper["body"]) or "") else helper
    elif before.endswith("对") and _OF_HELP.match(text, place.end):
        helper = _TOWARDS.search(before)
    elif before.endswith(("帮扶", "扶贫", "支援", "联系", "的")):
        helper = _WHOLE_NAME.search(before) if _SAID_AGAIN.search(before) else _POSTS.search(before)
        bare = helper is not None and "bare" in helper.groupdict() and helper["bare"] is not None
        helper = None if bare and not local else helper
    elif _DESIGNATED.search(text, *sentence.span) and (given := _GIVES.search(before)) and _giver(given["body"]):
        helper = given
    if helper and county and (body := _own_name(helper["body"])):
        start = sentence.span.start + helper.end("body") - len(body)
        yield Told(Span(start, place.end), body, county, initiative, "body")


def _own_name(words: str) -> str | None:
    """The name of a body without the words that lead up to it, None where no single body is named."""
    name = _LEADING.sub("", words)
    return None if _UNNAMED.search(name) else name


def _where(
    span: tuple[int, int], inside: list[PlaceMention], named: tuple[PlaceMention, ...], sentence: Sentence
) -> str | None:
    """The county the words speak of: the last one named before them, else the first after them in the sentence."""
    places = [mention for mention in named if mention.level in ("county", "town", "village")]
    before = [mention for mention in places if mention.span.end <= span[0]]
    after = [mention for mention in inside if mention in places and mention.span.start >= span[0]]
    near = [mention for mention in before if mention.sentence == sentence.span] or after or before
    chosen = near[0] if near is after else near[-1] if near else None
    return (chosen.code or chosen.within) if chosen else None
