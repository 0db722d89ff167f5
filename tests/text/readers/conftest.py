"""The makers of files of bench/hostile_files.py, for the tests of readers."""

from __future__ import annotations

import sys

from shared import PROJECT

sys.path.append(str(PROJECT / "bench"))
