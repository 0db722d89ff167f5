"""Decisions on article actors: who is meant, as marks that resolving keeps to; then names and roles that are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg.ids import slug
from kg.resolve.article_actors import ArticleActor, Key
from kg.resolve.canonical import CanonicalActor, HeldRole
from kg.resolve.decisions import Decision, Subject, Unfound, about_actors
from kg.resolve.units import Marks


def marked(
    actors: Sequence[ArticleActor], decisions: Sequence[Decision]
) -> tuple[dict[Key, Marks], tuple[Unfound, ...]]:
    """The marks of each article actor that a decision names, `decision/kind/subject`; the subjects that name none."""
    wanted: dict[str, list[tuple[Decision, int]]] = {}
    for decision in sorted(filter(about_actors, decisions), key=lambda d: d.id):
        for number, subject in enumerate(decision.subjects):
            wanted.setdefault(_handle(subject), []).append((decision, number))
    marks: dict[Key, set[str]] = {}
    found: set[tuple[str, int]] = set()
    for actor in actors:
        for handle in (f"id {actor.actor}", f"name {slug(actor.name)}"):
            for decision, number in wanted.get(handle, ()):
                if fits(actor, decision.subjects[number]):
                    found.add((decision.id, number))
                    marks.setdefault(actor.key, set()).add(f"{decision.id}/{decision.kind}/{number}")
    missing = tuple(
        Unfound(decision, subject, "no article actor fits it")
        for decision in sorted(filter(about_actors, decisions), key=lambda d: d.id)
        for number, subject in enumerate(decision.subjects)
        if (decision.id, number) not in found
    )
    return {key: tuple(sorted(of)) for key, of in marks.items()}, missing


def fits(actor: ArticleActor, subject: Subject) -> bool:
    """Whether an article actor is one that a subject means."""
    if subject.empty or subject.event is not None:
        return False
    return (
        (subject.name is None or slug(subject.name) == slug(actor.name))
        and (subject.actor is None or subject.actor == actor.actor)
        and (subject.country is None or subject.country == actor.country)
        and (subject.kind is None or subject.kind == actor.kind)
        and (subject.role is None or slug(subject.role) in {slug(role) for role, _ in actor.roles})
        and (subject.article is None or subject.article == actor.article)
        and (subject.since is None or (actor.day is not None and subject.since <= actor.day))
        and (subject.until is None or (actor.day is not None and actor.day <= subject.until))
    )


def applied(
    actors: Iterable[CanonicalActor], marks: Mapping[Key, Marks], decisions: Sequence[Decision]
) -> Iterator[CanonicalActor]:
    """The actors with the names and roles that decisions set; of two for one actor the later counts, by `at`."""
    setting = {d.id: d for d in decisions if d.kind in {"rename", "set_role"}}
    for actor in actors:
        yield _set(actor, marks, setting) if setting else actor


def _set(actor: CanonicalActor, marks: Mapping[Key, Marks], setting: Mapping[str, Decision]) -> CanonicalActor:
    ids = {mark.split("/")[0] for member in actor.members for mark in marks.get(member, ())}
    for decision in sorted((setting[key] for key in ids if key in setting), key=lambda d: (d.at, d.id)):
        name, role = decision.value.get("name"), decision.value.get("role")
        if decision.kind == "rename" and name:
            former = tuple(sorted({*actor.former, actor.name} - {name}))
            aliases = tuple(sorted({*actor.aliases, *former} - {name}))
            actor = replace(actor, name=name, former=former, aliases=aliases)
        elif decision.kind == "set_role" and role:
            told = HeldRole(
                role, decision.value.get("country"), decision.value.get("since"), decision.value.get("until"), 0
            )
            actor = replace(actor, roles=_with(actor.roles, told), set_roles=_with(actor.set_roles, told))
    return actor


def _with(roles: tuple[HeldRole, ...], told: HeldRole) -> tuple[HeldRole, ...]:
    """A role in place of the same one for the same country."""
    return *(held for held in roles if (slug(held.role), held.country) != (slug(told.role), told.country)), told


def _handle(subject: Subject) -> str:
    return f"id {subject.actor}" if subject.actor else f"name {slug(subject.name or '')}"
