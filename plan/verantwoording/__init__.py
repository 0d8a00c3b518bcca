"""Accounting: what leaves the house, and under which conditions."""
