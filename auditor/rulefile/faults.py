"""What the fields of a rule demand of one another, and of the register of norms. Each check yields Faults."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.expression.parsing import nearest
from auditor.frames import Frame, parse_frame
from auditor.records.types import DOCUMENT_KIND
from auditor.records.vocabulary import SCOPES
from auditor.rulefile.expressions import template_pieces
from auditor.rulefile.models import Fault, GoodModel, Register, RuleModel, Words
from auditor.rulefile.yamlfile import Path

__all__ = ["BUILTIN_FAMILIES", "Setting", "faults"]

BUILTIN_FAMILIES = "VUTDSFXC"
CJK = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
EXPRESSIONS = ("when", "require", "at", "evidence", "values", "suggestion")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a rule file stands: its name without ending, the folder around it ("" at the top), what is around it."""

    stem: str
    folder: str
    builtin: bool
    python: bool
    norms: Register
    frames: Mapping[str, str]


def faults(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    """Everything that is wrong with a rule file of the right form, its expressions apart."""
    for check in (identity, languages, severity, withdrawal, norms, scope, options, examples, templates):
        yield from check(model, setting)


def identity(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    if setting.stem != model.id:
        yield (
            ("id",),
            1,
            f"文件名应为 {model.id}，现为 {setting.stem}",
            f"the file must be named {model.id}, not {setting.stem}",
        )
    letter = model.id[0]
    if setting.folder not in ("", letter):
        yield (
            ("id",),
            1,
            f"{model.id} 应放在 {letter}/ 下，不在 {setting.folder}/ 下",
            f"{model.id} belongs in {letter}/, not in {setting.folder}/",
        )
    if setting.builtin and letter not in BUILTIN_FAMILIES:
        yield (
            ("id",),
            1,
            f"没有 {letter} 这一类",
            f"there is no family {letter}; families are {', '.join(BUILTIN_FAMILIES)}",
        )
    if not setting.builtin and letter in BUILTIN_FAMILIES and model.overrides is None:
        yield (
            ("id",),
            1,
            f"自有规则的编号不能以 {'、'.join(BUILTIN_FAMILIES)} 开头；要替换已有规则，写 overrides: {model.id}",
            f"a private rule's letter is none of {', '.join(BUILTIN_FAMILIES)}; "
            f"to replace a rule, write overrides: {model.id}",
        )
    if model.overrides is not None and model.overrides != model.id:
        yield ("overrides",), 1, f"overrides 应与 id 相同（{model.id}）", f"overrides must be the id, {model.id}"


def languages(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    sentences = {key: getattr(model, key) for key in ("title", "message", "advice", "rationale")}
    paths: dict[Path, Words] = {(key,): words for key, words in sentences.items()}
    paths |= {("options", name, "meaning"): option.meaning for name, option in model.options.items()}
    for path, words in paths.items():
        if not CJK.search(words.zh):
            yield (*path, "zh"), 1, "这里应为中文", "this must be Chinese"
        if not LATIN.search(words.en):
            yield (*path, "en"), 1, "这里应为英文", "this must be English"


def severity(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    if model.severity == "error" and model.confidence != "certain":
        yield (
            ("severity",),
            1,
            "error 要求 confidence: certain（仅凭文件本身即可证明）",
            "error demands confidence: certain, provable from the document alone",
        )
    if model.confidence == "possible" and model.severity != "note":
        yield ("severity",), 1, "confidence: possible 只能是 note", "confidence: possible demands severity: note"


def withdrawal(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    gone = model.status in ("deprecated", "removed")
    if gone and model.replaced_by is None:
        yield (
            ("status",),
            1,
            f"{model.status} 的规则要写 replaced-by（没有替代的写 none）",
            f"a {model.status} rule says what it is replaced-by (or none)",
        )
    if not gone and model.replaced_by is not None:
        yield (
            ("replaced-by",),
            1,
            "只有停用的规则才写 replaced-by",
            "only a deprecated or removed rule is replaced-by another",
        )


def norms(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    if model.basis == "norm" and not model.norm:
        yield ("basis",), 1, "basis: norm 要写明 norm", "basis: norm demands a norm"
    if model.basis == "arithmetic" and model.norm:
        yield (
            ("norm",),
            1,
            "basis: arithmetic 不引用规范；要引用的写 basis: norm",
            "basis: arithmetic cites no norm; to cite one, write basis: norm",
        )
    for at, cited in enumerate(model.norm):
        entry = setting.norms.get(cited.id)
        if entry is None:
            zh, en = nearest(cited.id, setting.norms)
            yield ("norm", at, "id"), 1, f"norms.yaml 里没有 {cited.id}{zh}", f"norms.yaml has no {cited.id}{en}"
        elif cited.article is not None and entry.articles.get(cited.article) != "V":
            yield (
                ("norm", at, "article"),
                1,
                f"第 {cited.article} 条的原文没有读到（norms.yaml 里不是 V 级），不能引用条款号",
                f"article {cited.article} was not read (its grade in norms.yaml is not V): cite the norm alone",
            )


def scope(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    known = SCOPES.get(model.scope)
    if known is None:
        zh, en = nearest(model.scope, SCOPES)
        yield ("scope",), 1, f"没有 {model.scope} 这个 scope{zh}", f"no scope {model.scope}{en}"
        return
    for key, names in (("needs", model.needs), ("at", model.at), ("evidence", model.evidence)):
        for at, name in enumerate(names):
            path = (key, at)
            if name not in known.names:
                zh, en = nearest(name, known.names)
                yield path, 1, f"{model.scope} 没有 {name} 这个名称{zh}", f"{model.scope} has no name {name}{en}"
            elif key != "needs" and known.names[name].place is None:
                yield (
                    path,
                    1,
                    f"{name} 在文件里没有位置，不能用于 {key}",
                    f"{name} stands nowhere in the document: it cannot be {key}",
                )
    for at, kind in enumerate(model.applies.documents):
        if kind not in DOCUMENT_KIND.codes:
            zh, en = nearest(kind, DOCUMENT_KIND.codes)
            yield ("applies", "documents", at), 1, f"没有 {kind} 这种表{zh}", f"no kind of document {kind}{en}"
    if setting.python:
        used = [key for key in EXPRESSIONS if getattr(model, key)]
        if used:
            yield (used[0],), 1, f"Python 规则不写 {used[0]}", f"a Python rule has no {used[0]}"
    elif model.status != "removed":
        for key in ("require", "at"):
            if not getattr(model, key):
                yield (), 1, f"缺少 {key}", f"{key} is missing"


def options(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    known = SCOPES[model.scope].names if model.scope in SCOPES else {}
    for name, option in model.options.items():
        path = ("options", name)
        if name in known:
            yield path, 1, f"{name} 已是 {model.scope} 的名称", f"{name} is a name of {model.scope} already"
        if not name.isidentifier() or not name.isascii():
            yield path, 1, f"{name} 不能作名称", f"{name} cannot be a name"
        if (option.type == "texts") != isinstance(option.default, list):
            yield (
                (*path, "default"),
                1,
                "texts 的默认值是列表，其余不是",
                "the default of texts is a list, that of others is not",
            )
        elif option.type == "number" and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", str(option.default)):
            yield (
                (*path, "default"),
                1,
                f"{option.default} 不是普通小数",
                f"{option.default} is not a plain decimal number",
            )
        elif option.type == "flag" and option.default not in ("true", "false"):
            yield (*path, "default"), 1, "flag 的默认值是 true 或 false", "the default of a flag is true or false"


def examples(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    if model.examples is None:
        if model.status != "removed":
            yield (), 1, "缺少 examples", "examples is missing"
        return
    kinds: dict[str, Sequence[GoodModel]] = {
        "bad": model.examples.bad,
        "good": model.examples.good,
        "todo": model.examples.todo,
    }
    seen: set[str] = set()
    for kind, listed in kinds.items():
        for at, example in enumerate(listed):
            path: Path = ("examples", kind, at)
            name, frame = example.name, example.frame
            if name in seen:
                yield (*path, "name"), 1, f"例子 {name} 写了两次", f"two examples are named {name}"
            seen.add(name)
            if bool(example.text) == bool(example.rows):
                yield path, 1, "例子要有 text 或 rows 之一", "an example has either text or rows"
            if frame and frame not in setting.frames:
                zh, en = nearest(frame, setting.frames)
                yield (*path, "frame"), 1, f"没有 {frame} 这个框架{zh}", f"no frame {frame}{en}"
            elif frame:
                yield from frame_faults(example, path, parse_frame(setting.frames[frame]))
            elif example.rows:
                yield path, 1, "rows 要写明 frame", "rows need a frame"


def frame_faults(example: GoodModel, path: Path, frame: Frame) -> Iterator[Fault]:
    """Fields that the frame does not have."""
    corrected = getattr(example, "instead", "")
    lists = {"rows": example.rows, "instead": [] if isinstance(corrected, str) else corrected}
    for key, rows in lists.items():
        for at, row in enumerate(rows):
            for name in row:
                if name not in frame.row_fields:
                    zh, en = nearest(name, frame.row_fields)
                    yield (
                        (*path, key, at, name),
                        1,
                        f"框架的行里没有 {name}{zh}",
                        f"a row of the frame has no {name}{en}",
                    )
    for name in example.fields:
        if name not in frame.fields:
            zh, en = nearest(name, frame.fields)
            yield (*path, "fields", name), 1, f"框架里没有 {name}{zh}", f"the frame has no {name}{en}"


def templates(model: RuleModel, setting: Setting) -> Iterator[Fault]:
    """Both languages show the same values."""
    found: list[Fault] = []
    zh, en = (
        {name for _, name, _ in template_pieces(("message", lang), getattr(model.message, lang), found)}
        for lang in ("zh", "en")
    )
    yield from found
    for name in sorted(name or "" for name in zh ^ en):
        lang, other = ("en", "zh") if name in zh else ("zh", "en")
        yield (
            ("message", lang),
            1,
            f"{other} 里有 {{{name}}}，{lang} 里没有",
            f"{{{name}}} stands in {other} and not in {lang}",
        )


def signature_faults(model: RuleModel, function: Callable[..., object]) -> Iterator[Fault]:
    """What a Python rule's parameters must be: records of its scope, and its options as keyword-only parameters."""
    records = SCOPES[model.scope].records
    parameters = inspect.signature(function).parameters.values()
    keywords = {parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY}
    for parameter in parameters:
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.name not in records:
            yield (
                (),
                1,
                f"参数 {parameter.name} 应为 {'、'.join(records)} 之一",
                f"the parameter {parameter.name} is none of {', '.join(records)}",
            )
    for name in sorted(keywords ^ set(model.options)):
        yield (), 1, f"options 与函数的关键字参数不一致：{name}", f"options and keyword-only parameters differ: {name}"
