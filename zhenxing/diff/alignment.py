"""Where the characters of an older text stand in a newer one: sentence by sentence, then within what changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final, NamedTuple

_SENTENCE: Final = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+|[^。！？!?；;\n]+")

_PATIENCE: Final = 4_000_000  # pairs of characters; passages that are both long and changed have nothing in common


class Stretch(NamedTuple):
    """Characters that both texts have."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts have in common, in the order of the text."""

    stretches: tuple[Stretch, ...]

    @staticmethod
    def of(old: str, new: str) -> "Alignment":
        """The alignment of two texts.

        >>> Alignment.of("甲。乙2个。丙。", "甲。丁。乙3个。丙。").stretches
        (Stretch(old=0, new=0, length=2), Stretch(old=2, new=4, length=1), Stretch(old=4, new=6, length=4))
        """
        return Alignment(tuple(_joined(_common(old, new))))

    def new(self, at: int) -> int | None:
        """Where the character at an old offset stands now; None where it is gone."""
        for stretch in self.stretches:
            if stretch.old <= at < stretch.old + stretch.length:
                return stretch.new + at - stretch.old
        return None


def _common(old: str, new: str) -> Iterator[Stretch]:
    """What is common, sentences first: whole texts character by character would cost the product of their lengths."""
    ours, theirs = _SENTENCE.findall(old), _SENTENCE.findall(new)
    begins, starts = (list(accumulate(map(len, parts), initial=0)) for parts in (ours, theirs))
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch(begins[i], starts[k], begins[j] - begins[i])
        elif tag == "replace":
            one, other = old[begins[i] : begins[j]], new[starts[k] : starts[m]]
            if len(one) * len(other) <= _PATIENCE:
                for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
                    if block.size:
                        yield Stretch(begins[i] + block.a, starts[k] + block.b, block.size)


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Stretches that go on without a break, as one."""
    last: Stretch | None = None
    for stretch in stretches:
        if last and (last.old + last.length, last.new + last.length) == (stretch.old, stretch.new):
            last = last._replace(length=last.length + stretch.length)
        else:
            if last:
                yield last
            last = stretch
    if last:
        yield last
