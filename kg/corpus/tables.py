"""The tables of manifest.sqlite, and how the file is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError, UsageError

FORM = 3
"""Of the tables; kept in the file as its `user_version`."""
_UPGRADES = {2: "ALTER TABLE input ADD COLUMN columns TEXT NOT NULL DEFAULT ''"}
"""What makes the next form of an older one."""

_PATIENCE = 60.0
"""Seconds to wait for another process that writes."""

_TABLES = """
CREATE TABLE article (  -- everything that was ever read, by its id
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    digest TEXT NOT NULL DEFAULT '',   -- of the record: article, origin, and what coded it
    coder TEXT NOT NULL DEFAULT '',    -- the version that coded it
    input TEXT NOT NULL DEFAULT '',    -- the file or folder it was last read from
    events INTEGER NOT NULL DEFAULT 0,
    shard INTEGER,                     -- where its record is; null while it waits for a shard
    place INTEGER,                     -- row in the shard
    by TEXT NOT NULL DEFAULT ''        -- why it failed, who withdrew it and why, which article took its place
) WITHOUT ROWID;
CREATE INDEX article_state ON article (state, shard, place);
CREATE INDEX article_shard ON article (shard);
CREATE TABLE waiting (  -- records that are in no shard yet, each with its article
    id TEXT UNIQUE NOT NULL, record BLOB NOT NULL, article BLOB
);
CREATE TABLE shard (number INTEGER PRIMARY KEY, rows INTEGER NOT NULL, bytes INTEGER NOT NULL);
CREATE TABLE set_aside (  -- what could not be read or coded
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    line INTEGER,
    reason TEXT NOT NULL,
    input TEXT NOT NULL,
    run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX set_aside_input ON set_aside (input);
CREATE TABLE input (
    path TEXT PRIMARY KEY, published TEXT, articles INTEGER NOT NULL,
    columns TEXT NOT NULL DEFAULT ''   -- of tables, as the user named them
) WITHOUT ROWID;
CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    started REAL NOT NULL,
    touched REAL NOT NULL,
    ended REAL,
    phase TEXT NOT NULL,
    expected INTEGER,                  -- articles, as far as that could be told beforehand
    read INTEGER NOT NULL DEFAULT 0,
    coded INTEGER NOT NULL DEFAULT 0,
    set_aside INTEGER NOT NULL DEFAULT 0,
    coding_since REAL                  -- when its first article went to the coder
);
CREATE TABLE actor (  -- who the coded articles tell of, and who that is across articles
    article TEXT NOT NULL, actor TEXT NOT NULL, slug TEXT NOT NULL, block TEXT NOT NULL, told BLOB NOT NULL,
    canonical TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (article, actor)
) WITHOUT ROWID;
CREATE INDEX actor_block ON actor (block);
CREATE INDEX actor_actor ON actor (actor);
CREATE INDEX actor_slug ON actor (slug);
CREATE TABLE touched (block TEXT PRIMARY KEY) WITHOUT ROWID;  -- blocks that are to be resolved anew
CREATE TABLE resolved (  -- of each article in the graph
    article TEXT PRIMARY KEY,
    coded TEXT NOT NULL,               -- from which record its actors are
    told TEXT NOT NULL DEFAULT '',     -- its digest with resolved actors; empty if its events are to be told anew
    digest TEXT NOT NULL DEFAULT ''    -- of its rows in the graph; empty if it is to be worked out
) WITHOUT ROWID;
CREATE INDEX resolved_told ON resolved (told);
CREATE INDEX resolved_digest ON resolved (digest);
CREATE TABLE fingerprint (  -- of the text of each article that was coded, and what it is among the others
    article TEXT PRIMARY KEY, told BLOB NOT NULL, outlet TEXT NOT NULL,
    placed INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL DEFAULT '',   -- the article that its text goes back to; empty while it does not count
    newer TEXT,                        -- the update that stands in its place
    counts TEXT NOT NULL DEFAULT '',   -- the source that its text counts for
    why TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE INDEX fingerprint_unplaced ON fingerprint (article) WHERE placed = 0;
CREATE INDEX fingerprint_origin ON fingerprint (origin);
CREATE TABLE copy_key (
    key TEXT NOT NULL, published TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (key, published, article)
) WITHOUT ROWID;
CREATE INDEX copy_key_article ON copy_key (article);
CREATE TABLE mention (  -- events as articles tell them, with actors across articles
    number INTEGER PRIMARY KEY, article TEXT NOT NULL, event TEXT NOT NULL, outlet TEXT, published TEXT,
    told BLOB NOT NULL,                -- what it is compared by
    telling BLOB NOT NULL,             -- all of it
    linked INTEGER NOT NULL DEFAULT 0, -- whether what it is like is in `alike`
    key TEXT NOT NULL DEFAULT '',      -- its event across articles; empty where nothing else tells of it
    whole TEXT NOT NULL DEFAULT '',    -- digest of its event across articles
    UNIQUE (article, event)
);
CREATE INDEX mention_event ON mention (event);
CREATE INDEX mention_key ON mention (key) WHERE key != '';
CREATE INDEX mention_unlinked ON mention (number) WHERE linked = 0;
CREATE TABLE mention_block (block TEXT NOT NULL, mention INTEGER NOT NULL, PRIMARY KEY (block, mention)) WITHOUT ROWID;
CREATE INDEX mention_block_mention ON mention_block (mention);
CREATE TABLE alike (  -- mentions that may be of one event, both ways
    one INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE loose (mention INTEGER PRIMARY KEY);  -- those whose event is to be settled anew
CREATE TABLE event (key TEXT PRIMARY KEY, told BLOB NOT NULL) WITHOUT ROWID;  -- events of several mentions
CREATE TABLE question (  -- actors that may be one: an analyst is asked; `weight`: what an answer changes
    block TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, weight REAL NOT NULL, told TEXT NOT NULL,
    PRIMARY KEY (block, one, other)
) WITHOUT ROWID;
CREATE INDEX question_weight ON question (weight);
CREATE TABLE doubtful (  -- mentions that may be of one event, but for an analyst to say so
    one INTEGER NOT NULL, other INTEGER NOT NULL, points REAL NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX doubtful_other ON doubtful (other);
CREATE INDEX doubtful_points ON doubtful (points);
CREATE TABLE unsure (mention INTEGER PRIMARY KEY, confidence REAL NOT NULL);  -- of low confidence
CREATE INDEX unsure_confidence ON unsure (confidence);
CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE store (address TEXT PRIMARY KEY, version TEXT NOT NULL, loaded REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE loaded (  -- which record of an article a store holds
    store TEXT NOT NULL, article TEXT NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (store, article)
) WITHOUT ROWID;
"""


def connect(path: Path) -> sqlite3.Connection:
    """The database, with its tables, in a journal mode in which readers and the one writer do not wait for each other
    and what is committed is on the disk. UsageError for a file that is none, or of another version of kg."""
    try:
        database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        form = _form(database)
        if form == 0:
            _create(database)
        elif form in _UPGRADES:
            _upgrade(database)
        elif form != FORM:
            raise UsageError(f"{path}: was made by another version of kg (form {form}, here {FORM}); name a new corpus")
    except sqlite3.DatabaseError as error:
        raise _failure(path, error) from error
    return database


@contextmanager
def transaction(database: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All that is written inside, or nothing. KgError if the disk is full."""
    try:
        database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if database.in_transaction:  # a full disk has ended it already
                database.execute("ROLLBACK")
            raise
        database.execute("COMMIT")
    except sqlite3.Error as error:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise _failure(path, error) from error


def _create(database: sqlite3.Connection) -> None:
    """Another process may be about to do the same."""
    with _at_once(database):
        if _form(database) == 0:
            for statement in _statements():
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {FORM}")


def _upgrade(database: sqlite3.Connection) -> None:
    with _at_once(database):
        while (form := _form(database)) in _UPGRADES:
            database.execute(_UPGRADES[form])
            database.execute(f"PRAGMA user_version = {form + 1}")


def _form(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _at_once(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _statements() -> Iterator[str]:
    statement = ""
    for line in _TABLES.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _failure(path: Path, error: sqlite3.Error) -> KgError:
    if isinstance(error, sqlite3.OperationalError):
        return KgError(f"cannot write {path}: {error}; what was done before is kept, run again to go on")
    return UsageError(f"{path}: is no manifest of kg or is damaged ({error}); move its folder away and build anew")
