"""From a table of TOML to a frozen entry: every field known, present, filled, and of the right kind."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from data.errors import CatalogueError

_Entry = TypeVar("_Entry")

_KINDS = {str: "tekst", int: "een heel getal", float: "een getal", bool: "true of false", date: "een datum"}


def decode(shape: type[_Entry], raw: object, file: str) -> _Entry:
    """Make an entry out of a table of TOML.

    Args:
        shape: The dataclass of the entry; its annotations say what fits.
        raw: What the file holds at this place.
        file: Name of the file, for the message.

    Raises:
        CatalogueError: A field is unknown, missing, empty or of the wrong kind; names file, entry and field.
    """
    if not isinstance(raw, Mapping):
        raise CatalogueError(f"De catalogus {file} heeft een waarde waar een ingang met velden hoort. Herstel dat.")
    where = f"De catalogus {file} heeft bij {_name(raw)}"
    known = {one.name: one for one in fields(shape)}  # type: ignore[arg-type]  # every shape is a dataclass
    unknown = sorted(raw.keys() - known.keys())
    if unknown:
        raise CatalogueError(f"{where} een onbekend veld: {unknown[0]}. Kies uit: {', '.join(sorted(known))}.")
    missing = sorted(name for name, one in known.items() if one.default is MISSING and name not in raw)
    if missing:
        raise CatalogueError(f"{where} een veld te weinig: {missing[0]}. Vul het in.")
    kinds = get_type_hints(shape)
    return shape(**{name: _value(kinds[name], raw[name], f"{where} bij {name}", file) for name in raw})


def _name(raw: Mapping[str, Any]) -> str:
    return next((str(raw[field])[:60] for field in ("id", "key", "indicator") if field in raw), "een ingang zonder id")


def _value(kind: Any, value: object, where: str, file: str) -> object:  # noqa: ANN401 - an annotation has no narrower type
    if get_origin(kind) is UnionType:
        (kind,) = (one for one in get_args(kind) if one is not NoneType)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise CatalogueError(f"{where} geen lijst. Zet de waarden tussen rechte haken.")
        return tuple(_value(get_args(kind)[0], one, where, file) for one in value)
    if issubclass(kind, StrEnum):
        return _choice(kind, value, where)
    if kind in _KINDS:
        return _plain(kind, value, where)
    return decode(kind, value, file)


def _choice(kind: type[StrEnum], value: object, where: str) -> StrEnum:
    choices = [one.value for one in kind]
    if value not in choices:
        raise CatalogueError(f"{where} een onbekende waarde: {str(value)[:60]}. Kies uit: {', '.join(choices)}.")
    return kind(value)


def _plain(kind: type, value: object, where: str) -> object:
    if kind is float and type(value) is int:
        value = float(value)
    # A bool is an int and a datetime is a date, yet neither will do.
    if (
        type(value) is not kind
        or isinstance(value, datetime)
        or (isinstance(value, float) and not math.isfinite(value))
    ):
        raise CatalogueError(f"{where} een waarde die niet past. Daar hoort {_KINDS[kind]}.")
    if isinstance(value, str) and not value.strip():
        raise CatalogueError(f"{where} niets ingevuld. Vul het in, of laat het weg als het weg mag.")
    return value
