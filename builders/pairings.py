"""Who helps whom: partner regions of the east and the west, and the bodies that help a county or a village."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, product
from typing import Final, NamedTuple

from builders.bodies import BODY
from builders.document import Document, Sentence
from builders.facts import Pairing
from builders.gazetteer import NATION, Gazetteer
from builders.mentions import PlaceMention
from builders.text import Span

# The provinces that help under 东西部协作, by the first two figures of their codes, and those they help.
EAST: Final = frozenset({"11", "12", "21", "31", "32", "33", "35", "37", "44"})
WEST: Final = frozenset({"15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"})
AID_WEST: Final = frozenset({"54", "63", "65"})  # helped by 对口支援 before and beside 东西部协作
FARTHEST: Final = 32  # characters between the two sides

PARTNERSHIP: Final = "东西部协作"
SUPPORT: Final = "对口支援"
TWINNING: Final = "对口帮扶"
POSTED: Final = "定点帮扶"
VILLAGE_POST: Final = "驻村帮扶"

_CUE: Final = re.compile(
    r"协作|对口|结对|结成对子|帮扶|支援|援助|援建|共建|携手|联姻|牵手|山海情|挂钩|扶贫协作|区域合作|合作框架|劳务|消费扶贫|联合|产业园|两地|两省|两市|双方"
)
_HELPS: Final = re.compile(r"(?:对口|结对|定点|倾力|倾情|携手)?(?:帮扶|支援|援助|援建|协作)(?:了|的)?")
_AID: Final = re.compile(
    r"(?:省|市|区|县)?(?:(?:对口|结对)(?:协作|帮扶|支援|合作)|(?:倾力|倾情|大力)帮扶|(?:省级?|市级?|区级?)?财政(?:援助|帮扶|协作)|(?:援助|帮扶|协作|东西部协作)资金"
    r"|(?:倾力|倾情|无私)?(?:帮扶|支援|援助)(?:我|本|全)[省市县区州])"
)
_SELF: Final = re.compile(r"[我本该][省市县区州旗]|全[省市县区州旗](?=[^一-鿿]|与|和|同)")
_JOINT: Final = re.compile(r"[、和与同及—\-~]|以及|携手|联合")
_AIDED: Final = re.compile(r"援[疆藏青]|对口(?:支援|援建|援助)")
# 上海市投入楚雄州沪滇协作资金, 宝安区与都安结对: the word for it comes after both.
_ONWARD: Final = re.compile(r"[^,。;]{0,20}(?:与|和|同|向|对|为|给|投入|支援|援助|帮助)(?:了)?")
_AFTERWARDS: Final = re.compile(r"[^,。;]{0,16}?(?:协作|援助|帮扶|对口|支援|结对|结成对子)")
_THERE: Final = re.compile(r"在|帮助|支持")  # enough where the whole report is on partners
_HELPED_HERE: Final = re.compile(r"(?:县|市|区|州)?(?:里|内|境内)?,")
_DEED: Final = re.compile(r"(?:帮助|援建|援助|支援|捐赠|捐建|助力|帮扶)")
_TOPIC: Final = re.compile(r"协作|对口支援|对口帮扶")
TOPIC: Final = 3  # how often a report on partners says so
_STOP: Final = re.compile(r"[。;]")
_YEAR: Final = re.compile(r"(?P<year>(?:19|20)\d\d)年")
_CITIES: Final = re.compile(r"两[市地]|(?:东西部|扶贫|对口|劳务|产业)?协作|对口|互访|结对")

_ADVERB: Final = (
    "(?:持续|不断|继续|坚持|大力|积极|切实|进一步|全力|倾力|认真|深入|扎实|累计|今年|已"
    r"|连续[\d一二三四五六七八九十]+年)*"
)
_TOWARDS: Final = re.compile(rf"(?P<body>{BODY}){_ADVERB}(?:加大|深化|加强|开展|做好|强化|聚焦)?对$")
_OF_HELP: Final = re.compile(r"(?:的)?(?:开展)?(?:定点|对口|结对)(?:帮扶|扶贫|支援)")
_POSTS: Final = re.compile(rf"(?P<body>{BODY}){_ADVERB}(?:定点|对口|结对)(?:帮扶|扶贫|支援|联系)(?:的)?$")
_SECRETARY: Final = re.compile(
    rf"(?:从|来自|由)(?P<body>{BODY})(?:来到|来的|来|到|下派到|选派到|派驻|派驻到|选派|下派|派出|的|担任|派)"
    r"(?=[^。;]{0,30}(?:驻村|第一书记|工作队))"
    rf"|(?P<sender>{BODY})(?:派驻|选派到|下派到|派驻到|选派的|派出的|派驻的)(?=[^,。;]{{0,24}}(?:第一书记|工作队员))"
    rf"|是(?P<posting>{BODY})(?:派下来|派来|选派|下派|派驻)的"
)
_LEADING: Final = re.compile(
    r"^(?:(?:今年以来|近年来|多年来|目前|其中|同时|此外|据悉|截至目前|去年|今年|作为|由|在|来自|组织|动员|引导|协调|安排|积极|通过|争取)+)"
)
_UNNAMED: Final = re.compile(
    r"^[向对为在与和]|重点|有关|相关|各|等|所有|全部|部分|多个|[\d一二三四五六七八九十几两]+[个家名]|^[省市县区]?[直级]?(?:机关|部门|单位|干部)|^.?(?:局|部|厅|办)$"
)
_POST: Final = re.compile(r"第一书记|工作队|驻村|对口|结对|定点|派[下来]")
_PARTNER_BODY: Final = re.compile(rf"(?P<how>定点|对口|结对)(?:帮扶|支援|协作)(?:的|单位)(?P<body>{BODY})")


class _Side(NamedTuple):
    """A region as a partner: the innermost of 福建厦门市湖里区, over the characters of the whole chain."""

    span: Span
    code: str


def find_pairings(
    document: Document,
    mentions: Iterable[PlaceMention],
    about: str | None,
    year: int | None,
    gazetteer: Gazetteer,
) -> tuple[Pairing, ...]:
    """The pairings a report tells, each where it is told first."""
    text = document.folded
    named = tuple(mentions)
    held = about if about != NATION else None
    by_sentence: dict[Span, list[PlaceMention]] = {}
    for mention in named:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    topical = len(_TOPIC.findall(text)) >= TOPIC
    found: dict[tuple[str, str, str], Pairing] = {}
    for sentence in document.body():
        inside = by_sentence.get(sentence.span, [])
        if not _told_of_help(text, sentence) and not (topical and len(inside) > 1):
            continue
        told = (
            *_by_abbreviation(text, sentence, inside, named, held, gazetteer),
            *_by_sides(text, sentence, inside, held, topical, gazetteer),
            *_by_body(text, sentence, inside, named, held),
        )
        for span, helper, helped, initiative, rule in sorted(told):
            key = (helper, helped, initiative)
            if helper != helped and key not in found:
                when = _year(text, sentence, span) or (str(year) if year else None)
                found[key] = Pairing(span, sentence.span, helper, helped, initiative, when, rule)
    return tuple(found.values())


_Told = tuple[Span, str, str, str, str]  # where, helper, helped, initiative, rule


def _told_of_help(text: str, sentence: Sentence) -> bool:
    """Whether the sentence has any word for help."""
    return bool(_CUE.search(text, *sentence.span) or _POST.search(text, *sentence.span))


def _year(text: str, sentence: Sentence, span: Span) -> str | None:
    """The last year named before the words, in their sentence."""
    years = [found["year"] for found in _YEAR.finditer(text, sentence.span.start, span.end)]
    return years[-1] if years else None


def _sides(inside: Iterable[PlaceMention]) -> list[_Side]:
    """The regions named, a chain of them as its innermost."""
    sides: list[_Side] = []
    for mention in inside:
        if mention.code is None:
            continue
        if sides and sides[-1].span.end == mention.span.start and mention.rule == "chain":
            sides[-1] = _Side(Span(sides[-1].span.start, mention.span.end), mention.code)
        else:
            sides.append(_Side(mention.span, mention.code))
    return sides


def _initiative(text: str, sentence: Sentence, helper: str, helped: str) -> str:
    """The scheme under which two regions are partners."""
    if helped[:2] not in EAST and (helper[:2] in EAST or helped[:2] in AID_WEST):
        supported = (
            helped[:2] in AID_WEST and _AIDED.search(text, *sentence.span) and "东西" not in sentence.span.of(text)
        )
        return SUPPORT if supported else PARTNERSHIP
    return TWINNING


def _ordered(one: str, other: str, aid: bool = False) -> tuple[str, str] | None:
    """The eastern region and the western one, or None when they are no such pair; all the inland aids the far west."""
    if one[:2] in EAST and other[:2] not in EAST:
        return one, other
    if other[:2] in EAST and one[:2] not in EAST:
        return other, one
    if aid and (one[:2] in AID_WEST) != (other[:2] in AID_WEST) and {one[:2], other[:2]} - AID_WEST - WEST:
        return (one, other) if other[:2] in AID_WEST else (other, one)
    return None


def _by_sides(
    text: str,
    sentence: Sentence,
    inside: list[PlaceMention],
    held: str | None,
    topical: bool,
    gazetteer: Gazetteer,
) -> Iterator[_Told]:
    """Regions named as partners: 上海市闵行区与保山市隆阳区建立对口帮扶关系."""
    sides = _sides(inside)
    if held:
        own = [_Side(Span(*found.span()), held) for found in _SELF.finditer(text, *sentence.span)]
        sides = sorted([*sides, *own])
    groups = _groups(text, sides)
    met = [*_listed(text, sentence, groups), *_facing(text, sentence, groups, topical, gazetteer)]
    yield from met
    if held and not met and held[:2] not in EAST:
        yield from _aided(text, sentence, groups, held)


def _listed(text: str, sentence: Sentence, groups: list[list[_Side]]) -> Iterator[_Told]:
    """Partners in one list, with the word for it after them: 福建与宁夏结对帮扶."""
    for group in groups:
        cue = _CUE.search(text, group[-1].span.end, min(group[-1].span.end + FARTHEST, sentence.span.end))
        for one, other in combinations(group, 2):
            if cue and (pair := _ordered(one.code, other.code)):
                span = Span(group[0].span.start, cue.end())
                yield span, *pair, _initiative(text, sentence, *pair), "partners"


def _facing(
    text: str, sentence: Sentence, groups: list[list[_Side]], topical: bool, gazetteer: Gazetteer
) -> Iterator[_Told]:
    """Partners with the word for it between them: 杭州市对口帮扶恩施州."""
    for before, after in pairwise(groups):
        gap = text[before[-1].span.end : after[0].span.start]
        if not _turned(text, gap, after[-1].span.end, topical):
            continue
        straight, aid = bool(_HELPS.fullmatch(gap)), bool(_AIDED.search(text, *sentence.span))
        for one, other in product(before, after):
            pair = _ordered(one.code, other.code, aid)
            if pair is None and straight and not _nested(one.code, other.code, gazetteer):
                pair = (one.code, other.code)
            if pair:
                span = Span(before[0].span.start, after[-1].span.end)
                yield span, *pair, _initiative(text, sentence, *pair), "helps"


def _turned(text: str, gap: str, end: int, topical: bool) -> bool:
    """Whether the words between and after two regions make one help the other."""
    if len(gap) <= FARTHEST and _CUE.search(gap) and not _STOP.search(gap):
        return True
    if _ONWARD.fullmatch(gap) and _AFTERWARDS.match(text, end):
        return True
    return topical and bool(_THERE.fullmatch(gap) or (_HELPED_HERE.fullmatch(gap) and _DEED.match(text, end)))


def _aided(text: str, sentence: Sentence, groups: list[list[_Side]], held: str) -> Iterator[_Told]:
    """The report's region helped by those named: 争取天津财政援助资金."""
    for group in groups:
        aid = _AID.match(text, group[-1].span.end)
        for side in group:
            if aid and side.code[:2] in EAST:
                span = Span(group[0].span.start, aid.end())
                yield span, side.code, held, _initiative(text, sentence, side.code, held), "aid"


def _groups(text: str, sides: list[_Side]) -> list[list[_Side]]:
    """The regions in lists, joined by commas or 和."""
    groups: list[list[_Side]] = []
    for side in sides:
        joined = groups and _JOINT.fullmatch(text, groups[-1][-1].span.end, side.span.start)
        if joined:
            groups[-1].append(side)
        else:
            groups.append([side])
    return groups


def _nested(one: str, other: str, gazetteer: Gazetteer) -> bool:
    """Whether one region lies in the other."""
    return gazetteer.inside(one, other) or gazetteer.inside(other, one)


def _by_abbreviation(
    text: str,
    sentence: Sentence,
    inside: list[PlaceMention],
    named: tuple[PlaceMention, ...],
    held: str | None,
    gazetteer: Gazetteer,
) -> Iterator[_Told]:
    """Partners as two characters: 浙川 of provinces, 衢绵 of prefectures."""
    for span in gazetteer.abbreviated(text, sentence.span):
        one, other = (gazetteer.abbreviations[mark] for mark in span.of(text))
        pair = _ordered(one, other)
        cue = _CUE.search(text, span.end, min(span.end + FARTHEST, sentence.span.end))
        if pair and pair[1][:2] in WEST and cue and not _worded(text, span, inside, gazetteer):
            yield Span(span.start, cue.end()), *pair, PARTNERSHIP, "abbreviations"
    for cue in _CITIES.finditer(text, sentence.span.start + 2, sentence.span.end):
        span = Span(cue.start() - 2, cue.start())
        if (cities := _cities(text[span.start], text[span.start + 1], named, held, gazetteer)) and not _worded(
            text, span, inside, gazetteer
        ):
            yield Span(span.start, cue.end()), *cities, PARTNERSHIP, "prefectures"


def _worded(text: str, span: Span, inside: list[PlaceMention], gazetteer: Gazetteer) -> bool:
    """Whether the two characters are a word, or part of a place's name."""
    return gazetteer.abuts(text, span.start + 1) or any(span.overlaps(mention.span) for mention in inside)


def _cities(
    first: str, second: str, named: tuple[PlaceMention, ...], held: str | None, gazetteer: Gazetteer
) -> tuple[str, str] | None:
    """The partner prefectures that two characters stand for, one of them the report's or named in it."""
    known = {mention.code for mention in named if mention.level == "prefecture"} | ({held} if held else set())
    ones, others = gazetteer.prefectures(first), gazetteer.prefectures(second)
    pairs = {
        pair
        for one in ones
        for other in others
        if (one in known or other in known) and (pair := _ordered(one, other)) is not None
    }
    both = {pair for pair in pairs if set(pair) <= known}
    fit = both or pairs
    return next(iter(fit)) if len(fit) == 1 else None


def _by_body(
    text: str, sentence: Sentence, inside: list[PlaceMention], named: tuple[PlaceMention, ...], held: str | None
) -> Iterator[_Told]:
    """Bodies that help: 全国台联对榆中县定点帮扶, 来自省委党校的驻村第一书记."""
    for mention in inside:
        yield from _posted(text, sentence, mention)
    if not _POST.search(text, *sentence.span):
        return
    for found in _SECRETARY.finditer(text, *sentence.span):
        body = _own_name(found["body"] or found["sender"] or found["posting"])
        if body and (place := _where(found.span(), inside, named, sentence)):
            yield Span(*found.span()), body, place, VILLAGE_POST, "secretary"
    for found in _PARTNER_BODY.finditer(text, *sentence.span):
        body = _own_name(found["body"])
        if body and (place := _where(found.span(), inside, named, sentence) or held):
            yield Span(*found.span()), body, place, POSTED if found["how"] == "定点" else PARTNERSHIP, "body"


def _posted(text: str, sentence: Sentence, mention: PlaceMention) -> Iterator[_Told]:
    """The body named before a place as its helper."""
    county = mention.code or mention.within
    before = text[sentence.span.start : mention.span.start]
    helper = None
    if before.endswith("对") and _OF_HELP.match(text, mention.span.end):
        helper = _TOWARDS.search(before)
    elif before.endswith(("帮扶", "扶贫", "支援", "联系", "的")):
        helper = _POSTS.search(before)
    if helper and county and (body := _own_name(helper["body"])):
        start = sentence.span.start + helper.end("body") - len(body)
        yield Span(start, mention.span.end), body, county, POSTED, "body"


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
