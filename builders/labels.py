"""The label of a figure: the noun phrases that its predicate and classifier govern, understandable alone."""

import re
from collections.abc import Sequence
from typing import Final

from builders.clauses import Clause
from builders.figures import Figure
from builders.predicates import VERBS, words
from builders.text import Span

LONGEST: Final = 40  # characters; a label is a name, not the sentence

_FILLER: Final = re.compile(
    r"^(?:[、,;:\s“”‘’'\"(]|其中|同时|此外|另外|截至|截止|目前|已经|已|均|都|共计|共有|共|总共|累计(?!消费)|先后|相继|分别|持续|不断|继续|深入|积极|大力|全力|全面|切实|认真|进一步|有序|有效|又|也|还|再|并|且|而|以及|和(?!美|谐)|及(?!时)|与"
    r"|全[市县省区州国镇乡村](?!通|覆|域)|[我本该][市县省区州](?!级)|据统计|今年|全年|一是|二是|三是|四是|五是|[一二三四五六七八九]是|\(?[一二三四五六七八九十]\)|到目前|至|于|年均(?=减|发))+"
)
_TAIL: Final = re.compile(
    r"(?:[、,;:\s“‘(]|分别|达到|达|为|是|有|共有|共计|合计|总计|约|大约|近|将近|超过|超|突破|逾|至少|不少于|不低于|不超过|不足|最高|已有|约为|各|提高到|提升到|增加到|增长到|减少到|下降到|降低到|上升到|提高至|提升至|增加至|增长至|减少至|下降至|降低至|上升至|增至|降至|升至|跃升至|压缩至|缩短至|扩大到|扩大至|稳定在|保持在|控制在"
    r"|迈上|跨上|由|从|的|了|到|至|在|共|计|均|已|之一|和|及|与|其中|累计|等)+$"
)
_DEPENDENT: Final = re.compile(
    r"^(?:占|达|同比|增长|增幅|增速|净增|降幅|比|较|是“|是十|年均|人均|户均|平均|完成(?!造林|农)|提高|提升|下降|减少|增加|降低|实现|吸纳|安置|带动|惠及|覆盖|使用|受益|实际投资|就业|涉及|解决|获|创|序时|环比|提供|收益|余额|"
    r"总投资|资金|参与|从业|产值|尚未|未|已消除|消除|办结|提前|服务|销售|收入|到位|剩|户|脱贫|其中|总产值|[^,;。]{0,4}率|培训|开展|实施|投入|争取|引进|拨付|支付|落实|建成|完工|开工|发放|整合|资金)"
)
_GENERIC: Final = re.compile(
    r"^(?:实施|开展|安排|引进|投入|争取|落实|整合|建成|建设|新建|完成|培训|举办|组织|召开|启动实施|解决|参加|参与|取得|化解|走访|新增|储备|累计|实际|协调)*(?:相关|重点|各类|有关)?(?:项目|资金|企业|培训|问题|活动|人员|人次|投资|群众|任务|建设项目|会议|产值|总产值|工程|贷款|各类资金|建设|收益|收入|措施)?$"
)
_BRACKET: Final = re.compile(r"\([^()]*\)")
_YEAR_OF: Final = re.compile(r"(?:\d{4}年(?:度|底|末|初)?|今年|本年度|去年)(?:以来|底|末|上半年)?")
_LEVEL_ONLY: Final = re.compile(r"^[国省市县区乡镇村]{1,2}家?级?$")
_ENUMERATED: Final = re.compile(r"[^、]*(?:、[^、]*)*等$")


def words_of(folded: str, span: Span, dates: Sequence[Span]) -> str:
    """The words of a stretch, time expressions and line breaks left out."""
    pieces, position = [], span.start
    for date in dates:
        if date.start >= position and date.end <= span.end:
            pieces.append(folded[position : date.start])
            position = date.end
    pieces.append(folded[position : span.end])
    return re.sub(r"\s+", "", "".join(pieces))


def name(left: str, right: str) -> str:
    """The phrase that left and right words make around a numeral, fillers aside.

    >>> name("全市累计认定帮扶车间", "")
    '认定帮扶车间'
    >>> name("市县两级已组织", "专项就业服务活动")
    '市县两级已组织专项就业服务活动'
    """
    left = _TAIL.sub("", _FILLER.sub("", left))
    right = re.sub(r"^(?:[、,;:)”’\s]|的|以上|左右)+", "", right)
    right = _TAIL.sub("", _BRACKET.sub("", right)) if right else ""
    return _TAIL.sub("", left + right).strip("、,;:()“‘ ") if left or right else ""


def dependent(label: str) -> bool:
    """Whether a phrase says nothing of what it is about without the words before it."""
    return not label or bool(_DEPENDENT.match(label)) or bool(_GENERIC.fullmatch(label))


def fit(topic: str, own: str) -> str:
    """Topic and phrase as one label of at most LONGEST characters, the phrase whole as far as it goes."""
    own = own if len(own) <= LONGEST else own[-LONGEST:]
    topic = topic if topic not in own else ""
    room = LONGEST - len(own) - 1
    if not topic or room < 2:
        return own
    topic = topic if len(topic) <= room else topic[-room:]
    return f"{topic}·{own}" if own else topic


def leading_verb(phrase: str) -> str:
    """The verb a phrase begins with, or nothing."""
    kinds = words().kinds
    sizes = range(min(6, len(phrase)), 1, -1)
    return next((phrase[:size] for size in sizes if not VERBS.isdisjoint(kinds.get(phrase[:size], ()))), "")


def labels(
    folded: str, clauses: Sequence[Clause], figures: Sequence[Figure], dates: Sequence[Span], wholes: Sequence[int | None], opening: str
) -> tuple[str, ...]:
    """The labels of a sentence's figures.

    `wholes` gives for each figure the index of the one it is part of; `opening` is what the sentence goes on about
    when its own words do not say it.
    """
    found: list[str] = []
    subject, shared = opening, _Shared((), "")
    for index, figure in enumerate(figures):
        if figure.chain is not None:
            found.append(found[figure.chain])
            continue
        clause = clauses[figure.clause]
        opens = figure.before.start == clause.span.start
        if opens:
            subject = _subject(folded, clauses, figures, index, dates, subject, found)
        own = _own(folded, figures, index, clause, dates)
        before = words_of(folded, Span(clause.span.start, figure.quantity.span.start), dates)
        if "分别" in before and opens:
            shared = _shared(before.split("分别")[0], _run(figures, index)) or shared
        own = _distributed(shared, own, before, figures, index) or own
        whole = wholes[index]
        if whole is not None and whole < index:
            topic = found[whole]
        elif clause.parent is not None:
            topic = subject
        else:
            topic = subject if dependent(own) else ""
        label = fit(_without_figures(topic), own)
        found.append(label)
        if not dependent(own) and clause.parent is None and whole is None:
            subject = own
    return tuple(found)


def _without_figures(topic: str) -> str:
    return topic.rsplit("·", 1)[-1] if len(topic) > 24 else topic


def _own(folded: str, figures: Sequence[Figure], index: int, clause: Clause, dates: Sequence[Span]) -> str:
    """The phrase around a figure: what stands before it in its clause, earlier figures left out, and what follows."""
    figure = figures[index]
    left = words_of(folded, figure.before, dates)
    right = _right(folded, figures, index, dates)
    if figure.head is not None:
        verb = leading_verb(_FILLER.sub("", _first_left(folded, figures, figure.head, dates)))
        own = name(left, right)
        return own if leading_verb(own) or not verb else verb + own
    if figure.before.start != clause.span.start:
        earlier = [other for other in figures[:index] if other.clause == figure.clause]
        carried = "".join(words_of(folded, other.before, dates) for other in earlier)
        left = carried + left
    if _ENUMERATED.match(left) and right:
        left = leading_verb(_FILLER.sub("", left))
    return name(left, right)


def _first_left(folded: str, figures: Sequence[Figure], head: int, dates: Sequence[Span]) -> str:
    return words_of(folded, figures[head].before, dates)


def _right(folded: str, figures: Sequence[Figure], index: int, dates: Sequence[Span]) -> str:
    """The words after a figure that belong to it; figures of one chain share the last one's, “31个省级、33个市级项目” the noun."""
    last = index
    while last + 1 < len(figures) and figures[last + 1].chain == index:
        last += 1
    right = words_of(folded, figures[last].after, dates)
    if last + 1 < len(figures) and figures[last + 1].clause == figures[index].clause:
        right = re.sub(r"(?:、|和|及|以及|与)$", "", right)
        if _LEVEL_ONLY.match(right):
            rest = words_of(folded, figures[last + 1].after, dates)
            right += re.sub(r"^[国省市县区乡镇村]{1,2}家?级", "", rest)
        elif figures[last + 1].head is None and leading_verb(right):
            right = ""
    return right


def _subject(
    folded: str, clauses: Sequence[Clause], figures: Sequence[Figure], index: int, dates: Sequence[Span], subject: str, found: Sequence[str]
) -> str:
    """What a clause goes on about: the last clause without figures since the last figure, if it has an object, else as before."""
    figure = figures[index]
    start = figures[index - 1].clause + 1 if index else 0
    passed = [clause for clause in clauses[start : figure.clause] if clause.parent is None]
    for clause in reversed(passed):
        phrase = name(words_of(folded, clause.span, dates), "")
        if len(phrase) >= 4:
            return phrase[-20:]
    return subject


class _Shared(tuple[tuple[str, ...], str]):
    """The parallel subjects of a 分别, and the noun they share."""

    __slots__ = ()

    def __new__(cls, names: tuple[str, ...], noun: str) -> "_Shared":
        """A pair that tests false when it has no names."""
        return super().__new__(cls, (names, noun))


def _run(figures: Sequence[Figure], index: int) -> int:
    """How many figures stand in the list that begins here."""
    return 1 + sum(1 for other in figures[index + 1 :] if other.head == index)


_NOUN: Final = re.compile(r"(?:基本生活|月人均|最低生活保障)?(?:标准|[一-鿿]{0,2}率|人均[一-鿿]{2,6}|收入|余额|面积|增加值|总额|产量|产值|人数|户数|数量|规模|投资|支出|比重|增速|覆盖面|户|人口)$")


def _shared(words: str, count: int) -> _Shared | None:
    """The subjects before a 分别, if there is one for each figure."""
    phrase = _FILLER.sub("", re.sub(r"[\d.]+[万亿]*余?", "", words))
    names = tuple(part for part in re.split(r"、|和(?!美|谐)|与|以及|及", phrase) if part)
    if count < 2 or len(names) != count:
        return _Shared((phrase,) * count, "") if count > 1 and phrase else None
    noun = _NOUN.search(names[-1])
    tail = noun.group() if noun and len(noun.group()) < len(names[-1]) else ""
    return _Shared(tuple(part if part.endswith(tail) else part + tail for part in names), tail)


def _distributed(shared: tuple[tuple[str, ...], str], own: str, before: str, figures: Sequence[Figure], index: int) -> str:
    """The label of a figure that a 分别 hands out, or nothing."""
    names = shared[0]
    figure = figures[index]
    first = figure.head if figure.head is not None else index
    if not names or _run(figures, first) != len(names):
        return ""
    if "分别" in before:
        predicate = re.sub(r"^.*分别", "", before) if figure.head is None else ""
    elif dependent(own) or figure.head is not None:
        predicate = own
    else:
        return ""
    predicate = re.sub(r"[\d.]+[万亿]*.*$", "", predicate)
    return name(names[index - first] + ("" if re.match(r"达|为|是|有|提高到|增加到", predicate) else predicate), "")
