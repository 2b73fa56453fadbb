"""`auditor extract`: documents in, records out."""

from __future__ import annotations

import click

from auditor.cli.output import outputs_of
from auditor.cli.settings import progress_for
from auditor.cli.shared import deliver, document_arguments, found_documents, tell, tell_left
from auditor.cli.speech import Command, language, language_option, option
from auditor.collect import path_of, read
from auditor.engine import coverage
from auditor.extract import FORMATS
from auditor.finding import Coverage, Report
from auditor.report.words import coverage_line
from auditor.wording import Text

__all__ = ["extract"]

ENDINGS = {form: (f".{form}",) for form in FORMATS}


@click.command("extract", cls=Command,
               about=Text("提取文件中的项目、资金、绩效指标和数字判断。",
                          "Extracts the projects, funds, indicators and figures of documents."))
@document_arguments
@option("-o", "--output", "files", metavar="FILE", multiple=True,
        zh="写入文件，格式由文件名的结尾（.json、.csv）决定；- 为屏幕",
        en="write to a file, in the format that its ending names (.json, .csv); - is the screen")
@option("-f", "--format", "form", type=click.Choice(list(FORMATS)),
        zh="输出格式；不写时由 -o 的结尾决定，屏幕为 json；csv 每条指标一行，可用 Excel 打开",
        en="format; by default as the ending of -o says, json on the screen; csv has a line for each indicator")
@language_option
@click.pass_context
def extract(ctx: click.Context, paths: tuple[str, ...], files: tuple[str, ...], form: str | None) -> int:
    """Writes the records of the documents, tells what went wrong; returns 0, or 2 where something could not be read."""
    lang = language(ctx)
    outputs = outputs_of(files, form, ENDINGS, "json")
    found = found_documents(paths, outputs)
    documents, covered = [], []
    try:
        with progress_for(found, lang, "indicators")(len(found)) as advance:
            for one in found:
                document = read(one)
                if isinstance(document, Coverage):
                    covered.append(document)
                else:
                    documents.append(document)
                    covered.append(coverage(document))
                advance(path_of(one), sum(each.indicators for each in covered))
    except KeyboardInterrupt:
        pass
    left = len(found) - len(covered)
    rendered = [FORMATS[output.form](documents, lang) for output in outputs]
    deliver(zip(rendered, outputs, strict=True), coverage_line(covered, lang), lang)
    report = Report((), tuple(covered))
    tell(report, None, "", lang)
    tell_left(len(covered), left, lang)
    return 2 if left else report.status("never")
