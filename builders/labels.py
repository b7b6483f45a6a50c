"""The label of a figure: the noun phrases that its predicate and classifier govern, understandable alone."""

import re
from collections.abc import Sequence
from typing import Final

from builders.clauses import Clause
from builders.figures import Figure
from builders.text import Span
from builders.verbs import leading_verb, leading_verbs, noun_phrase, predicate_at, trailing_verb

LONGEST: Final = 40  # characters; a label is a name, not the sentence

_FILLER: Final = re.compile(
    r"^(?:[、,;:\s“”‘’'\"(]|其中|同时|此外|另外|截至|截止|目前|现有|[之以]?前(?=[^期])|[之以]?内|仅|只有|也|却|要(?=从|由|$)|现(?=已"
    r"|共)|已经|已|均|都|共计|共有|共|总共"
    r"|累计(?!消费)|先后|相继|分别|持续|不断|继续|深入|积极|大力|全力|全面|切实|认真|进一步|有序|又|也|还|再"
    r"|并|且|而|以及|和(?!美|谐)|及(?!时)|与"
    r"|[我本该][市县省区州](?!级)|据统计|今年|全年|一是|二是|三是|四是|五是|[一二三四五六七八九]是"
    r"|\(?[一二三四五六七八九十]\)|到目前|至|于|年均(?=减|发))+"
)
_TAIL: Final = re.compile(
    r"(?:仅|只|已达|[之以]前|[之以]内|^前|^内|(?<![惠涉普])及|[、,;:\s“‘(]|分别|达到|达|为|是|有|共有|共计|合计"
    r"|总计|约|大约|近|将近|超过|超|突破|逾|至少|不少于|不低于"
    r"|不超过|不足|还?不到|最高|已有|约为|各|提高到|提升到|增加到|增长到|减少到|下降到|降低到|上升到|提高至|提升至"
    r"|增加至|增长至|减少至|下降至|降低至|上升至|增至|降至|升至|跃升至|压缩至|缩短至"
    r"|扩大到|扩大至|稳定在|保持在|控制在"
    r"|迈上|跨上|由|从|的|了|到|至|在|共|(?<!合)(?<!总)(?<!会)计|(?<![户人年月日县村亩])均|已|之一|和|与|其中|累计|等)+$"
)
_DEPENDENT: Final = re.compile(
    r"^(?:占|达|同比|增长|增幅|增速|净增|降幅|比|较|高于|低于|高出|超过|优于|同口径|名义|扣除|快于|为(?:年度|全年"
    r"|上年|去年|计划|目标|上)|相当于|是(?=[“十\d上去])|用于|[这该]一?个?(?:数字|比例|指标|数据|比率)"
    r"|年均(?!纯)|人均年?(?:增收|增长|增加|减少)?$|户均|平均(?!预期)|完成(?:率|[^,;。]{0,10}(?:任务|目标|计划"
    r"|指标)|“)|提高|提升|下降|减少|降低|实现|吸纳|安置|带动"
    r"|惠及|覆盖|使用|受益|实际|就业率?$"
    r"|涉及|解决|创(?!建|新)|序时|环比|提供|收益|余额|参与|从业|产值|总产值|尚未|未|已消除|消除|办结|提前|服务"
    r"|到位|剩|其中|拨付|支付|新增(?:贷款)?$"
    r"|[^,;。]{0,4}(?:覆盖[率面]|占比|比重|增速|完[成工]率|支出率|匹配率|满意度|办结率|增幅)$|投资|总投资)"
)
# What a verb governs when the words before must say what it is: 实施项目, 引进企业, 认领问题.
_GENERIC: Final = frozenset(
    (
        "项目 资金 企业 培训 问题 活动 人员 人次 投资 群众 任务 建设 会议 产值 工程 贷款 收益 收入 措施 岗位 "
        "建设项目 相关项目 重点项目 各类资金 培训班 固定岗位 数 人 户 总数 人数 户数 金额"
    ).split()
)
_BRACKET: Final = re.compile(r"\([^()]*\)")
_YEAR_OF: Final = re.compile(r"(?:\d{4}年(?:度|底|末|初)?|今年|本年度|去年)(?:以来|底|末|上半年)?")
_LEVEL_ONLY: Final = re.compile(r"^[国省市县区乡镇村]{1,2}家?级?$")
SHORT_ITEM: Final = 10  # characters of a last item that still says what the list is of
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

    >>> name("累计认定帮扶车间", "")
    '认定帮扶车间'
    >>> name("市县两级已组织", "专项就业服务活动")
    '市县两级已组织专项就业服务活动'
    """
    left = _TAIL.sub("", _FILLER.sub("", left))
    right = re.sub(r"^(?:[、,;:)”’\s]|的|以上|左右)+", "", right)
    right = _TAIL.sub("", _BRACKET.sub("", right).split("(")[0]) if right else ""
    if len(left) + len(right) > LONGEST:
        right = _begun(right, max(LONGEST - len(left), 16))
        left = clip(left, LONGEST - len(right))
    return _TAIL.sub("", left + right).strip("、,;:()“‘ ") if left or right else ""


_COMPARES: Final = re.compile(
    r"(?:占|达到?[^,;。]{0,12}的|同比|环比|同口径|名义|实际(?=增)|比|较|增长|增幅|增速|提高|提升|下降|减少|降低|净增|高于|低于|高出|快于|相当于"
    r"|为(?:年度|全年|上年|去年|计划|目标|上)|是(?=[“十\d上去])|完成(?:率|$|[^,;。]{0,10}(?:任务|目标|计划|指标|协议|合同)|“)|年均(?=增|减|提|下))"
)


def compares(label: str) -> bool:
    """Whether a phrase only measures the figure before against something: 同比增长, 占上年度, 完成年度任务."""
    return bool(_COMPARES.match(label))


def dependent(label: str) -> bool:
    """Whether a phrase says nothing of what it is about without the words before it."""
    short = len(label) <= 5 and label.endswith("率") and not label.startswith(("城镇化", "森林", "出生", "死亡"))
    return len(label) <= 2 or short or bool(_DEPENDENT.match(label)) or _without_verbs(label) in _GENERIC


def _without_verbs(phrase: str) -> str:
    """The phrase without the verbs it begins with."""
    while verb := leading_verb(phrase):
        phrase = re.sub(r"^(?:了|到|出)", "", phrase.removeprefix(verb))
    return phrase.removesuffix(trailing_verb(phrase)) or phrase


def fit(topic: str, own: str) -> str:
    """Topic and phrase as one label of at most LONGEST characters, the phrase whole as far as it goes."""
    own = clip(own, LONGEST)
    room = LONGEST - len(own) - 1
    if not topic or topic in own or room < 2:
        return own
    return f"{clip(topic, room)}·{own}" if own else clip(topic, LONGEST)


_SEAM: Final = re.compile(r"(?<=[的、,和与及同”)·])|(?=[“(])")


def _begun(phrase: str, room: int) -> str:
    """The beginning of a phrase that fits, ended at a seam where there is one."""
    if len(phrase) <= room:
        return phrase
    seams = [seam.start() for seam in _SEAM.finditer(phrase) if 6 <= seam.start() <= room]
    return phrase[: seams[-1]].rstrip("的、和与及同“(") if seams else phrase[:room]


def clip(phrase: str, room: int) -> str:
    """The end of a phrase that fits, begun at a seam between its words where there is one.

    >>> clip("完善低收入人口动态监测的县级平台", 8)
    '县级平台'
    """
    if len(phrase) <= room:
        return phrase
    seams = [seam.start() for seam in _SEAM.finditer(phrase) if 2 <= len(phrase) - seam.start() <= room]
    return phrase[seams[0] :] if seams else phrase[-room:]


_PEOPLE: Final = frozenset("人 名 位 口".split())
_MEASURED: Final = re.compile(
    r"(?:数量?|人次|户次|金额|总额|额|率|人数|户数|规模|面积|里程|收入|资金|投资|产值|支出|款|标准|成本|余额|补贴"
    r"|补助|产量|总值|增加值|经费|基金|债务|贷款|值|工资|订单|捐款|救助金)$"
)
_EXTENTS: Final = frozenset(
    (
        "% ‰ 倍 成 百分点 番 亩 公顷 平方米 平方公里 立方米 公里 米 千米 吨 公斤 斤 千克 克 岁 年 个月 天 千瓦 "
        "兆瓦 千伏 千瓦时 度 工作日 小时 位"
    ).split()
)


_CLASSIFIERS: Final = frozenset("个 家 项 处 座 所 支 间 栋 套 台 辆 只 头 条 件 例 起 部 张 种 类 级 县 区 村".split())


def counted(label: str, unit: str) -> str:
    """The label with what the unit counts, where its words do not say it: 监测对象 in 户 is 监测对象户数.

    >>> counted("监测对象", "户"), counted("认定帮扶车间", "个"), counted("财政衔接资金", "元")
    ('监测对象户数', '认定帮扶车间数', '财政衔接资金')
    """
    if not unit or unit in _EXTENTS or _MEASURED.search(label):
        return label
    if unit in _PEOPLE:
        word = "数" if label.endswith("人") else "人数"
    elif unit in ("户", "人次", "户次", "场次", "批次"):
        word = "数" if label.endswith("户") and unit == "户" else unit + ("数" if unit == "户" else "")
    elif unit.endswith("元"):
        word = "金额"
    else:
        word = "数" if unit in _CLASSIFIERS else unit + "数"
    return label + word if len(label) + len(word) <= LONGEST else label


def labels(
    folded: str,
    clauses: Sequence[Clause],
    figures: Sequence[Figure],
    dates: Sequence[Span],
    wholes: Sequence[int | None],
    opening: str,
    level: str,
) -> tuple[str, ...]:
    """The labels of a sentence's figures; `dates` are the stretches that labels leave out.

    `wholes` gives for each figure the index of the one it is part of; `opening` is what the sentence goes on about
    when its own words do not say it.
    """
    found: list[str] = []
    subject, anchor, shared = opening, "", _Shared((), "")
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
            said = before.split("分别")[0]
            count = _run(figures, index)
            if _FILLER.sub("", re.sub(r"[比较与同][^,]*$", "", said)):
                shared = _shared(said, count) or shared
            elif len(shared[0]) != count:
                shared = _last(figures, found, index, count) or shared
        own = _distributed(shared, own, before, figures, index) or own
        whole = wholes[index]
        if whole is not None and whole < index:
            topic = found[whole]
        elif "其中" in before[:4]:
            topic = found[-1] if found else subject
        elif clause.parent is not None:
            topic = subject
        elif compares(own):
            topic = anchor or subject
        else:
            topic = subject if dependent(own) else ""
        label = fit(topic if len(topic) <= 24 else topic.rsplit("·", 1)[-1], own)
        found.append(label)
        if not compares(own):
            anchor = label
        counts = figure.quantity.unit not in _SHARES and len(own) > 4 and not _MEASURED_AGAINST.match(own)
        if clause.parent is None and (counts or not dependent(own)):
            subject = label if whole is not None and len(label) <= 24 else own
    return tuple(re.sub(rf"^全{level}|(?<=·)全{level}", "", label) for label in found)


def _own(folded: str, figures: Sequence[Figure], index: int, clause: Clause, dates: Sequence[Span]) -> str:
    """The phrase around a figure: what stands before it in its clause, earlier figures left out, and what follows."""
    figure = figures[index]
    left = words_of(folded, figure.before, dates)
    right = _right(folded, figures, index, dates)
    if figure.head is not None:
        verb = leading_verbs(_FILLER.sub("", _first_left(folded, figures, figure.head, dates)))
        own = name(left if _starts_item(left) else "", right)
        return own if leading_verb(own) or dependent(own) or not verb else verb + own
    if figure.before.start != clause.span.start:
        earlier = [other for other in figures[:index] if other.clause == figure.clause]
        carried = "".join(words_of(folded, other.before, dates) for other in earlier)
        left = carried + left
    if _ENUMERATED.match(left) and right and not right.startswith("("):
        left = _FILLER.sub("", left)
        item = left.rsplit("、", 1)[-1]
        left = leading_verbs(left) + (item if len(item) <= SHORT_ITEM and "、" in left else "")
    return name(left, right)


def _starts_item(left: str) -> bool:
    """Whether the words before a figure are its own, not the noun of the item before (15个产业项目、)."""
    return bool(re.match(r"[、和及与或以]", left))


def _first_left(folded: str, figures: Sequence[Figure], head: int, dates: Sequence[Span]) -> str:
    return words_of(folded, figures[head].before, dates)


def _right(folded: str, figures: Sequence[Figure], index: int, dates: Sequence[Span]) -> str:
    """The words after a figure that belong to it; a chain shares the last one's, “31个省级、33个市级项目” the noun."""
    last = index
    while last + 1 < len(figures) and figures[last + 1].chain == index:
        last += 1
    right = words_of(folded, figures[last].after, dates)
    listed = last + 1 < len(figures) and figures[last + 1].head is not None
    if listed and _starts_item(right):
        return _predicate(folded, figures, last, dates)
    if last + 1 < len(figures) and figures[last + 1].clause == figures[index].clause:
        right = re.sub(r"(?:、|和|及|以及|与)$", "", right)
        if not _LEVEL_ONLY.match(right):
            right += _predicate(folded, figures, last, dates)
        if _LEVEL_ONLY.match(right):
            rest = words_of(folded, figures[last + 1].after, dates)
            right += re.sub(r"^[国省市县区乡镇村]{1,2}家?级", "", rest)
        elif figures[last + 1].head is None:
            right = noun_phrase(re.sub(r"(?<=[一-鿿]{2})(?:与|和|同)[^,;。]{0,8}$", "", right))
    return right


def _predicate(folded: str, figures: Sequence[Figure], last: int, dates: Sequence[Span]) -> str:
    """What a list of counted things shares after its last noun: 将15个…项目、30个…项目纳入项目库."""
    run = [other for other in range(last + 1, len(figures)) if figures[other].head is not None]
    if not run:
        return ""
    words_after = words_of(folded, figures[run[-1]].after, dates)
    if _starts_item(words_of(folded, figures[last].after, dates)):
        return words_after[:14] if leading_verb(words_after) else ""
    at = predicate_at(words_after, 2)
    return "" if at is None else words_after[at:][:14]


def _subject(
    folded: str,
    clauses: Sequence[Clause],
    figures: Sequence[Figure],
    index: int,
    dates: Sequence[Span],
    subject: str,
    found: Sequence[str],
) -> str:
    """What a clause goes on about: the last clause since a figure that has an object, else as before."""
    figure = figures[index]
    start = figures[index - 1].clause + 1 if index else 0
    passed = [clause for clause in clauses[start : figure.clause] if clause.parent is None]
    for clause in reversed(passed):
        phrase = name(words_of(folded, clause.span, dates), "")
        if len(phrase) >= 4 and not _RANKED.search(phrase):
            return clip(phrase, 32)
    return subject


_SHARES: Final = frozenset({"%", "百分点", "倍", "番", "成"})
_MEASURED_AGAINST: Final = re.compile(r"完成|占|达|为|比|较|相当于")
_RANKED: Final = re.compile(r"第\d|前列|首位|[位名]居|排名|同比|高于|低于|台阶")


class _Shared(tuple[tuple[str, ...], str]):
    """The parallel subjects of a 分别, and the noun they share."""

    __slots__ = ()

    def __new__(cls, names: tuple[str, ...], noun: str) -> "_Shared":
        """A pair that tests false when it has no names."""
        return super().__new__(cls, (names, noun))


def _run(figures: Sequence[Figure], index: int) -> int:
    """How many figures stand in the list that begins here."""
    return 1 + sum(1 for other in figures[index + 1 :] if other.head == index)


def _last(figures: Sequence[Figure], found: Sequence[str], index: int, count: int) -> "_Shared | None":
    """The labels of the last figures before a 分别 that names no subject: they are what it hands out over."""
    names = [found[other] for other in range(index) if figures[other].quantity.unit not in _SHARES]
    return _Shared(tuple(names[-count:]), "") if 1 < count <= len(names) else None


_NOUN: Final = re.compile(
    r"(?:基本生活|月人均|最低生活保障)?(?:标准|[一-鿿]{0,2}率|人均[一-鿿]{2,6}|收入|余额|面积|增加值|总额|产量"
    r"|产值|人数|户数|数量|规模|投资|支出|比重|增速|覆盖面|户|人口)$"
)


def _shared(words: str, count: int) -> _Shared | None:
    """The subjects before a 分别, if there is one for each figure."""
    phrase = _FILLER.sub("", re.sub(r"[\d.]+[万亿]*余?", "", words))
    names = tuple(part for part in re.split(r"、|和(?!美|谐)|与|以及|及", phrase) if part)
    if count < 2 or len(names) != count:
        return _Shared((phrase,) * count, "") if count > 1 and phrase else None
    tail = _shared_noun(names[0], names[-1])
    return _Shared(tuple(part if part.endswith(tail) else part + tail for part in names), tail)


def _shared_noun(first: str, last: str) -> str:
    """The noun after the last of several parallel names: 农村低保和特困人员基本生活标准 share 基本生活标准."""
    if not _NOUN.search(last) or _NOUN.search(first):
        return ""
    for size in range(len(first), 0, -1):
        if (at := last.find(first[-size:])) >= 0 and at + size < len(last):
            return last[at + size :]
    return last[len(first) :]


def _distributed(
    shared: tuple[tuple[str, ...], str], own: str, before: str, figures: Sequence[Figure], index: int
) -> str:
    """The label of a figure that a 分别 hands out, or nothing."""
    names = shared[0]
    figure = figures[index]
    first = figure.head if figure.head is not None else index
    if not names or _run(figures, first) != len(names):
        return ""
    if "分别" in before:
        predicate = re.sub(r"^.*?分别", "", before)
    elif dependent(own) or figure.head is not None:
        predicate = own
    else:
        return ""
    predicate = re.sub(r"[\d.]+[万亿]*.*$", "", predicate)
    return name(names[index - first] + ("" if re.match(r"达|为|是|有|提高到|增加到", predicate) else predicate), "")
