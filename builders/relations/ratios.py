"""Rates, completions and averages that stand beside the figures they are worked out from."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builders.patterns import rare
from builders.relations.statements import UNREAD, Draft, Page, Stated, members

_BEING: Final = r"(?:为|是|达到了?|达|约|约为|约占|仅|仅为|仅有|分别为)?(?:约|近)?"
# 风险消除率达: the word that makes the rate must stand with the figure before it.
_RATE: Final = re.compile(
    rf"[,、]?(?:其中|目前|累计)?[^,;。、]{{0,8}}?(?P<stem>[一-鿿]{{2,6}})(?:率|进度|比例){_BEING}$"
)
_SHARE: Final = re.compile(rf"[,、(]?(?:占比|占){_BEING}$")
_OF_ALL: Final = re.compile(
    rf"(?:[^;。]{{0,12}}[,、])?占[^,;。]{{0,12}}(?:总数|总量|总额|总户数|总人数|总人口)的?{_BEING}$"
)
_OF: Final = rare(r"[,、(]?[^,;。]{0,12}(?:占|完成|实现|达到?|为|是|相当于)(?:[^,;。\d]|\d{4}年){0,18}$")
_OF_IT: Final = re.compile(r"[^,;。\d]{0,12}的(?:约|近)?$")
_TASK: Final = re.compile(r"任务|目标|计划|协议|指标")
_DONE: Final = re.compile(rf"(?:[^,;。\d]{{0,6}}[,、])?(?:已|已经)?(?:超额)?完成(?:率|任务率)?{_BEING}$")
_COUNTED_OVER: Final = re.compile(r"\((?:按|以)[^()\d]{0,6}$")
_AVERAGE: Final = re.compile(
    r"(?P<each>[户人村县亩头股乡镇])均|平均每(?P<one>[户人村县亩头股])|每(?P<two>[户人村县亩头股])平均"
)
_OPEN: Final = re.compile(r"[;。]")
# What villages are counted out of, where a share of them names no whole.
_NOUNS: Final = {"村": re.compile(r"个?(?:行政村|建制村)(?!党|两委)"), "乡镇": re.compile(r"个?乡镇")}
_ALL: Final = re.compile(r"(?:全[省市县区州旗盟国]|共有|现有|下?辖)[^,;。\d]{0,3}$")
_NEUTRAL: Final = re.compile(r"^(?:贷款|金额|规模|资金|每年|约|为|达|可|仅|近)*$")
_SURE_PLACES: Final = 3  # digits of a rate that hardly fits by chance
WHOLE: Final = 100  # per cent
_NAMED: Final = 8  # characters within which a classifier's noun is told
_FAR: Final = 3  # clauses between a figure and its rate


def ratios(page: Page) -> Iterator[Draft]:
    """The rates, completions and averages that a report shows."""
    for row in page.rows:
        for index, each in enumerate(row):
            if each.fact.rule in UNREAD or (each.share and each.fact.rule == "chinese"):
                continue
            if not each.share:
                yield from _average(page, row, index)
            elif each.fact.unit in ("%", "‰", "倍") and each.fact.role in ("rate", "completion"):
                yield from _ratio(page, row, index)


def _ratio(page: Page, row: Sequence[Stated], index: int) -> Iterator[Draft]:
    """What a share is worked out from: a base named in its own words, before it, or in a bracket after it."""
    gap = page.gap(row, index)
    if _OPEN.search(gap):
        return
    yield from _of_named_base(page, row, index)
    if gap.count(",") < _FAR and (words := _RATE.fullmatch(_tail(gap).rpartition(",")[2])):
        yield from _rate(page, row, index, words["stem"])
    if _SHARE.fullmatch(_tail(gap)):
        yield from _share(page, row, index)
    if _OF_ALL.fullmatch(_tail(gap)):
        for at in _tops(page, row, index):
            if (whole := page.stated(row[at].fact.part_of)) is not None and whole.alike(row[at]):
                yield _rated(row[at], whole, row[index], "share-of-total", sure=False)
    if _DONE.fullmatch(_tail(gap)):
        yield from _done(page, row, index)


def _tail(gap: str) -> str:
    """The words after a bracket that has closed."""
    return gap.rpartition(")")[2].strip()


def _of_named_base(page: Page, row: Sequence[Stated], index: int) -> Iterator[Draft]:
    """A share of a figure that stands in its words: 完成任务10.59万人的103.8%, 占295个行政村的41%."""
    if index < 2 or not _OF_IT.fullmatch(page.gap(row, index)):
        return
    base = row[index - 1]
    if base.share or not _OF.fullmatch(page.gap(row, index - 1)):
        return
    nearby = [row[at] for at in page.before(row, index - 1) if row[at].alike(base) and row[at].fact.role == "value"]
    nearby = [each for each in nearby if ";" not in page.folded[each.span.end : base.span.start]]
    task = base.fact.role == "target" or _TASK.search(page.gap(row, index - 1) + page.gap(row, index))
    for actual in nearby:
        shown = (actual, base, row[index])
        sure = len(nearby) == 1 and row[index - 2] is actual
        if task:
            told = members(actual=actual, base=base, result=row[index])
            yield Draft("completion", "completion", told, shown, "named-target", sure)
        else:
            told = members(numerator=actual, denominator=base, result=row[index])
            yield Draft("rate", "rate", told, shown, "named-whole", sure)


def _rate(page: Page, row: Sequence[Stated], index: int, stem: str) -> Iterator[Draft]:
    """A rate whose word says what the figure before it counts: 消除风险3808户,风险消除率."""
    above = _counted_over(page, row, index)
    for at in _tops(page, row, index):
        top = row[at]
        here = page.words(row, at) + page.folded[top.span.end : row[index].span.start].rpartition(",")[0]
        if not _stands(stem, here):
            continue
        if above is not None and above.alike(top):
            yield _rated(top, above, row[index], "counted-over", sure=True)
            continue
        yield from _over_whole(page, row, index, at, "rate-of-part")
        before = next((row[other] for other in page.before(row, at) if row[other].alike(top)), None)
        if before is not None and top.fact.part_of is None:
            planned = before.fact.role == "target" and row[at - 1] is before
            yield _rated(top, before, row[index], "rate-of-plan", sure=planned)


def _counted_over(page: Page, row: Sequence[Stated], index: int) -> Stated | None:
    """The whole that a bracket after a rate names: 82.3%(按865个应治理村计)."""
    if index + 1 < len(row) and _COUNTED_OVER.search(page.gap(row, index + 1)):
        return row[index + 1]
    return None


def _stands(stem: str, words: str) -> bool:
    """Whether the words of a rate stand before it: of a long one its last two or first two."""
    pairs = {stem, stem[-4:], stem[-2:], stem[:2]} if len(stem) > 2 else {stem}
    return any(set(part) <= set(words) and len(part) > 1 for part in (stem, stem[-4:])) or (
        len(stem) > 4 and any(part in words for part in pairs)
    )


def _tops(page: Page, row: Sequence[Stated], index: int) -> Iterator[int]:
    """The figures that a share may be of: the one before it, and those that share its words."""
    for at in page.before(row, index):
        each = row[at]
        if each.share and each.fact.role == "change":
            continue
        if each.share or each.fact.role not in ("value", "rate"):
            return
        yield at
        if not page.linked(row, at):
            return


def _share(page: Page, row: Sequence[Stated], index: int) -> Iterator[Draft]:
    """A share that names no whole: of the whole of the figure before it, or of all there are of its kind."""
    for at in _tops(page, row, index):
        yield from _over_whole(page, row, index, at, "share-of-whole")
        if row[at].fact.part_of is None and (whole := _all_of_kind(page, row, at)) is not None:
            yield _rated(row[at], whole, row[index], "share-of-all", sure=True)._replace(near=True)


def _over_whole(page: Page, row: Sequence[Stated], index: int, at: int, rule: str) -> Iterator[Draft]:
    """A share of the whole that the text has given, or else of a total told shortly before."""
    top, result = row[at], row[index]
    whole = page.stated(top.fact.part_of)
    others = [other for other in page.earlier(row) if other.alike(top) and other.span < top.span]
    others = [other for other in others if other.fact.value > top.fact.value and other.at != top.fact.part_of]
    if whole is not None and whole.alike(top):
        rivals = [other for other in others if other.sentence == top.sentence]
        yield _rated(top, whole, result, rule, sure=not rivals)
    if whole is None and len(result.fact.written.replace(".", "")) < _SURE_PLACES:
        return
    for other in reversed(others):
        if other.fact.part_of is None and other.fact.role == "value" and other.fact.region == top.fact.region:
            yield _rated(top, other, result, rule, sure=False)


def _all_of_kind(page: Page, row: Sequence[Stated], at: int) -> Stated | None:
    """The one total of what a figure counts some of: 全市2172个行政村 for villages."""
    words = page.words(row, at)
    for noun, pattern in _NOUNS.items():
        if not words.endswith(noun):
            continue
        found = {
            other.at: other
            for others in page.rows
            for place, other in enumerate(others)
            if other.fact.region == row[at].fact.region
            and pattern.match(page.folded, other.span.end - 1)
            and _ALL.search(page.gap(others, place))
        }
        return next(iter(found.values())) if len(found) == 1 else None
    return None


def _done(page: Page, row: Sequence[Stated], index: int) -> Iterator[Draft]:
    """A completion that names no target: of the one planned in the same sentence."""
    result = row[index]
    last = row[index - 1] if index else None
    if last is None or ("超额" in page.gap(row, index) and result.fact.value < WHOLE):
        return  # 超额完成20% is the excess alone
    if last.fact.role == "target" and index > 1 and row[index - 2].alike(last):
        told = members(actual=row[index - 2], base=last, result=result)
        yield Draft("completion", "completion", told, (row[index - 2], last, result), "target-before")
        return
    for at in page.before(row, index):
        if row[at].fact.role == "change":
            continue
        planned = row[at - 1] if at else None
        if planned is not None and planned.fact.role == "target" and planned.alike(row[at]):
            told = members(actual=row[at], base=planned, result=result)
            yield Draft("completion", "completion", told, (planned, row[at], result), "planned-before")
        return


def _average(page: Page, row: Sequence[Stated], index: int) -> Iterator[Draft]:
    """An average after the amount and the number it is made of: …27961户、13.42亿元,户均4.8万元."""
    gap, each = page.gap(row, index), row[index]
    found = _AVERAGE.search(gap) if index > 1 and ("均" in gap or "每" in gap) else None
    if not found or _OPEN.search(gap) or re.search(r"[,、]", gap[found.end() :]):
        return
    unit = found["each"] or found["one"] or found["two"]
    units = {"人", "名"} if unit == "人" else {unit, "个"} if unit in "村县乡镇" else {unit}
    near = [row[at] for at in page.before(row, index)][:4]
    near = [other for other in near if ";" not in page.folded[other.span.end : each.span.start]]
    kind = gap[found.end() :]
    for amount in (other for other in near if other.alike(each) and other.unit == each.unit):
        for number in (other for other in near if other.fact.unit in units):
            if amount.fact.role != "value" or number.fact.role != "value":
                continue
            if number.fact.unit == "个" and unit not in page.after(number)[:_NAMED]:
                continue  # 县均 is of counties, not of the ten provinces named before
            own = page.words(row, row.index(amount)) + page.after(amount).partition(",")[0]
            said = bool(_NEUTRAL.match(kind)) or bool(kind and kind[:2] in own)
            told = members(numerator=amount, denominator=number, result=each)
            beside = {amount, number} == {row[index - 1], row[index - 2]} and amount.fact.part_of is None
            yield Draft("average", "average", told, (amount, number, each), "average", said and beside)


def _rated(top: Stated, whole: Stated, result: Stated, rule: str, *, sure: bool) -> Draft:
    """The relation of a share with what it is of."""
    shown = tuple(each for each in (whole, top, result) if each.sentence == result.sentence)
    return Draft("rate", "rate", members(numerator=top, denominator=whole, result=result), shown, rule, sure)
