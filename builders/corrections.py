"""What people say of facts: that one holds, that one does not, or what is right in its place.

A correction names its fact by the report, the sentence and the words that state it, so that it goes on to hold
while the sentence stands, wherever in the report that is.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, Final, get_args

from builders.errors import ReportError
from builders.facts import Bound, Fact, Judged, Judgement, Level, Report, Role, Status
from builders.vocabulary.lexicon import Lexicon

COLLECTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "observation": "observations",
        "measure": "measures",
        "initiative": "campaigns",
        "cooperation": "pairings",
        "place": "places",
        "organisation": "organisations",
        "document": "documents",
    }
)
Parse = Callable[[str, Lexicon], object]


@dataclass(eq=False)
class CorrectionError(ReportError):
    """A correction that cannot be understood: in which line of which file, and why."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        """Where, and what is wrong."""
        return f"{self.path}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of a file of corrections; `nth` counts the same words in one sentence, only a change has a `field`."""

    report: str
    type: str
    quote: str
    sentence: str
    nth: int
    judgement: Judgement
    field: str
    value: str
    by: str
    on: str
    note: str

    def __str__(self) -> str:
        """The correction in a few words."""
        change = f" {self.field} = {self.value}" if self.field else ""
        return f"{self.judgement} {self.type} {self.quote}{change} ({self.by})"


COLUMNS: Final = tuple(field.name for field in fields(Correction))


def read(path: str, data: bytes) -> tuple[Correction, ...]:
    """The corrections of a CSV file."""
    try:
        table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        rows = list(table)
    except (UnicodeDecodeError, csv.Error) as error:
        raise CorrectionError(path, 1, f"not CSV in UTF-8 ({error})") from None
    if missing := [name for name in COLUMNS if name not in (table.fieldnames or ())]:
        raise CorrectionError(path, 1, f"no column {', '.join(missing)}")
    return tuple(_correction(path, line, row) for line, row in enumerate(rows, 2))


def written(corrections: Iterable[Correction]) -> bytes:
    """Corrections as a CSV file; spreadsheets read its Chinese right for the byte-order mark."""
    paper = io.StringIO(newline="")
    table = csv.DictWriter(paper, COLUMNS, lineterminator="\r\n")
    table.writeheader()
    table.writerows(map(asdict, corrections))
    return paper.getvalue().encode("utf-8-sig")


def corrected(report: Report, corrections: Iterable[Correction], lexicon: Lexicon) -> Report:
    """The report with corrections applied to those of its facts that are there; see `lost`."""
    for correction in sorted(corrections, key=_late):
        if fact := _found(report, correction):
            report = _applied(report, fact, correction, lexicon)
    return _without_whole(report._replace(judged=tuple(sorted(report.judged, key=lambda judged: judged.span))))


def lost(report: Report, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections whose fact a corrected report does not have: its sentence is gone, or reads otherwise now."""
    applied = {_key(judged, judged.span.of(report.text), judged.sentence.of(report.text)) for judged in report.judged}
    return tuple(each for each in corrections if _key(each, each.quote, each.sentence) not in applied)


def _key(said: Correction | Judged, quote: str, sentence: str) -> tuple[str, ...]:
    """What a correction says of which words."""
    return (said.type, said.judgement, said.field, said.by, quote, of_sentence(sentence))


def _late(correction: Correction) -> tuple[bool, int]:
    """Where a correction comes in their order: a fact taken out would shift the count of its like."""
    rejects = correction.judgement == "rejected"
    return rejects, -correction.nth if rejects else 0


def check(path: str, corrections: Sequence[Correction], lexicon: Lexicon) -> None:
    """Raise CorrectionError where a correction sets what cannot be set, or to what cannot be."""
    for line, correction in enumerate(corrections, 2):
        if correction.judgement != "corrected":
            continue
        parsers = FIELDS[correction.type]
        if correction.field not in parsers:
            raise CorrectionError(path, line, f"no field {correction.field} ({', '.join(parsers)})")
        try:
            parsers[correction.field](correction.value, lexicon)
        except ValueError as error:
            raise CorrectionError(path, line, f"{correction.field} must be {error}, not {correction.value}") from None


def of_sentence(text: str) -> str:
    """A sentence as corrections quote it: on one line."""
    return " ".join(text.split())


def _correction(path: str, line: int, row: Mapping[str, str | None]) -> Correction:
    """The correction of a row."""
    said: dict[str, Any] = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name in ("report", "type", "quote", "sentence", "judgement", "by"):
        if not said[name]:
            raise CorrectionError(path, line, f"{name} is empty")
    for name, known in (("type", COLLECTIONS), ("judgement", get_args(Judgement))):
        if said[name] not in known:
            raise CorrectionError(path, line, f"no {name} {said[name]} ({', '.join(known)})")
    if not (said["nth"] or "1").isdecimal() or (said["on"] and not _DAY.fullmatch(said["on"])):
        raise CorrectionError(path, line, "nth is a number, and on a day such as 2026-05-01")
    return Correction(**said | {"nth": int(said["nth"] or 1), "sentence": of_sentence(said["sentence"])})


def _found(report: Report, correction: Correction) -> Fact | None:
    """The fact that a correction is about."""
    facts: tuple[Fact, ...] = getattr(report, COLLECTIONS[correction.type])
    same = (
        fact
        for fact in facts
        if fact.span.of(report.text) == correction.quote
        and of_sentence(fact.sentence.of(report.text)) == correction.sentence
    )
    return next((fact for number, fact in enumerate(same, 1) if number == correction.nth), None)


def _applied(report: Report, fact: Fact, correction: Correction, lexicon: Lexicon) -> Report:
    """The report after one correction."""
    name = COLLECTIONS[correction.type]
    facts: tuple[Fact, ...] = getattr(report, name)
    was = ""
    if correction.judgement == "rejected":
        facts = tuple(other for other in facts if other is not fact)
    elif correction.judgement == "corrected":
        value: Any = FIELDS[correction.type][correction.field](correction.value, lexicon)
        was = _text(getattr(fact, correction.field))
        exact = {"low": value, "high": value} if correction.field == "value" else {}
        fixed = fact._replace(**{correction.field: value}, **exact)
        facts = tuple(fixed if other is fact else other for other in facts)
    judged = Judged(
        span=fact.span,
        sentence=fact.sentence,
        type=correction.type,
        judgement=correction.judgement,
        field=correction.field,
        was=was,
        now=correction.value,
        by=correction.by,
        on=correction.on or None,
        note=correction.note,
    )
    changed: dict[str, Any] = {name: facts, "judged": (*report.judged, judged)}
    return report._replace(**changed)


def _without_whole(report: Report) -> Report:
    """The report; no figure being part of one that is not there."""
    places = {span.start for fact in report.observations for span in (fact.span, *fact.again)}
    freed = tuple(
        fact if fact.part_of is None or fact.part_of in places else fact._replace(part_of=None)
        for fact in report.observations
    )
    return report._replace(observations=freed)


def _text(value: object) -> str:
    """A field's value as a correction writes it."""
    if isinstance(value, tuple):
        return ";".join(value)
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_CODE: Final = re.compile(r"\d{6}")


def _decimal(text: str, _: Lexicon) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("a number") from None


def _words(text: str, _: Lexicon) -> str:
    if not text:
        raise ValueError("given")
    return text


def _date(text: str, _: Lexicon) -> str | None:
    if text and not _DATE.fullmatch(text):
        raise ValueError("a year, a month or a day")
    return text or None


def _code(text: str, _: Lexicon) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("a code of six digits")
    return text


def _listed(text: str, _: Lexicon) -> tuple[str, ...]:
    return tuple(filter(None, text.split(";")))


def _theme(text: str, lexicon: Lexicon) -> str:
    return _among(text, lexicon.themes)


def _metric(text: str, lexicon: Lexicon) -> str | None:
    return _among(text, lexicon.metrics) if text else None


def _among(text: str, known: Iterable[str]) -> str:
    if text not in known:
        raise ValueError(f"one of {', '.join(list(known)[:30])} …")
    return text


def _one_of(kind: object) -> Parse:
    """The parser of a field that has a few values."""
    return lambda text, _: _among(text, get_args(kind))


FIELDS: Final[Mapping[str, Mapping[str, Parse]]] = MappingProxyType(
    {
        "observation": {
            "value": _decimal,
            "unit": _words,
            "bound": _one_of(Bound),
            "role": _one_of(Role),
            "label": _words,
            "metric": _metric,
            "region": _code,
            "start": _date,
            "end": _date,
            "theme": _theme,
            "initiatives": _listed,
        },
        "measure": {
            "status": _one_of(Status),
            "region": _code,
            "start": _date,
            "end": _date,
            "theme": _theme,
            "initiatives": _listed,
        },
        "initiative": {"key": _words, "region": _code, "start": _date, "end": _date, "within": _words, "level": _words},
        "cooperation": {"helper": _words, "helped": _code, "initiative": _words, "year": _date},
        "place": {"name": _words, "code": _code, "within": _code, "level": _one_of(Level)},
        "organisation": {"name": _words},
        "document": {"title": _words, "issuer": _words},
    }
)
