"""Campaigns: which region carries out which initiative, when, and as part of what."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from builders.chinese.dates import Clock, Period, find_dates, joined
from builders.document.layout import Document, Sentence
from builders.facts import Campaign
from builders.initiatives.cues import read_cues
from builders.initiatives.names import InitiativeMention
from builders.initiatives.ties import Ties
from builders.patterns import rare
from builders.text import Span
from builders.vocabulary.lexicon import Lexicon

RegionAt = Callable[[Span], str | None]

# All patterns are read on folded text.
_CARRIED_OUT: Final = re.compile(r"开展|实施|启动|形成|组织|举行|举办|推进|增加|部署|打响|开启")
_OTHERS: Final = re.compile(
    r"落实全[国省市县]|按照|根据|贯彻|\d"
)  # what an earlier initiative or another figure is about
_LAUNCHED: Final = re.compile(r"[^,。;]{0,8}?(?:启动|部署|动员|拉开|开幕|推进会|现场会)")
_BRACKETED: Final = re.compile(r"[^,。;()]{0,6}\($")
_FOUNDED_ON: Final = re.compile(r"基础上")
REACH: Final = 40  # characters before and after a name that may say whose it is
_PROVINCES: Final = rare(
    r"(?<![在居列])(?:全省|省[里上]|我省|全自治区)(?![一二三四五六七八九十\d]|率先|领先|前列)[^,。;]*$"
)
_ACROSS: Final = re.compile(
    r"[”’》]?(?:专项)?(?:行动|活动)?(?:已|也)?在?全省(?:铺开|展开|开展|启动|推开|打响|实施|部署)"
)
_DRIVE: Final = re.compile(r"行动|攻坚|会战|活动")  # a drive with a beginning and an end; others are standing work
_QUOTES: Final = str.maketrans("", "", "“”‘’「」『』")


def find_campaigns(
    document: Document,
    mentions: Sequence[InitiativeMention],
    ties: Ties,
    region_at: RegionAt,
    clock: Clock,
    lexicon: Lexicon,
) -> tuple[Campaign, ...]:
    """One campaign for each initiative and region, at its first mention, in the order of the text.

    >>> from builders.document.layout import lay_out
    >>> from builders.initiatives.names import find_initiatives
    >>> document, lexicon = lay_out("2024年,全县开展“敲门问需”专项行动。"), Lexicon.load()
    >>> found = find_initiatives(document, lexicon)
    >>> ties, clock = Ties(document, found, lexicon), Clock(2024, "2024")
    >>> [(c.key, c.start, c.end) for c in find_campaigns(document, found, ties, lambda _: None, clock, lexicon)]
    [('敲门问需', '2024', '2024')]
    """
    starts = [sentence.span.start for sentence in document.sentences]
    groups: dict[tuple[str, str | None], list[InitiativeMention]] = {}
    for mention in mentions:
        region = region_at(mention.span)
        if _DRIVE.search(mention.name):
            region = _run_by(document.folded, mention.span, region)
        groups.setdefault((mention.key, region), []).append(mention)
    within = _within(document, mentions, ties)
    campaigns = []
    for (key, region), group in groups.items():
        sentences = [document.sentences[bisect_right(starts, each.span.start) - 1] for each in group]
        dated = (_period(document.folded, *each, clock) for each in zip(group, sentences, strict=True))
        start, end = next((found for found in dated if found != (None, None)), (None, None))
        campaigns.append(
            Campaign(
                span=group[0].span,
                sentence=sentences[0].span,
                key=key,
                name=_balanced(group[0].name),
                region=region,
                start=start,
                end=end,
                within=next((within[each.span, key] for each in group if within.get((each.span, key))), None),
                level=next((each.level for each in group if each.level), None),
                rule=group[0].rule,
                follows=_followed(groups, key, region),
            )
        )
    return tuple(sorted([*campaigns, *_implied(campaigns, lexicon)], key=lambda each: (each.span, each.key)))


def _balanced(name: str) -> str:
    """A name without the quotation marks of which it holds but one.

    >>> [_balanced("“消费帮扶"), _balanced("“131”精准就业服务")]
    ['消费帮扶', '“131”精准就业服务']
    """
    return name if name.count("“") == name.count("”") else name.translate(_QUOTES)


def _followed(
    groups: Mapping[tuple[str, str | None], Sequence[InitiativeMention]], key: str, region: str | None
) -> str | None:
    """The province whose drive of the same initiative a region's drive carries on."""
    province = _province(region)
    both = (groups[key, region], groups.get((key, province), ()))
    return province if province and all(any(_DRIVE.search(each.name) for each in named) for named in both) else None


def _run_by(folded: str, span: Span, region: str | None) -> str | None:
    """The region that runs an initiative: its province, where the words around the name say so (…在全省铺开)."""
    province = _province(region)
    before, after = folded[max(0, span.start - REACH) : span.start], folded[span.end : span.end + REACH]
    return province if province and (_PROVINCES.search(before) or _ACROSS.match(after)) else region


def _province(region: str | None) -> str | None:
    """The province around a region that is none itself."""
    return None if not region or region.endswith("0000") else region[:2] + "0000"


def _implied(campaigns: Sequence[Campaign], lexicon: Lexicon) -> list[Campaign]:
    """The broader initiatives that a report names only by a narrower one (苏陕协作 is 东西部协作)."""
    carried = read_cues(lexicon).carried
    named = {campaign.key for campaign in campaigns}
    implied: dict[tuple[str, str | None], Campaign] = {}
    for campaign in campaigns:
        broader = carried.get(campaign.key)
        if broader and broader not in named:
            implied.setdefault(
                (broader, campaign.region),
                Campaign(
                    span=campaign.span,
                    sentence=campaign.sentence,
                    key=broader,
                    name=campaign.name,
                    region=campaign.region,
                    start=None,
                    end=None,
                    within=None,
                    level=lexicon.initiatives[broader].level,
                    rule="narrower named",
                ),
            )
    return list(implied.values())


def _within(
    document: Document, mentions: Sequence[InitiativeMention], ties: Ties
) -> dict[tuple[Span, str], str | None]:
    """For each mention the larger initiative, by vocabulary, by the one it builds on, or by what governs its place."""
    title = document.title
    titled = {mention.key for mention in mentions if title and title.covers(mention.span)}
    within = {(mention.span, mention.key): mention.within for mention in mentions}
    named = [mention for mention in mentions if mention.rule != "vocabulary"]
    names = {mention.key for mention in named}
    for mention in named:
        others = [key for key in ties.of(mention.span) if key not in names]
        nearer = [key for key in others if key not in titled] or others
        if mention.within is None and len(nearer) == 1:
            within[mention.span, mention.key] = nearer[0]
    for one, other in pairwise(mentions):
        between = Span(one.span.end, other.span.start)
        words = between.of(document.folded)
        if one.span.end <= other.span.start and _FOUNDED_ON.search(words) and not re.search("[。;]", words):
            larger = one.key if one.key != other.key else one.name.translate(_QUOTES)
            within[other.span, other.key] = within[other.span, other.key] or larger
    return within


def _period(folded: str, mention: InitiativeMention, sentence: Sentence, clock: Clock) -> tuple[str | None, str | None]:
    """When the sentence of a mention says that the initiative runs; (None, None) where it does not."""
    periods = joined(folded, find_dates(folded, sentence.span, clock))
    for period in periods:
        if mention.span.covers(period.span) or _follows(folded, mention, period):
            return period.start, period.end
    before = [period for period in periods if period.span.end <= mention.span.start and not period.now]
    if not before:
        return None, None
    period = before[-1]
    words = _FOUNDED_ON.split(folded[period.span.end : mention.span.start])[-1]
    if _LAUNCHED.match(folded, mention.span.end, sentence.span.end) and period.start and "-" in period.start[5:]:
        return period.start, None
    if period.since or period.start is None or period.end is None or _OTHERS.search(words):
        return None, None
    whole = period.start != period.end or len(period.start) == len("2024")
    carried_out = _CARRIED_OUT.search(words.rpartition(",")[2])
    return (period.start, period.end) if whole and carried_out else (None, None)


def _follows(folded: str, mention: InitiativeMention, period: Period) -> bool:
    """Whether a period stands in a bracket right after a name: 三年行动方案(2023-2025年)."""
    return mention.span.end < period.span.start <= mention.span.end + len("实施方案(") + 2 and bool(
        _BRACKETED.fullmatch(folded, mention.span.end, period.span.start)
    )
