"""What a shape of file is: how to recognise it, how to read it, and what it may bring.

A shape is one module that offers one or more `Shape`s; `registry` lists them. To add a shape, write such a module and
put its shapes in the list: nothing else needs to change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

import polars as pl

from data.catalogue import Catalogue
from data.errors import BrokenContent, UnknownArea
from data.sources.counts import Count
from data.sources.opened import OpenedFile
from data.sources.origins import Origin
from data.sources.places import Places

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class Stage(IntEnum):
    """When a shape is read: areas first, then the people in them, then what happened there."""

    AREAS = 1
    PEOPLE = 2
    FIGURES = 3


@dataclass(frozen=True, slots=True)
class AreaFact:
    """What one file says of one area in one year.

    Attributes:
        code: Code of CBS.
        name: What it is called; None where the file does not say.
        year: Year of the division, counts are of 1 January; None where the file has no year at all.
        figures: By column of the areas table, such as ``inhabitants``; None where the publisher gives no figure.
    """

    code: str
    name: str | None = None
    year: int | None = None
    figures: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one area.

    Attributes:
        code: Code of CBS.
        year: Year of the division; None where the file has no year at all.
        shape: A valid polygon or multipolygon in EPSG:28992 (metres).
        repaired: Whether it was invalid as it came in.
    """

    code: str
    year: int | None
    shape: BaseGeometry
    repaired: bool = False


@dataclass(frozen=True)
class Content:
    """What was read from one file. Every part may be absent.

    Attributes:
        rows: How many rows or features were read, for the provenance.
        notes: What a reader of the load report must know, in Dutch.
        not_read: Columns that were left out on principle, by their name in the file.
        table_id: Number of the table at the publisher, where the file tells.
        facts: What it says of areas.
        outlines: The outlines of areas.
        counts: What was counted; the catalogue tells which of them are kept.
        indeling: Year of the division that the codes of `counts` follow; the newest year of the counts when None.
        scores: Rows of the observations table that are no counts, without ``source_id`` and ``retrieved_at``.
        survey: Rows of the survey_results table, without ``source_id`` and ``retrieved_at``.
    """

    rows: int
    notes: Sequence[str] = ()
    not_read: Sequence[str] = ()
    table_id: str | None = None
    facts: Sequence[AreaFact] = ()
    outlines: Sequence[Outline] = ()
    counts: Sequence[Count] = ()
    indeling: int | None = None
    scores: pl.DataFrame | None = None
    survey: pl.DataFrame | None = None


@dataclass(frozen=True)
class Known:
    """What is known while a file is read: from the warehouse, and from the files before it.

    Attributes:
        catalogue: Which figures are used.
        now: Moment of loading, with its time zone.
        gemeente: The one gemeente that was asked for; None for all that the files hold.
        year: The year that was given for files that do not tell theirs.
        places: Every area that is known, of all gemeenten; empty while areas themselves are being read.
        only_gemeente: The gemeente that files with names alone are about; None where that cannot be told.
        inhabitants: By area code and year.
        counts: Yearly totals from the warehouse, and all counts from the files before.
        outlines: Gives the outlines of all known areas by code, in EPSG:28992; asked only where points are counted.
    """

    catalogue: Catalogue
    now: datetime
    gemeente: str | None = None
    year: int | None = None
    places: Places = field(default_factory=lambda: Places(()))
    only_gemeente: str | None = None
    inhabitants: Mapping[tuple[str, int], int | None] = field(default_factory=dict)
    counts: Sequence[Count] = ()
    outlines: Callable[[], Mapping[str, BaseGeometry]] = dict

    @property
    def town(self) -> Places:
        """The areas of the one gemeente that a file without codes is about.

        Raises:
            UnknownArea: There is none, or it cannot be told which.
        """
        if self.only_gemeente is None:
            raise UnknownArea(
                "De bestanden noemen geen gemeente. Laad het bestand met de grenzen van de buurten mee, of geef de"
                " code: --gemeente GM0758."
            )
        town = self.places.of_gemeente(self.only_gemeente)
        if not town.all:
            raise UnknownArea(
                f"Van {self.only_gemeente} zijn nog geen wijken en buurten bekend."
                " Laad het bestand met de grenzen van de buurten mee."
            )
        return town

    def stated_year(self, file: str) -> int:
        """The year that was given for a file that does not tell its own.

        Raises:
            BrokenContent: None was given.
        """
        if self.year is None:
            raise BrokenContent(f"{file} noemt geen jaar. Geef het jaar van de indeling erbij: --jaar 2022.")
        return self.year

    def wants(self, area_code: str) -> bool:
        """Whether an area lies in a gemeente that was asked for."""
        return self.gemeente is None or area_code[2:6] == self.gemeente[2:]


@dataclass(frozen=True)
class Shape:
    """One shape of file.

    Attributes:
        id: Stable name, the first part of the source ids of its files.
        name: What a person calls it, in Dutch.
        stage: When it is read.
        origin: Where files of this shape come from.
        read: Reads one; raises a `data.errors.SourceError` where it breaks a rule.
        columns: For a text file: the columns that it has at least.
        recognises: For anything else than columns in the first line; asked before any shape with columns.
    """

    id: str
    name: str
    stage: Stage
    origin: Origin
    read: Callable[[OpenedFile, Known], Content]
    columns: frozenset[str] = frozenset()
    recognises: Callable[[OpenedFile], bool] | None = None
