"""Reads the TOML files of the catalogue and refuses whatever does not fit, naming file, entry and key."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from data.catalogue.entries import (
    Catalogue,
    Direction,
    Field,
    Indicator,
    Leadership,
    MethodBreak,
    Registration,
    Subject,
    Term,
    Theme,
)
from data.errors import CatalogueError
from data.schemas import Kind, Level, Resolution

FOLDER = Path(__file__).parent

_Entry = TypeVar("_Entry", Field, Theme, Indicator, Leadership, MethodBreak, Term)


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
    themes_file = _parse(folder / "themes.toml")
    indicators_file = _parse(folder / "indicators.toml")
    roles_file = _parse(folder / "roles.toml")
    glossary_file = _parse(folder / "glossary.toml")
    catalogue = Catalogue(
        fields=_by_id([_entry(Field, raw, "themes.toml") for raw in themes_file.get("field", [])], "themes.toml"),
        themes=_by_id([_entry(Theme, raw, "themes.toml") for raw in themes_file.get("theme", [])], "themes.toml"),
        indicators=_by_id([_indicator(raw) for raw in indicators_file.get("indicator", [])], "indicators.toml"),
        roles=_by_id([_entry(Leadership, raw, "roles.toml") for raw in roles_file.get("role", [])], "roles.toml"),
        glossary=_by_id([_entry(Term, raw, "glossary.toml") for raw in glossary_file.get("term", [])], "glossary.toml"),
    )
    _check_links(catalogue)
    return catalogue


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise CatalogueError(f"De catalogus {path.name} is niet te lezen: {problem}.") from problem


def _indicator(raw: dict[str, Any]) -> Indicator:
    name = raw.get("id", "?")
    try:
        values = {
            **raw,
            "kind": Kind(raw["kind"]),
            "direction": Direction(raw["direction"]),
            "registration": Registration(raw["registration"]),
            "subject": Subject(raw["subject"]),
            "levels": tuple(Level(level) for level in raw["levels"]),
            "lowest_level": Level(raw["lowest_level"]),
            "frequency": Resolution(raw["frequency"]),
            "denominators": tuple(raw["denominators"]),
            "method_breaks": tuple(_entry(MethodBreak, one, "indicators.toml") for one in raw.get("method_breaks", [])),
        }
    except (KeyError, ValueError) as problem:
        raise CatalogueError(f"De catalogus indicators.toml heeft bij {name} een fout: {problem}.") from problem
    return _entry(Indicator, values, "indicators.toml")


def _entry(shape: type[_Entry], raw: dict[str, Any], file: str) -> _Entry:
    known = {one.name for one in fields(shape)}
    needed = {one.name for one in fields(shape) if one.default is MISSING}
    unknown, missing = raw.keys() - known, needed - raw.keys()
    if unknown or missing:
        raise CatalogueError(
            f"De catalogus {file} heeft bij {raw.get('id', '?')} onbekende velden"
            f" ({', '.join(sorted(unknown)) or 'geen'})"
            f" of mist velden ({', '.join(sorted(missing)) or 'geen'})."
        )
    empty = [name for name in needed if raw[name] == "" or raw[name] is None]
    if empty:
        raise CatalogueError(f"De catalogus {file} heeft bij {raw.get('id', '?')} een leeg veld: {empty[0]}.")
    return shape(**raw)


def _by_id(entries: list[Any], file: str) -> dict[str, Any]:
    ids = [entry.id for entry in entries]
    if len(set(ids)) != len(ids) or ids != sorted(ids):
        raise CatalogueError(f"De catalogus {file} is niet op id gesorteerd, of een id staat er twee keer in.")
    return {entry.id: entry for entry in entries}


def _check_links(catalogue: Catalogue) -> None:
    for theme in catalogue.themes.values():
        if theme.field_id not in catalogue.fields:
            raise CatalogueError(f"Thema {theme.id} hoort bij geen veld.")
    for indicator in catalogue.indicators.values():
        if indicator.theme not in catalogue.themes:
            raise CatalogueError(f"Indicator {indicator.id} noemt een thema dat er niet is: {indicator.theme}.")
        if indicator.lowest_level not in indicator.levels:
            raise CatalogueError(f"Indicator {indicator.id} heeft een laagste niveau dat niet bij zijn niveaus staat.")
