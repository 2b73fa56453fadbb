"""The command line: exit status, messages in two languages, bad input, outputs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

import auditor.collect
from auditor import __version__
from auditor.cli import auditor as root
from auditor.report.families import FAMILIES

ROOT = Path(__file__).parent.parent
HEAVY = ("rich", "yaml", "pydantic", "pint", "simpleeval")

TABLE = """2024年部门预算项目绩效目标表

单位：万元

项目编码|330281241234567890009||项目名称|乡镇图书馆延时开放
预算规模及资金用途|预算数|12.00|其中：财政资金|12.00|其他资金|0.00
|用于夜间开放值班|||||
资金支出计划（%）|3月底||6月底|10月底|12月底
|25%||50%|75%|100%
绩效目标|1.全年夜间开放，方便群众阅读。
一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据
产出指标|数量指标|夜间开放天数|全年夜间开放的天数|≥250 天|工作计划
满意度指标|服务对象满意度指标|读者满意度|读者问卷中表示满意的比例|{target}|问卷
""".replace("|", "\t")


FAILING_RULE = """
from auditor.rule import Bad, Examples, Good, Text, rule

WORDS = Text(zh="总是出错", en="it always fails")


@rule(id="Z102", name="always-fails", severity="note", confidence="possible", since="0.1.0", basis="convention",
      title=WORDS, message=WORDS, advice=WORDS, rationale=WORDS,
      examples=Examples(bad=[Bad(name="bad", text="项目", expect=[(1, "项目")], instead="项目名称")],
                        good=[Good(name="good", text="项目名称")]))
def fails(document):
    raise ArithmeticError("no result")
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory of its own, and nothing of the user's environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", str(cache))
    for name in ("AUDITOR_LANG", "AUDITOR_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("low.txt").write_text(TABLE.format(target="≥20%"), encoding="utf-8")
    Path("good.txt").write_text(TABLE.format(target="≥95%"), encoding="utf-8")


@pytest.fixture
def own() -> list[str]:
    """Options that leave one rule, Z101, which notes a satisfaction target below 60%."""
    run("rules", "new", "Z101", "--into", ".")
    Path("own").mkdir()
    Path("Z101.yaml").rename("own/Z101.yaml")
    return ["--rules", "own", "--select", "Z101"]


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(root, list(args), input=stdin)


def auditor_process(*args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "auditor", *args], capture_output=True, env={**os.environ, **environment}, check=False
    )


# Exit status


def test_exit_status_depends_on_the_severity_asked_for(own: list[str]) -> None:
    assert run("check", "good.txt", *own, "--fail-on", "note").exit_code == 0
    assert run("check", "low.txt", *own).exit_code == 0
    assert run("check", "low.txt", *own, "--fail-on", "note").exit_code == 1
    assert run("check", "low.txt", *own, "--fail-on", "never").exit_code == 0
    assert run("check", "low.txt", *own, "--fail-on", "note", "--exit-zero").exit_code == 0


def test_incomplete_work_outranks_findings_and_the_rest_is_printed(own: list[str]) -> None:
    for further in ((), ("--exit-zero",)):
        result = run("check", "nothing.txt", "low.txt", *own, "--fail-on", "note", *further)
        assert result.exit_code == 2
        assert "Z101" in result.stdout
        assert "nothing.txt：找不到这个文件" in result.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_exit_status_does_not_depend_on_the_format(own: list[str], form: str) -> None:
    assert run("check", "low.txt", *own, "--fail-on", "note", "--format", form).exit_code == 1


def test_a_rule_that_fails_is_told_and_exits_with_2(own: list[str]) -> None:
    Path("own/Z102.py").write_text(FAILING_RULE, encoding="utf-8")
    refused = run("check", "low.txt", "--rules", "own")
    assert refused.exit_code == 2 and "--trust-python-rules" in refused.stderr
    result = run("check", "low.txt", "--rules", "own", "--select", "Z", "--trust-python-rules")
    assert result.exit_code == 2
    assert "规则 Z102 出错" in result.stderr and "ArithmeticError: no result" in result.stderr
    assert "Z101" in result.stdout and "Traceback" not in result.output


# Bad input


def write_long_line(path: Path) -> None:
    path.write_bytes(b"1" * 50_000_000)


BAD_INPUT: dict[str, tuple[Any, str, str]] = {
    "empty.txt": (Path.touch, "文件是空的", "the file is empty"),
    "binary.txt": (lambda path: path.write_bytes(bytes(range(256)) * 64), "不是文本文件", "not a text file"),
    "folder": (Path.mkdir, "目录中没有可检查的文件", "holds no document"),
    "missing.txt": (lambda path: None, "找不到这个文件", "no such file"),
    "long.txt": (write_long_line, "第 1 行有 50000000 个字符", "line 1 has 50000000 characters"),
    "letter.txt": (lambda path: path.write_text("各位同事：\n\n会议改期。\n", encoding="utf-8"),
                   "未识别到绩效指标", "no performance indicators"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_costs_itself_only(own: list[str], name: str) -> None:
    make, zh, en = BAD_INPUT[name]
    make(Path(name))
    for lang, words in (("zh", zh), ("en", en)):
        result = run("check", name, "low.txt", *own, "--lang", lang)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        assert result.stderr.startswith(f"auditor: {name}") and words in result.stderr
        assert "Z101" in result.stdout and "Traceback" not in result.output


def test_a_file_that_may_not_be_read(own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: str, *rest: object) -> object:
        raise PermissionError(13, "denied", path)

    monkeypatch.setattr("auditor.source.reading.open", denied, raising=False)
    result = run("check", "low.txt", *own)
    assert result.exit_code == 2
    assert result.stderr == "auditor: low.txt：没有读取权限。\n"


def test_an_unexpected_exception_costs_one_document(own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    reading = auditor.collect.read_document

    def failing(source: Any) -> Any:
        if source.path == "good.txt":
            raise KeyError("odd")
        return reading(source)

    monkeypatch.setattr("auditor.collect.read_document", failing)
    result = run("check", "good.txt", "low.txt", *own, "--format", "json")
    assert result.exit_code == 2
    assert result.stderr.startswith("auditor: good.txt：内部错误：KeyError: 'odd'")
    statuses = {document["path"]: document["status"] for document in json.loads(result.stdout)["documents"]}
    assert statuses == {"good.txt": "unreadable", "low.txt": "checked"}
    monkeypatch.setenv("AUDITOR_DEBUG", "1")
    assert isinstance(run("check", "good.txt", *own).exception, KeyError)


def test_an_unexpected_exception_while_judging_costs_one_document(
    own: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    judging = auditor.collect.judge

    def failing(documents: Any, rules: Any, **settings: Any) -> Any:
        if documents[0].source.path == "good.txt":
            raise RecursionError("too deep")
        return judging(documents, rules, **settings)

    monkeypatch.setattr("auditor.collect.judge", failing)
    result = run("check", "good.txt", "low.txt", *own)
    assert result.exit_code == 2
    assert "good.txt：内部错误：RecursionError: too deep" in result.stderr
    assert "Z101" in result.stdout


def test_an_unexpected_exception_elsewhere_is_told_without_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: object) -> None:
        raise TypeError("odd")

    monkeypatch.setattr("auditor.cli.check.checked_documents", failing)
    result = run("check", "good.txt")
    assert result.exit_code == 2
    assert result.stderr == "auditor: 内部错误：TypeError: odd（设置 AUDITOR_DEBUG=1 可查看详情）\n"


def test_an_interruption_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.cli.check.checked_documents", interrupted)
    result = run("check", "good.txt")
    assert result.exit_code == 2 and "已中断" in result.stderr


# Rules


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_named_with_the_nearest(own: list[str], option: str) -> None:
    result = run("check", "good.txt", "--rules", "own", option, "Z104")
    assert result.exit_code == 2
    assert "没有规则 Z104" in result.stderr and "Z101" in result.stderr
    assert result.stdout == ""


def test_codes_in_small_letters_and_lists_are_understood(own: list[str]) -> None:
    assert "Z101" in run("check", "low.txt", "--rules", "own", "--select", "z1,Z101").stdout
    assert "Z101" not in run("check", "low.txt", "--rules", "own", "--ignore", "own-satisfaction-floor").stdout


def test_no_rule_left_is_an_error(own: list[str]) -> None:
    result = run("check", "good.txt", *own, "--ignore", "Z")
    assert result.exit_code == 2 and "没有剩下任何规则" in result.stderr


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        ("id: [", "YAML 写法不对", "not YAML"),
        ("id: Z101\nnme: x\n", "缺少 title", "title is missing"),
    ],
)
def test_a_broken_rule_file_is_named_with_its_place(own: list[str], content: str, zh: str, en: str) -> None:
    Path("own/Z101.yaml").write_text(content, encoding="utf-8")
    for lang, words in (("zh", zh), ("en", en)):
        result = run("check", "good.txt", *own, "--lang", lang)
        assert result.exit_code == 2
        assert re.search(r"own/Z101\.yaml:[0-9]+:[0-9]+", result.stderr) and words in result.stderr
        assert "Traceback" not in result.output


def test_a_directory_of_rules_that_is_not_there() -> None:
    result = run("check", "good.txt", "--rules", "nowhere")
    assert result.exit_code == 2 and "nowhere" in result.stderr


# Output


def test_output_is_written_whole_and_told(own: list[str]) -> None:
    result = run("check", "low.txt", *own, "--format", "json", "-o", "out.json")
    assert result.exit_code == 0 and result.stdout == ""
    assert result.stderr == "已写入 out.json：提示 1 处\n" or result.stderr == "auditor: 已写入 out.json：提示 1 处\n"
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["summary"]["note"] == 1
    assert sorted(path.name for path in Path().iterdir()) == ["good.txt", "low.txt", "out.json", "own"]


@pytest.mark.parametrize("output", ["low.txt", "./low.txt", "own", "nowhere/out.txt"])
def test_bad_outputs_are_refused_before_any_work(own: list[str], output: str) -> None:
    before = Path("low.txt").read_bytes()
    for command in (["check", *own], ["extract"]):
        result = run(command[0], "low.txt", *command[1:], "-o", output)
        assert result.exit_code == 2
        assert output in result.stderr and "Traceback" not in result.output
    assert Path("low.txt").read_bytes() == before


def test_an_input_inside_a_directory_is_not_overwritten_either(own: list[str]) -> None:
    assert run("check", ".", *own, "-o", "good.txt").exit_code == 2


def test_an_output_that_cannot_be_written(own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.txt").write_text("as before", encoding="utf-8")

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    result = run("check", "low.txt", *own, "-o", "out.txt")
    assert result.exit_code == 2
    assert result.stderr == "auditor: 输出 out.txt 无法写入：No space left on device。\n"
    assert Path("out.txt").read_text(encoding="utf-8") == "as before"
    assert not [path for path in Path().iterdir() if path.suffix == ".tmp"]


def test_a_renderer_that_fails_writes_nothing(own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out.txt").write_text("as before", encoding="utf-8")
    monkeypatch.setattr("auditor.cli.check.render", lambda *args: 1 // 0)
    assert run("check", "low.txt", *own, "-o", "out.txt").exit_code == 2
    assert Path("out.txt").read_text(encoding="utf-8") == "as before"


def test_colour_is_for_terminals_unless_asked_for(own: list[str]) -> None:
    assert "\x1b[" not in run("check", "low.txt", *own).stdout
    assert "\x1b[" in run("check", "low.txt", *own, "--color", "always").stdout
    assert "\x1b[" not in run("check", "low.txt", *own, "--color", "never").stdout


def test_quiet_and_verbose(own: list[str]) -> None:
    assert run("check", "low.txt", *own, "--quiet").stdout.startswith("low.txt 第13行 提示 Z101 ")
    assert "规则 Z101：考察" in run("check", "low.txt", *own, "--verbose").stdout


# Paths


def test_standard_input(own: list[str]) -> None:
    result = run("check", "-", *own, "--format", "json", stdin=Path("low.txt").read_bytes())
    document = json.loads(result.stdout)
    assert document["documents"][0]["path"] == "-" and document["summary"]["note"] == 1
    assert "标准输入" in run("check", "-", *own, stdin=Path("low.txt").read_bytes()).stdout
    assert run("check", "-", *own, stdin=b"").stderr == "auditor: 标准输入：文件是空的，没有可检查的内容。\n"


def test_directories_are_searched_in_order_and_files_read_once(own: list[str]) -> None:
    for name in ("b", "a", ".hidden"):
        Path("docs", name).mkdir(parents=True)
        Path("docs", name, "low.txt").write_bytes(Path("low.txt").read_bytes())
    Path("docs/~$low.txt").touch()
    Path("docs/picture.png").touch()
    result = run("check", "docs", "docs/a/low.txt", *own, "--format", "json")
    assert [document["path"] for document in json.loads(result.stdout)["documents"]] == [
        os.path.join("docs", "a", "low.txt"), os.path.join("docs", "b", "low.txt"),
    ]  # fmt: skip


def test_the_same_findings_whatever_the_order_of_the_arguments(own: list[str]) -> None:
    assert run("check", "low.txt", "good.txt", *own).stdout == run("check", "good.txt", "low.txt", *own).stdout


def test_extract_tells_what_it_cannot_read() -> None:
    result = run("extract", "nothing.txt", "low.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("auditor: nothing.txt：找不到这个文件")
    assert [document["path"] for document in json.loads(result.stdout)["documents"]] == ["low.txt"]
    assert run("extract", "low.txt").exit_code == 0
    assert run("extract", "low.txt", "--format", "csv", "-o", "out.csv").exit_code == 0
    assert "读者满意度" in Path("out.csv").read_text(encoding="utf-8-sig")


# Commands and languages


def test_check_is_the_default_command(own: list[str]) -> None:
    assert run("low.txt", *own).stdout == run("check", "low.txt", *own).stdout
    assert run("--format", "json", "low.txt", *own).stdout == run("check", "--format", "json", "low.txt", *own).stdout
    assert run("--lang", "en", "low.txt", *own).stdout == run("check", "low.txt", *own, "--lang", "en").stdout


def test_language_by_option_and_environment(own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    chinese, english = run("check", "low.txt", *own).stdout, run("check", "low.txt", *own, "--lang=en").stdout
    assert "小结" in chinese and "summary" in english
    monkeypatch.setenv("AUDITOR_LANG", "en")
    assert run("check", "low.txt", *own).stdout == english
    assert run("check", "low.txt", *own, "--lang", "zh").stdout == chinese


USAGE_ERRORS = [
    ([], "用法：auditor", "usage: auditor"),
    (["rules"], "用法：auditor rules", "usage: auditor rules"),
    (["check"], "缺少参数 PATH…", "Missing argument"),
    (["check", "--format", "xml", "a"], "选项 --format 的值不对，可选：text、json", "'xml' is not one of"),
    (["check", "--fail-on"], "选项 --fail-on 后面缺少值", "requires an argument"),
    (["check", "--quiet=1", "a"], "选项 --quiet 后面不能带值", "does not take a value"),
    (["check", "--fromat", "json", "a"], "没有选项 --fromat；是不是 --format？", "No such option"),
    (["rules", "lst"], "没有命令 lst；是不是 list？", "no command lst; did you mean list?"),
    (["explan", "V101"], "没有命令 explan；是不是 explain？", "no command explan; did you mean explain?"),
    (["rules", "list", "all"], "多余的参数：all", "surplus arguments: all"),
    (["rules", "new", "V101"], "编号 V101 不能用", "the id V101 cannot be used"),
    (["explain", "V9999"], "没有规则 V9999", "no rule V9999"),
]


@pytest.mark.parametrize(("args", "zh", "en"), USAGE_ERRORS, ids=[" ".join(args) for args, _, _ in USAGE_ERRORS])
def test_usage_errors_in_two_languages(args: list[str], zh: str, en: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(*args)
    assert result.exit_code == 2 and zh in result.stderr
    assert not re.search("Error|Usage|Try ", result.stderr)
    monkeypatch.setenv("AUDITOR_LANG", "en")
    result = run(*args)
    assert result.exit_code == 2 and en in result.stderr
    assert not re.search("[\u4e00-\u9fff]", result.stderr)


def commands(group: click.Group = root, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that call it."""
    found: list[tuple[tuple[str, ...], click.Command]] = [(path, group)]
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found += commands(command, (*path, name)) if isinstance(command, click.Group) else [((*path, name), command)]
    return found


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_help_in_two_languages(path: tuple[str, ...]) -> None:
    chinese = run(*path, "--help")
    assert chinese.exit_code == 0 and "用法：auditor" in chinese.stdout and "选项：" in chinese.stdout
    english = run(*path, "--help", "--lang", "en")
    assert english.exit_code == 0 and english.stdout.startswith("usage: auditor")
    assert not re.search("[\u4e00-\u9fff]", english.stdout)
    options = [name for param in dict(commands())[path].params for name in param.opts if name.startswith("--")]
    assert all(name in chinese.stdout and name in english.stdout for name in options)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_option_is_in_the_readme(name: str) -> None:
    readme = (ROOT / name).read_text(encoding="utf-8")
    options = {option for _, command in commands() for param in command.params for option in param.opts}
    assert [option for option in sorted(options) if option.startswith("--") and option not in readme] == []


# Rules: list, explain, test, new


def test_rules_list(own: list[str]) -> None:
    table = run("rules", "list", "--rules", "own").stdout
    assert re.search(r"^Z101 +提示 +Z1 Z1 +满意度指标值过低 +own/Z101.yaml +2$", table, re.MULTILINE)
    listed = json.loads(run("rules", "list", "--rules", "own", "--format", "json", "--lang", "en").stdout)["rules"]
    rule = next(rule for rule in listed if rule["id"] == "Z101")
    assert rule["title"] == "A satisfaction target is low"
    assert rule["examples"] == {"bad": 1, "good": 1, "todo": 0}
    (lowest,) = rule["options"]
    assert (lowest["name"], type(lowest["default"])) == ("lowest", str) and lowest["meaning"]
    assert [rule["id"] for rule in listed] == sorted(rule["id"] for rule in listed)


def test_every_built_in_family_has_a_title() -> None:
    listed = json.loads(run("rules", "list", "--format", "json").stdout)["rules"]
    assert listed and {rule["family"] for rule in listed} <= set(FAMILIES)


def test_explain_prints_the_fixed_headings(own: list[str]) -> None:
    page = run("explain", "z101", "--rules", "own").stdout
    assert re.findall("^## (.*)", page, re.MULTILINE) == [
        "查什么", "为什么", "依据", "错误示例", "正确示例", "如何修改", "误报时",
    ]  # fmt: skip
    assert page.startswith("# Z101 满意度指标值过低\n")
    assert "≥20%" in page and "≥90%" in page and "≥85%" in page
    assert "第 1 行“≥20%”" in page
    english = run("explain", "own-satisfaction-floor", "--rules", "own", "--lang", "en").stdout
    assert len(re.findall("^## [A-Z]", english, re.MULTILINE)) == 7


def test_a_new_rule_passes_its_own_test(own: list[str]) -> None:
    result = run("rules", "test", "own")
    assert result.exit_code == 0, result.output
    assert result.stdout == "试验了 1 条规则的 2 个示例：全部通过\n"


def test_an_example_that_does_not_hold_is_told(own: list[str]) -> None:
    path = Path("own/Z101.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace('target: "≥85%"', 'target: "≥35%"'), encoding="utf-8")
    result = run("rules", "test", "own")
    assert result.exit_code == 1
    assert "Z101-good-" in result.stdout and "“≥35%”不应查出" in result.stdout and "1 处不符" in result.stdout


def test_the_template_has_comments_of_one_language(own: list[str]) -> None:
    run("rules", "new", "Z102", "--lang", "en")
    comments = [line for line in Path("Z102.yaml").read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert comments and not any(re.search("[\u4e00-\u9fff]", line) for line in comments)
    assert "# 一条规则就是一个文件" in Path("own/Z101.yaml").read_text(encoding="utf-8")


def test_new_overwrites_nothing() -> None:
    Path("Z101.yaml").write_text("mine", encoding="utf-8")
    result = run("rules", "new", "Z101")
    assert result.exit_code == 2 and "已经存在" in result.stderr
    assert Path("Z101.yaml").read_text(encoding="utf-8") == "mine"
    assert run("rules", "new", "Z101", "--into", "nowhere").exit_code == 2


# The process


def test_version_imports_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['auditor', '--version']\n"
        "from auditor.__main__ import main; main(); print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, modules = done.stdout.splitlines()
    assert version == f"auditor {__version__}"
    assert modules == "['auditor', 'auditor.__main__']"
    assert run("--lang", "en", "--version").stdout == f"auditor {__version__}\n"


def test_a_plain_check_imports_nothing_heavy(own: list[str]) -> None:
    code = (
        "import sys; from auditor.cli import auditor\n"
        "try: auditor(sys.argv[1:])\n"
        f"finally: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "check", "low.txt", *own]
    for _ in range(2):  # the first run compiles the rules
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Z101" in done.stdout
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("command", ["check --format text", "check --format json", "extract", "extract --format csv"])
def test_two_runs_give_the_same_bytes(own: list[str], command: str) -> None:
    words = [*command.split(), "low.txt", "good.txt", *(own if command.startswith("check") else ())]
    first = auditor_process(*words, PYTHONHASHSEED="1")
    second = auditor_process(*words, PYTHONHASHSEED="2")
    assert first.stdout and first.stdout == second.stdout
    assert first.returncode == second.returncode == 0


def test_a_reader_that_stops_reading_is_no_error(own: list[str]) -> None:
    words = [sys.executable, "-m", "auditor", "check", "low.txt", *own, "--fail-on", "note"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_output_is_utf_8_whatever_the_locale(own: list[str]) -> None:
    done = auditor_process("check", "low.txt", *own, PYTHONIOENCODING="ascii")
    assert "满意度" in done.stdout.decode("utf-8") and done.returncode == 0


def test_json_of_a_real_check_is_as_published(own: list[str]) -> None:
    schema = json.loads((ROOT / "docs/schema/check.schema.json").read_text(encoding="utf-8"))
    value = json.loads(run("check", "low.txt", "nothing.txt", *own, "--format", "json").stdout)
    jsonschema.validate(value, schema)
    assert value["findings"][0]["quote"] == "≥20%"
    assert value["findings"][0]["location"]["line"] == 13
