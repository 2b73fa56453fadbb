"""Constructs that Word files carry, each as a tiny file with the text that its page shows.

`python tests/docx_constructs.py` writes the files into tests/data/docx_constructs.
"""

from __future__ import annotations

from pathlib import Path

from docx_files import MERGE_ON, MERGE_START, cell, docx, paragraph, row, run, span, table

FOLDER = Path(__file__).parent / "data" / "docx_constructs"

AUTHOR = 'w:id="1" w:author="审核" w:date="2024-01-01T00:00:00Z"'
VANISH = "<w:vanish/>"
INS, DELETED_MARK = f"<w:ins {AUTHOR}>", f"<w:rPr><w:del {AUTHOR}/></w:rPr>"
HIDDEN_MARK = "<w:rPr><w:vanish/></w:rPr>"


def in_cell(content: str) -> str:
    """A row whose second cell is the one looked at."""
    return table(row("验收合格率", cell(content), "合同"))


def control(content: str, properties: str = "") -> str:
    return (
        f"<w:sdt><w:sdtPr><w:rPr>{VANISH}</w:rPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def deleted(text: str) -> str:
    return f"<w:del {AUTHOR}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def box(content: str) -> str:
    """A text box as Word writes it: once for new programs, once for old ones."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, number: str = "1", override: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        f'<w:num w:numId="{number}0"><w:abstractNumId w:val="{number}"/>{override}</w:num>'
    )


def listed(text: str, at: int = 0, number: str = "1") -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def style(name: str, content: str, kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}><w:name w:val="{name}"/>{content}</w:style>'


def styled(text: str, name: str) -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{name}"/>')


def symbol(code: str, font: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


SYMBOL_FONT = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
CHINESE_LEVELS = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
)

# name -> (body, further parts, text of the page)
CONSTRUCTS: dict[str, tuple[str, dict[str, str], str]] = {
    "plain": (in_cell(paragraph("≥98%")), {}, "验收合格率\t≥98%\t合同"),
    "runs": (in_cell(paragraph("≥", "9", "8%")), {}, "验收合格率\t≥98%\t合同"),
    "smart_tag": (
        in_cell(f"<w:p><w:smartTag><w:smartTagPr/>{run('95')}</w:smartTag>{run('%')}</w:p>"),
        {},
        "验收合格率\t95%\t合同",
    ),
    "custom_xml": (
        in_cell(f"<w:p><w:customXml>{run('95')}</w:customXml>{run('%')}</w:p>"),
        {},
        "验收合格率\t95%\t合同",
    ),
    "inserted": (in_cell(f"<w:p>{run('≥9')}{INS}{run('5%')}</w:ins></w:p>"), {}, "验收合格率\t≥95%\t合同"),
    "deleted": (in_cell(f"<w:p>{run('≥95')}{deleted('00')}{run('%')}</w:p>"), {}, "验收合格率\t≥95%\t合同"),
    "moved": (
        in_cell(
            f"<w:p><w:moveFrom {AUTHOR}>{run('≤80%')}</w:moveFrom>{run('≥95')}"
            f"<w:moveTo {AUTHOR}>{run('%')}</w:moveTo></w:p>"
        ),
        {},
        "验收合格率\t≥95%\t合同",
    ),
    "deleted_mark": (
        paragraph("全年培训教师", properties=DELETED_MARK) + paragraph("120人次。"),
        {},
        "全年培训教师120人次。",
    ),
    "deleted_row": (
        table(
            row("设备购置数量", "≥3台"),
            row("设备更换数量", "≥2台", properties=f"<w:del {AUTHOR}/>"),
            row("设备维修数量", "≥5台", properties=f"<w:ins {AUTHOR}/>"),
        ),
        {},
        "设备购置数量\t≥3台\n设备维修数量\t≥5台",
    ),
    "deleted_cell": (
        table(row("甲", cell("乙", properties=f"<w:cellDel {AUTHOR}/>"), "丙")),
        {},
        "甲\t丙",
    ),
    "earlier_format": (
        paragraph(
            run("显示", f"<w:rPrChange {AUTHOR}><w:rPr>{VANISH}</w:rPr></w:rPrChange>"),
            properties=f'<w:pPrChange {AUTHOR}><w:pPr><w:pStyle w:val="Hidden"/></w:pPr></w:pPrChange>',
        ),
        {"styles": style("Hidden", f"<w:rPr>{VANISH}</w:rPr>")},
        "显示",
    ),
    "control_round_run": (in_cell(f"<w:p>{run('≥')}{control(run('95%'))}</w:p>"), {}, "验收合格率\t≥95%\t合同"),
    "control_round_paragraph": (in_cell(control(paragraph("≥95%"))), {}, "验收合格率\t≥95%\t合同"),
    "control_round_cell": (
        table(row("验收合格率", control(cell("≥95%")), "合同")),
        {},
        "验收合格率\t≥95%\t合同",
    ),
    "control_round_row": (
        table(row("指标", "指标值"), control(row("验收合格率", "≥95%"))),
        {},
        "指标\t指标值\n验收合格率\t≥95%",
    ),
    "control_round_table": (control(in_cell(paragraph("≥95%"))), {}, "验收合格率\t≥95%\t合同"),
    "simple_field": (
        in_cell(f'<w:p>{run("≥")}<w:fldSimple w:instr=" =SUM(ABOVE) ">{run("95%")}</w:fldSimple></w:p>'),
        {},
        "验收合格率\t≥95%\t合同",
    ),
    "complex_field": (
        in_cell(
            f"<w:p>{run('≥')}{field('begin')}{instruction(' REF 目标 ')}{field('begin')}{instruction('内层')}"
            f"{field('separate')}{run('12')}{field('end')}{field('separate')}{run('95%')}{field('end')}</w:p>"
        ),
        {},
        "验收合格率\t≥95%\t合同",
    ),
    "field_never_ended": (
        paragraph(field("begin"), instruction(" TOC ")) + paragraph("一、总体目标"),
        {},
        "一、总体目标",
    ),
    "hyperlink": (
        in_cell(f'<w:p><w:hyperlink r:id="none">{run("≥95")}</w:hyperlink>{run("%")}</w:p>'),
        {},
        "验收合格率\t≥95%\t合同",
    ),
    "line_break": (
        in_cell(f"<w:p>{run('≥95%')}<w:r><w:br/></w:r>{run('（按季度')}<w:r><w:cr/></w:r>{run('考核）')}</w:p>"),
        {},
        "验收合格率\t≥95%\n（按季度\n考核）\t合同",
    ),
    "two_paragraphs": (in_cell(paragraph("≥95%") + paragraph("（年末）")), {}, "验收合格率\t≥95%\n（年末）\t合同"),
    "nested_table": (
        table(
            row("前", cell(paragraph("资金") + table(row("合计", "10"), row("财政", "9.5")) + paragraph("万元")), "后"),
        ),
        {},
        "前\t资金\n万元\t后\n合计\t10\n财政\t9.5",
    ),
    "text_box": (
        in_cell(f"<w:p>{run('≥95')}{box(paragraph('注：抽查'))}{run('%')}</w:p>"),
        {},
        "验收合格率\t≥95%\n注：抽查\t合同",
    ),
    "old_text_box": (
        f"<w:p>{run('正文')}<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent>"
        f"</v:textbox></v:shape></w:pict></w:r></w:p>{paragraph('下文')}",
        {},
        "正文\n框内\n下文",
    ),
    "table_in_text_box": (
        paragraph("附表", box(table(row("合计", "12万元")))) + paragraph("下文"),
        {},
        "附表\n合计\t12万元\n下文",
    ),
    "symbol_character": (
        in_cell(f"<w:p>{symbol('F0B3', 'Symbol')}{run('95%')}</w:p>"),
        {},
        "验收合格率\t≥95%\t合同",
    ),
    "symbol_font": (
        in_cell(
            f"<w:p>{run(chr(0xF0A3), SYMBOL_FONT)}{run('10万元')}{run(chr(0xF0B1))}{run('5')}"
            f"{run('³0', SYMBOL_FONT)}</w:p>"
        ),
        {},
        "验收合格率\t≤10万元±5≥0\t合同",
    ),
    "tick_boxes": (
        paragraph(
            symbol("F0FE", "Wingdings"), "优", symbol("F0A8", "Wingdings"), "良", symbol("0052", "Wingdings 2"), "中"
        ),
        {},
        "☑优□良☑中",
    ),
    "no_break_hyphen": (
        in_cell(f"<w:p>{run('1')}<w:r><w:noBreakHyphen/></w:r>{run('3个月')}</w:p>"),
        {},
        "验收合格率\t1-3个月\t合同",
    ),
    "soft_hyphen": (
        in_cell(f"<w:p>{run('13')}<w:r><w:softHyphen/></w:r>{run('5个' + chr(0xAD) + '月')}</w:p>"),
        {},
        "验收合格率\t135个月\t合同",
    ),
    "hidden_run": (in_cell(paragraph("≥", run("1", VANISH), "95%")), {}, "验收合格率\t≥95%\t合同"),
    "hidden_off": (
        in_cell(paragraph("≥", run("95%", '<w:vanish w:val="0"/>'))),
        {},
        "验收合格率\t≥95%\t合同",
    ),
    "hidden_by_style": (
        paragraph("可见", run("不可见", '<w:rStyle w:val="Secret"/>')) + styled("全段不可见", "Gone"),
        {
            "styles": style("Base", f"<w:rPr>{VANISH}</w:rPr>", "character")
            + style("Secret", '<w:basedOn w:val="Base"/>', "character")
            + style("Gone", f"<w:rPr>{VANISH}</w:rPr>")
        },
        "可见",
    ),
    "hidden_twice": (
        paragraph(run("重现", '<w:rStyle w:val="Secret"/>'), properties='<w:pStyle w:val="Gone"/>' + HIDDEN_MARK),
        {
            "styles": style("Secret", f"<w:rPr>{VANISH}</w:rPr>", "character")
            + style("Gone", f"<w:rPr>{VANISH}</w:rPr>")
        },
        "重现",
    ),
    "hidden_mark": (paragraph("上半", properties=HIDDEN_MARK) + paragraph("下半"), {}, "上半下半"),
    "hidden_row": (
        table(row("甲", "1"), row("乙", "2", properties="<w:hidden/>"), row("丙", "3")),
        {},
        "甲\t1\n丙\t3",
    ),
    "ruby": (
        in_cell(
            f"<w:p><w:r><w:ruby><w:rubyPr/><w:rt>{run('hé gé')}</w:rt>"
            f"<w:rubyBase>{run('合格')}</w:rubyBase></w:ruby></w:r>{run('95%')}</w:p>"
        ),
        {},
        "验收合格率\t合格95%\t合同",
    ),
    "tab": (
        paragraph(
            "项目名称",
            "<w:r><w:tab/></w:r>",
            "校舍维修",
            properties='<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>',
        )
        + in_cell(f"<w:p>{run('≥95')}<w:r><w:tab/></w:r>{run('%')}</w:p>"),
        {},
        "项目名称\t校舍维修\n验收合格率\t≥95 %\t合同",
    ),
    "superscript": (
        paragraph(
            "10",
            run("4", '<w:vertAlign w:val="superscript"/>'),
            "千瓦时",
            run("[1]", '<w:vertAlign w:val="superscript"/>'),
        ),
        {},
        "10⁴千瓦时[1]",
    ),
    "mathematics": (
        "<w:p><m:oMath><m:f><m:num><m:r><m:t>执行数</m:t></m:r></m:num><m:den><m:r><m:t>预算数</m:t></m:r></m:den></m:f>"
        "</m:oMath></w:p>",
        {},
        "执行数/预算数",
    ),
    "blanks_of_the_file": (
        "<w:p>\n  <w:r>\n    <w:t>\n      完成率 98%\n    </w:t>\n  </w:r>\n</w:p>",
        {},
        "完成率 98%",
    ),
    "grid_span": (
        table(row(cell("合计", properties=span(2)), "10"), row("财政", "其他", "5")),
        {},
        "合计\t10\n财政\t其他\t5",
    ),
    "vertical_merge": (
        table(
            row(cell("产出指标", properties=MERGE_START), "数量", "≥3台"),
            row(cell(properties=MERGE_ON), "质量", "≥95%"),
            row(cell("效益指标", properties=MERGE_START), "社会", "≥90%"),
        ),
        {},
        "产出指标\t数量\t≥3台\n质量\t≥95%\n效益指标\t社会\t≥90%",
    ),
    "grid_before": (
        table(row("一级", "二级", "三级"), row("培训人数", properties='<w:gridBefore w:val="2"/>')),
        {},
        "一级\t二级\t三级\n培训人数",
    ),
    "footnote": (
        paragraph("执行率98%", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。") + paragraph("下文"),
        {
            "footnotes": f'<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">'
            f'{paragraph("按全年预算数计算。")}</w:footnote><w:footnote w:id="3">{paragraph("无人引用")}</w:footnote>'
        },
        "执行率98%。\n下文\n按全年预算数计算。",
    ),
    "endnote": (
        paragraph("满意度90%", '<w:r><w:endnoteReference w:id="2"/></w:r>'),
        {"endnotes": f'<w:endnote w:id="2">{paragraph("问卷100份。")}</w:endnote>'},
        "满意度90%\n问卷100份。",
    ),
    "headers": (
        paragraph("正文")
        + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>',
        {
            "header1": paragraph("某县教育局"),
            "header2": paragraph("某县教育局"),
            "footer1": paragraph("— ", field("begin"), instruction("PAGE"), field("separate"), "2", field("end"), " —"),
        },
        "正文\n某县教育局",
    ),
    "list_chinese": (
        "".join(
            listed(text, at)
            for text, at in (
                ("总体目标", 0),
                ("产出", 1),
                ("数量", 2),
                ("质量", 2),
                ("效益", 1),
                ("社会", 2),
                ("保障措施", 0),
                ("组织", 1),
            )
        ),
        {"numbering": lists(*CHINESE_LEVELS)},
        "一、总体目标\n（一）产出\n1. 数量\n2. 质量\n（二）效益\n1. 社会\n二、保障措施\n（一）组织",
    ),
    "list_in_cells": (
        table(*(row(cell(listed("")), cell(paragraph(name))) for name in ("办公费", "印刷费"))),
        {"numbering": lists(level(0, "decimal", "%1"))},
        "1\t办公费\n2\t印刷费",
    ),
    "list_levels": (
        listed("甲") + listed("乙", 1) + listed("丙", 1) + listed("丁") + listed("戊", 1),
        {"numbering": lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))},
        "I. 甲\n1.1 乙\n1.2 丙\nII. 丁\n2.1 戊",
    ),
    "list_goes_on": (
        listed("甲") + listed("乙", 1) + listed("丙") + listed("丁", 1),
        {
            "numbering": lists(
                level(0, "decimal", "%1、"),
                level(1, "decimalEnclosedCircle", "%2", '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'),
            )
        },
        "1、甲\n①乙\n2、丙\n②丁",
    ),
    "list_starts_anew": (
        listed("甲") + listed("乙") + listed("丙", 0, "10") + listed("丁", 0, "10"),
        {
            "numbering": lists(
                level(0, "decimal", "第%1条"),
                override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
            )
        },
        "第1条甲\n第2条乙\n第5条丙\n第6条丁",
    ),
    "list_by_style": (
        styled("职责", "Clause")
        + styled("机构", "Clause")
        + paragraph("无号", properties='<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        {
            "styles": style("Clause", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
            "numbering": lists(
                level(0, "decimal", "%1."), level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="Clause"/>')
            ),
        },
        "（一）职责\n（二）机构\n无号",
    ),
    "list_of_bullets": (
        listed("宣传"),
        {"numbering": lists(level(0, "bullet", chr(0xF06C)))},
        "宣传",
    ),
}


def build(name: str) -> bytes:
    """The Word file of a construct."""
    body, parts, _ = CONSTRUCTS[name]
    return docx(body, **parts)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for construct in CONSTRUCTS:
        (FOLDER / f"{construct}.docx").write_bytes(build(construct))
