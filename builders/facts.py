"""What a report says: immutable facts, each with the characters that state it.

Dates are ISO strings as precise as the text (`2022-06-30`, `2023-10`, `2023`); regions are
six-digit GB/T 2260 codes, `100000` the whole country; offsets are Unicode code points, end exclusive.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from builders.text import Span

Bound = Literal["exact", "about", "more", "less"]
Role = Literal["value", "rate", "change", "previous", "target", "completion", "standard"]
Status = Literal["done", "under way", "planned"]
Level = Literal["country", "province", "prefecture", "county", "town", "village"]
RelationKind = Literal["part-whole", "sum", "rate", "completion", "change", "average"]
Part = Literal["whole", "part", "numerator", "denominator", "actual", "base", "old", "new", "difference", "result"]
Holding = Literal["holds", "rounding", "truncated", "contradiction", "not-a-partition", "unclear"]
Implied = Literal["earlier", "target", "whole"]
Judgement = Literal["confirmed", "rejected", "corrected"]


class Observation(NamedTuple):
    """One reported figure.

    `value` has 万 and 亿 multiplied out, a percentage as printed; `low` and `high` bound what the figure as
    written can mean (None: unbounded on that side); `written` is the numeral as printed, with its 万 or 亿;
    `part_of` is the offset of the figure of which this one is a part. `again` holds the other places of the
    report that state the same fact.
    """

    span: Span
    sentence: Span
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    written: str
    unit: str
    bound: Bound
    role: Role
    label: str
    metric: str | None
    group: str | None
    region: str | None
    place: str | None
    start: str | None
    end: str | None
    part_of: int | None
    theme: str
    initiatives: tuple[str, ...]
    rule: str
    again: tuple[Span, ...] = ()


class Measure(NamedTuple):
    """A concrete action taken or planned: its clause, the verb and the object's words."""

    span: Span
    sentence: Span
    action: str
    object: str
    theme: str
    region: str | None
    initiatives: tuple[str, ...]
    status: Status
    start: str | None
    end: str | None
    rule: str
    again: tuple[Span, ...] = ()


class Campaign(NamedTuple):
    """A region carrying out an initiative; `key` is the vocabulary's notation, or the name as written.

    `within` is the key of the larger initiative it carries out; `level` that of the initiative named
    (国家, 省, 市, 县); `follows` the region whose campaign of the same initiative it carries on.
    """

    span: Span
    sentence: Span
    key: str
    name: str
    region: str | None
    start: str | None
    end: str | None
    within: str | None
    level: str | None
    rule: str
    follows: str | None = None


class Pairing(NamedTuple):
    """Who helps whom under which initiative; a helper is a region's code or an organisation's name."""

    span: Span
    sentence: Span
    helper: str
    helped: str
    initiative: str
    year: str | None
    rule: str


class Place(NamedTuple):
    """A region or place the report names, at its first mention; a town or village has `within`, its county's code."""

    span: Span
    sentence: Span
    name: str
    code: str | None
    level: Level
    within: str | None
    rule: str


class Organisation(NamedTuple):
    """A body the report names, at its first mention."""

    span: Span
    sentence: Span
    name: str
    rule: str


class PolicyDocument(NamedTuple):
    """A named plan, notice or agreement (《…》), at its first mention."""

    span: Span
    sentence: Span
    title: str
    issuer: str | None
    rule: str


class Unresolved(NamedTuple):
    """A numeral kept out of the facts, and why (a code such as `splice`, `furniture`, `no-label`)."""

    span: Span
    sentence: Span
    reason: str


class Member(NamedTuple):
    """A figure in a relation: the offset of its observation, and the part it has."""

    at: int
    part: Part


class Verdict(NamedTuple):
    """Whether a relation's arithmetic holds, told in one line.

    `low` and `high` bound what the other members make of the figure that is checked. Of a contradiction `fits` is
    the value that would hold in place of the figure at `instead`.
    """

    holding: Holding
    low: Decimal | None
    high: Decimal | None
    arithmetic: str
    fits: Decimal | None = None
    instead: int | None = None


class Relation(NamedTuple):
    """How figures relate by arithmetic, the characters that show it, and the verdict on it."""

    span: Span
    sentence: Span
    kind: RelationKind
    members: tuple[Member, ...]
    verdict: Verdict
    rule: str

    def all(self, *parts: Part) -> tuple[int, ...]:
        """The offsets of the members that have one of these parts."""
        return tuple(member.at for member in self.members if member.part in parts)


class Derived(NamedTuple):
    """A figure that a report implies but does not print: an interval, and the observations it follows from.

    It is the level of an earlier period, a target, or a whole.
    """

    span: Span
    sentence: Span
    kind: Implied
    label: str
    low: Decimal
    high: Decimal
    unit: str
    region: str | None
    end: str | None
    sources: tuple[int, ...]
    arithmetic: str
    rule: str


class Judged(NamedTuple):
    """A person's word on a fact of some type: whose and when, and of a corrected field what it was and is now."""

    span: Span
    sentence: Span
    type: str
    judgement: Judgement
    field: str
    was: str
    now: str
    by: str
    on: str | None
    note: str


Fact = Observation | Measure | Campaign | Pairing | Place | Organisation | PolicyDocument


class Report(NamedTuple):
    """A source text and all that is read from it; tuples are in the order of the text.

    `called` is its title as others give it; `means` tells how the text was got from its file.
    """

    name: str
    sha256: str
    encoding: str
    text: str
    title: Span | None
    issuer: str | None
    issued: str | None
    region: str | None
    start: str | None
    end: str | None
    called: str | None = None
    means: str = ""
    observations: tuple[Observation, ...] = ()
    measures: tuple[Measure, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    pairings: tuple[Pairing, ...] = ()
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    documents: tuple[PolicyDocument, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    relations: tuple[Relation, ...] = ()
    derived: tuple[Derived, ...] = ()
    judged: tuple[Judged, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every fact, kind by kind."""
        yield from self.observations
        yield from self.measures
        yield from self.campaigns
        yield from self.pairings
        yield from self.places
        yield from self.organisations
        yield from self.documents
