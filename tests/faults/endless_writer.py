"""Stores one version after another until it is killed, and says which number it finished; run as a script."""

import sys
from pathlib import Path

from data.errors import WarehouseBusy
from data.warehouse import store
from tests.data import small_tables as small

if __name__ == "__main__":
    root = Path(sys.argv[1])
    number = int(sys.argv[2])
    while True:
        number += 1
        try:
            store(root, [small.delivery(number)], now=small.NOW)
        except WarehouseBusy:
            continue
        print(number, flush=True)
