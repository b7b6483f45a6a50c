"""Choosing a fact's theme from the words that stand around it, the nearer the weightier."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from builders.lexicon import Lexicon, Matcher

OTHER: Final = "其他"
FUNDS: Final = "项目资金"
_HELP: Final = frozenset({"东西部协作", "定点帮扶"})
STRONG: Final = 1.0
WEAK: Final = 0.2
GROUP: Final = 0.7  # the name of a population group tells who, not what is done

# How much a cue counts by where it stands; a metric or an initiative speaks as one strong cue.
LABEL: Final = 2.5
METRIC: Final = 2.0
CLAUSE: Final = 1.0
SENTENCE: Final = 1.0
INNERMOST: Final = 2.0
OUTER: Final = 0.5
INITIATIVE: Final = 3.5
RESIDUAL: Final = 0.75  # 其他 holds what no field of work claims

Votes = tuple[tuple[str, float], ...]


def theme_of(
    label: str,
    clause: str,
    sentence: str,
    headings: Sequence[str],
    initiatives: Sequence[str],
    metric: str | None,
    lexicon: Lexicon,
    title: str = "",
) -> str:
    """The theme of a fact; headings are the outermost first, `metric` is the theme of the metric it is linked to."""
    scores: defaultdict[str, float] = defaultdict(float)
    zones = [(LABEL, label), (CLAUSE, clause), (OUTER, title)]
    thought = _thought(clause, sentence)
    silent = not any(share >= GROUP for text in (label, clause) for _, share in _shares(lexicon, text))
    weight = 2 * SENTENCE if silent else SENTENCE
    zones += [(weight, sentence)] if thought == sentence else [(weight / 2, thought), (weight / 2, sentence)]
    zones += [(INNERMOST if heading is headings[-1] else OUTER, heading) for heading in headings]
    for weight, text in zones:
        for theme, share in _shares(lexicon, text):
            scores[theme] += weight * share
    known = [lexicon.initiatives[key].theme for key in initiatives if key in lexicon.initiatives]
    for theme in dict.fromkeys(theme for theme in known if theme is not None):
        scores[theme] += INITIATIVE
    if metric is not None:
        scores[metric] += METRIC
    if FUNDS in scores and not _HELP.isdisjoint(known):
        del scores[FUNDS]  # what helpers pay, and the projects it pays for, are their help
    if OTHER in scores:
        scores[OTHER] *= RESIDUAL
    best = max(scores.values(), default=0.0)
    leading = [theme for theme, score in scores.items() if score == best]
    return max(leading, key=lambda theme: (theme != OTHER, theme), default=OTHER)


def _thought(clause: str, sentence: str) -> str:
    """The part of a sentence, between semicolons, that a clause stands in."""
    at = sentence.find(clause) if ";" in sentence else -1
    if at < 0:
        return sentence
    end = sentence.find(";", at + len(clause))
    return sentence[sentence.rfind(";", 0, at) + 1 : end if end > 0 else None]


@lru_cache(maxsize=1024)
def _shares(lexicon: Lexicon, text: str) -> Votes:
    """How strongly a folded text speaks for each theme, at most as one and a half strong cues; facts share texts."""
    found: defaultdict[str, float] = defaultdict(float)
    for votes in _cues(lexicon).longest_values(text):
        for theme, vote in votes:
            found[theme] += vote
    return tuple((theme, min(vote, 1.5 * STRONG)) for theme, vote in found.items())


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> Matcher[Votes]:
    words: dict[str, Votes] = {}
    groups = lexicon.group_forms()
    for theme in lexicon.themes.values():
        for strength, cues in ((STRONG, theme.cues), (WEAK, theme.weak_cues)):
            for cue in cues:
                share = GROUP * strength if cue in groups else strength
                words[cue] = (*words.get(cue, ()), (theme.key, share))
    return Matcher(words)
