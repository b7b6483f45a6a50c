"""What governs a sentence: the report's subject, its headings, the lead-in of its points, its paragraph."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from builders.document.layout import Document, Kind, Sentence
from builders.initiatives.cues import NONE, Cues, Hits, Keys
from builders.initiatives.names import TOLD, InitiativeMention
from builders.patterns import rare
from builders.text import Span

# All patterns are read on folded text.
_DIGIT: Final = re.compile(r"\d")
_CLAUSE_END: Final = re.compile(r"[,;:。]")
POINT: Final = re.compile(r"\s*[一二三四五六七八九十]是")
_FIRST_POINT: Final = re.compile(r"\s*一是")
ENUMERATED: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|[(]?[一二三四五六七八九十\d]{1,2}(?:[)、]|\.(?!\d))|第[一二三四五六七八九十],)"
)
# 消费协作方面,采购9亿元: the paragraph's subject, whatever figures follow.
_ASPECT: Final = re.compile(r"\s*(?:在)?[^,。;:\d]{2,16}(?:方面|上),")
_SUBJECT_REACH: Final = 4  # characters that may stand before the name of a paragraph's subject
_OPENING_REACH: Final = 150  # characters within which a report without a telling title says what it is about
_CAMPAIGN: Final = re.compile(r"攻坚|行动|活动|月$|年$")
_THROUGHOUT: Final = 0.4  # the share of paragraphs that speak of what a report is about throughout
_FEW: Final = 3  # paragraphs of a text too short to leave its title's matter
_WIDER: Final = rare(
    r"(?:脱贫攻坚|精准扶贫|扶贫开发|乡村振兴|有效衔接|脱贫攻坚成果)(?:工作)?(?:及|和|与|暨|、)[^,。;]{0,4}\Z"
)
_HELPER: Final = rare(r"[一-鿿]{3,12}\Z")  # what stands before 定点帮扶 in a title
_REVIEW: Final = re.compile(r"工作(?:总结|报告|汇报|要点|回顾|情况)")
_AND: Final = ("、", "和", "与", "及", "暨")
_RARE: Final = 500  # what a report is about, it names at least once in so many characters


class Speech:
    """A report with the initiatives it names and the words of cues in it."""

    def __init__(self, document: Document, mentions: Sequence[InitiativeMention], cues: Cues) -> None:
        """Find the words of cues in the text."""
        self.document = document
        self.folded = document.folded
        self.mentions = mentions
        self.cues = cues
        self.relations: Keys = frozenset(cues.relations)
        self.hits: Hits = cues.hits(self.folded)
        self.starts = [mention.span.start for mention in mentions]
        self.starts_of: dict[str, list[int]] = {}
        for mention in mentions:
            self.starts_of.setdefault(mention.key, []).append(mention.span.start)

    def mentioned(self, span: Span) -> Sequence[InitiativeMention]:
        """The mentions of initiatives that begin in a stretch."""
        return self.mentions[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def named(self, span: Span) -> Keys:
        """The initiatives named in a stretch."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        if last - first <= len(self.starts_of):
            return frozenset(mention.key for mention in self.mentions[first:last]) if first < last else NONE
        return frozenset(
            key
            for key, starts in self.starts_of.items()
            if bisect_left(starts, span.start) < bisect_left(starts, span.end)
        )

    def spoken(self, span: Span) -> Keys:
        """The initiatives named in a stretch, or else those its words show."""
        return self.named(span) or frozenset(self.cues.shown(self.folded, self.hits, span, NONE)[0])


class Governing:
    """What governs the sentences of one report."""

    def __init__(self, speech: Speech) -> None:
        """Read the lead-ins of the text's points."""
        self.speech = speech
        self.cues = speech.cues
        self.document = speech.document
        self.folded = speech.folded
        self.relations = speech.relations
        self.headings: dict[Span, tuple[Keys, Keys]] = {}
        self.passed_on: dict[int, Keys] = {}  # to a paragraph, by its first sentence
        self.leads = self._leads()
        self.beside: Keys = NONE  # what the title names beside the relation that the report speaks of throughout
        # By sentence, the first of its paragraph, and the first of its enumerated point.
        self.paragraphs: list[int] = []
        self.points: list[int] = []
        for number, sentence in enumerate(self.document.sentences):
            opens = not number or self.document.sentences[number - 1].block != sentence.block
            self.paragraphs.append(number if opens else self.paragraphs[-1])
            enumerated = opens or ENUMERATED.match(self.folded, sentence.span.start)
            self.points.append(number if enumerated else self.points[-1])

    def report(self) -> tuple[Keys, Span]:
        """The initiatives that the report is about, and from where to where: by title, or by what it keeps naming."""
        titled = listed = NONE
        for title in self._titles():
            titled |= self.speech.spoken(title) - self._added(title)
            listed |= self._listed(title)
        telling = bool(titled)
        titled = (self.cues.single(titled) - listed) | self._prevailing(titled)
        standing = frozenset(key for key in titled if key not in self.relations and not _CAMPAIGN.search(key))
        if len(standing) > 1:  # a title that lists several gives each its own section
            titled -= standing
        fleeting = frozenset(key for key in titled if key in standing or self.cues.instrument(key))
        pervading = frozenset(key for key in titled if key not in fleeting or self._pervades(key))
        if pervading or (telling and len(self._paragraphs()) <= _FEW):
            return pervading, self._reach(pervading, 0)
        if listed:
            return NONE, Span(0, len(self.folded))
        return self._kept_naming()

    def _kept_naming(self) -> tuple[Keys, Span]:
        """The initiative that a text without a telling title opens with and keeps naming, and how far it does."""
        whole, paragraphs = Span(0, len(self.folded)), self._paragraphs()
        opening = paragraphs[0] if paragraphs else Span(0, 0)
        # The first of several matters; a review of a year's work, whatever it begins with.
        review = any(_REVIEW.search(self.folded, *title) for title in self._titles())
        if review or ENUMERATED.match(self.folded, *opening):
            return NONE, whole
        naming = [(mention.span.start, mention.key) for mention in self.speech.mentions]
        named, first = Counter(key for _, key in naming), {key: start for start, key in reversed(naming)}
        taking = [
            (hit.start, key) for hit, word in self.speech.hits.found for key in self.cues.takers(word) if key in first
        ]
        keys = sorted([*naming, *taking])
        # What a text names only once, in a single paragraph or late, need not be what it is all about.
        late = whole.end * 3 // 4
        several = {key for key in named if named[key] > 1 or (len(paragraphs) > 1 and first[key] < late)}
        counts = Counter(key for _, key in keys if key in several)
        often = max(3, whole.end // _RARE)
        told = [mention.key for mention in self.speech.mentions if mention.rule == TOLD]
        for start, key in keys:
            spoken = opening.start <= start < min(opening.end, opening.start + _OPENING_REACH)
            beside = 0 if key in told else len(told)  # partners named here and there take nothing from another matter
            if not spoken or counts[key] < often or 2 * counts[key] < counts.total() - beside:
                continue
            last = max(at for at, other in keys if other == key)
            if self.cues.instrument(key) and last < paragraphs[-1].start:
                continue  # an example at the beginning
            # What the text says before the paragraph that first names it is only what leads up to it.
            begin = start if opening.covers(Span(first[key], first[key])) else first[key]
            return frozenset({key}), self._reach(frozenset({key}), begin)
        return NONE, whole

    def _reach(self, keys: Keys, begin: int) -> Span:
        """How far a report is about something: not over a second half that speaks of other helpers alone."""
        end = len(self.folded)
        said = [mention.span.start for mention in self.speech.mentions if mention.key in keys]
        said += [
            hit.start for hit, word in self.speech.hits.found if any(cue.key in keys for cue in self.cues.ending[word])
        ]
        said += [span.start for key in keys for span in self._helper_named(key)]
        spent = next((part.end for part in self._paragraphs() if part.end > max(said, default=end)), end)
        others = self.speech.named(Span(spent, end)) & self.relations - keys
        return Span(begin, spent if others and 2 * spent <= end else end)

    def _added(self, title: Span) -> Keys:
        """The helping relations that a title only adds to a wider matter (脱贫攻坚及东西部协作工作汇报)."""
        return frozenset(
            mention.key
            for mention in self.speech.mentioned(title)
            if mention.key in self.relations and _WIDER.search(self.folded, title.start, mention.span.start)
        )

    def _paragraphs(self) -> list[Span]:
        return [block.span for block in self.document.blocks if block.kind is Kind.PARAGRAPH]

    def _pervades(self, key: str) -> bool:
        """Whether a report whose title names an initiative speaks of it throughout."""
        paragraphs = self._paragraphs()
        spoken = [hit for hit, word in self.speech.hits.found if any(cue.key == key for cue in self.cues.ending[word])]
        spoken += [mention.span for mention in self.speech.mentions if mention.key == key]
        spoken += self._helper_named(key)
        of_it = sum(any(paragraph.covers(span) for span in spoken) for paragraph in paragraphs)
        return len(paragraphs) <= _FEW or of_it >= _THROUGHOUT * len(paragraphs)

    def _helper_named(self, key: str) -> Iterator[Span]:
        """Where a text names the helper of whose relation its title tells (某大学定点帮扶某县), and so speaks of it."""
        for title in self._titles():
            for mention in self.speech.mentioned(title):
                helper = _HELPER.search(self.folded, title.start, mention.span.start)
                if mention.key == key and key in self.relations and helper:
                    yield from (Span(*found.span()) for found in re.finditer(re.escape(helper[0]), self.folded))

    def _listed(self, title: Span) -> Keys:
        """The initiatives that a title lists beside other matters (消费扶贫和就业工作): each has its own section."""
        mentions = self.speech.mentioned(title)
        return frozenset(
            mention.key
            for mention in mentions
            if self.folded.startswith(_AND, mention.span.end)
            or self.folded.endswith(_AND, title.start, mention.span.start)
        )

    def _prevailing(self, titled: Keys) -> Keys:
        """The one of several helping relations in a title that the report speaks of throughout."""
        several = titled & self.relations
        prevailing = frozenset(key for key in several if self._pervades(key))
        if len(several) < 2 or len(prevailing) != 1:
            return NONE
        self.beside = several - prevailing
        return prevailing

    def _titles(self) -> list[Span]:
        """The title and subtitle: what stands before the first paragraph, numbered headings aside."""
        lines = takewhile(lambda block: block.kind is not Kind.PARAGRAPH, self.document.blocks)
        return [
            block.span
            for block in lines
            if block.kind in (Kind.TITLE, Kind.HEADING) and not ENUMERATED.match(self.folded, block.span.start)
        ]

    def scope(self, number: int) -> tuple[Keys, Keys, Keys]:
        """What headings and lead-in tie a sentence to; what its paragraph's subject does; what was named before it."""
        sentence = self.document.sentences[number]
        governing = known = NONE
        enumerated = POINT.match(self.folded, *sentence.span)
        for heading in sentence.headings:
            passed = enumerated and heading.end <= sentence.span.start and POINT.match(self.folded, *heading)
            if heading != self.document.title and not passed:
                keys, named = self._heading(heading)
                known |= named
                if keys:
                    governing = self.cues.joined(governing, self._lasting(keys, Span(heading.end, sentence.span.end)))
        governing = self.cues.joined(governing, self.leads[number])
        start = self.document.blocks[sentence.block].span.start
        known |= self.speech.named(Span(start, sentence.span.start)) | self._passed_on(self.paragraphs[number])
        return governing, self._subject(number), known

    def _leads(self) -> list[Keys]:
        """For each sentence what the lead-in of its points is about: a sentence without figures before the first."""
        leads: list[Keys] = []
        block, keys = -1, NONE
        before: Sentence | None = None
        for sentence in self.document.sentences:
            point = POINT.match(self.folded, *sentence.span)
            if point and _FIRST_POINT.match(self.folded, *sentence.span):
                keys = self._lead(before) if before else NONE
            elif sentence.block != block and not point:
                keys = NONE
            leads.append(keys)
            block, before = sentence.block, sentence
        return leads

    def _lead(self, sentence: Sentence) -> Keys:
        """What a sentence before the first of several points says they are about."""
        speaks = self.document.blocks[sentence.block].kind is Kind.PARAGRAPH
        if not speaks or _DIGIT.search(self.folded, *sentence.span):
            return NONE
        keys = self.cues.one(self.speech.named(sentence.span))
        closes = self.folded[sentence.span.start : sentence.span.end].rstrip().endswith(":")
        return keys if closes else keys & self.relations

    def _passed_on(self, first: int) -> Keys:
        """The helping relations that the last sentence before a paragraph's first names or shows."""
        if first not in self.passed_on:
            self.passed_on[first] = self._last_said(first)
        return self.passed_on[first]

    def _last_said(self, first: int) -> Keys:
        """The helping relations of the sentence before the first of a paragraph, if that paragraph is the next."""
        sentences = self.document.sentences
        before = sentences[first - 1] if first else None
        if before is None or before.headings != sentences[first].headings or before.block != sentences[first].block - 1:
            return NONE
        return self.speech.spoken(before.span) & self.relations

    def _lasting(self, keys: Keys, since: Span) -> Keys:
        """The keys of a heading that still govern: an instrument only until another is named."""
        instruments = keys & self.cues.instruments
        if instruments and any(self.cues.instrument(key) for key in self.speech.named(since) - keys):
            return keys - instruments
        return keys

    def _heading(self, span: Span) -> tuple[Keys, Keys]:
        """What a heading ties its section to, and what it names."""
        if span not in self.headings:
            keys = self.speech.spoken(span)
            one = self.cues.one(keys)
            self.headings[span] = (self._alone(one, span) if self.folded.endswith("。", *span) else one, keys)
        return self.headings[span]

    def _alone(self, keys: Keys, span: Span) -> Keys:
        """The keys without instruments that stand beside another subject (合作社和帮扶车间)."""
        beside = self._listed(span) if any(self.cues.instrument(key) for key in keys) else NONE
        return frozenset(key for key in keys if not (key in beside and self.cues.instrument(key)))

    def _subject(self, number: int) -> Keys:
        """The initiative that the paragraph, or the enumerated point, of a sentence opens with."""
        sentences = self.document.sentences
        first = self.points[number]
        span = sentences[first].span
        if aspect := _ASPECT.match(self.folded, *span):
            keys = self.cues.one(self.speech.spoken(Span(*aspect.span())))
            return self._lasting(keys, Span(aspect.end(), sentences[number].span.end))
        point = ENUMERATED.match(self.folded, *span)
        if point or first != number:
            end = _CLAUSE_END.search(self.folded, point.end() if point else span.start, span.end)
            opening = Span(span.start, end.start() if end else span.end)
            keys = self.cues.one(self.speech.named(opening))
            if not _DIGIT.search(self.folded, point.end() if point else opening.start, opening.end):
                rest = Span(opening.end, sentences[number].span.end)
                if point or self._begins(keys, span):
                    return self._lasting(keys, rest)
                if keys & self.relations and not (self.speech.named(rest) & self.relations) - keys:
                    return keys & self.relations
        return NONE

    def _begins(self, keys: Keys, span: Span) -> bool:
        """Whether a sentence without figures begins with the name of what it is about."""
        start = span.start + _SUBJECT_REACH + 1
        begins = self._alone(keys, span) & self.speech.named(Span(span.start, start))
        return bool(begins) and not _DIGIT.search(self.folded, *span)
