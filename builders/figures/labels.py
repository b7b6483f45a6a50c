"""The labels of a sentence's figures: what each counts, understandable alone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from builders.chinese.clauses import Clause
from builders.chinese.phrases import (
    SHARES,
    balanced,
    clip,
    compares,
    dependent,
    fit,
    name,
    opened,
    without_old,
    words_of,
)
from builders.chinese.verbs import leading_verb, leading_verbs, noun_phrase, predicate_at
from builders.figures.distribution import Names, handed_out, shared_names
from builders.figures.setting import Figure
from builders.patterns import ending
from builders.text import Span

SHORT_ITEM: Final = 10  # characters of a last item that still says what a list is of
TOPIC: Final = 24  # characters; a longer topic keeps only its last part
PREDICATE: Final = 14  # characters of what a list shares after its last noun
SUBJECT: Final = 32

_ITEM_MARKS: Final = frozenset("、和及与或以")
_LEVEL_ONLY: Final = re.compile(r"^[国省市县区乡镇村]{1,2}家?级?$")
_LEVEL: Final = re.compile(r"^[国省市县区乡镇村]{1,2}家?级")
_MEASURED_AGAINST: Final = re.compile(r"完成|占|达|为|比|较|相当于")
_SOME_OF: Final = re.compile(r"中(?![心央国部医小学药低高等])")
# 13个县(市、区)储备项目2027个: the first figure counts the counties.
_KINDS: Final = re.compile(r"[省市州县区旗乡镇村]\([省市州县区旗乡镇村街道、]+\)")
# 23万名对象已消除风险16万名: what has happened is told of the second figure alone.
_FREED: Final = re.compile(r"(?:已经?|尚未|未)[一-鿿]{0,4}(?:消除[一-鿿]{0,4}|风险消除|脱贫|就业|整改|入住)$")
# 新识别对象259户,累计达到1294户: all there are, not the new ones.
_IN_ALL: Final = re.compile(r"累计(?:达到?|为|有)")
_NEW: Final = re.compile(r"(?:^|(?<=^全.))新(?=识别|纳入|增)增?")
_GROUNDS: Final = re.compile(r"是|位于|地处|坐落|根据|按照?|依据|依照|参照")
_HIGHER: Final = re.compile(r"高出|高于|低于|超出")
_RANKED: Final = re.compile(r"第\d|前列|首位|[位名]居|排名|同比|高于|低于|台阶")
# 项目31个和…: what joins the next item of a list, alone or with the first words of it.
_JOINS: Final = ending(r"(?:以及|[、和及与])$", "、和及与")
_BESIDE: Final = re.compile(r"[与和同](?<=[一-鿿]{3})[^,;。]{0,8}$")


def labels(
    folded: str,
    clauses: Sequence[Clause],
    figures: Sequence[Figure],
    unsaid: Sequence[Span],
    wholes: Sequence[int | None],
    opening: Callable[[], str],
    level: str,
) -> tuple[str, ...]:
    """The labels of a sentence's figures; `unsaid` are the stretches that labels leave out.

    `wholes` gives for each figure the index of the one it is part of; `opening` tells what the sentence goes on about
    when its own words do not say it.
    """
    sentence = _Sentence(folded, tuple(clauses), tuple(figures), tuple(unsaid))
    found: list[str] = []
    subject: str | None = None  # the opening's, until a figure has one
    held: str | None = ""
    anchor, names = "", Names()
    for index, figure in enumerate(figures):
        if figure.chain is not None:
            found.append(found[figure.chain])
            continue
        clause, opens = clauses[figure.clause], sentence.opens(index)
        subject = sentence.subject(index, subject) if opens else subject
        left = sentence.words(figure.before)
        before = left if opens else sentence.before(index)
        if "分别" in before and opens:
            names = shared_names(before, figures, found, index, names)
        own = sentence.own(index, left)
        own = handed_out(names, own, before, figures, index) or own
        if opens:
            held = found[-1] if found else subject  # what a list that 其中 opens is of
        said = _topic(clause, before, own, wholes[index], index, found, subject, anchor, held)
        topic = opening() if said is None else said
        topic = found[index - 1] if dependent(own) and _goes_with(clauses, figures, wholes, index) else topic
        topic = _NEW.sub("", topic) if _IN_ALL.match(before) else topic
        label = fit(topic if len(topic) <= TOPIC else topic.rsplit("·", 1)[-1], own)
        found.append(label)
        if not compares(own):
            anchor = label
        if clause.parent is None and _starts_subject(figure, own):
            subject = label if wholes[index] is not None and len(label) <= TOPIC else own
    whole = _whole(level)
    return tuple(balanced(whole.sub("", label) if "全" in label else label) for label in found)


@lru_cache(maxsize=16)
def _whole(level: str) -> re.Pattern[str]:
    """What says that a figure is of all the report's region: 全市."""
    return re.compile(rf"^全{level}|(?<=·)全{level}|(?<=[一-鿿]{{2}})全{level}(?=·|$)")


def _topic(
    clause: Clause,
    before: str,
    own: str,
    whole: int | None,
    index: int,
    found: Sequence[str],
    subject: str | None,
    anchor: str,
    held: str | None,
) -> str | None:
    """What a figure's own phrase is said of: its whole, the figure it is compared with, or the sentence's subject."""
    if whole is not None and whole < index:
        return found[whole]
    if "其中" in before[:4]:
        return held
    if clause.parent is not None:
        return subject
    if compares(own):
        return anchor or subject
    return subject if dependent(own) else ""


def _goes_with(clauses: Sequence[Clause], figures: Sequence[Figure], wholes: Sequence[int | None], index: int) -> bool:
    """Whether a part tells more of the part before it, not of its whole alone: 其中:桥梁项目3项,总资金938万元."""
    here = figures[index].clause
    beside = index > 0 and figures[index - 1].clause == here - 1 and clauses[here].stop == ","
    return beside and None not in wholes[index - 1 : index + 1] and wholes[index - 1] != wholes[index]


def _starts_subject(figure: Figure, own: str) -> bool:
    """Whether later clauses go on about what a figure counts."""
    counts = figure.quantity.unit not in SHARES and len(own) > 4 and not _MEASURED_AGAINST.match(own)
    return counts or not dependent(own)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence whose figures are named."""

    folded: str
    clauses: tuple[Clause, ...]
    figures: tuple[Figure, ...]
    unsaid: tuple[Span, ...]

    def words(self, span: Span) -> str:
        return words_of(self.folded, span, self.unsaid)

    def opens(self, index: int) -> bool:
        """Whether a figure is the first of its clause."""
        figure = self.figures[index]
        return figure.before.start == self.clauses[figure.clause].span.start

    def before(self, index: int) -> str:
        """The words of a figure's clause up to its numeral."""
        figure = self.figures[index]
        return self.words(Span(self.clauses[figure.clause].span.start, figure.quantity.span.start))

    def own(self, index: int, left: str) -> str:
        """The phrase around a figure: what stands before it in its clause, earlier figures left out, and after.

        `left` is what stands between it and the figure before.
        """
        figure, right = self.figures[index], self.right(index)
        if figure.head is not None:
            first = opened(self.words(self.figures[figure.head].before))
            higher = _HIGHER.match(first)
            verb = higher.group() if higher else leading_verbs(first)
            own = name(left if _starts_item(left) else "", right)
            return own if leading_verb(own) or dependent(own) or not verb else verb + own
        if not self.opens(index):
            earlier = (other for other in self.figures[:index] if other.clause == figure.clause)
            left = "".join(self.words(other.before) for other in earlier) + left
        if left.endswith("等") and right and not right.startswith("("):
            left = opened(left)
            item = left.rsplit("、", 1)[-1]
            left = leading_verbs(left) + (item if len(item) <= SHORT_ITEM and "、" in left else "")
        return name(*without_old(left, right))

    def right(self, index: int) -> str:
        """The words after a figure that are its own; a chain shares its last one's, 31个省级、33个市级项目 the noun."""
        last = index
        while last + 1 < len(self.figures) and self.figures[last + 1].chain == index:
            last += 1
        right = self.words(self.figures[last].after)
        if _SOME_OF.match(right):
            return ""  # 劳动力17.6万人中外出务工11万人: only the second figure is of those at work
        if last + 1 < len(self.figures) and self.figures[last + 1].clause == self.figures[index].clause:
            if kinds := _KINDS.match(right):
                return kinds.group()
            right = _FREED.sub("", right)
        following = self.figures[last + 1] if last + 1 < len(self.figures) else None
        if following and following.head is not None and _starts_item(right):
            return self.predicate(last)
        if following is None or following.clause != self.figures[index].clause:
            return right
        right = _JOINS.cut(right)
        if _LEVEL_ONLY.match(right):
            return right + _LEVEL.sub("", self.words(following.after))
        right += self.predicate(last)
        if following.head is None:
            right = noun_phrase(_BESIDE.sub("", right))
        return right

    def predicate(self, last: int) -> str:
        """What a list of counted things shares after its last noun: 将15个…项目、30个…项目纳入项目库."""
        run = [other for other in range(last + 1, len(self.figures)) if self.figures[other].head is not None]
        if not run:
            return ""
        after = self.words(self.figures[run[-1]].after)
        if _starts_item(self.words(self.figures[last].after)):
            return after[:PREDICATE] if leading_verb(after) else ""
        at = predicate_at(after, 2)
        return "" if at is None else after[at:][:PREDICATE]

    def subject(self, index: int, subject: str | None) -> str | None:
        """What a clause goes on about: the last clause since a figure that has an object, else as before."""
        start = self.figures[index - 1].clause + 1 if index else 0
        for clause in reversed(self.clauses[start : self.figures[index].clause]):
            phrase = name(self.words(clause.span), "") if clause.parent is None else ""
            if len(phrase) >= 4 and not _RANKED.search(phrase) and not _GROUNDS.match(phrase):
                return clip(phrase, SUBJECT)
        return subject


def _starts_item(words: str) -> bool:
    """Whether words around a figure begin another item of its list (、市直部门), not its own noun."""
    return words[:1] in _ITEM_MARKS
