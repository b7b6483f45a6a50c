"""Questions as grlc reads them: their headers are YAML, and its spelling of parameters finds the same rows.

grlc pins every library it needs, so it is not among the tools of development: `pip install grlc` puts it there.
"""

import sys
from typing import Any

import pytest
import yaml

from tests.test_queries import CASES, Case, asked, key
from zhenxing.query.questions import Question, question, questions


@pytest.fixture(scope="module")
def grlc() -> Any:
    """The part of grlc that reads queries; it takes the first argument of its process for a configuration."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["grlc"])
        return pytest.importorskip("grlc.gquery", reason="grlc is not installed")


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_a_header_is_yaml(asked: Question) -> None:
    head = [line.removeprefix("#+") for line in asked.text.splitlines() if line.startswith("#+")]
    says = yaml.safe_load("\n".join(head))
    assert says["summary"] == f"{asked.title.zh} / {asked.title.en}"
    assert says["description"] == f"{asked.description.zh} / {asked.description.en}"
    assert says["tags"] == [asked.tag]
    parameters = says.get("parameters", {})
    assert list(parameters) == [parameter.name for parameter in asked.parameters]
    for parameter in asked.parameters:
        own = parameters[parameter.name]
        assert own.keys() <= {"type", "example", "default", "values", "description"}
        assert own["description"] == f"{parameter.description.zh} / {parameter.description.en}"
        assert (own["type"], str(own["example"])) == (parameter.type, parameter.example)
        assert isinstance(own["example"], int if parameter.type == "integer" else str)
        assert own.get("default") == parameter.default
        assert tuple(own.get("values", ())) == parameter.values


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_grlc_asks_the_same(case: Case, grlc: Any) -> None:
    asking = question(case.name)
    given = {parameter.name: parameter.default for parameter in asking.parameters} | case.given
    given = {name: value for name, value in given.items() if value != "*"}
    read = grlc.get_metadata(asking.text, "http://127.0.0.1/sparql")
    assert read["summary"].startswith(asking.title.zh)
    assert read["parameters"].keys() == {parameter.name for parameter in asking.parameters}
    for parameter in asking.parameters:
        assert read["parameters"][parameter.name]["original"] == parameter.place
        assert read["parameters"][parameter.name]["required"] == (parameter.default is None)
    theirs = grlc.rewrite_query(read["query"], read["parameters"], given)
    ours = asking.bind(**case.given)
    assert sorted(asked(theirs, case.many), key=key) == sorted(asked(ours, case.many), key=key)
