"""Figures of a report: each read in its sentence, with its label, role, time and whole."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from builders.chinese.clauses import Clause, divide
from builders.chinese.dates import Clock, Period, find_dates, joined
from builders.chinese.phrases import counted, words_of
from builders.document.layout import Document, Kind, Sentence
from builders.document.sections import Section, Sections, names_ahead
from builders.facts import Role, Unresolved
from builders.figures.cells import read_tables
from builders.figures.labels import labels
from builders.figures.parts import wholes
from builders.figures.quantities import Quantities, Quantity
from builders.figures.readings import Reading
from builders.figures.roles import Setting, fitting, goes_on_planned, inherited, role_of
from builders.figures.setting import Figure, set_out
from builders.figures.tables import read_row, whole_of
from builders.figures.times import closing, handed_year, in_force, of_another_year, spans
from builders.figures.totals import itemised, with_wholes
from builders.text import Span

_GOES_ON: Final = re.compile(r"(?:与此)?同时|此外|另外|其中|并且?[^列非]")
_AGAINST: Final = re.compile(r"(?:占|比|较|达到?|相当于|是|与)$")
_ATTRIBUTE: Final = re.compile(r"的|方(?![面案式])|对口|协作|、|和|与|援助|籍|财政|市级|县级|省级")
_IN_A_WORD: Final = re.compile(r"[一-鿿]{3}$")
_SHARES: Final = frozenset({"rate", "change", "completion"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds for all figures of a report.

    `names` are the places the text names, `level` the report's own level (市, 县 …), which labels leave out.
    """

    document: Document
    clock: Clock
    names: tuple[Span, ...]
    level: str
    sections: Sections

    @classmethod
    def of(cls, document: Document, clock: Clock, names: Sequence[Span], level: str) -> "Scope":
        """The scope of a report."""
        return cls(document, clock, tuple(sorted(names)), level, Sections(document, clock))

    def named(self, span: Span) -> tuple[Span, ...]:
        """The places named in a stretch."""
        return self.names[bisect_left(self.names, (span.start,)) : bisect_left(self.names, (span.end,))]


def read_figures(scope: Scope, quantities: Quantities) -> tuple[tuple[Reading, ...], tuple[Unresolved, ...]]:
    """Every figure of the report, and every numeral that is none or that the text has broken, with the reason."""
    document, folded = scope.document, scope.document.folded
    readings: list[Reading] = []
    unresolved = _around(document)
    cells, uncounted = read_tables(document, scope.clock, scope.names)
    rows = _table(document, scope.clock) | cells
    unresolved += uncounted
    last: Period | None = None
    annual: Period | None = None  # the year before the report's or after it, once a sentence opens with it
    for sentence in document.body():
        if document.blocks[sentence.block].kind is Kind.ROW:
            readings += rows.get(sentence.span, ())
            continue
        periods = joined(folded, find_dates(folded, sentence.span, scope.clock))
        found = quantities.find(folded, sentence.span, spans(periods), scope.named(sentence.span))
        words = sentence.span.of(folded).lstrip()
        goes_on = bool(_GOES_ON.match(words))
        same_block = last is not None and last.span.start >= document.blocks[sentence.block].span.start
        carried = last if (goes_on or last is annual) and same_block else None
        figures = [item for item in found if isinstance(item, Quantity)]
        told = periods if figures or len(periods) < 2 else []  # a list of years without figures leaves none in force
        last = closing(folded, told) or (None if periods and carried is not annual else carried)
        if last in periods and of_another_year(folded, sentence.span, last, scope.clock, told=bool(figures)):
            annual = last
        unresolved += [
            Unresolved(item.span, sentence.span, item.reason) for item in found if not isinstance(item, Quantity)
        ]
        if figures:
            read, broken = _read(scope, sentence, figures, _in_mind(carried, periods, annual))
            readings += with_wholes(read, readings, goes_on and words.startswith("其中"))
            unresolved += broken
    return tuple(itemised(readings)), tuple(sorted(unresolved, key=lambda item: item.span))


def _in_mind(carried: Period | None, periods: list[Period], annual: Period | None) -> list[Period]:
    """The periods that a sentence's figures may be of: its own, else the one carried over, for a year with its own."""
    return [carried, *periods] if carried and (carried is annual or not periods) else periods


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
        role = fitting("value", row.unit)
        at = None if whole is None else rows[whole].span.start
        label = counted(row.label, row.unit)
        end = period.end if period else clock.period
        found[line.span] = (Reading(quantity, line, line.span, role, label, None, end, at),)
    return found


def _read(
    scope: Scope, sentence: Sentence, found: Sequence[Quantity], periods: Sequence[Period]
) -> tuple[list[Reading], list[Unresolved]]:
    """The figures of one sentence, and those of it that cannot be placed."""
    folded = scope.document.folded
    section = scope.sections.of(sentence)
    clauses = divide(folded, sentence.span)
    figures = set_out(folded, clauses, found)
    parts = wholes(folded, clauses, figures)
    named = _labels(scope, clauses, figures, periods, parts, section)
    spliced = _spliced(folded, figures, parts)
    roles = _of_wholes(_roles(folded, sentence, clauses, figures, section), parts, clauses, figures)
    left = spliced | {index for index, label in enumerate(named) if not label}
    readings, broken = [], []
    for index, figure in enumerate(figures):
        if index in left:
            reason = "splice" if index in spliced else "no-label"
            broken.append(Unresolved(figure.quantity.span, sentence.span, reason))
            continue
        role, whole = roles[index], parts[index]
        quantity = _bounded(folded, figures, index)
        start, end = in_force(folded, clauses, figure, periods, role, section.clock)
        turn = _turn(folded, clauses[figure.clause], figures, index)
        if turn and (year := handed_year(start, end, turn)):
            start, end = None, year
        readings.append(
            Reading(
                quantity=quantity,
                sentence=sentence,
                clause=clauses[figure.clause].span,
                role=role,
                label=named[index] if role in _SHARES else counted(named[index], quantity.unit),
                start=start,
                end=end,
                part_of=None if whole is None or whole in left else figures[whole].quantity.span.start,
                turn=turn,
            )
        )
    return readings, broken


# 新华社贵阳1月27日电(记者李明): where and when a story was filed is no part of a label.
_WIRED: Final = re.compile(r"日(?:电|讯|消息)")
_FILED: Final = re.compile(
    r"^[\s(]*[一-鿿]{0,14}?\d{1,2}月\d{1,2}日(?:电|讯|消息)[)\s,:]*(?:\([^()]{0,30}\)|(?:通讯员|记者)[^,;。\d]{0,12}?(?=从))?",
    re.MULTILINE,
)


def _labels(
    scope: Scope,
    clauses: Sequence[Clause],
    figures: Sequence[Figure],
    periods: Sequence[Period],
    parts: Sequence[int | None],
    section: Section,
) -> tuple[str, ...]:
    """The labels of a sentence's figures, without its times and the places that are its subjects."""
    folded = scope.document.folded
    places = scope.named(Span(clauses[0].span.start, clauses[-1].span.end))
    subjects = (name for name in places for clause in clauses if _opens(folded, clause, name))
    wired = _WIRED.search(folded, *clauses[0].span)
    filed = [Span(*found.span()) for found in _FILED.finditer(folded, *clauses[0].span)] if wired else []
    others = (*_labelled_dates(folded, periods), *subjects)
    unsaid = sorted((*filed, *(span for span in others if not any(each.covers(span) for each in filed))))
    return labels(folded, clauses, figures, unsaid, parts, section.opening, scope.level)


def _roles(
    folded: str, sentence: Sentence, clauses: Sequence[Clause], figures: Sequence[Figure], section: Section
) -> list[Role]:
    """The roles of a sentence's figures; items of a list and figures of one chain share theirs."""
    roles: list[Role] = []
    said = sentence.span.of(folded)
    moods = (section.planned, section.demanded, section.ruled)
    for figure in figures:
        clause, quantity = clauses[figure.clause], figure.quantity
        start = figure.before.start if figure.head is not None else clause.span.start
        before = "".join(folded[start : quantity.span.start].split())
        after = "".join(folded[quantity.span.end : sentence.span.end].split())
        words = clause.span.of(folded)
        setting = Setting(before, words, after, said, *moods)
        role = role_of(quantity, setting)
        if figure.head is not None:
            role = inherited(role, roles[figure.head], before)
        elif figure.chain is not None:
            role = roles[figure.chain]
        else:
            last = roles[-1] if roles else None
            ahead = last == "target" and names_ahead(folded[sentence.span.start : clause.span.start], section.clock)
            role = goes_on_planned(role, last, words, clause.stop, ahead=ahead)
        roles.append(role)
    coded = _coded(said, figures)
    roles = ["standard" if index in coded else role for index, role in enumerate(roles)]
    return [fitting(role, figure.quantity.unit) for role, figure in zip(roles, figures, strict=True)]


def _of_wholes(
    roles: list[Role], parts: Sequence[int | None], clauses: Sequence[Clause], figures: Sequence[Figure]
) -> list[Role]:
    """The roles, those of a target's breakdown in brackets being targets too."""
    for index, whole in enumerate(parts):
        bracketed = clauses[figures[index].clause].parent is not None
        if bracketed and whole is not None and whole < index and (roles[whole], roles[index]) == ("target", "value"):
            roles[index] = "target"
    return roles


_CODE: Final = re.compile(r"“(\d{2,5})”")


def _coded(words: str, figures: Sequence[Figure]) -> range:
    """The figures whose values spell the code of a service that their sentence names: 1次、3个、1次 of “131”服务."""
    codes = list(_CODE.finditer(words))
    if not codes:
        return range(0)
    values = "".join(f"{each.quantity.value:f}" if each.quantity.value < 10 else " " for each in figures)
    for found in codes:
        at = values.find(found[1])
        if at >= 0:
            return range(at, at + len(found[1]))
    return range(0)


_NEXT_ITEM: Final = re.compile(r"[县乡镇村]?[、和及与或以 ]*")


def _bounded(folded: str, figures: Sequence[Figure], index: int) -> Quantity:
    """A quantity with the bound that a word before the first item of its list sets: 不少于2个村、40户."""
    figure = figures[index]
    quantity = figure.quantity
    if figure.head is None or not _NEXT_ITEM.fullmatch(words_of(folded, figure.before, ())):
        return quantity
    head = figures[figure.head].quantity
    open_ended = head.bound == "more" and head.low == head.value and head.high is None
    if quantity.bound != "exact" or not open_ended or "以上" in head.span.of(folded):
        return quantity
    return quantity._replace(bound="more", low=quantity.value, high=None)


def _turn(folded: str, clause: Clause, figures: Sequence[Figure], index: int) -> tuple[int, int] | None:
    """Which of the figures after a 分别 this one is, and of how many."""
    if folded.find("分别", clause.span.start, figures[index].quantity.span.start) < 0:
        return None
    run = [place for place, figure in enumerate(figures) if figure.clause == figures[index].clause]
    run = [place for place in run if "分别" in folded[clause.span.start : figures[place].quantity.span.start]]
    return (run.index(index), len(run)) if len(run) > 1 else None


def _opens(folded: str, clause: Clause, name: Span) -> bool:
    """Whether a place is the subject that a clause opens with: it stands in the figure's region, not in its label."""
    if not clause.span.covers(name):
        return False
    before, after = folded[clause.span.start : name.start], folded[name.end : clause.span.end]
    return len(before) < 8 and not _ATTRIBUTE.match(after) and not _IN_A_WORD.search(before)


def _labelled_dates(folded: str, periods: Sequence[Period]) -> tuple[Span, ...]:
    """The time expressions that a label leaves out; what a figure is measured against stays in it."""
    return tuple(p.span for p in periods if not _AGAINST.search(folded[max(0, p.span.start - 2) : p.span.start]))


_AMONG: Final = re.compile(r"[,\s]*其中")
_AMONG_ALONE: Final = re.compile(r"[,\s]*其中[,\s]*")


def _spliced(folded: str, figures: Sequence[Figure], parts: Sequence[int | None]) -> frozenset[int]:
    """Figures whose meaning a page layout has torn off.

    A numeral that only 其中 introduces, broken from its unit by a line break, has lost its words; what follows in its
    breakdown is told of another figure.
    """
    torn: set[int] = set()
    for index, figure in enumerate(figures):
        broken = "\n" in figure.quantity.span.of(folded)
        bare = broken and _AMONG_ALONE.fullmatch(folded, *figure.before)
        if bare or (torn and (parts[index] in torn or _AMONG.match(folded, *figure.before))):
            torn.add(index)
    return frozenset(torn)
