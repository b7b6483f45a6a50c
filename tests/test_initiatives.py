"""Mentions of initiatives and the campaigns of regions, in sentences of the genre."""

from collections.abc import Callable

import pytest

from builders.chinese.dates import Clock
from builders.document.layout import lay_out
from builders.facts import Campaign
from builders.initiatives.campaigns import find_campaigns
from builders.initiatives.names import InitiativeMention, find_initiatives
from builders.initiatives.ties import Ties
from builders.text import Span
from builders.vocabulary.lexicon import Lexicon


def mentions(text: str) -> tuple[InitiativeMention, ...]:
    return find_initiatives(lay_out(text), Lexicon.load())


def campaigns(text: str, region_at: Callable[[Span], str | None] = lambda _: None) -> dict[str, Campaign]:
    document, lexicon = lay_out(text), Lexicon.load()
    found = find_initiatives(document, lexicon)
    return {
        each.key: each
        for each in find_campaigns(
            document, found, Ties(document, found, lexicon), region_at, Clock(2024, "2024"), lexicon
        )
    }


NAMES = [
    ("全市扎实推进东西部扶贫协作,成效明显。", ["东西部协作"]),
    ("选派驻村工作队86支,落实脱贫人口小额信贷。", ["驻村帮扶", "小额信贷"]),
    ("开发光伏公益岗位420个。", ["光伏帮扶", "公益岗位"]),
    ("持续深化苏陕协作,共建园区3个。", ["苏陕协作"]),
    ("深入推进京青协作,引进企业2家。", ["京青协作"]),
    ("全县组织开展“敲门问需解民忧”专项行动。", ["敲门问需解民忧"]),
    ("广泛开展“送岗进村”“送训上门”“政策敲门”等系列活动。", ["送岗进村", "送训上门", "政策敲门"]),
    ("推行“村村有集市”模式,带动农户增收。", ["村村有集市"]),
    ("实施“321”强村富农工程,投资2亿元。", ["321强村富农工程"]),
    ("大力实施特色产业倍增计划,培育龙头企业12家。", ["特色产业倍增计划"]),
    ("全区启动了乡村治理提质专项行动和庭院美化专项行动。", ["乡村治理提质专项行动", "庭院美化专项行动"]),
    ("接续开展项目攻坚年、作风建设年、服务优化年活动。", ["项目攻坚年", "作风建设年", "服务优化年活动"]),
    ("清水河治理三年行动圆满收官,水质稳定达标。", ["清水河治理三年行动"]),
    ("印发《临江市农民收入提升三年行动方案(2022-2024年)》。", ["农民收入提升三年行动"]),
    ("创新设立困难群众应急救助基金和乡村惠农保险。", ["困难群众应急救助基金", "乡村惠农保险"]),
    ("全力打好“百日攻坚”秋季行动收官战。", ["百日攻坚"]),
    ("开展“暖心回访”,听取意见。", ["暖心回访"]),
    ("清溪“五美联动”和美乡村工程入选典型案例。", ["五美联动"]),
    ("推行“积分制”“清单制”乡村治理模式。", ["积分制", "清单制"]),
    ("持续推进“七项安居工程”、“九件便民实事”。", ["七项安居工程"]),
    ("“五清一绿”扎实开展,村容村貌改观。", ["五清一绿"]),
    ("省里组织“大起底、大走访、大提升”行动。", ["大起底、大走访、大提升"]),
    ("“彩云车间”吸纳就业60人。", ["帮扶车间"]),
    ("从“企业车间”走向市场。", []),
    ("深化消费和产业帮扶。", ["消费帮扶"]),
    ("推出“惠农信贷通”,解决融资难。", ["惠农信贷通"]),
    ("深化闽宁消费协作。", ["闽宁协作", "消费帮扶"]),
    ("落实“医疗、养老、失业”保险。", []),
]


@pytest.mark.parametrize(("text", "keys"), NAMES)
def test_names(text: str, keys: list[str]) -> None:
    found = [mention.key for mention in mentions(text)]
    assert [key for key in found if key in keys] == keys


@pytest.mark.parametrize(
    "text",
    [
        "严格落实“四个不摘”要求,推动“两不愁三保障”成果巩固。",
        "落实“一户一策”帮扶计划,做到应纳尽纳。",
        "开展“回头看”,对问题逐一销号。",
        "组织120余场专项就业服务活动。",
        "出台专项行动方案8个,迅速行动起来。",
        "“十四五”规划开局良好,解决群众“急难愁盼”问题。",
        "开展水利工程建设,连续举办三届对接活动。",
        "办公岗位调整有序,迎接国考和考核评估。",
        "广泛开展文体活动和技能培训活动。",
        "参加职工基本医疗保险的脱贫人口有3000人。",
    ],
)
def test_no_names(text: str) -> None:
    assert mentions(text) == ()


def test_a_vocabulary_name_is_said_in_full() -> None:
    text = "全省部署五项重点工作“百日攻坚”夏季行动。"
    (found,) = mentions(text)
    assert (found.key, found.name, found.level) == ("百日攻坚", "五项重点工作“百日攻坚”夏季行动", "省")
    assert found.span.of(text) == found.name


def test_a_name_ends_with_its_sentence() -> None:
    assert [each.name for each in mentions("全县推进“5+1”……定点帮扶全面铺开。")] == ["定点帮扶"]
    assert [each.key for each in mentions("全县推进……“敲门问需”专项行动。")] == ["敲门问需"]


def test_furniture_names_nothing() -> None:
    assert mentions("榆县工作简报\n发放小额信贷80万元。\n相关新闻\n东西部协作结硕果\n") == mentions(
        "榆县工作简报\n发放小额信贷80万元。\n"
    )


@pytest.mark.parametrize(
    ("text", "key", "start", "end"),
    [
        ("从4月上旬至9月底,全市开展“敲门问需”专项行动。", "敲门问需", "2024-04-01", "2024-09-30"),
        ("3月6日,全省“百日攻坚”行动动员会召开后,各县迅速行动。", "百日攻坚", "2024-03-06", None),
        ("印发《榆县农民收入提升三年行动方案(2022-2024年)》。", "农民收入提升三年行动", "2022", "2024"),
        ("2023年,全县组织开展了产业比武擂台活动。", "产业比武擂台活动", "2023", "2023"),
        ("2月18日,“春风行动”在全县正式启动。", "春风行动", "2024-02-18", None),
        ("截至6月底,全市发放小额信贷5.2亿元。", "小额信贷", None, None),
        ("今年以来,全县扎实推进东西部协作。", "东西部协作", None, None),
        ("2023年发放小额信贷3亿元,深入开展“敲门问需”专项行动。", "敲门问需", None, None),
    ],
)
def test_when_a_campaign_runs(text: str, key: str, start: str | None, end: str | None) -> None:
    assert (campaigns(text)[key].start, campaigns(text)[key].end) == (start, end)


def test_one_campaign_for_each_region() -> None:
    text = "全省开展“百日攻坚”行动。青溪市开展“百日攻坚”行动,县县落实“百日攻坚”任务。"
    document, lexicon = lay_out(text), Lexicon.load()
    found = find_initiatives(document, lexicon)
    made = find_campaigns(
        document,
        found,
        Ties(document, found, lexicon),
        lambda span: "140000" if span.start < 13 else "140400",
        Clock(2024, "2024"),
        lexicon,
    )
    assert [(each.key, each.region) for each in made] == [("百日攻坚", "140000"), ("百日攻坚", "140400")]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        (
            "自“百日攻坚”专项行动在全省铺开以来,青溪市迅速动员。青溪市打响“3+1百日攻坚”行动。",
            {"140000": None, "140400": "140000"},
        ),
        ("全省深入开展“百日攻坚”行动以来,青溪市打响“3+1百日攻坚”行动。", {"140000": None, "140400": "140000"}),
        ("青溪市“百日攻坚”行动在全省率先启动。", {"140400": None}),
        ("青溪市“百日攻坚”行动成效居全省前列,“百日攻坚”行动再添动力。", {"140400": None}),
        ("全省小额信贷、消费帮扶等任务外,青溪市投放小额信贷2亿元。", {"140400": None}),
    ],
)
def test_a_drive_of_the_province_is_the_provinces_and_a_citys_follows_it(
    text: str, regions: dict[str, str | None]
) -> None:
    document, lexicon = lay_out(text), Lexicon.load()
    found = find_initiatives(document, lexicon)
    ties = Ties(document, found, lexicon)
    made = find_campaigns(document, found, ties, lambda _: "140400", Clock(2024, "2024"), lexicon)
    assert {each.region: each.follows for each in made if each.key in ("百日攻坚", "小额信贷")} == regions


@pytest.mark.parametrize("name", ["衔接资金项目建设内容及投资计划", "补助资金分配计划", "项目支出计划"])
def test_a_plan_of_money_is_no_initiative(name: str) -> None:
    assert not campaigns(f"2024年全县推进{name},开展“护苗行动”。").keys() & {name, name.removeprefix("推进")}
    assert "护苗行动" in " ".join(campaigns(f"2024年全县推进{name},开展“护苗行动”。"))


def test_a_narrower_name_implies_the_broader() -> None:
    made = campaigns("持续深化苏陕协作,共建园区3个。")
    assert made["苏陕协作"].within == "东西部协作"
    assert made["东西部协作"].rule == "narrower named"


def test_what_a_campaign_builds_on() -> None:
    made = campaigns("全市在落实全省“百日攻坚”行动基础上,增加“敲门问需”专项行动。")
    assert made["敲门问需"].within == "百日攻坚"


def test_what_governs_a_named_activity() -> None:
    made = campaigns("工作简报\n(一)建强驻村帮扶力量。\n开展“擂台比学”活动60场次。\n")
    assert made["擂台比学"].within == "驻村帮扶"
