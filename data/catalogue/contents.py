"""The catalogue as a whole, and how to find something in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from data.catalogue.entries import (
    CrimeType,
    Event,
    Field,
    Indicator,
    Leadership,
    NuisanceType,
    Term,
    Theme,
    Unknown,
    WeightSet,
)

# The police tables of crime share their keys: per year and per month for wijken and buurten, and one for gemeenten
# only. Nuisance has its own.
CRIME_TABLES = ("47018NED", "47022NED", "47013NED")
NUISANCE_TABLE = "47024NED"


@dataclass(frozen=True)
class Catalogue:
    """Everything the product knows by heart, by id and in the order of the files."""

    fields: Mapping[str, Field]
    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    crime_types: Mapping[str, CrimeType]
    nuisance_types: Mapping[str, NuisanceType]
    weight_sets: Mapping[str, WeightSet]
    events: Mapping[str, Event]
    unknowns: Mapping[str, Unknown]
    roles: Mapping[str, Leadership]
    glossary: Mapping[str, Term]

    @property
    def types(self) -> tuple[CrimeType | NuisanceType, ...]:
        """Every type of the police tables: crime first, then nuisance."""
        return (*self.crime_types.values(), *self.nuisance_types.values())

    def crime_type_of_key(self, key: str) -> CrimeType | None:
        """The type that a key of the police stands for, blanks or not; None where there is none."""
        return self.crime_types.get(key.strip())

    def series_of_key(self, source_table: str, key: str) -> str | None:
        """Id under which the counts of a publisher's key are stored, or None where we do not use it.

        The tables of police crime share their keys (47022NED, 47018NED and 47013NED).
        """
        if source_table in CRIME_TABLES:
            crime_type = self.crime_type_of_key(key)
            return crime_type.series if crime_type else None
        if source_table == NUISANCE_TABLE:
            nuisance_type = self.nuisance_types.get(key.strip())
            return nuisance_type.series if nuisance_type else None
        return self._stored_keys.get((source_table, key.strip()))

    def indicator_of_key(self, source_table: str, source_key: str) -> Indicator | None:
        """The indicator that a publisher's key stands for, or None where there is none."""
        return self.indicators.get(self.series_of_key(source_table, source_key) or "")

    def name_of_series(self, series: str) -> str:
        """What a reader calls a stored series, also where it is no indicator.

        Raises:
            KeyError: There is no such series.
        """
        if series in self.indicators:
            return self.indicators[series].name
        return self._titles[series]

    def indicators_of_theme(self, theme_id: str) -> tuple[Indicator, ...]:
        """The indicators of a theme, in the order of the catalogue."""
        return tuple(one for one in self.indicators.values() if one.theme == theme_id)

    @cached_property
    def _stored_keys(self) -> Mapping[tuple[str, str], str]:
        return {
            (one.source_table, one.source_key): one.id
            for one in self.indicators.values()
            if one.source_table is not None and one.source_key is not None
        }

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {one.series: one.title for one in self.types}
