"""`python -m data`: bring figures in, and see what there is.

Imports of polars and the rest come late: `-h` and a wrong argument must answer at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from data.errors import VeiligheidskompasError
from data.settings import MODELGEMEENTE, Settings, from_environment

_HELP = """Cijfers laden en bekijken.

  python -m data load BESTAND... [--gemeente GM0758] [--jaar 2022]
      Leest bestanden van een gemeente of van het hele land en slaat ze op: gebieden en grenzen (GeoJSON, TopoJSON,
      GeoPackage, CSV met WKT), kerncijfers (CSV, JSON, kwb-werkmap van Excel) en cijfers (CSV en JSON van StatLine en
      CBS). De soort wordt herkend aan de inhoud. Klopt een bestand niet, dan wordt er niets opgeslagen en staat er in
      één zin waarom. Met --gemeente wordt uit een landelijk bestand één gemeente gelezen. Noemt een bestand geen jaar,
      geef dan het jaar van de indeling.

  python -m data status
      Laat per gemeente zien wat er is: tabellen, periodes, bronnen en de versie. Controleert elk bestand.

  python -m data undo
      Zet de vorige versie van de cijfers terug.

  python -m data demo
      Laadt de fictieve Modelgemeente. Is die er al, dan verandert er niets.

  python -m data -h
      Laat deze uitleg zien.

De cijfers staan in de map van VK_HOME (standaard: var).
"""


class _DutchParser(argparse.ArgumentParser):
    """A parser that explains itself in Dutch; argparse has no translation of its own."""

    def format_help(self) -> str:
        return _HELP

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse writes it in English
        print("Deze opdracht kennen wij zo niet.\n\n" + _HELP, file=sys.stderr, end="")
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 where it worked, 1 where something was refused, 2 for wrong usage.
    """
    chosen = _parser().parse_args(arguments)
    try:
        settings = from_environment()
        if chosen.command == "load":
            _load(chosen, settings)
        elif chosen.command == "undo":
            _undo(settings)
        elif chosen.command == "demo":
            _demo(settings)
        else:
            _status(settings)
    except VeiligheidskompasError as problem:
        print(problem.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Gestopt. Er is niets opgeslagen.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _DutchParser(prog="python -m data", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    load = commands.add_parser("load", allow_abbrev=False)
    load.add_argument("files", nargs="+", type=Path)
    load.add_argument("--gemeente", type=_gemeente_code)
    load.add_argument("--jaar", type=int, choices=range(1995, 2101))
    commands.add_parser("undo", allow_abbrev=False)
    commands.add_parser("status", allow_abbrev=False)
    commands.add_parser("demo", allow_abbrev=False)
    return parser


def _gemeente_code(text: str) -> str:
    from data.warehouse.manifest import GEMEENTE_CODE  # noqa: PLC0415 - late, see the top

    if not GEMEENTE_CODE.fullmatch(text):
        raise argparse.ArgumentTypeError(text)
    return text


def _load(chosen: argparse.Namespace, settings: Settings) -> None:
    from data.catalogue import load_catalogue  # noqa: PLC0415 - late, see the top
    from data.sources.load import Asked, read_deliveries  # noqa: PLC0415 - late, see the top
    from data.warehouse import store  # noqa: PLC0415 - late, see the top

    now = datetime.now(tz=UTC)
    asked = Asked(chosen.gemeente, chosen.jaar)
    deliveries, report = read_deliveries(chosen.files, settings.warehouse, load_catalogue(), now, asked)
    version = store(settings.warehouse, deliveries, now=now, report=report)
    print("\n".join(report.lines()))
    print(f"\nOpgeslagen als versie {version[:12]}.")
    if len(report.gemeenten) == 1:
        ((code, name),) = report.gemeenten.items()
        print(f"Bekijk {name} met:\n  VK_GEMEENTE={code} make run")


def _undo(settings: Settings) -> None:
    from data.warehouse import undo  # noqa: PLC0415 - late, see the top

    version = undo(settings.warehouse)
    print(f"Teruggezet: versie {version.version[:12]}, opgeslagen op {version.written_at[:10]}.")


def _demo(settings: Settings) -> None:
    from data.modelgemeente import deliveries  # noqa: PLC0415 - late, see the top
    from data.warehouse import store  # noqa: PLC0415 - late, see the top

    version = store(settings.warehouse, deliveries(), now=datetime.now(tz=UTC))
    print(f"De Modelgemeente ({MODELGEMEENTE}, fictief) staat klaar, versie {version[:12]}. Bekijk haar met: make run")


def _status(settings: Settings) -> None:
    from data.warehouse import open_snapshot  # noqa: PLC0415 - late, see the top
    from data.warehouse.overview import overview_lines  # noqa: PLC0415 - late, see the top

    snapshot = open_snapshot(settings.warehouse)
    snapshot.verify()
    print("\n".join(overview_lines(snapshot)))


if __name__ == "__main__":
    raise SystemExit(main())
