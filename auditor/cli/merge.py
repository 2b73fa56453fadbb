"""`auditor merge`: the stores of several machines as one, and what only all of the documents show."""

from __future__ import annotations

import click

from auditor.checking import joined
from auditor.cli.collection import collection_option, demand_collection
from auditor.cli.export import needs_duckdb, refuse_bad_store, writing
from auditor.cli.settings import judging_options, opened_plans, refusals, wished
from auditor.cli.speech import Command, argument, language, language_option, option
from auditor.collection import Collection, judge_collection
from auditor.collection.keeping import filing_from_json
from auditor.finding import Coverage, Report
from auditor.plans import Plans, Wishes
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
@language_option
@click.pass_context
@wished
def merge(ctx: click.Context, parts: tuple[str, ...], store: str, wishes: Wishes) -> int:
    """Writes the store of all; returns 0, or 2 where a rule failed."""
    needs_duckdb()
    refuse_bad_store(store)
    if wishes.collection:
        demand_collection()
    report = Report((), ())
    with writing(store) as tables, refusals():
        merged(parts, tables)
        if wishes.collection:
            report = across(parts, opened_plans(ctx, wishes, []))
        tables.add({"findings": merged_findings(parts, [finding_row(finding) for finding in report.findings])})
    for failure in report.failures:
        click.echo(f"auditor: {failure.rule}: {failure.error}", err=True)
    click.echo("auditor: " + Text(f"已写入 {store}", f"written to {store}").in_(language(ctx)), err=True)
    return 2 if report.failures else 0


def across(parts: tuple[str, ...], plans: Plans) -> Report:
    """What the rules of scope `collection` find in all of the documents, each by the rules in force for it."""
    collection = Collection(tuple(map(filing_from_json, read_column(parts, "filings", "kept"))))
    each = [plans.of(filing.path) for filing in collection.filings]
    rules = {rule.id: rule for plan in each for rule in plan.judging.rules}
    report = judge_collection(collection, rules.values())
    single = [Report((), (Coverage(filing.path, None, "checked"),)) for filing in collection.filings]
    findings = tuple(finding for one in joined(single, report, each) for finding in one.findings)
    return Report(findings, (), report.failures)
