"""Reports made by hand for the tests of what comes after reading: our own sentences, with true offsets."""

import hashlib
from decimal import Decimal
from typing import Any

from builders.facts import (
    Campaign,
    Derived,
    Measure,
    Member,
    Observation,
    Organisation,
    Pairing,
    Place,
    PolicyDocument,
    Relation,
    Report,
    Unresolved,
    Verdict,
)
from builders.graph.iri import BASE
from builders.text import Span
from builders.vocabulary.lexicon import Group, InitiativeTerm, Lexicon, Metric, Theme, Unit

NAMES = {
    "100000": ("中国", "China"),
    "120000": ("天津市", "Tianjin"),
    "140000": ("山西省", "Shanxi"),
    "140800": ("运城市", "Yuncheng"),
    "140881": ("永济市", "Yongji"),
    "620000": ("甘肃省", "Gansu"),
    "620100": ("兰州市", "Lanzhou"),
    "620123": ("榆中县", ""),
}


def _initiative(slug: str, key: str, en: str) -> InitiativeTerm:
    return InitiativeTerm(key, f"{BASE}initiative/{slug}", key, en, forms=(key,))


def _theme(slug: str, key: str, en: str) -> Theme:
    return Theme(key, f"{BASE}theme/{slug}", key, en)


def _unit(slug: str, key: str, en: str) -> Unit:
    return Unit(key, f"{BASE}unit/{slug}", key, en, forms=(key,))


def _metric(key: str, zh: str, en: str, unit: str) -> Metric:
    return Metric(key, f"{BASE}metric/{key}", zh, en, unit=unit, head=((zh,),))


def _lexicon() -> Lexicon:
    themes = (
        _theme("monitoring", "监测帮扶", "monitoring and assistance"),
        _theme("employment", "务工就业", "employment"),
        _theme("finance", "金融帮扶", "finance"),
        _theme("east-west", "东西部协作", "east-west cooperation"),
        _theme("other", "其他", "other"),
    )
    initiatives = (
        _initiative("hundred-day-drive", "百日攻坚", "hundred-day drive"),
        _initiative("assistance-workshops", "帮扶车间", "assistance workshops"),
        _initiative("green-rural-revival", "千万工程", "green rural revival programme"),
        _initiative("east-west-cooperation", "东西部协作", "east-west cooperation"),
        _initiative("village-teams", "驻村帮扶", "village-based assistance"),
        _initiative("designated-assistance", "定点帮扶", "designated assistance"),
    )
    metrics = (
        _metric("risk-elimination-rate", "风险消除率", "share of risks removed", "%"),
        _metric("monitored-households", "监测对象户数", "monitored households", "户"),
    )
    groups = (Group("监测对象", f"{BASE}group/monitored", "监测对象", "people monitored against a return to poverty"),)
    units = (
        _unit("item", "个", "item"),
        _unit("household", "户", "household"),
        _unit("person", "人", "person"),
        _unit("percent", "%", "per cent"),
        _unit("yuan", "元", "yuan"),
    )
    return Lexicon(
        themes={theme.key: theme for theme in themes},
        initiatives={term.key: term for term in initiatives},
        metrics={metric.key: metric for metric in metrics},
        groups={group.key: group for group in groups},
        units={unit.key: unit for unit in units},
        unit_forms={form: unit.key for unit in units for form in unit.forms},
    )


LEXICON = _lexicon()

TEXT = (
    "运城市百日攻坚行动情况\n"
    "2023年2月以来，全市开展“百日攻坚”行动，认定帮扶车间260个，其中永济市31个。\n"
    "监测对象6029户16695人，风险消除率达到63.2%。\n"
    "计划发放小额信贷3至5万元的户不少于1200户，完成年度任务的103.8%。\n"
    "栲栳镇出台《就业帮扶实施方案》，组织专场招聘会。\n"
    "天津市帮助永济市，市农业农村局派人驻村。第7项。\n"
    "全市共有帮扶车间260个。\n"
)
OTHER = (
    "榆中县东西部协作工作\n"
    "截至2022年6月底，落实天津财政援助资金2.58亿元，监测对象风险消除率达到58.1%。全国台联定点帮扶榆中县。\n"
    "农村低保标准由6007元提高到6237元。\n"
)


def at(words: str, text: str = TEXT, nth: int = 1) -> Span:
    """Where the words stand for the nth time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def sentence(span: Span, text: str = TEXT) -> Span:
    """The sentence, here the line's part between full stops, around a span."""
    start = max(text.rfind("。", 0, span.start), text.rfind("\n", 0, span.start)) + 1
    ends = [end for mark in "。\n" if (end := text.find(mark, span.end - 1)) >= 0]
    return Span(start, min(ends) + 1)


def observation(
    words: str, value: str, unit: str, label: str, text: str = TEXT, nth: int = 1, **more: Any
) -> Observation:
    """A figure of Yuncheng in 2023, or what `more` says."""
    span = at(words, text, nth)
    plain = Observation(
        span=span,
        sentence=sentence(span, text),
        value=Decimal(value),
        low=Decimal(value),
        high=Decimal(value),
        written=words.removesuffix(unit),
        unit=unit,
        bound="exact",
        role="value",
        label=label,
        metric=None,
        group=None,
        region="140800",
        place=None,
        start=None,
        end="2023",
        part_of=None,
        theme="其他",
        initiatives=(),
        rule="sample",
    )
    return plain._replace(**more)


def where(words: str, text: str = TEXT, nth: int = 1) -> dict[str, Any]:
    """The span of the words, their sentence and the rule of all samples."""
    span = at(words, text, nth)
    return {"span": span, "sentence": sentence(span, text), "rule": "sample"}


def yuncheng() -> Report:
    """A report with a fact of every kind."""
    workshops = observation(
        "260个",
        "260",
        "个",
        "认定帮扶车间数",
        start="2023-02",
        theme="务工就业",
        initiatives=("百日攻坚", "帮扶车间"),
        again=(at("260个", nth=2),),
    )
    observations = (
        workshops,
        observation("31个", "31", "个", "认定帮扶车间数", theme="务工就业", region="140881")._replace(
            part_of=workshops.span.start,
        ),
        observation(
            "6029户", "6029", "户", "监测对象户数", theme="监测帮扶", group="监测对象", metric="monitored-households"
        ),
        observation("16695人", "16695", "人", "监测对象人数", theme="监测帮扶", group="监测对象"),
        observation(
            "63.2%",
            "63.2",
            "%",
            "风险消除率",
            metric="risk-elimination-rate",
            role="rate",
            theme="监测帮扶",
            initiatives=("百日攻坚",),
            low=Decimal("63.15"),
        ),
        observation(
            "不少于1200户", "1200", "户", "发放小额信贷户数", role="target", bound="more", high=None, theme="金融帮扶"
        ),
        observation("103.8%", "103.8", "%", "发放小额信贷任务完成率", role="completion", theme="金融帮扶"),
    )
    measure = Measure(
        **where("组织专场招聘会"),
        action="组织",
        object="专场招聘会",
        theme="务工就业",
        region="140881",
        initiatives=("春暖农民工行动",),
        status="done",
        start=None,
        end="2023",
    )
    campaign = Campaign(
        **where("百日攻坚"),
        key="百日攻坚",
        name="百日攻坚",
        region="140800",
        start="2023-02-07",
        end=None,
        within="千万工程",
        level="省",
    )
    pairings = (
        Pairing(**where("天津市帮助永济市"), helper="120000", helped="140881", initiative="东西部协作", year="2023"),
        Pairing(
            **where("市农业农村局派人驻村"), helper="市农业农村局", helped="140881", initiative="驻村帮扶", year=None
        ),
    )
    places = (
        Place(**where("运城市"), name="运城市", code="140800", level="prefecture", within=None),
        Place(**where("永济市"), name="永济市", code="140881", level="county", within=None),
        Place(**where("栲栳镇"), name="栲栳镇", code=None, level="town", within="140881"),
    )
    parts = (Member(at("260个").start, "whole"), Member(at("31个").start, "part"))
    relation = Relation(
        **where("260个，其中永济市31个"),
        kind="part-whole",
        members=parts,
        verdict=Verdict("not-a-partition", Decimal(31), Decimal(31), "31 < 260"),
    )
    derived = Derived(
        **where("1200户，完成年度任务的103.8%"),
        kind="target",
        label="发放小额信贷户数·年度任务",
        low=Decimal("1155.5"),
        high=Decimal("1156.7"),
        unit="户",
        region="140800",
        end=None,
        sources=(at("不少于1200户").start, at("103.8%").start),
        arithmetic="1200 ÷ 103.8% = [1155.5, 1156.7]",
    )
    return Report(
        name="yuncheng.txt",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        encoding="utf-8",
        text=TEXT,
        title=at("运城市百日攻坚行动情况"),
        issuer="运城市乡村振兴局",
        issued="2023-06-05",
        region="140800",
        start="2023-02-07",
        end="2023-05",
        observations=observations,
        measures=(measure,),
        campaigns=(campaign,),
        pairings=pairings,
        places=places,
        organisations=(Organisation(**where("市农业农村局"), name="市农业农村局"),),
        documents=(PolicyDocument(**where("《就业帮扶实施方案》"), title="就业帮扶实施方案", issuer=None),),
        unresolved=(Unresolved(at("7"), sentence(at("7")), "no-label"),),
        relations=(relation,),
        derived=(derived,),
    )


def yuzhong() -> Report:
    """A second, small report of another region and year."""
    return Report(
        name="榆中.txt",
        sha256=hashlib.sha256(OTHER.encode()).hexdigest(),
        encoding="gb18030",
        text=OTHER,
        title=at("榆中县东西部协作工作", OTHER),
        issuer=None,
        issued=None,
        region="620123",
        start=None,
        end="2022-06-30",
        observations=(
            observation(
                "2.58亿元",
                "258000000",
                "元",
                "天津财政援助资金",
                OTHER,
                region="620123",
                end="2022-06-30",
                theme="东西部协作",
                initiatives=("东西部协作",),
            ),
            observation(
                "58.1%",
                "58.1",
                "%",
                "风险消除率",
                OTHER,
                metric="risk-elimination-rate",
                region="620123",
                end="2022-06-30",
                role="rate",
                theme="监测帮扶",
            ),
            observation("6007元", "6007", "元", "农村低保标准", OTHER, region="620123", end=None, role="previous"),
            observation(
                "6237元", "6237", "元", "农村低保标准", OTHER, region="620123", end="2022-06-30", role="standard"
            ),
        ),
        pairings=(
            Pairing(
                **where("天津财政援助", OTHER), helper="120000", helped="620123", initiative="东西部协作", year="2022"
            ),
            Pairing(
                **where("全国台联定点帮扶榆中县", OTHER),
                helper="全国台联",
                helped="620123",
                initiative="定点帮扶",
                year="2022",
            ),
        ),
    )
