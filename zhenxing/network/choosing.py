"""What of a view is wanted: by region, level, initiative and year, or by the steps from a node."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from builders.errors import ReportError
from zhenxing.explorer.reading import Fact, Thing, Told
from zhenxing.explorer.spelling import spelt
from zhenxing.explorer.views import Tie, View, year_of

NEAR: Final = 5
ENDINGS: Final = ("省", "市", "县", "区")
FRAMES: Final = frozenset({"is a", "within", "lies in"})  # they say where something belongs, not what it does


@dataclass(eq=False)
class ChoiceError(ReportError):
    """A name that nothing of the network has, or more than one thing; or a choice that leaves nothing."""

    wanted: str
    reason: str

    def __str__(self) -> str:
        """What was asked for and what is wrong with it."""
        return f"{self.wanted}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted of a view; an empty field leaves it open. A region stands for those within it, too."""

    regions: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    around: str = ""
    depth: int = 1

    @property
    def words(self) -> str:
        """The choice in the words it was made in."""
        return " · ".join(filter(None, (self.around, *self.regions, *self.initiatives, *self.years, *self.levels)))


def facts_of(reports: Sequence[Told], known: Mapping[str, Thing], choice: Choice) -> tuple[Told, ...]:
    """The reports with only the facts of the years and initiatives wanted: a view of them knows no others."""
    if choice.years:
        there = sorted({year for report in reports for fact in report.facts if (year := year_of(report, fact))})
        for year in choice.years:
            if year not in there:
                raise ChoiceError(year, f"no report tells of this year ({', '.join(there) or 'none is told of'})")
    wanted = {key for name in choice.initiatives for key in named(name, known, _of(known, "initiative"))}
    larger = _larger(reports, known)

    def fitting(report: Told, fact: Fact) -> Fact | None:
        if choice.years and year_of(report, fact) not in choice.years:
            return None
        if not wanted:
            return fact
        own = tuple(key for key in fact.said.get("initiative", ()) if not wanted.isdisjoint(_upwards(key, larger)))
        return replace(fact, said={**fact.said, "initiative": own}) if own else None

    return tuple(
        report._replace(facts=tuple(fact for each in report.facts if (fact := fitting(report, each))))
        for report in reports
    )


def chosen(view: View, known: Mapping[str, Thing], choice: Choice) -> View:
    """The part of a view that is wanted; raises ChoiceError where there is none."""
    found = _placed(view, known, choice)
    if choice.around:
        found = _around(found, known, choice)
    if choice.words and not found.ties:
        raise ChoiceError(choice.words, "nothing of this view is left")
    return found


def named(name: str, known: Mapping[str, Thing], among: Iterable[str]) -> list[str]:
    """The key of a thing by its code, name, alias or pinyin; raises ChoiceError with the nearest names."""
    keys = sorted(among)
    wanted = name.strip().casefold()
    ways: tuple[Callable[[Thing], Iterable[str]], ...] = (
        lambda thing: (
            thing.key,
            thing.key.rsplit("/", 1)[-1],
            *thing.said.get("code", ()),
            *thing.said.get("notation", ()),
        ),
        lambda thing: (thing.zh, thing.en),
        lambda thing: (thing.zh.removesuffix(ending) for ending in ENDINGS if thing.zh.endswith(ending)),
        lambda thing: thing.aliases,
        lambda thing: spelt(thing.zh).split() if wanted.isascii() else (),
    )
    for way in ways:
        found = [key for key in keys if wanted in {text.casefold() for text in way(known[key])}]
        if len(found) > 1:
            codes = (key if known[key].kind == "campaign" else key.rsplit("/", 1)[-1] for key in found[: 2 * NEAR])
            told = ", ".join(f"{code} ({known[key].zh})" for code, key in zip(codes, found, strict=False))
            raise ChoiceError(name, f"several have this name: {told}; give the code")
        if found:
            return found
    near = ", ".join(_near(wanted, [known[key] for key in keys]))
    raise ChoiceError(name, "nothing here has this name" + (f"; near: {near}" if near else ""))


def _near(wanted: str, things: Sequence[Thing]) -> list[str]:
    """The names that contain a word or look like it."""
    names = {text.casefold(): thing.zh for thing in things for text in (thing.zh, thing.en, *thing.aliases)}
    found = [names[text] for text in names if wanted and (wanted in text or text in wanted)]
    found += [names[text] for text in get_close_matches(wanted, names, NEAR, 0.4)]
    return [*dict.fromkeys(found)][:NEAR]


def _of(known: Mapping[str, Thing], kind: str) -> list[str]:
    return [key for key, thing in known.items() if thing.kind == kind]


def _larger(reports: Sequence[Told], known: Mapping[str, Thing]) -> dict[str, set[str]]:
    """What each initiative belongs to, by what reports say and by the vocabulary."""
    found = {key: {*known[key].said.get("broader", ())} for key in _of(known, "initiative")}
    for report in reports:
        for fact in report.facts:
            if fact.kind == "campaign":
                for key in fact.said.get("initiative", ()):
                    found.setdefault(key, set()).update(fact.said.get("within", ()))
    return found


def _upwards(key: str, wider: Mapping[str, Iterable[str]]) -> set[str]:
    """A thing and all that it belongs to."""
    found = {key}
    fringe = found
    while fringe := {above for each in fringe for above in wider.get(each, ())} - found:
        found = found | fringe
    return found


def _placed(view: View, known: Mapping[str, Thing], choice: Choice) -> View:
    """The ties of the regions wanted, and what these belong to."""
    if not choice.regions and not choice.levels:
        return view
    within = {key: known[key].said.get("within", ()) for key in _of(known, "region")}
    wanted = {key for name in choice.regions for key in named(name, known, within)}
    inside = {key for key in within if not wanted.isdisjoint(_upwards(key, within))} if wanted else {*within}
    fitting = {key for key in within if not choice.levels or known[key].first("level") in choice.levels}
    place = {drive.key: drive.region for drive in view.drives}

    def tells(tie: Tie) -> bool:
        ends = {place.get(end, end) for end in (tie.source, tie.target)}
        # Who shares is of the level asked for, on both sides; who is helped may be helped from any.
        of_level = ends <= fitting if tie.kind == "shares" else not ends.isdisjoint(inside & fitting)
        return tie.kind != "lies in" and of_level and not ends.isdisjoint(inside)

    told = {tie for tie in view.ties if tells(tie)}
    kept = {end for tie in told for end in (tie.source, tie.target)}
    wider = {tie: tie.target for tie in view.ties if tie.kind == "within"}
    while more := {end for tie, end in wider.items() if tie.source in kept} - kept:
        kept |= more
    return _only(view, lambda tie: tie in told or (tie.kind in FRAMES and {tie.source, tie.target} <= kept))


def _around(view: View, known: Mapping[str, Thing], choice: Choice) -> View:
    """The nodes at most so many steps from the one named, and the ties between them."""
    names = {known[key].zh for key in view.nodes if key in known}
    drives = (drive for drive in view.drives if drive.name not in names)
    things = {**known, **{each.key: Thing(each.key, "campaign", each.name, each.name, (), {}) for each in drives}}
    kept = set(named(choice.around, things, [key for key in view.nodes if key in things]))
    for _ in range(choice.depth):
        kept |= {end for tie in view.ties if {tie.source, tie.target} & kept for end in (tie.source, tie.target)}
    return _only(view, lambda tie: {tie.source, tie.target} <= kept)


def _only(view: View, wanted: Callable[[Tie], bool]) -> View:
    """A view with the ties that are wanted, and the campaigns that they have."""
    ties = tuple(tie for tie in view.ties if wanted(tie))
    ends = {end for tie in ties for end in (tie.source, tie.target)}
    return replace(view, ties=ties, drives=tuple(drive for drive in view.drives if drive.key in ends))
