"""Layout: blocks, sentences, headings, furniture, breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.document.layout import Document, Kind, lay_out

PAGE = """当前位置: 首页 > 工作动态

字体:大 中 小
清河县守住防返贫底线
发布时间:2024-05-06 09:10:11
一、主要做法
(一)抓实监测。全县排查农户3.1万户。
二是强化培训。开办培训班12期,培训560人，受训对象向各乡

图为县领导(左二)在李庄村入户走访。

(镇)延伸,覆盖率达98.5
%,群众满意。
二、下一步打算
(二)再接再厉。计划新建车间4个。
>相关新闻
娱乐 | 体育 | 财经 | 房产"""


def kinds(document: Document) -> list[str]:
    return [block.kind.value for block in document.blocks]


def test_a_page_is_laid_out() -> None:
    document = lay_out(PAGE)
    assert kinds(document) == [
        "furniture", "furniture", "title", "byline", "heading", "paragraph", "paragraph",
        "caption", "paragraph", "heading", "paragraph", "furniture", "furniture",
    ]  # fmt: skip
    assert document.title is not None
    assert document.title.of(PAGE) == "清河县守住防返贫底线"


def test_a_sentence_broken_by_a_caption_is_taken_up_again() -> None:
    document = lay_out(PAGE)
    (continuing,) = [block for block in document.blocks if block.continues is not None]
    assert document.blocks[continuing.continues or 0].span.of(PAGE).startswith("二是")
    assert "98.5\n%" in continuing.span.of(PAGE)


def test_headings_stand_over_their_sentences() -> None:
    document = lay_out(PAGE)
    sentence = next(s for s in document.sentences if "计划新建" in s.span.of(PAGE))
    assert [heading.of(PAGE) for heading in sentence.headings] == [
        "清河县守住防返贫底线",
        "二、下一步打算",
        "(二)再接再厉。",
    ]


def test_what_opens_a_paragraph_does_not_stand_over_the_next_one() -> None:
    text = "青山简报\n一、扩大就业。建成车间9个。\n(一)培训。办班3期。\n全县改厕2400座。\n二、强化监测。\n排查2万户。"
    document = lay_out(text)
    over = {sentence.span.of(text).strip(): len(sentence.headings) for sentence in document.sentences}
    assert [over[words] for words in ("建成车间9个。", "办班3期。", "全县改厕2400座。", "排查2万户。")] == [
        2,
        3,
        1,
        2,
    ]


def test_a_sentence_printed_twice_says_so() -> None:
    text = "通知\n全县新修产业路18公里并通车。\n另一段写在这里。\n全县新修产业路18公里并通车。"
    repeats = [sentence.repeats for sentence in lay_out(text).sentences]
    assert repeats == [None, None, None, 3]


@pytest.mark.parametrize(
    "line",
    [
        "记者?李明 报道",
        "(供稿:某县农业农村局)",
        "来源:某日报",
        "2024-03-02 08:15:00 来源:青山日报",
        "• 编辑:李明",
        "要闻 青山日报 2024-03-02 08:15",
        "【责任编辑:李明】",
        "原标题:青山县扩岗稳就业",
    ],
)
def test_a_byline(line: str) -> None:
    assert Kind.BYLINE in [block.kind for block in lay_out(f"标题一则\n{line}\n正文在此。").blocks]


@pytest.mark.parametrize(
    "line", ["首页 > 新闻 > 正文", "要闻>", "Top", "青山网 收藏3 评论12 字数2,105 分享", "电子邮箱:a@b.cn"]
)
def test_what_a_site_prints_around_a_report_is_furniture(line: str) -> None:
    first, *_ = lay_out(f"{line}\n青山县扩岗稳就业\n全县新增岗位300个。").blocks
    assert first.kind is Kind.FURNITURE


def test_the_name_of_a_site_is_no_title_but_a_short_heading_is_one() -> None:
    document = lay_out("青山网\n青山县扩岗稳就业\n织密监测网\n全县排查2万户。")
    assert kinds(document) == ["furniture", "title", "heading", "paragraph"]


@given(st.text(alphabet="一、(二)。\n ,;:“”《》图为记者35%人|#—abc"))
def test_blocks_tile_the_text_and_sentences_their_block(text: str) -> None:
    document = lay_out(text)
    assert "".join(block.span.of(text) for block in document.blocks) == text
    for index, block in enumerate(document.blocks):
        sentences = [sentence for sentence in document.sentences if sentence.block == index]
        assert "".join(sentence.span.of(text) for sentence in sentences) == block.span.of(text)


@pytest.mark.parametrize("line", ["#", "## ", "# #"])
def test_a_heading_without_words_is_furniture(line: str) -> None:
    assert kinds(lay_out(f"{line}\n榆县振兴简报\n新建桥2座。")) == ["furniture", "title", "paragraph"]


def test_an_editor_above_the_text_does_not_end_it() -> None:
    byline = "时间:2023-03-02 09:04:47 丨 来源:运城日报 丨 作者:李明明、王小红 丨 责任编辑:王红"
    text = f"运城市务工规模扩大\n{byline}\n全市务工1.2万人。\n"
    assert lay_out(text).blocks[-1].kind is Kind.PARAGRAPH
    assert lay_out(text + "责任编辑:王红").blocks[-1].kind is not Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("▲工作人员在车间里缝制校服", "caption"),
        ("▲ 图为青山县的茶园。", "caption"),
        ("▲动态监测更加精准。截至9月底,全县纳入监测对象860户,消除风险620户。", "paragraph"),
    ],
)
def test_a_triangle_marks_a_caption_or_an_item_of_several_sentences(line: str, kind: str) -> None:
    assert kinds(lay_out(f"青山县振兴简报\n全县排查2万户。\n{line}\n"))[-1] == kind
