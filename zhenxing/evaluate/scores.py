"""Tallies of what was right, said and wanted, and the score they make up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from zhenxing.evaluate.agreement import FIELDS


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were right, of those said and of those wanted; nothing said of nothing wanted is perfect."""

    right: int = 0
    said: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right."""
        return _ratio(self.right, self.said)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was said rightly."""
        return _ratio(self.right, self.wanted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _ratio(2 * self.right, self.said + self.wanted)

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.right + other.right, self.said + other.said, self.wanted + other.wanted)


class Difference(NamedTuple):
    """A field on which a fact and its golden record disagree: what holds, and what was said."""

    field: str
    gold: Any
    said: Any

    def __str__(self) -> str:
        """The field, what holds, what was said."""
        return f"{self.field}: {plain(self.gold)} ≠ {plain(self.said)}"


@dataclass(frozen=True, slots=True)
class Miss:
    """What went wrong with one record: `missed`, `wrong` (with the fields), `broken` or `not in the report`."""

    kind: str
    quote: str
    what: str
    label: str = ""
    differences: tuple[Difference, ...] = ()
    at: int = 0
    sentence: str = ""

    @property
    def detail(self) -> str:
        """The differences, or the label where there are none."""
        return "; ".join(map(str, self.differences)) or self.label


@dataclass(frozen=True, slots=True)
class Score:
    """The tallies of a comparison: observations found, whole facts, each field of those found, each other kind."""

    detection: Tally = Tally()
    whole: Tally = Tally()
    fields: Mapping[str, Tally] = field(default_factory=dict)
    kinds: Mapping[str, Tally] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()

    def figures(self) -> dict[str, float]:
        """The ratios by name, the headline first."""
        return {
            "whole-fact F1": self.whole.f1,
            "whole-fact precision": self.whole.precision,
            "whole-fact recall": self.whole.recall,
            "detection precision": self.detection.precision,
            "detection recall": self.detection.recall,
            **{f"{name} right": self.fields.get(name, Tally()).precision for name in FIELDS},
            **{f"{kind} F1": tally.f1 for kind, tally in self.kinds.items() if kind != "named initiative"},
            "named initiative recall": self.kinds.get("named initiative", Tally()).recall,
        }


def total(scores: Iterable[Score]) -> Score:
    """Several scores as one."""
    detection = whole = Tally()
    fields: defaultdict[str, Tally] = defaultdict(Tally)
    kinds: defaultdict[str, Tally] = defaultdict(Tally)
    misses: list[Miss] = []
    for one in scores:
        detection += one.detection
        whole += one.whole
        misses += one.misses
        for sums, part in ((fields, one.fields), (kinds, one.kinds)):
            for name, tally in part.items():
                sums[name] += tally
    return Score(detection, whole, dict(fields), dict(kinds), tuple(misses))


def plain(value: Any) -> str:
    """A field's value for the eye: alternatives by a bar, nothing as a dash.

    >>> plain(["务工", ["脱贫劳动力", "脱贫人口"]])
    '务工, 脱贫劳动力|脱贫人口'
    """
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return ", ".join("|".join(map(plain, one)) if isinstance(one, list) else plain(one) for one in value)
    return str(value)


def _ratio(part: int, all_of_it: int) -> float:
    return part / all_of_it if all_of_it else 1.0
