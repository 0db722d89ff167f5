"""A corpus into a store: what changed since the store was left, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.corpus.corpus import Corpus
from kg.corpus.holdings import store_key
from kg.corpus.resolving import resolved_rows
from kg.graph import schema
from kg.graph.rollups import FORM
from kg.graph.rows import ArticleRows
from kg.graph.store import LoadSummary, Store

_GRAPH = "MATCH (g:Graph) RETURN g.version AS version, g.rollups AS rollups"
_ARTICLES = """
MATCH (a:Article) WHERE a.id > $after RETURN a.id AS id, a.digest AS digest ORDER BY id LIMIT $limit
"""
_PAGE = 50_000


class Loaded(NamedTuple):
    """What a store got, in articles."""

    loaded: int
    replaced: int
    unchanged: int
    withdrawn: int


def bring_up(corpus: Corpus, store: Store, step: Callable[[], None]) -> Loaded:
    """Make the graph in a store that of the corpus, whose actors and events are resolved; `step` is called for each
    article that is written.

    What the store holds is taken from the manifest where the store is in the version noted there, else the store is
    asked. Articles that are in no corpus (`kg load` brought them) stay. StoreError if the store cannot be written; what
    was written stays, and the next call goes on.
    """
    key = store_key(store.address)
    version = _version(store)
    known = corpus.holdings.version(key) == version != ""
    if not known:
        _take_stock(corpus, store, key)
    gone = corpus.holdings.to_take_away(key, known=known)
    withdrawn = store.withdraw(gone)
    digests: dict[str, str] = {}

    def load(ids: Sequence[str], *, whole: bool = True) -> LoadSummary:
        """A graph that is not `whole` gets its roll-ups though nothing else is to be loaded."""
        if whole and not ids:
            return LoadSummary(0, 0, 0)
        return store.load(_noted(resolved_rows(corpus, ids), digests, step))

    done = load(corpus.holdings.to_load(key), whole=version != "")
    load([article for article in store.unread() if _is_coded(corpus, article)])
    store.keep_set_aside([{name: getattr(one, name) for name in schema.SET_ASIDE} for one in corpus.asides.all()])
    with corpus.manifest.writing():
        corpus.holdings.note(key, _version(store), digests.items(), gone)
    articles, _ = corpus.manifest.totals()
    return Loaded(done.loaded, done.replaced, articles - done.loaded - done.replaced, withdrawn)


def _take_stock(corpus: Corpus, store: Store, key: str) -> None:
    """Note the articles that a store holds, with their digests: it was filled by an import, or something was done to it
    that is not noted. The version is not noted, so a run that is stopped asks again."""
    with corpus.manifest.writing():
        corpus.holdings.forget(key)
    after = ""
    while found := store.read(_ARTICLES, {"after": after, "limit": _PAGE}).rows:
        with corpus.manifest.writing():
            corpus.holdings.note_held(key, ((str(article), str(digest)) for article, digest in found))
        after = str(found[-1][0])


def _noted(
    articles: Iterable[tuple[str, ArticleRows]], digests: dict[str, str], step: Callable[[], None]
) -> Iterator[ArticleRows]:
    for article, rows in articles:
        yield rows
        digests[article] = rows.digest
        step()


def _is_coded(corpus: Corpus, article: str) -> bool:
    known = corpus.manifest.known(article)
    return known is not None and known.state == "coded"


def _version(store: Store) -> str:
    """The version of a graph whose load came to its end; empty where there is none, or it was stopped."""
    found = store.read(_GRAPH, {}).rows
    return str(found[0][0]) if found and found[0][1] == FORM else ""
