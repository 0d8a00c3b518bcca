"""Where each shape of file comes from: publisher, licence and the line to print under a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from data.sources.files import SourceFile
from data.sources.recognise import Shape
from data.warehouse.frames import empty_table

# Raise this when our own reading changes what comes out of the same file.
TRANSFORMATION_VERSION = 1

_POLICE_LICENCE = "Open data, © Politie, via CBS StatLine voor derden"
_UNSTATED = "Niet vermeld in het bestand"


@dataclass(frozen=True)
class Origin:
    """What is known beforehand of the files of one shape."""

    publisher: str
    title: str
    licence: str
    attribution: str


_ORIGINS = {
    Shape.CRIME: Origin(
        "Politie", "Geregistreerde misdrijven per wijk en buurt", _POLICE_LICENCE, "Bron: politie, via CBS StatLine"
    ),
    Shape.NUISANCE: Origin(
        "Politie", "Geregistreerde overlast per wijk en buurt", _POLICE_LICENCE, "Bron: politie, via CBS StatLine"
    ),
    Shape.CRIME_BY_TYPE: Origin(
        "Politie",
        "Geregistreerde misdrijven per soort, wijk en buurt, bewerkt",
        _POLICE_LICENCE,
        "Bron: politie, via CBS StatLine, bewerkt",
    ),
    Shape.BOUNDARIES: Origin("Gemeente", "Grenzen van buurten", _UNSTATED, "Grenzen: gemeente"),
    Shape.POPULATION_YEARS: Origin(
        _UNSTATED,
        "Inwoners per buurt en jaar",
        _UNSTATED,
        "Inwoners: bestand zonder bronvermelding, zoals CBS afgerond",
    ),
    Shape.POPULATION_ONE_YEAR: Origin(
        _UNSTATED,
        "Inwoners en woningen per wijk en buurt",
        _UNSTATED,
        "Inwoners: bestand zonder bronvermelding, zoals CBS afgerond",
    ),
}


def source_id(shape: Shape, file: SourceFile) -> str:
    """The id of a file in the provenance table: the same content has the same id, whatever the file is called."""
    return f"{shape.name.lower()}-{file.sha256[:12]}"


def provenance_row(
    shape: Shape, file: SourceFile, table_id: str | None, rows: int, retrieved_at: datetime
) -> pl.DataFrame:
    """The row of provenance of one file.

    Args:
        shape: What it was recognised as.
        file: The file.
        table_id: Number of the table at the publisher, where the file tells.
        rows: How many rows it brought.
        retrieved_at: When it was loaded; the file does not say when it was made.

    Returns:
        One row, as in the schema.
    """
    origin = _ORIGINS[shape]
    row = {
        "source_id": source_id(shape, file),
        "publisher": origin.publisher,
        "table_id": table_id,
        "title": origin.title,
        "query": file.name,
        "retrieved_at": retrieved_at,
        "licence": origin.licence,
        "attribution": origin.attribution if table_id is None else f"{origin.attribution} ({table_id})",
        "rows": rows,
        "content_hash": file.sha256,
        "transformation_version": TRANSFORMATION_VERSION,
    }
    return pl.DataFrame([row], schema=dict(empty_table("provenance").schema))
