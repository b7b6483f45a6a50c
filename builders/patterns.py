"""Patterns with less work: compiled only once a text needs them, or tried only where a phrase ends as they do.

Of Python's `re`, a set of Chinese characters takes long to compile, and a pattern that holds at the end of a phrase is
tried at each of its characters.
"""

import re
from functools import cached_property
from typing import Any, NamedTuple, cast


def rare(source: str) -> re.Pattern[str]:
    """A pattern that few texts need, compiled when it is first asked.

    >>> bool(rare("光伏.{0,4}帮扶").search("光伏产业帮扶"))
    True
    """
    return cast(re.Pattern[str], _Rare(source))


class _Rare:
    """What stands for a pattern; what is asked of it once is at hand from then on."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def __getattr__(self, name: str) -> Any:
        """What the pattern has by this name."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


class Ending(NamedTuple):
    """A pattern that holds at the end of a phrase, and the characters that can be its last: most end otherwise."""

    pattern: re.Pattern[str]
    finals: frozenset[str]

    def search(self, phrase: str, start: int = 0) -> re.Match[str] | None:
        """What the phrase ends with, begun at an offset or after it."""
        return self.pattern.search(phrase, start) if phrase[-1:] in self.finals else None

    def cut(self, phrase: str) -> str:
        """The phrase without it."""
        return self.pattern.sub("", phrase) if phrase[-1:] in self.finals else phrase


def ending(source: str, finals: str) -> Ending:
    """The pattern of an ending, with its last characters.

    >>> ending(r"(?:增长|提高)(?:了|到)?$", "长高了到").cut("收入提高到")
    '收入'
    """
    return Ending(re.compile(source), frozenset(finals))
