"""What runs on the machines of a cluster: the actor that codes batches, and the task that reads them from a queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pyarrow as pa

from kg.corpus.coding import Signed
from kg.corpus.workers import Makes, Pool
from kg.errors import KgError
from kg.model import Article

COLUMN = "batch"

_decode = msgspec.msgpack.Decoder(list[Article]).decode
_encode = msgspec.msgpack.Encoder().encode
_ANSWER = pa.struct([("coded", pa.binary()), ("error", pa.string())])


class Actor:
    """Codes by a worker process of its own. Tables have one column, with batches, and then with what coding gave."""

    def __init__(self, makes: Makes, seconds: float, version: str) -> None:
        """`version` is that of the coder of whoever asks."""
        self._notes = TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True)
        self._pool = Pool(makes, 1, seconds, Path(self._notes.name))
        self._version = version

    def __call__(self, table: pa.Table) -> pa.Table:
        answers = [self._answer(batch) for batch in table.column(COLUMN).to_pylist()]
        return pa.table({COLUMN: pa.array(answers, _ANSWER)})

    def _answer(self, batch: bytes) -> dict[str, Any]:
        try:
            if (version := self._pool.signature().version) != self._version:
                raise KgError(f"the cluster has different versions of kg: {version}, {self._version}")
            (coded,) = self._pool.answers([_decode(batch)])
        except KgError as error:
            return {"coded": None, "error": str(error)}
        return {"coded": _encode(coded), "error": ""}


def signature_of(makes: Makes) -> Signed:
    """Of a coder. Raises what making it raises."""
    return makes().signature


def queued(queue: Any) -> Any:
    """A source of Ray Data: a row for each batch that is put into a queue of Ray, until None is."""
    from ray.data import Datasource
    from ray.data.block import BlockMetadata
    from ray.data.datasource import ReadTask

    class Queued(Datasource):  # type: ignore[misc]
        def estimate_inmemory_data_size(self) -> int | None:
            return None

        def get_read_tasks(self, *_: object, **__: object) -> list[ReadTask]:
            unknown = BlockMetadata(num_rows=None, size_bytes=None, exec_stats=None, input_files=None)
            return [ReadTask(_reading(queue), unknown)]

        def get_name(self) -> str:
            return "articles"

    return Queued()


def _reading(queue: Any) -> Callable[[], Iterator[pa.Table]]:
    def read() -> Iterator[pa.Table]:
        while (batch := queue.get()) is not None:
            yield pa.table({COLUMN: pa.array([batch], pa.binary())})

    return read
