"""Which initiatives a figure or a measure belongs to, by its clause, its sentence, its paragraph, heading and title."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from builders.document.layout import Document
from builders.initiatives.cues import NONE, Keys, read_cues
from builders.initiatives.governing import Governing, Speech
from builders.initiatives.names import PARTNERSHIP, TOLD, InitiativeMention
from builders.initiatives.wording import Clauses, Wording
from builders.text import Span
from builders.vocabulary.lexicon import Lexicon

# All patterns are read on folded text.

# 吸纳就业900人: a sentence without a subject goes on about the one before it.
_RESUMES: Final = re.compile(
    r"\s*(?:其中|并(?![非不列])|(?:[、,]|已|共计?|累计|目前|现|先后|全部|直接|平均|实际)*"
    r"(?:吸纳|吸收|安置|惠及|覆盖|受益|到岗|在岗|户均|人均|逾期|发放工资|贷款余额|余额|支付工资|年均发电|较\d|比\d|同比)"
    r"|“[^“”。;\d]{0,24}(?:每个?月|一个?月|每天|一天|一年|工资)[^“”,。;\d]{0,8}\d)"
)
_SEVERAL: Final = 2  # deeds listed, so that what came of them is no single one's
# What a region at large has, whoever helps it.
_AT_LARGE: Final = re.compile(r"可支配收入|生产总值|GDP|财政收入|预算收入|常住人口|农村居民人均|城镇居民人均")
# What the state gives or sends of itself, whoever helps the region beside it.
_STATE: Final = re.compile(
    r"国家(?:选派|下达|安排|拨付|财政)|中央(?:选派|下达|安排|拨付|财政)|各级财政(?!援助)|本级(?:财政)?(?:投入|安排|配套)"
    r"|财政扶贫(?:专项)?资金|专项扶贫(?:专项)?资金|扶贫专项资金|转移支付|衔接(?:推进乡村振兴)?(?:补助)?资金"
)
# What those stationed in a village get of the state for it.
_WON: Final = re.compile(r"(?:[已共先后]|累计|积极|帮助)*(?:争取|协调|申请|跑办)")
# After a semicolon, what else they did.
_GOES_ON: Final = re.compile(r"(?:组织|帮助|协调|引进|争取|推动|动员|带领|指导)(?![一-鿿]{0,6}全[省市县区州])")
# Villages that leaders answer for.
_LED: Final = re.compile(r"(?:[省市县区州乡镇]级|(?<=[省市县区州]))领导(?:干部)?(?:包联|包抓|包保|包村|挂点|挂钩|联系)")
_PLANNED: Final = re.compile(
    r"(?=[今全年明下\d])(?:今年|全年|年内|明年|下一步|\d{4}年)[^。;]{0,12}(?:计划|拟|将(?!\d))"
)
_STANDARD: Final = re.compile(r"至少|每年|每人|每户|每月|每名|不少于|不低于|\d[\d.]*[一-鿿]{1,2}以上")


def ties(document: Document, mentions: Sequence[InitiativeMention], span: Span, lexicon: Lexicon) -> tuple[str, ...]:
    """The keys of the initiatives that the text ties one figure or measure to, sorted."""
    return tie_all(document, mentions, (span,), lexicon)[0]


def tie_all(
    document: Document, mentions: Sequence[InitiativeMention], spans: Sequence[Span], lexicon: Lexicon
) -> list[tuple[str, ...]]:
    """For each figure or measure the keys of the initiatives that the text ties it to, sorted.

    >>> from builders.document.layout import lay_out
    >>> from builders.initiatives.names import find_initiatives
    >>> text = "全县认定帮扶车间26个,吸纳就业310人;造林5万亩。"
    >>> document, lexicon = lay_out(text), Lexicon.load()
    >>> figures = [Span(8, 11), Span(16, 20), Span(23, 26)]
    >>> tie_all(document, find_initiatives(document, lexicon), figures, lexicon)
    [('帮扶车间',), ('帮扶车间',), ()]
    """
    tied = Ties(document, mentions, lexicon)
    return [tied.of(span) for span in spans]


class Ties:
    """The ties of one report, each sentence read once."""

    def __init__(self, document: Document, mentions: Sequence[InitiativeMention], lexicon: Lexicon) -> None:
        """Stand for the ties of a document in which these initiatives are named."""
        self._reading = _Reading(document, sorted(mentions, key=lambda mention: mention.span), lexicon)
        self._starts = [sentence.span.start for sentence in document.sentences]
        self._read: dict[int, list[tuple[int, int, Keys]]] = {}

    def of(self, span: Span) -> tuple[str, ...]:
        """The keys of the initiatives that one figure, measure or name is tied to, sorted."""
        number = bisect_right(self._starts, span.start) - 1
        if number not in self._read:
            self._read[number] = [(*clause, keys) for clause, keys in self._reading.sentence(number) if keys]
        first, last = span
        return tuple(
            sorted({key for start, end, keys in self._read[number] if start < last and first < end for key in keys})
        )


class _Reading:
    """One report read for its ties."""

    def __init__(self, document: Document, mentions: Sequence[InitiativeMention], lexicon: Lexicon) -> None:
        self.folded = document.folded
        self.document = document
        self.cues = read_cues(lexicon)
        self.speech = Speech(document, mentions, self.cues)
        self.relations = self.speech.relations
        self.clauses = Clauses(self.speech)
        self.left: dict[int, Keys] = {}  # what the sentences read carry at their end
        self.governing = Governing(self.speech)
        self.report, self.reach = self.governing.report()
        self.means = self.report & self.cues.instruments

    def sentence(self, number: int) -> list[tuple[Span, Keys]]:
        """The clauses of a sentence with the keys that hold in each."""
        sentence = self.document.sentences[number]
        above, subject, known = self.governing.scope(number)
        known |= self.means
        governing = self.cues.joined(above, subject)
        carry = self._resumed(number)
        mentioned = self.speech.mentioned(sentence.span)
        reached = self.report if sentence.span.overlaps(self.reach) else NONE
        if not (governing or carry or mentioned or reached or self._shows(sentence.span, known)):
            self.left[number] = NONE
            return []
        entering = tied = turn = NONE
        loose = False  # whether the relations carried are kept only by clauses that go on about theirs
        at_large = of_state = told = False
        deeds = 0  # clauses with figures of their own since the last that began a new thought
        result: list[tuple[Span, Keys]] = []
        # Most sentences hold none of these words: then their clauses are not asked one by one.
        planned = bool(reached and _PLANNED.search(self.folded, *sentence.span))
        large = bool(reached and _AT_LARGE.search(self.folded, *sentence.span))
        state = bool(_STATE.search(self.folded, *sentence.span))
        others = any(mention.rule not in ("vocabulary", TOLD) for mention in mentioned)
        for clause in self.clauses.of(sentence):
            speaks = bool(clause.named or clause.shown or clause.weak)
            bought = self.cues.bought((carry | clause.named) & self.relations) if speaks else NONE
            own = self._own(clause, carry, governing, bought) if speaks else NONE
            if mentioned and clause.span.end < clause.whole.end:
                known |= self.speech.named(Span(clause.span.end, clause.whole.end)) & self.relations
            if result and clause.turn:  # the paragraph's subject was the first of several matters
                governing = above
            turn = self._turn(clause, turn, known)
            if clause.nested or clause.item:
                other = not clause.nested and (own or clause.thing)
                before = self.cues.joined(entering, tied & self.relations) if other else tied
                tied = self.cues.joined(before, own | self._taken(clause, known | tied, before, own))
            else:
                deeds = 0 if clause.fresh else deeds
                said = state and self._says_state(clause, carry, own)
                of_state = said or (of_state and clause.dependent and not own)
                carry = self._kept(carry, clause, own, loose) - (self.cues.lasting if of_state else NONE)
                carry -= self.cues.stationed if "领导" in clause.words and _LED.search(clause.words) else NONE
                if deeds >= _SEVERAL and clause.resulting:
                    carry -= self.cues.instruments
                deeds += not clause.topic and not clause.dependent
                entering = carry  # what a further item of the clause can still be about
                tied = carry
                if speaks:
                    taken = self._taken(clause, known, carry, own) - (bought - carry)
                    tied = self.cues.joined(carry, own | taken)
                    carry = self.cues.joined(carry, clause.carrying | (own - clause.named) | taken)
                loose = not (clause.topic or clause.told) if own else loose
                at_large = large and (_at_large(clause) or (at_large and clause.dependent))
            if mentioned:
                known |= clause.named | (self.speech.named(clause.span) - self.relations)
            # Of a report on one initiative: a plan beside it, or the rules of a named service.
            spoken = clause.named or clause.weak & self.report
            apart = (planned and not spoken) or (others and _STANDARD.search(self.folded, *clause.whole))
            report = NONE if apart else reached
            report = report & self.relations if at_large else report - self.relations if of_state else report
            told = told or clause.told
            if told and not of_state and not tied & self.relations:  # a sentence goes on about who helps whom
                tied |= {PARTNERSHIP}
            within = self.cues.joined(governing, turn)
            report = NONE if (tied | within) & self.governing.beside else report
            result.append((clause.span, self._widened(tied, clause, within, report)))
        self.left[number] = carry
        return result

    def _shows(self, span: Span, known: Keys) -> bool:
        """Whether the words of a stretch may show an initiative, or take up a known one."""
        hits = self.speech.hits.within(span)
        return any(self.cues.shows(word) or not known.isdisjoint(self.cues.takers(word)) for _, word in hits)

    def _own(self, clause: Wording, carry: Keys, governing: Keys, bought: Keys) -> Keys:
        """What a clause itself names or shows, help that is bought and words of others aside."""
        own = self.cues.joined(clause.shown - bought, clause.named)
        if clause.groups and self._of_others(clause, carry, governing):
            own -= clause.groups
        if carry & self.relations and not (clause.fresh or clause.named & self.relations):
            own -= self.relations  # the words of one relation in what is told of another by name
        return own

    def _of_others(self, clause: Wording, carry: Keys, governing: Keys) -> bool:
        """Whether a group that a clause names only tells whom the initiative in force reached, or is called on."""
        if (clause.item or clause.among or clause.reaching) and (carry - self.relations or governing):
            return True
        return bool(clause.weak & self.cues.stationed & (carry | governing | self.report))

    def _says_state(self, clause: Wording, carry: Keys, own: Keys) -> bool:
        """Whether a clause tells what the state gives of itself, and not what those in a village got of it."""
        if own & self.relations or not _STATE.search(self.folded, *clause.span):
            return False
        return not (carry & self.cues.stationed and _WON.match(self.folded, *clause.span))

    def _resumed(self, number: int) -> Keys:
        """What a sentence without a subject takes over from the one before it in its paragraph."""
        first = number
        while first not in self.left and self._resumes(first):
            first -= 1
        for earlier in range(first, number):
            self.sentence(earlier)
        return self.left[number - 1] if self._resumes(number) else NONE

    def _resumes(self, number: int) -> bool:
        """Whether a sentence only goes on about the one before it."""
        sentences = self.document.sentences
        same = number > 0 and sentences[number - 1].block == sentences[number].block
        return same and bool(_RESUMES.match(self.folded, *sentences[number].span))

    def _turn(self, clause: Wording, turn: Keys, known: Keys) -> Keys:
        """What one of several matters is about, until the next; an instrument only until another is named."""
        if clause.turn:
            spoken = clause.named or clause.weak & known
            return self.cues.one(spoken) if clause.topic else NONE
        return turn - self.cues.instruments if (clause.named - turn) & self.cues.instruments else turn

    def _taken(self, clause: Wording, known: Keys, carry: Keys, own: Keys) -> Keys:
        """The named initiatives that the weak cues of a clause take up, unless others stand nearer."""
        taken = clause.weak & (known | carry)
        if not taken:
            return NONE
        if (own | carry) & self.relations:
            taken -= self.relations
        if clause.dependent and carry - self.relations:
            taken &= carry
        if own & self.cues.themes.keys():  # a name that the text alone gives says nothing of its means
            taken -= self.cues.instruments - carry
        themes = {self.cues.themes.get(key) for key in own}
        return frozenset(key for key in taken if self.cues.themes.get(key) not in themes)

    def _kept(self, carry: Keys, clause: Wording, own: Keys, loose: bool) -> Keys:
        """What a clause keeps of the initiatives of the clauses before it."""
        if clause.fresh:
            return carry & self.cues.stationed if _GOES_ON.match(clause.words) else NONE
        if not carry:
            return NONE
        means = carry - self.relations
        relations = carry - means if clause.dependent or not loose else NONE
        displacing = {key for key in own - self.relations if self.cues.themes.get(key)}
        if displacing and not any(self.cues.broader.get(key) in means for key in displacing):
            if not (clause.funded and displacing <= self.cues.instruments):
                return relations
            means -= self.cues.instruments
        if not (clause.dependent or clause.funded):
            means = frozenset(
                key
                for key in means
                if key in clause.weak
                or not ((self.cues.instrument(key) and not clause.topic) or self.cues.alien(clause.matters, key))
            )
        return relations | frozenset(key for key in means if not self.cues.served(clause.matters, key))

    def _widened(self, tied: Keys, clause: Wording, governing: Keys, report: Keys) -> Keys:
        """The keys of a clause with those of its headings, of the report, and of the initiatives they carry out."""
        above = self.cues.within(report, governing)
        if above and not tied:
            tied = frozenset(key for key in above if not self.cues.served(clause.matters, key))
        elif above:
            tied = self.cues.within(above, tied)
        return tied | {self.cues.carried[key] for key in tied if key in self.cues.carried} if tied else NONE


def _at_large(clause: Wording) -> bool:
    """Whether a clause tells what the region at large has."""
    return bool(_AT_LARGE.search(clause.words))
