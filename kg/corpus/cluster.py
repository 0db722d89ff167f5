"""Coding by a cluster: Ray Data maps batches over actors, each with a coder of its own.

This process reads and writes, so that records, manifest and shards are the same whoever codes. Batches go through a
queue to a reading task, for which one logical CPU is left, and from there to the actors, each of which takes one and
about 1 GB of memory: the models are in a worker process of its own (`kg.corpus.workers`), so an article that ends it
takes no actor along. An actor that is lost with its machine is started anew, and its batch is coded again; what is lost
with the reading task is handed to another one. A batch that took `TRIES` actors down is coded in ever smaller parts,
until the article that does it is alone: that one is set aside.

On every machine of the cluster kg is installed, in the version that is here. Nothing is asked of any other machine:
Ray's usage statistics and dashboard are off.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from typing import Any

import msgspec

from kg.corpus.cluster_actor import COLUMN, Actor, queued, signature_of
from kg.corpus.coding import Coding, Signed, failed
from kg.corpus.manifest import Coded
from kg.corpus.workers import Makes
from kg.errors import KgError, UsageError
from kg.model import Article

LOCAL = "local"
"""The address of a cluster that is started on this machine, and ends with this process."""
AHEAD = 3
"""Batches under way for each actor."""
TRIES = 3
_PATIENCE = 10.0
"""Seconds to reach a cluster."""
_STORE = 256_000_000
"""Bytes of memory that a cluster on this machine shares batches by."""

_decode = msgspec.msgpack.Decoder(list[Coded]).decode
_encode = msgspec.msgpack.Encoder().encode


@contextmanager
def cluster(makes: Makes, address: str, count: int | None, seconds: float) -> Iterator[Coding]:
    """Coding by `count` actors, as many as there are CPUs but one if it is None. An article may take so many seconds of
    processor time. UsageError if Ray is not installed, is not at `address`, or has too few CPUs; what `makes` raises is
    raised here."""
    with _connected(address, count) as ray:
        cpus = int(ray.cluster_resources().get("CPU", 0))
        actors = count or cpus - 1
        if not 0 < actors < cpus:
            raise UsageError(f"the cluster has {cpus} CPUs, so {cpus - 1} actors beside the reader; not {actors}")
        signature = _signature(ray, makes)
        running = _Cluster(ray, makes, actors, seconds, signature)
        yield Coding(signature, running.answers)


class _Cluster:
    def __init__(self, ray: Any, makes: Makes, actors: int, seconds: float, signature: Signed) -> None:
        self._ray = ray
        self._actor = (makes, seconds, signature.version)
        self._actors = actors
        self._signature = signature

    def answers(self, batches: Iterable[Sequence[Article]]) -> Iterator[list[Coded]]:
        """The answers in the order of the batches."""
        left = iter(batches)
        under_way: deque[Sequence[Article]] = deque()
        tried = 0
        while True:
            try:
                for answer in self._stream(left, under_way):
                    tried = 0
                    yield answer
                return
            except self._ray.exceptions.RayError as error:
                lost = error
            if under_way and self._of_an_actor(lost):
                suspects = list(under_way)
                under_way.clear()
                yield from self._in_parts(suspects, lost)
                continue
            tried += 1
            if tried == TRIES:
                raise _gone(lost)

    def _in_parts(self, batches: Sequence[Sequence[Article]], lost: BaseException) -> Iterator[list[Coded]]:
        """The answers to batches of which one was too much for `TRIES` actors. They are halved until the article that
        it was is alone."""
        half = len(batches) // 2
        (batch, *more) = batches
        if more:
            yield from self._once_more(batches[:half])
            yield from self._once_more(batches[half:])
        elif len(batch) > 1:
            yield [one for answer in self._once_more([[article] for article in batch]) for one in answer]
        elif self._of_an_actor(lost):
            why = f"{TRIES} actors of the cluster ended when they coded it: {_line(lost)}"
            yield [failed(self._signature, batch[0], why)]
        else:
            raise _gone(lost) from None

    def _once_more(self, batches: Sequence[Sequence[Article]]) -> Iterator[list[Coded]]:
        under_way = deque(batches)
        try:
            yield from self._stream(iter(()), under_way)
        except self._ray.exceptions.RayError as error:
            if not under_way:
                raise _gone(error) from None
            yield from self._in_parts(list(under_way), error)

    def _of_an_actor(self, lost: BaseException) -> bool:
        return isinstance(lost, (self._ray.exceptions.RayActorError, self._ray.exceptions.OutOfMemoryError))

    def _stream(self, left: Iterator[Sequence[Article]], under_way: deque[Sequence[Article]]) -> Iterator[list[Coded]]:
        """The answers to what is under way and is to be coded again, then to what is left. `under_way` has the batches
        without an answer, also when this ends by an error of Ray. KgError that an actor met."""
        import ray.data
        from ray.util.queue import Queue

        queue = Queue(actor_options={"num_cpus": 0})
        try:
            warnings.filterwarnings("ignore", module="ray", category=DeprecationWarning)
            warnings.filterwarnings("ignore", message=".*ray_remote_args.* is deprecated")
            dataset = ray.data.read_datasource(
                queued(queue), override_num_blocks=1, ray_remote_args={"num_cpus": 1, "max_retries": 0}
            ).map_batches(
                Actor,
                fn_constructor_args=self._actor,
                batch_size=1,
                batch_format="pyarrow",
                compute=ray.data.ActorPoolStrategy(size=self._actors),
                num_cpus=1,
                max_task_retries=TRIES - 1,
            )
            for batch in under_way:
                queue.put(_encode(batch))
            more = self._feed(queue, left, under_way)
            if not under_way:
                return
            found = dataset.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0)
            for table in found:
                for answer in table.column(COLUMN).to_pylist():
                    if answer["error"]:
                        raise KgError(answer["error"])
                    coded = _decode(answer["coded"])
                    under_way.popleft()
                    yield coded
                    more = more and self._feed(queue, left, under_way)
        finally:
            queue.shutdown(force=True)

    def _feed(self, queue: Any, left: Iterator[Sequence[Article]], under_way: deque[Sequence[Article]]) -> bool:
        """Hand on what is left until enough is under way; whether there may be more."""
        while len(under_way) < AHEAD * self._actors:
            batch = next(left, None)
            if batch is None:
                queue.put(None)
                return False
            under_way.append(batch)
            queue.put(_encode(batch))
        return True


@contextmanager
def _connected(address: str, count: int | None) -> Iterator[Any]:
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError:
        raise UsageError("--ray needs Ray, which is not installed: pip install 'kg[ray]'") from None
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR, "include_dashboard": False}
    before = os.environ.get("PYTHONPATH")
    try:
        if address == LOCAL:
            os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))  # its workers find what this one finds
            cpus = None if count is None else count + 1
            ray.init(LOCAL, num_cpus=cpus, object_store_memory=_STORE, _node_ip_address="127.0.0.1", **quiet)
        else:
            _reach(address)
            del quiet["include_dashboard"]  # that cluster has what it was started with
            ray.init(address=address, **quiet)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise UsageError(f"no Ray cluster at {address}: {_line(error)}") from None
    finally:
        if before is None:
            os.environ.pop("PYTHONPATH", None)
        else:
            os.environ["PYTHONPATH"] = before
    with redirect_stdout(sys.stderr):  # Ray prints what it lost there, some of it as it ends; standard output is kg's
        try:
            _settle_data()
            yield ray
        finally:
            ray.shutdown()


def _reach(address: str) -> None:
    """OSError where nobody listens: Ray would try for minutes, and then end the process."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()


_QUIET = {
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_DISABLE_IMPORT_WARNING": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
}


def _settle_data() -> None:
    """Answers come in order and one by one, and nothing but kg writes to the terminal."""
    import ray.data

    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = 1
    context.execution_options.preserve_order = True


def _signature(ray: Any, makes: Makes) -> Signed:
    """Of the coder that the cluster makes. KgError that it raises."""
    try:
        found: Signed = ray.get(ray.remote(num_cpus=1, max_retries=1)(signature_of).remote(makes))
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, KgError):
            raise error.cause from None
        raise KgError(f"the coder cannot be loaded on the cluster: {_line(error.cause)}") from None
    return found


def _gone(error: BaseException) -> KgError:
    return KgError(f"Ray: {_line(error)}; what was coded is kept, run again to go on")


def _line(error: BaseException) -> str:
    """The last line of what an error says, which in Ray is what went wrong."""
    said = str(error).strip().splitlines()
    return " ".join(said[-1].split()) if said else type(error).__name__
