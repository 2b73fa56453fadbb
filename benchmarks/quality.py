"""The rules beside tools that check tables, on the same rows of indicators: `python -m benchmarks.quality`.

The rows stand in generated self-evaluations, some spoilt. The rules read the documents; for the others the same rows
are written as CSV and loaded before the clock starts, and what a tool cannot express (a condition, a sum by project) is
computed for it within the time. Each runs in a process of its own; the memory is that of the process. Ten checks:

  V601 target, V603 actual, V604 score, V605 weight given; V101 target and V102 actual of a percentage at most 100; V103
  target not negative; V106 satisfaction at least 60%; V409 actual without a comparator; T101, T103 the weights of a
  project make 90, with the 10 points of the execution rate the stated 100

The peers come with the extra `benchmark`; one that is not installed is left out and named.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.measuring import peak, tell, told
from generator import Plan, files

__all__ = ["PEERS", "ours", "theirs"]

RULES = ("V601", "V603", "V604", "V605", "V101", "V102", "V103", "V106", "V409", "T101", "T103")
PER_DOCUMENT = 60
AT_ONCE = 20
# One row in so many is spoilt.
SHARE = 40
ROW = re.compile(
    r"^(?P<head>\t[^\t]*\t[^\t]*\t)指标1：(?P<name>[^\t]*)\t(?P<target>[≥≤][^\t]*)\t(?P<actual>[^\t]*)"
    r"\t(?P<weight>[0-9]+)\t(?P<score>[0-9]+)\t$"
)
VALUE = re.compile(r"([≥≤]?)(-?[0-9.]+)(.*)")
COLUMNS = ("project", "category", "target", "number", "unit", "actual", "done", "weight", "score")


def documents(rows: int) -> Iterator[tuple[str, list[list[str]]]]:
    """Self-evaluations with so many rows of indicators in all, each with its rows as COLUMNS."""
    source = random.Random(5)
    project = 0
    for content in evaluations(-(-rows // PER_DOCUMENT)):
        lines, table, category = content.decode().split("\n"), [], ""
        for at, line in enumerate(lines):
            project += line.startswith("项目名称")
            row = ROW.match(line)
            if row:
                category = row["head"].split("\t")[1] or category
                cells = spoilt(row, source)
                lines[at] = f"{row['head']}指标1：{row['name']}\t" + "\t".join(cells) + "\t"
                target, actual, weight, score = cells
                aim, done = VALUE.match(target), VALUE.match(actual)
                number, unit = aim.group(2, 3) if aim else ("", "")
                done_number = done[2] if done else ""
                table.append([str(project), category, target, number, unit, actual, done_number, weight, score])
        yield "\n".join(lines), table


def evaluations(count: int) -> Iterator[bytes]:
    """So many self-evaluations, made a few at a time."""
    for at in range(0, count, AT_ONCE):
        plan = Plan(seed=at, departments=min(AT_ONCE, count - at), projects=PER_DOCUMENT // 6, years=1, share=0)
        made, _ = files(plan)
        yield from (made[path] for path in sorted(made) if path.endswith("evaluation.txt"))


def spoilt(row: re.Match[str], source: random.Random) -> tuple[str, str, str, str]:
    """Target, actual, weight and score of a row, now and then with a defect."""
    target, actual, weight, score = row["target"], row["actual"], row["weight"], row["score"]
    if source.randrange(SHARE):
        return target, actual, weight, score
    kind = source.choice(RULES)
    rate = row["name"].endswith(("率", "满意度"))
    if kind in ("V601", "V603", "V604", "V605"):
        blank = ("V601", "V603", "V605", "V604").index(kind)
        cells = [target, actual, weight, score]
        cells[blank] = ""
        return tuple(cells)  # type: ignore[return-value]
    if kind == "V101" and rate:
        target = "≥" + "120%"
    elif kind == "V102" and rate:
        actual = "120%"
    elif kind == "V106" and row["name"].endswith("满意度"):
        target = "≥40%"
    elif kind == "V103" and row["name"].endswith(("数量", "率")):
        target = target[0] + "-" + target[1:]
    elif kind == "V409":
        actual = "≥" + actual
    elif kind == "T101":
        weight = score = str(int(weight) + 5)
    return target, actual, weight, score


def ours(rows: int) -> dict[str, Any]:
    """Rows per second of reading the documents and of the ten rules alone; what they find."""
    from auditor import load_rules
    from auditor.engine import judge
    from auditor.records import read_document
    from auditor.source import from_text

    rules = [rule for rule in load_rules() if rule.id in RULES]
    found: Counter[str] = Counter()
    seconds, count = {"read": 0.0, "judged": 0.0}, 0
    for text, _ in documents(rows):
        started = time.perf_counter()
        document = read_document(from_text(text))
        read = time.perf_counter()
        report = judge([document], rules)
        seconds["read"] += read - started
        seconds["judged"] += time.perf_counter() - read
        count += sum(len(project.indicators) for project in document.projects)
        found.update(finding.rule.id for finding in report.findings)
    return {
        "rows": count,
        "rows per second": round(count / seconds["judged"]),
        "with reading": round(count / sum(seconds.values())),
        "megabytes": peak(),
        "found": found.total(),
        "by check": dict(sorted(found.items())),
    }


def theirs(tool: str, path: str) -> dict[str, Any]:
    """Rows per second of a tool, and what it finds."""
    check, count = PEERS[tool][1](path)
    started = time.perf_counter()
    found = check()
    seconds = time.perf_counter() - started
    return {"rows": count, "rows per second": round(count / seconds), "megabytes": peak(), "found": found}


Loaded = tuple[Callable[[], int], int]


def pandas_frame(path: str) -> Any:
    """The rows as a data frame."""
    import pandas

    return pandas.read_csv(path, dtype={"target": str, "actual": str, "unit": str, "category": str})


def conditions(frame: Any) -> Any:
    """The frame with a column for what holds for some rows only, and one for the sum of a project."""
    percent = frame["unit"] == "%"
    return frame.assign(
        target_rate=frame["number"].where(percent),
        done_rate=frame["done"].where(percent),
        satisfaction=frame["number"].where(frame["category"] == "满意度指标"),
    )


def sums(frame: Any) -> Any:
    """The weights of each project."""
    return frame.groupby("project", as_index=False)["weight"].sum()


def pandera(path: str) -> Loaded:
    """pandera on pandas."""
    import pandera.pandas as pa

    frame = pandas_frame(path)
    columns = {
        "target": pa.Column(str, nullable=False),
        "actual": pa.Column(str, pa.Check.str_matches("^[^≥≤<>]"), nullable=False),
        "score": pa.Column(float, nullable=False),
        "weight": pa.Column(float, nullable=False),
        "number": pa.Column(float, pa.Check.ge(0), nullable=True),
        "target_rate": pa.Column(float, pa.Check.le(100), nullable=True),
        "done_rate": pa.Column(float, pa.Check.le(100), nullable=True),
        "satisfaction": pa.Column(float, pa.Check.ge(60), nullable=True),
    }
    rows = pa.DataFrameSchema(columns)
    groups = pa.DataFrameSchema({"weight": pa.Column(float, pa.Check.eq(90))})

    def check() -> int:
        found = 0
        for schema, made in ((rows, conditions(frame)), (groups, sums(frame))):
            try:
                schema.validate(made, lazy=True)
            except pa.errors.SchemaErrors as error:
                found += len(error.failure_cases)
        return found

    return check, len(frame)


def pointblank(path: str) -> Loaded:
    """pointblank on polars."""
    import pointblank as pb
    import polars as pl

    frame = pl.read_csv(path)

    def check() -> int:
        percent = pl.col("unit") == "%"
        made = frame.with_columns(
            target_rate=pl.when(percent).then("number"), done_rate=pl.when(percent).then("done"),
            satisfaction=pl.when(pl.col("category") == "满意度指标").then("number"),
        )  # fmt: skip
        rows = (
            pb.Validate(made)
            .col_vals_not_null(["target", "actual", "score", "weight"])
            .col_vals_regex("actual", "^[^≥≤<>]", na_pass=True)
            .col_vals_ge("number", 0, na_pass=True)
            .col_vals_le(["target_rate", "done_rate"], 100, na_pass=True)
            .col_vals_ge("satisfaction", 60, na_pass=True)
            .interrogate()
        )
        groups = pb.Validate(frame.group_by("project").agg(pl.sum("weight"))).col_vals_eq("weight", 90).interrogate()
        return sum(int(number) for done in (rows, groups) for number in done.n_failed().values())

    return check, len(frame)


def frictionless(path: str) -> Loaded:
    """frictionless; the sum of a project takes a check of one's own."""
    from frictionless import Check, Checklist, Resource, Schema, errors, validate

    fields = [{"name": name, "type": "number" if name in ("number", "done", "weight", "score") else "string"}
              for name in COLUMNS]  # fmt: skip
    for field in fields:
        field["constraints"] = {"required": True} if field["name"] in ("target", "actual", "score", "weight") else {}
    fields[5]["constraints"]["pattern"] = "[^≥≤<>].*"
    fields[3]["constraints"]["minimum"] = 0

    class Rows(Check):
        type = "rows"
        Errors = (errors.RowConstraintError,)
        sums: ClassVar[dict[str, Any]] = {}

        def validate_row(self, row: Any) -> Any:
            self.sums[row["project"]] = self.sums.get(row["project"], 0) + (row["weight"] or 0)
            percent, number, done = row["unit"] == "%", row["number"], row["done"]
            wrong = (percent and number is not None and number > 100, percent and done is not None and done > 100,
                     row["category"] == "满意度指标" and number is not None and number < 60)  # fmt: skip
            for _ in filter(None, wrong):
                yield errors.RowConstraintError.from_row(row, note="rows")

        def validate_end(self) -> Any:
            for project, total in self.sums.items():
                if total != 90:
                    yield errors.RowConstraintError(note=project, cells=[], row_number=1)

    with open(path, encoding="utf-8") as file:
        count = sum(1 for _ in file) - 1

    def check() -> int:
        Rows.sums = {}
        resource = Resource(path=Path(path).name, basepath=str(Path(path).parent),
                            schema=Schema.from_descriptor({"fields": fields}))  # fmt: skip
        report = validate(resource, checklist=Checklist(checks=[Rows()]), limit_errors=10**9)
        return int(report.stats["errors"])

    return check, count


def great_expectations(path: str) -> Loaded:
    """Great Expectations on pandas."""
    import great_expectations as gx
    import great_expectations.expectations as expect

    frame = pandas_frame(path)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("pandas")

    def checked(name: str, made: Any, expectations: list[Any]) -> int:
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        suite = gx.ExpectationSuite(name, expectations=expectations)
        definition = gx.ValidationDefinition(data=batch, suite=context.suites.add(suite), name=name)
        done = definition.run(batch_parameters={"dataframe": made}, result_format="BASIC")
        return sum(int(each.result["unexpected_count"]) for each in done.results)

    def check() -> int:
        given = ("target", "actual", "score", "weight")
        return checked("rows", conditions(frame), [
            *(expect.ExpectColumnValuesToNotBeNull(column=column) for column in given),
            expect.ExpectColumnValuesToMatchRegex(column="actual", regex="^[^≥≤<>]"),
            expect.ExpectColumnValuesToBeBetween(column="number", min_value=0),
            expect.ExpectColumnValuesToBeBetween(column="target_rate", max_value=100),
            expect.ExpectColumnValuesToBeBetween(column="done_rate", max_value=100),
            expect.ExpectColumnValuesToBeBetween(column="satisfaction", min_value=60),
        ]) + checked("sums", sums(frame), [
            expect.ExpectColumnValuesToBeInSet(column="weight", value_set=[90]),
        ])  # fmt: skip

    return check, len(frame)


# name of a package to those it needs and what loads the rows
PEERS: dict[str, tuple[tuple[str, ...], Callable[[str], Loaded]]] = {
    "pandera": (("pandera", "pandas"), pandera),
    "pointblank": (("pointblank", "polars"), pointblank),
    "great_expectations": (("great_expectations", "pandas"), great_expectations),
    "frictionless": (("frictionless",), frictionless),
}


def main() -> None:
    """Prints one line for each tool."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description="Tools that check tables.")
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    tell(f"auditor, {rows} rows", told(f"ours({rows})", "benchmarks.quality"))
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "rows.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for _, table in documents(rows):
                writer.writerows(table)
        for tool, (packages, _) in PEERS.items():
            if all(map(importlib.util.find_spec, packages)):
                tell(tool, told(f"theirs({tool!r}, {str(path)!r})", "benchmarks.quality"))
            else:
                print(f"{tool} is not installed: left out (pip install 'auditor[benchmark]')")


if __name__ == "__main__":
    main()
