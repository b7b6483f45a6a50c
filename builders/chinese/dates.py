"""Dates and periods: what a time expression of a report covers, as ISO strings as precise as the words."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from builders.chinese.numerals import chinese
from builders.text import Span


class Period(NamedTuple):
    """A time expression and what it covers; `start` is None where the words give no beginning.

    `since` marks a period that runs up to the report (今年以来, 2021年以来), `now` one that is the report's own
    time (目前).
    """

    span: Span
    start: str | None
    end: str | None
    since: bool = False
    now: bool = False


class Clock(NamedTuple):
    """The report's own time: the year it speaks of as 今年, the year its figures are of, and the part of it, if one."""

    this_year: int | None
    period: str | None
    part: str | None = None

    def year(self, words: str) -> int | None:
        """The year that relative words name."""
        if self.this_year is None:
            return None
        return self.this_year + _RELATIVE[words]


_RELATIVE: Final = {
    "今年": 0, "本年度": 0, "本年": 0, "当年": 0, "年内": 0, "今": 0,
    "去年": -1, "上年度": -1, "上年": -1, "上一年度": -1, "上一年": -1, "前年": -2,
    "明年": 1, "次年": 1, "下一年": 1,
}  # fmt: skip
# The years of a five-year plan follow from the first (1953); the transition period after poverty relief was decreed.
_PLANS: Final = {mark: 1953 + 5 * n for n, mark in enumerate("一二三四五六七八九")} | {
    "十" + mark: 2001 + 5 * n for n, mark in enumerate(["", "一", "二", "三", "四", "五", "六"])
}
TRANSITION: Final = ("2021", "2025")

REMEMBERED: Final = 80  # characters over which 当年 takes up a year
_MONTH_END: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_THIRDS: Final = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CHINESE_MONTHS: Final = {word: n for n, word in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}

_YEAR = (
    r"(?:(?P<year>(?:19|20)\d{2})(?:\s?年度?|度(?!电|假))"
    r"|(?P<relative>今年|本年度?|当年|去年|上年度?|上一年度?|前年|明年|次年|下一年|(?<![\d一二三四五六七八九十两几])年内))"
)
# Every time expression begins like this: most places of a text are passed at a glance.
_BEGINS: Final = (
    r"(?=[\d“一二三四五六七八九十两今本当去上前明次下年近过这多最未目眼截迄至如现日岁第])"
    r"(?=\d{1,4}+\s?+[年月日时度\-—–~至到]|\d{1,2}+:\d|(?:19|20)\d\d[/.]|“?[一二三四五六七八九十两]+[五年月季]|今[年后]|本年|当[年前]|去年"
    r"|上[年一半]|前[年\d一二三四五六七八九十两]|明年|次年|下[一半]|年[内底末初]|近[\d年几日期一二三四五六七八九十两]"
    r"|过[渡去]|[这多][年\d一二三四五六七八九十两]|最近|未来|目前|眼下|截至|迄今|至今|如今|现[在有已共]|日前|岁末|第[一二三四])"
)
_PATTERN: Final = re.compile(
    rf"{_BEGINS}(?:(?P<plan>“?(?P<plan_no>十?[一二三四五六七八九]|十)五”?(?:规划)?(?P<plan_at>期间|时期|以来|期末|末|初"
    rf"|收官之年)?(?![一二三四五六七八九十])"
    r"|(?<=“)(?P<plan_no2>十?[一二三四五六])五”(?P<plan_at2>期间|时期|以来|末|初)?)"
    r"|(?P<transition>(?:五年)?过渡期)"
    r"|(?P<years>(?P<from>(?:19|20)\d{2})年?\s?(?:[-—–~至到]|--)+\s?(?P<to>(?:19|20)\d{2})年(?:度)?(?P<to_end>年?[底末])?)"
    rf"|(?P<dated>(?:{_YEAR}\s?)?(?P<m1>1[0-2]|0?[1-9])(?:月(?:份)?)?\s?[-—–~至到]\s?(?P<m2>1[0-2]"
    rf"|0?[1-9])月(?P<m2at>份"
    rf"|底|末)?)"
    rf"|(?P<day>(?:{_YEAR.replace('year>', 'year2>').replace('relative>', 'relative2>')}\s?)?(?P<dmonth>1[0-2]"
    rf"|0?[1-9])月(?P<dday>3[01]|[12]\d|0?[1-9])日)"
    rf"|(?P<monthly>(?:{_YEAR.replace('year>', 'year3>').replace('relative>', 'relative3>')}\s?)?(?P<mmonth>1[0-2]"
    rf"|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?P<mat>底|末|初|上旬|中旬|下旬|以来|起(?!草)|开始)?)"
    rf"|(?P<part>(?:{_YEAR.replace('year>', 'year4>').replace('relative>', 'relative4>')}\s?的?)?(?P<partof>上半年"
    rf"|下半年"
    rf"|前?[一二三四]季度|第[一二三四]季度|前[二三两]个?季度|[一二三四]季度末|年底|年末|年初|岁末)(?P<partat>末|底)?)"
    rf"|(?P<annual>{_YEAR.replace('year>', 'year5>').replace('relative>', 'relative5>')}(?P<yat>以来|来|起|底|末|初"
    rf"|开始|全年"
    rf"|期间|至今)?)"
    rf"|(?P<months>(?:{_YEAR.replace('year>', 'year6>').replace('relative>', 'relative6>')}\s?)?前(?P<upto>1[0-2]"
    rf"|[2-9]|[二三四五六七八九十两]|十[一二])个?月)"
    r"|(?P<past>(?:近|过去|这|最近)?(?P<pastn>[一二三四五六七八九十两]+|\d{1,2})年来"
    r"|近(?P<nearn>[一二三四五六七八九十两]+|\d{1,2})年(?!前)"
    r"|过去(?P<pn>[一二三四五六七八九十两]+|\d{1,2})年)"
    r"|(?P<ago>(?P<agon>[一二三四五六七八九十两]+|\d{1,2})年(?:以)?前)"
    r"|(?P<future>(?:今后|未来|下一步)(?P<futn>[一二三四五六七八九十两]+|\d{1,2})(?:到[一二三四五]|[-—至]\d)?年内?)"
    r"|(?P<now>目前|当前|眼下|截至发稿|迄今|至今(?!年)|如今|现在|现(?=有|已|共)|日前|近日|近期|近年来|近几年|多年来)"
    r"|(?P<iso>(?:19|20)\d{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}时(?:\d{1,2}分)?|(?<![年月])(?:3[01]|[12]\d|[1-9])日(?!均|以?内))"
    ")"
)


@lru_cache(maxsize=1024)
def find_dates(folded: str, span: Span, clock: Clock) -> tuple[Period, ...]:
    """The time expressions of a stretch of folded text, in order.

    >>> [(p.start, p.end) for p in find_dates("今年1-8月,截至6月底", Span(0, 12), Clock(2022, "2022"))]
    [('2022-01', '2022-08'), (None, '2022-06-30')]
    """
    return tuple(_find(folded, span, clock))


def _find(folded: str, span: Span, clock: Clock) -> Iterator[Period]:
    for found in _PATTERN.finditer(folded, *span):
        read = _READERS[found.lastgroup if found.lastgroup in _READERS else _kind(found)]
        period = read(found, clock)
        if period is not None:
            yield _with_prefix(folded, period, clock)


def joined(folded: str, periods: Sequence[Period]) -> list[Period]:
    """The periods, with “从A至B” and “A年、B年” made one.

    >>> text = "从3月下旬至6月底"
    >>> [(p.start, p.end) for p in joined(text, find_dates(text, Span(0, 9), Clock(2022, "2022")))]
    [('2022-03-21', '2022-06-30')]
    """
    result: list[Period] = []
    for period in periods:
        if result and folded[result[-1].span.end : period.span.start] in ("至", "到", "-", "—", "~"):
            last = result.pop()
            start = _before(last.start, period.end)
            period = Period(Span(last.span.start, period.span.end), start, period.end)
        elif result and folded[result[-1].span.end : period.span.start] in ("、", "和", "与", "及"):
            last = result[-1]
            if _whole(last) and _whole(period) and int(last.end or 0) + 1 == int(period.end or 0):
                result.pop()
                period = Period(Span(last.span.start, period.span.end), last.start, period.end)
        result.append(period)
    return result


def _whole(period: Period) -> bool:
    """Whether a period is whole years, with nothing that runs on."""
    return not period.since and not period.now and len(period.start or "") == len(period.end or "") == 4


_SINCE: Final = re.compile(r"[^,;。\d]{0,14}?以来")
_LEADS: Final = ("截至到", "截止到", "截至", "截止", "至", "到")


def _kind(found: re.Match[str]) -> str:
    return next(name for name in _READERS if found[name])


def _with_prefix(text: str, period: Period, clock: Clock) -> Period:
    """The period with 截至 before it (which leaves only its end) and 以来 after it."""
    span = period.span
    before = text[max(0, span.start - 3) : span.start]
    lead = next((word for word in _LEADS if before.endswith(word)), "") if before.endswith(_LEADS) else ""
    since = period.since or bool(_SINCE.match(text, span.end))
    end = span.end + 2 if text.startswith("以来", span.end) and not period.since else span.end
    until = lead.startswith("截")
    last = clock.period if since and not period.since else period.end
    start = None if until else _before(period.start, last)
    return Period(Span(span.start - len(lead) if until else span.start, end), start, last, since, period.now)


def _before(start: str | None, end: str | None) -> str | None:
    """A start, unless it lies after its end: 2023-2021年 has none that can be told.

    >>> _before("2022-11", "2022"), _before("2023", "2021"), _before("2023", None)
    ('2022-11', None, '2023')
    """
    return None if start and end and start[: len(end)] > end[: len(start)] else start


def _iso(year: int | str | None, month: int | None = None, day: int | None = None) -> str | None:
    if year is None:
        return None
    if month is None:
        return str(year)
    if day is None:
        return f"{year}-{month:02}"
    last = 29 if month == 2 and int(year) % 4 == 0 else _MONTH_END[month - 1]
    return f"{year}-{month:02}-{min(day, last):02}"


def _anchor(found: re.Match[str], suffix: str, clock: Clock) -> int | None:
    """The year of a match: written, relative, or the report's own."""
    if written := found["year" + suffix]:
        return int(written)
    relative = found["relative" + suffix]
    if relative == "当年" and (then := _then(found)):
        return then
    if relative:
        return None if clock.this_year is None else clock.this_year + _RELATIVE[relative.replace("年内", "今年")]
    return _own(clock)


_THEN: Final = re.compile(r".*(?<![比较与同])(20\d\d)年")


def _then(found: re.Match[str]) -> int | None:
    """The year that 当年 takes up from the words before it in its paragraph."""
    start = found.string.rfind("\n", 0, found.start()) + 1
    named = _THEN.match(found.string, max(start, found.start() - REMEMBERED), found.start())
    return int(named[1]) if named else None


def _own(clock: Clock) -> int | None:
    return int(clock.period[:4]) if clock.period else clock.this_year


def _count(words: str) -> int:
    if words.isdigit():
        return int(words)
    numeral = chinese(words)
    return int(numeral.value) if numeral else 0


def _span(found: re.Match[str]) -> Span:
    return Span(*found.span())


def _plan(found: re.Match[str], clock: Clock) -> Period | None:
    first = _PLANS.get(found["plan_no"] or found["plan_no2"] or "")
    at = found["plan_at"] or found["plan_at2"]
    if first is None or (found["plan_no"] and not at and "“" not in found.group() and "规划" not in found.group()):
        return None
    if at in ("末", "期末", "收官之年"):
        return Period(_span(found), None, str(first + 4))
    if at == "以来":
        return Period(_span(found), str(first), clock.period, since=True)
    return Period(_span(found), str(first), str(first + 4))


def _transition(found: re.Match[str], clock: Clock) -> Period:
    return Period(_span(found), *TRANSITION)


def _years(found: re.Match[str], clock: Clock) -> Period:
    last = _iso(found["to"], 12, 31) if found["to_end"] else found["to"]
    return Period(_span(found), found["from"], last)


def _dated(found: re.Match[str], clock: Clock) -> Period:
    year, first, last = _anchor(found, "", clock), int(found["m1"]), int(found["m2"])
    end = _iso(year, last, 31) if found["m2at"] in ("底", "末") else _iso(year, last)
    return Period(_span(found), _iso(year, first), end)


# The day on which something is told dates none of the figures told: 3月8日,记者获悉; 3月8日,市政府召开发布会.
_TELLING: Final = re.compile(
    r"(?:电|讯|消息)(?![一-鿿]{0,2}[台网])|,?(?:[上下]午|\d{1,2}时)?,?(?:本报|本网)?(?:记者|[^,;。\d]{0,24}?(?:召开|举行)[^,;。]{0,24}?发布会)"
)


def _day(found: re.Match[str], clock: Clock) -> Period:
    if _TELLING.match(found.string, found.end()):
        return Period(_span(found), None, clock.period, now=True)
    day = _iso(_anchor(found, "2", clock), int(found["dmonth"]), int(found["dday"]))
    return Period(_span(found), day, day)


def _monthly(found: re.Match[str], clock: Clock) -> Period | None:
    word, at, year = found["mmonth"], found["mat"], _anchor(found, "3", clock)
    if not word.isdigit() and not (at or found["year3"] or found["relative3"]):
        return None
    month = int(word) if word.isdigit() else _CHINESE_MONTHS[word]
    if at in _THIRDS:
        first, last = _THIRDS[at]
        return Period(_span(found), _iso(year, month, first), _iso(year, month, last))
    if at in ("底", "末"):
        return Period(_span(found), None, _iso(year, month, 31))
    if at in ("以来", "起", "开始"):
        return Period(_span(found), _iso(year, month), clock.period, since=True)
    return Period(_span(found), _iso(year, month), _iso(year, month))


def _part(found: re.Match[str], clock: Clock) -> Period:
    part, year = found["partof"], _anchor(found, "4", clock)
    if part in ("年底", "年末", "岁末"):
        return Period(_span(found), None, _iso(year, 12, 31) if found["year4"] or found["relative4"] else _iso(year))
    if part == "年初":
        return Period(_span(found), _iso(year), _iso(year))
    if part == "上半年":
        first, last = 1, 6
    elif part == "下半年":
        first, last = 7, 12
    else:
        number = next(_QUARTERS[mark] for mark in part if mark in _QUARTERS) if "两" not in part else 2
        last = number * 3
        first = 1 if part.startswith("前") else last - 2
    ends = found["partat"] or part.endswith("末")
    before = found.string[max(0, found.start() - 2) : found.start()]
    if ends or before in ("截至", "截止"):
        return Period(_span(found), None, _iso(year, last, 31))
    return Period(_span(found), _iso(year, first), _iso(year, last))


def _annual(found: re.Match[str], clock: Clock) -> Period:
    year, at = _anchor(found, "5", clock), found["yat"]
    if at in ("以来", "来", "起", "开始", "至今"):
        start = _iso(year, 1, 1) if found["relative5"] else _iso(year)
        return Period(_span(found), start, clock.period or _iso(year), since=True)
    if at in ("底", "末"):
        return Period(_span(found), None, _iso(year, 12, 31))
    relative_now = found["relative5"] in ("今年", "本年", "本年度")
    return Period(_span(found), _iso(year, 1, 1) if relative_now else _iso(year), _iso(year))


def _past(found: re.Match[str], clock: Clock) -> Period | None:
    count, end = _count(found["pastn"] or found["nearn"] or found["pn"] or ""), _own(clock)
    if end is None or not 1 < count < 60:
        return Period(_span(found), None, clock.period, since=True, now=True)
    return Period(_span(found), str(end - count + 1), clock.period or str(end), since=True)


def _months(found: re.Match[str], clock: Clock) -> Period:
    year = _anchor(found, "6", clock)
    return Period(_span(found), _iso(year, 1), _iso(year, _count(found["upto"])))


def _ago(found: re.Match[str], clock: Clock) -> Period | None:
    year = _own(clock)
    return None if year is None else Period(_span(found), None, str(year - _count(found["agon"])))


def _future(found: re.Match[str], clock: Clock) -> Period:
    end = None if clock.this_year is None else str(clock.this_year + _count(found["futn"]))
    return Period(_span(found), None, end)


def _now(found: re.Match[str], clock: Clock) -> Period:
    today = (
        str(clock.this_year) if clock.this_year and found["now"] in ("目前", "当前", "如今", "现在") else clock.period
    )
    return Period(_span(found), None, today, now=True)


def _iso_date(found: re.Match[str], clock: Clock) -> Period:
    year, month, day = (int(part) for part in re.split(r"[-/.]", found.group().split()[0])[:3])
    return Period(_span(found), _iso(year, month, day), _iso(year, month, day))


def _clock(found: re.Match[str], clock: Clock) -> Period:
    return Period(_span(found), None, None, now=True)


_READERS: Final[dict[str, Callable[[re.Match[str], Clock], Period | None]]] = {
    "plan": _plan,
    "transition": _transition,
    "years": _years,
    "dated": _dated,
    "day": _day,
    "monthly": _monthly,
    "part": _part,
    "annual": _annual,
    "past": _past,
    "months": _months,
    "ago": _ago,
    "future": _future,
    "now": _now,
    "iso": _iso_date,
    "clock": _clock,
}
