"""A collection taken apart and joined by key gives what the whole gives, in any number of parts."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from auditor.collection import Collection, Filing, filing_of, judge_collection
from auditor.collection.alike import CROWD
from auditor.collection.copied import near_goals
from auditor.collection.judging import Whole
from auditor.collection.samples import goal_table
from auditor.collection.spread import (
    NEAR_GOALS,
    SINGLE,
    WHOLE,
    compared,
    first_goals,
    firsts_of,
    near_candidates,
    pieces,
    rows_for,
    way_of,
    whose,
)
from auditor.library import load
from auditor.records import read_document
from auditor.rule import Judging
from auditor.source import from_text, read_bytes
from generator import Plan, edited, files, goals

RULES = [rule for rule in load(plugins=False).choose() if rule.scope == "collection"]


def goal(at: int, text: str, year: int = 2024) -> Filing:
    table = goal_table("目标.txt", f"第{at}局", f"第{at}项", text).partition("\n")[2]
    return filing_of(read_document(from_text(table, f"{at:05}.txt")))._replace(year=year)


def distinct(count: int) -> Iterator[str]:
    """Goals that differ in one character beyond all that is masked: a crowd in every band."""
    return (f"完成全部检测任务并按时报送结果给上级主管部门，{chr(0x4E00 + at)}类项目不留死角。" for at in range(count))


@pytest.fixture(scope="module")
def collection() -> Collection:
    documents, _ = files(Plan(seed=5, departments=14, projects=4, years=2, share=45))
    filings = [filing_of(read_document(read_bytes(content, path))) for path, content in sorted(documents.items())]
    source = random.Random(3)
    several = list(goals(60, seed=9))
    several += [edited(text, "words", source) for text in several[:20]]
    several += ["保障单位正常运转，按时完成各项工作任务。"] * 14
    several += distinct(2 * CROWD)
    years = (2024, 2023, None)
    return Collection((*filings, *(goal(at, text, years[at % 3]) for at, text in enumerate(several))))


def apart(collection: Collection, way: str, parts: int) -> list[Collection]:
    out: list[list[Filing]] = [[] for _ in range(parts)]
    for filing in collection.filings:
        for part, one in pieces(filing, way, parts):
            out[part].append(one)
    return [Collection(tuple(filings)) for filings in out]


def near(collection: Collection, parts: int) -> Collection:
    own: list[list[Any]] = [[] for _ in range(parts)]
    for number, filing in enumerate(collection.filings):
        for part, first in first_goals(filing, number, parts):
            own[part].append(first)
    firsts = [firsts_of(pickle.loads(pickle.dumps(each))) for each in own]
    found = [
        near_candidates([rows_for(each, home, part, parts) for home, each in enumerate(firsts)])
        for part in range(parts)
    ]
    pairs = np.unique(np.concatenate(found), axis=0)
    return compared(pairs, {home: [firsts[home].goals[at] for at in those] for home, those in whose(pairs).items()})


def judged(subjects: Sequence[Collection], rule: Any) -> list[Any]:
    return [found for subject in subjects for found in rule.judge(Whole(subject), rule.options)]


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_the_parts_give_what_the_whole_gives(collection: Collection, parts: int) -> None:
    def joined(rule: Any) -> Any:
        way = way_of(rule)
        subjects = [near(collection, parts)] if way == NEAR_GOALS else apart(collection, way, parts)
        if way in SINGLE:
            assert not any(subject.filings for subject in subjects[1:])
        return replace(rule, made=lambda: Judging(lambda subject, options: judged(subjects, rule)))

    report = judge_collection(Collection(()), list(map(joined, RULES)))
    whole = judge_collection(collection, RULES)
    assert report == whole
    assert {finding.rule.id for finding in whole.findings} >= {"C101", "C102", "C103", "C104", "C201", "C401", "C501"}


def test_near_goals_are_those_of_the_whole_even_in_a_crowd(collection: Collection) -> None:
    def of(collection: Collection) -> list[tuple[str, str, int]]:
        those, pairs = collection.once(near_goals)
        return [(those[one].filing.path, those[other].filing.path, likeness) for one, other, likeness in pairs]

    assert of(near(collection, 5)) == of(collection)
    assert len(of(collection)) > CROWD * CROWD / 2


def test_every_part_has_something_to_do(collection: Collection) -> None:
    for way in ("goals", "lists", "offices", "indicators"):
        assert all(subject.filings for subject in apart(collection, way, 4)), way


def test_a_rule_of_which_nothing_is_known_judges_the_whole() -> None:
    assert {way_of(rule) for rule in RULES} == {"goals", NEAR_GOALS, "lists", "offices", "figures", "indicators"}
    assert way_of(replace(RULES[0], builtin=False)) == WHOLE
    assert way_of(replace(RULES[0], facts=replace(RULES[0].facts, id="C901"))) == WHOLE


def test_nothing_is_near_where_there_is_nothing() -> None:
    assert near(Collection(()), 3).once(near_goals) == ([], [])
    assert near(Collection((goal(1, "完成全部检测任务并按时报送结果。"),)), 3).once(near_goals) == ([], [])
