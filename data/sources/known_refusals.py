"""Files that we know and do not load: each is told what it is, why it is no use here, and what to take instead.

Descriptions of a table (StatLine's metadata, lists of codes, TableInfos and DataProperties of OData) hold no figures.
They are refused and not used for checking: titles and column numbers change between editions, so a description of
another month than the figures would contradict them without anyone being wrong.
"""

from __future__ import annotations

from typing import NoReturn

from data.errors import BrokenContent, UnknownArea, UnrecognisedFile
from data.sources.files import printable
from data.sources.gemeente_names import all_larger_than_a_gemeente
from data.sources.opened import Kind, OpenedFile
from data.sources.origins import UNSTATED, Origin
from data.sources.shapes import Known, Shape, Stage

_NO_ORIGIN = Origin(UNSTATED, "Niet geladen", UNSTATED, UNSTATED)

_METADATA_START = b"TableInfos;"
_DESCRIPTIONS_IN_JSON = (
    frozenset({"Identifier", "Title", "Modified"}),
    frozenset({"Key", "Title", "Type", "Position"}),
    frozenset({"Key", "Title", "Description"}),
    frozenset({"Identifier", "Title", "Description"}),
)
_LIST_OF_CODES = frozenset({"Key", "Title"})

_REGIONS, _TOWNS = "Regio's", "Plaatsen"


def _is_description(opened: OpenedFile) -> bool:
    if opened.kind is Kind.TEXT:
        return opened.start.startswith(_METADATA_START) or (
            opened.columns >= _LIST_OF_CODES and not any("_" in column for column in opened.columns)
        )
    if opened.kind is not Kind.JSON:
        return False
    values = opened.json_object.get("value") if opened.json_object else opened.json
    first = values[0] if isinstance(values, list) and values else None
    return isinstance(first, dict) and any(names <= first.keys() for names in _DESCRIPTIONS_IN_JSON)


def _refuse_description(opened: OpenedFile, known: Known) -> NoReturn:  # noqa: ARG001 - every reader gets both
    raise UnrecognisedFile(
        f"{opened.name} is een beschrijving van een tabel, geen cijfers. Haal bij CBS de cijfers zelf op: 'CSV met"
        " statistische codes' of de TypedDataSet."
    )


def _is_empty_reply(opened: OpenedFile) -> bool:
    if opened.kind is not Kind.JSON:
        return False
    values = opened.json_object.get("value") if opened.json_object else opened.json
    return values == []


def _refuse_empty_reply(opened: OpenedFile, known: Known) -> NoReturn:  # noqa: ARG001 - every reader gets both
    raise BrokenContent(
        f"{opened.name} heeft geen rijen: de vraag aan CBS vond niets. Vaak missen dan de spaties achter een code."
        " Controleer de vraag en haal het bestand opnieuw op."
    )


def _refuse_towns(opened: OpenedFile, known: Known) -> NoReturn:  # noqa: ARG001 - every reader gets both
    raise UnrecognisedFile(
        f"{opened.name} gaat over plaatsen. Een plaats heeft andere grenzen dan een gemeente, dus de cijfers zijn niet"
        " te vergelijken. Kies bij de politie de tabel per gemeente, wijk of buurt."
    )


def _refuse_regions(opened: OpenedFile, known: Known) -> NoReturn:  # noqa: ARG001 - every reader gets both
    rows = list(opened.table.rows())
    names = {row.text(_REGIONS) for row in rows}
    if names and all_larger_than_a_gemeente(names):
        raise UnknownArea(
            f"{opened.name} gaat over Nederland en provincies, niet over een gemeente. Voor een gemeente zegt dat"
            " niets. Kies bij de uitgever gemeenten, wijken of buurten."
        )
    shown = printable(min(names)) if names else "geen enkele regio"
    raise UnrecognisedFile(
        f"{opened.name} noemt regio's en onderwerpen alleen bij naam ({shown}). Dan is niet zeker wat bedoeld is."
        " Kies bij StatLine 'CSV met statistische codes'."
    )


# Asked before any other shape: nothing else in these files tells them from figures.
FIRST = (
    Shape(
        id="beschrijving",
        name="beschrijving van een tabel",
        stage=Stage.AREAS,
        origin=_NO_ORIGIN,
        read=_refuse_description,
        recognises=_is_description,
    ),
    Shape(
        id="leeg_antwoord",
        name="leeg antwoord van CBS",
        stage=Stage.AREAS,
        origin=_NO_ORIGIN,
        read=_refuse_empty_reply,
        recognises=_is_empty_reply,
    ),
)

# Asked when no shape of ours has the columns.
LAST = (
    Shape(
        id="plaatsen",
        name="cijfers per plaats",
        stage=Stage.AREAS,
        origin=_NO_ORIGIN,
        read=_refuse_towns,
        columns=frozenset({_TOWNS}),
    ),
    Shape(
        id="regios",
        name="cijfers per regio, in woorden",
        stage=Stage.AREAS,
        origin=_NO_ORIGIN,
        read=_refuse_regions,
        columns=frozenset({_REGIONS}),
    ),
)
