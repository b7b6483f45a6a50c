"""The region in force: which region a clause speaks of, from its subject, its speaker, or the sentences before."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from builders.chinese.clauses import Clause, divide
from builders.document.layout import Document, Kind, Sentence
from builders.patterns import rare
from builders.regions.home import EAST
from builders.regions.mentions import PlaceMention, datelined
from builders.text import Span, end_before


class Locality(NamedTuple):
    """A stretch of the text and the region it speaks of; `place` is the town or village, if one."""

    span: Span
    region: str | None
    place: str | None


_LEAD: Final = re.compile(
    r"^[\s“”‘’、,#]*(?:但是|但|同时|其中|而|在|位于|来到|走进|翻开|今年以来|今年|截至[^,;。]{2,10}|目前|据|由|以"
    r"|[一二三四五六七八九]是|\([一二三四五六七八九十]+\)"
    r"|20\d\d年|近年来|近日|日前|记者从|记者在|数据显示|[其再]次是)*[\s,“]*$"
)
_SPEAKER: Final = re.compile(
    r"^[^,;。“”]{0,24}?(?:负责人|局长|主任|书记|县长|区长|市长|镇长|村主任|干部|主席|队长|站长|科长|处长"
    r"|股长)[^,;。“”]{0,8}?(?:表示|介绍|说|告诉|坦言|感慨|称)"
)
_INSTITUTION: Final = rare(
    r"[一-鿿]{0,6}?(?:医院|学校|中学|小学|博物馆|体育[场馆]|图书馆|公司|集团|水库|保护区|景区|机场|高速|大学|学院)"
)
_SPOKEN: Final = re.compile(r"[^“。,;]{0,30}?(?:讯|电|记者 ?[一-鿿 ]{2,8}\)?) ?(?=“)")  # a dateline before speech
_SPEECH: Final = re.compile(r"\s*“[^”]*[。,!?…]”")
_TAKEN: Final = re.compile(r"[把将]$")  # 我省把怒江州作为重中之重
_TAKEN_AS: Final = re.compile(r"作为|列为|列入|纳入|确定为|摆在")
_ATTRIBUTE: Final = re.compile(r"的|对口|协作|援助|籍|帮扶|挂职|方面|至|到|、|牌")
_AMONG: Final = re.compile(
    r"^[\s,]*(?:其中[^,;。、\d]{1,14}|[仅单光]是?)$"
)  # 其中最大的安置区甲县…, 仅甲县就…: an aside
# A county's own hospital or school is in that county.
_ITS_OWN: Final = re.compile(
    r"(?:人民医院|中医医?院|妇幼保健院|第[一二三四五六七八九十]+(?:中学|小学|高级中学)|[一二三四五]中|职业中学|职教中心|职业教育中心)(?![等、和与])"
)
_HELPED: Final = re.compile(r"(?:对|向|为|帮助|支持)$")
_HELPS: Final = re.compile(
    r"[^,;。、\d]{0,12}?(?:对口|结对|定点)?(?:帮扶|支援|援建|帮助)"
    r"|[^,;。、\d]{0,8}?(?:援助|投入|捐赠|捐资|出资|帮扶|安排)[^,;。、]{0,14}?(?:支持|帮助|援建|用于)"
)
_AND: Final = ("、", "和", "与", "及")
_HELP: Final = re.compile(r"^[^,;。]{0,6}?(?:定点帮扶|定点扶贫|对口帮扶|结对帮扶|对口支援|帮扶力度|开展帮扶)")
_HOME: Final = re.compile(
    r"[省市县州全我本该各自](?:(?<=[省市县州])里|(?<=[市县])、[县区市]|(?<=全)[市县省区州旗盟]|(?<=[我本该])[市县省区州]"
    r"|(?<=各)县(?:\(|市|区)|(?<![一-鿿].)(?:(?<=自)治区|(?<=[市县省])(?:委|政府|级|直|[一-鿿]{2,8}局|乡村振兴)))"
)
_EVERYONE: Final = re.compile(r"各(?:驻村)?(?:工作队|乡镇|级|部门|单位)")  # what all the teams did is no scene
_NATION: Final = rare(
    r"全国|我国|东西部|东部(?:地区|省|\d)|西部(?:地区|省|\d)|各地|党中央|国家(?!级|[乡重示考]|防)|中央(?=财政|和)"
    r"|(?:农业农村|财政|教育|民政|水利|商务|住房城乡建设|交通运输|人力资源社会保障)部(?![门署分])"
)
# In a news story the scene that a paragraph opens on lasts; in a report a sentence about one county is an aside.
_NEWS: Final = re.compile(r"记者|本报|通讯员|讯[ (]|电 ?\(|采访|岁(?<=\d{2}岁)的[一-鿿]{2}|说(?<=[一-鿿]{2}说)[,:。]")
_NUMBERED: Final = re.compile(r"\s*(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、)")
_FIGURE: Final = re.compile(r"\d[\d.]*[万亿余多]*[^\d.年月日时:岁万亿余多]")
_LOCAL_LEVELS: Final = ("county", "town", "village")
_ADDRESS: Final = re.compile(r"各位代表|(?m:^[^\S\n]*我们)")
_TOGETHER: Final = re.compile(r"^(?:建立|结成|开展|签订|结为|缔结)[^,;。]{0,12}(?:对口|结对|帮扶|协作|合作|友好)")
# 慈溪市与布拖县共建的分选中心 stands where help goes; so do the schools of two partners that are paired.
_SHARED: Final = re.compile(
    r"(?:经开区|高新区|开发区)?(?:携手|联合|共同)?(?:共建|合建|联建|援建|建设|合作|打造)的"
    r"|(?:的|\d+[所家个名])[^,;。]{0,24}?(?:结成|结为|结对)"
)
_TEAM: Final = re.compile(r"(?:驻村)?(?:帮扶)?(?:工作队|第一书记)")  # 省水利厅驻陶湾镇工作队引进品种
# 无锡市投入900万元,在循化县建成基地: money told before where it went.
_PAYS: Final = re.compile(r"(?:投入|出资|筹资|筹集|捐资|捐助|援助)[^,;。\d]{0,12}\d[\d.]*[余多]?[万亿]?[余多]?元$")
_BUILT: Final = re.compile(r"(?:新|援|共|改|扩)?建|打造|实施")
_BEGINS: Final = ("", ",", "。", ";", "\n")  # what stands before the first word of a clause
_TWINNED: Final = re.compile(r"[^,;。\d]{0,10}(?:结对|结成|对口|协作|帮扶关系)")
_RECEIVING: Final = re.compile(r"(?:结对|受援|帮扶|协作)(?:地区|地|县|市|区)$|引入$|覆盖$|用于$|(?:帮扶|支援)的$")
_OWN: Final = re.compile(r"(?:全|[我本该])(?P<level>[市县省区州])(?!级)")
_OWN_FIRST: Final = re.compile(rf"[\s“,]*(?:但|同时|其中|目前|截至目前)?,?{_OWN.pattern}")
_LOCAL: Final = re.compile(r"全[村镇乡]|[该本][村镇乡厂]|村里|厂里|镇上|车间里")
MUNICIPALITIES: Final = frozenset(("11", "12", "31", "50"))
AUTONOMOUS: Final = frozenset(("15", "45", "54", "64", "65"))
_AROUND: Final = {"省": 2, "市": 4, "州": 4}  # how many digits of a code name the region around
_LEVELS: Final = {"市": "prefecture", "州": "prefecture", "县": "county", "区": "county", "省": "province"}


def localities(document: Document, mentions: Sequence[PlaceMention], home: str | None) -> tuple[Locality, ...]:
    """The region in force, clause by clause; a change holds until the next one or the end of the section."""
    return tuple(_Reader(document, mentions, home).read())


class _Reader:
    """Walks through the sentences with the region in force."""

    def __init__(self, document: Document, mentions: Sequence[PlaceMention], home: str | None) -> None:
        self._document = document
        self._folded = document.folded
        told = (mention for mention in mentions if not datelined(document.folded, mention))
        self._mentions = sorted(told, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        self._home = home
        self._example = False  # whether the last paragraph began with the whole: its scene was an example
        self._here: tuple[str | None, str | None] = (home, None)
        self._aside: tuple[str | None, str | None] | None = None  # what an aside on one place goes back to
        numbered = sum(bool(_NUMBERED.match(s.span.of(self._folded))) for s in document.sentences if s.leads)
        self._story = numbered < 2 and bool(_NEWS.search(self._folded)) and not _ADDRESS.search(self._folded)

    def read(self) -> list[Locality]:
        """One locality a clause."""
        found: list[Locality] = []
        block, quote = -1, 0
        for sentence in self._document.body():
            words = sentence.span.of(self._folded)
            if sentence.block != block:
                self._enter(sentence, words)
                block, quote = sentence.block, len(found)
            elif self._here[0] != self._home and not (self._goes_on(words) or self._speech(sentence, words)):
                self._here = (self._home, None)
            dateline = _SPOKEN.match(words) if "“" in words else None
            quoted = words[dateline.end() if dateline else 0 :].lstrip().startswith("“")
            self._return_from_aside()
            for clause in divide(self._folded, sentence.span):
                if clause.stop == ";":
                    self._return_from_aside()
                if (
                    clause.stop == ";"
                    and not self._story
                    and self._here[0] != self._home
                    and _HOME.search(clause.span.of(self._folded))
                ):
                    self._here = (self._home, None)
                speaker = self._turn(clause)
                if speaker or (speaker is not None and self._after_quote(sentence, clause)):
                    self._attribute(found, quote, sentence)
                self._went_to(found, clause)
                found.append(Locality(clause.span, *self._here))
            if self._above(self._here[0]):
                self._here = (self._home, None)  # what the province says or asks is an aside
            if not quoted:
                quote = len(found)
        return found

    def _after_quote(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether a clause opens a sentence that follows a quotation."""
        at = sentence.span.start
        opens = not self._folded[at : clause.span.start].strip(" “")
        return opens and self._folded.endswith("”", 0, end_before(self._folded, at))

    def _inside(self, mention: PlaceMention) -> bool:
        """Whether a place lies within the report's region, or around it; another region acts on this one."""
        code = mention.code or mention.within or ""
        if self._home in (None, "100000") or code == "100000":
            return True
        home = str(self._home)
        return code.startswith(home.rstrip("0")) or home.startswith(code.rstrip("0")) or code[:4] == home[:4]

    def _above(self, code: str | None) -> bool:
        """Whether a region lies around the report's own."""
        if not code or not self._home or code == self._home or self._home == "100000":
            return False
        return self._home.startswith(code.rstrip("0")) or code == "100000"

    def _goes_on(self, words: str) -> bool:
        """Whether a sentence still speaks of the place of the one before."""
        words = words.lstrip(" “")
        if _OWN.match(words) or _LOCAL.match(words):
            return True
        return self._story and not _HOME.match(words) and not _EVERYONE.match(words)

    def _speech(self, sentence: Sentence, words: str) -> bool:
        """Whether a sentence is speech in the scene before it, and not about the whole region."""
        return bool(_SPEECH.match(self._folded, sentence.span.start)) and not _HOME.search(words)

    def _enter(self, sentence: Sentence, words: str) -> None:
        """Begin a block: headings, and paragraphs that name the whole, return to the report's region."""
        kind = self._document.blocks[sentence.block].kind
        end = self._document.blocks[sentence.block].span.end
        paragraph = self._folded[sentence.span.start : end]
        opening = Span(sentence.span.start, min(sentence.span.start + 60, end))
        within = self._within(opening)
        named = any(mention.code == self._home or mention.level == "province" for mention in within)
        named = named or self._another_acts(opening)
        opens = kind in (Kind.HEADING, Kind.TITLE) or named or (sentence.leads and self._example)
        if opens or not self._story or self._speaks_of_home(paragraph):
            self._here = (self._home, None)
        if self._story and self._here[0] == self._home and not (named or self._speaks_of_home(paragraph)):
            self._scene(Span(sentence.span.start, end))
        self._example = self._here[0] == self._home

    def _scene(self, paragraph: Span) -> None:
        """Take the one county that a paragraph of a story names, in whatever words, for its scene."""
        inside = [each for each in self._within(paragraph) if each.span.end <= paragraph.end]
        counties = {each.code or each.within for each in inside if each.level in ("county", "town", "village")}
        others = {each.code for each in inside if each.level == "prefecture" and each.code != self._home}
        county = next(iter(counties), None)
        first = min((each.span.start for each in inside if each.level in _LOCAL_LEVELS), default=paragraph.end)
        # A region's own text gives figures first, and names a county in passing.
        passing = self._home != "100000" and _FIGURE.search(self._folded, paragraph.start, first)
        within = all(self._inside(each) for each in inside if (each.code or each.within) == county)
        if (
            len(counties) == 1
            and county
            and within
            and not passing
            and not {code for code in others if code and code[:4] != county[:4]}
        ):
            self._here = (county, None)

    def _another_acts(self, opening: Span) -> bool:
        """Whether a city or province from outside begins a clause: what a helper gives is no part of a scene."""
        return any(
            mention.level == "prefecture"
            and not self._inside(mention)
            and self._folded[max(0, mention.span.start - 1) : mention.span.start] in _BEGINS
            for mention in self._within(opening)
        )

    def _speaks_of_home(self, paragraph: str) -> bool:
        opening = paragraph[:120]
        national = self._home in (None, "100000") and _NATION.search(opening)
        return bool(national) or bool(_HOME.search(opening) and not _LOCAL.search(opening[:20]))

    def _attribute(self, found: list[Locality], since: int, sentence: Sentence) -> None:
        """Give the speech before a speaker's name to the speaker's region."""
        for index in range(since, len(found)):
            if found[index].span.start < sentence.span.start:
                found[index] = Locality(found[index].span, *self._here)

    def _went_to(self, found: list[Locality], clause: Clause) -> None:
        """Give the clause before, if it tells a helper's money, to the place where this one says it went."""
        if not found or clause.stop != "," or self._here[0] == self._home or found[-1].region != self._home:
            return
        paid = found[-1].span.of(self._folded)
        for chain in self._chains(clause.span)[:1] if _PAYS.search(paid) and not _HOME.search(paid) else ():
            there = self._folded.endswith(("在", "用于"), clause.span.start, chain[0].span.start)
            if there and _BUILT.match(self._folded, chain[-1].span.end):
                found[-1] = Locality(found[-1].span, *self._here)

    def _turn(self, clause: Clause) -> bool | None:
        """Take up the region that a clause is about; True if a speaker is from there, None if it names no place."""
        if clause.parent is not None or clause.stop == "——":
            return None
        chains = self._chains(clause.span)
        if helped := chains and (self._helped(chains) or self._stationed(clause, chains)):
            self._set(helped)
            return False
        for number, chain in enumerate(chains):
            last = chain[-1]
            before = self._folded[clause.span.start : chain[0].span.start]
            after = self._folded[last.span.end : clause.span.end]
            if _AMONG.match(before) and self._inside(last) and not _ATTRIBUTE.match(after):
                self._aside = self._here
                self._set(last)
                return None
            following = chains[number + 1][-1] if number + 1 < len(chains) else last
            listed = after.startswith("、") and (
                last.level == "province" or (following.code or following.within) != (last.code or last.within)
            )
            if self._receives(last, before, after) and not listed:
                self._set(last)
                return False
            joint = number + 1 < len(chains) and self._folded[last.span.end : chains[number + 1][0].span.start]
            if _LEAD.match(before) and joint in ("—", "-", "–", "——"):
                if helped := _helped(chains[number], chains[number + 1]):
                    self._set(helped)  # what two partners share (慈溪—布拖)
                return None
            if _LEAD.match(before) and joint in ("、", "和", "与", "及"):
                self._several(clause, chains[number:])
                return None
            if _LEAD.match(before) and (self._opens(last, after) or (before.endswith("在") and self._inside(last))):
                self._set(last)
                return bool(_SPEAKER.match(after))
        self._return(clause)
        return None

    def _helped(self, chains: Sequence[Sequence[PlaceMention]]) -> PlaceMention | None:
        """The place of this region in which another helps: 慈溪市帮扶布拖县建设的基地."""
        for one, other in pairwise(chains):
            between = self._folded[one[-1].span.end : other[0].span.start]
            alone = not self._folded.startswith(_AND, other[-1].span.end)
            if other[-1].level in _LOCAL_LEVELS and alone and _HELPS.fullmatch(between) and self._own_place(other[-1]):
                return other[-1]
        return None

    def _stationed(self, clause: Clause, chains: Sequence[Sequence[PlaceMention]]) -> PlaceMention | None:
        """The place in which a body's team works: 省水利厅驻陶湾镇工作队."""
        for chain in chains:
            posted = self._folded.endswith("驻", clause.span.start, chain[0].span.start)
            if posted and _TEAM.match(self._folded, chain[-1].span.end) and self._inside(chain[-1]):
                return chain[-1]
        return None

    def _own_place(self, mention: PlaceMention) -> bool:
        """Whether a place lies within the report's region, which is no whole country."""
        code = mention.code or mention.within or ""
        return self._home not in (None, "100000") and code.startswith(str(self._home).rstrip("0"))

    def _return_from_aside(self) -> None:
        if self._aside is not None:
            self._here, self._aside = self._aside, None

    def _receives(self, place: PlaceMention, before: str, after: str) -> bool:
        """Whether a place is the one that is helped: 对甲县定点帮扶, 与甲县结对, 引入结对地区甲县."""
        if before.endswith(("与", "和", "同")) and _TWINNED.match(after) and self._inside(place):
            return True
        if _TAKEN.search(before) and _TAKEN_AS.match(after) and self._inside(place):
            return True
        return bool(_HELPED.search(before) and _HELP.match(after)) or bool(_RECEIVING.search(before))

    def _opens(self, place: PlaceMention, after: str) -> bool:
        """Whether a place that opens a clause is what the clause is about, not the beginning of another name."""
        institution = not self._story and _INSTITUTION.match(after)
        its_own = place.name[-1] in "县旗" and bool(_ITS_OWN.match(after) and _FIGURE.search(after))
        if not self._inside(place) or (institution and not its_own):
            return False
        scene = place.level in ("town", "village") or (self._story and place.level == "county")
        return scene or not _ATTRIBUTE.match(after)

    def _return(self, clause: Clause) -> None:
        """Go back to the region that 全市, 该县 or 全国 name."""
        if own := _OWN_FIRST.match(self._folded, *clause.span):
            self._own(own["level"], clause.span.start)
        elif self._home in (None, "100000") and _NATION.match(clause.span.of(self._folded).lstrip(" “")):
            self._here = (self._home, None)

    def _several(self, clause: Clause, chains: Sequence[Sequence[PlaceMention]]) -> None:
        """What several regions do together is told of the one above them; of a matched pair, of the helped."""
        last = chains[-1][-1]
        own = [chain[-1] for chain in chains if self._own_place(chain[-1])]
        if len(chains) == 2 and _TOGETHER.match(self._folded[last.span.end : clause.span.end]):
            self._set(_helped(*chains) or last)
        elif len(chains) == 2 and len(own) == 1 and _SHARED.match(self._folded, last.span.end, clause.span.end):
            self._set(_helped(*chains) or own[0])
        elif len({chain[-1].code or chain[-1].within for chain in chains}) > 1 and self._inside(last):
            self._here = (self._home, None)

    def _own(self, level: str, start: int) -> None:
        """Resolve 全市, 该县: the report's region if it is of that level or within it, else the last one named so."""
        if self._home and _is_a(self._home, level):
            self._here = (self._home, None)
            return
        if self._home and self._home != "100000" and level in _AROUND and _level(self._home) != "province":
            kept = _AROUND[level]
            self._here = (self._home[:kept].ljust(6, "0"), None)
            return
        for mention in reversed([mention for mention in self._mentions if mention.span.end <= start]):
            if mention.level == _LEVELS[level] and mention.code:
                self._here = (mention.code, None)
                return

    def _set(self, mention: PlaceMention) -> None:
        local = mention.level in ("town", "village")
        self._here = (mention.within, mention.name) if local else (mention.code, None)

    def _within(self, span: Span) -> Sequence[PlaceMention]:
        """The mentions that begin in a stretch."""
        return self._mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def _chains(self, span: Span) -> list[list[PlaceMention]]:
        """The mentions inside a span, those that directly follow each other in one chain (永济市栲栳镇)."""
        chains: list[list[PlaceMention]] = []
        for mention in self._within(span):
            if span.covers(mention.span):
                if chains and chains[-1][-1].span.end == mention.span.start:
                    chains[-1].append(mention)
                else:
                    chains.append([mention])
        return chains


def _helped(one: Sequence[PlaceMention], other: Sequence[PlaceMention]) -> PlaceMention | None:
    """Of two partner regions the one that is helped, if they are of the east and the west."""
    helped = [chain[-1] for chain in (one, other) if (chain[-1].code or chain[-1].within or "")[:2] not in EAST]
    return helped[0] if len(helped) == 1 else None


def _is_a(code: str, level: str) -> bool:
    """Whether a report of this region calls it so: 全市 is said of municipalities, prefectures, county-level cities."""
    if level == "市" and (code[:2] in MUNICIPALITIES or is_small_city(code)):
        return True
    if level == "区" and code[2:] == "0000" and code[:2] in AUTONOMOUS:
        return True
    return _level(code) == _LEVELS[level]


def is_small_city(code: str) -> bool:
    """Whether a code is a county-level city's.

    Such end in 81 and above; or in 01 to 20, in 地区, 自治州 and 盟, which are numbered from 21 to 50, and directly
    under their province, as 90 (GB/T 2260).
    """
    around, own = code[2:4], code[4:]
    return own >= "81" or ("01" <= own <= "20" and ("21" <= around <= "50" or around == "90"))


def _level(code: str) -> str:
    if code == "100000":
        return "country"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"
