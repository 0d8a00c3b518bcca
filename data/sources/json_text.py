"""JSON from outside: parsed whole or refused, with one meaning for every name."""

from __future__ import annotations

import json
from typing import Any

from data.errors import UnreadableFile
from data.sources.files import SourceFile
from data.sources.text import decode

# Parsed JSON takes several times the memory of its text.
LARGEST_JSON_BYTES = 64 * 1024 * 1024


def parse_json(file: SourceFile) -> object:
    """Parse a file.

    Raises:
        UnreadableFile: It is no JSON, was cut off, repeats a name, holds an impossible number, or is too large.
    """
    if len(file.content) > LARGEST_JSON_BYTES:
        raise UnreadableFile(
            f"{file.name} is JSON van meer dan {LARGEST_JSON_BYTES // 1024**2} MB. Maak bij de uitgever een kleinere"
            " selectie, bijvoorbeeld één gemeente, of kies GeoPackage."
        )
    try:
        return json.loads(decode(file), object_pairs_hook=_without_repeats, parse_constant=_no_constant)
    except json.JSONDecodeError as problem:
        raise UnreadableFile(
            f"{file.name} is geen volledige JSON: het gaat mis op regel {problem.lineno}. Waarschijnlijk is het bestand"
            " afgebroken. Haal het opnieuw op."
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise UnreadableFile(
            f"{file.name} is geen bruikbare JSON: een naam staat er dubbel in, een getal is onmogelijk of het is te"
            " diep genest. Haal het bestand opnieuw op."
        ) from problem


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a name is repeated")
    return content


def _no_constant(name: str) -> float:
    raise ValueError(name)
