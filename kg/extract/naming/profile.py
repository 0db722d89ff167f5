"""The record of what a noun phrase says by itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kg.model import ActorKind, Alpha3

Form = Literal["pronoun", "owned", "person", "title", "state", "organization", "group", "phrase"]


class Profile(Struct, frozen=True, kw_only=True):
    """What a noun phrase says by itself. `name` is the name it gives, or the phrase without its article."""

    form: Form
    name: str
    kind: ActorKind
    head: str = ""
    """The head word in lower case; for a pronoun the pronoun, for a person the role word."""
    country: Alpha3 | None = None
    role: str | None = None
    role_country: Alpha3 | None = None
    named: bool = False
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    shared: str = ""
    """The words themselves, where they name an organisation only if its country is in view: "Congress"."""
    owner: str = ""
    """The possessive pronoun that the phrase begins with: "his" in "his government"."""
    basis: str = ""

    @property
    def pronoun(self) -> str:
        """The pronoun that the phrase is or begins with; empty if there is none."""
        return self.head if self.form == "pronoun" else self.owner
