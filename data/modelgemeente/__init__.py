"""The fictional municipality in the box: generated, seeded, read-only."""
