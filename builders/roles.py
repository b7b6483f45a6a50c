"""The role of a figure: a value, a rate, a change, an old level, a target, a completion or a standard."""

import re
from typing import Final

from builders.facts import Role
from builders.quantities import Quantity
from builders.verbs import leading_verb

_SHARES: Final = frozenset({"%", "‰", "成"})

_CHANGE_BEFORE: Final = re.compile(
    r"(?:增长|增加|净增|减少|下降|降低|提高|提升|上升|上涨|回升|回落|缩减|缩小|扩大|增幅|增速|降幅|涨幅|增量|增收"
    r"|压减|下跌|高出|(?<!不)高于|(?<!不)低于|多增|少增|涨|降|翻"
    r"|(?<!新)增|比[^,;。]{1,12}[多少高低])"
    r"(?:了|约|近|超过?|逾|达到?|为|是|不低于|分别|均|率)*(?:在|约|近|至少)?$"
)
_CHANGE_WORDS: Final = re.compile(
    r"(?:增长率|增长速度|增速|增幅|降幅|涨幅|降低率|同比)(?:分别|均|约|近|超|达到?|为|是|稳定|保持|在|高达)*$"
)
_INTO: Final = re.compile(
    r"(?:增长|增加|减少|下降|降低|提高|提升|上升|上涨|增至|降至|升至|扩大|缩小|缩短|压缩|跃升|发展|达)(?:了)?(?:到"
    r"|至|为)(?:了|20\d\d年的|约|近|超过?)*$"
)
_FROM: Final = re.compile(r"(?:由|从)(?![^,;。]*(?:起|开始|以来))[^,;。]{0,16}$")
_FROM_TO: Final = re.compile(
    r"^[^,;。]{0,12}?(?:增长|增加|减少|下降|降低|提高|提升|上升|上涨|跃升|增|降|升|扩大|缩小|缩短|压缩|发展|调整"
    r"|变|达|跃|到|至)"
)
_COMPLETION: Final = re.compile(
    r"(?:(?:完成|达到?|占|为|是|相当于|实现|超额完成)[^,;。]{0,24}?(?:任务|目标|计划|指标|协议|合同|进度|上年度?"
    r"|去年|上一?年|同期|20\d\d年(?:度)?|年度|年初"
    r"|“?十[一二三四五]五”?末?|之初|末|前)[^,;。]{0,12}?的?"
    r"|(?:完成|任务|目标|计划)(?:率|比例|进度|比)(?:达到?|为|是|超)?|完成(?:率)?(?:达到?|为)?|占(?:上|去)年度?"
    r"|(?:任务|目标|计划|指标)(?:数|量)?的)$"
)
_TARGET_DIRECT: Final = re.compile(
    r"(?:任务(?:数|量)?|目标(?:任务)?|指标|计划(?:数|投资)?|预算(?:总投资|投资|数)?|概算(?:总投资)?"
    r"|规划(?:总投资)?|拟投资)(?:为|是|达|约|共)*$"
)
_TARGET_AFTER: Final = re.compile(r"的?(?:年度|目标)?(?:任务|目标|指标)(?:数|量)?的")
_TARGET_CLAUSE: Final = re.compile(
    r"(?:计划|拟|力争|争取到20|规划|预算(?=总|投资|安排|资金)|目标是?|将(?=达|突破|超过)|确保[^,;。]{0,12}(?:达到"
    r"|不低于|稳定在|以上)|到20\d\d年)"
)
_NOT_TARGET: Final = re.compile(
    r"(?:纳入|列入|完成|按)[^,;。]{0,8}(?:计划|规划)|计划生育|计划(?:所列|内|中|安排的|确定的)|行动计划"
    r"|计划.{0,4}(?:已|全部|印发)|已完成|累计完成"
)
_GRANT: Final = re.compile(r"给予|奖励|奖补|补助|补贴|标准")
_RULE: Final = re.compile(r"(?:对[^,;。]{2,40}(?:的|者|户|人员),|要求|标准|规定|办法|政策)")


def role_of(quantity: Quantity, before: str, clause: str, after: str, sentence: str, planned: bool) -> Role:
    """The role of a quantity.

    `before` are the words of its clause up to the numeral, `clause` all of them, `after` those that follow;
    `planned` says that the section or sentence speaks of the future.
    """
    share = quantity.unit in _SHARES or quantity.rule in ("fraction", "percent-words")
    if _FROM.search(before) and _FROM_TO.match(after):
        return "previous"
    if planned and not _NOT_TARGET.search(before):
        return "target"
    if (share or quantity.unit == "倍") and _COMPLETION.search(before):
        return "completion"
    if _INTO.search(before):
        return "rate" if share else "value"
    if quantity.unit in ("百分点", "番") or _CHANGE_BEFORE.search(before) or _CHANGE_WORDS.search(before):
        return "change"
    if _TARGET_DIRECT.search(before) or (not share and _TARGET_AFTER.match(after)):
        return "target"
    aims = _TARGET_CLAUSE.search(before) or _will(before) or after.startswith("拟")
    if aims and not _NOT_TARGET.search(before) and not _GRANT.search(before):
        return "target"
    if _is_standard(quantity, before, after, clause, sentence):
        return "standard"
    if quantity.unit == "倍":
        return "completion"
    return "rate" if share else "value"


def _will(before: str) -> bool:
    """Whether 将 before a verb says what is to come; before a noun it only fronts the object."""
    _, mark, rest = before.rpartition("将")
    return bool(mark) and bool(leading_verb(re.sub(r"^(?:继续|进一步|再|新|全面|陆续)", "", rest)))


def inherited(role: Role, head: Role, before: str) -> Role:
    """The role of an item of a list, given that of the first: what is planned or set is so for all of them."""
    bare = not before.strip("、和及与或以 ")
    if head in ("target", "standard") and role in ("value", "rate"):
        return head
    return head if bare and head in ("change", "completion") else role


_DONE: Final = re.compile(r"已|完成|累计|现有|目前|截至")


def goes_on_planned(role: Role, last: Role | None, clause: str, stop: str) -> Role:
    """The role of a figure whose clause goes on with what the clause before plans."""
    return (
        "target"
        if role in ("value", "rate", "change") and last == "target" and stop == "," and not _DONE.search(clause)
        else role
    )


def _is_standard(quantity: Quantity, before: str, after: str, clause: str, sentence: str) -> bool:
    """Whether a figure is a parameter of a rule or a service, not a count of what was done."""
    if quantity.threshold or (
        quantity.bound == "more" and clause.lstrip().startswith("对") and clause.rstrip().endswith("的")
    ):
        return True
    tail = before[-30:]
    if (
        re.search(
            r"(?:给予|奖励|奖补|补助|补贴)(?:每[人户村个年月亩头只]|一次性|[^,;。]{0,12}(?:补贴|补助|奖励|资助))?$",
            tail,
        )
        and quantity.unit == "元"
    ):
        return bool(_RULE.search(sentence) or "每" in tail or "最高" in sentence or "一次性" in tail) and not re.search(
            r"累计|共|已|发放", tail
        )
    if (
        quantity.bound in ("more", "less")
        and re.search(r"(?:要求|标准|原则|规定)", after[:24])
        and quantity.unit in _SHARES
    ):
        return True
    if re.match(r"的?标准", after) or re.search(r"按照?每[人户月亩年]", before):
        return True
    if quantity.upto and not re.search(r"[控压降缩减保][^,;。]{0,4}$", before):
        return True
    if re.search(r"(?:提供|给予|推荐|推介|安排|配备|享受)(?:至少|不少于)?$", tail) and (
        quantity.bound == "more" or "每" in before
    ):
        return True
    return bool(
        re.search(r"(?:不少于|不得少于|不得低于|最高给予[^,;。]{0,14}|最[高多](?:不超过|可)?[^,;。]{0,10})$", before)
    )
