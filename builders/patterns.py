"""Patterns that are compiled only once a text needs them: of Python's `re`, a set of Chinese characters costs time."""

import re
from functools import cached_property
from typing import Any, cast


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
