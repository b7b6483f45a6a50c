"""The verbs of official prose, from the table of words that make a measure."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from builders.resources import folder
from builders.vocabulary.lexicon import Matcher

_THING: Final = "thing"
_ADVERBS: Final = re.compile(r"(?:共|已|均|都|累计|全部|先后)+$")
_ATTRIBUTES: Final = frozenset(("帮扶", "扶贫", "加工", "养殖"))  # verbs that also say of what kind a thing is
_KINDS: Final = frozenset(("act", "deed", "light", "aim"))
LONGEST: Final = 6  # characters of the longest verb


@cache
def verbs() -> frozenset[str]:
    """The verbs of `ontology/actions.tsv`."""
    return frozenset(word for word, kind in _rows() if kind in _KINDS)


@cache
def _things() -> tuple[str, ...]:
    """The words that a concrete noun phrase ends in."""
    return tuple(sorted(word for word, kind in _rows() if kind == _THING and len(word) > 1))


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    lines = (folder("ontology") / "actions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple((word, kind) for word, kind in (line.split("\t") for line in lines))


@cache
def _sizes(at: int) -> Mapping[str, Sequence[int]]:
    """By their first (0) or last (-1) character how long verbs are, the longest first."""
    sizes: dict[str, set[int]] = {}
    for verb in verbs():
        if 1 < len(verb) <= LONGEST:
            sizes.setdefault(verb[at], set()).add(len(verb))
    return {mark: sorted(found, reverse=True) for mark, found in sizes.items()}


@cache
def _matcher() -> Matcher[str]:
    return Matcher({verb: verb for verb in verbs()})


def leading_verb(phrase: str) -> str:
    """The verb a phrase begins with, 新 or 拟 before it included, or nothing.

    >>> leading_verb("新建改造公厕"), leading_verb("公厕")
    ('新建', '')
    """
    table, sizes = verbs(), _sizes(0)
    for start in (0, 1) if phrase[:1] in ("新", "拟") else (0,):
        for size in sizes.get(phrase[start : start + 1], ()):
            if start + size <= len(phrase) and phrase[start : start + size] in table:
                return phrase[: start + size]
    return ""


def trailing_verb(phrase: str) -> str:
    """The verb a phrase ends with, or nothing."""
    table = verbs()
    for size in _sizes(-1).get(phrase[-1:], ()):
        if size <= len(phrase) and phrase[-size:] in table:
            return phrase[-size:]
    return ""


def leading_verbs(phrase: str) -> str:
    """All the verbs a phrase begins with: 深化创建."""
    found = ""
    while verb := leading_verb(phrase[len(found) :]):
        found += verb
    return found


def predicate_at(phrase: str, start: int) -> int | None:
    """Where the first verb at or after a place of the phrase stands."""
    return next((span.start for span, _ in _matcher().longest(phrase) if span.start >= start), None)


def noun_phrase(phrase: str) -> str:
    """The noun phrase that a stretch begins with, up to the verb that follows it.

    >>> noun_phrase("帮扶车间吸纳就业"), noun_phrase("就业帮扶车间发放补助"), noun_phrase("全部开工建设")
    ('帮扶车间', '就业帮扶车间', '全部开工建设')
    """
    for span, verb in _matcher().longest(phrase):
        within = verb in _ATTRIBUTES and phrase.startswith(_things(), span.end)
        noun = _ADVERBS.sub("", phrase[: span.start])
        if span.start >= 2 and not within and noun.endswith(_things()):
            return noun
    return phrase
