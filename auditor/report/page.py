"""The page of a rule, made from the rule file alone: what `explain` prints and the documentation holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.proof import own_text
from auditor.report.families import family_title
from auditor.report.words import SEVERITY
from auditor.rule import Bad, Good, Rule
from auditor.template import pieces
from auditor.wording import Text

__all__ = ["page"]

HEADINGS = {
    "what": Text("查什么", "What it finds"),
    "why": Text("为什么", "Why"),
    "basis": Text("依据", "Basis"),
    "bad": Text("错误示例", "Wrong"),
    "good": Text("正确示例", "Right"),
    "fix": Text("如何修改", "How to mend it"),
    "false": Text("误报时", "When it is mistaken"),
}
CONFIDENCE = {
    "certain": Text("确定", "certain"),
    "likely": Text("很可能", "likely"),
    "possible": Text("可能", "possible"),
}
STATUS = {
    "preview": Text("试用，须用 --select 选用", "preview, used only when selected with --select"),
    "deprecated": Text("将停用", "deprecated"),
    "removed": Text("已停用", "withdrawn"),
}
BASIS = {
    "arithmetic": Text(
        "由文件中的数字算出，不引用文件规定。", "Arithmetic on the document's own figures; no norm is cited."
    ),
    "norm": Text("", ""),
    "convention": Text("填报惯例，不引用文件规定。", "The convention of filling in; no norm is cited."),
}
KINDS = {
    "goal-table": Text("绩效目标表", "goal tables"),
    "self-evaluation": Text("绩效自评表", "self-evaluations"),
    "goal-outline": Text("分项绩效目标", "goal outlines"),
    "budget": Text("部门预算公开说明", "explanations of budgets"),
    "final-accounts": Text("部门决算公开说明", "explanations of final accounts"),
}
WORDS = {
    "since": Text("自 {} 版起", "since {}"),
    "replaced": Text("由 {} 代替", "replaced by {}"),
    "reported": Text("发现时写作：{}", "It is reported as: {}"),
    "kinds": Text("只用于{}。", "Concerns only {}."),
    "from": Text("只用于 {} 年及以后的文件。", "Concerns documents of {} and later."),
    "until": Text("只用于 {} 年及以前的文件。", "Concerns documents of {} and earlier."),
    "option": Text("选项 `{name}`（默认 {default}）：{meaning}", "Option `{name}` ({default} by default): {meaning}"),
    "found": Text("第 {line} 行“{quote}”", "line {line} “{quote}”"),
    "finds": Text("指出：", "It points at: "),
    "instead": Text("应改为：", "Corrected:"),
    "false": Text(
        "上面的正确示例与错误示例相近而无误，不会报出。若确认此处填写无误，可用 `--ignore {id}` 略去本规则。",
        "The right examples above resemble the wrong ones and are not reported. Where you are sure that what is "
        "written is right, leave the rule out with `--ignore {id}`.",
    ),
}  # fmt: skip


def page(rule: Rule, frames: Mapping[str, str], lang: str) -> str:
    """The page of a rule as Markdown, in fixed headings, with a final line break; `frames` are those of its library."""
    facts = rule.facts
    parts = [f"# {rule.id} {facts.title.in_(lang)}", _facts(rule, lang)]
    for heading, paragraphs in _sections(rule, frames, lang):
        parts += [f"## {HEADINGS[heading].in_(lang)}", *paragraphs]
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule, lang: str) -> str:
    facts = rule.facts
    words = [
        f"`{facts.name}`",
        SEVERITY[facts.severity].in_(lang),
        CONFIDENCE[facts.confidence].in_(lang),
        f"{rule.family} {family_title(rule.family, lang)}",
        WORDS["since"].in_(lang).format(rule.since),
    ]
    if rule.status in STATUS:
        words.append(STATUS[rule.status].in_(lang))
    if rule.replaced_by:
        words.append(WORDS["replaced"].in_(lang).format(rule.replaced_by))
    return " · ".join(words)


def _sections(rule: Rule, frames: Mapping[str, str], lang: str) -> Iterator[tuple[str, list[str]]]:
    """The headings of a page in their order, each with its paragraphs."""
    facts, examples = rule.facts, rule.examples
    yield "what", _what(rule, lang)
    yield "why", [facts.rationale.in_(lang)]
    norms = [f"- {norm.in_(lang)}" for norm in facts.norm]
    yield "basis", ["\n".join(norms) if norms else BASIS[rule.basis].in_(lang)]
    yield "bad", [paragraph for example in examples.bad for paragraph in _bad(example, frames, lang)]
    yield "good", [paragraph for example in examples.good for paragraph in _example(example, frames, lang)]
    yield "fix", [facts.advice.in_(lang)]
    yield "false", [WORDS["false"].in_(lang).format(id=rule.id)]


def _what(rule: Rule, lang: str) -> list[str]:
    """What the rule says, which documents it concerns, its options."""
    out = [f"{rule.facts.title.in_(lang)}{'.' if lang == 'en' else '。'}"]
    out.append(WORDS["reported"].in_(lang).format(_message(rule, lang)))
    if rule.kinds:
        kinds = (", " if lang == "en" else "、").join(KINDS[kind].in_(lang) for kind in rule.kinds)
        out.append(WORDS["kinds"].in_(lang).format(kinds))
    for word, year in (("from", rule.first_year), ("until", rule.last_year)):
        if year is not None:
            out.append(WORDS[word].in_(lang).format(year))
    for name, default in rule.options.items():
        out.append(WORDS["option"].in_(lang).format(name=name, default=default, meaning=rule.meanings[name].in_(lang)))
    return out


def _message(rule: Rule, lang: str) -> str:
    """The message with a sign where it shows a value."""
    return "".join(literal + ("" if value is None else "…") for literal, value, _ in pieces(rule.message.in_(lang)))


def _bad(example: Bad, frames: Mapping[str, str], lang: str) -> Iterator[str]:
    """The example, what is found in it, and the corrected text."""
    yield from _example(example, frames, lang)
    found = (WORDS["found"].in_(lang).format(line=line, quote=quote) for line, quote in example.expect)
    yield WORDS["finds"].in_(lang) + (", " if lang == "en" else "、").join(found)
    yield WORDS["instead"].in_(lang)
    text, rows = (example.instead, ()) if isinstance(example.instead, str) else ("", example.instead)
    yield _block(own_text(Good(name=example.name, text=text, rows=rows, frame=example.frame), frames))


def _example(example: Good, frames: Mapping[str, str], lang: str) -> Iterator[str]:
    """The example's own lines with what it fills in elsewhere before them, under its name.

    Names are English, as they are parts of test names; a Chinese page leaves them out.
    """
    if lang == "en":
        yield f"**{example.name}**"
    filled = "".join(f"{name}: {value}\n" for name, value in example.fields.items())
    yield _block(filled + own_text(example, frames))


def _block(text: str) -> str:
    """The text as a block that Markdown leaves as it is."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text.strip(chr(10))}\n{fence}"
