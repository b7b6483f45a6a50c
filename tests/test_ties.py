"""Which initiatives the figures of a text belong to, in sentences of the genre."""

import pytest

from builders.document.layout import lay_out
from builders.initiatives.names import find_initiatives
from builders.initiatives.ties import tie_all, ties
from builders.text import Span
from builders.vocabulary.lexicon import Lexicon
from tests.reading import read

Tied = dict[str, set[str]]


def tied(text: str, figures: Tied) -> Tied:
    document, lexicon = lay_out(text), Lexicon.load()
    spans = [Span(text.index(figure), text.index(figure) + len(figure)) for figure in figures]
    found = tie_all(document, find_initiatives(document, lexicon), spans, lexicon)
    return {figure: set(keys) for figure, keys in zip(figures, found, strict=True)}


CLAUSES: list[tuple[str, Tied]] = [
    (  # a name in a list of others is not taken up by a later word
        "完善防返贫动态监测机制,发动镇村干部、驻村工作队开展集中排查,走访农户2.1万户。",
        {"2.1万户": {"防返贫监测"}},
    ),
    ("驻村工作队走访农户2.1万户。", {"2.1万户": {"驻村帮扶"}}),
    (  # examples of the kind that is named after them
        "光伏公益岗、保洁员等公益性岗位在岗760人,人均月补贴500元。",
        {"760人": {"公益岗位"}, "500元": {"公益岗位"}},
    ),
    ("设置光伏公益岗位540个。", {"540个": {"光伏帮扶", "公益岗位"}}),
    ("向61户发放防贫救助金40万元。", {"61户": {"防返贫监测"}, "40万元": {"防返贫监测"}}),
    ("向61户发放救助金40万元。", {"61户": set(), "40万元": set()}),
    (  # what the state gives everyone is not for those under watch
        "健全防止返贫致贫机制,安排衔接资金项目90个。",
        {"90个": set()},
    ),
    ("健全防止返贫致贫机制,每月筛查比对2次。", {"2次": {"防返贫监测"}}),
    (  # what those in a village get of the state for it, and what else they did
        "驻村工作队进村后,争取财政衔接资金120万元;组织村民开展培训3期。",
        {"120万元": {"驻村帮扶"}, "3期": {"驻村帮扶"}},
    ),
    (
        "选派驻村工作队后,财政衔接资金投入120万元;全县开展培训3期。",
        {"120万元": set(), "3期": set()},
    ),
    ("全市31支驻镇帮镇扶村工作队到岗,队员170名。", {"31支": {"驻村帮扶"}, "170名": {"驻村帮扶"}}),
    ("全市31支驻镇医疗队到岗,队员170名。", {"31支": set(), "170名": set()}),
    ("加强驻村工作队管理,对14个村实行市级领导包联。", {"14个": set()}),
    ("加强驻村工作队管理,对14个村实行每月调度。", {"14个": {"驻村帮扶"}}),
    ("驻村干部每月对监测对象走访2遍。", {"2遍": {"驻村帮扶"}}),
    ("21家帮扶车间吸纳就业500人,脱贫人口占40%。", {"40%": {"帮扶车间"}}),
    ("21家帮扶车间吸纳就业500人,全县参保率占40%。", {"40%": set()}),
    (  # by whose help; an item of a list of tasks
        "在交通运输部定点帮扶和专家团队帮助下,建成冷库4座。",
        {"4座": {"定点帮扶"}},
    ),
    ("统筹定点帮扶和专家团队等力量,建成冷库4座。", {"4座": set()}),
    ("通过消费帮扶、电商直播等方式销售蜂蜜900万元。", {"900万元": {"消费帮扶"}}),
    ("通过消费帮扶、产业发展等方式增收900万元。", {"900万元": set()}),
    (  # those whom a loan reached, of whichever group
        "新发放脱贫人口小额信贷2亿元,惠及脱贫户和防止返贫监测户6100户。",
        {"6100户": {"小额信贷"}},
    ),
    ("消除防止返贫监测户6100户。", {"6100户": {"防返贫监测"}}),
    (  # one thing by two of its names
        "21家卫星工厂和帮扶车间吸纳就业840人,其中脱贫人口330人。",
        {"840人": {"帮扶车间"}, "330人": {"帮扶车间"}},
    ),
    (  # teams that serve schools and hospitals
        "面向9个县实施教育、医疗“组团式”帮扶,结对帮扶中学、县医院38所。",
        {"9个": {"组团式帮扶"}, "38所": {"组团式帮扶"}},
    ),
    (  # a fund against poverty and those whom it relieves; other relief is none of watching
        "设立防返贫保障资金300万元,救助困难群众51户,发放救助金28万元。",
        {"51户": {"防贫基金", "防返贫监测"}, "28万元": {"防贫基金", "防返贫监测"}},
    ),
    ("识别监测对象300户,发放救助金28万元。", {"28万元": set()}),
    (  # water is part of building villages, insurance is not
        "运用“千万工程”经验建设和美乡村90个,自来水普及率达到91%,基本医疗保险参保率达到97%。",
        {"90个": {"千万工程"}, "91%": {"千万工程"}, "97%": set()},
    ),
    (  # one relation's word in what is told of another by name
        "襄阳市与我县建立省内区域协作关系,到位援助资金700万元。",
        {"700万元": {"省内区域协作"}},
    ),
    ("到位援助资金700万元。", {"700万元": {"东西部协作"}}),
    (  # a deed whose object was said before
        "推动帮扶车间提档升级,年内再改造提升36家,种植茶叶2万亩。",
        {"36家": {"帮扶车间"}, "2万亩": set()},
    ),
    (
        "全县建起帮扶车间214家,上半年新办17家,共带动群众380人上班。",
        {"214家": {"帮扶车间"}, "17家": {"帮扶车间"}, "380人": {"帮扶车间"}},
    ),
    (
        "市直定点帮扶单位投入资金940万元,采购农副产品763万元,引进企业5家。",
        {"940万元": {"定点帮扶"}, "763万元": {"定点帮扶"}, "5家": {"定点帮扶"}},
    ),
    (
        "市直定点帮扶单位投入资金940万元,开展消费帮扶763万元。",
        {"940万元": {"定点帮扶"}, "763万元": {"定点帮扶", "消费帮扶"}},
    ),
    (
        "全县认定就业帮扶车间86个,吸纳就业2410人,其中脱贫劳动力905人;新建高标准农田3万亩。",
        {"86个": {"帮扶车间"}, "2410人": {"帮扶车间"}, "905人": {"帮扶车间"}, "3万亩": set()},
    ),
    (
        "发放脱贫人口小额信贷1.2亿元、惠及2600户,开发乡村公益性岗位4100个,输转劳动力5.8万人。",
        {"1.2亿元": {"小额信贷"}, "2600户": {"小额信贷"}, "4100个": {"公益岗位"}, "5.8万人": set()},
    ),
    (
        "识别监测对象1206户4310人(其中脱贫不稳定户388户、边缘易致贫户512户),风险消除率71.5%。",
        {"4310人": {"防返贫监测"}, "388户": {"防返贫监测"}, "71.5%": {"防返贫监测"}},
    ),
    ("监测对象家庭医生签约率99.1%,参保率100%。", {"99.1%": set(), "100%": set()}),
    (
        "到位财政援助资金6800万元,实施协作项目31个;省直单位定点帮扶投入资金420万元,引进项目6个。",
        {"6800万元": {"东西部协作"}, "31个": {"东西部协作"}, "420万元": {"定点帮扶"}, "6个": {"定点帮扶"}},
    ),
    (
        "南江大学持续加大定点帮扶力度,今年投入帮扶资金260万元,完成消费帮扶95万元。",
        {"260万元": {"定点帮扶"}, "95万元": {"定点帮扶", "消费帮扶"}},
    ),
    (
        "落实东西部协作和定点帮扶资金2.3亿元,争取债券资金4.1亿元。",
        {"2.3亿元": {"东西部协作", "定点帮扶"}, "4.1亿元": set()},
    ),
    ("通过“一键报贫”平台受理申报860件。", {"860件": {"一键报贫", "防返贫监测"}}),
    (
        "设置光伏公益岗位510个,安置脱贫劳动力498人。",
        {"510个": {"光伏帮扶", "公益岗位"}, "498人": {"光伏帮扶", "公益岗位"}},
    ),
    ("查看扶贫车间、产业基地、厕所改造等项目140个。", {"140个": set()}),
    ("就“帮扶车间管理不严”“公益岗位设置不规范”等9项问题逐一整改。", {"9项": set()}),
    ("乡镇干部和驻村工作队、网格员一齐上阵,全县320名信息员参与。", {"320名": set()}),
    ("苏陕协作资金到位1.1亿元。", {"1.1亿元": {"东西部协作", "苏陕协作"}}),
    ("扎实开展“敲门问需”专项行动,走访群众5.2万户。", {"5.2万户": {"敲门问需"}}),
    ("光伏电站装机规模达到95兆瓦,新建变电站4座。", {"95兆瓦": set(), "4座": set()}),
    ("全市生产总值620亿元,增长6.1%,森林覆盖率38%。", {"620亿元": set(), "6.1%": set(), "38%": set()}),
    (
        "各县有帮扶车间910个,已复工876个,复工率超过96.2%,较上月增加55个;清理河道18公里。",
        {"876个": {"帮扶车间"}, "96.2%": {"帮扶车间"}, "55个": {"帮扶车间"}, "18公里": set()},
    ),
    (
        "全县有就业帮扶车间37个。吸纳脱贫劳动力640人,较去年增加52人。新修机耕路21公里。",
        {"640人": {"帮扶车间"}, "52人": {"帮扶车间"}, "21公里": set()},
    ),
    ("建设返乡驿站14个、帮扶车间22个、见习基地31家。", {"14个": set(), "22个": {"帮扶车间"}, "31家": set()}),
    (
        "改良茶园3万亩,建设帮扶车间46个,带动1.2万人增收。",
        {"3万亩": set(), "46个": {"帮扶车间"}, "1.2万人": set()},
    ),
    (
        "村级光伏电站结算收益2100万元,设置公益岗位1300个,发放工资980万元。",
        {"1300个": {"光伏帮扶", "公益岗位"}, "980万元": {"光伏帮扶", "公益岗位"}},
    ),
    (
        "监测对象风险消除率为77%;清河县仅为58.4%,低于全市平均。建成水厂6座。",
        {"58.4%": {"防返贫监测"}, "6座": set()},
    ),
    (
        "全市累计发放小额信贷21亿元;今年新增发放3.1亿元,惠及7200户;发放涉农补贴5亿元。",
        {"3.1亿元": {"小额信贷"}, "7200户": {"小额信贷"}, "5亿元": set()},
    ),
    (
        "发放小额信贷4.2亿元。项目贷款余额18亿元,企业经营贷款9亿元。",
        {"4.2亿元": {"小额信贷"}, "9亿元": set()},
    ),
    (
        "消费帮扶带动农户5600户增收,其中监测对象430户。",
        {"5600户": {"消费帮扶"}, "430户": {"消费帮扶"}},
    ),
    ("从机关选派210支工作队、860名干部驻村帮扶。", {"210支": {"驻村帮扶"}, "860名": {"驻村帮扶"}}),
    (
        "聘用120名公益岗位人员、90名巡河护堤员,帮扶车间吸纳脱贫人口80人、监测对象15人。",
        {"120名": {"公益岗位"}, "90名": set(), "80人": {"帮扶车间"}, "15人": {"帮扶车间"}},
    ),
    ("全市累计发放小额信贷6.3亿元;累计发放企业贷款2.4亿元。", {"6.3亿元": {"小额信贷"}, "2.4亿元": set()}),
    ("选派驻村第一书记66名、工作队员180名,累计协调帮扶资金730万元。", {"730万元": {"驻村帮扶"}}),
    (
        "湘鄂两省共建电站2座;闽宁消费协作实现销售1.8亿元。",
        {"2座": set(), "1.8亿元": {"消费帮扶", "东西部协作", "闽宁协作"}},
    ),
]


@pytest.mark.parametrize(("text", "figures"), CLAUSES)
def test_clauses(text: str, figures: Tied) -> None:
    assert tied(text, figures) == figures


PLACES: list[tuple[str, Tied]] = [
    (  # a heading governs its section, the next one another
        "榆县工作总结\n(一)健全防返贫监测机制。组织干部900人入户排查,落实措施2.6项。\n(二)促进稳定就业。外出务工3.1万人。\n",
        {"900人": {"防返贫监测"}, "2.6项": {"防返贫监测"}, "3.1万人": set()},
    ),
    (  # services have figures of their own
        "榆县工作总结\n(一)抓实防返贫监测帮扶。消除风险420户。改造农村危房36户,义务教育巩固率99.8%。\n",
        {"420户": {"防返贫监测"}, "36户": set(), "99.8%": set()},
    ),
    (  # an instrument governs until another is named
        "榆县工作总结\n(二)管好公益性岗位。在岗1900人,发放补贴860万元。建成帮扶车间22个,带动就业640人。\n",
        {"860万元": {"公益岗位"}, "22个": {"帮扶车间"}, "640人": {"帮扶车间"}},
    ),
    (  # a relation governs all that is done by it
        "榆县工作总结\n(四)深化东西部协作。引进企业11家,培训干部130人次,共建园区2个。\n",
        {"11家": {"东西部协作"}, "130人次": {"东西部协作"}, "2个": {"东西部协作"}},
    ),
    (  # the subject of a paragraph
        "榆县工作总结\n消费帮扶,一头连着田间,一头连着市场。截至9月底,订单销售完成380万元,专柜收入26万元。\n",
        {"380万元": {"消费帮扶"}, "26万元": {"消费帮扶"}},
    ),
    (  # an enumerated point
        "榆县工作总结\n一是深化东西部协作,高位推动。选派人才40名,援建学校3所。二是促进增收,新增大棚210座。\n",
        {"40名": {"东西部协作"}, "3所": {"东西部协作"}, "210座": set()},
    ),
    (  # what takes up an initiative named before
        "榆县工作总结\n持续做好易地搬迁后续扶持,实施项目7个。多渠道促进就业,搬迁家庭就业1300户。全县学校86所。\n",
        {"7个": {"易地搬迁后续扶持"}, "1300户": {"易地搬迁后续扶持"}, "86所": set()},
    ),
    (  # of several helpers in the title the one it speaks of throughout
        "榆县2024年驻村帮扶和定点帮扶工作情况\n一、队伍选派。选派驻村工作队28支。\n二、作用发挥。工作队办实事730件。\n"
        "三、定点帮扶。市直定点帮扶单位投入资金940万元。\n四、督导考核。暗访驻村工作队后发现问题87个。\n",
        {"730件": {"驻村帮扶"}, "940万元": {"定点帮扶"}, "87个": {"驻村帮扶"}},
    ),
    (  # schools are part of it where people have moved to
        "榆县扎实推进易地搬迁后续扶持\n搬迁劳动力就业2.4万人。各安置点新建学校8所,新增学位1.1万个。\n",
        {"2.4万人": {"易地搬迁后续扶持"}, "8所": {"易地搬迁后续扶持"}, "1.1万个": {"易地搬迁后续扶持"}},
    ),
    (  # a title that lists two schemes gives each its own section
        "榆县消费扶贫和驻村帮扶工作进展\n今年以来,榆县推进消费扶贫,认定扶贫产品136个。\n"
        "全县选派驻村工作队85支。驻村工作队办实事2200件。消费扶贫专柜820台。\n",
        {"136个": {"消费帮扶"}, "85支": {"驻村帮扶"}, "2200件": {"驻村帮扶"}, "820台": {"消费帮扶"}},
    ),
    (  # nor does one that stands beside another matter govern that
        "榆县消费帮扶和就业工作进展\n今年以来,榆县推进消费帮扶,销售农产品860万元。\n脱贫人口务工5.3万人。\n消费帮扶专柜820台。\n",
        {"860万元": {"消费帮扶"}, "5.3万人": set(), "820台": {"消费帮扶"}},
    ),
    (  # a season's activity in the title of a text that goes on to other things
        "榆县：“春风行动”送岗忙\n榆县开展“春风行动”,举办招聘活动23场。\n全县脱贫人口务工5.3万人。\n"
        "开发公益性岗位280个。\n培训农户1900人次。\n销售农产品860万元。\n",
        {"23场": {"春风行动"}, "5.3万人": set(), "280个": {"公益岗位"}, "860万元": set()},
    ),
    (  # the watched by their short name
        "榆县工作总结\n识别“三类户”486户,设立防返贫保险500万元。\n",
        {"486户": {"防返贫监测"}, "500万元": {"防返贫监测", "防贫保"}},
    ),
    (  # what is built where people have moved to
        "榆县工作总结\n集中安置区配套车间63个。全县学校86所。\n",
        {"63个": {"易地搬迁后续扶持"}, "86所": set()},
    ),
    (  # a word that would take it up, had it been named
        "榆县工作总结\n全县搬迁群众就业率91%,新增贷款3.2亿元,销售农产品860万元。\n",
        {"91%": set(), "3.2亿元": set(), "860万元": set()},
    ),
]


@pytest.mark.parametrize(("text", "figures"), PLACES)
def test_headings_and_paragraphs(text: str, figures: Tied) -> None:
    assert tied(text, figures) == figures


LEADS: list[tuple[str, Tied]] = [
    (
        "一是抓好防返贫监测。推进防返贫监测,及时核实监测对象,新增监测对象81户。二是抓好资金管理。安排衔接资金5200万元。",
        {"81户": {"防返贫监测"}, "5200万元": set()},
    ),
    (
        "工作综述\n各项工作稳步推进。\n全市不断深化沪滇东西部协作,成效明显。\n一是加大投入。落实资金3.3亿元,实施项目82个。\n"
        "二是深化交流。互派干部76人。\n全市造林9万亩。",
        {
            "3.3亿元": {"东西部协作", "沪滇协作"},
            "82个": {"东西部协作", "沪滇协作"},
            "76人": {"东西部协作", "沪滇协作"},
            "9万亩": set(),
        },
    ),
    (
        "工作综述\n各项工作稳步推进。\n全市统筹推进产业、就业和乡村建设。\n一是抓产业。建成基地44个。\n二是抓就业。培训890人。",
        {"44个": set(), "890人": set()},
    ),
    (
        "工作综述\n各项工作稳步推进。\n消费帮扶方面,采购农产品2.6亿元。3.5万名职工下单,人均消费210元。\n道路方面,新修公路70公里。",
        {"3.5万名": {"消费帮扶"}, "210元": {"消费帮扶"}, "70公里": set()},
    ),
    (
        "工作综述\n各项工作稳步推进。\n存在问题。一是小额信贷到期集中,需续贷的有640户;二是公路养护缺口大,待修路段31公里。",
        {"640户": {"小额信贷"}, "31公里": set()},
    ),
    (
        "工作综述\n各项工作稳步推进。\n东部七省市拨付财政援助资金52亿元。\n计划选派挂职干部310人,已到岗302人。\n新修水渠12公里。",
        {"310人": {"东西部协作"}, "302人": {"东西部协作"}, "12公里": set()},
    ),
    (
        "易地扶贫搬迁后续扶持政策落实,全县发放扶贫小额信贷2.1亿元。开发贷款6.7亿元,占比31%。",
        {"2.1亿元": {"小额信贷"}, "6.7亿元": set(), "31%": set()},
    ),
]


@pytest.mark.parametrize(("text", "figures"), LEADS)
def test_leads_and_turns(text: str, figures: Tied) -> None:
    assert tied(text, figures) == figures


REPORTS: list[tuple[str, Tied]] = [
    (  # a report on a campaign: its results, not a plan beside it
        "青溪市扎实推进“百日攻坚”行动\n全市务工6.2万人。\n今年,我们计划实施道路项目5个。\n开发公益性岗位310个。\n",
        {"6.2万人": {"百日攻坚"}, "5个": set(), "310个": {"百日攻坚", "公益岗位"}},
    ),
    (  # the rules of a named service are not the campaign's results
        "青溪市扎实推进“百日攻坚”行动\n提供至少2次指导、4个以上岗位的“暖心”精准就业服务。\n储备项目880个。\n",
        {"2次": set(), "4个": {"暖心精准就业服务"}, "880个": {"百日攻坚"}},
    ),
    (  # what the region at large has is not a workshop's
        "帮扶车间建在家门口\n榆县工人月薪3200元。\n一季度,农村居民人均可支配收入4100元,同比增长7%。\n",
        {"3200元": {"帮扶车间"}, "4100元": set(), "7%": set()},
    ),
    (  # two relations in the title govern nothing
        "东西部协作和定点帮扶成效明显\n东部地区投入财政援助资金9亿元。\n全省农民收入增长8%。\n",
        {"9亿元": {"东西部协作"}, "8%": set()},
    ),
    (  # no telling title: what the report keeps speaking of, named only late
        "新家园里日子甜\n榆县安置区搬迁劳动力就业2.1万人,完成任务的104%。\n这是记者在易地搬迁后续扶持现场会上获悉的。"
        "搬迁群众人均收入1.3万元。\n",
        {"2.1万人": {"易地搬迁后续扶持"}, "104%": {"易地搬迁后续扶持"}, "1.3万元": {"易地搬迁后续扶持"}},
    ),
    (  # a review of a year's work is about no single matter
        "榆县乡村振兴局2023年工作总结\n全县上下不松劲。把防止返贫监测与社会救助并轨,防返贫监测走在前列。刊发宣传成果510篇。"
        "\n防返贫监测排查农户3万户。\n",
        {"510篇": set(), "3万户": {"防返贫监测"}},
    ),
    (  # an example at the beginning is not what all is about
        "榆县稳就业\n榆县扶贫车间里,工人老李在做灯笼。扶贫车间解决了难题。\n全县有劳动力12万人。\n"
        "建办扶贫车间55处,就地就近吸纳2003人。\n向外地输转劳务工2292人。\n",
        {"12万人": set(), "55处": {"帮扶车间"}, "2003人": {"帮扶车间"}, "2292人": set()},
    ),
    (  # a helper that the title names: what it does, paragraph by paragraph
        "中国石化定点帮扶甘肃东乡县\n深秋,藜麦黄了。\n产业帮扶。中国石化引进良种,种植面积2万亩。\n教育帮扶。中国石化援建学校6所。\n"
        "就业帮扶。举办培训班9期,选派驻村第一书记2名。\n中国石化还将继续支持。\n",
        {"2万亩": {"定点帮扶"}, "6所": {"定点帮扶"}, "9期": {"定点帮扶"}},
    ),
    (  # no telling title: what the report keeps naming
        "榆县的帮扶车间开工了。工人老李说,他一年挣3.6万元。就业帮扶车间里,年产手套90万双。\n帮扶车间还将扩建。\n",
        {"3.6万元": {"帮扶车间"}, "90万双": {"帮扶车间"}},
    ),
]


PARTNERS: list[tuple[str, Tied]] = [
    (  # a cooperation by its provinces' names pairs none itself: what follows is another matter
        "榆县工作情况\n计划引进京蒙协作企业4家,新建帮扶车间7个。\n",
        {"4家": {"东西部协作", "京蒙协作"}, "7个": {"帮扶车间"}},
    ),
    (  # what a sentence tells after who helps whom
        "固原市工作情况\n福建省累计投入固原市帮扶资金3亿元,援建项目40个;选派教师12名。全市造林2万亩。\n",
        {"3亿元": {"东西部协作"}, "40个": {"东西部协作"}, "12名": {"东西部协作"}, "2万亩": set()},
    ),
    (  # what the state gives of itself is not the partners'
        "福建对口帮扶固原成绩单\n福建投入固原市援助资金3亿元。\n各级财政投入扶贫专项资金9亿元,中央安排4亿元、同比增长5%。\n",
        {"3亿元": {"东西部协作"}, "9亿元": set(), "4亿元": set(), "5%": set()},
    ),
    (  # of two shares that one clause joins each has its own
        "宁夏回族自治区工作情况\n将65%的财政衔接资金和74%的东西部协作资金用于重点县。\n",
        {"65%": set(), "74%": {"东西部协作"}},
    ),
    (  # a sentence that goes on without a subject
        "榆县工作情况\n落实防止返贫动态监测机制。并建立8家部门会商制度。\n",
        {"8家": {"防返贫监测"}},
    ),
    (  # roads are no watched household's
        "榆县工作情况\n(一)抓实防返贫监测。消除风险80户;自然村通硬化路率96%。\n",
        {"80户": {"防返贫监测"}, "96%": set()},
    ),
    (  # partners named as one of several matters
        "重庆市工作情况\n抓好“四大行动”、深化鲁渝协作、开展“一镇一策”行动,参保率99%。\n",
        {"99%": set()},
    ),
    (  # a title that only adds the cooperation to a wider matter
        "定西市脱贫攻坚及东西部协作工作汇报\n全市辖152个村。\n东西部协作资金到位3亿元。\n",
        {"152个": set(), "3亿元": {"东西部协作"}},
    ),
    (  # another scheme's name that holds a word of help
        "榆县工作情况\n选派“组团式”帮扶工作队23支。\n",
        {"23支": {"组团式帮扶"}},
    ),
]


WHOLE: list[tuple[str, Tied]] = [
    (  # a paragraph about several kinds of firms
        "某县稳步复产\n全县干部外出招工,到6月底各乡镇农民大多已经返回岗位,春耕备耕也都有序推进。\n合作社和扶贫车间复产加快。合作社复产310家,吸纳就业2600人。扶贫车间复产54个,复工率97%。\n",
        {"310家": set(), "2600人": set(), "54个": {"帮扶车间"}, "97%": {"帮扶车间"}},
    ),
    (  # what a worker says of the pay, where the workshop is told of
        "见闻\n走进新村安置小区,楼下的帮扶车间里十几台缝纫机忙个不停,一片热闹景象。“每个月能挣2800元。”王大姐说。\n",
        {"2800元": {"帮扶车间"}},
    ),
    (
        "见闻\n走进新村安置小区,楼下的帮扶车间里十几台缝纫机忙个不停,一片热闹景象。“今年养了28头牛。”王大姐说。\n",
        {"28头": set()},
    ),
    (  # the last words of an answer are of no single point
        "关于第8号提案的答复\n一、关于健全防返贫机制的建议\n消除风险80户。\n下一步,我们将扩种茶叶600亩。\n",
        {"80户": {"防返贫监测"}, "600亩": set()},
    ),
    (  # a report on loans speaks of them also where it plans
        "小额信贷助脱贫\n全县投放小额信贷3亿元。\n下一步,我们将扩大信贷覆盖面,年底前获贷率达到60%。\n",
        {"3亿元": {"小额信贷"}, "60%": {"小额信贷"}},
    ),
    (  # whom a body buys of is whom it helps, though buying was named before
        "某县工作情况\n对口协作双方完成消费帮扶2亿元。交通运输部定点帮扶我县,帮助销售农产品700万元。\n",
        {"2亿元": {"东西部协作", "消费帮扶"}, "700万元": {"定点帮扶"}},
    ),
]


@pytest.mark.parametrize(("text", "figures"), WHOLE)
def test_what_paragraphs_and_headings_hold_together(text: str, figures: Tied) -> None:
    assert tied(text, figures) == figures


@pytest.mark.parametrize(("text", "wanted"), PARTNERS)
def test_partner_regions_tie_what_they_do(text: str, wanted: Tied) -> None:
    found = {one.span.of(text): set(one.initiatives) for one in read(text).observations}
    assert found == wanted


@pytest.mark.parametrize(("text", "figures"), REPORTS)
def test_reports(text: str, figures: Tied) -> None:
    assert tied(text, figures) == figures


def test_one_figure() -> None:
    text = "开发公益性岗位310个。"
    document, lexicon = lay_out(text), Lexicon.load()
    assert ties(document, find_initiatives(document, lexicon), Span(7, 11), lexicon) == ("公益岗位",)


def test_a_long_list_is_read_in_good_time() -> None:
    text = "小额信贷、" * 3000 + "公益性岗位7个。"
    document, lexicon = lay_out(text), Lexicon.load()
    start = text.index("7个")
    found = ties(document, find_initiatives(document, lexicon), Span(start, start + 2), lexicon)
    assert found == ("公益岗位", "小额信贷")


def test_no_figures() -> None:
    document, lexicon = lay_out(""), Lexicon.load()
    assert tie_all(document, (), (), lexicon) == []
