"""A place as the text names it."""

import re
from dataclasses import dataclass
from typing import Final

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


_AGENCY: Final = re.compile(r"(?:新华社|中新网|中新社|人民网|央广网|光明网|新华网|本报|本网)$")
_DATELINE: Final = re.compile(r"\d{1,2}月\d{1,2}日(?:电|讯|消息|报道)")


def datelined(folded: str, mention: PlaceMention) -> bool:
    """Whether a place only says where a story was filed: 本报西宁讯, 乌鲁木齐8月6日讯."""
    start, end = mention.span
    return bool(_AGENCY.search(folded, max(0, start - 4), start) or _DATELINE.match(folded, end))
