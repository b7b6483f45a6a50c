"""The places a report names: every mention of a province, prefecture, county, town or village, resolved to a code.

A full name names its region wherever it stands. A bare one (运城, 平陆) must be no part of other words and, unless
it is a province's or prefecture's that means nothing else, stand in company: a parent before it, siblings beside it,
its full name elsewhere, or a report about its parent.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from builders.document.layout import Document, Sentence
from builders.facts import Place
from builders.patterns import rare
from builders.regions.gazetteer import LEVELS, NATION, Form, Gazetteer, Region, Strength
from builders.regions.home import Clues, home
from builders.regions.mentions import PlaceMention
from builders.regions.settlements import settlements
from builders.text import Span

__all__ = ["PlaceMention", "find_places", "first_places", "home"]

# What follows a name that is part of another name: a university, a newspaper, a bank.
_OTHER_NAME: Final = re.compile(
    r"族(?!自治)|分行|支行|分公司|[一-鿿]{0,4}?(?:大学|学院|日报|晚报|晨报|早报|商报|都市报|经济报|新闻网|新闻客户端|网讯|卫视|电视台|出版社|银行|集团|股份|证券)"
    r"|[路街][0-9一二三四五六七八九十]*[号段]?(?![一-鿿]{0,1}[县市区])|大道|时间[0-9]|话[,、。]|湖(?![北南州口区县])|菜系|人大附中"
)
_TOWN_ENDING: Final = re.compile(
    r"(?:镇(?!江|原|安|宁|远|雄|康|坪|巴|赉|海|平|沅|赉|赤)|乡(?![村镇亲土贤情音宁城])|街道|社区|村(?![级集民镇干居委]))"
)
_JOINED: Final = re.compile(r"(?:[、,和与及至到赴往跟同—\-~]|以及|还有)")
_FREE: Final = frozenset(
    "和与及同为在到从由对向以将把被让于自中内大小新老高上下东西南北前后一二三四五六七八九十百保通来"
)
_BEFORE: Final = "在到赴对向从由至往为与及以被"
_AREA: Final = frozenset({"市场", "区域", "区间", "区块", "区位", "县级", "区级"})
_TIERS: Final = frozenset({"县域", "县区", "县乡", "市县", "市级", "县市"})
_DATELINE: Final = re.compile(r"(?:新华社|中新网|中新社|人民网|央广网|本报|本网|光明网|新华网)$")
_AND: Final = "和与及"
_CLOSED: Final = rare(r"[^一-鿿]|[县市区等两三四五六七八九十个和与及至到]|$")
_COUNTED: Final = re.compile(r"(?:等(?:\d+|[一二三四五六七八九十]+)个?|[两三四五六七八九十]个?)(?:区|县|市)")
SHORTEST_LIST: Final = 3  # names that bear one another out
_TIER: Final = {level: rank for rank, level in enumerate(LEVELS)}


class _Surroundings(NamedTuple):
    """What is known when a name is judged: the year, the report's region, the codes named in full and at all."""

    year: int | None
    home: str | None = None
    named: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()


def find_places(
    document: Document, gazetteer: Gazetteer, year: int | None = None, clues: Clues | None = None
) -> tuple[PlaceMention, ...]:
    """Every mention of a place in the sentences that speak, in order, without overlaps.

    `clues` are what else the document tells of its region, where they are known.
    """
    body = tuple(document.body())
    reader = _Reader(document.folded, body, gazetteer)
    sure = tuple(reader.regions(_Surroundings(year)))
    about = home(document, sure, gazetteer, clues=clues)
    named = frozenset(mention.code for mention in sure if mention.code and mention.rule in ("full", "chain", "native"))
    regions = tuple(
        reader.regions(_Surroundings(year, about, named, frozenset(mention.code for mention in sure if mention.code)))
    )
    return settlements(document.folded, body, regions, about, gazetteer)


def first_places(mentions: Iterable[PlaceMention]) -> tuple[Place, ...]:
    """The places, each at its first mention."""
    seen: dict[tuple[str | None, ...], Place] = {}
    for mention in mentions:
        key = (mention.code,) if mention.code else (mention.name, mention.within)
        if key not in seen:
            seen[key] = Place(
                mention.span,
                mention.sentence,
                mention.name,
                mention.code,
                mention.level,
                None if mention.code else mention.within,
                mention.rule,
            )
    return tuple(seen.values())


FAR: Final = 300  # mentions; what was named before them says nothing of a name


class _Reader:
    """The regions' names in one text, judged from left to right."""

    def __init__(self, text: str, body: tuple[Sentence, ...], gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        barred = gazetteer.misleading(text)
        self.found: list[tuple[Span, str, Sentence]] = []
        self.starts: set[int] = set()
        self._of_year: dict[tuple[str, int | None], tuple[list[Form], list[Region]]] = {}
        self.listed: dict[int, str] = {}  # the longest name that begins at an offset
        spans = iter(body)
        sentence = next(spans, None)
        for span, word in gazetteer.occurrences(text):
            while sentence and sentence.span.end <= span.start:
                sentence = next(spans, None)
            if sentence is None:
                break
            if sentence.span.covers(span) and not any(bar.covers(span) for bar in barred):
                self.found.append((span, word, sentence))
                self.starts.add(span.start)
                self.listed.setdefault(span.start, word)

    def regions(self, known: _Surroundings) -> Iterator[PlaceMention]:
        """The mentions of provinces, prefectures and counties."""
        mentions = list(self._judged(known))
        return iter(sorted([*mentions, *self._in_lists(mentions, known)], key=lambda mention: mention.span))

    def _judged(self, known: _Surroundings) -> Iterator[PlaceMention]:
        """The names that are judged to be regions, each by itself and by those before it."""
        before: list[PlaceMention] = []
        end = 0
        for span, word, sentence in self.found:
            if span.start < end or self._overrun(span, word):
                continue
            judged = self._judge(span, word, sentence, before, known)
            if judged:
                region, rule = judged
                mention = PlaceMention(span, sentence.span, word, region.code, region.level, region.within, rule)
                before.append(mention)
                end = span.end
                yield mention

    def _overrun(self, span: Span, word: str) -> bool:
        """Whether the last character of a name begins that of a county in it: 青岛市南区 is 青岛's 市南区."""
        inner = self.listed.get(span.end - 1) if word.endswith("市") else None
        outer = [form.region.code for form in self.gazetteer.forms[word]] if inner else []
        below = self.gazetteer.forms[inner] if inner else ()
        return any(self.gazetteer.inside(form.region.code, code) for form in below for code in outer)

    def _judge(
        self, span: Span, word: str, sentence: Sentence, before: list[PlaceMention], known: _Surroundings
    ) -> tuple[Region, str] | None:
        """The region a name means here and the rule that tells, or None."""
        held, full = self._held(word, known)
        last = before[-1] if before else None
        if last and last.code and last.span.end == span.start:
            below = [form.region for form in held if self._below(form.region, last.code)]
            if below and (full or self._chained(span, word, below, last)):
                return min(below, key=_rank), "chain"
        if full:
            return self._full(span, word, full, sentence, before, known)
        return self._bare(span, word, [(form.region, form.strength) for form in held], sentence, before, known)

    def _held(self, word: str, known: _Surroundings) -> tuple[list[Form], list[Region]]:
        """What a name stands for in the report's year, and the regions that are officially called so."""
        if (word, known.year) not in self._of_year:
            forms = [form for form in self.gazetteer.forms[word] if not _to_come(form.region, known)]
            held = [form for form in forms if form.region.held(known.year)] or forms
            full = [form.region for form in held if form.strength is Strength.FULL]
            self._of_year[word, known.year] = held, full
        return self._of_year[word, known.year]

    def _full(
        self,
        span: Span,
        word: str,
        regions: list[Region],
        sentence: Sentence,
        before: list[PlaceMention],
        known: _Surroundings,
    ) -> tuple[Region, str] | None:
        """An official name, or the plain form of one."""
        if self.text[span.end - 1 : span.end + 1] in _AREA:
            return None
        crossed = self.gazetteer.abuts(self.text, span.start)
        if (crossed and self.gazetteer.abuts(self.text, span.end - 1)) or self._joins(span, word, before, known):
            return None
        chosen = self._nearest(regions, sentence, before, known)
        company = chosen is not None and self._accompanied(chosen, before, known)
        bare = word[:-1]
        company = company or any(self._beside(span, region, before) for region in regions)
        homonym = bare in self.gazetteer.homonyms
        if (homonym or len(bare) < 2) and (crossed or not (company or self._alone(span))):
            return None
        if not company and (
            word in self.gazetteer.homonyms or (homonym and known.home) or (crossed and not _now(regions, known))
        ):
            return None
        if chosen is None and len({region.code for region in regions}) == 1:
            chosen = regions[0]
        return (chosen, "full") if chosen else None

    def _joins(self, span: Span, word: str, before: list[PlaceMention], known: _Surroundings) -> bool:
        """Whether a name's first character is the word “and” here: 城市和县城 is no 和县, 手册和康县方案 no 和康县."""
        if word[0] not in _AND or self._alone(span):
            return False
        others = [form.region for form in self.gazetteer.forms.get(word[1:], ())]
        return len(word) == len("和县") or any(self._accompanied(other, before, known) for other in others)

    def _bare(
        self,
        span: Span,
        word: str,
        forms: list[tuple[Region, Strength]],
        sentence: Sentence,
        before: list[PlaceMention],
        known: _Surroundings,
    ) -> tuple[Region, str] | None:
        """A name without its kind."""
        # A name glued to a county that does not hold it is a spot in that county: 天祝南阳山.
        glued = bool(before) and before[-1].span.end == span.start and before[-1].level == "county"
        if glued or self._part_of_another(span):
            return None
        left = self.gazetteer.abuts(self.text, span.start)
        right = self.gazetteer.abuts(self.text, span.end)
        if left and right:
            return None
        homonym = word in self.gazetteer.homonyms
        strong = sorted((region for region, strength in forms if strength is Strength.SHORT), key=_rank)
        if strong and not homonym:
            chosen = strong[0] if _TIER[strong[0].level] < _TIER["prefecture"] else self._best(strong, known)
            if right and word[0] in _FREE and not self._company(chosen, known):
                return None
            return chosen, "short"
        if right or (left and self.text[span.start - 1] not in _BEFORE):
            return None
        for region in sorted((region for region, _ in forms), key=_rank):
            rule = self._supported(span, region, homonym, sentence, before, known)
            if rule:
                return region, rule
        return None

    def _supported(
        self,
        span: Span,
        region: Region,
        homonym: bool,
        sentence: Sentence,
        before: list[PlaceMention],
        known: _Surroundings,
    ) -> str | None:
        """Why a bare name that says little by itself means the region, or None."""
        beside = self._beside(span, region, before)
        if not homonym and self._heads(span, region):
            return "sibling"
        if beside and (not homonym or (_CLOSED.match(self.text, span.end) and before[-1].level == region.level)):
            return "sibling"
        if not homonym and self.text.startswith("籍", span.end):
            return "native"
        if homonym:
            large = region.level != "county"
            return "home" if large and self._company(region, known) else None
        if region.code in known.named:
            return "named"
        if region.name.endswith("区"):
            return "home" if known.home and known.home in (region.code, region.within) else None
        if self._company(region, known):
            return "home"
        around = self.gazetteer.ancestors(region.code)
        if any(mention.sentence == sentence.span and mention.code in around for mention in before[-FAR:]):
            return "parent"
        prefecture = region.within if region.within and not region.within.endswith("0000") else None
        return "parent" if prefecture in known.spoken else None

    def _chained(self, span: Span, word: str, below: list[Region], last: PlaceMention) -> bool:
        """Whether a bare name right after its parent means the region."""
        if self._part_of_another(span) or self.gazetteer.abuts(self.text, span.end):
            return False
        if word not in self.gazetteer.homonyms or any(region.level == "prefecture" for region in below):
            return True
        return any(region.within == last.code for region in below) and bool(_CLOSED.match(self.text, span.end))

    def _nearest(
        self, regions: list[Region], sentence: Sentence, before: list[PlaceMention], known: _Surroundings
    ) -> Region | None:
        """The region among those of one name whose parent is nearest: in the sentence, the report, the text."""
        for mention in reversed(before):
            if mention.sentence.start < sentence.span.start:
                break
            if fit := self._within(regions, mention.code):
                return fit
        if known.home and (fit := self._within(regions, known.home)):
            return fit
        around = self.gazetteer.ancestors(known.home) if known.home else ()
        for code in (*around, *(mention.code for mention in reversed(before[-FAR:]))):
            if fit := self._within(regions, code):
                return fit
        return None

    def _within(self, regions: list[Region], code: str | None) -> Region | None:
        """The one region that lies in the region of that code."""
        if not code or code == NATION:
            return None
        fit = [region for region in regions if self.gazetteer.inside(region.code, code)]
        return min(fit, key=_rank) if len({region.code for region in fit}) == 1 else None

    def _best(self, regions: list[Region], known: _Surroundings) -> Region:
        """The largest, those in the report's region first."""
        return min(regions, key=lambda region: (not self._company(region, known), *_rank(region)))

    def _company(self, region: Region, known: _Surroundings) -> bool:
        """Whether the report is about the region, or about what it lies in or holds."""
        about = known.home
        if about is None or about == NATION:
            return region.code in known.named
        inside = self.gazetteer.inside
        return inside(region.code, about) or inside(about, region.code) or region.code in known.named

    def _accompanied(self, region: Region, before: list[PlaceMention], known: _Surroundings) -> bool:
        """Whether the region or what it lies in is named."""
        around = (region.code, *self.gazetteer.ancestors(region.code))
        return self._company(region, known) or any(mention.code in around for mention in before[-FAR:])

    def _below(self, region: Region, code: str) -> bool:
        """Whether a region lies in another one."""
        return region.code != code and code in self.gazetteer.ancestors(region.code)

    def _beside(self, span: Span, region: Region, before: list[PlaceMention]) -> bool:
        """Whether only a joining mark parts the name from one of the same province."""
        if not before or (before[-1].code or "")[:2] != region.code[:2]:
            return False
        found = _JOINED.match(self.text, before[-1].span.end)
        return bool(found and found.end() == span.start)

    def _heads(self, span: Span, region: Region) -> bool:
        """Whether the full name of another place of the same province is next in a list."""
        following = self.listed.get(span.end + 1) if self.text[span.end : span.end + 1] == "、" else None
        return following is not None and any(
            form.strength is Strength.FULL and form.region.code[:2] == region.code[:2]
            for form in self.gazetteer.forms[following]
            if form.region.code != region.code and following not in self.gazetteer.homonyms
        )

    def _in_lists(self, mentions: list[PlaceMention], known: _Surroundings) -> Iterator[PlaceMention]:
        """The bare names in a list, most of whose names are resolved to one province, or that counts its districts."""
        told = {mention.span.start: mention for mention in mentions}
        for names in self._lists():
            resolved = [told[span.start] for span, _, _ in names if span.start in told]
            around = {self.gazetteer.ancestors(str(mention.code))[-1:] or (mention.code,) for mention in resolved}
            prefecture = None if resolved else self._counted(names, known)
            if not prefecture and (len(names) < SHORTEST_LIST or len(around) > 1 or 2 * len(resolved) < len(names)):
                continue
            outer = prefecture or next(iter(around))[0]
            for span, word, sentence in names:
                regions = [form.region for form in self.gazetteer.forms[word] if self._below(form.region, str(outer))]
                held = [region for region in regions if region.held(known.year)]
                if span.start not in told and held and len({region.code for region in held}) == 1:
                    region = held[0]
                    yield PlaceMention(span, sentence.span, word, region.code, region.level, region.within, "list")

    def _counted(self, names: list[tuple[Span, str, Sentence]], known: _Surroundings) -> str | None:
        """The region spoken of that has all the districts of a list that counts them: 海曙、鄞州等10个区."""
        if len(names) < 2 or not _COUNTED.match(self.text, names[-1][0].end):
            return None
        held = [{form.region.within for form in self.gazetteer.forms[word]} & known.spoken for _, word, _ in names]
        shared = set.intersection(*held)
        return shared.pop() if len(shared) == 1 else None

    def _lists(self) -> Iterator[list[tuple[Span, str, Sentence]]]:
        """The names that follow one another with nothing but an enumerating mark between."""
        names: list[tuple[Span, str, Sentence]] = []
        for found in self.found:
            span = found[0]
            if names and span.start < names[-1][0].end:
                continue
            if names and not (span.start == names[-1][0].end + 1 and self.text[span.start - 1] == "、"):
                yield names
                names = []
            names.append(found)
        yield names

    def _alone(self, span: Span) -> bool:
        """Whether a name starts a word and runs into none."""
        before = self.text[span.start - 1 : span.start]
        starts = not ("一" <= before <= "鿿") or before in _BEFORE
        across = self.text[span.end - 1 : span.end + 1]
        tiny = span.end - span.start == len("应县")  # 应县委要求 asks on behalf of no 应县
        return starts and across not in _TIERS and not (tiny and self.gazetteer.abuts(self.text, span.end))

    def _part_of_another(self, span: Span) -> bool:
        """Whether the name begins a longer one: a town's, a university's, a newspaper's."""
        if _TOWN_ENDING.match(self.text, span.end):
            return True
        found = _OTHER_NAME.match(self.text, span.end)
        # 浙江湖州银行 is a bank of 湖州, not of 浙江.
        return bool(found) and span.end not in self.starts


def _now(regions: list[Region], known: _Surroundings) -> bool:
    """Whether one of the regions was there in the report's year."""
    return any(region.held(known.year) for region in regions)


def _to_come(region: Region, known: _Surroundings) -> bool:
    """Whether a region was founded after the report's year."""
    return known.year is not None and region.start is not None and region.start > known.year


def _rank(region: Region) -> tuple[int, str]:
    """Larger regions first, then by code."""
    return _TIER[region.level], region.code
