"""From files to one delivery: boundaries first, then people, then counts; all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from data.catalogue import Catalogue
from data.errors import NothingLoaded, SourceError, UnknownArea
from data.schemas import TABLES, Resolution
from data.settings import MODELGEMEENTE
from data.sources import areas
from data.sources.boundaries_geojson import Territory, read_boundaries
from data.sources.counts import TOTAL_KEY, Count
from data.sources.files import read_file
from data.sources.observations import observations_of, without_repeats
from data.sources.periods import Period
from data.sources.places import Places
from data.sources.reading import Reading
from data.sources.recognise import RecognisedFile, Shape, recognise
from data.sources.report import LoadReport, series_of
from data.warehouse import Delivery, open_snapshot
from data.warehouse.frames import empty_table


def read_delivery(
    paths: Sequence[Path], warehouse: Path, catalogue: Catalogue, now: datetime, gemeente: str | None = None
) -> tuple[Delivery, LoadReport]:
    """Read files of one gemeente; nothing is stored yet.

    Args:
        paths: The files, in any order; the same content twice counts once.
        warehouse: Folder of the warehouse, which may know the areas from an earlier load.
        catalogue: Tells which figures are used.
        now: Moment of loading, with its time zone.
        gemeente: Code of the gemeente where the files do not tell.

    Raises:
        SourceError: A file cannot be read, recognised or trusted; one sentence names file, place and remedy.
        WarehouseDamaged: The warehouse cannot be used.
    """
    files = {file.sha256: file for file in (read_file(path) for path in paths)}
    recognised = sorted((recognise(file) for file in files.values()), key=lambda one: list(Shape).index(one.shape))
    with_outlines = [one for one in recognised if one.shape is Shape.BOUNDARIES]
    territory = _territory(with_outlines, gemeente)
    code = territory.places.gemeente.code if territory else gemeente or _only_stored_gemeente(warehouse)
    stored = _stored_tables(warehouse, code)
    reading = Reading(
        catalogue=catalogue,
        now=now,
        places=territory.places if territory else _stored_places(stored["areas"], code),
        stored_population=areas.population_of_table(stored["areas"]),
        known_counts=_stored_totals(stored["observations"], catalogue),
    )
    for one in recognised:
        if territory and one.shape is Shape.BOUNDARIES:
            reading.add_boundaries(one, territory)
        else:
            reading.add(one)
    tables = _tables(reading, territory, stored["areas"])
    series = series_of(tables["observations"], catalogue.name_of_series) if "observations" in tables else []
    report = LoadReport(code, reading.places.gemeente.name, reading.files, series, _notes(reading, territory))
    return Delivery(code, tables), report


def _territory(with_outlines: Sequence[RecognisedFile], gemeente: str | None) -> Territory | None:
    if not with_outlines:
        return None
    file = with_outlines[0].file
    if len(with_outlines) > 1:
        raise SourceError(
            f"{file.name} en {with_outlines[1].file.name} zijn allebei grenzen. Laad één bestand met grenzen."
        )
    territory = read_boundaries(file)
    if gemeente not in (None, territory.places.gemeente.code):
        raise UnknownArea(
            f"{file.name} gaat over {territory.places.gemeente.code}, niet over {gemeente}."
            " Laat --gemeente weg, of geef het grenzenbestand van die gemeente."
        )
    return territory


def _only_stored_gemeente(warehouse: Path) -> str:
    try:
        known = [code for code in open_snapshot(warehouse).gemeenten() if code != MODELGEMEENTE]
    except NothingLoaded:
        known = []
    if len(known) != 1:
        raise UnknownArea(
            "De bestanden noemen geen gemeente. Laad het bestand met de grenzen van de buurten mee, of geef de code:"
            " --gemeente GM0758."
        )
    return known[0]


def _stored_tables(warehouse: Path, gemeente: str) -> Mapping[str, pl.DataFrame]:
    try:
        snapshot = open_snapshot(warehouse)
    except NothingLoaded:
        return {name: empty_table(name) for name in TABLES}
    return {name: snapshot.table(name, gemeente).collect() for name in ("areas", "observations")}


def _stored_places(stored_areas: pl.DataFrame, gemeente: str) -> Places:
    places = areas.places_of_table(stored_areas)
    if places is None:
        raise UnknownArea(
            f"Van {gemeente} zijn nog geen wijken en buurten bekend."
            " Laad het bestand met de grenzen van de buurten mee."
        )
    return places


def _stored_totals(stored: pl.DataFrame, catalogue: Catalogue) -> list[Count]:
    total = catalogue.indicator_of_key("47018NED", TOTAL_KEY)
    if total is None:
        return []
    rows = stored.filter(pl.col("indicator_id") == total.id, pl.col("resolution") == Resolution.YEAR.value)
    return [
        Count(TOTAL_KEY, total.name, Period(start, Resolution.YEAR), code, None if value is None else int(value))
        for code, start, value in rows.select("area_code", "period_start", "value").iter_rows()
    ]


def _tables(reading: Reading, territory: Territory | None, stored_areas: pl.DataFrame) -> dict[str, pl.DataFrame]:
    years = reading.years() or {reading.now.year}
    tables = {"provenance": pl.concat(reading.provenance)}
    hectares: dict[str, float] = {}
    if territory:
        tables["boundaries"] = areas.boundaries_table(territory, max(years))
        hectares = areas.hectares_of(tables["boundaries"])
    tables["areas"] = areas.areas_table(reading.places, reading.population, hectares, years, stored_areas)
    if reading.counted:
        tables["observations"] = without_repeats(
            [(one.file, observations_of(one, reading.catalogue, reading.now)) for one in reading.counted]
        )
    return tables


def _notes(reading: Reading, territory: Territory | None) -> list[str]:
    notes = []
    if territory:
        year = max(reading.years() or {reading.now.year})
        notes.append(
            f"Het grenzenbestand noemt geen jaar. Wij nemen de indeling van {year}: het laatste jaar van de cijfers."
        )
        notes.append("De oppervlakte is die van het hele vlak, water inbegrepen.")
    if reading.population.inhabitants:
        notes.append(
            "Inwoners zijn per buurt afgerond op 5; een wijk of gemeente zonder eigen cijfer is de som daarvan."
        )
    notes.append(
        "Of een buurt een station, uitgaansgebied, instelling of bedrijventerrein heeft, staat niet in deze bestanden."
    )
    return notes
