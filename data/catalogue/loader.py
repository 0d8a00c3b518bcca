"""Reads the TOML files of the catalogue and refuses whatever does not fit, naming file, entry and field."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from data.catalogue.checks import check_catalogue
from data.catalogue.contents import Catalogue
from data.catalogue.decoding import decode
from data.catalogue.entries import (
    CrimeType,
    Event,
    Field,
    HarmWeight,
    Indicator,
    Leadership,
    NuisanceType,
    Term,
    Theme,
    Unknown,
    WeightSet,
)
from data.errors import CatalogueError

FOLDER = Path(__file__).parent

# The indicators stand in one file per veld, and one for the background figures.
INDICATORS = "indicators"
INDICATOR_FILES = ("V1.toml", "V2.toml", "V3.toml", "V4.toml", "V5.toml", "context.toml")


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


class _WithKey(Protocol):
    @property
    def key(self) -> str: ...


_Entry = TypeVar("_Entry")
_Named = TypeVar("_Named", bound=_WithId)
_Keyed = TypeVar("_Keyed", bound=_WithKey)


@cache
def load_catalogue() -> Catalogue:
    """Read the whole catalogue, once per process.

    Raises:
        CatalogueError: A file is missing, does not parse, or holds an entry that does not fit.
    """
    return read_catalogue(FOLDER)


def read_catalogue(folder: Path) -> Catalogue:
    """Read a catalogue from a folder that holds the TOML files.

    Raises:
        CatalogueError: See `load_catalogue`.
    """
    themes = _read(folder / "themes.toml", {"field": Field, "theme": Theme})
    indicators = _indicators(folder / INDICATORS)
    catalogue = Catalogue(
        fields=_by_id(themes["field"], "themes.toml"),
        themes=_by_id(themes["theme"], "themes.toml"),
        indicators=indicators,
        crime_types=_by_key(_only(folder / "crime_types.toml", "crime_type", CrimeType), "crime_types.toml"),
        nuisance_types=_by_key(
            _only(folder / "nuisance_types.toml", "nuisance_type", NuisanceType), "nuisance_types.toml"
        ),
        weight_sets=_with_weights(
            _by_id(_only(folder / "harm_weights.toml", "weight_set", WeightSet), "harm_weights.toml"), indicators
        ),
        events=_by_id(_only(folder / "events.toml", "event", Event), "events.toml"),
        unknowns=_by_id(_only(folder / "unknowns.toml", "unknown", Unknown), "unknowns.toml"),
        roles=_by_id(_only(folder / "roles.toml", "role", Leadership), "roles.toml"),
        glossary=_by_id(_only(folder / "glossary.toml", "term", Term), "glossary.toml"),
    )
    check_catalogue(catalogue)
    return catalogue


def _indicators(folder: Path) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for name in INDICATOR_FILES:
        file = f"{INDICATORS}/{name}"
        entries = _by_id(_only(folder / name, "indicator", Indicator, file), file)
        for one in entries.values():
            veld = "context" if one.theme is None else one.theme.partition(".")[0]
            if f"{veld}.toml" != name:
                raise CatalogueError(f"De catalogus {file} heeft {one.id}, maar die hoort in {INDICATORS}/{veld}.toml.")
        twice = sorted(found.keys() & entries.keys())
        if twice:
            raise CatalogueError(f"De catalogus {file} heeft {twice[0]}, maar die staat al in een ander bestand.")
        found |= entries
    return found


def _with_weights(sets: Mapping[str, WeightSet], indicators: Mapping[str, Indicator]) -> dict[str, WeightSet]:
    """A set without weights of its own takes those that the indicators carry, so that they stand in one place."""
    carried = tuple(
        HarmWeight(one.id, float(one.harm), one.harm_source, one.harm_source)
        for one in indicators.values()
        if one.harm is not None and one.harm_source is not None
    )
    return {name: one if one.weights else replace(one, weights=carried) for name, one in sets.items()}


def _only(path: Path, table: str, shape: type[_Entry], file: str | None = None) -> list[_Entry]:
    return _read(path, {table: shape}, file)[table]


def _read(path: Path, shapes: Mapping[str, type[Any]], file: str | None = None) -> dict[str, list[Any]]:
    file = file or path.name
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        raise CatalogueError(f"De catalogus {file} is niet te lezen: {problem}.") from problem
    unknown = sorted(content.keys() - shapes.keys())
    if unknown:
        raise CatalogueError(
            f"De catalogus {file} heeft een onbekende tabel: {unknown[0]}. Hier hoort: {', '.join(shapes)}."
        )
    for table in shapes:
        if not isinstance(content.get(table), list) or not content[table]:
            raise CatalogueError(f"De catalogus {file} heeft geen ingangen [[{table}]]. Zet er minstens één in.")
    return {table: [decode(shape, raw, file) for raw in content[table]] for table, shape in shapes.items()}


def _by_id(entries: Sequence[_Named], file: str) -> dict[str, _Named]:
    _check_order([one.id for one in entries], sorted({one.id for one in entries}), file)
    return {one.id: one for one in entries}


def _by_key(entries: Sequence[_Keyed], file: str) -> dict[str, _Keyed]:
    keys = [one.key for one in entries]
    _check_order(keys, sorted(set(keys), key=_parts), file)
    return {one.key: one for one in entries}


def _check_order(names: list[str], expected: list[str], file: str) -> None:
    if names != expected:
        wrong = next((name for name, right in zip(names, expected, strict=False) if name != right), names[-1])
        raise CatalogueError(
            f"De catalogus {file} is niet gesorteerd, of een ingang staat er twee keer in: zie {wrong}."
        )


def _parts(key: str) -> list[tuple[int, str]]:
    """Sorts 2.6.9 before 2.6.10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in key.split(".")]
