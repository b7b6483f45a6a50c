"""When a fact agrees with the golden record of it, field by field.

A golden record may offer a list of accepted readings for `role`, `region`, `end`, `part_of` and `theme`, and
`terms` in place of one right label: each term, or one of its alternatives, must stand in the label.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

Record = Mapping[str, Any]

PEOPLE: Final = frozenset({"人", "名", "位", "个人", "口"})
IMPLIED_UNITS: Final = frozenset({"人", "元"})  # what a numeral without a unit can count
NATION: Final = frozenset({"100000", "000000"})
LONGEST_LABEL: Final = 40  # characters; a label is a name, not the sentence
# Initiatives known by one key in every report; any other goes by its name as written.
COMMON_INITIATIVES: Final = frozenset(
    (
        *("百日攻坚", "东西部协作", "驻村帮扶", "定点帮扶", "消费帮扶", "小额信贷", "防返贫监测", "帮扶车间"),
        *("光伏帮扶", "公益岗位", "易地搬迁后续扶持", "示范创建", "千万工程", "春风行动", "一键报贫"),
    )
)


def holds_terms(wanted: Record, words: str) -> bool:
    """Every term stands in the words; a term given as a list stands for any of its alternatives.

    >>> holds_terms({"terms": ["省级", ["项目", "工程"]]}, "省级示范 工程数")
    True
    """
    text = "".join(words.split())
    return all(any(choice in text for choice in _readings(term)) for term in wanted.get("terms") or ())


def _readings(wanted: object) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _same_value(wanted: Record, fact: Record) -> bool:
    return fact.get("value") is not None and Decimal(str(wanted["value"])) == Decimal(str(fact["value"]))


def _same_unit(wanted: Record, fact: Record) -> bool:
    one, other = wanted.get("unit") or "", fact.get("unit") or ""
    return one == other or {one, other} <= PEOPLE or (not one and other in IMPLIED_UNITS)


def _same_label(wanted: Record, fact: Record) -> bool:
    labels = (fact.get("label"), fact.get("metric_label"))
    return holds_terms(wanted, " ".join(label for label in labels if label and len(label) <= LONGEST_LABEL))


def _same_date(wanted: str | None, said: str | None) -> bool:
    """Both unknown, or the wanted date, perhaps said more precisely."""
    return said is None if wanted is None else bool(said and said.startswith(wanted))


def _one_of(name: str) -> Callable[[Record, Record], bool]:
    return lambda wanted, fact: fact.get(name) in _readings(wanted.get(name))


def _same_region(wanted: Record, fact: Record) -> bool:
    region, accepted = fact.get("region"), _readings(wanted.get("region"))
    return region in accepted or (region in NATION and not NATION.isdisjoint(accepted))


def _common(record: Record) -> frozenset[str]:
    return COMMON_INITIATIVES.intersection(record.get("initiatives") or ())


# What makes each field of an observation right.
FIELDS: Final[Mapping[str, Callable[[Record, Record], bool]]] = {
    "value": _same_value,
    "unit": _same_unit,
    "bound": lambda wanted, fact: (wanted.get("bound") or "exact") == (fact.get("bound") or "exact"),
    "role": _one_of("role"),
    "label": _same_label,
    "region": _same_region,
    "end": lambda wanted, fact: any(_same_date(end, fact.get("end")) for end in _readings(wanted.get("end"))),
    "start": lambda wanted, fact: wanted.get("start") is None or _same_date(wanted["start"], fact.get("start")),
    "part_of": _one_of("part_of"),
    "theme": _one_of("theme"),
    "initiatives": lambda wanted, fact: _common(wanted) == _common(fact),
}
# The golden field that tells what a field must be, where it goes by another name.
SHOWN_BY: Final[Mapping[str, str]] = {"label": "terms"}
