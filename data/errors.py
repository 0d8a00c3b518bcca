"""Every error a person can meet, and the sentence that goes with it.

    VeiligheidskompasError        the base: `except` this one, in one place, and show `.sentence`
    ├── SettingsError             an environment variable holds something we cannot use
    ├── CatalogueError            a TOML file of the catalogue is wrong (a mistake of ours)
    ├── SourceError               a file from outside cannot be loaded; nothing was stored
    │   ├── UnreadableFile        it cannot be opened, decoded or parsed
    │   ├── UnrecognisedFile      it is readable, but none of the known shapes
    │   ├── BrokenContent         a known shape, but a row, column or value breaks a rule
    │   └── UnknownArea           it speaks of a place that we have no area for
    └── WarehouseError            the stored tables cannot be used
        ├── NothingLoaded         no figures for this municipality yet
        ├── WarehouseBusy         somebody else is writing
        └── WarehouseDamaged      a stored file is missing or differs from its hash

A message is a Dutch sentence: what happened, where, and what to do. `error_id` is stable and holds no data values, so
that a log can be kept without personal data.
"""

from __future__ import annotations


class VeiligheidskompasError(Exception):
    """Base of all errors with a sentence for a person.

    Args:
        sentence: What happened, where, and what to do; Dutch, level B1.
    """

    error_id = "fout"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class SettingsError(VeiligheidskompasError):
    """An environment variable holds something we cannot use."""

    error_id = "instelling-onbruikbaar"


class CatalogueError(VeiligheidskompasError):
    """A file of the catalogue is wrong."""

    error_id = "catalogus-fout"


class SourceError(VeiligheidskompasError):
    """A file from outside cannot be loaded."""

    error_id = "bron-fout"


class UnreadableFile(SourceError):
    """A file cannot be opened, decoded or parsed."""

    error_id = "bestand-onleesbaar"


class UnrecognisedFile(SourceError):
    """A file is readable, but has none of the shapes we know."""

    error_id = "bestand-onbekend"


class BrokenContent(SourceError):
    """A row, column or value of a known shape breaks a rule."""

    error_id = "inhoud-onjuist"


class UnknownArea(SourceError):
    """A file speaks of a place that we have no area for."""

    error_id = "gebied-onbekend"


class WarehouseError(VeiligheidskompasError):
    """The stored tables cannot be used."""

    error_id = "magazijn-fout"


class NothingLoaded(WarehouseError):
    """There are no figures for this municipality yet."""

    error_id = "geen-cijfers"


class WarehouseBusy(WarehouseError):
    """Somebody else is writing to the warehouse."""

    error_id = "magazijn-bezet"


class WarehouseDamaged(WarehouseError):
    """A stored file is missing or differs from its hash."""

    error_id = "magazijn-beschadigd"
