"""`kg ontology`: the codebook of types, modes, contexts and CAMEO codes, an entry a word, as a record and as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

from kg.errors import UsageError
from kg.extract import ontology
from kg.extract.ontology import EventType
from kg.model import PloverType


class CodeName(Struct, frozen=True):
    """A CAMEO code and what it means."""

    code: str
    name: str


class NotThis(Struct, frozen=True):
    """A sentence that is mistaken for a type, the type that it is, and why."""

    example: str
    type: str
    why: str


class Entry(Struct, frozen=True, kw_only=True):
    """What the ontology says of one word. `goldstein` is a code's value, `goldstein_range` lowest and highest of a type
    or mode; `codes` are the CAMEO codes of a type or mode, or the finer ones of a code; `part_of` a code's coarser
    ones; `plover` the type that PLOVER's own mapping gives a code where ours is another."""

    kind: Literal["type", "mode", "code", "context"]
    name: str
    definition: str
    title: str | None = None
    example: str | None = None
    type: PloverType | None = None
    mode: str | None = None
    quad: int | None = None
    quad_name: str | None = None
    goldstein: float | None = None
    goldstein_range: tuple[float, float] | None = None
    modes: dict[str, str] = {}
    contexts: dict[str, str] = {}
    part_of: tuple[CodeName, ...] = ()
    codes: tuple[CodeName, ...] = ()
    is_not: tuple[NotThis, ...] = ()
    plover: PloverType | None = None


def overview() -> list[Entry]:
    """An entry for every event type, in the order of CAMEO."""
    return [_type(kind) for kind in ontology.types().values()]


def look_up(word: str) -> list[Entry]:
    """The entries of a type, a mode ("visit" or "CONSULT/visit"), a context or a CAMEO code; a mode's name that several
    types share has one for each. UsageError that names what is nearest where there is none."""
    asked = word.strip()
    kinds, name = ontology.types(), asked.casefold()
    found: list[Entry] = []
    if asked in ontology.codes():
        found.append(_code(asked))
    found += [_type(kind) for kind in kinds.values() if kind.name.casefold() == name]
    modes = ((kind, mode) for kind in kinds.values() for mode in kind.modes)
    found += [_mode(kind, mode) for kind, mode in modes if name in (mode, _path(kind, mode).casefold())]
    found += [_context(context) for context in ontology.contexts() if context == name.replace(" ", "_")]
    if not found:
        raise UsageError(f"no type, mode, context or CAMEO code {word!r}; nearest: {', '.join(nearest(asked))}")
    return found


def nearest(word: str, most: int = 4) -> list[str]:
    """The words of the ontology that look most like `word`; of codes those that share most first digits."""
    if word[:1].isdecimal():
        padded = [f"0{word}"] if f"0{word}" in ontology.codes() else []
        shared = (
            code for length in range(len(word), 0, -1) for code in ontology.codes() if code[:length] == word[:length]
        )
        return list(dict.fromkeys([*padded, *shared]))[:most] or ["01", "20"]
    known = {each.casefold(): each for each in _words()}
    close = get_close_matches(word.casefold(), known, n=most, cutoff=0.5)
    return [known[each] for each in close or list(known)[:most]]


def as_text(entries: Iterable[Entry], width: int = 100) -> str:
    """Entries for a terminal, a line a fact, one after the other with an empty line between them."""
    return "\n\n".join("\n".join(_lines(entry, width)) for entry in entries)


def table(entries: Iterable[Entry], width: int = 100) -> str:
    """Types with their quad class, definition and modes, those of a class together."""
    lines: list[str] = []
    quad = None
    for entry in sorted(entries, key=lambda e: e.quad or 0):
        if entry.quad != quad:
            quad = entry.quad
            lines += ([""] if lines else []) + [f"{quad} {entry.quad_name}"]
        lines += _wrapped(f"  {entry.name}", entry.definition, width, 14)
        if entry.modes:
            lines += _wrapped("", f"modes: {', '.join(entry.modes)}", width, 14)
    return "\n".join(lines)


def _words() -> Iterator[str]:
    for kind in ontology.types().values():
        yield kind.name
        for mode in kind.modes:
            yield mode
            yield _path(kind, mode)
    yield from ontology.contexts()


def _path(kind: EventType, mode: str) -> str:
    return f"{kind.name}/{mode}"


def _type(kind: EventType) -> Entry:
    codes = ontology.codes_of(kind.name)
    return Entry(
        kind="type",
        name=kind.name,
        definition=kind.definition,
        example=kind.example,
        type=kind.name,
        quad=kind.quad,
        quad_name=ontology.quads()[kind.quad],
        goldstein_range=_range(codes),
        modes=kind.modes,
        contexts=_contexts(context for code in codes for context in _contexts_of(code)),
        codes=_named(code for code in codes if len(code) < 4),
        is_not=_not(kind),
    )


def _mode(kind: EventType, mode: str) -> Entry:
    codes = ontology.codes_of(kind.name, mode)
    return Entry(
        kind="mode",
        name=_path(kind, mode),
        definition=kind.modes[mode],
        example=next((ontology.codes()[code].example for code in codes), None),
        type=kind.name,
        mode=mode,
        quad=kind.quad,
        quad_name=ontology.quads()[kind.quad],
        goldstein_range=_range(codes),
        contexts=_contexts(context for code in codes for context in _contexts_of(code)),
        codes=_named(codes),
        is_not=_not(kind),
    )


def _code(cameo: str) -> Entry:
    kind = ontology.types()[ontology.type_of(cameo)]
    own, *coarser = ontology.branch(cameo)
    told = own.definition or f"{own.name[0].upper()}{own.name[1:]}: a kind of {coarser[0].code}, {coarser[0].name}."
    mode = ontology.mode_of(cameo)
    return Entry(
        kind="code",
        name=cameo,
        title=own.name,
        definition=told,
        example=own.example,
        type=kind.name,
        mode=mode,
        quad=kind.quad,
        quad_name=ontology.quads()[kind.quad],
        goldstein=ontology.goldstein(cameo),
        modes={mode: kind.modes[mode]} if mode else {},
        contexts=_contexts(_contexts_of(cameo)),
        part_of=_named(each.code for each in coarser),
        codes=_named(code for code in ontology.codes() if code.startswith(cameo) and len(code) == len(cameo) + 1),
        is_not=_not(kind),
        plover=next((each.plover for each in (own, *coarser) if each.plover), None),
    )


def _context(name: str) -> Entry:
    codes = (code for code, each in ontology.codes().items() if name in each.contexts)
    return Entry(kind="context", name=name, definition=ontology.contexts()[name], codes=_named(codes))


def _not(kind: EventType) -> tuple[NotThis, ...]:
    return tuple(NotThis(border.example, border.type, border.why) for border in kind.borders)


def _named(codes: Iterable[str]) -> tuple[CodeName, ...]:
    return tuple(CodeName(code, ontology.name(code)) for code in codes)


def _contexts_of(cameo: str) -> tuple[str, ...]:
    """The contexts of the code or of its nearest parent that has any."""
    return next((each.contexts for each in ontology.branch(cameo) if each.contexts), ())


def _contexts(names: Iterable[str]) -> dict[str, str]:
    wanted = set(names)
    return {name: told for name, told in ontology.contexts().items() if name in wanted}


def _range(codes: Iterable[str]) -> tuple[float, float] | None:
    values = [value for code in codes if (value := ontology.goldstein(code)) is not None]
    return (min(values), max(values)) if values else None


def _lines(entry: Entry, width: int) -> Iterator[str]:
    facts: list[tuple[str, str]] = [("definition", entry.definition)]
    if entry.example:
        facts.append(("example", entry.example))
    if entry.quad:
        facts.append(("quad class", f"{entry.quad} {entry.quad_name}"))
    if entry.goldstein is not None:
        facts.append(("Goldstein", f"{entry.goldstein:g}"))
    if entry.goldstein_range:
        low, high = entry.goldstein_range
        facts.append(("Goldstein", f"{low:g}" if low == high else f"{low:g} to {high:g}, by code"))
    if entry.kind == "code":
        facts.append(("PLOVER", f"{entry.type}/{entry.mode}" if entry.mode else f"{entry.type}, no mode"))
    if entry.plover:
        facts.append(("", f"PLOVER's own mapping of 2021 has {entry.plover}"))
    facts += [("mode", f"{mode}: {told}") for mode, told in entry.modes.items()]
    if entry.contexts:
        facts.append(("contexts", ", ".join(entry.contexts)))
    facts += [("part of", f"{each.code} {each.name}") for each in entry.part_of]
    facts += [("CAMEO", f"{each.code} {each.name}") for each in entry.codes]
    if entry.kind == "mode" and not entry.codes:
        facts.append(("CAMEO", "no code of its own: the words of the trigger say so (data/lexicon/cameo.json)"))
    about = f"a {entry.type} is not" if entry.kind in ("mode", "code") else "not"
    facts += [("not", f"“{each.example}”: {each.type} ({each.why})") for each in entry.is_not]
    yield f"{entry.name} {entry.title}" if entry.title else f"{entry.name} ({entry.kind})"
    before = ""
    for name, told in facts:
        if name == "not" and before != "not" and about != "not":
            yield f"{about}"
        yield from _wrapped("" if name == before or (name == "not" and about != "not") else name, told, width, 12)
        before = name


def _wrapped(name: str, told: str, width: int, indent: int) -> list[str]:
    first = f"{name:<{indent}}"
    return textwrap.wrap(told, width, initial_indent=first, subsequent_indent=" " * indent, break_long_words=False)
