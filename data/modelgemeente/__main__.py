"""`python -m data.modelgemeente`: make the tables of the fictional municipality again, from their seed."""

from __future__ import annotations

from data.modelgemeente.build import build
from data.modelgemeente.tables import FOLDER, write


def main() -> None:
    """Write the committed tables anew."""
    made = build()
    write(made)
    for name, table in made.tables.items():
        print(f"{name}: {table.height} rijen")
    print(f"boundaries: {len(made.boundaries)} rijen")
    for name, table in made.peers.items():
        print(f"vergelijking, {name}: {table.height} rijen")
    print(f"Geschreven in {FOLDER.name}/.")


if __name__ == "__main__":
    main()
