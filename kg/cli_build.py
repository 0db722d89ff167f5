"""The commands that make a corpus and its graph: `kg build`, `kg withdraw`."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import cli_coding
from kg.cli_coding import Json, Published, Where, publication_day
from kg.cli_errors import exits_cleanly, say
from kg.cli_inputs import ARTICLES, Bounds, Columns, reader
from kg.cli_progress import Tally, ticking
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.corpus.build import Input
    from kg.corpus.coding import Coding
    from kg.corpus.corpus import Corpus
    from kg.graph.store import Store

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
        int, typer.Option(min=1, max=256, help="Processes that code; each takes about 0.8 GB of memory.")
    ] = 1,
    retry: Annotated[
        bool,
        typer.Option("--retry", help="Read again the inputs of which something was set aside, and code what failed."),
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

    address = store or default_store()
    day, reads = publication_day(published), reader(columns, limits)
    tally = Tally()
    with _written(corpus or corpus_beside(address), wait) as opened:
        inputs = _inputs(opened, articles or [], day, retry)
        with open_store(address, create=True) as graph:
            graph.prepare()
            with _coding(workers) as coding, ticking("articles read", expected(one.path for one in inputs)) as ticker:
                told = Told(tally.tell, ticker.step)
                anew = not articles and not retry
                tally.articles, tally.coded = code_missing(opened, inputs, coding, reads, told, retry=retry, anew=anew)
            _load(opened, graph, tally)
            place = graph.address
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


def _inputs(corpus: Corpus, given: list[Path], published: str | None, retry: bool) -> list[Input]:
    """What is to be read: what is given, and before that, to try again, what was read earlier."""
    from kg.corpus.build import Input

    named = [Input(path, published) for path in given]
    if given and not retry:
        return named
    keys = {one.key for one in named}
    before = [Input(Path(path), day) for path, day in corpus.asides.inputs(with_problems=retry) if path not in keys]
    gone = [one for one in before if not one.path.exists()]
    for one in gone:
        say(f"{one.path} is not there any more; what was read of it stays as the corpus has it")
    if not named and not before and not retry:
        raise UsageError("nothing was read yet: name articles, as in kg build articles/ --store kg.db")
    return [*(one for one in before if one not in gone), *named]


@contextmanager
def _coding(workers: int) -> Iterator[Coding]:
    if workers == 1:
        from kg.corpus.coding import here

        yield here(cli_coding._coder())
        return
    from kg.corpus.workers import workers as started

    with started(cli_coding._coder, workers) as coding:
        yield coding


def _load(corpus: Corpus, graph: Store, tally: Tally) -> None:
    from kg.corpus.into_store import bring_up
    from kg.corpus.resolving import resolve

    resolve(corpus, tally.tell)
    with ticking("articles loaded") as ticker:
        done = bring_up(corpus, graph, ticker.step)
    _, tally.events = corpus.manifest.totals()
    tally.more = {"loaded": done.loaded, "replaced": done.replaced, "unchanged": done.unchanged}
    corpus.end_run()
