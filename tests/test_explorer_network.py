"""The explorer's networks, in a real browser."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest

from tests.browsing import Tab, tab

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.picture .node rect')].map((one) => one.getBoundingClientRect());
  let count = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) count += 1;
  }));
  return [boxes.length, count];
}"""
PLACES = "() => [...document.querySelectorAll('.picture .node')].map((one) => one.getAttribute('transform'))"


@pytest.fixture(scope="module")
def shared(chromium: Any) -> Iterator[Tab]:
    with tab(chromium) as opened:
        yield opened


def labels(page: Any) -> set[str]:
    return {text.replace("\n", "") for text in page.locator(".picture .node").all_text_contents()}


def names(page: Any) -> set[str]:
    found = page.eval_on_selector_all(".picture .node", "all => all.map(one => one.getAttribute('aria-label'))")
    return set(found)


def node(page: Any, name: str) -> Any:
    return page.locator(f'.picture .node[aria-label="{name}"]').first


def saved(page: Any, form: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(f'[data-save="{form}"]')
    return Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("address", ["?lang=zh", "?lang=en", "?v=lineage&lang=zh", "?v=pairings&lang=zh", "?v=shared"])
def test_no_two_labels_of_a_picture_overlap(shared: Tab, explorer_page: Path, address: str) -> None:
    page = shared.open(explorer_page, f"#/network{address}")
    count, overlapping = page.evaluate(OVERLAPS)
    assert count >= 6
    assert overlapping == 0


def test_a_picture_stays_put_between_runs(shared: Tab, explorer_page: Path) -> None:
    before = shared.open(explorer_page).evaluate(PLACES)
    assert shared.open(explorer_page).evaluate(PLACES) == before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("百日攻坚", "百日攻坚"),
        ("百日攻坚战", "百日攻坚"),  # an alias
        ("bairigongjian", "百日攻坚"),
        ("brgj", "百日攻坚"),
        ("hundred-day", "百日攻坚"),
        ("140800", "运城市"),
        ("Yuncheng", "运城市"),
    ],
)
def test_a_node_is_found_by_name_alias_pinyin_or_code(shared: Tab, explorer_page: Path, typed: str, found: str) -> None:
    page = shared.open(explorer_page, "#/network?lang=zh")
    page.fill(".find", typed)
    page.keyboard.press("Enter")
    page.wait_for_selector(".focus")
    assert page.locator(".about h2").inner_text() == found
    assert found in names(page)


def test_what_is_not_there_is_not_found(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?lang=zh")
    page.fill(".find", "没有这个名字")
    assert page.locator(".finds").inner_text() == "没有找到"


def test_one_steps_outward_from_a_node(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?lang=zh")
    node(page, "千万工程").click()
    page.click('[data-act="ego"]')
    page.wait_for_selector(".focus")
    assert names(page) == {"千万工程", "和美乡村创建", "兰州市"}
    node(page, "和美乡村创建").click()
    page.click('[data-act="expand"]')
    assert names(page) == {"千万工程", "和美乡村创建", "兰州市"}
    node(page, "兰州市").click()
    page.click('[data-act="expand"]')
    page.wait_for_function("() => document.querySelectorAll('.picture .node').length > 10")
    assert "积分制" in names(page)
    page = shared.open(explorer_page, "#/network?lang=zh&focus=initiative/green-rural-revival&depth=2")
    two = names(page)
    page.fill('[data-filter="depth"]', "3")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => document.querySelectorAll('.picture .node').length > {len(two)}")
    assert two < names(page)


def test_filters_leave_what_fits(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?lang=zh")
    whole = names(page)
    page.select_option('[data-filter="year"]', "2021")
    assert "绵阳市" in names(page)
    assert "兰州市" not in names(page)
    page.select_option('[data-filter="year"]', "")
    page.select_option('[data-filter="level"]', "county")
    assert {"榆中县", "定点帮扶"} <= names(page) < whole
    page.select_option('[data-filter="level"]', "")
    page.select_option('[data-filter="initiative"]', label="小额信贷")
    assert names(page) >= {"小额信贷", "长治市", "绵阳市", "兰州市"}
    assert "驻村帮扶" not in names(page)
    page.select_option('[data-filter="initiative"]', "")
    page.select_option('[data-filter="theme"]', label="监测帮扶")
    assert "防返贫监测" in names(page) < whole
    page.select_option('[data-filter="year"]', "2022")
    assert "运城市" not in names(page)


def test_a_tie_tells_why_it_is_there_and_leads_to_its_report(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?lang=zh")
    node(page, "长治市").click()
    page.locator(".tied", has_text="百日攻坚").first.click()
    page.wait_for_selector(".why .evidence li")
    first = page.locator(".why .evidence li").first
    assert "百日攻坚" in first.locator("mark").first.inner_text()
    assert "changzhi-2022.txt" in first.inner_text()
    first.locator("a").click()
    page.wait_for_selector(".fact.on")
    assert "".join(page.locator(".fact.on").all_inner_texts()) == "“5+1重点任务百日攻坚”专项行动"
    assert page.locator(".card h2").inner_text() == "“5+1重点任务百日攻坚”专项行动"


def test_a_line_can_be_clicked(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?v=pairings&lang=zh")
    page.locator(".picture .tie .near").first.click(force=True)
    page.wait_for_selector(".why .evidence mark")
    assert page.locator(".why .verb").inner_text() == "帮扶"


def test_pairings_flow_from_who_helps_to_who_is_helped(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?v=pairings&lang=zh")
    left = page.locator('.picture .node[data-id^="from:"]').all_text_contents()
    right = page.locator('.picture .node[data-id^="to:"]').all_text_contents()
    assert {text.strip() for text in left} >= {"浙江省", "衢州市", "天津市", "全国台联"}
    assert {text.strip() for text in right} >= {"四川省", "绵阳市", "兰州市", "榆中县"}


def test_drives_of_one_name_stand_apart_under_it(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?v=lineage&lang=zh&initiative=initiative/hundred-day")
    found = labels(page)
    for drive in (
        "“5+1重点任务百日攻坚”专项行动长治市 · 2022",
        "五项重点工作“百日攻坚”春季行动山西省 · 2023-02-07",
        "“百日攻坚”行动绵阳市 · 2021",
    ):
        assert drive in found


def test_regions_that_share_initiatives_are_tied(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?v=shared&lang=zh&node=region/140800")
    page.locator(".tied", has_text="长治市").click()
    page.wait_for_selector(".why details")
    assert "百日攻坚" in page.locator(".why summary").all_inner_texts()


def test_what_is_shown_can_be_saved(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?lang=zh&focus=initiative/green-rural-revival")
    png = saved(page, "png")
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(png) > 5_000
    svg = saved(page, "svg").decode()
    assert "千万工程" in svg
    assert "var(" not in svg
    rows = saved(page, "csv").decode("utf-8-sig").splitlines()
    assert rows[0].startswith("source,source_name,kind,target,target_name")
    assert any("兰州市,carries out,initiative/green-rural-revival,千万工程" in row for row in rows)
    graph = networkx.read_gexf(io.BytesIO(saved(page, "gexf")))
    assert {data["label"] for _, data in graph.nodes(data=True)} == {"千万工程", "和美乡村创建", "兰州市"}


def test_a_link_reopens_the_view(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?v=initiatives&theme=theme/monitoring&lang=zh&node=region/620100")
    page.click('.tools [aria-label="+"]')
    world = page.get_attribute(".world", "transform")
    address = page.evaluate("location.hash")
    assert "at=" in address
    again = shared.open(explorer_page, address)
    assert again.get_attribute(".world", "transform") == world
    assert again.locator(".about h2").inner_text() == "兰州市"


def test_the_legend_tells_every_kind_that_is_drawn(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/network?lang=zh")
    told = set(page.locator(".legend li").all_inner_texts())
    assert told == {"行动或机制", "地区", "开展", "有数据或措施", "属于", "位于"}
