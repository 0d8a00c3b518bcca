"""What goes wrong between us and the database, as a sentence that says what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from data.errors import RecordRefused, RecordsBusy, RecordsError, RecordsOutdated, RecordsUnreachable

_NOTHING_SAVED = "Er is niets opgeslagen."
_UNSURE = "Of de laatste wijziging is opgeslagen, is niet zeker: kijk eerst of zij er staat."

_BUSY = "Iemand anders is al te lang aan het opslaan. {after} Probeer het over een minuut opnieuw."
_FULL = "De schijf met de gegevens is vol. {after} Waarschuw de beheerder, en probeer het daarna opnieuw."
_DAMAGED = "De gegevens zijn beschadigd en niet te lezen. {after} Waarschuw de beheerder: hij zet een kopie terug."
_GONE = (
    "De database antwoordt niet. {after} Probeer het over een minuut opnieuw; blijft het zo, waarschuw de beheerder."
)
_READ_ONLY = "De gegevens mogen niet worden gewijzigd. {after} Waarschuw de beheerder: controleer de rechten op de map."
_NO_TABLES = "De tabellen zijn er nog niet, of van een andere versie. {after} Voer uit: python -m plan migrate."

# Extended names of SQLite begin with these; SQLSTATE classes and codes of PostgreSQL: Appendix A of its manual.
_BY_SQLITE_NAME: tuple[tuple[str, type[RecordsError], str], ...] = (
    ("SQLITE_BUSY", RecordsBusy, _BUSY),
    ("SQLITE_LOCKED", RecordsBusy, _BUSY),
    ("SQLITE_FULL", RecordsUnreachable, _FULL),
    ("SQLITE_IOERR_WRITE", RecordsUnreachable, _FULL),
    ("SQLITE_CORRUPT", RecordsUnreachable, _DAMAGED),
    ("SQLITE_NOTADB", RecordsUnreachable, _DAMAGED),
    ("SQLITE_READONLY", RecordsUnreachable, _READ_ONLY),
    ("SQLITE_ERROR", RecordsOutdated, _NO_TABLES),
)
_BY_SQLSTATE: tuple[tuple[str, type[RecordsError], str], ...] = (
    ("55P03", RecordsBusy, _BUSY),
    ("57014", RecordsBusy, _BUSY),
    ("40", RecordsBusy, _BUSY),
    ("53100", RecordsUnreachable, _FULL),
    ("XX", RecordsUnreachable, _DAMAGED),
    ("25006", RecordsUnreachable, _READ_ONLY),
    ("42501", RecordsUnreachable, _READ_ONLY),
    ("42", RecordsOutdated, _NO_TABLES),
)
_TWICE = f"Dit staat er al. {_NOTHING_SAVED} Wijzig wat er staat."
_BROKEN_RULE = f"Dit past niet bij wat er al is vastgelegd. {_NOTHING_SAVED} Ververs de pagina en kijk wat er nu staat."
_UNIQUE = ("23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY")


@contextmanager
def told_in_dutch(*, committing: bool = False) -> Iterator[None]:
    """Turn what the database reports into an error with a sentence.

    Args:
        committing: Whether the save was being made final: then a lost connection leaves it open whether it was.

    Raises:
        RecordsBusy: Somebody else was saving for too long.
        RecordRefused: A rule of the tables was broken, or a value does not fit.
        RecordsOutdated: A table or column is not there.
        RecordsUnreachable: Anything else: no answer, a full disk, damage.
    """
    try:
        yield
    except (exc.IntegrityError, exc.DataError) as problem:
        # PostgreSQL repeats the row in its message: that must reach no log.
        raise RecordRefused(_TWICE if _code(problem) in _UNIQUE else _BROKEN_RULE) from None
    except exc.TimeoutError as problem:
        raise RecordsBusy(_BUSY.format(after=_NOTHING_SAVED)) from problem
    except exc.DBAPIError as problem:
        raise _translated(problem, committing=committing) from problem


def _translated(problem: exc.DBAPIError, *, committing: bool) -> RecordsError:
    found = _code(problem)
    known = _BY_SQLITE_NAME if found.startswith("SQLITE") else _BY_SQLSTATE
    for beginning, error, sentence in known:
        if found.startswith(beginning):
            return error(sentence.format(after=_NOTHING_SAVED))
    lost_while_committing = committing and not found.startswith("SQLITE")
    return RecordsUnreachable(_GONE.format(after=_UNSURE if lost_while_committing else _NOTHING_SAVED))


def _code(problem: exc.DBAPIError) -> str:
    """SQLite's name of an error, or PostgreSQL's SQLSTATE; empty where the connection itself was lost."""
    return str(getattr(problem.orig, "sqlite_errorname", None) or getattr(problem.orig, "sqlstate", None) or "")
