"""Which figures there are, how old and how complete, and going back a version. What anyone may know about the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from data.catalogue import Indicator, load_catalogue
from data.errors import VeiligheidskompasError
from data.schemas import Level, Resolution
from data.settings import Settings
from data.warehouse import Version, history, open_snapshot, undo
from data.warehouse.reports import LoadReport
from metrics import wording
from metrics.gate import Audience
from plan.figures.measured import MONTHS_OF

# A series that ended longer ago than its own period and this many months is overdue.
_PATIENCE_MONTHS = 3
_TWO_YEARS = 24

_MAY_UNDO = frozenset({Audience.INTERNAL, Audience.SENSITIVE})


class MayNotUndo(VeiligheidskompasError):
    """Somebody asked to go back a version without the right to."""

    error_id = "teruggaan-mag-niet"


@dataclass(frozen=True, slots=True)
class Source:
    """One load from one publisher."""

    publisher: str
    title: str
    table_id: str | None
    retrieved_at: datetime
    rows: int
    licence: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator: what there is of it.

    Attributes:
        first: First day of the first period.
        last: First day of the last period.
        levels: At which levels there are rows.
        unknown_share: Which part of the rows has no value, 0 to 1.
        is_overdue: Whether a newer period should have been there by now.
    """

    indicator: Indicator
    resolution: Resolution
    first: date
    last: date
    levels: tuple[Level, ...]
    unknown_share: float
    is_overdue: bool


@dataclass(frozen=True)
class Stock:
    """Everything there is to tell about the figures of one municipality.

    Attributes:
        version: The current data version.
        missing: Indicators of the catalogue without any figure here.
        report: What the load of this version told; None where no report was kept.
        versions: The versions that are kept, the current one first.
    """

    version: str
    sources: tuple[Source, ...]
    series: tuple[Series, ...]
    missing: tuple[Indicator, ...]
    report: LoadReport | None
    versions: tuple[Version, ...]

    @property
    def sentence(self) -> str:
        """How complete and how fresh the figures are."""
        overdue = len({one.indicator.id for one in self.series if one.is_overdue})
        loaded = len({one.indicator.id for one in self.series})
        start = (
            f"{wording.counted(loaded, 'cijfer', 'cijfers')} geladen, uit "
            f"{wording.counted(len(self.sources), 'bron', 'bronnen')}; "
            f"{wording.number(len(self.missing))} andere uit de catalogus zijn er nog niet."
        )
        if not overdue:
            return f"{start} Geen cijfer is over tijd."
        late = wording.counted(overdue, "geladen cijfer is", "geladen cijfers zijn")
        return f"{start} {late} over tijd; haal de nieuwe op bij de bron."


def take_stock(settings: Settings, today: date) -> Stock:
    """Look at what is stored for the own municipality.

    Args:
        settings: Which municipality, and where its warehouse is.
        today: The day the product lives on.

    Raises:
        NothingLoaded: Nothing was stored yet.
        WarehouseDamaged: A stored file is missing or is not ours.
    """
    snapshot = open_snapshot(settings.warehouse)
    observations = snapshot.table("observations", settings.gemeente)
    surveys = snapshot.table("survey_results", settings.gemeente).rename({"estimate": "value"})
    series = tuple(one for table in (observations, surveys) for one in _series(table, today))
    present = {one.indicator.id for one in series}
    catalogue = load_catalogue()
    rows = snapshot.table("provenance", settings.gemeente).sort("retrieved_at", "source_id", descending=True).collect()
    return Stock(
        version=snapshot.version,
        sources=tuple(_source(row) for row in rows.iter_rows(named=True)),
        series=tuple(sorted(series, key=lambda one: one.indicator.name)),
        missing=tuple(
            one for one in catalogue.indicators.values() if one.id not in present and not one.sum_of and one.theme
        ),
        report=snapshot.report(),
        versions=history(settings.warehouse),
    )


def go_back(settings: Settings, audience: Audience) -> Version:
    """Make the version before the current one current again.

    Raises:
        MayNotUndo: This reader may not.
        WarehouseError: There is no earlier version, it is damaged, or somebody else is writing.
    """
    if audience not in _MAY_UNDO:
        raise MayNotUndo(
            "Alleen wie de gegevens beheert kan teruggaan naar een eerdere versie. Vraag het de beheerder."
        )
    return undo(settings.warehouse)


def _series(table: pl.LazyFrame, today: date) -> list[Series]:
    indicators = load_catalogue().indicators
    prefix = pl.col("area_code").str.slice(0, 2)
    rows = (
        table.group_by("indicator_id", "resolution")
        .agg(
            first=pl.col("period_start").min(),
            last=pl.col("period_start").max(),
            prefixes=prefix.unique().sort(),
            unknown=pl.col("value").is_null().mean(),
        )
        .collect()
    )
    return [
        Series(
            indicator=indicators[row["indicator_id"]],
            resolution=Resolution(row["resolution"]),
            first=row["first"],
            last=row["last"],
            levels=tuple(level for level, letters in _LETTERS.items() if letters in row["prefixes"]),
            unknown_share=row["unknown"],
            is_overdue=_months_between(row["last"], today) > _due_after(Resolution(row["resolution"])),
        )
        for row in rows.iter_rows(named=True)
        if row["indicator_id"] in indicators
    ]


_LETTERS = {Level.GEMEENTE: "GM", Level.WIJK: "WK", Level.BUURT: "BU"}


def _due_after(resolution: Resolution) -> int:
    """Months after the start of the last period in which the next should be there: both lengths, and some more."""
    length = _TWO_YEARS if resolution is Resolution.TWO_YEARS else MONTHS_OF.get(resolution, 1)
    return 2 * length + _PATIENCE_MONTHS


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _source(row: dict[str, Any]) -> Source:
    return Source(
        publisher=row["publisher"],
        title=row["title"],
        table_id=row["table_id"],
        retrieved_at=row["retrieved_at"],
        rows=row["rows"],
        licence=row["licence"],
        attribution=row["attribution"],
    )
