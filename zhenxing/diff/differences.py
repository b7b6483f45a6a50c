"""Differences of two graphs as people and programs read them."""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from zhenxing.diff.changes import Change, Kind
from zhenxing.facts import Record, cell, json_of, line
from zhenxing.network.model import Language

FORMATS: Final = ("text", "json", "csv")
SIGNS: Final[Mapping[Kind, str]] = MappingProxyType({"added": "+", "removed": "-", "changed": "~"})
TEXTS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "zh": {
            "end": "新增 {added}，删除 {removed}，改动 {changed}",
            "same": "两图所载事实相同",
            "at": "第{at}字",
            "nothing": "无",
        },
        "en": {
            "end": "{added} added, {removed} removed, {changed} changed",
            "same": "the graphs state the same facts",
            "at": "at {at}",
            "nothing": "none",
        },
    }
)
COLUMNS: Final = ("report", "change", "type", "at", "quote", "field", "old", "new")


def written(changes: Sequence[Change], form: str, language: Language = "en") -> bytes:
    """The changes as text for the eye, as JSON lines, or as CSV with a row a field."""
    match form:
        case "json":
            return "".join(f"{_json(change)}\n" for change in changes).encode()
        case "csv":
            return _csv(changes)
        case _:
            return _text(changes, language)


def _text(changes: Sequence[Change], language: Language) -> bytes:
    """The changes report by report, and how many there are of each kind."""
    words = TEXTS[language]
    lines = []
    for report, group in groupby(changes, key=lambda change: change.report):
        lines.append(report)
        for change in group:
            fact = change.fact
            lines.append(f"  {SIGNS[change.kind]} {words['at'].format(at=fact['at'])}  {_said(fact)}")
            for name, (old, new) in change.fields.items():
                lines.append(f"      {name}: {cell(old) or words['nothing']} → {cell(new) or words['nothing']}")
    counts = {kind: sum(change.kind == kind for change in changes) for kind in SIGNS}
    lines.append(words["end"].format(**counts) if changes else words["same"])
    return ("\n".join(lines) + "\n").encode()


def _said(fact: Record) -> str:
    """A fact in a few words."""
    said = dict.fromkeys((fact["type"], fact.get("label"), fact.get("key"), fact["quote"]))
    return "  ".join(" ".join(str(part).split()) for part in said if part)


def _json(change: Change) -> str:
    """A change as one line of JSON."""
    fields = (f'"{name}": [{json_of(old)}, {json_of(new)}]' for name, (old, new) in change.fields.items())
    return f'{{"change": "{change.kind}", "fact": {line(change.fact)}, "fields": {{{", ".join(fields)}}}}}'


def _csv(changes: Sequence[Change]) -> bytes:
    """The changes as CSV."""
    paper = io.StringIO(newline="")
    rows = csv.writer(paper, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for change in changes:
        fact = change.fact
        head = (change.report, change.kind, fact["type"], fact["at"], fact["quote"])
        for name, (old, new) in change.fields.items():
            rows.writerow((*head, name, cell(old), cell(new)))
        if not change.fields:
            rows.writerow((*head, "", "", ""))
    return paper.getvalue().encode("utf-8-sig")
