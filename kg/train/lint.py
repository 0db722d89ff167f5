"""`kg train --check`: what is wrong, or looks wrong, in files of marked text, and what they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from kg.train.balance import Balance, balance
from kg.train.corpus import Located, locate_all
from kg.train.near import near
from kg.train.rules import article_faults, faults


class Finding(Struct, frozen=True):
    """What breaks a rule, and where; an error has to be mended, a warning is for a person to judge."""

    file: str
    line: int | None
    reason: str
    error: bool

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason if self.error else f'warning: {self.reason}'}"


class Checked(Struct, frozen=True, kw_only=True):
    """The findings in the order of file and line, and the figures of the sentences that can be read."""

    files: int
    errors: int
    warnings: int
    findings: tuple[Finding, ...]
    balance: Balance


def check(files: Iterable[Path], test: Iterable[Path]) -> Checked:
    """Look over `files`. A sentence of theirs that is one of `test` but for a word or two is an error, because the test
    would no longer be of what is new; one that is so like another of `files` is a warning. A file that is among `test`
    itself is looked over without that."""
    files = list(files)
    sentences, problems = locate_all(files)
    there = {file.resolve() for file in files}
    tested = locate_all(file for file in test if file.resolve() not in there)[0]
    findings = [Finding(each.file, each.line, each.reason, True) for each in problems]
    for each in sentences:
        found = [*faults(each.marked), *(article_faults(each.sentence) if each.sentence else ())]
        findings += (Finding(str(each.file), each.line, fault.reason, fault.error) for fault in found)
    findings += _nearly_the_same(tested, sentences)
    order = {str(file): number for number, file in enumerate(files)}
    findings.sort(key=lambda finding: (order[finding.file], finding.line or 0))
    errors = sum(finding.error for finding in findings)
    return Checked(
        files=len(files),
        errors=errors,
        warnings=len(findings) - errors,
        findings=tuple(findings),
        balance=balance({each.marked.text: each.marked for each in sentences}.values()),
    )


def _nearly_the_same(tested: list[Located], sentences: list[Located]) -> Iterator[Finding]:
    """Two articles may share a headline or a short sentence, so within articles only those of the test count."""
    both = [*tested, *sentences]
    for pair in near([each.marked.text for each in both]):
        first, second = both[pair.first], both[pair.second]
        of_test = pair.first < len(tested) <= pair.second
        if of_test or (pair.first >= len(tested) and not (first.sentence and second.sentence)):
            what = "of the test set" if of_test else "at"
            reason = (
                f"but for a word or two the sentence {what} {first.file}:{first.line} (likeness {pair.likeness:.2f})"
            )
            yield Finding(str(second.file), second.line, reason, of_test)
