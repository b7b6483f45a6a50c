"""A figure as its own sentence reads."""

from typing import NamedTuple

from builders.document.layout import Sentence
from builders.facts import Role
from builders.figures.quantities import Quantity
from builders.text import Span


class Reading(NamedTuple):
    """A figure read in its sentence: all that its own words say.

    `turn` is its place in a list that 分别 hands out, and the list's length; `heads` are those of its row and column
    in a table.
    """

    quantity: Quantity
    sentence: Sentence
    clause: Span
    role: Role
    label: str
    start: str | None
    end: str | None
    part_of: int | None
    turn: tuple[int, int] | None = None
    heads: tuple[Span, ...] = ()
