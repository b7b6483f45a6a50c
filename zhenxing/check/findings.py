"""What a check found, told as grouped text, as JSON, or as SHACL's own validation report."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from builders.graph.terms import PREFIXES, RDF
from zhenxing.network.model import Language
from zhenxing.query.answers import shown
from zhenxing.rdf import rdf

SH: Final = "http://www.w3.org/ns/shacl#"
FORMATS: Final = ("text", "json", "turtle")
LONGEST_SENTENCE: Final = 120
_BOOLEAN: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")

TEXTS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "zh": {
            "end": "检查报告 {reports} 份：{violations} 处不符合约束，{warnings} 处提醒。",
            "Violation": "不符合",
            "Warning": "提醒",
            "Info": "说明",
            "example": "例",
            "value": "值",
        },
        "en": {
            "end": "reports checked: {reports}; violations: {violations}; warnings: {warnings}",
            "Violation": "violation",
            "Warning": "warning",
            "Info": "note",
            "example": "for example",
            "value": "value",
        },
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: by which shape, of which node, and the sentence the node rests on."""

    report: str
    severity: str
    shape: str
    message: Mapping[str, str]
    focus: str
    path: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in one report."""

    report: str
    findings: tuple[Finding, ...]

    @property
    def violated(self) -> bool:
        """Whether a shape is violated, warnings aside."""
        return any(finding.severity == "Violation" for finding in self.findings)


def written(results: Iterable[Result], form: str, language: Language = "en") -> bytes:
    """Findings as grouped text, as JSON, or as a validation report in Turtle."""
    known = list(results)
    match form:
        case "json":
            found = [plain(finding) for result in known for finding in result.findings]
            said = {"conforms": not found, "reports": len(known), "findings": found}
            return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
        case "turtle":
            return _turtle(known)
        case _:
            return _text(known, language).encode()


def plain(finding: Finding) -> dict[str, object]:
    """A finding as plain values."""
    return {name: getattr(finding, name) for name in Finding.__slots__} | {"message": dict(finding.message)}


def _text(results: list[Result], language: Language) -> str:
    """The findings, those of one shape together, the most frequent first, each with an example."""
    texts = TEXTS[language]
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for result in results:
        for finding in result.findings:
            said = finding.message.get(language) or next(iter(finding.message.values()), "")
            groups.setdefault((finding.severity, finding.shape, said), []).append(finding)
    lines = []
    for (severity, shape, said), found in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        first = found[0]
        name = shown(NamedNode(shape)) if ":" in shape else shape
        lines += [
            f"{len(found)} × {texts.get(severity, severity)}  {name}: {said}",
            f"    {texts['example']} {first.report}  {first.focus}"
            + (f"  {texts['value']} {first.value}" if first.value else ""),
        ]
        if first.sentence:
            cut = first.sentence[:LONGEST_SENTENCE]
            lines.append(f"    {cut}{'…' if len(cut) < len(first.sentence) else ''}")
    counts = [finding.severity for result in results for finding in result.findings]
    end = texts["end"].format(
        reports=len(results), violations=counts.count("Violation"), warnings=len(counts) - counts.count("Violation")
    )
    return "\n".join([*lines, end, ""])


def _turtle(results: list[Result]) -> bytes:
    """One validation report of all findings."""
    root = BlankNode("report")
    findings = [finding for result in results for finding in result.findings]
    triples = [
        Triple(root, RDF.type, NamedNode(f"{SH}ValidationReport")),
        Triple(root, NamedNode(f"{SH}conforms"), Literal(str(not findings).lower(), datatype=_BOOLEAN)),
    ]
    for number, finding in enumerate(findings, 1):
        node = BlankNode(f"result{number}")
        links = {"resultSeverity": SH + finding.severity, "sourceShape": finding.shape, "focusNode": finding.focus}
        triples += [
            Triple(root, NamedNode(f"{SH}result"), node),
            Triple(node, RDF.type, NamedNode(f"{SH}ValidationResult")),
            *(Triple(node, NamedNode(SH + name), NamedNode(value)) for name, value in links.items() if ":" in value),
            *(
                Triple(node, NamedNode(f"{SH}resultMessage"), Literal(text, language=language or None))
                for language, text in finding.message.items()
            ),
        ]
        if finding.value:
            triples.append(Triple(node, NamedNode(f"{SH}value"), Literal(finding.value)))
    return rdf(triples, prefixes={"sh": SH} | PREFIXES)
