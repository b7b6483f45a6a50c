"""A corpus of any size whose facts are known: paragraphs of the seeds, told of other regions, years and figures.

    python -m benchmarks.corpus 2000 --into corpus

writes `corpus/texts/*.txt` and for each its golden facts in `corpus/gold/*.jsonl` (docs/gold.md).
"""

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from builders.regions.gazetteer import Gazetteer, Region, Strength

ROOT: Final = Path(__file__).parent.parent
FIRST, LAST = 2018, 2025
PARAGRAPHS: Final = (4, 9)
OPENING: Final = "{region}{year}年巩固拓展脱贫攻坚成果工作情况\n\n{year}年，{region}推进乡村全面振兴，情况总结如下。\n"
_YEAR: Final = re.compile(r"20[12]\d(?=年|-20)")
_DIGITS: Final = re.compile(r"\d[\d.]*")
_AUTONOMOUS: Final = ("15", "45", "54", "64", "65")  # provinces that do not call themselves 全省
_KINDS: Final = {"prefecture": "市", "county": "市县"}  # not 区: too many names stand in several cities
_SHIFTED: Final = ("start", "end")
_NAMED: Final = re.compile(r"本报|记者|作者|http")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a seed with its golden figures, counted from its beginning; `city` and `year` are its report's."""

    text: str
    city: str
    year: int
    figures: tuple[Record, ...]


def paragraphs(gazetteer: Gazetteer) -> list[Paragraph]:
    """The paragraphs of the seeds that stand by themselves: of their city and year alone, each figure in its words."""
    found = []
    for file in sorted((ROOT / "seeds").glob("*.txt")):
        text = file.read_bytes().decode()
        gold = (ROOT / "tests" / "golden" / f"{file.stem}.jsonl").read_text(encoding="utf-8")
        records = [json.loads(line, parse_float=Decimal) for line in gold.splitlines()]
        city = next(place for place in records if place["type"] == "place" and place.get("code", "").endswith("00"))
        year = int(re.findall(r"20\d\d", file.stem)[0])
        home = next(region for region in gazetteer.regions if region.code == city["code"] and region.held(year))
        start = 0
        for line in text.split("\n"):
            figures = _figures(records, start, start + len(line))
            if figures and _stands_alone(line, figures, home, year, gazetteer):
                found.append(Paragraph(line, home.name, year, tuple(figures)))
            start += len(line) + 1
    return found


def _figures(records: Sequence[Record], start: int, end: int) -> list[Record]:
    """The golden figures of a stretch, counted from its beginning."""
    inside = [each for each in records if each["type"] == "observation" and start <= each["at"] < end]
    return [
        each | {"at": each["at"] - start} | ({"part_of": each["part_of"] - start} if each.get("part_of") else {})
        for each in inside
    ]


def _stands_alone(line: str, figures: Sequence[Record], home: Region, year: int, gazetteer: Gazetteer) -> bool:
    """Whether a paragraph can be told of another city and year."""
    places = {line[span.start : span.end] for span, _ in gazetteer.occurrences(line)}
    full = {name for name in places if any(form.strength is Strength.FULL for form in gazetteer.forms.get(name, ()))}
    terms = (term for each in figures for term in each.get("terms", ()))
    return (
        full <= {home.name}
        and not _NAMED.search(line)
        and all(each["region"] == home.code and str(each.get("end")).startswith(str(year)) for each in figures)
        and all(0 <= (each.get("part_of") or 0) < len(line) and "repeats" not in each for each in figures)
        and all(any(word in line for word in ([term] if isinstance(term, str) else term)) for term in terms)
    )


def regions(gazetteer: Gazetteer) -> list[Region]:
    """Cities and counties of two characters, so that a name takes the place of another without moving a character."""
    return [
        region
        for region in gazetteer.regions
        if len(region.name) == 3 and region.name[-1] in _KINDS.get(region.level, "")
        if region.held(FIRST) and region.held(LAST) and region.code[:2] not in _AUTONOMOUS
        if all(len(gazetteer.forms[name]) == 1 for name in region.names)
    ]


def told(paragraph: Paragraph, region: Region, year: int, chance: random.Random) -> tuple[str, list[Record]]:
    """The paragraph told of another region and year, with other figures."""
    text = paragraph.text.replace(paragraph.city, region.name).replace(paragraph.city[:2], region.name[:2])
    text = text.replace("全市", f"全{region.name[-1]}")
    shift = year - paragraph.year
    text = _YEAR.sub(lambda found: str(int(found[0]) + shift), text)
    related = {each["part_of"] for each in paragraph.figures if each.get("part_of") is not None}
    figures = []
    for each in paragraph.figures:
        new = each | {"region": region.code}
        for name in _SHIFTED:
            if new.get(name):
                new[name] = str(int(new[name][:4]) + shift) + new[name][4:]
        if each.get("part_of") is None and each["at"] not in related and each["value"] == int(each["value"]) > 100:
            new |= _other(each, chance)
        text = text[: new["at"]] + new["quote"] + text[new["at"] + len(new["quote"]) :]
        figures.append(new)
    return text, figures


def _other(figure: Record, chance: random.Random) -> Record:
    """Another figure of the same form; the same where it is not written in digits alone."""
    found = _DIGITS.search(figure["quote"])
    if not found or "." in found[0] or len(_DIGITS.findall(figure["quote"])) != 1:
        return {}
    digits = (
        str(chance.randint(1, 9)) + "".join(str(chance.randint(0, 9)) for _ in found[0][2:]) + str(chance.randint(1, 9))
    )
    digits = digits[: len(found[0])]
    value = Decimal(figure["value"]) / Decimal(found[0]) * Decimal(digits)
    return {"quote": figure["quote"].replace(found[0], digits), "value": value}


def reports(count: int, seed: int) -> Iterator[tuple[str, str, list[Record]]]:
    """So many reports: their names, texts and golden figures; the same for the same seed."""
    gazetteer = Gazetteer.load()
    stock, places = paragraphs(gazetteer), regions(gazetteer)
    chance = random.Random(seed)
    for number in range(count):
        region, year = chance.choice(places), chance.randint(FIRST, LAST)
        text = OPENING.format(region=region.name, year=year)
        gold: list[Record] = []
        for paragraph in chance.sample(stock, min(len(stock), chance.randint(*PARAGRAPHS))):
            words, figures = told(paragraph, region, year, chance)
            text += "\n"
            for each in figures:
                moved = {"part_of": each["part_of"] + len(text)} if each.get("part_of") is not None else {}
                gold.append(each | {"at": each["at"] + len(text)} | moved)
            text += words + "\n"
        yield f"report-{number:06}", text, gold


def _json(record: Record) -> str:
    """A record as a line; numbers with all their digits."""
    value = record.get("value")
    rest = {name: cell for name, cell in record.items() if name != "value"}
    line = json.dumps(rest, ensure_ascii=False, default=str)
    return line if value is None else f'{line[:-1]}, "value": {format(Decimal(value), "f")}}}'


def main() -> None:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    for part in ("texts", "gold"):
        (given.into / part).mkdir(parents=True, exist_ok=True)
    for name, text, gold in reports(given.count, given.seed):
        (given.into / "texts" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        lines = "".join(f"{_json(record)}\n" for record in gold)
        (given.into / "gold" / f"{name}.jsonl").write_text(lines, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
