"""WHAT WE CHOOSE: the one door to a figure, and everything people decide."""
