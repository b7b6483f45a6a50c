r"""Queries made unable to ask other servers, which Oxigraph does where one says SERVICE, and cannot be told not to.

The first letter of each "service" that could be the keyword is written as a \u escape. Strings and IRIs read it as
the letter, so they mean what they meant; the keyword is not known by it, so a query that uses SERVICE is no SPARQL.
This rests on no reading of the query of our own, with which a crafted one might disagree.
"""

import re
from typing import Final

# A name after ? $ @ or : is read to its end. What ends in a letter or digit and is no such name is true, false or a
# number, which the keyword may follow without a space.
_KEYWORD: Final = re.compile(r"(?:(?<![\w?$@:\\-])|(?<=true)|(?<=false)|(?<=[0-9]))(s)(?=ervice)", re.IGNORECASE)


def local(query: str) -> str:
    r"""The query that means the same and asks this store alone.

    >>> local('ASK { ?service rdfs:label "public services" }')
    'ASK { ?service rdfs:label "public \\u0073ervices" }'
    """
    return _KEYWORD.sub(lambda letter: f"\\u{ord(letter[1]):04x}", query)
