"""The process at the other end of `process.py`: reads one job after the other, and has no way to the network."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from kg.errors import InputError
from kg.text.readers.messages import Answer, Done, Extracted, Job, JobKind, Refused, Setting, frames, send
from kg.text.readers.words import short

_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "http.", "ftplib."
)  # fmt: skip
_ONLY_TOLD = frozenset({"socket.__new__", "socket.gethostname"})

Reads = Callable[[Job], Iterator[Extracted | Refused]]


def main() -> None:
    """Answer jobs from standard input on standard output until it ends."""
    into = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    messages = frames(sys.stdin.buffer)
    try:
        setting = msgspec.msgpack.decode(next(messages), type=Setting)
    except StopIteration:
        return
    _limit_memory(setting.memory)
    sys.addaudithook(_forbid)
    for raw in messages:
        job = msgspec.msgpack.decode(raw, type=Job)
        reads = _reader(job.kind)
        for answer in _timed(_answers(job, reads), setting.seconds):
            send(into, answer)
        send(into, Done())
        if len(raw) > 1_000_000:
            gc.collect()


def _answers(job: Job, reads: Reads) -> Iterator[Answer]:
    try:
        yield from reads(job)
    except InputError as error:
        yield Refused(str(error))
    except MemoryError:
        yield Refused("takes more memory than a reader is given")
    except RecursionError:
        yield Refused("nested too deeply to be read")
    except Exception as error:  # whatever a hostile file makes a parser raise
        yield Refused(short(f"cannot be read: {type(error).__name__}: {error}", 120))


def _reader(kind: JobKind) -> Reads:
    """Imports what jobs of this kind need, and no more."""
    match kind:
        case "html":
            from kg.text.readers.html import read_page

            return lambda job: iter((read_page(job.raw, job.url),))
        case "feed":
            from kg.text.readers.feeds import read_feed

            return lambda job: read_feed(job.raw)
        case "mail":
            from kg.text.readers.mail import read_mail

            return lambda job: iter((read_mail(job.raw),))
        case "pdf":
            from kg.text.readers.pdf import read_pdf

            return lambda job: iter((read_pdf(job.raw),))
        case "parquet":
            from kg.text.readers.parquet import read_parquet

            return lambda job: read_parquet(job.path, job.raw, job.columns)


def _timed(answers: Iterator[Answer], seconds: float) -> Iterator[Answer]:
    """The kernel ends this process if an answer takes more processor time than its limit, whatever it is doing; time
    to hand the answer over does not count. Where there is no such timer, the process that asks looks at the clock."""
    timer = getattr(signal, "setitimer", None)
    while True:
        if timer is not None:
            timer(signal.ITIMER_PROF, seconds)
        answer = next(answers, None)
        if timer is not None:
            timer(signal.ITIMER_PROF, 0)
        if answer is None:
            return
        yield answer


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _forbid(event: str, _: tuple[Any, ...]) -> None:
    """No article makes kg ask another machine for something, nor start a program."""
    if event.startswith(_FORBIDDEN) and event not in _ONLY_TOLD:
        raise PermissionError(f"a reader may not do this: {event}")
