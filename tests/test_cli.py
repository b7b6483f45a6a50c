"""The commands as a user gives them: what they print, where, and the status they end with."""

import csv
import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib import SH
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import zhenxing
from builders.resources import folder
from zhenxing.cli import app
from zhenxing.facts import FIELDS, facts, written
from zhenxing.folder import Folder
from zhenxing.store import StoreOf

SEEDS = Path(__file__).parent.parent / "seeds"
COMMANDS = ("build", "check", "audit", "compare", "query", "facts", "export", "network", "status")
PYTHON = (sys.executable, "-c", "from zhenxing.cli import main; main()")


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words], input=stdin)
    assert not isinstance(result.exception, Exception), result.exception
    return result


def complaint(result: Result) -> str:
    """The one line that tells of an expected error."""
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    return line.removeprefix("error: ")


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("built") / "kg"
    assert run("build", SEEDS, "--into", place).exit_code == 0
    return place


def records(kg: Path) -> list[dict[str, object]]:
    lines = run("facts", kg, "--format", "jsonl").stdout.splitlines()
    return [json.loads(line, parse_float=Decimal) for line in lines]


def test_build_tells_a_line_a_report(tmp_path: Path) -> None:
    result = run("build", SEEDS, "--into", tmp_path / "kg")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert [line.split("  ")[0] for line in lines] == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert lines[0].startswith("changzhi-2022.txt  长治市  2022")
    assert "figures" in lines[0]
    assert result.stderr == ""


def test_two_builds_in_any_order_are_the_same_bytes(kg: Path, tmp_path: Path) -> None:
    other = tmp_path / "kg"
    assert run("build", *sorted(SEEDS.glob("*.txt"), reverse=True), "--into", other, "--lang", "zh").exit_code == 0
    for part in ("reports", "texts"):
        files = sorted((kg / part).iterdir())
        assert len(files) == 5
        for file in files:
            assert file.read_bytes() == (other / part / file.name).read_bytes()


def test_bad_sources_are_told_and_the_good_ones_beside_them_built(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "none").mkdir()
    good = tmp_path / "good.txt"
    good.write_text("2023年，榆县新建帮扶车间26个，吸纳1032人就业。\n", encoding="gb18030")
    bad = [tmp_path / "empty.txt", tmp_path / "picture.txt", tmp_path / "none", tmp_path / "missing.txt"]
    result = run("build", *bad, good, "--into", tmp_path / "kg")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 4
    assert all(str(path) in line for path, line in zip(bad, result.stderr.splitlines(), strict=True))
    assert result.stdout.startswith("good.txt")
    assert [file.name for file in (tmp_path / "kg" / "reports").iterdir()] == ["good.ttl"]


def test_a_fault_of_the_program_over_one_source_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise IndexError("string index out of range")

    monkeypatch.setattr("builders.pipeline.Reader.read", fault)
    result = run("build", SEEDS / "changzhi-2022.txt", "--into", tmp_path / "kg")
    assert result.exit_code == 1
    assert "could not be built (IndexError: string index out of range at test_cli.py" in complaint(result)


def test_a_report_from_standard_input(tmp_path: Path) -> None:
    text = "2023年，运城市发放小额信贷1.2亿元。\n"
    result = run("build", "-", "--into", tmp_path / "kg", stdin=text.encode("gb18030"))
    assert result.stdout.startswith("stdin.txt  运城市  2023")


def test_a_base_of_ones_own(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("2023年，运城市发放小额信贷1.2亿元。\n", encoding="utf-8")
    run("build", source, "--into", tmp_path / "kg", "--base", "https://data.example.org/")
    found = run("query", tmp_path / "kg", "--format", "csv", "--sparql", "SELECT DISTINCT ?g {GRAPH ?g {?s ?p ?o}}")
    assert "https://data.example.org/report/a" in found.stdout
    assert run("build", source, "--into", tmp_path / "kg", "--base", "data").exit_code == 2


def test_a_vocabulary_of_ones_own_names_an_initiative(tmp_path: Path) -> None:
    source, mine = tmp_path / "a.txt", tmp_path / "mine.ttl"
    source.write_text("2023年，运城市通过暖窑帮助脱贫劳动力320人就业。\n", encoding="utf-8")
    example = re.search(r"```turtle\n(.*?)```", (SEEDS.parent / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example
    mine.write_text(example[1], encoding="utf-8")
    assert run("build", source, "--into", tmp_path / "kg").exit_code == 0
    assert [record["initiatives"] for record in records(tmp_path / "kg") if record["type"] == "observation"] == [[]]
    assert run("build", source, "--into", tmp_path / "kg", "--vocabulary", mine).exit_code == 0
    (figure,) = [record for record in records(tmp_path / "kg") if record["type"] == "observation"]
    assert figure["initiatives"] == ["暖窑行动"]
    label = "SELECT ?l {?i <http://www.w3.org/2004/02/skos/core#prefLabel> ?l FILTER(STRSTARTS(?l, 'Warm'))}"
    assert "Warm Kiln campaign" in run("query", tmp_path / "kg", "--sparql", label).stdout
    assert run("build", source, "--into", tmp_path / "kg").exit_code == 0
    (again,) = [record for record in records(tmp_path / "kg") if record["type"] == "observation"]
    assert again == figure


MINE = """
@prefix metric: <https://w3id.org/zhenxing/metric/> .
@prefix region: <https://w3id.org/zhenxing/region/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix theme: <https://w3id.org/zhenxing/theme/> .
@prefix unit: <https://w3id.org/zhenxing/unit/> .
@prefix zx: <https://w3id.org/zhenxing/ontology#> .

metric:warm-kilns a zx:Metric, skos:Concept ;
    skos:inScheme <https://w3id.org/zhenxing/metrics> ;
    skos:notation "warm-kilns" ;
    skos:prefLabel "暖窑数"@zh, "Warm kilns"@en ;
    skos:definition "建成的暖窑数"@zh, "warm kilns built"@en ;
    zx:theme theme:industry ;
    zx:unit unit:classifier-ge4 ;
    zx:kind "stock" ;
    zx:head "暖窑" .

region:140829 skos:altLabel "虞国故地"@zh .
"""


def test_a_vocabulary_of_ones_own_adds_a_metric_and_a_name_of_a_region(tmp_path: Path) -> None:
    source, mine = tmp_path / "a.txt", tmp_path / "mine.ttl"
    source.write_text("2023年，运城市稳步发展。虞国故地建成暖窑12座。\n", encoding="utf-8")
    mine.write_text(MINE, encoding="utf-8")
    told = []
    for more in ((), ("--vocabulary", mine)):
        assert run("build", source, "--into", tmp_path / "kg", *more).exit_code == 0
        (figure,) = [record for record in records(tmp_path / "kg") if record["type"] == "observation"]
        told.append((figure["metric"], figure["region"]))
    assert told == [(None, "140800"), ("warm-kilns", "140829")]


def test_a_broken_vocabulary_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text("no turtle", encoding="utf-8")
    result = run("build", SEEDS, "--into", tmp_path / "kg", "--vocabulary", mine)
    assert result.exit_code == 1
    assert str(mine) in complaint(result)
    assert not (tmp_path / "kg").exists()


def test_facts_quote_the_text_they_were_read_from(kg: Path) -> None:
    found = records(kg)
    assert len(found) > 250
    for record in found:
        text = (kg / "texts" / str(record["report"])).read_bytes().decode()
        assert tuple(record) == FIELDS[str(record["type"])]
        assert text[int(str(record["at"])) :].startswith(str(record["quote"]))


def test_no_fact_is_listed_twice(kg: Path) -> None:
    lines = run("facts", kg, "--format", "jsonl").stdout.splitlines()
    assert len(lines) == len(set(lines))


def test_values_are_numbers_written_exactly(kg: Path) -> None:
    line = next(line for line in run("facts", kg, "--format", "jsonl").stdout.splitlines() if '"63.2%"' in line)
    assert '"value": 63.2,' in line


def test_facts_as_csv_and_as_a_table(kg: Path, tmp_path: Path) -> None:
    output = tmp_path / "facts.csv"
    assert run("facts", kg, "--format", "csv", "-o", output).stdout == ""
    rows = list(csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig"), newline="")))
    assert len(rows) == len(records(kg))
    assert rows[0]["report"] == "changzhi-2022.txt"
    assert "yuncheng-2023-review.txt" in run("facts", kg).stdout


def test_a_table_of_facts_has_few_columns_and_fits(kg: Path) -> None:
    head = run("facts", kg).stdout.splitlines()[0].split()
    assert head == ["type", "report", "at", "region", "end", "label", "value", "unit", "role"]
    found = list(facts(StoreOf(Folder.load(kg))))
    cut = written(found, "table", 80).decode().splitlines()
    assert len(cut) == len(found) + 2
    assert any("…" in line for line in cut)
    assert max(map(cell_len, cut)) <= 80


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three places."""
    place = tmp_path_factory.mktemp("three")
    (place / "a.txt").write_text("2023年，运城市平陆县新建车间2个。\n", encoding="utf-8")
    (place / "b.txt").write_text("2023年，榆中县新建车间26个。\n", encoding="utf-8")
    assert run("build", place / "a.txt", place / "b.txt", "--into", place / "kg").exit_code == 0
    return place / "kg"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--region", "140000"), {"140800", "140829"}),
        (("--region", "运城"), {"140800", "140829"}),
        (("--region", "100000"), {"140800", "140829", "620123"}),
        (("--region", "620123"), {"620123"}),
        (("--region", "130000"), set()),
        ((), {"140800", "140829", "620123"}),
    ],
)
def test_facts_of_a_kind_and_of_a_region(three: Path, words: tuple[str, ...], codes: set[str]) -> None:
    found = run("facts", three, "--format", "jsonl", "--kind", "place", *words).stdout.splitlines()
    assert {json.loads(line)["type"] for line in found} <= {"place"}
    assert {json.loads(line)["code"] for line in found} == codes


def test_facts_of_a_region_that_is_not_there(three: Path) -> None:
    assert "no region of this graph" in complaint(run("facts", three, "--region", "桃花源"))


def test_check_finds_what_was_built_sound_though_a_report_contradicts_itself(kg: Path) -> None:
    result = run("check", kg)
    lines = result.stdout.splitlines()
    assert lines[-1] == "reports checked: 5; violations: 0; warnings: 1"
    assert lines[0] == "1 × warning  shapes#no-contradiction: is on figures that contradict each other"
    assert "659个、占比30.33%" in lines[2]
    assert result.exit_code == 0


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A graph in which one figure has lost its value and one text its length."""
    source = tmp_path / "a.txt"
    source.write_text("2023年，运城市发放小额信贷1.2亿元。\n", encoding="utf-8")
    run("build", source, "--into", tmp_path / "kg")
    graph = tmp_path / "kg" / "reports" / "a.ttl"
    text = graph.read_text(encoding="utf-8")
    assert "zx:value" in text
    graph.write_text(text.replace("zx:value", "zx:low"), encoding="utf-8")
    return tmp_path / "kg"


def test_check_groups_what_does_not_hold(broken: Path) -> None:
    result = run("check", broken)
    assert result.exit_code == 1
    assert "1 × violation  shapes#value: has one value, not above the highest" in result.stdout
    assert "2023年，运城市发放小额信贷1.2亿元。" in result.stdout
    assert "须有一个数值" in run("check", broken, "--lang", "zh").stdout


def test_check_for_programs(broken: Path) -> None:
    said = json.loads(run("check", broken, "--format", "json").stdout)
    assert said["conforms"] is False
    assert {finding["shape"] for finding in said["findings"]} >= {"https://w3id.org/zhenxing/shapes#value"}
    turtle = run("check", broken, "--format", "turtle").stdout
    kinds = [quad.object for quad in parse(turtle, RdfFormat.TURTLE) if "focusNode" in quad.predicate.value]
    assert len(kinds) == len(said["findings"])


def test_check_finds_what_plain_rdflib_finds(broken: Path) -> None:
    shapes, graph = rdflib.Graph(), rdflib.Graph()
    for file in folder("shapes").glob("*.ttl"):
        shapes.parse(file)
    _, results, _ = pyshacl.validate(graph.parse(broken / "reports" / "a.ttl"), shacl_graph=shapes)
    plain = sorted((str(results.value(n, SH.sourceShape)), str(f)) for n, f in results.subject_objects(SH.focusNode))
    said = json.loads(run("check", broken, "--format", "json").stdout)
    assert sorted((finding["shape"], finding["focus"]) for finding in said["findings"]) == plain


def test_bundled_questions_are_listed(kg: Path) -> None:
    listing = run("query", "--list").stdout
    assert "Who helps whom" in listing
    assert "谁帮助谁" in run("query", kg, "--list", "--lang", "zh").stdout


def test_a_bundled_question_answers_in_each_format(kg: Path) -> None:
    table = run("query", kg, "reports", "--lang", "zh").stdout
    assert "长治市" in table
    rows = list(csv.DictReader(io.StringIO(run("query", kg, "reports", "--format", "csv").stdout)))
    assert [row["report"] for row in rows] == sorted(path.name for path in SEEDS.glob("*.txt"))
    said = json.loads(run("query", kg, "reports", "--format", "json").stdout)
    assert len(said["results"]["bindings"]) == 5
    tsv = run("query", kg, "reports", "--format", "tsv").stdout
    assert tsv.splitlines()[0].startswith("?report\t")


def test_a_region_may_be_given_by_its_name(kg: Path) -> None:
    by_code = run("query", kg, "themes-by-region", "-p", "region=140800", "--format", "csv").stdout
    assert by_code.count("\n") > 3
    assert run("query", kg, "themes-by-region", "-p", "region=运城市", "--format", "csv").stdout == by_code
    assert run("query", kg, "themes-by-region", "-p", "region=运城", "--format", "csv").stdout == by_code


BAD_QUESTIONS = [
    (("nosuch",), "there is no such query (", 1),
    (("../facts",), "there is no such query (", 1),
    (("region-difference",), "parameter region is missing, such as ", 1),
    (("pairings", "-p", "regoin=1"), "no parameter regoin (", 1),
    (("pairings", "-p", "initiative"), "NAME=VALUE", 1),
    (("themes-by-region", "-p", "region=12"), "a code of six, nine or twelve digits", 1),
    (("themes-by-region", "-p", "region=桃花源"), "桃花源: no region of this graph has this name", 1),
    (("--sparql", "SELECT ?s WHERE {"), "query: ", 1),
    (("--sparql", "nosuch.rq"), "nosuch.rq: cannot be read", 1),
    (("reports", "--format", "ttl"), "makes no triples", 1),
    (("--sparql", "CONSTRUCT WHERE {?s ?p ?o}", "--format", "csv"), "makes triples", 1),
]


@pytest.mark.parametrize(("words", "message", "status"), BAD_QUESTIONS)
def test_a_question_that_cannot_be_asked(kg: Path, words: tuple[str, ...], message: str, status: int) -> None:
    result = run("query", kg, *words)
    assert message in complaint(result)
    assert result.exit_code == status
    assert result.stdout == ""


def test_questions_of_ones_own(kg: Path, tmp_path: Path) -> None:
    count = "SELECT (COUNT(?r) AS ?n) WHERE { ?r a <https://w3id.org/zhenxing/ontology#Report> }"
    file = tmp_path / "count.rq"
    file.write_text(count, encoding="utf-8")
    for words, stdin in ((count, None), (file, None), ("-", count)):
        result = run("query", kg, "--sparql", words, "--format", "csv", stdin=stdin)
        assert result.stdout.split() == ["n", "5"]
    assert run("query", kg, "--sparql", "ASK { ?s ?p ?o }").stdout == "true\n"
    assert json.loads(run("query", kg, "--sparql", "ASK {}", "--format", "json").stdout)["boolean"] is True


def test_constructed_triples_are_turtle(kg: Path) -> None:
    asked = "CONSTRUCT { ?r a <urn:r> } WHERE { ?r a <https://w3id.org/zhenxing/ontology#Report> }"
    assert len(list(parse(run("query", kg, "--sparql", asked).stdout, RdfFormat.TURTLE))) == 5


def test_export_to_a_file_and_of_one_report(kg: Path, tmp_path: Path) -> None:
    output = tmp_path / "one.nt"
    words = ("export", kg, "--format", "nt", "--report", "changzhi-2022.txt", "-o", output)
    assert run(*words).stdout == ""
    assert len(output.read_text(encoding="utf-8").splitlines()) > 500
    result = run("export", kg, "--report", "nosuch.txt")
    assert "no such report" in complaint(result)
    assert result.exit_code == 1


def test_network_by_suffix(kg: Path, tmp_path: Path) -> None:
    for name, beginning in (("n.html", "<!doctype html>"), ("n.svg", "<svg"), ("n.graphml", "<graphml"), ("n", "<!d")):
        assert run("network", kg, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)
    assert run("network", kg, "-o", tmp_path / "n.jpeg").exit_code == 2


def test_an_output_that_cannot_be_written(kg: Path, tmp_path: Path) -> None:
    result = run("facts", kg, "-o", tmp_path / "no" / "facts.txt")
    assert "cannot be written" in complaint(result)
    assert result.exit_code == 1


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "build"])
def test_no_graph_folder(tmp_path: Path, command: str) -> None:
    words = (command, tmp_path / "nosuch", *(("workshops",) if command in ("query", "compare") else ()))
    result = run(*words)
    assert "no such graph folder" in complaint(result)
    assert result.exit_code == 1


WRONG_USE = [
    ("build",),
    ("compare", "kg"),
    ("compare", "kg", "workshops", "--level", "galaxy"),
    ("build", "a.txt"),
    ("query",),
    ("query", "kg"),
    ("facts", "kg", "--format", "xml"),
    ("facts", "kg", "--kind", "rumour"),
    ("nosuch",),
]


@pytest.mark.parametrize("words", WRONG_USE)
def test_wrong_use(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize("command", [*COMMANDS, "diff", "evaluate", "push"])
def test_every_help_ends_with_an_example(command: str) -> None:
    text = run(command, "--help").stdout
    assert text.strip().splitlines()[-1].strip().startswith(f"Example: zhenxing {command} ")


def test_version() -> None:
    assert run("--version").stdout == f"zhenxing {zhenxing.__version__}\n"


def test_the_command_line_starts_light() -> None:
    heavy = {"httpx", "pyoxigraph", "rdflib", "networkx", "matplotlib", "jieba", "numpy", "pyshacl"}
    script = f"import sys, zhenxing.cli; sys.exit(len({heavy!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_reader_that_closes_early_sees_no_traceback(kg: Path) -> None:
    with subprocess.Popen(
        [*PYTHON, "facts", kg, "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        assert command.stdout
        assert command.stderr
        command.stdout.read(10)
        command.stdout.close()
        assert command.stderr.read() == b""


def test_from_python(kg: Path) -> None:
    graph = zhenxing.open(kg)
    assert len(graph.query("reports")) == 5
    assert graph.query("SELECT (1.50 AS ?n) {}") == [{"n": Decimal("1.5")}]
    assert graph.query("ASK {}") == [{"answer": True}]
    assert len(graph.facts()) == len(records(kg))
    with pytest.raises(zhenxing.ReportError, match="no such query"):
        graph.query("nosuch")
