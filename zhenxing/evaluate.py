"""How near a table of facts comes to the facts that hold: whole facts, their fields, sets of names, and each miss.

A record is a line of the fact table. A golden record may be marked `optional` (neither for nor against), `broken`
(the text is damaged: a wrong reading counts, silence does not) or `repeats` (the offset of the place where the
report says the same first).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Final

from zhenxing.agreement import COMMON_INITIATIVES, FIELDS, Record, holds_terms
from zhenxing.scores import Miss, Score, Tally, total

WHOLE: Final = ("value", "unit", "label", "region", "end", "role")
_QUOTATION_MARKS: Final = str.maketrans("", "", "“”\"'‘’")


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


# What identifies a record of a kind that is compared as a set.
IDENTITY: Final[Mapping[str, Callable[[Record], tuple[str, ...]]]] = {
    "initiative": lambda record: (record["key"],),
    "cooperation": lambda record: (str(record["helper"]), str(record["helped"]), str(record.get("initiative"))),
    "place": lambda record: (
        (str(record["code"]),) if record.get("code") else (record["quote"], str(record.get("within")))
    ),
}


def _observations(golden: list[Record], facts: list[Record]) -> Iterator[Score]:
    """One score for every golden observation and for every fact that matches none."""
    partners = _paired(golden, facts)
    for wanted, j in _resolved(golden, partners):
        if j is not None:
            yield _compared(wanted, facts[j])
        elif not _unscored(wanted):
            lost = Tally(wanted=1)
            yield Score(lost, lost, misses=(Miss("observation", wanted["quote"], "missed", wanted.get("label") or ""),))
    for j in sorted(set(range(len(facts))) - set(partners.values())):
        extra = Tally(said=1)
        miss = Miss("observation", facts[j]["quote"], "not in the report", facts[j].get("label") or "")
        yield Score(extra, extra, misses=(miss,))


def _resolved(golden: list[Record], partners: Mapping[int, int]) -> Iterator[tuple[Record, int | None]]:
    """Every golden record with its fact; a fact found only where the report repeats it counts as the first."""
    again = {
        wanted["repeats"]: i for i, wanted in enumerate(golden) if wanted.get("repeats") is not None and i in partners
    }
    first = {i: again[wanted["at"]] for i, wanted in enumerate(golden) if i not in partners and wanted["at"] in again}
    for i, wanted in enumerate(golden):
        if i in first:
            yield {**golden[first[i]], "repeats": None}, partners[first[i]]
        else:
            yield wanted, None if i in first.values() else partners.get(i)


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
            if j not in used and _overlap(wanted, fact) and holds_terms(wanted, fact["quote"])
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
