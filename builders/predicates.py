"""The verbs of measures: which of them act, which only aim, and what may stand before one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from builders.resources import folder
from builders.text import Span

Force = Literal["act", "light", "aim"]

_LONGEST: Final = 6  # characters of the longest verb


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb where it stands; `act` names a deed, `light` needs a concrete object, `aim` only says what for."""

    span: Span
    force: Force


@cache
def verbs() -> Mapping[str, Force]:
    """The table of verbs."""
    lines = (folder("ontology") / "actions.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines[1:])  # type: ignore[arg-type]


def verb_at(text: str, start: int, end: int) -> Verb | None:
    """The longest verb that begins here."""
    table = verbs()
    for size in range(min(_LONGEST, end - start), 0, -1):
        force = table.get(text[start : start + size])
        if force:
            return Verb(Span(start, start + size), force)
    return None


_NUMBER: Final = r"(?:近|约|超|逾|达|共|累计|各)?\d[\d.,]*(?:万亿|亿|万|千|百)?余?多?"
TIME: Final = (
    r"(?:\d{4}年(?:度|来|间|底|末|初|以来|春节后)?|\d{1,2}月(?:份|底|初|末|以来|中旬|上旬|下旬)?|\d{1,2}日|[一二三四上下前后全半]+(?:季度|年)|"
    r"今年(?:以来|初|年初)?|去年(?:以来|底)?|本年度|近(?:几|[一二两三四五])?年来?|[一二两三四五六七八九十\d]+年来|每[年月季周天]度?|截[至止](?:到)?[^,;。]{0,12}?(?:底|末|目前|日|月份?|前)|"
    r"目前|当前|近日|日前|最近|近期|同期|过渡期内?|期间|□+(?:期间|时期|以来|末)|[上下]半年|全年|当年|年内|年初|年底前?)"
)
OPENER: Final = re.compile(
    r"(?:[\s“”‘’\"'—]|(?:[一二三四五六七八九十]{1,3}|重点|主要)是(?!否)|第[一二三四五六七八九十][,、]?|首先|其次|再次|最后|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)](?!\d)|[①-⑳]"
    r"|[一二三四五六七八九十]{1,3}、|同时|此外|另外|并且|并|还|而且|以及|且|从而|进而|随后|然后|接着|其中|(?:另)?一方面|与此同时|在此基础上|据统计|至此"
    rf"|{TIME}(?:[里内中])?)+"
)
ADVERB: Final = re.compile(
    r"(?:已经|已|均|都|共计|共|总共|累计|先后|相继|陆续|分别|持续|不断|继续|接续|扎实|深入|积极|主动|大力|全力|全面|全域|充分|切实|认真|严格|坚决|着力|加力|进一步|有序|有效|有力|稳步|稳妥|稳定|"
    r"广泛|集中|统筹|协同|同步|同时|及时|定期|不定期|动态|常态化?|长效|精准|精心|精细|科学|合理|高效|高质量|高标准|高水平|高位|深度|重点|优先|率先|首先|首次|首批|创新|探索性?|成功|顺利|圆满|如期|按期|"
    r"按时|提前|超额|足额|全额|全部|基本|初步|正式|新|再次?|又|也|多次|多渠道|多形式|多方式|多途径|多方|多措并举|多层次|全方位|全覆盖|全过程|全链条|立体式|分层次|分级分类|分类|分级|分批|分期|分档次|"
    r"因地制宜|因村制宜|因户施策|因人因户|因户|因人|精益|针对性|有针对性|牵头|联合|共同|携手|合力|强力|强势|快速|迅速|立即|第一时间|抓紧|加快|加速|狠抓|紧紧|紧密|密切|严肃|从严|依法|依规|依法依规|"
    r"规范|自主|自觉|逐步|逐一|逐村逐户|逐户|逐项|逐级|层层|全程|专题|专门|专项|统一|集体|对口|就近就地|就地就近|积极稳妥|稳中求进|千方百计|想方设法|有组织|大规模|大范围|广泛|普遍|"
    r"连续|连年|年均|户均|人均|一体化?|系统|综合|整体|一线|实地|现场|择优|公开|公平|严厉|依托|用心|用情|用力|倾力|尽力|竭力|不遗余力|始终|一直|长期|坚定不移|坚定|坚持|更好|更加|"
    r"实打实|滚动|压茬|梯次|次第|适时|适度|适当|平稳|健康|灵活|巧妙|深刻|直接|间接|最高|最多|至少|平均|合计|总计|每年|每月|每季度|每周|双向|接力|创造性|研究|[一-龥]{1,5}地(?=[一-龥]))+"
)
MODAL: Final = re.compile(r"(?:将要|即将|将|拟|计划|打算|准备|预计|力争|争取|要|应当|应该|应|须|必须|需要|需|可以|可|能够|能|会)+")
SUBJECT: Final = re.compile(
    r"(?:[省市县区州盟旗镇乡村局厅办委处科站所院校社团队组会园]|公司|集团|企业|银行|中心|政府|部门|单位|干部|专班|双方|各方|两地|各地|地区|我们|他们|咱们|人员|队员|书记|[市县省区镇乡]长|主任|领导|机构|"
    r"党委|级|层面|学校|个人|能手|专家|团队|人大|政协|支部|工会|协会|商会|小组|力量|平台|车间|基地|工厂|厂里|双方|有关方面|等)$"
)
STATE: Final = re.compile(r"[是有为占]|达到?|超过|增长|位居|率|比重|收入|总量|之一|产值")
FRONT: Final = "对将把为向与同给从由在以"
LEADING: Final = re.compile(r"通过|依托|围绕|按照|根据|针对|结合|立足|利用|借助|采取|采用|借力|聚焦|依据|本着|遵循|秉持|坚持")
