"""The period in force for a figure: which time expression of its sentence says when it was true."""

import re
from collections.abc import Sequence
from typing import Final

from builders.chinese.clauses import Clause
from builders.chinese.dates import Clock, Period
from builders.chinese.verbs import trailing_verb
from builders.facts import Role
from builders.figures.setting import Figure
from builders.text import Span

# A time that another figure is only measured against: 占上年度, 达到2020年的, 与“十二五”末相比, 比去年.
_AGAINST: Final = re.compile(r"(?:占|比|较|达到?|相当于|是|为|与|同|超过?)(?:了|全[市县省区州国])?$")
_MEASURED: Final = re.compile(
    r"^(?:末|底|初|同期)?(?:(?:[^,;。\d]{0,14}?(?:总数|总量|总额|人口|户数|人数))?的(?=[\d.]+(?:%|倍)|水平)|相比|增长|[新净]?增|减少|提[高升]|下降|上升|高出|多|少|翻|分别|实施|实际|末"
    r"|[\d.]+%)"
)
_PROVINCE: Final = (
    "(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南"
    "|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)"
)
_LEAD_IN: Final = re.compile(
    r"^[\s“”、,]*(?:但是|但|同时|其中|并|而|就在|对|针对|围绕|自|从|在|到|至|于|截至|截止|据统计|数据显示|据介绍"
    r"|据了解|目前|[^,;。]{0,12}?(?:[市县省区州镇乡村局]"
    rf"|全[市县省区州国]|[我该本][市县省区州]|我国|{_PROVINCE}))?[\s“]*$"
)
_CUMULATIVE: Final = re.compile(r"累计|(?<!公)共(?![同建享])|总(?![数量额体结人])")


def in_force(
    folded: str, clauses: Sequence[Clause], figure: Figure, periods: Sequence[Period], role: Role, clock: Clock
) -> tuple[str | None, str | None]:
    """Start and end of what a figure covers, as precise as the words; where they say nothing the report's period."""
    clause = clauses[figure.clause]
    outer = clauses[clause.parent] if clause.parent is not None else clause
    at = figure.quantity.span.start
    began = _mean_of(folded, clauses, figure.clause)
    if role == "previous":
        return None, _just_before(folded, periods, at) or _range_start(clause, periods) or _began(folded, periods, at)
    for period in reversed(periods):
        if period.span.start >= at or _listed_before(folded, clauses, figure.clause, period):
            continue
        if _narrowed(folded, clauses, period, periods):
            continue
        if _of_other_things(folded, clause, period, periods):
            continue
        inside = period.span.start >= (outer.span.start if began is None else began)
        if not inside and _new_point(folded, clauses, figure.clause, period):
            continue
        if _against(folded, period) and not _reached(folded, period, at):
            if figure.quantity.unit in ("%", "倍") or not _OF_IT.fullmatch(folded, period.span.end, at):
                continue
            return None, period.end
        ahead = role == "target" and (period.end or "")[:4] > (clock.period or "9")[:4]
        if inside or ahead or period.now or _reached_in(folded, period) or _adverbial(folded, clauses, period):
            return _covered(folded, clauses, clause, period, clock, inside)
    return None, clock.period if role == "target" else clock.part or clock.period


_MEAN: Final = re.compile(r"\s*[村户人县乡镇校站社座个]均")


def _mean_of(folded: str, clauses: Sequence[Clause], index: int) -> int | None:
    """Where the clause begins whose total a clause tells the mean of: 电站2022年收益1.1亿元,村均50万元."""
    return clauses[index - 1].span.start if index and _MEAN.match(folded, clauses[index].span.start) else None


def _narrowed(folded: str, clauses: Sequence[Clause], period: Period, periods: Sequence[Period]) -> bool:
    """Whether a bare year inside a clause only repeats that of the day reached: 截至9月底,全县2020年发补贴86万元."""
    if period.since or period.start not in (period.end, f"{period.end}-01-01") or len(periods) == 1:
        return False
    home = next((clause for clause in clauses if clause.span.covers(period.span)), None)
    bare = home is not None and not folded[home.span.start : period.span.start].strip(" ,")
    if home is None or (bare and period.span.of(folded) != "今年"):
        return False
    return any(
        other.span.end == home.span.start - 1
        and other.start is None
        and len(other.end or "") > len(period.end or "") == len("2020")
        and (other.end or "").startswith(period.end or "-")
        for other in periods
    )


_OF_A_PLAN: Final = re.compile(r"五”?(?:规划)?$")


def _of_a_plan(folded: str, period: Period) -> bool:
    """Whether a five-year plan only says whose things are meant: 截至11月底,“十三五”搬迁任务竣工5套."""
    after = folded[period.span.end : period.span.end + 1]
    return bool(_OF_A_PLAN.search(period.span.of(folded))) and after.isalpha()


def _of_other_things(folded: str, clause: Clause, period: Period, periods: Sequence[Period]) -> bool:
    """Whether a time only says whose things are meant: those of a plan, or of an examination that is answered."""
    if _EXAMINED.match(folded, period.span.end):
        return bool(_MENDED.search(clause.span.of(folded)))
    return _of_a_plan(folded, period) and any(other.span.end <= period.span.start for other in periods)


def _is_year(date: str | None) -> bool:
    return date is not None and len(date) == 4 and date.startswith("20")


_YEAR_AT: Final = re.compile(r"20\d\d年(?=[^,;]*\d)")


def _listed_before(folded: str, clauses: Sequence[Clause], index: int, period: Period) -> bool:
    """Whether a bare year dates one item of a list that a semicolon has ended: 共90户,2021年20户,2022年70户;有村4个."""
    if not _is_year(period.end) or period.since or period.now:
        return False
    ends = [clause.span.start for clause in clauses[: index + 1] if clause.stop == ";"]
    if not ends:
        return False
    began = max((end for end in ends if end <= period.span.start), default=clauses[0].span.start)
    ended = next((end for end in ends if end > period.span.start), None)
    return ended is not None and len(_YEAR_AT.findall(folded, began, ended)) > 2


_POINT: Final = re.compile(r"\s*(?:[一二三四五六七八九]是|另一方面)")


def _new_point(folded: str, clauses: Sequence[Clause], index: int, period: Period) -> bool:
    """Whether a new point (二是…) begins between a time and a figure."""
    return any(
        clause.stop == ";" and clause.span.start > period.span.start and _POINT.match(folded, *clause.span)
        for clause in clauses[: index + 1]
    )


def closing(folded: str, periods: Sequence[Period]) -> Period | None:
    """The time that a sentence leaves in force for one that goes on with it."""
    return next((period for period in reversed(periods) if not period.now and not _against(folded, period)), None)


# 省扶贫办主任介绍,经国家统计局核定,2017年…: who says so comes before the year.
_SOURCE: Final = re.compile(r"^(?:[^,。;\d]{2,24}(?:介绍|表示|说|获悉|了解到?|显示|核定|核实|统计)[,:]\s*){1,2}")


def of_another_year(folded: str, sentence: Span, period: Period, clock: Clock, *, told: bool) -> bool:
    """Whether a sentence opens with a whole year that what follows goes on about.

    The year before the report's, where figures are `told` of it; or one to come.
    """
    opens = not _SOURCE.sub("", folded[sentence.start : period.span.start].strip(" \u3000“"))
    whole = _is_year(period.end) and period.start == period.end and not period.since
    if not (opens and whole and clock.period) or _EXAMINED.match(folded, period.span.end):
        return False
    ahead = int(period.end or 0) - int(clock.period[:4])
    return ahead > 0 or (ahead == -1 and told)


def _covered(
    folded: str, clauses: Sequence[Clause], clause: Clause, period: Period, clock: Clock, inside: bool
) -> tuple[str | None, str | None]:
    """What a period in force gives; a year in which something began runs on in 累计."""
    if period.now or period.end is None:
        return None, period.end or clock.period
    began = (
        not inside
        and period.start == period.end
        and period.end < (clock.period or "")
        and _CUMULATIVE.search(clause.span.of(folded))
    )
    home = next((other for other in clauses if other.span.covers(period.span)), clause)
    if began and len(home.span.of(folded).strip()) > len(period.span.of(folded)) + 4:
        return period.start, clock.period
    if began and home is not clause and clauses.index(home) + 1 < clauses.index(clause):
        return period.start, clock.period
    return (None if period.start == period.end else period.start), period.end


_LEVEL_OF: Final = re.compile(r"末?的\d")


def _reached_in(folded: str, period: Period) -> bool:
    """Whether a rise ended at a time, of which its rates are then told: 增长到2020年的1.2万元,年均增长12%."""
    before = folded[max(0, period.span.start - 1) : period.span.start]
    return before in ("到", "至") and not _against(folded, period) and bool(_LEVEL_OF.match(folded, period.span.end))


def _adverbial(folded: str, clauses: Sequence[Clause], period: Period) -> bool:
    """Whether a time holds for the rest of the sentence: it opens its clause, or its clause only sets the scene."""
    home = next((clause for clause in clauses if clause.span.covers(period.span)), None)
    if home is None or home.parent is not None:
        return home is None
    before = folded[home.span.start : period.span.start]
    after = folded[period.span.end : home.span.end].strip()
    if after.endswith(("中", "里")) or _SCENE.fullmatch(after):
        return True  # the clause only sets the scene
    if _AFTERWARDS.search(after):
        return False
    if not before.endswith(("对", "针对", "围绕")) and _attributive(folded[period.span.end : home.span.end]):
        return False  # 2022年创建的18个村: the year belongs to the villages alone
    return (
        bool(_LEAD_IN.match(before)) or after in ("", "内", "期间", "里", "中", "以来", "起") or after.startswith("(")
    )


# 2022年度省级考核反馈问题12个,已整改11个: the year is that of what was examined, not of what was mended.
_EXAMINED: Final = re.compile(r"度?[^,;。\d]{0,8}(?:考核|评估|审计|督查|巡视)")
_MENDED: Final = re.compile(r"整改|措施|销号")
_SCENE: Final = re.compile(r"[^,;。]{0,4}(?:开展|实施|举办|组织|启动)的[^,;。\d]*")
_AFTERWARDS: Final = re.compile(r"^[^\d]{2,12}(?<![以之])后$")  # 2021年工作队进村后,…
_OF_THEN: Final = re.compile(r"(?P<deed>[^,;。\d的]{1,10})的")


def _attributive(after: str) -> bool:
    """Whether the words after a time make it say only which things are meant: 2022年创建的村, 2019年底摘帽的县."""
    found = _OF_THEN.match(after)
    return found is not None and (
        bool(trailing_verb(found["deed"])) or found["deed"].endswith(("摘帽", "脱贫", "出列"))
    )


_OF_IT: Final = re.compile(r"[末底初]?的")
_COMPARED: Final = re.compile(r"[末底]?相比")


def _against(folded: str, period: Period) -> bool:
    """Whether a time expression only names what a figure is measured against."""
    before = folded[max(0, period.span.start - 4) : period.span.start]
    after = folded[period.span.end : period.span.end + 24]
    if before.endswith(("与", "较")) or (before.endswith(("由", "从", "比")) and _OF_IT.match(after)):
        return True
    return bool(_COMPARED.match(after)) or (bool(_AGAINST.search(before)) and bool(_MEASURED.match(after)))


_DIRECTLY: Final = re.compile(r"[末底]?的(?:近|约|超过?)?")


def _reached(folded: str, period: Period, at: int) -> bool:
    """Whether a figure is the level of that time itself: 跃升至2025年的20292元."""
    before = folded[max(0, period.span.start - 2) : period.span.start]
    if not before.endswith(("至", "到")) or not _DIRECTLY.fullmatch(folded, period.span.end, at):
        return False
    words = folded[at : at + 12].split(",")[0]
    return "%" not in words and "倍" not in words


_JUST: Final = re.compile(r"[末底初]?的?(?:不足|不到|近|约|超过?)?")


def _just_before(folded: str, periods: Sequence[Period], at: int) -> str | None:
    """The time named between 由 and the old level, if any."""
    for period in reversed(periods):
        if period.span.end <= at and _JUST.fullmatch(folded, period.span.end, at):
            return period.end
    return None


def _began(folded: str, periods: Sequence[Period], at: int) -> str | None:
    """When the rise told before began, that this one goes along with: 由2012年的A降到2017年的B;比例由C降到D."""
    began = (
        period.end
        for period in reversed(periods)
        if period.span.end <= at
        and folded[max(0, period.span.start - 1) : period.span.start] in ("由", "从")
        and _OF_IT.match(folded, period.span.end)
    )
    return next(began, None)


def _range_start(clause: Clause, periods: Sequence[Period]) -> str | None:
    """The year that a range over a rise began in: 2021年至2024年,由A提高到B."""
    ranges = [
        p.start for p in periods if p.span.start < clause.span.end and p.start != p.end and p.start and not p.since
    ]
    return next((start for start in reversed(ranges) if len(start) == 4), None) if len(ranges) == 1 else None


def handed_year(start: str | None, end: str | None, turn: tuple[int, int]) -> str | None:
    """The year of a figure that 分别 hands out over a range of years, one for each: 2013-2018年分别为….

    >>> handed_year("2019", "2021", (1, 3))
    '2020'
    """
    if not start or not end or len(start) != 4 or len(end) != 4 or int(end) - int(start) + 1 != turn[1]:
        return None
    return str(int(start) + turn[0])


def spans(periods: Sequence[Period]) -> tuple[Span, ...]:
    """Where the time expressions stand."""
    return tuple(period.span for period in periods)
