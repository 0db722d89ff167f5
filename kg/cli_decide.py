"""`kg decide`: an analyst corrects a graph without being asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_build import Folder
from kg.cli_coding import Where
from kg.cli_decisions import By, Json, Why, decide, folder_of, opened_at
from kg.cli_errors import exits_cleanly
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.corpus.corpus import Corpus
    from kg.corpus.objects import KnownActor
    from kg.resolve.decisions import DecisionKind, Subject

Article = Annotated[str | None, typer.Option("--article", help="Only as this article tells the event.")]
Objects = Annotated[list[str], typer.Argument(metavar="ID|NAME...", help="Actors by id or name; events by id.")]
Event = Annotated[str, typer.Argument(metavar="EVENT", help="The id of an event.")]

_EXAMPLES = {
    "same": "'Bashar Assad' 'Bashar al-Asad' --why 'one man'; for events: kg decide same 7e186034eaf7 0c1d2e3f4a5b",
    "different": "'Bashar Assad' 'Bishr Assad'; of one name: kg decide different 'Ivan Ray@wire-1' 'Ivan Ray@wire-9'",
    "confirm": "7e186034eaf7 --why 'seen in the minutes'",
    "rename": "'Alexander Lavrentyev' 'Alexander Lavrentiev'",
    "set-role": "'Ali Shamkhani' secretary --country Iran --since 2013-09-10 --until 2023-05-22",
    "drop": "7e186034eaf7 --why 'a film, not a meeting'",
    "copy": "wire-17 courier-3 --why 'the same report, retold'",
    "not-copy": "wire-17 courier-3; kg copies shows what counts as one text",
    "fix": "7e186034eaf7 date 2017-09-05; kg decide fix 7e186034eaf7 target 'Ali Shamkhani; Iran'",
}


Articles = Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids of articles.")]


def _example(command: str) -> str:
    return f"Example: kg decide {command} {_EXAMPLES[command]}"


app = typer.Typer(
    no_args_is_help=True,
    help="Correct what kg got wrong; kg build, or kg review --apply, then puts it into the graph.",
    epilog="Example: kg decide same 'Bashar Assad' 'Bashar al-Asad' --why 'one man'; kg decide fix 7e186034eaf7 date "
    "2017-09-05; kg undo",
)


@app.command(epilog=_example("same"))
@exits_cleanly
def same(
    who: Objects, store: Where = None, corpus: Folder = None, by: By = None, why: Why = "", as_json: Json = False
) -> None:
    """Actors are one, or events are one."""
    _of_several("same", who, folder_of(store, corpus), by, why, as_json)


@app.command(epilog=_example("different"))
@exits_cleanly
def different(
    who: Objects, store: Where = None, corpus: Folder = None, by: By = None, why: Why = "", as_json: Json = False
) -> None:
    """No two of these actors, or events, are one."""
    _of_several("different", who, folder_of(store, corpus), by, why, as_json)


@app.command(epilog=_example("confirm"))
@exits_cleanly
def confirm(
    who: Objects, store: Where = None, corpus: Folder = None, by: By = None, why: Why = "", as_json: Json = False
) -> None:
    """An event is as it is told; or two, about whom kg review asks, may stay as they are."""
    _of_several("confirm", who, folder_of(store, corpus), by, why, as_json)


@app.command(epilog=_example("copy"))
@exits_cleanly
def copy(
    articles: Articles, store: Where = None, corpus: Folder = None, by: By = None, why: Why = "", as_json: Json = False
) -> None:
    """Articles are one text: one source of their events."""
    _of_articles("copy", articles, folder_of(store, corpus), by, why, as_json)


@app.command("not-copy", epilog=_example("not-copy"))
@exits_cleanly
def not_copy(
    articles: Articles, store: Where = None, corpus: Folder = None, by: By = None, why: Why = "", as_json: Json = False
) -> None:
    """No two of these articles are one text, nor one an update of another."""
    _of_articles("not_copy", articles, folder_of(store, corpus), by, why, as_json)


@app.command(epilog=_example("rename"))
@exits_cleanly
def rename(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Its id or a name of it.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    store: Where = None,
    corpus: Folder = None,
    by: By = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """An actor is called so."""
    if not name.strip():
        raise UsageError("a name is not empty")
    _of_actor("rename", actor, {"name": name.strip()}, folder_of(store, corpus), by, why, as_json)


@app.command("set-role", epilog=_example("set-role"))
@exits_cleanly
def set_role(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Its id or a name of it.")],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="As in 'foreign minister'.")],
    country: Annotated[str | None, typer.Option(help="Whose: an alpha-3 code, or a name.")] = None,
    since: Annotated[str | None, typer.Option(help="The first day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day.")] = None,
    store: Where = None,
    corpus: Folder = None,
    by: By = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """An actor holds a role, from a day and to a day where these are known; it outweighs what texts tell of that
    role."""
    days = [_day(each) for each in (since, until)]
    if days[0] and days[1] and days[1] < days[0]:
        raise UsageError(f"{until} is before {since}")
    value = {"role": role.strip(), "country": _country(country), "since": days[0], "until": days[1]}
    if not value["role"]:
        raise UsageError("a role is not empty")
    _of_actor("set_role", actor, value, folder_of(store, corpus), by, why, as_json)


@app.command(epilog=_example("drop"))
@exits_cleanly
def drop(
    event: Event,
    article: Article = None,
    store: Where = None,
    corpus: Folder = None,
    by: By = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """There is no such event, also where an article that comes later tells of it; or with --article, one telling is
    wrong."""
    from kg.corpus.objects import event_subject, tellings
    from kg.resolve.decisions import WHOLE

    with opened_at(folder_of(store, corpus)) as opened:
        subjects = [event_subject(told) for told in tellings(opened, event, article)]
        decide(opened, "drop_event", subjects, {} if article else WHOLE, by, why, as_json)


@app.command(epilog=_example("fix"))
@exits_cleanly
def fix(
    event: Event,
    slot: Annotated[str, typer.Argument(help="type, modality, date, place, source, target or speaker.")],
    value: Annotated[
        str,
        typer.Argument(
            help="CONSULT, CONSULT/visit or 042; denied; 2017-09-05, 2017-09 or two days with / between; a place; "
            "actors of the corpus with ; between; none."
        ),
    ],
    country: Annotated[str | None, typer.Option(help="Of a place: an alpha-3 code, or a name.")] = None,
    article: Article = None,
    store: Where = None,
    corpus: Folder = None,
    by: By = None,
    why: Why = "",
    as_json: Json = False,
) -> None:
    """A slot of an event has this value, whatever the articles say."""
    from kg.corpus.fixing import slot_value
    from kg.corpus.objects import event_subject, tellings
    from kg.resolve.slots import check

    with opened_at(folder_of(store, corpus)) as opened:
        told = tellings(opened, event, article)
        chosen = slot_value(opened, slot, value, _country(country))
        try:
            check(slot, chosen)
        except ValueError as error:
            raise UsageError(str(error)) from None
        decide(opened, "fix_slot", [event_subject(each) for each in told], chosen, by, why, as_json)


def _of_articles(
    kind: DecisionKind, articles: list[str], folder: Path, by: str | None, why: str, as_json: bool
) -> None:
    from kg.resolve.decisions import Subject

    with opened_at(folder) as opened:
        for article in articles:
            if opened.manifest.known(article) is None:
                raise UsageError(f"there is no article {article!r} in {opened.folder}; kg copies --json has their ids")
        if len(set(articles)) < 2:
            raise UsageError(f"{kind} is about two articles or more: kg decide {kind.replace('_', '-')} A B")
        decide(opened, kind, [Subject(article=article) for article in articles], {}, by, why, as_json)


def _of_several(kind: DecisionKind, who: list[str], folder: Path, by: str | None, why: str, as_json: bool) -> None:
    from kg.corpus.objects import actor_subject, event_subject, is_event, tellings

    with opened_at(folder) as opened:
        of_events = [is_event(opened, each) for each in who]
        if any(of_events) and not all(of_events):
            raise UsageError("an event and an actor are never one; name events alone, or actors alone")
        if len(set(who)) < 2 and not (kind == "confirm" and all(of_events)):
            raise UsageError(f"{kind} is about two or more: kg decide {kind} A B")
        if all(of_events):
            told = [tellings(opened, each) for each in who]
            alone = kind == "confirm" and len(who) == 1
            subjects = [event_subject(one) for of in told for one in (of if alone else of[:1])]
            for each in subjects if alone else []:
                decide(opened, kind, [each], {}, by, why, as_json)
            if alone:
                return
        else:
            known = [_known(opened, each) for each in who]
            one_actor = len({each.id for each in known}) < len(known)
            if one_actor and kind != "different":
                raise UsageError(f"these are one actor already: {', '.join(sorted({each.id for each in known}))}")
            subjects = [
                _part(opened, each) if one_actor else actor_subject(opened, of)
                for each, of in zip(who, known, strict=True)
            ]
            if len(set(subjects)) < len(subjects):
                raise UsageError(
                    "they are one actor of one name; say which articles: kg decide different NAME@ARTICLE NAME@ARTICLE"
                )
        decide(opened, kind, subjects, {}, by, why, as_json)


def _known(corpus: Corpus, told: str) -> KnownActor:
    """An actor by id or name, or `NAME@ARTICLE`."""
    from kg.corpus.objects import actor

    name, _, article = told.rpartition("@")
    return actor(corpus, name if name and corpus.manifest.known(article) else told)


def _part(corpus: Corpus, told: str) -> Subject:
    """Of an actor those who are called so, in that article if one is told."""
    from kg.resolve.decisions import Subject

    name, _, article = told.rpartition("@")
    if name and corpus.manifest.known(article):
        return Subject(name=name, article=article)
    return Subject(actor=told) if ":" in told else Subject(name=told)


def _of_actor(
    kind: DecisionKind, who: str, value: dict[str, str | None], folder: Path, by: str | None, why: str, as_json: bool
) -> None:
    from kg.corpus.objects import actor, actor_subject

    with opened_at(folder) as opened:
        decide(opened, kind, [actor_subject(opened, actor(opened, who))], value, by, why, as_json)


def _day(told: str | None) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(told).isoformat() if told else None
    except ValueError:
        raise UsageError(f"{told!r} is no day: write 2017-09-05") from None


def _country(told: str | None) -> str | None:
    if told is None:
        return None
    from kg.extract.countries import country_of

    if code := country_of(told):
        return code
    if len(told) == 3 and told.isascii() and told.isalpha():
        return told.upper()
    raise UsageError(f"{told!r} is no country: write an alpha-3 code, as IRN, or a name")
