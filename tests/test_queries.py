"""The bundled questions: the same rows from two engines, with something to find and with nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple
from rdflib.query import ResultRow

from builders.facts import Report
from builders.graph.report import Build, triples
from builders.graph.terms import RDF, SKOS, ZX
from builders.vocabulary.concepts import Concept
from builders.vocabulary.lexicon import Lexicon, Metric
from tests import across
from tests.samples import LEXICON, NAMES, OTHER, at, yuncheng, yuzhong
from zhenxing.query.questions import names, question

Row = tuple[str | None, ...]


def later() -> Report:
    """The second report again, a year's other issue with another rate."""
    report = yuzhong()
    rate = report.observations[1]._replace(value=Decimal("58.9"), high=Decimal("58.9"))
    return report._replace(name="榆中续报.txt", observations=(rate,), pairings=())


def concepts(lexicon: Lexicon) -> Iterator[Triple]:
    """The vocabularies, as far as questions need them."""
    for kind, table in (
        (ZX.Theme, lexicon.themes),
        (ZX.Initiative, lexicon.initiatives),
        (ZX.Metric, lexicon.metrics),
        (ZX.Group, lexicon.groups),
        (ZX.Unit, lexicon.units),
    ):
        term: Concept
        for term in table.values():
            node = NamedNode(term.iri)
            yield Triple(node, RDF.type, kind)
            yield Triple(node, SKOS.notation, Literal(term.key))
            yield Triple(node, SKOS.pref_label, Literal(term.zh, language="zh"))
            yield Triple(node, SKOS.pref_label, Literal(term.en, language="en"))
            if isinstance(term, Metric) and term.kind:
                yield Triple(node, ZX.kind, Literal(term.kind))


@cache
def store(many: bool = False) -> Store:
    """Three reports and the vocabularies, or those that speak of the same things, each in its own graph."""
    made = Store()
    lexicon = across.LEXICON if many else LEXICON
    for report in across.across() if many else (yuncheng(), yuzhong(), later()):
        graph = NamedNode(f"https://w3id.org/zhenxing/graph/{report.sha256}")
        found = triples(report, lexicon, labels=NAMES.get, build=Build("0", "0" * 64))
        made.extend(Quad(t.subject, t.predicate, t.object, graph) for t in found)
    made.extend(
        Quad(t.subject, t.predicate, t.object, NamedNode("https://w3id.org/zhenxing/")) for t in concepts(lexicon)
    )
    return made


@cache
def union(many: bool = False) -> rdflib.Graph:
    """The same in one graph of rdflib."""
    graph = rdflib.Graph()
    lines = {f"{quad.triple} ." for quad in store(many)}
    return graph.parse(data="\n".join(sorted(lines)), format="nt")


def asked(sparql: str, many: bool = False) -> list[Row]:
    """The rows that pyoxigraph finds."""
    found = store(many).query(sparql, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [tuple(None if term is None else str(getattr(term, "value", term)) for term in row) for row in found]


def asked_of_rdflib(sparql: str, many: bool = False) -> list[Row]:
    """The rows that rdflib finds."""
    rows = union(many).query(sparql)
    return [tuple(None if term is None else str(term) for term in row) for row in rows if isinstance(row, ResultRow)]


def key(row: Row) -> tuple[str, ...]:
    return tuple(value or "" for value in row)


@dataclass(frozen=True)
class Case:
    """A question with what it must find; `nothing` are parameters with which it finds nothing.

    `many` asks it of the reports that speak of the same things.
    """

    name: str
    given: dict[str, str]
    rows: int
    first: Row
    nothing: dict[str, str] | None = None
    many: bool = False


WORKSHOPS, PART, RATE = (str(at(words).start) for words in ("260个", "31个", "63.2%"))
CAMPAIGN, MEASURE, TARGET = (str(at(words).start) for words in ("百日攻坚", "组织专场招聘会", "不少于1200户"))
LOWER = str(at("6007元", OTHER).start)
HELP = str(at("天津市帮助").start)
NOWHERE = {"region": "120000"}
RISK = "risk-elimination-rate"
REMOVED = "risk-removed-households"
CASES = (
    Case(
        "campaigns",
        {"initiative": "百日攻坚", "lang": "en"},
        1,
        ("百日攻坚", "140800", "Yuncheng", "百日攻坚", "2023-02-07", None, "省", "yuncheng.txt", CAMPAIGN),
        {"initiative": "春风行动"},
    ),
    Case(
        "pairings",
        {"initiative": "东西部协作"},
        2,
        ("120000", "天津市", "140881", "永济市", "东西部协作", "2023", "yuncheng.txt", HELP, "天津市帮助永济市"),
        {"initiative": "消费帮扶"},
    ),
    Case(
        "pairings",
        {},
        4,
        (
            *(None, "市农业农村局", "140881", "永济市", "驻村帮扶", None),
            *("yuncheng.txt", str(at("市农业农村局派人驻村").start), "市农业农村局派人驻村"),
        ),
    ),
    Case(
        "metric-by-region",
        {"metric": RISK},
        3,
        ("140800", "运城市", "2023", "63.2", "%", "exact", "rate", "yuncheng.txt", RATE),
        {"metric": "monitored-people"},
    ),
    Case(
        "figures-by-name",
        {"words": "风险消除率", "region": "140000", "lang": "en"},
        1,
        ("140800", "Yuncheng", "风险消除率", "63.2", "%", "rate", "2023", "yuncheng.txt", RATE),
        {"words": "光伏"},
    ),
    Case(
        "initiative-figures",
        {"initiative": "百日攻坚", "region": "140000"},
        2,
        ("140800", "运城市", "认定帮扶车间数", "260", "个", "exact", "value", "2023", "yuncheng.txt", WORKSHOPS),
        {"initiative": "百日攻坚", "region": "620000"},
    ),
    Case(
        "region-difference",
        {"region": "620000", "other": "140000"},
        2,
        (None, "农村低保标准", "2", "榆中.txt"),
        {"region": "620000", "other": "620123"},
    ),
    Case(
        "measures",
        {"theme": "务工就业", "region": "140800"},
        1,
        ("务工就业", "140881", "永济市", "done", "组织", "专场招聘会", "2023", "yuncheng.txt", MEASURE),
        {"theme": "金融帮扶"},
    ),
    Case(
        "breakdown",
        {"report": "yuncheng.txt"},
        1,
        ("yuncheng.txt", WORKSHOPS, "认定帮扶车间数", "260", "个", PART, "认定帮扶车间数", "31", "个"),
        {"report": "榆中.txt"},
    ),
    Case(
        "targets",
        {},
        2,
        (
            *("140800", "运城市", "target", "发放小额信贷户数", "1200", "户", None, None, None, "2023"),
            *("yuncheng.txt", TARGET),
        ),
        NOWHERE,
    ),
    Case(
        "changes",
        {"region": "620123"},
        1,
        ("620123", "农村低保标准", "6007", "元", "农村低保标准", "6237", "元", "standard", "榆中.txt", LOWER),
        NOWHERE,
    ),
    Case(
        "group-figures",
        {"group": "监测对象"},
        2,
        (
            "监测对象",
            "140800",
            "运城市",
            "监测对象户数",
            "6029",
            "户",
            "value",
            "2023",
            "yuncheng.txt",
            str(at("6029户").start),
        ),
        {"group": "脱贫户"},
    ),
    Case(
        "documents",
        {},
        1,
        ("就业帮扶实施方案", None, "yuncheng.txt", str(at("《就业").start), "《就业帮扶实施方案》"),
        {"report": "榆中.txt"},
    ),
    Case(
        "within-initiatives",
        {"lang": "en"},
        1,
        (
            *("百日攻坚", "hundred-day drive", "千万工程", "green rural revival programme", "140800"),
            *("yuncheng.txt", CAMPAIGN, "百日攻坚"),
        ),
    ),
    Case(
        "verdicts",
        {"holding": "not-a-partition", "kind": "part-whole"},
        1,
        (
            *("not-a-partition", "part-whole", "31 < 260", None, None, "yuncheng.txt", WORKSHOPS, "sample"),
            "2023年2月以来，全市开展“百日攻坚”行动，认定帮扶车间260个，其中永济市31个。",
            str(at("2023年2月以来").start),
            f"https://w3id.org/zhenxing/report/yuncheng/verdict/{WORKSHOPS}",
        ),
        {"holding": "contradiction"},
    ),
    Case(
        "relation-members",
        {"report": "yuncheng.txt"},
        2,
        (
            *("yuncheng.txt", f"https://w3id.org/zhenxing/report/yuncheng/verdict/{WORKSHOPS}"),
            *("whole", WORKSHOPS, "260个", "认定帮扶车间数"),
        ),
        {"report": "榆中.txt"},
    ),
    Case(
        "derived",
        {"kind": "target"},
        1,
        (
            *("target", "发放小额信贷户数·年度任务", "1155.5", "1156.7", "户", None),
            *("1200 ÷ 103.8% = [1155.5, 1156.7]", "140800", "yuncheng.txt", str(at("1200户，完成").start)),
        ),
        {"kind": "whole"},
    ),
    Case(
        "unresolved",
        {"report": "yuncheng.txt"},
        1,
        ("yuncheng.txt", "no-label", "1", str(at("7").start), "7"),
        {"report": "榆中.txt"},
    ),
    Case(
        "network",
        {},
        4,
        ("140800", "运城市", "帮扶车间", "帮扶车间", "0", "1", "0"),
    ),
    Case("organisations", {}, 3, ("市农业农村局", "1", "0", "1")),
    Case(
        "places",
        {"report": "yuncheng.txt"},
        3,
        ("yuncheng.txt", "0", "运城市", "运城市", "prefecture", "140800", "140000"),
        {"report": "榆中.txt"},
    ),
    Case(
        "reports",
        {},
        3,
        (
            *("yuncheng.txt", "运城市百日攻坚行动情况", "运城市", "2023-02-07", "2023-05", "2023-06-05"),
            *("运城市乡村振兴局", "7", "1", "1"),
        ),
    ),
    Case("themes-by-region", {}, 7, ("140800", "运城市", "务工就业", "务工就业", "1", "0"), NOWHERE),
    Case(
        "conflicts",
        {},
        1,
        (
            *("day", "140800", "运城市", REMOVED, "消除风险户数", "2022-12-31", "value"),
            *("3100", "户", "news-2022.txt", "16", "去年底这里有帮扶车间260余个，3100户消除了风险。"),
            *("3000", "户", "city-2022.txt", "22", "截至2022年底，全市建成帮扶车间260个，3000户消除了风险。"),
        ),
        {"metric": "workshops"},
        many=True,
    ),
    Case(
        "agreements",
        {"region": "140000"},
        1,
        (
            *("day", "140800", "运城市", "workshops", "帮扶车间数", "2022-12-31", "value"),
            *("260", "个", "city-2022.txt", "17", "截至2022年底，全市建成帮扶车间260个，3000户消除了风险。"),
            *("260", "个", "news-2022.txt", "10", "去年底这里有帮扶车间260余个，3100户消除了风险。"),
        ),
        {"region": "620000"},
        many=True,
    ),
    Case(
        "falling",
        {},
        2,
        (
            *("140800", "运城市", REMOVED, "消除风险户数", "value"),
            *("2022-12-31", "3000", "户", "city-2022.txt", "22"),
            "截至2022年底，全市建成帮扶车间260个，3000户消除了风险。",
            *("2023-12-31", "2800", "户", "city-2023.txt", "22"),
            "截至2023年底，全市帮扶车间达到270个，2800户消除了风险，风险消除率63.2%。",
        ),
        {"metric": "workshops"},
        many=True,
    ),
    Case(
        "above",
        {"lang": "en"},
        1,
        (
            *("day", "140881", "Yongji", "140800", "Yuncheng", "workshops", "workshops", "2023-12-31", "value"),
            *("300", "个", "county-2023.txt", "11", "到年底，全县帮扶车间共300个，风险消除率70%。"),
            *("270", "个", "city-2023.txt", "17"),
            "截至2023年底，全市帮扶车间达到270个，2800户消除了风险，风险消除率63.2%。",
        ),
        {"metric": RISK},
        many=True,
    ),
    Case(
        "silences",
        {"region": "620100", "peers": "100000", "lang": "en"},
        1,
        (REMOVED, "households out of risk", None, "1", "1", "运城市"),
        {"region": "620100"},  # alone in its province
        many=True,
    ),
    Case(
        "metric-figures",
        {"metric": RISK, "region": "140000"},
        2,
        (
            *("140800", "运城市", "prefecture", None, None, "63.2", "63.15", "63.25", "%", "%", None, None),
            *("63.2%", "风险消除率", "exact", "rate", "rate", None, None, "2023-12-31", None, "city-2023.txt", "38"),
            "截至2023年底，全市帮扶车间达到270个，2800户消除了风险，风险消除率63.2%。",
        ),
        {"metric": "monitored-households"},
        many=True,
    ),
    Case(
        "repeated",
        {},
        1,
        ("yuncheng.txt", "认定帮扶车间数", "260", "个", WORKSHOPS, str(at("260个", nth=2).start)),
        {"report": "榆中.txt"},
    ),
    Case(
        "unresolved-share",
        {"report": "yuncheng.txt"},
        2,
        ("*", "1", "8", "0.125"),
        {"report": "榆中.txt"},
    ),
    Case("linked-share", {}, 4, ("*", "12", "4", "0.333")),
    Case("rules", {}, 5, ("Campaign", "sample", "1", "百日攻坚")),
    Case(
        "standards",
        {},
        1,
        (
            "620123",
            "榆中县",
            "农村低保标准",
            "6237",
            "元",
            "exact",
            "2022-06-30",
            "榆中.txt",
            str(at("6237元", OTHER).start),
        ),
        NOWHERE,
    ),
    Case(
        "facts-observation",
        {},
        12,
        (
            *("yuncheng.txt", WORKSHOPS, "260个", "260", "个", "exact", "value", "认定帮扶车间数", None, None),
            *("140800", None, "2023-02", "2023", None, "务工就业", "帮扶车间\n百日攻坚", "sample"),
        ),
    ),
    Case(
        "facts-initiative",
        {},
        1,
        ("yuncheng.txt", CAMPAIGN, "百日攻坚", "百日攻坚", "140800", "2023-02-07", None, "千万工程", "省"),
    ),
    Case(
        "facts-cooperation",
        {},
        4,
        ("yuncheng.txt", str(at("天津市帮助").start), "天津市帮助永济市", "120000", "140881", "东西部协作", "2023"),
    ),
    Case(
        "facts-measure",
        {},
        1,
        ("yuncheng.txt", MEASURE, "组织专场招聘会", "务工就业", "140881", "春暖农民工行动", "done"),
    ),
    Case("facts-place", {}, 3, ("yuncheng.txt", "0", "运城市", "140800", None, None)),
    Case("facts-organisation", {}, 1, ("yuncheng.txt", str(at("市农业农村局").start), "市农业农村局")),
    Case("facts-document", {}, 1, ("yuncheng.txt", str(at("《就业").start), "《就业帮扶实施方案》", None)),
)
AT = Case(
    "facts-at",
    {"report": "yuncheng.txt", "at": str(at("260个").start + 1)},
    3,
    ("Observation",),
    {"report": "yuncheng.txt", "at": "188"},
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_question_finds_its_rows(case: Case) -> None:
    sparql = question(case.name).bind(**case.given)
    rows = asked(sparql, case.many)
    assert rows[0] == case.first
    assert len(rows) == case.rows
    assert sorted(asked_of_rdflib(sparql, case.many), key=key) == sorted(rows, key=key)


@pytest.mark.parametrize("case", [case for case in (*CASES, AT) if case.nothing], ids=lambda case: case.name)
def test_a_question_finds_nothing_where_there_is_nothing(case: Case) -> None:
    sparql = question(case.name).bind(**(case.nothing or {}))
    assert asked(sparql, case.many) == []
    assert asked_of_rdflib(sparql, case.many) == []


@pytest.mark.parametrize("name", names())
def test_an_empty_graph_answers_nothing(name: str) -> None:
    asked = question(name)
    sparql = asked.bind(**{parameter.name: parameter.example for parameter in asked.parameters})
    found = Store().query(sparql)
    assert isinstance(found, QuerySolutions)
    assert list(found) == []


def test_the_facts_at_a_place() -> None:
    sparql = question("facts-at").bind(**AT.given)
    rows = asked(sparql)
    assert [row[0] for row in rows] == ["Observation", "Mention", "Observation"]
    assert rows[0][4] == "260个"
    assert sorted(asked_of_rdflib(sparql), key=key) == sorted(rows, key=key)


def test_a_figure_is_a_part_of_its_total_in_the_fact_table() -> None:
    rows = asked(question("facts-observation").bind())
    assert [row[14] for row in rows if row[1] == PART and row[0] == "yuncheng.txt"] == [WORKSHOPS]


def test_a_town_has_its_county_and_level_in_the_fact_table() -> None:
    (row,) = (row for row in asked(question("facts-place").bind()) if row[2] == "栲栳镇")
    assert row[3:] == (None, "140881", "town")


def test_an_organisation_that_helps_goes_by_its_name() -> None:
    helpers = {row[3] for row in asked(question("facts-cooperation").bind())}
    assert helpers == {"120000", "市农业农村局", "全国台联"}


OF_VERDICTS = {"verdicts", "derived", "relation-members"}


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in OF_VERDICTS], ids=lambda case: case.name)
def test_no_other_question_finds_what_is_derived(case: Case) -> None:
    its_own = ("/relation/", "/verdict/", "/derived/", "户数·年度任务", "1155.5", "31 < 260", "1200户，完成年度任务")
    rows = asked(question(case.name).bind(**case.given), case.many)
    assert not [row for row in rows for value in row if value and any(word in value for word in its_own)]


def test_the_facts_at_a_place_are_no_derived_ones() -> None:
    rows = asked(question("facts-at").bind(report="yuncheng.txt", at=str(at("103.8%").start)))
    assert {row[0] for row in rows} == {"Observation"}


@pytest.mark.parametrize("name", ["metric-by-region", "metric-figures"])
def test_one_metric_within_a_region(name: str) -> None:
    codes = {
        region: [row[0] for row in asked(question(name).bind(metric=RISK, region=region))]
        for region in ("100000", "140000", "120000")
    }
    assert codes == {"100000": ["140800", "620123", "620123"], "140000": ["140800"], "120000": []}


def test_several_values_ask_for_any_of_them() -> None:
    sparql = question("pairings").bind(initiative=["东西部协作", "定点帮扶"])
    assert len(asked(sparql)) == 3


def test_every_question_has_a_case() -> None:
    assert {case.name for case in (*CASES, AT)} == set(names())
    assert len([name for name in names() if not name.startswith("facts-")]) >= 15


@pytest.mark.parametrize("value", ['"', "\\", "a\nb", '" } ?x ?y ?z #', "\\u0022", "$initiative", "百日攻坚"])
def test_text_is_escaped(value: str) -> None:
    sparql = question("figures-by-name").bind(words=value)
    assert asked(sparql) == []
    echo = "SELECT ?words WHERE { VALUES ?words " + sparql.partition("VALUES ?words ")[2].partition("\n")[0] + " }"
    assert asked(echo) == [(value,)]
    if "\\u" not in value:  # rdflib expands it even after a backslash that is escaped itself
        assert asked_of_rdflib(echo) == [(value,)]
