"""What must hold between the entries of the catalogue: links lead somewhere, and no two contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from data.catalogue.contents import CRIME_TABLES, NUISANCE_TABLE, Catalogue
from data.catalogue.entries import Direction, Indicator
from data.errors import CatalogueError
from data.schemas import Areas, Kind

_HARM = range(1, 6)


def check_catalogue(catalogue: Catalogue) -> None:
    """Check everything that takes more than one entry or field to see.

    Raises:
        CatalogueError: Something does not hold; names the entry.
    """
    for theme in catalogue.themes.values():
        if theme.field_id not in catalogue.fields:
            raise CatalogueError(f"Thema {theme.id} hoort bij geen veld. Verbeter het nummer.")
    for indicator in catalogue.indicators.values():
        _check_indicator(indicator, catalogue)
    _check_series(catalogue)
    _check_source_keys(catalogue)
    _check_weights(catalogue)
    for name in catalogue.unknowns:
        _check_theme("unknowns.toml", name, name, catalogue)


def _check_indicator(indicator: Indicator, catalogue: Catalogue) -> None:
    name = indicator.id
    if indicator.theme is not None:
        _check_theme(f"Indicator {name}", name, indicator.theme, catalogue)
    elif indicator.direction is not Direction.CONTEXT or indicator.is_criterion:
        raise CatalogueError(f"Indicator {name} heeft geen thema. Dan is de richting context en weegt hij niet mee.")
    if indicator.lowest_level not in indicator.levels:
        raise CatalogueError(f"Indicator {name} heeft een laagste niveau dat niet bij zijn niveaus staat.")
    unknown = sorted(set(indicator.denominators) - Areas.columns().keys())
    if unknown:
        raise CatalogueError(f"Indicator {name} wil delen door een kolom die er niet is: {unknown[0]}.")
    if indicator.denominators and indicator.kind is not Kind.COUNT:
        raise CatalogueError(f"Indicator {name} wordt niet geteld en kan dus nergens door gedeeld worden.")
    if indicator.source_key is not None and indicator.source_table is None:
        raise CatalogueError(f"Indicator {name} heeft een sleutel, maar geen tabel. Noem de tabel.")
    _check_harm(indicator)


def _check_harm(indicator: Indicator) -> None:
    if (indicator.harm is None) != (indicator.harm_source is None):
        raise CatalogueError(f"Indicator {indicator.id} heeft een gewicht zonder bron, of een bron zonder gewicht.")
    if indicator.harm is not None and (indicator.harm not in _HARM or indicator.kind is not Kind.COUNT):
        raise CatalogueError(
            f"Indicator {indicator.id} heeft een gewicht dat niet past. Het is 1 tot 5, en voor tellingen."
        )


def _check_series(catalogue: Catalogue) -> None:
    types = catalogue.types
    for one in types:
        _check_theme(f"Soort {one.key}", one.key, one.theme, catalogue)
    _check_unique((one.series for one in types), "twee soorten hebben dezelfde reeks")
    single = {one.id for one in catalogue.indicators.values() if not one.sum_of}
    series = {one.series for one in types} | single
    for indicator in catalogue.indicators.values():
        if not indicator.sum_of:
            continue
        unknown = sorted(set(indicator.sum_of) - series)
        if unknown or len(set(indicator.sum_of)) != len(indicator.sum_of) or len(indicator.sum_of) < 2:
            raise CatalogueError(f"Indicator {indicator.id} is een som van reeksen die er niet zijn of dubbel staan.")
        if indicator.source_key is not None or indicator.kind is not Kind.COUNT:
            raise CatalogueError(f"Indicator {indicator.id} is een som: dan is hij een telling zonder eigen sleutel.")


def _check_source_keys(catalogue: Catalogue) -> None:
    with_key = [one for one in catalogue.indicators.values() if one.source_key is not None]
    _check_unique(
        (f"{one.source_table} {one.source_key}" for one in with_key), "twee indicatoren hebben dezelfde sleutel"
    )
    for one in with_key:
        from_police = one.source_table in (*CRIME_TABLES, NUISANCE_TABLE)
        stored = catalogue.series_of_key(str(one.source_table), str(one.source_key))
        if from_police and stored != one.id:
            raise CatalogueError(f"Indicator {one.id} noemt een sleutel waarvan de reeks anders heet: {stored}.")


def _check_weights(catalogue: Catalogue) -> None:
    for weights in catalogue.weight_sets.values():
        _check_unique((one.indicator for one in weights.weights), f"in {weights.id} weegt een indicator twee keer")
        for one in weights.weights:
            if one.indicator not in catalogue.indicators or one.weight <= 0:
                raise CatalogueError(f"Gewichten {weights.id} kennen {one.indicator} niet, of geven hem geen gewicht.")


def _check_theme(what: str, name: str, theme: str, catalogue: Catalogue) -> None:
    if theme not in catalogue.themes:
        raise CatalogueError(f"{what} noemt bij {name} een thema dat er niet is: {theme}.")


def _check_unique(values: Iterable[str], problem: str) -> None:
    twice = sorted(value for value, count in Counter(values).items() if count > 1)
    if twice:
        raise CatalogueError(f"De catalogus klopt niet: {problem} ({twice[0]}).")
