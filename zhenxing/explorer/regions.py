"""Regions compared by each metric, as the explorer shows them: what may be compared is decided as for `compare`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Any, Final, NamedTuple

from zhenxing.compare.compared import Choice
from zhenxing.compare.comparing import Figure, comparable
from zhenxing.compare.comparison import number, title, unit
from zhenxing.compare.figures import Metric, additive
from zhenxing.compare.ranking import Ranking, ranked
from zhenxing.explorer.reading import Fact, Thing, Told
from zhenxing.query.questions import Text

Json = Any
NEEDED: Final = frozenset({"label", "value", "unitText", "bound", "role"})


class Stated(NamedTuple):
    """A figure with the report and the name of its fact, and the keys of its region and place."""

    figure: Figure
    slug: str
    fact: str
    region: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A metric with all its figures, in the order of their regions and reports."""

    metric: Metric
    told: tuple[Stated, ...]

    @property
    def regions(self) -> int:
        """How many regions have a figure of it."""
        return len({one.figure.region for one in self.told})


def compared(reports: Iterable[Told], texts: Mapping[str, str], known: Mapping[str, Thing]) -> tuple[Compared, ...]:
    """Every metric that has a figure, with the figures of all reports; `texts` by slug."""
    found: dict[str, list[Stated]] = {}
    for report in reports:
        named = {fact.name: fact for fact in report.facts}
        for fact in report.facts:
            for one in _stated(fact, report, texts[report.entry.slug], named, known):
                found.setdefault(one.figure.metric, []).append(one)
    metrics = {thing.first("notation") or "": thing for thing in known.values() if thing.kind == "metric"}
    return tuple(
        Compared(Metric(key, Text(metrics[key].zh, metrics[key].en), True), tuple(sorted(found[key], key=_order)))
        for key in sorted(found)
    )


def comparison(one: Compared) -> Json:
    """The figures of a metric, and its rankings for every level and year that give one, by the figures' numbers."""
    numbers = {told.figure: index for index, told in enumerate(one.told)}
    own: dict[tuple[str, str], list[Figure]] = {}
    for told in one.told:
        own.setdefault(_region(told.figure), []).append(told.figure)
    notes: dict[Text, int] = {}
    cuts = []
    for choice in _choices(one.told):
        ranking = ranked(filter(choice.takes, numbers))
        if ranking is not None:
            cuts.append(_cut(choice, ranking, one.metric, numbers, own, notes))
    return {"figures": [_plain(told) for told in one.told], "cuts": cuts, "notes": [[*note] for note in notes]}


def series(figures: Iterable[Figure], latest: Figure) -> list[Figure]:
    """What one region reported of the same thing at other dates, the first first; nothing where there is one date."""
    dated: dict[str, Figure] = {}
    for one in sorted(figures, key=lambda each: (each.end or "", each.whole is not None, -each.value, each.at)):
        against = [obstacle for obstacle in comparable(one, latest) if obstacle.aspect not in ("as-of", "part")]
        if one.end and not any(obstacle.gravity == "refuse" for obstacle in against):
            dated.setdefault(one.end, one)
    if latest.end:
        dated[latest.end] = latest
    return [dated[end] for end in sorted(dated)] if len(dated) > 1 else []


def _region(figure: Figure) -> tuple[str, str]:
    """What a figure is about: a town goes by its county's code."""
    return figure.region, figure.name


def _choices(told: Sequence[Stated]) -> Iterator[Choice]:
    """All figures, and those of each level and each year."""
    levels = sorted({one.figure.level for one in told})
    years = sorted({int(one.figure.end[:4]) for one in told if one.figure.end})
    for level, year in product([None, *levels], [None, *years]):
        yield Choice(year=year, level=level)


def _cut(
    choice: Choice,
    ranking: Ranking,
    metric: Metric,
    numbers: Mapping[Figure, int],
    own: Mapping[tuple[str, str], Sequence[Figure]],
    notes: dict[Text, int],
) -> Json:
    def marks(words: Iterable[Text]) -> list[int]:
        return [notes.setdefault(word, len(notes)) for word in words]

    lines = [] if choice.year else [series(own[_region(row.figure)], row.figure) for row in ranking.rows]
    return {
        "level": choice.level or "",
        "year": str(choice.year or ""),
        "title": [title(ranking, metric, "zh"), title(ranking, metric, "en")],
        "unit": [unit(ranking.basis, "zh"), unit(ranking.basis, "en")],
        "rows": [[row.place, numbers[row.figure], marks(row.notes)] for row in ranking.rows],
        "out": [[numbers[left.figure], marks(left.why)] for left in ranking.left_out],
        "series": [[numbers[each] for each in line] for line in lines if line],
    }


def _stated(
    fact: Fact, report: Told, text: str, named: Mapping[str, Fact], known: Mapping[str, Thing]
) -> Iterator[Stated]:
    """The figures of a fact: one for each of its metrics and regions that the graph describes."""
    if fact.kind != "figure" or fact.span is None or not fact.said.keys() >= NEEDED:
        return
    said = {name: values[0] for name, values in fact.said.items()}
    own = known.get(said.get("unit", ""))
    # 元/月 and 元/年 are both money, yet no factor makes the one the other.
    canonical = known.get(own.first("canonical") or "") if own and "/" not in said["unitText"] else None
    factor = Decimal(own.first("factor") or 1) if own and canonical else Decimal(1)
    group, place = known.get(said.get("group", "")), known.get(said.get("place", ""))
    for key, region in product(fact.said.get("metric", ()), fact.said.get("region", ())):
        if key not in known or region not in known:
            continue
        metric = known[key]
        wholes = [named[name] for name in fact.said.get("partOf", ()) if name in named]
        figure = Figure(
            metric=metric.first("notation") or "",
            kind=metric.first("kind"),
            additive=additive(metric.zh, metric.first("kind")),
            label=said["label"],
            group=group.first("notation") if group else None,
            region=known[region].first("code") or "",
            name=known[region].zh + (place.zh if place else ""),
            level=(place.first("level") or "town") if place else known[region].first("level") or "",
            role=said["role"],
            bound=said["bound"],
            value=Decimal(said["value"]) * factor,
            low=Decimal(said["low"]) * factor if "low" in said else None,
            high=Decimal(said["high"]) * factor if "high" in said else None,
            unit=(canonical.first("notation") or "") if canonical else said["unitText"],
            unit_label=_unit(canonical or own, said["unitText"]),
            start=said.get("startStated"),
            end=said.get("endStated"),
            whole=next((one.span.start for one in wholes if one.span and key in one.said.get("metric", ())), None),
            quote="".join(fact.span.of(text).split()),
            report=report.entry.name,
            at=fact.span.start,
            sentence="".join(fact.sentence.of(text).split()) if fact.sentence else "",
        )
        yield Stated(figure, report.entry.slug, fact.name, region, said.get("place"))


def _unit(named: Thing | None, written: str) -> str:
    """The English name of a unit, where it has one."""
    return written if named is None or "/" in written else named.en.partition(" (")[0]


def _order(one: Stated) -> tuple[object, ...]:
    return one.figure.region, one.figure.name, one.figure.report, one.figure.at, one.slug, one.fact


def _plain(told: Stated) -> Json:
    one = told.figure
    plain = {
        "report": told.slug,
        "fact": told.fact,
        "region": told.region,
        "place": told.place,
        "level": one.level,
        "value": number(one.value),
        "low": None if one.low is None else number(one.low),
        "high": None if one.high is None else number(one.high),
        "quote": one.quote,
        "label": one.label,
        "role": one.said_as,
        "bound": one.bound,
        "start": one.start,
        "end": one.end,
    }
    return {name: value for name, value in plain.items() if value not in (None, "")}
