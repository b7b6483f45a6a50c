"""Which format an answer takes: the media types on offer, and the one a client likes best."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple, TypeVar

from pyoxigraph import QueryResultsFormat, RdfFormat

# The first on offer is what a client gets that takes anything; names after the first are other names of the same.
SOLUTIONS: Final[Mapping[QueryResultsFormat, Sequence[str]]] = MappingProxyType(
    {
        QueryResultsFormat.JSON: ("application/sparql-results+json", "application/json", "text/json"),
        QueryResultsFormat.XML: ("application/sparql-results+xml", "application/xml", "text/xml"),
        QueryResultsFormat.CSV: ("text/csv",),
        QueryResultsFormat.TSV: ("text/tab-separated-values", "text/tsv"),
    }
)
TRIPLES: Final[Mapping[RdfFormat, Sequence[str]]] = MappingProxyType(
    {
        RdfFormat.TURTLE: ("text/turtle", "application/turtle", "application/x-turtle", "text/n3"),
        RdfFormat.N_TRIPLES: ("application/n-triples", "text/plain"),
        RdfFormat.JSON_LD: ("application/ld+json", "application/json"),
        RdfFormat.RDF_XML: ("application/rdf+xml", "application/xml", "text/xml"),
    }
)
HTML: Final = ("text/html", "application/xhtml+xml")
Format = TypeVar("Format")


class Wish(NamedTuple):
    """A range of media types that a client takes, and how much it likes them."""

    range: str
    quality: float

    def covers(self, media: str) -> bool:
        """Whether a media type lies in the range."""
        return self.range in (media, "*/*", f"{media.partition('/')[0]}/*")

    @property
    def precision(self) -> int:
        """How narrow the range is: a narrower one overrules a wider one."""
        return 0 if self.range == "*/*" else 1 if self.range.endswith("/*") else 2


def wishes(accept: str) -> list[Wish]:
    """The ranges of an Accept header; anything, where it has none."""
    return [_wish(part) for part in accept.split(",") if part.strip()] or [Wish("*/*", 1)]


def quality(wanted: Sequence[Wish], media: str) -> float:
    """How much a client likes a media type, from 0 for not at all."""
    covering = [wish for wish in wanted if wish.covers(media)]
    return max(covering, key=lambda wish: wish.precision).quality if covering else 0


def chosen(accept: str, offered: Mapping[Format, Sequence[str]]) -> tuple[Format, str] | None:
    """The format a client likes best and the media type to call it; the first on offer of those liked alike."""
    wanted = wishes(accept)
    likings = [(quality(wanted, name), form, name) for form, names in offered.items() for name in names]
    best = max(likings, key=lambda liking: liking[0])
    return (best[1], best[2]) if best[0] > 0 else None


def prefers_html(accept: str) -> bool:
    """Whether a client that can have RDF or a page would rather have the page, as browsers would."""
    wanted = wishes(accept)
    page = max(quality(wanted, name) for name in HTML)
    return page > max(quality(wanted, name) for names in TRIPLES.values() for name in names)


def content_type(media: str) -> str:
    """A media type with its charset, where the type is of text."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _wish(part: str) -> Wish:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return Wish(media, min(max(float(value), 0), 1))
            except ValueError:
                return Wish(media, 0)
    return Wish(media, 1)
