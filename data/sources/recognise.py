"""Which shape a file has, told from its content; its name and extension say nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.errors import UnrecognisedFile
from data.sources import crime_by_type_csv, population_csv, statline_csv
from data.sources.files import SourceFile, printable
from data.sources.text import read_table


class Shape(StrEnum):
    """The shapes we read, each with what a person calls it; the order is the order of reading."""

    BOUNDARIES = "grenzen van buurten (GeoJSON)"
    POPULATION_YEARS = "inwoners per buurt en jaar (CSV)"
    POPULATION_ONE_YEAR = "inwoners en woningen per wijk en buurt (CSV)"
    CRIME = "geregistreerde misdrijven (CSV van StatLine)"
    NUISANCE = "geregistreerde overlast (CSV van StatLine)"
    CRIME_BY_TYPE = "geregistreerde misdrijven per soort, met codes (CSV)"


@dataclass(frozen=True)
class RecognisedFile:
    """A file of which the shape is known."""

    file: SourceFile
    shape: Shape


_HEADERS = {
    Shape.CRIME: statline_csv.CRIME_HEADER,
    Shape.NUISANCE: statline_csv.NUISANCE_HEADER,
    Shape.CRIME_BY_TYPE: crime_by_type_csv.HEADER,
    Shape.POPULATION_ONE_YEAR: population_csv.ONE_YEAR_HEADER,
    Shape.POPULATION_YEARS: population_csv.YEARS_HEADER,
}

# Beginnings of files that people send by mistake, and what to say of them.
_OTHER_KINDS = {
    b"PK\x03\x04": "een Excel- of zipbestand; bewaar het als CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "een oud Excel-bestand; bewaar het als CSV (UTF-8)",
    b"%PDF": "een PDF; haal bij de uitgever het CSV-bestand op",
    b"SQLite format 3": "een GeoPackage of database; haal bij de uitgever GeoJSON of CSV op",
    b"PAR1": "een Parquet-bestand; haal bij de uitgever GeoJSON of CSV op",
    b"<": "een webpagina of XML; haal bij de uitgever het CSV-bestand op",
}

# Words that browsers make of the headings of the police table by type.
_TRANSLATED = {"neighborhood", "total felonies", "most", "theft from/from motor vehicles"}


def recognise(file: SourceFile) -> RecognisedFile:
    """Tell the shape of a file.

    Raises:
        UnrecognisedFile: None of ours; says what it is where that can be told.
        UnreadableFile: It is no text where text was expected.
    """
    start = file.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, kind in _OTHER_KINDS.items():
        if start.startswith(magic):
            raise UnrecognisedFile(f"{file.name} is {kind} en laad dat.")
    if start.startswith((b"{", b"[")):
        return RecognisedFile(file, Shape.BOUNDARIES)
    columns = set(read_table(file).header)
    for shape, needed in _HEADERS.items():
        if needed <= columns:
            return RecognisedFile(file, shape)
    raise UnrecognisedFile(_why_unknown(file, columns))


def _why_unknown(file: SourceFile, columns: set[str]) -> str:
    if len({column.lower() for column in columns} & _TRANSLATED) > 1:
        return (
            f"{file.name} heeft Engelse namen van misdrijven: de browser heeft de pagina vertaald, en dan zijn soorten"
            " niet meer zeker te herkennen. Zet vertalen uit en haal het bestand opnieuw op bij StatLine."
        )
    for shape, needed in _HEADERS.items():
        missing = needed - columns
        if len(missing) == 1:
            return (
                f"{file.name} lijkt op {shape.value}, maar mist kolom {min(missing)} in rij 1."
                " Haal het bestand opnieuw op, met alle kolommen."
            )
    seen = printable(", ".join(sorted(columns)[:5]))
    return (
        f"{file.name} is geen bestand dat wij kennen (kolommen: {seen}). Wij lezen: "
        f"{'; '.join(shape.value for shape in Shape)}."
    )
