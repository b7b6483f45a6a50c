"""The annotated reports, once held out, and their annotations hang together."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

REPORTS = sorted((Path(__file__).parent / "reports").glob("*.txt"))
ROLES = {"value", "rate", "change", "previous", "target", "completion", "standard"}
BOUNDS = {"exact", "about", "more", "less"}
LONGEST_LABEL = 40


def read(path: Path) -> tuple[str, list[dict[str, Any]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        text = lines.read()
    records = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return text, [json.loads(record) for record in records]


def readings(field: Any) -> list[Any]:
    """The readings that count as right: a list holds several."""
    return field if isinstance(field, list) else [field]


def test_there_are_fourteen() -> None:
    assert len(REPORTS) == 14


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_quotes_stand_at_their_offsets(path: Path) -> None:
    text, records = read(path)
    assert records
    for record in records:
        assert text[record["at"] : record["at"] + len(record["quote"])] == record["quote"]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_observations_are_complete_and_apart(path: Path) -> None:
    _, records = read(path)
    observations = [record for record in records if record["type"] == "observation"]
    starts = {record["at"]: record for record in observations}
    for one, next_one in pairwise(sorted(observations, key=lambda record: record["at"])):
        assert one["at"] + len(one["quote"]) <= next_one["at"]
    for record in observations:
        assert set(readings(record["role"])) <= ROLES
        assert record["bound"] in BOUNDS
        assert len(record["label"]) <= LONGEST_LABEL
        assert all(any(word in record["label"] for word in readings(term)) for term in record["terms"])
        assert all(whole is None or whole in starts for whole in readings(record["part_of"]))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_regions_are_codes(path: Path) -> None:
    _, records = read(path)
    table = Path(__file__).parents[1] / "ontology" / "regions.tsv"
    codes = {line.split("\t", 1)[0] for line in table.read_text(encoding="utf-8").splitlines()[1:]} | {"100000"}
    named = [code for record in records for code in readings(record.get("region")) if code]
    named += [record[field] for record in records for field in ("code", "within") if str(record.get(field)).isdigit()]
    assert set(named) <= codes
