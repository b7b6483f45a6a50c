"""The words that make a measure: verbs, what may stand before them, and how the phrases about them end."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from builders.lexicon import Matcher
from builders.resources import folder
from builders.text import Span

# What a word can be in a clause. An `act` is a deed with any real object and a `deed` holds its own; a `light` verb
# needs a thing, a figure or a name; an `aim` never counts. `governs` marks verbs whose object may be a verb, `moved`
# those that need to be told what they move, `result` those that say what a deed is for, `mark` the adverbs that only
# a predicate follows, `aside` the words of time and order that are no part of the deed; a `noun` hides the verb in it.
CLAUSE: Final = frozenset(
    ("act", "deed", "light", "aim", "noun", "aside", "adverb", "mark", "modal", "front", "governs", "moved", "result")
)
VERBS: Final = frozenset(("act", "deed", "light", "aim"))
# How phrases end: an object in a `thing` or a `slogan`, a noun phrase in a `subject`, a phrase of manner in a `close`,
# a clause that tells its subject's completion in `done`.
ENDINGS: Final = frozenset(("thing", "slogan", "subject", "close", "done"))


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
        return not self.kinds.isdisjoint(("adverb", "mark", "modal", "aside"))

    @property
    def only_aims(self) -> bool:
        """Whether it is a verb that never tells a deed."""
        return self.kinds & VERBS == {"aim"}


class Endings(NamedTuple):
    """The words of one kind with which a phrase can end."""

    words: Mapping[str, str]
    longest: int
    finals: frozenset[str]

    def of(self, phrase: str) -> str:
        """The longest of them with which the phrase ends, or nothing."""
        if phrase[-1:] not in self.finals:
            return ""
        for size in range(min(self.longest, len(phrase)), 0, -1):
            if phrase[-size:] in self.words:
                return phrase[-size:]
        return ""


class Words(NamedTuple):
    """The table of words, ready to be found."""

    clause: Matcher[frozenset[str]]
    heads: Endings
    subject: Endings
    close: Endings
    done: Endings

    def head(self, phrase: str) -> str | None:
        """Whether a noun phrase ends in a `thing` or a `slogan`: its longest known ending decides."""
        return self.heads.words.get(self.heads.of(phrase))


@cache
def words() -> Words:
    """The words of `ontology/actions.tsv`."""
    table = (folder("ontology") / "actions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in table[1:]]
    kinds: dict[str, set[str]] = {}
    for word, kind in rows:
        if kind in CLAUSE:
            kinds.setdefault(word, set()).add(kind)

    def endings(*chosen: str) -> Endings:
        found = {word: kind for word, kind in rows if kind in chosen}
        return Endings(found, max(map(len, found)), frozenset(word[-1] for word in found))

    return Words(
        Matcher({word: frozenset(found) for word, found in kinds.items()}),
        endings("thing", "slogan"),
        endings("subject"),
        endings("close"),
        endings("done"),
    )


def tokens(text: str) -> Mapping[int, Token]:
    """The known words of a text by where they start."""
    return {span.start: Token(span, kinds) for span, kinds in words().clause.longest(text)}
