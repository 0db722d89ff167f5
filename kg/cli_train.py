"""The commands that make the coder better: `kg teach`, `kg train`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli_errors import exits_cleanly, say
from kg.errors import UsageError

TEACH_EPILOG = (
    'Example: kg teach "{s1 Ali Shamkhani} {e1:CONSULT.040 met} {t1 Moscow\'s envoy} in {p1 Tehran} on {d1 Tuesday}."; '
    "kg teach --event 0c1d2e3f4a5b kg.corpus"
)
TRAIN_EPILOG = "Example: kg train data/gold/train/*.txt -o build/coder; kg train --check data/gold/train/*.txt"


@exits_cleanly
def teach(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="SENTENCE|RECORDS",
            help="A marked sentence, or - for a sentence a line on standard input; with --event, a corpus or records.",
        ),
    ] = None,
    event: Annotated[
        str | None, typer.Option("--event", help="Add nothing: print the sentence of this event as kg coded it.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="Your own file of sentences.", show_default="$KG_TRAIN_FILE or your data folder"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Add a sentence, with its events marked by you, to those that `kg train` learns from. Nothing is added if one line
    is wrong, stands in a file already, or is in the test set.

    {eN:TYPE.CODE …} marks the trigger of event N (then, where it is not asserted, :planned :hypothetical :denied
    :alleged), {sN …} source, {tN …} target, {pN …} place, {dN …} date, {vN …} who says so; `kg ontology` has the codes,
    data/gold/train/README.md the rulings."""
    import msgspec

    from kg.reports.escape import readable, visible

    told = _added(what, file) if event is None else {"event": event, "sentence": _as_coded(event, what)}
    if as_json:
        sys.stdout.write(visible(msgspec.json.encode(told).decode()) + "\n")
    elif event is not None:
        sys.stdout.write(readable(str(told["sentence"])) + "\n")


def _as_coded(event: str, records: str | None) -> str:
    from kg.cli_model import find_event
    from kg.settings import corpus_beside, default_store
    from kg.train.coded import sentence_of
    from kg.train.notation import write

    path = Path(records) if records else corpus_beside(default_store())
    return write(sentence_of(*find_event(event, path)))


def _added(given: str | None, file: Path | None) -> dict[str, object]:
    from kg.settings import data, train_file
    from kg.train.corpus import all_marked, marked_files
    from kg.train.notation import parse
    from kg.train.rules import faults
    from kg.train.teach import Known, append, checked

    if given is None:
        raise UsageError("give a marked sentence, - for standard input, or --event; kg teach --help has an example")
    try:
        text = sys.stdin.buffer.read().decode() if given == "-" else given
    except UnicodeDecodeError:
        raise UsageError("standard input is no text in UTF-8") from None
    own = file or train_file()
    train = [*marked_files(data("gold", "train")), *([own] if own.is_file() else [])]
    lines = checked(text, Known(train, all_marked(data("gold", "test"))))
    sentences = append(lines, own)
    for doubt in [fault.reason for line in lines for fault in faults(parse(line))]:
        say(f"look again: {doubt}")
    say(f"added {_count(len(lines))} to {own}, which holds {sentences}")
    if own == train_file():
        say("next: kg train learns from it and from the project's own; kg train --check looks it over")
    else:
        say(f"next: KG_TRAIN_FILE={own} kg train learns from it and from the project's own")
    return {"file": str(own), "added": len(lines), "sentences": sentences}


def _count(sentences: int) -> str:
    return "1 sentence" if sentences == 1 else f"{sentences} sentences"


@exits_cleanly
def train(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Marked sentences.", show_default="data/gold/train and your own of kg teach"),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="Folder for the weights.")] = Path("build/coder"),
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the sentences.")] = 6,
    seed: Annotated[
        int, typer.Option(min=0, help="Another seed gives another run, for --mean; the same one the same weights.")
    ] = 7,
    full: Annotated[
        Path | None,
        typer.Option("--full", help="Also write the encoder in fp32 to this file, as bench/ablations.py compares it."),
    ] = None,
    mean: Annotated[
        list[Path] | None,
        typer.Option(
            "--mean",
            help="Train nothing: write the mean of the weights of this run, and of others given likewise; a run is an "
            "OUTPUT with its --full as full.onnx in it, and counts as often as it is given.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Train nothing: name what is wrong in the files, and what they are made of.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --check: JSON on standard output.")] = False,
) -> None:
    """Marked sentences to weights (needs the extra `train`, the check apart). A run that was stopped goes on after its
    last whole pass. Copy OUTPUT over data/models/coder to use them.

    The check finds wrong notation and codes, spans with loose punctuation, actors that do something to themselves,
    sentences that are nearly the same, or nearly one of the test set, and in articles what does not fit the head or the
    told dates. A line a finding, file:line: reason; exit code 1 if one is more than a warning. Then counts by type,
    modality and slot."""
    if as_json and not check:
        raise UsageError("--json is for --check")
    if mean and (check or full):
        raise UsageError("--mean goes with neither --check nor --full")
    chosen = files or _all_of_ours()
    if check:
        raise typer.Exit(1 if _look_over(chosen, as_json) else 0)

    def progress(epoch: int, step: int, loss: float) -> None:
        if step % 25 == 0:
            say(f"epoch {epoch + 1} of {epochs}, step {step}, loss {loss:.3f}")

    try:
        if mean:
            from kg.train.mean import mean as average

            average(mean, chosen, output)
        else:
            from kg.train.run import train as run

            run(chosen, output, epochs, progress, full, seed)
    except ImportError as error:
        raise UsageError(f"training needs the extra: pip install 'kg[train]' ({error.name} is missing)") from None
    say(f"weights in {output}")


def _look_over(files: list[Path], as_json: bool) -> int:
    """Say what the linter found; the number of errors."""
    import msgspec

    from kg.reports.escape import readable, visible
    from kg.settings import data
    from kg.train import balance, lint
    from kg.train.corpus import all_marked

    found = lint.check(files, all_marked(data("gold", "test")))
    if as_json:
        sys.stdout.write(visible(msgspec.json.encode(found).decode()) + "\n")
    else:
        sys.stdout.write("".join(readable(str(finding)) + "\n" for finding in found.findings))
        sys.stdout.write(("\n" if found.findings else "") + balance.as_text(found.balance))
    say(f"files {found.files}, errors {found.errors}, warnings {found.warnings}")
    return found.errors


def _all_of_ours() -> list[Path]:
    """The project's files of marked sentences, and the user's if there is one."""
    from kg.settings import data, train_file
    from kg.train.corpus import marked_files

    project, own = marked_files(data("gold", "train")), train_file()
    if not project:
        raise UsageError("the project's marked sentences are in its source, not in a package; run there, or name FILES")
    return [*project, own] if own.is_file() else project
