"""Phrases: how the words around a numeral become a short name, and what such a name lacks."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from string import whitespace
from typing import Final

from builders.chinese.segments import boundaries
from builders.chinese.verbs import leading_verb, trailing_verb
from builders.patterns import ending
from builders.text import Span

SHARES: Final = frozenset({"%", "百分点", "倍", "番", "成"})  # units that count nothing by themselves
LONGEST: Final = 40  # characters; a label is a name, not the sentence

_FILLER: Final = re.compile(
    # What one of them can begin with: most phrases are passed at a glance.
    r"^(?=[、,;:\s“”‘’'\"(\d一七三不与且之九也二于五仅今以先全八六共其内再分切到前包十却又及另只同含和四均大已年并总我截持据是有本此深现的目相积累继而至要认该还进都])"
    r"(?:[、,;:\s“”‘’'\"(]|其中|同时|此外|另外|截至|截止|目前|现有|[之以]?前(?=[^期者])|[之以]?内|仅|只有|也|却"
    r"|要(?=从|由|$)|现[将就]|包?含(?!量)|现(?=已"
    r"|共)|已经|已|均|都|共计|共有|共|总共"
    r"|累计(?!消费)|先后|相继|分别|持续|不断|继续|深入|积极|大力|全力|全面|切实|认真|进一步|有序|又|也|还|再"
    r"|并|且|而|以及|和(?!美|谐)|及(?!时)|与"
    r"|[我本该][市县省区州](?!级)|据统计|今年|全年|一是|二是|三是|四是|五是|[一二三四五六七八九]是|[一二三四五六七八九十]+、|\d{1,2}、(?!\d)"
    r"|\(?[一二三四五六七八九十]\)|到目前|至|于|是(?=\d{4}年)|年均(?=减|发)|的(?!确)|\d{1,2}[.](?=[一-鿿]))+"
)
_TAIL: Final = ending(
    # What one of them can begin with, and end with: most places of a phrase, and most phrases, are passed at a glance.
    r"(?=[仅只预高低从由已之以前内及、,;:\s“‘(分达为是有共合总约大近将超突逾至不还最各下拨提降升中增减上跃压缩扩稳保控迈的了到在计均可和与其累连等])"
    r"(?:仅|只|预[计估]|(?<=[率入额])[高低]于|(?<=[一-鿿]{2})[从由]时|已达|[之以]前|[之以]内|^前|^内|(?<![惠涉普])及|[、,;:\s“‘(]|分别|达到|达|为|是|有|共有|共计|合计"
    r"|总计|约|大约|近|将近|超过|超|突破|逾|至少|不少于|不低于"
    r"|不超过|不足|还?不到|最高|已有|约为|各|(?:下达|拨付)给你们|高达|提高到|提升到|(?<![下])降到|(?<![上提])升到|(?<=[县村户])中有?|增加到|增长到|减少到|下降到|降低到|上升到|提高至|提升至"
    r"|增加至|增长至|减少至|下降至|降低至|上升至|增至|降至|升至|跃升至|减至|减到|压缩至|缩短至"
    r"|扩大到|扩大至|稳定在|保持在|控制在"
    r"|迈上|跨上|由|从|的|了|到|至|在|共|(?<!合)(?<!总)(?<!会)计|(?<![户人年月日县村亩])均|已|(?<=[一-鿿]{2})可|之一|和|(?<!参)与|其中|累计|连续(?:\d+年)?"
    r"|等)+$",
    "(,:;‘“、一上与中为了于仅从们估共内别到前及只可各和在均少已年时是有由的破等约续至计超足达过近逾高" + whitespace,
)
_DEPENDENT: Final = re.compile(
    r"^(?:(?:全年|年度)?(?:任务|目标|计划)(?:数|量|为)?(?![一-鿿]{3})|(?:计划|预计|拟)?(?:安排|投入|使用)资金$|占|达|同比|增长|增幅|增速|净增|降幅|比|较|高于|低于|高出|超过|优于|同口径|名义|扣除|快于|为(?:年度|全年"
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
        "建设项目 相关项目 重点项目 各类资金 培训班 固定岗位 数 人 户 总数 人数 户数 金额 总资金 资金总额"
    ).split()
)
_BRACKET: Final = re.compile(r"\([^()]*\)")
_YEAR_OF: Final = re.compile(r"(?:\d{4}年(?:度|底|末|初)?|今年|本年度|去年)(?:以来|底|末|上半年)?")


def words_of(folded: str, span: Span, dates: Sequence[Span]) -> str:
    """The words of a stretch, time expressions and line breaks left out."""
    if not dates:
        return "".join(folded[span.start : span.end].split())
    pieces, (position, stop) = [], span
    for start, end in dates:
        if start >= position and end <= stop:
            pieces.append(folded[position:start])
            position = end
    pieces.append(folded[position:stop])
    return "".join("".join(pieces).split())


_JOINT: Final = re.compile(r"^(?:[、,;:)”’\s]|的|以上|左右)+")
_ASPECT: Final = re.compile(r"^(?:了|到|出)")


def name(left: str, right: str) -> str:
    """The phrase that left and right words make around a numeral, fillers aside.

    >>> name("累计认定帮扶车间", "")
    '认定帮扶车间'
    >>> name("市县两级已组织", "专项就业服务活动")
    '市县两级已组织专项就业服务活动'
    """
    left = _ONCE.cut(_TAIL.cut(opened(left)))
    right = _continued(right) if right else ""
    if len(left) + len(right) > LONGEST:
        right = _begun(right, max(LONGEST - len(left), 16))
        left = clip(left, LONGEST - len(right))
    whole = _WITH.sub("", left + right) if "相比" in right or "相比" in left else left + right
    return _TAIL.cut(whole).strip("、,;:()“‘ ")


def _continued(right: str) -> str:
    """What the words after a numeral go on to say of what it counts; a rank says nothing of it."""
    right = _JOINT.sub("", right)
    if _RANK.match(right):
        return ""
    return _TAIL.cut(_BRACKET.sub("", right).split("(")[0] if "(" in right else right)


_PAST: Final = r"20\d\d年度?|去年|上一?年度?|前年"
# 与2021年的0.9万元相比,增长12%: what it is compared with is no name.
_WITH: Final = re.compile(rf"(?:^|[与较比同])(?:{_PAST})(?:同期|[底末初])?的?相比")
# 贫困人口从改革开放初期的4458万人减少到83万人: when it was so many is no part of the name.
_ONCE: Final = ending(r"(?<=[一-鿿]{2})[从由][一-鿿]{0,8}(?:初期|之初|[初末底前])$", "期初末底前")
_RANK: Final = re.compile(r"(?:位?居|位列|排名?|列)(?:全[国省市县区]|[东中西]部|第|首)")
_COMPARES: Final = re.compile(
    r"(?:[一二三四五六七八九十两\d]+年)?(?:占|20\d\d年[^,;。]{0,12}[数量额]$|达到?[^,;。]{0,12}的|同比|环比|同口径|名义|实际(?=增)|比|较|增长|增幅|增速|提高|提升|下降|减少|降低"
    r"|净增|高于|低于|高出|快于|相当于"
    r"|为(?:年度|全年|上年|去年|计划|目标|上)|是(?=[“十\d上去])|完成(?:率|$|[^,;。]{0,10}(?:任务|目标|计划|指标"
    r"|协议|合同)|“)|年均(?=增|减|提|下)|增加(?:近|了|超|约)?$)"
)


_OLD: Final = ending(rf"[与较比同](?:{_PAST})(?:同期|[底末初])?的?$", "年度期底末初的")
_MOVES: Final = re.compile(r"相比|[净新]?增|减|提[高升]|下降|上升|降")


def without_old(left: str, right: str) -> tuple[str, str]:
    """The words around a numeral, without those that make it the level of before.

    >>> without_old("人均收入较2021年", "增加")
    ('人均收入', '')
    """
    before = _OLD.cut(left)
    return (before, "") if before != left and _MOVES.match(right) else (left, right)


@lru_cache(maxsize=1024)
def compares(label: str) -> bool:
    """Whether a phrase only measures the figure before against something: 同比增长, 占上年度, 完成年度任务."""
    return bool(_COMPARES.match(label))


@lru_cache(maxsize=1024)
def dependent(label: str) -> bool:
    """Whether a phrase says nothing of what it is about without the words before it."""
    short = len(label) <= 5 and label.endswith("率") and not label.startswith(("城镇化", "森林", "出生", "死亡"))
    return len(label) <= 2 or short or bool(_DEPENDENT.match(label)) or _without_verbs(label) in _GENERIC


def _without_verbs(phrase: str) -> str:
    """The phrase without the verbs it begins with."""
    while verb := leading_verb(phrase):
        phrase = _ASPECT.sub("", phrase.removeprefix(verb))
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
    starts = chain((seam.start() for seam in _SEAM.finditer(phrase)), _joints(phrase))
    return phrase[next((start for start in starts if 2 <= len(phrase) - start <= room), -room) :]


def _joints(phrase: str) -> Iterator[int]:
    """Where the words of a phrase begin, found only when they are asked for."""
    yield from boundaries(phrase)


_PEOPLE: Final = frozenset("人 名 位 口".split())
_MEASURED: Final = ending(
    r"(?:数量?|人次|户次|金额|总额|额|率|人数|户数|规模|面积|里程|收入|资金|投资|产值|支出|款|标准|成本|余额|补贴"
    r"|补助|产量|总值|增加值|经费|基金|债务|贷款|值|工资|订单|捐款|救助金)$",
    "值入准出务助单数本模次款率积程贴费资量金额",
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
    if not unit or unit in _EXTENTS or "/" in unit or _MEASURED.search(label):
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


def opened(phrase: str) -> str:
    """The phrase without the fillers it begins with (全年累计, 其中, 已)."""
    fillers = _FILLER.match(phrase)
    return phrase[fillers.end() :] if fillers else phrase


def balanced(phrase: str) -> str:
    """The phrase without quotation marks and brackets that have lost their other half.

    >>> balanced("雨露计划”补助项目"), balanced("“雨露计划”补助项目"), balanced("居家)就业帮扶基地")
    ('雨露计划补助项目', '“雨露计划”补助项目', '居家就业帮扶基地')
    """
    phrase = phrase if "(" in phrase else phrase.replace(")", "")
    return phrase if phrase.count("“") == phrase.count("”") else re.sub("[“”]", "", phrase)
