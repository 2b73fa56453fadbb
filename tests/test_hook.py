"""The hooks in a real repository: a commit with a faulty submission is refused, a good one goes through."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from running import goals, run, write

from auditor.source import SUFFIXES

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BAD = goals(quality="≥140%")

MISSING = [
    name
    for name, there in {"git": shutil.which("git"), "pre-commit": importlib.util.find_spec("pre_commit")}.items()
    if not there
]
needs_tools = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
Repository = Path


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)


def git(*words: str) -> subprocess.CompletedProcess[str]:
    return command("git", *words)


def commit(*paths: str) -> subprocess.CompletedProcess[str]:
    """Commits the files, hooks and all."""
    git("add", *paths)
    return git("commit", "-m", "changes")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with the hook installed, and the tool's own with its hooks, run by this interpreter.

    The hooks are those that are shipped, but for the language: `system` builds no environment.
    """
    for name, value in {
        "HOME": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "AUDITOR_LANG": "en",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    for hook in hooks:
        hook["language"] = "system"
        hook["entry"] = hook["entry"].replace("auditor", f"{sys.executable} -m auditor", 1)
    (tmp_path / "tool").mkdir()
    monkeypatch.chdir(tmp_path / "tool")
    write(".pre-commit-hooks.yaml", yaml.safe_dump(hooks))
    git("init", "--quiet")
    commit(".")
    revision = git("rev-parse", "HEAD").stdout.strip()
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    git("init", "--quiet")
    write(".pre-commit-config.yaml", f"""repos:
  - repo: {tmp_path / "tool"}
    rev: {revision}
    hooks: [{{ id: auditor }}]
""")  # fmt: skip
    commit(".pre-commit-config.yaml")
    installed = command(sys.executable, "-m", "pre_commit", "install")
    assert installed.returncode == 0, installed.stderr
    return tmp_path / "work"


@needs_tools
def test_a_faulty_submission_is_refused_and_its_correction_goes_through(repository: Repository) -> None:
    write("submissions/goals.txt", BAD)
    refused = commit("submissions/goals.txt")
    assert refused.returncode == 1
    assert "submissions/goals.txt" in refused.stderr and "V101" in refused.stderr
    write("submissions/goals.txt", goals())
    assert commit("submissions/goals.txt").returncode == 0
    assert "changes" in git("log", "--oneline", "--", "submissions").stdout


@needs_tools
def test_only_changed_documents_are_checked(repository: Repository) -> None:
    write("old.txt", BAD)
    git("add", "old.txt")
    assert git("commit", "--no-verify", "-m", "before the hook").returncode == 0
    write("new.txt", goals())
    write("notes.py", "x = 1\n")
    assert commit("new.txt", "notes.py").returncode == 0
    write("code.py", "y = 1\n")
    skipped = commit("code.py")
    assert skipped.returncode == 0 and "Skipped" in skipped.stderr
    write("old.txt", BAD + "\n")
    assert "old.txt" in commit("old.txt").stderr


@needs_tools
def test_the_configuration_and_acceptances_of_the_repository_hold(repository: Repository) -> None:
    write("goals.txt", BAD)
    write("auditor.toml", 'select = ["V1"]')
    run("baseline", "add", "goals.txt", "--rule", "V101", "--reason", "checked", "--by", "reviewer")
    assert commit("goals.txt", "auditor.toml", "auditor-baseline.jsonl").returncode == 0
    write("auditor.toml", 'select = ["V1"]\nprofil = "x"')
    write("goals.txt", goals())
    refused = commit("goals.txt", "auditor.toml")
    assert refused.returncode == 1 and "no key profil" in refused.stderr


@needs_tools
def test_rules_of_ones_own_are_tried_when_they_change(repository: Repository) -> None:
    config = Path(".pre-commit-config.yaml")
    write(str(config), config.read_text(encoding="utf-8").replace(
        "[{ id: auditor }]", "[{ id: auditor-rules, args: [own] }]"
    ))  # fmt: skip
    run("rules", "new", "Z101", "--into", ".")
    rule = Path("Z101.yaml").read_text(encoding="utf-8")
    Path("Z101.yaml").unlink()
    write("own/Z101.yaml", rule)
    assert commit(".").returncode == 0
    lowest = re.search(r'default: "[0-9]+"', rule)
    assert lowest
    write("own/Z101.yaml", rule.replace(lowest[0], 'default: "0"'))
    refused = commit(".")
    assert refused.returncode == 1 and "Z101" in refused.stderr


def test_the_hook_takes_the_files_that_a_directory_is_searched_for() -> None:
    (hook,) = (hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8")) if hook["id"] == "auditor")
    assert all(re.search(hook["files"], f"报送/目标表{suffix.upper()}") for suffix in SUFFIXES)
    assert not re.search(hook["files"], "README.md") and not re.search(hook["files"], "setup.py")


def test_the_readme_shows_the_set_up_in_four_lines() -> None:
    for name in ("README.md", "README.zh.md"):
        readme = (ROOT / name).read_text(encoding="utf-8")
        shown = next(block for block in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "repos:" in block)
        assert len(shown.splitlines()) == 4
        (repo,) = yaml.safe_load(shown)["repos"]
        assert [hook["id"] for hook in repo["hooks"]] == ["auditor"]
