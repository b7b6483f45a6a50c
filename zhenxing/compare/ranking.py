"""Regions in the order of one metric: the figures that may be compared, and those left out with the reason why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from zhenxing.compare.comparing import Figure, Obstacle, comparable, refused
from zhenxing.query.questions import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with its place in the order, and what must be said beside it."""

    place: int
    figure: Figure
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that is not comparable with the others, and why."""

    figure: Figure
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The order of regions; `basis` is a figure like most of them, which all others were held against."""

    basis: Figure
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]


def ranked(figures: Iterable[Figure], every: bool = False) -> Ranking | None:
    """The largest set of figures that may be compared, one a region and the latest, or every one of each region.

    None where there are no figures.
    """
    known = sorted(figures, key=lambda figure: (figure.region, figure.name, figure.report, figure.at))
    if not known:
        return None
    basis = _basis(known)
    held = {figure: _held(figure, basis) for figure in known}
    rows: list[tuple[Figure, tuple[Text, ...]]] = []
    left_out: list[LeftOut] = []
    for _, group in groupby(known, key=_region):
        own = list(group)
        fit = sorted((figure for figure in own if not refused(held[figure])), key=_latest)
        unfit = sorted((figure for figure in own if refused(held[figure])), key=lambda one: _unfit(one, held[one]))
        for figure in fit if every else fit[:1]:
            notes = [obstacle.words for obstacle in held[figure]]
            rows.append((figure, (*notes, *([] if every else _beside(figure, fit[1:])))))
        if every or not fit:
            left_out += [LeftOut(figure, _why(held[figure])) for figure in (unfit if every else unfit[:1])]
    rows.sort(key=lambda row: (-row[0].value, row[0].region, row[0].name))
    values = [figure.value for figure, _ in rows]
    return Ranking(
        basis,
        tuple(Row(values.index(figure.value) + 1, figure, notes) for figure, notes in rows),
        tuple(left_out),
    )


def _region(figure: Figure) -> tuple[str, str]:
    """What a figure is about: a town goes by its county's code."""
    return figure.region, figure.name


def _moment(figure: Figure) -> int:
    """When a figure was true: a flow at its period's end, a state known only to the year in the middle of it."""
    if figure.days is None:
        return date.min.toordinal()
    first, last = (one.toordinal() for one in figure.days)
    return last if figure.nature == "flow" else (first + last) // 2


def _latest(figure: Figure) -> tuple[object, ...]:
    """A whole before its parts, the latest first, of one date the largest."""
    return figure.whole is not None, -_moment(figure), -figure.value, figure.report, figure.at


def _unfit(figure: Figure, obstacles: tuple[Obstacle, ...]) -> tuple[object, ...]:
    """The figure that fails by the fewest things first."""
    return sum(obstacle.gravity == "refuse" for obstacle in obstacles), *_latest(figure)


def _why(obstacles: tuple[Obstacle, ...]) -> tuple[Text, ...]:
    return tuple(obstacle.words for obstacle in obstacles if obstacle.gravity == "refuse")


def _beside(figure: Figure, others: Sequence[Figure]) -> list[Text]:
    """The other wholes that one date has: the reports do not agree, or count several things."""
    same = [one for one in others if one.end == figure.end and one.whole is None and one.value != figure.value]
    if not same:
        return []
    quotes = list(dict.fromkeys(one.quote for one in same))
    return [Text(f"同期另有{'、'.join(quotes)}", f"also {', '.join(quotes)} for the same date")]


def _kin(figure: Figure) -> tuple[object, ...]:
    """All that comparable() looks at, its place aside: figures alike in it are held against others once."""
    return (
        *(figure.metric, figure.group, figure.unit, figure.nature, figure.said_as, figure.open, figure.level),
        *(figure.additive, figure.start if figure.nature == "flow" else None, figure.end),
    )


def _held(figure: Figure, basis: Figure) -> tuple[Obstacle, ...]:
    """What speaks against a figure; of the basis only that it is open or a part speaks against itself."""
    found = comparable(figure, basis)
    return tuple(one for one in found if one.aspect != "part" or figure.whole is not None) if figure != basis else found


def _basis(figures: Sequence[Figure]) -> Figure:
    """The figure that can be held against those of the most regions, with the fewest notes."""
    kin: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        kin.setdefault(_kin(figure), []).append(figure)
    heads: Mapping[tuple[object, ...], Figure] = {key: min(group, key=_latest) for key, group in kin.items()}

    def merit(key: tuple[object, ...]) -> tuple[object, ...]:
        head = heads[key]
        regions: set[tuple[str, str]] = set()
        notes = 0
        for other, group in kin.items():
            against = [one for one in comparable(heads[other], head) if one.aspect != "part"]
            if not refused(tuple(against)):
                regions.update(map(_region, group))
                notes += len(against) * len(group)
        return head.said_as in ("value", "change"), len(regions), -notes, _moment(head), head.region, head.at

    return heads[max(heads, key=merit)]
