"""The Leefbaarometer per buurt (CSV or Parquet): context, never a criterion, and version 3.0 of the model only.

Scores of two versions of the model are never compared, so only the last version is kept. The part about nuisance and
unsafety is made from police figures; beside crime it would count double, so the parts of the score are not read.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from data.errors import BrokenContent, UnknownArea, UnreadableFile, UnrecognisedFile
from data.schemas import AREA_CODE, Kind, Level, Resolution, Status
from data.sources.files import LARGEST_FILE_BYTES, SourceFile, printable
from data.sources.known_areas import gemeente_of, note_on_missing
from data.sources.opened import Kind as FileKind
from data.sources.opened import OpenedFile
from data.sources.origins import Origin
from data.sources.shapes import Content, Known, Shape, Stage
from data.sources.text import Row
from data.warehouse.frames import empty_table
from data.warehouse.reports import whole_number

SERIES = "leefbaarometer_score"
HEADER = frozenset({"bu_code", "versie", "jaar", "lbm"})

_VERSION = "Leefbaarometer 3.0"
_AREA, _YEAR = re.compile(AREA_CODE), re.compile(r"(19|20)[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,3}([.,][0-9]{1,20})?(e-[0-9]{1,2})?")
_MISSING = frozenset({"", "NA", "."})

# All buurten of the country in seven years are 93,000 rows; a file that claims far more is no such file.
_MOST_ROWS = 2_000_000

_SCHEMA = {
    name: kind for name, kind in empty_table("observations").schema.items() if name not in ("source_id", "retrieved_at")
}


@dataclass(frozen=True)
class _Line:
    area_code: str
    version: str
    year: int
    score: float | None


def read_parquet(file: SourceFile) -> Iterator[Row]:
    """The lines of a Parquet file, as a CSV would have them.

    Raises:
        UnreadableFile: It is damaged.
        UnrecognisedFile: It is Parquet, but not of the Leefbaarometer.
        BrokenContent: It claims to be larger than it can be.
    """
    import pyarrow as pa  # noqa: PLC0415 - late: only this shape needs it
    import pyarrow.parquet as pq  # noqa: PLC0415 - idem

    try:
        content = pq.ParquetFile(io.BytesIO(file.content))
        _check_footer(file, set(content.schema_arrow.names), content.metadata)
        table = content.read(columns=sorted(HEADER))
        # A damaged page may decode to text that is none; whoever reads on without a check falls over it.
        table.validate(full=True)
    except (OSError, ValueError, OverflowError, MemoryError, pa.ArrowException) as problem:
        raise UnreadableFile(f"{file.name} is beschadigd of afgebroken. Haal het bestand opnieuw op.") from problem
    return _rows(file.name, table.to_batches())


def _check_footer(file: SourceFile, names: set[str], footer: Any) -> None:  # noqa: ANN401 - pyarrow has no types
    if not names >= HEADER:
        raise UnrecognisedFile(
            f"{file.name} is een Parquet-bestand dat wij niet kennen. Wij lezen alleen de Leefbaarometer in die vorm;"
            " haal bij de uitgever GeoJSON of CSV op."
        )
    size = sum(footer.row_group(number).total_byte_size for number in range(footer.num_row_groups))
    if footer.num_rows > _MOST_ROWS or size > LARGEST_FILE_BYTES:
        raise BrokenContent(
            f"{file.name} wordt uitgepakt te groot: {whole_number(footer.num_rows)} rijen. Haal het bestand opnieuw op."
        )


def _rows(name: str, batches: Iterable[Any]) -> Iterator[Row]:
    number = 0
    for batch in batches:
        for cells in batch.to_pylist():
            number += 1
            yield Row(name, number, {column: "" if value is None else str(value) for column, value in cells.items()})


def read_scores(opened: OpenedFile, known: Known) -> Content:
    """Read the scores of version 3.0, of the buurten that are loaded.

    Raises:
        BrokenContent: A code, year or score is wrong, or a line is there twice.
        UnknownArea: No buurt of the file is loaded.
    """
    rows = read_parquet(opened.file) if opened.kind is FileKind.PARQUET else opened.table.rows()
    versions: Counter[str] = Counter()
    scores: dict[tuple[str, int], float | None] = {}
    other_division: Counter[str] = Counter()
    elsewhere = set()
    in_buurten = {gemeente_of(place.code) for place in known.places.at(Level.BUURT)}
    for row in rows:
        line = _line(row)
        versions[line.version] += 1
        gemeente = known.places.by_code.get(gemeente_of(line.area_code))
        if line.version != _VERSION or not known.wants(line.area_code):
            continue
        if gemeente is None or gemeente.code not in in_buurten:
            elsewhere.add(gemeente_of(line.area_code))
        elif line.area_code not in known.places.by_code:
            other_division[gemeente.name] += 1
        elif (line.area_code, line.year) in scores:
            raise row.broken(
                "bu_code", f"noemt {line.area_code} nog een keer in {line.year}", "Haal de dubbele rij weg."
            )
        else:
            scores[line.area_code, line.year] = line.score
    if not scores:
        raise UnknownArea(_nothing(opened.name, versions, other_division))
    notes = [
        *_notes_on_versions(versions),
        *_notes_on_divisions(other_division),
        *_note_on_elsewhere(len(elsewhere)),
        *note_on_missing(sum(score is None for score in scores.values())),
    ]
    return Content(rows=len(scores), notes=notes, scores=_frame(scores))


def _frame(scores: Mapping[tuple[str, int], float | None]) -> pl.DataFrame:
    newest = max(year for _, year in scores)
    rows = [
        {
            "area_code": code,
            "indicator_id": SERIES,
            "period_start": date(year, 1, 1),
            "resolution": Resolution.TWO_YEARS.value,
            # Buurten keep one code through all years of a file: it is written in the division of its newest year.
            "indeling": newest,
            "kind": Kind.SCORE.value,
            "value": score,
            "status": (Status.MISSING if score is None else Status.FINAL).value,
        }
        for (code, year), score in scores.items()
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _line(row: Row) -> _Line:
    code, year, score = row.text("bu_code"), row.text("jaar"), row.cells["lbm"].strip()
    if not _AREA.fullmatch(code):
        raise row.broken("bu_code", f"is geen code van een buurt: {printable(code)}", "Haal het bestand opnieuw op.")
    if not _YEAR.fullmatch(year):
        raise row.broken("jaar", f"is geen jaar: {printable(year)}", "Haal het bestand opnieuw op.")
    if score in _MISSING:
        return _Line(code, row.text("versie"), int(year), None)
    if not _NUMBER.fullmatch(score) or not math.isfinite(float(score.replace(",", "."))):
        raise row.broken("lbm", f"is geen score: {printable(score)}", "Haal het bestand opnieuw op.")
    return _Line(code, row.text("versie"), int(year), float(score.replace(",", ".")))


def _nothing(file: str, versions: Mapping[str, int], other_division: Mapping[str, int]) -> str:
    if not versions:
        return f"{file} heeft een kop maar geen rijen. Haal het bestand opnieuw op."
    if _VERSION not in versions:
        return (
            f"{file} heeft geen scores van versie 3.0 van de Leefbaarometer. Oudere versies vergelijken wij niet."
            " Haal bij de uitgever een bestand met versie 3.0 op."
        )
    if other_division:
        return (
            f"{file} en de geladen grenzen van {printable(min(other_division))} hebben andere buurten. Waarschijnlijk"
            " horen zij bij verschillende jaren. Laad ze van hetzelfde jaar."
        )
    return f"{file} gaat over gemeenten waarvan nog geen buurten bekend zijn. Laad eerst de grenzen van de gemeente."


def _notes_on_versions(versions: Mapping[str, int]) -> list[str]:
    notes = ["De Leefbaarometer is achtergrond en weegt niet mee: de score is deels van politiecijfers gemaakt."]
    older = {version: rows for version, rows in versions.items() if version != _VERSION}
    if older:
        listed = ", ".join(f"{printable(name)} ({whole_number(rows)} rijen)" for name, rows in sorted(older.items()))
        notes.append(f"Alleen versie 3.0 is gelezen. Weggelaten, want niet te vergelijken: {listed}.")
    return [*notes, "De vijf deelscores zijn niet gelezen."]


def _note_on_elsewhere(gemeenten: int) -> list[str]:
    if not gemeenten:
        return []
    which = "1 gemeente is" if gemeenten == 1 else f"{whole_number(gemeenten)} gemeenten zijn"
    return [f"{which} weggelaten: daarvan zijn geen buurten geladen."]


def _notes_on_divisions(other_division: Mapping[str, int]) -> list[str]:
    return [
        f"{printable(name)}: {whole_number(rows)} scores zijn van buurten die in de geladen indeling niet bestaan."
        for name, rows in sorted(other_division.items())
    ]


SHAPES = (
    Shape(
        id="leefbaarometer",
        name="scores van de Leefbaarometer (CSV of Parquet)",
        stage=Stage.FIGURES,
        origin=Origin(
            "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
            "Leefbaarometer 3.0, score per buurt",
            "Open data, voorwaarden niet vermeld in het bestand",
            "Bron: Leefbaarometer, ministerie van BZK",
        ),
        read=read_scores,
        recognises=lambda opened: opened.kind is FileKind.PARQUET or opened.columns >= HEADER,
    ),
)
