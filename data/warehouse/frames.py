"""Tables as Parquet bytes and back: zstd, sorted so that one indicator is one stretch of the file."""

from __future__ import annotations

import io

import polars as pl

from data.schemas import TABLES

RD_NEW = "EPSG:28992"

# Small enough that statistics skip most of a table when one indicator is asked, large enough to compress well.
_ROWS_PER_GROUP = 8192

_SORTED_BY = {
    "areas": ["vintage", "area_code"],
    "boundaries": ["vintage", "area_code"],
    # The first letters of a code are its level, so that one indicator at one level is one stretch too.
    "observations": ["indicator_id", "area_code", "resolution", "period_start"],
    "survey_results": ["indicator_id", "area_code", "period_start"],
    "provenance": ["source_id"],
}


def empty_table(name: str) -> pl.DataFrame:
    """A table without rows, with the columns and types of its schema."""
    frame = TABLES[name].create_empty()
    return frame.with_columns(pl.col("geometry").cast(pl.Binary)) if name == "boundaries" else frame


def merge(name: str, present: pl.DataFrame, incoming: pl.DataFrame) -> pl.DataFrame:
    """Put incoming rows over present ones: where the primary key is the same, the incoming row wins.

    Both frames follow the table's schema; so does the result, sorted as it is stored.
    """
    key = TABLES[name].primary_key()
    merged = pl.concat([present, incoming]).unique(key, keep="last", maintain_order=True)
    return merged.sort(_SORTED_BY[name])


def to_parquet(name: str, frame: pl.DataFrame) -> bytes:
    """The Parquet file of a table; boundaries become GeoParquet in EPSG:28992."""
    buffer = io.BytesIO()
    if name == "boundaries":
        _write_geoparquet(frame, buffer)
    else:
        frame.write_parquet(buffer, compression="zstd", statistics=True, row_group_size=_ROWS_PER_GROUP)
    return buffer.getvalue()


def from_parquet(name: str, content: bytes) -> pl.DataFrame:
    """The table in a Parquet file of ours; boundaries with their geometry as well-known binary."""
    schema = empty_table(name).schema
    frame = plain_geometry(pl.read_parquet(io.BytesIO(content), columns=list(schema)))
    return frame.select(pl.col(column).cast(kind) for column, kind in schema.items())


def plain_geometry(frame: pl.DataFrame) -> pl.DataFrame:
    """The same frame with its geometry, where there is one, as plain binary.

    Polars reads the geometry of GeoParquet as an extension type, which does not mix with well-known binary made here.
    """
    if isinstance(frame.schema.get("geometry"), pl.BaseExtension):
        return frame.with_columns(pl.col("geometry").ext.storage())
    return frame


def _write_geoparquet(frame: pl.DataFrame, buffer: io.BytesIO) -> None:
    # Late: geopandas takes most of a second to import, and only writing needs it.
    import geopandas as gpd  # noqa: PLC0415 - see above

    outlines = gpd.GeoDataFrame(
        {
            "area_code": frame["area_code"].to_list(),
            "vintage": frame["vintage"].to_numpy(),
            "level": frame["level"].cast(pl.String).to_list(),
        },
        geometry=gpd.GeoSeries.from_wkb(frame["geometry"].to_list()),
        crs=RD_NEW,
    )
    outlines.to_parquet(buffer, compression="zstd", index=False)
