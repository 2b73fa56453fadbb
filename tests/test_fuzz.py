"""A short run of the fuzzer: no traceback, no hang, nothing touched outside its folder; and it would tell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditor import load_rules
from benchmarks.fuzz import process

ROOT = Path(__file__).parent.parent


def test_a_hundred_and_fifty_inputs() -> None:
    command = [sys.executable, "-m", "benchmarks.fuzz", "--count", "150", "--seed", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "150 inputs: checked " in done.stdout


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("open('escaped.txt', 'w')", "Escape: open for writing: escaped.txt"),
        ("__import__('socket').create_connection(('127.0.0.1', 9))", "Escape: socket"),
        ("__import__('subprocess').run(['true'])", "Escape: subprocess.Popen"),
        ("__import__('time').sleep(60)", "TimeoutError"),
    ],
)
def test_what_an_input_must_not_do_is_told(deed: str, told: str, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom benchmarks import fuzz\n"
        "fuzz.inputs = lambda count, start: [('a.txt', b'x')] * count\n"
        f"fuzz.SECONDS = 1\nfuzz.process = lambda data, path, rules: {deed}\n"
        "sys.exit(fuzz.run(2, 1, Path(sys.argv[1])))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "kept")], cwd=tmp_path, capture_output=True,
                          text=True, timeout=120, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert told in done.stdout
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == ["0-a.txt", "1-a.txt"]
    assert not (tmp_path / "escaped.txt").exists()


LONG = "9" * 60
# What longer runs found, cut down.
FOUND = {
    "a figure of sixty digits in a column": f"收支总表\n\n项目\t预算数\n甲\t{LONG}.5\n乙\t1.0\n合计\t5.25\n",
    "a figure of sixty digits in a sentence": f"全年支出5.25万元，其中：甲{LONG}.5万元，乙1.2万元。\n",
}


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_what_was_found_once_is_mended(text: str) -> None:
    assert process(text.encode(), "a.txt", load_rules()) == "checked"
