"""Word files: order, numbers, merged cells, and what is not shown."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from extraction.limits import Limits
from extraction.reading.flows import Flow, FlowParagraph, FlowTable
from extraction.reading.office import read_docx
from tests.extraction.reading.office.archives import W, paragraph, word


def texts(flow: Flow) -> list[str]:
    return [block.text for block in flow.blocks if isinstance(block, FlowParagraph)]


def table_of(flow: Flow) -> FlowTable:
    (table,) = [block for block in flow.blocks if isinstance(block, FlowTable)]
    return table


def test_a_file_of_another_library() -> None:
    document = docx.Document()
    document.add_heading("项目经费情况说明", 1)
    document.add_paragraph("一、项目概述")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "申报表"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "资金"
    table.cell(1, 1).text = "总额"
    table.cell(1, 2).text = "1.00"
    table.cell(2, 1).text = "其中"
    document.add_paragraph("以上。")
    out = BytesIO()
    document.save(out)
    flow = read_docx(out.getvalue(), Limits())
    assert texts(flow) == ["项目经费情况说明", "一、项目概述", "以上。"]
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table_of(flow).cells] == [
        (0, 0, 1, 3, "申报表"),
        (1, 0, 2, 1, "资金"),
        (1, 1, 1, 1, "总额"),
        (1, 2, 1, 1, "1.00"),
        (2, 1, 1, 1, "其中"),
        (2, 2, 1, 1, ""),
    ]
    assert isinstance(flow.blocks[2], FlowTable)


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (
            "<w:p><w:r><w:t>项目</w:t></w:r><w:r><w:t xml:space='preserve'> 名称</w:t></w:r></w:p>",
            ["项目 名称"],
            "runs make one paragraph",
        ),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", ["甲\n乙"], "a line break"),
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", ["甲 乙"], "a tab"),
        (
            f"<w:p><w:ins>{paragraph('甲')[5:-6]}</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>",
            ["甲"],
            "insertions count, deletions do not",
        ),
        (f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>", ["甲"], "a control"),
        (
            f"<w:p><w:r><w:t>外</w:t><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r></w:p>",
            ["外", "框"],
            "a text box follows its paragraph",
        ),
        (
            "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>",
            ["3"],
            "a field shows its result",
        ),
    ],
)
def test_paragraphs(body: str, expected: list[str], reason: str) -> None:
    assert texts(read_docx(word(body), Limits())) == expected, reason


def test_hidden_text_is_left_out_and_said() -> None:
    run = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>"
    flow = read_docx(word(f"{paragraph('甲')}<w:p>{run}</w:p>"), Limits())
    assert texts(flow) == ["甲"]
    assert [problem.code for problem in flow.problems] == ["hidden_content"]


def test_a_document_of_pictures_needs_ocr() -> None:
    pic = '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
    flow = read_docx(word(f"<w:p><w:r><w:drawing>{pic}</w:drawing></w:r></w:p>"), Limits())
    assert [problem.code for problem in flow.problems] == ["needs_ocr"]
    assert read_docx(word(""), Limits()).problems == ()


def level(at: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(text: str, level_at: int, list_id: int = 1) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level_at}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return paragraph(text, properties)


def test_the_numbers_of_lists_are_printed() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        + level(0, "chineseCountingThousand", "%1、")
        + level(1, "decimal", "（%2）")
        + level(2, "decimal", "%2.%3 ")
        + level(3, "bullet", "•")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    body = "".join(
        (
            listed("概述", 0),
            listed("背景", 1),
            listed("内容", 1),
            listed("细目", 2),
            listed("依据", 0),
            listed("背景", 1),
            listed("点", 3),
            paragraph("正文"),
            listed("不编号", 0, list_id=0),
        )
    )
    assert texts(read_docx(word(body, numbering=numbering), Limits())) == [
        "一、概述",
        "（1）背景",
        "（2）内容",
        "2.1 细目",
        "二、依据",
        "（1）背景",
        "点",
        "正文",
        "不编号",
    ]


def test_a_list_that_starts_anew_and_a_style_that_is_a_list() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        + level(0, "decimal", "%1.", start=3)
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {W}><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style></w:styles>"
    )
    styled = paragraph("甲", '<w:pPr><w:pStyle w:val="H"/></w:pPr>')
    body = styled + styled + listed("乙", 0, list_id=2)
    flow = read_docx(word(body, numbering=numbering, styles=styles), Limits())
    assert texts(flow) == ["3.甲", "4.甲", "1.乙"]


def test_cells_keep_their_lines_and_nested_tables() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内')}</w:tc></w:tr></w:tbl>"
    cell = f"<w:tc>{paragraph('甲')}{paragraph('乙')}{inner}</w:tc>"
    flow = read_docx(
        word(f"<w:tbl><w:tr>{cell}<w:tc>{paragraph('丙')}</w:tc></w:tr></w:tbl>"), Limits()
    )
    assert [c.text for c in table_of(flow).cells] == ["甲\n乙\n内", "丙"]


def test_hidden_rows_and_rows_that_begin_later() -> None:
    rows = (
        f"<w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph('丙')}</w:tc></w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc>{paragraph("丁")}</w:tc></w:tr>'
    )
    flow = read_docx(word(f"<w:tbl>{rows}</w:tbl>"), Limits())
    assert [(c.row, c.column, c.text) for c in table_of(flow).cells] == [
        (0, 0, "甲"),
        (0, 1, "乙"),
        (1, 1, "丁"),
    ]
    assert [problem.code for problem in flow.problems] == ["hidden_content"]
