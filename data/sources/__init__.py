"""Figures coming in: one module per publisher, all to the same tables."""
