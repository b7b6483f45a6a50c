"""Organisations and policy documents."""

import pytest

from builders.document.layout import lay_out
from builders.partners.bodies import find_documents, find_organisations
from builders.regions.gazetteer import Gazetteer
from builders.regions.places import find_places

GAZETTEER = Gazetteer.load()


def organisations(text: str) -> list[str]:
    document = lay_out(text)
    found = find_organisations(document, find_places(document, GAZETTEER, 2023))
    assert all(body.span.of(text) == body.name for body in found)
    return [body.name for body in found]


def documents(text: str) -> dict[str, str | None]:
    document = lay_out(text)
    bodies = find_organisations(document, find_places(document, GAZETTEER, 2023))
    return {policy.title: policy.issuer for policy in find_documents(document, bodies)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("盐湖区乡村振兴局和市财政局联合行动。", ["盐湖区乡村振兴局", "市财政局"]),
        ("按照党中央和省委、省政府部署，市委、市政府召开会议。", ["党中央", "省委", "省政府", "市委", "市政府"]),
        ("运城市委研究部署，运城市人大常委会监督。", ["运城市委", "运城市人大常委会"]),
        ("市委农村工作领导小组办公室印发通知。", ["市委农村工作领导小组办公室"]),
        ("由县人力资源和社会保障局牵头。", ["县人力资源和社会保障局"]),
        ("该市就业服务中心举办招聘会，该县农业农村局参加。", ["该市就业服务中心", "该县农业农村局"]),
        ("车间由宁远新桥制衣有限公司投资。", ["宁远新桥制衣有限公司"]),
        ("省乡村振兴局通报，市级督导组复核。", ["省乡村振兴局", "市级督导组"]),
        ("省农业农村厅、省民政厅和国家统计局发布数据。", ["省农业农村厅", "省民政厅", "国家统计局"]),
    ],
)
def test_bodies(text: str, names: list[str]) -> None:
    assert organisations(f"今年以来工作扎实。{text}") == names


@pytest.mark.parametrize(
    "text",
    [
        "全市脱贫户稳定增收，全县各部门联动。",
        "城市建设加快，社会组织参与，群众办事方便。",
        "每县一个示范村，乡村振兴全面推进。",
        "办好实事，办理案件，委托第三方评估。",
    ],
)
def test_no_bodies(text: str) -> None:
    assert organisations(text) == []


def test_a_body_is_named_once() -> None:
    assert organisations("市水利局修渠。市水利局还打井，市财政局拨款。") == ["市水利局", "市财政局"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("市乡村振兴局印发《示范村创建工作方案》。", {"示范村创建工作方案": "市乡村振兴局"}),
        ("出台《到户产业帮扶办法》《小额信贷实施细则》。", {"到户产业帮扶办法": None, "小额信贷实施细则": None}),
        ("衢绵两市签订《深化劳务协作协议》。", {"深化劳务协作协议": "衢绵两市"}),
        ("“2022年东西部协作资金计划”已印发。", {"2022年东西部协作资金计划": None}),
    ],
)
def test_policy_documents(text: str, wanted: dict[str, str | None]) -> None:
    assert documents(text) == wanted


@pytest.mark.parametrize(
    "text", ["《人民日报》刊登报道。", "学习《平凡的世界》。", "以下简称《意见》。", "观看《山海情》。"]
)
def test_newspapers_and_books_are_no_policy(text: str) -> None:
    assert documents(text) == {}
