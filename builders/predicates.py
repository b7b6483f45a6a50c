"""The words that make a measure: verbs, what may stand before them, and the heads of their objects."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from builders.lexicon import Matcher
from builders.resources import folder
from builders.text import Span

# What a word can be in a clause. An `act` is a deed with any real object and a `deed` holds its own; a `light` verb
# needs a thing, a figure or a name; an `aim` never counts. `governs` marks verbs whose object may be a verb, `result`
# those that say what a deed is for, `mark` the adverbs that only a predicate follows; a `noun` hides the verb in it.
CLAUSE: Final = frozenset(
    ("act", "deed", "light", "aim", "noun", "adverb", "mark", "modal", "front", "governs", "result")
)
VERBS: Final = frozenset(("act", "deed", "light", "aim"))


@dataclass(frozen=True, slots=True)
class Token:
    """A known word where it stands, and all that it can be."""

    span: Span
    kinds: frozenset[str]

    @property
    def verb(self) -> bool:
        """Whether it can be a verb."""
        return not self.kinds.isdisjoint(VERBS)

    @property
    def leads(self) -> bool:
        """Whether it can stand before a verb."""
        return not self.kinds.isdisjoint(("adverb", "mark", "modal"))


@dataclass(frozen=True, slots=True)
class Words:
    """The table of words, ready to be found."""

    clause: Matcher[frozenset[str]]
    heads: Mapping[str, str]
    longest_head: int
    done: re.Pattern[str]

    def tokens(self, text: str) -> dict[int, Token]:
        """The words of a text by where they start."""
        return {span.start: Token(span, kinds) for span, kinds in self.clause.longest(text)}

    def head(self, phrase: str) -> str | None:
        """Whether a noun phrase ends in a `thing` or a `slogan`: its longest known ending decides."""
        for size in range(min(self.longest_head, len(phrase)), 0, -1):
            kind = self.heads.get(phrase[-size:])
            if kind:
                return kind
        return None


@cache
def words() -> Words:
    """The words of `ontology/actions.tsv`."""
    rows = [
        line.split("\t") for line in (folder("ontology") / "actions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    kinds: dict[str, set[str]] = {}
    for word, kind in rows:
        if kind in CLAUSE:
            kinds.setdefault(word, set()).add(kind)
    heads = {word: kind for word, kind in rows if kind in ("thing", "slogan")}
    return Words(
        Matcher({word: frozenset(found) for word, found in kinds.items()}),
        heads,
        max(map(len, heads)),
        _any(word for word, kind in rows if kind == "done"),
    )


def _any(choices: Iterable[str]) -> re.Pattern[str]:
    """A pattern of words; the longest is tried first."""
    return re.compile("|".join(sorted(choices, key=lambda word: (-len(word), word))))
