"""Tests keep nothing in the user's own cache directory."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

CACHE = tempfile.mkdtemp(prefix="auditor-tests-")
os.environ["AUDITOR_CACHE"] = CACHE
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)
