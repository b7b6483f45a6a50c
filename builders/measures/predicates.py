"""The words that make a measure: verbs, what may stand before them, and how the phrases about them end."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from builders.resources import folder
from builders.text import Span
from builders.vocabulary.lexicon import Matcher

# What a word can be in a clause. An `act` is a deed with any real object and a `deed` holds its own; a `light` verb
# needs a thing, a figure or a name; an `aim` never counts. `governs` marks verbs whose object may be a verb, `moved`
# those that need to be told what they move, `result` those that say what a deed is for, `mark` the adverbs that only
# a predicate follows, `aside` the words of time and order that are no part of the deed; a `noun` hides the verb in it.
CLAUSE: Final = frozenset(
    ("act", "deed", "light", "aim", "noun", "aside", "adverb", "mark", "modal", "front", "governs", "moved", "result")
)
VERBS: Final = frozenset(("act", "deed", "light", "aim"))
LEADING: Final = frozenset(("adverb", "mark", "modal", "aside"))
# How phrases end: an object in a `thing` or a `slogan`, a noun phrase in a `subject`, a phrase of manner in a `close`,
# a clause that tells its subject's completion in `done`.
ENDINGS: Final = frozenset(("thing", "slogan", "subject", "close", "done"))


class Token(NamedTuple):
    """A known word where it stands, and all that it can be."""

    start: int
    end: int
    kinds: frozenset[str]

    @property
    def span(self) -> Span:
        """The characters that it covers."""
        return Span(self.start, self.end)

    def of(self, text: str) -> str:
        """The word as the text has it."""
        return text[self.start : self.end]

    @property
    def verb(self) -> bool:
        """Whether it can be a verb."""
        return not self.kinds.isdisjoint(VERBS)

    @property
    def leads(self) -> bool:
        """Whether it can stand before a verb."""
        return not self.kinds.isdisjoint(LEADING)

    @property
    def only_aims(self) -> bool:
        """Whether it is a verb that never tells a deed."""
        return self.kinds & VERBS == {"aim"}


class Endings(NamedTuple):
    """The words of one kind with which a phrase can end, and by their last character how long they are."""

    words: Mapping[str, str]
    sizes: Mapping[str, Sequence[int]]

    def of(self, phrase: str) -> str:
        """The longest of them with which the phrase ends, or nothing."""
        for size in self.sizes.get(phrase[-1:], ()):
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
        sizes: dict[str, set[int]] = {}
        for word in found:
            sizes.setdefault(word[-1], set()).add(len(word))
        return Endings(found, {final: sorted(lengths, reverse=True) for final, lengths in sizes.items()})

    return Words(
        Matcher({word: frozenset(found) for word, found in kinds.items()}),
        endings("thing", "slogan"),
        endings("subject"),
        endings("close"),
        endings("done"),
    )


def tokens(text: str) -> Mapping[int, Token]:
    """The known words of a text by where they start."""
    return {start: Token(start, end, kinds) for start, end, kinds in words().clause.places(text)}
