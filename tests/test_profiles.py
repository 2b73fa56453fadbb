"""Profiles: every one holds against the rules; what a profile says, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import goals, run, write

from auditor.library import Library, load
from auditor.profiles import DEFAULT, UnknownProfile, profile_named, profiles
from auditor.rule import LibraryError

ROOT = Path(__file__).parent.parent
BUILTIN = sorted(path.stem for path in (ROOT / "rules" / "profiles").glob("*.yaml"))
OWN = """id: strict-county
title: {zh: 某县, en: A county}
about: {zh: 满意度不得低于 95%。, en: Satisfaction is at least 95%.}
extends: EXTENDS
sources:
  - {grade: S, says: {zh: 县局通知, en: a notice of the bureau}}
options:
  V106: {lowest: "95"}
"""


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("goals.txt", goals(satisfaction="≥90%"))


def own(text: str = OWN, extends: str = DEFAULT, name: str = "strict-county") -> Library:
    write(f"own/profiles/{name}.yaml", text.replace("EXTENDS", extends))
    return load(["own"], plugins=False)


def rules_found(*arguments: str) -> list[str]:
    report = json.loads(run("check", "goals.txt", "--select", "V106", *arguments, "-f", "json").stdout)
    return [finding["rule"] for finding in report["findings"]]


@pytest.mark.parametrize("name", BUILTIN)
def test_every_profile_holds_against_the_rules(name: str) -> None:
    profile = profile_named(load(plugins=False), name)
    assert profile.id == name
    assert all(source.grade in "VSM" for source in profile.sources)


def test_the_default_changes_nothing_and_stands_first() -> None:
    first, *others = profiles(load(plugins=False))
    assert first.id == DEFAULT and not first.options and not first.severity
    assert all(other.options or other.severity for other in others)


def test_a_profile_sets_options_and_the_configuration_still_wins() -> None:
    own()
    assert rules_found() == []
    assert rules_found("--rules", "own", "--profile", "strict-county") == ["V106"]
    write("auditor.toml", 'profile = "strict-county"\n[rules]\ndirectories = ["own"]\n')
    assert rules_found() == ["V106"]
    assert "options.V106.lowest  95             profile strict-county" in run("config").stdout
    write("auditor.toml", 'profile = "strict-county"\n[rules]\ndirectories = ["own"]\n[options.V106]\nlowest = 50')
    assert rules_found() == []
    write("auditor.toml", '[rules]\ndirectories = ["own"]\n[paths."goals.txt"]\nprofile = "strict-county"\n')
    assert rules_found() == ["V106"]
    assert rules_found("--profile", "default") == []


def test_a_profile_sets_severities() -> None:
    own(OWN + "severity: {V101: note}\n")
    write("goals.txt", goals(quality="≥140%"))
    rules = ["--rules", "own", "--profile", "strict-county"]
    assert run("check", "goals.txt", "--select", "V101").exit_code == 1
    assert run("check", "goals.txt", "--select", "V101", *rules).exit_code == 0
    write("auditor.toml", '[severity]\nV1 = "error"')
    assert run("check", "goals.txt", "--select", "V101", *rules).exit_code == 0
    write("auditor.toml", '[severity]\nV101 = "error"')
    assert run("check", "goals.txt", "--select", "V101", *rules).exit_code == 1


def test_a_profile_extends_another() -> None:
    own()
    text = OWN.replace("strict-county", "stricter").replace('"95"', '"97"')
    library = own(text, extends="strict-county", name="stricter")
    assert profile_named(library, "stricter").options == {"V106": {"lowest": "97"}}
    silent = OWN.replace("strict-county", "silent").partition("options:")[0]
    library = own(silent, extends="strict-county", name="silent")
    assert profile_named(library, "silent").options == {"V106": {"lowest": "95"}}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("V106: {lowest", "V1O6: {lowest", "no rule V1O6"),
        ("V106: {lowest", "V1: {lowest", "V1 is no rule id"),
        ("lowest:", "low:", r"V106 has no option low \(options: lowest\)"),
        ('"95"', "high", "the option lowest of V106 cannot be 'high'"),
        ("extends: default", "extends: defualt", "no profile defualt; did you mean default"),
        ("extends: default", "extends: strict-county", "extend each other: strict-county → strict-county"),
    ],
)
def test_what_does_not_exist_is_refused_when_the_profile_is_chosen(old: str, new: str, told: str) -> None:
    library = own(OWN.replace("EXTENDS", DEFAULT).replace(old, new))
    with pytest.raises(UnknownProfile, match=told):
        profile_named(library, "strict-county")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: strict-county", "id: other", "the file must be named other"),
        ("about:", "abuot:", "no key abuot here; did you mean about"),
        ("grade: S", "grade: X", "'V', 'S' or 'M'"),
        ("grade: S", "grade: S, norm: {id: cai-yu-2020-11}", "norms.yaml has no cai-yu-2020-11"),
        ("sources:", "sources: []\nnothing:", "no key nothing"),
        ("en: A county", "en: ''", "en"),
    ],
)
def test_faulty_files_are_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(LibraryError, match=told):
        own(OWN.replace(old, new))


def test_unknown_profiles_are_told_with_the_nearest() -> None:
    own()
    refused = run("check", "goals.txt", "--rules", "own", "--profile", "strict-conty")
    assert refused.exit_code == 2
    assert "no profile strict-conty; did you mean strict-county?" in refused.stderr


def test_profiles_are_listed_with_what_they_rest_on() -> None:
    own()
    listed = json.loads(run("config", "--profiles", "--rules", "own", "-f", "json").stdout)["profiles"]
    assert [profile["id"] for profile in listed] == [DEFAULT, *sorted({*BUILTIN, "strict-county"} - {DEFAULT})]
    text = run("config", "--profiles", "--rules", "own").stdout
    assert "strict-county  A county" in text
    assert "[S corroborated] a notice of the bureau" in text
    assert "V106.lowest = 95" in text
