"""Accounting for what we do: the manual first."""
