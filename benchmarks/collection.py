"""All about many documents in one run: `python -m benchmarks.collection`, a quarter of an hour on two processors.

Goals that are alike (benchmarks.goals), rows beside tools that check tables (benchmarks.quality), then documents
(benchmarks.documents); each can be run by itself, with options for its sizes. Every line tells the load of the machine:
with other work on it the clock says little, and the processor time more.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys

PARTS = ("goals", "quality", "documents")


def main() -> int:
    """Runs the parts; returns 1 where one of them failed."""
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}", flush=True)
    return max(subprocess.call([sys.executable, "-m", f"benchmarks.{part}"]) and 1 for part in PARTS)


if __name__ == "__main__":
    sys.exit(main())
