"""What is said of questions for programs: OpenAPI, columns, SHACL executables; and rows as plain JSON and CSV."""

import csv
import io
import json
from decimal import Decimal

import pytest
from openapi_spec_validator import validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from builders.resources import folder
from zhenxing.query import rows
from zhenxing.query.columns import columns
from zhenxing.query.executables import turtle
from zhenxing.query.groups import GROUPS, grouped
from zhenxing.query.openapi import openapi
from zhenxing.query.questions import Question, question, questions

XSD = "http://www.w3.org/2001/XMLSchema#"
ROW = (
    Literal("140800"),
    Literal("9.61", datatype=NamedNode(f"{XSD}decimal")),
    Literal("100000000000000000000001", datatype=NamedNode(f"{XSD}integer")),
    Literal("运城市, “山”", language="zh"),
    NamedNode("urn:a"),
    None,
)
NAMES = ("code", "value", "at", "region", "fact", "end")


def test_the_description_is_openapi() -> None:
    described = openapi(questions())
    validate(described)
    assert len(described["paths"]) == len(questions())
    described = openapi([question("rules")])
    described["paths"]["/api/rules"]["get"]["responses"]["200"].pop("description")
    with pytest.raises(OpenAPIValidationError):
        validate(described)


def test_parameters_are_described() -> None:
    operation = openapi([question("facts-at")])["paths"]["/api/facts-at"]["get"]
    report, at = operation["parameters"][:2]
    assert (report["required"], at["schema"], at["example"]) == (True, {"type": "integer"}, 683)
    operation = openapi([question("verdicts")])["paths"]["/api/verdicts"]["get"]
    (kind,) = (each for each in operation["parameters"] if each.get("name") == "kind")
    assert kind["schema"]["default"] in kind["schema"]["enum"]
    row = operation["responses"]["200"]["content"]["application/json"]["schema"]["items"]
    assert row["properties"]["at"]["type"] == ["integer", "null"]


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_column_is_described(asked: Question) -> None:
    assert {column.type for column in columns(asked)} <= {"text", "integer", "decimal", "iri"}


def test_every_described_column_is_one() -> None:
    told = [line.split("\t")[0] for line in (folder("queries") / "columns.tsv").read_text("utf-8").splitlines()[1:]]
    used = {
        name
        for asked in questions()
        for column in columns(asked)
        for name in (column.name, f"{asked.name}.{column.name}")
    }
    assert len(told) == len(set(told))
    assert set(told) <= used
    assert told == sorted(told, key=lambda name: name.rpartition(".")[::-2])


def test_every_question_is_in_a_group() -> None:
    assert {asked.tag for asked in questions()} == set(GROUPS)
    assert sorted(each.name for _, members in grouped(questions()) for each in members) == [a.name for a in questions()]


def test_questions_are_shacl_executables() -> None:
    store = Store()
    store.load(turtle(questions(), "http://127.0.0.1:7878/sparql"), format=RdfFormat.TURTLE)
    found = store.query(
        """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?query ?label WHERE {
          ?each a sh:SPARQLExecutable ; sh:select ?query ; rdfs:label ?label ; <https://schema.org/target> ?there .
          FILTER(LANG(?label) = "en")
        }"""
    )
    assert isinstance(found, QuerySolutions)
    texts = {row["label"].value: row["query"].value for row in found}
    assert texts == {asked.title.en: asked.example for asked in questions()}
    assert "schema:target" not in turtle(questions()).decode()


def test_rows_are_plain_json_with_all_their_digits() -> None:
    text = rows.as_json(NAMES, [ROW, ROW]).decode()
    assert '"value": 9.61, "at": 100000000000000000000001,' in text
    first, _ = json.loads(text, parse_float=Decimal)
    assert first == {
        **{"code": "140800", "value": Decimal("9.61"), "at": 100000000000000000000001},
        **{"region": "运城市, “山”", "fact": "urn:a", "end": None},
    }
    assert rows.as_json(NAMES, []) == b"[]\n"


def test_rows_are_plain_csv() -> None:
    names, first = csv.reader(io.StringIO(rows.as_csv(NAMES, [ROW]).decode(), newline=""))
    assert tuple(names) == NAMES
    assert first == ["140800", "9.61", "100000000000000000000001", "运城市, “山”", "urn:a", ""]
