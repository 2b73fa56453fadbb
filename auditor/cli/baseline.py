"""`auditor baseline`: findings accepted with a reason, listed, and cleared when they are no longer found."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

import click

from auditor.baseline import NAME, Entry, baseline_above, entry_for, plain_entry, read_baseline, text_of
from auditor.checking import Checked
from auditor.checking import check as checked_documents
from auditor.cli.group import Group
from auditor.cli.output import emit
from auditor.cli.rulebook import rules_named
from auditor.cli.settings import (
    baseline_option,
    day,
    judging_options,
    opened_plans,
    progress_for,
    refusals,
    today_option,
    wished,
)
from auditor.cli.shared import found_documents, tell
from auditor.cli.speech import Command, Usage, argument, language, language_option, option
from auditor.cli.tables import aligned
from auditor.finding import Finding
from auditor.plans import Plans, Wishes
from auditor.report.json_ import dumped
from auditor.report.width import clip_middle
from auditor.upwards import shown
from auditor.wording import Text

__all__ = ["add", "baseline", "listing", "prune"]

SCHEMA = 1
WIDEST = 30
# command of the group -> where it is defined
COMMANDS = {
    "add": "auditor.cli.baseline:add",
    "list": "auditor.cli.baseline:listing",
    "prune": "auditor.cli.baseline:prune",
}
TITLES = (Text("行", "line"), Text("规则", "rule"), Text("文件", "document"), Text("项目", "project"),
          Text("指标", "indicator"), Text("原文", "quotation"), Text("理由", "reason"), Text("接受人", "by"),
          Text("到期", "expires"))  # fmt: skip

documents_argument = argument("paths", metavar="PATH", nargs=-1, required=True,
                              zh="文件或目录", en="files and directories")  # fmt: skip


@click.group("baseline", cls=Group, table=COMMANDS,
             about=Text("接受某处问题（须写理由）；列出、清除已接受的问题。",
                        "Accepts findings, each with a reason; lists what was accepted, clears what is gone."))
@language_option
def baseline() -> None:
    """The commands about accepted findings."""


@click.command("add", cls=Command,
               about=Text("接受文件中的问题：写明规则或指纹（见 JSON 报告的 fingerprint），以及理由。",
                          "Accepts findings of documents: by rule, or by fingerprint as the JSON report tells it; "
                          "a reason is demanded."),
               closing=Text("用 --all 接受现有的全部问题，此后只报新出现的（首次采用时用）。",
                            "With --all everything found now is accepted, so that only what is new is reported."))
@documents_argument
@option("--rule", "wanted", metavar="RULE", multiple=True, zh="接受这些规则报出的问题", en="what these rules found")
@option("--fingerprint", "prints", metavar="HEX", multiple=True, zh="接受指纹为此的一处问题", en="this one finding")
@option("--all", "every", is_flag=True, zh="接受现有的全部问题", en="everything found now")
@option("--reason", metavar="TEXT", zh="接受的理由", en="why it is accepted")
@option("--by", metavar="NAME", zh="接受人（默认为系统用户名）", en="who accepts it; the user's name by default")
@option("--date", metavar="DATE", callback=day, zh="接受日期，如 2024-12-31", en="when, such as 2024-12-31")
@option("--expires", metavar="DATE", callback=day, zh="到这一天为止", en="until the end of this day")
@judging_options
@baseline_option()
@language_option
@click.pass_context
@wished
def add(ctx: click.Context, paths: tuple[str, ...], wanted: tuple[str, ...], prints: tuple[str, ...], every: bool,
        reason: str | None, by: str | None, date: str | None, expires: str | None, wishes: Wishes) -> int:  # fmt: skip
    """Writes entries for the findings that were meant; returns 0, or 2 where some documents could not be read."""
    if not reason or not reason.strip():
        raise Usage("接受问题要写理由：--reason 理由", "to accept a finding takes a reason: --reason TEXT", ctx)
    if every == bool(wanted or prints):
        raise Usage("写明接受哪些问题：--rule 规则、--fingerprint 指纹，或 --all",
                    "say what is accepted: --rule, --fingerprint, or --all", ctx)  # fmt: skip
    person = by or _user(ctx)
    plans, checked = _checked(ctx, paths, wishes)
    findings: Sequence[Finding] = checked.report.findings
    if not every:
        library = plans.of(checked.report.documents[0].path).library
        findings = _meant(findings, {rule.id for rule in rules_named(library, wanted)}, prints)
    if not findings:
        raise Usage("没有可以接受的问题", "there is no such finding", ctx)
    lang = language(ctx)
    for path, its in _by_file(findings, plans).items():
        now = read_baseline(path)
        entries = [entry_for(finding, now, reason.strip(), person, date, expires) for finding in its]
        emit(text_of([*now.entries, *entries]), path)
        words = Text(f"{shown(path)}：接受 {len(its)} 处问题", f"{shown(path)}: {len(its)} findings accepted")
        click.echo(words.in_(lang), err=True)
    return 0 if checked.report.complete else 2


def _user(ctx: click.Context) -> str:
    """The name of the user as the system knows it."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise Usage("写明接受人：--by 姓名", "say who accepts it: --by NAME", ctx) from None


def _meant(findings: Sequence[Finding], rules: set[str], prints: Sequence[str]) -> list[Finding]:
    """The findings of these rules, if any are named, with these fingerprints, if any are; Usage for one not found."""
    found = [finding for finding in findings if not rules or finding.rule.id in rules]
    met = {finding.fingerprint for finding in found}
    unmet = [one for one in prints if one not in met]
    if unmet:
        raise Usage(f"没有指纹为 {'、'.join(unmet)} 的问题", f"no finding has the fingerprint {', '.join(unmet)}")
    return [finding for finding in found if not prints or finding.fingerprint in prints]


def _by_file(findings: Iterable[Finding], plans: Plans) -> dict[str, list[Finding]]:
    """The findings by the file their entries go to: the one that concerns the document, else a new one beside them."""
    every = list(findings)
    paths = {finding.location.path: plans.baseline_path(finding.location.path) for finding in every}
    folders = [os.path.dirname(os.path.abspath(document)) for document, path in paths.items() if path is None]
    beside = os.path.join(os.path.commonpath(folders), NAME) if folders else NAME
    out: dict[str, list[Finding]] = {}
    for finding in every:
        out.setdefault(paths[finding.location.path] or beside, []).append(finding)
    return out


def _checked(ctx: click.Context, paths: Sequence[str], wishes: Wishes) -> tuple[Plans, Checked]:
    """What a check of the documents finds that is not accepted yet; what could not be read is told."""
    found = found_documents(paths)
    with refusals():
        plans = opened_plans(ctx, wishes, found)
        checked = checked_documents(found, plans, progress_for(found, language(ctx)))
    if checked.left:
        # Half of the findings are neither to be accepted nor to be cleared.
        raise click.Abort
    tell(checked.report, None, "", language(ctx))
    return plans, checked


@click.command("list", cls=Command,
               about=Text("列出已接受的问题。", "Lists the accepted findings."))
@argument("path", metavar="PATH", required=False, default=".", zh="文件或目录，默认为当前目录",
          en="a document or a directory; the working directory by default")
@option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", zh="输出格式", en="format")
@baseline_option()
@language_option
@click.pass_context
def listing(ctx: click.Context, path: str, form: str, baseline: str | None) -> None:
    """Prints the entries that concern a document."""
    with refusals():
        where = baseline or baseline_above(os.path.join(path, "*") if os.path.isdir(path) else path)
        now = read_baseline(where or NAME)
    if form == "json":
        entries = [plain_entry(entry) for entry in now.entries]
        emit(dumped({"schema": SCHEMA, "file": shown(where) if where else None, "entries": entries}), None)
        return
    lang = language(ctx)
    rows = [[title.in_(lang) for title in TITLES], *(_row(entry) for entry in now.entries)]
    count = Text(f"共 {len(now.entries)} 处", f"{len(now.entries)} accepted").in_(lang)
    emit((aligned(rows) if now.entries else "") + count + "\n", None)


def _row(entry: Entry) -> list[str]:
    cells = (entry.rule, entry.document, entry.project, entry.indicator, entry.quote, entry.reason, entry.by,
             entry.expires)  # fmt: skip
    return [str(entry.line), *(clip_middle(cell or "", WIDEST) for cell in cells)]


@click.command("prune", cls=Command,
               about=Text("检查文件，清除已不再出现的、已过期的条目。",
                          "Checks the documents and clears entries for what is no longer found, or has expired."))
@documents_argument
@today_option
@option("--dry-run", is_flag=True, zh="只列出，不改文件", en="tell what would be cleared, change nothing")
@judging_options
@baseline_option()
@language_option
@click.pass_context
@wished
def prune(ctx: click.Context, paths: tuple[str, ...], dry_run: bool, wishes: Wishes) -> int:
    """Rewrites the files of accepted findings; returns 0, or 2 where some documents could not be read."""
    _, checked = _checked(ctx, paths, wishes)
    lang = language(ctx)
    for standing in checked.standings:
        gone = {*standing.stale, *standing.expired}
        left = [entry for entry in standing.baseline.entries if entry not in gone]
        path = standing.baseline.path
        for entry in standing.baseline.entries:
            if entry in gone:
                click.echo(f"{shown(path)}:{entry.line}: {entry.rule} {entry.document} {entry.quote}")
        if gone and not dry_run:
            emit(text_of(left), path)
        words = Text(f"{shown(path)}：清除 {len(gone)} 处，还有 {len(left)} 处",
                     f"{shown(path)}: {len(gone)} cleared, {len(left)} left")  # fmt: skip
        click.echo(words.in_(lang), err=True)
    return 0 if checked.report.complete else 2
