"""From files to deliveries, one per gemeente: areas first, then people, then figures; all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from data.catalogue import Catalogue
from data.errors import NothingLoaded, UnknownArea, UnrecognisedFile
from data.schemas import Resolution
from data.settings import MODELGEMEENTE
from data.sources import areas, notes
from data.sources.counts import TOTAL_KEY, Count
from data.sources.files import read_file
from data.sources.observations import without_repeats
from data.sources.periods import Period
from data.sources.places import Places
from data.sources.reading import Reading
from data.sources.recognise import RecognisedFile, in_order_of_reading, recognise
from data.sources.report import series_of
from data.sources.shapes import Known, Stage
from data.warehouse import Delivery, Snapshot, open_snapshot
from data.warehouse.frames import empty_table
from data.warehouse.reports import LoadReport

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Asked:
    """What the one who loads says beside the files.

    Attributes:
        gemeente: Code of the one gemeente to load; None for all that the files hold.
        year: Year of the division of files that do not tell theirs.
    """

    gemeente: str | None = None
    year: int | None = None


def read_deliveries(
    paths: Sequence[Path], warehouse: Path, catalogue: Catalogue, now: datetime, asked: Asked | None = None
) -> tuple[list[Delivery], LoadReport]:
    """Read files of one gemeente or of many; nothing is stored yet.

    Args:
        paths: The files, in any order; the same content twice counts once.
        warehouse: Folder of the warehouse, which may know the areas from an earlier load.
        catalogue: Tells which figures are used.
        now: Moment of loading, with its time zone.
        asked: Which gemeente, and which year.

    Raises:
        SourceError: A file cannot be read, recognised or trusted; one sentence names file, place and remedy.
        WarehouseDamaged: The warehouse cannot be used.
    """
    files = {file.sha256: file for file in (read_file(path) for path in paths)}
    recognised = in_order_of_reading([recognise(file) for file in files.values()])
    asked = asked or Asked()
    stored = _Stored.of(warehouse, asked.gemeente)
    known = Known(catalogue, now, asked.gemeente, asked.year)
    reading = Reading()
    for one in recognised:
        if one.shape.stage is Stage.AREAS:
            reading.add(one, one.shape.read(one.opened, known), known)
    _refuse_other_gemeente(recognised, reading, asked.gemeente)
    named = areas.places_of(reading.facts, stored.areas)
    only = _only_gemeente(reading, stored.areas, asked.gemeente)
    known = replace(
        known,
        places=named.places,
        only_gemeente=only,
        counts=stored.totals(catalogue, only),
        outlines=lambda: {**stored.outlines(), **_drawn(reading, named.places)},
    )
    stored_inhabitants = areas.inhabitants_of_table(stored.areas)
    for one in recognised:
        if one.shape.stage is not Stage.AREAS:
            known = replace(known, inhabitants={**stored_inhabitants, **reading.inhabitants()})
            content = one.shape.read(one.opened, known)
            reading.add(one, content, known)
            known = replace(known, counts=[*known.counts, *content.counts])
    tables = _tables(reading, known, stored.areas)
    series = series_of(tables["observations"], catalogue.name_of_series) if "observations" in tables else []
    deliveries = _deliveries(tables, reading)
    names = {one.gemeente: known.places.by_code[one.gemeente].name for one in deliveries}
    report = LoadReport(names, reading.files, series, notes.on_load(reading, named, known))
    return deliveries, report


@dataclass(frozen=True)
class _Stored:
    """What the warehouse knows: the areas of all gemeenten but the fictional one, or of the one that was asked for."""

    snapshot: Snapshot | None
    areas: pl.DataFrame

    @classmethod
    def of(cls, warehouse: Path, gemeente: str | None) -> _Stored:
        try:
            snapshot = open_snapshot(warehouse)
        except NothingLoaded:
            return cls(None, empty_table("areas"))
        wanted = [gemeente] if gemeente else [one for one in snapshot.gemeenten() if one != MODELGEMEENTE]
        tables = pl.collect_all([snapshot.table("areas", one) for one in wanted])
        return cls(snapshot, pl.concat([empty_table("areas"), *tables]))

    def outlines(self) -> dict[str, BaseGeometry]:
        """The newest outline of every area, in EPSG:28992."""
        if self.snapshot is None:
            return {}
        newest: dict[str, BaseGeometry] = {}
        for gemeente in sorted({f"GM{code[2:6]}" for code in self.areas["area_code"]}):
            outlines = self.snapshot.boundaries(gemeente).sort_values("vintage")
            newest |= dict(zip(outlines["area_code"], outlines.geometry, strict=True))
        return newest

    def totals(self, catalogue: Catalogue, gemeente: str | None) -> list[Count]:
        """The yearly totals of all crime in one gemeente."""
        total = catalogue.indicator_of_key("47018NED", TOTAL_KEY)
        if total is None or gemeente is None or self.snapshot is None:
            return []
        table = self.snapshot.table("observations", gemeente)
        rows = table.filter(pl.col("indicator_id") == total.id, pl.col("resolution") == Resolution.YEAR.value).collect()
        return [
            Count(TOTAL_KEY, total.name, Period(start, Resolution.YEAR), code, None if value is None else int(value))
            for code, start, value in rows.select("area_code", "period_start", "value").iter_rows()
        ]


def _drawn(reading: Reading, places: Places) -> dict[str, BaseGeometry]:
    """The outlines in the files, and those of the areas that are made up of them."""
    # Late: only loads with points need it.
    import shapely  # noqa: PLC0415 - see above

    if not reading.outlines:
        return {}
    table = areas.boundaries_table(reading.outlines, places, max(reading.years(), default=0))
    return dict(zip(table["area_code"], shapely.from_wkb(table["geometry"].to_list()), strict=True))


def _refuse_other_gemeente(recognised: Sequence[RecognisedFile], reading: Reading, gemeente: str | None) -> None:
    with_areas = [one for one in recognised if one.shape.stage is Stage.AREAS]
    if gemeente and with_areas and not reading.facts:
        raise UnknownArea(
            f"{with_areas[0].name} gaat niet over {gemeente}."
            " Laat --gemeente weg, of geef het grenzenbestand van die gemeente."
        )


def _only_gemeente(reading: Reading, stored: pl.DataFrame, gemeente: str | None) -> str | None:
    """The gemeente that files without codes are about: asked for, drawn, or the only one stored in detail."""
    if gemeente:
        return gemeente
    drawn = {f"GM{fact.code[2:6]}" for fact in reading.facts if fact.name and not fact.code.startswith("GM")}
    in_detail = stored.filter(pl.col("level") != "gemeente")["area_code"].str.slice(2, 4).unique()
    candidates = drawn or {f"GM{digits}" for digits in in_detail}
    return next(iter(candidates)) if len(candidates) == 1 else None


def _tables(reading: Reading, known: Known, stored: pl.DataFrame) -> dict[str, pl.DataFrame]:
    year = known.year or max(reading.years(), default=known.now.year)
    tables = {}
    if reading.facts or reading.outlines:
        tables["areas"] = areas.areas_table(reading.facts, reading.outlines, known.places, year, stored)
    if reading.outlines:
        tables["boundaries"] = areas.boundaries_table(reading.outlines, known.places, year)
    if reading.observations:
        tables["observations"] = without_repeats(reading.observations)
    if reading.survey:
        tables["survey_results"] = pl.concat([empty_table("survey_results"), *reading.survey], how="diagonal_relaxed")
    return tables


def _deliveries(tables: dict[str, pl.DataFrame], reading: Reading) -> list[Delivery]:
    """Cut the tables per gemeente, each with the provenance of the files that brought something to it."""
    parts: dict[str, dict[str, pl.DataFrame]] = {}
    for name, table in tables.items():
        by_gemeente = table.with_columns(gemeente=pl.col("area_code").str.slice(2, 4))
        for (digits,), rows in by_gemeente.partition_by("gemeente", as_dict=True, include_key=False).items():
            parts.setdefault(f"GM{digits}", {})[name] = rows
    for row, gemeenten in reading.provenance:
        for gemeente in gemeenten & parts.keys():
            before = parts[gemeente].get("provenance")
            parts[gemeente]["provenance"] = row if before is None else pl.concat([before, row])
    if not parts and (reading.observations or reading.survey):
        raise UnrecognisedFile(
            f"In {reading.files[-1].name} staat niets dat wij gebruiken: geen van de soorten staat in de catalogus."
            " Laat het bestand weg, of kies bij de uitgever andere soorten."
        )
    if not parts:
        raise UnknownArea(
            f"{reading.files[0].name} noemt gebieden zonder naam, en wij kennen hun naam niet. Laad ook een bestand met"
            " namen of grenzen, zoals de wijk- en buurtkaart van het CBS."
        )
    return [Delivery(gemeente, parts[gemeente]) for gemeente in sorted(parts)]
