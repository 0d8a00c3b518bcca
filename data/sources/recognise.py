"""Which shape a file has, told from its content; its name and extension say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.errors import UnrecognisedFile
from data.sources.files import SourceFile, printable
from data.sources.opened import Kind, OpenedFile
from data.sources.registry import SHAPES
from data.sources.shapes import Shape


@dataclass(frozen=True)
class RecognisedFile:
    """A file of which the shape is known."""

    opened: OpenedFile
    shape: Shape

    @property
    def name(self) -> str:
        """Name of the file, for sentences."""
        return self.opened.name


# Beginnings of files that people send by mistake, and what to say of them.
_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": "een oud Excel-bestand; bewaar het als CSV (UTF-8)",
    b"%PDF": "een PDF; haal bij de uitgever het CSV-bestand op",
    b"<": "een webpagina of XML; haal bij de uitgever het CSV-bestand op",
}
_UNKNOWN_OF_KIND = {
    Kind.JSON: "JSON, maar geen bestand dat wij kennen; haal bij de uitgever de grenzen als GeoJSON of de cijfers als"
    " CSV op",
    Kind.WORKBOOK: "een Excel- of zipbestand dat wij niet kennen; bewaar het als CSV (UTF-8)",
    Kind.GEOPACKAGE: "een GeoPackage of database die wij niet kennen; haal bij de uitgever GeoJSON of CSV op",
    Kind.PARQUET: "een Parquet-bestand dat wij niet kennen; haal bij de uitgever GeoJSON of CSV op",
}

# Words that browsers make of the headings of the police tables, and of the types in them.
_TRANSLATED = {
    "districts and neighborhoods",
    "most",
    "neighborhood",
    "neighborhoods and districts",
    "periods",
    "regions",
    "registered crimes (number)",
    "theft from/from motor vehicles",
    "total felonies",
    "type of crime",
}

_COLUMNS_SHOWN = 5


def recognise(file: SourceFile) -> RecognisedFile:
    """Tell the shape of a file.

    Raises:
        UnrecognisedFile: None of ours; says what it is where that can be told.
        UnreadableFile: It is no text where text was expected.
    """
    opened = OpenedFile(file)
    for magic, kind in _OTHER_KINDS.items():
        if opened.start.startswith(magic):
            raise UnrecognisedFile(f"{file.name} is {kind} en laad dat.")
    shape = _by_content(opened) or _by_columns(opened)
    if shape is None:
        raise UnrecognisedFile(_why_unknown(opened))
    return RecognisedFile(opened, shape)


def in_order_of_reading(files: Sequence[RecognisedFile]) -> list[RecognisedFile]:
    """Areas, then people, then figures; within a stage in the order of the registry."""
    return sorted(files, key=lambda one: (one.shape.stage, SHAPES.index(one.shape)))


def _by_content(opened: OpenedFile) -> Shape | None:
    return next((shape for shape in SHAPES if shape.recognises and shape.recognises(opened)), None)


def _by_columns(opened: OpenedFile) -> Shape | None:
    return next((shape for shape in SHAPES if shape.columns and shape.columns <= opened.columns), None)


def _why_unknown(opened: OpenedFile) -> str:
    if opened.kind in _UNKNOWN_OF_KIND:
        return f"{opened.name} is {_UNKNOWN_OF_KIND[opened.kind]} en laad dat."
    columns = opened.columns
    if len({column.lower() for column in columns} & _TRANSLATED) > 1:
        return (
            f"{opened.name} heeft Engelse namen van misdrijven: de browser heeft de pagina vertaald, en dan zijn"
            " soorten niet meer zeker te herkennen. Zet vertalen uit en haal het bestand opnieuw op bij StatLine."
        )
    for shape in SHAPES:
        missing = shape.columns - columns
        if len(shape.columns) > 1 and len(missing) == 1:
            return (
                f"{opened.name} lijkt op {shape.name}, maar mist kolom {min(missing)} in rij 1."
                " Haal het bestand opnieuw op, met alle kolommen."
            )
    seen = printable(", ".join(sorted(columns)[:_COLUMNS_SHOWN]))
    return (
        f"{opened.name} is geen bestand dat wij kennen (kolommen: {seen}). Wat wij lezen staat in de uitleg:"
        " python -m data -h."
    )
