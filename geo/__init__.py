"""WHERE: areas, neighbours and shapes. Pure functions."""
