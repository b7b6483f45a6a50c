"""The explorer's reader, its cards and footnotes, in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.browsing import Tab, tab
from tests.serving import serving
from zhenxing.cli import app
from zhenxing.explorer.reading import read
from zhenxing.folder import Folder


@pytest.fixture(scope="module")
def shared(chromium: Any) -> Iterator[Tab]:
    with tab(chromium) as opened:
        yield opened


def count(folder: Path, slug: str, kind: str) -> int:
    """How many facts of a kind the graph has of a report."""
    reports, _ = read(Folder.load(folder))
    return sum(fact.kind == kind for report in reports if report.entry.slug == slug for fact in report.facts)


def rows(page: Any) -> dict[str, str]:
    """A card's rows."""
    names = page.locator(".card dt").all_inner_texts()
    return dict(zip(names, page.locator(".card dd").all_inner_texts(), strict=True))


def test_the_whole_text_stands_there_with_every_figure_marked(
    shared: Tab, explorer_page: Path, seeds_folder: Path
) -> None:
    page = shared.open(explorer_page, "#/read/lanzhou-2023?lang=zh")
    page.wait_for_selector(".fact")
    text = (seeds_folder / "texts" / "lanzhou-2023.txt").read_text(encoding="utf-8")
    page.eval_on_selector_all(".text .chip", "all => all.forEach(one => one.remove())")
    shown = page.evaluate("document.querySelector('.text').textContent")
    assert shown == text.replace("\n", "")
    marked = page.eval_on_selector_all(".top-figure", "all => new Set(all.map(one => one.dataset.fact)).size")
    assert marked == count(seeds_folder, "lanzhou-2023", "figure") > 50


def test_a_mark_tells_what_it_is_and_opens_its_card(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/read/lanzhou-2023?lang=zh")
    mark = page.locator(".top-figure", has_text="59.6%")
    assert mark.get_attribute("title") == "数据 · 监测对象风险消除率 · 59.6 % · 兰州市 · 2023"
    mark.click()
    page.wait_for_selector(".card.figure")
    found = rows(page)
    assert found["指标"] == "监测对象风险消除率"
    assert (found["原文写法"], found["归一数值"], found["可能区间"]) == ("59.6%", "59.6 %", "[59.55, 59.65]")
    assert (found["地区"], found["时间"], found["行动或机制"]) == ("兰州市", "2023", "防返贫监测")
    assert "成立" in page.locator(".card .verdict").first.inner_text()
    assert "fact=" in page.url


def test_a_figure_with_its_ten_thousands_is_normalised(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/read/lanzhou-2023?lang=zh")
    page.locator(".top-figure", has_text="9.61亿").first.click()
    page.wait_for_selector(".card.figure")
    assert (rows(page)["原文写法"], rows(page)["归一数值"]) == ("9.61亿元", "961,000,000 元")


def test_verdicts_stand_beside_their_sentences(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/read/yuncheng-2023-review?lang=zh")
    chip = page.locator(".text .chip.contradiction")
    assert chip.count() == 1
    assert "659 ÷ 2172" in chip.get_attribute("title")
    assert "30.33%" in chip.locator("xpath=..").inner_text()
    chip.click()
    page.wait_for_selector(".beside .verdict.contradiction")
    assert "2,173" in page.locator(".beside .verdict").inner_text()
    assert set(page.locator(".fact.on").all_inner_texts()) >= {"659个", "2172个"}


def test_what_was_left_unresolved_is_listed_with_its_reason(
    shared: Tab, explorer_page: Path, seeds_folder: Path
) -> None:
    page = shared.open(explorer_page, "#/read/changzhi-2022?lang=zh")
    lists = page.locator(".lists", has_text="未入图数字")
    assert f"({count(seeds_folder, 'changzhi-2022', 'unresolved')})" in lists.locator("summary").inner_text()
    lists.locator("summary").click()
    assert "2022-09-05 署名日期" in " ".join(lists.locator("li").all_inner_texts())
    lists.locator("a", has_text="2022-09-05").click()
    page.wait_for_selector(".card.unresolved")


def test_kinds_of_marks_can_be_hidden(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/read/changzhi-2022?lang=zh")
    colour = "() => getComputedStyle(document.querySelector('.top-figure')).backgroundColor"
    marked = page.evaluate(colour)
    page.locator(".swatch.figure input").uncheck()
    assert page.evaluate(colour) != marked


def test_the_keyboard_goes_from_fact_to_fact(shared: Tab, explorer_page: Path) -> None:
    page = shared.open(explorer_page, "#/read/changzhi-2022?lang=zh")
    page.wait_for_selector(".fact")
    page.keyboard.press("n")
    page.wait_for_selector(".card")
    first = page.locator(".card h2").inner_text()
    page.keyboard.press("n")
    page.wait_for_function("first => document.querySelector('.card h2').textContent !== first", arg=first)
    page.keyboard.press("p")
    page.wait_for_function("first => document.querySelector('.card h2').textContent === first", arg=first)


def test_a_footnote_in_two_forms(shared: Tab, explorer_page: Path, seeds_folder: Path) -> None:
    page = shared.open(explorer_page, "#/read/lanzhou-2023?lang=zh&fact=observation/673")
    page.click('[data-act="cite"]')
    standard, plain = page.locator("dialog .citation").all_inner_texts()
    assert standard.startswith("兰州市乡村振兴局. 守住底线 夯实根基 推动乡村全面振兴[R]. 2023-12-15: 第673—678字符: “")
    for form in (standard, plain):
        assert "风险消除率为59.6%" in form
        assert Folder.load(seeds_folder).entry("lanzhou-2023").source_sha256 in form
    assert "lanzhou-2023#char=673,678" in plain
    page.locator("dialog button", has_text="复制").first.click()
    page.wait_for_function("() => document.getElementById('told').textContent === '已复制'")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")


def test_what_a_report_says_is_text_even_where_it_is_html(chromium: Any, tmp_path: Path) -> None:
    evil = '<img src="x" onerror="window.evil=1"><script>window.evil=2</script></script>'
    (tmp_path / "evil.txt").write_text(
        f"运城市<b>就业</b>工作{evil}\n\n2023年，运城市{evil}新建帮扶车间26个，开展“<i>百日</i>攻坚”行动。\n",
        encoding="utf-8",
    )
    runner = CliRunner()
    assert runner.invoke(app, ["build", str(tmp_path / "evil.txt"), "--into", str(tmp_path / "kg")]).exit_code == 0
    page_file = tmp_path / "evil.html"
    assert runner.invoke(app, ["explore", str(tmp_path / "kg"), "-o", str(page_file)]).exit_code == 0
    with tab(chromium) as opened:
        page = opened.open(page_file, "#/read/evil?lang=zh")
        page.wait_for_selector(".fact")
        assert evil in page.locator(".text").inner_text()
        assert page.locator(".text img, .text script, .text b, .text i").count() == 0
        page.locator(".top-figure").first.click()
        page.wait_for_selector(".card")
        page.click('[data-act="cite"]')
        assert evil in page.locator("dialog").inner_text()
        assert page.evaluate("window.evil") is None


def test_the_policy_stops_what_would_slip_in(chromium: Any, explorer_page: Path) -> None:
    opened = Tab(chromium)
    page = opened.open(explorer_page)
    page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'window.evil = 1';
      document.body.append(script);
      new Image().src = 'http://127.0.0.1:9/seen';
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.evil") is None
    assert len([error for error in opened.errors if "Content Security Policy" in error]) == 2
    opened.context.close()


def test_both_languages_and_both_shades(chromium: Any, explorer_page: Path) -> None:
    with tab(chromium, color_scheme="dark") as opened:
        page = opened.open(explorer_page, "#/network")
        back = "() => getComputedStyle(document.body).backgroundColor"
        dark = page.evaluate(back)
        page.click("#shade")
        assert page.evaluate(back) != dark
        assert page.title() == "振兴 · 图谱浏览"
        page.click("#language")
        assert page.title() == "Zhenxing · Explorer"
        assert page.locator(".choice a").first.inner_text() == "Regions & initiatives"
        words = page.evaluate(
            """() => Object.keys(zx.words.zh).filter((key) => !zx.words.en[key] || !zx.words.zh[key])"""
        )
        assert words == []


def test_the_keyboard_alone_reaches_a_node_and_its_sentences(chromium: Any, explorer_page: Path) -> None:
    with tab(chromium) as opened:
        page = opened.open(explorer_page, "#/network?v=pairings&lang=zh")
        page.locator(".picture .node").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".about")
        page.locator(".tied").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".why mark")


@pytest.mark.parametrize("address", ["#/network?lang=zh", "#/read/lanzhou-2023?lang=en&fact=observation/673"])
def test_a_phone_shows_it_without_scrolling_sideways(chromium: Any, explorer_page: Path, address: str) -> None:
    with tab(chromium, viewport={"width": 390, "height": 844}) as opened:
        page = opened.open(explorer_page, address)
        page.wait_for_selector(".picture, .card")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_parts_beside_the_page_are_loaded_when_they_are_looked_at(
    chromium: Any, seeds_folder: Path, tmp_path: Path
) -> None:
    page_file = tmp_path / "look.html"
    done = CliRunner().invoke(app, ["explore", str(seeds_folder), "--split", "-o", str(page_file)])
    assert done.exit_code == 0
    assert page_file.stat().st_size < 400_000
    with tab(chromium) as opened:
        page = opened.open(page_file, "#/network?lang=zh")
        page.wait_for_selector(".picture")
        page.goto(f"{page_file.as_uri()}#/read/lanzhou-2023?lang=zh")
        page.wait_for_selector(".fact")
        loaded = [url.split("look.data/")[1] for url in opened.asked if url.endswith(".js")]
        assert loaded == ["view/initiatives.js", "text/lanzhou-2023.js"]


def test_the_server_shows_the_same_page(chromium: Any, seeds_folder: Path) -> None:
    with serving(seeds_folder) as server:
        assert server.ask("/explore/parts/text/nothing.js").status == 404
        opened = Tab(chromium, locale="zh-CN")
        page = opened.page
        page.goto(f"{server.url}/explore#/read/lanzhou-2023")
        page.wait_for_selector(".fact")
        assert page.locator(".title").inner_text() == "守住底线 夯实根基 推动乡村全面振兴"
        assert page.title() == "振兴 · 图谱浏览"
        assert opened.errors == []
        assert [url for url in opened.asked if not url.startswith((server.url, "data:"))] == []
        opened.context.close()


def test_a_part_that_is_not_there_is_told_of(chromium: Any, seeds_folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["explore", str(seeds_folder), "--split", "-o", str(tmp_path / "look.html")])
    assert done.exit_code == 0
    (tmp_path / "look.data" / "text" / "lanzhou-2023.js").unlink()
    opened = Tab(chromium)
    page = opened.open(tmp_path / "look.html", "#/network?lang=zh")
    page.goto(f"{(tmp_path / 'look.html').as_uri()}#/read/lanzhou-2023?lang=zh")
    page.wait_for_selector("text=载入失败：text/lanzhou-2023")
    opened.context.close()
