"""Themes of figures and measures in sentences of the genre."""

import pytest

from builders.themes import OTHER, theme_of
from builders.vocabulary.lexicon import Lexicon
from tests.reading import read

LEXICON = Lexicon.load()

# heading | words before the clause | clause | label | initiatives | theme
CASES = """
织密监测网络||全县识别监测对象318户902人|监测对象户数|防返贫监测|监测帮扶
织密监测网络|对新识别的农户逐户会商,|其中211户风险已经消除|消除风险户数|防返贫监测|监测帮扶
织密监测网络||组织镇村干部入户排查4.2万户|排查户数|防返贫监测|监测帮扶
稳岗拓岗||脱贫劳动力务工2.31万人|脱贫劳动力务工人数||务工就业
稳岗拓岗||为外出人员发放交通补贴118万元|发放交通补贴金额||务工就业
稳岗拓岗||就业帮扶车间吸纳672人|就业帮扶车间吸纳人数|帮扶车间|务工就业
稳岗拓岗||城镇新增就业3100人|城镇新增就业人数||务工就业
贫困劳动力转移||输出贫困劳动力1.4万人|输出贫困劳动力人数||务工就业
做强主导产业||新建高标准农田5.6万亩|新建高标准农田面积||产业发展
做强主导产业||龙头企业带动农户8200户|龙头企业带动农户数||产业发展
做强主导产业||村级光伏电站收益312万元|村级光伏电站收益|光伏帮扶|产业发展
资金使用||衔接资金用于产业的比例达63%|衔接资金用于产业的比例||产业发展,项目资金
资金使用||投入财政衔接资金1.9亿元|投入财政衔接资金金额||项目资金
资金使用|年度计划安排项目142个,|资金支付率94.6%|资金支付率||项目资金
资金使用||统筹整合涉农资金2.2亿元|统筹整合涉农资金金额||项目资金
金融活水||发放扶贫小额信贷5120万元|发放扶贫小额信贷金额|小额信贷|金融帮扶
金融活水||发放创业担保贷款2300万元|发放创业担保贷款金额|创业担保贷款|金融帮扶
产销对接||认定扶贫产品61个|认定扶贫产品数|消费帮扶|消费帮扶
产销对接||帮助销售农副产品4180万元|帮助销售农副产品金额|消费帮扶|消费帮扶
深化结对协作||到位财政援助资金3600万元|到位财政援助资金金额|东西部协作|东西部协作
深化结对协作||互派挂职干部12名|互派挂职干部人数|东西部协作|东西部协作
深化结对协作|两地携手推进劳务协作,|举办培训班9期|东西部协作培训班期数|东西部协作|培训宣传,东西部协作
单位帮扶||中央单位直接投入帮扶资金800万元|中央单位直接投入帮扶资金|定点帮扶|定点帮扶
建强队伍||选派驻村工作队96支|选派驻村工作队数|驻村帮扶|驻村帮扶
建强队伍|驻村干部扎根一线,|为民办实事640件|为民办实事件数|驻村帮扶|驻村帮扶
提升本领||开展政策宣讲210场|政策宣讲场次||培训宣传
提升本领||培训致富带头人150人次|培训致富带头人人次||培训宣传
搬得出能致富||建成集中安置点18个|集中安置点数||易地搬迁
搬得出能致富|做好后续扶持,|搬迁群众就业率达93%|搬迁群众就业率|易地搬迁后续扶持|易地搬迁
办好民生实事||九年义务教育巩固率达97.2%|九年义务教育巩固率||教育保障
办好民生实事||资助困难学生6200人次|资助困难学生人次||教育保障
办好民生实事||医保参保率保持在98%以上|医保参保率||医疗保障
办好民生实事||改造农村危房210户|改造农村危房户数||住房饮水
办好民生实事||新建农村供水工程14处|新建农村供水工程数||住房饮水
办好民生实事||农村低保标准提高到每年5900元|农村低保标准||兜底保障
办好民生实事||发放临时救助金430万元|发放临时救助金||兜底保障
建设宜居乡村||改造户厕3300座|改造户厕数||乡村建设
建设宜居乡村||硬化通组路56公里|硬化通组路里程||乡村建设
建设宜居乡村||农村生活污水治理率达到41%|农村生活污水治理率||乡村建设
提升治理效能||化解矛盾纠纷430起|化解矛盾纠纷数||乡村治理
提升治理效能|自治区督导组反馈后,|推行积分制的村达88个|推行积分制的村数|积分制|乡村治理
提升治理效能||评选文明户1200户|评选文明户户数||乡村治理
示范引领||创建省级示范村7个|创建省级示范村数|示范创建|示范创建
抓实整改||反馈的56个问题全部整改到位|反馈问题数||问题整改
抓实整改||整改完成率100%|整改完成率||问题整改
压实责任||召开领导小组会议8次|召开领导小组会议次数||组织领导
压实责任||签订责任书320份|签订责任书份数||组织领导
促进增收||脱贫人口人均纯收入达1.42万元|脱贫人口人均纯收入||居民收入
促进增收|农村居民人均可支配收入16520元,|同比增长7.4%|农村居民人均可支配收入同比增长||居民收入
壮大村集体||村级集体经济总收入达7600万元|村级集体经济总收入||集体经济
壮大村集体||年收入20万元以上的村占61%|村集体年收入20万元以上的村占比||集体经济
||地区生产总值达到213亿元|地区生产总值||其他
||森林覆盖率达58.4%|森林覆盖率||其他
||新增减税降费1.1亿元|新增减税降费金额||其他
||累计减贫6.3万人|累计减贫人数||其他
||42个贫困村全部退出|退出贫困村数||其他
||财政民生支出占比超过八成|财政民生支出占比||其他
||全年出栏肉牛3.1万头|肉牛出栏头数||产业发展
||新农合参合率99%|新农合参合率||医疗保障
||设立防贫保障金600万元|防贫保障金||监测帮扶
||常住人口城镇化率51.8%|常住人口城镇化率||其他
""".strip().splitlines()


def theme(heading: str, before: str, clause: str, label: str, initiatives: str, metric: str | None = None) -> str:
    """The theme of a figure with one heading over it."""
    headings = [heading] if heading else []
    return theme_of(label, clause, before + clause, headings, initiatives.split(","), metric, LEXICON)


@pytest.mark.parametrize("case", CASES)
def test_a_figure_has_its_theme(case: str) -> None:
    heading, before, clause, label, initiatives, wanted = case.split("|")
    assert theme(heading, before, clause, label, initiatives) in wanted.split(",")


def test_words_without_a_cue_are_other() -> None:
    assert theme("", "", "共计三十有余", "合计", "") == OTHER


def test_a_nearer_word_outweighs_a_farther_one() -> None:
    assert theme("持续做好医疗保障", "", "新建公路12公里", "新建农村公路里程", "") == "乡村建设"


def test_a_label_that_tells_nothing_takes_the_theme_of_its_heading() -> None:
    assert theme("一、强化驻村帮扶", "", "累计投入35万元", "累计投入金额", "") == "驻村帮扶"
    assert theme("二、抓好危房改造", "", "累计投入35万元", "累计投入金额", "") == "住房饮水"


def test_an_initiative_and_a_metric_speak_for_their_themes() -> None:
    assert theme("", "", "到位1200万元", "到位金额", "东西部协作") == "东西部协作"
    assert theme("", "", "达到1200万元", "完成金额", "", "消费帮扶") == "消费帮扶"


def test_what_any_field_of_work_claims_is_not_other() -> None:
    assert theme("", "", "贫困县农村居民人均可支配收入9800元", "贫困县农村居民人均可支配收入", "") == "居民收入"
    assert theme("", "引入帮扶资金900万元,", "惠及贫困人口800人", "惠及贫困人口人数", "定点帮扶") == "定点帮扶"


def test_a_title_weighs_less_than_a_heading() -> None:
    said = ("下达金额", "中央下达3亿元", "各级投入资金9亿元,中央下达3亿元")
    assert theme_of(*said, [], (), None, LEXICON, "东西部协作成绩单") == "项目资金"
    assert theme_of(*said, ["东西部协作"], (), None, LEXICON) == "东西部协作"


def test_the_projects_that_helpers_pay_for_are_their_help() -> None:
    said = ("二、资金与项目", "", "安排项目88个,开工率92%", "安排项目数")
    assert theme(*said, "东西部协作", "项目资金") == "东西部协作"
    assert theme(*said, "小额信贷", "项目资金") == "项目资金"


def test_what_stands_between_semicolons_weighs_more_than_the_rest() -> None:
    said = "识别监测对象210户;实现转移就业1.2万人,其中脱贫人口3600人"
    assert theme_of("脱贫人口人数", "其中脱贫人口3600人", said, [], (), None, LEXICON) == "务工就业"
    alone = said.replace("实现转移就业1.2万人,", "")
    assert theme_of("脱贫人口人数", "其中脱贫人口3600人", alone, [], (), None, LEXICON) == "监测帮扶"


def test_where_a_clause_is_silent_its_sentence_outweighs_the_heading() -> None:
    said = "农村居民人均可支配收入1.8万元,增速比全省平均水平快0.4个百分点"
    faster = ("比全省平均水平快", "增速比全省平均水平快0.4个百分点")
    assert theme_of(*faster, said, ["抓好产业帮扶"], (), None, LEXICON) == "居民收入"
    assert (
        theme_of("茶园面积增速", "茶园面积增速快0.4个百分点", said, ["抓好产业帮扶"], (), None, LEXICON) == "产业发展"
    )


def test_half_and_full_width_are_one() -> None:
    assert theme("", "", "“４Ｇ”信号通村", "４Ｇ网络通村数", "") == theme("", "", "“4G”信号通村", "4G网络通村数", "")


def test_a_sentence_that_counts_parts_is_of_the_matter_of_the_one_before_it() -> None:
    found = "榆县工作情况\n各乡镇举一反三查摆问题57个,整改完成率93%。{}城关镇排查18个、完成16个。\n"
    parts = {one.theme for one in read(found.format("其中,")).observations if one.value in (18, 16)}
    alone = {one.theme for one in read(found.format("下半年,")).observations if one.value in (18, 16)}
    assert (parts, alone) == ({"问题整改"}, {"监测帮扶"})
