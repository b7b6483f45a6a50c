"""Choosing a fact's theme from the words that stand around it, the nearer the weightier."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from builders.lexicon import Lexicon, Matcher

OTHER: Final = "其他"
FUNDS: Final = "项目资金"
_HELP: Final = frozenset({"东西部协作", "定点帮扶"})
STRONG: Final = 100
WEAK: Final = 20
GROUP: Final = 0.7  # the name of a population group tells who, not what is done
MOST: Final = 150  # what a stretch can count, however many of its words are cues

# How much a cue counts by where it stands, in halves of one in the clause; a metric or an initiative speaks as one
# strong cue. All are whole numbers, whose sum is the same in whichever order they are added.
LABEL: Final = 5
METRIC: Final = 4
CLAUSE: Final = 2
SENTENCE: Final = 2
INNERMOST: Final = 4
OUTER: Final = 1
INITIATIVE: Final = 7
RESIDUAL: Final = 0.75  # 其他 holds what no field of work claims

Votes = tuple[tuple[str, int], ...]


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
    thought = _thought(clause, sentence)
    own = ((LABEL, _shares(lexicon, label)), (CLAUSE, _shares(lexicon, clause)))
    silent = not any(share >= GROUP * STRONG for _, shares in own for _, share in shares)
    scores = defaultdict(int, _around(lexicon, thought, sentence, (title, *headings), silent))
    for weight, shares in own:
        for theme, share in shares:
            scores[theme] += weight * share
    known = [lexicon.initiatives[key].theme for key in initiatives if key in lexicon.initiatives]
    for theme in dict.fromkeys(theme for theme in known if theme is not None):
        scores[theme] += INITIATIVE * STRONG
    if metric is not None:
        scores[metric] += METRIC * STRONG
    if FUNDS in scores and not _HELP.isdisjoint(known):
        del scores[FUNDS]  # what helpers pay, and the projects it pays for, are their help
    ranks = ((score * RESIDUAL if theme == OTHER else score, theme != OTHER, theme) for theme, score in scores.items())
    return max(ranks, default=(0, False, OTHER))[-1]


def _thought(clause: str, sentence: str) -> str:
    """The part of a sentence, between semicolons, that a clause stands in."""
    at = sentence.find(clause) if ";" in sentence else -1
    if at < 0:
        return sentence
    end = sentence.find(";", at + len(clause))
    return sentence[sentence.rfind(";", 0, at) + 1 : end if end > 0 else None]


@lru_cache(maxsize=256)
def _around(lexicon: Lexicon, thought: str, sentence: str, above: tuple[str, ...], silent: bool) -> Mapping[str, int]:
    """What stands around a clause, `above` the title and the headings; it counts twice where the clause is silent."""
    weight = 2 * SENTENCE if silent else SENTENCE
    zones = [(weight, sentence)] if thought == sentence else [(weight // 2, thought), (weight // 2, sentence)]
    zones += [(INNERMOST if text is above[-1] and len(above) > 1 else OUTER, text) for text in above]
    scores: defaultdict[str, int] = defaultdict(int)
    for weight, text in zones:
        for theme, share in _shares(lexicon, text):
            scores[theme] += weight * share
    return scores


@lru_cache(maxsize=1024)
def _shares(lexicon: Lexicon, text: str) -> Votes:
    """How strongly a folded text speaks for each theme, at most as one and a half strong cues; facts share texts."""
    found: defaultdict[str, int] = defaultdict(int)
    for votes in _cues(lexicon).longest_values(text):
        for theme, vote in votes:
            found[theme] += vote
    return tuple((theme, min(vote, MOST)) for theme, vote in found.items())


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> Matcher[Votes]:
    words: dict[str, Votes] = {}
    groups = lexicon.group_forms()
    for theme in lexicon.themes.values():
        for strength, cues in ((STRONG, theme.cues), (WEAK, theme.weak_cues)):
            for cue in cues:
                share = round(GROUP * strength) if cue in groups else strength
                words[cue] = (*words.get(cue, ()), (theme.key, share))
    return Matcher(words)
