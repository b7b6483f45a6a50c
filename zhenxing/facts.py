"""The table of facts, read back from the graph: one record a fact, its fields in a fixed order."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Protocol

from pyoxigraph import Literal, QuerySolutions

from zhenxing.query.answers import table
from zhenxing.query.questions import question

Value = str | int | Decimal | None | list[str]
Record = dict[str, Value]
FORMATS: Final = ("jsonl", "csv", "table")

# The fields of each kind of fact, in the order of the table.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "observation": (
            *("type", "report", "at", "quote", "value", "unit", "bound", "role", "label", "metric", "metric_label"),
            *("region", "place", "start", "end", "part_of", "theme", "initiatives", "rule"),
        ),
        "initiative": ("type", "report", "at", "quote", "key", "region", "start", "end", "within", "level"),
        "cooperation": ("type", "report", "at", "quote", "helper", "helped", "initiative", "year"),
        "measure": ("type", "report", "at", "quote", "theme", "region", "initiatives", "status"),
        "place": ("type", "report", "at", "quote", "code", "within", "level"),
        "organisation": ("type", "report", "at", "quote"),
        "document": ("type", "report", "at", "quote", "issuer"),
    }
)
# The few columns of the table for the eye: of each the first of these fields that a fact fills.
SHOWN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "type": ("type",),
        "report": ("report",),
        "at": ("at",),
        "region": ("region", "code", "within", "helped"),
        "end": ("end", "year"),
        "label": ("label", "key", "quote"),
        "value": ("value",),
        "unit": ("unit",),
        "role": ("role", "status"),
    }
)
COLUMNS: Final = tuple(dict.fromkeys(field for fields in FIELDS.values() for field in fields))
NATION: Final = "100000"
_END_OF_CODE: Final = re.compile(r"(?:00){1,2}$")
_COUNTS: Final = frozenset({"at", "part_of"})


class Asked(Protocol):
    """What answers a query over all graphs with rows."""

    def solutions(self, sparql: str) -> QuerySolutions:
        """The rows of a SELECT query."""


def facts(store: Asked, only: str | None = None) -> Iterator[Record]:
    """Every fact of the graph, or every one of a kind, by kind, report and place in the text."""
    for kind, fields in FIELDS.items():
        if only not in (None, kind):
            continue
        for solution in store.solutions(question(f"facts-{kind}").bind()):
            record: Record = {"type": kind}
            for name in fields[1:]:
                term = solution[name]
                record[name] = _value(name, term.value if isinstance(term, Literal) else None)
            yield record


def written(records: Iterable[Record], form: str, width: int | None = None) -> bytes:
    """Records as JSON lines, as CSV or as a table for the eye."""
    if form == "jsonl":
        return "".join(f"{line(record)}\n" for record in records).encode()
    if form == "csv":
        return _csv([COLUMNS, *([cell(record.get(column)) for column in COLUMNS] for record in records)])
    rows = [[cell(_first(record, names)) for names in SHOWN.values()] for record in records]
    kinds = {row[0] for row in rows}
    filled = [index for index in range(len(SHOWN)) if any(row[index] for row in rows) and (index or len(kinds) > 1)]
    return table(
        [list(SHOWN)[index] for index in filled], [[row[index] for index in filled] for row in rows], width, fold=False
    )


def within(records: Iterable[Record], region: str) -> Iterator[Record]:
    """The records of a region and of all that lies within it."""
    beginning = "" if region == NATION else _END_OF_CODE.sub("", region)
    for record in records:
        code = _first(record, SHOWN["region"])
        if isinstance(code, str) and code.startswith(beginning):
            yield record


def _first(record: Record, names: Iterable[str]) -> Value:
    """The first of the fields that is filled."""
    return next((record[name] for name in names if record.get(name) is not None), None)


def line(record: Record) -> str:
    """A record as one line of JSON; a decimal is a number with all its digits.

    >>> line({"value": Decimal("110000.5"), "unit": "元"})
    '{"value": 110000.5, "unit": "元"}'
    """
    return "{" + ", ".join(f'"{name}": {json_of(value)}' for name, value in record.items()) + "}"


def json_of(value: Value) -> str:
    """A value in JSON, a decimal with all its digits."""
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def _value(name: str, text: str | None) -> Value:
    """A field's value of its text in the graph."""
    if name == "initiatives":
        return text.split("\n") if text else []
    if text is None:
        return None
    if name == "value":
        return Decimal(text)
    return int(text) if name in _COUNTS else text


def cell(value: Value) -> str:
    """A value in a cell of a table."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as CSV, as spreadsheets read it: with a byte-order mark, or Chinese comes out garbled."""
    paper = io.StringIO(newline="")
    csv.writer(paper, lineterminator="\r\n").writerows(rows)
    return paper.getvalue().encode("utf-8-sig")
