"""Questions asked in the explorer: forms and SPARQL, answered in the page as on the command line, in a real browser."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from typer.testing import CliRunner

from tests.browsing import Tab, tab
from tests.serving import serving
from zhenxing.cli import app
from zhenxing.explorer.forms import packed
from zhenxing.explorer.model import graph, model
from zhenxing.explorer.page import page, policy
from zhenxing.folder import Folder
from zhenxing.query.questions import question, questions

VENDOR = Path(__file__).parent.parent / "zhenxing" / "explorer" / "web" / "vendor"
CELLS = "rows => rows.map(row => Array.from(row.cells, cell => cell.textContent))"


@pytest.fixture(scope="module")
def shared(chromium: Any) -> Iterator[Tab]:
    with tab(chromium, accept_downloads=True) as opened:
        yield opened


def asked(folder: Path, *given: str) -> list[list[str]]:
    """What the command answers, its heading first."""
    done = CliRunner().invoke(app, ["query", str(folder), *given, "--lang", "zh", "--format", "csv"])
    assert done.exit_code == 0, done.output
    return list(csv.reader(io.StringIO(done.output)))


def answered(page: Any) -> list[list[str]]:
    """What the page saves as CSV, its heading first, once it has an answer."""
    page.wait_for_selector('.result [data-save="csv"]')
    with page.expect_download() as waiting:
        page.click('.result [data-save="csv"]')
    return list(csv.reader(io.StringIO(Path(waiting.value.path()).read_bytes().decode("utf-8-sig"))))


def custom(query: str, **more: str) -> str:
    """The address of a query of one's own."""
    return f"#/ask/sparql?{urlencode({'q': query, 'lang': 'zh', **more})}"


def at(shared: Tab, file: Path, address: str) -> Any:
    """The page of a file at an address; it is opened once, so that its engine is loaded once."""
    page = shared.page
    if not page.url.startswith(file.as_uri()):
        shared.open(file)
    page.evaluate("location.hash = '#/compare'")
    page.wait_for_selector("main.view-compare .sheet")
    page.evaluate("address => { location.hash = address; }", address)
    page.wait_for_selector("main.view-ask .form")
    return page


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("metric-by-region", {"metric": "consumption-amount"}),
        ("pairings", {"initiative": "东西部协作"}),
        ("verdicts", {"holding": "contradiction"}),
        ("measures", {"region": "140400", "theme": "务工就业"}),
        ("region-difference", {"region": "140800", "other": "620100"}),
        ("group-figures", {}),
    ],
)
def test_a_form_answers_as_the_command_does(
    shared: Tab, explorer_page: Path, seeds_folder: Path, name: str, given: dict[str, str]
) -> None:
    page = at(shared, explorer_page, f"#/ask/{name}?lang=zh")
    page.wait_for_selector("form")
    for parameter, value in given.items():
        page.select_option(f'[data-parameter="{parameter}"]', value)
    page.click('[data-act="ask"]')
    page.wait_for_selector('[data-act="cancel"]', state="hidden")
    expected = asked(seeds_folder, name, *(f"-p{parameter}={value}" for parameter, value in given.items()))
    assert len(expected) > 1
    assert answered(page) == expected


def test_every_question_is_bound_as_the_command_binds_it(shared: Tab, explorer_page: Path) -> None:
    page = at(shared, explorer_page, "#/ask")
    bound = page.evaluate(
        """async () => (await zx.part("questions")).questions.map(one => [one.name,
           zx.bind(one, Object.fromEntries(one.parameters.map(each => [each.name, each.example])))])"""
    )
    assert dict(bound) == {each.name: each.example for each in questions()}


def test_drop_downs_hold_what_the_graph_has(shared: Tab, explorer_page: Path, seeds_folder: Path) -> None:
    def choices(parameter: str) -> list[list[str]]:
        found: list[list[str]] = page.eval_on_selector_all(
            f'[data-parameter="{parameter}"] option', "all => all.map(one => [one.value, one.textContent])"
        )
        return found

    page = at(shared, explorer_page, "#/ask/measures?lang=zh")
    things = model(graph(Folder.load(seeds_folder))).index["things"].values()
    coded = sorted(one["code"] for one in things if one["kind"] == "region" and "code" in one)
    assert [code for code, _ in choices("region")] == coded
    assert ["140800", "运城市 · 140800"] in choices("region")
    assert page.input_value('[data-parameter="region"]') == "100000"
    assert choices("theme")[0] == ["*", "全部"]
    assert ["务工就业", "务工就业"] in choices("theme")


def test_a_link_brings_the_question_back(shared: Tab, explorer_page: Path, seeds_folder: Path) -> None:
    page = at(shared, explorer_page, "#/ask/metric-by-region?lang=zh&metric=consumption-amount&as=bars")
    page.wait_for_selector(".bars .row")
    assert page.input_value('[data-parameter="metric"]') == "consumption-amount"
    rows = asked(seeds_folder, "metric-by-region", "-pmetric=consumption-amount")
    place = rows[0].index("region")
    assert sorted(page.locator(".bars .name").all_text_contents()) == sorted(row[place] for row in rows[1:])


def test_an_answer_leads_to_its_sentence(shared: Tab, explorer_page: Path) -> None:
    page = at(shared, explorer_page, "#/ask/metric-by-region?lang=zh&metric=risk-removal-rate")
    page.locator(".grid tr", has_text="兰州市").locator("a").click()
    page.wait_for_selector(".card.figure")
    assert page.locator(".card h2").inner_text() == "59.6%"


def test_pairs_are_drawn_as_a_network(shared: Tab, explorer_page: Path) -> None:
    page = at(shared, explorer_page, "#/ask/pairings?lang=zh&as=network")
    page.wait_for_selector(".net .node")
    assert {"天津市", "兰州市"} <= set(page.locator(".net .node").all_text_contents())
    titles = page.locator(".net .tie title").all_text_contents()
    assert "天津市 → 兰州市" in titles
    boxes = page.eval_on_selector_all(".net .node", "all => all.map(one => one.getBoundingClientRect().toJSON())")
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_sparql_is_answered_as_on_the_command_line(shared: Tab, explorer_page: Path, seeds_folder: Path) -> None:
    query = (
        "PREFIX zx: <https://w3id.org/zhenxing/ontology#>\n"
        "SELECT ?report (COUNT(*) AS ?n) (AVG(?v) AS ?mean) WHERE { ?o a zx:Observation ; zx:value ?v ; "
        "zx:report/zx:fileName ?report } GROUP BY ?report ORDER BY ?report"
    )
    page = at(shared, explorer_page, custom("SELECT * {}"))
    page.fill("textarea", query)
    page.focus("textarea")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelectorAll('.grid tbody tr').length === 5")
    assert answered(page) == asked(seeds_folder, "--sparql", query)
    assert "q=PREFIX" in page.url


def test_triples_and_truth_are_answers_too(shared: Tab, explorer_page: Path) -> None:
    page = at(shared, explorer_page, custom('CONSTRUCT { <a:a> <a:b> "一\\n\\"二\\""@zh, 3 } {}'))
    page.wait_for_selector(".grid tbody tr")
    assert sorted(page.eval_on_selector_all(".grid tbody tr", CELLS)) == [
        ["a:a", "a:b", "3"],
        ["a:a", "a:b", '一\n"二"'],
    ]
    page = at(shared, explorer_page, custom("ASK { ?a ?b ?c }"))
    page.wait_for_selector(".grid tbody tr")
    assert page.eval_on_selector_all(".grid tbody tr", CELLS) == [["true"]]


def test_the_line_of_an_error_is_marked(shared: Tab, explorer_page: Path) -> None:
    page = at(shared, explorer_page, custom("SELECT ?a\n{ ?a ?p\n ?b . LIMIT 1"))
    page.wait_for_selector(".gutter .at-fault")
    assert page.locator(".at-fault").inner_text() == "3"
    assert page.locator(".wrong").inner_text().startswith("error at 3:")
    assert page.locator(".gutter span").count() == 3
    page.fill("textarea", "ASK {}")
    assert page.locator(".at-fault").count() == 0
    assert not page.locator(".wrong").is_visible()


def test_a_query_without_end_can_be_stopped_and_another_asked(shared: Tab, explorer_page: Path) -> None:
    page = at(shared, explorer_page, custom("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"))
    page.wait_for_selector('[data-act="cancel"]:not([hidden])')
    frames = page.evaluate(
        """() => new Promise(done => { const at = []; const step = now => {
            at.push(now); at.length < 20 ? requestAnimationFrame(step) : done(at); }; requestAnimationFrame(step); })"""
    )
    assert max(after - before for before, after in pairwise(frames)) < 1000
    page.click('[data-act="cancel"]')
    page.wait_for_function("() => document.querySelector('.status').textContent === '已停止'")
    page.fill("textarea", "ASK {}")
    page.click('[data-act="ask"]')
    page.wait_for_selector(".grid tbody tr")
    assert page.eval_on_selector_all(".grid tbody tr", CELLS) == [["true"]]


def test_what_is_asked_and_answered_is_text(shared: Tab, explorer_page: Path) -> None:
    evil = '<img src=x onerror="window.evil=1">" } UNION { ?a ?b ?c } #'
    page = at(shared, explorer_page, f"#/ask/figures-by-name?{urlencode({'words': evil, 'lang': 'zh'})}")
    page.wait_for_selector('.result [data-save="csv"]')
    assert page.locator(".grid tbody tr").count() == 0
    assert page.input_value('[data-parameter="words"]') == evil
    page = at(shared, explorer_page, custom(f"SELECT ({json.dumps(evil)} AS ?x) {{}}"))
    page.wait_for_selector(".grid tbody tr")
    assert page.eval_on_selector_all(".grid tbody tr", CELLS) == [[evil]]
    assert page.evaluate("window.evil") is None
    wrong = '140800" } ?x ?y ?z #'
    page = at(shared, explorer_page, f"#/ask/initiative-figures?{urlencode({'region': wrong, 'lang': 'zh'})}")
    page.wait_for_selector(".wrong:not([hidden])")
    assert "region" in page.locator(".wrong").inner_text()


def test_on_a_phone_forms_and_editor_fit(chromium: Any, explorer_page: Path) -> None:
    with tab(chromium, viewport={"width": 390, "height": 780}) as phone:
        for address in ("#/ask/measures?lang=en", custom("ASK {}")):
            page = phone.open(explorer_page, address)
            page.wait_for_selector(".grid")
            assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_server_answers_where_the_page_comes_from_one(chromium: Any, seeds_folder: Path) -> None:
    opened = Tab(chromium)
    with serving(seeds_folder, "--workers", "1") as server:
        page = opened.page
        page.goto(f"{server.url}/explore#/ask/pairings?lang=zh")
        page.wait_for_selector(".grid tbody tr")
        rows = page.eval_on_selector_all(".grid tbody tr", CELLS)
        assert len(rows) == len(asked(seeds_folder, "pairings")) - 1
        assert f"{server.url}/sparql" in opened.asked
        assert not [url for url in opened.asked if "engine" in url or "parts/graph" in url]
        assert server.ask("/explore/parts/engine.js").status == 404
        page.goto(f"{server.url}/explore{custom('SELECT ?a { ?a')}")
        page.wait_for_selector(".wrong:not([hidden])")
        assert "1:" in page.locator(".wrong").inner_text()
    opened.context.close()


def test_the_page_stays_small(explorer_page: Path) -> None:
    assert explorer_page.stat().st_size < 5_000_000


def test_a_graph_too_large_for_a_page_is_asked_by_command(
    shared: Tab, seeds_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = graph(Folder.load(seeds_folder))
    assert "graph" in model(read).parts
    monkeypatch.setattr("zhenxing.explorer.model.LARGEST", 1000)
    left = model(read)
    assert "graph" not in left.parts
    file = tmp_path / "large.html"
    file.write_bytes(page(left))
    shown = at(shared, file, "#/ask/pairings?initiative=东西部协作")
    assert shown.locator(".sheet pre").inner_text() == "zhenxing query kg pairings -p 'initiative=东西部协作'"


def test_the_engine_is_the_one_that_is_told_of() -> None:
    told = (VENDOR / "README.md").read_text(encoding="utf-8")
    for name in ("oxigraph.js", "oxigraph.wasm.gz"):
        assert f"{hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()}  {name}" in told
    assert "connect-src" not in policy(beside=False)
    assert "connect-src 'self'" in policy(beside=True, asks=True)
    assert packed(["一"]) == packed(["一"])
    assert "#+" not in question("pairings").body
