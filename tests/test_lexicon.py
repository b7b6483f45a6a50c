"""The vocabularies: complete, bilingual, precise, and open to further Turtle files."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from builders.errors import ReportError, VocabularyError
from builders.figures.metrics import metric_of
from builders.resources import folder
from builders.text import Span
from builders.vocabulary.lexicon import FILES, Lexicon, Matcher

LEXICON = Lexicon.load()
FORMS = Matcher(LEXICON.initiative_forms())

THEMES = (
    "监测帮扶 务工就业 产业发展 金融帮扶 项目资金 消费帮扶 东西部协作 定点帮扶 驻村帮扶 培训宣传 易地搬迁 教育保障 "
    "医疗保障 住房饮水 兜底保障 乡村建设 乡村治理 示范创建 问题整改 组织领导 居民收入 集体经济 其他"
)
CORE = (
    "百日攻坚 东西部协作 驻村帮扶 定点帮扶 消费帮扶 小额信贷 防返贫监测 帮扶车间 光伏帮扶 公益岗位 易地搬迁后续扶持 "
    "示范创建 千万工程 春风行动 一键报贫"
)
PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix zx: <https://w3id.org/zhenxing/ontology#> .
@prefix initiative: <https://w3id.org/zhenxing/initiative/> .
@prefix metric: <https://w3id.org/zhenxing/metric/> .
@prefix theme: <https://w3id.org/zhenxing/theme/> .
@prefix unit: <https://w3id.org/zhenxing/unit/> .
"""


def named(text: str) -> set[str]:
    """The keys of the initiatives that a text names."""
    return {key for _, keys in FORMS.longest(text) for key in keys}


def written(path: Path, turtle: str) -> Path:
    """A Turtle file with the usual prefixes before its statements."""
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return path


def test_the_themes_and_core_initiatives_are_all_there() -> None:
    assert list(LEXICON.themes) == THEMES.split()
    assert set(CORE.split()) <= set(LEXICON.initiatives)
    assert len(LEXICON.initiatives) >= 75
    assert len(LEXICON.metrics) >= 150


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("深化鲁渝东西部扶贫协作", {"东西部协作"}),
        ("闽宁协作结出硕果", {"闽宁协作"}),
        ("新建扶贫车间两座", {"帮扶车间"}),
        ("乡村就业工厂开到家门口", {"帮扶车间"}),
        ("选聘光伏公益岗位", {"公益岗位", "光伏帮扶"}),
        ("开发乡村公益性岗位", {"公益岗位"}),
        ("村级光伏电站并网", {"光伏帮扶"}),
        ("驻村第一书记到岗", {"驻村帮扶"}),
        ("扶贫小额信贷应贷尽贷", {"小额信贷"}),
        ("健全防止返贫动态监测和帮扶机制", {"防返贫监测"}),
        ("易地扶贫搬迁后续扶持", {"易地搬迁后续扶持"}),
        ("学习“千村示范、万村整治”经验", {"千万工程"}),
        ("“百日攻坚”行动启动", {"百日攻坚"}),
        ("参加“春风行动暨就业援助月”招聘会", {"春风行动", "就业援助月"}),
        ("推广“一键报贫”", {"一键报贫"}),
        ("消费扶贫月活动", {"消费帮扶"}),
        ("中央单位定点扶贫", {"定点帮扶"}),
        ("乡村振兴示范创建提速", {"示范创建"}),
        ("落实“雨露计划+”就业促进行动", {"雨露计划"}),
        ("“万企兴万村”行动", {"万企兴万村"}),
        ("深化东西部协作和对口支援", {"东西部协作", "对口支援"}),
        ("农村“三变”改革", {"农村三变改革"}),
    ],
)
def test_a_form_names_its_initiative(text: str, keys: set[str]) -> None:
    assert named(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "监测对象人均收入",
        "发放贷款、落实贴息",
        "帮扶单位和帮扶责任人",
        "巩固拓展脱贫攻坚成果",
        "建成车间三座",
        "开发岗位一百个",
        "易地搬迁安置点",
        "四个不摘、两不愁三保障",
        "召开第三次会议",
    ],
)
def test_a_word_that_only_leans_towards_an_initiative_does_not_name_it(text: str) -> None:
    assert not named(text)


def test_a_cue_shows_what_it_does_not_name() -> None:
    assert LEXICON.initiative_cues()["监测对象"] == ("防返贫监测",)
    assert LEXICON.initiative_cues()["第一书记"] == ("驻村帮扶",)
    assert not any(set(term.forms) & set(term.cues) for term in LEXICON.initiatives.values())


@pytest.mark.parametrize("name", FILES)
def test_every_concept_is_explained_in_both_languages(name: str) -> None:
    graph = Graph().parse(folder("ontology") / name)
    for subject in graph.subjects(RDF.type, SKOS.Concept):
        assert isinstance(subject, URIRef)
        assert str(subject).isascii()
        for predicate in (SKOS.prefLabel, SKOS.definition):
            values = [value for value in graph.objects(subject, predicate) if isinstance(value, Literal)]
            assert sorted(str(value.language) for value in values) == ["en", "zh"], subject
        assert graph.value(subject, SKOS.inScheme), subject


def test_no_word_stands_twice_where_it_would_count_twice() -> None:
    for theme in LEXICON.themes.values():
        assert not set(theme.cues) & set(theme.weak_cues), theme.key
    forms = Counter(form for unit in LEXICON.units.values() for form in unit.forms)
    assert max(forms.values()) == 1
    groups = Counter(form for group in LEXICON.groups.values() for form in group.forms)
    assert max(groups.values()) == 1


def test_words_are_trimmed_and_not_empty() -> None:
    metrics = LEXICON.metrics.values()
    words = chain(
        chain.from_iterable((*theme.cues, *theme.weak_cues) for theme in LEXICON.themes.values()),
        chain.from_iterable((*term.forms, *term.cues) for term in LEXICON.initiatives.values()),
        chain.from_iterable(chain(*metric.head, *metric.requires, *metric.excludes) for metric in metrics),
    )
    assert not [word for word in words if not word or re.search(r"\s|\|", word)]


def test_links_lead_to_concepts() -> None:
    for metric in LEXICON.metrics.values():
        assert metric.unit in LEXICON.units
        assert metric.theme in LEXICON.themes
        assert metric.group is None or metric.group in LEXICON.groups
        assert metric.kind in {"stock", "flow", "cumulative", "rate"}
    for term in LEXICON.initiatives.values():
        assert term.broader is None or term.broader in LEXICON.initiatives


@pytest.mark.parametrize(
    ("written_unit", "dimension", "canonical"),
    [
        ("名", "people", "人"),
        ("位", "people", "人"),
        ("人次", "visits", None),
        ("场次", "occasions", "场"),
        ("户", "households", None),
        ("公顷", "area", "亩"),
        ("㎡", "area", "亩"),
        ("兆瓦", "power", "千瓦"),
        ("个百分点", "points", None),
        ("％", "share", None),
        ("美元", "money", None),
        ("斤", "mass", "吨"),
        ("支", "count", "个"),
    ],
)
def test_units_have_dimensions(written_unit: str, dimension: str, canonical: str | None) -> None:
    unit = LEXICON.unit(written_unit)
    assert unit is not None
    assert (unit.dimension, unit.canonical) == (dimension, canonical)


def test_an_unknown_unit_is_none() -> None:
    assert LEXICON.unit("光年") is None


def test_groups_form_a_hierarchy() -> None:
    broader = {key: LEXICON.groups[key].broader for key in ("脱贫不稳定户", "边缘易致贫户", "突发严重困难户")}
    assert set(broader.values()) == {"监测对象"}
    assert LEXICON.group_forms()["三类人群"] == "监测对象"


def test_the_matcher_finds_the_longest_or_every_word() -> None:
    matcher = Matcher({"公益": 1, "公益性岗位": 2, "岗位": 3})
    assert list(matcher.longest("乡村公益性岗位")) == [(Span(2, 7), 2)]
    assert [value for _, value in matcher.every("乡村公益性岗位")] == matcher.values("乡村公益性岗位") == [1, 2, 3]
    assert not list(matcher.longest("护林员"))


def test_turtle_alone_adds_an_initiative_a_metric_and_an_alias(tmp_path: Path) -> None:
    mine = written(
        tmp_path / "mine.ttl",
        """
        initiative:hundred-day skos:altLabel "春耕大会战"@zh .
        initiative:tea-road a zx:Initiative, skos:Concept ;
            skos:inScheme <https://w3id.org/zhenxing/initiatives> ;
            skos:notation "茶路行动" ; skos:prefLabel "茶路行动"@zh, "Tea Road"@en ; zx:theme theme:industry .
        metric:tea-gardens a zx:Metric, skos:Concept ;
            skos:inScheme <https://w3id.org/zhenxing/metrics> ;
            skos:notation "tea-gardens" ; skos:prefLabel "茶园面积"@zh, "Tea gardens"@en ;
            zx:unit unit:mu ; zx:theme theme:industry ; zx:kind "stock" ; zx:head "茶园|茶山" .
        """,
    )
    lexicon = Lexicon.load([mine])
    assert lexicon.initiative_forms()["春耕大会战"] == ("百日攻坚",)
    assert lexicon.initiatives["茶路行动"].theme == "产业发展"
    metric = metric_of("新建茶园面积", "", "亩", "value", lexicon)
    assert metric is not None
    assert metric.key == "tea-gardens"
    assert metric_of("新建茶园面积", "", "亩", "value", LEXICON) is None


@pytest.mark.parametrize(
    ("turtle", "line", "reason"),
    [
        ("initiative:broken a zx:Initiative\n  skos:notation .", 9, "A dot is expected"),
        (
            'initiative:x skos:inScheme <https://w3id.org/zhenxing/initiatives> ; skos:notation "甲" .',
            None,
            "no skos:prefLabel@zh",
        ),
        (
            'initiative:x skos:inScheme <https://w3id.org/zhenxing/initiatives> ; skos:notation "百日攻坚" ; '
            'skos:prefLabel "甲"@zh, "A"@en .',
            None,
            "already names",
        ),
        (
            'initiative:x skos:inScheme <https://w3id.org/zhenxing/initiatives> ; skos:notation "甲" ; '
            'skos:prefLabel "甲"@zh, "A"@en ; zx:theme theme:nowhere .',
            None,
            "unknown concept",
        ),
        ('initiative:hundred-day skos:prefLabel "千日攻坚"@zh .', None, "two values of skos:prefLabel"),
        (
            'metric:x skos:inScheme <https://w3id.org/zhenxing/metrics> ; skos:notation "x" ; '
            'skos:prefLabel "甲"@zh, "A"@en ; zx:unit unit:mu .',
            None,
            "a metric needs zx:unit and zx:head",
        ),
    ],
)
def test_a_broken_file_is_blamed(tmp_path: Path, turtle: str, line: int | None, reason: str) -> None:
    path = written(tmp_path / "broken.ttl", turtle)
    with pytest.raises(VocabularyError) as caught:
        Lexicon.load([path])
    assert isinstance(caught.value, ReportError)
    assert caught.value.path == str(path)
    assert caught.value.line == line
    assert reason in caught.value.reason
    assert str(caught.value).startswith(f"{path}:")


def test_a_missing_file_is_blamed(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"nowhere\.ttl"):
        Lexicon.load([tmp_path / "nowhere.ttl"])
