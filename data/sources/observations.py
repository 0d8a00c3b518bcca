"""From a publisher's counts to the table observations, and what had to be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from data.catalogue import Catalogue
from data.errors import BrokenContent
from data.schemas import Kind, Resolution, Status
from data.sources.counts import Count, sum_mismatches, total_and_types
from data.sources.places import Places
from data.sources.report import whole_number
from data.warehouse.frames import empty_table

# The police have 59 keys, of which the total is one; lists with most of them are meant to be complete.
_FULL_LIST = 50
_AREAS_SHOWN = 5

_KEY = ["area_code", "indicator_id", "period_start", "resolution"]


@dataclass(frozen=True)
class CountedFile:
    """The counts of one file, and where they came from."""

    file: str
    source_id: str
    source_table: str
    indeling: int
    counts: Sequence[Count]


def observations_of(counted: CountedFile, catalogue: Catalogue, retrieved_at: datetime) -> pl.DataFrame:
    """The counts for which the catalogue has a series: an indicator, or a type that a sum may need.

    Returns:
        One row per area, series and period, as in the schema.
    """
    series = {key: catalogue.series_of_key(*key) for key in {_table_and_key(one, counted) for one in counted.counts}}
    rows = [
        {
            "area_code": count.area_code,
            "indicator_id": stored_as,
            "period_start": count.period.start,
            "resolution": count.period.resolution.value,
            "indeling": counted.indeling,
            "kind": Kind.COUNT.value,
            "value": None if count.value is None else float(count.value),
            "status": _status(count).value,
            "source_id": counted.source_id,
            "retrieved_at": retrieved_at,
        }
        for count in counted.counts
        if (stored_as := series[_table_and_key(count, counted)]) is not None
    ]
    return pl.DataFrame(rows, schema=dict(empty_table("observations").schema))


def without_repeats(frames: Sequence[tuple[str, pl.DataFrame]]) -> pl.DataFrame:
    """Put the observations of several files together; what two files both say, they must say alike.

    Args:
        frames: Name of the file and its observations, in the order in which the first one is kept.

    Raises:
        BrokenContent: Two files contradict each other; names both, the area and the period.
    """
    together = pl.concat(
        [empty_table("observations").with_columns(file=pl.lit(""))]
        + [frame.with_columns(file=pl.lit(file)) for file, frame in frames]
    )
    differing = together.filter(pl.col("value").n_unique().over(_KEY) > 1).sort(_KEY, maintain_order=True).head(2)
    if differing.height:
        one, other = differing.iter_rows(named=True)
        raise BrokenContent(
            f"{one['file']} en {other['file']} spreken elkaar tegen over {one['area_code']} in"
            f" {one['period_start'].year}: {_shown(one['value'])} en {_shown(other['value'])}."
            " Laad alleen het bestand dat klopt."
        )
    return together.unique(_KEY, keep="first", maintain_order=True).drop("file")


def notes_on_types(counted: CountedFile, catalogue: Catalogue, places: Places) -> list[str]:
    """What a reader must know of the types in a file: which are not used, and what they miss of the total."""
    labels = {_table_and_key(one, counted): one.label for one in counted.counts}
    unused = [label for key, label in labels.items() if catalogue.series_of_key(*key) is None]
    notes = []
    if unused:
        notes.append(f"{len(unused)} van {len(labels)} soorten staan niet in de catalogus en zijn weggelaten.")
    is_one_gemeente = len({one.area_code[2:6] for one in counted.counts}) == 1
    compared = total_and_types(counted.counts, places) if is_one_gemeente else {}
    for period, (total, types) in compared.items():
        # A selection of types says nothing about the total; a full list does.
        if len(labels) > _FULL_LIST and total > types:
            notes.append(
                f"De soorten van {period.start.year} tellen op tot {whole_number(types)}, het totaal is"
                f" {whole_number(total)}: {whole_number(total - types)} misdrijven vallen onder soorten die niet in het"
                " bestand staan. De politie geeft vier gevoelige soorten alleen per jaar."
            )
    return notes


def notes_on_sums(counts: Sequence[Count], places: Places) -> list[str]:
    """Where an area is not the sum of its parts."""
    wrong = sum_mismatches(counts, places)
    if not wrong:
        return []
    first = wrong[0]
    note = (
        f"{whole_number(len(wrong))} keer is een gebied niet de som van zijn delen, zoals {first.area_code} in"
        f" {first.period.start.year}: {whole_number(first.whole)} en samen {whole_number(first.sum_of_parts)}."
    )
    return [note]


def notes_on_gaps(counts: Sequence[Count], places: Places) -> list[str]:
    """Which areas a file is silent about, how often a publisher gave no figure, and whether there are months.

    A file is silent about an area when it speaks of others of the same level in the same gemeente.
    """
    spoken_of = {count.area_code for count in counts}
    levels = {(code[:2], code[2:6]) for code in spoken_of}
    silent = [
        place.code
        for place in places.all
        if place.code not in spoken_of and (place.code[:2], place.code[2:6]) in levels
    ]
    missing = sum(count.value is None for count in counts)
    notes = []
    if silent:
        shown = ", ".join(silent[:_AREAS_SHOWN]) + (" en meer" if len(silent) > _AREAS_SHOWN else "")
        notes.append(f"Geen cijfers voor {len(silent)} gebieden: {shown}. Die blijven leeg, niet nul.")
    if missing:
        notes.append(f"Bij {whole_number(missing)} cijfers geeft de uitgever geen waarde. Die blijven leeg, niet nul.")
    if all(count.period.resolution is Resolution.YEAR for count in counts):
        notes.append("Alleen jaarcijfers: er staan geen maandcijfers in het bestand.")
    return notes


def _table_and_key(count: Count, counted: CountedFile) -> tuple[str, str]:
    return count.table_id or counted.source_table, count.key


def _status(count: Count) -> Status:
    if count.value is None:
        return Status.MISSING
    return Status.PROVISIONAL if count.period.is_provisional else Status.FINAL


def _shown(value: float | None) -> str:
    return "geen waarde" if value is None else whole_number(int(value))
