"""Where a file comes from: publisher, licence and the line to print under a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from data.sources.files import SourceFile
from data.warehouse.frames import empty_table

# Raise this when our own reading changes what comes out of the same file.
TRANSFORMATION_VERSION = 2

UNSTATED = "Niet vermeld in het bestand"


@dataclass(frozen=True)
class Origin:
    """What is known beforehand of the files of one shape."""

    publisher: str
    title: str
    licence: str
    attribution: str


def police(title: str, *, edited: bool = False) -> Origin:
    """The origin of a police table on StatLine."""
    attribution = "Bron: politie, via CBS StatLine" + (", bewerkt" if edited else "")
    return Origin("Politie", title, "Open data, © Politie, via CBS StatLine voor derden", attribution)


def cbs(title: str, *, outlines: bool = False) -> Origin:
    """The origin of a table or, with outlines, of boundaries of CBS."""
    publisher = "CBS, Kadaster" if outlines else "CBS"
    return Origin(publisher, title, "CC BY 4.0", f"Bron: {publisher}")


def source_id(shape_id: str, file: SourceFile) -> str:
    """The id of a file in the provenance table: the same content has the same id, whatever the file is called."""
    return f"{shape_id}-{file.sha256[:12]}"


def provenance_row(
    shape_id: str, origin: Origin, file: SourceFile, table_id: str | None, rows: int, retrieved_at: datetime
) -> pl.DataFrame:
    """The row of provenance of one file.

    Args:
        shape_id: Id of the shape that it was recognised as.
        origin: Where files of that shape come from.
        file: The file.
        table_id: Number of the table at the publisher, where the file tells.
        rows: How many rows it brought.
        retrieved_at: When it was loaded; the file does not say when it was made.

    Returns:
        One row, as in the schema.
    """
    row = {
        "source_id": source_id(shape_id, file),
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
