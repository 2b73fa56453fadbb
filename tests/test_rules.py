"""Every example of every rule, and rules about rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor import __version__
from auditor.frames import parse_frame, place_in_frame
from auditor.library import load
from auditor.proof import Case, cases, own_text, prove, prove_case
from auditor.records import read_document
from auditor.records.names import INDICATOR
from auditor.records.types import CATEGORY, PROBLEM, RATIO, VAGUE, VALUE_KIND, Type
from auditor.records.vocabulary import SCOPES, rows
from auditor.rule import Bad, Good, Rule, Text
from auditor.source import from_text
from auditor.values import PROBLEMS
from auditor.values.tables import sections

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
LIBRARY = load(plugins=False)
RULES = LIBRARY.rules
CASES = [case for rule in RULES for case in cases(rule)]
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)

CJK = r"[\u3400-\u9fff]"
HALF_WIDTH_MARK = re.compile(rf"{CJK}[,;:?!()]|[,;:?!()]{CJK}")
FULL_WIDTH_MARK = re.compile(r"[，。；：？！（）、]")
QUOTED = re.compile(r"“[^”]*”|\{[^}]*\}")
PHRASE = re.compile(rf"(?:{CJK}|[，、；：（）“”])+")
LONGEST_SHARED = 14


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_example(case: Case) -> None:
    assert [problem.en for problem in prove_case(case, LIBRARY.frames)] == []


@EVERY_RULE
def test_examples_prove_something(rule: Rule) -> None:
    assert [problem.en for case, problem in prove(rule, LIBRARY.frames) if case == rule.id] == []


def test_case_ids_are_unique() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


def test_ids_and_names_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.facts.name for rule in RULES}) == len(RULES)


def texts(rule: Rule) -> Iterator[tuple[str, Text]]:
    facts = rule.facts
    yield from (
        ("title", facts.title),
        ("message", rule.message),
        ("advice", facts.advice),
        ("rationale", facts.rationale),
    )
    yield from rule.meanings.items()


@EVERY_RULE
def test_wording(rule: Rule) -> None:
    for key, text in texts(rule):
        assert not HALF_WIDTH_MARK.search(QUOTED.sub("“”", text.zh)), f"{key}: a half-width mark in {text.zh}"
        assert not FULL_WIDTH_MARK.search(QUOTED.sub("", text.en)), f"{key}: a full-width mark in {text.en}"
        assert "\n" not in text.zh + text.en, f"{key}: one line"
        if key in ("message", "advice", "rationale"):
            assert text.zh.endswith("。"), f"{key}: a sentence ends with 。: {text.zh}"
            assert text.en.endswith("."), f"{key}: a sentence ends with a full stop: {text.en}"
        else:
            assert not text.zh.endswith("。"), f"{key}: no sentence: {text.zh}"
    assert len(rule.facts.title.zh) <= 24


@EVERY_RULE
def test_rule_stands_in_its_place(rule: Rule) -> None:
    assert re.fullmatch(rf"rules/{rule.id[0]}/{rule.id}\.(yaml|py)", rule.origin)


@EVERY_RULE
def test_version_and_changelog(rule: Rule) -> None:
    assert tuple(map(int, rule.since.split("."))) <= tuple(int(part) for part in __version__.split(".")[:3])
    assert re.search(rf"\b{rule.id}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def example_texts(rule: Rule) -> Iterator[str]:
    for case in cases(rule):
        yield own_text(case.example, LIBRARY.frames)
        if isinstance(case.example, Bad):
            instead = case.example.instead
            text, rows_ = (instead, ()) if isinstance(instead, str) else ("", instead)
            yield own_text(Good(name="", text=text, rows=rows_, frame=case.example.frame), LIBRARY.frames)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside the repository")
def test_no_sentence_of_an_example_stands_in_the_corpus() -> None:
    corpus = "".join(re.sub(r"\s", "", path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.txt")))
    shared = {
        phrase
        for rule in RULES
        for text in (*example_texts(rule), *LIBRARY.frames.values())
        for phrase in PHRASE.findall(text)
        if len(phrase) > LONGEST_SHARED and phrase in corpus
    }
    assert sorted(shared) == []


@pytest.mark.parametrize("name", LIBRARY.frames)
def test_a_frame_is_read_whole(name: str) -> None:
    text, _ = place_in_frame(parse_frame(LIBRARY.frames[name]), "", [{}], {})
    document = read_document(from_text(text))
    (project,) = document.projects
    assert project.name is not None
    assert len(document.indicators) == 1
    assert document.unread == ()


# The vocabulary that rules are written in.


def codes_of(type_: Type) -> set[str]:
    return set((type_.of or type_).codes)


def test_choices_are_those_of_the_lexicons() -> None:
    assert codes_of(RATIO) == set(sections("ratios.txt")) - {"none"}
    assert codes_of(VAGUE) == set(sections("vague.txt"))
    assert codes_of(CATEGORY) == {section.partition(" ")[2] for section in sections("levels.txt")}
    assert codes_of(PROBLEM) == set(PROBLEMS)
    assert codes_of(VALUE_KIND) == {"number", "range", "date", "words", "placeholder", "empty", "malformed"}


def test_every_name_has_a_meaning_in_both_languages() -> None:
    printed = list(rows())
    assert len({(scope, name) for scope, name, *_ in printed}) == len(printed)
    for scope, name, type_, zh, en in printed:
        assert re.search(CJK, zh), (scope, name)
        assert re.search("[a-z]", en), (scope, name)
        assert type_.partition(":")[0] in ("text", "number", "figure", "flag", "list of text", "list of figure")


def test_scopes_of_indicators_have_the_names_of_what_is_around() -> None:
    names = SCOPES["indicator"].names
    assert {name.name for name in INDICATOR} < set(names)
    assert {"project_name", "project_budget", "document_year", "document_department"} <= set(names)
