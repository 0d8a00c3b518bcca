"""A file from outside, as bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.errors import UnreadableFile

# The largest file that we know of, all buurten of the country in one GeoPackage, is 220 MB; ours are far smaller.
LARGEST_FILE_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class SourceFile:
    """One file as it came in.

    Attributes:
        name: Name without folder, for sentences and provenance.
        content: All bytes.
    """

    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Hash of the content, in hex."""
        return hashlib.sha256(self.content).hexdigest()


def read_file(path: Path) -> SourceFile:
    """Read a file whole.

    Raises:
        UnreadableFile: It is not there, not a file, empty, too large, or may not be read.
    """
    name = printable(path.name)
    try:
        if not path.is_file():
            problem = "is een map" if path.is_dir() else "bestaat niet"
            raise UnreadableFile(f"{name} {problem}. Controleer de naam en de map, en probeer het opnieuw.")
        with path.open("rb") as file:
            # Room is made for what is asked: ask for the file, and one byte to see that it is no larger than allowed.
            content = file.read(min(path.stat().st_size, LARGEST_FILE_BYTES) + 1)
    except (OSError, ValueError) as failure:
        raise UnreadableFile(
            f"{name} is niet te openen. Controleer of u het bestand mag lezen, en probeer het opnieuw."
        ) from failure
    if len(content) > LARGEST_FILE_BYTES:
        raise UnreadableFile(
            f"{name} is groter dan {LARGEST_FILE_BYTES // 1024**2} MB. Maak bij de uitgever een kleinere selectie,"
            " bijvoorbeeld één gemeente."
        )
    if not content:
        raise UnreadableFile(f"{name} is leeg. Haal het bestand opnieuw op.")
    return SourceFile(name, content)


def printable(text: str, longest: int = 60) -> str:
    """Text from outside as it may stand in a sentence: one line, no control characters, not long."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return clean if len(clean) <= longest else clean[:longest] + "..."
