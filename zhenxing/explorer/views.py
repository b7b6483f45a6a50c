"""The explorer's networks: who carries out what, who helps whom, what belongs to what, who shares what.

Each is made of the facts of reports, and every tie keeps the places of the text that it rests on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from zhenxing.explorer.reading import Fact, Thing, Told

PARTNERS: Final = 12  # of the regions it shares initiatives with, a region keeps the closest


class Evidence(NamedTuple):
    """A place of a report that a tie rests on: the report's number, the fact's name, its year and its theme."""

    report: int
    fact: str
    year: str
    theme: str


@dataclass(frozen=True, slots=True)
class Tie:
    """How one node bears on another; `under` are the initiatives it is about."""

    source: str
    target: str
    kind: str
    under: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """The years and themes of what it rests on, those that go together; an empty word where one is not told."""
        return tuple(sorted({(each.year, each.theme) for each in self.evidence}))


class Drive(NamedTuple):
    """A campaign as a node of its own: its name and initiative, where and when, and the fact that states it."""

    key: str
    name: str
    initiative: str
    region: str
    start: str
    end: str
    year: str
    report: int
    fact: str


@dataclass(frozen=True, slots=True)
class View:
    """A network by name: ties between the keys of things and of drives."""

    name: str
    ties: tuple[Tie, ...]
    drives: tuple[Drive, ...] = ()

    @property
    def nodes(self) -> list[str]:
        """The keys of everything tied, in order."""
        ends = {end for tie in self.ties for end in (tie.source, tie.target)}
        return sorted(ends | {drive.key for drive in self.drives})


@dataclass
class _Ties:
    """Ties being gathered."""

    found: dict[tuple[str, str, str], list[Evidence]] = field(default_factory=lambda: defaultdict(list))
    under: dict[tuple[str, str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, source: str, target: str, kind: str, initiatives: Iterable[str], *evidence: Evidence) -> None:
        """One more reason for a tie; nothing is tied to itself."""
        if source and target and source != target:
            self.found[source, target, kind] += evidence
            self.under[source, target, kind].update(initiatives)

    def ties(self) -> tuple[Tie, ...]:
        """All of them, in order; reasons in the order they were found, each once."""
        return tuple(
            Tie(*key, tuple(sorted(self.under[key])), tuple(dict.fromkeys(self.found[key])))
            for key in sorted(self.found)
        )


def initiatives(reports: Sequence[Told], known: Mapping[str, Thing]) -> View:
    """Which region carries out, or only reports on, which initiative; which initiative serves which."""
    found = _Ties()
    _carrying(found, reports, known)
    _belonging(found, reports, known)
    _lying(found, known)
    return View("initiatives", found.ties())


def pairings(reports: Sequence[Told], known: Mapping[str, Thing]) -> View:
    """Who helps whom, and under which initiative."""
    found = _Ties()
    _helping(found, reports, known)
    return View("pairings", found.ties())


def everything(reports: Sequence[Told], known: Mapping[str, Thing]) -> View:
    """Regions with their initiatives and with those who help them, and where each region lies."""
    found = _Ties()
    _carrying(found, reports, known)
    _belonging(found, reports, known)
    _helping(found, reports, known)
    _lying(found, known)
    return View("all", found.ties())


def lineage(reports: Sequence[Told], known: Mapping[str, Thing]) -> View:
    """Every campaign under its initiative, every initiative under a larger one, and what a campaign follows."""
    found = _Ties()
    drives = [*_drives(reports)]
    for drive in drives:
        evidence = Evidence(drive.report, drive.fact, drive.year, _theme(known, drive.initiative))
        found.add(drive.key, drive.initiative, "is a", [drive.initiative], evidence)
    _belonging(found, reports, known)
    names = {(drive.report, drive.fact): drive.key for drive in drives}
    for number, fact in _facts(reports, "campaign"):
        for model in fact.said.get("adaptedFrom", ()):
            target = names.get((number, model), model)
            evidence = _evidence(reports, known, number, fact)
            found.add(names[number, fact.name], target, "adapted from", fact.said.get("initiative", ()), evidence)
    for drive, wider in _wider(drives, known):
        evidence = Evidence(drive.report, drive.fact, drive.year, _theme(known, drive.initiative))
        other = Evidence(wider.report, wider.fact, wider.year, _theme(known, drive.initiative))
        if (drive.key, wider.key, "adapted from") not in found.found:
            found.add(drive.key, wider.key, "same drive above", [drive.initiative], evidence, other)
    return View("lineage", found.ties(), tuple(drives))


def shared(reports: Sequence[Told], known: Mapping[str, Thing]) -> View:
    """Which regions carry out the same initiatives: of each region its closest partners."""
    import numpy

    own: dict[str, set[str]] = defaultdict(set)
    for _, fact in _facts(reports, "campaign"):
        for region in fact.said.get("region", ()):
            own[region].update(fact.said.get("initiative", ()))
    regions = sorted(own)
    columns = {key: index for index, key in enumerate(sorted({key for keys in own.values() for key in keys}))}
    carries = numpy.zeros((len(regions), len(columns)), dtype=numpy.int32)
    for row, region in enumerate(regions):
        carries[row, [columns[key] for key in sorted(own[region])]] = 1
    common = carries @ carries.T
    numpy.fill_diagonal(common, 0)
    found = _Ties()
    for row, region in enumerate(regions):
        closest = numpy.argsort(-common[row], kind="stable")[:PARTNERS].tolist()
        for other in (regions[index] for index in closest if common[row, index]):
            first, second = sorted((region, other))
            found.add(first, second, "shares", own[first] & own[second])
    return View("shared", found.ties())


VIEWS: Final[Mapping[str, Callable[[Sequence[Told], Mapping[str, Thing]], View]]] = MappingProxyType(
    {"initiatives": initiatives, "pairings": pairings, "lineage": lineage, "shared": shared}
)


def _facts(reports: Sequence[Told], *kinds: str) -> Iterator[tuple[int, Fact]]:
    """The facts of some kinds, each with the number of its report."""
    for number, report in enumerate(reports):
        yield from ((number, fact) for fact in report.facts if fact.kind in kinds)


def _drives(reports: Sequence[Told]) -> Iterator[Drive]:
    for number, fact in _facts(reports, "campaign"):
        yield Drive(
            key=f"{reports[number].entry.slug}/{fact.name}",
            name=fact.first("label") or "",
            initiative=fact.first("initiative") or "",
            region=fact.first("region") or "",
            start=fact.first("startStated") or "",
            end=fact.first("endStated") or "",
            year=year_of(reports[number], fact),
            report=number,
            fact=fact.name,
        )


def _wider(drives: Iterable[Drive], known: Mapping[str, Thing]) -> Iterator[tuple[Drive, Drive]]:
    """Each drive with the one of the same initiative and year in the nearest region around its own."""
    places: dict[tuple[str, str], dict[str, Drive]] = defaultdict(dict)
    for drive in drives:
        places[drive.initiative, drive.year].setdefault(drive.region, drive)
    for drive in drives:
        around = places[drive.initiative, drive.year]
        if drive.year and (wider := _around(drive.region, known, around)):
            yield drive, around[wider]


def _carrying(found: _Ties, reports: Sequence[Told], known: Mapping[str, Thing]) -> None:
    """Regions with what they carry out or report on; who carries something out reports on it, too."""
    for number, fact in _facts(reports, "campaign", "figure", "measure"):
        kind = "carries out" if fact.kind == "campaign" else "reports on"
        for region in fact.said.get("region", ()):
            for initiative in fact.said.get("initiative", ()):
                evidence = _evidence(reports, known, number, fact, initiative)
                found.add(region, initiative, kind, [initiative], evidence)
    for source, target, kind in [*found.found]:
        if kind == "reports on" and (source, target, "carries out") in found.found:
            found.found[source, target, "carries out"] += found.found.pop((source, target, kind))


def _helping(found: _Ties, reports: Sequence[Told], known: Mapping[str, Thing]) -> None:
    """Helpers with those they help."""
    for number, fact in _facts(reports, "pairing"):
        under = fact.said.get("initiative", ())
        evidence = _evidence(reports, known, number, fact, *under)
        for helper in fact.said.get("helper", ()):
            for helped in fact.said.get("helped", ()):
                found.add(helper, helped, "helps", under, evidence)


def _belonging(found: _Ties, reports: Sequence[Told], known: Mapping[str, Thing]) -> None:
    """Initiatives within larger ones, by what reports say and by the vocabulary, as far as they are spoken of."""
    for number, fact in _facts(reports, "campaign"):
        for initiative in fact.said.get("initiative", ()):
            for larger in fact.said.get("within", ()):
                evidence = _evidence(reports, known, number, fact, initiative)
                found.add(initiative, larger, "within", [initiative, larger], evidence)
    spoken = {end for source, target, _ in found.found for end in (source, target)}
    for key in sorted(spoken):
        for larger in known[key].said.get("broader", ()) if key in known else ():
            if larger in known:
                found.add(key, larger, "within", [key, larger])


def _lying(found: _Ties, known: Mapping[str, Thing]) -> None:
    """Each region that is tied to something within the nearest around it that is, too."""
    kept = {end for source, target, _ in found.found for end in (source, target)}
    for region in sorted(kept):
        found.add(region, _around(region, known, kept), "lies in", [])


def _around(region: str, known: Mapping[str, Thing], among: Iterable[str]) -> str:
    """The nearest region around one that is among some; none is an empty word."""
    seen = {region}
    while region in known and (region := known[region].first("within") or "") and region not in seen:
        if region in among:
            return region
        seen.add(region)
    return ""


def _evidence(
    reports: Sequence[Told], known: Mapping[str, Thing], number: int, fact: Fact, *initiatives: str
) -> Evidence:
    theme = fact.first("theme") or next(filter(None, (_theme(known, key) for key in initiatives)), "")
    return Evidence(number, fact.name, year_of(reports[number], fact), theme)


def year_of(report: Told, fact: Fact) -> str:
    """The year of a fact, or else of its report's period."""
    said = fact.first("year", "endStated", "startStated") or next(iter(report.said.get("endStated", ())), "")
    return said[:4]


def _theme(known: Mapping[str, Thing], key: str) -> str:
    return (known[key].first("theme") or "") if key in known else ""
