"""How much may come out of an archive, whatever is nested in it, and streams that keep to it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from kg.errors import InputError


@dataclass
class Budget:
    """Bytes that may come out of one archive on disk, all its members and what is nested in them together."""

    allowed: int = 0
    spent: int = 0

    def spend(self, count: int) -> None:
        """InputError if that is more than an archive of articles would make."""
        self.spent += count
        if self.spent > self.allowed:
            raise InputError(
                f"expands to more than {self.spent // 1_000_000 or 1} MB, far more than articles do (an archive bomb?)"
            )


class _Reads(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Counted(io.RawIOBase):
    """A stream whose bytes are spent from a budget; its compressed bytes may add to the budget as they are read."""

    def __init__(self, stream: _Reads, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        self._budget.spend(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)


class Earning(io.RawIOBase):
    """A compressed stream, each byte of which allows `ratio` bytes to come out of it."""

    def __init__(self, stream: _Reads, budget: Budget, ratio: int) -> None:
        self._stream = stream
        self._budget = budget
        self._ratio = ratio

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        self._budget.allowed += self._ratio * len(chunk)
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _Prefixed(io.RawIOBase):
    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            chunk, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            read = getattr(self._stream, "read1", self._stream.read)
            chunk = read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def peekable(stream: BinaryIO, size: int = 1 << 16) -> BinaryIO:
    """The stream with a first part that can be looked at, without waiting for more than what is there."""
    read = getattr(stream, "read1", stream.read)
    return cast(BinaryIO, io.BufferedReader(_Prefixed(read(size), stream), size))


def counted(stream: _Reads, budget: Budget) -> BinaryIO:
    """The stream, buffered, with its bytes spent from the budget."""
    return cast(BinaryIO, io.BufferedReader(Counted(stream, budget), 1 << 16))


def read_within(stream: BinaryIO, most: int, what: str = "hardly one article") -> bytes:
    """All of the stream. InputError if it is more than `most` bytes."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(min(1 << 20, most + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise InputError(f"larger than {most / 1_000_000:g} MB, so {what}")
    return b"".join(pieces)
