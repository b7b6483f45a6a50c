"""Choosing a fact's theme from the words that stand around it, the nearer the weightier."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from builders.vocabulary.lexicon import Lexicon, Matcher

OTHER: Final = "其他"
FUNDS: Final = "项目资金"
_HELP: Final = frozenset({"东西部协作", "定点帮扶"})
STRONG: Final = 100
WEAK: Final = 20
GROUP: Final = 0.7  # the name of a population group tells who, not what is done
LOUD: Final = GROUP * STRONG  # a clause is silent where nothing is so loud
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
Scores = Mapping[str, int]


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
    named, said = _shares(lexicon, label), _shares(lexicon, clause)
    silent = max((*named.values(), *said.values()), default=0) < LOUD
    around = _around(lexicon, _thought(clause, sentence), sentence, (title, *headings), silent)
    scores = _sum(((LABEL, named), (CLAUSE, said)), around)
    known = {lexicon.initiatives[key].theme for key in initiatives if key in lexicon.initiatives}
    for theme in known:
        if theme is not None:
            scores[theme] = scores.get(theme, 0) + INITIATIVE * STRONG
    if metric is not None:
        scores[metric] = scores.get(metric, 0) + METRIC * STRONG
    if FUNDS in scores and not _HELP.isdisjoint(known):
        del scores[FUNDS]  # what helpers pay, and the projects it pays for, are their help
    residual = RESIDUAL * scores.pop(OTHER, 0)
    score, best = max(zip(scores.values(), scores, strict=True), default=(0, OTHER))
    return best if score >= residual else OTHER


def _thought(clause: str, sentence: str) -> str:
    """The part of a sentence, between semicolons, that a clause stands in."""
    at = sentence.find(clause) if ";" in sentence else -1
    if at < 0:
        return sentence
    end = sentence.find(";", at + len(clause))
    return sentence[sentence.rfind(";", 0, at) + 1 : end if end > 0 else None]


@lru_cache(maxsize=256)
def _around(lexicon: Lexicon, thought: str, sentence: str, above: tuple[str, ...], silent: bool) -> Scores:
    """What stands around a clause, `above` the title and the headings; it counts twice where the clause is silent."""
    weight = 2 * SENTENCE if silent else SENTENCE
    texts = (sentence,) if thought == sentence else (thought, sentence)
    return _sum([(weight // len(texts), _shares(lexicon, text)) for text in texts], _above(lexicon, above))


@lru_cache(maxsize=128)
def _above(lexicon: Lexicon, above: tuple[str, ...]) -> Scores:
    """What the title and the headings say, the innermost of them the loudest."""
    weights = [OUTER] * (len(above) - 1) + [INNERMOST if len(above) > 1 else OUTER]
    return _sum([(weight, _shares(lexicon, text)) for weight, text in zip(weights, above, strict=True)], {})


def _sum(zones: Iterable[tuple[int, Scores]], before: Scores) -> dict[str, int]:
    """What several texts say, each by its weight, and what was said before."""
    scores = dict(before)
    for weight, shares in zones:
        for theme, share in shares.items():
            scores[theme] = scores.get(theme, 0) + weight * share
    return scores


@lru_cache(maxsize=1024)
def _shares(lexicon: Lexicon, text: str) -> Scores:
    """How strongly a folded text speaks for each theme, at most as one and a half strong cues; facts share texts."""
    found: dict[str, int] = {}
    for votes in _cues(lexicon).longest_values(text):
        for theme, vote in votes:
            said = found.get(theme, 0) + vote
            found[theme] = said if said < MOST else MOST
    return found


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
