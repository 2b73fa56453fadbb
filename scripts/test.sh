#!/bin/sh
# Sets up a virtual environment in .venv and passes every check of the project: lint, types, tests.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
.venv/bin/ruff check .
.venv/bin/mypy
.venv/bin/pytest
