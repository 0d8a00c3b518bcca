"""HOW MUCH, AND HOW SURE: pure functions, no reading, no writing, no clock."""
