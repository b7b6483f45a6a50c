"""Observations: every figure of a report with its label, role, region, time and whole."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from builders.clauses import Clause, divide
from builders.dates import Clock, Period, find_dates, joined
from builders.document import Document, Kind, Sentence
from builders.facts import Observation, Role, Unresolved
from builders.figures import Figure, set_out
from builders.labels import clip, counted, labels, words_of
from builders.parts import wholes
from builders.quantities import Quantities, Quantity
from builders.roles import Setting, goes_on_planned, inherited, role_of
from builders.tables import read_row, whole_of
from builders.text import Span
from builders.times import closing, in_force, spans

_PLANNED: Final = re.compile(
    r"下一步|下步|工作(?:打算|计划|思路|建议|安排|意见建议)|(?:主要|重点)(?:任务|工作)(?:安排)?$|目标任务"
    r"|今后.{0,6}(?:工作|打算)|20\d\d年(?:工作)?(?:打算|计划|安排"
    r"|重点|目标)|发展目标|意见建议|总体要求|奋斗目标|预期|展望|20\d\d年.{0,4}(?:思路|举措|部署)"
)
_AHEAD: Final = re.compile(
    r"^\s*(?:下一步|下步|明年|今后|接下来|下一阶段|展望|下半年,)|今后[一二三四五\d]+年|未来[一二三四五\d]+年"
)
_UNTIL: Final = re.compile(r"到(20\d\d)年")
_GOES_ON: Final = re.compile(r"(?:与此)?同时|此外|另外|其中|并且?[^列非]")
_REVIEW: Final = re.compile(r"回顾|成效|完成情况|进展|做法|总结|成绩")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure read in its sentence: all that its own words say.

    `turn` is its place in a list that 分别 hands out, and the list's length.
    """

    quantity: Quantity
    sentence: Sentence
    clause: Span
    role: Role
    label: str
    start: str | None
    end: str | None
    part_of: int | None
    turn: tuple[int, int] | None = None


def read_figures(
    document: Document, quantities: Quantities, clock: Clock, names: Sequence[Span], level: str
) -> tuple[tuple[Reading, ...], tuple[Unresolved, ...]]:
    """Every figure of the report, and every numeral that is none or that the text has broken, with the reason.

    `names` are the places the text names, `level` the report's own level (市, 县 …), which labels leave out.
    """
    folded = document.folded
    readings: list[Reading] = []
    last: Period | None = None
    unresolved: list[Unresolved] = []
    rows = _table(document, clock)
    for sentence in document.body():
        if document.blocks[sentence.block].kind is Kind.ROW:
            readings += rows.get(sentence.span, ())
            continue
        periods = joined(folded, list(find_dates(folded, sentence.span, clock)))
        found = list(quantities.find(folded, sentence.span, spans(periods), names))
        figures = [item for item in found if isinstance(item, Quantity)]
        unresolved += [
            Unresolved(item.span, sentence.span, item.reason) for item in found if not isinstance(item, Quantity)
        ]
        words = sentence.span.of(folded).lstrip()
        carried = (
            last
            if last and _GOES_ON.match(words) and last.span.start >= document.blocks[sentence.block].span.start
            else None
        )
        last = closing(folded, periods) or (None if periods else carried)
        if figures:
            read, broken = _read(
                document, sentence, figures, periods or ([carried] if carried else []), clock, names, level
            )
            readings += _across(read, readings, _GOES_ON.match(words) is not None and words.startswith("其中"))
            unresolved += broken
    unresolved += _around(document)
    return tuple(readings), tuple(sorted(unresolved, key=lambda item: item.span))


_NUMERAL: Final = re.compile(r"\d[\d.,:/-]*")


def _around(document: Document) -> list[Unresolved]:
    """The numerals of furniture, bylines and captions, which state nothing of the report's matter."""
    speaking = {sentence.span for sentence in document.body()}
    return [
        Unresolved(Span(*found.span()), sentence.span, document.blocks[sentence.block].kind.value)
        for sentence in document.sentences
        if sentence.span not in speaking
        for found in _NUMERAL.finditer(document.folded, *sentence.span)
    ]


_FREED: Final = re.compile(r"消除风险|风险消除|消除(?:返贫|致贫)")
_WATCHED: Final = re.compile(r"监测对象|监测户|三类|易致贫|不稳定户")


def _across(read: Sequence[Reading], earlier: Sequence[Reading], among: bool) -> list[Reading]:
    """The readings of a sentence with wholes that stand in the sentences before.

    A sentence that opens with 其中 breaks down the last total before it (`among`); those freed of risk are part of
    the watched of their paragraph.
    """
    found = []
    sums = _summed(read, earlier)
    for reading in read:
        whole = None
        if reading.part_of is None and reading.role == "value":
            if among:
                whole = _total(reading, earlier)
            elif _FREED.search(reading.label):
                whole = _watched(reading, earlier)
            else:
                whole = sums.get(reading.quantity.span)
        found.append(reading if whole is None else replace(reading, part_of=whole))
    return found


def _summed(read: Sequence[Reading], earlier: Sequence[Reading]) -> dict[Span, int]:
    """The figures of a sentence that add up to a total of the paragraph before it."""
    whole = [each for each in read if each.part_of is None and each.role == "value"]
    found: dict[Span, int] = {}
    for unit in dict.fromkeys(each.quantity.unit for each in whole):
        parts = [each for each in whole if each.quantity.unit == unit]
        if len(parts) < 2:
            continue
        amount = sum(each.quantity.value for each in parts)
        for other in reversed(earlier):
            if other.sentence.block != parts[0].sentence.block and len(parts) < 3:
                break
            if other.quantity.unit == unit and other.role == "value" and other.quantity.value == amount:
                found |= {each.quantity.span: other.quantity.span.start for each in parts}
                break
    return found


def _total(reading: Reading, earlier: Sequence[Reading]) -> int | None:
    """The first figure of the sentence before that this one can be part of."""
    last = earlier[-1].sentence if earlier else None
    for other in earlier:
        fits = other.quantity.unit == reading.quantity.unit and other.quantity.value > reading.quantity.value
        if other.sentence is last and fits and other.part_of is None and other.role == "value":
            return other.quantity.span.start
    return None


def _watched(reading: Reading, earlier: Sequence[Reading]) -> int | None:
    for other in reversed(earlier):
        if other.sentence.block != reading.sentence.block:
            return None
        same = other.quantity.unit == reading.quantity.unit and other.quantity.value >= reading.quantity.value
        if same and other.part_of is None and other.role == "value" and _WATCHED.search(other.label):
            return other.quantity.span.start
    return None


def _table(document: Document, clock: Clock) -> dict[Span, tuple[Reading, ...]]:
    """The figures of flattened table rows, by sentence."""
    found: dict[Span, tuple[Reading, ...]] = {}
    lines = [s for s in document.sentences if document.blocks[s.block].kind is Kind.ROW]
    read = [(line, row) for line in lines if (row := read_row(document.folded, line.span))]
    rows = [row for _, row in read]
    for index, (line, row) in enumerate(read):
        whole = whole_of(rows, index)
        period = next(iter(find_dates(document.folded, line.headings[-1], clock)), None) if line.headings else None
        quantity = Quantity(row.span, row.value, row.value, row.value, row.written, row.unit, "exact", "row")
        role: Role = "rate" if row.unit == "%" else "value"
        at = None if whole is None else rows[whole].span.start
        label = counted(row.label, row.unit)
        end = period.end if period else clock.period
        found[line.span] = (Reading(quantity, line, line.span, role, label, None, end, at),)
    return found


def _read(
    document: Document,
    sentence: Sentence,
    found: Sequence[Quantity],
    periods: Sequence[Period],
    clock: Clock,
    names: Sequence[Span],
    level: str,
) -> tuple[list[Reading], list[Unresolved]]:
    """The figures of one sentence."""
    folded = document.folded
    clauses = divide(folded, sentence.span)
    figures = set_out(folded, clauses, found)
    parts = wholes(folded, clauses, figures)
    opening = _opening(document, sentence)
    subjects = tuple(name for clause in clauses for name in names if _opens(folded, clause, name))
    unsaid = tuple(sorted((*_labelled_dates(folded, periods), *subjects)))
    named = labels(folded, clauses, figures, unsaid, parts, opening, level)
    planned = _plans(document, sentence) or _ahead(sentence.span.of(folded), clock)
    ruled = _rules(document, sentence)
    spliced = _spliced(folded, figures, parts)
    readings, broken = [], []
    roles: list[Role] = []
    for index, figure in enumerate(figures):
        quantity, clause = figure.quantity, clauses[figure.clause]
        if index in spliced or not named[index]:
            reason = "splice" if index in spliced else "no-label"
            broken.append(Unresolved(quantity.span, sentence.span, reason))
            roles.append("value")
            continue
        start_at = figure.before.start if figure.head is not None else clause.span.start
        before = words_of(folded, Span(start_at, quantity.span.start), ())
        after = words_of(folded, Span(quantity.span.end, sentence.span.end), ())
        setting = Setting(before, clause.span.of(folded), after, sentence.span.of(folded), planned, ruled)
        role = role_of(quantity, setting)
        if figure.head is not None:
            role = inherited(role, roles[figure.head], before)
        elif figure.chain is not None:
            role = roles[figure.chain]
        else:
            role = goes_on_planned(role, roles[-1] if roles else None, clause.span.of(folded), clause.stop)
        roles.append(role)
        if figure.head is not None and not before.strip("、和及与或以 "):
            quantity = _bounded(quantity, figures[figure.head].quantity)
        start, end = in_force(folded, clauses, figure, periods, role, _clock(document, sentence, clock))
        whole = parts[index]
        at = figures[whole].quantity.span.start if whole is not None and whole not in spliced else None
        label = named[index] if role in ("rate", "change", "completion") else counted(named[index], quantity.unit)
        turn = _turn(folded, clause, figures, index)
        readings.append(Reading(quantity, sentence, clause.span, role, label, start, end, at, turn))
    return readings, broken


def _bounded(quantity: Quantity, head: Quantity) -> Quantity:
    """An item of a list with the bound that a word before its first item sets: 不少于1000万元和500万元."""
    if quantity.bound != "exact" or head.bound not in ("more", "less") or head.unit != quantity.unit:
        return quantity
    if head.bound == "more" and head.low == head.value and head.high is None:
        return replace(quantity, bound="more", low=quantity.value, high=None)
    return quantity


def _turn(folded: str, clause: Clause, figures: Sequence[Figure], index: int) -> tuple[int, int] | None:
    """Which of the figures after a 分别 this one is, and of how many."""
    run = [place for place, figure in enumerate(figures) if figure.clause == figures[index].clause]
    run = [place for place in run if "分别" in folded[clause.span.start : figures[place].quantity.span.start]]
    if index not in run or len(run) < 2:
        return None
    return run.index(index), len(run)


def _opens(folded: str, clause: Clause, name: Span) -> bool:
    """Whether a place is the subject that a clause opens with: it stands in the figure's region, not in its label."""
    if not clause.span.covers(name):
        return False
    before, after = folded[clause.span.start : name.start], folded[name.end : clause.span.end]
    return (
        len(before) < 8
        and not re.match(r"的|对口|协作|、|和|与|援助|籍|财政|市级|县级|省级", after)
        and not re.search(r"[一-鿿]{3}$", before)
    )


def _labelled_dates(folded: str, periods: Sequence[Period]) -> tuple[Span, ...]:
    """The time expressions that a label leaves out; what a figure is measured against stays in it."""
    against = re.compile(r"(?:占|比|较|达到?|相当于|是|与)$")
    return tuple(p.span for p in periods if not against.search(folded[max(0, p.span.start - 2) : p.span.start]))


def _opening(document: Document, sentence: Sentence) -> str:
    """What a sentence goes on about by itself: the heading or opening words of its paragraph."""
    if not sentence.headings:
        return ""
    words = sentence.headings[-1].of(document.folded)
    words = re.sub(r"^\s*(?:\(?[一二三四五六七八九十\d]+[)、.]|[一二三四五六七八九十]是|——|#+)\s*", "", words)
    return clip(re.split(r"[,。;::!?]", words)[0], 16)


_RULES: Final = re.compile(
    r"(?:奖补|补贴|补助|奖励|贴息|资助|支持|扶持|救助)(?:对象|条件|标准|政策|办法|措施|范围)?|标准|对象和|适用范围"
)
_NOTICE: Final = re.compile(r"办法|细则|实施意见|若干措施|若干政策|标准|规定")


def _rules(document: Document, sentence: Sentence) -> bool:
    """Whether a section of a notice sets rules: who gets what, and under which conditions."""
    headings = [heading.of(document.folded) for heading in sentence.headings]
    notice = any(_NOTICE.search(heading) for heading in headings[:2])
    return notice and any(_RULES.search(heading) for heading in headings[1:])


def _ahead(words: str, clock: Clock) -> bool:
    """Whether a sentence speaks of years to come."""
    until = _UNTIL.search(words)
    return bool(_AHEAD.search(words)) or bool(until and clock.period and until[1] > clock.period[:4])


def _plans(document: Document, sentence: Sentence) -> bool:
    """Whether a section speaks of what is to come."""
    sections = [heading.of(document.folded) for heading in sentence.headings[1:]]
    return any(_PLANNED.search(section) and not _REVIEW.search(section) for section in sections)


def _clock(document: Document, sentence: Sentence, clock: Clock) -> Clock:
    """The clock of a sentence: under a heading that plans a year, figures are of that year."""
    for heading in sentence.headings[1:]:
        words = heading.of(document.folded)
        if _PLANNED.search(words) and not _REVIEW.search(words) and (year := re.search(r"(20\d\d)年", words)):
            return replace(clock, period=year[1])
    return clock


def _spliced(folded: str, figures: Sequence[Figure], parts: Sequence[int | None]) -> frozenset[int]:
    """Figures whose meaning a page layout has torn off.

    A numeral that only 其中 introduces, broken from its unit by a line break, has lost its words; what follows in its
    breakdown is told of another figure.
    """
    torn: set[int] = set()
    for index, figure in enumerate(figures):
        broken = "\n" in figure.quantity.span.of(folded)
        bare = re.fullmatch(r"[,\s]*其中[,\s]*", figure.before.of(folded))
        if (broken and bare) or (torn and (parts[index] in torn or re.match(r"[,\s]*其中", figure.before.of(folded)))):
            torn.add(index)
    return frozenset(torn)


def observation(
    reading: Reading,
    *,
    region: str | None,
    place: str | None,
    theme: str,
    initiatives: tuple[str, ...],
    metric: str | None,
    group: str | None,
) -> Observation:
    """The fact that a reading states, with what is in force where it stands."""
    quantity = reading.quantity
    return Observation(
        span=quantity.span,
        sentence=reading.sentence.span,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        written=quantity.written,
        unit=quantity.unit,
        bound=quantity.bound,
        role=reading.role,
        label=reading.label,
        metric=metric,
        group=group,
        region=region,
        place=place,
        start=reading.start,
        end=reading.end,
        part_of=reading.part_of,
        theme=theme,
        initiatives=initiatives,
        rule=quantity.rule,
    )


def merged(
    observations: Sequence[Observation], alike: Callable[[Observation, Observation], bool]
) -> tuple[Observation, ...]:
    """The observations with those said again folded into the first that says them."""
    kept: list[Observation] = []
    by_value: dict[object, list[int]] = {}
    for each in observations:
        key = (each.value, each.unit, each.role, each.region)
        earlier = next((index for index in by_value.get(key, ()) if alike(kept[index], each)), None)
        if earlier is None:
            by_value.setdefault(key, []).append(len(kept))
            kept.append(each)
        else:
            first = kept[earlier]
            kept[earlier] = replace(first, again=(*first.again, each.span))
    return tuple(kept)
