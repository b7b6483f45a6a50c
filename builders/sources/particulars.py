"""What is said of a report beside its text: by the page it stood on, or by `reports.csv` beside its file."""

import csv
import hashlib
import io
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, fields, replace
from types import MappingProxyType
from typing import Final

from builders.sources.encodings import decode
from builders.sources.refusals import TextError

SIDECAR: Final = "reports.csv"
_COLUMNS: Final = MappingProxyType(
    {
        "title": ("title", "标题"),
        "issuer": ("issuer", "发布机构", "来源"),
        "issued": ("issued", "date", "发布日期", "发布时间", "日期"),
        "region": ("region", "地区", "区划"),
        "period": ("period", "时期", "年度", "年份"),
    }
)
_FILE: Final = ("file", "文件", "文件名")
_DAY: Final = re.compile(r"((?:19|20)\d\d)(?:[-/.年](1[0-2]|0?[1-9])(?:[-/.月](3[01]|[12]\d|0?[1-9])日?)?)?[年月]?")


@dataclass(frozen=True, slots=True)
class Particulars:
    """Title, issuer, date of issue, region (its code or name) and period of a report; unknown is None.

    Dates are ISO, as precise as they are known.
    """

    title: str | None = None
    issuer: str | None = None
    issued: str | None = None
    region: str | None = None
    period: str | None = None

    def over(self, other: "Particulars") -> "Particulars":
        """These, and the other's where these are unknown."""
        known = {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}
        return replace(other, **known)

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return self != UNKNOWN

    @property
    def digest(self) -> str:
        """What stands for these in a manifest; empty where nothing is known."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest() if self else ""


UNKNOWN: Final = Particulars()


def date(words: str) -> str | None:
    """A date as ISO, as precise as it is written; None where it is none.

    >>> date("2023年5月"), date("2023-1-9 10:20"), date("2023-02-30"), date("去年")
    ('2023-05', '2023-01-09', None, None)
    """
    found = _DAY.match(words.strip())
    if not found or words.strip()[found.end() :][:1].isdigit():
        return None
    year, month, day = found.groups()
    if day and int(day) > monthrange(int(year), int(month))[1]:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def particulars(record: Mapping[str, object]) -> Particulars:
    """What the columns of a record say; a TextError where one cannot be read."""
    found: dict[str, str | None] = {}
    for name, columns in _COLUMNS.items():
        words = next((str(record[column]).strip() for column in columns if record.get(column)), None)
        if words and name in ("issued", "period"):
            found[name] = date(words)
            if found[name] is None:
                raise TextError("not described", f"{name} {words[:40]!r} is no date")
        else:
            found[name] = " ".join(words.split()) if words else None
    return Particulars(**found)


def sidecar(data: bytes) -> Iterator[tuple[str, Particulars | TextError]]:
    """Each file that a `reports.csv` names, and what it says of it; a TextError where it has no such column."""
    rows = csv.DictReader(io.StringIO(decode(data).text, newline=""))
    column = next((name for name in _FILE if name in (rows.fieldnames or ())), None)
    if column is None:
        raise TextError("not described", f"it has no column {_FILE[0]!r}")
    try:
        for row in rows:
            if name := (row[column] or "").strip():
                try:
                    yield name, particulars(row)
                except TextError as refusal:
                    yield name, refusal
    except csv.Error as error:
        raise TextError("not described", str(error)) from None
