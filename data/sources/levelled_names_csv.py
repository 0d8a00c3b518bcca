"""Police counts with names that tell their own level, one gemeente at a time.

'Rotterdam (Gemeente)' is the gemeente, 'Delfshaven (Gebied)' a wijk and 'Delfshaven' a buurt. Such files come out of
notebooks: a numbered first column, a date beside the period, counts written as '91.0', crime and nuisance in one
column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.catalogue.contents import NUISANCE_TABLE
from data.errors import BrokenContent
from data.schemas import Level
from data.sources.counts import Count
from data.sources.files import printable
from data.sources.naming import unknown_area
from data.sources.opened import OpenedFile
from data.sources.origins import police
from data.sources.places import Place, Places
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.statline_csv import AREA_COLUMN, CRIME_COLUMN, CRIME_COUNT, PERIOD_COLUMN, key_of_label, period_of
from data.sources.text import Row
from data.warehouse.reports import whole_number

HEADER = frozenset({"Datum", AREA_COLUMN, CRIME_COLUMN, PERIOD_COLUMN, CRIME_COUNT})

_CRIME_PER_MONTH = "47022NED"
_LEVELS = {"gemeente": Level.GEMEENTE, "gebied": Level.WIJK}
_NAME = re.compile(r"(.+?)(?: \((Gemeente|Gebied)\))?", re.IGNORECASE)


def read_levelled_names(opened: OpenedFile, known: Known) -> Content:
    """Read counts of crime and nuisance.

    Raises:
        BrokenContent: A label, period or number is wrong, or a row is there twice.
        UnknownArea: A name belongs to no area of the gemeente, or the gemeente is not known.
    """
    rows = list(opened.table.rows())
    if not rows:
        raise BrokenContent(f"{opened.name} heeft een kop maar geen rijen. Haal het bestand opnieuw op.")
    town = _town(rows, known)
    counts: dict[tuple[object, ...], Count] = {}
    not_loaded: dict[str, int] = {}
    for row in rows:
        place = _place(row, town)
        if place is None:
            name = row.text(AREA_COLUMN)
            not_loaded[name] = not_loaded.get(name, 0) + 1
            continue
        label, period = row.text(CRIME_COLUMN), period_of(row)
        key, is_nuisance = key_of_label(row, label)
        table_id = NUISANCE_TABLE if is_nuisance else _CRIME_PER_MONTH
        here = (place.code, key, period)
        if here in counts:
            raise row.broken(AREA_COLUMN, "staat er met dezelfde soort en periode nog een keer in", "Haal er één weg.")
        counts[here] = Count(key, label, period, place.code, _value(row), table_id)
    kept = list(counts.values())
    notes = [*_notes_on_selection(kept), *_notes_on_buurten(not_loaded, town)]
    return Content(rows=len(kept), notes=notes, table_id=_CRIME_PER_MONTH, counts=kept)


def _town(rows: Sequence[Row], known: Known) -> Places:
    """The areas of the gemeente that the file names, or else of the only one that is known."""
    for row in rows:
        name, level = _parts(row)
        if level is Level.GEMEENTE:
            found = known.places.named(name, Level.GEMEENTE)
            if len(found) == 1:
                return known.places.of_gemeente(found[0].code)
            raise unknown_area(row, AREA_COLUMN, name, known.town)
    return known.town


def _place(row: Row, town: Places) -> Place | None:
    """The area of a row; None for a buurt of a gemeente of which no buurten are loaded."""
    name, level = _parts(row)
    found = town.named(name, level)
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        codes = " en van ".join(place.code for place in found)
        raise row.broken(AREA_COLUMN, f"is de naam van {codes}", "Gebruik een bestand met codes.")
    if level is not Level.GEMEENTE and not town.at(level):
        return None
    raise unknown_area(row, AREA_COLUMN, row.text(AREA_COLUMN), town)


def _parts(row: Row) -> tuple[str, Level]:
    match = _NAME.fullmatch(row.text(AREA_COLUMN))
    if match is None:
        raise row.broken(AREA_COLUMN, "is geen naam van een gebied", "Haal het bestand opnieuw op.")
    return match[1], _LEVELS[match[2].lower()] if match[2] else Level.BUURT


def _value(row: Row) -> int | None:
    written = row.cells[CRIME_COUNT].strip().removesuffix(".0")
    return Row(row.file, row.number, {CRIME_COUNT: written}).count(CRIME_COUNT)


def _notes_on_selection(counts: Sequence[Count]) -> list[str]:
    """How much of all combinations is there; of what is not, nothing is known."""
    areas = {count.area_code for count in counts}
    keys = {count.key for count in counts}
    pairs = {(count.area_code, count.key) for count in counts}
    if len(pairs) == len(areas) * len(keys):
        return []
    told = (
        f"Dit is een selectie en niet compleet: van {whole_number(len(areas))} gebieden en {len(keys)} soorten zijn"
        f" {whole_number(len(pairs))} van {whole_number(len(areas) * len(keys))} combinaties er. De rest blijft leeg,"
        " niet nul; gebieden zijn hier niet met elkaar te vergelijken."
    )
    return [told]


def _notes_on_buurten(not_loaded: dict[str, int], town: Places) -> list[str]:
    if not not_loaded:
        return []
    told = (
        f"{len(not_loaded)} gebieden ({whole_number(sum(not_loaded.values()))} rijen) zijn weggelaten: van"
        f" {printable(town.gemeente.name)} is dat niveau niet geladen. Laad ook de grenzen van de buurten."
    )
    return [told]


SHAPES = (
    Shape(
        id="politie_namen_niveau",
        name="geregistreerde misdrijven en overlast, namen met niveau (CSV)",
        stage=Stage.FIGURES,
        origin=police("Geregistreerde misdrijven en overlast per maand, selectie", edited=True),
        read=read_levelled_names,
        # It has the columns of the plain export and more: this one must be asked first.
        recognises=lambda opened: opened.columns >= HEADER,
    ),
)
