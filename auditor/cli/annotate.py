"""`auditor annotate`: documents in, copies with comments out."""

from __future__ import annotations

import os
from collections.abc import Container

import click

from auditor.annotate import Original
from auditor.annotate.reviewing import Reviewed, reviewed
from auditor.cli.output import emit, refuse_bad_output
from auditor.cli.settings import (
    baseline_options,
    judging_options,
    opened_plans,
    refusals,
    severity_option,
    wished,
)
from auditor.cli.shared import tell
from auditor.cli.speech import Command, Usage, argument, language, language_option, option
from auditor.collect import find, in_order, path_of
from auditor.plans import Wishes
from auditor.report.words import document_name, findings_phrase
from auditor.source import is_archive
from auditor.wording import Text

__all__ = ["annotate"]

INCOMPLETE = 2
ABOUT = Text(
    "把发现的问题批注在文件的副本上：Word 批注、Excel 单元格批注和问题清单、PDF 高亮和附注。原文件不动。",
    "Puts the findings into a copy of a document, at their places: comments in Word, notes of cells and a list of "
    "findings in Excel, highlights with pop-up notes in PDF. The original is not touched.",
)
CLOSING = Text(
    "旧格式（.doc .wps .xls .et .rtf .odt .ods）由 LibreOffice 转换后批注，副本为 .docx 或 .xlsx。"
    "目录中的每个文件各得一个副本，写入 -o 指定的目录。\n"
    "退出状态同 check：0 没有达到 --fail-on 的问题；1 有；2 未能全部完成。",
    "Old formats (.doc .wps .xls .et .rtf .odt .ods) are converted by LibreOffice; their copy is a .docx or .xlsx. "
    "Of a directory every document gets a copy in the directory that -o names.\n"
    "Exit status as of check: 0 nothing at or above --fail-on; 1 there is; 2 the work was not done in full.",
)
COUNTED = Text("添加批注 {count} 处（{phrase}）", "comments: {count} ({phrase})")
NONE = Text("未发现问题，没有批注", "nothing found, no comments")
CONVERTED = Text("，由 LibreOffice 转换而来", ", converted by LibreOffice")

Identity = tuple[int, int]
"""Device and number of a file, the same by whatever name or link it is reached."""


@click.command("annotate", cls=Command, about=ABOUT, closing=CLOSING)
@argument("path", metavar="PATH", zh="文件、目录或 zip 压缩包", en="a file, a directory or a zip archive")
@option("-o", "--output", metavar="PATH", required=True,
        zh="副本；PATH 是目录时为存放副本的目录", en="the copy; for a directory, the directory for the copies")
@option("--force", is_flag=True, zh="覆盖已有的副本", en="overwrite a copy that is there already")
@judging_options
@baseline_options
@severity_option
@language_option
@click.pass_context
@wished
def annotate(ctx: click.Context, path: str, output: str, force: bool, wishes: Wishes) -> int:
    """Writes the copies, tells of each and of what went wrong; returns the exit status."""
    found = in_order(find([path]))
    originals = {identity for one in found if (identity := _identity(path_of(one)))}
    several = os.path.isdir(path) or is_archive(path)
    if several:
        _refuse_bad_folder(path, output)
    else:
        _refuse_bad_copy(path, output, force, originals)
    statuses = []
    with refusals():
        plans = opened_plans(ctx, wishes, found)
        lang = language(ctx)
        for one in found:
            made = reviewed(one, plans, lang)
            target = _beside(path, path_of(one), output, made.original) if several else output
            statuses.append(_write(made, target, force, originals, lang))
    return max(statuses, default=INCOMPLETE)


def _identity(path: str) -> Identity | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _refuse_bad_copy(path: str, output: str, force: bool, originals: Container[Identity | None]) -> None:
    """Raises Usage where a file cannot be copied to the output, or that would overwrite a file."""
    if path == "-":
        raise Usage("annotate 需要文件，不能读标准输入。", "annotate takes a file, not the standard input.")
    refuse_bad_output(output, (path,))
    problem = _in_the_way(output, force, originals)
    if problem is not None:
        raise Usage(problem.zh, problem.en)


def _refuse_bad_folder(path: str, output: str) -> None:
    """Raises Usage where the output is no directory for copies: a file, or a part of the directory of originals."""
    if os.path.exists(output) and not os.path.isdir(output):
        raise Usage(f"{path} 是目录，输出 {output} 也应是目录。",
                    f"{path} is a directory, so the output {output} must be one.")  # fmt: skip
    inner, outer = os.path.realpath(output), os.path.realpath(path)
    if os.path.commonpath([inner, outer]) == outer:
        raise Usage(f"输出目录 {output} 在要检查的目录之内，请写在别处。",
                    f"the output {output} lies in the directory to check; name another.")  # fmt: skip


def _in_the_way(target: str, force: bool, originals: Container[Identity | None]) -> Text | None:
    """Why nothing may be written to the target, if so: it is one of the originals, or there without leave to go."""
    if not os.path.lexists(target) or target == "-":
        return None
    if _identity(target) in originals:
        return Text(f"输出 {target} 同时是要检查的文件，不予覆盖。",
                    f"the output {target} is one of the files to check and is not overwritten.")  # fmt: skip
    if force:
        return None
    return Text(f"输出 {target} 已经存在，不予覆盖；要覆盖请加 --force。",
                f"the output {target} is there already and is not overwritten; --force overwrites it.")  # fmt: skip


def _beside(folder: str, path: str, output: str, original: Original | None) -> str:
    """Where in the output the copy of a document of a directory belongs."""
    name = os.path.join(output, os.path.relpath(path, folder))
    return name if original is None or name.lower().endswith(original.ending) else name + original.ending


def _write(made: Reviewed, target: str, force: bool, originals: Container[Identity | None], lang: str) -> int:
    """Writes a copy, if there is one, and tells of it; the exit status."""
    path = made.report.documents[0].path
    problem = made.problem or (_unfit(target, made.original) or _in_the_way(target, force, originals))
    if made.copy is None or problem is not None:
        tell(made.report, None, "", lang)
        if problem is not None:
            colon = ": " if lang == "en" else "："
            click.echo(f"auditor: {document_name(path, lang)}{colon}{problem.in_(lang)}", err=True)
        return INCOMPLETE
    os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
    emit(made.copy, target)
    tell(made.report, target, _told(made, lang), lang)
    return made.status


def _unfit(target: str, original: Original | None) -> Text | None:
    """What is wrong with the name of a copy, whose ending tells programs what it is."""
    if original is None or target == "-" or target.lower().endswith(original.ending):
        return None
    return Text(f"副本的文件名应以 {original.ending} 结尾，不是 {target}。",
                f"the name of the copy must end in {original.ending}; {target} does not.")  # fmt: skip


def _told(made: Reviewed, lang: str) -> str:
    """How many comments a copy has, and whether the document was converted for it."""
    findings = made.report.findings
    words = COUNTED.in_(lang).format(count=len(findings), phrase=findings_phrase(findings, lang))
    converted = made.original is not None and made.original.converted
    return (words if findings else NONE.in_(lang)) + (CONVERTED.in_(lang) if converted else "")
