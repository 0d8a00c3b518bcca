"""The committed tables of the Modelgemeente: writing them, and reading them as a delivery for the warehouse."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import polars as pl

from data.modelgemeente.build import Build
from data.modelgemeente.places import GEMEENTE
from data.schemas import TABLES
from data.warehouse import Delivery

FOLDER = Path(__file__).parent / "tables"


def write(build: Build, folder: Path = FOLDER) -> None:
    """Write the tables as Parquet and the boundaries as GeoParquet; the same build gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in build.tables.items():
        table.write_parquet(folder / f"{name}.parquet", compression="zstd", compression_level=19, statistics=True)
    build.boundaries.to_parquet(folder / "boundaries.parquet", index=False, compression="zstd")


def read_boundaries(folder: Path = FOLDER) -> gpd.GeoDataFrame:
    """The boundaries in EPSG:28992, with ``area_code``, ``vintage``, ``level`` and ``geometry``."""
    return gpd.read_parquet(folder / "boundaries.parquet")


def delivery(folder: Path = FOLDER) -> Delivery:
    """All tables of the Modelgemeente, ready to be stored like those of a real gemeente."""
    tables = {name: _read(name, folder) for name in TABLES if name != "boundaries"}
    return Delivery(gemeente=GEMEENTE, tables={**tables, "boundaries": _boundaries(folder)})


def _read(name: str, folder: Path) -> pl.DataFrame:
    return TABLES[name].validate(pl.read_parquet(folder / f"{name}.parquet"), cast=True)


def _boundaries(folder: Path) -> pl.DataFrame:
    shapes = read_boundaries(folder)
    table = pl.DataFrame(
        {
            "area_code": shapes["area_code"].to_list(),
            "vintage": shapes["vintage"].to_list(),
            "level": shapes["level"].to_list(),
            "geometry": shapes.geometry.to_wkb().to_list(),
        }
    )
    return TABLES["boundaries"].validate(table, cast=True)
