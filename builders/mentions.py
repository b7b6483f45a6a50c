"""A place as the text names it."""

from dataclasses import dataclass

from builders.facts import Level
from builders.text import Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a sentence.

    `code` is the place's own six-digit code, None for a town or a village; `within` the code of the region around
    it, for a town or a village its county's.
    """

    span: Span
    sentence: Span
    name: str
    code: str | None
    level: Level
    within: str | None
    rule: str
