"""Who may do what: one table, asked where records are read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.errors import NotAllowed

_PSEUDONYM = re.compile(r"[a-z0-9-]{1,64}")


class Role(StrEnum):
    """As whom somebody is here."""

    COUNCIL_MEMBER = "raadslid"
    COMMITTEE_MEMBER = "commissielid"
    CLERK = "griffier"
    MAYOR = "burgemeester"
    EXECUTIVE = "college"
    ADVISER = "adviseur"
    PARTNER = "partner"
    PROCESS_OWNER = "proceseigenaar"
    PRIVACY_OFFICER = "fg"
    SECURITY_OFFICER = "ciso"
    ADMINISTRATOR = "beheerder"


class Action(StrEnum):
    """What somebody does with a record; the value completes 'mag ... '."""

    READ_PLAN = "het plan lezen"
    WRITE_PLAN = "het plan schrijven"
    DECIDE_PLAN = "vastleggen wat de raad over het plan besluit"
    WRITE_DUIDING = "een duiding schrijven"
    WRITE_DEADLINE = "een termijn schrijven"
    READ_WISHES = "vragen en wensen lezen"
    MAKE_WISH = "een vraag stellen of een wens doen"
    ASSIGN_WISH = "een vraag of wens toewijzen"
    ANSWER_WISH = "een vraag of wens beantwoorden"
    KEEP_DRAFT = "een eigen concept bewaren"
    READ_TRAIL = "het spoor van wijzigingen lezen"
    PROPOSE_ERASURE = "voorstellen om tekst te schonen"
    ERASE_PLAN = "tekst van het plan schonen"
    ERASE_WISH = "tekst van een vraag of wens schonen"


_EVERYONE = frozenset(Role)
_ALL_BUT_PARTNERS = _EVERYONE - {Role.PARTNER}
_ANSWERING = frozenset({Role.MAYOR, Role.EXECUTIVE, Role.ADVISER})

# Questions and wishes belong to the raad: its griffier assigns and erases them, and nobody of the college does. The FG
# advises and sees, and never holds a key.
ALLOWED: Mapping[Action, frozenset[Role]] = {
    Action.READ_PLAN: _EVERYONE,
    Action.WRITE_PLAN: frozenset({Role.ADVISER}),
    Action.DECIDE_PLAN: frozenset({Role.CLERK}),
    Action.WRITE_DUIDING: frozenset({Role.MAYOR, Role.ADVISER, Role.PARTNER}),
    Action.WRITE_DEADLINE: frozenset({Role.CLERK, Role.ADVISER}),
    Action.READ_WISHES: _ALL_BUT_PARTNERS,
    Action.MAKE_WISH: frozenset({Role.COUNCIL_MEMBER, Role.COMMITTEE_MEMBER}),
    Action.ASSIGN_WISH: frozenset({Role.CLERK}),
    Action.ANSWER_WISH: _ANSWERING,
    Action.KEEP_DRAFT: _EVERYONE,
    Action.READ_TRAIL: frozenset({Role.PROCESS_OWNER, Role.PRIVACY_OFFICER, Role.SECURITY_OFFICER}),
    Action.PROPOSE_ERASURE: frozenset({Role.CLERK, Role.ADVISER, Role.PROCESS_OWNER}),
    Action.ERASE_PLAN: frozenset({Role.PROCESS_OWNER}),
    Action.ERASE_WISH: frozenset({Role.CLERK}),
}


@dataclass(frozen=True)
class Actor:
    """Somebody who reads or writes.

    Attributes:
        role: As whom.
        pseudonym: Which person, as a code that only the sign-in can lead back to a name.

    Raises:
        ValueError: The pseudonym holds something else than small letters, digits and dashes, such as an address.
    """

    role: Role
    pseudonym: str

    def __post_init__(self) -> None:
        if not _PSEUDONYM.fullmatch(self.pseudonym):
            raise ValueError("a pseudonym holds small letters, digits and dashes only")


def require(actor: Actor, action: Action) -> None:
    """Let the actor through, or not.

    Raises:
        NotAllowed: The role of the actor may not do this.
    """
    if actor.role not in ALLOWED[action]:
        raise NotAllowed(f"Als {actor.role} kunt u niet {action}. Vraag het de griffier of de adviseur.")


def rights_table() -> str:
    """The whole table as Markdown, for the documentation: a row per action, a column per role."""
    head = ["", *Role]
    rows = [[str(action), *("ja" if role in ALLOWED[action] else "" for role in Role)] for action in Action]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
