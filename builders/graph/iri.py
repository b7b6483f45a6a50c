"""Minting of IRIs: ASCII, stable, made of what they identify.

What a vocabulary or the state names (initiatives, themes, regions …) lives under one public base; what a report
states lives under a base of the user's choice.
"""

import hashlib
import re
from pathlib import PurePosixPath
from typing import Final

from builders.text import Span

BASE: Final = "https://w3id.org/zhenxing/"
_PLAIN: Final = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)"  # names that Windows keeps for devices
    r"(?P<stem>[a-z0-9]+(?:[._-]+[a-z0-9]+){0,20})(?<!-[0-9a-f]{10})\.txt"
)
_NOT_PLAIN: Final = re.compile(r"[^a-z0-9]+")
LONGEST_STEM: Final = 60


def digest(*parts: str) -> str:
    """Ten hexadecimal digits that stand for the parts."""
    return hashlib.sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()[:10]


def slug(name: str) -> str:
    """A report's name in IRIs and file names: its stem, with a hash where the stem would not be plain or unique.

    >>> slug("ningyuan-2023.txt")
    'ningyuan-2023'
    >>> slug("2023年运城.txt")
    '2023-6db4e5626f'
    """
    plain = _PLAIN.fullmatch(name)
    if plain and len(plain["stem"]) <= LONGEST_STEM:
        return plain["stem"]
    stem = _NOT_PLAIN.sub("-", PurePosixPath(name).stem.lower()).strip("-")[:LONGEST_STEM].rstrip("-")
    return f"{stem or 'x'}-{digest(name)}"


def report(name: str, base: str = BASE) -> str:
    """The IRI of a report, which is also its graph's."""
    return f"{base}report/{slug(name)}"


def passage(report: str, span: Span) -> str:
    """The IRI of a stretch of a report's text, in the manner of RFC 5147; of no report, what follows the report's own.

    >>> passage("https://w3id.org/zhenxing/report/a", Span(683, 688))
    'https://w3id.org/zhenxing/report/a#char=683,688'
    """
    return f"{report}#char={span.start},{span.end}"


def fact(report: str, kind: str, at: int, ordinal: int = 1) -> str:
    """The IRI of the fact of a kind that starts at an offset; a second one there has ordinal 2.

    Of no report, it is what follows the report's own.
    """
    return f"{report}/{kind}/{at}" if ordinal == 1 else f"{report}/{kind}/{at}-{ordinal}"


def region(code: str) -> str:
    """The IRI of a region with an official code."""
    return f"{BASE}region/{code}"


def place(name: str, county: str) -> str:
    """The IRI of a town or village known by its name and its county's code."""
    return f"{BASE}region/{county}/{digest(name)}"


def initiative(name: str, base: str = BASE) -> str:
    """The IRI of an initiative that no vocabulary lists."""
    return f"{base}initiative/x-{digest(name)}"


def organisation(name: str, base: str = BASE) -> str:
    """The IRI of an organisation known by its name."""
    return f"{base}organisation/{digest(name)}"


def person(name: str, base: str = BASE) -> str:
    """The IRI of a person known by a name."""
    return f"{base}person/{digest(name)}"


def document(title: str, issuer: str, base: str = BASE) -> str:
    """The IRI of a document known by its title and by who issued it, or whose it is."""
    return f"{base}document/{digest(title, issuer)}"


def build(version: str, vocabulary: str, base: str = BASE) -> str:
    """The IRI of all runs of one version with the same vocabularies."""
    return f"{base}build/{digest(version, vocabulary)}"
