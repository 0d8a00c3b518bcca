"""From places, people and outlines to the tables areas and boundaries."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from data.schemas import Level
from data.sources.boundaries_geojson import Territory
from data.sources.places import Place, Places
from data.sources.population_csv import Population
from data.warehouse.frames import RD_NEW, empty_table

_SQUARE_METRES_PER_HECTARE = 10_000
_DEGREES = "EPSG:4326"

_COUNTS = ("inhabitants", "households", "dwellings", "businesses", "jobs", "visitors", "area_ha", "stedelijkheid")


def places_of_table(areas: pl.DataFrame) -> Places | None:
    """The areas of the newest year in an areas table; None where it has no rows."""
    if areas.is_empty():
        return None
    newest = areas.filter(pl.col("vintage") == pl.col("vintage").max())
    rows = newest.select("area_code", pl.col("level").cast(pl.String), "name", "parent_code").iter_rows()
    return Places.of(Place(code, Level(level), name, parent) for code, level, name, parent in rows)


def population_of_table(areas: pl.DataFrame) -> Population:
    """The inhabitants in an areas table."""
    return Population(
        inhabitants={
            (code, year): value for code, year, value in areas.select("area_code", "vintage", "inhabitants").iter_rows()
        }
    )


def inhabitants_of_all_levels(population: Population, places: Places) -> dict[tuple[str, int], int | None]:
    """Inhabitants by area and year: as published, else the sum of an area's parts where all of them are known."""
    complete = dict(population.inhabitants)
    for year in sorted({year for _, year in complete}):
        for level in (Level.WIJK, Level.GEMEENTE):
            for place in places.at(level):
                if complete.get((place.code, year)) is None:
                    complete[place.code, year] = _sum(
                        [complete.get((part.code, year)) for part in places.parts_of(place.code)]
                    )
    return complete


def areas_table(
    places: Places,
    population: Population,
    hectares: dict[str, float],
    years: Iterable[int],
    present: pl.DataFrame,
) -> pl.DataFrame:
    """The areas table for a number of years.

    Args:
        places: The areas; the same ones in every year.
        population: What was read of people and dwellings.
        hectares: Size of each outline, by code; may be empty.
        years: Years that get a row per area.
        present: The stored table, of which known values stay where nothing newer came in.

    Returns:
        One row per area and year, as in the schema.
    """
    inhabitants = inhabitants_of_all_levels(population, places)
    fresh = pl.DataFrame(
        [
            {
                "area_code": place.code,
                "vintage": year,
                "level": place.level.value,
                "name": place.name,
                "parent_code": place.parent_code,
                "inhabitants": inhabitants.get((place.code, year)),
                "dwellings": population.dwellings.get((place.code, year)),
                "area_ha": hectares.get(place.code),
            }
            for year in sorted(years)
            for place in places.all
        ],
        schema_overrides={"vintage": pl.Int32, "inhabitants": pl.Int64, "dwellings": pl.Int64, "area_ha": pl.Float64},
    )
    return _over_present(fresh, present)


def hectares_of(boundaries: pl.DataFrame) -> dict[str, float]:
    """The size of each outline in hectares, water included, by area code."""
    import shapely  # noqa: PLC0415 - late: only loads with outlines need it

    sizes = shapely.area(shapely.from_wkb(boundaries["geometry"].to_list())) / _SQUARE_METRES_PER_HECTARE
    return dict(zip(boundaries["area_code"], (round(float(size), 2) for size in sizes), strict=True))


def boundaries_table(territory: Territory, vintage: int) -> pl.DataFrame:
    """The outlines of buurten, and of wijken and the gemeente as their unions.

    Args:
        territory: Buurten with their outlines in degrees.
        vintage: Year of the division.

    Returns:
        One row per area with well-known binary in EPSG:28992, as in the schema.
    """
    # Late: geopandas takes most of a second to import, and most loads bring no outlines.
    import geopandas as gpd  # noqa: PLC0415 - see above
    import shapely  # noqa: PLC0415 - see above

    codes = list(territory.outlines)
    in_metres = gpd.GeoSeries([territory.outlines[code] for code in codes], crs=_DEGREES).to_crs(RD_NEW)
    outlines = dict(zip(codes, shapely.make_valid(in_metres.to_numpy()), strict=True))
    for level in (Level.WIJK, Level.GEMEENTE):
        for place in territory.places.at(level):
            parts = [outlines[part.code] for part in territory.places.parts_of(place.code)]
            outlines[place.code] = shapely.unary_union(parts)
    return pl.DataFrame(
        {
            "area_code": list(outlines),
            "vintage": [vintage] * len(outlines),
            "level": [territory.places.by_code[code].level.value for code in outlines],
            "geometry": [shapely.to_wkb(outline) for outline in outlines.values()],
        },
        schema_overrides={"vintage": pl.Int32},
    )


def _over_present(fresh: pl.DataFrame, present: pl.DataFrame) -> pl.DataFrame:
    key = ["area_code", "vintage"]
    columns = empty_table("areas").schema
    known = fresh.join(present.drop("level", "name", "parent_code"), on=key, how="left", suffix="_present")
    values = [
        pl.coalesce(pl.col(one), pl.col(f"{one}_present")) if f"{one}_present" in known.columns else pl.col(one)
        for one in _COUNTS
    ]
    # Nothing we read tells a station or an industrial estate apart: a warning that is missing, which the report says.
    flags = [pl.col(one).fill_null(value=False) for one in columns if one.startswith("is_")]
    return known.with_columns(*values, *flags).select(pl.col(one).cast(kind) for one, kind in columns.items())


def _sum(parts: list[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None
