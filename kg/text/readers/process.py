"""A process that reads what can hang or crash a library: pages, feeds, messages, PDF, Parquet.

A time limit inside a process does not hold: a regular expression or a parser written in C does not look at signals or
threads until it is done. So these run in a process of their own, one for a whole run. The kernel ends it when an
article takes more processor time than it may (a machine that is busy with other things costs no article), this one ends
it when several times as much has gone by on the clock, and it is started anew for the next. Handing a page over and its
text back costs a few tenths of a millisecond, a new process about half a second.
"""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO

import msgspec

from kg.errors import InputError
from kg.text.readers.limits import Limits
from kg.text.readers.messages import Answer, Done, Extracted, Job, Refused, Setting, frames, send

_AHEAD = 32
"""Answers that wait to be taken; beyond that the process waits, so that memory does not grow with a file."""
_PATIENCE = 6
"""Seconds on the clock for each second of processor time that an article may take."""
_LOADING = 30
"""Seconds on the clock for a new process to load its libraries."""
_START = "from kg.text.readers.worker import main; main()"


class ReaderProcess:
    """Started when it is first asked; `close` it in the end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[Answer | None] = queue.Queue()

    def ask(self, job: Job) -> Iterator[Extracted | Refused]:
        """What the process reads. InputError if it took too long or crashed on this job."""
        process = self._begin(job)
        done = False
        try:
            while True:
                try:
                    answer = self._answers.get(timeout=_PATIENCE * self._limits.seconds + _LOADING)
                except queue.Empty:
                    raise InputError(_too_long(self._limits)) from None
                if answer is None:
                    raise InputError(_how_it_ended(process, self._limits))
                if isinstance(answer, Done):
                    done = True
                    return
                yield answer
        finally:
            if not done:
                self._end()

    def close(self) -> None:
        """End the process."""
        self._end()

    def _begin(self, job: Job) -> subprocess.Popen[bytes]:
        for fresh in (False, True):
            process = self._start() if fresh or self._running is None else self._running
            assert process.stdin is not None
            try:
                send(process.stdin, job)
                return process
            except OSError:  # it died since, of something that is nobody's fault
                self._end()
        raise InputError("the process that reads it cannot be started")

    def _start(self) -> subprocess.Popen[bytes]:
        self._end()
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            process_group=0 if os.name == "posix" else None,  # Ctrl-C is for the process that people see
        )
        self._running = process
        self._answers = queue.Queue(_AHEAD)
        assert process.stdin is not None
        assert process.stdout is not None
        threading.Thread(target=_receive, args=(process.stdout, self._answers), daemon=True).start()
        send(process.stdin, Setting(seconds=self._limits.seconds, memory=self._limits.memory))
        return process

    def _end(self) -> None:
        process, self._running = self._running, None
        if process is None:
            return
        process.kill()
        while True:  # the thread may wait to hand over an answer
            try:
                if self._answers.get(timeout=5) is None:
                    break
            except queue.Empty:
                break
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


def _receive(stream: IO[bytes], answers: queue.Queue[Answer | None]) -> None:
    try:
        for raw in frames(stream):
            answers.put(msgspec.msgpack.decode(raw, type=Answer))
    except (OSError, ValueError, msgspec.MsgspecError):
        pass
    answers.put(None)


def _too_long(limits: Limits) -> str:
    return f"took longer than {limits.seconds:g} seconds to read"


def _how_it_ended(process: subprocess.Popen[bytes], limits: Limits) -> str:
    try:
        code = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "the process that read it broke off"
    if code == -getattr(signal, "SIGPROF", 0):
        return _too_long(limits)
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"the process that read it crashed ({how})"
