import re
from pathlib import Path

import networkx
import pytest
from typer.testing import CliRunner

from tests.folders import samples
from zhenxing.cli import app
from zhenxing.fonts import FONTS, FontError
from zhenxing.network.drawing import svg
from zhenxing.network.layout import laid_out, most_connected
from zhenxing.network.model import Edge, Network, Node
from zhenxing.network.pictures import drawn
from zhenxing.network.raster import png
from zhenxing.network.viewing import network


def star(count: int) -> Network:
    """A region that carries out many initiatives with long names, and one that stands apart."""
    hub = Node("hub", "region", "榆县")
    initiatives = [Node(f"i{n:03}", "initiative", f"“{n}+1”乡村建设示范专项行动") for n in range(count)]
    pair = [Node("a", "region", "浙江省"), Node("b", "region", "四川省")]
    edges = [Edge("hub", node.key, "carries out", "", "", "2023", 3, 1, ("开展行动。",)) for node in initiatives]
    edges.append(Edge("a", "b", "helps", "东西部协作", "", "2021", 0, 1, ("浙江帮扶四川。",)))
    return Network((*pair, hub, *initiatives), tuple(edges))


def has_chinese_font() -> bool:
    from matplotlib import font_manager

    return bool({font.name for font in font_manager.fontManager.ttflist} & set(FONTS))


def test_the_network_of_a_graph(tmp_path: Path) -> None:
    found = network(samples(tmp_path / "kg"), "all", "zh")
    ends = {(edge.source.split("/")[-1], edge.kind, edge.target.split("/")[-1]): edge for edge in found.edges}
    campaign = ends["140800", "carries out", "hundred-day-drive"]
    assert (campaign.label, campaign.start, campaign.figures) == ("百日攻坚", "2023-02-07", 2)
    assert any("百日攻坚" in sentence for sentence in campaign.why)
    assert ends["120000", "helps", "140881"].end == "2023"
    assert ends["140800", "reports on", "assistance-workshops"].figures == 1
    assert ("hundred-day-drive", "within", "green-rural-revival") in ends
    named = {node.key.split("/")[-1]: node for node in found.nodes}
    assert (named["140800"].kind, named["140800"].label) == ("region", "运城市")
    assert {node.label for node in found.nodes if node.kind == "organisation"} == {"全国台联", "市农业农村局"}


@pytest.mark.parametrize("count", [1, 12, 60])
def test_no_two_labels_overlap_and_all_stand_on_the_page(count: int) -> None:
    page = laid_out(star(count))
    for index, a in enumerate(page.boxes):
        assert 0 <= a.x - a.width / 2 <= a.x + a.width / 2 <= page.width
        assert 0 <= a.y - a.height / 2 <= a.y + a.height / 2 <= page.height
        for b in page.boxes[index + 1 :]:
            assert abs(a.x - b.x) >= (a.width + b.width) / 2 or abs(a.y - b.y) >= (a.height + b.height) / 2


@pytest.mark.parametrize("form", ["html", "svg", "graphml", "gexf"])
def test_the_same_network_gives_the_same_bytes(form: str) -> None:
    assert drawn(star(5), form) == drawn(star(5), form)


def test_an_empty_network_is_drawn(tmp_path: Path) -> None:
    for form in ("html", "svg", "graphml", "gexf"):
        assert drawn(Network((), ()), form)


def test_other_programs_read_it(tmp_path: Path) -> None:
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        path = tmp_path / f"network.{form}"
        path.write_bytes(drawn(star(5), form))
        graph = read(path)
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (8, 6)
        assert graph.nodes["hub"]["label"] == "榆县"
        (edge,) = graph.get_edge_data("a", "b").values() if graph.is_multigraph() else [graph.get_edge_data("a", "b")]
        assert (edge["kind"], edge["until"]) == ("helps", "2021")


def test_only_the_best_connected_are_drawn_when_asked() -> None:
    few = most_connected(star(12), 4)
    assert len(few.nodes) == 4
    assert "hub" in {node.key for node in few.nodes}
    assert most_connected(star(12), 0) == star(12)


def test_what_reports_say_is_text_in_the_page() -> None:
    nasty = "</script><script>alert(1)</script><b>"
    nodes = (Node("a", "region", nasty), Node("b", "initiative", "甲"))
    page = drawn(Network(nodes, (Edge("a", "b", "carries out", nasty, "", "", 0, 1, (nasty,)),)), "html").decode()
    assert page.count("<script") == 2
    assert "<b>" not in page
    assert not re.search(r"""(?:src|href)\s*=|url\((?!#)|https?://(?!www\.w3\.org/2000/svg|a\b)""", page)


def test_svg_needs_no_font_and_is_in_the_language_asked_for() -> None:
    page = laid_out(star(3))
    assert "榆县" in svg(page)
    assert "carries out" in svg(page, "en")


@pytest.mark.skipif(not has_chinese_font(), reason="no font with Chinese characters is installed")
def test_png() -> None:
    picture = png(laid_out(star(3)))
    assert picture.startswith(b"\x89PNG")
    assert picture == png(laid_out(star(3)))


def test_png_without_a_chinese_font_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matplotlib.font_manager.fontManager.ttflist", [])
    with pytest.raises(FontError, match="no font with Chinese characters"):
        png(laid_out(star(1)))
    folder = samples(tmp_path / "kg")
    told = CliRunner().invoke(app, ["network", str(folder.path), "-o", str(tmp_path / "network.png")])
    assert told.exit_code == 1
    assert told.stderr.startswith("error: no font with Chinese characters was found for the picture: install ")
    assert told.stderr.count("\n") == 1
    assert not (tmp_path / "network.png").exists()
    assert "榆县" in svg(laid_out(star(1)))
