"""A process that takes too long ends, and says why, whatever it is doing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.corpus.time_limit import ended_one

_START = """
import re, sys, time
from pathlib import Path
from kg.corpus.time_limit import TimeLimit

limit = TimeLimit(Path(sys.argv[1]))
with limit.holds(5, 50):
    pass
with limit.holds({seconds}, {clock}):
    {does}
time.sleep(0.5)
print("done")
"""


@pytest.mark.parametrize(
    ("does", "seconds", "clock"),
    [('re.search("(a+)+!", "a" * 60)', 0.2, 600), ("time.sleep(1000)", 600, 0.2)],
    ids=["a regular expression", "a wait"],
)
def test_it_ends(does: str, seconds: float, clock: float, tmp_path: Path) -> None:
    ended = _run(tmp_path, does=does, seconds=seconds, clock=clock)
    assert ended.returncode in (-signal.SIGPROF, 1)
    assert b"done" not in ended.stdout
    assert ended_one(tmp_path)


def test_what_is_quick_goes_on(tmp_path: Path) -> None:
    assert _run(tmp_path, does="pass", seconds=0.2, clock=0.2).stdout == b"done\n"
    assert not ended_one(tmp_path)


def _run(notes: Path, **given: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", _START.format(**given), str(notes)]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, timeout=60)
