"""WHAT WE KNOW: read-only facts, and the only floor that reads files."""
