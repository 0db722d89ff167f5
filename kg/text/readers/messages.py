"""What goes between kg and the process that reads for it: records in MessagePack, each after its length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Literal

import msgspec
from msgspec import Struct

JobKind = Literal["html", "feed", "mail", "pdf", "parquet"]


class Setting(Struct, frozen=True, tag=True):
    """The first message to the process: seconds an article, bytes of memory."""

    seconds: float
    memory: int


class Job(Struct, frozen=True, tag=True):
    """Something to read: its bytes, or the path of a file. `url` is where it was found, if that is known."""

    kind: JobKind
    raw: bytes = b""
    path: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = {}


class Extracted(Struct, frozen=True, tag=True, kw_only=True):
    """An article as read. `line` counts the entries of a feed and the rows of a table."""

    text: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    line: int | None = None
    warning: str | None = None


class Refused(Struct, frozen=True, tag=True):
    """Something that is no article, and why."""

    reason: str
    line: int | None = None
    warning: bool = False


class Done(Struct, frozen=True, tag=True):
    """The end of a job."""


Answer = Extracted | Refused | Done


def send(stream: IO[bytes], message: Setting | Job | Answer) -> None:
    """Write one message."""
    raw = msgspec.msgpack.encode(message)
    stream.write(len(raw).to_bytes(8, "big"))
    stream.write(raw)
    stream.flush()


def frames(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of a stream until it ends."""
    while len(head := stream.read(8)) == 8:
        raw = stream.read(int.from_bytes(head, "big"))
        yield raw
