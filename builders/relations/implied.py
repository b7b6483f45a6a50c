"""What a report implies but does not print: earlier levels, targets and wholes, as intervals."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from builders.facts import Derived, Implied, Relation
from builders.patterns import rare
from builders.relations.changes import CONSTANT, SINCE, level
from builders.relations.formulas import SHARES, numeral, sign, told
from builders.relations.intervals import Interval, printed
from builders.relations.statements import UNREAD, Page, Stated
from builders.text import Span

_MEASURED_BY: Final = rare(
    r"[,、]?(?:已|已经|也|均|仅|约)?(?:占|达到?了?|(?:超额)?完成了?|实现|为|是|相当于)(?P<of>[^,;。()%]{2,24}?)的?(?:约|近|仅)?$"
)
_SHARE_OF: Final = re.compile(r"[,、]?(?:约|仅)?占(?P<of>[^,;。()\d%]{2,20})的(?:约|近|仅)?$")
_AND_OF: Final = rare(r"[、,和及](?P<of>[^,;。()\d%]{2,20})的(?:约|近|仅)?$")  # …任务的121.9%、年度任务的60.7%
_TASK: Final = re.compile(r"任务|目标|计划|协议|指标")
_EARLIER: Final = re.compile(r"上年|去年|前年|上一?年度|同期|\d{4}年|期末|之初|[一二三]五”?[期末]?")
_YEAR: Final = re.compile(r"(?P<year>\d{4})年(?!\d{1,2}月)")
_LAST_YEAR: Final = re.compile(r"上年|去年|上一?年度")
_SAME_TIME: Final = re.compile(r"同比|同期")
_NOT_ITS_OWN: Final = re.compile(r"[年月季]均|分别")


def implied(page: Page, relations: Sequence[Relation]) -> tuple[Derived, ...]:
    """The figures that follow from a report's own; a base that is printed is none of them."""
    based = {at for relation in relations if relation.kind in ("rate", "completion") for at in relation.all("result")}
    found: dict[tuple[int, ...], Derived] = {}
    for row in page.rows:
        for index, each in enumerate(row):
            if not index or each.fact.rule in UNREAD or (each.share and each.fact.rule == "chinese"):
                continue
            if each.fact.role in ("completion", "rate") and each.at not in based:
                made = _base(page, row, index)
            elif each.fact.role == "change":
                made = _before_growth(page, row, index)
            else:
                continue
            for one in made:
                found.setdefault(one.sources, one)
    return tuple(sorted(found.values(), key=lambda one: (one.span, one.sources)))


def _base(page: Page, row: Sequence[Stated], index: int) -> Iterator[Derived]:
    """The base of a completion, or the whole of a share: 104731人,占上年度105.28%."""
    share, gap = row[index], page.gap(row, index)
    pattern = _MEASURED_BY if share.fact.role == "completion" else _SHARE_OF
    found = pattern.fullmatch(gap)
    if found is None and share.fact.role == row[index - 1].fact.role == "completion":
        found = _AND_OF.fullmatch(gap)
    top = _top(page, row, index)
    if not found or top is None or "分别" in gap or share.fact.unit not in ("%", "‰", "倍"):
        return
    words = found["of"]
    kind: Implied = "whole" if share.fact.role == "rate" else "target" if _TASK.search(words) else "earlier"
    if kind == "earlier" and not _EARLIER.search(words):
        return
    rate = printed(share.fact).times(1 / SHARES.get(share.fact.unit, Decimal(1)))
    line = f"{numeral(top.fact)} ÷ {numeral(share.fact)}{sign(share.fact)}"
    yield from _derived(top, share, kind, words, printed(top.fact).over(rate), line, "base-of-share")


def _top(page: Page, row: Sequence[Stated], index: int) -> Stated | None:
    """The figure that a share is told of; None where it may be either of two."""
    for at in page.before(row, index):
        each = row[at]
        if ";" in page.folded[each.span.end : row[index].span.start]:
            return None
        if each.share or each.fact.role == "change":
            continue
        apart = not page.linked(row, at) and not page.one_of(row, at)
        return each if each.fact.role == "value" and apart else None
    return None


def _before_growth(page: Page, row: Sequence[Stated], index: int) -> Iterator[Derived]:
    """The earlier level that a change is told from: 13233元、同比增长15.7%."""
    change, words = row[index], page.words(row, index)
    found = SINCE.fullmatch(words)
    if not found or _NOT_ITS_OWN.search(words):
        return
    if change.fact.unit == "百分点":
        new = row[index - 1] if row[index - 1].fact.unit == "%" and row[index - 1].fact.role == "rate" else None
    else:
        new = level(page, row, index)
    if new is None or CONSTANT.search(new.fact.label) or ";" in page.folded[new.span.end : change.span.start]:
        return
    rises = found["rise"] is not None
    now, by = printed(new.fact), printed(change.fact)
    here = f"{numeral(new.fact)}{sign(new.fact)}"
    there = f"{numeral(change.fact)}{'%' if change.fact.unit in ('%', '百分点') else ''}"
    if change.fact.unit == "%":
        part = by.times(Decimal("0.01"))
        one = Interval.point(Decimal(1))
        was = now.over(one.plus(part) if rises else one.minus(part))
        line = f"{here} ÷ (1 {'+' if rises else '−'} {there})"
    elif change.share and change.fact.unit != "百分点":
        return
    else:
        was, line = (now.minus(by), f"{here} − {there}") if rises else (now.plus(by), f"{here} + {there}")
    since = re.sub(r"^[,、]?(?:比|较)?", "", words[: found.start("rise" if rises else "fall")]) or "同比"
    yield from _derived(new, change, "earlier", since, was, line, "level-before-change")


def _derived(
    top: Stated, told_by: Stated, kind: Implied, words: str, found: Interval, line: str, rule: str
) -> Iterator[Derived]:
    """A derived figure, where what it follows from bounds it."""
    found = found.kept()
    if found.low is None or found.high is None or found.low <= 0:
        return
    if found.low == found.high:
        between = told(found.low, top.fact)
    else:
        between = f"[{told(found.low, top.fact, 1)}, {told(found.high, top.fact, 1)}]"
    yield Derived(
        span=Span(top.span.start, told_by.span.end),
        sentence=told_by.sentence,
        kind=kind,
        label=f"{top.fact.label}·{words}",
        low=found.low,
        high=found.high,
        unit=top.fact.unit,
        region=top.fact.region,
        end=_end(words, top.fact.end) if kind == "earlier" else None,
        sources=(top.at, told_by.at),
        arithmetic=f"{line} = {between}",
        rule=rule,
    )


def _end(words: str, end: str | None) -> str | None:
    """When an earlier level was true."""
    if found := _YEAR.search(words):
        return found["year"]
    if end is None:
        return None
    year = f"{int(end[:4]) - 1:04d}"
    if _SAME_TIME.search(words):
        return year if end[5:] == "02-29" else year + end[4:]
    return year if _LAST_YEAR.search(words) else None
