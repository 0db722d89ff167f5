"""The commands that make a corpus and its graph: `kg build`, `kg withdraw`."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import cli_coding
from kg.cli_coding import Json, Published, Where, publication_day
from kg.cli_errors import exits_cleanly, say
from kg.cli_inputs import ARTICLES, Bounds, Columns
from kg.cli_progress import Tally, ticking
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.corpus.build import Input
    from kg.corpus.coding import Coding
    from kg.corpus.corpus import Corpus
    from kg.graph.store import Store
    from kg.model import Article, Problem

BUILD_EPILOG = (
    "Example: kg build articles/ more.jsonl --store kg.db; then kg build --retry for what was set aside, or kg build "
    "alone to read everything again"
)
WITHDRAW_EPILOG = "Example: kg withdraw wire-17 'blog/*' --why 'retracted by its publisher'"

Folder = Annotated[
    Path | None,
    typer.Option(
        "--corpus",
        metavar="DIR",
        help="The folder with the manifest and the records that the graph is made of.",
        show_default="$KG_CORPUS, or beside the store: kg.corpus",
    ),
]
Wait = Annotated[bool, typer.Option("--wait", help="Wait while another process builds in this corpus.")]


@exits_cleanly
def build(
    articles: Annotated[
        list[Path] | None,
        typer.Argument(help=ARTICLES, show_default="all that was read before"),
    ] = None,
    store: Where = None,
    corpus: Folder = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=256,
            envvar="KG_WORKERS",
            show_envvar=False,
            show_default="$KG_WORKERS, else 1",
            help="Processes that code; each takes about 0.8 GB of memory. 0: the one that reads codes too, and nothing "
            "limits how long it codes an article. With --ray: actors of the cluster, else as many as it has CPUs but "
            "one.",
        ),
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Code on a Ray cluster: head:6379, ray://head:10001, or local for one on this machine. Each actor "
            "takes a CPU and about 1 GB of memory, the reader a CPU; kg is installed on each machine. "
            "Needs the extra `ray`.",
        ),
    ] = None,
    retry: Annotated[
        bool,
        typer.Option("--retry", help="Read again the inputs of which something was set aside, and code what failed."),
    ] = False,
    no_load: Annotated[
        bool,
        typer.Option(
            "--no-load", help="Leave the store alone: for a large first build, as kg export neo4j-admin --help has it."
        ),
    ] = False,
    wait: Wait = False,
    published: Published = None,
    columns: Columns = None,
    limits: Bounds = None,
    as_json: Json = False,
) -> None:
    """Articles to events to graph. Run it again to go on after a stop: what is coded is not coded again, what is loaded
    not loaded again. Without articles, what another version of kg coded is coded anew, also where its input is gone.
    Ctrl-C keeps what was coded; kg status says where a build stands."""
    from kg.corpus.build import Told, code_missing
    from kg.corpus.expected import expected
    from kg.graph.store import open_store
    from kg.settings import corpus_beside, default_store
    from kg.text.readers import Limits, read_articles
    from kg.text.readers.columns import parse_columns

    def reads(paths: Iterable[Path], published: str | None, columns: str) -> Iterator[Article | Problem]:
        return read_articles(paths, published, columns=parse_columns(columns), limits=chosen)

    address = store or default_store()
    day, chosen = publication_day(published), Limits.of(limits)
    if columns is not None:
        parse_columns(columns)
    tally = Tally()
    with _written(corpus or corpus_beside(address), wait) as opened:
        inputs = _inputs(opened, articles or [], day, columns, retry)
        with nullcontext() if no_load else open_store(address, create=True) as graph:
            if graph is not None:
                graph.prepare()
            total = expected(one.path for one in inputs)
            with _coding(workers, ray, chosen.seconds) as coding, ticking("articles read", total) as ticker:
                told = Told(tally.tell, ticker.step)
                anew = not articles and not retry
                tally.articles, tally.coded = code_missing(opened, inputs, coding, reads, told, retry=retry, anew=anew)
            _load(opened, graph, tally)
            place = graph.address if graph is not None else None
    if place is None:
        tally.summary(as_json, f"built {corpus or corpus_beside(address)}")
        raise typer.Exit(tally.exit_code)
    tally.summary(as_json, f"built {place}")
    if not as_json and tally.events:
        say(f"see what is there: kg report list; kg report run meetings --store {place}")
    if not as_json and tally.set_aside:
        say(f"what was set aside, and why: kg report run set-aside --store {place}")
    raise typer.Exit(tally.exit_code)


@exits_cleanly
def withdraw(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of articles; * and ? stand for any part.")],
    store: Where = None,
    corpus: Folder = None,
    why: Annotated[str, typer.Option(help="The reason, which is kept.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Put withdrawn articles back.")] = False,
    wait: Wait = False,
    as_json: Json = False,
) -> None:
    """Take articles back, and with them what they alone support; an event that others tell too stays. They stay away
    when they are read again. Their records are kept, for --undo."""
    from kg.graph.store import open_store
    from kg.settings import corpus_beside, default_store

    address = store or default_store()
    tally = Tally()
    with _written(corpus or corpus_beside(address), wait, there=True) as opened:
        chosen = _chosen(opened, ids, undo)
        by = "" if undo else f"{_user()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {why or 'no reason given'}"
        with opened.manifest.writing():
            opened.manifest.change_state(chosen, "coded" if undo else "withdrawn", by)
        with open_store(address, create=True) as graph:
            _load(opened, graph, tally)
            place = graph.address
    done = {"put_back" if undo else "withdrawn": len(chosen)}
    tally.more = done | {name: tally.more[name] for name in ("loaded", "replaced")}
    tally.summary(as_json, f"{place}", "events")


def _chosen(corpus: Corpus, ids: list[str], undo: bool) -> list[str]:
    """The articles that ids and patterns name. UsageError for one that names none."""
    chosen: set[str] = set()
    for pattern in ids:
        found = corpus.manifest.matching(pattern, ("withdrawn",) if undo else ("coded", "superseded", "withdrawn"))
        if not found:
            what = "withdrawn article" if undo else "coded article"
            raise UsageError(f"there is no {what} {pattern!r} in {corpus.folder}; nothing was changed")
        chosen.update(found)
    return sorted(chosen)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a name, as in some containers
        return "unknown"


@contextmanager
def _written(folder: Path, wait: bool, *, there: bool = False) -> Iterator[Corpus]:
    from kg.corpus.corpus import is_corpus, writing

    if there and not is_corpus(folder):
        raise UsageError(f"there is no corpus at {folder}; name its folder by --corpus, or run kg build first")
    with writing(folder, wait=wait, tell=say) as corpus:
        yield corpus


def _inputs(corpus: Corpus, given: list[Path], published: str | None, columns: str | None, retry: bool) -> list[Input]:
    """What is to be read: what is given, and before that, to try again, what was read earlier. Where no columns are
    given, those of before."""
    from kg.corpus.asides import input_key
    from kg.corpus.build import Input

    known = corpus.asides.columns_of
    named = [Input(path, published, known(input_key(path)) if columns is None else columns) for path in given]
    if given and not retry:
        return named
    keys = {one.key for one in named}
    earlier = corpus.asides.inputs(with_problems=retry)
    before = [
        Input(Path(path), day, used if columns is None else columns) for path, day, used in earlier if path not in keys
    ]
    gone = [one for one in before if not one.path.exists()]
    for one in gone:
        say(f"{one.path} is not there any more; what was read of it stays as the corpus has it")
    if not named and not before and not retry:
        raise UsageError("nothing was read yet: name articles, as in kg build articles/ --store kg.db")
    return [*(one for one in before if one not in gone), *named]


@contextmanager
def _coding(workers: int | None, ray: str | None, seconds: float) -> Iterator[Coding]:
    if ray is not None:
        from kg.corpus.cluster import cluster

        with cluster(cli_coding._coder, ray, workers or None, seconds) as coding:
            yield coding
        return
    if workers == 0:
        from kg.corpus.coding import here

        yield here(cli_coding._coder())
        return
    from kg.corpus.workers import workers as started

    with started(cli_coding._coder, workers or 1, seconds) as coding:
        yield coding


def _load(corpus: Corpus, graph: Store | None, tally: Tally) -> None:
    """Copies, actors and events in step, and the store too, if there is one."""
    from kg.corpus.into_store import bring_up
    from kg.corpus.resolving import resolve

    resolve(corpus, tally.tell)
    _, tally.events = corpus.manifest.totals()
    if graph is not None:
        with ticking("articles loaded") as ticker:
            done = bring_up(corpus, graph, ticker.step)
        tally.more = {"loaded": done.loaded, "replaced": done.replaced, "unchanged": done.unchanged}
    corpus.end_run()
