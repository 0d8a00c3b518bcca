"""How long every kind of record stays, on what ground, who may see it under the Woo, and who lets it go.

The terms follow the Selectielijst gemeenten en intergemeentelijke organen as we know it; they are a proposal that the
archivaris and the FG of a gemeente must confirm before it uses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Publicity(StrEnum):
    """Whether anyone may ask for it."""

    PUBLIC = "openbaar"
    DELIBERATION = "intern beraad tot het besluit (Woo, artikel 5.2), daarna openbaar"
    INTERNAL = "niet openbaar"


@dataclass(frozen=True)
class Retention:
    """The rule of one kind of record.

    Attributes:
        kind: Name of its table.
        what: What it is, in Dutch.
        term: How long it stays, in Dutch.
        ground: Why so long.
        publicity: Who may see it.
        deleted_by: Who lets it go.
    """

    kind: str
    what: str
    term: str
    ground: str
    publicity: Publicity
    deleted_by: str


_KEPT = "blijvend; na 20 jaar naar het archief"
_ADOPTED_POLICY = "Archiefwet en selectielijst gemeenten: vastgesteld beleid"
_EXECUTION = "Archiefwet en selectielijst gemeenten: uitvoering van beleid"
_COUNCIL = "Archiefwet en selectielijst gemeenten: stukken van de raad"
_SEVEN_YEARS = "7 jaar na het einde van het plan"
_ARCHIVIST = "de archivaris, samen met de proceseigenaar"
_CLERK = "de griffier, samen met de archivaris"

RETENTION: tuple[Retention, ...] = (
    Retention("plans", "het plan", _KEPT, _ADOPTED_POLICY, Publicity.DELIBERATION, _ARCHIVIST),
    Retention("theme_tiers", "plaats van een thema", _KEPT, _ADOPTED_POLICY, Publicity.DELIBERATION, _ARCHIVIST),
    Retention("priorities", "prioriteit", _KEPT, _ADOPTED_POLICY, Publicity.DELIBERATION, _ARCHIVIST),
    Retention("goals", "doel", _KEPT, _ADOPTED_POLICY, Publicity.DELIBERATION, _ARCHIVIST),
    Retention("measures", "maatregel", _SEVEN_YEARS, _EXECUTION, Publicity.DELIBERATION, _ARCHIVIST),
    Retention("takeovers", "overname door de regio", _SEVEN_YEARS, _EXECUTION, Publicity.PUBLIC, _ARCHIVIST),
    Retention("deadlines", "termijn", _SEVEN_YEARS, _EXECUTION, Publicity.PUBLIC, _ARCHIVIST),
    Retention("duidingen", "duiding", _SEVEN_YEARS, _EXECUTION, Publicity.DELIBERATION, _ARCHIVIST),
    Retention("wishes", "vraag of wens", _KEPT, _COUNCIL, Publicity.PUBLIC, _CLERK),
    Retention(
        "drafts",
        "concept van één persoon",
        "30 dagen na de laatste wijziging",
        "AVG, artikel 5: niet langer dan nodig",
        Publicity.INTERNAL,
        "het programma zelf",
    ),
    Retention(
        "erasures",
        "besluit om tekst te schonen",
        "zo lang als het spoor",
        "AVG, artikel 5 lid 2: verantwoording",
        Publicity.INTERNAL,
        _ARCHIVIST,
    ),
    Retention(
        "audit_lines",
        "regel van het spoor, zonder inhoud",
        "zo lang als het record waar hij over gaat",
        "AVG, artikel 5 lid 2: verantwoording; BIO: logging",
        Publicity.INTERNAL,
        _ARCHIVIST,
    ),
    Retention(
        "audit_payloads",
        "inhoud van een regel van het spoor",
        "zo lang als het record waar hij over gaat, of tot die is geschoond",
        "AVG, artikel 5 lid 2: verantwoording; Archiefwet",
        Publicity.INTERNAL,
        "twee mensen samen: wie het voorstelt, en de proceseigenaar of de griffier",
    ),
)


def retention_table() -> str:
    """The whole table as Markdown, for the documentation."""
    head = ("wat", "hoe lang", "grond", "openbaar", "wie verwijdert")
    rows = [(one.what, one.term, one.ground, str(one.publicity), one.deleted_by) for one in RETENTION]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ("---",) * len(head), *rows))
