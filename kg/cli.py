"""The command line: thin, every import that costs time inside the command that needs it."""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from kg import (
    cli_browser,
    cli_build,
    cli_coding,
    cli_copies,
    cli_corpus,
    cli_decide,
    cli_decisions,
    cli_export,
    cli_model,
    cli_ontology,
    cli_reports,
    cli_review,
    cli_serve,
    cli_setup,
    cli_train,
)

COLLECT = (50_000, 20, 100)
"""How seldom Python looks for objects that refer to each other. Records and rows do not, and are made by the million:
to look after every 700 of them takes a tenth of the time of a load."""

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # a local variable may hold an address with its password
    help="News articles to a geopolitical event knowledge graph: who did what to whom, when, where, and who says so.",
    epilog="Begin with: kg build ARTICLES --store kg.db, then kg report run meetings --store kg.db",
)

app.command("build", epilog=cli_build.BUILD_EPILOG)(cli_build.build)
app.command("extract", epilog=cli_coding.EXTRACT_EPILOG)(cli_coding.extract)
app.command("relate", epilog=cli_coding.RELATE_EPILOG)(cli_coding.relate)
app.command("load", epilog=cli_coding.LOAD_EPILOG)(cli_coding.load)
app.command("status", epilog=cli_corpus.STATUS_EPILOG)(cli_corpus.status)
app.command("copies", epilog=cli_copies.COPIES_EPILOG)(cli_copies.copies)
app.command("review", epilog=cli_review.REVIEW_EPILOG)(cli_review.review)
app.add_typer(cli_decide.app, name="decide")
app.command("decisions", epilog=cli_decisions.DECISIONS_EPILOG)(cli_decisions.decisions)
app.command("undo", epilog=cli_decisions.UNDO_EPILOG)(cli_decisions.undo)
app.command("withdraw", epilog=cli_build.WITHDRAW_EPILOG)(cli_build.withdraw)
app.command("diff", epilog=cli_corpus.DIFF_EPILOG)(cli_corpus.diff)
app.add_typer(cli_reports.app, name="report")
app.command("query", epilog=cli_reports.QUERY_EPILOG)(cli_reports.query)
app.command("serve", epilog=cli_serve.SERVE_EPILOG)(cli_serve.serve)
app.add_typer(cli_browser.app, name="browser")
app.add_typer(cli_export.app, name="export")
app.command("explain", epilog=cli_model.EXPLAIN_EPILOG)(cli_model.explain)
app.command("ontology", epilog=cli_ontology.ONTOLOGY_EPILOG)(cli_ontology.ontology)
app.command("eval", epilog=cli_model.EVAL_EPILOG)(cli_model.evaluate)
app.command("teach", epilog=cli_train.TEACH_EPILOG)(cli_train.teach)
app.command("train", epilog=cli_train.TRAIN_EPILOG)(cli_train.train)
app.command("schema", epilog=cli_setup.SCHEMA_EPILOG)(cli_setup.schema)
app.command("doctor", epilog=cli_setup.DOCTOR_EPILOG)(cli_setup.doctor)


def _version(asked: bool) -> None:
    if asked:
        from kg import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """What every command shares."""
    gc.set_threshold(*COLLECT)
