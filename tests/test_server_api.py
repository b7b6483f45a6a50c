"""The questions over HTTP: rows as JSON and CSV, pages of them, and what is said of one that is asked wrongly."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.serving import Answered, Server, serving
from tests.test_catalogue import build
from zhenxing.query import catalogue
from zhenxing.query.openapi import openapi
from zhenxing.query.questions import names, question, questions


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("api")).folder.path


@pytest.fixture(scope="module")
def server(seeds: Path) -> Iterator[Server]:
    with serving(seeds, "--workers", "1", "--timeout", "20") as running:
        yield running


def api(server: Server, name: str, accept: str = "*/*", **given: str) -> Answered:
    return server.ask(f"/api/{name}?{urlencode(given)}", headers={"Accept": accept, "Origin": "http://elsewhere"})


def detail(answered: Answered) -> Any:
    assert answered.media == "application/problem+json"
    told = json.loads(answered.body)
    assert told["status"] == answered.status
    return told["detail"]


def test_rows_come_as_json(server: Server) -> None:
    answered = api(server, "figures-by-name", words="风险消除率", region="140800")
    assert (answered.status, answered.media) == (200, "application/json")
    assert answered.headers["access-control-allow-origin"] == "*"
    assert b'"value": 63.2, "unit": "%"' in answered.body
    (row,) = json.loads(answered.body, parse_float=Decimal)
    assert (row["region"], row["value"], row["end"]) == ("运城市", Decimal("63.2"), "2023")
    assert row["report"] == "yuncheng-2023-spring.txt"


def test_rows_come_as_csv(server: Server) -> None:
    for answered in (
        api(server, "pairings", format="csv"),
        api(server, "pairings", "text/csv, application/json;q=0.5"),
    ):
        assert answered.headers["content-type"] == "text/csv; charset=utf-8"
        head, *found = csv.reader(io.StringIO(answered.body.decode(), newline=""))
        assert head[:2] == ["helper_code", "helper"]
        assert len(found) == 4


def test_a_region_goes_by_its_name(server: Server) -> None:
    by_code, by_name = (api(server, "standards", region=region) for region in ("140400", "长治市"))
    assert json.loads(by_code.body) == json.loads(by_name.body) != []


def test_any_of_several_values(server: Server) -> None:
    one, two = (f"initiative={quote(name)}" for name in ("东西部协作", "定点帮扶"))
    counts = [len(json.loads(server.ask(f"/api/pairings?{given}").body)) for given in (one, two, f"{one}&{two}")]
    assert counts == [3, 1, 4]


def test_pages_of_rows_make_up_the_answer(server: Server) -> None:
    whole = json.loads(api(server, "facts-observation").body)
    path, found = "/api/facts-observation?limit=100", []
    while path:
        answered = server.ask(path)
        found += json.loads(answered.body)
        link = answered.headers.get("link", "")
        assert link.endswith('>; rel="next"') or not link
        path = link.removesuffix('>; rel="next"').removeprefix("<")
    assert found == whole
    assert len(whole) > 200
    assert json.loads(server.ask("/api/facts-observation?offset=1000").body) == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/no-such", 404, "there is no question no-such; there are above, agreements"),
        ("/api/campaigns?regoin=140800", 400, "query campaigns: no parameter regoin (initiative, lang)"),
        ("/api/region-difference?region=140800", 400, "parameter other is missing, such as 620100"),
        (
            "/api/changes?region=14",
            400,
            "parameter region must be a code of six, nine or twelve digits, such as 140800",
        ),
        ("/api/changes?region=%E6%97%A0", 400, "无: no region of this graph has this name"),
        ("/api/changes?region=%FF", 400, "the query string is not UTF-8"),
        ("/api/campaigns?lang=fr", 400, "parameter lang must be one of zh, en"),
        ("/api/campaigns?limit=0", 400, "limit must be a whole number from 1 to 10000, not 0"),
        ("/api/campaigns?offset=-1", 400, "offset must be a whole number from 0"),
        ("/api/campaigns?format=xml", 400, "format must be one of json, csv, not xml"),
    ],
)
def test_a_question_asked_wrongly(server: Server, path: str, status: int, words: str) -> None:
    answered = server.ask(path)
    assert answered.status == status
    assert words in detail(answered)


def test_what_is_not_on_offer_is_not_acceptable(server: Server) -> None:
    answered = api(server, "campaigns", "image/png")
    assert answered.status == 406
    assert detail(answered) == "not acceptable; on offer are application/json, text/csv"


def test_the_description_is_served(server: Server) -> None:
    described = json.loads(server.ask("/api/openapi.json").body)
    assert described == openapi(questions())
    assert set(described["paths"]) == {f"/api/{name}" for name in names()}
    listed = json.loads(server.ask("/api").body)
    assert [each["name"] for each in listed] == names()
    found = server.ask("/queries.ttl")
    assert found.media == "text/turtle"
    assert found.body.decode().count("sh:SPARQLExecutable") == len(names())


def test_every_question_answers_as_it_is_described(server: Server) -> None:
    described = json.loads(server.ask("/api/openapi.json").body)
    filled = 0
    for asked in questions():
        answered = server.ask(catalogue.path(asked, "zh"))
        assert answered.status == 200, answered.body
        content = described["paths"][f"/api/{asked.name}"]["get"]["responses"]["200"]["content"]
        row = content["application/json"]["schema"]["items"]
        for found in json.loads(answered.body, parse_float=Decimal):
            assert list(found) == row["required"]
            for name, value in found.items():
                known = {"integer": int, "number": Decimal | int, "string": str}[row["properties"][name]["type"][0]]
                assert value is None or isinstance(value, known), (asked.name, name, value)
            filled += 1
    assert filled > 50


def test_a_page_tells_of_every_question(server: Server) -> None:
    told = server.ask("/api/docs", headers={"Accept": "text/html"})
    assert told.media == "text/html"
    assert all(f'id="{name}"' in told.body.decode() for name in names())
    assert question("campaigns").title.en in told.body.decode()


def test_a_question_past_its_time_is_stopped(seeds: Path) -> None:
    with serving(seeds, "--workers", "1", "--timeout", "0.2") as hurried:
        answered = hurried.ask(f"/api/figures-by-name?{'&'.join(f'words={number}' for number in range(900))}")
        assert answered.status == 504
        assert detail(answered) == "the query was stopped at the time limit of 0.2 s; ask for less"
        assert json.loads(hurried.ask("/api/reports").body)
