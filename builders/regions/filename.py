"""What the name of a file says of the region its report is about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

from builders.regions.gazetteer import Gazetteer, Region, Strength
from builders.text import narrow

_LETTERS: Final = re.compile(r"[A-Za-zü]+")
DOMINANT: Final = 0.5  # the share of what a text says that leaves no room for others
_WORDS: Final = 3  # inner-mongolia, hong-kong, xi-an-shi


def regions_of(
    source: str, said: Mapping[str, float], titled: Iterable[str], kinds: Mapping[str, int], gazetteer: Gazetteer
) -> tuple[str, ...]:
    """The codes of the regions that the file's name means, none where the text speaks of others.

    `said` is how much the text says of each region, `titled` the regions of its title, `kinds` how often it calls
    its own region by each kind (全市).
    """
    name = narrow(PurePosixPath(source).stem)
    heads = tuple(titled)
    judge = _Judge(said, kinds, gazetteer)
    meant = judge.innermost(judge.plain(regions) for regions in written(name, gazetteer))
    if meant:
        return tuple(code for code in meant if not heads or judge.akin(code, heads))
    if heads:  # letters say less than a title does
        return ()
    spelt = judge.innermost(judge.likely(regions) for regions in _in_letters(name, gazetteer))
    return spelt if all(judge.akin(one, [other]) for one, other in pairwise(spelt)) else ()


def by_province(said: Mapping[str, float]) -> dict[str, float]:
    """How much is said of each province and of what lies in it."""
    provinces: dict[str, float] = {}
    for code, weight in said.items():
        provinces[code[:2]] = provinces.get(code[:2], 0.0) + weight
    return provinces


def written(name: str, gazetteer: Gazetteer) -> Iterator[Sequence[Region]]:
    """The regions that each Chinese name in a few words can mean, in order."""
    end = 0
    for span, word in gazetteer.occurrences(name):
        bare = not any(form.strength is Strength.FULL for form in gazetteer.forms[word])
        cut = gazetteer.abuts(name, span.start) or gazetteer.abuts(name, span.end)
        if span.start >= end and not (bare and (cut or gazetteer.is_word(word))):
            end = span.end
            yield gazetteer.named(word)


def _in_letters(name: str, gazetteer: Gazetteer) -> Iterator[Sequence[Region]]:
    """The regions that each word, or several together, can mean in Latin letters."""
    words = _LETTERS.findall(name)
    at = 0
    while at < len(words):
        for count in range(min(_WORDS, len(words) - at), 0, -1):
            if found := gazetteer.spelled("".join(words[at : at + count])):
                yield found
                at += count
                break
        else:
            at += 1


class _Judge:
    """Chooses among regions of one name by what the text says."""

    def __init__(self, said: Mapping[str, float], kinds: Mapping[str, int], gazetteer: Gazetteer) -> None:
        self._said = said
        self._kinds = kinds
        self._gazetteer = gazetteer

    def innermost(self, named: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """The regions that some names mean, without those that only say where another name's lie."""
        groups = list(named)
        return tuple(
            dict.fromkeys(
                code
                for group in groups
                for code in group
                if not any(
                    code in self._gazetteer.ancestors(inner) for other in groups if other != group for inner in other
                )
            )
        )

    def plain(self, regions: Sequence[Region]) -> tuple[str, ...]:
        """The regions that a Chinese name means: those the text fits best, else the one larger than its namesakes."""
        if found := self._fitting(regions):
            return found
        first, *others = regions
        return (first.code,) if all(other.level != first.level for other in others) else ()

    def likely(self, regions: Sequence[Region]) -> tuple[str, ...]:
        """The regions that a name in letters means, where the text does not speak more of another."""
        provinces = by_province(self._said)
        most = max(provinces.values(), default=0.0)
        called = [region for region in regions if self._called(region)]
        if found := self._fitting([region for region in called if provinces.get(region.code[:2], 0.0) == most]):
            return found
        dominated = most and most >= DOMINANT * sum(provinces.values())
        alone = called if any(self._kinds.values()) else regions
        return (called[0].code,) if called and len(alone) == 1 and not dominated else ()

    def _called(self, region: Region) -> bool:
        """Whether the text names a region or a part of it, or calls its own region by the same kind.

        A county named by neither may only look like a word: guide, zhenxing.
        """
        if any(self._gazetteer.inside(code, region.code) for code in self._said):
            return True
        kinds = tuple(kind for kind, count in self._kinds.items() if count)
        if not kinds:
            return region.level != "county"
        return region.name.endswith(kinds) and not self._gazetteer.is_word(region.names[-1])

    def _fitting(self, regions: Sequence[Region]) -> tuple[str, ...]:
        """The regions that the text names, or names a part of, most; else those within a region it names."""
        inside = self._gazetteer.inside
        said = self._said
        within = {one.code: sum(said[code] for code in said if inside(code, one.code)) for one in regions}
        around = {one.code: said.get(one.within or "", 0.0) for one in regions}
        weights = within if any(within.values()) else around
        most = max(weights.values(), default=0.0)
        best = [code for code, weight in weights.items() if weight == most]
        if not most or not all(self.akin(one, [other]) for one, other in pairwise(best)):
            return ()
        # Of namesakes within each other the text's own mentions decide.
        return tuple(code for code, weight in weights.items() if weight and self.akin(code, best))

    def akin(self, code: str, others: Iterable[str]) -> bool:
        """Whether a region lies in or around one of the others."""
        inside = self._gazetteer.inside
        return any(inside(code, other) or inside(other, code) for other in others)
