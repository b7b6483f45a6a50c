"""Regions of China: codes, names in every form reports use, what lies in what, and since when.

The table is `ontology/regions.tsv`, the towns `ontology/towns.tsv.gz`, further names
`ontology/regions.ttl`, and `ontology/words.txt` holds ordinary words that can stand across the edge of a name.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, cast

import pyoxigraph
from ahocorasick_rs import AhoCorasick

from builders.facts import Level
from builders.resources import folder
from builders.text import Span

NATION: Final = "100000"
REGION_IRI: Final = re.compile(r"/region/(\d{6})$")
ZX: Final = "https://w3id.org/zhenxing/ontology#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
LEVELS: Final = ("country", "province", "prefecture", "county", "town", "village")

# An ethnic group stands between the stem and the kind of an autonomous unit; some do without 族.
_PEOPLES: Final = (
    "各族|(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔"
    "|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春)族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔"
)
_AUTONOMOUS: Final = re.compile(rf"(?P<stem>.{{2,}}?)(?:族|{_PEOPLES})*自治(?P<kind>[州县旗区])$")
_ETHNIC_DISTRICT: Final = re.compile(r"(?P<stem>.{2,}?)(?:回族|达斡尔族)(?P<kind>区)$")
_PLAIN: Final = re.compile(r"(?P<stem>.+?)(?P<kind>特别行政区|地区|林区|特区|[省市县区盟旗])$")
_WING: Final = re.compile(r"(?P<first>.).+(?P<wing>[左右])翼(?P<part>[前中后]?)(?P<kind>旗)$")  # 科右中旗

_SPELT_KINDS: Final = {"sheng": "省", "shi": "市", "zhou": "州", "xian": "县", "qu": "区", "qi": "旗", "meng": "盟"}
_SPELT_KIND: Final = re.compile(rf"(?P<stem>.+?)(?P<kind>{'|'.join(_SPELT_KINDS)})")


class Strength(IntEnum):
    """How much a name says by itself: `FULL` names a region, `SHORT` may, `WEAK` needs company."""

    FULL = 3
    SHORT = 2
    WEAK = 1


class Region(NamedTuple):
    """A region under one code and name, from the year it began to the year it ended (None: still there).

    `names` are the forms reports use, the official one first, the shortest by rule second where there is one;
    `successor` is the code of the region that took over; `pinyin` the English name, for most the pinyin.
    """

    code: str
    name: str
    level: Level
    within: str | None
    start: int
    end: int | None
    successor: str | None
    names: tuple[str, ...]
    pinyin: str

    def held(self, year: int | None) -> bool:
        """Whether the region was there at some time of the year (any year: still there)."""
        if year is None:
            return self.end is None
        return self.start <= year and (self.end is None or year <= self.end)


class Form(NamedTuple):
    """A name of a region and how much it says."""

    region: Region
    strength: Strength


class Names(NamedTuple):
    """What the Turtle files add to the regions' names, by code or by name."""

    aliases: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[str, str]
    homonyms: frozenset[str]
    excludes: tuple[str, ...]


def forms_of(name: str, level: Level) -> tuple[tuple[str, Strength], ...]:
    """The forms of an official name: itself, the name with a plain kind, the bare stem.

    >>> [form for form, _ in forms_of("北川羌族自治县", "county")]
    ['北川羌族自治县', '北川县', '北川']
    """
    full = (name, Strength.FULL)
    bare = Strength.SHORT if level in ("province", "prefecture") else Strength.WEAK
    # Most names are plain: they need not be held against the others' patterns.
    if found := ("自治" in name and _AUTONOMOUS.match(name)) or ("族区" in name and _ETHNIC_DISTRICT.match(name)):
        stem, kind = found["stem"], found["kind"]
        plain = () if level == "province" else ((stem + kind, Strength.FULL),)
        return (full, *plain, (stem, bare))
    if wing := "翼" in name and _WING.match(name):
        return (full, ("".join(wing.groups()), Strength.FULL))
    found = _PLAIN.match(name)
    if not found or len(found["stem"]) < 2:
        return (full,)
    return (full, (found["stem"], bare))


class Gazetteer:
    """The regions by code and by name."""

    def __init__(self, rows: Iterable[tuple[str, ...]], names: Names, ordinary: frozenset[str], towns: Path) -> None:
        """Index the rows of the table with the further names."""
        self._towns = towns
        self.abbreviations = names.abbreviations
        self.homonyms = names.homonyms
        self._excludes = re.compile("|".join(map(re.escape, names.excludes)) or "(?!)")
        self._ordinary = ordinary
        forms: dict[str, list[Form]] = {}
        regions = []
        by_code: dict[str, list[Region]] = {}
        self._spellings: list[tuple[str, Region]] = []
        for row in rows:
            region, said = _region(row, names.aliases.get(row[0], ()))
            regions.append(region)
            by_code.setdefault(region.code, []).append(region)
            for name, strength in said:
                forms.setdefault(name, []).append(Form(region, strength))
            self._spellings.append((row[-1], region))
        self.regions: tuple[Region, ...] = tuple(regions)
        self._by_code = by_code
        self.forms: Mapping[str, list[Form]] = MappingProxyType(forms)
        self._words = list(forms)
        marks = "".join(sorted(mark for mark, code in names.abbreviations.items() if code.endswith("0000")))
        self._two_provinces = re.compile(f"[{marks}](?<![{marks}]{{2}})[{marks}](?![{marks}])" if marks else "(?!)")
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._automaton = AhoCorasick(self._words)

    @classmethod
    def load(cls, extra: Iterable[Path] = ()) -> "Gazetteer":
        """The gazetteer of the ontology folder, with the names that further Turtle files add."""
        ontology = folder("ontology")
        names = read_names((ontology / "regions.ttl", *extra))
        lines = (ontology / "regions.tsv").read_text(encoding="utf-8").splitlines()
        rows = (tuple(line.split("\t")) for line in lines[1:])
        ordinary = frozenset((ontology / "words.txt").read_text(encoding="utf-8").split())
        return cls(rows, names, ordinary, ontology / "towns.tsv.gz")

    def region(self, code: str, year: int | None = None) -> Region | None:
        """The region of that code in that year, or else the latest that had it."""
        held = self._by_code.get(code, [])
        return next((region for region in held if region.held(year)), held[-1] if held else None)

    def named(self, name: str, year: int | None = None) -> tuple[Region, ...]:
        """The regions of that name, the larger first; those of the year, or of any year where it has none."""
        known = [form.region for form in self.forms.get(name, ())]
        held = [region for region in known if region.held(year)]
        return _larger_first(held or known)

    def spelled(self, name: str) -> tuple[Region, ...]:
        """The regions of that name in Latin letters, with or without its kind, the larger first.

        Case, spaces, hyphens, apostrophes and the dots of ü count for nothing; regions that ended yield to those there.
        """
        key = _letters(name)
        known = self._spelt.get(key, [])
        if not known and (found := _SPELT_KIND.fullmatch(key)):
            kind = _SPELT_KINDS[found["kind"]]
            known = [region for region in self._spelt.get(found["stem"], ()) if region.name.endswith(kind)]
        return _larger_first([region for region in known if region.held(None)] or known)

    @cached_property
    def _spelt(self) -> Mapping[str, list[Region]]:
        spelt: dict[str, list[Region]] = {}
        for spellings, region in self._spellings:
            for spelling in spellings.split(", "):
                spelt.setdefault(_letters(spelling), []).append(region)
        return spelt

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes of the regions around, the nearest first, without the country."""
        known = self._ancestors.get(code)
        if known is None:
            region = self.region(code)
            within = region.within if region else None
            known = (within, *self.ancestors(within)) if within and within != NATION else ()
            self._ancestors[code] = known
        return known

    def inside(self, code: str, outer: str) -> bool:
        """Whether a region is the outer one or lies in it."""
        return outer in (code, NATION) or outer in self.ancestors(code)

    def occurrences(self, text: str) -> list[tuple[Span, str]]:
        """Every place where a name stands in the text, overlapping ones too, in order, the longest first."""
        found = [
            (Span(start, end), self._words[index])
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
        ]
        return sorted(found, key=lambda item: (item[0].start, -item[0].end))

    def abbreviated(self, text: str, within: Span) -> Iterator[Span]:
        """Where exactly two provinces stand side by side by their one-character names: 浙川."""
        spans = (Span(*found.span()) for found in self._two_provinces.finditer(text, *within))
        return (span for span in spans if not self._excludes.fullmatch(text, *span))

    def misleading(self, text: str) -> list[Span]:
        """The phrases of the text that hold a name without meaning the region."""
        return [Span(*found.span()) for found in self._excludes.finditer(text)]

    @cached_property
    def _prefectures(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for region in self.regions:
            if region.level == "prefecture" and region.end is None:
                found.setdefault(region.name[0], set()).add(region.code)
        for character, code in self.abbreviations.items():
            if not code.endswith("0000"):
                found.setdefault(character, set()).add(code)
        return {character: frozenset(codes) for character, codes in found.items()}

    def prefectures(self, character: str) -> frozenset[str]:
        """The prefectures whose name begins with the character, or that have it as their one-character name."""
        return self._prefectures.get(character, frozenset())

    def abuts(self, text: str, at: int) -> bool:
        """Whether the characters before and after an offset make an ordinary word together."""
        return text[at - 1 : at + 1] in self._ordinary

    def is_word(self, name: str) -> bool:
        """Whether a name is an ordinary word too."""
        return name in self._ordinary or name in self.homonyms

    @cached_property
    def _county_towns(self) -> Mapping[str, frozenset[str]]:
        lines = gzip.decompress(self._towns.read_bytes()).decode("utf-8").splitlines()[1:]
        return {line[:6]: frozenset(line[7:].split(" ")) for line in lines}

    @cached_property
    def _town_counties(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for county in self._county_towns:
            for town in self._county_towns[county]:
                found.setdefault(town, []).append(county)
        return {town: tuple(counties) for town, counties in found.items()}

    def towns(self, county: str) -> frozenset[str]:
        """The towns, townships and subdistricts of a county."""
        return self._county_towns.get(county, frozenset())

    def counties_of(self, town: str) -> tuple[str, ...]:
        """The codes of the counties that have a town of that name."""
        return self._town_counties.get(town, ())


def _letters(name: str) -> str:
    """A name in Latin letters as it is looked up."""
    plain = unicodedata.normalize("NFKD", name).lower().replace("v", "u")
    return "".join(mark for mark in plain if mark.isalpha())


def _larger_first(regions: list[Region]) -> tuple[Region, ...]:
    return tuple(sorted(regions, key=lambda region: (LEVELS.index(region.level), region.code)))


def _region(row: tuple[str, ...], aliases: tuple[str, ...]) -> tuple[Region, list[tuple[str, Strength]]]:
    """A row of the table as a region, and its forms."""
    code, name, level, within, start, end, successor, spellings = row
    said = [*forms_of(name, cast(Level, level)), *((alias, Strength.SHORT) for alias in aliases)]
    region = Region(
        code,
        name,
        cast(Level, level),
        within or None,
        int(start),
        int(end) if end else None,
        successor or None,
        tuple(dict.fromkeys(form for form, _ in said)),
        spellings.split(", ")[0],
    )
    return region, said


def read_names(paths: Iterable[Path]) -> Names:
    """The names that Turtle files give to regions.

    `skos:altLabel` and `skos:hiddenLabel` name a region as well as its official name does without its kind,
    `zx:abbreviation` is its one-character name, `zx:homonym` a name that is an ordinary word too, and
    `zx:excludes` a phrase that holds the name and does not mean the region.
    """
    aliases: dict[str, list[str]] = {}
    abbreviations: dict[str, str] = {}
    homonyms: set[str] = set()
    excludes: list[str] = []
    for path in paths:
        for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            found = REGION_IRI.search(getattr(triple.subject, "value", ""))
            if not found or not isinstance(triple.object, pyoxigraph.Literal):
                continue
            code, value = found[1], triple.object.value
            match triple.predicate.value:
                case predicate if predicate in (f"{SKOS}altLabel", f"{SKOS}hiddenLabel"):
                    aliases.setdefault(code, []).append(value)
                case predicate if predicate == f"{ZX}abbreviation":
                    abbreviations[value] = code
                case predicate if predicate == f"{ZX}homonym":
                    homonyms.add(value)
                case predicate if predicate == f"{ZX}excludes":
                    excludes.append(value)
    return Names(
        {code: tuple(dict.fromkeys(found)) for code, found in aliases.items()},
        abbreviations,
        # Who names a region by a word on purpose means the region.
        frozenset(homonyms.difference(*aliases.values())),
        tuple(dict.fromkeys(excludes)),
    )
