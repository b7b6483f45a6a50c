"""What a 分别 hands out: one name for each figure of the list that follows it."""

import re
from collections.abc import Sequence
from typing import Final

from builders.chinese.phrases import SHARES, dependent, name, opened
from builders.figures.setting import Figure
from builders.patterns import rare

Names = tuple[str, ...]

_NOUN: Final = rare(
    r"(?:基本生活|月人均|最低生活保障)?(?:标准|[一-鿿]{0,2}率|人均[一-鿿]{2,6}|收入|余额|面积|增加值|总额|产量"
    r"|产值|人数|户数|数量|规模|投资|支出|比重|增速|覆盖面|户|人口)$"
)
# What is told of each thing of the list before: 花椒面积9万亩、核桃面积5万亩,产值分别达到3亿元、2亿元.
_MEASURES: Final = frozenset("产值 总产值 年产值 产量 总产量 年产量 面积 投资 总投资 销售额 收入 年收入".split())
_COMPARED: Final = re.compile(r"[比较与同][^,]*$")


def run_of(figures: Sequence[Figure], index: int) -> int:
    """How many figures stand in the list that begins here."""
    return 1 + sum(1 for other in figures[index + 1 :] if other.head == index)


def shared_names(before: str, figures: Sequence[Figure], found: Sequence[str], index: int, names: Names) -> Names:
    """The names that the figures of a list take in turn, given the words before its first figure and the names so far.

    Where the words name nothing (分别增长…), they are those of the 分别 before, or the labels of the figures before.
    """
    said, count = before.split("分别")[0], run_of(figures, index)
    measure = opened(_COMPARED.sub("", said))
    if measure in _MEASURES and (listed := _listed(figures, found, index, count)):
        return tuple(_NOUN.sub("", label) + measure for label in listed)
    if measure:
        return _subjects(said, count) or names
    if len(names) == count:
        return names
    counted = [found[other] for other in range(index) if figures[other].quantity.unit not in SHARES]
    return tuple(counted[-count:]) if 1 < count <= len(counted) else names


def _listed(figures: Sequence[Figure], found: Sequence[str], index: int, count: int) -> Sequence[str]:
    """The labels of the list before a figure, if it has as many items."""
    first = index - count
    return found[first:index] if count > 1 and first >= 0 and run_of(figures, first) == count else ()


def _subjects(words: str, count: int) -> Names:
    """The parallel subjects of the words, if there is one for each figure; else all of them for each."""
    phrase = opened(re.sub(r"[\d.]+[万亿]*余?", "", words))
    parts = tuple(part for part in re.split(r"、|和(?!美|谐)|与|以及|及", phrase) if part)
    if count < 2 or not phrase:
        return ()
    if len(parts) != count:
        return (phrase,) * count
    noun = _shared_noun(parts[0], parts[-1])
    return tuple(part if part.endswith(noun) else part + noun for part in parts)


def _shared_noun(first: str, last: str) -> str:
    """The noun after the last of several parallel names: 农村低保和特困人员基本生活标准 share 基本生活标准."""
    if not _NOUN.search(last) or _NOUN.search(first):
        return ""
    for size in range(len(first), 0, -1):
        if (at := last.find(first[-size:])) >= 0 and at + size < len(last):
            return last[at + size :]
    return last[len(first) :]


def handed_out(names: Names, own: str, before: str, figures: Sequence[Figure], index: int) -> str:
    """The label of a figure that a 分别 hands out, or nothing."""
    figure = figures[index]
    first = figure.head if figure.head is not None else index
    if not names or run_of(figures, first) != len(names):
        return ""
    if "分别" in before:
        predicate = re.sub(r"^.*?分别", "", before)
    elif dependent(own) or figure.head is not None:
        predicate = own
    else:
        return ""
    predicate = re.sub(r"[\d.]+[万亿]*.*$", "", predicate)
    return name(names[index - first] + ("" if re.match(r"达|为|是|有|提高到|增加到", predicate) else predicate), "")
