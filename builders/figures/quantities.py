"""Quantities: a numeral with its unit, its bound and the interval it can mean."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from builders.chinese.numerals import ARABIC, CHINESE, LARGEST, LONGEST, SCALE, Numeral, arabic, chinese, scale_of
from builders.facts import Bound
from builders.patterns import ending, rare
from builders.text import Span, end_before


class Quantity(NamedTuple):
    """A numeral through its unit; `low` and `high` bound what it can mean, None where open; `written` is the numeral.

    `threshold` marks one that only delimits another noun (10万元以上的村), `upto` one that 以下 or 以内 closes.
    """

    span: Span
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    written: str
    unit: str
    bound: Bound
    rule: str
    threshold: bool = False
    upto: bool = False


class Numberlike(NamedTuple):
    """A numeral that is no quantity, and why."""

    span: Span
    reason: str


_GAP = r"[ \t\u00a0\n]{0,3}"
_MORE = r"[余多]"
_AFTER = r"(?:\(含[^()]{0,3}\))?(?:[及或]?以 ?上|[及或]?以 ?下|左 ?右|以 ?内|上下|之多|以外|(?<=[天时日])内)"
_NOT_AFTER_NUMERAL = r"(?<![\d.])"

# A word just before the numeral that moves its bound; 就近, 附近, 超市 and the like are no such words.
_BEFORE: Final = ending(
    r"(?:(?P<about>大约|大概|估计有?|大致|约为|约占|约|平均)|(?P<more>至少|不少于|不低于|不小于|不得低于|不得少于|最少|最低"
    r"|超过了?|超出|超|逾|突破了?|高于|多于|大于|达到?了?近?以上"
    r"|迈[上过]|跨[上过])"
    r"|(?P<less>(?<![最附就新])近(?!年)|将近|接近|不足|不到|不超过|不高于|不多于|低于|少于|小于|至多|最多|最高"
    r"|最长|最大|上限为?|控制在|前))$",
    "上为了于低出到前占在均多大少有概破约致计超足过近逾长限高",
)
_LONGEST_BEFORE: Final = 8  # characters of such words
_CEILING: Final = re.compile(r"(?P<less>最[高多][^,;。、\d]{0,16})$")
# 至少开展2次, 约占全县人口的17%: a bound whose verb stands between it and the numeral.
_BY_VERB: Final = re.compile(
    r"(?:至(?P<more>少)(?:开展|组织|举办|落实|推荐|培育|建成|建设|走访|入户|召开|安排|配备|发展|打造|完成|有)"
    r"|约(?P<about>占)[^,;。、\d]{1,16}的)$"
)
_SHARE_BOUND: Final = re.compile(r"不(?:得)?(?:(?P<more>[低少]于)|(?P<less>[高多]于|超过))[^,;。、\d]{1,24}的$")
_BOUNDS: Final[dict[str, Bound]] = {
    "以上": "more",
    "以外": "more",
    "之多": "exact",
    "以下": "less",
    "以内": "less",
    "左右": "about",
    "上下": "about",
}

# Chinese numerals below ten count things only with these classifiers; with others they are mostly names and idioms.
_SMALL_UNITS: Final = frozenset("次 届 笔 场 名 户 座 所 家 轮 倍 番 成 亩 元 吨 公里 岁 人次".split())
# Only these units are written with 个 inside; elsewhere 个 is the classifier and what follows the thing counted.
_WITH_GE: Final = {"个百分点": "百分点", "个工作日": "工作日", "个月": "个月", "个季度": "个季度", "个小时": "小时"}
_OF_LISTS: Final = frozenset(_WITH_GE.values())
# A unit's character that begins another word is no unit.
_WORDS: Final = re.compile(
    r"群众|分别|位[于居列]|所有|所属|处[理治置于]|批准|成[立为员效功]|字|台账|天然|本科|家庭|度假|名录|间接|条件"
    r"|口径|件套|人民|人才|元旦"
    r"|点[多位]|场[景地所]|级[别联]|次(?:年|数(?!据))|户籍|对[口接]|项目|支[持出付]|届[^,，。;；]?中|部[门分署]"
    r"|方[面式向]?案|家园|面[向对貌]|道路|首[届个次批家创位发]"
)
# Units that say what kind of thing is counted: 110千伏变电站.
_ATTRIBUTES: Final = frozenset({"千伏", "级"})
_UPWARDS: Final = re.compile(
    r"(?:帮扶)?(?:项目|脱贫|农户|老年|老人|人口|大户|安置[区点]|行政村|自然村|企业|农村(?!居))"
)
# Durations are times, not amounts of work, except where a rule sets them.
_DURATIONS: Final = frozenset("年 周年 个月 月 天 日 周 小时 分钟 个季度 季度 载 周岁 秒".split())
_TIME_RULES: Final = rare(
    r"(?:不少于|不低于|至少|不超过|不得超过|给予|压缩[至到]|缩短[至到]|满|期限(?:为|最长)?(?:不超过)?|以[下内]、|最长|天数[^,;。]{0,4}|年限(?:仅?为|达到?|提高[到至])?|累计|签订|缴[纳满]|(?:增加|减少|多|少)了?)$"
)

_SCORES: Final = re.compile(r"(?<![人户])[数几]$")  # 数十名
_ROUNDED: Final = re.compile(r"(?:(?<![最附就新])近|超过?了?|逾|突破)$")  # 近百家, but 百家争鸣
# What is told as a bare number: a ratio, an index.
_RATIO: Final = rare(
    r"(?:收入比|倍差|系数|指数|消费比)(?:值)?(?:仅?为|是|达到?|由|从|缩小[到至]|下降[到至]|降[到至]|提高[到至])?$"
    r"|(?:倍差|收入比)[^;。]{0,8}\d[\d.]*,?[^,;。]{0,6}(?:缩小|下降|降低|扩大)(?:了|到|至)?$"
)
_RANK: Final = ending(r"(?:第|位居|位列|名列|排名|排在)$", "列名在居第")
_NAME_BEFORE: Final = re.compile(r"(?:[A-Za-z+＋\-–—/.·]|\d:|[A-Za-z]\s|〔|\[|No\.?)$")
_NAME_AFTER: Final = re.compile(r"\s?(?:[A-Za-z+＋]|[:：/]\d|强|号|版|型|〕|\]|周年|0后|后\b|国道|省道|热线|平台)")
_CLASS: Final = re.compile(r"20\d\d")  # 2023届毕业生 are of a year, not so many
_NEXT: Final = re.compile(r"[、和]\d")
_HOLDS: Final = re.compile(r"(?:辖|共有|现有|建成|新建|设有|拥有)$")
_COMPOUND: Final = re.compile(
    r"[一二三]次产业|三次分配|两次全会|八项规定"
    r"|[一二三四五六七八九十]+届[^,。]{0,8}?(?:人大|政协|党委|市委|县委|省委|全会|大会|委员|常委)"
    r"|[一二三四五六七八九十]+次(?:会议|全会|党代会|代表大会|全体)"
)
_DIGITS: Final = re.compile(r"\d")
_QUOTED: Final = re.compile(r"[“\"‘「]([^”\"’」“‘]{1,14})[”\"’」]")
_NUMERAL: Final = re.compile(r"[\d一二三四五六七八九十百千万两]")
_TITLED: Final = re.compile(r"《[^》]*》")
_SPEECH: Final = re.compile(r"[,。;!?]")
_UNITS: Final = {"range": "highunit", "arabic": "unit"}  # the groups that hold them
_NUMERALS: Final = ("hundredths", "whole", "part", "low", "high", "digits", "words")
_FIRST: Final = "零〇一二两三四五六七八九十百千万亿"  # with a digit, what a numeral can begin with


class Quantities:
    """Finds the quantities of a text, with the units of a vocabulary."""

    def __init__(self, units: Iterable[str]) -> None:
        """Compile the patterns for these unit names."""
        written = {unit for unit in units if unit[0] not in "个群(" and not set(unit) & set("(·")}
        plain = {unit for unit in written if "/" not in unit}
        # Of 元/亩 the unit is 元; a quotient whose first part is no unit by itself (微克/立方米) is one as a whole.
        self._units = frozenset(plain | {unit for unit in written - plain if unit.split("/")[0] not in plain})
        self._units |= {"个", *_WITH_GE}
        names = "|".join(re.escape(unit) for unit in sorted(self._units, key=lambda unit: (-len(unit), unit)))
        tail = rf"(?P<more3>{_MORE}(?![{''.join(sorted({u[0] for u in self._units}))}]))?(?P<after>{_AFTER})?"
        number = f"(?>{ARABIC})"  # nothing that may follow it begins with one of its digits
        self._pattern = re.compile(
            rf"(?=[\d{_FIRST}])(?:"  # most characters begin no numeral: pass over them at once
            rf"(?P<percent>百分之(?P<hundredths>{number}|{CHINESE})(?P<more0>{_MORE})?(?P<after0>{_AFTER})?)"
            r"|(?P<fraction>(?P<whole>[二三四五六七八九十百]{1,9}+|\d{1,9}+)分之(?P<part>[一二两三四五六七八九十]{1,9}"
            rf"|\d{{1,9}})(?P<after1>{_AFTER})?)"
            r"|(?P<slashed>(?<![\d/.])(?P<over>[1-9])/(?P<under>[2-9]|10)(?![\d/]))"
            rf"|(?P<range>(?P<low>{number})(?P<lowscale>{SCALE})?(?P<dash>[-~—–至到](?={_GAP}\d))"
            rf"(?P<high>{number})(?P<highscale>{SCALE})?(?P<highunit>{names})(?P<after2>{_AFTER})?)"
            rf"|(?P<arabic>(?P<digits>{number}){_GAP}(?P<more1>{_MORE}(?!年))?(?P<scale>{SCALE})?(?P<more2>{_MORE})?{_GAP}"
            rf"(?P<unit>{names})?{tail})"
            rf"|(?P<spelled>(?P<words>{CHINESE})(?P<wordmore>{_MORE})?(?P<wordscale>[万亿]{{1,3}})?(?P<wordmore2>{_MORE})?"
            rf"(?P<wordunit>{names})(?P<wordmore3>(?<=[倍番])多)?(?P<wordafter>{_AFTER})?))"
        )

    def find(
        self, folded: str, span: Span, dates: Iterable[Span], named: Iterable[Span] = ()
    ) -> list[Quantity | Numberlike]:
        """As `_find`, with the unit that a list names only at its end: 提高5.9个、19.1个百分点."""
        found = list(self._find(folded, span, dates, named))
        unit = ""
        for index in range(len(found) - 1, -1, -1):
            item = found[index]
            if not isinstance(item, Quantity):
                continue
            joined = bool(_NEXT.match(folded, item.span.end))
            if item.unit == "个" and unit and joined:
                found[index] = item._replace(unit=unit)
            unit = item.unit if item.unit in _OF_LISTS else unit if item.unit == "个" and joined else ""
        return found

    def _find(
        self, folded: str, span: Span, dates: Iterable[Span], named: Iterable[Span]
    ) -> Iterator[Quantity | Numberlike]:
        """The quantities of a stretch of folded text in order, and the numerals that are none.

        Dates are passed over; a numeral inside one of the `named` spans (a place's name) is part of a name.
        """
        taken = list(dates)
        text = folded
        names = [*named, *(Span(*found.span()) for found in _TITLED.finditer(text, *span))]
        names += [
            Span(*found.span())
            for found in _QUOTED.finditer(text, *span)
            if _NUMERAL.search(found[1]) and not _SPEECH.search(found[1])
        ]
        position = span.start
        while found := self._pattern.search(text, position, span.end):
            here = Span(found.start(), end_before(text, found.end()))
            if _misread(text, found):
                bare = self._pattern.match(text, found.start(), found.start("unit")) if found["unit"] else None
                if bare is None:
                    position = found.end()
                    continue
                found, here = bare, Span(bare.start(), end_before(text, bare.end()))
            position = max(found.start() + 1, here.end)
            if overlapping := [end for start, end in taken if here.start < end and start < here.end]:
                position = max(position, *overlapping)
                continue
            item = _read(text, found, here, names)
            if isinstance(item, Quantity) and (item.value if item.high is None else item.high) >= LARGEST:
                item = Numberlike(here, "too-long")
            if item is not None:
                yield item


def _read(text: str, found: re.Match[str], here: Span, names: list[Span]) -> Quantity | Numberlike | None:
    """The quantity of a match, or why a numeral in Arabic digits is none."""
    reason = _reason(text, found, here, names)
    if reason is not None:
        return Numberlike(here, reason) if text[here.start].isdigit() else None
    return _READERS[found.lastgroup or ""](text, here, found)


def _reason(text: str, found: re.Match[str], here: Span, names: list[Span]) -> str | None:
    """Why a match is no quantity, or None."""
    before, kind = text[max(0, here.start - 8) : here.start], found.lastgroup or ""
    before = before.rstrip() if before[-1:] == " " else before
    if here.end - here.start > LONGEST and any(len(found[part] or "") > LONGEST for part in _NUMERALS):
        return "too-long"
    if names and any(start <= here.start and here.end <= end for start, end in names):
        return "name"
    if kind == "spelled":
        return "idiom" if _COMPOUND.match(text, here.start) else _idiom(found, before)
    unit = found[_UNITS[kind]] if kind in _UNITS else None
    if kind == "arabic" and (
        _NAME_BEFORE.search(before[-3:]) or (not unit and _NAME_AFTER.match(text[here.end : here.end + 6]))
    ):
        return "name"
    if _RANK.search(before) or (unit == "届" and _CLASS.fullmatch(found["digits"] or "")):
        return "ordinal"
    if unit in _DURATIONS and not (found["after"] and unit != "年") and not _TIME_RULES.search(before):
        return "duration"
    if kind == "arabic" and not unit:
        bare = not (found["scale"] or found["more1"] or found["more2"] or found["more3"])
        told = _RATIO.search(text, max(0, here.start - 32), here.start)
        return "no-unit" if bare and not told else None
    return None


def _misread(text: str, found: re.Match[str]) -> bool:
    """Whether the unit of a match is only the first character of a longer word."""
    unit = "unit" if found.lastgroup == "arabic" else "wordunit"
    return bool(found[unit]) and found["after"] is None and bool(_WORDS.match(text, found.start(unit)))


def _idiom(found: re.Match[str], before: str) -> str | None:
    """Why Chinese numerals with a classifier are no figure: names, idioms and order words are written with them."""
    words, unit = found["words"], found["wordunit"]
    if (
        before.endswith(("第", "初", "之", "每", "唯", "同", "某", "这", "那", "另", "哪"))
        or _SCORES.search(before)
        or unit in _DURATIONS
    ):
        return "ordinal"
    numeral = chinese(words)
    if numeral is None or (unit == "届" and before.endswith("和")):
        return "idiom"
    if numeral.value >= 10 and words[0] not in "万千百" and unit not in ("分", "方", "面"):
        return None
    rounded = bool(found["wordmore"] or found["wordmore2"] or _ROUNDED.search(before))
    if rounded and numeral.value >= 100:
        return None
    if words in ("百", "千", "万", "百万", "千万", "亿") or words[0] == "万":
        return None if unit == "元" and len(words) > 1 else "idiom"
    listed = unit == "个" and _HOLDS.search(before)
    doubled = numeral.value == 1 and (unit == "倍" or (unit == "番" and before.endswith(("翻", "翻了"))))
    return None if doubled or (numeral.value >= 2 and (unit in _SMALL_UNITS or listed)) else "idiom"


def _leading(numeral: Numeral) -> Decimal:
    """The weight of the last digit that is not zero: how far 余, 多 and 近 can reach."""
    digits, weight = numeral.value, numeral.step
    while digits and digits % (weight * 10) == 0:
        weight *= 10
    return weight


def _quantity(
    text: str, here: Span, numeral: Numeral, unit: str, written: str, more: str, after: str | None, rule: str
) -> Quantity:
    """A quantity with its bound and interval."""
    after = after.replace(" ", "")[-2:] if after and after != "内" else "以内" if after else None
    before = text[max(0, here.start - 32) : here.start].replace(" ", "")
    near = max(0, len(before) - _LONGEST_BEFORE)
    prefix = (
        _BEFORE.search(before, near)
        or _CEILING.search(before)
        or _SHARE_BOUND.search(before)
        or _BY_VERB.search(before)
    )
    bound: Bound = "exact"
    if more:
        bound = "more"
    elif after and _BOUNDS[after] != "exact":
        bound = _BOUNDS[after]
    elif prefix and prefix.lastgroup and prefix.group() != "平均":
        bound = "about" if prefix.lastgroup == "about" else "more" if prefix.lastgroup == "more" else "less"
    low, high = _interval(numeral, bound, near=bool(more) or bool(prefix and prefix.group()[-1:] in "近"))
    following = text[here.end : here.end + 1]
    threshold = (
        (after in ("以上", "以下", "以内") and following in ("的", "("))
        or (unit in _ATTRIBUTES and following not in ("", ",", "。", ";", "、"))
        or (after == "以上" and bool(_UPWARDS.match(text, here.end)))
    )
    return Quantity(
        here,
        numeral.value,
        low,
        high,
        written,
        _WITH_GE.get(unit, unit),
        bound,
        rule,
        threshold,
        after in ("以下", "以内"),
    )


def _interval(numeral: Numeral, bound: Bound, near: bool) -> tuple[Decimal | None, Decimal | None]:
    """What a figure as written can mean: 11万 is 10.95 to 11.05万, 230余 is 230 to 240, a count is itself."""
    value = numeral.value
    if bound == "exact" and numeral.whole:
        return value, value
    if bound == "exact":
        return value - numeral.step / 2, value + numeral.step / 2
    reach = _leading(numeral)
    if bound == "more":
        return value, value + reach if near else None
    if bound == "less":
        return (value - reach if near else None), value
    return value - reach, value + reach


def _percent(text: str, here: Span, found: re.Match[str]) -> Quantity | None:
    """“百分之三十” as 30%."""
    words = found["hundredths"]
    numeral = arabic(words) if words[0].isdigit() else chinese(words)
    if numeral is None:
        return None
    return _quantity(text, here, numeral, "%", words, found["more0"] or "", found["after0"], "percent-words")


def _fraction(text: str, here: Span, found: re.Match[str]) -> Quantity | None:
    """“四分之一” as 0.25."""
    whole, part = (_number(found[name]) for name in ("whole", "part"))
    if not whole or not part or whole < part:
        return None
    numeral = Numeral(part / whole, Decimal("0.01"), True)
    written = found["fraction"].removesuffix(found["after1"] or "")
    return _quantity(text, here, numeral, "", written, "", found["after1"], "fraction")


def _number(words: str) -> Decimal | None:
    numeral = arabic(words) if words.isdigit() else chinese(words)
    return numeral.value if numeral else None


def _slashed(text: str, here: Span, found: re.Match[str]) -> Quantity:
    """“1/4” as 0.25."""
    numeral = Numeral(Decimal(found["over"]) / Decimal(found["under"]), Decimal("0.01"), True)
    return _quantity(text, here, numeral, "", found["slashed"], "", None, "fraction")


def _range(text: str, here: Span, found: re.Match[str]) -> Quantity:
    """“3至5万元” as one quantity: its lower end, which shares scale and unit, and the interval between the two."""
    scale, unit = found["highscale"] or "", found["highunit"]
    upper = arabic(found["high"], scale)
    lower = arabic(found["low"], found["lowscale"] or scale)
    if lower.value >= upper.value and found["lowscale"] is None:
        lower = arabic(found["low"])
    written = text[here.start : here.end].removesuffix(found["after2"] or "").removesuffix(unit).rstrip()
    low, high = min(lower.value, upper.value), max(lower.value, upper.value)
    return Quantity(here, lower.value, low, high, written, _WITH_GE.get(unit, unit), "exact", "range")


def _arabic(text: str, here: Span, found: re.Match[str]) -> Quantity:
    """A numeral in Arabic digits with its unit, or one that stands alone."""
    digits, more, scale, unit = found.group("digits", "more1", "scale", "unit")
    written = digits + (more or "") + (scale or "")
    more = more or found["more2"] or found["more3"] or ""
    rule = "arabic" if unit else "arabic-bare"
    return _quantity(text, here, arabic(digits, scale or ""), unit or "", written, more, found["after"], rule)


def _spelled(text: str, here: Span, found: re.Match[str]) -> Quantity | None:
    """A quantity in Chinese numerals; 六成 is 60%."""
    numeral = chinese(found["words"])
    if numeral is None:
        return None
    unit, factor = found["wordunit"], scale_of(found["wordscale"] or "")
    if unit == "成":
        numeral, unit = Numeral(numeral.value * 10, Decimal(10), True), "%"
    numeral = Numeral(numeral.value * factor, numeral.step * factor, numeral.whole and factor == 1)
    more = found["wordmore"] or found["wordmore2"] or found["wordmore3"] or ""
    written = found["words"] + (found["wordscale"] or "")
    return _quantity(text, here, numeral, unit, written, more, found["wordafter"], "chinese")


_READERS: Final[dict[str, Callable[[str, Span, re.Match[str]], Quantity | None]]] = {
    "percent": _percent,
    "fraction": _fraction,
    "slashed": _slashed,
    "range": _range,
    "arabic": _arabic,
    "spelled": _spelled,
}
