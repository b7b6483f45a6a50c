"""The region that a figure is told of."""

import pytest

from builders.regions.gazetteer import Gazetteer
from builders.regions.localities import is_small_city
from tests.reading import read

PREFECTURE = "运城市扎实推进乡村振兴\n"
STORY = "本报记者 李明 报道\n"


def regions(text: str, name: str = "yuncheng-2024.txt") -> dict[str, tuple[str | None, str | None]]:
    return {one.span.of(text): (one.region, one.place) for one in read(text, name).observations}


@pytest.mark.parametrize(
    ("sentences", "quote", "region"),
    [
        ("全市建成车间260个。", "260个", "140800"),
        ("平陆县建成车间32个。", "32个", "140829"),
        ("平陆6月8日讯 建成车间32个。", "32个", "140800"),
        ("平陆县建成车间32个。全市开发岗位810个。", "810个", "140800"),
        ("平陆县建成车间32个。持续开展培训,培训9000人次。", "9000人次", "140800"),
        ("平陆、垣曲两县风险消除率分别为71.2%、64.8%。", "64.8%", "140827"),
        ("在平陆县人民医院,专家坐诊610人次。", "610人次", "140829"),
        ("其中平陆县1.2亿元、垣曲县0.8亿元。", "0.8亿元", "140827"),
        ("中国农业大学持续加大对平陆县定点帮扶力度,投入帮扶资金210万元。", "210万元", "140829"),
        ("“我们新建大棚66座。”垣曲县乡村振兴局负责人表示,全县带动农户310户。", "66座", "140827"),
        ("“我们新建大棚66座。”垣曲县乡村振兴局负责人表示,全县带动农户310户。", "310户", "140827"),
        ("建成安置区36个,其中最大的安置区平陆县茅津安置420户;分散安置80户。", "420户", "140829"),
        ("建成安置区36个,其中最大的安置区平陆县茅津安置420户;分散安置80户。", "80户", "140800"),
        ("慈溪市帮扶平陆县建设的蓝莓基地扩至900亩。", "900亩", "140829"),
        ("黄浦区将平陆县未出列的6个村纳入帮扶范围。", "6个", "140829"),
        ("与长春市协作,获得长春15万元的帮扶资金。", "15万元", "140800"),
        ("南通市援助900万元支持平陆县建设花椒园,建成后可新增岗位160个。", "160个", "140829"),
        ("慈溪市与平陆县共建的分选中心投用,年处理能力3万吨。", "3万吨", "140829"),
        ("慈溪市与平陆县共建产业园,面积30亩。", "30亩", "140800"),
        ("平陆县与慈溪市经开区合作的产业园今年投用,吸纳务工群众240名。", "240名", "140829"),
        ("外出开店的有6万人,仅平陆县就有1.2万人。小额信贷余额9亿元。", "1.2万人", "140829"),
        ("外出开店的有6万人,仅平陆县就有1.2万人。小额信贷余额9亿元。", "9亿元", "140800"),
        ("慈溪市与平陆县的8所学校、3家医院结成对子,远程会诊60例。", "60例", "140829"),
        ("平陆县与慈溪市8所学校结对。", "8所", "140829"),
        ("平陆县和垣曲县的8所学校结成对子。", "8所", "140800"),
        ("省水利厅驻平陆县常乐镇工作队引进品种6个,带动90户。", "90户", "140829"),
        ("省水利厅驻平陆县水文站新增设备6台。", "6台", "140800"),
        ("慈溪市投入380万元,在平陆县常乐镇建成基地,带动90户。", "380万元", "140829"),
        ("慈溪市援助资金380万元,用于平陆县建设车间3个。", "380万元", "140829"),
        ("全市投入380万元,在平陆县常乐镇建成基地,带动90户。", "380万元", "140800"),
        ("慈溪市投入380万元,在平陆县举办招聘会3场。", "380万元", "140800"),
        ("平陆县人民医院开展新技术19项。", "19项", "140829"),
        ("平陆县人民医院建成,垣曲县中医院整体迁建,人均预期寿命达到78岁。", "78岁", "140800"),
        ("走进平陆县常乐镇车村,大棚连片。“去年集体收入43万元。”第一书记说。", "43万元", "140829"),
        ("“十四五”以来,全市建成车间260个。", "260个", "140800"),
        ("将平陆县列为重点,安排资金1.3亿元。", "1.3亿元", "140829"),
        ("“组团式”帮扶覆盖平陆县、垣曲县的7所高中。", "7所", "140800"),
        ("“组团式”帮扶覆盖平陆县的7所高中。", "7所", "140829"),
        ("深化创建了平陆县常乐镇车村、垣曲县皋落乡皋落村等6个项目。", "6个", "140800"),
    ],
)
def test_the_region_in_a_prefecture_s_report(sentences: str, quote: str, region: str) -> None:
    text = PREFECTURE + "今年以来,全市上下真抓实干。\n" + sentences
    assert regions(text)[quote][0] == region


@pytest.mark.parametrize(
    ("name", "title", "sentence", "region"),
    [
        ("yuncheng-2024.txt", "运城市扎实推进乡村振兴", "我省选派驻村干部2.1万名。", "140000"),
        ("pinglu-2024.txt", "平陆县扎实推进乡村振兴", "全市认定车间260个。", "140800"),
        ("yongji-2024.txt", "永济市扎实推进乡村振兴", "全市认定车间26个。", "140881"),
        ("xichang-2024.txt", "西昌市扎实推进乡村振兴", "全市认定车间26个。", "513401"),  # 凉山彝族自治州
        ("xichang-2024.txt", "西昌市扎实推进乡村振兴", "全州认定车间26个。", "513400"),
        ("qianjiang-2024.txt", "潜江市扎实推进乡村振兴", "全市认定车间26个。", "429005"),
        ("guangxi-2024.txt", "广西扎实推进乡村振兴", "全区认定车间2600个。", "450000"),
    ],
)
def test_what_a_report_calls_ours(name: str, title: str, sentence: str, region: str) -> None:
    found = regions(f"{title}\n各级各部门真抓实干。\n{sentence}", name)
    assert [code for code, _ in found.values()] == [region]


def test_the_codes_of_county_level_cities() -> None:
    counties = [region for region in Gazetteer.load().regions if region.level == "county" and region.held(2024)]
    assert len(counties) > 2800
    assert [one.name for one in counties if one.name.endswith("市") != is_small_city(one.code)] == []


def test_a_scene_of_a_story_lasts_until_the_whole_is_spoken_of_again() -> None:
    text = (
        "山西用活驻村干部\n" + STORY + "在平陆县常乐镇车村,第一书记带来项目3个。\n"
        "村里流转土地420亩,吸引36户回乡。\n山西全省选派驻村干部1.6万名。"
    )
    found = regions(text, "shanxi-2024.txt")
    assert found["3个"] == ("140829", "车村")
    assert found["420亩"] == ("140829", "车村")
    assert found["1.6万名"] == ("140000", None)


@pytest.mark.parametrize(
    ("paragraph", "region"),
    [
        ("投入逐年加大。今年,南通市级落实资金3亿元。", "140800"),
        ("南通选派教师90名。", "140800"),
        ("村里今年种菜90亩。", "140829"),
        ("大棚里,来自南通的技术员指导种菜90亩。", "140829"),
    ],
)
def test_what_a_helper_gives_is_no_part_of_the_scene_before_it(paragraph: str, region: str) -> None:
    scene = "走进平陆县常乐镇车村,大棚连片。运城市今年协作走深,运城全市车间260个。\n"
    found = regions("运城市扎实推进协作\n" + STORY + scene + "平陆县常乐镇车村产菜300吨。\n" + paragraph)
    assert list(found.values())[-1][0] == region


def test_a_helper_s_money_is_told_of_the_helped() -> None:
    text = "楚雄州2024年东西部协作情况\n全州协作有力。上海市投入楚雄州财政援助资金3.1亿元,实施项目70个。"
    assert regions(text, "chuxiong-2024.txt")["3.1亿元"][0] == "532300"


def test_a_figure_of_the_country() -> None:
    text = "全国巩固拓展脱贫攻坚成果综述\n目前,全国脱贫劳动力务工3300万人。中央财政累计安排资金8500亿元。"
    assert {region for region, _ in regions(text, "national-2025.txt").values()} == {"100000"}


def test_a_paragraph_on_the_whole_is_no_scene_of_the_county_it_names() -> None:
    text = (
        "山西财政助力脱贫\n本报讯 (记者 李明)山西投入资金9.4亿元。\n"
        "5年来,全省财政系统帮扶平陆县常乐镇车村,投入资金158万元;安排驻村经费771万元。"
    )
    assert regions(text, "a.txt")["771万元"] == ("140000", None)


def test_a_county_named_after_the_figures_of_a_region_s_own_text_is_no_scene() -> None:
    text = STORY + "运城市发力增收。\n指导实施项目700个,推动督办县平陆顺利摘牌。实施项目42个。"
    assert {region for region, _ in regions(text).values()} == {"140800"}


def test_a_list_of_provinces_that_one_helps_is_told_of_the_helper() -> None:
    text = "浙江省推进东西部协作\n今年我省为对口帮扶的四川、贵州、吉林3个省安排资金24.7亿元。"
    assert regions(text, "a.txt")["24.7亿元"][0] == "330000"


def test_speech_after_a_dateline_is_of_the_speaker_s_place() -> None:
    head = "运城扎实推进小额信贷\n本报运城7月18日讯(记者 李明)"
    text = head + "“有了贷款,我添了12只羊。”在平陆县常乐镇,脱贫户张志强说。"
    assert regions(text)["12只"] == ("140829", "常乐镇")
    plain = head + "全市发放贷款5亿元。在平陆县常乐镇,脱贫户张志强养羊12只。"
    assert regions(plain)["5亿元"] == ("140800", None)


def test_a_ministry_speaks_of_the_whole_country() -> None:
    text = (
        "全国脱贫人口增收\n本报北京1月20日电 农业农村部介绍,全国务工规模达3200万人。\n"
        "来自山西省平陆县的代表说,全县茶园22万亩。\n农业农村部表示,务工规模将稳定在3000万人以上。"
    )
    found = regions(text, "guojia-2025.txt")
    assert (found["22万亩"][0], found["3000万人以上"][0]) == ("140829", "100000")


def test_an_example_ends_where_the_next_paragraph_announces_another_matter() -> None:
    text = (
        f"运城市务工人数增加\n{STORY}产业持续壮大。全市建成园区36个。在平陆县茅津村,大棚发展到90座。\n"
        "就业不断拓宽。新增务工9100人。\n"
    )
    found = regions(text)
    assert {quote: found[quote][0] for quote in ("90座", "9100人")} == {"90座": "140829", "9100人": "140800"}
