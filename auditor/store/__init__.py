"""Records and findings as tables that people query: Parquet files or a DuckDB database."""

from auditor.store.shards import Shard, shard_of
from auditor.store.tables import TABLES, document_row, entered_rows, finding_row, in_order, rows_of
from auditor.store.writing import Store, StoreError, merged, merged_findings, read_column

__all__ = [
    "TABLES",
    "Shard",
    "Store",
    "StoreError",
    "document_row",
    "entered_rows",
    "finding_row",
    "in_order",
    "merged",
    "merged_findings",
    "read_column",
    "rows_of",
    "shard_of",
]
