"""Checking graphs against the shapes, report by report; what was checked before and has not changed is not again."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from rdflib import SH, Graph, Namespace
from rdflib.term import Node

from builders.graph.terms import NAMESPACE
from zhenxing.building.children import begin
from zhenxing.check.findings import Finding, Result, plain
from zhenxing.check.validators import VALIDATORS, Engine, chosen, loaded, message_languages, shape_files
from zhenxing.files import FileError, write
from zhenxing.folder import Entry, Folder, sha256

ZX: Final = Namespace(NAMESPACE)
OA: Final = Namespace("http://www.w3.org/ns/oa#")
KEPT: Final = ".checked.json"
WORTH: Final = 4  # reports; for fewer, starting another process costs more than it gains
Findings = tuple[Finding, ...]


def check(folder: Folder, engine: Engine = "auto", workers: int = 1) -> Iterator[Result]:
    """The findings of every report of a folder, one report at a time; the same whatever the engine."""
    name = chosen(engine)
    shapes = sha256(b"".join(file.read_bytes() for file in shape_files()))
    keys = {entry.slug: f"{_digest(folder, entry)} {shapes} {name}" for entry in folder.entries.values()}
    known = _known(folder)
    due = [entry for entry in folder.entries.values() if keys[entry.slug] not in known]
    found = iter(_each(folder, due, name, workers))
    now: dict[str, Findings] = {}
    for entry in folder.entries.values():
        key = keys[entry.slug]
        now[key] = known[key] if key in known else next(found)
        yield Result(entry.name, now[key])
    _keep(folder, now)


def _digest(folder: Folder, entry: Entry) -> str:
    """The hash of a report's graph as it lies there."""
    try:
        return sha256(folder.graph(entry.slug).read_bytes())
    except OSError:
        raise FileError(str(folder.graph(entry.slug)), "missing; building its source again mends it") from None


def _each(folder: Folder, due: Sequence[Entry], engine: str, workers: int) -> Iterator[Findings]:
    """The findings of some reports, in their order."""
    if workers == 1 or len(due) < WORTH or engine == "shacl":
        yield from (_findings(folder, entry, engine) for entry in due)
        return
    with ProcessPoolExecutor(min(workers, len(due)), get_context("spawn"), begin) as pool:
        yield from map(_read, pool.map(_told, [folder.path] * len(due), due, [engine] * len(due)))


def _told(path: Path, entry: Entry, engine: str) -> list[dict[str, object]]:
    """The findings of one report as plain values, which go from process to process."""
    return [plain(finding) for finding in _findings(Folder.load(path), entry, engine)]


def _read(findings: Iterable[dict[str, Any]]) -> Findings:
    """Findings of plain values."""
    return tuple(Finding(**finding | {"message": MappingProxyType(finding["message"])}) for finding in findings)


def _findings(folder: Folder, entry: Entry, engine: str) -> Findings:
    """What the shapes say of one graph, in a fixed order."""
    file = folder.graph(entry.slug)
    try:
        results = VALIDATORS[engine](file)
        if not results:
            return ()
        graph = loaded(file)
    except (SyntaxError, ValueError) as error:
        raise FileError(str(file), f"not Turtle ({' '.join(str(error).split())})") from None
    found = (_finding(entry.name, graph, results, node) for node in results.subjects(SH.focusNode, None))
    return tuple(finding for finding, _ in groupby(sorted(found, key=_order)))  # one may be found in several ways


def _order(finding: Finding) -> tuple[str, ...]:
    """Where a finding comes among others."""
    return (finding.severity, finding.shape, finding.focus, finding.value, finding.path)


def _finding(report: str, graph: Graph, results: Graph, node: Node) -> Finding:
    """One result of a validation report."""
    known = message_languages()
    messages = {known.get(str(message), ""): str(message) for message in results[node : SH.resultMessage]}
    focus = results.value(node, SH.focusNode)
    return Finding(
        report=report,
        severity=str(results.value(node, SH.resultSeverity)).rsplit("#", 1)[-1],
        shape=str(results.value(node, SH.sourceShape)),
        message=MappingProxyType(dict(sorted(messages.items()))),
        focus=str(focus),
        path=str(results.value(node, SH.resultPath) or ""),
        value=str(results.value(node, SH.value) or ""),
        sentence=_sentence(graph, focus),
    )


def _sentence(graph: Graph, focus: Node | None) -> str:
    """The sentence that a fact, a verdict or a passage rests on, or nothing."""
    fact = graph.value(focus, ZX.judges) or focus
    passage = graph.value(fact, ZX.passage) or focus
    sentence = graph.value(passage, ZX.sentence) or passage
    return " ".join(str(graph.value(sentence, OA.exact) or "").split())


def _known(folder: Folder) -> Mapping[str, Findings]:
    """What earlier checks have found; nothing where that is not kept, or is damaged."""
    with contextlib.suppress(OSError, LookupError, ValueError, TypeError, AttributeError):
        said = json.loads((folder.path / KEPT).read_bytes())
        return {key: _read(findings) for key, findings in said.items()}
    return {}


def _keep(folder: Folder, found: Mapping[str, Findings]) -> None:
    """Keep what was found for the next check, where the folder can be written."""
    said = {key: [plain(finding) for finding in findings] for key, findings in sorted(found.items())}
    with contextlib.suppress(FileError):
        write(folder.path / KEPT, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
