"""`auditor merge`: the stores of several machines as one, and what only all of the documents show."""

from __future__ import annotations

from collections.abc import Iterable

import click

from auditor.checking import NO_MANIFEST, joined
from auditor.cli.collection import cluster_option, collection_option, demand_collection
from auditor.cli.export import needs_duckdb, refuse_bad_store, writing
from auditor.cli.settings import judging_options, opened_plans, refusals, wished
from auditor.cli.speech import Command, argument, language, language_option, option
from auditor.collection import Collection, judge_collection
from auditor.collection.keeping import filing_from_json
from auditor.finding import Coverage, Report
from auditor.parallel import processors
from auditor.plans import Plans, Wishes
from auditor.rule import Rule
from auditor.store import finding_row, merged, merged_findings, read_column
from auditor.wording import Text

__all__ = ["merge"]

ABOUT = Text(
    "将 auditor export --shard 写出的各份合并为一个库。",
    "Puts the stores that auditor export --shard wrote together as one.",
)


@click.command("merge", cls=Command, about=ABOUT)
@argument("parts", metavar="STORE", nargs=-1, required=True, zh="各份的库", en="the stores of the shares")
@option("-o", "--output", "store", metavar="STORE", required=True, zh="写到这里", en="where to write")
@collection_option
@judging_options
@cluster_option
@language_option
@click.pass_context
@wished
def merge(ctx: click.Context, parts: tuple[str, ...], store: str, wishes: Wishes, scheduler: str | None) -> int:
    """Writes the store of all; returns 0, or 2 where a rule failed."""
    needs_duckdb()
    refuse_bad_store(store)
    if wishes.collection:
        demand_collection()
    report = Report((), ())
    with writing(store) as tables, refusals():
        merged(parts, tables)
        if wishes.collection:
            report = across(parts, opened_plans(ctx, wishes, []), scheduler)
        tables.add({"findings": merged_findings(parts, [finding_row(finding) for finding in report.findings])})
    for failure in report.failures:
        click.echo(f"auditor: {failure.rule}: {failure.error}", err=True)
    click.echo("auditor: " + Text(f"已写入 {store}", f"written to {store}").in_(language(ctx)), err=True)
    return 2 if report.failures else 0


def across(parts: tuple[str, ...], plans: Plans, scheduler: str | None) -> Report:
    """What the rules of scope `collection` find in all of the documents, each by the rules in force for it.

    With a scheduler its workers hold what was kept of the documents, else this process.
    """
    filings = map(filing_from_json, read_column(parts, "filings", "kept"))
    if scheduler is not None:
        from auditor.cluster import cluster

        with cluster(plans, scheduler, processors()) as workers:
            workers.hold(filings)
            paths = tuple(workers.paths)
            report = workers.across(_in_force(plans, paths), NO_MANIFEST)
    else:
        collection = Collection(tuple(filings))
        paths = tuple(filing.path for filing in collection.filings)
        report = judge_collection(collection, [rule for rule, _ in _in_force(plans, paths).values()])
    single = [Report((), (Coverage(path, None, "checked"),)) for path in paths]
    findings = tuple(finding for one in joined(single, report, list(map(plans.of, paths))) for finding in one.findings)
    return Report(findings, (), report.failures)


def _in_force(plans: Plans, paths: Iterable[str]) -> dict[str, tuple[Rule, str]]:
    """The rules in force for any of the documents, each with one it is for."""
    return {rule.id: (rule, path) for path in paths for rule in plans.of(path).judging.rules}
