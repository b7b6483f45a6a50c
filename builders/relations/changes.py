"""Changes: from an old level to a new one, and by how much the text says it rose or fell."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builders.relations.statements import UNREAD, Draft, Page, Stated, members

_RISES: Final = r"(?:增加|提高|增长|上升|提升|新增|多|涨)"
_FALLS: Final = r"(?:减少|下降|降低|减|少|降)"
_BY: Final = re.compile(rf"[,、]?(?:净|共|累计)?(?:(?P<rise>{_RISES})|(?P<fall>{_FALLS}))了?$")
_RATE: Final = re.compile(
    r"[,、]?(?:同比)?(?:(?P<rise>增长|增幅|增速|增长率|涨幅|提高)|(?P<fall>下降|降幅|减少))(?:了|为|达到?|约)?$"
)
CONSTANT: Final = re.compile(r"生产总值|增加值|总产值|GDP|指数")  # grows at constant prices, its levels do not
_OLD: Final = re.compile(r"去年|上年|前年|同期|\d{4}年")
SINCE: Final = re.compile(
    rf"[,、]?(?:同比|(?:比|较)[^,;。]{{0,8}}?(?:年|年度|同期|[年月]?[底末初]|月|日|季度))(?:分别)?(?:净|名义)?(?:(?P<rise>{_RISES})|(?P<fall>{_FALLS}))了?(?:约|近)?$"
)


def changes(page: Page) -> Iterator[Draft]:
    """The changes that a report tells with the levels they lie between."""
    for row in page.rows:
        for index, each in enumerate(row):
            if each.fact.rule in UNREAD or each.fact.role != "change" or not index:
                continue
            yield from _between(page, row, index)
            yield from _grown(page, row, index)


def _between(page: Page, row: Sequence[Stated], index: int) -> Iterator[Draft]:
    """A change after the two levels it lies between: 由A提高到B,提高N."""
    each = row[index]
    new, old = row[index - 1], row[index - 2] if index > 1 else None
    if old is None or old.fact.role != "previous" or new.fact.unit != old.fact.unit or new.fact.role == "target":
        return
    if each.fact.unit == new.fact.unit or (each.fact.unit == "百分点" and new.fact.unit == "%"):
        if found := _BY.fullmatch(page.gap(row, index)):
            told = members(new=new, old=old, difference=each)
            formula = "difference" if found["rise"] else "decrease"
            yield Draft("change", formula, told, (old, new, each), "between-levels")
    elif each.fact.unit == "%" and not new.share and (found := _RATE.fullmatch(page.gap(row, index))):
        told = members(new=new, old=old, result=each)
        formula, sure = "growth" if found["rise"] else "fall", not CONSTANT.search(new.fact.label)
        yield Draft("change", formula, told, (old, new, each), "between-levels", sure)


def _grown(page: Page, row: Sequence[Stated], index: int) -> Iterator[Draft]:
    """A rate of growth after the level and by how much it grew: 36.84亿元,比上年增加2.91亿元,增长8.6%."""
    result, by = row[index], row[index - 1]
    found = _RATE.fullmatch(page.gap(row, index))
    since = SINCE.fullmatch(page.gap(row, index - 1))
    if not found or not since or result.fact.unit != "%" or by.share or by.fact.role != "change":
        return
    new = level(page, row, index - 1)
    if new is None or not new.alike(by) or bool(found["rise"]) != bool(since["rise"]):
        return
    told = members(new=new, difference=by, result=result)
    formula, sure = "growth-by" if found["rise"] else "fall-by", not CONSTANT.search(new.fact.label)
    yield Draft("change", formula, told, (new, by, result), "grown-by", sure)


def level(page: Page, row: Sequence[Stated], index: int) -> Stated | None:
    """The level that a change is told of: the figure before it, shares and other changes of it passed over."""
    for at in page.before(row, index):
        other = row[at]
        if other.fact.role == "value" and not other.share:
            if page.one_of(row, at) or _is_old(page, row, at):
                return None
            if other.alike(row[index]):
                return other
            if not page.linked(row, at):
                return other if row[index].share and not _shared(page, row, at) else None
        elif other.fact.role not in ("rate", "change", "completion"):
            return None
    return None


def _is_old(page: Page, row: Sequence[Stated], at: int) -> bool:
    """Whether a figure is the earlier one of two levels: 今年36亿元,去年30亿元."""
    earlier = any(row[other].alike(row[at]) for other in range(at))
    return earlier and bool(_OLD.search(page.words(row, at)))


def _shared(page: Page, row: Sequence[Stated], at: int) -> bool:
    """Whether the figure after one shares its words, so that a rate may be of either."""
    return at + 1 < len(row) and page.linked(row, at + 1)
