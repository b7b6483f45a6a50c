"""What two graphs say differently of the same reports: facts added, removed and changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal

from zhenxing.diff.alignment import Alignment
from zhenxing.facts import FIELDS, Record, Value
from zhenxing.files import FileError
from zhenxing.folder import Folder
from zhenxing.held import facts_of

Kind = Literal["added", "removed", "changed"]
# A fact is one place in the text and what is said of it; which rule found it says nothing about the world.
_UNCOMPARED: Final = frozenset({"type", "report", "at", "rule"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the fact of either graph, and of a changed one the fields with their old and new values."""

    kind: Kind
    report: str
    old: Record | None
    new: Record | None
    fields: Mapping[str, tuple[Value, Value]]

    @property
    def fact(self) -> Record:
        """The fact as it is now, or as it was."""
        return self.new or self.old or {}


def changes(old: Folder, new: Folder) -> Iterator[Change]:
    """The differences of two graphs, by report and place in the text."""
    before, after = _by_report(old), _by_report(new)
    for report in sorted({*before, *after}):
        alignment = _alignment(old, new, report)
        yield from _changes(report, before.get(report, []), after.get(report, []), alignment)


def _by_report(folder: Folder) -> dict[str, list[Record]]:
    """The facts of each report of a graph, in the order of the text."""
    found = sorted(facts_of(folder), key=lambda record: (str(record["report"]), _at(record), str(record["type"])))
    return {report: list(records) for report, records in groupby(found, key=lambda record: str(record["report"]))}


def _alignment(old: Folder, new: Folder, report: str) -> Alignment:
    """Where the text of a report has gone; nowhere where one graph has none of that name."""
    texts = []
    for folder in (old, new):
        slug = next((entry.slug for entry in folder.entries.values() if entry.name == report), None)
        file = folder.text(slug) if slug else None
        try:
            texts.append(file.read_bytes().decode() if file else "")
        except OSError:
            raise FileError(str(file), "missing; building its source again mends it") from None
    return Alignment.of(*texts)


def _changes(report: str, before: Sequence[Record], after: Sequence[Record], alignment: Alignment) -> Iterator[Change]:
    """The differences of one report, in the order of the newer text."""
    pairs = _paired([record | {"at": alignment.new(_at(record))} for record in before], after)
    places = {_at(before[i]): _at(after[j]) for i, j in pairs.items() if before[i]["type"] == "observation"}
    found = [
        Change("changed", report, before[i], after[j], fields)
        for i, j in pairs.items()
        if (fields := _fields(before[i], after[j], places))
    ]
    found += [Change("removed", report, record, None, {}) for i, record in enumerate(before) if i not in pairs]
    kept = set(pairs.values())
    found += [Change("added", report, None, record, {}) for j, record in enumerate(after) if j not in kept]
    return iter(sorted(found, key=lambda change: (_at(change.fact), str(change.fact["type"]), change.kind)))


# How a fact may be known again, the surest way first; None where a way does not apply.
_KNOWN_BY: Final[tuple[Callable[[Record], object], ...]] = (
    lambda record: record["at"] is not None and (record["type"], record["at"], record["quote"]),
    lambda record: record["at"] is not None and (record["type"], record["at"]),
    lambda record: (record["type"], record["quote"], _name(record)),
    lambda record: _name(record) is not None and (record["type"], _name(record)),
)


def _name(record: Record) -> str | None:
    """What a fact is called, where it is called anything."""
    name = record.get("label") or record.get("key")
    return name if isinstance(name, str) else None


def _paired(before: Sequence[Record], after: Sequence[Record]) -> dict[int, int]:
    """Which fact before is which after, by their positions."""
    pairs: dict[int, int] = {}
    left = set(range(len(after)))
    for known_by in _KNOWN_BY:
        places: dict[object, list[int]] = {}
        for j in sorted(left, reverse=True):
            places.setdefault(known_by(after[j]), []).append(j)
        for i, record in enumerate(before):
            key = known_by(record)
            if i not in pairs and key and places.get(key):
                pairs[i] = places[key].pop()
                left.discard(pairs[i])
    return pairs


def _fields(old: Record, new: Record, places: Mapping[int, int]) -> Mapping[str, tuple[Value, Value]]:
    """The fields in which two facts differ; a whole that only stands elsewhere now is no difference."""
    whole = old.get("part_of")
    now = old | {"part_of": places.get(whole)} if isinstance(whole, int) else old
    names = (name for name in FIELDS[str(new["type"])] if name not in _UNCOMPARED)
    return MappingProxyType({name: (old[name], new[name]) for name in names if now[name] != new[name]})


def _at(record: Record) -> int:
    """Where a fact stands."""
    at = record["at"]
    return at if isinstance(at, int) else -1
