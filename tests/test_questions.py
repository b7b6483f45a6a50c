"""Questions: their headers, and what is said of one that is asked wrongly."""

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from builders.graph.terms import ZX
from builders.resources import folder
from zhenxing.query.questions import ANY, TYPES, Question, QuestionError, question, questions


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_a_header_is_complete(asked: Question) -> None:
    for text in (asked.title, asked.description, *(parameter.description for parameter in asked.parameters)):
        assert re.search(r"[一-鿿]", text.zh)
        assert re.fullmatch(r"[^一-鿿]*[a-z][^一-鿿]*|.*风险消除率.*", text.en)
    for parameter in asked.parameters:
        assert parameter.term(parameter.example)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_prefix_is_declared_and_used(asked: Question) -> None:
    body = "\n".join(line for line in asked.text.splitlines() if not line.startswith("#"))
    declared = set(re.findall(r"^PREFIX (\w+):", body, re.MULTILINE))
    used = set(re.findall(r"(?<![\w?\"$])(\w+):\w", re.sub(r"<[^>]*>", "", body)))
    assert declared == used


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_own_term_is_in_the_ontology(asked: Question) -> None:
    terms = {node.value.rsplit("#")[-1] for node in vars(ZX).values() if isinstance(node, NamedNode)}
    assert set(re.findall(r"\bzx:(\w+)", asked.text)) <= terms


def test_all_offices_are_left_open_by_a_star() -> None:
    assert "VALUES ?initiative { UNDEF }" in question("campaigns").bind(initiative=ANY)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("no-such-question", {}, "there is no such query"),
        ("../README", {}, "there is no such query"),
        ("campaigns", {"regoin": "140800"}, "no parameter regoin (initiative, lang)"),
        ("repeated", {"at": "1"}, "no parameter at (report)"),
        ("region-difference", {"region": "140800"}, "parameter other is missing, such as 620100"),
        ("initiative-figures", {"initiative": "百日攻坚", "region": "运城"}, "must be a code"),
        ("facts-at", {"report": "a.txt", "at": "six"}, "must be a whole number"),
        ("figures-by-name", {"region": ANY}, "must be a code"),
    ],
)
def test_a_question_asked_wrongly(name: str, given: dict[str, str], words: str) -> None:
    with pytest.raises(QuestionError, match=re.escape(words)):
        question(name).bind(**given)


@pytest.mark.parametrize(
    ("type", "good", "bad"),
    [
        ("date", "2023-06-30", "2023-06-31"),
        ("integer", "-5", "5.0"),
        ("code", "140881103", "1408811"),
        ("iri", "https://w3id.org/zhenxing/region/140800", "https://example.org/> ?x"),
        ("iri", "urn:a", "region/140800"),
    ],
)
def test_types(type: str, good: str, bad: str) -> None:
    assert good in TYPES[type](good)
    with pytest.raises(ValueError, match="a"):
        TYPES[type](bad)


def test_a_header_that_differs_from_its_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.rq"
    head = "#+ summary: 甲 / a\n#+ description: 甲 / a\n#+ tags: [figures]\n"
    path.write_text(f"{head}SELECT * WHERE {{ BIND(?_a AS ?a) }}\n", encoding="utf-8")
    with pytest.raises(QuestionError, match=re.escape("differ in ?_a")):
        Question.load(path)
    path.write_text("SELECT * WHERE { ?s ?p ?o }\n", encoding="utf-8")
    with pytest.raises(QuestionError, match="does not tell 'tags'"):
        Question.load(path)


def test_the_form_of_headers_is_described() -> None:
    told = (folder("queries") / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in told for name in TYPES)
