"""Regions as partners: 上海市闵行区与保山市隆阳区建立对口帮扶关系, 武汉市与我州建立省内区域协作关系."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product, zip_longest
from typing import Final, NamedTuple

from builders.document.layout import Sentence
from builders.initiatives.names import PARTNERSHIP
from builders.regions.gazetteer import Gazetteer
from builders.regions.home import EAST
from builders.regions.mentions import PlaceMention
from builders.text import Span

# The provinces helped under 东西部协作, by the first two figures of their codes.
WEST: Final = frozenset({"15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"})
AID_WEST: Final = frozenset({"54", "63", "65"})  # helped by 对口支援 before and beside 东西部协作
FARTHEST: Final = 32  # characters between the two sides

SUPPORT: Final = "对口支援"
TWINNING: Final = "对口帮扶"
CUE: Final = re.compile(
    r"协作|对口|结对|结成对子|帮扶|支援|援助|援建|共建|携手|联姻|牵手|山海情|挂钩|扶贫协作|区域合作|合作框架|劳务|消费扶贫|联合|联办|合办|产业园|两地|两省|两市|双方|输血|投入我[省市县区州旗]"
)
_HELPS: Final = re.compile(r"(?:对口|结对|定点|倾力|倾情|携手)?(?:帮扶|支援|援助|援建|协作)(?:了|的)?")
_AID: Final = re.compile(
    r"(?:省|市|区|县)?(?:方面|各级|各界|各级财政)?(?:的?东西部(?:扶贫)?协作|(?:对口|结对)(?:协作|帮扶|支援|合作)|帮扶(?:全覆盖|之下)|(?:倾力|倾情|大力)帮扶|(?:省级?|市级?|区级?)?财政(?:援助|帮扶|协作)|(?:援助|帮扶|协作|东西部协作)资金"
    r"|(?:倾力|倾情|无私)?(?:帮扶|支援|援助)(?:我|本|全)[省市县区州]"
    r"|(?:今年|全年|累计|先后|共|已)*(?:实际|全部)?(?:投入|拨付|落实|安排|援助|到位)(?:我[省市县区州旗])?(?:各类|各级)?(?:[京津沪苏浙闽鲁粤辽][冀蒙桂渝川黔滇藏陕甘青宁新疆])?(?:财政)?(?:援助|帮扶|协作)资金"
    r"|(?:今年|全年|累计|先后|共|已)*(?:投入|援助|支援|拨付)我[省市县区州旗](?:扶贫|各类)?(?:资金|款物)"
    r"|(?:今年|全年|累计|先后|共|已)*(?:援助|支援)(?:各类|各级|省级|市级|区级)?财政(?:性)?资金"
    r"|援建的|援[滇黔桂川渝藏陕甘青宁疆蒙](?:前方)?(?:指挥部|联络组|工作[组队]|干部|资金)"
    # 来自青岛市的挂职副县长, 市南区援派教师
    r"|(?:等地?)?(?:选派|派驻|派出|派来)?的?(?:东西部协作|对口)?(?:(?:挂职|帮扶|援派|支教|支医)的?(?:干部|教师|医生|医师|校长|院长|专家|人才)"
    r"|挂职的?[^,。;\d]{0,8}?副[县区市州]长"
    r"|的?(?:倾力|倾情|大力|无私)*(?:支持|帮扶|援助|帮助)下"
    r"|(?:选派|派来|派出|派驻)[^,。;]{0,16}?(?:干部|人才|教师|医生|医师|专家)))"
)
# 我县的对口帮扶城市无锡市, 东西部协作结对地区滨江区: what the region is to the report's own.
_TITLE: Final = re.compile(
    r"(?:东西部协作|对口|结对|协作|帮扶)(?:帮扶|协作|支援|结对)?的?(?:城市|省市|省份|地区|市区|[市区县方])[,:]?$"
)
_GONE: Final = re.compile(r"[到赴在往去]$")  # who is placed there comes from here
# 主动对接福州市晋安区,争取协作资金: whom the report's region asks for help.
_ASKS: Final = re.compile(r"(?:对接|联系|衔接)$")
_ASKED: Final = re.compile(r",?[^,。;]{0,6}?(?:争取|落实|到位)[^,。;\d]{0,8}(?:援助|帮扶|协作)资金")
# 东西部协作中,三水区共投入资金4100万元: what a helper does where the sentence tells of cooperation.
_DOES: Final = re.compile(
    r"(?:今年|全年|年内|累计|先后|共|已)*(?:(?:投入|援助|拨付)[^,。;\d]{0,6}资金|(?:帮助|协助)(?:销售|采购|引进|建)|帮销)"
)
# 与广东、福建等地建立劳务输送机制: the report's own region is the one that does so.
_WITH: Final = re.compile(r"(?:^|[,。;:、\s]|[我全该][省市县区州])(?:积极|主动|持续|深入)*[与同和]$")
_BONDED: Final = re.compile(
    r"(?:等)?(?:地|省市?|省份|东部省市)?(?:建立|签[订署]|开展|深化|达成|搭建|形成|健全|加强)[^,。;]{0,14}?(?:机制|协议|关系|协作|合作|对接)"
)
_TWINS: Final = re.compile(
    r"(?:落实|投入|安排|到位|拨付)?(?:(?:对口|结对)(?:帮扶|支援|协作)|(?:省内区域|省内|山海)协作(?:援助|帮扶)?)资金"
)
_SIGNED: Final = re.compile(r"[京津沪苏浙闽鲁粤辽][冀蒙桂渝川黔滇藏陕甘青宁新疆](?:东西部)?(?:扶贫)?协作")
_EASTWARD: Final = re.compile(r"东西部?(?:扶贫)?协作|对口(?:帮扶|协作|支援)|省际协作")
_WHOM: Final = re.compile(r"(?:对口|结对|定点|倾力)?(?:帮扶|支援|援助|援建|协作)$")
SELF: Final = re.compile(r"[我本该全](?:(?<!全)[省市县区州旗]|(?<=我)们|(?<=全)[省市县区州旗](?=[^一-鿿]|与|和|同))")
_JOINT: Final = re.compile(r"[、和与同及—\-~]|以及|携手|联合")
_AIDED: Final = re.compile(r"援[疆藏青]|对口(?:支援|援建|援助)")
# 上海市投入楚雄州沪滇协作资金, 宝安区与都安结对: the word for it comes after both.
_ONWARD: Final = re.compile(r"[^,。;]{0,20}(?:与|和|同|向|对|为|给|投入|安排|到位|拨付|支援|援助|帮助)(?:了)?")
_AFTERWARDS: Final = re.compile(
    r"[^,。;]{0,16}?(?:协作|援助|帮扶|对口|支援|结对|结成对子|“?输血|(?:投入|拨付|捐赠|捐献)[^,。;]{0,6}(?:资金|物资|款物))"
)
_GIVES: Final = re.compile(r"(?:帮助|支持|帮扶|支援|援建|援助)")
_SENDS: Final = re.compile(r"(?:[^,。;]{0,14}|[^,。;]{0,6}(?:选派|派出|派驻|派遣|遴选)[^,。;]{0,28})[到赴来]")
# 连续三年加大对怒江州的支持
_STRENGTHENS: Final = re.compile(r"[^,。;]{0,16}(?:加大|加强|强化|深化)了?对")
_STRENGTHENED: Final = re.compile(r"的?[^,。;]{0,6}?(?:支持|帮扶|援助|支援|协作|投入)")
_PARK: Final = re.compile(r"[^,。;]{0,6}?(?:产业园|园区)")  # 三水区—剑河县产业园
_VISITS: Final = re.compile(r"(?:党政|考察)?代表团[^,。;]{0,8}[到来赴]")  # 三水区党政代表团到我县考察
_STATIONED: Final = re.compile(r"(?:派驻|驻)")  # 三水区驻剑河县工作组
_TEAM: Final = re.compile(r"(?:东西部协作|对口)?(?:帮扶|协作|支援)?(?:前方)?(?:工作[组队]|联络组|指挥部)")
# 无锡市投入900万元,在循化县建成基地: what is given, then where it went.
_WENT: Final = re.compile(
    r"[^,。;]{0,14}?(?:投入|出资|筹资|捐资|援助)[^,。;\d]{0,12}\d[\d.]*[余多]?[万亿]?[余多]?元,?(?:用于)?(?:在|支持|帮助|援建)"
)
_AID_TO: Final = re.compile(r"援[滇黔桂川渝藏陕甘青宁疆蒙]")  # 上海援滇昭通小组
_SIDE_BY_SIDE: Final = re.compile(r"(?:东西部|扶贫|劳务|产业|对口)?协作")  # 北京内蒙古协作
# 武汉市与我州建立省内区域协作关系: partners of one province, and the scheme by its name.
_SCHEME: Final = re.compile(r"省内区域协作|山海协作")
_GREAT: Final = frozenset({"2102", "3302", "3502", "3702", "4403"})  # cities as rich as their province's capital
_TWIN_BOND: Final = re.compile(
    r"[^,。;]{0,12}?(?:省内[^,。;]{0,6}?(?:协作|帮扶)|山海协作|对口(?:帮扶|协作|支援)|结对帮扶)"
)
_POSTED_THERE: Final = re.compile(r"(?:挂职|支教|支医|支农|帮扶|支援|开展(?:帮扶|支教|支医))")
_BOND: Final = re.compile(
    r"[^。;]{0,28}?(?:协作|对口|结对|结成对子|帮扶|支援|援助|援建|共建|携手|山海|签[订署]|[联合]办|(?:深化|加强|开展)[^,。;]{0,14}合作)"
)
_AT_ONCE: Final = re.compile(
    r"(?:两[省市地县区]|双方|召开|深化|开展|签[订署]|建立)?[^,。;等]{0,6}?(?:协作|对口|结对|结成对子|帮扶关系|山海)"
)
_BOTH: Final = re.compile(r"两[省市县区州地]")
_BACKED: Final = re.compile(r"(?:的)?(?:大力)?(?:支持|帮扶|帮助|援助)下,")
_HELPED_HERE: Final = re.compile(r"(?:县|市|区|州)?(?:里|内|境内)?,")
_DEED: Final = re.compile(r"(?:帮助|援建|援助|支援|捐赠|捐建|助力|帮扶)")
_GIVEN: Final = re.compile(
    r"(?:(?P<support>对口支援)|(?:对口|结对|倾力)?(?:帮扶|援助|援建)|(?P<gift>投入|支援|帮助|赴|向|为|对))了?$"
)
_FIRM: Final = re.compile(r"公司|合作社|企业")
_STOP: Final = re.compile(r"[,。;]")


class Told(NamedTuple):
    """A pairing as the words tell it; `helper` and `helped` are codes, a helper also a body's name."""

    span: Span
    helper: str
    helped: str
    initiative: str
    rule: str


class _Side(NamedTuple):
    """A region as a partner: the innermost of 福建厦门市湖里区, over the characters of the whole chain."""

    span: Span
    code: str


def partners(
    text: str,
    sentence: Sentence,
    inside: list[PlaceMention],
    held: str | None,
    topical: bool,
    gazetteer: Gazetteer,
) -> Iterator[Told]:
    """Regions named as partners: 上海市闵行区与保山市隆阳区建立对口帮扶关系.

    `held` is the report's region, `topical` whether it is all about partners.
    """
    sides = _sides(inside)
    if held:
        own = [_Side(Span(*found.span()), held) for found in SELF.finditer(text, *sentence.span)]
        sides = sorted([*sides, *own])
    groups = _groups(text, sides)
    met = [*_listed(text, sentence, groups, topical, gazetteer), *_facing(text, sentence, groups, topical, gazetteer)]
    yield from met
    if held and not met:
        yield from (_giving if held[:2] in EAST else _aided)(text, sentence, groups, held)
        yield from _twinned(text, sentence, groups, held, gazetteer)


def _sides(inside: Iterable[PlaceMention]) -> list[_Side]:
    """The regions named, a chain of them as its innermost; a town or a village is its county's."""
    sides: list[_Side] = []
    for mention in inside:
        code = mention.code or mention.within
        if code is None:
            continue
        if sides and sides[-1].span.end == mention.span.start and (mention.rule == "chain" or mention.code is None):
            sides[-1] = _Side(Span(sides[-1].span.start, mention.span.end), code)
        else:
            sides.append(_Side(mention.span, code))
    return sides


def _initiative(text: str, sentence: Sentence, helper: str, helped: str) -> str:
    """The scheme under which two regions are partners."""
    if helped[:2] not in EAST and (helper[:2] in EAST or helped[:2] in AID_WEST):
        supported = (
            helped[:2] in AID_WEST and _AIDED.search(text, *sentence.span) and "东西" not in sentence.span.of(text)
        )
        return SUPPORT if supported else PARTNERSHIP
    scheme = _SCHEME.search(text, *sentence.span) if helper[:2] == helped[:2] else None
    return scheme.group() if scheme else TWINNING


def ordered(one: str, other: str, aid: bool = False) -> tuple[str, str] | None:
    """The eastern region and the western one, or None when they are no such pair; all the inland aids the far west."""
    if one[:2] in EAST and other[:2] not in EAST:
        return one, other
    if other[:2] in EAST and one[:2] not in EAST:
        return other, one
    if aid and (one[:2] in AID_WEST) != (other[:2] in AID_WEST) and {one[:2], other[:2]} - AID_WEST - WEST:
        return (one, other) if other[:2] in AID_WEST else (other, one)
    return None


def _listed(
    text: str, sentence: Sentence, groups: list[list[_Side]], topical: bool, gazetteer: Gazetteer
) -> Iterator[Told]:
    """Partners in one list, with the word for it after them: 福建与宁夏结对帮扶."""
    for group, following in zip_longest(groups, groups[1:]):
        start, end = group[0].span.start, group[-1].span.end
        if following and _HELPS.fullmatch(text, end, following[0].span.start):
            continue
        enumerated = all(text.startswith("、", side.span.end) for side in group[:-1])
        cue = (_AT_ONCE if enumerated else _BOND).match(text, end, sentence.span.end)
        cue = cue or (_BOTH.match(text, end) if topical and len(group) == 2 else None)
        for one, other in _couples(text, group):
            dashed = text[one.span.end] in "—-" and _PARK.match(text, end)
            hand_in_hand = dashed or text.startswith("携手", one.span.end)
            if (cue or hand_in_hand) and (pair := ordered(one.code, other.code)):
                until = cue.end() if cue else end
                yield Told(Span(start, until), *pair, _initiative(text, sentence, *pair), "partners")
        bond = None if enumerated or len(group) != 2 else _TWIN_BOND.match(text, end, sentence.span.end)
        if bond and group[0].code[:2] == group[1].code[:2] and not _nested(group[0].code, group[1].code, gazetteer):
            pair = _twins(text, *group)
            yield Told(Span(start, bond.end()), *pair, _initiative(text, sentence, *pair), "twins")


def _twins(text: str, one: _Side, other: _Side) -> tuple[str, str]:
    """Of two regions of a province who helps and who is helped: the greater city, not 我县, or else the first named."""
    great = [side for side in (one, other) if side.code[2:4] == "01" or side.code[:4] in _GREAT]
    prefectures = [side for side in (one, other) if side.code.endswith("00")]
    others = [side for side in (one, other) if not SELF.match(text, side.span.start)]
    helper = next(sides[0] for sides in (great, prefectures, others, [one]) if len(sides) == 1)
    return (one.code, other.code) if helper is one else (other.code, one.code)


def _couples(text: str, group: list[_Side]) -> Iterator[tuple[_Side, _Side]]:
    """Who may be paired in a list: A与B、C与D are two couples, else everyone with everyone."""
    bonds = ["、" if text.startswith("、", one.span.end) else "与" for one, _ in pairwise(group)]
    if (
        len(bonds) > 1
        and len(group) % 2 == 0
        and bonds[::2] == ["与"] * len(bonds[::2])
        and bonds[1::2] == ["、"] * len(bonds[1::2])
    ):
        return zip(group[::2], group[1::2], strict=False)
    return combinations(group, 2)


def _facing(
    text: str, sentence: Sentence, groups: list[list[_Side]], topical: bool, gazetteer: Gazetteer
) -> Iterator[Told]:
    """Partners with the word for it between them: 杭州市对口帮扶恩施州."""
    starts = frozenset(group[0].span.start for group in groups)  # where whom a deed is for can be named
    for before, after in pairwise(groups):
        gap = text[before[-1].span.end : after[0].span.start]
        eastern = before[-1].code[:2] in EAST
        if not (_whom(text, sentence, before, gap) or _turned(text, gap, after[-1].span.end, eastern, topical, starts)):
            continue
        straight, aid = bool(_HELPS.fullmatch(gap)), bool(_AIDED.search(text, *sentence.span))
        respectively = "分别" in gap and len(before) == len(after)
        for one, other in zip(before, after, strict=True) if respectively else product(before, after):
            pair = ordered(one.code, other.code, aid)
            if pair is None and straight and not _nested(one.code, other.code, gazetteer):
                pair = (one.code, other.code)
            if pair:
                span = Span(before[0].span.start, after[-1].span.end)
                yield Told(span, *pair, _initiative(text, sentence, *pair), "helps")


def _whom(text: str, sentence: Sentence, before: list[_Side], gap: str) -> bool:
    """Whether the region named first is the one that the next helps: 对口帮扶岷县的晋安区."""
    return gap == "的" and bool(_WHOM.search(text, sentence.span.start, before[0].span.start))


def _turned(text: str, gap: str, end: int, eastern: bool, topical: bool, starts: frozenset[int]) -> bool:
    """Whether the words between and after two regions, the first of them eastern or not, make one help the other."""
    if _FIRM.search(gap):
        return False
    if len(gap) <= FARTHEST and CUE.search(gap) and not _STOP.search(gap):
        return True
    if _ONWARD.fullmatch(gap) and _AFTERWARDS.match(text, end):
        return True
    if eastern and (
        _GIVES.fullmatch(gap)
        or _BACKED.fullmatch(gap)
        or _AID_TO.fullmatch(gap)
        or _VISITS.fullmatch(gap)
        or _WENT.fullmatch(gap)
        or (_STATIONED.fullmatch(gap) and _TEAM.match(text, end))
        or (_SENDS.fullmatch(gap) and _POSTED_THERE.match(text, end))
        or (_STRENGTHENS.fullmatch(gap) and _STRENGTHENED.match(text, end))
    ):
        return True
    if not gap and _SIDE_BY_SIDE.match(text, end):
        return True
    deed = _DEED.match(text, end) if topical and _HELPED_HERE.fullmatch(gap) else None
    return (topical and gap == "在") or bool(deed and deed.end() not in starts)


def _aided(text: str, sentence: Sentence, groups: list[list[_Side]], held: str) -> Iterator[Told]:
    """The report's region helped by those named: 争取天津财政援助资金."""
    cooperating = _EASTWARD.search(text, *sentence.span) or _SIGNED.search(text, *sentence.span)
    for group in groups:
        end = group[-1].span.end
        before = (sentence.span.start, group[0].span.start)
        aid = _AID.match(text, end)
        if aid and _GONE.search(text, *before) and not aid.group().endswith("下"):
            aid = None
        if not aid and _WITH.search(text, *before):
            aid = _BONDED.match(text, end) if _EASTWARD.search(text, *sentence.span) else None
        if not aid and cooperating:
            aid = _DOES.match(text, end)
        if not aid and _ASKS.search(text, *before):
            aid = _ASKED.match(text, end)
        titled = None if aid else _TITLE.search(text, *before)
        for side in group:
            if (aid or titled) and side.code[:2] in EAST:
                span = Span(titled.start() if titled else before[1], aid.end() if aid else end)
                yield Told(span, side.code, held, _initiative(text, sentence, side.code, held), "aid")


def _twinned(
    text: str, sentence: Sentence, groups: list[list[_Side]], held: str, gazetteer: Gazetteer
) -> Iterator[Told]:
    """The region of the same province that helps the report's: 安排鲤城区对口帮扶资金."""
    for side in (group[-1] for group in groups):
        aid = _TWINS.match(text, side.span.end)
        titled = _TITLE.search(text, sentence.span.start, side.span.start)
        if (aid or titled) and side.code[:2] == held[:2] and not _nested(side.code, held, gazetteer):
            span = Span(side.span.start, aid.end() if aid else side.span.end)
            yield Told(span, side.code, held, _initiative(text, sentence, side.code, held), "aid")


def _giving(text: str, sentence: Sentence, groups: list[list[_Side]], held: str) -> Iterator[Told]:
    """Those whom the report's region helps: 投入凉山州财政援助资金, 对口支援新疆库车市."""
    for group in groups:
        given = _GIVEN.search(text, sentence.span.start, group[0].span.start)
        if given and (given["gift"] is None or _AFTERWARDS.match(text, group[-1].span.end)):
            for side in group:
                if pair := ordered(held, side.code, aid=True):
                    initiative = SUPPORT if given["support"] else _initiative(text, sentence, *pair)
                    yield Told(Span(given.start(), group[-1].span.end), *pair, initiative, "giving")


def _groups(text: str, sides: list[_Side]) -> list[list[_Side]]:
    """The regions in lists, joined by commas or 和."""
    groups: list[list[_Side]] = []
    for side in sides:
        joined = groups and _JOINT.fullmatch(text, groups[-1][-1].span.end, side.span.start)
        if joined:
            groups[-1].append(side)
        else:
            groups.append([side])
    return [part for index, group in enumerate(groups) for part in _helping(text, groups, index, group)]


def _helping(text: str, groups: list[list[_Side]], index: int, group: list[_Side]) -> Iterator[list[_Side]]:
    """A list as it stands; between two words of help its last is a helper: A帮扶B、C帮扶D."""
    around = [
        gap for one, other in pairwise(groups[max(0, index - 1) : index + 2]) if (gap := _between(text, one, other))
    ]
    if len(group) > 1 and len(around) == 2 and all(_HELPS.fullmatch(gap) for gap in around):
        yield group[:-1]
        yield group[-1:]
    else:
        yield group


def _between(text: str, one: list[_Side], other: list[_Side]) -> str:
    """The words between two lists."""
    return text[one[-1].span.end : other[0].span.start]


def _nested(one: str, other: str, gazetteer: Gazetteer) -> bool:
    """Whether one region lies in the other."""
    return gazetteer.inside(one, other) or gazetteer.inside(other, one)
