"""What was read so far: each file adds to it, in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from data.errors import SourceError, UnknownArea
from data.sources import observations, origins
from data.sources.files import printable
from data.sources.observations import CountedFile
from data.sources.places import Places
from data.sources.recognise import RecognisedFile
from data.sources.shapes import AreaFact, Content, Known, Outline
from data.warehouse.reports import FileReport

_COLUMNS_SHOWN = 6


@dataclass
class Reading:
    """Everything that was read in one load.

    Attributes:
        facts: What the files say of areas.
        outlines: The outlines of areas.
        observations: Counts and scores of each file, by its name.
        survey: Survey results.
        files: What to tell of each file.
        provenance: The row of provenance of each file, and the gemeenten that it brought something to.
    """

    facts: list[AreaFact] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    observations: list[tuple[str, pl.DataFrame]] = field(default_factory=list)
    survey: list[pl.DataFrame] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    provenance: list[tuple[pl.DataFrame, frozenset[str]]] = field(default_factory=list)
    _drawn_in: dict[tuple[str, int | None], str] = field(default_factory=dict)

    def add(self, one: RecognisedFile, content: Content, known: Known) -> None:
        """Add what one file brought, as far as it is about a gemeente that was asked for.

        Raises:
            UnknownArea: It counts in an area that is not known.
            SourceError: It draws an area that another file drew too.
        """
        name = one.name
        source_id = origins.source_id(one.shape.id, one.opened.file)
        facts = [fact for fact in content.facts if known.wants(fact.code)]
        outlines = [outline for outline in content.outlines if known.wants(outline.code)]
        self._refuse_drawn_twice(name, outlines)
        self.facts += facts
        self.outlines += outlines
        touched = {fact.code[2:6] for fact in facts} | {outline.code[2:6] for outline in outlines}
        notes = [*content.notes]
        if content.counts:
            frame, told = _counted(one, content, known, source_id)
            notes += told
            self.observations.append((name, frame))
            # A file of which nothing is kept is still told of where its areas are known.
            touched |= {count.area_code[2:6] for count in content.counts if known.wants(count.area_code)}
        for table, rows in (("observations", content.scores), ("survey_results", content.survey)):
            if rows is not None:
                kept = _wanted(rows, known).with_columns(
                    source_id=pl.lit(source_id), retrieved_at=pl.lit(known.now).cast(pl.Datetime("us", "UTC"))
                )
                touched |= set(kept["area_code"].str.slice(2, 4))
                if table == "observations":
                    self.observations.append((name, kept))
                else:
                    self.survey.append(kept)
        self.files.append(FileReport(name, one.shape.name, (*notes, *_note_on_not_read(content.not_read))))
        row = origins.provenance_row(
            one.shape.id, one.shape.origin, one.opened.file, content.table_id, content.rows, known.now
        )
        self.provenance.append((row, frozenset(f"GM{digits}" for digits in touched)))

    def inhabitants(self) -> dict[tuple[str, int], int | None]:
        """The inhabitants in the files, by area code and year."""
        return {
            (fact.code, fact.year): _whole(fact.figures["inhabitants"])
            for fact in self.facts
            if fact.year is not None and "inhabitants" in fact.figures
        }

    def years(self) -> set[int]:
        """The years that the figures are about."""
        counted = {year for _, frame in self.observations for year in frame["period_start"].dt.year()}
        asked = {year for frame in self.survey for year in frame["period_start"].dt.year()}
        return counted | asked | {fact.year for fact in self.facts if fact.year is not None and fact.figures}

    def _refuse_drawn_twice(self, name: str, outlines: Sequence[Outline]) -> None:
        for outline in outlines:
            other = self._drawn_in.setdefault((outline.code, outline.year), name)
            if other != name:
                raise SourceError(
                    f"{other} en {name} zijn allebei grenzen: {outline.code} staat in allebei."
                    " Laad één bestand met grenzen."
                )


def _counted(one: RecognisedFile, content: Content, known: Known, source_id: str) -> tuple[pl.DataFrame, list[str]]:
    counts = [count for count in content.counts if known.wants(count.area_code)]
    # The police show every year in the division of the newest one.
    indeling = content.indeling or max(count.period.start.year for count in content.counts)
    _refuse_unknown(one.name, {count.area_code for count in counts}, indeling, known.places)
    counted = CountedFile(one.name, source_id, content.table_id or "", indeling, counts)
    places = Places.of(
        place
        for gemeente in sorted({f"GM{count.area_code[2:6]}" for count in counts})
        for place in known.places.of_gemeente(gemeente).all
    )
    notes = [
        *observations.notes_on_types(counted, known.catalogue, places),
        *observations.notes_on_sums(counts, places),
        *observations.notes_on_gaps(counts, places),
    ]
    if known.places.year not in (None, indeling):
        notes.append(
            f"De cijfers volgen de indeling van {indeling}, de gebieden die van {known.places.year}."
            " Alle codes komen overeen; een grens kan verschoven zijn."
        )
    return observations.observations_of(counted, known.catalogue, known.now), notes


def _refuse_unknown(file: str, codes: set[str], indeling: int, places: Places) -> None:
    unknown = sorted(codes - places.by_code.keys())
    if unknown:
        division = f"van {places.year}" if places.year else "van de geladen gebieden"
        raise UnknownArea(
            f"{file} heeft cijfers van {unknown[0]} in de indeling van {indeling}, en de grenzen {division} hebben dat"
            " gebied niet. Laad grenzen en cijfers van hetzelfde jaar."
        )


def _wanted(rows: pl.DataFrame, known: Known) -> pl.DataFrame:
    if known.gemeente is None:
        return rows
    return rows.filter(pl.col("area_code").str.slice(2, 4) == known.gemeente[2:])


def _note_on_not_read(columns: Sequence[str]) -> list[str]:
    if not columns:
        return []
    shown = ", ".join(printable(one) for one in columns[:_COLUMNS_SHOWN]) + (
        " en meer" if len(columns) > _COLUMNS_SHOWN else ""
    )
    return [f"Niet gelezen, want over herkomst: {shown}."]


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
