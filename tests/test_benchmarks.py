"""The guard on speed: what it lets pass, what it stops, and that what it holds to is recorded."""

import json

import pytest

from benchmarks import road
from benchmarks.measuring import Told

RECORDED = json.loads(road.RECORD.read_text(encoding="utf-8"))["road"]


@pytest.mark.parametrize(
    ("value", "least", "kept"), [(4.9, False, True), (5.1, False, False), (5.1, True, True), (4.9, True, False)]
)
def test_a_bound(value: float, least: bool, kept: bool) -> None:
    assert Told("a ratio", value, "×", 5, least).kept is kept


@pytest.mark.parametrize(("growth", "kept"), [(1.0, True), (1.2, True), (1.3, False)])
def test_the_guard_stops_a_slow_down(monkeypatch: pytest.MonkeyPatch, growth: float, kept: bool) -> None:
    monkeypatch.setattr(road, "measured", lambda: road.Road(0, 0, RECORDED * growth))
    assert road.guard().kept is kept


def test_the_guard_gives_a_busy_machine_another_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    ratios = iter([RECORDED * 2, RECORDED])
    monkeypatch.setattr(road, "measured", lambda: road.Road(0, 0, next(ratios)))
    assert road.guard().kept
