"""The committed tables of the Modelgemeente: writing them, and reading them as a delivery for the warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import polars as pl

from data.modelgemeente.build import Build
from data.modelgemeente.peers import PEERS
from data.modelgemeente.places import GEMEENTE
from data.schemas import TABLES
from data.warehouse import Delivery

FOLDER = Path(__file__).parent / "tables"
_PEERS = "vergelijking"
_PEER_TABLES = ("areas", "observations", "provenance")


def write(build: Build, folder: Path = FOLDER) -> None:
    """Write the tables as Parquet and the boundaries as GeoParquet; the same build gives the same bytes."""
    for tables, place in ((build.tables, folder), (build.peers, folder / _PEERS)):
        _write(tables, place)
    build.boundaries.to_parquet(folder / "boundaries.parquet", index=False, compression="zstd")


def _write(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet", compression="zstd", compression_level=19, statistics=True)


def read_boundaries(folder: Path = FOLDER) -> gpd.GeoDataFrame:
    """The boundaries in EPSG:28992, with ``area_code``, ``vintage``, ``level`` and ``geometry``."""
    return gpd.read_parquet(folder / "boundaries.parquet")


def delivery(folder: Path = FOLDER) -> Delivery:
    """All tables of the Modelgemeente, ready to be stored like those of a real gemeente."""
    tables = {name: _read(name, folder) for name in TABLES if name != "boundaries"}
    return Delivery(gemeente=GEMEENTE, tables={**tables, "boundaries": _boundaries(folder)})


def deliveries(folder: Path = FOLDER) -> tuple[Delivery, ...]:
    """The Modelgemeente, and after it the fictional municipalities to compare it with."""
    tables = {name: _read(name, folder / _PEERS) for name in _PEER_TABLES}
    return (delivery(folder), *(_peer(peer.code, tables) for peer in PEERS))


def _peer(code: str, tables: Mapping[str, pl.DataFrame]) -> Delivery:
    """The rows of one municipality; they share their provenance."""
    own = {
        name: table.filter(pl.col("area_code") == code) if "area_code" in table.columns else table
        for name, table in tables.items()
    }
    return Delivery(gemeente=code, tables=own)


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
