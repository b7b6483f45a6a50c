"""The role of a figure: a value, a rate, a change, an old level, a target, a completion or a standard."""

import re
from typing import Final, NamedTuple

from builders.chinese.verbs import leading_verb
from builders.facts import Role
from builders.figures.quantities import Quantity
from builders.patterns import ending, rare

_SHARES: Final = frozenset({"%", "‰", "成"})


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_RISES: Final = _any(
    "增长 增加 净增 增产 减产 减少 下降 降低 提高 提升 上升 上涨 回升 回落 缩减 缩小 扩大 压减 下跌 多增 少增 增幅 "
    "增速 降幅 涨幅 增量 增收 高出 涨 降 翻"
)
_LINKS: Final = r"(?:了|约|近|超过?|逾|达到?|为|是|不低于|分别|均|率|仅|只|高达|稳定|保持|在|至少)*"
_CHANGE: Final = ending(
    rf"(?:{_RISES}|(?<!新)增|比[^,;。]{{1,12}}[多少高低]"
    rf"|[较比][^,;。]{{1,12}}新增){_LINKS}$|同比{_LINKS}$",
    "为了于产仅低减出别到加升只在均增多大定小少幅持收是比涨率约翻落超跌达过近速逾量长降高",
)
_INTO: Final = ending(
    rf"(?:{_any('增长 增加 减少 下降 降低 提高 提升 上升 上涨 增 降 升 扩大 缩小 缩短 压缩 跃升 发展 达')})了?[到至为]"
    r"(?:了|20\d\d年的|约|近|超过?|每[人户]每[年月])*$",
    "为了到的约至超过近年月",
)
_FROM: Final = re.compile(r"[由从](?![^,;。]*(?:起|开始|以来))[^,;。到至]{0,16}$")
_TURNS: Final = _any(
    "增长 增加 减少 下降 降低 提高 提升 上升 上涨 跃升 增 降 升 扩大 缩小 缩短 压缩 发展 调整 变 达 跃 到 至"
)
_FROM_TO: Final = rare(rf"[^,;。]{{0,12}}?{_TURNS}|[^,;。]{{0,4}},[^,;。]{{0,6}}?{_TURNS}了?[到至为]")
# 与2021年的0.9万元相比, 较上年的0.9万元增加0.1万元
_THAN: Final = ending(r"[与较比同][^,;。\d]{0,6}(?:20\d\d)?(?:年度?|同期)[底末初]?的?$", "初年底度期末的")
_THAN_THAT: Final = re.compile(rf"相比|{_RISES}")
_BASE: Final = (
    r"(?:任务|目标|计划|指标|协议|合同|进度|上年度?|去年|上一?年|同期|20\d\d年(?:度)?|年度|年初"
    r"|“?十[一二三四五]五”?末?|之初|末|前)"
)
_COMPLETION: Final = re.compile(
    rf"(?=[超完达占为是相实任目计指])(?:(?:超额完成|完成|达到?|占|为|是|相当于|实现)[^,;。]{{0,24}}?{_BASE}[^,;。]{{0,12}}?的?"
    rf"|(?:完成|任务|目标|计划)(?:率|比例|进度|比){_LINKS}|完成(?:率)?(?:达到?|为)?|占[上去]年度?"
    r"|(?:任务|目标|计划|指标)(?:数|量)?的)$"
)
_SHARE_OF: Final = re.compile(r"^占.*(?:总数|总量|总额|人口|户数|人数)的?$")
_EARLIER: Final = re.compile(r"[去上]一?年|20\d\d年")
# By how much a target was passed: 超过年度任务20人, 比年度目标多20人.
_BEYOND: Final = ending(
    r"(?:超(?:过|出)?(?:年度|全年|既定)*(?:目标任务|目标|任务|计划|序时进度|时序进度)数?"
    r"|比[^,;。]{0,8}(?:目标|任务|计划)数?[多少](?:了|出)?)$",
    "划务度数标多少了出",
)
_TARGET_NAMED: Final = ending(
    r"(?:任务(?:数|量)?|目标(?:任务)?|指标|计划(?:数|投资)?|预算(?:总投资|投资|数)?|概算(?:总投资)?"
    r"|规划(?:总投资)?|拟投资)"
    r"(?:为|是|达|约|共)*$",
    "为共划务数是标算约资达量",
)
_TARGET_AFTER: Final = re.compile(
    r"的?(?:年度|目标|改造|建设|搬迁|投放|脱贫|培训|减贫)?(?:任务|目标任务)(?:数|量)?(?=[,。;的]|$)"
)
_AIMS: Final = re.compile(
    r"(?=[计拟预力争规目将确要年全商约议还])(?:(?<!雨露)计划(?![等、”》和与及])|拟|预[计估](?=[^,;。]{0,12}(?:安排|投入|投资|增收)|可?(?:带动|惠及|受益|补助|发放|新增))|力争|争取到20|规划|预算(?=总|投资|安排|资金)|目标是?|将(?=达|突破|超过|拿出|投入|安排|争取)|确保(?!了)|要(?=从|由|达"
    r"|实现|提高)|(?<!\d)年底?前(?:将|再)|(?<![\d年])年内(?:将|再|打造|建成|新建|完成(?!了))|(?<!\d)全年[^,;。]{0,40}(?:不少于|不低于)$"
    r"|(?:商定|约定|议定)[^,;。]{0,16}$|还要(?!求)|要再)"
)
_ACHIEVED: Final = re.compile(
    r"(?:纳入|列入|完成|按)[^,;。]{0,8}(?:计划|规划)|计划生育|计划(?:所列|内|中|安排的|确定的)|行动计划"
    r"|计划.{0,4}(?:已|全部|印发)|已完成|累计完成|(?:反馈|指出|查出|交办|曝光)的?$|(?:尚未|剩余)[^,;。]{0,8}的?$"
)
_DONE: Final = re.compile(r"已|完成|累计|现有|目前|截至|实际|调整")
_REACHED: Final = re.compile(r"已|累计|现有|目前|截至|实际")
_EACH: Final = re.compile(r"每[人户村个年月天次亩头只周家名]")
_FOR_EACH: Final = ending(
    r"(?:每(?:人|户|亩|头|只|学期|学年|年|月|座|人次))+(?:补助|补贴|奖励|给予|发放)?$", "予亩人助励只头年座户放月期次贴"
)
_PAID: Final = re.compile(r"累计|共|已|兑现|兑付|发放了|人均|户均")
_GRANT: Final = re.compile(r"给予|奖励|奖补|补助|补贴|标准")
_GRANTED: Final = ending(
    r"(?:给予|奖励|奖补|补助|补贴)(?:每[人户村个年月亩头只]|一次性|[^,;。]{0,12}(?:补贴|补助|奖励|资助))?$",
    "个予亩人助励只头年性户月村补贴",
)
# 可申领5000元一次性补贴, 自付超过5000元的, 经营满1年: what a rule gives, and to whom.
_CLAIMED: Final = re.compile(r"可以?(?:申领|申请|享受)[^,;。\d]{0,6}$")
_CLAIM: Final = re.compile(r"[^,;。]{0,8}(?:补贴|补助|奖励|奖补|资助|贷款)")
_WHERE: Final = ending(r"(?:如果|若|凡)[^;。]{0,24}(?:超过|高于|低于|达到|不足)$", "于到足过")
_FULL: Final = re.compile(r"满$")
_OFFERED: Final = ending(r"(?:提供|给予|推荐|推介|安排|配备|享受)(?:至少|不少于)?$", "予于介供受备少排荐")
# 监测范围为家庭人均纯收入7000元
_LINE: Final = re.compile(r"(?:监测(?:范围|标准|线)|收入线|保障线|警戒线)[^,;。\d]{0,16}$")
_AT: Final = re.compile(r"按照?(?:不[高低]于|不超过)?[^,;。\d]{0,10}$")
_AT_RATE: Final = re.compile(r"的?(?:比例)?(?:给予)?(?:贴息|计息|补贴|补助|奖补|奖励|列支|提取|计提)")
_TIMES_A_RATE: Final = re.compile(r"标准(?:线)?(?:的|[\d.]+倍[到至])?$")
_AT_LEAST: Final = re.compile(r"至少|不少于|不低于|以上")
_LIMIT: Final = re.compile(
    r"(?:不少于|不得少于|不得低于|额度不得?超过|限额不得?超过|期限不得?超过|年限不得?超过|最高给予[^,;。]{0,14}"
    r"|期限最长(?:为|不超过)?|最[高多](?!的)(?:不超过|可)?[^,;。]{0,10}|上限为?)$"
)
_KEPT_WITHIN: Final = re.compile(r"[控压降缩减保][^,;。]{0,4}$")
_RULE: Final = re.compile(r"对[^,;。]{2,40}(?:的|者|户|人员),|最高")
_PER: Final = re.compile(r"按照?每[人户月亩年斤袋头只]")
_SET_AS: Final = re.compile(r"的?标准|(?:作?为|列为)[^,;。]{0,6}?(?:标准|范围|底线|参考线|警戒线|门槛|界限)")
_MUST: Final = re.compile(r"不得?(?:[低高少多]于|超过)[^,;。\d]{0,24}$")
_TIMES: Final = frozenset({"岁", "周岁", "日", "天", "工作日", "个月", "小时"})
_TERMS: Final = frozenset({"年", "个月", "天", "日", "个季度"})
_YEARLY: Final = re.compile(r"每年[^,;。]{0,20}(?:安排|投入|拨付|下达|列支)")
_LIMITS_A_NOUN: Final = re.compile(r"(?:高于|低于|不足)\|的$")
_SETS: Final = re.compile(r"要求|标准|原则|规定")


class Setting(NamedTuple):
    """The words around a figure: its clause up to the numeral, the whole clause, the rest of the sentence, all of it.

    `planned` says that the section or sentence speaks of the future, `demanded` that its section tells others what to
    do, `ruled` that it sets rules.
    """

    before: str
    clause: str
    after: str
    sentence: str
    planned: bool = False
    demanded: bool = False
    ruled: bool = False


def role_of(quantity: Quantity, setting: Setting) -> Role:
    """The role of a quantity where it stands."""
    share = quantity.unit in _SHARES or quantity.rule in ("fraction", "percent-words")
    before, after = setting.before, setting.after
    if (_FROM.search(before) and _FROM_TO.match(after)) or (_THAN.search(before) and _THAN_THAT.match(after)):
        return "previous"
    if _BEYOND.search(before):
        return "change"
    against = _COMPLETION.search(before)
    if (
        (share or quantity.unit == "倍")
        and not (setting.planned or setting.demanded)
        and against
        and not _is_share(quantity, against.group())
    ):
        return "completion"
    if _is_target(quantity, setting):
        return "target"
    if _is_standard(quantity, setting):
        return "standard"
    if _INTO.search(before):
        return "rate" if share else "value"
    if quantity.unit in ("百分点", "番") or _CHANGE.search(before):
        return "change"
    if setting.ruled and not _PAID.search(before):
        return "standard"
    if quantity.unit == "倍":
        return "completion"
    return "rate" if share else "value"


def _is_share(quantity: Quantity, words: str) -> bool:
    """Whether words before a percentage name a whole that it is a share of, not the level of the year before."""
    earlier = _EARLIER.search(words) and ("务工" in words or quantity.value > 100)
    return bool(_SHARE_OF.search(words)) and not earlier


# What a plan says of what there is: (上年完成3000座), 56支工作队每月驻村不少于20天.
_BEHIND: Final = re.compile(r"\((?:上年度?|去年|20\d\d年)(?:为|是|完成|实际)?$")
_THERE: Final = re.compile(
    r"\s*(?:全[县市区省州]|我[县市区省州])?\d+[支名个][^,;。\d]{0,8}(?:工作队|队员|干部|安置[点区]|行政村)"
)
_DUE: Final = re.compile(r"[月日底末]前[^,;。]{0,16}率(?:达到|不低于|超过|力争)*$")  # 6月底前开工率达到100%
_CALLED: Final = re.compile(r"抽调|组成|成立")  # who is called upon, by the notice itself
_QUOTED_PLAN: Final = re.compile(r"[^”“。]{0,60}”[^,;。]{0,8}(?:计划|目标|任务)")


def _is_target(quantity: Quantity, setting: Setting) -> bool:
    """Whether a figure is aimed at: called a target, or told of what is to come and no parameter of a rule."""
    share = quantity.unit in _SHARES
    if _names_target(quantity, setting.before) or (not share and _TARGET_AFTER.match(setting.after)):
        return True
    if quantity.unit in _TIMES or not _is_to_come(setting):
        return False
    if _is_rated(share, setting) or _ACHIEVED.search(setting.before) or _is_parameter(quantity, setting):
        return False
    return not (setting.planned and (_BEHIND.search(setting.before) or _THERE.match(setting.clause)))


_REGULAR: Final = rare(r"每(?:半?年|季度|个?月|周)[^,;。]{0,12}$")


def _is_parameter(quantity: Quantity, setting: Setting) -> bool:
    """Whether a figure of a plan or a demand says who gets how much or how often, not what is to be reached."""
    if not setting.planned:
        return setting.demanded and "每" in setting.before
    if quantity.unit in ("次", "轮", "遍"):
        return bool(_REGULAR.search(setting.before))
    if quantity.unit == "元":
        each = bool(_EACH.search(setting.before)) or any(word in setting.before for word in ("最高", "一次性"))
        return each and bool(_GRANT.search(setting.before + setting.after[:12]))
    return quantity.threshold and quantity.unit not in _SHARES


def _is_to_come(setting: Setting) -> bool:
    """Whether the section, the sentence or the clause of a figure speaks of what is to come."""
    if _DUE.search(setting.before) and not _REACHED.search(setting.clause):
        return True
    if setting.planned or (setting.demanded and not _CALLED.search(setting.clause)):
        return True
    said = bool(_AIMS.search(setting.before)) or _will(setting.before)
    aims = said or setting.after.startswith("拟") or ("”" in setting.after and bool(_QUOTED_PLAN.match(setting.after)))
    return aims and not _GRANT.search(setting.before)


def _names_target(quantity: Quantity, before: str) -> bool:
    """Whether the word before a figure names a target; of money, a bare 任务 is only a kind of spending."""
    found = _TARGET_NAMED.search(before)
    if not found or quantity.unit != "元" or not found.group().startswith("任务"):
        return bool(found)
    return before[: found.start()].endswith(("年度", "目标", "下达", "计划", "投放", "贷款"))


_FURTHER: Final = re.compile(r"^(?:继续|进一步|再|全面|陆续|全力|服务|着力|分批)+")


def _will(before: str) -> bool:
    """Whether 将 before a verb says what is to come; before a noun it only fronts the object."""
    _, mark, rest = before.rpartition("将")
    if not mark:
        return False
    rest = _FURTHER.sub("", rest)
    return rest.startswith(("新增", "新建")) or bool(leading_verb(rest))


def _is_standard(quantity: Quantity, setting: Setting) -> bool:
    """Whether a figure is a parameter of a rule or a service, not a count of what was done."""
    before, after, clause = setting.before, setting.after, setting.clause.strip()
    share = quantity.unit in _SHARES
    if (
        (quantity.threshold and not share)
        or (quantity.unit == "倍" and _TIMES_A_RATE.search(before))
        or (quantity.bound == "more" and clause.startswith("对") and clause.endswith("的"))
    ):
        return True
    if _SET_AS.match(after) or _PER.search(before):
        return True
    if _is_rated(share, setting) or (quantity.unit == "元" and (_LINE.search(before) or _drawn(before, after))):
        return True
    if _is_parameter(quantity, setting):
        return True
    timed = quantity.unit in _TIMES
    limit = timed and quantity.bound in ("more", "less") and not _INTO.search(before)
    if limit or ((share or timed) and _MUST.search(before)):
        return True
    if _WHERE.search(before) or (quantity.unit in _TERMS and _FULL.search(before)):
        return True
    bounded = quantity.bound in ("more", "less") and quantity.unit in _SHARES
    if bounded and (_SETS.search(after[:24]) or _SETS.match(before) or _LIMITS_A_NOUN.search(before + "|" + after[:1])):
        return True
    return _is_granted(quantity, setting) or (quantity.upto and not _KEPT_WITHIN.search(before))


_DRAWN: Final = re.compile(r"的(?:农户|家庭|人口|[低困]|户)")


def _drawn(before: str, after: str) -> bool:
    """Whether an amount draws the line between those meant and others: 收入低于8000元的农户."""
    return before.endswith(("低于", "高于", "不足", "超过")) and bool(_DRAWN.match(after))


def _is_rated(share: bool, setting: Setting) -> bool:
    """Whether a share is the rate at which something is paid: 按3%贴息, 按不超过衔接资金的1%提取."""
    return share and bool(_AT.search(setting.before)) and bool(_AT_RATE.match(setting.after))


def _is_granted(quantity: Quantity, setting: Setting) -> bool:
    """Whether a figure says how much each gets, or at least or at most."""
    before, after = setting.before, setting.after
    yearly = before.count("每") == 1 and _YEARLY.search(before)  # money spent year by year, not what each gets
    each = None if yearly else _EACH.search(before)
    if (
        each
        and not _PAID.search(before)
        and not _INTO.search(before)
        and (_GRANT.search(before + after[:12]) or before.endswith(("不低于", "不少于", "不超过")))
    ):
        return True
    if (
        quantity.unit == "元"
        and _GRANTED.search(before)
        and not _PAID.search(before + ("已" if "发放" in before else ""))
    ):
        return bool(each or "一次性" in before or _RULE.search(setting.sentence))
    if quantity.unit == "元" and _FOR_EACH.search(before) and not re.search(r"达|提高|增加|为|均", setting.clause):
        return True
    if quantity.unit == "元" and _CLAIMED.search(before) and _CLAIM.match(after):
        return True
    if _OFFERED.search(before) and (each or (quantity.bound == "more" and _AT_LEAST.search(setting.clause))):
        return True
    return bool(_LIMIT.search(before))


_BARE: Final[dict[str, Role]] = {"%": "rate", "‰": "rate", "百分点": "change", "个百分点": "change"}
_COMPLETES: Final = frozenset({*_BARE, "倍", "成", ""})


def fitting(role: Role, unit: str) -> Role:
    """The role, where the unit allows it: a share is no plain value, and only a share or a multiple a completion.

    >>> fitting("value", "%"), fitting("completion", "人"), fitting("completion", "%")
    ('rate', 'value', 'completion')
    """
    plain = role == "value" or (role == "completion" and unit not in _COMPLETES)
    return _BARE.get(unit, "value") if plain else role


def inherited(role: Role, head: Role, before: str) -> Role:
    """The role of an item of a list, given that of the first: what is planned or set is so for all of them."""
    bare = not before.strip("、和及与或以 ")
    if (head in ("target", "standard") and role in ("value", "rate")) or (head, role) == ("standard", "target"):
        return head
    return head if bare and head in ("change", "completion") else role


def goes_on_planned(role: Role, last: Role | None, clause: str, stop: str, *, ahead: bool) -> Role:
    """The role of a figure whose clause goes on with what the clause before plans; `ahead` names a year to come."""
    done = _REACHED if ahead else _DONE
    planned = role in ("value", "rate", "change") and last == "target" and stop == "," and not done.search(clause)
    return "target" if planned else role
