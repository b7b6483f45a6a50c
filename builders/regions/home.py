"""The region a report is about."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from builders.document.layout import Document, Kind
from builders.patterns import rare
from builders.regions.filename import DOMINANT, by_province, regions_of
from builders.regions.gazetteer import NATION, Gazetteer
from builders.regions.mentions import PlaceMention, datelined
from builders.regions.replies import proposed
from builders.regions.signature import signed, signer
from builders.text import Span

# The provinces that help in the cooperation of east and west (since 2021, and Liaoning before).
EAST: Final = frozenset(("11", "12", "21", "31", "32", "33", "35", "37", "44"))

TITLE: Final = 12.0  # how many mentions in the body one in the title outweighs
HEADING: Final = 3.0
OPENING: Final = 3.0  # the first sentence that speaks
CHAINED: Final = 0.25  # a parent in 山西省运城市 only says where
PREFECTURE_SHARE: Final = 0.3  # what a county's mention says for its prefecture
PROVINCE_SHARE: Final = 0.15
TOWN_SHARE: Final = 0.5  # what a town's or village's mention says for its county
LEVEL_BONUS: Final = 6.0
SPOKEN: Final = 3  # times that 全市 and its like are said where they are no chance
SPREAD: Final = 3  # provinces that a report of one region seldom names
SEVERAL: Final = 3  # prefectures of one province
SMALLER: Final = ("市", "州", "县", "区", "旗")  # what a report on a prefecture or a county calls its region

# 全市 speaks of a region whose name ends in 市.
_CUES: Final = (
    (re.compile(r"全省|我省|省(?<![一-鿿]省)[委政直]"), "省"),
    (re.compile(r"全自治区|自治区(?:党委|政府|级)"), "自治区"),
    (re.compile(r"全市|我市|该市|市委|市政|市直|市级"), "市"),
    (re.compile(r"全州|我州|该州|州委|州政"), "州"),
    (re.compile(r"全县(?![、(区市])|我县(?![、(区市])|该县(?![、(区市])|县委|县政"), "县"),
    (re.compile(r"全区(?!域)|我区(?!域)|该区(?!域)|区委"), "区"),
    (re.compile(r"全旗|我旗|该旗|旗委"), "旗"),
)
_NATIONAL: Final = rare(
    r"全国|我国|各省|[东中西]部(?:地区|省|\d+个?省)|中西部|东中部|东西部协作省|\d+个?(?:省份|省区市|省[市、(]|脱贫县)"
)
_CENTRAL: Final = re.compile(
    r"中央|国务院|国家发展?改革?委|国家乡村振兴局|农业农村部|财政部|人力资源(?:和)?社会保障部|民政部|教育部|水利部|国家医保局"
)
_LOCAL_BODY: Final = rare(r"(?<![一-鿿])(?:省|自治区|市|县)[一-鿿]{2,8}?[厅局]")
_MANY: Final = re.compile(r"多地|各地|多省|多个省|部分省|各省")
_BORDERS: Final = re.compile(r"[一-鿿]{0,8}?(?:接壤|相邻|毗邻|交界|相连|相接)")
_OWN_PAPER: Final = re.compile(r"《[^》]{0,8}$")  # 我县印发《甲市乙县…方案》 names its own
_NEXT_TO: Final = re.compile(r"(?:毗邻|紧邻|邻近|相邻|[东南西北][临邻接连靠])$")


class Clues(NamedTuple):
    """What a text tells of its region beside the places it names.

    `cues` counts how often it calls its own region by each kind (全市), `helped` are the western partners it names by
    their signs, `sign` is the region that the words around it tell, `national` what speaks for the whole country.
    """

    cues: Mapping[str, int]
    helped: list[str]
    sign: str | None
    national: float

    @staticmethod
    def of(document: Document, gazetteer: Gazetteer) -> "Clues":
        """The clues of a document."""
        cues = {kind: len(cue.findall(document.folded)) for cue, kind in _CUES}
        return Clues(cues, _helped(document, gazetteer), signed(document, cues, gazetteer), _national(document))


def home(
    document: Document,
    mentions: Iterable[PlaceMention],
    gazetteer: Gazetteer,
    source: str = "",
    clues: Clues | None = None,
) -> str | None:
    """The code of the region the report is about, the country's for a national one, None when nothing tells.

    `source` is the file's name, which may name the region too; `clues` are the document's, where they are known.
    """
    text = document.folded
    cues, helped, sign, national = clues or Clues.of(document, gazetteer)
    named = [mention for mention in mentions if _speaks(text, mention, gazetteer)]
    weights = _weights(document, named)
    titled = {_region_of(mention) for mention in named if weights[mention.span] >= TITLE}
    said: dict[str, float] = {}
    for mention in named:
        said[_region_of(mention)] = said.get(_region_of(mention), 0.0) + weights[mention.span]
    filed = regions_of(source, said, sorted(titled), cues, gazetteer)
    if not named and not helped and not filed:
        return sign or _unnamed(text, cues)
    many = bool(document.title and _MANY.search(document.title.of(text)))
    if not titled and not filed and _widespread(_told_of(document, said), many=many):
        return NATION
    scores = _scores(named, weights, gazetteer)
    signing = [sign] if sign and any(cues.values()) and not titled else []
    for code, weight in (
        *((code, 1.0) for code in helped),
        *((code, TITLE) for code in filed),
        *((code, HEADING) for code in signing),
        (NATION, national),
    ):
        scores[code] = scores.get(code, 0.0) + weight
    _add_kinds(scores, cues, gazetteer)
    found = _receiving(document, named, min(scores, key=lambda code: (-scores[code], code)), scores)
    if answered := proposed(document, named, found, cues, gazetteer):
        return answered
    return found if titled or filed else _author(document, found, gazetteer) or _around(found, said, cues, gazetteer)


def _add_kinds(scores: dict[str, float], cues: Mapping[str, int], gazetteer: Gazetteer) -> None:
    """Add what the text's calling its own region by a kind (全市) says for each region of that kind."""
    total = max(SPOKEN, sum(cues.values()))
    for code in scores:
        region = gazetteer.region(code)
        for kind, count in cues.items():
            if region and region.name.endswith(kind):
                scores[code] += LEVEL_BONUS * count / total


def _author(document: Document, found: str, gazetteer: Gazetteer) -> str | None:
    """The region whose body signs a text on another one: who writes so tells of its own work there."""
    author = signer(document, gazetteer)
    akin = author and (gazetteer.inside(found, author) or gazetteer.inside(author, found))
    return None if akin else author


def _unnamed(text: str, cues: Mapping[str, int]) -> str | None:
    """The country, where a text that names no region speaks of it more than of a region of its own (全市)."""
    own, whole = sum(cues.values()) + len(_LOCAL_BODY.findall(text)), len(_NATIONAL.findall(text))
    return NATION if whole > own or (not own and _CENTRAL.search(text)) else None


def _told_of(document: Document, said: Mapping[str, float]) -> Mapping[str, float]:
    """What is said of each region; of the cooperation of east and west, of those that are helped."""
    west = {code: weight for code, weight in said.items() if code[:2] not in EAST}
    return west if west and len(_TOGETHER.findall(document.folded)) >= SEVERAL else said


def _region_of(mention: PlaceMention) -> str:
    """The region a mention speaks for: a town's is its county."""
    return str(mention.code or mention.within)


def _speaks(text: str, mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether a mention says anything of the report's region: no dateline, no neighbour, no partner of 我省."""
    if datelined(text, mention):
        return False
    if _BORDERS.match(text, mention.span.end) or _NEXT_TO.search(
        text, max(0, mention.span.start - 4), mention.span.start
    ):
        return False
    region = gazetteer.region(mention.code) if mention.code else None
    if _OWN_PAPER.search(text, mention.sentence.start, mention.span.start):
        return True
    return region is None or f"我{region.name[-1]}" not in mention.sentence.of(text)


def _helped(document: Document, gazetteer: Gazetteer) -> list[str]:
    """The western partner of each 苏陕: who writes so need not name itself."""
    text = document.folded
    pairs = [
        [gazetteer.abbreviations[mark] for mark in span.of(text)]
        for sentence in document.body()
        for span in gazetteer.abbreviated(text, sentence.span)
        if not gazetteer.abuts(text, span.start + 1)
    ]
    return [
        code
        for one, other in pairs
        if (one[:2] in EAST) != (other[:2] in EAST)
        for code in (one, other)
        if code[:2] not in EAST
    ]


def _scores(named: list[PlaceMention], weights: Mapping[Span, float], gazetteer: Gazetteer) -> dict[str, float]:
    """How much is said of each region; several regions named speak for the one around them too."""
    scores: dict[str, float] = {}
    shares: dict[str, float] = {}
    held: dict[str, set[str]] = {}
    for mention in named:
        code = _region_of(mention)
        weight = weights[mention.span]
        scores[code] = scores.get(code, 0.0) + weight * (1.0 if mention.code else TOWN_SHARE)
        for around in gazetteer.ancestors(code) if mention.code else ():
            share = PROVINCE_SHARE if around.endswith("0000") else PREFECTURE_SHARE
            shares[around] = shares.get(around, 0.0) + min(weight, HEADING) * share
            held.setdefault(around, set()).add(code)
    for around, codes in held.items():
        if len(codes) > 1:
            scores[around] = scores.get(around, 0.0) + shares[around]
    return scores


_COUNTRYWIDE: Final = re.compile(
    r"国(?<=[全我]国)(?=累计|共|各地|范围|农村|脱贫|已|有|乡村|平均|[\d近约超]|[^,。;]{0,8}\d)|中央财政(?=累计|共|安排|投入)|832个|东部\d+个?省|西部\d+个?省|中西部"
)
_MINISTRY: Final = re.compile(r"全国|国务院|农业农村部|国家乡村振兴局|国家发展改革委|财政部|中央农办")
COUNTRYWIDE: Final = 2.0  # how many mentions of a region one figure for the whole country outweighs


def _national(document: Document) -> float:
    """What speaks for a report on the whole country."""
    text = document.folded
    heads = [span.of(text) for span in (document.sentences[0].headings if document.sentences else ())]
    titled = TITLE / 2 if any(_MINISTRY.search(head) for head in heads) else 0.0
    return titled + COUNTRYWIDE * len(_COUNTRYWIDE.findall(text))


_TOGETHER: Final = re.compile(r"协作|对口支援|对口帮扶|山海情")
SHARE: Final = 0.2  # of the mentions that a partner region has at least


def _receiving(document: Document, named: list[PlaceMention], found: str, scores: Mapping[str, float]) -> str:
    """The region that is helped, where a text on the cooperation of two names both: its figures are told of it.

    An eastern region stays where the title names it alone: then it reports on its own help.
    """
    if found == NATION or found[:2] not in EAST or len(_TOGETHER.findall(document.folded)) < 3:
        return found
    title = document.title
    titled = {_region_of(each)[:2] for each in named if title and title.covers(each.span)}
    if titled and titled <= EAST:
        return found
    provinces = Counter(_region_of(each)[:2] for each in named)
    partners = [p for p in provinces if p not in EAST and provinces[p] >= SHARE * sum(provinces.values())]
    if not partners:
        return found
    partner = max(partners, key=lambda p: (provinces[p], p))
    return max((code for code in scores if code[:2] == partner), key=lambda code: (scores[code], code))


def _weights(document: Document, named: list[PlaceMention]) -> Mapping[Span, float]:
    """What each mention says for its region."""
    kinds = {sentence.span: document.blocks[sentence.block].kind for sentence in document.body()}
    opening = next((span for span, kind in kinds.items() if kind is Kind.PARAGRAPH), None)
    weights = {}
    for index, mention in enumerate(named):
        kind = kinds.get(mention.sentence, Kind.PARAGRAPH)
        weight = {Kind.TITLE: TITLE, Kind.HEADING: HEADING}.get(kind, 1.0)
        if kind is Kind.PARAGRAPH and mention.sentence == opening:
            weight = OPENING
        following = named[index + 1] if index + 1 < len(named) else None
        if following and following.span.start == mention.span.end:
            weight *= CHAINED
        weights[mention.span] = weight
    return weights


def _widespread(said: Mapping[str, float], *, many: bool) -> bool:
    """Whether many provinces are named and none stands out, or several under a title that speaks of `many`."""
    provinces = by_province(said)
    if many and len(provinces) >= SEVERAL:
        return True
    return len(provinces) > SPREAD and max(provinces.values()) < DOMINANT * sum(provinces.values())


def _around(found: str, said: Mapping[str, float], cues: Mapping[str, int], gazetteer: Gazetteer) -> str:
    """The province, where several of its prefectures are named and none stands out; else the region found."""
    if found.endswith("0000") or any(cues[kind] for kind in SMALLER):
        return found
    province = gazetteer.ancestors(found)[-1]
    below: dict[str, float] = {}
    for code, weight in said.items():
        line = (code, *gazetteer.ancestors(code))
        if line[-1] == province and len(line) > 1:
            below[line[-2]] = below.get(line[-2], 0.0) + weight
    whole = sum(below.values())
    several = len(below) >= SEVERAL and max(below.values()) < DOMINANT * whole
    return province if several and whole >= DOMINANT * sum(said.values()) else found
