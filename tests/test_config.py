"""Configuration: where it is found, what it may say, what wins, and how faults are told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from running import goals, run, write

from auditor.config import ConfigError, config_above, read_config
from auditor.config.patterns import fits
from auditor.tomlfile.lines import lines_of_keys

BAD = goals(quality="≥140%", satisfaction="≥30%")
RULE = """
from auditor.rule import Bad, Examples, Good, Text, rule

@rule(id="Z102", name="runs-code", title=Text("运行代码", "runs code"))
def runs(document):
    raise SystemExit("this must never run")
"""


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUDITOR_LANG", raising=False)
    write("goals.txt", BAD)


def rules_found(*arguments: str) -> list[str]:
    report = json.loads(run("check", *arguments, "-f", "json").stdout)
    return [finding["rule"] for finding in report["findings"]]


def severity_of(rule: str, *arguments: str) -> str:
    report = json.loads(run("check", *arguments, "-f", "json").stdout)
    return next(finding["severity"] for finding in report["findings"] if finding["rule"] == rule)


# Where it is found.


def test_the_nearest_file_above_the_document_counts() -> None:
    write("county/finance/goals.txt", BAD)
    write("auditor.toml", 'select = ["V101"]')
    assert rules_found("county/finance/goals.txt") == ["V101"]
    write("county/auditor.toml", 'select = ["V106"]')
    assert rules_found("county/finance/goals.txt") == ["V106"]
    assert rules_found("goals.txt") == ["V101"]


def test_documents_of_one_run_may_have_different_configurations() -> None:
    write("a/goals.txt", BAD)
    write("a/auditor.toml", 'select = ["V101"]\nfail-on = "never"')
    write("b/goals.txt", BAD)
    write("b/auditor.toml", 'select = ["V106"]\nfail-on = "never"')
    assert rules_found("a", "b") == ["V101", "V106"]
    assert run("check", "a", "b").exit_code == 0
    write("b/auditor.toml", 'select = ["V106"]\nfail-on = "warning"')
    assert run("check", "a").exit_code == 0
    assert run("check", "a", "b").exit_code == 1


def test_a_table_in_pyproject_counts_and_a_pyproject_without_one_does_not() -> None:
    write("pyproject.toml", '[project]\nname = "x"\n[tool.auditor]\nselect = ["V101"]\n')
    assert rules_found("goals.txt") == ["V101"]
    write("sub/goals.txt", BAD)
    write("sub/pyproject.toml", '[project]\nname = "x"\n[tool.other]\nselect = 1\n')
    assert rules_found("sub/goals.txt") == ["V101"]
    write("auditor.toml", 'select = ["V106"]')
    assert rules_found("goals.txt") == ["V106"]


def test_a_named_file_replaces_the_found_one_and_none_is_used_when_told() -> None:
    write("auditor.toml", 'select = ["V101"]')
    write("other.toml", 'select = ["V106"]')
    assert rules_found("goals.txt", "--config", "other.toml") == ["V106"]
    assert {"V101", "V106"} <= set(rules_found("goals.txt", "--no-config"))
    missing = run("check", "goals.txt", "--config", "missing.toml")
    assert missing.exit_code == 2 and "there is no file missing.toml" in missing.stderr
    write("pyproject.toml", '[project]\nname = "x"')
    silent = run("check", "goals.txt", "--config", "pyproject.toml")
    assert silent.exit_code == 2 and "pyproject.toml has no [tool.auditor]" in silent.stderr


# What it may say.


def test_rules_are_selected_and_ignored_by_id_family_and_name() -> None:
    write("auditor.toml", 'select = ["V1"]\nignore = ["satisfaction-target-low"]')
    assert rules_found("goals.txt") == ["V101"]
    write("auditor.toml", 'select = "V"\nignore = ["V101"]')
    assert rules_found("goals.txt") == ["V106"]


def test_severities_and_the_more_exact_name_wins() -> None:
    write("auditor.toml", 'select = ["V1"]\n[severity]\nV101 = "note"\nV1 = "warning"\nV = "note"')
    assert severity_of("V101", "goals.txt") == "note"
    assert severity_of("V106", "goals.txt") == "warning"
    assert run("check", "goals.txt").exit_code == 0


def test_what_is_less_than_certain_is_no_error() -> None:
    write("auditor.toml", '[severity]\nV106 = "error"')
    refused = run("check", "goals.txt")
    assert refused.exit_code == 2
    assert "auditor.toml:2: V106 is likely, not certain: it can be a warning at most" in refused.stderr
    write("auditor.toml", 'select = ["V1"]\n[severity]\nV1 = "error"')
    assert severity_of("V106", "goals.txt") == "warning"


def test_options_of_rules() -> None:
    write("auditor.toml", 'select = ["V106"]\n[options.V106]\nlowest = 25.5')
    assert rules_found("goals.txt") == []
    write("auditor.toml", 'select = ["V106"]\n[options.satisfaction-target-low]\nlowest = "31"')
    assert rules_found("goals.txt") == ["V106"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("2023/**", []), ("2023", []), ("**/draft-*.txt", []), ("draft-*.txt", ["V101"]), ("20?3/*.txt", [])],
)
def test_settings_of_a_path(pattern: str, found: list[str]) -> None:
    write("2023/draft-goals.txt", BAD)
    write("auditor.toml", f'select = ["V1"]\nignore = ["V106"]\n[paths."{pattern}"]\nignore = ["V101"]')
    assert rules_found("2023/draft-goals.txt") == found
    assert rules_found("goals.txt") == ["V101"]


@pytest.mark.parametrize(
    ("pattern", "path", "fitting"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "a/b.txt", False),
        ("**/*.txt", "b.txt", True),
        ("**/*.txt", "a/b/c.txt", True),
        ("a/", "a/b.txt", True),
        ("a", "ab/c.txt", False),
        ("报送/**/终稿*.docx", "报送/2024/教育/终稿1.docx", True),
        ("a.txt", "aXtxt", False),
    ],
)
def test_patterns(pattern: str, path: str, fitting: bool) -> None:
    assert fits(pattern, path) is fitting


def test_directories_of_rules_begin_at_the_file_and_run_no_code() -> None:
    run("rules", "new", "Z101", "--into", ".")
    own = write("sub/own/Z101.yaml", Path("Z101.yaml").read_text(encoding="utf-8"))
    write("sub/auditor.toml", 'select = ["Z"]\n[rules]\ndirectories = ["own"]')
    write("sub/goals.txt", BAD)
    assert rules_found("sub/goals.txt") == ["Z101"]
    own.with_name("Z102.py").write_text(RULE, encoding="utf-8")
    for trusting in ([], ["--trust-python-rules"]):
        refused = run("check", "sub/goals.txt", *trusting)
        assert refused.exit_code == 2
        assert "sub/own/Z102.py" in refused.stderr and "--trust-python-rules" in refused.stderr


def test_a_configuration_cannot_allow_python_rules() -> None:
    write("auditor.toml", "trust-python-rules = true")
    refused = run("check", "goals.txt")
    assert refused.exit_code == 2
    assert "auditor.toml:1: a configuration file cannot allow Python rules" in refused.stderr


def test_the_language_of_messages() -> None:
    from click.testing import CliRunner

    from auditor.cli import auditor

    write("auditor.toml", 'lang = "en"\nselect = ["V101"]')
    assert "summary: " in CliRunner().invoke(auditor, ["check", "goals.txt"]).stdout
    assert "小结" in CliRunner().invoke(auditor, ["check", "goals.txt", "--lang", "zh"]).stdout
    assert "小结" in CliRunner(env={"AUDITOR_LANG": "zh"}).invoke(auditor, ["check", "goals.txt"]).stdout


# What wins.


def test_the_command_line_wins() -> None:
    write("auditor.toml", 'select = ["V106"]\nignore = ["V101"]\nfail-on = "never"')
    assert rules_found("goals.txt", "--select", "V101") == ["V101"]
    assert rules_found("goals.txt", "--select", "v1", "--ignore", "V106") == ["V101"]
    assert run("check", "goals.txt").exit_code == 0
    assert run("check", "goals.txt", "--fail-on", "warning").exit_code == 1


# How faults are told.


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("selct = []", "auditor.toml:1: no key selct; did you mean select?"),
        ("[paths.\"a\"]\nseverty = {}", "auditor.toml:2: no key paths.a.severty; did you mean severity?"),
        ("[rules]\ndirectory = []", "auditor.toml:2: no key rules.directory; did you mean directories?"),
        ("# first\n\nfail-on = 'eror'", "auditor.toml:3: fail-on: write 'error', 'warning', 'note' or 'never'"),
        ("select = 3", "auditor.toml:1: select: write a list"),
        ("[severity]\nV101 = 'grave'", "auditor.toml:2: severity.V101: write 'error', 'warning' or 'note'"),
        ("[options.V106]\nlowest = 2024-01-01", "auditor.toml:2: options.V106.lowest: write a number"),
        ("select = [", "auditor.toml: not TOML"),
        ("select = ['V1O1']", "auditor.toml:1: no rule V1O1"),
        ("ignore = ['V1', 'bounded-ratio-above-10']", "auditor.toml:1: no rule bounded-ratio-above-10; did you mean"),
        ("\n[severity]\nVV = 'note'", "auditor.toml:3: no rule VV"),
        ("[options.V1]\nlowest = 3", "auditor.toml:1: V1 is a family; options belong to a rule"),
        ("[options.V106]\nlow = 3", "auditor.toml:2: V106 has no option low (options: lowest)"),
        ("[options.V106]\nlowest = 'nan'", "auditor.toml:2: the option lowest of V106 cannot be 'nan'"),
        ("profile = 'hebey'", "auditor.toml:1: no profile hebey"),
        ("[paths.\"*.txt\"]\nprofile = 'nowhere'", "auditor.toml:2: no profile nowhere"),
        ("select = ['V101']\nignore = ['V']", "select and ignore leave no rule"),
    ],
)  # fmt: skip
def test_faults_name_file_line_and_key(text: str, told: str) -> None:
    write("auditor.toml", text)
    refused = run("check", "goals.txt")
    assert refused.exit_code == 2
    assert told in refused.stderr
    assert refused.stdout == ""


def test_all_faults_of_a_file_are_told_in_its_order() -> None:
    path = write("auditor.toml", "lang = 'fr'\nprofil = 'x'\n[severity]\nV1 = 1\n")
    with pytest.raises(ConfigError) as refused:
        read_config(str(path))
    assert [line.split(": ")[0][-1] for line in str(refused.value).splitlines()] == ["1", "2", "4"]


def test_a_file_that_is_not_utf_8() -> None:
    Path("auditor.toml").write_bytes("profile = '河北'".encode("gbk"))
    assert "auditor.toml: the file is not UTF-8" in run("check", "goals.txt").stderr


def test_the_lines_of_keys() -> None:
    text = "a = 1\n[b.'c d']\n  e.f = 2\n\n[\"g\"]  # words\nh = [\n  'i = 1',\n]\n[[j]]\nk = 1\n[[j]]\nk = 2\n"
    lines = lines_of_keys(text)
    assert lines == {("a",): 1, ("b", "c d"): 2, ("b", "c d", "e", "f"): 3, ("g",): 5, ("g", "h"): 6,
                     ("j", "0"): 9, ("j", "0", "k"): 10, ("j", "1"): 11, ("j", "1", "k"): 12}  # fmt: skip


# What is in force.


def test_config_shows_values_and_where_they_were_said() -> None:
    write("auditor.toml", 'select = ["V1"]\n\n[severity]\nV106 = "note"\n[options.V106]\nlowest = 40\n')
    shown = run("config", "goals.txt", "--fail-on", "warning").stdout
    assert shown.startswith("configuration auditor.toml\n")
    rows = {line.split()[0]: line.split(maxsplit=1)[1] for line in shown.splitlines()[2:-2]}
    assert rows["select"].split() == ["V1", "auditor.toml:1"]
    assert rows["severity.V106"].split() == ["note", "auditor.toml:4"]
    assert rows["options.V106.lowest"].split() == ["40", "auditor.toml:6"]
    assert rows["fail-on"].split(maxsplit=1) == ["warning", "command line, --fail-on"]
    assert rows["profile"].split() == ["default", "default"]
    assert rows["lang"].split(maxsplit=1) == ["en", "--lang or AUDITOR_LANG"]
    assert re.fullmatch("rules in force: [0-9]+", shown.splitlines()[-1])


@pytest.mark.parametrize(
    ("arguments", "expected"), [([], "en +auditor.toml:1"), (["--lang", "zh"], "zh +--lang 或环境变量 AUDITOR_LANG")]
)
def test_config_shows_what_decides_the_language(arguments: list[str], expected: str) -> None:
    from click.testing import CliRunner

    from auditor.cli import auditor

    write("auditor.toml", 'lang = "en"')
    shown = CliRunner().invoke(auditor, ["config", *arguments]).stdout
    assert re.search(f"^lang +{expected}$", shown, re.MULTILINE)


def test_config_as_json_and_with_all_options() -> None:
    plain = json.loads(run("config", "-f", "json").stdout)
    assert plain["file"] is None
    assert not [row for row in plain["settings"] if row["key"].startswith("options.")]
    full = json.loads(run("config", "-f", "json", "--all").stdout)
    (lowest,) = (row for row in full["settings"] if row["key"] == "options.V106.lowest")
    assert lowest == {"key": "options.V106.lowest", "value": "60", "origin": "of the rule"}
    assert "V101" in full["rules"]


def test_a_checked_file_is_kept_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    write("auditor.toml", 'select = ["V101"]')
    first = config_above("goals.txt")

    def fail(*args: object) -> None:
        raise AssertionError("the file was checked again")

    with monkeypatch.context() as patched:
        patched.setattr("auditor.config._checked", fail)
        assert config_above("goals.txt") == first
    write("auditor.toml", 'select = ["V106"]')
    assert config_above("goals.txt") != first


# What the documentation says.


@pytest.mark.parametrize("name", ["configuration.md", "configuration.zh.md"])
def test_the_examples_of_the_documentation_hold(name: str) -> None:
    text = (Path(__file__).parent.parent / "docs" / name).read_text(encoding="utf-8")
    config, profile = (re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL) for kind in ("toml", "yaml"))
    assert config and profile
    run("rules", "new", "Z101", "--into", ".")
    write("rules-own/Z101.yaml", Path("Z101.yaml").read_text(encoding="utf-8"))
    write("rules-own/profiles/our-county.yaml", profile[1])
    write("auditor.toml", config[1])
    assert run("config", "goals.txt").exit_code == 0
    assert run("check", "goals.txt", "--profile", "our-county").exit_code == 1
    write("auditor.toml", "\n\nfail_on = 'error'")
    told = run("check", "goals.txt", "--lang", "zh" if ".zh." in name else "en").stderr
    assert told in text


def test_the_documentation_names_every_profile() -> None:
    names = sorted(path.stem for path in (Path(__file__).parent.parent / "rules" / "profiles").glob("*.yaml"))
    for page in ("configuration.md", "configuration.zh.md"):
        text = (Path(__file__).parent.parent / "docs" / page).read_text(encoding="utf-8")
        assert sorted(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)) == names
