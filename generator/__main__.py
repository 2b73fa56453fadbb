"""Writes a collection and its truth: `python -m generator DIR --departments 80 --projects 12 --years 2`."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, fields
from pathlib import Path

from generator import Plan, files

TRUTH = "truth.jsonl"


def main() -> None:
    """Writes the files below DIR/documents, and DIR/truth.jsonl with one defect in each line."""
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("directory", type=Path)
    for field in fields(Plan):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=int, default=field.default)
    given = vars(parser.parse_args())
    directory: Path = given.pop("directory")
    documents, defects = files(Plan(**given))
    for path, content in documents.items():
        where = directory / "documents" / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_bytes(content)
    lines = (json.dumps(asdict(defect), ensure_ascii=False) + "\n" for defect in defects)
    (directory / TRUTH).write_text("".join(lines), encoding="utf-8")
    print(f"{len(documents)} documents, {len(defects)} defects")


if __name__ == "__main__":
    main()
