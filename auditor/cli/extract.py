"""`auditor extract`: documents in, records out."""

from __future__ import annotations

import click

from auditor.cli.output import emit
from auditor.cli.settings import progress_for
from auditor.cli.shared import document_arguments, found_documents, tell, tell_left
from auditor.cli.speech import Command, language, language_option, option
from auditor.collect import path_of, read
from auditor.engine import coverage
from auditor.extract import FORMATS
from auditor.finding import Coverage, Report
from auditor.report.words import coverage_line
from auditor.wording import Text

__all__ = ["extract"]


@click.command("extract", cls=Command,
               about=Text("提取文件中的项目、资金、绩效指标和数字判断。",
                          "Extracts the projects, funds, indicators and figures of documents."))
@document_arguments
@option("-f", "--format", "form", type=click.Choice(list(FORMATS)), default="json",
        zh="输出格式；csv 每条指标一行，可用 Excel 打开", en="format; csv has a line for each indicator")
@language_option
@click.pass_context
def extract(ctx: click.Context, paths: tuple[str, ...], output: str | None, form: str) -> int:
    """Prints the records of the documents and what went wrong; returns 0, or 2 where something could not be read."""
    lang = language(ctx)
    found = found_documents(paths, output)
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
    emit(FORMATS[form](documents, lang), output)
    report = Report((), tuple(covered))
    tell(report, output, coverage_line(covered, lang), lang)
    tell_left(len(covered), left, lang)
    return 2 if left else report.status("never")
