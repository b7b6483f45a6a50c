"""An answer to a delegate's proposal is about the region that the proposal speaks of."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from builders.document.layout import Document
from builders.regions.gazetteer import Gazetteer
from builders.regions.mentions import PlaceMention

_REPLY: Final = re.compile(r"(?:提案|建议|议案)的?(?:答复|复函|办理)")
_PROPOSAL: Final = re.compile(r"《(?P<title>关于[^》]{4,60})》?(?:的?(?:提案|建议|议案))?")
OPENING: Final = 600  # characters in which the proposal is named


def proposed(
    document: Document,
    mentions: Sequence[PlaceMention],
    about: str,
    cues: Mapping[str, int],
    gazetteer: Gazetteer,
) -> str | None:
    """The one region inside `about` that the answered proposal names, if the answer speaks of it as much (全州)."""
    title = document.title
    if not title or not _REPLY.search(document.folded, *title):
        return None
    proposal = _PROPOSAL.search(document.folded, title.end, title.end + OPENING)
    if not proposal:
        return None
    said = [mention.code for mention in mentions if mention.code]
    start, end = proposal.span("title")
    named = {mention.code for mention in mentions if mention.code and start <= mention.span.start < end} - {about}
    inner = {code for code in named if not any(code in gazetteer.ancestors(other) for other in named)}
    code = next(iter(inner)) if len(inner) == 1 else None
    region, whole = gazetteer.region(code or ""), gazetteer.region(about)
    if not code or not region or not whole or not gazetteer.inside(code, about):
        return None
    own = said.count(code) + cues.get(region.name[-1], 0)
    return code if own > said.count(about) + cues.get(whole.name[-1], 0) else None
