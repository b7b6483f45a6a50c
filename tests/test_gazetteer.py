"""The table of regions, its names, and what Turtle files add."""

import csv
from pathlib import Path

import pytest

from builders.regions.gazetteer import LEVELS, NATION, Gazetteer, Strength, forms_of
from builders.resources import folder

GAZETTEER = Gazetteer.load()

FORMS = [
    ("北川羌族自治县", "county", ["北川羌族自治县", "北川县", "北川"]),
    ("东乡族自治县", "county", ["东乡族自治县", "东乡县", "东乡"]),
    ("积石山保安族东乡族撒拉族自治县", "county", ["积石山保安族东乡族撒拉族自治县", "积石山县", "积石山"]),
    ("鄂伦春自治旗", "county", ["鄂伦春自治旗", "鄂伦春旗", "鄂伦春"]),
    ("管城回族区", "county", ["管城回族区", "管城区", "管城"]),
    ("阿坝藏族羌族自治州", "prefecture", ["阿坝藏族羌族自治州", "阿坝州", "阿坝"]),
    ("大兴安岭地区", "prefecture", ["大兴安岭地区", "大兴安岭"]),
    ("广西壮族自治区", "province", ["广西壮族自治区", "广西"]),
    ("内蒙古自治区", "province", ["内蒙古自治区", "内蒙古"]),
    ("运城市", "prefecture", ["运城市", "运城"]),
    ("夏县", "county", ["夏县"]),
    ("科尔沁左翼中旗", "county", ["科尔沁左翼中旗", "科左中旗"]),
]


@pytest.mark.parametrize(("name", "level", "forms"), FORMS)
def test_the_forms_of_a_name(name: str, level: str, forms: list[str]) -> None:
    assert [form for form, _ in forms_of(name, level)] == forms  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("长治县", 2016, "140421"),
        ("上党区", 2019, "140404"),
        ("安县", 2015, "510724"),
        ("安州区", 2018, "510705"),
        ("榆中", 2023, "620123"),
        ("阿坝州", 2023, "513200"),
        ("临夏", 2023, "622900"),
        ("两江新区", 2025, "500157"),
        ("台湾", 2023, "710000"),
    ],
)
def test_a_name_in_its_year(name: str, year: int, code: str) -> None:
    assert GAZETTEER.named(name, year)[0].code == code


@pytest.mark.parametrize("name", ["乡村振兴", "示范县", "城市", ""])
def test_a_word_names_no_region(name: str) -> None:
    assert GAZETTEER.named(name) == ()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("140800", "Yuncheng"),
        ("140829", "Pinglu"),
        ("140826", "Jiangxian"),
        ("140000", "Shanxi"),
        ("610000", "Shaanxi"),
        ("150000", "Inner Mongolia"),
        ("540000", "Tibet"),
        ("810000", "Hong Kong"),
        ("820000", "Macao"),
        ("650100", "Urumqi"),
        ("230100", "Harbin"),
        ("341500", "Lu'an"),
        ("610100", "Xi'an"),
        ("141100", "Lüliang"),
        ("510726", "Beichuan"),
        ("310115", "Pudong"),
        ("441803", "Qingxin"),
        ("152222", "Horqin Youyi Zhongqi"),
        ("500000", "Chongqing"),
        ("140400", "Changzhi"),
        ("140428", "Zhangzi"),
        ("371722", "Shanxian"),
        ("410621", "Xunxian"),
        ("130726", "Yuxian"),
        ("130225", "Laoting"),
        ("361124", "Yanshan"),
        ("371524", "Dong'e"),
        ("410182", "Xingyang"),
        ("341600", "Bozhou"),
        ("340722", "Zongyang"),
        ("420116", "Huangpi"),
        ("440113", "Panyu"),
        ("500102", "Fuling"),
        ("500110", "Qijiang"),
        ("341621", "Guoyang"),
        ("320116", "Luhe"),
        ("130981", "Botou"),
        ("130982", "Renqiu"),
        ("141024", "Hongtong"),
        ("141031", "Xixian"),
        ("140924", "Fanshi"),
        ("411100", "Luohe"),
        ("222404", "Hunchun"),
        ("350105", "Mawei"),
        ("621223", "Tanchang"),
    ],
)
def test_the_english_name(code: str, name: str) -> None:
    region = GAZETTEER.region(code)
    assert region
    assert region.pinyin == name


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Yuncheng", "140800 371725 445302"),
        ("pinglu", "140603 140829"),
        ("lu'an", "341500"),
        ("LUAN", "341500"),
        ("inner mongolia", "150000"),
        ("Neimenggu", "150000"),
        ("xizang", "540000"),
        ("haerbin", "230100"),
        ("lvliang", "141100 530322"),
        ("Shanxi", "140000 610000"),
        ("shaanxi", "610000"),
        ("yunchengshi", "140800"),
        ("pingluxian", "140829"),
        ("changzhixian", "140421"),
        ("jiangxian", "140826"),
        ("review", ""),
        ("运城", ""),
        ("", ""),
    ],
)
def test_a_name_in_latin_letters(name: str, codes: str) -> None:
    assert [region.code for region in GAZETTEER.spelled(name)] == codes.split()


def test_every_region_is_found_by_its_english_name() -> None:
    for region in GAZETTEER.regions:
        assert region.pinyin[0].isupper()
        assert region.end is not None or region in GAZETTEER.spelled(region.pinyin)


def test_what_lies_in_what() -> None:
    assert GAZETTEER.ancestors("140881") == ("140800", "140000")
    assert GAZETTEER.ancestors("419001") == ("410000",)
    assert GAZETTEER.inside("140881", "140000")
    assert GAZETTEER.inside("140881", NATION)
    assert not GAZETTEER.inside("140881", "620000")


def test_a_region_that_ended_names_its_successor() -> None:
    ended = GAZETTEER.named("安县", 2014)[0]
    assert (ended.start, ended.end, ended.successor) == (1985, 2016, "510705")


@pytest.mark.parametrize(
    ("town", "county", "there"),
    [
        ("栲栳镇", "140881", True),
        ("部官镇", "140829", True),
        ("部官乡", "140829", True),
        ("金星满族乡", "211223", True),
        ("街道", "650102", False),
        ("栲栳镇", "620123", False),
    ],
)
def test_a_town_in_its_county(town: str, county: str, there: bool) -> None:
    assert (county in GAZETTEER.counties_of(town)) is there
    assert (town in GAZETTEER.towns(county)) is there


def test_every_province_has_a_one_character_name() -> None:
    provinces = {region.code for region in GAZETTEER.regions if region.level == "province"}
    assert len(provinces) == 34
    assert provinces == {code for code in GAZETTEER.abbreviations.values() if code.endswith("0000")}
    assert GAZETTEER.abbreviations["浙"] == "330000"
    assert GAZETTEER.abbreviations["陇"] == GAZETTEER.abbreviations["甘"] == "620000"


def test_a_prefecture_is_known_by_its_first_character_or_its_one_character_name() -> None:
    assert "330800" in GAZETTEER.prefectures("衢")
    assert "330200" in GAZETTEER.prefectures("甬")
    assert GAZETTEER.prefectures("的") == frozenset()


def test_the_table_is_sound() -> None:
    with (folder("ontology") / "regions.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    codes = {row["code"] for row in rows}
    assert [(row["code"], int(row["start"])) for row in rows] == sorted(
        (row["code"], int(row["start"])) for row in rows
    )
    assert all(row["within"] in codes or row["within"] == NATION for row in rows)
    assert all(not row["successor"] or row["successor"] in codes for row in rows)
    assert all(not row["end"] or int(row["start"]) < int(row["end"]) for row in rows)
    assert {row["level"] for row in rows} == set(LEVELS[1:4])
    current = [row for row in rows if not row["end"]]
    assert len({row["code"] for row in current}) == len(current) == 34 + 333 + 2845


def test_a_turtle_file_adds_a_name(tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://w3id.org/zhenxing/region/140800> skos:altLabel "河东大地"@zh .\n',
        encoding="utf-8",
    )
    assert GAZETTEER.named("河东大地") == ()
    extended = Gazetteer.load([more])
    assert [region.code for region in extended.named("河东大地")] == ["140800"]
    assert "河东大地" in extended.named("运城市")[0].names
    assert extended.forms["河东大地"][0].strength is Strength.SHORT


def test_names_of_the_turtle_file_are_names_of_regions() -> None:
    assert all(homonym in GAZETTEER.forms for homonym in GAZETTEER.homonyms)
    assert all(GAZETTEER.region(code) for code in GAZETTEER.abbreviations.values())
