"""Towns and villages: names with their kind, each found in the county that has them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from builders.document.layout import Sentence
from builders.facts import Level
from builders.patterns import rare
from builders.regions.gazetteer import NATION, Gazetteer
from builders.regions.mentions import PlaceMention
from builders.text import Span

ONLY: Final = "only"  # the one town of that name in the country, where nothing else tells the county
LONGEST_TOWN: Final = 12
LONGEST_UNLISTED: Final = 5
SURE: Final = frozenset({"list", "paragraph"})  # the county or a sibling is at hand
KINDS: Final = "县市区旗"

NEAR: Final = 64  # mentions to either side; no town's county is named further off
_TOWN_END: Final = re.compile(r"镇|乡(?![村镇亲土贤情音愁])|街道(?!办事处主任)|苏木")
_UNLISTED: Final = rare(rf"(?P<name>[一-鿿]{{1,{LONGEST_UNLISTED}}}?(?:镇|乡(?![村镇亲土贤情音愁])|街道))")
_NO_TOWN: Final = rare(
    r"[的各等个和全与及或在从到是有为以将把对向由该本每两几多所内外中下返回离进入跨城集小重特色新旧老家水农两贫困脱]"
)
_VILLAGE: Final = re.compile(
    r"(?P<name>[一-鿿]{1,6}?(?:村(?!民|级|集体|干部|支|两委|党(?!支部|总支)|组|里|委|务|域|道(?!路)|口|史|务工|内|外|企|医|校|容)|庄(?!园|稼|严|重)|社区(?!治理|服务|矫正|卫生|养老|工厂|工作|干部|网格|建设|管理|发展|教育|文化|党建|化)|嘎查)(?:[村庄](?![民级集干委]))?)"
)
# Words that stand between a county and the word for villages at large: 平武县推进村庄规划, 榆中县脱贫村.
_KIND_OF: Final = (
    "行政|自然|空壳|脱贫|贫困|示范|重点|中心|空心|薄弱|旅游|样板|试点|建制|传统|特色|文明|和美|美丽|精品|产业|先进|后进|软弱|涣散|专业"
    "|帮扶|搬迁|移民|安置|生态|民俗|任务|发展|振兴|城镇|集镇|乡镇|小镇|党建|数字|城中|幸福|亿元|基层"
)
_ACTION: Final = (
    "推进|推动|推行|启动|开展|实施|完善|加强|加快|建设|建成|新建|改造|改建|整治|打造|培育|选派|实现|组织|落实|规划|提升|创建|编制|完成|召开|举办"
    "|探索|深化|抓好|聚焦|围绕|坚持|利用|引导|鼓励|支持|扶持|帮助|指导|成立|建立|健全|强化|优化|确定|评选|统筹|整合|投入|争取|安排|成为|涌现|排查|走访"
    "|调研|督导|持续|积极|大力|扎实|深入|全面|认真|严格|通过|采取|紧盯|立足|依托|结合|按照|创新|推广|拓宽|壮大|夯实|筑牢|动员|选聘|开发|累计|先后|支援|援助|援建|捐赠|捐助|资助|对口|结对|定点|投资|出资|拨付|协助|助力|慰问"
    "|派驻|携手|联合|牵手|抽查|抽检|暗访|巡查|核查|督查|检查|覆盖|涉及|惠及|联系|包联|入驻|走进"
)
_NO_VILLAGE: Final = rare(
    r"[的各等个该每这那]|们村|^[他她我你咱]|[和与跟]同村$|^(?:[在到从是有为以把被对与及或已由全两几本共所]|将(?!军)|和(?![平谐睦顺美兴]))|[农乡驻包帮联入到]村$|(?:^|[走住派送跟推引搬请迈开挺]|[一-鿿]{2})进村$|乡村|镇村"
    rf"|^(?:农|全|整|一|新)村$|^农村|^(?:{_KIND_OF}|{_ACTION}|村庄)|(?:{_KIND_OF}|脱)(?:新)?(?:村|庄|社区)$|..村庄$"
)
_AFTER_VILLAGE: Final = r"(?=村民|党支部|党总支|驻村|脱贫户|的|是|有|将|建|种|安装|发展|[^一-鿿])"
_LONE_VILLAGE: Final = re.compile(
    r"(?:(?<![一-鿿])|(?<=[在到进往赴和与及对向从])|(?<=贫困村)|(?<=脱贫村)|(?<=示范村)|(?<=邻村))(?P<name>(?![在到往赴])[一-鿿]{2,3}村)"
    + _AFTER_VILLAGE
)
_VILLAGE_END: Final = re.compile(f"村{_AFTER_VILLAGE}")  # tells cheaply that a sentence has none
_OF_PEOPLE: Final = rare(r"(?:[一-鿿]{1,4}族){1,2}乡$")
_OFFICE: Final = re.compile(r"(?:办事处)?的?")
# 大滩、草原等18个乡镇, 以礼、钟屏街道: towns listed before one word for what they are.
_ALL_TOWNS: Final = re.compile(r"乡镇|街道|镇|乡(?![村镇亲土贤])")
_COUNT: Final = re.compile(r"等?(?:\d+|[两三四五六七八九十])个$")
_COUNT_LENGTH: Final = 5
_TOWN_KINDS: Final = {"乡镇": ("镇", "乡"), "街道": ("街道",), "镇": ("镇",), "乡": ("乡",)}
_MARKS: Final = "、和与及"
_FORMER: Final = ("街道", "镇", "乡")  # townships become towns, towns subdistricts
STEM: Final = (2, 3, 4)  # characters of a town's name without its kind
_LIST: Final = re.compile(r"(?:[、,和与及]|以及)")


def settlements(
    text: str,
    body: tuple[Sentence, ...],
    regions: tuple[PlaceMention, ...],
    about: str | None,
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    """The regions given and the towns and villages of the body, in order, without overlaps."""
    ground = _Ground(len(text))
    towns = ground.held(_towns(text, body, regions, about, gazetteer))
    taken = [*towns, *ground.held(regions)]
    taken += ground.held(_listed(text, body, taken, about, gazetteer))
    taken += ground.held(_villages(text, taken))
    taken += ground.held(_lone_villages(text, body, taken, about, gazetteer))
    taken += ground.held(_again(text, body, taken))
    return tuple(sorted(taken, key=lambda mention: mention.span))


class _Ground:
    """The characters of a text that places have taken."""

    def __init__(self, length: int) -> None:
        self.taken = bytearray(length)

    def held(self, mentions: Iterable[PlaceMention]) -> list[PlaceMention]:
        """The mentions that stand on free characters, which they take."""
        kept = []
        for mention in mentions:
            if not any(self.taken[mention.span.start : mention.span.end]):
                self.taken[mention.span.start : mention.span.end] = b"\1" * (mention.span.end - mention.span.start)
                kept.append(mention)
        return kept


def _towns(
    text: str,
    body: tuple[Sentence, ...],
    regions: tuple[PlaceMention, ...],
    about: str | None,
    gazetteer: Gazetteer,
) -> Iterator[PlaceMention]:
    """The towns, each in its county."""
    by_sentence: dict[Span, list[PlaceMention]] = {}
    for mention in regions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for _, paragraph in groupby(body, key=lambda sentence: sentence.block):
        sentences = tuple(paragraph)
        near = [mention for sentence in sentences for mention in by_sentence.get(sentence.span, ())]
        last: PlaceMention | None = None
        for sentence in sentences:
            for found in _TOWN_END.finditer(text, *sentence.span):
                here = bisect_left(near, found.end(), key=lambda mention: mention.span.end)
                before, around = near[max(0, here - NEAR) : here], near[max(0, here - NEAR) : here + NEAR]
                placed = _place(text, sentence.span, found.end(), before, around, last, about, gazetteer)
                if placed:
                    name, county, rule = placed
                    span = Span(found.end() - len(name), found.end())
                    last = PlaceMention(span, sentence.span, name, None, "town", county, rule)
                    yield last


def _place(
    text: str,
    sentence: Span,
    end: int,
    before: list[PlaceMention],
    near: list[PlaceMention],
    last: PlaceMention | None,
    about: str | None,
    gazetteer: Gazetteer,
) -> tuple[str, str, str] | None:
    """The town whose name ends here, its county's code, and the rule that found it."""
    counties = [mention for mention in before if mention.level == "county"]
    if counties and sentence.start <= counties[-1].span.end < end and counties[-1].code:
        name = text[counties[-1].span.end : end]
        if name in gazetteer.towns(counties[-1].code):
            return name, counties[-1].code, "chain"
        # A town that no list has is believed when its village follows: 安县新村镇红岩村.
        unlisted = _UNLISTED.fullmatch(name) and not _NO_TOWN.search(name) and text[counties[-1].span.end - 1] in KINDS
        if unlisted and (village := _VILLAGE.match(text, end)) and not _NO_VILLAGE.search(village["name"]):
            return name, counties[-1].code, "chain-unlisted"
    floor = max([sentence.start, *([last.span.end] if last else [])])
    for start in range(max(floor, end - LONGEST_TOWN), end - 1):
        name = text[start:end]
        listed = gazetteer.counties_of(name)
        placed = listed and _county(listed, counties, near, before, last, about, gazetteer)
        if placed and placed[1] == ONLY and not _starts(text, start):
            continue
        if placed and (placed[1] in SURE or not _doubtful(text, start, name, about == placed[0], gazetteer)):
            return name, placed[0], placed[1]
    return _renamed(text, end, floor, counties, about, gazetteer) or _ethnic(
        text, end, [*(mention.code for mention in reversed(counties)), about], gazetteer
    )


def _renamed(
    text: str, end: int, floor: int, counties: list[PlaceMention], about: str | None, gazetteer: Gazetteer
) -> tuple[str, str, str] | None:
    """A town of the county at hand by the kind that it had before or has since: 岩孔镇 is now 岩孔街道."""
    county = counties[-1].code if counties else about
    towns = gazetteer.towns(county) if county else frozenset()
    kind = next((each for each in _FORMER if text.endswith(each, floor, end)), None)
    for start in range(max(floor, end - LONGEST_TOWN), end - 2) if towns and kind else ():
        stem = text[start : end - len(str(kind))]
        known = len(stem) > 1 and any(stem + other in towns for other in _FORMER)
        if known and county and not _doubtful(text, start, stem + str(kind), True, gazetteer):
            return stem + str(kind), county, "paragraph"
    return None


def _ethnic(text: str, end: int, counties: list[str | None], gazetteer: Gazetteer) -> tuple[str, str, str] | None:
    """An ethnic township of the counties at hand, said without its people: 上梧江乡 for 上梧江瑶族乡."""
    if text[end - 1] != "乡":
        return None
    for county in filter(None, counties):
        towns = [town for town in gazetteer.towns(county) if town.endswith("族乡")]
        for start in range(max(0, end - LONGEST_TOWN), end - 2) if towns else ():
            stem = text[start : end - 1]
            if any(town.startswith(stem) and _OF_PEOPLE.fullmatch(town, len(stem)) for town in towns):
                return stem + "乡", county, "paragraph"
    return None


def _doubtful(text: str, start: int, name: str, at_home: bool, gazetteer: Gazetteer) -> bool:
    """Whether the name may be no town's: 建设镇 outside its county, 振兴街道 inside a word."""
    if gazetteer.abuts(text, start):
        return True
    stem = _TOWN_END.sub("", name)
    if len(stem) > 1 and not gazetteer.is_word(stem):
        return False
    return not at_home or not _starts(text, start)


def _starts(text: str, start: int) -> bool:
    """Whether a name that starts here starts a word."""
    before = text[start - 1 : start]
    return not "一" <= before <= "鿿" or before in "在到赴入往对向从由访进和与及扶驻援"


def _county(
    listed: tuple[str, ...],
    counties: list[PlaceMention],
    near: list[PlaceMention],
    before: list[PlaceMention],
    last: PlaceMention | None,
    about: str | None,
    gazetteer: Gazetteer,
) -> tuple[str, str] | None:
    """Which of the counties that have a town of the name is meant, and why."""
    if last and last.within in listed:
        return str(last.within), "list"
    for mention in (*reversed(counties), *(mention for mention in near if mention.level == "county")):
        if mention.code in listed:
            return str(mention.code), "paragraph"
    if about is None and len(listed) == 1:
        return listed[0], ONLY
    around = [mention.code for mention in reversed(before) if mention.level in ("prefecture", "province")]
    for outer in (*around, about):
        if outer and outer != NATION:
            inside = [county for county in listed if gazetteer.inside(county, outer)]
            if len(inside) == 1:
                return inside[0], "unique"
    return None


def _listed(
    text: str, body: tuple[Sentence, ...], taken: list[PlaceMention], about: str | None, gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """The towns of the county at hand that are listed before one word for all of them."""
    counties = [mention for mention in taken if mention.level == "county"]
    ends = {mention.span.end for mention in taken if mention.level == "town"}
    for sentence in body:
        for found in _ALL_TOWNS.finditer(text, *sentence.span):
            near = [each.code for each in counties if sentence.span.start <= each.span.start < found.start()]
            county = near[-1] if near else about
            towns = gazetteer.towns(county) if county else frozenset()
            kinds = _TOWN_KINDS[found.group()]
            count = _COUNT.search(text, max(sentence.span.start, found.start() - _COUNT_LENGTH), found.start())
            end = count.start() if count else found.start()
            listed: list[PlaceMention] = []
            while towns and (name := _stem(text, Span(sentence.span.start, end), kinds, towns)):
                span = Span(end - len(name[0]), end)
                if span.start in ends:  # 钟屏街道水城、以礼街道木城: sites in their towns
                    break
                listed.append(PlaceMention(span, sentence.span, name[1], None, "town", county, "list"))
                if text[span.start - 1] not in _MARKS:
                    break
                end = span.start - 1
            if len(listed) > 1:
                yield from listed


def _stem(text: str, before: Span, kinds: tuple[str, ...], towns: Iterable[str]) -> tuple[str, str] | None:
    """The stem that ends before a list mark or the word for towns, and the whole name of the town it means."""
    for length in reversed(STEM):
        stem = text[max(before.start, before.end - length) : before.end]
        for kind in kinds:
            if stem + kind in towns:
                return stem, stem + kind
    return None


def _villages(text: str, taken: list[PlaceMention]) -> Iterator[PlaceMention]:
    """The villages right after a county or a town, and those listed after them."""
    starts = {mention.span.start for mention in taken}
    for anchor in taken:
        if anchor.level not in ("county", "town"):
            continue
        if anchor.level == "county" and text[anchor.span.end - 1] not in KINDS:
            continue
        county = anchor.code or anchor.within
        at = _OFFICE.match(text, anchor.span.end).end() if anchor.level == "town" else anchor.span.end  # type: ignore[union-attr]
        while found := _VILLAGE.match(text, at, anchor.sentence.end):
            span = Span(*found.span("name"))
            name = found["name"]
            loose = anchor.level == "county" and name.endswith("社区")  # a community lies in a town
            if loose or _NO_VILLAGE.search(name) or not starts.isdisjoint(range(*span)):
                break
            yield PlaceMention(span, anchor.sentence, name, None, "village", county, "chain")
            joined = _LIST.match(text, span.end)
            if not joined:
                break
            at = joined.end()


def _lone_villages(
    text: str, body: tuple[Sentence, ...], taken: list[PlaceMention], about: str | None, gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """The villages named without their town, in the county last spoken of in their paragraph or the report's."""
    region = gazetteer.region(about) if about else None
    at_home = about if region and region.level == "county" else None
    spots = sorted(
        (mention.span.start, mention.code or mention.within) for mention in taken if mention.level != "province"
    )
    starts = [at for at, _ in spots]
    for _, paragraph in groupby(body, key=lambda sentence: sentence.block):
        sentences = tuple(paragraph)
        for sentence in sentences:
            if not _VILLAGE_END.search(text, *sentence.span):
                continue
            for found in _LONE_VILLAGE.finditer(text, *sentence.span):
                span, stem = Span(*found.span("name")), found["name"][:-1]
                index = bisect_left(starts, span.start) - 1
                spoken = index >= 0 and starts[index] >= sentences[0].span.start
                county = spots[index][1] if spoken else at_home
                if county is None or county.endswith("00") or _NO_VILLAGE.search(found["name"]):
                    continue
                if gazetteer.is_word(stem[:2]) or gazetteer.is_word(stem[-2:]):
                    continue
                if gazetteer.abuts(text, span.end) and not text.startswith("村民", span.end):
                    continue
                yield PlaceMention(span, sentence.span, found["name"], None, "village", county, "lone")


def _again(text: str, body: tuple[Sentence, ...], taken: list[PlaceMention]) -> Iterator[PlaceMention]:
    """The later mentions of the villages and towns found."""
    known: dict[str, PlaceMention] = {}
    for mention in taken:
        if mention.level in ("town", "village"):
            known.setdefault(mention.name, mention)
    if not known:
        return
    names = re.compile("|".join(sorted(map(re.escape, known), key=lambda name: (-len(name), name))))
    for sentence in body:
        for found in names.finditer(text, *sentence.span):
            span = Span(*found.span())
            first = known[found.group()]
            if len(found.group()) > 2:
                level: Level = first.level
                yield PlaceMention(span, sentence.span, first.name, None, level, first.within, "again")
