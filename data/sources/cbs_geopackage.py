"""GeoPackage with the wijk- en buurtkaart of CBS: layers gemeenten, wijken and buurten.

A GeoPackage is an SQLite database. It is opened in memory and only plain tables are read: a view in a file from outside
would be a program of somebody else.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from data.errors import BrokenContent, UnreadableFile
from data.sources.files import printable
from data.sources.key_figures import AreaColumns, AreaRows, find_columns, notes_on_rows
from data.sources.opened import Kind, OpenedFile
from data.sources.origins import cbs
from data.sources.outlines import DEGREES, Drawn, checked, from_wkb
from data.sources.shapes import AreaFact, Content, Known, Outline, Shape, Stage
from data.warehouse.frames import RD_NEW

_LAYERS = ("gemeenten", "wijken", "buurten")
_CODE_OF_LAYER = {"gemeenten": "gemeentecode", "wijken": "wijkcode", "buurten": "buurtcode"}
_CRS = {28992: RD_NEW, 4326: DEGREES}

# GeoPackage 1.3, section 2.1.3: two letters, version, flags, spatial reference, then an envelope by its kind.
_HEADER = struct.Struct("<2sBB4x")
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)

# A query that takes more steps than reading 20,000 rows of outlines does, is no reading.
_MOST_STEPS = 200_000_000
_STEPS_PER_CALL = 1_000_000


@dataclass(frozen=True)
class _Layer:
    """A table with areas: what it is called in the file, where its outlines are, and in which coordinates."""

    table: str
    level: str
    geometry: str
    crs: str


def read(opened: OpenedFile, known: Known) -> Content:
    """Read the areas of all layers, with their outlines and key figures.

    Raises:
        UnreadableFile: The database is damaged.
        BrokenContent: A layer uses other coordinates, or a code, figure or outline is wrong.
    """
    facts: list[AreaFact] = []
    outlines: list[Outline] = []
    notes: list[str] = []
    descent: set[str] = set()
    count = 0
    try:
        with closing(_open(opened.file.content)) as database:
            for layer in _layers(opened.name, database):
                columns = find_columns(_columns_of(database, layer.table))
                descent |= set(columns.descent)
                rows, drawn = _read_layer(opened, known, database, layer, columns)
                checked_outlines = checked(opened.name, drawn, layer.crs)
                facts += rows.all_facts()
                outlines += checked_outlines.outlines
                notes += [*notes_on_rows(rows), *checked_outlines.notes]
                count += rows.read
    except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError) as problem:
        raise UnreadableFile(
            f"{opened.name} is een GeoPackage dat beschadigd of afgebroken is. Haal het bestand opnieuw op."
        ) from problem
    if not facts:
        raise BrokenContent(
            f"{opened.name} is een GeoPackage zonder gebieden in de lagen {', '.join(_LAYERS)}."
            " Haal bij PDOK de wijk- en buurtkaart op."
        )
    return Content(rows=count, notes=notes, not_read=sorted(descent), facts=facts, outlines=outlines)


def _read_layer(
    opened: OpenedFile, known: Known, database: sqlite3.Connection, layer: _Layer, columns: AreaColumns
) -> tuple[AreaRows, list[Drawn]]:
    rows = AreaRows(opened.name, columns, known.stated_year(opened.name) if columns.year is None else None)
    drawn: list[Drawn] = []
    for number, row in enumerate(_rows(database, layer, columns), start=1):
        where = f"laag {printable(layer.table)}, vlak {number}"
        code = row.get(_code_column(layer, columns))
        if isinstance(code, str) and not known.wants(code):
            continue
        fact = rows.add(where, row, may_repeat=True)
        if fact is not None:
            drawn.append(Drawn(where, fact.code, fact.year, _shape(row[layer.geometry])))
    return rows, drawn


def _rows(database: sqlite3.Connection, layer: _Layer, columns: AreaColumns) -> Iterator[Mapping[str, object]]:
    wanted = [*columns.codes.values(), *columns.names.values(), *columns.figures.values(), layer.geometry]
    wanted += [one for one in (columns.water, columns.year) if one is not None]
    names = list(dict.fromkeys(wanted))
    listed = ", ".join(_quoted(name) for name in names)
    query = f"SELECT {listed} FROM {_quoted(layer.table)}"  # noqa: S608 - every name is quoted, and none is a view
    for row in database.execute(query):
        yield dict(zip(names, row, strict=True))


def _open(content: bytes) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(content)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA query_only = ON")
    steps = iter(range(_MOST_STEPS // _STEPS_PER_CALL))
    database.set_progress_handler(lambda: int(next(steps, None) is None), _STEPS_PER_CALL)
    return database


def _layers(file: str, database: sqlite3.Connection) -> list[_Layer]:
    tables = {str(name) for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'") if name}
    found = []
    for table, geometry, srs in database.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"):
        level = next((level for level in _LAYERS if level in str(table).lower()), None)
        if level is None or table not in tables:
            continue
        if srs not in _CRS:
            raise BrokenContent(
                f"{file}, laag {printable(str(table))} gebruikt coördinaten die wij niet lezen."
                " Kies bij de uitgever meters van de Rijksdriehoek (EPSG:28992) of graden (EPSG:4326)."
            )
        found.append(_Layer(str(table), level, str(geometry), _CRS[srs]))
    return found


def _columns_of(database: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in database.execute(f"PRAGMA table_info({_quoted(table)})")]


def _code_column(layer: _Layer, columns: AreaColumns) -> str:
    return columns.codes.get(_CODE_OF_LAYER[layer.level].removesuffix("code"), "")


def _shape(content: object) -> object:
    if not isinstance(content, bytes) or len(content) < _HEADER.size:
        return None
    letters, _, flags = _HEADER.unpack_from(content)
    envelope = flags >> 1 & 0b111
    if letters != b"GP" or envelope >= len(_ENVELOPE_BYTES):
        return None
    return from_wkb(content[_HEADER.size + _ENVELOPE_BYTES[envelope] :])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


SHAPES = (
    Shape(
        id="cbs_geopackage",
        name="wijk- en buurtkaart (GeoPackage)",
        stage=Stage.AREAS,
        origin=cbs("Wijk- en buurtkaart", outlines=True),
        read=read,
        recognises=lambda opened: opened.kind is Kind.GEOPACKAGE,
    ),
)
