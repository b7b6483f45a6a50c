"""Regions compared in the explorer: the same decisions as `zhenxing compare`, drawn in a real browser."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.browsing import Tab, tab
from zhenxing.cli import app
from zhenxing.compare.comparing import Figure
from zhenxing.compare.figures import figures, metric
from zhenxing.explorer.model import Graph, graph
from zhenxing.explorer.regions import comparison, series
from zhenxing.folder import Folder
from zhenxing.store import StoreOf


@pytest.fixture(scope="module")
def read(seeds_folder: Path) -> Graph:
    return graph(Folder.load(seeds_folder))


@pytest.fixture(scope="module")
def shared(chromium: Any) -> Iterator[Tab]:
    with tab(chromium, accept_downloads=True) as opened:
        yield opened


def own(read: Graph, key: str) -> list[Figure]:
    """The figures of a metric as the explorer reads them."""
    (found,) = (one for one in read.metrics if one.metric.key == key)
    return [told.figure for told in found.told]


def compared(folder: Path, *given: str) -> Any:
    """What the command answers."""
    done = CliRunner().invoke(app, ["compare", str(folder), *given, "--format", "json", "--lang", "zh"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def taken(page: Any, selector: str) -> str:
    """What a click on a button saves, as text."""
    with page.expect_download() as waiting:
        page.click(selector)
    return Path(waiting.value.path()).read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("key", ["consumption-amount", "problems-found", "risk-removal-rate", "lifted-income"])
def test_figures_are_those_that_the_graph_tells(read: Graph, seeds_folder: Path, key: str) -> None:
    store = StoreOf(Folder.load(seeds_folder))
    asked = figures(store, metric(store, key), "100000", "zh")
    assert {replace(one, unit_label="") for one in asked} == {replace(one, unit_label="") for one in own(read, key)}


def test_a_line_over_time_joins_what_may_be_compared_but_for_its_date(read: Graph) -> None:
    known = own(read, "monitored-people")
    of_yuncheng = [one for one in known if one.name == "运城市"]
    latest = next(one for one in of_yuncheng if one.end == "2023-10-31")
    assert [(one.end, one.quote) for one in series(of_yuncheng, latest)] == [
        ("2023", "16695人"),
        ("2023-10-31", "18821人"),
    ]
    target = replace(of_yuncheng[0], end="2022", role="target")
    assert target not in series([*of_yuncheng, target], latest)
    assert series([latest], latest) == []


def test_every_level_and_year_has_its_ranking(read: Graph) -> None:
    (found,) = (one for one in read.metrics if one.metric.key == "consumption-amount")
    told = comparison(found)
    cuts = {(cut["level"], cut["year"]): cut for cut in told["cuts"]}
    assert [told["figures"][index]["quote"] for _, index, _ in cuts["", ""]["rows"]] == [
        "6.7亿元",
        "4.49亿元",
        "2215.11万元",
    ]
    assert [told["figures"][index]["region"] for _, index, _ in cuts["county", ""]["rows"]] == ["region/620123"]
    assert ("county", "2021") not in cuts


def test_bars_are_in_the_order_of_the_command(shared: Tab, explorer_page: Path, seeds_folder: Path) -> None:
    page = shared.open(explorer_page, "#/compare/consumption-amount?lang=zh")
    page.wait_for_selector(".bars .row")
    answer = compared(seeds_folder, "consumption-amount")
    assert page.eval_on_selector_all(".bars .row", "rows => rows.map(row => row.getAttribute('aria-label'))") == [
        f"{row['name']}: {row['quote']} · {row['end']}" for row in answer["ranked"]
    ]
    widths = page.eval_on_selector_all(".bars .bar", "bars => bars.map(bar => Number(bar.getAttribute('width')))")
    values = [float(row["value"]) for row in answer["ranked"]]
    assert [width / widths[0] for width in widths] == pytest.approx([value / values[0] for value in values], rel=0.02)
    assert page.locator(".basis").inner_text() == answer["compared"]
    notes = [note for row in answer["ranked"] for note in row["notes"]]
    assert page.locator(".footnotes li").all_inner_texts() == notes == ["时点为2021，而非2023"]
    assert page.locator(".bars .row", has_text="绵阳市").locator(".marks").text_content() == " [1]"
    left = page.locator(".left-out li").all_inner_texts()
    for one, line in zip(answer["left_out"], left, strict=True):
        assert one["quote"] in line
        assert one["why"][0] in line
    assert "涵盖6个月，而非12个月" in left[0]


def test_an_about_figure_has_a_whisker_and_an_exact_one_has_none(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/compare/consumption-amount?lang=zh")
    page.wait_for_selector(".bars .row")
    assert page.locator(".row", has_text="6.7亿元").locator(".whisker").count() == 1
    assert page.locator(".row", has_text="2215.11万元").locator(".whisker").count() == 0


def test_a_bar_leads_to_its_sentence_with_the_mouse_and_with_the_keyboard(shared: Tab, explorer_page: Path) -> None:
    for act in ("click", "Enter"):
        page = shared.open(explorer_page, "#/compare/consumption-amount?lang=zh")
        bar = page.locator(".bars .row", has_text="兰州市")
        bar.wait_for()
        if act == "click":
            bar.click()
        else:
            bar.focus()
            page.keyboard.press(act)
        page.wait_for_selector(".card.figure")
        assert page.locator(".card h2").inner_text() == "4.49亿元"
        assert page.locator(".fact.on").first.inner_text() == "4.49亿元"


def test_level_and_year_stand_in_the_address(shared: Tab, explorer_page: Path, seeds_folder: Path) -> None:
    page = shared.open(explorer_page, "#/compare/consumption-amount?lang=zh")
    page.select_option('[data-choice="year"]', "2023")
    page.wait_for_function("() => document.querySelectorAll('.bars .row').length === 2")
    assert "year=2023" in page.url
    ranked = compared(seeds_folder, "consumption-amount", "--year", "2023")["ranked"]
    assert page.locator(".bars .name").all_text_contents() == [row["name"] for row in ranked]
    page.reload()
    page.wait_for_selector(".bars .row")
    assert page.locator(".bars .row").count() == 2


def test_a_metric_is_found_by_its_name(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/compare?lang=en")
    regions = page.eval_on_selector_all(
        ".library small", "all => all.map(one => Number(one.textContent.match(/^\\d+/)[0]))"
    )
    assert regions == sorted(regions, reverse=True)
    page.fill(".side input", "monitored people")
    page.locator(".library a", has_text="Monitored people").first.click()
    page.wait_for_selector(".line")
    assert page.locator(".title").inner_text() == "Monitored people"
    assert page.locator(".line .date").all_text_contents() == ["2023", "2023-10-31"]
    page.fill(".side input", "no such metric")
    assert page.locator(".library").inner_text() == "Nothing found"


def test_the_provinces_are_34_tiles_that_do_not_overlap(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/compare/consumption-amount?lang=zh")
    page.wait_for_selector(".tile")
    tiles = page.eval_on_selector_all(
        ".tile", "all => all.map(one => [one.dataset.province, one.getAttribute('transform'), one.ariaLabel])"
    )
    assert len({code for code, _, _ in tiles}) == len({place for _, place, _ in tiles}) == len(tiles) == 34
    told = {code: label for code, _, label in tiles}
    assert told["62"] == "甘肃 · 兰州市 4.49亿元 · 2023"
    assert told["33"] == "浙江 · 无数据"
    depth = "code => Number(document.querySelector(`[data-province='${code}'] .value`).getAttribute('fill-opacity'))"
    assert page.evaluate(depth, "51") == 1 > page.evaluate(depth, "62") > page.evaluate(depth, "14")


def test_the_comparison_is_saved_as_csv_and_svg(shared: Tab, explorer_page: Path, seeds_folder: Path) -> None:
    page = shared.open(explorer_page, "#/compare/consumption-amount?lang=zh")
    page.wait_for_selector(".bars .row")
    rows = list(csv.DictReader(io.StringIO(taken(page, '[data-save="csv"]'))))
    answer = compared(seeds_folder, "consumption-amount")
    for row, one in zip(rows, [*answer["ranked"], *answer["left_out"]], strict=True):
        for name in ("region", "name", "level", "value", "low", "high", "quote", "label", "bound", "end"):
            assert row[name] == (one[name] or ""), name
    assert rows[0]["notes"] == "时点为2021，而非2023"
    assert rows[3]["rank"] == ""
    drawn = taken(page, '[data-save="svg"]')
    assert drawn.startswith("<svg")
    assert "6.7亿元" in drawn
    assert 'fill="rgb(' in drawn


def test_on_a_phone_nothing_is_wider_than_the_screen(chromium: Any, explorer_page: Path) -> None:
    with tab(chromium, viewport={"width": 390, "height": 780}) as phone:
        page = phone.open(explorer_page, "#/compare/monitored-people?lang=en")
        page.wait_for_selector(".bars .row")
        page.wait_for_selector(".tile")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        boxes = page.eval_on_selector_all(
            ".chart text", "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        assert all(left >= 0 and right <= 390 for left, right in boxes)
