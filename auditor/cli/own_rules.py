"""`auditor rules test` and `auditor rules new`: rules of one's own, tried and begun."""

from __future__ import annotations

import os
import re

import click

from auditor.cli.output import emit
from auditor.cli.rulebook import opened_library
from auditor.cli.speech import Command, Usage, argument, language, language_option, option
from auditor.proof import cases, prove
from auditor.wording import Text

__all__ = ["new_rule", "test_rules"]

ID = re.compile(r"[A-Z][0-9]{3}")
TEMPLATE = "rule_template.yaml"
FAILED = 1

WRONG = Text("{case}：{problem}", "{case}: {problem}")
RESULT = Text("试验了 {rules} 条规则的 {cases} 个示例：{outcome}", "{cases} examples of {rules} rules: {outcome}")
PASSED, SOME_FAILED = Text("全部通过", "all hold"), Text("{} 处不符", "{} failures")
WRITTEN = Text(
    "已写入 {path}。改好后运行：auditor rules test {folder}",
    "written to {path}. When it is filled in, run: auditor rules test {folder}",
)


@click.command("test", cls=Command,
               about=Text("运行规则中的示例：错误示例须报出且只报出所写各处，正确示例不得报出。\n不写目录时试验自带的规则。",
                          "Runs the examples of rules: the wrong ones must give the findings they state and no other, "
                          "the right ones none.\nWithout a directory, those of the built-in rules."),
               closing=Text("退出状态：0 全部通过；1 有不符；2 规则有误，无法读入。",
                            "Exit status: 0 all hold; 1 some do not; 2 a rule cannot be loaded."))
@argument("directories", metavar="DIR", nargs=-1, zh="规则目录", en="directories of rules")
@option("--trust-python-rules", is_flag=True, zh="允许运行目录中的 Python 规则",
        en="run Python rules found in the directories")
@language_option
@click.pass_context
def test_rules(ctx: click.Context, directories: tuple[str, ...], trust_python_rules: bool) -> int:
    """Prints every example that does not hold, and a line of result; returns the exit status."""
    lang = language(ctx)
    library = opened_library(directories, trust_python_rules, plugins=False)
    tried = [rule for rule in library.rules if rule.builtin != bool(directories)]
    wrong = [
        WRONG.in_(lang).format(case=case, problem=problem.in_(lang))
        for rule in tried
        for case, problem in prove(rule, library.frames)
    ]
    outcome = SOME_FAILED.in_(lang).format(len(wrong)) if wrong else PASSED.in_(lang)
    count = sum(1 for rule in tried for _ in cases(rule))
    result = RESULT.in_(lang).format(rules=len(tried), cases=count, outcome=outcome)
    emit("".join(f"{line}\n" for line in (*wrong, result)), None)
    return FAILED if wrong else 0


@click.command("new", cls=Command,
               about=Text("写一个带说明的规则文件，供改写为自己的规则。",
                          "Writes a commented rule file, to be turned into a rule of one's own."))
@argument("rule", metavar="ID",
          zh="编号：一个大写字母和三位数字，如 Z101", en="the id: a capital letter and three digits, such as Z101")
@option("--into", metavar="DIR", default=".", zh="写入的目录，默认为当前目录", en="where to write it; here by default")
@language_option
@click.pass_context
def new_rule(ctx: click.Context, rule: str, into: str) -> None:
    """Writes the template under the id; raises Usage for an id that cannot be, and for a file that is there."""
    from auditor.rulefile.faults import BUILTIN_FAMILIES  # brings pydantic, which no other command needs here

    lang = language(ctx)
    if not ID.fullmatch(rule) or rule[0] in BUILTIN_FAMILIES:
        taken = "、".join(BUILTIN_FAMILIES)
        raise Usage(f"编号 {rule} 不能用：应为一个大写字母和三位数字，且字母不是自带类别的 {taken}",
                    f"the id {rule} cannot be used: write a capital letter and three digits, the letter none of "
                    f"{', '.join(BUILTIN_FAMILIES)}, which are taken")  # fmt: skip
    path = os.path.join(into, f"{rule}.yaml")
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(template(rule, lang))
    except FileExistsError as error:
        raise Usage(f"{path} 已经存在，不予覆盖", f"{path} is there already and is not overwritten") from error
    except OSError as error:
        raise Usage(f"{path} 无法写入：{error.strerror}", f"{path} cannot be written: {error.strerror}") from error
    emit(WRITTEN.in_(lang).format(path=path, folder=into) + "\n", None)


def template(rule: str, lang: str) -> str:
    """The rule file to begin with, its comments in one language."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), TEMPLATE)
    with open(beside, encoding="utf-8") as file:
        lines = file.read().replace("{id}", rule).splitlines()
    other = "# en: " if lang == "zh" else "# zh: "
    kept = (line for line in lines if not line.lstrip().startswith(other))
    return "".join(line.replace(f"# {lang}: ", "# ") + "\n" for line in kept)
