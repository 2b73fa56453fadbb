"""Imports go one way. The table below is the only one; rules are held to it as well."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# module or package of auditor -> what of ours it may import; `auditor` itself (the version) is open to all
MAY_IMPORT = {
    "wording": set(),
    "frozen": set(),
    "values": {"frozen"},
    "source": {"frozen"},
    "frames": set(),
    "comparing": {"values"},
    "template": {"values", "wording"},
    "layout": {"frozen", "source"},
    "records": {"comparing", "frozen", "layout", "source", "undisturbed", "values", "wording"},
    "finding": {"source", "wording"},
    "failure": {"wording"},
    "expression": {"comparing", "records", "values", "wording"},
    "rule": {"finding", "source", "wording"},
    "formula": {"records", "rule", "source", "template", "wording"},
    "rulefile": {"expression", "frames", "records", "rule", "template"},
    "cache": set(),
    "upwards": set(),
    "tomlfile": {"upwards", "wording"},
    "progress": {"wording"},
    "library": {"cache", "expression", "finding", "formula", "records", "rule", "rulefile", "wording"},
    "placing": {"comparing", "finding", "layout", "records", "source"},
    "undisturbed": set(),
    "panel": {"finding", "records", "rule"},
    "engine": {"expression", "finding", "panel", "placing", "records", "rule", "source", "template", "undisturbed",
               "wording"},
    "collection": {"comparing", "finding", "placing", "records", "rule", "source", "template", "tomlfile", "upwards",
                   "values", "wording"},
    "proof": {"collection", "engine", "finding", "frames", "records", "rule", "source", "wording"},
    "collect": {"engine", "failure", "finding", "records", "rule", "source", "undisturbed", "wording"},
    "profiles": {"expression", "library", "wording"},
    "config": {"cache", "library", "profiles", "rule", "tomlfile", "upwards", "wording"},
    "baseline": {"finding", "upwards", "wording"},
    "results": {"cache", "finding", "rule", "source", "wording"},
    "plans": {"answers", "baseline", "cache", "config", "library", "upwards"},
    "answers": {"cache", "upwards"},
    "compiled": {"cache"},
    "plain": {"answers", "checking", "cli", "collect", "config", "finding", "parallel", "plans", "report", "wording"},
    "store": {"collection", "finding", "records", "source", "values", "wording"},
    "single": {"collect", "collection", "finding", "plans", "records", "results", "source", "store"},
    "crew": {"collect", "finding", "plans", "single", "wording"},
    "cluster": {"collect", "collection", "crew", "finding", "plans", "rule", "single", "source", "wording"},
    "parallel": {"cluster", "collect", "crew", "plans", "single"},
    "checking": {"baseline", "cache", "collect", "collection", "finding", "parallel", "plans", "progress",
                 "rule", "single"},
    "annotate": {"baseline", "collect", "failure", "finding", "plans", "report", "source", "wording"},
    "extract": {"records", "report", "source", "values", "wording"},
    "report": {"finding", "proof", "rule", "source", "template", "wording"},
    "docs": {"expression", "library", "records", "report", "rule", "wording"},
    "cli": {"annotate", "answers", "baseline", "checking", "cluster", "collect", "collection", "config", "docs",
            "engine", "extract", "failure", "finding", "library", "parallel", "plans", "profiles", "progress", "proof",
            "report", "rule", "rulefile", "single", "source", "store", "upwards", "wording"},
    "__main__": {"answers", "cli", "compiled", "plain", "wording"},
}  # fmt: skip
# Imported for annotations alone.
TYPES_ONLY = {"parallel": {"collection", "finding", "rule"}, "rule": {"records"}}
RULES_MAY_IMPORT = {"collection", "comparing", "records", "rule", "values"}
HEAVY = ("pint", "pydantic", "rich", "simpleeval", "yaml")


def unit(module: str) -> str:
    """The part of auditor a module belongs to: `auditor.records.names` to `records`."""
    return [*module.split("."), "auditor"][1]


def imports(tree: ast.AST, *, types: bool = False) -> Iterator[str]:
    """The parts of auditor that a module imports, anywhere in it; those for annotations alone where `types`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            if types:
                yield from imports(ast.Module(node.body, []))
            continue
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [node.module or ""]
        if not types:
            yield from (unit(name) for name in names if name.split(".")[0] == "auditor")
        yield from imports(node, types=types)


MODULES = sorted((ROOT / "auditor").rglob("*.py"))
RULES = sorted((ROOT / "rules").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_import_what_they_may(path: Path) -> None:
    own = path.relative_to(ROOT / "auditor").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert set(imports(tree)) - {own, "auditor"} <= MAY_IMPORT[own]
    assert set(imports(tree, types=True)) - {own, "auditor"} <= MAY_IMPORT[own] | TYPES_ONLY.get(own, set())


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_rules_import_what_they_may(path: Path) -> None:
    assert set(imports(ast.parse(path.read_text(encoding="utf-8")))) <= RULES_MAY_IMPORT


def test_the_table_has_no_circle_and_no_stranger() -> None:
    tuple(TopologicalSorter(MAY_IMPORT).static_order())
    own = {path.relative_to(ROOT / "auditor").parts[0].removesuffix(".py") for path in MODULES} - {"__init__"}
    assert own == set(MAY_IMPORT)


def test_the_walker_sees_every_import() -> None:
    code = """
def f():
    from auditor.rule import Rule
import auditor.values.figure
if TYPE_CHECKING:
    import auditor.cli
"""
    tree = ast.parse(code)
    assert sorted(imports(tree)) == ["rule", "values"]
    assert list(imports(tree, types=True)) == ["cli"]


def test_a_check_loads_nothing_heavy(tmp_path: Path) -> None:
    document = tmp_path / "goals.txt"
    document.write_text(
        "一、县道养护绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t质量指标\t合格率\t≥95%\n",
        encoding="utf-8",
    )
    code = (
        "import sys\n"
        f"sys.argv = ['auditor', 'check', '--format', 'json', {str(document)!r}]\n"
        "from auditor.__main__ import main\n"
        "try:\n    status = main()\nexcept SystemExit as done:\n    status = done.code\n"
        f"print(status, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    environment = {**os.environ, "AUDITOR_CACHE": str(tmp_path / "cache")}
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        for _ in range(2)
    ]
    assert runs[1].stderr.splitlines()[-1] == "0 []"
