"""What we know, stored: immutable Parquet files, and one manifest that says which of them are current.

    <root>/manifest.json                                the current version; replaced in one step, last of all
    <root>/manifesten/<version>.json                    earlier versions, for as long as they are kept
    <root>/verslagen/<version>.json                     what the load that made a version told
    <root>/tabellen/<table>/<gemeente>/<sha256>.parquet never changed once written
    <root>/tijdelijk/                                   files on their way in; litter after a killed writer
    <root>/slot                                         held by the one writer

The sha256 of the manifest is the data version: cache key, freeze date of a session, figure in a document.
"""

from data.warehouse.snapshot import Snapshot, open_snapshot
from data.warehouse.versions import Version, history, undo
from data.warehouse.writer import Delivery, store

__all__ = ["Delivery", "Snapshot", "Version", "history", "open_snapshot", "store", "undo"]
