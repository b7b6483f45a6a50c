"""Reading sentences in tests: one reader for all of them."""

from functools import cache

from builders.facts import Observation, Report
from builders.pipeline import Reader
from builders.sources.source import Source


@cache
def reader() -> Reader:
    """The reader with the shipped vocabularies."""
    return Reader.load()


def read(text: str, name: str = "yuxian-2024.txt") -> Report:
    """The report that a text is."""
    return reader().read(Source(name=name, text=text, encoding="utf-8", sha256="0" * 64))


def figures(text: str, name: str = "yuxian-2024.txt") -> dict[str, Observation]:
    """The observations of a text by their quotes; a text must not quote one twice."""
    observations = read(f"工作情况\n{text}", name).observations
    return {one.span.of(f"工作情况\n{text}"): one for one in observations}


def whole(text: str, one: Observation) -> str | None:
    """The quote of the figure that one is part of."""
    if one.part_of is None:
        return None
    quotes = {other.span.start: quote for quote, other in figures(text).items()}
    return quotes[one.part_of]
