"""What was read so far: each file adds to it, in the order of `Shape`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from data.catalogue import Catalogue
from data.sources import observations, origins, population_csv, statline_csv
from data.sources.boundaries_geojson import Territory
from data.sources.counts import Count
from data.sources.crime_by_type_csv import read_crime_by_type
from data.sources.observations import CountedFile
from data.sources.places import Places
from data.sources.population_csv import Population
from data.sources.recognise import RecognisedFile, Shape
from data.sources.report import FileReport
from data.sources.text import TextTable, read_table

# What is shown of a list of codes in one line.
_CODES_SHOWN = 5


@dataclass
class Reading:
    """Everything known while the files of one load are read.

    Attributes:
        places: The areas of the gemeente.
        stored_population: Inhabitants from the warehouse, to tell the year of a file without one.
        population: Inhabitants and dwellings from the files.
        known_counts: Counts from the warehouse and from the files, to tell the year of a file without one.
        counted: The counts of each file.
        files: What to tell of each file.
        provenance: The row of provenance of each file.
    """

    catalogue: Catalogue
    now: datetime
    places: Places
    stored_population: Population
    known_counts: list[Count]
    population: Population = field(default_factory=Population)
    counted: list[CountedFile] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    provenance: list[pl.DataFrame] = field(default_factory=list)

    def add(self, one: RecognisedFile) -> None:
        """Read a file with figures.

        Raises:
            SourceError: The file breaks a rule of its shape.
        """
        table = read_table(one.file)
        if one.shape in (Shape.POPULATION_YEARS, Shape.POPULATION_ONE_YEAR):
            self._add_population(one, table)
        else:
            self._add_counts(one, table)

    def add_boundaries(self, one: RecognisedFile, territory: Territory) -> None:
        """Tell of a file with outlines that was read already."""
        notes = []
        if territory.repaired:
            shown = ", ".join(territory.repaired[:_CODES_SHOWN])
            notes.append(f"{len(territory.repaired)} grenzen waren ongeldig en zijn hersteld: {shown}.")
        self._finish(one, len(territory.outlines), notes)

    def years(self) -> set[int]:
        """The years that the figures are about."""
        counted = {count.period.start.year for file in self.counted for count in file.counts}
        return counted | {year for _, year in self.population.inhabitants}

    def _add_population(self, one: RecognisedFile, table: TextTable) -> None:
        if one.shape is Shape.POPULATION_YEARS:
            read = population_csv.read_years(table, self.places)
        else:
            known = {**self.stored_population.inhabitants, **self.population.inhabitants}
            read = population_csv.read_one_year(table, self.places, known)
        self.population = Population(
            inhabitants={**self.population.inhabitants, **read.inhabitants},
            dwellings={**self.population.dwellings, **read.dwellings},
        )
        self._finish(one, len(read.inhabitants), list(read.notes))

    def _add_counts(self, one: RecognisedFile, table: TextTable) -> None:
        notes = []
        if one.shape is Shape.CRIME:
            table_id, counts = statline_csv.read_crime(table, self.places)
        elif one.shape is Shape.NUISANCE:
            table_id, counts = statline_csv.read_nuisance(table, self.places)
        else:
            year, counts = read_crime_by_type(table, self.places, self.known_counts)
            table_id = "47022NED"
            if "jaar" not in table.header:
                notes.append(f"Het bestand noemt geen jaar; de totalen zijn gelijk aan die van {year.start.year}.")
        counted = CountedFile(
            file=one.file.name,
            source_id=origins.source_id(one.shape, one.file),
            source_table=table_id,
            # The police show every year in the division of the newest one.
            indeling=max(count.period.start.year for count in counts),
            counts=counts,
        )
        self.counted.append(counted)
        self.known_counts += counts
        notes += observations.notes_on_types(counted, self.catalogue, self.places)
        notes += observations.notes_on_sums(counts, self.places)
        notes += observations.notes_on_gaps(counts, self.places)
        self._finish(one, len(counts), notes, table_id)

    def _finish(self, one: RecognisedFile, rows: int, notes: list[str], table_id: str | None = None) -> None:
        self.files.append(FileReport(one.file.name, one.shape.value, tuple(notes)))
        self.provenance.append(origins.provenance_row(one.shape, one.file, table_id, rows, self.now))
