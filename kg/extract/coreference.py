"""Who is meant: every mention of an article's events to one actor, by names, titles, pronouns and definite phrases.

Rules over words, entities and tables; one pass from left to right, so that a pronoun sees who was spoken of before it.
In doubt a mention keeps its own words: a wrong merge is worse than a missed one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kg import ids
from kg.extract.actor_tables import key, tables
from kg.extract.actors import Profile, profile
from kg.extract.cast import Cast, Person, gender_of, leader_named, office_holder, read_cast
from kg.extract.countries import countries_in, country_name
from kg.extract.phrases import Token, head_end, longest_in, tokens
from kg.extract.scene import ASIDE, ATTRIBUTED, OTHER, PLACE, SUBJECT, Number, Occurrence, Scene
from kg.extract.speakers import attributed, is_subject, read_quotes, says_before
from kg.model import Actor, ActorKind, Alpha3
from kg.text.document import Document

Offsets = tuple[int, int]

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_WATCHED_GROUPS = frozenset({"military", "armed_group", "civilians", "government"})
_LEAD_SENTENCES = 3
_SEVERAL = frozenset(
    {"countries", "nations", "states", "sides", "neighbours", "neighbors", "leaders", "ministers", "presidents"}
)
_PEOPLE = frozenset({"leaders", "ministers", "presidents", "men"})
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


class Item(Struct, frozen=True):
    """Words of the article that may stand for an actor: a mention of an event, a name or a pronoun."""

    start: int
    end: int
    profile: Profile
    asked: bool


def resolve(document: Document, mentions: Sequence[Offsets]) -> dict[Offsets, Actor]:
    """An actor for each of `mentions` (offsets into the article's text), whatever they hold.

    A mention of several actors ("the two countries") has its phrase as the name; `resolve_members` tells them apart.
    """
    return _Resolution(document, mentions).actors


def resolve_members(document: Document, mentions: Sequence[Offsets]) -> dict[Offsets, tuple[Actor, ...]]:
    """Like `resolve`, but "both sides" or "the three countries" give the states that they stand for."""
    resolution = _Resolution(document, mentions)
    return {span: resolution.members.get(span, (actor,)) for span, actor in resolution.actors.items()}


class _Resolution:
    """One article: its cast, what was spoken of so far, and the actors found."""

    def __init__(self, document: Document, mentions: Sequence[Offsets]) -> None:
        self.document = document
        self.text = document.text
        self.key = ids.article_digest(document.article)
        self.day = document.published
        self.actors: dict[Offsets, Actor] = {}
        self.members: dict[Offsets, tuple[Actor, ...]] = {}
        self._scene = Scene()
        self._quotes = read_quotes(document)
        self._said: list[tuple[int, Actor]] = []
        self._groups: dict[str, list[tuple[frozenset[str], Actor]]] = {}
        self._sentence_starts = [s.start for s in document.sentences]
        self._entity_starts = [e.start for e in document.entities]
        asked = [self._item(a, b, True) for a, b in sorted(set(mentions), key=lambda s: (s[0], -s[1]))]
        named = [(i.start, i.end, i.profile) for i in asked if i.profile.form == "person"]
        self._cast: Cast = read_cast(document, named)
        self._home = self._home_country()
        self._run(asked)

    def _run(self, asked: list[Item]) -> None:
        first_person: list[Item] = []
        reach = 0
        for item in sorted([*asked, *self._others(asked)], key=lambda i: (i.start, -i.end)):
            if self._pronoun_of(item.profile) in _first_person():
                first_person.append(item)
            else:
                self._settle(item, nested=item.start < reach)
                reach = max(reach, item.end)
        for item in first_person:
            self._settle(item, nested=True)

    # What is looked at

    def _item(self, start: int, end: int, asked: bool) -> Item:
        begin, stop = max(0, start), max(0, end)
        first = max(0, bisect_left(self._entity_starts, begin) - 1)
        last = bisect_left(self._entity_starts, stop)
        entities = [e for e in self.document.entities[first:last] if e.end > begin]
        return Item(start, end, profile(self.text[begin:stop], begin, entities), asked)

    def _others(self, asked: list[Item]) -> Iterator[Item]:
        """Names and pronouns that are no event's argument, but what a later pronoun may stand for."""
        starts = [i.start for i in asked]
        ends = [0]
        for item in asked:
            ends.append(max(ends[-1], item.end))

        def free(start: int, end: int) -> bool:
            return ends[bisect_left(starts, end)] <= start

        for entity in self.document.entities:
            if entity.label in _NAMES and free(entity.start, entity.end):
                yield self._item(entity.start, entity.end, False)
        table = tables().pronouns
        watched = table.male | table.female
        for sentence in self.document.sentences:
            found = tokens(sentence.text, sentence.start)
            for i, token in enumerate(found):
                if token.lower in watched and free(token.start, token.end):
                    yield self._item(token.start, token.end, False)
                elif token.capital and key(token.text) in self._cast.surnames and free(token.start, token.end):
                    if not self._in_entity(token.start):
                        yield self._item(token.start, token.end, False)
                elif tables().groups.get(token.lower) in _WATCHED_GROUPS:
                    first = _group_start(found, i)
                    if free(found[first].start, token.end) and (first < i or i == 0):
                        yield self._item(found[first].start, token.end, False)
                elif token.lower in tables().words.articles:
                    end = _title_end(found, i)
                    if end is not None and free(token.start, end):
                        yield self._item(token.start, end, False)

    def _home_country(self) -> Alpha3 | None:
        """The country that the article is about: the one named most, where that of the dateline counts double."""
        named = Counter(
            code
            for entity in self.document.entities
            if entity.label in {"GPE", "NORP"}
            for code, _, _ in countries_in(entity.text)
        )
        line = self.document.dateline
        if line is not None:
            for code in {code for code, _, _ in countries_in(self.text[line.start : line.end])}:
                named[code] = 2 * named[code] + 1
        ranked = named.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    # What it stands for

    def _settle(self, item: Item, nested: bool) -> None:
        actor, gender = self._identify(item)
        if item.asked:
            self.actors[item.start, item.end] = actor
        if actor.kind == "other" and item.profile.form == "pronoun":
            return
        number: Number = "person" if actor.kind == "person" else "plural" if item.profile.plural else "thing"
        sentence = self._sentence(max(item.start, item.end - 1))
        salience = ASIDE if nested else self._salience(item, actor, number, sentence)
        if salience == ATTRIBUTED:
            self._said.append((item.start, actor))
        self._scene.add(Occurrence(actor, number, gender, item.start, item.end, sentence, salience))

    def _salience(self, item: Item, actor: Actor, number: Number, sentence: int) -> float:
        if attributed(self.text, item.start, item.end):
            return ATTRIBUTED if is_subject(self.text, item.start, item.end) else OTHER
        last = next(self._scene.before(), None)
        if last is not None and last.actor.id == actor.id and 0 <= item.start - last.end <= 2:
            return last.salience  # an apposition: "the envoy, X"
        if self._possessive(item) or not is_subject(self.text, item.start, item.end):
            before = self.text[max(0, item.start - 16) : item.start].lower().removesuffix("the ").split()
            return PLACE if before and before[-1] in tables().words.locative else ASIDE
        return OTHER if self._scene.has_subject(sentence, number) else SUBJECT

    def _possessive(self, item: Item) -> bool:
        return item.profile.form == "pronoun" and item.profile.head in tables().pronouns.possessive

    def _identify(self, item: Item) -> tuple[Actor, str]:
        given = item.profile
        if given.form == "pronoun":
            return self._pronoun(item, given.head)
        if given.form == "owned":
            return self._owned(item)
        if given.form == "person" or self._looks_like_person(given, item.start):
            return self._named_person(given, item.start)
        if given.form == "title":
            return self._title(item)
        if given.form in {"group", "phrase"}:
            return self._group(item), ""
        if given.form == "organization":
            return self._organization(item), ""
        return self._actor(given, given.basis), ""

    def _looks_like_person(self, given: Profile, position: int) -> bool:
        """A bare surname that was taken for a place or an organisation."""
        if given.basis.startswith("table") or len(given.name.split()) > 4 or not given.name[:1].isupper():
            return False
        if given.form not in {"organization", "state", "phrase", "group"} or given.head in tables().groups:
            return False
        found = self._cast.named(given.name, position)
        return found is not None

    def _named_person(self, given: Profile, position: int) -> tuple[Actor, str]:
        person = self._cast.named(given.name, position)
        full = person.name if person else given.name
        basis = given.basis
        if full != given.name:
            basis = f"part of the name {full}"
        leader = leader_named(full, self.day)
        if leader is not None and (len(full.split()) == 1 or person is None):
            full, basis = leader.name, f"table of office holders: {leader.role}"
        held = person.role if person else None
        role = given.role or (held.text if held else None) or None
        country = given.country or (person.country if person else None)
        if country is None and leader is not None:
            country, basis = leader.country, f"{basis}; country from the table of office holders"
        gender = (person.gender if person else "") or (leader.gender if leader else "") or gender_of(full)
        return self._build(full, "person", country, role, basis, named=True), gender

    def _person(self, person: Person, basis: str) -> tuple[Actor, str]:
        given = Profile(form="person", name=person.name, kind="person", basis=basis)
        actor, gender = self._named_person(given, person.seen[0] if person.seen else 0)
        return replace(actor, basis=basis), gender

    def _title(self, item: Item) -> tuple[Actor, str]:
        given = item.profile
        gender = gender_of("", [given.head])
        specific = self._specific_words(given)
        if not given.indefinite:
            person = self._cast.in_role(given, specific, item.start, self._home)
            if person is not None:
                return self._person(person, f"'{given.name}': {person.name}, introduced in that role")
            bare = {w for w in specific if w not in given.head.split()}
            leader = office_holder(given.head, given.country, self.day) if not bare else None
            if leader is not None:
                basis = f"table of office holders: {leader.role} on {self.day}"
                return self._build(leader.name, "person", given.country, given.role, basis, named=True), leader.gender
        elif self._sentence(item.start) < _LEAD_SENTENCES and given.country:
            person = self._introduced_soon(given, item.end)
            if person is not None:
                return self._person(person, f"'{given.name}': {person.name}, named right after")
        return self._actor(given, "title without a name", person=True), gender

    def _specific_words(self, given: Profile) -> frozenset[str]:
        """The words of a title that tell one holder from another: all but its head, country and common modifiers."""
        words = [t.lower for t in tokens(given.role or "") if t.word]
        table = tables()
        common = (
            table.words.prepositions | table.words.articles | {"senior", "top", "former", "high-ranking", "ranking"}
        )
        return frozenset(w for w in words if w not in common and w not in given.head.split())

    def _introduced_soon(self, given: Profile, position: int) -> Person | None:
        """A lead's "senior Iranian official" is the one official of that country named in the next two sentences."""
        limit = self._sentence(position) + 2
        found = {
            id(person): person
            for entries in self._cast.by_head.values()
            for at, person in entries[:8]
            if position <= at
            and self._sentence(at) <= limit
            and person.country == given.country
            and self._cast.in_role(given, frozenset(), at + 1, None) is person
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _organization(self, item: Item) -> Actor:
        given = item.profile
        if given.shared and given.country not in {self._home, self._last_state()}:
            given = replace(given, name=given.shared, country=None, basis="words of the text", named=False)
        words = self._cast.acronyms.get(given.name)
        if words is not None and not given.basis.startswith("table"):
            given = replace(given, name=words, basis=f"acronym explained in the article: {words}")
        actor = self._actor(given, given.basis)
        self._remember(given, actor)
        return actor

    def _group(self, item: Item) -> Actor:
        given = item.profile
        table = tables()
        words = _content(given.name)
        if given.head in {"administration", "government"} and (state := self._leaders(given, item.start)):
            return state
        nearest = self._last_state() or self._home
        if nearest and (state := self._countrys(given, nearest)):
            return state
        if given.definite and words <= set(given.head.split()):
            if given.head == "government" and self._home:
                return self._state(self._home, "'the government' of the country that the article is about")
            if given.head in {"country", "nation"} and self._home:
                sentence = self._sentence(item.start)
                here = self._scene.last(
                    lambda o: o.actor.kind == "state" and o.sentence == sentence and o.salience > PLACE
                )
                code = here.actor.country if here and here.actor.country else self._home
                return self._state(code, f"'{given.name}': {country_name(code)}, in view here")
            kinds = table.pronouns.generic_things.get(given.head)
            if kinds is not None and (
                found := self._scene.last(lambda o: o.actor.kind in kinds and o.number != "person")
            ):
                return replace(found.actor, basis=f"'{given.name}': {found.actor.name}, the last such named")
        if given.definite and given.head in _SEVERAL and any(w in _COUNTS for w in given.name.split()):
            return self._sides(item)
        if given.definite and not given.indefinite:
            for earlier, actor in reversed(self._groups.get(given.head, ())):
                if words < earlier and not actor.name.isdigit():
                    return replace(actor, basis=f"'{given.name}': {actor.name}, spoken of before")
        given = self._lowered(item)
        if given.definite and given.country is None and " ".join(given.name.lower().split()) in table.words.national:
            given = replace(given, country=self._home)
        actor = self._actor(given, given.basis or "group")
        self._remember(given, actor)
        return actor

    def _countrys(self, given: Profile, nearest: Alpha3) -> Actor | None:
        """ "The Islamic Republic", and "the country's legitimate government", which is the country spoken of last."""
        table = tables().pronouns
        if given.head == "islamic republic" and given.country is None:
            last = self._scene.last(lambda o: o.actor.country in table.islamic_republics)
            if last is None or last.actor.country is None:
                return None
            return self._state(last.actor.country, f"'{given.name}': the one spoken of last")
        owner, possessive, _ = given.name.partition("'s ")
        if possessive and owner.lower() in table.country_nouns and given.head in {"government", "authorities"}:
            return self._state(nearest, f"'{given.name}': {country_name(nearest)}, spoken of last")
        return None

    def _leaders(self, given: Profile, position: int) -> Actor | None:
        """ "The Clinton administration": the state of whom it is named after."""
        name = given.name.rpartition(" ")[0].removesuffix("'s")
        if not name or " " in name or not name[0].isupper():
            return None
        person = self._cast.named(name, position)
        leader = leader_named(person.name if person else name, self.day)
        code = (person.country if person else None) or (leader.country if leader else None)
        return self._state(code, f"'{given.name}': the country of {name}") if code else None

    def _state(self, code: Alpha3, basis: str) -> Actor:
        return self._build(country_name(code), "state", code, None, basis, named=True)

    def _remember(self, given: Profile, actor: Actor) -> None:
        last = given.name.rsplit(" ", 1)[-1].lower()
        for head in {given.head, last} if given.form == "organization" else {given.head}:
            self._groups.setdefault(head, []).append((_content(given.name) | {given.head}, actor))
            del self._groups[head][:-8]

    def _owned(self, item: Item) -> tuple[Actor, str]:
        given = item.profile
        owner, _ = self._pronoun(item, given.owner)
        country = owner.country
        if country and given.head in tables().pronouns.country_nouns and len(given.name.split()) == 1:
            basis = f"'{given.owner} {given.name}': the country of {owner.name}"
            return self._state(country, basis), ""
        if given.head == "counterpart" and (other := self._counterpart(given, owner, item.start)):
            return other
        if given.kind == "person" and owner.country and (other := self._official_of(given, owner, item.start)):
            return other
        known = owner.kind != "other" and owner.name.lower() != given.name.lower()
        name = f"{given.name} of {owner.name}" if known else given.name
        basis = f"'{given.owner}': {owner.name}" if known else given.basis
        gender = gender_of("", [given.head])
        return self._build(name, given.kind, given.country or country, given.role, basis, named=False), gender

    def _official_of(self, given: Profile, owner: Actor, position: int) -> tuple[Actor, str] | None:
        """ "His foreign minister": who holds that office in the owner's country."""
        if tables().roles.get(given.head) not in {"government", "military"}:
            return None
        like = replace(given, country=owner.country)
        person = self._cast.in_role(like, self._specific_words(given), position, self._home)
        if person is not None and person.country == owner.country and person.name != owner.name:
            return self._person(person, f"'{given.owner} {given.name}': {person.name}, introduced in that role")
        return None

    def _counterpart(self, given: Profile, owner: Actor, position: int) -> tuple[Actor, str] | None:
        """ "His Turkish counterpart": who has the owner's office in the other country."""
        words = tokens(owner.role or "")
        held = longest_in(tables().roles, words, head_end(words))
        if held is None or given.country in {None, owner.country}:
            return None
        basis = f"'{given.owner} {given.name}': {held[0]}"
        like = replace(given, head=held[0])
        person = self._cast.in_role(like, frozenset(), position, None)
        if person is not None and person.country == given.country:
            return self._person(person, basis)
        leader = office_holder(held[0], given.country, self.day)
        if leader is None:
            return None
        basis = f"{basis}, table of office holders on {self.day}"
        return self._build(leader.name, "person", given.country, leader.role, basis, named=True), leader.gender

    # Pronouns

    def _pronoun(self, item: Item, pronoun: str) -> tuple[Actor, str]:
        table = tables().pronouns
        sentence = self._sentence(item.start)
        if pronoun == "sides":
            return self._sides(item), ""
        if pronoun in _first_person():
            return self._first(item, pronoun), ""
        quote = self._quotes.around(item.start)
        speaker = self._speaker(quote) if quote else None
        chosen: Occurrence | None = None
        if pronoun in table.male or pronoun in table.female:
            genders = {"male" if pronoun in table.male else "female", ""}
            nearest = next((o for o in self._scene.before() if o.end <= item.start), None)
            barred = {speaker.id} if speaker else set()
            if pronoun == "him" and nearest and nearest.sentence == sentence and nearest.salience >= SUBJECT:
                barred.add(nearest.actor.id)
            closing = says_before(self.text, item.start, item.end)

            def fits(o: Occurrence) -> bool:
                return (
                    o.number == "person" and o.gender in genders and o.actor.id not in barred and o.start < item.start
                )

            if closing:
                chosen = self._scene.pick(sentence, lambda o: fits(o) and o.sentence < sentence)
            chosen = chosen or self._scene.pick(sentence, fits, object_=pronoun == "him")
        elif pronoun in table.thing or pronoun in {"its"}:
            chosen = self._scene.pick(
                sentence, lambda o: o.number == "thing" and o.salience > PLACE and o.start < item.start
            )
        elif pronoun in table.plural or pronoun == "their":
            chosen = self._scene.pick(sentence, lambda o: _is_plural(o) and o.start < item.start, pronoun == "them")
            if chosen is None and (several := self._several(item)):
                return several, ""
            if chosen is None:
                collective = {"armed_group", "party", "organization", "ngo"}
                chosen = self._scene.pick(
                    sentence,
                    lambda o: o.actor.kind in collective and o.start < item.start and sentence - o.sentence <= 1,
                )
        if chosen is None:
            return self._actor(item.profile, f"pronoun '{pronoun}': nobody found", person=False), ""
        where = {0: "in the same sentence", 1: "in the sentence before"}.get(
            sentence - chosen.sentence, "further above"
        )
        part = "subject" if chosen.salience >= SUBJECT else "mentioned"
        return replace(chosen.actor, basis=f"pronoun '{pronoun}': {part} {where}, {chosen.actor.name}"), chosen.gender

    def _first(self, item: Item, pronoun: str) -> Actor:
        """ "I" is the speaker; "we" of an official is the state, of others the speaker."""
        quote = self._quotes.around(item.start)
        speaker = self._speaker(quote) if quote else None
        if speaker is None:
            return self._actor(item.profile, f"pronoun '{pronoun}': no speaker found", person=False)
        basis = f"pronoun '{pronoun}': the speaker, {speaker.name}"
        if pronoun in tables().pronouns.speakers and speaker.kind == "person" and speaker.country:
            return self._state(speaker.country, f"{basis}, of {country_name(speaker.country)}")
        return replace(speaker, basis=basis)

    def _speaker(self, quote: tuple[int, int]) -> Actor | None:
        """Who says a quotation: the nearest subject of a verb of saying, after it in its paragraph, else before it."""
        paragraph = self._paragraph(self._sentence(quote[0]))
        index = bisect_left(self._said, quote[0], key=lambda entry: entry[0])
        near = [e for e in self._said[max(0, index - 3) : index + 3] if not quote[0] <= e[0] < quote[1]]
        same = [e for e in near if self._paragraph(self._sentence(e[0])) == paragraph]
        if same:
            return min(same, key=lambda e: max(quote[0] - e[0], e[0] - quote[1]))[1]
        before = [e for e in near if e[0] < quote[0] and paragraph - self._paragraph(self._sentence(e[0])) <= 2]
        return before[-1][1] if before else None

    def _sides(self, item: Item) -> Actor:
        """ "Both sides", "the three countries": as many actors as were named side by side last before ("A, B and C"),
        or, for two, the only two states of the last sentences."""
        name = item.profile.name
        actor = self._actor(item.profile, "several actors together")
        number = next((_COUNTS[w] for w in name.lower().split() if w in _COUNTS), 2)
        kinds = {"person"} if name.split()[-1] in _PEOPLE else {"state"}
        if found := self._together(number, kinds, item.start):
            basis = f"'{name}': " + ", ".join(a.name for a in found)
            self.members[item.start, item.end] = tuple(replace(a, basis=basis) for a in found)
        return actor

    def _several(self, item: Item) -> Actor | None:
        """ "They" for actors named side by side in this sentence or the one before."""
        for number, kind in ((n, k) for k in ("person", "state") for n in (2, 3, 4)):
            if found := self._together(number, {kind}, item.start, side_by_side=True):
                basis = f"pronoun '{item.profile.owner or item.profile.head}': " + ", ".join(a.name for a in found)
                self.members[item.start, item.end] = tuple(replace(a, basis=basis) for a in found)
                return self._actor(item.profile, basis)
        return None

    def _together(self, number: int, kinds: set[str], position: int, side_by_side: bool = False) -> list[Actor]:
        near: dict[str, Actor] = {}
        run: list[Occurrence] = []
        sentence = self._sentence(position)
        for occurrence in self._scene.before():
            nameless = occurrence.actor.kind == "state" and occurrence.actor.country is None
            if occurrence.actor.kind not in kinds or nameless or occurrence.end > position:
                continue
            if side_by_side and sentence - occurrence.sentence > 1:
                break
            if sentence - occurrence.sentence <= 2:
                near.setdefault(occurrence.actor.id, occurrence.actor)
            joined = bool(run) and _is_conjunction(self.text[occurrence.end : run[-1].start])
            if not joined and len({o.actor.id for o in run}) == number:
                break
            run = [*run, occurrence] if joined else [occurrence]
        distinct = {o.actor.id: o.actor for o in reversed(run)}
        if len(distinct) == number and len(run) == number:
            return list(distinct.values())
        return list(near.values())[::-1] if number == 2 == len(near) and not side_by_side else []

    # Records

    def _actor(self, given: Profile, basis: str, person: bool = False) -> Actor:
        kind: ActorKind = "person" if person else given.kind
        return self._build(given.name, kind, given.country, given.role, basis or "words of the text", given.named)

    def _build(
        self, name: str, kind: ActorKind, country: Alpha3 | None, role: str | None, basis: str, named: bool
    ) -> Actor:
        key = ids.named_actor_id(name, kind) if named else ids.unnamed_actor_id(self.key, name)
        return Actor(
            id=key,
            name=name,
            kind=kind,
            country=country,
            role=role,
            role_country=country if role else None,
            basis=basis,
        )

    def _lowered(self, item: Item) -> Profile:
        """The profile with a small first letter where only the beginning of the sentence made it a capital."""
        given = item.profile
        word = given.name.split(" ", 1)[0]
        table = tables()
        common = table.words.numerals | table.words.vague | table.words.indefinite | table.titles.modifiers
        lower = word.lower()
        if not word.isupper() and (lower in common or (lower in table.groups and not given.named)):
            return replace(given, name=lower + given.name[len(word) :])
        return given

    def _last_state(self) -> Alpha3 | None:
        found = self._scene.last(lambda o: o.actor.kind in {"state", "government"} and o.actor.country is not None)
        return found.actor.country if found else None

    def _pronoun_of(self, given: Profile) -> str:
        return given.head if given.form == "pronoun" else given.owner

    def _in_entity(self, position: int) -> bool:
        index = bisect_right(self._entity_starts, position) - 1
        return index >= 0 and position < self.document.entities[index].end

    def _sentence(self, position: int) -> int:
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def _paragraph(self, sentence: int) -> int:
        return self.document.sentences[sentence].paragraph if sentence < len(self.document.sentences) else 0


def _is_plural(occurrence: Occurrence) -> bool:
    return occurrence.number == "plural" or occurrence.actor.kind == "armed_group"


def _first_person() -> frozenset[str]:
    table = tables().pronouns
    return table.speaker | table.speakers


def _is_conjunction(words: str) -> bool:
    return len(words) < 12 and words.replace(",", " ").split() in ([], ["and"], ["and", "the"], ["the"])


def _content(name: str) -> frozenset[str]:
    words = tables().words
    return frozenset(t.lower for t in tokens(name) if t.word and t.lower not in words.articles | words.prepositions)


def _title_end(words: Sequence[Token], index: int) -> int | None:
    """Where a title that begins with the article at `index` ends, if one does: "the former Russian envoy"."""
    table = tables()
    for token in words[index + 1 : index + 6]:
        lower = token.lower
        if lower in table.roles:
            return token.end
        if not (token.word and (token.capital or lower in table.titles.modifiers)):
            return None
    return None


def _group_start(words: Sequence[Token], index: int) -> int:
    """Where a group whose head is at `index` begins: "about 200 Rwandan Hutu rebels", "the Syrian army"."""
    table = tables()
    known = table.words.numerals | table.titles.modifiers | table.words.articles
    first = index
    while first > 0 and index - first < 6:
        token = words[first - 1]
        if not (
            token.lower in known or token.lower[0].isdigit() or (token.capital and token.lower not in table.words.stop)
        ):
            break
        first -= 1
        if token.lower in table.words.articles:
            break
    return first
