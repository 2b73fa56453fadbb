"""Reports whose every text is what a document, or a file name, can bring about at its worst."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from report_sample import IMPOSSIBLE, NOTATION, at

from auditor.finding import Address, Coverage, Evidence, Finding, Report, RuleFailure
from auditor.wording import Text

# What means something in one of the formats, or cannot stand in it.
PIECES = (
    "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "'=1", "\t=1", "\r", "\n", "\r\n", " ", "\x00", "\x0b",
    "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\ufffe", "\uffff", "\udcb2", "\ud800", "😀",
    "]]>", "<!--", "</td>", "<b>", "&amp;", "&", "|", "\\", "`", "```", "``", "*a*", "_a_", "# ", "1. ", "- ", "> ",
    "~~~", "[a](http://b.example)", "![a](b)", "{0}", "}", "%", "%25", "::error::", ":", ",", ";", '"', '""', "'",
    "---", "===", "_x0041_", "$1$", "0012", "1e5", "2024-01-02", "330281241234567890009", "https://a.example",
    "绩效", "≥95%", "“”", "\u3000", "㎡", "①",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=6).map("".join)
words = texts.filter(lambda text: text.strip() != "")
names = st.sampled_from(["a.txt", "b/目标 表.docx", "c%20d,e:f.xlsx", "g\udcb2.txt", "h|`<i>.md", "-"])


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """A finding of one of two rules, somewhere in one of some files."""
    rule = draw(st.sampled_from([IMPOSSIBLE, NOTATION]))
    quote, before, after = draw(texts), draw(texts), draw(texts)
    message, role = draw(words), draw(words)
    path = draw(names)
    sheet = at(None, path=path, sheet=draw(texts), cell="E9")
    table = at(None, path=path, page=2, table=1, row=3)
    places = st.sampled_from([at(7, path=path), at(7, 9, path=path), at(None, path=path), table, sheet])
    return Finding(
        rule=replace(rule, title=Text(draw(words), "title"), advice=Text(draw(words), "advice")),
        severity=draw(st.sampled_from(["error", "warning", "note"])),
        message=Text(message, message),
        suggestion=draw(st.none() | texts),
        quote=quote,
        context=before + quote + after,
        mark=(len(before), len(before) + len(quote)),
        location=draw(places),
        address=Address(draw(st.none() | texts), draw(st.none() | texts)),
        evidence=tuple(Evidence(Text(role, role), draw(texts), draw(places)) for _ in range(draw(st.integers(0, 2)))),
        values=(("target", draw(texts)),),
        fingerprint=draw(st.sampled_from(["0" * 20, "1" * 20])),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Some findings, the documents they stand in and one that cannot be read, sometimes a rule that failed."""
    found = sorted(draw(st.lists(findings(), max_size=5)), key=lambda one: one.location.path)
    problem = draw(words)
    documents = [
        *(Coverage(path, "0" * 64, "checked", 1, 2) for path in sorted({one.location.path for one in found})),
        Coverage("z.doc", None, "unreadable", problem=Text(problem, problem)),
    ]
    failed = [RuleFailure("T101", path, line, draw(words)) for path, line in (("z.doc", 3), ("", None))]
    failures = tuple(draw(st.sampled_from([[], failed])))
    return Report(tuple(found), tuple(documents), failures=failures, accepted=tuple(found[:1]))
