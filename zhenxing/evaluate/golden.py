"""Golden folders: for each report one JSON Lines file of the facts that hold, as `docs/gold.md` describes it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any, Final

from builders.errors import ReportError
from zhenxing.evaluate.agreement import Record

Numbers = (int, Decimal)
_PLACED: Final[Mapping[str, type | tuple[type, ...]]] = MappingProxyType({"at": int, "quote": str})

# What a record of each type cannot do without, and of which kind it is.
NEEDED: Final[Mapping[str, Mapping[str, type | tuple[type, ...]]]] = MappingProxyType(
    {
        "observation": {**_PLACED, "value": Numbers},
        "measure": _PLACED,
        "initiative": {**_PLACED, "key": str},
        "cooperation": {**_PLACED, "helper": str, "helped": str},
        "place": _PLACED,
        "organisation": _PLACED,
        "document": _PLACED,
    }
)


@dataclass(eq=False)
class GoldError(ReportError):
    """Golden facts that cannot be compared with: where, and why; line 0 is the whole."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        """The file, the line and the reason."""
        return f"{self.path}:{self.line}: {self.reason}" if self.line else f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Matched:
    """The golden file of each report that has one, by the report's name, and what stands alone on either side."""

    files: Mapping[str, Path]
    without_gold: tuple[str, ...]
    without_report: tuple[str, ...]


def matched(golden: Path, reports: Iterable[str]) -> Matched:
    """Reports and the golden files of their names; of several reports with one file name each needs its folder."""
    files = {path.relative_to(golden).with_suffix("").as_posix(): path for path in sorted(golden.rglob("*.jsonl"))}
    if not files:
        raise GoldError(str(golden), 0, "no folder of golden files (*.jsonl)")
    names = list(reports)
    stems = [PurePath(name).stem for name in names]
    found: dict[str, Path] = {}
    for name, stem in zip(names, stems, strict=True):
        own = files.get(PurePath(name).with_suffix("").as_posix())
        file = own or (files.get(stem) if stems.count(stem) == 1 else None)
        if file:
            found[name] = file
    used = set(found.values())
    return Matched(
        MappingProxyType(found),
        tuple(name for name in names if name not in found),
        tuple(path.relative_to(golden).as_posix() for path in files.values() if path not in used),
    )


def read(path: Path, text: str | None = None) -> list[Record]:
    """The records of a golden file, numbers exact; every quote must stand in the text where one is given."""
    return list(_records(path, text))


def _records(path: Path, text: str | None) -> Iterator[Record]:
    """Each record that can be compared; the first that cannot be raises GoldError."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        raise GoldError(str(path), 0, "cannot be read as UTF-8") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line, parse_float=Decimal)
            except ValueError:
                raise GoldError(str(path), number, "no JSON object") from None
            fault = _fault(record, text)
            if fault:
                raise GoldError(str(path), number, fault)
            yield record


def _fault(record: Any, text: str | None) -> str | None:
    """Why a record cannot be compared, if it cannot."""
    if not isinstance(record, dict):
        return "no JSON object"
    if record.get("type") not in NEEDED:
        return f"type is one of {', '.join(NEEDED)}"
    for name, kind in NEEDED[record["type"]].items():
        if not isinstance(record.get(name), kind) or isinstance(record[name], bool):
            return f"{name} is missing or of another kind"
    if text is not None and not (record["quote"] and text.startswith(record["quote"], record["at"])):
        return f"the report does not say “{record['quote']}” at {record['at']}"
    return None
