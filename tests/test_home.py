"""The region a report is about: what its file's name adds, and what several prefectures of one province say."""

import pytest

from builders.document.layout import lay_out
from builders.regions.filename import regions_of
from builders.regions.gazetteer import Gazetteer
from builders.regions.home import home
from builders.regions.places import find_places

GAZETTEER = Gazetteer.load()
YEAR = 2023


def about(text: str, source: str = "") -> str | None:
    document = lay_out(text)
    return home(document, find_places(document, GAZETTEER, YEAR), GAZETTEER, source)


PLAIN = "一年来各项工作扎实推进。全市建成车间120个，吸纳就业3200人。"
COUNTY = "一年来各项工作扎实推进。全县建成车间12个，吸纳就业320人。"
SILENT = "一年来各项工作扎实推进。建成车间120个，吸纳就业3200人。"
SPREAD = "一年来各项工作扎实推进。西安建成园区3个，延安办起展会，宝鸡、渭南、榆林各有新的突破。"


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("运城市2023年总结.txt", PLAIN, "140800"),
        ("2023年运城工作总结.txt", PLAIN, "140800"),
        ("山西省运城市总结.txt", PLAIN, "140800"),
        ("总结/运城市.txt", PLAIN, "140800"),
        ("平陆县总结.txt", COUNTY, "140829"),
        ("运城市2023年总结.txt", SILENT + "平陆县、垣曲县、平陆县成效明显。", "140800"),
        ("平陆.txt", SILENT, "140829"),
        ("工作总结.txt", SILENT, None),
        ("大同小异.txt", SILENT, None),
    ],
)
def test_a_chinese_name_in_the_files_name(source: str, text: str, code: str | None) -> None:
    assert about(text, source) == code


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("shaanxi-2026.txt", SILENT + "西安的园区产值翻番。西安又建成车间3个。", "610000"),
        ("xinjiang_2026.md", SILENT + "阿勒泰的校区开始招生。", "650000"),
        ("inner-mongolia-2023.txt", SILENT, "150000"),
        ("neimenggu2023.txt", SILENT, "150000"),
        ("yuncheng-2023-review.txt", PLAIN, "140800"),
        ("yuncheng-2023-review.txt", SILENT + "平陆县成效明显。", "140800"),
        ("shanxi-yuncheng-2023.txt", SILENT + "平陆县成效明显。", "140800"),
        ("wuweishi-2021.txt", SILENT + "甘肃的民勤县、古浪县治沙见效。", "620600"),
        ("pinglu-2023.txt", COUNTY + "运城市领导来我县调研。", "140829"),
        ("guinan-2018.txt", COUNTY, "632525"),
    ],
)
def test_a_name_in_latin_letters(source: str, text: str, code: str) -> None:
    assert about(text, source) == code


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("shaanxi-2026.txt", "运城市工作总结\n" + PLAIN, "140800"),
        ("pinglu-2026.txt", "运城市工作总结\n" + PLAIN + "平陆县建成车间3个。", "140800"),
        ("陕西省总结.txt", "运城市工作总结\n" + PLAIN, "140800"),
        ("shaanxi-2026.txt", "一年来工作扎实。运城市推进有力，平陆县、垣曲县成效明显，运城市建成车间3个。", "140800"),
        ("jiangsu-shaanxi-2023.txt", "一年来工作扎实。运城市推进有力，运城市建成车间3个。", "140800"),
        ("guide-2023.txt", SILENT, None),
        ("zhenxing-2023.txt", SILENT, None),
        ("zhenxing-2023.txt", PLAIN + "丹东市推进有力。", "210600"),
        ("review-2023.txt", SILENT, None),
        ("shaanxi-2026.txt", SILENT, "610000"),
        ("guinan-2018.txt", "国务院印发意见\n全国各地要落实中央部署。", "100000"),
    ],
)
def test_what_the_files_name_does_not_override(source: str, text: str, code: str | None) -> None:
    assert about(text, source) == code


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("wuwei-2021.txt", SILENT + "凉州区、民勤县治沙见效。", "620600"),
        ("wuwei-2021.txt", PLAIN + "无为市建成园区，芜湖来人调研。", "340281"),
        ("taian-2021.txt", SILENT + "岱岳区、新泰市成效明显。", "370900"),
        ("taian-2021.txt", SILENT, None),
        ("jian-2021.txt", PLAIN + "吉安市推进有力，泰和县、遂川县成效明显。", "360800"),
        ("jian-2021.txt", COUNTY + "吉安县推进有力，吉安县建成园区，全县增收。吉安市来人调研。", "360821"),
        ("jian-2021.txt", SILENT, None),
        ("yuncheng-2023.txt", SILENT, None),
        ("yuncheng-2023.txt", COUNTY, "371725"),
        ("shanxi-2023.txt", SILENT + "西安、宝鸡的园区产值翻番。", "610000"),
    ],
)
def test_of_regions_spelt_alike_the_text_chooses(source: str, text: str, code: str | None) -> None:
    assert about(text, source) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SPREAD, "610000"),
        (SPREAD + "全省粮食连年丰收。", "610000"),
        ("一年来各项工作扎实推进。西安建成园区3个，西安又办展会，西安增收，延安、宝鸡也有突破。", "610100"),
        ("西安市工作总结\n" + SPREAD, "610100"),
        (SILENT, None),
    ],
)
def test_several_prefectures_and_none_above_them_speak_for_the_province(text: str, code: str | None) -> None:
    assert about(text) == code


def test_the_name_alone() -> None:
    none: dict[str, float] = {}
    assert regions_of("", none, (), {}, GAZETTEER) == ()
    assert regions_of("yuncheng.txt", {"140829": 1.0}, (), {}, GAZETTEER) == ("140800",)
    assert regions_of("yuncheng.txt", {"140829": 1.0}, ("140829",), {}, GAZETTEER) == ()
    assert regions_of("运城市.txt", none, ("140829",), {}, GAZETTEER) == ("140800",)
    assert regions_of("江苏省陕西省协作.txt", none, (), {}, GAZETTEER) == ("320000", "610000")


def test_a_neighbour_is_not_what_a_report_is_about() -> None:
    text = "一年来各项工作扎实推进。青石村东与平陆县张店镇接壤，北临垣曲县。全县建成车间12个。"
    assert about(text) not in ("140829", "140827")


def test_a_county_founded_later_is_not_meant() -> None:
    document = lay_out("新疆维吾尔自治区和田地区和康县、和安县。")
    names = [{mention.name for mention in find_places(document, GAZETTEER, year)} for year in (2020, 2025)]
    assert [{"和康县", "和安县"} & each for each in names] == [set(), {"和康县", "和安县"}]


UNNAMED = "一年来各项工作扎实推进。我市建成车间120个，全市吸纳就业3200人，高于全省平均水平。"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-05-22 来源:运城日报\n" + UNNAMED, "140800"),
        ("2023-05-22 来源:平陆县人民政府\n" + SILENT, "140829"),
        ("2023-05-22 来源:平陆县人民政府\n" + UNNAMED, "140800"),  # its 全市 is the city around it
        ("2023-05-22 来源:山西日报\n" + UNNAMED, None),
        ("2023-05-22 来源:山西日报\n我省建成车间120个，全省吸纳就业3200人。", "140000"),
        ("2023-05-22 来源:寒亭镇人民政府\n" + SILENT, None),  # a town is not the county of its name
        ("太原1月27日电 我省建成车间120个，全省吸纳就业3200人。", "140000"),
        ("我省建成车间120个，全省吸纳就业3200人。\n(山西日报 2021年5月13日)", "140000"),
        ("补贴政策\n根据《通知》(晋乡振〔2023〕4号)，每人补贴200元。", "140000"),
        ("据介绍，自治区乡村振兴局下达资金68亿元。\n来源:西藏日报 2023-02-10", "540000"),
        ("据介绍，中央资金到位，自治区乡村振兴局下达68亿元。", None),
        ("补贴政策\n根据《通知》(财农〔2023〕4号)，每人补贴200元。", None),
        ("补贴政策\n根据《通知》(晋乡振〔2023〕4号)，全县每人补贴200元。", None),
    ],
)
def test_the_words_around_a_text_that_names_no_region(text: str, code: str | None) -> None:
    assert about(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("记者从农业农村部获悉，建成车间120个，吸纳就业3200人。", "100000"),
        ("东部8个省市向西部10个省区市投入资金30亿元。", "100000"),
        (UNNAMED + "中央财政投入资金30万元。", None),
        ("我省是全国的粮食大省。全省建成车间120个。", None),
    ],
)
def test_the_country_where_no_region_is_named(text: str, code: str | None) -> None:
    assert about(text) == code


def test_a_region_helped_by_several_is_the_one_told_of() -> None:
    text = "东西部协作以来，天津、山东、福建、江苏对口帮扶甘肃。天津市、福建省开展协作，为甘肃选派干部623名。"
    assert about(text) == "620000"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # Where a story was written is not what it is about.
        ("中评社太原9月17日电 我国累计帮扶600多万人，全国脱贫人口务工3000万人。", "100000"),
        # Who signs a text on its partner tells of its own work.
        ("来源:平陆县农业农村局\n今年援建项目21个，招收甘洛籍学生58名。", "140829"),
        ("来源:运城市人民政府\n平陆县建成车间12个。", "140829"),
        # 我县 names another county as a partner, but itself in its own papers.
        ("我县开展帮扶，印发《平陆县帮扶要点》，全县务工2万人。", "140829"),
    ],
)
def test_the_words_that_tell_who_speaks(text: str, code: str) -> None:
    assert about(text) == code


def test_hills_in_the_west_are_no_district() -> None:
    document = lay_out("地处豫西山区的卢氏县有农户188户。")
    assert [place.name for place in find_places(document, GAZETTEER, YEAR)] == ["卢氏县"]


def test_several_provinces_of_a_text_on_many_are_the_country() -> None:
    body = "西藏19个县退出。河北1448个村出列，该省再接再厉。辽宁全省15个县摘帽。"
    assert about("多地晒出成绩单\n" + body) == "100000"
    assert about("辽宁晒出成绩单\n" + body) == "210000"


REPLY = (
    "山西省农业农村厅关于政协山西省第十三届委员会第一次会议第0120号提案的答复\n"
    "您提出的《关于{of}的提案》收悉，现答复如下：\n{body}"
)


@pytest.mark.parametrize(
    ("of", "body", "code"),
    [
        ("支持运城市发展苹果产业", "全市建成冷库120座。我省支持运城市建设园区，全市园区达到6个。", "140800"),
        ("支持平陆县发展苹果产业", "平陆县建成冷库12座，全县覆盖6个镇。", "140829"),
        ("支持运城市发展苹果产业", "全省建成冷库1200座。全省投入3亿元。我省还将支持运城市。", "140000"),
        ("支持运城市、临汾市发展苹果产业", "全市建成冷库120座，全市园区达到6个。", "140000"),
        ("发展苹果产业", "运城市建成冷库120座，全市园区达到6个。", "140000"),
    ],
)
def test_an_answer_is_about_the_region_of_the_proposal(of: str, body: str, code: str) -> None:
    assert about(REPLY.format(of=of, body=body)) == code
