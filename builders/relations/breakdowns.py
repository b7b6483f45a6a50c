"""Wholes and their parts: lists after 其中, brackets, kinds known to make up a whole, sums and their totals."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from builders.relations.statements import UNREAD, Draft, Page, Stated, members


class Partition(NamedTuple):
    """Kinds of one thing of which none is another; `complete` where there is no further kind.

    Of those that are not complete a list may name some; they part what has the `unit`.
    """

    name: str
    kinds: tuple[re.Pattern[str], ...]
    complete: bool
    unit: str | None

    def kind_of(self, words: str) -> int | None:
        """Which of the kinds the words before a figure name last."""
        found = [(hit.end(), index) for index, kind in enumerate(self.kinds) for hit in kind.finditer(words)]
        return max(found)[1] if found else None


def _partition(name: str, *kinds: str, complete: bool = True, unit: str | None = None) -> Partition:
    return Partition(name, tuple(re.compile(kind) for kind in kinds), complete, unit)


PARTITIONS: Final = (
    _partition("watched", r"脱贫不稳定", r"边缘易?致贫", r"突发(?:性)?严重困难"),
    _partition("sexes", r"男(?:性|生|职工)?(?!方)", r"(?<![子儿妇])女(?:性|生|职工)?(?!方)|妇女"),
    _partition("freed", r"(?<!未)(?<!未完成)消除", r"未消除|剩余|其余|余下|尚有"),
    _partition("settled", r"(?<![未])(?:完成整改|整改完成|已整改|销号)", r"未整改|未完成整改|剩余|其余|余下"),
    _partition("provinces", r"省外|跨省", r"省内(?!县外)"),
    _partition("abroad", r"省外|跨省", r"省内县外|县外省内", r"县内|省内县内"),
    _partition("tiers", r"中央", r"省级|自治区", r"市级|州级|盟级|市州", r"县级|区级|旗", complete=False, unit="元"),
)
_TOTAL: Final = re.compile(
    r"(?:^|[,;:])(?:以上|上述)?(?:[两二三四五六七八九十]+[项类者县市级家]?(?:资金|金额)?)?(?:相加|之和)?,?(?:合计|共计|总计)(?:为|达到?|约)?[^,;。\d]{0,6}$"
)
_SENT: Final = re.compile(r"(?:选派|派驻|派出|选派驻村)[^,;。\d]{0,10}$")
_TO: Final = re.compile(r"向[^,;。\d]{0,8}$")
_LEFT: Final = re.compile(r"(?:剩余|余下|其余|未消除|尚未|还剩)[^,;。\d]{0,8}$")


def breakdowns(page: Page) -> Iterator[Draft]:
    """The relations of part and whole that a report shows."""
    for row in page.rows:
        for (whole, inside), parts in _lists(page, row).items():
            yield from _lists_of(page, row, whole, parts, inside)
        yield from _totals(page, row)
        yield from _sent(page, row)


def _lists(page: Page, row: Sequence[Stated]) -> dict[tuple[Stated, int | None], list[Stated]]:
    """The parts that a sentence tells of each whole, those of a bracket apart."""
    here = {each.at: each for each in row}
    found: dict[tuple[Stated, int | None], list[Stated]] = {}
    for index, each in enumerate(row):
        if each.share or each.fact.rule in UNREAD:
            continue
        at = each.fact.part_of if each.fact.part_of is not None else _left_of(page, row, index)
        whole = None if at is None else here.get(at) or page.stated(at)
        if whole is None or not whole.alike(each) or whole.fact.rule in UNREAD or each.fact.role == "standard":
            continue
        inside = page.bracket(each)
        inside = None if inside is None or inside == page.bracket(whole) else inside
        found.setdefault((whole, inside), []).append(each)
    return found


def _left_of(page: Page, row: Sequence[Stated], index: int) -> int | None:
    """Where the whole stands of which a figure counts what the part before it leaves: 已消除961户,剩余466户."""
    if not _LEFT.search(page.words(row, index)):
        return None
    other = next((row[at] for at in page.before(row, index) if row[at].unit == row[index].unit), None)
    return other.fact.part_of if other is not None else None


def _lists_of(
    page: Page, row: Sequence[Stated], whole: Stated, parts: Sequence[Stated], inside: int | None
) -> Iterator[Draft]:
    """The relations between a whole and the parts that one list, or one bracket, tells of it."""
    left = list(parts)
    rule = "bracket" if inside is not None else "among" if whole.span < parts[0].span else "total"
    if len(left) > 1 and sum(each.fact.value for each in left) == whole.fact.value:
        yield _draft(whole, left, rule, complete=False, disjoint=False)
        return
    named = [page.words(row, row.index(each)) for each in parts]
    for partition in PARTITIONS:
        kinds = {each.at: partition.kind_of(words) for each, words in zip(parts, named, strict=True)}
        these = [each for each in left if kinds[each.at] is not None]
        told = {kinds[each.at] for each in these}
        enough = len(told) == len(partition.kinds) if partition.complete else these == left and len(told) > 1
        if len(these) == len(told) and enough and partition.unit in (None, whole.unit):
            alone = not _told_beside(page, row, whole, these, inside)
            yield _draft(whole, these, partition.name, complete=partition.complete and alone, disjoint=alone)
            left = [each for each in left if each not in these]
    if not left:
        return
    exact = _run(whole, left)
    if exact is None and inside is None and not _listed(page, row, left) and _more(whole, left):
        for each in left:
            yield _draft(whole, [each], rule, complete=False, disjoint=False)
    else:
        yield _draft(whole, exact or left, rule, complete=False, disjoint=False)


def _told_beside(page: Page, row: Sequence[Stated], whole: Stated, parts: Sequence[Stated], inside: int | None) -> bool:
    """Whether the sentence tells of more that the whole may hold: among the parts, or just what they leave open."""
    missing = abs(whole.fact.value - sum(each.fact.value for each in parts))
    return any(
        each.alike(whole)
        and each.at != whole.at
        and each not in parts
        and page.bracket(each) == inside
        and (parts[0].span < each.span < parts[-1].span or each.fact.value == missing)
        for each in row
    )


def _listed(page: Page, row: Sequence[Stated], parts: Sequence[Stated]) -> bool:
    """Whether 其中 opens the list of parts, rather than each being told of the whole by itself."""
    return "其中" in page.words(row, row.index(parts[0]))


def _more(whole: Stated, parts: Sequence[Stated]) -> bool:
    return sum(each.fact.value for each in parts) > whole.fact.value


def _run(whole: Stated, parts: Sequence[Stated]) -> list[Stated] | None:
    """The longest run of neighbouring parts that add up to the whole."""
    total, first, best = Decimal(0), {Decimal(0): 0}, (0, 0)
    for end, each in enumerate(parts, 1):
        total += each.fact.value
        start = first.get(total - whole.fact.value)
        if start is not None and end - start > max(best[1] - best[0], 1):
            best = (start, end)
        first.setdefault(total, end)
    return list(parts[slice(*best)]) or None


def _totals(page: Page, row: Sequence[Stated]) -> Iterator[Draft]:
    """Totals that a list leads to, of whose parts the reading has made nothing: …3个、…5个,合计9个."""
    for index, each in enumerate(row):
        gap = page.gap(row, index)
        if each.share or each.fact.part_of is not None or "计" not in gap or not _TOTAL.search(gap):
            continue
        parts: list[Stated] = []
        for other in page.before(row, index):
            if not row[other].alike(each) or row[other].fact.role != each.fact.role or ";" in page.gap(row, other + 1):
                break
            parts.insert(0, row[other])
        if len(parts) > 1 and all(part.fact.part_of is None for part in parts):
            alone = not _told_beside(page, row, each, parts, None)
            yield _draft(each, parts, "total", complete=alone, disjoint=alone)


def _sent(page: Page, row: Sequence[Stated]) -> Iterator[Draft]:
    """Teams sent to places that the sentence counts kind by kind; one team may serve several places."""
    for index, each in enumerate(row):
        if each.unit not in ("支", "人", "个") or not _SENT.search(page.gap(row, index)):
            continue
        parts: list[Stated] = []
        for other in range(index - 1, -1, -1):
            if row[other].fact.role == "standard":
                continue
            if row[other].unit != "个" or row[other].share:
                break
            parts.insert(0, row[other])
            if _TO.search(page.gap(row, other)):
                break
        if len(parts) > 1 and _TO.search(page.gap(row, row.index(parts[0]))) and each.unit == "支":
            yield _draft(each, parts, "sent", complete=False, disjoint=False)


def _draft(whole: Stated, parts: Sequence[Stated], rule: str, *, complete: bool, disjoint: bool) -> Draft:
    """The relation of a whole with its parts; a total that follows them is their sum."""
    follows = whole.span > parts[-1].span
    return Draft(
        "sum" if follows else "part-whole",
        "sum",
        members(whole=whole, part=parts),
        (*parts, whole) if whole.sentence == parts[0].sentence else tuple(parts),
        rule,
        complete=complete,
        disjoint=disjoint,
    )
