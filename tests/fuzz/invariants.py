"""What holds of any bytes and of any text: it is read or refused, blocks tile, quotes are exact, graphs conform."""

import tempfile
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import SH

from builders.chinese.dates import Clock, find_dates, joined
from builders.chinese.numerals import chinese
from builders.document.layout import lay_out
from builders.graph.report import Build, turtle
from builders.sources.encodings import decode
from builders.sources.extraction import SUFFIXES, extract
from builders.sources.extraction.extracts import Extract
from builders.sources.refusals import TextError
from builders.sources.source import Source
from builders.text import Span, narrow
from tests.reading import reader

OA = "http://www.w3.org/ns/oa#"
CLOCK = Clock(2023, "2023")
KINDS = ("", *sorted(SUFFIXES))


def bytes_are_read_or_refused(data: bytes, suffix: str) -> Extract | None:
    """Any bytes give a text or a refusal."""
    try:
        found = extract(data, suffix)
    except TextError as error:
        assert "\n" not in str(error.of("a"))
        return None
    assert isinstance(found.text, str)
    return found


def bytes_are_decoded_or_refused(data: bytes) -> None:
    """Any bytes are a text in some encoding, or none."""
    try:
        text, encoding = decode(data)
    except TextError:
        return
    assert text in [data[mark:].decode(encoding, "replace") for mark in (0, 2, 3, 4)]


def numerals_are_numbers_or_none(text: str) -> None:
    """Any run of numerals is a number or none."""
    folded = narrow(text)
    found = chinese("".join(mark for mark in folded if mark in "零〇一二两三四五六七八九十百千万亿") or "一")
    assert found is None or found.value >= 0
    whole = Span(0, len(folded))
    last = 0
    for item in reader().quantities.find(folded, whole, ()):
        assert last <= item.span.start < item.span.end <= len(folded)
        last = item.span.end


def dates_lie_in_their_text(text: str) -> None:
    """Dates are found in order, inside the text, and are dates."""
    folded = narrow(text)
    found = find_dates(folded, Span(0, len(folded)), CLOCK)
    for period in (*found, *joined(folded, found)):
        assert 0 <= period.span.start < period.span.end <= len(folded)
        start, end = period.start or "", period.end or ""
        assert start[:4].isdigit() or not start, start
        assert end[:4].isdigit() or not end, end
        assert start[: len(end)] <= end[: len(start)], period


def reports_are_sound(text: str, *, shapes: bool) -> None:
    """Blocks tile the text, quotes are exact, and the graph conforms."""
    document = lay_out(text)
    for parts in ([block.span for block in document.blocks], [sentence.span for sentence in document.sentences]):
        assert "".join(part.of(text) for part in parts) == text
    made = reader()
    source = Source("fuzz.txt", text, "utf-8", "0" * 64)
    graph = turtle(made.read(source), made.lexicon, labels=made.labels, build=Build.of("0", made.lexicon))
    told: dict[str, dict[str, str]] = {}
    for triple in parse(graph, format=RdfFormat.TURTLE):
        for node in (triple.subject, triple.object):
            assert not isinstance(node, NamedNode) or node.value.isascii()
        if triple.predicate.value.startswith(OA) and isinstance(triple.object, Literal):
            told.setdefault(str(triple.subject), {})[triple.predicate.value.removeprefix(OA)] = triple.object.value
    for passage in told.values():
        assert text[int(passage["start"]) : int(passage["end"])] == passage["exact"]
    if shapes:
        conforms(graph)


def conforms(graph: bytes) -> None:
    """No shape is violated; a contradiction that a text holds is only a warning."""
    from zhenxing.check.validators import VALIDATORS, chosen

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.ttl"
        file.write_bytes(graph)
        results = VALIDATORS[chosen("auto")](file)
    violations = [
        (
            str(results.value(node, SH.sourceShape)),
            str(results.value(node, SH.focusNode)),
            str(results.value(node, SH.value)),
        )
        for node in results.subjects(SH.resultSeverity, SH.Violation)
    ]
    assert not violations, violations
