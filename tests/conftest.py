"""Tests keep nothing in the user's own cache directory, and none fails for being slow."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

CACHE = tempfile.mkdtemp(prefix="auditor-tests-")
os.environ["AUDITOR_CACHE"] = CACHE
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
