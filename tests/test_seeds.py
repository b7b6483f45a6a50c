"""The seeds and their golden facts: every golden record fits its text, and the builder comes near them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from builders.facts import Report
from builders.pipeline import Reader
from builders.sources.source import read_source
from builders.text import Span, narrow
from builders.vocabulary.lexicon import Lexicon
from zhenxing.evaluate.golden import read
from zhenxing.evaluate.scoring import score

ROOT = Path(__file__).parent.parent
STEMS = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))
ROLES = {"value", "rate", "change", "previous", "target", "completion", "standard"}
BOUNDS = {"exact", "about", "more", "less"}
STATUSES = {"done", "under way", "planned"}
TYPES = {"observation", "measure", "initiative", "cooperation", "place", "organisation", "document"}
DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def text_of(stem: str) -> str:
    with (ROOT / "seeds" / f"{stem}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def golden(stem: str, kind: str | None = None) -> list[dict[str, Any]]:
    records = read(ROOT / "tests" / "golden" / f"{stem}.jsonl")
    return [dict(record) for record in records if kind in (None, record["type"])]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def readings(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_every_seed_has_its_golden_file_and_its_source() -> None:
    assert sorted(path.stem for path in (ROOT / "tests" / "golden").glob("*.jsonl")) == STEMS
    assert len(STEMS) == 5
    sources = (ROOT / "seeds" / "SOURCES.md").read_text(encoding="utf-8")
    assert all(f"`{stem}.txt`" in sources for stem in STEMS)


def test_the_golden_files_hold_many_facts_of_every_kind() -> None:
    kinds = [record["type"] for stem in STEMS for record in golden(stem)]
    assert set(kinds) == TYPES
    assert kinds.count("observation") == 331
    assert kinds.count("measure") > 300


@pytest.mark.parametrize("stem", STEMS)
def test_every_quote_stands_at_its_offset(stem: str) -> None:
    text = text_of(stem)
    for record in golden(stem):
        assert text[record["at"] : record["at"] + len(record["quote"])] == record["quote"] != ""


@pytest.mark.parametrize("stem", STEMS)
def test_the_golden_records_are_in_the_order_of_the_text(stem: str) -> None:
    places = [record["at"] for record in golden(stem)]
    assert all(one <= other for one, other in pairwise(places))


@pytest.mark.parametrize("stem", STEMS)
def test_part_of_and_repeats_point_to_records(stem: str) -> None:
    for kind in ("observation", "measure"):
        places = {record["at"]: record for record in golden(stem, kind)}
        for at, record in places.items():
            for whole in readings(record.get("part_of")):
                assert whole is None or (whole in places and whole != at)
            first = record.get("repeats")
            assert first is None or (first in places and first < at)


@pytest.mark.parametrize("stem", STEMS)
def test_a_part_is_no_more_than_its_whole(stem: str) -> None:
    figures = {record["at"]: record for record in golden(stem, "observation")}
    for record in figures.values():
        if isinstance(record["part_of"], int) and record["unit"] == figures[record["part_of"]]["unit"]:
            assert record["value"] <= figures[record["part_of"]]["value"]


@pytest.mark.parametrize("stem", STEMS)
def test_the_codes_are_of_their_lists(stem: str, lexicon: Lexicon) -> None:
    for record in golden(stem):
        assert record["type"] in TYPES
        for code in (*readings(record.get("region")), record.get("code")):
            assert code is None or re.fullmatch(r"\d{6}", code)
        assert record.get("theme") is None or set(readings(record["theme"])) <= set(lexicon.themes)
        assert record.get("status") in {None, *STATUSES}
    for record in golden(stem, "observation"):
        assert set(readings(record["role"])) <= ROLES
        assert record["bound"] in BOUNDS
        assert all(date is None or DATE.fullmatch(date) for date in (*readings(record["end"]), record["start"]))


@pytest.mark.parametrize("stem", STEMS)
def test_the_value_is_that_of_the_quote(stem: str) -> None:
    for record in golden(stem, "observation"):
        quote = "".join(narrow(record["quote"]).split())
        found = re.match(r"[\d.]+", quote)
        if found:
            scale = 10 ** (4 * quote.count("万") + 8 * quote.count("亿"))
            assert abs(float(found.group()) * scale - float(record["value"])) < 1e-3
        assert record["unit"] in quote


@pytest.mark.parametrize("stem", STEMS)
def test_the_terms_stand_near_their_figure(stem: str) -> None:
    text = narrow(text_of(stem))
    for record in golden(stem, "observation"):
        if not record.get("broken") and record.get("repeats") is None:
            start = max(text.rfind("\n", 0, record["at"]), record["at"] - 400)
            near = text[start + 1 : record["at"] + 200]
            for term in record["terms"]:
                assert any(narrow(choice) in near for choice in readings(term)), (record["quote"], term)


@pytest.mark.parametrize("stem", STEMS)
def test_the_measures_hold_their_terms(stem: str) -> None:
    for record in golden(stem, "measure"):
        for term in record["terms"]:
            assert any(choice in record["quote"] for choice in readings(term)), (record["quote"], term)


def unquoted_numerals(stem: str) -> Iterator[str]:
    """The numerals of a seed, with a few characters around, that no golden observation covers."""
    text = narrow(text_of(stem))
    covered = {
        position
        for record in golden(stem, "observation")
        for position in range(record["at"], record["at"] + len(record["quote"]))
    }
    for numeral in re.finditer(r"\d[\d.]*", text):
        if numeral.start() not in covered:
            yield text[max(0, numeral.start() - 12) : numeral.end() + 12]


@pytest.mark.parametrize("stem", STEMS)
def test_every_numeral_left_out_is_a_date_a_name_or_furniture(stem: str) -> None:
    other = re.compile(
        r"\d+[年月日]|\d{4}-|-\d\d|:\d\d|\d-\d|5\+1|“131”|6\+10|“5155”|100周年|\[1\]|\.png|\.jpg|热线|\d,\D"
    )
    assert [words for words in unquoted_numerals(stem) if not other.search(words)] == []


# The whole-fact F1 that the builder reaches on each seed: a floor that only rises.
FLOORS = {
    "changzhi-2022": 1.0,
    "lanzhou-2023": 0.97,
    "mianyang-2021": 1.0,
    "yuncheng-2023-review": 1.0,
    "yuncheng-2023-spring": 0.88,
}


@pytest.fixture(scope="module")
def reports(lexicon: Lexicon) -> dict[str, list[dict[str, Any]]]:
    """The facts that the builder reads in every seed."""
    reader = Reader.load()
    return {stem: list(records(reader.read(read_source(ROOT / "seeds" / f"{stem}.txt")), lexicon)) for stem in STEMS}


def records(report: Report, lexicon: Lexicon) -> Iterator[dict[str, Any]]:
    """A report's facts as the lines of the fact table that are compared."""
    for observation in report.observations:
        fields = (
            "value",
            "unit",
            "bound",
            "role",
            "label",
            "region",
            "start",
            "end",
            "part_of",
            "theme",
            "initiatives",
        )
        metric = lexicon.metrics.get(observation.metric or "")
        yield {
            **passage("observation", observation.span, report),
            **{name: getattr(observation, name) for name in fields},
            "metric_label": metric.zh if metric else None,
        }
    for measure in report.measures:
        yield passage("measure", measure.span, report)
    for campaign in report.campaigns:
        yield {**passage("initiative", campaign.span, report), "key": campaign.key}
    for pairing in report.pairings:
        sides = {"helper": pairing.helper, "helped": pairing.helped, "initiative": pairing.initiative}
        yield {**passage("cooperation", pairing.span, report), **sides}
    for place in report.places:
        yield {**passage("place", place.span, report), "code": place.code, "within": place.within}


def passage(kind: str, span: Span, report: Report) -> dict[str, Any]:
    return {"type": kind, "at": span.start, "quote": span.of(report.text)}


@pytest.mark.parametrize("stem", STEMS)
def test_the_builder_comes_near_the_golden_facts(stem: str, reports: dict[str, list[dict[str, Any]]]) -> None:
    result = score(golden(stem), reports[stem])
    assert result.whole.f1 >= FLOORS[stem], "\n".join(map(str, result.misses))
    assert result.detection.precision >= 0.99
    assert result.detection.recall >= 0.99


@pytest.mark.parametrize("stem", STEMS)
def test_every_fact_of_the_builder_quotes_its_seed(stem: str, reports: dict[str, list[dict[str, Any]]]) -> None:
    text = text_of(stem)
    for fact in reports[stem]:
        assert text[fact["at"] : fact["at"] + len(fact["quote"])] == fact["quote"] != ""
