"""A report's graph: what it says, where it points, and that it is the same every time."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse

from builders.facts import Report, Verdict
from builders.graph import iri
from builders.graph.literals import bound
from builders.graph.report import Build, triples, turtle
from builders.graph.terms import NAMESPACE, OA, PROV, RDF, RDFS, SKOS, XSD, ZX
from builders.text import Span
from tests.samples import LEXICON, NAMES, TEXT, at, observation, yuncheng, yuzhong

BASE = "https://w3id.org/zhenxing/"
REPORT = BASE + "report/yuncheng"
TYPED = {
    node.value
    for space in (ZX, RDF, RDFS, SKOS, PROV, OA)
    for node in vars(space).values()
    if isinstance(node, NamedNode)
}


def graph(report: Report) -> list[Triple]:
    """Its triples, with the names of its regions and its build."""
    return list(triples(report, LEXICON, labels=NAMES.get, build=Build.of("0.1.0", LEXICON)))


def said(report: Report, subject: str) -> dict[str, list[str]]:
    """What a graph says of a subject: local names of properties, and values as strings."""
    about: dict[str, list[str]] = {}
    for triple in graph(report):
        if triple.subject == NamedNode(BASE + subject):
            value = triple.object
            assert isinstance(value, NamedNode | Literal)
            name = triple.predicate.value.replace("#", "/").rsplit("/", 1)[-1]
            about.setdefault(name, []).append(value.value.removeprefix(NAMESPACE).removeprefix(BASE))
    return about


def test_the_report() -> None:
    about = said(yuncheng(), "report/yuncheng")
    assert about["label"] == ["运城市百日攻坚行动情况"]
    assert about["fileName"] == ["yuncheng.txt"]
    assert about["length"] == [str(len(TEXT))]
    assert about["covers"] == ["region/140800"]
    assert about["title"] == ["report/yuncheng#char=0,11"]
    assert (about["start"], about["end"], about["endStated"]) == (["2023-02-07"], ["2023-05-31"], ["2023-05"])
    assert (about["endPrecision"], about["issuedPrecision"]) == (["month"], ["day"])


def test_an_observation() -> None:
    start = at("260个").start
    about = said(yuncheng(), f"report/yuncheng/observation/{start}")
    assert about == {
        "type": ["Observation"],
        "report": ["report/yuncheng"],
        "passage": [f"report/yuncheng#char={start},{start + 4}"],
        "again": ["report/yuncheng#char={},{}".format(*at("260个", nth=2))],
        "rule": ["sample"],
        "wasDerivedFrom": [f"report/yuncheng#char={start},{start + 4}"],
        "label": ["认定帮扶车间数"],
        "region": ["region/140800"],
        "startStated": ["2023-02"],
        "startPrecision": ["month"],
        "start": ["2023-02-01"],
        "endStated": ["2023"],
        "endPrecision": ["year"],
        "end": ["2023-12-31"],
        "value": ["260"],
        "low": ["260"],
        "high": ["260"],
        "written": ["260"],
        "unit": ["unit/item"],
        "unitText": ["个"],
        "bound": ["exact"],
        "role": ["value"],
        "theme": ["theme/employment"],
        "initiative": ["initiative/hundred-day-drive", "initiative/assistance-workshops"],
    }


def test_a_part_points_at_its_whole_also_by_its_second_statement() -> None:
    first, second = at("260个").start, at("260个", nth=2).start
    part = f"report/yuncheng/observation/{at('31个').start}"
    for whole in (first, second):
        report = yuncheng()
        changed = (report.observations[0], report.observations[1]._replace(part_of=whole))
        assert said(report._replace(observations=changed), part)["partOf"] == [f"report/yuncheng/observation/{first}"]


def test_an_unbounded_figure_has_no_highest_value() -> None:
    about = said(yuncheng(), f"report/yuncheng/observation/{at('不少于1200户').start}")
    assert about["low"] == ["1200"]
    assert "high" not in about


def test_a_unit_outside_the_vocabulary_stays_as_written() -> None:
    odd = observation("31个", "31", "旮旯", "车间数")
    about = said(yuncheng()._replace(observations=(odd,)), f"report/yuncheng/observation/{odd.span.start}")
    assert about["unitText"] == ["旮旯"]
    assert "unit" not in about


def test_a_town_of_a_figure_is_the_town_the_report_names() -> None:
    report = yuncheng()
    figure = report.observations[1]._replace(place="栲栳镇", part_of=None)
    report = report._replace(observations=(figure,))
    town = said(report, f"report/yuncheng/observation/{figure.span.start}")["place"][0]
    assert said(report, town) == {
        "type": ["Region"],
        "label": ["栲栳镇"],
        "within": ["region/140881"],
        "level": ["town"],
    }
    assert said(report, f"report/yuncheng/place/{at('栲栳镇').start}")["names"] == [town]


def test_a_passage() -> None:
    start, end = at("260个")
    assert said(yuncheng(), f"report/yuncheng#char={start},{end}") == {
        "type": ["Passage"],
        "report": ["report/yuncheng"],
        "start": [str(start)],
        "end": [str(end)],
        "exact": ["260个"],
        "sentence": ["report/yuncheng#char={},{}".format(*yuncheng().observations[0].sentence)],
    }


def test_every_passage_says_what_the_text_has_there() -> None:
    for report in (yuncheng(), yuzhong()):
        quotes = {t.subject: t.object for t in graph(report) if t.predicate == OA.exact}
        starts = {t.subject: t.object for t in graph(report) if t.predicate == OA.start}
        assert set(quotes) == set(starts)
        for passage, quote in quotes.items():
            assert isinstance(passage, NamedNode)
            start, end = map(int, passage.value.rsplit("=", 1)[1].split(","))
            assert quote == Literal(report.text[start:end])
            assert starts[passage] == Literal(str(start), datatype=XSD.integer)


def test_a_campaign_a_measure_and_a_pairing() -> None:
    campaign = said(yuncheng(), f"report/yuncheng/campaign/{at('百日攻坚').start}")
    assert campaign["initiative"] == ["initiative/hundred-day-drive"]
    assert campaign["within"] == ["initiative/green-rural-revival"]
    assert "end" not in campaign
    assert "wasDerivedFrom" not in campaign  # an activity derives from nothing
    measure = said(yuncheng(), f"report/yuncheng/measure/{at('组织专场招聘会').start}")
    assert (measure["action"], measure["object"], measure["status"]) == (["组织"], ["专场招聘会"], ["done"])
    (outside,) = measure["initiative"]
    assert outside == iri.initiative("春暖农民工行动").removeprefix(BASE)
    assert said(yuncheng(), outside)["notation"] == ["春暖农民工行动"]
    pairing = said(yuncheng(), f"report/yuncheng/pairing/{at('天津市帮助永济市').start}")
    assert (pairing["helper"], pairing["helped"], pairing["year"]) == (["region/120000"], ["region/140881"], ["2023"])
    office = said(yuncheng(), f"report/yuncheng/pairing/{at('市农业农村局派人驻村').start}")["helper"]
    assert office == [iri.organisation("市农业农村局").removeprefix(BASE)]


def test_a_measure_whose_object_stands_elsewhere_has_none() -> None:
    (measure,) = yuncheng().measures
    report = yuncheng()._replace(measures=(measure._replace(object=""),))
    assert "object" not in said(report, f"report/yuncheng/measure/{measure.span.start}")


def test_two_facts_of_a_kind_at_one_place_are_two() -> None:
    report = yuzhong()
    first = report.pairings[0]
    report = report._replace(pairings=(first, first._replace(helped="620100")))
    address = f"{iri.report(report.name)}/pairing/{first.span.start}".removeprefix(BASE)
    assert said(report, address)["helped"] == ["region/620123"]
    assert said(report, f"{address}-2")["helped"] == ["region/620100"]


def test_regions_are_described_up_to_the_country() -> None:
    assert said(yuncheng(), "region/140881")["within"] == ["region/140800"]
    assert said(yuncheng(), "region/140000")["label"] == ["山西省", "Shanxi"]
    assert "within" not in said(yuncheng(), "region/100000")
    shanxi = NamedNode(BASE + "region/140000")
    nameless = {t.predicate for t in triples(yuncheng(), LEXICON) if t.subject == shanxi}
    assert nameless == {RDF.type, ZX.code, ZX.level, ZX.within}


def test_a_region_is_measured_by_the_metrics_of_its_own_figures() -> None:
    both = ["metric/monitored-households", "metric/risk-elimination-rate"]
    assert said(yuncheng(), "region/140800")["measuredBy"] == both
    assert "measuredBy" not in said(yuncheng(), "region/140881")


def test_the_country_is_measured_under_its_one_code() -> None:
    figure = observation("6029户", "6029", "户", "监测对象户数", metric="monitored-households", region="000000")
    report = yuncheng()._replace(observations=(figure,))
    assert said(report, "region/100000")["measuredBy"] == ["metric/monitored-households"]


def test_both_codes_of_the_country_are_one_region() -> None:
    report = yuncheng()._replace(observations=(yuncheng().observations[0]._replace(region="000000"),))
    assert said(report, f"report/yuncheng/observation/{at('260个').start}")["region"] == ["region/100000"]


def test_names_outside_the_vocabulary_follow_the_base() -> None:
    base = "https://example.org/kg/"
    subjects = {t.subject.value for t in triples(yuncheng(), LEXICON, base) if isinstance(t.subject, NamedNode)}
    kinds = {subject.removeprefix(base).split("/")[0] for subject in subjects if subject.startswith(base)}
    assert kinds == {"report", "organisation", "document", "initiative"}
    assert all(subject.startswith((base, BASE + "region/")) for subject in subjects)


def test_an_impossible_day_keeps_its_words_and_has_no_date() -> None:
    figure = yuncheng().observations[0]._replace(end="2023-02-30", again=())
    about = said(yuncheng()._replace(observations=(figure,)), f"report/yuncheng/observation/{figure.span.start}")
    assert about["endStated"] == ["2023-02-30"]
    assert not {"end", "endPrecision"} & set(about)


@pytest.mark.parametrize("report", [yuncheng(), yuzhong()])
def test_only_iris_and_known_terms(report: Report) -> None:
    found = graph(report)
    assert not any(isinstance(node, BlankNode) for t in found for node in (t.subject, t.object))
    assert {t.predicate.value for t in found} <= TYPED
    assert {t.object.value for t in found if t.predicate == RDF.type and isinstance(t.object, NamedNode)} <= TYPED
    assert all(node.value.isascii() for t in found for node in (t.subject, t.object) if isinstance(node, NamedNode))
    assert len(found) == len(set(found))


def test_every_fact_points_at_its_passage_and_rule() -> None:
    facts = {t.subject for t in graph(yuncheng()) if t.predicate == ZX.passage}
    ruled = {t.subject for t in graph(yuncheng()) if t.predicate == ZX.rule}
    beside = len(yuncheng().unresolved) + len(yuncheng().relations) + len(yuncheng().derived)
    assert len(facts) == sum(1 for _ in yuncheng().facts()) + beside
    assert {fact for fact in facts if "/unresolved/" not in str(fact)} == ruled


def test_a_relation_and_its_verdict() -> None:
    whole, part = (f"report/yuncheng/observation/{at(words).start}" for words in ("260个", "31个"))
    about = said(yuncheng(), f"report/yuncheng/relation/{at('260个').start}")
    assert about["relationKind"] == ["part-whole"]
    assert (about["whole"], about["part"]) == ([whole], [part])
    assert about["relates"] == about["wasDerivedFrom"] == [whole, part]
    verdict = said(yuncheng(), f"report/yuncheng/verdict/{at('260个').start}")
    assert verdict == {
        "type": ["Verdict"],
        "judges": [f"report/yuncheng/relation/{at('260个').start}"],
        "wasDerivedFrom": [f"report/yuncheng/relation/{at('260个').start}"],
        "holding": ["not-a-partition"],
        "low": ["31"],
        "high": ["31"],
        "arithmetic": ["31 < 260"],
    }


def test_a_contradiction_says_what_would_fit() -> None:
    report = yuncheng()
    verdict = Verdict("contradiction", Decimal(31), Decimal(31), "31 ≠ 260", Decimal(31), at("260个").start)
    report = report._replace(relations=(report.relations[0]._replace(verdict=verdict),))
    about = said(report, f"report/yuncheng/verdict/{at('260个').start}")
    assert (about["holds"], about["fits"]) == (["false"], ["31"])
    assert about["insteadOf"] == [f"report/yuncheng/observation/{at('260个').start}"]


def test_a_derived_figure_is_none_of_the_reports() -> None:
    start = at("1200户，完成年度任务的103.8%").start
    about = said(yuncheng(), f"report/yuncheng/derived/{start}")
    assert about["type"] == ["Derived"]
    assert (about["low"], about["high"], about["unitText"]) == (["1155.5"], ["1156.7"], ["户"])
    assert len(about["wasDerivedFrom"]) == 2
    assert not {"value", "written", "bound", "role", "metric", "theme"} & set(about)


def test_turtle_is_the_same_twice_and_says_the_same() -> None:
    build = Build.of("0.1.0", LEXICON)
    first = turtle(yuncheng(), LEXICON, labels=NAMES.get, build=build)
    assert first == turtle(yuncheng(), LEXICON, labels=NAMES.get, build=build)
    store = Store()
    store.load(first, format=RdfFormat.TURTLE)
    assert {quad.triple for quad in store} == set(graph(yuncheng()))


def test_turtle_is_grouped_and_its_prefixes_stand_alone() -> None:
    lines = turtle(yuncheng(), LEXICON).decode().splitlines()
    assert lines[0] == f"@base <{REPORT}> ."
    assert all("<https://" in line or "<http://" in line for line in lines if line.startswith("@"))
    heads = [line.split()[0] for line in lines if line[0] not in "\t@"]
    assert len(heads) == len(set(heads))


def test_facts_come_in_the_order_of_the_text() -> None:
    starts = [int(str(t.subject).rstrip(">").rsplit("/", 1)[1]) for t in graph(yuncheng()) if t.predicate == ZX.passage]
    assert starts == sorted(starts)


def test_a_change_of_one_figure_changes_one_fact() -> None:
    report = yuncheng()
    changed = report._replace(
        observations=(report.observations[0]._replace(value=Decimal(261)), *report.observations[1:])
    )
    difference = set(graph(report)) ^ set(graph(changed))
    assert {t.subject.value for t in difference if isinstance(t.subject, NamedNode)} == {
        f"{REPORT}/observation/{at('260个').start}"
    }


def test_hard_characters_survive() -> None:
    text = '"引号"\\反斜\t杠\r\n𠮷12户。'
    figure = observation("12户", "12", "户", '户"数\\', text, sentence=Span(0, len(text)))
    report = Report("a.txt", "0" * 64, "utf-8", text, None, None, None, None, None, None, observations=(figure,))
    written = turtle(report, LEXICON)
    assert Literal(text) in {quad.object for quad in parse(written, format=RdfFormat.TURTLE)}


def test_numbers_are_written_without_exponent() -> None:
    figure = observation("12户", "1.2E+11", "户", "户数", "12户。")
    report = Report("a.txt", "0" * 64, "utf-8", "12户。", None, None, None, None, None, None, observations=(figure,))
    values = [t.object for t in triples(report, LEXICON) if t.predicate == ZX.value]
    assert values == [Literal("120000000000", datatype=XSD.decimal)]


def _names() -> Iterator[tuple[str, str | None]]:
    yield "ningyuan-2023.txt", "ningyuan-2023"
    yield "000_77189bbf942f3145.txt", "000_77189bbf942f3145"
    yield "运城.txt", None
    yield "a.html", None
    yield "A.txt", None
    yield "2023/a.txt", None
    yield "con.txt", None
    yield "a-0123456789.txt", None
    yield "../x y.txt", None
    yield "x" * 300 + ".txt", None


@pytest.mark.parametrize(("name", "slug"), list(_names()))
def test_slug(name: str, slug: str | None) -> None:
    found = iri.slug(name)
    assert found == slug if slug else found.endswith("-" + iri.digest(name))
    assert found.isascii()
    assert len(found) <= 80
    assert not set(found) & set('/\\:*?"<>| ')


def test_no_two_names_share_a_slug() -> None:
    names = [name for name, _ in _names()] + [
        "a.txt",
        "a.docx",
        "a-html.txt",
        f"a-{iri.digest('a.html')}.txt",
        "b/a.txt",
    ]
    assert len({iri.slug(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-06-30", "2022-06-30", "2022-06-30"),
        ("2022-13", "None", "None"),
        ("今年", "None", "None"),
    ],
)
def test_bound(iso: str, first: str, last: str) -> None:
    assert (str(bound(iso, last=False)), str(bound(iso, last=True))) == (first, last)


def test_a_drive_that_carries_on_anothers_points_at_it() -> None:
    report = yuncheng()
    (drive,) = report.campaigns
    above = drive._replace(region="140000", span=Span(0, 3), follows=None)
    both = report._replace(campaigns=(above, drive._replace(follows="140000")))
    about = said(both, f"report/yuncheng/campaign/{drive.span.start}")
    assert about["adaptedFrom"] == ["report/yuncheng/campaign/0"]
    assert "adaptedFrom" not in said(both, "report/yuncheng/campaign/0")
