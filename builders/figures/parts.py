"""Which figure is part of which: 其中, brackets, clauses that count some of a group, sums that lead to a total."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, product
from typing import Final

from builders.chinese.clauses import Clause
from builders.chinese.verbs import leading_verb
from builders.figures.setting import Figure
from builders.patterns import rare
from builders.text import end_before

_SAME: Final = {"名": "人", "位": "人", "口": "人", "人": "人", "个人": "人"}
_COUNTS: Final = re.compile(r"[%‰倍成元]|百分点")  # units of which no heads are counted
_TASK: Final = re.compile(r"任务|目标|计划")
_AIM: Final = re.compile(r"任务|目标|计划(?!(?:实施|安排|建设)[^,;。]{0,6}项目$)")
_AMONG_THEM: Final = re.compile(r"[一-鿿]{0,8}?(?<![其集])中(?![心国央部])[^,;。]{0,24}?$")
# A later clause that counts those of the group just named to whom this happened.
_OF_THEM: Final = re.compile(r"\s*(?P<them>[一-鿿]{2,6})中(?![的心国央部])")
_DONE_TO: Final = (
    r"(?:眼看|目前|现|年内|当年|稳定|已|已经|累计|完成|实现|尚未|未|动态|还|有|全部|共|其|均)"
    r"+(?:[消解]除[一-鿿]{0,4}风险|风险消除|整改|就业|办结|销号|化解|解决|完工|竣工|开工|复工|验收|到岗|上岗|返岗|入住|签约|发放|拨付|支付|脱贫|退出|消除|剩余?)"
)
_SUBSET: Final = re.compile(
    rf"(?:返贫|致贫)?(?:风险)?{_DONE_TO}|(?:消除[一-鿿]{{0,4}}风险|风险消除|整改|办结|销号)"
    r"|发现有?\d|对(?:尚)?未消除[一-鿿]{0,4}风险的"
)
# 截至5月底完工21个, 通过帮扶消除风险90户.
_SINCE_THEN: Final = re.compile(
    rf"(?:截至[\d年月日底末中旬前]{{2,12}}|通过[一-鿿]{{2,4}}?)(?:{_DONE_TO}|开工|完工|竣工|建成|消除|实现)"
)
_SOME: Final = re.compile(r"(?:累计|已|已经|其中)?有$")
_FREED: Final = re.compile(r"消除[一-鿿]{0,4}风险")
_LISTED: Final = re.compile(r"、(?:完工|竣工|建成|完成|销号)$")  # 开工88个、完工31个
_SUBSET_WITHIN: Final = re.compile(_DONE_TO)
_TOTAL: Final = re.compile(r"累计|合计|总计|共计|总额|总金额|总共|共")


def _unit(figure: Figure) -> str:
    return _SAME.get(figure.quantity.unit, figure.quantity.unit)


def wholes(folded: str, clauses: Sequence[Clause], figures: Sequence[Figure]) -> tuple[int | None, ...]:
    """For each figure of a sentence the index of the figure it is part of, or None."""
    found: list[int | None] = [None] * len(figures)
    breaking: int | None = None  # the first figure of a running 其中 list
    opened: list[int] = []  # the first figures of all of them
    for index, figure in enumerate(figures):
        clause = clauses[figure.clause]
        before = figure.before.of(folded)
        if clause.parent is not None:
            found[index] = _bracketed(clauses, figures, index)
            continue
        if figure.chain is not None:
            found[index] = _chained(folded, figures, found, index)
            continue
        opens = figure.before.start == clause.span.start
        if figure.quantity.rule == "fraction" or figure.quantity.threshold:
            continue
        if _says_among(folded, clauses, figure):
            breaking = index
            opened.append(index)
            later = [other for other in figures[index + 1 :] if other.clause == figure.clause]
            matched = any(_unit(other) == _unit(figure) for other in figures[:index])
            held_for_later = not matched and any(_unit(o) == _unit(e) for o in later for e in figures[:index])
            found[index] = None if held_for_later else _whole(folded, figures, found, index, among=True)
        elif breaking is not None and figures[breaking].clause == figure.clause and found[breaking] is None:
            found[index] = _whole(folded, figures, found, index, among=True, upto=breaking)
        elif breaking is not None and _goes_on(folded, clauses, figures, breaking, index):
            found[index] = _whole(folded, figures, found, index, among=False, upto=breaking)
        else:
            if opens and breaking is not None and not _COUNTS.search(_unit(figure).replace("元", "")):
                breaking = None
            within = not opens and _within(figure, before)
            if within or _subset(folded, clauses, figures, index) or _named_again(folded, clauses, figures, index):
                whole = _whole(folded, figures, found, index, among=False)
                found[index] = None if _rest_of(folded, figures, whole, index) else whole
    _add_up(figures, found, opened)
    _sums(folded, figures, found)
    return tuple(found)


def _says_among(folded: str, clauses: Sequence[Clause], figure: Figure) -> bool:
    """Whether 其中 stands before a figure, in its clause or alone in the clause before."""
    if "其中" in figure.before.of(folded):
        return True
    if figure.before.start != clauses[figure.clause].span.start or not figure.clause:
        return False
    return clauses[figure.clause - 1].span.of(folded).strip() in ("其中", "这其中")


def _bracketed(clauses: Sequence[Clause], figures: Sequence[Figure], index: int) -> int | None:
    """The figure with the same unit nearest before the bracket."""
    parent = clauses[figures[index].clause].parent
    beside = [other for other in figures[:index] if other.clause == parent]
    if parent and beside and all(other.quantity.unit == "%" for other in beside) and clauses[parent - 1].parent is None:
        parent -= 1  # 帮扶资金80万元,占25%(其中:…): the share between is told of the sum
    for other in range(index - 1, -1, -1):
        candidate = figures[other]
        if candidate.clause == parent and _unit(candidate) == _unit(figures[index]):
            return other if candidate.quantity.value >= figures[index].quantity.value else None
    return None


def _chained(folded: str, figures: Sequence[Figure], found: Sequence[int | None], index: int) -> int | None:
    """The part that goes with the figure whose words it shares: the people of the whole's households."""
    whole = found[figures[index].chain or 0]
    if whole is None:
        return None
    first = figures[whole].chain if figures[whole].chain is not None else whole
    for other in range(first or 0, index):
        beside = other == (first or 0) + 1 and not figures[other].before.of(folded).strip("、, ")
        related = other == first or figures[other].chain == first or beside
        if related and _unit(figures[other]) == _unit(figures[index]):
            return other
    return None


def _whole(
    folded: str,
    figures: Sequence[Figure],
    found: Sequence[int | None],
    index: int,
    *,
    among: bool,
    upto: int | None = None,
) -> int | None:
    """The nearest earlier figure that this one can be part of: same unit, not smaller, and no part itself."""
    figure = figures[index]
    last = upto if upto is not None else index
    for other in range(last - 1, -1, -1):
        candidate = figures[other]
        if _AIM.search(candidate.before.of(folded)):
            continue
        fits = _unit(candidate) == _unit(figure) or not candidate.quantity.unit or not figure.quantity.unit
        if (
            fits
            and found[other] is None
            and candidate.quantity.value >= figure.quantity.value
            and not _COUNTS.search(_unit(candidate))
        ):
            return other
        if (
            fits
            and found[other] is None
            and _unit(candidate) == "元" == _unit(figure)
            and (among or upto is not None)
            and candidate.quantity.value >= figure.quantity.value
        ):
            return other
    if among and last and not _COUNTS.search(_unit(figure)):
        nearest = figures[last - 1]
        if not _COUNTS.search(_unit(nearest)) and nearest.quantity.value >= figure.quantity.value:
            return last - 1
    return None


_JOINING: Final = re.compile(r"^[、,和及与\s]+")
_ANEW: Final = re.compile(r"累计|已|共|全[市县省]|尚未|[一-鿿]{1,2}均|完成|实现|目前|截至|带动|新增|占|同比|惠及|达")


def _goes_on(folded: str, clauses: Sequence[Clause], figures: Sequence[Figure], breaking: int, index: int) -> bool:
    """Whether a figure continues the list that a 其中 opened: the same unit, the same thought, no new verb."""
    figure, first = figures[index], figures[breaking]
    lists = clauses[first.clause].stop == ":"  # 其中:甲3亿元,…;乙2亿元,…
    if not lists and any(clause.stop in (";", "。") for clause in clauses[first.clause + 1 : figure.clause + 1]):
        return False
    if _unit(figure) != _unit(first):
        return False
    words = _JOINING.sub("", figure.before.of(folded))
    if not lists and figure.clause != first.clause and leading_verb(words):
        return False
    return len(words) <= 16 and not _ANEW.match(words)


_NOT_YET: Final = rare(r"未(?P<deed>[一-鿿]{2})")


def _rest_of(folded: str, figures: Sequence[Figure], whole: int | None, index: int) -> bool:
    """Whether a figure counts those of whom is not true what the other's words say: 脱贫93户,未脱贫7户 are no part."""
    said = _NOT_YET.search(figures[index].before.of(folded))
    if whole is None or not said:
        return False
    if said["deed"] in figures[whole].before.of(folded):
        return True
    told = folded.rfind(said["deed"], 0, figures[index].before.start + said.start())
    first = figures[whole].before.start
    return told >= first and all(told > other.quantity.span.start for other in figures[whole + 1 : index])


def _within(figure: Figure, before: str) -> bool:
    """Whether a figure counts some of the figure before it in its clause: 劳动力中有860人就业, 名对象已消除风险90名."""
    if _COUNTS.search(_unit(figure)) or _TASK.search(before):
        return False
    return bool(_SUBSET_WITHIN.search(before) or _AMONG_THEM.match(before) or _LISTED.match(before))


def _named_again(folded: str, clauses: Sequence[Clause], figures: Sequence[Figure], index: int) -> bool:
    """Whether a clause counts some of what the figure before counts, which it names again: 产品520件;产品中…的30件."""
    clause = clauses[figures[index].clause]
    found = _OF_THEM.match(folded, *clause.span)
    if not found or not index or figures[index - 1].clause == figures[index].clause:
        return figures[index].head is not None and _named_again(folded, clauses, figures, figures[index].head or 0)
    return folded.endswith(found["them"], 0, end_before(folded, figures[index - 1].quantity.span.start))


_COUNTS_SOME: Final = re.compile(r"[有仅共还\d]")


def _subset(folded: str, clauses: Sequence[Clause], figures: Sequence[Figure], index: int) -> bool:
    """Whether a clause counts those of the group named before to whom something happened."""
    clause = clauses[figures[index].clause]
    if (
        figures[index].before.start != clause.span.start
        or figures[index].clause == 0
        or _COUNTS.search(_unit(figures[index]))
    ):
        return False
    words = clause.span.of(folded).strip()
    at = figures[index].quantity.span
    if at.start == clause.span.start and _SUBSET_WITHIN.match(folded, at.end, clause.span.end):
        return True  # 1.2万人已稳定消除风险
    if _TASK.search(figures[index].before.of(folded)):
        return False
    last = clauses[figures[index].clause - 1].span.of(folded).rstrip()
    if last.endswith("中") and not last.endswith(("其中", "当中", "集中")) and _COUNTS_SOME.match(words):
        return True
    if _SUBSET.match(words) or _SINCE_THEN.match(words):
        return True
    return bool(_SOME.match(figures[index].before.of(folded)) and _FREED.search(words))


def _add_up(figures: Sequence[Figure], found: list[int | None], opened: Sequence[int]) -> None:
    """Mark as parts what a 其中 list says in one unit, where it adds up to a figure before: 6个,其中甲4项、乙2项."""
    if not opened:
        return
    measured = [[measure(figure) for figure in figures] for measure in (_unit, _headed, _measured)]
    for (first, following), units in product(pairwise([*opened, len(figures)]), measured):
        for unit in dict.fromkeys(units[first:following]):
            parts = [at for at in range(first, following) if units[at] == unit]
            amount = sum(figures[at].quantity.value for at in parts)
            before = (at for at in range(first - 1, -1, -1) if units[at] == unit)
            whole = next((at for at in before if figures[at].quantity.value == amount), None)
            if len(parts) > 1 and whole is not None and all(found[at] in (None, whole, found[whole]) for at in parts):
                for at in range(first, following):
                    found[at] = whole if at in parts else None if found[at] == whole else found[at]


def _headed(figure: Figure) -> str:
    """What a figure is measured in; those who come twice are people too."""
    return "人" if _unit(figure) == "人次" else _unit(figure)


def _measured(figure: Figure) -> str:
    """What a figure is measured in; what is counted is counted alike, by whatever classifier."""
    return _unit(figure) if _COUNTS.search(_unit(figure)) else ""


def _sums(folded: str, figures: Sequence[Figure], found: list[int | None]) -> None:
    """Mark figures as parts of a later total when they stand right before it and add up to it."""
    for index in range(2, len(figures)):
        total = figures[index]
        if not _TOTAL.search(total.before.of(folded)):
            continue
        parts: list[int] = []
        left: Decimal = total.quantity.value
        for other in range(index - 1, -1, -1):
            if _unit(figures[other]) != _unit(total) or found[other] is not None:
                break
            parts.append(other)
            left -= figures[other].quantity.value
            if left <= 0:
                break
        if left == 0 and len(parts) > 1:
            for part in parts:
                found[part] = index
