"""How near a table of facts comes to the facts that hold: whole facts, their fields, sets of names, and each miss.

A record is a line of the fact table. A golden record may be marked `optional` (neither for nor against), `broken`
(the text is damaged: a wrong reading counts, silence does not) or `repeats` (the offset of the place where the
report says the same first). A field that a golden record leaves out is not judged.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from zhenxing.evaluate.agreement import COMMON_INITIATIVES, FIELDS, SHOWN_BY, Record, holds_terms
from zhenxing.evaluate.scores import Difference, Miss, Score, Tally, total

WHOLE: Final = ("value", "unit", "label", "region", "end", "role")
EXTRA: Final = "not in the report"
_QUOTATION_MARKS: Final = str.maketrans("", "", "“”\"'‘’")


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
            yield Score(lost, lost, misses=(_miss(wanted, "missed"),))
    for j in sorted(set(range(len(facts))) - set(partners.values())):
        extra = Tally(said=1)
        yield Score(extra, extra, misses=(_miss(facts[j], EXTRA),))


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
    right = {name: same(wanted, fact) for name, same in FIELDS.items() if SHOWN_BY.get(name, name) in wanted}
    whole = all(right.get(name, True) for name in WHOLE)
    if _unscored(wanted):
        if not wanted.get("broken") or whole:
            return Score()
        invented = Tally(said=1)
        return Score(invented, invented, misses=(_miss(fact, "broken"),))
    wrong = [name for name in right if not right[name]]
    differences = tuple(Difference(name, wanted[SHOWN_BY.get(name, name)], fact.get(name)) for name in wrong)
    return Score(
        Tally(1, 1, 1),
        Tally(int(whole), 1, 1),
        {name: Tally(int(verdict), 1, 1) for name, verdict in right.items()},
        misses=(_miss(wanted, "wrong " + ", ".join(wrong), differences),) if wrong else (),
    )


def _miss(record: Record, what: str, differences: tuple[Difference, ...] = (), name: str | None = None) -> Miss:
    """What went wrong with a record, by its quote or by the name that identifies it."""
    return Miss(record["type"], name or record["quote"], what, record.get("label") or "", differences, record["at"])


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
            misses.append(_miss(wanted, "missed"))
    misses += [_miss(fact, EXTRA) for j, fact in enumerate(facts) if j not in used]
    scored = sum(not _unscored(wanted) for wanted in golden)
    return Score(
        kinds={"measure": Tally(counts["right"], len(facts) - counts["neutral"], scored)}, misses=tuple(misses)
    )


def _names(kind: str, golden: list[Record], facts: list[Record]) -> Score:
    """Records compared as a set by what identifies them; of the initiatives, the common ones."""
    name = IDENTITY[kind]
    sure = _first(name, (record for record in golden if not record.get("optional")))
    unsure = _first(name, (record for record in golden if record.get("optional")))
    said = _first(name, facts)
    if kind == "initiative":
        sure, unsure, said = (
            {key: record for key, record in records.items() if key[0] in COMMON_INITIATIVES}
            for records in (sure, unsure, said)
        )
    right = len(sure.keys() & said.keys())
    lost = [key for key in sure if key not in said]
    extra = [key for key in said if key not in sure and key not in unsure]
    misses = [_miss(sure[key], "missed", name=" ".join(key)) for key in lost]
    misses += [_miss(said[key], EXTRA, name=" ".join(key)) for key in extra]
    return Score(kinds={kind: Tally(right, right + len(extra), len(sure))}, misses=tuple(misses))


def _first(name: Callable[[Record], tuple[str, ...]], records: Iterable[Record]) -> dict[tuple[str, ...], Record]:
    """The first record of each name."""
    named: dict[tuple[str, ...], Record] = {}
    for record in records:
        named.setdefault(name(record), record)
    return named


def _named_initiatives(golden: list[Record], facts: list[Record]) -> Score:
    """Initiatives that go by their own name: found where one name holds the other."""
    said = _own_names(facts)
    wanted = _own_names(record for record in golden if not record.get("optional"))
    found = {name for name in wanted if any(name in other or other in name for other in said)}
    misses = tuple(_miss(wanted[name], "missed", name=name) for name in wanted if name not in found)
    return Score(kinds={"named initiative": Tally(len(found), len(said), len(wanted))}, misses=misses)


def _own_names(records: Iterable[Record]) -> dict[str, Record]:
    """The first record of each initiative that is not a common one, by its name without quotation marks."""
    own = (record for record in records if record["key"] not in COMMON_INITIATIVES)
    return {key[0]: record for key, record in _first(_bare, own).items()}


def _bare(record: Record) -> tuple[str, ...]:
    return (str(record["key"]).translate(_QUOTATION_MARKS),)
