"""One writer of a corpus at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kg.errors import StoreError


class Busy(StoreError):
    """Another process writes to the corpus."""


@contextmanager
def only_writer(folder: Path, *, wait: bool, tell: Callable[[str], None]) -> Iterator[None]:
    """Hold the corpus; the system lets go of it when this process ends, however it ends. Busy if another process
    holds it, unless this is to `wait`, which `tell` then says."""
    lock = FileLock(folder / "lock")
    owner = folder / "lock.owner"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not wait:
            raise Busy(f"{folder}: {_owner(owner)} is building here; wait for it, or give --wait") from None
        tell(f"{folder}: waiting for {_owner(owner)}, which is building here")
        lock.acquire()
    try:
        owner.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        owner.unlink(missing_ok=True)
        lock.release()


def is_held(folder: Path) -> bool:
    """Whether a process writes to the corpus now."""
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def _owner(file: Path) -> str:
    try:
        return f"process {int(file.read_text(encoding='ascii'))}"
    except (OSError, ValueError):
        return "another process"
