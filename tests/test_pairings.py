"""Who helps whom, and what is no pairing."""

import pytest

from builders.document import lay_out
from builders.gazetteer import Gazetteer
from builders.pairings import find_pairings
from builders.places import find_places, home

GAZETTEER = Gazetteer.load()
YEAR = 2023


def told(region: str, text: str) -> dict[str, tuple[str, str | None]]:
    """The pairings of a report about the region, as helper>helped, with initiative and year."""
    report = f"{region}巩固脱贫成果情况\n今年以来，{region}扎实推进工作。{text}"
    document = lay_out(report)
    mentions = find_places(document, GAZETTEER, YEAR)
    about = home(document, mentions, GAZETTEER)
    found = find_pairings(document, mentions, about, YEAR, GAZETTEER)
    assert all(pairing.sentence.covers(pairing.span) for pairing in found)
    return {f"{pairing.helper}>{pairing.helped}": (pairing.initiative, pairing.year) for pairing in found}


REGIONS = [
    ("昭通市", "上海市闵行区、徐汇区对口帮扶昭通市彝良县。", "310112>530628 310104>530628"),
    ("昭通市", "全年沪滇协作资金到位3亿元。", "310000>530000"),
    ("定西市", "福州市对口帮扶定西市，榕定两市签订协议。", "350100>621100"),
    ("定西市", "争取到位福州市财政援助资金2.1亿元。", "350100>621100"),
    ("陇南市", "青岛市与陇南市深化东西部协作。", "370200>621200"),
    ("凉山彝族自治州", "深化浙川东西部协作，宁波市结对帮扶凉山州。", "330000>510000 330200>513400"),
    ("安康市", "苏陕协作项目98个，常州市对口帮扶安康市。", "320000>610000 320400>610900"),
    ("毕节市", "广州市倾力帮扶毕节市，粤黔协作成效明显。", "440100>520500 440000>520000"),
    ("固原市", "闽宁协作援助资金到位1.2亿元。", "350000>640000"),
    ("酉阳土家族苗族自治县", "山东省东营市与酉阳县结对。", "370500>500242"),
    ("乌兰察布市", "京蒙协作资金3亿元，北京市朝阳区帮扶卓资县。", "110000>150000 110105>150921"),
    ("赫章县", "我县与广州市黄埔区签订结对帮扶协议。", "440112>520527"),
    ("甘肃省", "五年来，天津、山东倾力帮扶，投入资金100亿元。", "120000>620000 370000>620000"),
    ("绵阳市", "衢绵两市互访12次。", "330800>510700"),
    ("都安瑶族自治县", "深圳市宝安区自2016年与都安结对以来，投入资金4亿元。", "440306>451228"),
    ("汉中市", "南通市11个县（市、区）与我市11个县（区）结成对子。", "320600>610700"),
    ("楚雄彝族自治州", "上海市投入楚雄州沪滇协作财政援助资金3亿元。", "310000>532300 310000>530000"),
    ("凉山彝族自治州", "余姚市与盐源县、慈溪市与布拖县结对。", "330281>513423 330282>513429"),
    ("宁波市", "全年投入凉山州财政援助资金5亿元。", "330200>513400"),
    ("小金县", "浙江省湖州市德清县把技术带到结对的小金县。", "330521>513227"),
]


@pytest.mark.parametrize(("region", "text", "wanted"), REGIONS)
def test_partner_regions(region: str, text: str, wanted: str) -> None:
    found = told(region, text)
    assert set(found) == set(wanted.split())
    assert {initiative for initiative, _ in found.values()} == {"东西部协作"}


def test_aid_to_the_far_west_has_its_own_name() -> None:
    found = told("喀什地区", "山东省对口支援喀什地区疏勒县。")
    assert found == {"370000>653122": ("对口支援", "2023")}
    assert told("宁波市", "对口支援新疆库车市安排资金4亿元。") == {"330200>652902": ("对口支援", "2023")}
    assert told("阿克陶县", "江西省援建阿克陶县，援疆项目163个。") == {"360000>653022": ("对口支援", "2023")}


def test_the_year_the_sentence_names() -> None:
    assert told("保山市", "2017年，上海市闵行区与保山市隆阳区建立对口帮扶关系。") == {
        "310112>530502": ("东西部协作", "2017")
    }


BODIES = [
    ("榆中县", "全国台联持续加大对榆中县定点帮扶力度。", "全国台联>620123", "定点帮扶"),
    ("景东县", "浙江大学定点帮扶景东县。", "浙江大学>530823", "定点帮扶"),
    ("西丰县", "金星满族乡宝兴村里，来自辽宁省委党校的驻村第一书记带头干。", "辽宁省委党校>211223", "驻村帮扶"),
    ("卢氏县", "官道口镇新坪村里，记者见到从三门峡市审计局来的第一书记。", "三门峡市审计局>411224", "驻村帮扶"),
    ("化德县", "定点帮扶单位中央编办今年直接投入帮扶资金600万元。", "中央编办>150922", "定点帮扶"),
    ("凌海市", "从辽河油田来到新庄子镇大明村担任驻村第一书记。", "辽河油田>210781", "驻村帮扶"),
]


@pytest.mark.parametrize(("region", "text", "pair", "initiative"), BODIES)
def test_bodies_that_help(region: str, text: str, pair: str, initiative: str) -> None:
    assert {key: value for key, (value, _) in told(region, text).items()} == {pair: initiative}


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("威宁彝族回族苗族自治县", "融入川渝合作、京津冀协同发展和长三角一体化。"),
        ("绵阳市", "江浙沪游客增多，签约合作项目20个。"),
        ("运城市", "组织脱贫劳动力到天津、北京务工，加强输出地对接。"),
        ("长治市", "黔货出山，川猪产业，云南白药走进市场。"),
        ("兰州市", "选派到天津挂职党政干部9名。"),
        ("运城市", "各县结对帮扶监测对象，干部对口联系。"),
        ("运城市", "市直单位定点帮扶平陆县。"),
        ("定西市", "来自各部门的驻村第一书记带头干。"),
        ("固原市", "闽宁镇产业兴旺。"),
    ],
)
def test_no_pairing(region: str, text: str) -> None:
    assert told(region, text) == {}
