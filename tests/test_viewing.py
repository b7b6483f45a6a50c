"""The views of a graph as networks: what each holds, what a choice leaves of it, how it is drawn and measured."""

import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from itertools import combinations
from pathlib import Path

import networkx
import pytest
from typer.testing import CliRunner

from builders.text import Span
from tests.folders import samples
from zhenxing.cli import app
from zhenxing.explorer.reading import Fact, Thing, Told
from zhenxing.explorer.views import VIEWS, View, everything
from zhenxing.folder import Entry, Folder
from zhenxing.network.arranging import RING, arranged
from zhenxing.network.captions import brief, counts, title
from zhenxing.network.choosing import Choice, ChoiceError, chosen, facts_of, named
from zhenxing.network.layout import Page, text_width
from zhenxing.network.model import Edge, EdgeKind, Network, Node, ViewName
from zhenxing.network.pictures import drawn
from zhenxing.network.standings import standing
from zhenxing.network.viewing import ALL, network

DRIVE, SUB, LOAN = "initiative/drive", "initiative/sub", "initiative/loan"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return samples(tmp_path_factory.mktemp("viewing") / "kg")


def thing(key: str, zh: str, en: str, level: str = "", **said: tuple[str, ...]) -> tuple[str, Thing]:
    return key, Thing(key, key.split("/")[0], zh, en, (), ({"level": (level,)} if level else {}) | said)


KNOWN = dict(
    [
        thing("region/1", "晋省", "Jin", "province", code=("1",)),
        thing("region/11", "潞市", "Lu", "prefecture", within=("region/1",)),
        thing("region/12", "运市", "Yun", "prefecture", within=("region/1",)),
        thing("region/2", "津市", "Tian", "province"),
        thing(DRIVE, "百日攻坚", "hundred-day drive"),
        thing(SUB, "云招聘", "online hiring", broader=(DRIVE,)),
        thing(LOAN, "小额信贷", "micro-credit"),
    ]
)


def fact(kind: str, name: str, **said: str) -> Fact:
    return Fact(f"{kind}/{name}", kind, Span(0, 1), Span(0, 2), (), {key: (value,) for key, value in said.items()})


def report(slug: str, *facts: Fact) -> Told:
    return Told(Entry(slug, *([slug] * (len(fields(Entry)) - 1))), {}, facts)


def campaign(name: str, region: str, initiative: str, year: str) -> Fact:
    return fact("campaign", name, label=name, region=region, initiative=initiative, startStated=year)


REPORTS = (
    report("a", campaign("省行动", "region/1", DRIVE, "2022")),
    report(
        "b",
        campaign("5+1", "region/11", DRIVE, "2022"),
        campaign("云聘", "region/11", SUB, "2022"),
        campaign("信贷", "region/11", LOAN, "2022"),
    ),
    report(
        "c",
        campaign("春季行动", "region/12", DRIVE, "2023"),
        campaign("小额贷", "region/12", LOAN, "2023"),
        fact("pairing", "p", helper="region/2", helped="region/12", initiative=LOAN, year="2023"),
    ),
)


def seen(name: str, choice: Choice) -> View:
    """A view of the reports above, as far as it is wanted."""
    told = facts_of(REPORTS, KNOWN, choice)
    return chosen(ALL[name](told, KNOWN), KNOWN, choice)


def ties(view: View) -> set[tuple[str, str, str]]:
    return {(tie.source.split("/", 1)[-1], tie.kind, tie.target.split("/", 1)[-1]) for tie in view.ties}


def test_every_view_of_the_explorer_is_a_view_of_the_command() -> None:
    assert set(ALL) == {"all", *VIEWS}


def test_everything_is_the_regions_with_their_initiatives_and_with_who_helps() -> None:
    whole = ties(everything(REPORTS, KNOWN))
    assert ties(VIEWS["initiatives"](REPORTS, KNOWN)) | ties(VIEWS["pairings"](REPORTS, KNOWN)) == whole
    assert ("12", "lies in", "1") in whole


@pytest.mark.parametrize(
    ("view", "kinds", "ends"),
    [
        ("all", {"region", "initiative", "organisation"}, ("120000", "helps", "140881")),
        ("initiatives", {"region", "initiative"}, ("140800", "carries out", "hundred-day-drive")),
        ("pairings", {"region", "organisation"}, ("120000", "helps", "620123")),
        ("lineage", {"initiative", "campaign"}, ("3", "is a", "hundred-day-drive")),
    ],
)
def test_the_nodes_and_edges_of_a_view(
    folder: Folder, view: ViewName, kinds: set[str], ends: tuple[str, str, str]
) -> None:
    found = network(folder, view, "zh")
    assert {node.kind for node in found.nodes} == kinds
    assert ends in {(edge.source.split("/")[-1], edge.kind, edge.target.split("/")[-1]) for edge in found.edges}
    assert {end for edge in found.edges for end in (edge.source, edge.target)} == {node.key for node in found.nodes}
    assert all(node.key.startswith("https://") for node in found.nodes)


def test_a_campaign_tells_where_and_when(folder: Folder) -> None:
    (node,) = (node for node in network(folder, "lineage", "en").nodes if node.kind == "campaign")
    assert (node.label, node.note) == ("百日攻坚", "Yuncheng · 2023-02-07")


def test_a_region_stands_for_those_within_it() -> None:
    assert ties(seen("pairings", Choice(regions=("晋省",)))) == {("2", "helps", "12")}
    assert ("11", "carries out", "drive") not in ties(seen("initiatives", Choice(regions=("运",))))


def test_a_region_keeps_the_drive_above_its_own_and_what_that_is_one_of() -> None:
    found = ties(seen("lineage", Choice(regions=("潞市",))))
    assert ("campaign/5+1", "same drive above", "campaign/省行动") in found
    assert ("campaign/省行动", "is a", "drive") in found
    assert ("sub", "within", "drive") in found
    assert not any("春季行动" in end for tie in found for end in tie)


def test_an_initiative_stands_for_what_belongs_to_it() -> None:
    found = seen("lineage", Choice(initiatives=("百日攻坚",)))
    assert {drive.name for drive in found.drives} == {"省行动", "5+1", "云聘", "春季行动"}
    assert {drive.name for drive in seen("lineage", Choice(initiatives=("云招聘",))).drives} == {"云聘"}


def test_regions_share_what_a_choice_leaves() -> None:
    (tie,) = (tie for tie in seen("shared", Choice()).ties if tie.source == "region/11")
    assert (tie.target, tie.under) == ("region/12", (DRIVE, LOAN))
    (tie,) = (tie for tie in seen("shared", Choice(initiatives=("小额信贷",))).ties if tie.source == "region/11")
    assert tie.under == (LOAN,)
    assert ties(seen("shared", Choice(levels=("prefecture",)))) == {("11", "shares", "12")}


def test_a_year_leaves_only_what_is_of_it() -> None:
    assert ties(seen("initiatives", Choice(years=("2023",)))) == {
        ("12", "carries out", "drive"),
        ("12", "carries out", "loan"),
    }
    with pytest.raises(ChoiceError, match=r"1999: no report tells of this year \(2022, 2023\)"):
        seen("initiatives", Choice(years=("1999",)))


def test_the_nodes_around_one() -> None:
    near = seen("initiatives", Choice(around="云招聘"))
    assert set(near.nodes) == {SUB, DRIVE, "region/11"}
    assert {LOAN, "region/1"} <= set(seen("initiatives", Choice(around="云招聘", depth=2)).nodes)


@pytest.mark.parametrize(
    "name", ["百日攻坚", "hundred-day drive", "Hundred-Day Drive", "drive", "bairigongjian", "brgj"]
)
def test_a_thing_is_known_by_its_code_its_names_and_its_pinyin(name: str) -> None:
    assert named(name, KNOWN, KNOWN) == [DRIVE]


def test_a_name_that_nothing_has_is_told_with_the_nearest() -> None:
    with pytest.raises(ChoiceError, match="百日攻艰: nothing here has this name; near: 百日攻坚"):
        named("百日攻艰", KNOWN, KNOWN)


def test_a_name_that_two_have_is_told_with_their_codes() -> None:
    twin = KNOWN | dict([thing("region/13", "潞市", "Lu again")])
    with pytest.raises(ChoiceError, match=r"several have this name: 11 \(潞市\), 13 \(潞市\)"):
        named("潞市", twin, twin)


def test_a_choice_that_leaves_nothing_is_told() -> None:
    with pytest.raises(ChoiceError, match="潞市: nothing of this view is left"):
        seen("pairings", Choice(regions=("潞市",)))


def edge(source: str, target: str, kind: EdgeKind, shared: int = 0) -> Edge:
    return Edge(source, target, kind, "东西部协作", "", "2021", 0, 1, ("一句。",), shared)


def forest() -> Network:
    """Two families; the smaller has a campaign adapted from one of the larger."""
    initiatives = [Node(key, "initiative", f"行动{key}") for key in ("i", "j", "k")]
    drives = [Node(f"d{index}", "campaign", "“百日攻坚”春季专项行动", f"市 · 202{index}") for index in range(5)]
    held = [edge(drive.key, "i" if index < 3 else "j", "is a") for index, drive in enumerate(drives)]
    more = [edge("k", "i", "within"), edge("d2", "d0", "same drive above"), edge("d4", "d0", "adapted from")]
    return Network((*initiatives, *drives), (*held, *more), "lineage")


def helping() -> Network:
    """Who is helped helps another; one helps many; two help each other."""
    nodes = tuple(Node(key, "region", f"{key}市") for key in "abcdefgxy")
    pairs = ["ab", "bc", "ad", "ae", "af", "gf", "xy", "yx"]
    return Network(nodes, tuple(edge(*pair, "helps") for pair in pairs), "pairings")


def sharing(count: int) -> Network:
    nodes = tuple(Node(f"r{index:02}", "region", f"第{index}市") for index in range(count))
    pairs = combinations([node.key for node in nodes], 2)
    return Network(
        nodes, tuple(edge(a, b, "shares", shared) for shared, (a, b) in enumerate(pairs, 1) if shared % 3), "shared"
    )


PAGES = [forest(), helping(), sharing(5), sharing(RING + 8), Network((), (), "lineage"), Network((), (), "pairings")]


@pytest.mark.parametrize("drawing", PAGES, ids=lambda drawing: f"{drawing.view}-{len(drawing.nodes)}")
def test_no_label_covers_another_or_leaves_the_page(drawing: Network) -> None:
    page = arranged(drawing)
    assert len(page.boxes) == len(drawing.nodes)
    assert len(page.lines) == len(drawing.edges)
    words = [(line.words.x, line.words.y, line.words.width, 16.0) for line in page.lines if line.words]
    plates = [(box.x, box.y, box.width, box.height) for box in page.boxes] + words
    for x, y, width, height in plates:
        assert 0 <= x - width / 2 <= x + width / 2 <= page.width
        assert 0 <= y - height / 2 <= y + height / 2 <= page.height
    for (x, y, w, h), (left, top, width, height) in combinations(plates, 2):
        assert abs(x - left) >= (w + width) / 2 - 0.01 or abs(y - top) >= (h + height) / 2 - 0.01


def at(page: Page) -> dict[str, tuple[float, float]]:
    return {box.node.key: (box.x, box.y) for box in page.boxes}


def test_help_flows_from_left_to_right() -> None:
    places = at(arranged(helping()))
    assert places["a"][0] < places["b"][0] < places["c"][0]
    assert places["x"][0] == places["y"][0]


def test_a_family_grows_to_the_right_and_arcs_go_around_it() -> None:
    page = arranged(forest())
    places = at(page)
    assert places["i"][0] < places["d0"][0] and places["j"][0] < places["d3"][0]
    (arc,) = (line for line in page.lines if line.edge.kind == "same drive above")
    assert arc.pulls is not None
    assert arc.pulls[0] > max(arc.x1, arc.x2)


def test_initiatives_within_each_other_in_a_circle_are_drawn() -> None:
    nodes = (Node("i", "initiative", "甲"), Node("j", "initiative", "乙"))
    circle = Network(nodes, (edge("i", "j", "within"), edge("j", "i", "within")), "lineage")
    assert len(arranged(circle).lines) == 2


@pytest.mark.parametrize("form", ["svg", "html", "graphml", "gexf", "csv", "json", "table"])
def test_each_format_gives_the_same_bytes_again(form: str) -> None:
    for each in (forest(), helping(), sharing(5)):
        assert drawn(each, form) == drawn(each, form)


@pytest.mark.parametrize(("form", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_other_programs_read_the_views(tmp_path: Path, form: str, read: object) -> None:
    for each in (forest(), helping(), sharing(5)):
        path = tmp_path / f"view.{form}"
        path.write_bytes(drawn(each, form))
        graph = networkx.MultiDiGraph(read(path))  # type: ignore[operator]
        assert graph.number_of_nodes() == len(each.nodes)
        assert graph.number_of_edges() == len(each.edges)


def test_notes_and_shared_initiatives_reach_other_programs() -> None:
    assert networkx.parse_graphml(drawn(forest(), "graphml").decode()).nodes["d0"]["note"] == "市 · 2020"
    tied = networkx.parse_graphml(drawn(sharing(2), "graphml").decode())["r00"]["r01"]
    assert (tied["kind"], tied["shared"], tied["weight"]) == ("shares", 1, 1)


GOLDEN = """\
谁帮扶谁: 9个地区 · 8条联系

名称   类别   联系   分量   中介度   PageRank   社群
────────────────────────────────────────────────────
a市    地区   4      4      0.4643   0.0434     1
b市    地区   2      2      0.1786   0.0526     2
f市    地区   2      2      0.1786   0.0894     3
x市    地区   1      2      0.0000   0.2890     4
y市    地区   1      2      0.0000   0.2890     4
c市    地区   1      1      0.0000   0.0880     2
d市    地区   1      1      0.0000   0.0526     1
e市    地区   1      1      0.0000   0.0526     1
g市    地区   1      1      0.0000   0.0434     3

社群   节点   成员
───────────────────────────
1      3      a市、d市、e市
2      2      b市、c市
3      2      f市、g市
4      2      x市、y市
"""


def test_standings_of_a_small_network() -> None:
    assert drawn(helping(), "table", language="zh").decode() == GOLDEN
    rows = {one.name: one for one in standing(helping())}
    # a stands between b and c on one side, d, e, f and g on the other: 13 of the 28 pairs of the other eight.
    assert (rows["a市"].ties, str(rows["a市"].betweenness)) == (4, "0.4643")
    assert rows["x市"].community == rows["y市"].community != rows["a市"].community
    assert rows["c市"].pagerank > rows["b市"].pagerank > rows["a市"].pagerank
    assert json.loads(drawn(helping(), "json"))["nodes"][0]["betweenness"] == 0.4643
    assert drawn(helping(), "csv").decode().splitlines()[1].startswith("a市,,region,4,4,0.4643,")


def test_standings_do_not_hang_on_how_python_orders_sets() -> None:
    code = "from tests.test_viewing import *; import sys; sys.stdout.buffer.write(drawn(sharing(20), 'json'))"
    outs = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1


def test_an_empty_network_has_no_standings() -> None:
    assert json.loads(drawn(Network((), (), "shared"), "json"))["nodes"] == []


def test_a_picture_is_called_by_its_view_and_its_choice() -> None:
    chosen_by = replace(helping(), about="潞市 · 2022")
    assert title(chosen_by, "zh") == "谁帮扶谁 · 潞市 · 2022"
    assert counts(helping(), "en") == "9 regions · 8 ties"
    assert counts(Network(helping().nodes[:1], ()), "en", 9) == "1 region · 0 ties · the 1 best connected of 9"
    assert "Who helps whom" in drawn(helping(), "svg", language="en").decode()


def test_long_names_are_cut_in_pictures_alone() -> None:
    name = "关于" * 30
    assert text_width(brief(name), 2, 0.5) <= 48
    assert brief("短名") == "短名"
    long = Network((Node("a", "region", name), Node("b", "region", "乙")), (edge("a", "b", "helps"),), "pairings")
    assert name not in drawn(long, "svg").decode()
    assert networkx.parse_graphml(drawn(long, "graphml").decode()).nodes["a"]["label"] == name


def test_the_command_draws_measures_and_tells_what_is_wrong(folder: Folder, tmp_path: Path) -> None:
    run = CliRunner().invoke
    path = tmp_path / "flow.svg"
    given = ["network", str(folder.path), "--lang", "zh"]
    assert run(app, [*given, "--view", "pairings", "-o", str(path)]).exit_code == 0
    assert "谁帮扶谁" in path.read_text(encoding="utf-8")
    told = run(app, [*given, "--view", "pairings", "--format", "table", "--around", "天津"])
    assert "天津市" in told.stdout
    assert "全国台联" not in told.stdout
    missing = run(app, [*given, "--region", "运程市"])
    assert missing.exit_code == 1
    assert "near: 运城市" in missing.stderr
    assert run(app, [*given, "--view", "tree"]).exit_code == 2
