"""How near a table of facts comes to the facts that hold: whole facts, their fields, sets of names, and each miss.

A record is a line of the fact table. A golden record may offer a list of accepted readings for `role`, `region`,
`end`, `part_of` and `theme`, `terms` in place of one right label, and the marks `optional` (neither for nor
against), `broken` (the text is damaged: a wrong reading counts, silence does not) and `repeats` (the offset of
the place where the report says the same first).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any, Final

Record = Mapping[str, Any]

PEOPLE: Final = frozenset({"人", "名", "位", "个人", "口"})
IMPLIED_UNITS: Final = frozenset({"人", "元"})  # what a numeral without a unit can count
NATION: Final = frozenset({"100000", "000000"})
LONGEST_LABEL: Final = 40  # characters; a label is a name, not the sentence
WHOLE: Final = ("value", "unit", "label", "region", "end", "role")
# Initiatives known by one key in every report; any other goes by its name as written.
COMMON_INITIATIVES: Final = frozenset(
    "百日攻坚 东西部协作 驻村帮扶 定点帮扶 消费帮扶 小额信贷 防返贫监测 帮扶车间 "
    "光伏帮扶 公益岗位 易地搬迁后续扶持 示范创建 千万工程 春风行动 一键报贫".split()
)
_QUOTATION_MARKS: Final = str.maketrans("", "", "“”\"'‘’")


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


@dataclass(frozen=True, slots=True)
class Miss:
    """What went wrong with one record: `missed`, `wrong` (with the fields), `broken` or `not in the report`."""

    kind: str
    quote: str
    what: str
    detail: str = ""


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


def read(path: Path) -> list[Record]:
    """The records of a JSON Lines file, numbers exact."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line, parse_float=Decimal) for line in lines if line.strip()]


def evaluate(golden: Path, facts: Iterable[Record]) -> dict[str, Score]:
    """The score of every report that has a golden file in the folder; facts name theirs in `report`."""
    said: defaultdict[str, list[Record]] = defaultdict(list)
    for fact in facts:
        said[_stem(str(fact["report"]))].append(fact)
    return {_stem(path.name): score(read(path), said[_stem(path.name)]) for path in sorted(golden.glob("*.jsonl"))}


def score(golden: Iterable[Record], facts: Iterable[Record]) -> Score:
    """How near the facts of one report come to its golden records.

    >>> town = {"type": "place", "quote": "栲栳镇", "within": "140881"}
    >>> score([town], [town]).kinds["place"]
    Tally(right=1, said=1, wanted=1)
    """
    wanted, said = _by_type(golden), _by_type(facts)
    return total(
        (
            *_observations(wanted["observation"], said["observation"]),
            _measures(wanted["measure"], said["measure"]),
            *(_names(kind, wanted[kind], said[kind]) for kind in IDENTITY),
            _named_initiatives(wanted["initiative"], said["initiative"]),
        )
    )


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


def _ratio(part: int, all_of_it: int) -> float:
    return part / all_of_it if all_of_it else 1.0


def _stem(name: str) -> str:
    return PurePath(name).name.removesuffix(".txt").removesuffix(".jsonl")


def _by_type(records: Iterable[Record]) -> defaultdict[str, list[Record]]:
    kinds: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        kinds[record["type"]].append(record)
    return kinds


def _overlap(one: Record, other: Record) -> bool:
    return bool(one["at"] < other["at"] + len(other["quote"]) and other["at"] < one["at"] + len(one["quote"]))


def _unscored(wanted: Record) -> bool:
    return bool(wanted.get("optional") or wanted.get("broken") or wanted.get("repeats") is not None)


def _readings(wanted: object) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _same_value(wanted: Record, fact: Record) -> bool:
    return fact.get("value") is not None and Decimal(str(wanted["value"])) == Decimal(str(fact["value"]))


def _same_unit(wanted: Record, fact: Record) -> bool:
    one, other = wanted.get("unit") or "", fact.get("unit") or ""
    return one == other or {one, other} <= PEOPLE or (not one and other in IMPLIED_UNITS)


def _holds_terms(wanted: Record, words: str) -> bool:
    """Every term stands in the words; a term given as a list stands for any of its alternatives."""
    text = "".join(words.split())
    return all(any(choice in text for choice in _readings(term)) for term in wanted.get("terms") or ())


def _same_label(wanted: Record, fact: Record) -> bool:
    labels = (fact.get("label"), fact.get("metric_label"))
    return _holds_terms(wanted, " ".join(label for label in labels if label and len(label) <= LONGEST_LABEL))


def _same_date(wanted: str | None, said: str | None) -> bool:
    """Both unknown, or the wanted date, perhaps said more precisely."""
    return said is None if wanted is None else bool(said and said.startswith(wanted))


def _one_of(name: str) -> Callable[[Record, Record], bool]:
    return lambda wanted, fact: fact.get(name) in _readings(wanted.get(name))


def _same_region(wanted: Record, fact: Record) -> bool:
    region, accepted = fact.get("region"), _readings(wanted.get("region"))
    return region in accepted or (region in NATION and not NATION.isdisjoint(accepted))


def _common(record: Record) -> frozenset[str]:
    return COMMON_INITIATIVES.intersection(record.get("initiatives") or ())


# What makes each field of an observation right.
FIELDS: Final[Mapping[str, Callable[[Record, Record], bool]]] = {
    "value": _same_value,
    "unit": _same_unit,
    "bound": lambda wanted, fact: (wanted.get("bound") or "exact") == (fact.get("bound") or "exact"),
    "role": _one_of("role"),
    "label": _same_label,
    "region": _same_region,
    "end": lambda wanted, fact: any(_same_date(end, fact.get("end")) for end in _readings(wanted.get("end"))),
    "start": lambda wanted, fact: wanted.get("start") is None or _same_date(wanted["start"], fact.get("start")),
    "part_of": _one_of("part_of"),
    "theme": _one_of("theme"),
    "initiatives": lambda wanted, fact: _common(wanted) == _common(fact),
}
# What identifies a record of a kind that is compared as a set.
IDENTITY: Final[Mapping[str, Callable[[Record], tuple[str, ...]]]] = {
    "initiative": lambda record: (record["key"],),
    "cooperation": lambda record: (str(record["helper"]), str(record["helped"]), str(record.get("initiative"))),
    "place": lambda record: (
        (str(record["code"]),) if record.get("code") else (record["quote"], str(record.get("within")))
    ),
}


def _observations(golden: list[Record], facts: list[Record]) -> Iterator[Score]:
    """One score for every golden observation and every fact that matches none."""
    partners = _paired(golden, facts)
    taken = set(partners.values())
    again = {
        wanted["repeats"]: i for i, wanted in enumerate(golden) if wanted.get("repeats") is not None and i in partners
    }
    for i, wanted in enumerate(golden):
        if i in partners:
            if again.get(wanted.get("repeats")) != i or _first_is_found(golden, partners, wanted["repeats"]):
                yield _compared(wanted, facts[partners[i]])
        elif wanted["at"] in again:
            repeat = again[wanted["at"]]
            yield _compared({**golden[repeat], "repeats": None}, facts[partners[repeat]])
        elif not _unscored(wanted):
            lost = Tally(wanted=1)
            yield Score(lost, lost, misses=(Miss("observation", wanted["quote"], "missed", wanted.get("label") or ""),))
    for j, fact in enumerate(facts):
        if j not in taken:
            extra = Tally(said=1)
            miss = Miss("observation", fact["quote"], "not in the report", fact.get("label") or "")
            yield Score(extra, extra, misses=(miss,))


def _first_is_found(golden: list[Record], partners: Mapping[int, int], at: int) -> bool:
    return all(i in partners for i, wanted in enumerate(golden) if wanted["at"] == at)


def _paired(golden: list[Record], facts: list[Record]) -> dict[int, int]:
    """Golden records and facts whose quotes overlap, the nearest starts first, each used once."""
    near = sorted(
        (abs(wanted["at"] - fact["at"]), i, j)
        for i, wanted in enumerate(golden)
        for j, fact in enumerate(facts)
        if _overlap(wanted, fact)
    )
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in near:
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    return partners


def _compared(wanted: Record, fact: Record) -> Score:
    """The verdict on a golden observation and the fact that overlaps it."""
    right = {name: same(wanted, fact) for name, same in FIELDS.items()}
    whole = all(right[name] for name in WHOLE)
    if _unscored(wanted):
        if not wanted.get("broken") or whole:
            return Score()
        invented = Tally(said=1)
        return Score(
            invented, invented, misses=(Miss("observation", fact["quote"], "broken", fact.get("label") or ""),)
        )
    wrong = [name for name in FIELDS if not right[name]]
    detail = "; ".join(
        f"{name}: {wanted.get(name if name != 'label' else 'terms')} ≠ {fact.get(name)}" for name in wrong
    )
    return Score(
        Tally(1, 1, 1),
        Tally(int(whole), 1, 1),
        {name: Tally(int(verdict), 1, 1) for name, verdict in right.items()},
        misses=(Miss("observation", wanted["quote"], "wrong " + ", ".join(wrong), detail),) if wrong else (),
    )


def _measures(golden: list[Record], facts: list[Record]) -> Score:
    """A measure is found where a fact overlaps it and holds its terms."""
    used: set[int] = set()
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    for wanted in golden:
        fits = (
            j
            for j, fact in enumerate(facts)
            if j not in used and _overlap(wanted, fact) and _holds_terms(wanted, fact["quote"])
        )
        found = next(fits, None)
        if found is not None:
            used.add(found)
            counts["neutral" if _unscored(wanted) else "right"] += 1
        elif not _unscored(wanted):
            misses.append(Miss("measure", wanted["quote"], "missed"))
    misses += [Miss("measure", fact["quote"], "not in the report") for j, fact in enumerate(facts) if j not in used]
    scored = sum(not _unscored(wanted) for wanted in golden)
    return Score(
        kinds={"measure": Tally(counts["right"], len(facts) - counts["neutral"], scored)}, misses=tuple(misses)
    )


def _names(kind: str, golden: list[Record], facts: list[Record]) -> Score:
    """Records compared as a set by what identifies them; of the initiatives, the common ones."""
    name = IDENTITY[kind]
    sure = {name(record) for record in golden if not record.get("optional")}
    unsure = {name(record) for record in golden if record.get("optional")}
    said = {name(record) for record in facts}
    if kind == "initiative":
        sure, unsure, said = ({key for key in keys if key[0] in COMMON_INITIATIVES} for keys in (sure, unsure, said))
    right, wrong = sure & said, said - sure - unsure
    misses = [Miss(kind, " ".join(key), "missed") for key in sorted(sure - said)]
    misses += [Miss(kind, " ".join(key), "not in the report") for key in sorted(wrong)]
    return Score(kinds={kind: Tally(len(right), len(right) + len(wrong), len(sure))}, misses=tuple(misses))


def _named_initiatives(golden: list[Record], facts: list[Record]) -> Score:
    """Initiatives that go by their own name: found where one name holds the other."""
    said = _own_names(facts)
    wanted = _own_names(record for record in golden if not record.get("optional"))
    found = {name for name in wanted if any(name in other or other in name for other in said)}
    misses = tuple(Miss("initiative", name, "missed") for name in sorted(wanted - found))
    return Score(kinds={"named initiative": Tally(len(found), len(said), len(wanted))}, misses=misses)


def _own_names(records: Iterable[Record]) -> set[str]:
    names = (str(record["key"]) for record in records if record["key"] not in COMMON_INITIATIVES)
    return {name.translate(_QUOTATION_MARKS) for name in names}
