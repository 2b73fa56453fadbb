"""`auditor check`: documents in, report out."""

from __future__ import annotations

import click

from auditor.answers import encoded, remember
from auditor.checking import NO_MANIFEST
from auditor.checking import check as checked_documents
from auditor.cli.collection import collection_option, labour_options, listed
from auditor.cli.notice import template_for
from auditor.cli.output import outputs_of, wants_colour
from auditor.cli.settings import (
    baseline_options,
    judging_options,
    opened_plans,
    present,
    progress_for,
    refusals,
    severity_option,
    wished,
)
from auditor.cli.shared import deliver, document_arguments, found_documents, tell, tell_misplaced, tell_rest
from auditor.cli.speech import Command, asked, language, language_option, option
from auditor.parallel import labour_for
from auditor.plans import Wishes
from auditor.report import BINARY, ENDINGS, FORMATS, render
from auditor.report.words import findings_phrase
from auditor.wording import Text

__all__ = ["check"]

ABOUT = Text(
    "检查文件，列出前后不一致或填写有误之处。",
    "Checks documents and lists what is inconsistent or filled in wrongly.",
)
CLOSING = Text(
    "退出状态：0 没有达到 --fail-on 的问题；1 有；2 未能全部完成（用法或规则有误，文件无法读取，未识别到绩效指标），"
    "其余文件照常检查。",
    "Exit status: 0 nothing at or above --fail-on; 1 there is; 2 the work was not done in full (usage, a faulty rule, "
    "a file that cannot be read or in which nothing was recognised); the other files are checked all the same.",
)


@click.command("check", cls=Command, about=ABOUT, closing=CLOSING)
@document_arguments
@option("-o", "--output", "files", metavar="FILE", multiple=True,
        zh="写入文件，格式由文件名的结尾决定，如 report.html、findings.xlsx；- 为屏幕",
        en="write to a file, in the format that its ending names: report.html, findings.xlsx; - is the screen")
@option("-f", "--format", "form", type=click.Choice(list(FORMATS)),
        zh="报告格式；不写时由 -o 的结尾决定，屏幕为 text。有几个 -o 时，只用于结尾未能决定的",
        en="format of the report; by default as the ending of -o says, text on the screen; "
           "with several -o, of those whose ending leaves it open")
@judging_options
@baseline_options
@severity_option
@option("--template", metavar="FILE", callback=present, zh="退回修改意见（docx）的模板，见 auditor notice-template",
        en="template of the notice (docx), see auditor notice-template")
@option("--exit-zero", is_flag=True, zh="有问题时退出状态也为 0（不影响 2）", en="exit with 0 instead of 1; 2 stays 2")
@option("--color", type=click.Choice(["auto", "always", "never"]), default="auto",
        zh="是否使用颜色", en="whether to use colours")
@option("-q", "--quiet", "detail", flag_value="brief", zh="每处问题只写一行", en="one line for each finding")
@option("-v", "--verbose", "detail", flag_value="full",
        zh="不合并同类提示，并列出各规则的检查次数", en="fold nothing, and tell how often every rule was applied")
@collection_option
@labour_options
@option("--no-cache", is_flag=True, zh="不用以前的检查结果", en="use no result of an earlier run")
@language_option
@click.pass_context
@wished
def check(ctx: click.Context, paths: tuple[str, ...], files: tuple[str, ...], form: str | None, wishes: Wishes,
          template: str | None, exit_zero: bool, color: str, detail: str | None, jobs: int | None,
          time_limit: float | None, scheduler: str | None) -> int:  # fmt: skip
    """Checks the documents, writes the report and tells what went wrong; returns the exit status."""
    outputs = outputs_of(files, form, ENDINGS, "text", BINARY)
    named, manifest = listed(paths, True) if wishes.collection else (paths, NO_MANIFEST)
    found = found_documents(named, outputs)
    with refusals():
        plans = opened_plans(ctx, wishes, found)
        lang = language(ctx)
        filled_in = template_for(outputs, template, plans, found)
        labour = labour_for(len(found), jobs, time_limit, scheduler)
        checked = checked_documents(found, plans, progress_for(found, lang), labour, manifest)
    report = checked.report
    rendered = [
        render(report, output.form, lang, detail or "normal", wants_colour(color, output.path), filled_in)
        for output in outputs
    ]
    deliver(zip(rendered, outputs, strict=True), findings_phrase(report.findings, lang), lang)
    tell_misplaced(named, outputs, lang)
    tell(report, None, "", lang)
    tell_rest(checked, lang)
    status = 0 if exit_zero and checked.status == 1 else checked.status
    question = asked(ctx).question
    # What a template says is no part of what an answer is known to depend on.
    if question is not None and checked.silent and filled_in is None:
        remember(question, encoded(rendered[0]), status, *plans.dependencies())
    return status
