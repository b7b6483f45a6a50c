"""What the words of a stretch show of initiatives without naming them, and of other matters."""

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from builders.text import Span
from builders.vocabulary.lexicon import Lexicon, Matcher

Keys = frozenset[str]
NONE: Final[Keys] = frozenset()

# Initiatives of these themes bind a helper to those it helps: the others are their means, so that all figures of their
# sentence are theirs, and what is theirs is no other helper's.
RELATIONS: Final = frozenset({"东西部协作", "定点帮扶", "驻村帮扶"})
STATIONED: Final = "驻村帮扶"  # those stationed in a village are also sent by other helpers
# A narrower initiative of these themes is a way to carry out the broader one.
_CARRIED: Final = RELATIONS | {"监测帮扶"}
# Initiatives of these themes are instruments: a clause on money after theirs speaks of something else.
_INSTRUMENTS: Final = frozenset({"务工就业", "金融帮扶", "消费帮扶"})
_GENERAL: Final = frozenset({"项目资金", "组织领导", "问题整改", "其他"})
# What the state gives every household has its own figures, whatever heading they stand under.
_MONITORED: Final = "监测帮扶"
_HOMES: Final = "易地搬迁"  # schools and clinics where people have moved to are part of it
# What a body buys of those it helps is part of its help, unless the text names the scheme.
_BOUGHT: Final = {"定点帮扶": "消费帮扶"}
_WORKS: Final = frozenset({"乡村建设"})  # of no household under watch
_RELIEF: Final = frozenset({"兜底保障"})  # what a fund against poverty is for
_HOUSING: Final = frozenset({"住房饮水"})  # water and housing are part of building villages
_SERVICES: Final = frozenset({"教育保障", "医疗保障", "住房饮水", "兜底保障"})


class Cue(NamedTuple):
    """Words that, all together and in order, tie a figure to an initiative; a weak cue only takes up a named one.

    `group` marks the name of a population group, which other matters speak of too.
    """

    words: tuple[str, ...]
    key: str
    weak: bool
    group: bool


class Hits(NamedTuple):
    """Where words stand in a text, in order, and what each says."""

    starts: list[int]
    found: list[tuple[Span, str]]

    def within(self, span: Span) -> list[tuple[Span, str]]:
        """Those that begin in a stretch."""
        return self.found[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


class Matters(NamedTuple):
    """Where a text speaks of themes by their own words, in order, and of which."""

    starts: list[int]
    themes: list[str]

    def within(self, span: Span) -> Keys:
        """The themes that a stretch speaks of."""
        return frozenset(self.themes[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)])


class Cues(NamedTuple):
    """The cues of a lexicon by their last word, and what its vocabulary says of initiatives.

    `relations` gives of each helping relation the one it belongs to, `carried` of each initiative the broader one
    whose figures its are too, `broader` and `themes` the broader initiative and the theme of each; `groups` are the
    cues that name population groups, `relief` the funds that help households under watch, `stationed` the schemes of
    those sent to live in villages, `selling` those that sell for farmers, `lasting` those that what the
    state gives everyone is no part of, `instruments` those that are instruments beside others.
    """

    ending: Mapping[str, tuple[Cue, ...]]
    groups: Keys
    words: Matcher[str]
    matters: Matcher[str]
    relations: Mapping[str, str]
    carried: Mapping[str, str]
    broader: Mapping[str, str]
    themes: Mapping[str, str | None]
    relief: Keys
    stationed: Keys
    selling: Keys
    lasting: Keys
    instruments: Keys

    def hits(self, folded: str) -> Hits:
        """The words of cues in a text."""
        found = sorted(self.words.every(folded))
        return Hits([span.start for span, _ in found], found)

    def speeches(self, folded: str) -> Matters:
        """Where a text speaks of themes by their own words."""
        found = self.matters.places(folded)
        return Matters([start for start, _, _ in found], [theme for _, _, theme in found])

    def shown(self, folded: str, hits: Hits, span: Span, matters: Keys) -> tuple[dict[str, Span], Keys]:
        """The keys that a stretch shows, each with the word that does; and those that it can take up."""
        shown: dict[str, Span] = {}
        near = hits.within(span)
        if not near:
            return shown, NONE
        weak: set[str] = set()
        for hit, word in near:
            for cue in self.ending[word]:
                if any(folded.find(part, span.start, hit.start) < 0 for part in cue.words[:-1]):
                    continue
                if cue.weak:
                    weak.add(cue.key)
                elif not (cue.group and matters - {self.themes.get(cue.key)}):
                    shown.setdefault(cue.key, hit)
        return shown, frozenset(weak)

    def shows(self, word: str) -> bool:
        """Whether a word of a cue can show an initiative that has not been named."""
        return any(not cue.weak for cue in self.ending[word])

    def takers(self, word: str) -> list[str]:
        """The initiatives that a word takes up once they are named."""
        return [cue.key for cue in self.ending[word] if cue.weak]

    def alien(self, matters: Keys, key: str) -> bool:
        """Whether a stretch that speaks of these themes has left the initiative."""
        theme = self.themes.get(key)
        return theme is not None and bool(matters - {theme, *_GENERAL})

    def served(self, matters: Keys, key: str) -> bool:
        """Whether a stretch speaks of public services, and the initiative is none."""
        if not matters:
            return False
        theme = self.themes.get(key)
        if theme == _HOMES:
            return False
        if key in self.themes and theme is None:
            return False
        if theme in _WORKS:
            return bool(matters & (_SERVICES - _HOUSING))
        services = _SERVICES | _WORKS if theme == _MONITORED else _SERVICES
        if key in self.relief:
            services -= _RELIEF
        return bool(matters & services) and theme not in services | RELATIONS

    def instrument(self, key: str) -> bool:
        """Whether the initiative is an instrument beside others."""
        return key in self.instruments

    def bought(self, helping: Keys) -> Keys:
        """The schemes that the words of a stretch show, but that are only the help of who helps."""
        if not helping:
            return NONE
        themes = {_BOUGHT.get(self.themes.get(key) or "") for key in helping}
        return frozenset(key for key, theme in self.themes.items() if theme in themes) if themes - {None} else NONE

    def joined(self, before: Keys, own: Keys) -> Keys:
        """Keys in force with those of a stretch itself; one relation gives way to another."""
        if not before or not own:
            return before or own
        roots = {self.relations[key] for key in own if key in self.relations}
        if roots:
            before = frozenset(key for key in before if self.relations.get(key) in {None, *roots})
        return before | own

    def within(self, governing: Keys, own: Keys) -> Keys:
        """Keys of a heading with those of a stretch under it; those stationed in villages can be another helper's."""
        if not governing or not own:
            return governing or own
        stationed = (own | governing) & self.stationed
        return self.joined(governing - stationed, own - stationed) | stationed

    def single(self, keys: Keys) -> Keys:
        """The keys, save relations where they are several."""
        relations = keys & self.relations.keys()
        return keys - relations if len({self.relations[key] for key in relations}) > 1 else keys

    def one(self, keys: Keys) -> Keys:
        """The keys if they are one initiative with what it carries out, else none."""
        return keys if len(keys - {self.broader.get(key) for key in keys}) == 1 else NONE


@cache
def read_cues(lexicon: Lexicon) -> Cues:
    """The cues of a lexicon, ready for use; `A…B` is both words in order, `…B` takes up what has been named."""
    ending: dict[str, list[Cue]] = {}
    groups = lexicon.group_forms()
    terms = lexicon.initiatives
    for term in terms.values():
        for cue in term.cues:
            words = tuple(word for word in cue.split("…") if word)
            ending.setdefault(words[-1], []).append(Cue(words, term.key, cue.startswith("…"), words[-1] in groups))
    broader = {term.key: term.broader for term in terms.values() if term.broader}
    return Cues(
        ending={word: tuple(cues) for word, cues in ending.items()},
        groups=frozenset(cue.words[-1] for cues in ending.values() for cue in cues if cue.group),
        words=Matcher({word: word for word in ending}),
        matters=Matcher({cue: theme.key for theme in lexicon.themes.values() for cue in theme.cues}),
        relations={term.key: term.broader or term.key for term in terms.values() if term.theme in RELATIONS},
        carried={key: above for key, above in broader.items() if above in terms and terms[above].theme in _CARRIED},
        broader=broader,
        themes={term.key: term.theme for term in terms.values()},
        relief=frozenset(key for key in broader if terms[key].theme == _MONITORED),
        stationed=frozenset(term.key for term in terms.values() if term.theme == STATIONED),
        selling=frozenset(term.key for term in terms.values() if term.theme == _BOUGHT["定点帮扶"]),
        lasting=frozenset(term.key for term in terms.values() if term.theme in _CARRIED),
        instruments=frozenset(term.key for term in terms.values() if term.theme in _INSTRUMENTS),
    )
