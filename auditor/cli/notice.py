"""The template of the notice to departments: the one in force for a run, and `auditor notice-template`."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from auditor.cli.output import Output, emit, refuse_bad_output
from auditor.cli.speech import Command, Usage, language, language_option, option
from auditor.collect import path_of
from auditor.plans import Plans
from auditor.report import FORMATS
from auditor.source import Unreadable
from auditor.upwards import shown
from auditor.wording import Text

__all__ = ["notice_template", "template_for"]


def template_for(
    outputs: Sequence[Output], named: str | None, plans: Plans, found: Sequence[str | Unreadable]
) -> bytes | None:
    """The template that is named, else that of the configuration; None where the formats use none, or their own.

    Raises Usage, before any document is read, for one that cannot be used, that is named in vain, or that an output
    would overwrite.
    """
    if not any(FORMATS[output.form].templated for output in outputs):
        if named is not None:
            raise Usage("--template 只用于 docx 报告", "--template is for docx reports")
        return None
    configured = plans.of(path_of(found[0])).settings["notice-template",].value if found else None
    path = named or configured
    if path is None:
        return None
    if any(output.path and os.path.realpath(output.path) == os.path.realpath(path) for output in outputs):
        raise Usage(f"输出 {shown(path)} 同时是模板，不予覆盖。",
                    f"the output {shown(path)} is the template and is not overwritten.")  # fmt: skip
    from auditor.report.docx_template import TemplateError
    from auditor.report.notice import read_notice_template

    try:
        with open(path, "rb") as file:
            data = file.read()
        read_notice_template(data)
    except OSError as error:
        reason = error.strerror or ""
        raise Usage(f"模板 {shown(path)} 无法读取：{reason}",
                    f"the template {shown(path)} cannot be read: {reason}") from error  # fmt: skip
    except TemplateError as error:
        raise Usage(f"模板 {shown(path)}：{error.text.zh}", f"template {shown(path)}: {error.text.en}") from error
    return data


@click.command(
    "notice-template",
    cls=Command,
    about=Text(
        "写出退回修改意见所用的 Word 模板，供修改。",
        "Writes the Word template of the notice to departments, to be changed.",
    ),
    closing=Text(
        "改好后写入 auditor.toml：notice-template = \"模板.docx\"，或用 auditor check --template 模板.docx。"
        "占位符见 docs/notice.zh.md。",
        "Name the changed one in auditor.toml, notice-template = \"template.docx\", or with auditor check --template. "
        "docs/notice.md lists the placeholders.",
    ),
)
@option("-o", "--output", metavar="FILE", required=True,
        zh="写到这里，如 模板.docx", en="where to write, such as template.docx")
@language_option
@click.pass_context
def notice_template(ctx: click.Context, output: str) -> None:
    """Writes the template of the language."""
    from auditor.report.notice import notice_template as shipped

    refuse_bad_output(output, ())
    if os.path.exists(output):
        raise Usage(f"{output} 已存在，不予覆盖；请换一个文件名。",
                    f"{output} is there already and is not overwritten; name another file.")  # fmt: skip
    emit(shipped(language(ctx)), output)
    if output != "-":
        click.echo(Text(f"已写入 {output}", f"written to {output}").in_(language(ctx)), err=True)
