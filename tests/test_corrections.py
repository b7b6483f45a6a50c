"""What people say of facts: applied to them, kept while their sentence stands, and told when it is gone."""

from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.corrections import COLUMNS, Correction, CorrectionError, check, corrected, lost, read, written
from builders.facts import Judgement, Report
from builders.pipeline import Reader
from builders.sources.source import Source
from builders.vocabulary.lexicon import Lexicon
from zhenxing.check.checking import check as checked
from zhenxing.cli import app
from zhenxing.facts import Record, facts
from zhenxing.folder import Folder
from zhenxing.store import StoreOf

FIRST = "2023年，榆中县建设帮扶车间26个，吸纳1032人就业，其中脱贫劳动力481人。"
TEXT = f"{FIRST}全县发放小额信贷1.2亿元，惠及481人。\n"
READER = Reader.load()
LEXICON = READER.lexicon


def say(judgement: Judgement, quote: str = "26个", field: str = "", value: str = "", **more: object) -> Correction:
    """A correction of a figure of the first sentence."""
    given = {"report": "yuzhong.txt", "type": "observation", "sentence": FIRST, "nth": 1, "by": "李敏", "note": ""}
    return Correction(
        **{**given, "quote": quote, "judgement": judgement, "field": field, "value": value, "on": "2026-05-01"} | more
    )


def report(*corrections: Correction, text: str = TEXT) -> Report:
    return READER.read(Source("yuzhong.txt", text, "utf-8", "0" * 64), corrections)


def quotes(made: Report) -> list[str]:
    return [fact.span.of(made.text) for fact in made.observations]


def test_a_corrected_field_is_right_and_the_others_stay() -> None:
    plain, fixed = report(), report(say("corrected", field="value", value="28"))
    assert fixed.observations[0].value == fixed.observations[0].low == Decimal(28)
    assert fixed.observations[0].written == "26"
    assert fixed.observations[1:] == plain.observations[1:]
    (judged,) = fixed.judged
    assert (judged.field, judged.was, judged.now, judged.by, judged.on) == ("value", "26", "28", "李敏", "2026-05-01")


def test_a_rejected_fact_is_no_fact_and_nothing_is_part_of_it() -> None:
    assert [fact.part_of for fact in report().observations][2] == report().observations[1].span.start
    fixed = report(say("rejected", "1032人"))
    assert "1032人" not in quotes(fixed)
    assert all(fact.part_of is None for fact in fixed.observations)


def test_a_confirmed_fact_stays_as_it_is() -> None:
    fixed = report(say("confirmed"))
    assert fixed.observations == report().observations
    assert fixed.judged[0].judgement == "confirmed"


def test_a_correction_holds_while_its_sentence_stands_wherever_that_is() -> None:
    moved = report(say("rejected"), text="工作情况\n\n全县上下奋力推进。" + TEXT)
    assert "26个" not in quotes(moved)
    assert lost(moved, [say("rejected")]) == ()


@pytest.mark.parametrize("text", [TEXT.replace("建设", "建成"), TEXT.replace(FIRST, ""), TEXT.replace("26个", "27个")])
def test_a_correction_whose_sentence_is_gone_is_lost_and_changes_nothing(text: str) -> None:
    told = [say("corrected", field="end", value="2022")]
    assert report(*told, text=text) == report(text=text)
    assert lost(report(*told, text=text), told) == tuple(told)


def test_the_same_words_twice_in_a_sentence_are_counted() -> None:
    text = "2023年，榆中县新增车间5个，改造车间5个。\n"
    second = say("rejected", "5个", sentence=text.strip(), nth=2)
    assert [fact.label for fact in report(second, text=text).observations] == [
        report(text=text).observations[0].label,
    ]
    both = [say("rejected", "5个", sentence=text.strip(), nth=nth) for nth in (1, 2)]
    assert report(*both, text=text).observations == ()
    assert lost(report(*both, text=text), both) == ()


def test_arithmetic_is_done_with_what_is_right() -> None:
    text = "2023年，榆中县脱贫劳动力务工人数1000人，占脱贫劳动力总数2000人的60%。\n"
    assert [relation.verdict.holding for relation in report(text=text).relations] == ["contradiction"]
    fixed = report(say("corrected", "60%", "value", "50", sentence=text.strip()), text=text)
    assert [relation.verdict.holding for relation in fixed.relations] == ["holds"]


def test_a_file_of_corrections_is_read_as_it_was_written() -> None:
    told = (say("corrected", field="label", value="车间,“大”者"), say("confirmed", "481人", note="年报\n第3页"))
    assert read("c.csv", written(told)) == told


def row(**cells: str) -> bytes:
    """A file of one correction."""
    given = {"report": "a.txt", "type": "observation", "quote": "26个", "sentence": FIRST, "judgement": "confirmed"}
    cells = dict.fromkeys(COLUMNS, "") | given | {"by": "李敏"} | cells
    return f"{','.join(COLUMNS)}\n{','.join(cells[name] for name in COLUMNS)}\n".encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (row(by=""), r"c\.csv:2: by is empty"),
        (row(type="rumour"), r"c\.csv:2: no type rumour \(observation, measure"),
        (row(judgement="doubted"), r"c\.csv:2: no judgement doubted \(confirmed, rejected, corrected\)"),
        (row(on="yesterday"), r"c\.csv:2: nth is a number, and on a day"),
        (row(nth="first"), r"c\.csv:2: nth is a number"),
        (b"report,quote\n", r"c\.csv:1: no column type, sentence"),
        (b"\xff\xfe", r"c\.csv:1: not CSV in UTF-8"),
    ],
)
def test_a_file_that_is_no_file_of_corrections_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(CorrectionError, match=reason):
        read("c.csv", data)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("colour", "red", r"c\.csv:2: no field colour \(value, unit"),
        ("value", "many", "value must be a number, not many"),
        ("region", "榆中", "region must be a code of six digits"),
        ("end", "last year", "end must be a year, a month or a day"),
        ("theme", "天气", "theme must be one of 监测帮扶"),
        ("role", "guess", "role must be one of value, rate"),
        ("label", "", "label must be given"),
        ("metric", "happiness", "metric must be one of"),
    ],
)
def test_what_cannot_be_set_is_told(field: str, value: str, reason: str) -> None:
    with pytest.raises(CorrectionError, match=reason):
        check("c.csv", [say("corrected", field=field, value=value)], LEXICON)


def test_what_can_be_set_is_taken() -> None:
    check("c.csv", [say("corrected", field="initiatives", value="帮扶车间;驻村帮扶"), say("confirmed")], Lexicon.load())
    fixed = corrected(report(), [say("corrected", field="initiatives", value="帮扶车间;驻村帮扶")], LEXICON)
    assert fixed.observations[0].initiatives == ("帮扶车间", "驻村帮扶")


# From the command line to the graph.


def run(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert not isinstance(result.exception, Exception), result.exception
    return result


@pytest.fixture
def kg(tmp_path: Path) -> Path:
    (tmp_path / "yuzhong.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", tmp_path / "yuzhong.txt", "--into", tmp_path / "kg").exit_code == 0
    return tmp_path / "kg"


def figures(kg: Path) -> list[Record]:
    return [record for record in facts(StoreOf(Folder.load(kg))) if record["type"] == "observation"]


def test_a_person_corrects_a_fact_and_each_build_keeps_it(kg: Path) -> None:
    at = next(record["at"] for record in figures(kg) if record["quote"] == "1.2亿元")
    given = ("correct", kg, "yuzhong.txt", at, "--set", "end=2022", "--by", "李敏", "--on", "2026-05-01")
    assert run(*given).stdout == "corrected observation 1.2亿元 end = 2022 (李敏)\n"
    assert run("status", kg).exit_code == 1
    assert run("build", "--into", kg).stdout.startswith("yuzhong.txt")
    assert {record["end"] for record in figures(kg) if record["quote"] == "1.2亿元"} == {"2022"}
    assert run("status", kg).exit_code == 0
    assert not any(result.findings for result in checked(Folder.load(kg)))
    source = kg.parent / "yuzhong.txt"
    source.write_text("情况\n" + TEXT, encoding="utf-8")
    assert run("build", "--into", kg).stderr == ""
    assert {record["end"] for record in figures(kg) if record["quote"] == "1.2亿元"} == {"2022"}
    source.write_text(FIRST, encoding="utf-8")
    told = run("build", "--into", kg).stderr
    assert told == "yuzhong.txt: its fact is gone: corrected observation 1.2亿元 end = 2022 (李敏)\n"


def test_the_graph_tells_who_said_it_and_when(kg: Path) -> None:
    at = next(record["at"] for record in figures(kg) if record["quote"] == "26个")
    run("correct", kg, "yuzhong.txt", at, "--reject", "--by", "李敏", "--on", "2026-05-01", "--note", "系重复统计")
    run("build", "--into", kg)
    assert "26个" not in {record["quote"] for record in figures(kg)}
    asked = run(
        *("query", kg, "--format", "csv", "--sparql"),
        """PREFIX zx: <https://w3id.org/zhenxing/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?quote ?judgement ?who ?on ?why WHERE { ?c a zx:Correction ; zx:judgement ?judgement ; zx:judgedOn ?on ;
          rdfs:comment ?why ; zx:passage/oa:exact ?quote ; prov:wasAttributedTo/rdfs:label ?who }""",
    )
    assert asked.stdout.splitlines()[1] == "26个,rejected,李敏,2026-05-01,系重复统计"
    assert run("check", kg).exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("999", "--confirm"), 1, "no fact at 999"),
        (("0", "--confirm", "--reject"), 2, "one of --confirm, --reject and --set"),
        (("0",), 2, "one of --confirm, --reject and --set"),
        (("0", "--set", "end"), 2, "one of --confirm, --reject and --set"),
        (("15", "--set", "colour=red"), 1, "no field colour"),
    ],
)
def test_a_correction_that_cannot_be_is_told_and_nothing_is_written(
    kg: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    assert figures(kg)[0]["at"] == 15
    result = run("correct", kg, "yuzhong.txt", *words, "--by", "李敏")
    assert result.exit_code == status
    assert told in " ".join(result.stderr.replace("│", "").split())
    assert not (kg / "corrections.csv").exists()
