"""`python -m plan`: export figures through the gate, migrate what is decided, and audit the trail of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from data.errors import VeiligheidskompasError
from data.schemas import Level
from data.settings import from_environment
from metrics.gate import Audience

_Result = TypeVar("_Result")

WRONG_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code: 0 done, 1 refused with a sentence, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    commands = {"export": _export, "migrate": _migrate, "audit": _audit}
    try:
        return commands[options.command](options)
    except VeiligheidskompasError as problem:
        print(problem.sentence, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plan", description="Wat de gemeente kiest, en wat ervan naar buiten gaat."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    export = commands.add_parser("export", help="schrijf cijfers, door de poort, naar een bestand")
    export.add_argument("bestand", type=Path, help="waarheen; de naam eindigt op .csv of .parquet")
    export.add_argument("--niveau", type=Level, choices=list(Level), default=Level.WIJK, help="gemeente, wijk of buurt")
    export.add_argument("--indicator", action="append", metavar="ID", help="welk cijfer; vaker mag; anders alle")
    export.add_argument("--periode", metavar="JJJJ-MM", help="laatste maand van de twaalf; anders de nieuwste")
    export.add_argument(
        "--publiek", type=Audience, choices=list(Audience), default=Audience.PUBLIC, help="wie het bestand leest"
    )
    commands.add_parser("migrate", help="breng de tabellen met besluiten naar deze versie, of maak ze")
    audit = commands.add_parser("audit", help="loop het spoor van alle wijzigingen na")
    audit.add_argument("--kop", metavar="NUMMER:CODE", help="de kop die u eerder hebt genoteerd; staat die er nog?")
    return parser


def _migrate(_options: argparse.Namespace) -> int:
    from plan.records.migrating import migrate  # noqa: PLC0415 - late: a mistyped command need not wait for it

    done = migrate(from_environment().records)
    if done.before == done.after:
        print(f"De tabellen zijn al van versie {done.after}. Er is niets veranderd.")
    else:
        print(f"De tabellen zijn nu van versie {done.after}; ze waren van versie {done.before or '(geen)'}.")
    return 0


def _audit(options: argparse.Namespace) -> int:
    from plan.records.database import open_records  # noqa: PLC0415 - late: see _migrate

    number, _, chain = (options.kop or "").partition(":")
    if options.kop and not (number.isdecimal() and chain):
        return _wrong("De kop heeft niet de vorm NUMMER:CODE. Neem hem over zoals python -m plan audit hem gaf.")
    with closing(open_records(from_environment().records)) as records:
        found = records.verify((int(number), chain) if options.kop else None)
    for remark in found.remarks:
        print(f"Let op: {remark}")
    for fault in found.faults:
        print(f"Fout: {fault}", file=sys.stderr)
    print(f"{found.lines} regels nagelopen; van {found.erased} is de inhoud geschoond.")
    print(f"Kop: {found.lines}:{found.head}")
    if not found.holds:
        return _refused(f"Het spoor klopt niet: {len(found.faults)} keer. Waarschuw de ciso; laat alles zoals het is.")
    print("Het spoor klopt. Noteer de kop ergens anders: dan valt later op als er regels aan het eind verdwijnen.")
    return 0


def _export(options: argparse.Namespace) -> int:
    # Late: these bring numerical libraries that a mistyped command need not wait for.
    from plan.figures import open_figures  # noqa: PLC0415 - see above
    from plan.figures.table import as_table  # noqa: PLC0415 - see above
    from plan.verantwoording.exports import as_csv, as_parquet  # noqa: PLC0415 - see above

    writers = {".csv": as_csv, ".parquet": as_parquet}
    write = writers.get(options.bestand.suffix.lower())
    if write is None:
        return _wrong(f"Het bestand {options.bestand.name} eindigt niet op .csv of .parquet. Kies een van die twee.")
    settings = from_environment()
    today = settings.today(datetime.now(UTC).astimezone(ZoneInfo("Europe/Amsterdam")).date())
    figures = open_figures(settings, audience=options.publiek, today=today, memo=_compute_once)
    known = {indicator.id: indicator for indicator in figures.indicators()}
    unknown = [one for one in options.indicator or [] if one not in known]
    if unknown:
        return _wrong(f"Er is hier geen cijfer met de naam {unknown[0]}. Kies uit: {', '.join(sorted(known))}.")
    windows = {f"{window.end:%Y-%m}": window for window in figures.windows()}
    window = windows.get(options.periode or next(iter(windows)))
    if window is None:
        return _wrong(f"Over de periode {options.periode} zijn er geen cijfers. Kies uit: {', '.join(windows)}.")
    wanted = [known[one] for one in options.indicator or known]
    pictures = [figures.picture(indicator, options.niveau, window) for indicator in wanted]
    sources = {indicator.id: " ".join(figures.attributions([indicator])) for indicator in wanted}
    table = as_table((one for picture in pictures for one in picture.figures), sources)
    try:
        _write_whole(options.bestand, write(table))
    except OSError as problem:
        return _refused(f"Het bestand {options.bestand} kon niet worden geschreven: {problem.strerror}.")
    print(f"{len(table)} cijfers geschreven naar {options.bestand}, voor: {options.publiek}.")
    for picture in pictures:
        if picture.reason:
            print(f"{picture.indicator.name}: {picture.reason}")
    return 0


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside the target and swap, so that a full disk leaves an earlier file as it was."""
    beside = path.with_name(f".{path.name}.nieuw")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _compute_once(_version: str, _key: tuple[str, ...], compute: Callable[[], _Result]) -> _Result:
    return compute()


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_USAGE


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
