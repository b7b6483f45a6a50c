"""Short names for IRIs, as property graphs have them: no two IRIs share one, in capitals or not."""

import re
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from builders.graph.terms import NAMESPACE, PREFIXES

KNOWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{space: prefix for prefix, space in PREFIXES.items()},
        "http://purl.org/dc/terms/": "dct",  # as n10s calls it, which allows no other
        "http://purl.org/vocab/vann/": "vann",
        "http://qudt.org/schema/qudt/": "qudt",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
        "http://www.w3.org/2002/07/owl#": "owl",
        "https://schema.org/": "schema",
    }
)
ELSEWHERE: Final = "ns"
_UNNAMEABLE: Final = re.compile(r"\W")


def short(iri: str, reserved: Collection[str] = ()) -> str:
    """A name for an IRI: a term of our own goes without its prefix, unless that name is reserved.

    >>> short("https://w3id.org/zhenxing/ontology#value"), short("http://www.w3.org/2004/02/skos/core#notation")
    ('value', 'skos_notation')
    """
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    space, local = iri[:end], _UNNAMEABLE.sub("_", iri[end:])
    if space == NAMESPACE and local not in reserved:
        return local
    return f"{KNOWN.get(space, ELSEWHERE)}_{local}"


def named(iris: Iterable[str], reserved: Collection[str] = ()) -> dict[str, str]:
    """The name of each IRI; of those that would share one, the later get a number."""
    taken: set[str] = set()
    return {iri: free(short(iri, reserved), taken) for iri in sorted(iris)}


def free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; from now on it is."""
    chosen, number = name, 1
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{name}_{number}"
    taken.add(chosen.casefold())
    return chosen
