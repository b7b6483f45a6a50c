"""Characters: spans that count Unicode code points, and folding that keeps them."""

import re
from types import MappingProxyType
from typing import Final, NamedTuple


class Span(NamedTuple):
    """A half-open stretch of characters.

    >>> Span(2, 5).of("同比增长百分之五")
    '增长百'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


# The 94 full-width forms stand at a fixed distance from ASCII: a typed-out table can err, a rule cannot.
FULLWIDTH: Final = MappingProxyType({code + 0xFEE0: code for code in range(0x21, 0x7F)} | {0x3000: 0x20})
# Most runs of Chinese text have nothing to fold, and translating a run costs by the character.
_WIDE: Final = re.compile("[\uff01-\uff5e\u3000][\uff01-\uff5e\u3000]*")  # + would be slow to pass over the rest


def end_before(text: str, at: int) -> int:
    """Where the words before an offset end, white space aside.

    >>> end_before("增收。 其中", 4)
    3
    """
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


# Control characters, and the marks that turn the direction of what follows; a terminal would obey them.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    r"""The text with control and direction marks written out.

    >>> visible("red\x1b[31m")
    'red\\x1b[31m'
    """
    return _UNSEEN.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def narrow(text: str) -> str:
    """Fold full-width letters, digits and marks to ASCII; the length, and so every offset, is kept.

    >>> narrow("完成（２．５％）")
    '完成(2.5%)'
    """
    if not _WIDE.search(text):
        return text
    return _WIDE.sub(lambda found: found.group().translate(FULLWIDTH), text)
