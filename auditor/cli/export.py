"""`auditor export`: records and findings of many documents as tables."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from auditor.checking import check as checked_documents
from auditor.cli.collection import collection_option, labour_options, listed
from auditor.cli.settings import baseline_options, judging_options, opened_plans, progress_for, refusals, wished
from auditor.cli.shared import found_documents, tell, tell_rest
from auditor.cli.speech import Command, Usage, argument, language, language_option, option
from auditor.collect import path_of
from auditor.parallel import labour_for
from auditor.plans import Wishes
from auditor.report.words import findings_phrase
from auditor.single import Made
from auditor.store import Shard, Store, StoreError, document_row, entered_rows, finding_row, in_order, shard_of
from auditor.wording import Text

__all__ = ["export", "needs_duckdb", "refuse_bad_store", "writing"]

ABOUT = Text(
    "检查文件，将记录和问题写成表：目录（各表一个 Parquet 文件）或 DuckDB 数据库（以 .duckdb 结尾）。",
    "Checks documents and writes their records and findings as tables: a directory of Parquet files, or a DuckDB "
    "database where STORE ends in .duckdb.",
)
CLOSING = Text(
    "各表见 docs/queries.zh.md。多台机器各做一份（--shard 1/8 … 8/8），再用 auditor merge 合并。",
    "The tables are described in docs/queries.md. Several machines take a share each (--shard 1/8 … 8/8), and "
    "auditor merge puts the shares together.",
)


def share(ctx: click.Context, param: click.Parameter, value: str | None) -> Shard | None:
    """The share that the option names; raises Usage for what is none."""
    shard = shard_of(value) if value else None
    if value and shard is None:
        raise Usage(f"选项 --shard 应如 2/8，不是 {value}", f"--shard takes a share such as 2/8, not {value}", ctx)
    return shard


def needs_duckdb() -> None:
    """Raises Usage where the package that writes stores is not installed."""
    import importlib.util

    if importlib.util.find_spec("duckdb") is None:
        raise Usage("写库需要 duckdb：pip install 'auditor[store]'", "stores need duckdb: pip install 'auditor[store]'")


def refuse_bad_store(path: str) -> None:
    """Raises Usage where a store cannot stand: in no directory, or in the place of something else."""
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise Usage(f"输出 {path} 所在的目录不存在。", f"there is no directory for the output {path}.")
    if os.path.isdir(path) == path.endswith(".duckdb") and os.path.exists(path):
        raise Usage(f"{path} 已存在，不是要写的库。", f"{path} exists and is no such store.")


@contextmanager
def writing(path: str) -> Iterator[Store]:
    """The store while it is written; raises Usage where that fails."""
    try:
        with Store(path) as store:
            yield store
    except StoreError as error:
        raise Usage(error.zh, error.en) from error
    except OSError as error:
        raise Usage(f"{path} 无法写入：{error.strerror}", f"{path} cannot be written: {error.strerror}") from error


@click.command("export", cls=Command, about=ABOUT, closing=CLOSING)
@argument("paths", metavar="PATH", nargs=-1, required=True, zh="文件、目录或清单（.csv）",
          en="files, directories, or a list (.csv)")
@option("-o", "--output", "store", metavar="STORE", required=True, zh="写到这里", en="where to write")
@option("--shard", metavar="I/N", callback=share, zh="只做 N 份中的第 I 份", en="take the I-th of N shares alone")
@collection_option
@judging_options
@baseline_options
@labour_options
@option("--no-cache", is_flag=True, zh="不用以前的检查结果", en="use no result of an earlier run")
@language_option
@click.pass_context
@wished
def export(ctx: click.Context, paths: tuple[str, ...], store: str, shard: Shard | None, wishes: Wishes,
           jobs: int | None, time_limit: float | None, scheduler: str | None) -> int:  # fmt: skip
    """Writes the store; returns 0, or 2 where some documents could not be read."""
    needs_duckdb()
    refuse_bad_store(store)
    if shard is not None and wishes.collection:
        raise Usage("各份单独不能相互比对：合并时用 auditor merge --collection",
                    "a share cannot be held against the others: use auditor merge --collection", ctx)  # fmt: skip
    named, manifest = listed(paths, wishes.collection)
    found = found_documents(named)
    if shard is not None:
        found = [one for one in found if shard.holds(path_of(one))]
    wishes = dataclasses.replace(wishes, rows=True)
    lang = language(ctx)
    with writing(store) as tables, refusals():
        plans = opened_plans(ctx, wishes, found)

        def each(made: Made) -> None:
            if made.rows is not None:
                tables.add(entered_rows(made.rows, manifest))

        labour = labour_for(len(found), jobs, time_limit, scheduler)
        checked = checked_documents(found, plans, progress_for(found, lang), labour, manifest, each)
        report = checked.report
        judged = [*((one, False) for one in report.findings), *((one, True) for one in report.accepted)]
        tables.add({
            "documents": (document_row(coverage, manifest) for coverage in report.documents),
            "findings": sorted((finding_row(*one) for one in judged), key=in_order),
        })  # fmt: skip
    tell(report, store, findings_phrase(report.findings, lang), lang)
    tell_rest(checked, lang)
    return 2 if checked.status == 2 else 0
