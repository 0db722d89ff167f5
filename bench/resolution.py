#!/usr/bin/env python3
"""Actors across articles: how right on our gold, and how fast on generated mentions.

    python bench/resolution.py                     # figures on data/gold/actors against their floors
    python bench/resolution.py --errors            # and every pair and cluster that came out wrong
    python bench/resolution.py --speed [MENTIONS]  # seconds and memory for a tenth of them and for all (1,000,000)

Exit code 1 where a figure is under its floor in data/gold/actors/floors.json, where two heads of state or government
are taken for one, or where a million mentions take 10 minutes or 6 GB.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kg.evaluation import resolution as gold
from kg.extract.naming.tables import tables
from kg.ids import named_actor_id
from kg.resolve.actors import resolve
from kg.resolve.article_actors import ArticleActor
from kg.settings import data

MINUTES, GIGABYTES, MOST = 10, 6.0, 1_000_000
GROWTH = 1.6
"""The most that a mention may take longer in ten times as many."""
PEOPLE = 0.06
"""Persons and bodies a mention in the generated corpus."""


def figures(folder: Path, errors: bool) -> dict[str, float]:
    """All figures by name; prints them, and what is wrong if asked."""
    found: dict[str, float] = {}
    pairs, clusters = gold.read_pairs(folder / "pairs"), gold.read_clusters(folder / "clusters")
    for half in ("develop", "held"):
        scored = gold.score_pairs([pair for pair in pairs if pair.half == half])
        own = [cluster for cluster in clusters if cluster.half == half]
        tally, together, actors = gold.score_clusters(own)
        found |= {f"{half} pairs precision": scored.precision, f"{half} pairs recall": scored.recall,
                  f"{half} pairs F1": scored.f1, f"{half} B-cubed F1": tally.f1}  # fmt: skip
        print(
            f"{half}: pairs {scored.there} same, {len(scored.wrong)} wrong of {sum(p.half == half for p in pairs)}: "
            f"precision {scored.precision:.3f}, recall {scored.recall:.3f}, F1 {scored.f1:.3f}; "
            f"{scored.unsure_merged} of {scored.unsure} unsure merged"
        )
        print(
            f"{half}: clusters {len(own)}, mentions {len(actors)}: B-cubed F1 {tally.f1:.3f}, "
            f"questions for an analyst {len(together.work)}"
        )
        if errors:
            _tell(scored, own, together, actors)
    return found


def _tell(
    scored: gold.PairScore, clusters: list[gold.Cluster], together: gold.Resolution, actors: list[ArticleActor]
) -> None:
    for pair, came in scored.wrong:
        print(f"  {pair.verdict}, {came}: {pair.one} | {pair.other}  ({pair.why})")
    truth = {actor.article: clusters[int(actor.article.split("-")[0])].name for actor in actors}
    for key, one, other in gold.wrong_merges(actors, together, truth):
        print(f"  one: {one} | {other}  ({key})")
    for number, cluster in enumerate(clusters):
        ids = {together.of[actor.key] for actor in actors if actor.article.split("-")[0] == str(number)}
        if len(ids) > 1:
            print(f"  several: {cluster.name}: {', '.join(sorted(ids))}")


def heads() -> list[tuple[str, str, str]]:
    """Two persons of the table of leaders who came out as one: all at once, by full name, alias and surname in office,
    with and without role and country."""
    actors: list[ArticleActor] = []
    truth: dict[str, str] = {}
    for number, leader in enumerate(tables().leaders):
        country = leader.country
        for place, name in enumerate((leader.name, *leader.aliases, leader.name.split()[-1])):
            for told, (roles, where) in enumerate(((((leader.role, country),), country), ((), country), ((), None))):
                if place > len(leader.aliases) and told:
                    continue  # a surname alone tells nobody
                article = f"{number}-{place}-{told}"
                key = named_actor_id(name, "person")
                actors.append(ArticleActor(article, key, name, "person", where, roles, leader.since))
                truth[article] = leader.name
    return gold.wrong_merges(actors, resolve(actors), truth)


GIVEN = (
    "mohammed", "ahmed", "ali", "hassan", "hussein", "omar", "ivan", "sergei", "alexander", "dmitry", "igor", "john",
    "william", "robert", "james", "george", "maria", "anna", "jose", "juan", "carlos", "luis", "pedro", "wei", "jian",
    "kenji", "peter", "paul", "thomas", "michael", "daniel", "david", "khalid", "yusuf", "ibrahim", "mahmoud", "elena",
    "olga", "natalia", "fatima", "amina", "grace", "joseph", "samuel", "emmanuel", "moussa", "mamadou", "narendra",
)  # fmt: skip
SPELT = {
    "mohammed": ("muhammad", "mohamed"), "ahmed": ("ahmad",), "hussein": ("hossein", "husain"), "sergei": ("sergey",),
    "dmitry": ("dmitri",), "alexander": ("aleksandr",), "yusuf": ("youssef",), "khalid": ("khaled",),
}  # fmt: skip
PARTS = (
    "ka", "lo", "mar", "ben", "ro", "di", "sha", "ter", "vin", "go", "lan", "mi", "pet", "san", "ur", "ze", "hal",
    "tor", "nak", "bu",
)  # fmt: skip
ENDS = ("ov", "enko", "ian", "i", "a", "o", "son", "ez", "oglu", "zadeh", "wala", "ski", "ic", "e", "an")
ROLES = (
    "president", "prime minister", "foreign minister", "spokesman", "general", "governor", "ambassador", "lawmaker",
    "mayor", "opposition leader", "lawyer", "journalist", "businessman", "",
)  # fmt: skip
COUNTRIES = (
    "USA", "RUS", "CHN", "IRN", "SYR", "TUR", "FRA", "DEU", "GBR", "IND", "PAK", "EGY", "SAU", "UKR", "BRA", "MEX",
    "NGA", "KEN", "JPN", "KOR",
)  # fmt: skip
BODIES = ("Front", "Army", "Movement", "Party", "Union", "Council", "Ministry", "Committee", "League", "Force")


def mentions(count: int, seed: int = 6) -> Iterator[ArticleActor]:
    """Article actors of a made-up world: families and persons skewed as names in news are (Zipf), each person with
    spellings, initials, surnames alone, roles that change and days over thirty years; every tenth is a body."""
    chance = random.Random(seed)
    persons = max(100, int(count * PEOPLE))
    families = max(50, int(persons**0.75))
    family = [
        "".join(chance.choices(PARTS, k=chance.choice((1, 2, 2, 3)))) + chance.choice(ENDS) for _ in range(families)
    ]
    kept: dict[int, tuple[str, str, str, str, int, bool]] = {}
    for number in range(count):
        who = min(int(persons ** chance.random()), persons - 1)  # few are in most articles
        if who not in kept:
            surname = family[min(int(families ** chance.random()), families - 1)]
            kept[who] = (chance.choice(GIVEN), surname, chance.choice(COUNTRIES), chance.choice(ROLES),
                         chance.randrange(1990, 2020), chance.random() < 0.1)  # fmt: skip
        given, surname, country, role, since, body = kept[who]
        day = f"{since + chance.randrange(6)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        if body:
            words = [surname.title(), "National" if who % 3 else "People's", BODIES[who % len(BODIES)]]
            name = " ".join(words) if chance.random() < 0.8 else "".join(word[0] for word in words)
            yield ArticleActor(
                str(number // 6), named_actor_id(name, "organization"), name, "organization", country, (), day
            )
            continue
        written = chance.choice([given, given, given, *SPELT.get(given, ())]).title()
        style = chance.random()
        name = (
            f"{written} {surname.title()}"
            if style < 0.8
            else surname.title()
            if style < 0.95
            else f"{written[0]}. {surname.title()}"
        )
        roles = ((role, country),) if role and chance.random() < 0.6 else ()
        where = country if roles or chance.random() < 0.5 else None
        yield ArticleActor(str(number // 6), named_actor_id(name, "person"), name, "person", where, roles, day)


def speed(count: int) -> None:
    """One run in this process; a line of JSON. `core` are seconds of a core, which other work does not lengthen."""
    actors = list(mentions(count))
    began, worked = time.perf_counter(), time.process_time()
    found = resolve(actors)
    seconds, core = time.perf_counter() - began, time.process_time() - worked
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    told = {"mentions": count, "seconds": round(seconds, 2), "core": round(core, 2), "GB": round(peak, 2)}
    print(json.dumps(told | {"actors": len(found.actors), "questions": len(found.work)}))


def compared(count: int) -> list[str]:
    """A tenth of the mentions and all of them, each in a process of its own; what misses its target, in words."""
    runs = []
    for size in (count // 10, count):
        run = subprocess.run([sys.executable, __file__, "--run", str(size)], stdout=subprocess.PIPE, check=True)
        runs.append(json.loads(run.stdout))
        print(", ".join(f"{name} {value:,}" for name, value in runs[-1].items()), flush=True)
    ratio = runs[1]["core"] / runs[1]["mentions"] / (runs[0]["core"] / runs[0]["mentions"])
    print(f"a mention takes {ratio:.2f} times as long in ten times as many (target under {GROWTH})")
    share = max(1.0, count / MOST)
    return [
        *([f"{runs[1]['seconds']} s"] if runs[1]["seconds"] > MINUTES * 60 * share else []),
        *([f"{runs[1]['GB']} GB"] if runs[1]["GB"] >= GIGABYTES * share else []),
        *([f"grows {ratio:.2f} times"] if ratio > GROWTH else []),
    ]


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true", help="print what came out wrong")
    ask.add_argument("--speed", type=int, nargs="?", const=MOST, metavar="MENTIONS", help="time generated mentions")
    ask.add_argument("--run", type=int, help=argparse.SUPPRESS)
    asked = ask.parse_args()
    if asked.run:
        speed(asked.run)
        return 0
    if asked.speed:
        low = compared(asked.speed)
    else:
        folder = data("gold", "actors")
        found = figures(folder, asked.errors)
        floors = json.loads((folder / "floors.json").read_text("utf-8"))
        low = [f"{name} {found[name]:.3f} is under {floor}" for name, floor in floors.items() if found[name] < floor]
        merged = heads()
        print(f"heads of state and government and other holders of the table taken for one: {len(merged)}")
        low += [f"{one} and {other} are one" for _, one, other in merged]
    print("\n".join(low), file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
