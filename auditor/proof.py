"""Runs the examples of rules through the real parser: they are tests and documentation in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.collection import Collection, Filing, filing_of, judge_collection
from auditor.collection.judging import SCOPE
from auditor.engine import judge
from auditor.finding import Finding, Report
from auditor.frames import NO_FRAME, Frame, own_lines, parse_frame, place_in_frame
from auditor.records import read_document
from auditor.rule import Bad, Expect, Good, Rule
from auditor.source import from_text
from auditor.wording import Text

__all__ = ["Case", "cases", "own_text", "prove", "prove_case"]

CJK = re.compile(r"[\u3400-\u9fff]")
FILES = re.compile(r"^=== (.+)\n", re.MULTILINE)
BRACES = re.compile(r"[{}]")
WORDS = re.compile(r"[\u3400-\u9fff0-9A-Za-z%‰]+")


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule; `id` names it, as in `T101-bad-total_one_too_high`."""

    rule: Rule
    kind: str
    example: Good

    @property
    def id(self) -> str:
        """Rule, kind and name of the example."""
        return f"{self.rule.id}-{self.kind}-{re.sub(r'[^A-Za-z0-9]+', '_', self.example.name).strip('_')}"


def cases(rule: Rule) -> Iterator[Case]:
    """Every example of a rule."""
    examples = rule.examples
    for kind, listed in (("bad", examples.bad), ("good", examples.good), ("todo", examples.todo)):
        yield from (Case(rule, kind, example) for example in listed)


def prove(rule: Rule, frames: Mapping[str, str]) -> list[tuple[str, Text]]:
    """What the examples of a rule disprove: the case and a sentence for each; nothing where all hold."""
    found = [(case.id, problem) for case in cases(rule) for problem in prove_case(case, frames)]
    examples = rule.examples
    if examples.good and not any(_alike(good, bad) for good in examples.good for bad in examples.bad):
        problem = Text(
            zh="没有一个 good 例子与 bad 例子用词相近：这样的 good 什么也证明不了",
            en="no good example shares a word with a bad one, so the good ones prove nothing",
        )
        found.append((rule.id, problem))
    return found


def prove_case(case: Case, frames: Mapping[str, str]) -> list[Text]:
    """What is wrong with one example; nothing where it holds."""
    example = case.example
    report, offset = _judged(case.rule, example, frames)
    problems = [Text(zh=f"规则出错：{f.error}", en=f"the rule failed: {f.error}") for f in report.failures]
    if not report.counts[0][1].considered:
        problems.append(
            Text(zh="文本里没有识别到该规则检查的对象", en="nothing that the rule judges was recognised in the text")
        )
    if not isinstance(example, Bad):
        return problems + _differences((), report.findings, offset)
    differences = _differences(example.expect, report.findings, offset)
    if case.kind == "todo":
        holds = Text(zh="已能查出，请移入 bad", en="is found by now: move it to bad")
        return problems + ([] if differences else [holds])
    clean, offset = _judged(case.rule, _instead(example), frames)
    left = [
        Text(zh=f"改正后的文本：{text.zh}", en=f"the corrected text: {text.en}")
        for text in _differences((), clean.findings, offset)
    ]
    return problems + differences + left + [text for finding in report.findings for text in _wording(finding)]


def own_text(example: Good, frames: Mapping[str, str]) -> str:
    """The example's own lines, as they stand in its frame: what documentation prints."""
    return own_lines(_frame(example, frames), example.text, example.rows)


def _frame(example: Good, frames: Mapping[str, str]) -> Frame:
    return parse_frame(frames[example.frame]) if example.frame else NO_FRAME


def _judged(rule: Rule, example: Good, frames: Mapping[str, str]) -> tuple[Report, int]:
    """What one rule finds in an example, and the number of lines before the example's own text."""
    text, offset = place_in_frame(_frame(example, frames), example.text, example.rows, example.fields)
    if rule.scope == SCOPE:
        return judge_collection(Collection(tuple(_filings(text))), [rule]), offset
    return judge([read_document(from_text(text, f"{rule.id}.txt"))], [rule]), offset


def _filings(text: str) -> Iterator[Filing]:
    """What is kept of the documents of an example, each below a line `=== path`; lines are those of the example."""
    parts = FILES.split(text)[1:]
    for path, part in zip(parts[::2], parts[1::2], strict=True):
        before = text[: text.index(f"=== {path}\n")].count("\n") + 1
        yield filing_of(read_document(from_text("\n" * before + part, path)))


def _instead(example: Bad) -> Good:
    """The corrected text of a bad example, as an example of its own."""
    text, rows = (example.instead, ()) if isinstance(example.instead, str) else ("", example.instead)
    return Good(name=example.name, text=text, rows=rows, frame=example.frame, fields=example.fields)


def _differences(expected: Sequence[Expect | tuple[int, str]], found: Sequence[Finding], offset: int) -> list[Text]:
    """Findings expected and not made, made and not expected; a finding is its line in the example and its quotation."""
    wanted = [(line, quote) for line, quote in expected]
    made = [((finding.location.line or 0) - offset, finding.quote) for finding in found]
    problems = []
    for line, quote in wanted:
        if (line, quote) in made:
            made.remove((line, quote))
        else:
            problems.append(
                Text(zh=f"第 {line} 行“{quote}”应查出而未查出", en=f"line {line}, {quote!r}: expected, not found")
            )
    return problems + [
        Text(zh=f"第 {line} 行“{quote}”不应查出", en=f"line {line}, {quote!r}: found, not expected")
        for line, quote in made
    ]


def _wording(finding: Finding) -> Iterator[Text]:
    """What is wrong with the message of a finding."""
    if not CJK.search(finding.message.zh) or BRACES.search(finding.message.zh):
        yield Text(zh=f"中文说明不成句：{finding.message.zh}", en=f"not a Chinese sentence: {finding.message.zh}")
    if not finding.message.en.strip() or BRACES.search(finding.message.en):
        yield Text(zh=f"英文说明不成句：{finding.message.en}", en=f"not an English sentence: {finding.message.en}")


def _alike(good: Good, bad: Good) -> bool:
    """Whether two examples share two neighbouring characters of a word, defaults of frames aside."""
    return bool(_pairs(good) & _pairs(bad))


def _pairs(example: Good) -> set[str]:
    text = "\n".join([example.text, *(value for row in example.rows for value in row.values())])
    return {word[at : at + 2] for word in WORDS.findall(text) for at in range(len(word) - 1)}
