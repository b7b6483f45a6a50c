"""RDF written in one order: Oxigraph gives prefixes in any."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from builders.graph.terms import PREFIXES

_NAMESPACES: Final = re.compile(rb'(?: xmlns:[a-z]+="[^"]*")+')


def rdf(
    statements: Iterable[Triple] | Iterable[Quad],
    form: RdfFormat = RdfFormat.TURTLE,
    prefixes: Mapping[str, str] = PREFIXES,
) -> bytes:
    """Statements in a format of RDF, the same bytes for the same statements in the same order."""
    text = serialize(statements, format=form, prefixes=dict(prefixes)) or b""
    if form in (RdfFormat.TURTLE, RdfFormat.TRIG):
        lines = text.splitlines(keepends=True)
        return b"".join([*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]])
    if form == RdfFormat.RDF_XML:
        return _NAMESPACES.sub(lambda found: b" " + b" ".join(sorted(found[0].split())), text, count=1)
    return text
