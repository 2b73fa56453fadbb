"""Makes the templates of the notice that are shipped: `python scripts/notice_templates.py`.

The Chinese one follows GB/T 9704-2012 (Layout key for official document of Party and government organs): A4, margins of
37, 35, 28 and 26 mm, 22 lines a page, the title in 小标宋 of size 二号, text in 仿宋 of size 三号, headings in 黑体 and
楷体, page numbers between dashes at the outer edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from auditor.report.docx_template import zipped

FOLDER = Path(__file__).parent.parent / "auditor/report/templates"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOT = f'xmlns:w="{W}" xmlns:r="{R}"'

# A style of paragraphs: name, eastern font, western font, half points, other run and paragraph properties.
Style = tuple[str, str, str, int, str, str]
# A paragraph: its style and its runs, each a text and properties.
Paragraph = tuple[str, list[tuple[str, str]]]

INDENT = '<w:ind w:firstLine="640" w:firstLineChars="200"/>'
BOLD, KAI = "<w:b/>", '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="楷体"/>'
TOGETHER = "<w:keepNext/>"

CHINESE_STYLES: dict[str, Style] = {
    "NoticeTitle": ("公文标题", "方正小标宋简体", "Times New Roman", 44, "",
                    '<w:spacing w:before="560" w:after="560" w:line="600" w:lineRule="exact"/><w:jc w:val="center"/>'),
    "Addressee": ("主送机关", "仿宋", "Times New Roman", 32, "", ""),
    "NoticeText": ("公文正文", "仿宋", "Times New Roman", 32, "", f'{INDENT}<w:jc w:val="both"/>'),
    "Level1": ("一级标题", "黑体", "Times New Roman", 32, "", f'{TOGETHER}{INDENT}<w:outlineLvl w:val="0"/>'),
    "Level2": ("二级标题", "楷体", "Times New Roman", 32, "", f'{TOGETHER}{INDENT}<w:outlineLvl w:val="1"/>'),
    "Finding": ("问题", "仿宋", "Times New Roman", 32, "", f'{INDENT}<w:jc w:val="both"/>'),
    "Contact": ("附注", "仿宋", "Times New Roman", 32, "", f'{INDENT}<w:jc w:val="left"/>'),
    "Signature": ("落款", "仿宋", "Times New Roman", 32, "",
                  '<w:ind w:right="640" w:rightChars="200"/><w:jc w:val="right"/>'),
}  # fmt: skip
CHINESE: list[Paragraph] = [
    ("NoticeTitle", [("关于{主送单位}{年度}\n预算绩效文本审核意见的函", "")]),
    ("Addressee", [("{主送单位}：", "")]),
    ("NoticeText", [("你单位报送的预算绩效文本（{文件清单}）共{文件数}份，含{项目数}个项目、{指标数}条绩效指标，"
                     "我局已审核完毕。", "")]),
    ("NoticeText", [("{有问题}经审核，发现必须修改的问题{错误数}处、建议核实的问题{警告数}处，"
                     "现将审核意见反馈如下。", "")]),
    ("NoticeText", [("{无问题}经审核，未发现需要修改的问题。", "")]),
    ("Level1", [("{分类序号}、{分类}（{分类处数}处）", "")]),
    ("Level2", [("（{项目序号}）{项目}", "")]),
    ("Finding", [("{序号}．{条目}", BOLD), ("{问题}", "")]),
    ("NoticeText", [("对照：", KAI), ("{对照}", "")]),
    ("NoticeText", [("修改意见：", KAI), ("{修改意见}", "")]),
    ("NoticeText", [("依据：", KAI), ("{依据}", "")]),
    ("NoticeText", [("{有问题}请你单位于　　　　年　　月　　日前，对照上述意见逐条核实、修改，"
                     "将修改后的文本和修改情况说明报送我局；认为无须修改的，请逐条说明理由。", "")]),
    ("NoticeText", [("另有以下文件未能审核，请核对后重新报送：{未检查}。", "")]),
    ("Contact", [("（联系人：　　　　　　联系电话：　　　　　　　）", "")]),
    ("Signature", []),
    ("Signature", [("（审核单位名称、印章）", "")]),
    ("Signature", [("　　　　年　　月　　日", "")]),
]  # fmt: skip

ENGLISH_STYLES: dict[str, Style] = {
    "NoticeTitle": ("Notice Title", "宋体", "Times New Roman", 36, BOLD,
                    '<w:spacing w:before="240" w:after="360"/><w:jc w:val="center"/>'),
    "Addressee": ("Addressee", "仿宋", "Times New Roman", 24, BOLD, '<w:spacing w:after="120"/>'),
    "NoticeText": ("Notice Text", "仿宋", "Times New Roman", 24, "", '<w:spacing w:after="80"/><w:jc w:val="left"/>'),
    "Level1": ("Level 1", "黑体", "Times New Roman", 28, BOLD,
               f'{TOGETHER}<w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/>'),
    "Level2": ("Level 2", "楷体", "Times New Roman", 24, "<w:b/><w:i/>",
               f'{TOGETHER}<w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="1"/>'),
    "Finding": ("Finding", "仿宋", "Times New Roman", 24, "",
                f'{TOGETHER}<w:spacing w:before="140" w:after="40"/><w:ind w:left="480" w:hanging="480"/>'),
    "Detail": ("Finding Detail", "仿宋", "Times New Roman", 24, "", '<w:spacing w:after="40"/><w:ind w:left="480"/>'),
    "Signature": ("Signature Block", "仿宋", "Times New Roman", 24, "",
                  '<w:spacing w:after="80"/><w:jc w:val="right"/>'),
}  # fmt: skip
ENGLISH: list[Paragraph] = [
    ("NoticeTitle", [("Review of the {year}Budget Performance Documents\nof {department}", "")]),
    ("Addressee", [("To: {department}", "")]),
    ("NoticeText", [("The documents you submitted have been reviewed ({document names}): documents: {documents}, "
                     "projects: {projects}, indicators: {indicators}.", "")]),
    ("NoticeText", [("{if defects}What was found is listed below. To be corrected: {errors}; to be verified: "
                     "{warnings}.", "")]),
    ("NoticeText", [("{if none}Nothing was found that needs to be changed.", "")]),
    ("Level1", [("{section number}. {section} ({section count})", "")]),
    ("Level2", [("{project}", "")]),
    ("Finding", [("({number}) {item} ", BOLD), ("{problem}", "")]),
    ("Detail", [("Compare: ", "<w:i/>"), ("{compare}", "")]),
    ("Detail", [("What to do: ", "<w:i/>"), ("{advice}", "")]),
    ("Detail", [("Basis: ", "<w:i/>"), ("{norm}", "")]),
    ("NoticeText", [("{if defects}Please check and correct each of these, or give the reason why no change is needed, "
                     "and return the corrected documents by ____________________.", "")]),
    ("NoticeText", [("These files could not be reviewed; please check and submit them again: {not checked}.", "")]),
    ("NoticeText", [("Contact: ____________________", "")]),
    ("Signature", []),
    ("Signature", [("(reviewing office, seal)", "")]),
    ("Signature", [("Date: ____________________", "")]),
]  # fmt: skip

# Fonts that not every machine has, and what to take instead.
FONTS = {"方正小标宋简体": "宋体", "仿宋": "仿宋_GB2312", "楷体": "楷体_GB2312", "黑体": "SimHei"}
PAGE = {
    "zh": '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" '
          'w:header="851" w:footer="1361" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="579"/>',
    "en": '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
          'w:header="720" w:footer="720" w:gutter="0"/>',
}  # fmt: skip
SPACING = {
    "zh": '<w:spacing w:line="560" w:lineRule="exact"/>',
    "en": '<w:spacing w:line="276" w:lineRule="auto"/>',
}


def run(text: str, properties: str = "") -> str:
    """A run of text, in it the lines that are to be broken."""
    given = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:r>{given}{"<w:br/>".join(lines)}</w:r>'


def paragraph(style: str, runs: Iterable[tuple[str, str]]) -> str:
    """A paragraph."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(run(*one) for one in runs)}</w:p>'


def style_xml(key: str, style: Style) -> str:
    """The definition of a style."""
    name, eastern, western, size, of_run, of_paragraph = style
    fonts = f'<w:rFonts w:ascii="{western}" w:hAnsi="{western}" w:eastAsia="{eastern}" w:cs="{western}"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{of_paragraph}</w:pPr>'
        f'<w:rPr>{fonts}{of_run}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def styles_xml(lang: str) -> str:
    """The styles of a template."""
    styles = CHINESE_STYLES if lang == "zh" else ENGLISH_STYLES
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        f'w:eastAsia="仿宋" w:cs="Times New Roman"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{SPACING[lang]}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    made = "".join(style_xml(*one) for one in styles.items())
    return f"{HEAD}<w:styles {ROOT}>{defaults}{normal}{made}</w:styles>"


def footer_xml(lang: str, side: str) -> str:
    """The number of the page between dashes, at the left or right side."""
    field = "".join(
        f"<w:r>{NUMBER}{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    indent = f'<w:ind w:{side}="280" w:{side}Chars="100"/>' if lang == "zh" else ""
    sides = side if lang == "zh" else "center"
    dash = f'<w:r>{NUMBER}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    return (
        f'{HEAD}<w:ftr {ROOT}><w:p><w:pPr>{indent}<w:jc w:val="{sides}"/></w:pPr>'
        f'{dash.format("— ")}{field}{dash.format(" —")}</w:p></w:ftr>'
    )


NUMBER = '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>'


def document_xml(lang: str) -> str:
    """The text of a template."""
    body = "".join(paragraph(*one) for one in (CHINESE if lang == "zh" else ENGLISH))
    footers = (
        '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    )
    return f"{HEAD}<w:document {ROOT}><w:body>{body}<w:sectPr>{footers}{PAGE[lang]}</w:sectPr></w:body></w:document>"


def font_table_xml() -> str:
    """What to take for fonts that are missing."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in FONTS.items()
    )
    return f"{HEAD}<w:fonts {ROOT}>{fonts}</w:fonts>"


def relations_xml(relations: Iterable[tuple[str, str]]) -> str:
    """Relations to parts by the last word of their types."""
    made = "".join(
        f'<Relationship Id="rId{at}" Type="{R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(relations, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


def template(lang: str) -> dict[str, str]:
    """The parts of a template."""
    types = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable",
             "footer1": "footer", "footer2": "footer"}  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{OFFICE}.{kind}+xml"/>' for part, kind in types.items()
    )
    even = "<w:evenAndOddHeaders/>" if lang == "zh" else ""
    compatible = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": relations_xml([("officeDocument", "word/document.xml")]),
        "word/document.xml": document_xml(lang),
        "word/_rels/document.xml.rels": relations_xml(
            [("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"),
             ("footer", "footer1.xml"), ("footer", "footer2.xml")]
        ),
        "word/styles.xml": styles_xml(lang),
        "word/settings.xml": f"{HEAD}<w:settings {ROOT}>{even}{compatible}</w:settings>",
        "word/fontTable.xml": font_table_xml(),
        "word/footer1.xml": footer_xml(lang, "right"),
        "word/footer2.xml": footer_xml(lang, "left"),
    }  # fmt: skip


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for language in ("zh", "en"):
        parts = {name: content.encode() for name, content in template(language).items()}
        (FOLDER / f"notice.{language}.docx").write_bytes(zipped(parts))
