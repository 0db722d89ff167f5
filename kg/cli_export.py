"""The commands `kg export …`: a graph as files for other programs."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_errors import exits_cleanly
from kg.cli_export_run import export, import_files, modalities, print_columns, rows_into
from kg.cli_progress import Tally, ticking
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.export.reading import Reader

app = typer.Typer(
    no_args_is_help=True,
    help="A graph as files for other programs. A file is there whole or not at all, also after Ctrl-C.",
    epilog="Example: kg export graphml -o kg.graphml --store kg.db; back into a graph: kg export jsonl, kg load",
)

Where = Annotated[
    str | None,
    typer.Option("--store", help="A path, or neo4j://host:7687/database.", show_default="$KG_STORE or kg.db"),
]
File = Annotated[Path, typer.Option("-o", "--output", help="The file; - is standard output.")]
Folder = Annotated[Path, typer.Option("-o", "--output", help="The folder; files of the same names are replaced.")]
Json = Annotated[bool, typer.Option("--json", help="The summary as JSON on standard output.")]
Modalities = Annotated[
    list[str] | None,
    typer.Option(
        "--modality",
        help="Events of which modality: asserted, planned, hypothetical, denied, alleged, or all; repeatable.",
        show_default="asserted",
    ),
]
Columns = Annotated[bool, typer.Option("--columns", help="Print the columns and what is in each, and end.")]


@app.command(
    epilog="Example: kg export graphml -o kg.graphml; for a picture of who deals with whom: "
    "kg export graphml --actors -o actors.graphml"
)
@exits_cleanly
def graphml(
    output: File,
    store: Where = None,
    actors: Annotated[
        bool, typer.Option("--actors", help="Only actors, with an edge an asserted event between them.")
    ] = False,
    as_json: Json = False,
) -> None:
    """GraphML for Gephi, yEd, igraph, networkx: all nodes and relationships, or the network of actors."""
    from kg.export import graphml
    from kg.export.files import text_file

    def write(reader: Reader) -> int:
        with text_file(output) as file:
            (graphml.write_actors if actors else graphml.write_graph)(reader, file)
        return 1

    export(store, graphml.PASSES_OF_ACTORS if actors else graphml.PASSES, write, output, as_json, "files")


@app.command(epilog="Example: kg export csv -o tables/")
@exits_cleanly
def csv(output: Folder, store: Where = None, as_json: Json = False) -> None:
    """A pair of CSV files for spreadsheets and scripts: nodes.csv and relationships.csv. What a spreadsheet would take
    for a formula has an apostrophe before it."""
    from kg.export import csv_pair
    from kg.export.files import folder

    def write(reader: Reader) -> int:
        with folder(output) as part:
            csv_pair.write(reader, part)
        return 2

    export(store, csv_pair.PASSES, write, output, as_json, "files")


@app.command(epilog="Example: kg export parquet -o graph/, and back: kg load graph/ --store other.db")
@exits_cleanly
def parquet(output: Folder, store: Where = None, as_json: Json = False) -> None:
    """A Parquet table a label and relationship type, for pandas, polars, DuckDB, Spark. `kg load` makes the same graph
    of them again."""
    from kg.export import parquet_graph
    from kg.export.files import folder

    def write(reader: Reader) -> int:
        with folder(output) as part:
            parquet_graph.write(reader, part)
            return len(list(part.iterdir()))

    export(store, parquet_graph.PASSES, write, output, as_json, "files")


@app.command(epilog="Example: kg export jsonl -o graph.jsonl, and back: kg load graph.jsonl --store other.db")
@exits_cleanly
def jsonl(output: File, store: Where = None, as_json: Json = False) -> None:
    """JSON Lines, a line a node or relationship, for jq and scripts. `kg load` makes the same graph of them again."""
    from kg.export import json_graph

    export(store, json_graph.PASSES, rows_into(output, json_graph.write), output, as_json, "rows")


@app.command(
    "neo4j-admin",
    epilog="Example: kg export neo4j-admin kg.corpus -o import/, then what it prints; later articles: kg build as ever",
)
@exits_cleanly
def neo4j_admin(
    output: Folder,
    corpus: Annotated[
        Path | None,
        typer.Argument(
            help="The folder of a corpus, whose graph is made without a store.", show_default="the graph of --store"
        ),
    ] = None,
    store: Where = None,
    as_json: Json = False,
) -> None:
    """Files for `neo4j-admin database import full`, the quickest way to fill an empty Neo4j: the whole graph with its
    roll-ups, as `kg load` would make it. Prints what to run. Afterwards `kg build` and `kg load` go on there.

    A first build without a store: `kg build ARTICLES --no-load --corpus kg.corpus`, then this of kg.corpus."""
    from kg.export import neo4j_admin
    from kg.export.files import folder

    if corpus is not None and store is not None:
        raise UsageError("name the folder of a corpus or a --store, not both")

    def write(reader: Reader) -> int:
        with folder(output) as part:
            neo4j_admin.write(reader, part)
            return len(list(part.iterdir()))

    if corpus is not None:
        import_files(corpus, output, as_json)
    else:
        export(store, neo4j_admin.PASSES, write, output, as_json, "files")
    if not as_json:
        place = shlex.quote(str(output))
        print("# Stop the server; this replaces all that its database neo4j holds. Where neo4j-admin is:")
        print(f"sh {place}/{neo4j_admin.SCRIPT}")
        print(f"# Start the server, then:\ncypher-shell -f {place}/{neo4j_admin.AFTER}")


@app.command(epilog="Example: kg export gdelt -o 2017.export.CSV; kg export gdelt --columns")
@exits_cleanly
def gdelt(
    output: File = Path("-"),
    store: Where = None,
    modality: Modalities = None,
    header: Annotated[bool, typer.Option("--header", help="Begin with the names of the columns.")] = False,
    columns: Columns = False,
    as_json: Json = False,
) -> None:
    """Tab-separated, in GDELT 2.0's 61 columns and without a header, as GDELT has it; a row a source and target.

    Empty, for a graph has none of it: known group, ethnic and religion codes, the second and third type of an actor,
    IsRootEvent, AvgTone, where the actors are (Actor1Geo, Actor2Geo), ADM1Code, ADM2Code and FeatureID of the place.
    Also what a date is not exact enough for.
    """
    if columns:
        print_columns("gdelt", as_json)
        return
    from kg.export import gdelt

    chosen = modalities(modality)
    export(
        store, gdelt.PASSES, rows_into(output, lambda reader, file: gdelt.write(reader, file, chosen, header=header)),
        output, as_json, "rows",
    )  # fmt: skip


@app.command(epilog="Example: kg export polecat -o events.tsv; kg export polecat --columns")
@exits_cleanly
def polecat(
    output: File = Path("-"),
    store: Where = None,
    modality: Modalities = None,
    columns: Columns = False,
    as_json: Json = False,
) -> None:
    """Tab-separated, in the columns of POLECAT with their header; a row a source and target.

    Empty, for a graph has none of it: Intensity, COW codes, Wikipedia ids, District, Feature Type, Story People, Story
    Organizations, Story Locations, Language. Events of the type STATEMENT, which PLOVER has not, are left out.
    """
    if columns:
        print_columns("polecat", as_json)
        return
    from kg.export import polecat

    chosen = modalities(modality)
    export(
        store, polecat.PASSES, rows_into(output, lambda reader, file: polecat.write(reader, file, chosen)),
        output, as_json, "rows",
    )  # fmt: skip


@app.command(epilog="Example: kg export records kg.corpus -o records.parquet, and back: kg load records.parquet")
@exits_cleanly
def records(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file: Parquet by its ending, else JSON Lines.")],
    given: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[RECORDS]...",
            help="Event records that `kg extract` wrote, or the folder of a corpus.",
            show_default="the corpus beside the store",
        ),
    ] = None,
    store: Where = None,
    as_json: Json = False,
) -> None:
    """Event records as one Parquet or JSON Lines file, all that extraction gave, article by article. For the graph with
    its actors and events across articles: `kg export jsonl` or `kg export parquet`."""
    from kg.loading import read_all, write_records
    from kg.settings import corpus_beside, default_store

    paths = given or [corpus_beside(store or default_store())]
    tally = Tally()
    with ticking("articles") as ticker:
        tally.articles = write_records(output, read_all(paths, tally.tell), ticker.step)
    tally.summary(as_json, f"wrote {output}", "articles", "set_aside")
    raise typer.Exit(tally.exit_code)
