"""Every error a person can meet, and the sentence that goes with it.

    VeiligheidskompasError        the base: `except` this one, in one place, and show `.sentence`
    ├── SettingsError             an environment variable holds something we cannot use
    ├── CatalogueError            a TOML file of the catalogue is wrong (a mistake of ours)
    ├── SourceError               a file from outside cannot be loaded; nothing was stored
    │   ├── UnreadableFile        it cannot be opened, decoded or parsed
    │   ├── UnrecognisedFile      it is readable, but none of the known shapes
    │   ├── BrokenContent         a known shape, but a row, column or value breaks a rule
    │   └── UnknownArea           it speaks of a place that we have no area for
    ├── WarehouseError            the stored tables cannot be used
    │   ├── NothingLoaded         no figures for this municipality yet
    │   ├── WarehouseBusy         somebody else is writing
    │   └── WarehouseDamaged      a stored file is missing or differs from its hash
    ├── NotAllowed                this role may not do this
    ├── PersonalDataRefused       a text holds something that points to one person
    └── RecordsError              what people decided cannot be read or saved
        ├── RecordsUnreachable    the database does not answer, or is full or damaged
        ├── RecordsBusy           somebody else has been saving for too long
        ├── RecordsOutdated       the tables belong to another version of the product
        ├── RecordNotFound        it is not there, or not any more
        ├── RecordRefused         a value does not fit, or the order of steps does not
        └── EditConflict          somebody else changed the same thing; carries both texts

A message is a Dutch sentence: what happened, where, and what to do. `error_id` is stable and holds no data values, so
that a log can be kept without personal data.
"""

from __future__ import annotations

from collections.abc import Mapping


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


class NotAllowed(VeiligheidskompasError):
    """This role may not do this."""

    error_id = "niet-toegestaan"


class PersonalDataRefused(VeiligheidskompasError):
    """A text holds something that points to one person.

    Args:
        sentence: Names the field and the kinds, never the value.
        kinds: What was found, in Dutch: ``telefoonnummer``, ``kenteken``.
    """

    error_id = "persoonsgegeven-geweigerd"

    def __init__(self, sentence: str, kinds: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.kinds = kinds


class RecordsError(VeiligheidskompasError):
    """What people decided cannot be read or saved."""

    error_id = "besluiten-fout"


class RecordsUnreachable(RecordsError):
    """The database does not answer, or is full or damaged."""

    error_id = "besluiten-onbereikbaar"


class RecordsBusy(RecordsError):
    """Somebody else has been saving for too long."""

    error_id = "besluiten-bezet"


class RecordsOutdated(RecordsError):
    """The tables belong to another version of the product."""

    error_id = "besluiten-andere-versie"


class RecordNotFound(RecordsError):
    """It is not there, or not any more."""

    error_id = "besluit-onbekend"


class RecordRefused(RecordsError):
    """A value does not fit its field, or a step does not follow on the present state."""

    error_id = "besluit-geweigerd"


class EditConflict(RecordsError):
    """Somebody else changed the same thing after it was read; nothing of the second change was saved.

    Args:
        sentence: What happened and what to choose between.
        mine: The fields that differ, by their Dutch name, as this person wanted them.
        theirs: The same fields as they are now.
        version: The version that a next attempt starts from.
    """

    error_id = "gelijktijdig-gewijzigd"

    def __init__(self, sentence: str, *, mine: Mapping[str, str], theirs: Mapping[str, str], version: int) -> None:
        super().__init__(sentence)
        self.mine = mine
        self.theirs = theirs
        self.version = version
