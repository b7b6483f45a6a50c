"""Assembly: what is in force where a figure or a measure stands, joined to what its own words say."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from builders.chinese.dates import Clock
from builders.chinese.phrases import fit
from builders.document.layout import Document, Sentence
from builders.facts import Measure, Observation, Pairing
from builders.figures.metrics import metric_of
from builders.figures.readings import Reading
from builders.figures.repeats import merged
from builders.measures.measures import MeasureMention
from builders.regions.gazetteer import NATION
from builders.regions.localities import Locality
from builders.regions.mentions import PlaceMention
from builders.text import Span
from builders.themes import theme_of
from builders.vocabulary.lexicon import Lexicon

_BESIDE: Final = re.compile(r"[(:]?(?:为|有|达)?|分别为")
_OBJECT: Final = re.compile(r"[^,;。、\d]{0,6}的")  # 将甲县未脱贫的6个村纳入
_TAKEN: Final = frozenset("将把")
Ties = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Frame:
    """What holds across a report: its layout, its clock, and the region in force clause by clause."""

    document: Document
    lexicon: Lexicon
    clock: Clock
    regions: tuple[Locality, ...]
    places: tuple[PlaceMention, ...]

    def handed(self, reading: Reading) -> str | None:
        """The region of a figure that 分别 hands out over a list of regions (甲、乙两县分别为…), or None."""
        if reading.turn is None:
            return None
        cut = self.document.text.find("分别", *reading.clause)
        codes = [each.code for each in self.places if reading.clause.start <= each.span.start < cut and each.code]
        return codes[reading.turn[0]] if len(codes) == reading.turn[1] else None

    def of_heads(self, heads: Sequence[Span]) -> tuple[str | None, str | None] | None:
        """The region, and the town or village, that the head of a table's row or column names; the row's first."""
        for head in heads:
            first = bisect_left(self.places, head.start, key=lambda each: each.span.start)
            last = bisect_left(self.places, head.end, key=lambda each: each.span.start)
            for each in self.places[first:last]:
                if 0 <= head.end - each.span.end < 2:
                    local = each.level in ("town", "village")
                    return (each.within, each.name) if local else (each.code, None)
        return None

    def beside(self, span: Span) -> str | None:
        """The region whose name stands right before a figure: 甲县12个、乙县(2.86亿元)."""
        at = bisect_right(self._ends, span.start)
        last = self.places[at - 1] if at else None
        if last is None or last.level not in ("county", "prefecture") or not last.code:
            return None
        folded = self.document.folded
        taken = folded[last.span.start - 1 : last.span.start] in _TAKEN
        if not (_OBJECT if taken else _BESIDE).fullmatch(folded, last.span.end, span.start):
            return None
        listed = not taken and at > 1 and self.places[at - 2].span.end + 1 == last.span.start
        return last.code if not listed and _near(last.code, self.region(span)[0]) else None

    def region(self, span: Span) -> tuple[str | None, str | None]:
        """The region, and the town or village, that a stretch speaks of."""
        index = bisect_right(self._starts, span.start) - 1
        return (self.regions[index].region, self.regions[index].place) if index >= 0 else (None, None)

    @cached_property
    def _starts(self) -> list[int]:
        return [each.span.start for each in self.regions]

    @cached_property
    def _ends(self) -> list[int]:
        return [each.span.end for each in self.places]

    def theme(self, label: str, clause: str, sentence: Sentence, keys: tuple[str, ...], metric: str | None) -> str:
        """The theme of what a clause states, by its words and those of its sentence, headings and title."""
        folded = self.document.folded
        named, above = self._headings(sentence.headings)
        said = sentence.span.of(folded)
        if said.lstrip().startswith("其中") and (before := self._before(sentence)):
            said = before.span.of(folded) + said  # a part is of the matter of its whole
        return theme_of(label, clause, said, above, keys, metric, self.lexicon, named)

    def _headings(self, headings: tuple[Span, ...]) -> tuple[str, list[str]]:
        """The words of the title, if it is one of the headings, and those of the others."""
        if headings not in self._named:
            folded, title = self.document.folded, self.document.title
            named = title.of(folded) if title in headings and title else ""
            self._named[headings] = (named, [heading.of(folded) for heading in headings if heading != title])
        return self._named[headings]

    @cached_property
    def _named(self) -> dict[tuple[Span, ...], tuple[str, list[str]]]:
        return {}

    def _before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one in its paragraph."""
        sentences = self.document.sentences
        number = bisect_left(sentences, sentence.span, key=lambda each: each.span)
        before = sentences[number - 1] if number else None
        return before if before and before.block == sentence.block else None


def _near(code: str, here: str | None) -> bool:
    """Whether a region lies in the province spoken of, or in the prefecture; another one only gives or receives."""
    kept = 2 if here is None or here.endswith("0000") else 4
    return here in (None, NATION) or code[:kept] == str(here)[:kept]


def observations_of(frame: Frame, readings: Sequence[Reading], ties: Ties) -> tuple[Observation, ...]:
    """The observations that the readings state; one that the report says again is one fact with two passages."""
    return merged([_observation(frame, reading, keys) for reading, keys in zip(readings, ties, strict=True)])


def _observation(frame: Frame, reading: Reading, keys: tuple[str, ...]) -> Observation:
    folded = frame.document.folded
    clause = reading.clause.of(folded)
    metric = metric_of(reading.label, clause, reading.quantity.unit, reading.role, frame.lexicon, keys)
    theme = frame.theme(reading.label, clause, reading.sentence, keys, metric.theme if metric else None)
    region, place = frame.region(reading.quantity.span)
    if named := frame.handed(reading) or frame.beside(reading.quantity.span):
        region, place = named, None
    elif reading.heads:
        region, place = frame.of_heads(reading.heads) or (region, place)
    quantity = reading.quantity
    return Observation(
        span=quantity.span,
        sentence=reading.sentence.span,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        written=quantity.written,
        unit=quantity.unit,
        bound=quantity.bound,
        role=reading.role,
        label=_alone(reading.label, keys, frame.lexicon),
        metric=metric.key if metric else None,
        group=metric.group if metric else None,
        region=region,
        place=place,
        start=reading.start,
        end=reading.end,
        part_of=reading.part_of,
        theme=theme,
        initiatives=keys,
        rule=quantity.rule,
    )


EAST_WEST: Final = "东西部协作"
PARTNERSHIPS: Final = frozenset({EAST_WEST, "定点帮扶"})
SHORT: Final = 10  # characters; a shorter label seldom says by itself whose doing it counts
_CAMPAIGNS: Final = frozenset({"百日攻坚"})


def _alone(label: str, keys: tuple[str, ...], lexicon: Lexicon) -> str:
    """The label, understandable alone: a short one that names none of its initiatives is led by the first."""
    if len(label) > SHORT:
        return label
    terms = [lexicon.initiatives[key] for key in keys if key in lexicon.initiatives and key not in _CAMPAIGNS]
    if not terms:
        return label
    said = any(word in label for term in terms for word in (term.zh, *term.forms, *term.cues))
    return label if said else fit(terms[0].zh, label)


def with_pairings(ties: Ties, spans: Sequence[Span], pairings: Sequence[Pairing]) -> list[tuple[str, ...]]:
    """The ties, with that of east and west for what a sentence tells after a pairing, unless another partnership does.

    What a sentence tells after a body's help (定点帮扶) is as often of something else.
    """
    found = []
    for keys, span in zip(ties, spans, strict=True):
        told = {
            pairing.initiative
            for pairing in pairings
            if pairing.sentence.covers(span) and pairing.span.start < span.start and pairing.initiative == EAST_WEST
        }
        found.append(keys if PARTNERSHIPS & set(keys) else tuple(sorted({*keys, *told})))
    return found


def measures_of(frame: Frame, mentions: Sequence[MeasureMention], ties: Ties) -> tuple[Measure, ...]:
    """The measures, with the theme, region and initiatives in force; one printed twice is one."""
    sentences = {sentence.span: sentence for sentence in frame.document.sentences}
    kept: dict[str, Measure] = {}
    for mention, keys in zip(mentions, ties, strict=True):
        sentence = sentences[mention.sentence]
        words = mention.span.of(frame.document.folded)
        theme = frame.theme(words, words, sentence, keys, None)
        measure = Measure(
            span=mention.span,
            sentence=mention.sentence,
            action=mention.action,
            object=mention.object,
            theme=theme,
            region=frame.region(mention.span)[0],
            initiatives=keys,
            status=mention.status,
            start=None,
            end=frame.clock.period if mention.status != "planned" else None,
            rule=mention.rule,
        )
        key = f"{measure.region} {words}"
        if key in kept and sentence.repeats is not None:
            first = kept[key]
            kept[key] = _again(first, mention.span)
        else:
            kept[key if key not in kept else f"{key} {mention.span.start}"] = measure
    return tuple(kept.values())


def _again(measure: Measure, span: Span) -> Measure:
    return measure._replace(again=(*measure.again, span))
