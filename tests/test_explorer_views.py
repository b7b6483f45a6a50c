"""What the explorer reads from a graph, and the networks it makes of it."""

from dataclasses import fields

import pytest

from builders.text import Span
from tests.folders import samples
from tests.samples import TEXT, at
from zhenxing.explorer.model import Graph, graph, model
from zhenxing.explorer.placing import places
from zhenxing.explorer.reading import Fact, Thing, Told
from zhenxing.explorer.spelling import spelt
from zhenxing.explorer.views import Tie, View, initiatives, lineage, pairings, shared
from zhenxing.folder import Entry

DRIVE = "initiative/hundred-day-drive"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return graph(samples(tmp_path_factory.mktemp("views") / "kg"))


def ties(view: View, kind: str) -> dict[tuple[str, str], Tie]:
    return {(tie.source, tie.target): tie for tie in view.ties if tie.kind == kind}


def campaign(name: str, region: str, year: str, **said: tuple[str, ...]) -> Fact:
    """A campaign of the hundred-day drive."""
    own = {"initiative": (DRIVE,), "region": (region,), "startStated": (year,), "label": (name,)}
    return Fact(f"campaign/{name}", "campaign", Span(0, 1), Span(0, 2), (), own | said)


def report(slug: str, *facts: Fact) -> Told:
    entry = Entry(slug, *([slug] * (len(fields(Entry)) - 1)))
    return Told(entry, {}, facts)


def region(key: str, within: str) -> Thing:
    return Thing(key, "region", key, key, (), {"within": (within,)})


KNOWN = {
    thing.key: thing for thing in (region("region/county", "region/city"), region("region/city", "region/province"))
} | {DRIVE: Thing(DRIVE, "initiative", "百日攻坚", "drive", (), {})}


def test_a_fact_is_read_with_its_characters_and_all_that_is_said_of_it(made: Graph) -> None:
    (read,) = (report for report in made.reports if report.entry.name == "yuncheng.txt")
    facts = {fact.name: fact for fact in read.facts}
    figure = facts[f"observation/{at('63.2%').start}"]
    assert (figure.kind, figure.span) == ("figure", at("63.2%"))
    assert figure.sentence is not None
    assert figure.sentence.of(TEXT) == "监测对象6029户16695人，风险消除率达到63.2%。"
    assert (figure.first("value"), figure.first("low"), figure.first("region")) == ("63.2", "63.15", "region/140800")
    assert facts[f"observation/{at('260个').start}"].again == (at("260个", nth=2),)
    assert facts[f"observation/{at('31个').start}"].first("partOf") == f"observation/{at('260个').start}"
    assert {fact.kind for fact in facts.values()} == {
        *("figure", "measure", "campaign", "pairing", "mention"),
        *("derived", "relation", "verdict", "unresolved"),
    }


def test_a_region_carries_out_or_reports_on_an_initiative(made: Graph) -> None:
    view = initiatives(made.reports, made.known)
    carried = ties(view, "carries out")["region/140800", DRIVE]
    assert [each.fact.split("/")[0] for each in carried.evidence] == ["campaign", "observation", "observation"]
    assert ("region/140800", "initiative/assistance-workshops") in ties(view, "reports on")
    assert (DRIVE, "initiative/green-rural-revival") in ties(view, "within")
    assert ("region/140881", "region/140800") in ties(view, "lies in")
    assert not {(tie.source, tie.target) for tie in view.ties if tie.kind == "reports on"} & {
        *ties(view, "carries out")
    }


def test_pairings_keep_their_initiative_and_year(made: Graph) -> None:
    helps = ties(pairings(made.reports, made.known), "helps")
    tie = helps["region/120000", "region/140881"]
    assert tie.under == ("initiative/east-west-cooperation",)
    assert [year for year, _ in tie.marks] == ["2023"]


def test_a_drive_is_tied_to_the_one_above_of_the_same_year_and_to_no_other() -> None:
    told = (
        report("a", campaign("县里", "region/county", "2023")),
        report("b", campaign("省里", "region/province", "2023"), campaign("市里", "region/city", "2022")),
    )
    above = ties(lineage(told, KNOWN), "same drive above")
    assert set(above) == {("a/campaign/县里", "b/campaign/省里")}


def test_what_a_drive_is_adapted_from_is_told_as_the_graph_says_it() -> None:
    told = (
        report(
            "a",
            campaign("市里", "region/city", "2022", adaptedFrom=("campaign/省里",)),
            campaign("省里", "region/province", "2022"),
        ),
    )
    view = lineage(told, KNOWN)
    assert set(ties(view, "adapted from")) == {("a/campaign/市里", "a/campaign/省里")}
    assert ties(view, "same drive above") == {}


def test_regions_share_what_both_carry_out() -> None:
    told = (
        report("a", campaign("甲", "region/city", "2022"), campaign("乙", "region/county", "2021")),
        report("b", campaign("丙", "region/other", "2022", initiative=("initiative/else",))),
    )
    view = shared(told, KNOWN)
    assert [(tie.source, tie.target, tie.under) for tie in view.ties] == [("region/city", "region/county", (DRIVE,))]


def test_places_are_the_same_for_the_same_view(made: Graph) -> None:
    view = initiatives(made.reports, made.known)
    found = places(view, made.known)
    assert set(found) == set(view.nodes)
    assert places(view, made.known) == found


def test_the_index_names_what_reports_speak_of_and_no_more(made: Graph) -> None:
    things = model(made).index["things"]
    assert things["region/140800"]["zh"] == "运城市"
    assert things["region/140800"]["code"] == "140800"
    assert "yuncheng" in things["region/140800"]["pinyin"] or "yunchengshi" in things["region/140800"]["pinyin"]
    assert "region/110000" not in things


@pytest.mark.parametrize(
    ("name", "spelling"), [("百日攻坚", "bairigongjian brgj"), ("5+1行动", "51xingdong 5xd"), ("——", "")]
)
def test_spelling(name: str, spelling: str) -> None:
    assert spelt(name) == spelling
